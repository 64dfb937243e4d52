#!/usr/bin/python3
"""Two checks know mysqld only by its unit: one asks systemctl about it and unmonitors itself when the
answer is bad, the other one would start the unit. An upgrade disturbs neither."""

import os
import unittest

from scene import host, testing, upgrade

HOLD = "/run/mysql-server.hold"
CHECKS = """\
check program db_active with path "/usr/bin/systemctl is-active mysqld"
  if status != 0 then unmonitor
check program db_there with path "/usr/bin/test -e /run/mysqld/mysqld.pid"
  if status != 0 then exec "/usr/bin/systemctl start mysqld"
"""
BY_UNIT = ["db_active", "db_there"]


class ByUnit(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        testing.set_up_host(control_files={"/etc/monit.d/by_unit.conf": CHECKS})
        host.write(HOLD, "")
        cls.watched = upgrade.Upgrade("upgrade", "mysql-server")
        cls.watched.start()
        # The daemon is stopped for longer than monit needs to see that.
        cls.in_post = host.wait_until(lambda: "end" in host.read("/run/mysql-server.post"), 300)
        os.remove(HOLD)
        cls.watched.wait()
        cls.all_on = host.wait_until(cls.watched.all_on, 60)
        cls.watched.finish()

    def test_the_upgrade_is_done(self):
        self.assertTrue(self.in_post)
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)

    def test_they_were_suspended_and_no_unrelated_check_was(self):
        self.assertEqual(sorted(testing.SUSPENDED + BY_UNIT), self.watched.ever_off())

    def test_monit_started_nothing_and_switched_nothing_off(self):
        self.assertEqual([], [line for line in self.watched.own_actions()["ran"]
                              if "'app_heartbeat'" not in line])
        self.assertEqual([], self.watched.switched_off_by_monit())

    def test_both_are_monitored_at_the_end(self):
        self.assertTrue(self.all_on, self.watched.log)
        self.assertEqual([], self.watched.lost())

    def test_explain_says_which_unit_ties_them_to_the_package(self):
        _, answer = testing.pkgmap_json("explain", "mysql-server")
        reasons = {check["name"]: check["reason"] for check in answer["checks"]}
        self.assertEqual("its program asks about mysqld.service", reasons["db_active"])
        self.assertEqual("the exec of a test runs mysqld.service", reasons["db_there"])


if __name__ == "__main__":
    unittest.main()
