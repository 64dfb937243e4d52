#!/usr/bin/python3
"""`doctor` on hosts with one defect each."""

import json
import os
import shutil
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

from live import LIVE, LiveTest  # noqa: E402
from program import PROGRAM  # noqa: E402


class Doctor(LiveTest):
    def findings(self, *words):
        answer = self.ask("--json", *words, "doctor")
        found = {one["id"]: one for one in json.loads(answer.out)["findings"]}
        failed = any(one["result"] == "failed" for one in found.values())
        self.assertEqual(answer.status, 1 if failed else 0, answer)
        for one in found.values():
            if one["result"] != "ok" and one["id"] != "monit":
                self.assertTrue(one["todo"], one)
        return found

    def results(self, *words):
        return {name: one["result"] for name, one in self.findings(*words).items()}

    def test_finds_a_host_in_order(self):
        results = self.results()
        for question in ("control-file", "monit", "daemon", "packages", "guard", "off"):
            self.assertEqual(results[question], "ok", question)

    def test_changes_nothing(self):
        before = self.states()
        self.findings()
        self.assertEqual(self.states(), before)
        self.assertEqual(self.sessions(), [])

    def test_a_control_file_that_is_not_there(self):
        os.unlink(self.monitrc)
        found = self.findings()
        self.assertEqual(found["control-file"]["result"], "failed")
        self.assertIn(self.monitrc, found["control-file"]["what"])

    def test_a_control_file_that_is_not_there_gets_no_state_directory(self):
        os.unlink(self.monitrc)
        shutil.rmtree(self.state, ignore_errors=True)
        self.assertEqual("warning", self.findings()["guard"]["result"])
        self.assertFalse(os.path.exists(self.state))

    def test_a_control_file_that_does_not_parse(self):
        self.write("monitrc", LIVE + "check nonsense (((\n")
        self.assertEqual(self.results()["control-file"], "failed")

    def test_a_monit_that_does_not_run(self):
        self.stop_monit()
        found = self.findings()
        self.assertEqual(found["control-file"]["result"], "ok")
        self.assertEqual(found["monit"]["result"], "failed")

    def test_a_control_file_without_a_server(self):
        self.write("monitrc", LIVE.replace("set httpd", "#"))
        found = self.findings()
        self.assertEqual(found["monit"]["result"], "failed")
        self.assertIn("set httpd", found["monit"]["todo"])

    def test_a_server_that_is_read_only(self):
        self.stop_monit()
        self.write("monitrc", LIVE.replace("allow localhost", "allow localhost allow a:canary-b read-only"))
        self.start_monit_with_a_user()
        found = self.findings()
        self.assertEqual(found["monit"]["result"], "failed")
        self.assertNotIn("canary", json.dumps(found))

    def start_monit_with_a_user(self):
        # states() has no password, so this test only waits until the socket exists.
        self.states = lambda: {"alphad": True}
        self.start_monit()

    def test_a_package_database_that_is_not_there(self):
        shutil.rmtree(self.path("rpmdb"))
        self.assertEqual(self.results()["packages"], "failed")

    def test_a_package_database_without_a_package(self):
        shutil.rmtree(self.path("rpmdb"))
        subprocess.run(["rpmdb", "--initdb", "--dbpath", self.path("rpmdb")], check=True)
        found = self.findings()["packages"]
        self.assertEqual(("warning", "the package database has 0 packages"), (found["result"], found["what"]))

    def test_a_program_that_is_not_there(self):
        self.assertEqual(self.results()["programs"], "ok")
        os.mkdir(self.path("bin"))
        alone = shutil.copy(PROGRAM, self.path("bin/monit-pkgmap"))
        answer = self.run_program([alone] + self.arguments(["--json", "doctor"])[1:])
        found = {one["id"]: one for one in json.loads(answer.out)["findings"]}["programs"]
        self.assertEqual(found["result"], "failed")
        self.assertIn("monit-pkgmap-headers", found["what"])

    def test_a_state_directory_that_is_none(self):
        self.write("state", "a file")
        self.assertEqual(self.results()["guard"], "failed")
        os.unlink(self.state)

    def test_a_state_directory_that_others_may_write(self):
        os.mkdir(self.state)
        os.chmod(self.state, 0o777)
        self.assertEqual(self.results()["guard"], "failed")

    def on_file_system(self, mount):
        """Returns the row about the guard, with a state directory for which the command made a file system."""
        os.makedirs(self.state, 0o700, exist_ok=True)
        script = 'mount --make-rprivate / && state=$1 && %s && shift && exec "$@"' % mount
        done = self.run_program(["unshare", "-m", "sh", "-c", script, "sh", self.state, *self.arguments(["--json", "doctor"])])
        self.assertEqual(1, done.status, done)
        found = {one["id"]: one for one in json.loads(done.out)["findings"]}["guard"]
        self.assertEqual("failed", found["result"])
        self.assertTrue(found["todo"])
        return found["what"]

    @unittest.skipUnless(os.geteuid() == 0, "only root can mount a file system")
    def test_a_state_directory_that_cannot_be_written(self):
        tmpfs = 'mount -t tmpfs -o mode=700,%s state "$state"'
        for mount, words in ((tmpfs % "ro", "Read-only file system"), (tmpfs % "nr_inodes=1", "No space left on device"),
                             (tmpfs % "size=4k", "No space left on device")):
            with self.subTest(mount):
                self.assertIn("cannot write to the state directory %s: %s" % (self.state, words), self.on_file_system(mount))

    @unittest.skipUnless(os.geteuid() == 0, "the file has to belong to the user of monit")
    def test_a_control_file_that_monit_would_refuse(self):
        os.chmod(self.monitrc, 0o644)
        found = self.findings()["control-file"]
        self.assertEqual("failed", found["result"])
        self.assertIn("its mode is 0644", found["what"])
        self.assertEqual("change its mode to 0600", found["todo"])

    def test_a_check_that_is_off(self):
        self.administrator("unmonitor", "hosts")
        found = self.findings()["off"]
        self.assertEqual(found["result"], "warning")
        self.assertIn("hosts", found["what"])

    def test_a_session_under_way_is_no_fault(self):
        self.assertEqual(self.ask("suspend", "alpha", "--for", "30m").status, 0)
        found = self.findings()["off"]
        self.assertEqual(found["result"], "ok")
        self.assertIn("under way", found["what"])

    def test_a_monit_that_asks_recover_itself(self):
        self.assertEqual(self.results()["recovery"], "warning")
        self.write("monitrc", LIVE + "check program back with path \"/usr/bin/monit-pkgmap recover --if-stale\"\n")
        self.assertEqual(self.results()["recovery"], "ok")
        self.write("monitrc", LIVE + "check program pg_recovery with path \"/bin/true check-recovery-lag\"\n")
        self.assertEqual(self.results()["recovery"], "warning")

    def test_checks_that_monit_has_not_read(self):
        more = LIVE + "check file b with path /etc/passwd\n"
        self.write("monitrc", more)
        self.assertIn("'monit reload' makes monit read it", self.findings()["unread"]["todo"])
        self.assertIn("'monit reload' makes it", self.unread_in_audit())
        # Such a reload would end monit.
        for text, mode in ((more + "check file c with path\n", 0o600), (more, 0o644)):
            self.write("monitrc", text, mode)
            found = self.findings()
            self.assertEqual("failed", found["control-file"]["result"])
            self.assertNotIn("unread", found)
        self.write("monitrc", more + "check file c with path\n")
        self.assertNotIn("'monit reload' makes it", self.unread_in_audit())

    def unread_in_audit(self):
        found = json.loads(self.ask("--json", "audit").out)["findings"]
        return [one["detail"] for one in found if one["id"] == "unread" and one["check"] == "b"][0]

    def test_says_the_same_to_a_person(self):
        self.stop_monit()
        answer = self.ask("doctor")
        self.assertEqual(answer.status, 1)
        self.assertIn("FAIL  ", answer.out)
        self.assertIn("-> ", answer.out)

    def test_takes_no_other_root(self):
        self.assertEqual(self.ask("--root", self.directory, "doctor").status, 2)


class AsAnOrdinaryUser(LiveTest):
    """What such a user may not read is neither missing nor wrong."""

    NOBODY = 65534

    def setUp(self):
        super().setUp()
        os.mkdir(self.state, 0o700)
        os.mkdir(self.path("bin"))
        self.program = shutil.copy(PROGRAM, self.path("bin/monit-pkgmap"))

    def become_nobody(self):
        os.setgroups([])
        os.setgid(self.NOBODY)
        os.setuid(self.NOBODY)

    def findings(self):
        answer = self.run_program([self.program] + self.arguments(["--json", "doctor"])[1:],
                                  preexec_fn=self.become_nobody)
        return {one["id"]: one for one in json.loads(answer.out)["findings"]}

    def assert_only_root_can_say(self, found, *questions):
        for question in questions:
            with self.subTest(question):
                self.assertEqual("run this as root", found[question]["todo"])
        for one in found.values():
            for wrong in ("set httpd", "monit goes on", "--state-dir", "start monit", "is it running"):
                self.assertNotIn(wrong, one["todo"] or "", one)

    def test_is_told_who_can_read_the_control_file(self):
        found = self.findings()
        self.assert_only_root_can_say(found, "control-file", "monit", "bypassed", "guard", "recovery", "off")
        self.assertIn("Permission denied", found["control-file"]["what"])
        self.assertIn("is not known", found["recovery"]["what"])
        self.assertNotIn("systemctl enable", found["recovery"]["todo"])
        self.assertNotIn("drift", found)

    def test_is_not_told_to_add_a_server_that_stands_in_a_file_of_root(self):
        server = LIVE[LIVE.index("set httpd"):].splitlines()[0]
        self.write("server.conf", server + "\n")
        self.write("monitrc", LIVE.replace(server, "include @DIR@/server.conf"), 0o644)
        found = self.findings()
        self.assert_only_root_can_say(found, "control-file", "monit", "recovery", "drift", "off")
        self.assertIn("where monit answers is not known", found["monit"]["what"])

    def test_is_told_who_may_ask_monit(self):
        self.write("monitrc", LIVE, 0o644)
        os.chmod(self.path("sock"), 0o600)
        found = self.findings()
        self.assertEqual("ok", found["control-file"]["result"])
        self.assertEqual("this user may not ask monit on " + self.path("sock"), found["monit"]["what"])
        self.assert_only_root_can_say(found, "monit", "guard", "off")

    def test_is_told_by_every_command_who_may_read(self):
        transaction = self.transaction("alpha")
        os.chmod(transaction, 0o644)
        for words in (["audit"], ["status"], ["explain", "alpha"], ["config"],
                      ["suspend", "--transaction", transaction]):
            answer = self.run_program([self.program] + self.arguments(words)[1:], preexec_fn=self.become_nobody)
            self.assertRegex(answer.err, r"\Aerror: .*: Permission denied\n  run this as root\n\Z", words)


if __name__ == "__main__":
    unittest.main()
