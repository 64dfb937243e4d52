#!/usr/bin/python3
"""Ctrl-C while the first hook waits: dnf stops, and the hook resumes the suspended checks.

The test needs the real dnf, since librpm may already handle the signal. A script whose
suspend ends once the test lets it stands in the place of monit-pkgmap.
"""

import os
import re
import signal
import subprocess
import unittest

from scene import host, testing

PROGRAM = "/usr/bin/monit-pkgmap"
CALLS = "/run/calls"
RELEASED = "/run/released"
# The hook closes the script's standard input when it waits for the answer.
SLOW = """#!/bin/sh
cat > /dev/null
echo "$1 begins" >> {0}
[ "$1" = resume ] || until [ -e {1} ]; do sleep 0.1; done
echo "$1 ends" >> {0}
echo '{{"schema":1,"session":"s","messages":[]}}'
""".format(CALLS, RELEASED)
ALL_CALLS = ["suspend begins", "suspend ends", "resume begins", "resume ends"]


class CalledOff(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        host.write(PROGRAM, SLOW, 0o755)
        # A shell lets what it runs in the background ignore Ctrl-C, and dnf would inherit that.
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def setUp(self):
        host.write(CALLS, "")
        if os.path.exists(RELEASED):
            os.remove(RELEASED)
        self.addCleanup(self.release)
        self.dnf = subprocess.Popen(
            host.dnf_command("upgrade", "plain"), env=host.ENVIRONMENT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, start_new_session=True)
        self.assertTrue(host.wait_until(lambda: self.calls(), 60, 0.02))

    def calls(self):
        return host.read(CALLS).splitlines()

    def release(self):
        host.write(RELEASED, "")

    def strike(self, signal_number):
        os.killpg(self.dnf.pid, signal_number)

    def falls_asleep(self):
        """How often dnf has begun to wait. No process falls asleep that has a signal to take."""
        return int(re.search(r"^voluntary_ctxt_switches:\s*(\d+)", host.read("/proc/%d/status" % self.dnf.pid), re.M)[1])

    def strike_and_see_it_taken(self, signal_number):
        """Python's own part of the handling may come one waiting later."""
        self.strike(signal_number)
        before = self.falls_asleep()
        self.assertTrue(host.wait_until(lambda: self.falls_asleep() >= before + 2, 60, 0.02))

    def assert_called_off(self):
        output, _ = self.dnf.communicate(timeout=60)
        self.assertNotEqual(0, self.dnf.returncode, output)
        self.assertNotIn("Traceback", output)
        self.assertEqual("plain-1-1.el9", host.run("rpm", "-q", "--qf", "%{nvr}", "plain"))
        return output

    def assert_goes_on_alone(self):
        self.assertEqual(ALL_CALLS[:1], self.calls())
        self.release()
        self.assertTrue(host.wait_until(lambda: self.calls() == ALL_CALLS[:2], 60))

    def test_ctrl_c_waits_for_suspend_and_resumes(self):
        self.strike_and_see_it_taken(signal.SIGINT)
        self.release()
        self.assertIn("Terminated", self.assert_called_off())
        self.assertEqual(ALL_CALLS, self.calls())

    def test_a_second_ctrl_c_ends_the_waiting(self):
        self.strike_and_see_it_taken(signal.SIGINT)
        self.strike(signal.SIGINT)
        self.assert_called_off()
        self.assert_goes_on_alone()

    def test_the_program_survives_dnfs_death(self):
        self.strike(signal.SIGTERM)
        self.assert_called_off()
        self.assert_goes_on_alone()


if __name__ == "__main__":
    unittest.main()
