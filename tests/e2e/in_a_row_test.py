#!/usr/bin/python3
"""Three transactions in a row while monit waits for a start program that starts no process: the hook
of each finds nobody who keeps it from acting, and each suspends its checks."""

import os
import signal
import unittest

from scene import host, monit, testing, upgrade

CHECKS = "/etc/monit.d/tunneld.conf"
POLICY = "/etc/monit-pkgmap/policy.yaml"
SUSPENDED = ["tunneld", "tunneld_bin", "tunneld_conf"]
ROUNDS = (("upgrade", "tunneld"), ("downgrade", "tunneld"), ("upgrade", "tunneld"))
COMES_ROUND = 120  # seconds for a monit that waits 20 s in each of its cycles


class InARow(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Longer than monit waits for a process that does not start.
        host.write(POLICY, "version: 1\ndefaults:\n  wait: 30s\n")
        text = host.read(CHECKS)
        host.write(CHECKS, text.replace("\"/usr/bin/systemctl start tunneld\"", "\"/bin/true\" with timeout 20 seconds"))
        host.run("monit", "-t")
        host.run("monit", "reload")
        host.wait_until(lambda: "Monit reloaded" in host.read(monit.LOG), 20)
        if not host.wait_until(lambda: monit.all_checked(but=host.SWITCHED_OFF), 30):
            raise host.SceneError("monit did not look at every check")
        if not host.wait_until(monit.states_or_none, 30):
            raise host.SceneError("monit does not answer after the reload")
        cls.before = monit.states()
        os.kill(int(host.read("/run/tunneld/tunneld.pid")), signal.SIGKILL)
        if not host.wait_until(lambda: "'tunneld' start: '/bin/true'" in host.read(monit.LOG), 30):
            raise host.SceneError("monit does not start tunneld")
        cls.rounds = []
        for words in ROUNDS:
            watched = upgrade.Upgrade(*words)
            watched.start()
            watched.wait()
            watched.finish(0)
            cls.rounds.append(watched)
        cls.all_on = host.wait_until(cls.everything_is_on, COMES_ROUND)

    @classmethod
    def everything_is_on(cls):
        now = monit.states_or_none() or {}
        return all(name in now and now[name].on for name, state in cls.before.items() if state.monitor != 0)

    def test_every_transaction_is_done(self):
        for watched in self.rounds:
            self.assertEqual(0, watched.process.returncode, watched.output)
        self.assertEqual("tunneld-1.5-1.el9", host.run("rpm", "-q", "--qf", "%{nvr}", "tunneld"))

    def test_no_hook_meets_another_one_that_acts(self):
        for watched in self.rounds:
            self.assertNotIn("another monit-pkgmap", watched.output)

    def test_every_transaction_suspends_its_checks(self):
        for watched in self.rounds:
            told = [line for line in testing.hook_lines(watched.output) if "suspended 3 of" in line]
            self.assertEqual(1, len(told), watched.output)

    def test_everything_is_monitored_afterwards(self):
        self.assertTrue(self.all_on, testing.pkgmap("status")[1])
        self.assertTrue(host.wait_until(
            lambda: testing.pkgmap_json("status")[1]["sessions"] == [], COMES_ROUND))


if __name__ == "__main__":
    unittest.main()
