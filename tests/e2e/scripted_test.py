#!/usr/bin/python3
"""A scriptlet writes a file that no package ships: explain and the run agree, and the policy decides."""

import unittest

from scene import host, monit, testing, upgrade

BUNDLE = "/etc/scripted/bundle"
CHECKS = """check file scripted_worker with path /usr/libexec/scripted/worker
  if failed checksum then alert
check file scripted_bundle with path %s
  if failed checksum then alert
""" % BUNDLE


class _Scripted(testing.HostTest):
    policy = ""

    @classmethod
    def setUpClass(cls):
        testing.set_up_host(also=("scripted",), control_files={"/etc/monit.d/scripted.conf": CHECKS})
        if cls.policy:
            host.write("/etc/monit-pkgmap/policy.yaml", cls.policy)
        _, explained = testing.pkgmap_json("explain", "scripted")
        cls.promised = {one["name"]: one["rebaseline"] for one in explained["checks"]
                        if one["name"].startswith("scripted")}
        cls.words = " ".join(testing.pkgmap("explain", "scripted")[1].split())
        cls.watched = upgrade.Upgrade("upgrade", "scripted")
        cls.watched.start()
        cls.watched.wait()
        cls.all_on = host.wait_until(cls.watched.all_on, 60)
        host.wait_until(lambda: not testing.pkgmap_json("status")[1]["sessions"], 60)
        cls.watched.finish()
        cls.said = " ".join(cls.watched.output.split())
        cls.past = testing.pkgmap_json("history")[1]["sessions"][-1]
        adrift = testing.pkgmap_json("status")[1]["adrift"]
        cls.adrift = [one["path"] for one in adrift]
        cls.made = [one["path"] for one in adrift if one["by_transaction"]]

    def test_all_are_monitored(self):
        self.assertTrue(self.all_on, monit.states_or_none())
        self.assertEqual("bundle 2\n", host.read(BUNDLE))

    def test_the_worker_gets_its_baseline(self):
        self.assertEqual("if-changed", self.promised["scripted_worker"])
        self.assertIn("/usr/libexec/scripted/worker", [one["path"] for one in self.past["baselines"]])


class Alarm(_Scripted):
    def test_explain_promises_no_baseline(self):
        self.assertEqual("no", self.promised["scripted_bundle"])
        self.assertIn("no new baseline for what a scriptlet writes", self.words)

    def test_the_run_says_the_same(self):
        self.assertEqual([BUNDLE], self.adrift)
        self.assertEqual([(BUNDLE, True)], [(one["path"], one["by_transaction"]) for one in self.past["drift"]])
        self.assertIn(BUNDLE + " changed during this transaction", self.said)

    def test_status_and_verify_say_the_same_until_somebody_changes_it(self):
        words = BUNDLE + " changed during a transaction, but not as packaged"
        self.assertEqual([BUNDLE], self.made)
        self.assertIn(words, " ".join(testing.pkgmap("status")[1].split()))
        self.assertIn("it changed during a transaction, but not as packaged",
                      " ".join(testing.pkgmap("verify")[1].split()))
        host.write(BUNDLE, "evil\n")
        self.assertIn(BUNDLE + " changed outside any package", " ".join(testing.pkgmap("status")[1].split()))
        self.assertEqual([False], [one["by_transaction"] for one in testing.pkgmap_json("verify")[1]["files"]
                                   if one["path"] == BUNDLE])


class Accept(_Scripted):
    policy = "version: 1\ndefaults: {scriptlets: accept}\n"

    def test_explain_promises_a_baseline(self):
        self.assertEqual("if-changed", self.promised["scripted_bundle"])

    def test_the_run_takes_it(self):
        self.assertEqual(([], []), (self.adrift, self.past["drift"]))
        self.assertIn(BUNDLE, [one["path"] for one in self.past["baselines"]])


if __name__ == "__main__":
    unittest.main()
