#!/usr/bin/python3
"""A scriptlet fails in an upgrade: the check of its package is suspended, and comes back."""

import unittest

from scene import host, manager, monit, testing, upgrade

PACKAGE = "badpre"
CHECK = """check file bad_worker with path /usr/libexec/%s/worker
  if failed checksum then alert
""" % PACKAGE
SECONDS = 15


class FailedScriptlet(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        testing.set_up_host(also=(PACKAGE,), control_files={"/etc/monit.d/bad.conf": CHECK})
        cls.watched = upgrade.Upgrade("upgrade", PACKAGE)
        cls.watched.start()
        cls.watched.wait()
        cls.all_on_in_time = host.wait_until(cls.watched.all_on, SECONDS)
        cls.watched.finish()

    def test_the_old_version_stays(self):
        self.assertEqual(PACKAGE + "-1-1.el9", manager.chosen().installed(PACKAGE))
        self.assertNotEqual(0, self.watched.process.returncode, self.watched.output)

    def test_its_check_was_off_and_no_other(self):
        self.assertEqual(["bad_worker"], self.watched.ever_off())

    def test_everything_is_monitored_soon(self):
        self.assertTrue(self.all_on_in_time, monit.states_or_none())
        self.assertEqual([], self.watched.lost())
        self.assertEqual([], self.watched.switched_on())

    def test_monit_did_nothing_by_itself(self):
        for kind, lines in self.watched.own_actions().items():
            self.assertEqual([], lines, kind)
        self.assertEqual([], self.watched.switched_off_by_monit())

    def test_no_session_is_left(self):
        self.assert_nothing_under_way()


if __name__ == "__main__":
    unittest.main()
