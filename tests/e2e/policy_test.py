#!/usr/bin/python3
"""What the administrator's policy does to real transactions of dnf."""

import datetime
import glob
import json
import os
import subprocess
import unittest

from scene import host, testing, upgrade

POLICY = "/etc/monit-pkgmap/policy.yaml"
RULES = """\
version: 1
defaults:
  settle: 20s
rules:
  - name: the spool is always watched
    checks: ['orders_spool']
    decision: keep
  - name: users go with the database
    packages: ['mysql-.*']
    checks: ['USERS']
    decision: suspend
"""
BROKEN = "version: 1\ndefaults:\n  on_error: %s\nrules:\n  - check: ['users']\n    decision: keep\n"


def version(package):
    return host.run("rpm", "-q", "--qf", "%{version}", package)


def arguments(path):
    """Returns the argument list in a file of /proc; [""] if the process is gone."""
    return host.read(path).split("\0")


def dnf(*arguments):
    done = subprocess.run(host.dnf_command(*arguments), env=host.ENVIRONMENT, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, timeout=120,
                          check=False)
    return done.returncode, done.stdout


class Policy(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.installed = host.read(POLICY)

    def tearDown(self):
        if os.path.exists(POLICY):
            os.remove(POLICY)

    def test_the_installed_policy_is_the_built_in_one(self):
        host.write(POLICY, self.installed)
        status, answer = testing.pkgmap_json("policy")
        self.assertEqual((0, [POLICY], []), (status, answer["files"], answer["rules"]))

    def test_a_transaction_goes_by_the_rules(self):
        host.write(POLICY, RULES)
        _, answer = testing.pkgmap_json("explain", "mysql-server")
        told = sorted(check["name"] for check in answer["checks"] if check["decision"] == "suspend")
        # orders_spool depends on mysqld, and mysqld depends on mysql_bin: all three stay watched.
        self.assertEqual(["mysql_conf", "mysql_unit", "users"], told)
        watched = upgrade.Upgrade("upgrade", "mysql-server").run()
        self.assertEqual(0, watched.process.returncode, watched.output)
        asked = upgrade.below(upgrade.ASKED.findall(watched.log))
        self.assertEqual(set(told), asked & set(told))
        self.assertFalse(asked & {"orders_spool", "mysqld", "mysql_bin"}, watched.log)
        self.assertEqual([], [name for name in told if not watched.after[name].on])

    def test_a_broken_policy_lets_dnf_go_on_and_is_shown(self):
        host.write(POLICY, BROKEN % "continue")
        status, output = dnf("reinstall", "tunneld")
        self.assertEqual(0, status, output)
        self.assertIn("Reinstalled", output)
        lines = testing.hook_lines(output)
        self.assertEqual(1, len(lines), output)
        self.assertIn("cannot use the policy: %s:5: unknown key 'check' of a rule" % POLICY, lines[0])
        self.assert_nothing_under_way()

    def test_it_may_rather_have_no_transaction(self):
        host.write(POLICY, BROKEN % "abort")
        before = version("tunneld")
        status, output = dnf("upgrade", "tunneld")
        self.assertEqual((1, before), (status, version("tunneld")), output)
        self.assertIn("monit-pkgmap: the policy ends this transaction (on_error: abort)", output)
        self.assert_nothing_under_way()

    def test_the_guard_goes_by_the_same_policy(self):
        host.write("/tmp/other.yaml", "version: 1\ndefaults: {lease: 3h}\n")
        host.write("/tmp/transaction.json", json.dumps({"schema": 1, "manager": "test", "pid": os.getpid(), "items": [
            {"action": "upgrade", "name": "tunneld", "epoch": "0", "version": "9", "release": "1", "arch": "x86_64"}]}))
        status, out, err = testing.pkgmap("--policy", "/tmp/other.yaml", "suspend", "--transaction",
                                          "/tmp/transaction.json")
        self.assertEqual((0, ""), (status, err), out)
        try:
            guards = [words for words in map(arguments, glob.glob("/proc/[0-9]*/cmdline")) if "guard" in words]
            self.assertEqual(["/tmp/other.yaml"], [words[words.index("--policy") + 1] for words in guards])
            _, answer = testing.pkgmap_json("status")
            session = answer["sessions"][0]
            since, until = (datetime.datetime.strptime(session[key], "%Y-%m-%dT%H:%M:%SZ") for key in ("since", "until"))
            self.assertEqual(3 * 3600, (until - since).total_seconds())
        finally:
            _, answer = testing.pkgmap_json("status")
            for session in answer["sessions"]:
                testing.pkgmap("resume", "--session", session["id"])
        self.assert_nothing_under_way()

    def test_one_that_others_can_write_is_not_obeyed(self):
        host.write(POLICY, BROKEN % "abort", 0o666)
        status, output = dnf("reinstall", "tunneld")
        self.assertEqual(0, status, output)
        self.assertIn("refused: everybody can write it", output)


if __name__ == "__main__":
    unittest.main()
