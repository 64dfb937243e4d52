#!/usr/bin/python3
"""The program with unusual transactions, state directories, streams and terminals."""

import json
import os
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

from program import ProgramTest  # noqa: E402

NOTHING = "nothing to suspend: no monitored check belongs to these packages\n"
SWITCHED_OFF = "note: nothing is suspended: MONIT_PKGMAP=off or /etc/monit-pkgmap/disabled switches it off\n"


class TheTransaction(ProgramTest):
    def refused(self, name, words, **options):
        answer = self.ask("suspend", "--transaction", name, **options)
        self.assertEqual((answer.status, answer.out), (2, ""), answer)
        self.assertIn(words, answer.err)
        self.assertNotIn("json.exception", answer.err)
        self.assert_no_state()

    def test_that_cannot_be_read_is_wrong_usage(self):
        self.refused("gone.json", "cannot read the transaction from gone.json: No such file")
        self.refused(self.directory, ": Is a directory")
        self.refused("-", "the text is empty")

    def test_that_is_no_transaction_is_wrong_usage(self):
        for text, words in (("", "the text is empty"), ("garbage", "the text is not JSON"),
                            (b"\xff\xfe\x00", "the text is not JSON"), ("[]", "the list 'items' is missing"),
                            ("{}", "the list 'items' is missing"), ("[" * 100000, "nested more than 64 levels deep"),
                            ('{"schema":2,"items":[]}', "'schema' is not 1"),
                            ('{"schema":1,"items":[{"action":"x","name":"a"}]}', "'x' is not an action"),
                            ('{"schema":1,"items":[7]}', "is not an action")):
            with self.subTest(text[:20]):
                self.refused(self.write("wrong.json", text), words)

    def test_without_an_end_is_wrong_usage(self):
        self.refused("/dev/zero", "is longer than 64 MiB")

    def test_may_come_from_standard_input(self):
        with open(self.transaction("beta"), "rb") as file:
            self.assertEqual(self.ask("suspend", "--transaction", "-", stdin=file), (0, NOTHING, ""))

    def test_of_many_packages_is_read(self):
        path = self.transaction(*("package%d" % i for i in range(10000)))
        self.assertEqual(self.ask("suspend", "--transaction", path), (0, NOTHING, ""))

    def test_is_not_even_read_when_switched_off(self):
        self.environment["MONIT_PKGMAP"] = "off"
        self.assertEqual(self.ask("suspend", "--transaction", "gone.json"), (0, "", SWITCHED_OFF))
        said = json.loads(self.ask("--json", "suspend", "--transaction", "gone.json").out)
        self.assertIsNone(said["session"])
        self.assert_no_state()


class TheStateDirectory(ProgramTest):
    def refused(self, words):
        for command in (["status"], ["resume"]):
            with self.subTest(command):
                answer = self.ask(*command)
                self.assertEqual((answer.status, answer.out), (1, ""), answer)
                self.assertIn(words, answer.err)
                self.assertIn(self.state, answer.err)
                self.assert_error_object(self.ask("--json", *command), 1)

    def test_that_is_a_link_is_refused(self):
        os.mkdir(self.path("elsewhere"), 0o700)
        os.symlink(self.path("elsewhere"), self.state)
        self.refused("cannot open the state directory")
        self.assertEqual(os.listdir(self.path("elsewhere")), [])

    def test_that_is_a_file_is_refused(self):
        self.write("state", "")
        self.refused("cannot open the state directory")

    def test_that_others_may_write_is_refused(self):
        os.mkdir(self.state)
        os.chmod(self.state, 0o777)
        self.refused("other users may write the state directory")

    def test_with_garbage_in_it_is_told_and_left_alone(self):
        os.mkdir(self.state, 0o700)
        for name in ("x.session", "y.json", "0123456789abcdef.session"):
            self.write("state/" + name, "garbage")
        os.mkfifo(self.path("state/pipe.session"))
        before = sorted(os.listdir(self.state))
        answer = self.ask("status")
        self.assertEqual(answer.status, 0, answer)
        self.assertIn("note: ", answer.err)
        self.assertEqual(sorted(set(os.listdir(self.state)) - {"lock"}), before)


class StandardOutput(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("monitrc", "".join("check file name%d with path /usr/%d\n" % (i, i)
                                      for i in range(5000)))

    def test_whose_reader_goes_away_is_no_failure(self):
        for words in (["config"], ["config", "--json"], ["explain", "alpha", "--json"]):
            with self.subTest(words):
                process = subprocess.Popen(self.arguments(words), env=self.environment,
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                process.stdout.readline()
                process.stdout.close()
                err = process.stderr.read()
                process.stderr.close()
                self.assertEqual((process.wait(120), err), (0, b""))

    def test_that_is_full_is_a_failure(self):
        for words in (["config"], ["config", "--json"], ["status"], ["--version"], ["--help"]):
            with self.subTest(words):
                with open("/dev/full", "wb") as full:
                    answer = self.ask(*words, stdout=full)
                self.assertEqual(answer, (1, "", "error: cannot write to standard output: No "
                                                 "space left on device\n"))

    def test_that_is_full_does_not_hide_a_worse_failure(self):
        os.unlink(self.monitrc)
        with open("/dev/full", "wb") as full:
            self.assertEqual(self.ask("--json", "config", stdout=full).status, 3)

    def test_that_is_closed_is_a_failure_and_goes_into_no_other_file(self):
        answer = self.ask("explain", "alpha", "--json", preexec_fn=lambda: os.close(1))
        self.assertEqual(answer, (1, "", "error: cannot write to standard output: Bad file "
                                         "descriptor\n"))
        self.assertEqual(self.ask("explain", "alpha").status, 0)

    def test_and_every_other_stream_may_be_closed(self):
        answer = self.ask("status", preexec_fn=lambda: (os.close(0), os.close(2)))
        self.assertEqual(answer, (0, "no check is suspended\n", ""))
        answer = self.ask("suspend", "--transaction", "-", preexec_fn=lambda: os.close(0))
        self.assertEqual(answer.status, 2)
        self.assertIn("cannot read the transaction from standard input", answer.err)

    def test_has_colour_only_when_asked_for_without_a_terminal(self):
        self.write("monitrc", "check file alphad with path /usr/sbin/alphad\n")
        self.assertNotIn("\x1b", self.ask("explain", "alpha").out)
        self.assertNotIn("\x1b", self.ask("explain", "alpha", "--color=auto").out)
        self.assertIn("\x1b[33msuspend\x1b[0m", self.ask("explain", "alpha", "--color=always").out)


class ATerminal(ProgramTest):
    def on_terminal(self, *words, **environment):
        """Returns the output of the program on a terminal of 40 columns."""
        leader, follower = os.openpty()
        subprocess.run(["stty", "cols", "40"], stdin=follower, check=True)
        process = subprocess.Popen(self.arguments(words), stdout=follower, stdin=follower,
                                   env=dict(self.environment, **environment))
        os.close(follower)
        text = b""
        while True:
            try:
                block = os.read(leader, 65536)
            except OSError:
                block = b""
            if not block:
                break
            text += block
        os.close(leader)
        self.assertEqual(process.wait(120), 0)
        return text.decode()

    def test_has_colour(self):
        self.assertIn("\x1b[33msuspend\x1b[0m", self.on_terminal("explain", "alpha"))

    def test_has_none_when_that_is_not_wanted(self):
        for words, environment in ((["--color=never"], {}), ([], {"NO_COLOR": "1"}),
                                   ([], {"TERM": "dumb"})):
            with self.subTest((words, environment)):
                text = self.on_terminal("explain", "alpha", *words, **environment)
                self.assertNotIn("\x1b", text)
                self.assertIn("suspend  alphad", text)

    def test_has_colour_against_the_environment_when_asked(self):
        text = self.on_terminal("explain", "alpha", "--color=always", NO_COLOR="1", TERM="dumb")
        self.assertIn("\x1b[33m", text)

    def test_counts_an_empty_no_color_as_none(self):
        self.assertIn("\x1b[33m", self.on_terminal("explain", "alpha", NO_COLOR=""))


if __name__ == "__main__":
    unittest.main()
