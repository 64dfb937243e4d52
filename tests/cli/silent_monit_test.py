#!/usr/bin/python3
"""What commands say of states if no monit answers."""

import json
import unittest

from program import ProgramTest


class Audit(ProgramTest):
    def test_says_why_no_state_is_known(self):
        answer = self.ask("audit")
        self.assertEqual(
            "note: monit gave no status, so no state is known; 'monit-pkgmap doctor' says why\n", answer.err)
        self.assertRegex(answer.out, r"(?m)^hosts +file +unknown ")

    def test_has_it_as_a_member_in_json(self):
        answer = self.ask("--json", "audit")
        self.assertEqual("", answer.err)
        self.assertIsNone(json.loads(answer.out)["monit_version"])

    def test_of_another_root_expects_no_monit(self):
        answer = self.bare("--root", self.directory, "--monitrc", "/monitrc", "--dbpath", "/rpmdb", "audit")
        self.assertEqual((0, ""), (answer.status, answer.err), answer)


if __name__ == "__main__":
    unittest.main()
