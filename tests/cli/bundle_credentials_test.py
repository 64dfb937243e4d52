#!/usr/bin/python3
"""No member of a bundle has a credential of its host."""

import os
import sys
import unittest

sys.dont_write_bytecode = True

from bundle_test import BundleTest, members  # noqa: E402
from canary_test import BROKEN, CANARY, GOOD, shown_in  # noqa: E402

# Where messages hide what stands for @S@.
PLACES = (
    'set httpd port 2812 allow admin:"@S@"',
    'set httpd port 2812 allow "@S@":pw',
    'set httpd port 2812 allow "user-@S@":"@S@" read-only',
    "set httpd port 2812 allow 'second':'@S@'",
    'set httpd port 2812 allow third:\n  "@S@"\n  allow fourth : "@S@"',
    'set httpd port 2812\n  allow localhost allow \\\n fifth:"@S@"',
    'set mailserver mx username "u" password "@S@"',
    'set mailserver mx username "@S@" password\n  "@S@" using tls with timeout 5 seconds',
    'set mailserver mx password \\\n "@S@"',
    'set mailserver mx username me password\n  "@S@"',
    'check program @N@ with path "/usr/bin/true --token @S@" if status != 0 then alert',
    "check program @N@ with path \"/usr/bin/true --token '@S@' -x\" if status != 0 then alert",
    'check program @N@ with path "/usr/bin/true --password=@S@ --verbose"\n  if status != 0 then alert',
    "check program @N@ with path \"/usr/bin/curl -H 'X-Auth: @S@' http://h/\" if status != 0 then alert",
    "check program @N@ with path \"/usr/bin/true --token\n  '@S@'\" if status != 0 then alert",
    "check file @N@ with path /x if changed size then exec \"/bin/sh -c 'DBPASS=@S@ mysql'\"",
    'check host @N@ with address 127.0.0.1\n  if failed port 1 protocol http with http headers [Authorization: "@S@"] then alert',
    'check host @N@ with address 127.0.0.1\n  if failed port 1 protocol http with http headers [X-A: b, Cookie: "@S@", X-B: c]\n then alert',
    'check host @N@ with address 127.0.0.1 if failed port 1 protocol mysql username "u" password "@S@" then alert',
    'check host @N@ with address 127.0.0.1 if failed port 1 protocol radius secret "@S@" type udp then alert',
    'check host @N@ with address 127.0.0.1 if failed port 1 send "AUTH @S@\\r\\n" expect "x" then alert',
)
SPELLINGS = tuple(one.replace("@C@", CANARY) for one in (
    "@C@", "a://@C@", "http://@C@", "https://@C@/x", "@C@://x", "http://u:@C@@h/", "http://u:x@@C@", "http://u@@C@@h:80/?@C@#@C@",
    "@C@@://@C@", "a://@C@://@C@@x:@C@", "://@C@", "%2F%40@C@%3A", "@@C@@", "=@C@=", "#@C@", "[@C@", "(@C@", "@C@)",
    "{@C@}", "?@C@", "x;@C@", "x,@C@", "x\\@C@", "check@C@", "port:@C@", "127.0.0.1@@C@", "::1:@C@"))
PLACES_OF_URLS = (
    "set mmonit @U@",
    "set mmonit http://mm/collector timeout 5 seconds @U@ timeout 5 seconds and register without credentials",
    "set httpd port 2812 allow localhost set mmonit @U@ ",
    "SET MMONIT\n  @U@",
    "set mailserver mx username me set mmonit\n  @U@",
    "set mmonit http://mm/collector\n  @U@",
    "check host a with address 127.0.0.1 if failed port 1 protocol mysql username u password x then alert if failed url @U@ then alert",
    "check host b with address 127.0.0.1 if failed url @U@ then alert",
    "check host c with address 127.0.0.1 if failed url @U@ content = 'x' then alert\n",
)
URLS = tuple(one.replace("@C@", CANARY) for one in (
    "http://me:@C@@mm:8080/collector", "https://@C@:x@mm/collector", "HTTP://me:@C@@mm/collector", "http://me:a/@C@@mm:8080/collector",
    "http://me:a?@C@@mm/collector", "http://me:a#@C@@mm/collector", "http://me:%40@C@%3a@mm/collector", "http://me:@C@@[::1]:8080/collector",
    "http://mm:8080/collector?token=@C@", "http://mm/collector?a=b&key=@C@&c=d", "http://mm/collector?secret=@C@", "http://mm?token=@C@",
    "http://mm:8080/?token=%20@C@", "http://mm/collector?token=a:@C@",
    "http://mm/collector;token=@C@", "http://mm/hooks.slack.com/services/@C@", "http://mm/api/webhooks/@C@", "http://mm/collector#token=@C@"))



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
ExecStartPre=/usr/bin/curl http://me:a@@C@@h/x?token=@C@ https://h/?key=%40@C@ "ftp://a:%3A@C@@h"
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

    def write_statement(self, statement):
        self.write_checks("set daemon 30\ncheck file alphad with path /usr/sbin/alphad\n" + statement + "\n")

    def masked(self, path):
        """The text of the control file in a bundle."""
        return [data for name, data in members(path).items() if name.endswith("/monitrc")][0].decode()

    def test_passwords_that_look_like_urls(self):
        """Only what follows `mmonit` and `url` is a URL; the canary stands in each part of one."""
        for spelling in SPELLINGS:
            with self.subTest(spelling=spelling):
                self.write_statement("\n".join(place.replace("@N@", "x%d" % number).replace("@S@", spelling)
                                               for number, place in enumerate(PLACES)))
                path = self.make()
                self.assert_no_credential(path)
                self.assert_same(path, (("config",),))

    def test_passwords_that_monit_refuses(self):
        """What begins with a slash is a path."""
        for spelling in ("/", "//", "/x/", "/x:/"):
            for place in PLACES:
                with self.subTest(spelling=spelling, place=place):
                    self.write_statement(place.replace("@N@", "x").replace("@S@", spelling + CANARY))
                    if self.ask("bundle", self.path("x")).status == 0:
                        self.assert_no_credential(self.path("x"))

    def test_each_part_of_a_url(self):
        for url in URLS:
            with self.subTest(url=url):
                self.write_statement("\n".join(place.replace("@U@", url) for place in PLACES_OF_URLS))
                path = self.make()
                self.assert_no_credential(path)
                self.assert_same(path, (("config",), ("audit",)))

    def test_users_of_a_url_that_nobody_can_tell_from_its_host(self):
        """Messages hide everything up to the last '@'."""
        for url in ("http://me:a@@C@@mm:8080/collector", "http://me:p@@C@/x@mm/", "http://me:p@@C@?x@mm/", "http://mm:8080/@C@@x/",
                    "http://mm:8080/collector?token=@C@@x", "http://me:p@@C@/c?a=b@mm", "http://@C@@mm/c", "http://me@x:@C@@mm/c"):
            for place in PLACES_OF_URLS:
                with self.subTest(url=url, place=place):
                    self.write_statement(place.replace("@U@", url.replace("@C@", CANARY)))
                    if self.ask("bundle", self.path("x")).status == 0:
                        self.assert_no_credential(self.path("x"))

    def test_a_command_as_the_path_of_a_check(self):
        """Single quotes make the whole command the name of a program, which the manifest and the packages then tell."""
        for path in ("/usr/bin/mysql -p@C@", "/usr/bin/x --token a://@C@", "/usr/bin/curl http://me:@C@@h/x"):
            for check in ("check program single with path '%s'\n  if status != 0 then alert", "check file single with path '%s'",
                          "check process single with pidfile '%s'", "check directory single with path '%s'"):
                with self.subTest(path=path, check=check):
                    self.write_statement(check % path.replace("@C@", CANARY))
                    if self.ask("bundle", self.path("x")).status == 0:
                        self.assert_no_credential(self.path("x"))

    def test_urls_that_are_none(self):
        """Here messages hide the whole URL: no word of it may be in the bundle."""
        for statement in ("set mailserver mx username u password @U@ then alert", "set httpd port 2812 allow @U@",
                          "set httpd port 2812 allow me:@U@ read-only", "set mmonit http://mm/collector set httpd port 1 allow @U@",
                          "set mmonit http://mm/collector password @U@", "set httpd port 2812 allow localhost password = @U@"):
            for url in ("http://%s/x" % CANARY, "HTTPS://host/%s" % CANARY, "http:/%s" % CANARY, "ftp://%s" % CANARY,
                        "http://u:p@%s:80" % CANARY):
                with self.subTest(statement=statement, url=url):
                    self.write_statement(statement.replace("@U@", url))
                    if self.ask("bundle", self.path("x")).status == 0:
                        self.assert_no_credential(self.path("x"))

    def test_passwords_without_a_letter(self):
        for secret in ("://", "@@@@", "====", "()[]", ",,,", "   ", "'" * 4, "@:@", "{}{}"):
            for statement in ('set mailserver mx username u password "%s"', 'set httpd port 2812 allow "me":"%s"',
                              'check host h with address 127.0.0.1 if failed port 1 send "%s" then alert'):
                with self.subTest(statement=statement, secret=secret):
                    self.write_statement(statement % secret)
                    path = self.make()
                    self.assertNotIn('"%s"' % secret, self.masked(path))
                    self.assertIn("hidden", self.masked(path))
                    self.assert_same(path, (("config",),))

    def test_words_of_monit_as_passwords(self):
        """Without quotes monit refuses such a word, and so a mistake says that it is one."""
        for begin, end in (("set mailserver mx username u password", ""), ("set mailserver mx usrname u pasword", ""),
                           ("set httpd port 2812 allow localhost username u password", ""),
                           ("check host h with address 127.0.0.1 if failed port 1 protocol radius secret", " then alert")):
            for secret in ("check", "localhost", "127.0.0.1", "allow"):
                with self.subTest(statement=begin, secret=secret):
                    self.write_statement(begin + " " + secret + end)
                    if self.ask("bundle", self.path("x")).status == 0:
                        self.assertNotIn(secret, self.masked(self.path("x")).splitlines()[2][len(begin):])

    def test_what_is_no_secret_stays(self):
        self.write_checks("set daemon 30\nset httpd port 2812 allow localhost allow 10.0.0.0/8 allow 0.0.0.0/0.0.0.0\n"
                          "  allow ::1 allow fe80::/10 allow u:p read-only\n"
                          "set mmonit http://u:p@mm:8080/collector?a=b timeout 7 seconds http://mm2/~a@b/c\n"
                          "check file x with path /x\n  if content = \"(password=(a|b)c)d\" then alert\n"
                          "  if content = \"token=[(]a)\" then alert\n  if content = \"(token=a b)\" then alert\n")
        path = self.make()
        for kept in ("allow localhost allow 10.0.0.0/8 allow 0.0.0.0/0.0.0.0", "allow ::1 allow fe80::/10 allow hidden1:hidden2 read-only",
                     "@mm:8080/collector?hidden", " timeout 7 seconds http://mm2/~a@b/c\n"):
            self.assertIn(kept, self.masked(path))
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
