#!/usr/bin/python3
"""A package is obsoleted by one of another name, whose service makes the same directory: the old
service is gone, so nobody switches its checks on again, and explain says in advance what is gone."""

import glob
import os
import unittest

from scene import host, monit, testing, upgrade

CHECKS = """\
check process php82_fpm with pidfile /run/php/php82-fpm.pid
  start program = "/usr/bin/systemctl start php82-fpm"
  stop program = "/usr/bin/systemctl stop php82-fpm"
check file php82_bin with path /usr/sbin/php82-fpm
  if failed checksum then alert
"""
GONE = ["php82_bin", "php82_fpm"]


def successor():
    return glob.glob(os.environ["PKGMAP_E2E_PACKAGES"] + "/v2/*/php84-*.rpm")[0]


class Obsoleted(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        testing.set_up_host(also=("php82",), control_files={"/etc/monit.d/php.conf": CHECKS})
        cls.status, cls.foretold = testing.pkgmap_json("explain", "--detailed-exitcode", successor())
        cls.words = " ".join(testing.pkgmap("explain", successor())[1].split())
        cls.watched = upgrade.Upgrade("upgrade", "php82")
        cls.watched.start()
        cls.watched.wait()
        cls.over = host.wait_until(lambda: not testing.pkgmap_json("status")[1]["sessions"], 60)
        cls.watched.finish()
        cls.states = monit.states()
        _, cls.after = testing.pkgmap_json("status")

    def test_the_successor_has_taken_its_place(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertFalse(os.path.exists("/usr/sbin/php82-fpm"))
        self.assertTrue(host.read("/run/php/php84-fpm.pid"))

    def test_the_checks_of_the_old_service_stay_off_and_are_named(self):
        self.assertTrue(self.over)
        self.assertEqual(GONE, [name for name in GONE if self.states[name].off])
        self.assertEqual({name: "its package php82 is gone" for name in GONE},
                         {one["name"]: one["reason"] for one in self.after["kept"]})

    def test_no_other_check_was_ever_off(self):
        self.assertEqual(GONE, self.watched.seen_off())
        self.assertEqual(GONE, self.watched.lost())

    def test_monit_starts_nothing(self):
        self.assertEqual([], [line for line in self.watched.own_actions()["ran"] if "php" in line])

    def test_explain_foretold_what_goes_away(self):
        checks = {one["name"]: one for one in self.foretold["checks"] if one["decision"] == "suspend"}
        self.assertEqual(GONE, sorted(checks))
        self.assertEqual((11, ["no", "no"]), (self.status, [checks[name]["rebaseline"] for name in GONE]))
        self.assertEqual([("exist", "fails")],
                         [(one["test"], one["outcome"]) for one in checks["php82_bin"]["predictions"]])
        self.assertEqual({True}, {one["certain"] for one in checks["php82_fpm"]["dead_ends"]})

    def test_in_words(self):
        self.assertIn("php82-8.82-1.el9.x86_64 goes away, and /usr/sbin/php82-fpm with it", self.words)
        self.assertIn("start program names php82-fpm.service, which goes away", self.words)
        self.assertNotIn("new baseline", self.words)

    def test_of_both_packages_all_is_known(self):
        self.assertFalse(self.foretold["at_least"])
        self.assertIn("touch 2 of 24 checks", self.words)


if __name__ == "__main__":
    unittest.main()
