#!/usr/bin/python3
"""`status --watch`: a real terminal shows what a session does."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
import unittest

sys.dont_write_bytecode = True

from live import LiveTest  # noqa: E402

ERASE = "\x1b[2J\x1b[H"


class Terminal:
    """Runs a command on a terminal of its own and keeps what it shows."""

    def __init__(self, argv, environment):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(argv, stdin=slave, stdout=slave, stderr=slave, env=environment,
                                        start_new_session=True)
        os.close(slave)
        self.text = ""

    def shows(self, wanted, seconds=60):
        """Whether the last whole picture shows the words within this time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if wanted in self.text.rpartition(ERASE)[2]:
                return True
            if select.select([self.master], [], [], 0.2)[0]:
                self.text += os.read(self.master, 65536).decode()
        return False

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(60)
        os.close(self.master)


class Watching(LiveTest):
    def test_follows_a_session(self):
        terminal = Terminal(self.arguments(["status", "--watch"]), self.environment)
        self.addCleanup(terminal.end)
        self.assertTrue(terminal.shows("no check is suspended"), terminal.text)
        session = json.loads(self.ask("--json", "suspend", "--transaction", self.transaction("alpha")).out)["session"]
        self.assertTrue(terminal.shows("alphad"), terminal.text)
        self.ask("resume", "--session", session)
        self.assertTrue(terminal.shows("no check is suspended"), terminal.text)
        terminal.process.send_signal(signal.SIGINT)
        self.assertEqual(terminal.process.wait(60), -signal.SIGINT)

    def test_needs_a_terminal(self):
        answer = self.ask("status", "--watch")
        self.assertEqual(answer.status, 2, answer)
        self.assertEqual(answer.out, "")
        self.assertIn("--watch needs a terminal", answer.err)
        self.assertEqual(self.ask("status", "--watch", "--prometheus").status, 2)
        self.assertEqual(self.ask("--json", "status", "--watch").status, 2)


if __name__ == "__main__":
    unittest.main()
