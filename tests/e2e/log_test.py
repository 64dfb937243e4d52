#!/usr/bin/python3
"""What the host's log says of a transaction. The log is syslog, since no systemd-journald runs here."""

import os
import re
import socket
import threading
import unittest

from scene import host, testing, upgrade

ADDRESS = "/dev/log"
LINE = re.compile(r"^<(\d+)>.*? monit-pkgmap\[\d+\]: (.*)$", re.DOTALL)
DAEMON, ERROR, INFO = 3 << 3, 3, 6


class Syslog(threading.Thread):
    """A syslog server for the rest of the test; `lines` has (priority, text) of each message of
    monit-pkgmap."""

    def __init__(self):
        super().__init__(daemon=True)
        self.lines = []
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(ADDRESS)

    def run(self):
        while True:
            found = LINE.match(self._socket.recv(65536).decode("utf-8", "replace"))
            if found:
                self.lines.append((int(found.group(1)), found.group(2)))

    def saying(self, words):
        return [text for _, text in self.lines if words in text]


class Log(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        if os.path.exists(ADDRESS):
            raise host.SceneError("the view has the machine's log")
        super().setUpClass()
        cls.syslog = Syslog()
        cls.syslog.start()
        cls.watched = upgrade.Upgrade("upgrade", "mysql-server").run()
        host.wait_until(lambda: cls.syslog.saying("resumed"), 20)

    def only(self, words):
        lines = self.syslog.saying(words)
        self.assertEqual(1, len(lines), self.syslog.lines)
        return lines[0]

    def session(self):
        return testing.pkgmap_json("history")[1]["sessions"][-1]["id"]

    def names(self, line):
        return set(re.search(r"CHECKS=([^\]]*)\]", line).group(1).split(","))

    def test_one_line_tells_of_the_suspending(self):
        line = self.only("suspended 5 checks")
        self.assertIn("SESSION=%s " % self.session(), line)
        self.assertIn("MANAGER=dnf4 ", line)
        self.assertIn("PACKAGES=mysql-server-", line)
        self.assertEqual(set(testing.SUSPENDED), self.names(line))

    def test_the_resuming_is_told_with_the_same_session_and_all_checks(self):
        lines = self.syslog.saying("resumed ")
        self.assertTrue(lines)
        for line in lines:
            self.assertIn("SESSION=%s " % self.session(), line)
            self.assertIn("PACKAGES=mysql-server-", line)
        self.assertEqual(set(testing.SUSPENDED), set().union(*map(self.names, lines)))

    def test_one_line_tells_of_the_resuming(self):
        self.only("resumed ")

    def test_they_are_of_a_daemon_and_no_alarm(self):
        self.assertEqual({DAEMON | INFO}, {priority for priority, _ in self.syslog.lines})

    def test_they_hold_no_secret(self):
        for _, line in self.syslog.lines:
            self.assertNotIn(testing.CANARY, line)


class WithoutMonit(testing.HostTest):
    """A package manager may show nobody what its hooks say, as PackageKit does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        host.run("monit", "quit")
        host.wait_until(lambda: not os.path.exists("/run/monit.pid"), 20)
        cls.syslog = Syslog()
        cls.syslog.start()
        host.dnf("upgrade", "tunneld")
        host.wait_until(lambda: cls.syslog.lines, 20)

    def test_one_line_tells_why_nothing_is_suspended(self):
        self.assertEqual([(DAEMON | ERROR, "suspending failed: monit does not answer on /run/monit.sock")],
                         self.syslog.lines)


if __name__ == "__main__":
    unittest.main()
