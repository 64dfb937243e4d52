#!/usr/bin/python3
"""`explain --out` and `history --against`: a plan, and what became of it with a real monit."""

import json
import os
import stat
import sys
import unittest

sys.dont_write_bytecode = True

from live import LiveTest, eventually  # noqa: E402

DIFFERS = 12


class APlan(LiveTest):
    """The check `alphad` belongs to the package alpha. Its file does not exist, so it fails."""

    def setUp(self):
        super().setUp()
        self.plan = self.path("plan.json")

    def keep(self, *words):
        answer = self.ask("explain", *(words or ("alpha",)), "--out", self.plan)
        self.assertEqual(answer.status, 0, answer)
        with open(self.plan, encoding="utf-8") as file:
            return answer, json.load(file)

    def change(self, edit):
        """Changes the plan that was kept."""
        with open(self.plan, encoding="utf-8") as file:
            plan = json.load(file)
        edit(plan, {check["name"]: check for check in plan["plan"]["checks"]})
        self.write("plan.json", json.dumps(plan))

    def go_through_a_session(self):
        suspended = json.loads(self.ask("--json", "suspend", "--transaction", self.transaction("alpha")).out)
        answer = self.ask("resume", "--session", suspended["session"])
        self.assertEqual(answer.status, 0, answer)
        return suspended["session"]

    def compare(self, *words):
        answer = self.ask("--json", "history", "--against", self.plan, *words)
        return answer.status, json.loads(answer.out)

    def test_is_kept_beside_the_answer(self):
        answer, plan = self.keep()
        self.assertEqual(answer.out, self.ask("explain", "alpha").out)
        self.assertEqual(plan["plan"], json.loads(self.ask("--json", "explain", "alpha").out))
        self.assertEqual(plan["control_file"]["path"], self.monitrc)
        self.assertEqual(plan["control_file"]["files"][0]["size"], os.path.getsize(self.monitrc))
        self.assertEqual(stat.S_IMODE(os.stat(self.plan).st_mode), 0o600)

    def test_that_came_true_is_equal(self):
        self.keep()
        # The check fails for want of its file: that was so before, and is predicted here.
        self.change(lambda plan, checks: checks["alphad"].update(predictions=[{"outcome": "fails"}]))
        session = self.go_through_a_session()
        self.assertTrue(eventually(lambda: self.compare()[0] == 0), self.compare())
        answer = self.ask("history", "--against", self.plan, session)
        self.assertEqual(answer.status, 0, answer)
        self.assertIn("Session %s" % session, answer.out)
        self.assertIn("1 check suspended.", answer.out.replace("\n", " "))

    def test_that_did_not_come_true_names_each_check(self):
        self.keep()

        def edit(_, checks):
            checks["alphad"].update(decision="keep", reason="no evidence")
            checks["hosts"].update(decision="suspend", reason="its package")
        self.change(edit)
        self.go_through_a_session()
        status, comparison = self.compare()
        self.assertEqual(status, DIFFERS)
        self.assertFalse(comparison["equal"])
        self.assertEqual({check["name"]: check["difference"] for check in comparison["checks"]},
                         {"alphad": "more", "hosts": "less"})
        text = self.ask("history", "--against", self.plan).out
        self.assertIn("in 2 checks.", text.replace("\n", " "))
        self.assertIn("suspended, but the plan says keep: no evidence", text)
        self.assertIn("not suspended, but the plan says suspend: its package", text)

    def test_is_not_compared_with_a_session_before_it(self):
        session = self.go_through_a_session()
        self.keep()
        self.change(lambda plan, checks: plan.update(made="2999-01-01T00:00:00Z"))
        answer = self.ask("history", "--against", self.plan)
        self.assertEqual(answer.status, 2, answer)
        self.assertIn("no session began since the plan was made", answer.err)
        self.assertIn(self.compare(session)[0], (0, DIFFERS))
        self.assertEqual(self.compare("no-such-session")[0], 2)

    def test_of_another_monit_is_refused(self):
        self.keep()
        self.go_through_a_session()
        self.change(lambda plan, checks: plan["control_file"].update(path="/etc/other"))
        answer = self.ask("history", "--against", self.plan)
        self.assertEqual(answer.status, 2, answer)
        self.assertIn("the plan is about the monit with /etc/other", answer.err)

    def test_of_the_same_monit_under_another_path_is_compared(self):
        self.keep()
        self.go_through_a_session()
        os.symlink(self.directory, self.path("link"))
        self.change(lambda plan, checks: plan["control_file"].update(path=self.path("link/monitrc")))
        self.assertIn(self.compare()[0], (0, DIFFERS))

    def test_that_is_none_is_refused(self):
        for text in ("", "{}", "[1]", '{"format": "monit-pkgmap-plan", "version": 2}'):
            self.write("plan.json", text)
            answer = self.ask("history", "--against", self.plan)
            self.assertEqual(answer.status, 2, answer)
            self.assertIn("is no plan", answer.err)
        answer = self.ask("history", "--against", "-")
        self.assertEqual(answer.status, 2, answer)
        self.assertIn("standard input is no plan", answer.err)
        self.assertEqual(self.ask("history", "--against", self.path("missing")).status, 2)
        self.assertEqual(self.ask("explain", "alpha", "--out", "-").status, 2)


if __name__ == "__main__":
    unittest.main()
