#!/usr/bin/python3
"""Ctrl-C while the first hook waits: dnf stops, and the hook resumes the suspended checks.

The test needs the real dnf, since librpm may already handle the signal. A script that takes
three seconds stands in the place of monit-pkgmap.
"""

import os
import signal
import subprocess
import time
import unittest

from scene import host, testing

PROGRAM = "/usr/bin/monit-pkgmap"
CALLS = "/run/calls"
SLOW = """#!/bin/sh
echo "$1 begins" >> {0}
[ "$1" = resume ] || sleep 3
echo "$1 ends" >> {0}
echo '{{"schema":1,"session":"s","messages":[]}}'
""".format(CALLS)
ALL_CALLS = ["suspend begins", "suspend ends", "resume begins", "resume ends"]


class CalledOff(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        host.write(PROGRAM, SLOW, 0o755)

    def setUp(self):
        host.write(CALLS, "")
        self.dnf = subprocess.Popen(
            host.dnf_command("upgrade", "plain"), env=host.ENVIRONMENT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, start_new_session=True)
        self.assertTrue(host.wait_until(lambda: self.calls(), 60, 0.02))

    def calls(self):
        return host.read(CALLS).splitlines()

    def strike(self, signal_number):
        os.killpg(self.dnf.pid, signal_number)

    def assert_called_off(self):
        output, _ = self.dnf.communicate(timeout=60)
        self.assertNotEqual(0, self.dnf.returncode, output)
        self.assertNotIn("Traceback", output)
        self.assertEqual("plain-1-1.el9", host.run("rpm", "-q", "--qf", "%{nvr}", "plain"))
        return output

    def test_ctrl_c_waits_for_suspend_and_resumes(self):
        time.sleep(0.5)
        self.strike(signal.SIGINT)
        self.assertIn("Terminated", self.assert_called_off())
        self.assertEqual(ALL_CALLS, self.calls())

    def test_a_second_ctrl_c_ends_the_waiting(self):
        for _ in range(2):
            time.sleep(0.5)
            self.strike(signal.SIGINT)
        self.assert_called_off()
        self.assertEqual(["suspend begins"], self.calls())
        self.assertTrue(host.wait_until(lambda: self.calls() == ALL_CALLS[:2], 20))

    def test_the_program_survives_dnfs_death(self):
        time.sleep(0.5)
        self.strike(signal.SIGTERM)
        self.assert_called_off()
        self.assertTrue(host.wait_until(lambda: self.calls() == ALL_CALLS[:2], 20))


if __name__ == "__main__":
    unittest.main()
