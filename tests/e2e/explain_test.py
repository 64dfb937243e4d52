#!/usr/bin/python3
"""explain on a host where the package is mysql-server and the service mysql."""

import json
import os
import re
import unittest

from scene import host, testing


class Explain(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.status, cls.answer = testing.pkgmap_json("explain", "mysql")
        cls.checks = {check["name"]: check for check in cls.answer["checks"]}

    def kinds(self, check):
        return {(evidence["kind"], evidence["strength"]) for evidence in self.checks[check]["evidence"]}

    def decided(self, decision):
        return sorted(name for name, check in self.checks.items() if check["decision"] == decision)

    def test_the_name_of_a_service_is_answered_for_its_package(self):
        self.assertEqual(0, self.status)
        self.assertEqual(["mysql-server"], [package["name"] for package in self.answer["packages"]])
        self.assertEqual(["mysql-server-8.0.36-1.el9.x86_64"],
                         [package["nevra"] for package in self.answer["packages"]])

    def test_what_belongs_to_it_is_suspended_with_what_depends_on_it(self):
        self.assertEqual(testing.SUSPENDED, self.decided("suspend"))

    def test_a_check_that_is_off_is_left_off(self):
        self.assertIn("mysql_tmpfiles", self.decided("off"))

    def test_checks_of_other_packages_and_of_none_are_not_suspended(self):
        self.assertEqual((22, 5), (self.answer["summary"]["checks"], self.answer["summary"]["suspend"]))

    def test_every_decision_has_its_evidence(self):
        self.assertIn(("file-owner", "exact"), self.kinds("mysql_bin"))
        self.assertIn(("pidfile-owner", "exact"), self.kinds("mysqld"))
        self.assertIn(("unit-command", "strong"), self.kinds("mysqld"))
        self.assertIn("depends-on", {kind for kind, _ in self.kinds("orders_spool")})

    def test_the_new_baselines_are_predicted(self):
        self.assertEqual("if-changed", self.checks["mysql_bin"]["rebaseline"])
        self.assertEqual("if-changed", self.answer["reload"])

    def test_in_words(self):
        status, out, err = testing.pkgmap("explain", "mysql")
        self.assertEqual((0, ""), (status, err))
        self.assertRegex(out, r"(?s)mysql-server-8\.0\.36-1\.el9\.x86_64 touches at least 5 of 22 checks")
        for words in ("/etc/monit.d/mysql.conf:1", "/usr/sbin/mysqld", "/run/mysqld/mysqld.pid",
                      "unit-command", "depends on mysql_bin"):
            self.assertIn(words, out)
        self.assertTrue(all(len(line) <= 80 for line in out.splitlines()), out)

    def test_the_readme_shows_it(self):
        readme = host.read(host.SOURCE + "/README.md")
        shown = re.search(r"^\$ monit-pkgmap explain mysql\n(.*?)^```", readme, re.M | re.S)
        # The pid differs in each run.
        self.assertEqual(*(re.sub(r"(its pidfile says) [0-9]+ +", r"\1 N ", text)
                           for text in (testing.pkgmap("explain", "mysql")[1], shown.group(1))))

    def test_an_unknown_name_gets_the_nearest_ones(self):
        status, _, err = testing.pkgmap("explain", "mysqk")
        self.assertNotEqual(0, status)
        self.assertIn("mysqld", err)

    def test_upgrades_are_those_that_dnf_would_make(self):
        status, answer = testing.pkgmap_json("explain", "--upgrades")
        self.assertEqual(1, status)  # dnf's cache is empty, and explain downloads nothing.
        self.assertIn("no cache for 'v2'", answer["error"]["message"])
        host.dnf("makecache")
        before = {name: os.stat(name).st_mtime_ns for name in ("/var/lib/rpm", host.DNF_LOG)}
        status, answer = testing.pkgmap_json("explain", "--upgrades")
        self.assertEqual(0, status, answer)
        incoming = {package["nevra"] for package in answer["packages"] if not package["installed"]}
        self.assertEqual({"mysql-server-8.0.40-1.el9.x86_64", "plain-2-1.el9.noarch",
                          "slow-2-1.el9.noarch", "tunneld-1.5-1.el9.x86_64"}, incoming)
        suspended = {check["name"] for check in answer["checks"] if check["decision"] == "suspend"}
        self.assertLessEqual(set(testing.SUSPENDED), suspended)
        self.assertEqual(before, {name: os.stat(name).st_mtime_ns for name in before})

    def test_upgrades_of_another_root_are_not_asked_for(self):
        status, _, err = testing.pkgmap("--root", "/opt", "explain", "--upgrades")
        self.assertEqual(2, status)
        self.assertIn("it cannot be combined with --root", err)

    def test_a_transaction_is_explained_as_suspend_would_take_it(self):
        host.write("/tmp/transaction.json", json.dumps({"schema": 1, "manager": "dnf4", "pid": 0, "items": [
            {"action": "upgrade", "name": "mysql-server", "epoch": "0", "version": "8.0.40", "release": "1.el9",
             "arch": "x86_64"}]}))
        status, answer = testing.pkgmap_json("explain", "--transaction", "/tmp/transaction.json")
        self.assertEqual(0, status)
        self.assertEqual(testing.SUSPENDED,
                         sorted(c["name"] for c in answer["checks"] if c["decision"] == "suspend"))
        _, _, err = testing.pkgmap("explain", "--transaction", "/tmp/transaction.json")
        self.assertIn("1 package is not downloaded", err)

    def test_no_credential_is_shown(self):
        for arguments in (["explain", "mysql"], ["config"], ["--json", "config"], ["-v", "explain", "mysql"]):
            _, out, err = testing.pkgmap(*arguments)
            self.assertNotIn(testing.CANARY, out + err, arguments)


if __name__ == "__main__":
    unittest.main()
