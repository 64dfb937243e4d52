#!/usr/bin/python3
"""The real monit says after an upgrade what explain has predicted."""

import os
import pwd
import unittest

from scene import testing, traps

# (test, outcome) for each trap: what explain must predict, and what monit must then say.
EXPECTED = {
    "mode": {("permission", "fails")},
    "owner": {("uid", "fails")},
    "group": {("gid", "fails")},
    "size": {("size", "fails")},
    "digest": {("checksum", "fails")},
    "sha1": set(),
    "vanish": {("exist", "fails")},
    "noreplace": set(),
    "config": {("permission", "fails"), ("size", "fires")},
    "timestamp": {("timestamp", "fires")},
    "forget": {("size", "fires"), ("permission", "fires")},
    "chmod": {("permission", "fires")},
    "same": set(),
    "directory": {("timestamp", "fires")},
    "link": {("permission", "fails")},
}


def predicted(trap):
    status, answer = testing.pkgmap_json("explain", "--detailed-exitcode", traps.package(trap, 2))
    checks = {check["name"]: check["predictions"] for check in answer["checks"]}
    others = {name: list(map(str, said)) for name, said in checks.items() if said and name != trap}
    return status, checks[trap], others, answer["summary"]


class Predictions(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        traps.set_up(os.environ["PKGMAP_BUILD"])
        cls.predicted, cls.words, cls.logs, cls.before, cls.fails = {}, {}, {}, {}, {}
        for trap in traps.TESTS:
            cls.predicted[trap] = predicted(trap)
            cls.words[trap] = testing.pkgmap("explain", traps.package(trap, 2))[1]
            cls.before[trap] = traps.fails_now(trap)
            cls.logs[trap] = traps.upgrade(trap)
            cls.fails[trap] = traps.fails_now(trap)

    def observed(self, trap):
        """Returns (test, outcome) as monit has it: tests that still fail, and tests that fired once.
        Omits tests that failed before the upgrade."""
        told = set(traps.told_of(trap, self.logs[trap])) - self.before[trap]
        return ({(kind, "fails") for kind in self.fails[trap]} |
                {(kind, "fires") for kind in told - self.fails[trap]})

    def test_monit_says_what_was_predicted_and_no_more(self):
        for trap in traps.TESTS:
            with self.subTest(trap):
                said = {(one["test"], one["outcome"]) for one in self.predicted[trap][1]}
                self.assertEqual(EXPECTED[trap], said)
                self.assertEqual(said, self.observed(trap), self.logs[trap])

    def test_a_sum_that_was_wrong_is_right_with_the_new_version(self):
        self.assertEqual(({"checksum"}, set()), (self.before["sha1"], self.fails["sha1"]))

    def test_nothing_is_predicted_of_other_checks(self):
        for trap in traps.TESTS:
            self.assertEqual({}, self.predicted[trap][2], trap)

    def test_the_values_are_those_that_monit_shows(self):
        values = {"mode": "0750", "config": "0600", "link": "0700", "digest": traps.digest("md5", 2),
                  "size": "5000"}
        for trap, value in values.items():
            with self.subTest(trap):
                incoming = [one["incoming"] for one in self.predicted[trap][1] if one["outcome"] == "fails"]
                self.assertEqual([value], incoming)
                if trap != "size":  # monit shows "4.9 kB"
                    self.assertIn(value, self.logs[trap])
        user = pwd.getpwnam("daemon")
        self.assertEqual("daemon", self.predicted["owner"][1][0]["incoming"])
        self.assertIn("current uid is %d" % user.pw_uid, self.logs["owner"])

    def test_the_exit_status_tells_whether_a_test_will_fail(self):
        for trap in traps.TESTS:
            fails = any(outcome == "fails" for _, outcome in EXPECTED[trap])
            self.assertEqual(11 if fails else 10, self.predicted[trap][0], trap)

    def test_the_summary_counts(self):
        for trap, (_, predictions, _, summary) in self.predicted.items():
            fails = sum(one["outcome"] == "fails" for one in predictions)
            self.assertEqual((fails, len(predictions) - fails),
                             (summary["predicted_failures"], summary["predicted_events"]), trap)

    def test_every_prediction_has_its_line_in_the_control_file(self):
        with open("/etc/monit.d/traps.conf", encoding="utf-8") as file:
            lines = file.read().splitlines()
        for trap, (_, predictions, _, _) in self.predicted.items():
            for one in predictions:
                self.assertEqual("/etc/monit.d/traps.conf", one["file"])
                word = {"exist": "exist"}.get(one["test"], one["test"])
                self.assertIn(word, lines[one["line"] - 1], trap)

    def test_in_words(self):
        words = self.words["mode"]
        self.assertIn("1 test will FAIL after the update", words.replace("\n", " "))
        self.assertIn("if failed permission 755 then alert", words)
        self.assertIn("with mode 0750 (now 0755)", words.replace("\n" + 15 * " ", " "))
        self.assertIn("with mode 0700 (now 0755)", self.words["link"].replace("\n" + 15 * " ", " "))
        self.assertIn("the new version is written to", self.words["noreplace"].replace("\n" + 13 * " ", " "))
        for trap, said in self.words.items():
            predicted = said.split("\n  suspend")[0]
            self.assertTrue(all(len(line) <= 80 for line in predicted.splitlines()), said)


if __name__ == "__main__":
    unittest.main()
