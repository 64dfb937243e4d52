#!/usr/bin/python3
"""zypper upgrades several packages, each by an rpm of its own: one session for all of them."""

import unittest

from scene import host, testing, upgrade

PACKAGES = ("mysql-server", "tunneld", "slow", "plain")
# What monit is asked of each package but `plain`, which has no check. monit takes dependents along
# when it unmonitors, and prerequisites when it monitors.
ASKED = {"unmonitor": ("mysql_unit", "tunneld_conf", "slow_worker"),
         "monitor": ("mysql_unit", "tunneld", "slow_worker")}


class Series(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        testing.begin_to_look()
        cls.watched = upgrade.Upgrade("upgrade", *PACKAGES).run()

    def test_every_package_is_upgraded(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        for name, version in (("mysql-server", "8.0.40"), ("tunneld", "1.5"), ("slow", "2"), ("plain", "2")):
            self.assertEqual(version, host.run("rpm", "-q", "--qf", "%{version}", name))

    def test_the_checks_of_each_are_suspended_once_and_resumed_once(self):
        for verb, names in ASKED.items():
            for name in names:
                for what in ("on user request", "action done"):
                    said = "'%s' %s %s" % (name, verb, what)
                    self.assertEqual(1, len(self.watched.lines(said)), "%s\n%s" % (said, self.watched.log))

    def test_there_is_one_session(self):
        status, answer = testing.pkgmap_json("history")
        self.assertEqual((0, 1), (status, len(answer["sessions"])))
        self.assert_nothing_under_way()

    def test_no_package_counts_as_bypassed(self):
        self.assertEqual([], testing.pkgmap_json("status")[1]["bypassed"]["packages"])

    def test_everything_is_monitored_at_the_end(self):
        self.assertEqual([], self.watched.lost())
        self.assertEqual([], self.watched.switched_on())

    def test_monit_did_nothing_by_itself(self):
        self.assertEqual([], self.watched.own_actions()["ran"])
        self.assertEqual([], self.watched.switched_off_by_monit())


if __name__ == "__main__":
    unittest.main()
