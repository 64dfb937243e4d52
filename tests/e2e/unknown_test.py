#!/usr/bin/python3
"""Files of which little is known, of no package: each costs itself alone, and nothing runs."""

import os
import unittest

from scene import host, monit, testing, upgrade

CHECKS = r"""
check file nightly with path /opt/app/nightly
  every "0 3 * * *"
  if changed checksum then alert
check file resting with path /opt/app/resting
  if changed checksum then alert
check file what? with path /opt/app/what
  if failed checksum then alert
check file backslash with path "/opt/app/a\\b"
  if failed checksum then alert
check file guarded with path /opt/app/guarded
  if failed checksum then exec "/usr/bin/touch /opt/app/ran"
"""
PATHS = ("nightly", "resting", "what", "a\\b", "guarded")
OFF = ("resting", "guarded")


def read_more_checks():
    for name in PATHS:
        host.write("/opt/app/" + name, "of no package\n")
    host.write("/etc/monit.d/unknown.conf", CHECKS)
    host.run("monit", "reload")
    names = {"what?", "backslash", "guarded", "resting"}
    if not host.wait_until(lambda: names <= set(monit.states_or_none() or {}), 20):
        raise host.SceneError("monit did not read its control file")
    if not host.wait_until(lambda: all(monit.states()[name].collected for name in names), 20):
        raise host.SceneError("monit did not look at every check")
    for name in OFF:
        host.run("monit", "unmonitor", name)
    if not host.wait_until(lambda: all(monit.states()[name].off for name in OFF), 20):
        raise host.SceneError("monit did not switch off " + ", ".join(OFF))


class Unknown(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        read_more_checks()
        host.replace("/opt/app/guarded", "edited while its check is off\n")
        cls.watched = upgrade.Upgrade("upgrade", "mysql-server").run()
        host.wait_until(cls.watched.all_on, 30)

    def test_the_database_is_monitored_with_its_new_baselines(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertTrue(self.watched.all_on(), testing.pkgmap("status"))
        self.assert_nothing_under_way()
        self.assertEqual([], testing.pkgmap_json("status")[1]["kept"])

    def test_what_was_off_stays_off(self):
        self.assertEqual([], self.watched.switched_on())

    def test_no_alarm_begins_for_a_check_that_is_off(self):
        self.assertNotIn("drift_guarded", monit.states())
        self.assertEqual([], testing.pkgmap_json("status")[1]["adrift"])

    def test_no_exec_runs_for_a_check_that_is_off(self):
        self.assertFalse(os.path.exists("/opt/app/ran"))


if __name__ == "__main__":
    unittest.main()
