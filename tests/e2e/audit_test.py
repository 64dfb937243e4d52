#!/usr/bin/python3
"""audit on a whole host: which check belongs to which package, and a check that an upgrade without
the hook lost."""

import re
import unittest

from scene import host, monit, testing


def audit():
    status, answer = testing.pkgmap_json("audit")
    return status, {check["name"]: check for check in answer["checks"]}, answer["findings"]


def of_kind(findings, kind):
    return {finding["check"]: finding for finding in findings if finding["id"] == kind}


class Audit(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before = audit()
        host.run("env", "MONIT_PKGMAP=off", *host.dnf_command("upgrade", "mysql-server"))
        host.wait_until(lambda: monit.states()["mysql_bin"].monitor == 0, 20)
        cls.after = audit()

    def test_what_explain_suspends_belongs_to_the_package(self):
        _, checks, _ = self.before
        owned = sorted(name for name, check in checks.items() if "mysql-server" in check["packages"])
        self.assertEqual(sorted(testing.SUSPENDED + ["mysql_tmpfiles"]), owned)

    def test_it_shows_what_monit_says(self):
        _, checks, _ = self.before
        self.assertEqual(("monitored", "off"),
                         (checks["mysql_bin"]["state"], checks["old_backup"]["state"]))
        self.assertEqual("as-packaged", checks["mysql_bin"]["content"])

    def test_what_an_administrator_switched_off_is_no_finding(self):
        _, _, findings = self.before
        self.assertEqual({}, of_kind(findings, "off"))

    def test_what_an_update_switched_off_is_one(self):
        status, checks, findings = self.after
        self.assertEqual("off", checks["mysql_bin"]["state"])
        found = of_kind(findings, "off")
        self.assertEqual(["mysql_bin", "mysqld", "orders_spool"], sorted(found))
        for taken in ("mysqld", "orders_spool"):
            self.assertEqual("monit took it along when 'mysql_bin' went off", found[taken]["detail"])
        self.assertRegex(found["mysql_bin"]["detail"], r"it went off [0-9]+ s after its package was installed; "
                         r"/usr/sbin/mysqld is as mysql-server-8\.0\.40-1\.el9\.x86_64 shipped it")
        self.assertEqual("/etc/monit.d/mysql.conf", found["mysql_bin"]["file"])
        self.assertEqual(0, status)

    def test_the_readme_shows_it(self):
        readme = host.read(host.SOURCE + "/README.md")
        shown = re.search(r"^\$ monit-pkgmap audit\n(.*?)^```", readme, re.M | re.S).group(1)
        # The number of seconds differs in each run.
        said = re.sub(r"off [0-9]+ s after", "off 1 s after", testing.pkgmap("audit")[1])
        lines = iter(said.splitlines())
        for line in shown.splitlines():
            self.assertIn(line, lines)  # The README has the lines in this order, and may omit some.

    def test_the_page_of_findings_fits_a_screen(self):
        status, out, err = testing.pkgmap("audit")
        self.assertEqual((0, ""), (status, err))
        self.assertTrue(all(len(line) <= 80 for line in out.splitlines()), out)

    def test_no_credential_is_in_it(self):
        for words in (["audit"], ["--json", "audit"]):
            self.assertNotIn(testing.CANARY, "".join(testing.pkgmap(*words)[1:]))


if __name__ == "__main__":
    unittest.main()
