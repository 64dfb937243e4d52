#!/usr/bin/python3
"""monit's HTTP interface does not answer: the transaction goes on, and one line says what is wrong."""

import os
import re
import subprocess
import unittest

from scene import host, monit, testing

BROKEN = "/etc/monit.d/broken.conf"


def stop_monit():
    host.run("monit", "quit")
    host.wait_until(lambda: not os.path.exists("/run/monit.pid"), 20)


class Unreachable(testing.HostTest):
    def setUp(self):
        self.control_file = host.read("/etc/monitrc")

    def tearDown(self):
        host.write("/etc/monitrc", self.control_file, 0o600)
        if os.path.exists(BROKEN):
            os.remove(BROKEN)
        if os.path.exists("/run/monit.pid"):
            stop_monit()
        host.start_monit()

    def transaction(self):
        """Reinstalls a package that checks watch, and returns the output of dnf."""
        done = subprocess.run(host.dnf_command("reinstall", "tunneld"), env=host.ENVIRONMENT,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              universal_newlines=True, timeout=120, check=False)
        self.assertEqual(0, done.returncode, done.stdout)
        self.assertIn("Reinstalled", done.stdout)
        self.assertNotIn(testing.CANARY, done.stdout)
        self.assert_hook_lines_are_the_loggers(done.stdout)
        return done.stdout

    def assert_told(self, output, pattern):
        lines = testing.hook_lines(output)
        self.assertTrue([line for line in lines if re.search(pattern, line)], output)

    def assert_nothing_changed_in(self, before):
        now = monit.states()
        self.assertEqual({name: state.monitor == 0 for name, state in before.items()},
                         {name: state.monitor == 0 for name, state in now.items()})

    def test_monit_is_not_running(self):
        stop_monit()
        self.assert_told(self.transaction(), r"monit (is not running|does not answer)")
        self.assertFalse(os.path.exists("/run/monit.pid"))

    def test_the_password_is_not_the_daemons(self):
        before = monit.states()
        changed = self.control_file.replace("canary-of-the-httpd", "canary-of-another")
        host.write("/etc/monitrc", changed, 0o600)
        self.assert_told(self.transaction(), r"401|password|credentials|refuses|allow")
        self.assert_nothing_changed_in(before)

    def test_the_control_file_does_not_parse(self):
        before = monit.states()
        host.write(BROKEN, "check proces x with pidfile /run/x\n"
                           "  start = '/bin/x --password canary-of-a-line'\n")
        self.assert_told(self.transaction(), re.escape(BROKEN))
        self.assert_nothing_changed_in(before)

    def test_there_is_no_httpd(self):
        stop_monit()
        host.write("/etc/monitrc", re.sub(r"set httpd.*\n.*allow.*\n", "", self.control_file), 0o600)
        host.run("monit")
        self.assert_told(self.transaction(), r"set httpd")


if __name__ == "__main__":
    unittest.main()
