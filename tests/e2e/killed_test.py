#!/usr/bin/python3
"""The package manager is killed or gets Ctrl-C while a scriptlet runs: no check stays suspended."""

import os
import signal
import unittest

from scene import host, manager, monit, testing, upgrade

SECONDS = 15  # from the end of the scriptlet until all checks are back


class _Dying(testing.HostTest):
    package = "mysql-server"
    suspended = testing.SUSPENDED
    own_group = True
    no_scriptlets = ()  # Words in the command lines of processes that only look so.

    @classmethod
    def prepare(cls):
        """Called before the upgrade."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prepare()
        cls.watched = upgrade.Upgrade("upgrade", cls.package)
        cls.watched.own_group = cls.own_group
        cls.watched.start()
        if not host.wait_until(lambda: "begin" in host.read("/run/%s.post" % cls.package), 300):
            raise host.SceneError("no scriptlet")
        states = monit.states()
        cls.off_in_scriptlet = sorted(name for name in cls.watched.was_on() if states[name].off)
        cls.strike(cls.watched.process.pid)
        cls.on_in_scriptlet = []
        cls.scriptlet_ended = host.wait_until(cls.scriptlet_has_ended, 60)
        cls.all_on_in_time = host.wait_until(cls.watched.all_on, SECONDS)
        cls.watched.wait()
        cls.watched.finish()

    def test_the_checks_were_suspended_when_it_happened(self):
        self.assertEqual(self.suspended, self.off_in_scriptlet)
        self.assertTrue(self.scriptlet_ended)

    @classmethod
    def scriptlet_has_ended(cls):
        """Notes which of the suspended checks are on although the scriptlet still runs."""
        states = monit.states_or_none() or {}
        if not manager.chosen().scriptlet_runs(cls.no_scriptlets):
            return True
        cls.on_in_scriptlet += [name for name in cls.suspended if name in states and states[name].on]
        return False

    def test_none_comes_back_in_the_scriptlet(self):
        self.assertEqual([], self.on_in_scriptlet)

    def test_all_are_monitored_soon_after_the_scriptlet(self):
        self.assertTrue(self.all_on_in_time, self.watched.log)

    def test_they_stay_monitored(self):
        self.assertEqual([], self.watched.lost())

    def test_what_was_off_stays_off(self):
        self.assertEqual([], self.watched.switched_on())

    def test_monit_did_not_interfere_with_the_scriptlet(self):
        self.assertEqual([], self.watched.own_actions()["ran"])
        self.assertEqual([], self.watched.switched_off_by_monit())

    def test_only_what_belongs_to_the_package_was_ever_off(self):
        self.assertEqual(self.suspended, self.watched.ever_off())

    def test_no_session_is_left(self):
        self.assert_nothing_under_way()

    def test_no_credential_was_seen_anywhere(self):
        self.assert_no_secret(self.watched)


class Killed(_Dying):
    """SIGKILL: dnf calls no second hook, the database has both versions, the scriptlet is an orphan."""

    @staticmethod
    def strike(pid):
        os.kill(pid, signal.SIGKILL)

    def test_the_package_manager_was_killed(self):
        self.assertEqual(-signal.SIGKILL, self.watched.process.returncode)


class KilledInAnEnteredContainer(Killed):
    """Somebody entered the container from outside: the process group of dnf is that of a process outside,
    and reads 0. The scriptlet takes longer than a guard waits for the daemon."""

    own_group = False
    package = "slow"
    suspended = ["slow_worker"]

    @classmethod
    def strike(cls, pid):
        cls.group = int(host.read("/proc/%d/stat" % pid).rpartition(")")[2].split()[2])
        super().strike(pid)

    def test_the_group_of_dnf_is_outside(self):
        self.assertEqual(0, self.group)


class Interrupted(_Dying):
    """Ctrl-C: rpm finishes the transaction, and dnf dies before its second hook."""

    @staticmethod
    def strike(pid):
        os.killpg(pid, signal.SIGINT)

    def test_rpm_finished_and_dnf_did_not(self):
        self.assertEqual("mysql-server-8.0.40-1.el9", manager.chosen().installed("mysql-server"))
        self.assertIn("Terminated", self.watched.output)


class InterruptedScriptlet(Interrupted):
    """Ctrl-C that may also reach the scriptlet; whether it does depends on the version of rpm."""

    package = "slow"
    suspended = ["slow_worker"]

    def test_rpm_finished_and_dnf_did_not(self):
        self.assertEqual("slow-2-1.el9", manager.chosen().installed("slow"))
        self.assertIn("Terminated", self.watched.output)


if __name__ == "__main__":
    unittest.main()
