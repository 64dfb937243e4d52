#!/usr/bin/python3
"""tests/run leaves out what its arguments name, in each of its phases."""

import os
import subprocess
import tempfile
import unittest

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# The labels of each test.
LABELLED = {"quick": "cpu", "tidy": "cpu;style", "waits": "", "host": "e2e", "hosts": "e2e;cpu"}


class Labels(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        with open(self.directory + "/CTestTestfile.cmake", "w", encoding="utf-8") as file:
            for name, labels in LABELLED.items():
                file.write('add_test(%s true)\nset_tests_properties(%s PROPERTIES LABELS "%s")\n' % (name, name, labels))

    def chosen(self, *words):
        output = subprocess.run([TESTS + "/support/ctest_without", *words, "--test-dir", self.directory, "-N"],
                                stdout=subprocess.PIPE, universal_newlines=True, check=True).stdout
        return [line.split(": ")[1] for line in output.splitlines() if " Test #" in line]

    def test_are_left_out_beside_those_of_the_phase(self):
        rows = [
            (["^cpu$"], ["waits", "host"]),
            (["^cpu$", "-LE", "e2e"], ["waits"]),
            (["^cpu$", "--label-exclude", "e2e"], ["waits"]),
            (["^cpu$", "--label-exclude=e2e"], ["waits"]),
            (["", "-L", "^cpu$"], ["quick", "tidy", "hosts"]),
            (["", "-L", "^cpu$", "-LE", "e2e"], ["quick", "tidy"]),
            (["", "-L", "^cpu$", "-LE", "e2e", "-LE", "style"], ["quick"]),
            (["^(cpu|style)$", "-LE", "e2e"], ["waits"]),
            (["^cpu$", "-R", "host"], ["host"]),
            ([""], list(LABELLED)),
        ]
        for words, names in rows:
            with self.subTest(words):
                self.assertEqual(names, self.chosen(*words))

    def test_are_passed_to_it_by_the_scripts(self):
        for script in ("run", "under_load"):
            with open(os.path.join(TESTS, script), encoding="utf-8") as file:
                lines = [line for line in file if "ctest --" in line and not line.startswith("#")]
            self.assertEqual([], lines, script)


if __name__ == "__main__":
    unittest.main()
