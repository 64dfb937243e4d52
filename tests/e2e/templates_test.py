#!/usr/bin/python3
"""The checks of Debian's own template for cron, enabled as an administrator does it, while cron is
upgraded: each of them has `if failed … then unmonitor`, which would drop the new program from monitoring.
The scriptlet waits until monit has looked twice, with the group of a directory still to be set."""

import os
import unittest

from scene import host, manager, monit, testing, upgrade

CHECKS = ["cron_bin", "cron_rc", "cron_spool", "crond"]
# dpkg leaves the mode and the owner of a directory that exists alone; rpm sets them anew.
KEPT_BY_DPKG = "cron_spool"
ENABLED = "/etc/monit/conf-enabled"
WAITS = "/run/cron.waits"
KEPT = "tunneld"  # a check of another package, which monit goes on with


def suspended():
    by_dpkg = manager.chosen().via.manager in ("apt", "dpkg")
    return [name for name in CHECKS if not by_dpkg or name != KEPT_BY_DPKG]


class Templates(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        if not os.path.lexists(ENABLED + "/cron"):
            os.symlink("../conf-available/cron", ENABLED + "/cron")
        testing.set_up_host(also=("cron",), control_files={"/etc/monit.d/debian.conf": "include %s/*\n" % ENABLED})
        cls.settled = host.wait_until(lambda: monit.states()["crond"].on, 60)
        cls.explained = testing.pkgmap_json("explain", "cron")[1]
        cls.first = host.run("cat", "/run/crond.pid")
        cls.watched = upgrade.Upgrade("upgrade", "cron")
        host.write(WAITS, "")
        cls.watched.start()
        cls.waited = host.wait_until(lambda: "of cron 102" in host.read("/etc/init.d/cron"), 60)
        looked_at = monit.states()[KEPT].collected
        cls.looked = host.wait_until(lambda: monit.states()[KEPT].collected >= looked_at + 2, 60)
        os.remove(WAITS)
        cls.watched.wait()
        cls.all_on = host.wait_until(cls.watched.all_on, 60)
        cls.over = host.wait_until(lambda: not testing.pkgmap_json("status")[1]["sessions"], 60)
        cls.watched.finish()
        _, cls.after = testing.pkgmap_json("status")

    def test_every_check_of_the_template_is_monitored_at_first(self):
        self.assertTrue(self.settled)
        self.assertEqual(CHECKS, sorted(name for name, state in self.watched.before.items()
                                        if name.startswith("cron") and not state.off))

    def test_explain_would_suspend_what_the_upgrade_changes(self):
        self.assertEqual(suspended(), sorted(one["name"] for one in self.explained["checks"] if one["decision"] == "suspend"))

    def test_the_scriptlet_restarts_the_daemon_after_monit_has_looked(self):
        self.assertTrue(self.waited and self.looked)
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertEqual("cron 102", host.run("/usr/sbin/cron", "--version").strip())
        self.assertIn("of cron 102", host.read("/etc/init.d/cron"))
        self.assertNotEqual(self.first, host.run("cat", "/run/crond.pid"))

    def test_just_these_checks_were_off_and_are_monitored_again(self):
        self.assertEqual(suspended(), self.watched.ever_off())
        self.assertTrue(self.all_on and self.over, self.watched.output + self.watched.log)
        self.assertEqual([], self.watched.lost())
        self.assertEqual([0] * len(CHECKS), [monit.states()[name].status for name in CHECKS])

    def test_monit_did_nothing_by_itself(self):
        self.assertEqual({"ran": [], "checksum": []}, self.watched.own_actions())

    def test_nothing_is_left(self):
        self.assertEqual(([], []), (self.after["adrift"], self.after["kept"]))


if __name__ == "__main__":
    unittest.main()
