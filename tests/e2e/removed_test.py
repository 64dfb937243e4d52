#!/usr/bin/python3
"""dnf removes a package that brought its own checks: that is no failure, and once the package is back,
its checks are, too."""

import unittest

from scene import host, monit, testing, upgrade

CHECKS = ["snippet_one", "snippet_three", "snippet_two"]


def off_in_monit():
    states = monit.states_or_none() or {}
    return sorted(name for name in states if name in CHECKS and states[name].off)


class Removed(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        testing.set_up_host(also=("snippet",))
        cls.watched = upgrade.Upgrade("remove", "snippet")
        cls.watched.start()
        cls.watched.wait()
        host.wait_until(lambda: not testing.pkgmap_json("status")[1]["sessions"], 60)
        cls.watched.finish()
        cls.off = off_in_monit()
        cls.status = testing.pkgmap_json("status")[1]
        cls.stale = testing.pkgmap("recover", "--if-stale")
        cls.doctor = {one["id"]: one for one in testing.pkgmap_json("doctor")[1]["findings"]}
        cls.resume = testing.pkgmap("resume")

    def test_the_hook_names_it_and_reports_no_error(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        said = " ".join(self.watched.output.split())
        self.assertIn("went with their package; 'monit reload' makes monit forget them", said)
        self.assertNotIn("stay suspended", said)

    def test_monit_has_the_checks_until_it_is_reloaded(self):
        self.assertEqual(CHECKS, self.off)
        self.assertEqual(CHECKS, sorted(one["name"] for one in self.status["removed"]))
        self.assertEqual([], self.status["kept"])

    def test_no_command_calls_it_a_failure(self):
        self.assertEqual(0, self.resume[0], self.resume)
        self.assertEqual(0, self.stale[0], self.stale)
        self.assertEqual("warning", self.doctor["removed"]["result"])
        self.assertEqual("monit reload", self.doctor["removed"]["todo"])
        self.assertNotEqual("failed", self.doctor["off"]["result"])


if __name__ == "__main__":
    unittest.main()
