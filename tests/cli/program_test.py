#!/usr/bin/python3
"""What the program answers to the mistakes of a new user."""

import json
import os
import sys
import unittest

sys.dont_write_bytecode = True

from program import ProgramTest  # noqa: E402

COMMANDS = ("config", "explain", "audit", "policy", "suspend", "resume", "status", "verify")


class TheCommandLine(ProgramTest):
    def test_without_a_command_says_which_there_are(self):
        answer = self.bare()
        self.assertEqual(answer, (2, "", "error: a command is missing\n  one of config, explain, "
                                         "audit, bundle, policy, suspend, resume, run, status, recover, "
                                         "history, doctor, verify, accept, update-expect; "
                                         "see monit-pkgmap --help\n"))

    def test_with_a_wrong_command_meets_the_nearest(self):
        self.assertEqual(self.bare("explian", "alpha"), (
            2, "", "error: there is no command 'explian'\n  did you mean 'explain'?\n"))

    def test_with_a_wrong_option_meets_the_nearest(self):
        self.assertEqual(self.bare("status", "--jsn"), (
            2, "", "error: there is no option '--jsn' of status\n  did you mean '--json'?\n"))

    def test_that_is_wrong_is_told_as_json_when_that_was_wanted(self):
        for words in (["--json"], ["--json", "frob"], ["explain", "--json"],
                      ["status", "--json", "--frob"]):
            with self.subTest(words):
                answer = self.bare(*words)
                self.assert_error_object(answer, 2)
                self.assertEqual(answer.err, "")

    def test_that_is_wrong_is_no_answer_for_nagios(self):
        answer = self.bare("doctor", "--nagios", "--frob")
        self.assertEqual((3, "MONIT-PKGMAP UNKNOWN - there is no option '--frob' of doctor | failed=0 warnings=0\n"
                             "unknown: there is no option '--frob' of doctor\n"), answer[:2])
        self.assertIn("error: there is no option '--frob' of doctor\n", answer.err)

    def test_of_bytes_that_no_terminal_should_see_is_repeated_without_them(self):
        answer = self.bare("fr\x1b[31mob\n\udc9b")
        self.assertEqual(answer.status, 2)
        self.assertIn("there is no command 'fr?[31mob??'\n", answer.err)

    def test_asks_for_the_version(self):
        answer = self.bare("--version")
        self.assertEqual((answer.status, answer.err), (0, ""))
        self.assertRegex(answer.out, r"\Amonit-pkgmap \d+\.\d+\.\d+\n\Z")

    def test_asks_for_help(self):
        for words in [["--help"]] + [[command, "--help"] for command in COMMANDS]:
            with self.subTest(words):
                answer = self.bare(*words)
                self.assertEqual((answer.status, answer.err), (0, ""))
                self.assertIn("Usage: monit-pkgmap", answer.out)
                self.assertLessEqual(max(map(len, answer.out.splitlines())), 80)


class AWholeTransaction(ProgramTest):
    def test_is_explained_from_a_file_or_from_standard_input(self):
        path = self.transaction("alpha")
        from_file = self.ask("--json", "explain", "--transaction", path)
        self.assertEqual(0, from_file.status, from_file)
        with open(path, "rb") as file:
            from_input = self.ask("--json", "explain", "--transaction", "-", stdin=file)
        self.assertEqual(from_file, from_input)
        decided = {c["name"]: c["decision"] for c in json.loads(from_file.out)["checks"]}
        self.assertEqual({"alphad": "suspend", "alpha": "suspend", "hosts": "keep"},
                         {name: decided[name] for name in ("alphad", "alpha", "hosts")})

    def test_tells_what_is_not_downloaded(self):
        answer = self.ask("explain", "--transaction", self.transaction("alpha", "beta"))
        self.assertIn("note: 2 packages are not downloaded: of what comes with them nothing is known\n", answer.err)

    def test_that_is_none_is_refused(self):
        answer = self.ask("explain", "--transaction", self.write("bad", "{}"))
        self.assertEqual(2, answer.status)

    def test_is_not_mixed_with_packages(self):
        for words in (["alpha", "--upgrades"], ["alpha", "--transaction", "x"], ["--upgrades", "--transaction", "x"]):
            self.assertEqual(2, self.ask("explain", *words).status, words)

    def test_has_an_exit_status_of_its_own(self):
        for name, status in (("alpha", 10), ("gamma", 0)):
            answer = self.ask("explain", "--detailed-exitcode", "--transaction", self.transaction(name))
            self.assertEqual(status, answer.status, answer)


class TheControlFile(ProgramTest):
    def test_that_is_missing_leaves_prometheus_without_an_answer(self):
        os.unlink(self.monitrc)
        answer = self.ask("audit", "--prometheus")
        self.assertEqual(3, answer.status)
        self.assertEqual(["monit_pkgmap_answered{command=\"audit\"} 0"],
                         [line for line in answer.out.splitlines() if not line.startswith("#")])
        self.assertIn("cannot read the control file " + self.monitrc, answer.err)

    def test_that_is_missing_is_named(self):
        os.unlink(self.monitrc)
        for words in (["config"], ["explain", "alpha"], ["verify"],
                      ["suspend", "--transaction", self.transaction("alpha")]):
            with self.subTest(words):
                self.assertEqual(self.ask(*words), (
                    3, "", "error: cannot read the control file %s: No such file or directory\n"
                    % self.monitrc))
        self.assert_no_state()

    def test_that_is_a_directory_is_no_control_file(self):
        answer = self.ask("config", "--monitrc", self.directory)
        self.assertEqual(answer.status, 3)
        self.assertIn("cannot read the control file " + self.directory, answer.err)

    def test_that_nobody_may_read_is_named(self):
        os.chmod(self.monitrc, 0)
        argv = self.arguments(["config"])
        if os.geteuid() == 0:
            argv = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] + argv
        answer = self.run_program(argv)
        self.assertEqual(answer, (3, "", "error: cannot read the control file %s: Permission "
                                         "denied\n  run this as root\n" % self.monitrc))

    def test_with_a_mistake_is_shown_with_the_place_and_a_hint(self):
        self.write("monitrc", "set daemon 30\ncheck proces alpha with pidfile /x\n")
        shown = ("%s:2:7: error: unknown check type 'proces'\n"
                 "check proces alpha with pidfile /x\n"
                 "      ^~~~~~\n"
                 "  hint: did you mean 'process'?\n" % self.monitrc)
        answer = self.ask("config")
        self.assertEqual((answer.status, answer.err), (3, shown))
        self.assertIn("2 checks in 1 file\n", answer.out)
        for words in (["explain", "alpha"], ["verify"],
                      ["suspend", "--transaction", self.transaction("alpha")]):
            with self.subTest(words):
                answer = self.ask(*words)
                self.assertEqual((answer.status, answer.out), (3, ""))
                self.assertTrue(answer.err.startswith(shown), answer.err)
                self.assertIn("\nerror: cannot understand " + self.monitrc + ":2:7: ", answer.err)
        self.assert_no_state()

    def test_with_a_mistake_is_told_as_json(self):
        self.write("monitrc", "check proces alpha with pidfile /x\n")
        for words in (["explain", "alpha"], ["verify"],
                      ["suspend", "--transaction", self.transaction("alpha")]):
            with self.subTest(words):
                answer = self.ask("--json", *words)
                self.assertEqual(answer.status, 3)
                self.assertEqual(json.loads(answer.out)["error"]["code"], 3)
                self.assertEqual(answer.err, "")
        answer = self.ask("--json", "config")
        self.assertEqual(answer.status, 3)
        said = json.loads(answer.out)
        self.assertEqual(said["error"]["code"], 3)
        self.assertEqual(said["checks"][0]["name"], "alpha")

    def test_hides_credentials_on_the_line_of_the_mistake(self):
        self.write("monitrc", "set httpd port 2812 allow admin:canary\n"
                              "set mailserver mx username me password canary frobnicate\n"
                              "check host a address b if failed url http://u:canary@h/ then frob\n")
        answer = self.ask("config")
        self.assertEqual(answer.status, 3)
        self.assertIn("***", answer.err)
        self.assertNotIn("canary", answer.err + answer.out)

    def test_may_be_named_relative_to_the_callers_directory(self):
        answer = self.ask("config", "--json", "--monitrc", "monitrc")
        self.assertEqual(json.loads(answer.out)["control_file"], self.monitrc)
        answer = self.ask("config", "--json", "--root", ".", "--monitrc", "monitrc")
        self.assertEqual(json.loads(answer.out)["control_file"], "/monitrc")

    def test_has_names_that_a_terminal_would_obey(self):
        self.write("monitrc", b'check file "a\x1b]0;x\x07\x9b2J" with path "/x\x1b[2J"\n')
        for words in (["config"], ["--color", "always", "config"], ["config", "--json"],
                      ["explain", "alpha", "--color=always", "--check", "vm"], ["verify"]):
            with self.subTest(words):
                answer = self.ask(*words)
                for text in (answer.out, answer.err):
                    for mark in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[33m"):
                        text = text.replace(mark, "")
                    self.assertNotRegex(text, "[\x00-\x08\x0b-\x1f\x7f-\x9f\udc80-\udcff]")


class ThePackageDatabase(ProgramTest):
    def test_that_is_missing_is_not_made(self):
        gone = self.path("gone")
        for words in (["explain", "alpha"],
                      ["suspend", "--transaction", self.transaction("alpha")]):
            with self.subTest(words):
                answer = self.ask(*words, "--dbpath", gone)
                self.assertEqual((answer.status, answer.out), (5, ""))
                self.assertIn("error: there is no package database in " + gone, answer.err)
        self.assertFalse(os.path.exists(gone))
        self.assert_no_state()

    def test_that_is_garbage_is_an_error_and_stays_as_it_is(self):
        os.mkdir(self.path("garbage"))
        path = self.write("garbage/rpmdb.sqlite", b"no database\n" * 1000)
        answer = self.ask("explain", "alpha", "--dbpath", self.path("garbage"))
        self.assertEqual((answer.status, answer.out), (5, ""))
        self.assertIn("error: ", answer.err)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), b"no database\n" * 1000)

    def test_may_belong_to_another_root(self):
        os.makedirs(self.path("image/var/lib"))
        os.rename(self.path("rpmdb"), self.path("image/var/lib/rpm"))
        os.rename(self.monitrc, self.path("image/monitrc"))
        answer = self.bare("--root", "image", "--monitrc", "/monitrc", "--dbpath", "/var/lib/rpm",
                           "explain", "alpha", "--json")
        self.assertEqual((answer.status, answer.err), (0, ""))
        self.assertEqual(json.loads(answer.out)["summary"]["suspend"], 2)

    def test_of_another_root_is_missed_by_the_name_of_the_root(self):
        os.mkdir(self.path("image"))
        answer = self.bare("--root", self.path("image"), "audit")
        self.assertEqual((answer.status, answer.out), (3, ""))
        self.assertIn("error: monit's control file was not found below %s\n" % self.path("image"), answer.err)

    def test_of_another_root_is_not_acted_on(self):
        for words in (["suspend", "--transaction", self.transaction("alpha")], ["resume"]):
            with self.subTest(words):
                answer = self.ask("--root", self.directory, *words)
                self.assertEqual((answer.status, answer.out), (2, ""))
                self.assertIn("acts on the running monit, so it cannot be combined with --root", answer.err)


class AnUnknownName(ProgramTest):
    def test_of_a_package_meets_the_nearest(self):
        answer = self.ask("explain", "alpho")
        self.assertEqual((answer.status, answer.out), (1, ""))
        self.assertEqual(answer.err, "error: nothing is called 'alpho': no package, provide, "
                                     "check, unit or alias\n  nearest: alpha (check), alpha "
                                     "(package), alphad (check)\n")

    def test_of_a_package_is_told_as_json(self):
        message = self.assert_error_object(self.ask("--json", "explain", "frobnicate"), 1)
        self.assertEqual(message, "nothing is called 'frobnicate': no package, provide, check, "
                                  "unit or alias")

    def test_that_is_empty_is_wrong_usage(self):
        for arguments in (("",), ("--check", "")):
            answer = self.ask("explain", *arguments)
            self.assertEqual((answer.status, answer.out), (2, ""), answer)
            self.assertIn("empty", answer.err)

    def test_may_be_odd_or_long(self):
        for name in ("x" * 100000, "*nothing*", "a b", "%{name}", "\n"):
            with self.subTest(name[:20]):
                answer = self.ask("explain", "--", name)
                self.assertEqual((answer.status, answer.out), (1, ""))
                self.assertIn("error: ", answer.err)

    def test_of_a_package_file_is_told_with_the_reason(self):
        answer = self.ask("explain", "./gone.rpm")
        self.assertEqual((answer.status, answer.out), (1, ""))
        self.assertIn("./gone.rpm: No such file or directory", answer.err)

    def test_of_a_check_is_not_taken_for_a_package(self):
        answer = self.ask("explain", "--check", "alpha")
        self.assertIn("  suspend  alpha ", answer.out)
        self.assertIn(" touch at least 2 of ", answer.out)
        self.assertIn("But what a newer version brings is not known: its .rpm file says that.",
                      " ".join(answer.out.split()))
        self.assertEqual(self.ask("explain", "--check", "nope").status, 1)

    def test_of_a_check_meets_the_nearest(self):
        self.assertEqual(self.ask("explain", "alpha", "--check", "hosst"), (
            1, "", "error: there is no check 'hosst'\n  did you mean 'hosts'?\n"))

    def test_of_a_session_is_wrong_usage(self):
        for session in ("0123456789abcdef", "../../etc/passwd", "a/b", ".", "x" * 5000, "\n"):
            with self.subTest(session[:20]):
                answer = self.ask("resume", "--session", session)
                self.assertEqual((answer.status, answer.out), (2, ""), answer)
                self.assertIn("error: there is no session", answer.err)


class AnAnswer(ProgramTest):
    def test_of_explain_names_what_is_suspended(self):
        answer = self.ask("explain", "alpha")
        self.assertEqual((answer.status, answer.err), (
            0, "note: monit gave no status, so checks that are off appear as suspended\n"))
        self.assertIn("  suspend  alphad ", answer.out)
        self.assertIn("  suspend  alpha ", answer.out)
        self.assertLessEqual(max(map(len, answer.out.splitlines())), 80)

    def test_of_status_and_resume_without_a_session_makes_nothing(self):
        self.assertEqual(self.ask("status"), (0, "no check is suspended\n", ""))
        self.assertEqual(self.ask("resume"), (0, "no session to resume\n", ""))
        self.assertEqual(json.loads(self.ask("status", "--json").out)["sessions"], [])
        self.assertEqual(json.loads(self.ask("resume", "--json").out),
                         {"schema": 1, "sessions": []})
        self.assert_no_state()

    def test_of_verify_says_when_monit_was_not_asked(self):
        answer = self.ask("verify")
        self.assertEqual(answer.status, 0)
        self.assertIn("note: monit does not answer on %s/sock" % self.directory, answer.err)


class MonitItself(ProgramTest):
    def test_that_is_down_lets_nothing_be_suspended(self):
        answer = self.ask("suspend", "--transaction", self.transaction("alpha"))
        self.assertEqual((answer.status, answer.out), (4, ""))
        self.assertIn("monit does not answer on %s/sock" % self.directory, answer.err)
        self.assert_nothing_is_suspended()

    def test_that_is_down_is_told_as_json(self):
        answer = self.ask("--json", "suspend", "--transaction", self.transaction("alpha"))
        self.assertEqual(answer.status, 4)
        self.assertEqual(json.loads(answer.out)["error"]["code"], 4)

    def test_without_httpd_cannot_be_asked(self):
        self.write("monitrc", "check file alphad with path /usr/sbin/alphad\n")
        answer = self.ask("suspend", "--transaction", self.transaction("alpha"))
        self.assertEqual((answer.status, answer.out), (4, ""))
        self.assertIn("set httpd", answer.err)
        self.assert_nothing_is_suspended()

    def test_does_not_matter_when_no_check_is_touched(self):
        answer = self.ask("suspend", "--transaction", self.transaction("beta", "nothing"))
        self.assertEqual((answer.status, answer.err), (0, ""))
        self.assertEqual(answer.out, "nothing to suspend: no monitored check belongs to these packages\n")
        self.assert_no_state()

    def assert_nothing_is_suspended(self):
        self.assertEqual(self.ask("status").out, "no check is suspended\n")


if __name__ == "__main__":
    unittest.main()
