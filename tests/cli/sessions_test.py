#!/usr/bin/python3
"""Sessions without a package manager: the answers of run, suspend --for and resume."""

import json
import os
import signal
import subprocess
import sys
import time
import unittest

sys.dont_write_bytecode = True

from live import LiveTest, eventually  # noqa: E402

OFF = {"alphad": False, "hosts": True}
ON = {"alphad": True, "hosts": True}


class NothingToDo(LiveTest):
    """A command that succeeds and has nothing to do says so."""

    def test_is_said_by_every_command(self):
        for words, out, err in (
                (("suspend", "beta", "--for", "5m"), "nothing to suspend: ", ""),
                (("resume",), "no session to resume", ""),
                (("resume", "--pid", "1"), "nothing to resume", ""),
                (("recover",), "no dead session to recover", ""),
                (("recover", "--if-stale"), "no check is left suspended", ""),
                (("recover", "--before-removal"), "no dead session to recover", ""),
                (("status",), "no check is suspended", ""),
                (("history",), "no session yet", ""),
                (("verify",), "0 checksummed files", ""),
                (("update-expect",), "", "note: no sum behind 'expect' has to change"),
                (("update-expect", "--write"), "", "note: no sum behind 'expect' has to change"),
                (("explain", "beta"), "touches none of ", ""),
                (("config", "--check"), "right: ", "")):
            with self.subTest(words):
                answer = self.ask(*words)
                self.assertEqual(0, answer.status, answer)
                self.assertIn(out, answer.out)
                self.assertIn(err, answer.err)

    def test_is_said_where_the_hooks_are_switched_off(self):
        environment = dict(self.environment, MONIT_PKGMAP="off")
        answer = self.ask("suspend", "alpha", "--for", "5m", env=environment)
        self.assertEqual((0, ""), answer[:2])
        self.assertIn("nothing is suspended: MONIT_PKGMAP=off", answer.err)
        self.assert_states(**ON)


class Run(LiveTest):
    def run_command(self, *command):
        return self.ask("run", "--packages", "alpha", "--", *command)

    def test_answers_what_the_command_ended_with(self):
        for command, status in ((["true"], 0), (["sh", "-c", "exit 3"], 3),
                                (["/etc/passwd"], 126), (["no-such-command-anywhere"], 127),
                                (["sh", "-c", "kill -TERM $$"], 128 + signal.SIGTERM),
                                (["sh", "-c", "kill -KILL $$"], 128 + signal.SIGKILL)):
            with self.subTest(command):
                self.assertEqual(self.run_command(*command).status, status)
                self.assert_states(**ON)

    def test_leaves_standard_output_to_the_command(self):
        answer = self.run_command("echo", "a word")
        self.assertEqual((answer.status, answer.out), (0, "a word\n"))
        self.assertIn("monit-pkgmap: suspended 1 ", answer.err)

    def test_suspends_while_the_command_runs(self):
        marker = self.path("runs")
        process = subprocess.Popen(
            self.arguments(["run", "--packages", "alpha", "--", "sh", "-c",
                            "touch {0}; while [ -e {0} ]; do sleep 0.1; done".format(marker)]),
            env=self.environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.assertTrue(eventually(lambda: os.path.exists(marker)))
        self.assertEqual(self.states(), OFF)
        # Somebody may stop the command for hours: nobody waits for a heartbeat.
        self.assertFalse(os.path.exists(os.path.join(self.state, "%d.beat" % process.pid)))
        os.unlink(marker)
        self.assertEqual(process.wait(60), 0)
        self.assert_states(**ON)
        self.assertEqual(self.sessions(), [])

    def test_runs_a_command_that_touches_no_check(self):
        answer = self.ask("run", "--packages", "beta", "--", "sh", "-c", "exit 5")
        self.assertEqual(answer.status, 5, answer)
        self.assertIn("monit-pkgmap: nothing to suspend: ", answer.err)
        self.assert_no_state()

    def test_runs_it_though_monit_does_not_answer(self):
        self.stop_monit()
        answer = self.run_command("echo", "a word")
        self.assertEqual((answer.status, answer.out), (0, "a word\n"))
        self.assertIn("monit-pkgmap: error: ", answer.err)

    def test_that_is_killed_leaves_nothing_suspended(self):
        marker = self.path("runs")
        process = subprocess.Popen(
            self.arguments(["run", "--packages", "alpha", "--", "sh", "-c", "touch %s; sleep 4" % marker]),
            env=self.environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.assertTrue(eventually(lambda: os.path.exists(marker)))
        process.kill()
        process.wait(30)
        self.assert_states(**ON)
        self.assertTrue(eventually(lambda: self.sessions() == []))

    def test_that_is_told_to_end_hands_that_on_and_resumes(self):
        marker = self.path("runs")
        process = subprocess.Popen(
            self.arguments(["run", "--packages", "alpha", "--", "sh", "-c", "touch %s; exec sleep 60" % marker]),
            env=self.environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.assertTrue(eventually(lambda: os.path.exists(marker)))
        process.terminate()
        self.assertEqual(process.wait(60), 128 + signal.SIGTERM)
        self.assert_states(**ON)

    def test_without_a_command_is_wrong_usage(self):
        self.assertEqual(self.ask("run", "--packages", "alpha").status, 2)


class SuspendFor(LiveTest):
    def test_suspends_until_it_is_resumed(self):
        answer = self.ask("suspend", "alpha", "--for", "30m")
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(self.states(), OFF)
        session = self.sessions()[0]
        self.assertEqual([check["name"] for check in session["checks"]], ["alphad"])
        self.assertEqual(self.ask("resume").status, 0)
        self.assert_states(**ON)
        self.assertEqual(self.sessions(), [])

    def test_ends_by_itself(self):
        self.assertEqual(self.ask("suspend", "alpha", "--for", "5s").status, 0)
        began = time.monotonic()
        self.assertEqual(self.states(), OFF)
        self.assertTrue(eventually(lambda: self.states() == ON))
        self.assertGreater(time.monotonic() - began, 1)

    def test_a_time_that_is_none_is_wrong_usage(self):
        for text in ("", "0", "soon", "-3s", "5 parsecs", "99999999999999999999h"):
            with self.subTest(text):
                self.assertEqual(self.ask("suspend", "alpha", "--for", text).status, 2)
                self.assert_no_state()


class Resume(LiveTest):
    def suspend(self, manager="dnf4", pid=None):
        path = self.transaction("alpha", manager=manager, pid=pid or os.getpid())
        answer = self.ask("--json", "suspend", "--transaction", path)
        self.assertEqual(answer.status, 0, answer)
        return json.loads(answer.out)["session"]

    def test_except_leaves_a_check_off_for_good(self):
        session = self.suspend()
        answer = self.ask("resume", "--session", session, "--except", "alphad")
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(self.states(), OFF)
        self.assertEqual(self.ask("recover").status, 0)
        self.assertEqual(self.states(), OFF)

    def test_except_of_a_name_that_no_session_knows_resumes_nothing(self):
        session = self.suspend()
        answer = self.ask("resume", "--session", session, "--except", "alpahd")
        self.assertEqual(answer.status, 2, answer)
        self.assertIn("no session has suspended 'alpahd'", answer.err)
        self.assertEqual(self.states(), OFF)

    def test_the_last_manager_ends_the_session(self):
        first = self.suspend("dnf4")
        self.assertEqual(self.suspend("rpm"), first)
        self.assertEqual(self.ask("resume", "--hook", "--session", first, "--manager", "rpm").status, 0)
        self.assertEqual(self.states(), OFF)
        self.assertEqual(self.ask("resume", "--hook", "--session", first, "--manager", "dnf4").status, 0)
        self.assert_states(**ON)

    def test_a_person_ends_it_for_all_of_them(self):
        first = self.suspend("dnf4")
        self.suspend("rpm")
        self.assertEqual(self.ask("resume", "--session", first).status, 0)
        self.assert_states(**ON)

    def test_a_hook_that_comes_late_finds_nothing_to_do(self):
        session = self.suspend()
        self.assertEqual(self.ask("resume", "--session", session).status, 0)
        again = self.ask("resume", "--hook", "--session", session, "--manager", "dnf4")
        self.assertEqual(again.status, 0, again)

    def test_a_person_is_told_that_there_is_no_such_session(self):
        self.assertEqual(self.ask("resume", "--session", "0123456789abcdef").status, 2)


if __name__ == "__main__":
    unittest.main()
