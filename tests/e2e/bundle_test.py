#!/usr/bin/python3
"""A bundle of a whole host gives the answers of the host, and has none of its credentials."""

import tarfile
import unittest

from scene import testing

BUNDLE = "/tmp/host.tar.gz"
QUESTIONS = (("audit",), ("explain", "mysql-server"), ("explain", "tunneld"), ("--json", "audit"),
             ("--json", "explain", "mysql-server"), ("--json", "config"))


class Bundle(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.made = testing.pkgmap("bundle", BUNDLE)
        cls.of_host = {words: testing.pkgmap(*words) for words in QUESTIONS}
        cls.of_bundle = {words: testing.pkgmap("--bundle", BUNDLE, *words) for words in QUESTIONS}

    def test_is_made(self):
        self.assertEqual(0, self.made[0], self.made)

    def test_answers_as_the_host(self):
        for words in QUESTIONS[:-1]:
            with self.subTest(" ".join(words)):
                self.assertEqual(self.of_host[words], self.of_bundle[words])

    def test_has_the_control_files(self):
        self.assertEqual(0, self.of_bundle[("--json", "config")][0])

    def test_has_no_credential(self):
        with tarfile.open(BUNDLE) as archive:
            for member in archive.getmembers():
                with self.subTest(member.name):
                    self.assertNotIn(testing.CANARY, member.name)
                    if member.isreg():
                        self.assertNotIn(testing.CANARY.encode(), archive.extractfile(member).read())


if __name__ == "__main__":
    unittest.main()
