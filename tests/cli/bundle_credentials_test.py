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

    def test_comments_and_units_show_none(self):
        """Behind statements, on the line after an option, behind a blank; the policy's comments, too."""
        root = self.path("root")
        unit = """[Service]
 Environment=A=@C@
  SetCredential = a:@C@
Environment=A=b \\
# @C@
  B=@C@
ExecStart=/usr/bin/x --password \\
  @C@ --other
ExecStart=/usr/bin/x \\
; @C@
  --token \\
  @C@ \\
  -x
ExecStartPre=/usr/bin/mysqladmin -uroot \\
 -p@C@ ping
Restart=always"""
        policy = "version: 1 # @C@\nrules:\n  - name: don't \\ # @C@\n    checks: ['a # b'] # '@C@\n    decision: keep\n"
        monitrc = ("set daemon 30 # was @C@\nset httpd port 2812 allow u:@C@ # before: @C@\n"
                   "set mailserver mx username u password \"@C@\" # @C@\nset mailserver mx password 10.20.30.40\n"
                   "check process x with pidfile /x # @C@\n  start program = \"/usr/bin/systemctl start x\"\n")
        for name, text in (("etc/monitrc", monitrc), ("usr/lib/systemd/system/x.service", unit),
                           ("etc/monit-pkgmap/policy.yaml", policy), ("var/lib/dpkg/status", ""), ("var/lib/dpkg/info/x.list", "")):
            os.makedirs(os.path.dirname(os.path.join(root, name)), exist_ok=True)
            with open(os.path.join(root, name), "w", encoding="utf-8") as file:
                file.write(text.replace("@C@", CANARY))
        ask = lambda *words: self.bare("--root", root, "--packages", "dpkg", *words)
        path = self.make(ask=ask)
        self.assert_no_credential(path)
        packed = members(path)
        self.assertNotIn(b"10.20.30.40", b"".join(packed.values()))
        self.assertIn(b"checks: ['a # b'] \n", packed["root/etc/monit-pkgmap/policy.yaml"])
        masked = packed["root/usr/lib/systemd/system/x.service"].decode().splitlines()
        self.assertEqual(len(masked), len(unit.splitlines()))
        for line in ("ExecStart=/usr/bin/x --password \\", "  *** --other", "  -x", "Restart=always"):
            self.assertIn(line, masked)
        self.assert_same(path, (("audit",), ("config",), ("policy",), ("explain", "--check", "x")), ask)

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
