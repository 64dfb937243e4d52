#!/usr/bin/python3
"""No member of a bundle has a credential of its host."""

import os
import sys
import unittest

sys.dont_write_bytecode = True

from bundle_test import BundleTest, members  # noqa: E402
from canary_test import BROKEN, CANARY, GOOD, shown_in  # noqa: E402


class Credentials(BundleTest):
    def write_checks(self, text):
        self.write("included", "check host more address 127.0.0.1 if failed port 1 protocol mysql\n"
                   "  username u password '%s' then alert\n" % CANARY)
        self.write("broken", "check host more address b if failed port 1 protocol mysql\n"
                   "  username u password '%s' frob then alert\n" % CANARY)
        self.write("monitrc", text.replace("@C@", CANARY))

    def test_every_place_of_a_credential(self):
        self.write_checks("# once: admin:@C@\n" + GOOD)
        path = self.make()
        self.assert_no_credential(path)
        self.assert_same(path, (("audit",), ("config",), ("explain", "alpha")))

    def test_passwords_that_look_like_statements(self):
        for secret in ("secret", "password", "check", "localhost", "1234", "a:b@c/d", "ä ö"):
            self.write_checks(
                'set daemon 30\nset httpd port 2812 allow "me":"%s" read-only\n'
                'set mailserver mx username "me" password "%s"\n'
                "check process p with pidfile /p start program = \"/bin/x --password '%s'\"\n" % ((secret,) * 3))
            path = self.make()
            text = [data for name, data in members(path).items() if name.endswith("/monitrc")][0].decode()
            for line in text.splitlines()[1:]:
                words = line.replace('"', " ").replace("'", " ").replace(":", " ").split()
                self.assertNotIn(secret, words[words.index("allow"):] if "allow" in words else words[-1:], text)
            self.assert_same(path, (("config",),))

    def test_statements_that_do_not_parse(self):
        kept = 0
        for statement in BROKEN:
            with self.subTest(statement=statement):
                self.write_checks("set daemon 1\ncheck file alphad with path /usr/sbin/alphad\n" + statement + "\n")
                answer = self.ask("bundle", self.path("x"))
                self.assertEqual(shown_in((answer.out + answer.err).encode("utf-8", "surrogateescape")), [])
                if answer.status == 0:
                    kept += 1
                    self.assert_no_credential(self.path("x"))
                    self.assertIn(self.of_bundle(self.path("x"), "audit").status, (0, 3))
        self.assertGreater(kept, 40)  # Of the others nobody can say which checks they have.


if __name__ == "__main__":
    unittest.main()
