#!/usr/bin/python3
"""How every command uses the policy of an administrator."""

import json
import os
import re
import sys
import unittest

sys.dont_write_bytecode = True

from program import ProgramTest  # noqa: E402

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
KEEPS = """\
version: 1
defaults:
  lease: 4h
rules:
  - name: alphad stays
    checks: ['ALPHAD']
    decision: keep
  - packages: ['alpha']
    checks: ['hosts', 'gone_.*']
    decision: suspend
"""
BROKEN = "version: 1\ndefaults:\n  on_error: abort\n  wiat: 20s\n"


class APolicy(ProgramTest):
    def asks(self, text, *words):
        return self.ask("--policy", self.write("policy.yaml", text), *words)

    def decisions(self, answer):
        return {check["name"]: check["decision"] for check in json.loads(answer.out)["checks"]}

    def test_decides_in_explain(self):
        answer = self.asks(KEEPS, "--json", "explain", "alpha")
        decisions = self.decisions(answer)
        self.assertEqual("keep", decisions["alphad"])
        self.assertEqual("suspend", decisions["hosts"])
        hosts = [c for c in json.loads(answer.out)["checks"] if c["name"] == "hosts"][0]
        alphad = [c for c in json.loads(answer.out)["checks"] if c["name"] == "alphad"][0]
        self.assertTrue(all(evidence["overruled"] for evidence in alphad["evidence"]))
        self.assertNotIn("overruled", hosts["evidence"][0])
        self.assertEqual(("policy", "exact"), (hosts["evidence"][0]["kind"], hosts["evidence"][0]["strength"]))

    def test_decides_in_audit(self):
        answer = self.asks(KEEPS, "--json", "audit")
        checks = {check["name"]: check for check in json.loads(answer.out)["checks"]}
        self.assertEqual(([], "the rule 'alphad stays' keeps it"),
                         (checks["alphad"]["packages"], checks["alphad"]["kept"]))
        self.assertEqual((["alpha"], None), (checks["hosts"]["packages"], checks["hosts"]["kept"]))
        self.assertEqual("policy", checks["hosts"]["evidence"][0]["kind"])

    def test_that_ties_a_check_to_a_package_which_owns_nothing_of_it_is_told_by_audit(self):
        rule = "version: 1\nrules: [{packages: beta, checks: hosts, decision: suspend}]\n"
        answer = self.asks(rule, "--json", "audit")
        checks = {check["name"]: check for check in json.loads(answer.out)["checks"]}
        self.assertEqual(["beta"], checks["hosts"]["packages"])

    def test_is_named_as_the_reason(self):
        answer = self.asks(KEEPS, "explain", "alpha", "--check", "alphad")
        self.assertIn("the rule 'alphad stays' keeps it", answer.out)
        self.assertIn("the rule of %s:8 suspends it" % self.path("policy.yaml"), answer.out)

    def test_tells_what_was_read(self):
        answer = self.asks(KEEPS, "policy")
        self.assertEqual(0, answer.status)
        self.assertIn("1 policy file, 2 rules.\n  %s\n" % self.path("policy.yaml"), answer.out)
        self.assertIn("lease               4h              built in: 2h\n", answer.out)

    def test_of_a_check_that_is_not_there_is_noted(self):
        answer = self.asks("version: 1\nrules: [{name: old, checks: gone, decision: keep}]\n", "policy")
        self.assertIn("the rule 'old' matches no check of " + self.monitrc, answer.err)

    def test_explains_which_rule_decides(self):
        answer = self.asks(KEEPS, "--json", "policy", "--explain", "hosts", "alpha")
        said = json.loads(answer.out)
        self.assertEqual("suspend", said["decision"])
        self.assertEqual([False, True], [rule["decides"] for rule in said["rules"]])
        answer = self.asks(KEEPS, "policy", "--explain", "alpah", "alpha")
        self.assertIn("no rule matches, so evidence decides", answer.out.replace("\n", " "))
        self.assertIn("there is no check 'alpah' in %s; did you mean 'alpha'?" % self.monitrc, answer.err)

    def test_that_is_broken_is_shown_by_who_decides_by_it(self):
        shown = ("%s:4:3: error: unknown key 'wiat' of 'defaults'\n  wiat: 20s\n  ^~~~\n"
                 "  hint: did you mean 'wait'?\nerror: cannot use the policy: " % self.path("policy.yaml"))
        for words in (["policy"], ["explain", "alpha"], ["suspend", "--transaction", self.transaction("alpha")]):
            with self.subTest(words):
                answer = self.asks(BROKEN, *words)
                self.assertEqual((3, ""), (answer.status, answer.out))
                self.assertTrue(answer.err.startswith(shown), answer.err)
        self.assert_no_state()

    def test_that_is_broken_keeps_nothing_suspended(self):
        answer = self.asks(BROKEN, "resume")
        self.assertEqual((0, "no session to resume\n"), (answer.status, answer.out))
        self.assertIn("using the built-in policy", answer.err)

    def test_that_is_broken_still_demands_signatures(self):
        text = "version: 1\ndefaults: {lease: never, require_signature: yes}\n"
        for command in ("resume", "verify"):
            answer = self.asks(text, command)
            self.assertIn("built-in policy and 'require_signature: yes'", answer.err.replace("\n", " "))
            self.assertEqual(0, answer.status, answer)

    def test_that_is_broken_still_believes_a_monit_that_was_believed(self):
        text = "version: 1\ndefaults: {lease: never, unknown_peer: trust}\n"
        for command in ("resume", "verify"):
            answer = self.asks(text, command)
            self.assertIn("built-in policy and 'unknown_peer: trust'", answer.err.replace("\n", " "))
            self.assertEqual(0, answer.status, answer)

    def test_that_is_broken_is_nothing_to_who_needs_none(self):
        for words in (["config"], ["status"]):
            answer = self.asks(BROKEN, *words)
            self.assertEqual((0, ""), (answer.status, answer.err))

    def test_that_is_broken_does_not_wake_a_hook_that_is_switched_off(self):
        self.environment["MONIT_PKGMAP"] = "off"
        answer = self.asks(BROKEN, "suspend", "--transaction", self.transaction("alpha"))
        self.assertEqual((0, "", "note: nothing is suspended: MONIT_PKGMAP=off or /etc/monit-pkgmap/disabled switches "
                                 "it off\n"), answer)

    def test_says_whether_the_hook_must_end_the_transaction(self):
        for text, abort in ((BROKEN, True), (BROKEN.replace("abort", "continue"), None),
                            ("version: 1\ndefaults: {on_error: abort}\n", True)):
            with self.subTest(text):
                answer = self.asks(text, "--json", "suspend", "--transaction", self.transaction("alpha"))
                said = json.loads(answer.out)
                self.assertEqual((3 if "wiat" in text else 4, abort), (answer.status, said.get("abort")), said)
                self.assertEqual(said["error"]["code"], answer.status)

    def test_does_not_end_a_transaction_that_touches_nothing(self):
        answer = self.asks("version: 1\ndefaults: {on_error: abort}\n", "--json", "suspend", "--transaction",
                           self.transaction("beta"))
        self.assertEqual((0, None), (answer.status, json.loads(answer.out).get("abort")))

    def test_that_others_can_write_is_refused(self):
        path = self.write("policy.yaml", KEEPS, 0o666)
        answer = self.ask("--policy", path, "policy")
        self.assertEqual(3, answer.status)
        self.assertIn(path + ": error: refused: everybody can write it\n", answer.err)

    def test_of_another_root_is_inside_it(self):
        root = self.path("root")
        os.makedirs(root + "/etc/monit-pkgmap")
        self.write("root/etc/monit-pkgmap/policy.yaml", BROKEN)
        self.write("root/etc/monitrc", "check file a path /a\n")
        answer = self.bare("--root", root, "policy")
        self.assertEqual(3, answer.status)
        self.assertIn("/etc/monit-pkgmap/policy.yaml:4:3: error:", answer.err)


class TheShippedPolicies(ProgramTest):
    DIRECTORY = os.path.join(TOP, "rules/policies")

    def policy(self, name):
        with open(os.path.join(self.DIRECTORY, name), encoding="utf-8") as file:
            return self.write(name, file.read())

    def decision(self, name, check, package):
        answer = self.ask("--json", "--policy", self.policy(name), "policy", "--explain", check, package)
        return json.loads(answer.out)["decision"]

    def test_are_understood(self):
        for name in sorted(os.listdir(self.DIRECTORY)):
            with self.subTest(name):
                answer = self.ask("--policy", self.policy(name), "policy")
                self.assertEqual(0, answer.status, answer.err)
                self.assertNotIn("warning", answer.err)

    def test_the_installed_one_changes_nothing(self):
        built_in = json.loads(self.ask("--json", "--policy", self.write("none.yaml", ""), "policy").out)
        installed = json.loads(self.ask("--json", "--policy", self.policy("policy.yaml"), "policy").out)
        self.assertEqual((built_in["defaults"], []), (installed["defaults"], installed["rules"]))

    def test_the_installed_one_shows_what_is_right(self):
        """Without the comment signs, its examples are a valid policy with the same defaults."""
        with open(os.path.join(self.DIRECTORY, "policy.yaml"), encoding="utf-8") as file:
            text = re.sub("^  # ", "  ", file.read(), flags=re.M)
        answer = self.ask("--json", "--policy", self.write("all.yaml", text), "policy")
        self.assertEqual(0, answer.status, answer.err)
        self.assertEqual("20s", json.loads(answer.out)["defaults"]["wait"])
        self.assertEqual(2, len(json.loads(answer.out)["rules"]))

    def test_databases_follow_their_servers_of_every_family(self):
        for check, package, decision in (
                ("mysql_repl", "mysql-server", "suspend"), ("mysqld", "mysql-community-server", "suspend"),
                ("mariadb", "mariadb-server", "suspend"), ("MySQL_port", "MariaDB-server", "suspend"),
                ("mariadb.port", "mariadb10.11-server", "suspend"), ("mysql", "mysql8.4-server", "suspend"),
                ("percona", "percona-server-server", "suspend"), ("mysql", "Percona-Server-server-57", "suspend"),
                ("wsrep", "galera-4", "suspend"), ("galera_size", "mariadb-server-galera", "suspend"),
                ("galera", "percona-xtradb-cluster-server", "suspend"),
                ("pgsql_lag", "postgresql16-server", "suspend"), ("postgres", "postgresql-server", "suspend"),
                ("mysqld", "mysql-libs", None), ("mysqlproxy", "mysql-server", None),
                ("mysqld", "postgresql-server", None), ("mysql", "php-mysqlnd", None),
                ("app", "mysql-server", None)):
            with self.subTest((check, package)):
                self.assertEqual(decision, self.decision("databases.yaml", check, package))

    def test_the_machine_is_watched(self):
        for check, decision in (("root_fs", "keep"), ("rootfs", "keep"), ("load", "keep"), ("nfsd", None),
                                ("loader", None)):
            with self.subTest(check):
                self.assertEqual(decision, self.decision("machine.yaml", check, "any"))


class TheManPage(ProgramTest):
    """monit-pkgmap-policy(5) has every key and value of a policy, and no other; the program says which there are."""

    def setUp(self):
        super().setUp()
        with open(os.path.join(TOP, "cli/man/monit-pkgmap-policy.5"), encoding="utf-8") as file:
            self.page = file.read()

    def section(self, title):
        return re.search(r"^\.Sh %s\n(.*?)(?=^\.S[hs] )" % title, self.page, re.M | re.S).group(1)

    def defaults(self):
        """Yields the key, the values, the description and the built-in value of each default."""
        for key, rest, text in re.findall(r"^\.It Ic (\w+) : ([^\n]*)\n(.*?)(?=^\.It |^\.El)", self.section("DEFAULTS"),
                                          re.M | re.S):
            built_in = re.search(r"^Built in:\n\.Cm (\S+) \.$", text, re.M).group(1)
            yield key, rest[3:].split(" | ") if rest.startswith("Cm ") else None, text, built_in

    def asks(self, text):
        answer = self.ask("--json", "--policy", self.write("policy.yaml", text), "policy")
        return json.loads(answer.out)

    def known(self, text, what):
        """Returns the words after `what` in the hints for this policy."""
        hints = re.findall(r"hint: %s: (.*)" % what, self.asks(text)["error"]["details"])
        return re.split(", | or ", hints[0])

    def test_has_every_default_and_what_is_built_in(self):
        self.assertEqual(self.asks("")["defaults"], {key: built_in for key, _, _, built_in in self.defaults()})

    def test_has_every_value_of_a_default(self):
        for key, values, text, _ in self.defaults():
            with self.subTest(key):
                allowed = self.known("version: 1\ndefaults: {%s: frobnicate}\n" % key, "allowed")
                if values is None:
                    self.assertIn(allowed[0], " ".join(text.split()))
                    continue
                self.assertEqual(allowed, values)
                for value in values:
                    said = self.asks("version: 1\ndefaults: {%s: %s}\n" % (key, value))
                    self.assertEqual(value, said["defaults"][key])

    def test_has_every_key_of_a_rule_and_of_a_file(self):
        keys = re.findall(r"^\.It Ic (\w+)", self.section("RULES"), re.M)
        self.assertEqual(keys, self.known("version: 1\nrules: [{x: 1}]\n", "known keys"))
        keys = re.findall(r"^\.It Ic (\w+)", self.section("KEYS"), re.M)
        self.assertEqual(keys, self.known("version: 1\nx: 1\n", "known keys"))

    def test_and_the_documents_show_policies_that_are_right(self):
        shown = re.findall(r"^\.Bd -literal.*\n(version.*?)^\.Ed", self.page, re.M | re.S)
        for name in ("docs/policy.md", "README.md"):
            with open(os.path.join(TOP, name), encoding="utf-8") as file:
                shown += re.findall(r"```yaml\n(.*?)```", file.read(), re.S)
        self.assertGreater(len(shown), 10)
        for text in shown:
            with self.subTest(text):
                answer = self.ask("--policy", self.write("policy.yaml", text), "policy")
                self.assertEqual(0, answer.status, answer.err)
                self.assertNotIn("warning", answer.err)


if __name__ == "__main__":
    unittest.main()
