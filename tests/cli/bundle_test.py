#!/usr/bin/python3
"""bundle and --bundle: what a host answers, its bundle answers, and no credential is in the bundle."""

import gzip
import io
import json
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import unittest

sys.dont_write_bytecode = True

import images  # noqa: E402
from canary_test import CANARY, shown_in  # noqa: E402
from live import LiveTest  # noqa: E402
from program import RPMDB, ProgramTest, eventually  # noqa: E402

RPMS = os.path.join(os.path.dirname(RPMDB), "rpms")

# What a bundle has to know besides files: processes, units of this host, accounts, dead ends.
CHECKS = """\
set daemon 1
set logfile @DIR@/log
set pidfile @DIR@/pid
set idfile @DIR@/id
set statefile @DIR@/monit-state
set httpd unixsocket @DIR@/sock allow localhost
set mailserver localhost port 1 username "u" password "@C@"
check file alphad with path /usr/sbin/alphad
check file hosts with path /etc/hosts
  if failed checksum then alert
  if failed uid root then alert
check file passwd with path /etc/passwd
  if changed timestamp then alert
check directory tmp with path /tmp
check process sleeper with pidfile @DIR@/sleeper.pid
  start program = "@DIR@/start --token @C@"
check process matching-sleeper matching "sleeper-of-a-bundle"
check process alpha with pidfile /run/alpha/alpha.pid
  start program = "/usr/sbin/alphad" as uid nobody and gid nogroup
  depends on alphad
check process ghost with pidfile /run/ghost.pid
  start program = "/usr/sbin/no-such-program"
check program probe with path "/bin/true --password @C@"
  if status != 0 then alert
"""

QUESTIONS = (("audit",), ("config",), ("policy",), ("explain", "alpha"), ("explain", "beta"),
             ("explain", "alpha-2.0"), ("explain", "al*"), ("explain", "alphad"), ("explain", "--check", "hosts"),
             ("explain", "--check", "nowhere"), ("explain", "gone"),
             ("explain", os.path.join(RPMS, "alpha-2.0-1.noarch.rpm")), ("history",))


def members(path):
    with tarfile.open(path) as archive:
        return {entry.name: (archive.extractfile(entry).read() if entry.isreg() else b"") for entry in archive}


class BundleTest(ProgramTest):
    def make(self, name="host.tar.gz", ask=None):
        path = self.path(name)
        answer = (ask or self.ask)("bundle", path)
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(answer.out, "")
        return path

    def of_bundle(self, path, *words):
        return self.bare("--bundle", path, *words)

    def assert_same(self, path, questions=QUESTIONS, ask=None):
        for words in questions:
            for form in ((), ("--json",)):
                with self.subTest(words=words, form=form):
                    expected = (ask or self.ask)(*form, *words)
                    answer = self.of_bundle(path, *form, *words)
                    self.assertEqual(answer.out, expected.out)
                    self.assertEqual(answer.err, expected.err)
                    self.assertEqual(answer.status, expected.status)

    def assert_no_credential(self, path):
        with open(path, "rb") as file:
            self.assertEqual(shown_in(gzip.decompress(file.read())), [])


class OfALiveHost(LiveTest, BundleTest):
    def start_monit(self):
        self.monitrc = self.write("monitrc", CHECKS.replace("@C@", CANARY))
        self.sleeper = subprocess.Popen(["/bin/sleep", "600"])
        self.addCleanup(self.sleeper.wait)
        self.addCleanup(self.sleeper.kill)
        self.write("sleeper.pid", "%d\n" % self.sleeper.pid, 0o644)
        self.write("start", "#!/bin/sh\nsystemctl start sleeper\n", 0o700)
        super().start_monit()

    def make_of_settled(self, name="host.tar.gz"):
        """The bundle of a moment in which monit has nothing new to say: it looks every second."""
        def is_same():
            before = self.ask("--json", "audit").out
            self.path_of_bundle = self.make(name)
            return before == self.ask("--json", "audit").out
        self.assertTrue(eventually(is_same, 60))
        return self.path_of_bundle

    def test_a_bundle_answers_as_its_host_and_has_no_credential(self):
        self.administrator("unmonitor", "alphad")
        path = self.make_of_settled()
        self.assertIn('"off"', self.ask("--json", "audit").out)
        self.assert_same(path)
        self.assert_no_credential(path)

    def test_a_session_is_known(self):
        self.assertEqual(self.ask("suspend", "--transaction", self.transaction("alpha")).status, 0)
        path = self.make_of_settled()
        self.assert_same(path, (("audit",), ("explain", "alpha")))
        with tarfile.open(path) as archive:
            host = json.load(archive.extractfile("manifest.json"))["host"]
        self.assertEqual([check["name"] for check in host["checks"] if check["suspended"]], ["alphad", "alpha"])
        self.ask("resume")
        path = self.make_of_settled("later.tar.gz")
        self.assert_same(path, (("history",), ("audit",)))
        self.assert_no_credential(path)


class OfAHost(BundleTest):
    def test_the_same_host_gives_the_same_bytes(self):
        first, second = self.make("first"), self.make("second")
        with open(first, "rb") as one, open(second, "rb") as other:
            self.assertEqual(one.read(), other.read())
        names = list(members(first))
        self.assertEqual(names, sorted(names))
        with tarfile.open(first) as archive:
            self.assertEqual({entry.name for entry in archive if entry.isdev()}, set())

    def test_the_file_is_for_its_user_alone_and_follows_no_link(self):
        path = self.make()
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        target = self.write("target", "untouched")
        os.symlink(target, self.path("link"))
        answer = self.ask("bundle", self.path("link"))
        self.assertEqual(answer.status, 1)
        self.assertIn("it is a link", answer.err)
        with open(target, encoding="utf-8") as file:
            self.assertEqual(file.read(), "untouched")

    def test_standard_output_takes_it_too(self):
        path = self.make()
        with open(self.path("out"), "wb") as file:
            self.assertEqual(self.ask("bundle", "-", stdout=file).status, 0)
        with open(path, "rb") as one, open(self.path("out"), "rb") as other:
            self.assertEqual(one.read(), other.read())

    def test_a_package_that_no_check_is_about_is_named(self):
        path = self.make()
        answer = self.of_bundle(path, "--json", "explain", "successor")
        self.assertIn("nothing is called 'successor'", self.assert_error_object(answer, 1))
        answer = self.of_bundle(path, "--json", "explain", os.path.join(RPMS, "beta-3:1.5-2.el9.noarch.rpm"))
        self.assertIn("the bundle does not have all files of beta-3:1.5-2.el9.noarch: no check was about this package",
                      self.assert_error_object(answer, 5))

    def test_a_bundle_of_another_root_and_of_an_image(self):
        root = self.path("root")
        shutil.copytree(RPMDB, os.path.join(root, "var/lib/rpm"))
        os.makedirs(os.path.join(root, "usr/sbin"))
        os.makedirs(os.path.join(root, "etc/monit-pkgmap"))
        for name, text in (("etc/monitrc", "set daemon 30\ncheck file alphad with path /usr/sbin/alphad\n"),
                           ("usr/sbin/alphad", "daemon 2.0\n"),
                           ("etc/monit-pkgmap/policy.yaml", "# a secret word\nversion: 1\nrules:\n  - name: kept\n    checks: ['alphad']\n    decision: keep\n")):
            with open(os.path.join(root, name), "w", encoding="utf-8") as file:
                file.write(text)
        image = self.write("image.tar", images.tree_layer(root))
        for place in (("--root", root), ("--image", image)):
            ask = lambda *words, place=place: self.bare(*place, "--dbpath", "/var/lib/rpm", *words)
            path = self.make("of%s.tar.gz" % place[0], ask)
            self.assert_same(path, (("audit",), ("explain", "alpha"), ("policy",), ("config",)), ask)
            self.assertNotIn(b"secret word", b"".join(members(path).values()))

    def test_the_policy_of_the_caller_is_no_file_of_the_root(self):
        """The root may have another file at its path, with other attributes, which a check names."""
        root = self.path("root")
        policy = self.write("policy.yaml", "# a secret word\nversion: 1\nrules:\n  - name: kept\n    checks: ['alphad']\n    decision: keep\n")
        shutil.copytree(RPMDB, os.path.join(root, "var/lib/rpm"))
        for name, text in (("etc/monitrc", "set daemon 30\ncheck file alphad with path /usr/sbin/alphad\ncheck file other with path %s\n"
                            "  if changed checksum then alert\n  if failed permission 604 then alert\n  if size > 3 B then alert\n" % policy),
                           (policy[1:], "other")):
            os.makedirs(os.path.dirname(os.path.join(root, name)), exist_ok=True)
            with open(os.path.join(root, name), "w", encoding="utf-8") as file:
                file.write(text)
        os.chmod(root + policy, 0o604)
        image = self.write("image.tar", images.tree_layer(root))
        for place in (("--root", root), ("--image", image)):
            for named in (policy, "policy.yaml", os.path.dirname(policy) + "/./x/../policy.yaml"):
                with self.subTest(place=place, policy=named):
                    os.makedirs(os.path.dirname(policy) + "/x", exist_ok=True)
                    ask = lambda *words: self.bare(*place, "--dbpath", "/var/lib/rpm", "--policy", named, *words)
                    path = self.make("of%s.tar.gz" % place[0], ask)
                    questions = [("audit",), ("explain", "alpha"), ("explain", "--check", "other"), ("config",)]
                    self.assert_same(path, questions + ([("policy",)] if named == policy else []), ask)
                    self.assertIn("kept", self.of_bundle(path, "policy").out)
                    packed = members(path)
                    self.assertNotIn(b"secret word", b"".join(packed.values()))
                    self.assertNotIn(b"decision", packed["root" + policy])
        path = self.make("of-host", lambda *words: self.ask("--policy", policy, *words))
        self.assert_same(path, (("audit",), ("policy",)), lambda *words: self.ask("--policy", policy, *words))

    def test_an_unprivileged_user_reads_it(self):
        if os.geteuid() != 0:
            self.skipTest("is one already")
        path = self.make()
        os.chmod(path, 0o644)
        nobody = self.bare("--bundle", path, "--json", "audit", user=65534, group=65534, extra_groups=[])
        self.assertEqual(nobody.out, self.ask("--json", "audit").out)

    def test_an_unprivileged_user_makes_it(self):
        """The host's policy belongs to this user, who may trust it; so may whoever reads the bundle."""
        if os.geteuid() != 0:
            self.skipTest("is one already")
        other = {"user": 4711, "group": 4711, "extra_groups": []}
        policy = self.write("policy.yaml", "version: 1\nrules:\n  - name: kept\n    checks: ['alphad']\n    decision: keep\n")
        for path in (policy, self.monitrc, self.directory):
            os.chown(path, 4711, 4711)
        expected = self.ask("--policy", policy, "--json", "policy", **other)
        self.assertEqual(expected.status, 0, expected)
        path = self.make(ask=lambda *words: self.ask("--policy", policy, *words, **other))
        os.chmod(path, 0o644)
        for reader in ({}, other, {"user": 65534, "group": 65534, "extra_groups": []}):
            answer = self.bare("--bundle", path, "--json", "policy", **reader)
            self.assertEqual(answer.out.replace(path + ":", ""), expected.out)
            self.assertEqual(answer.status, 0, answer)

    def test_the_policy_of_the_reader_is_judged(self):
        if os.geteuid() != 0:
            self.skipTest("needs another user's file")
        policy = self.write("policy.yaml", "version: 1\n")
        os.chown(policy, 4711, 4711)
        answer = self.bare("--bundle", self.make(), "--policy", policy, "policy")
        self.assertEqual(answer.status, 3, answer)
        self.assertIn("refused: it belongs to user 4711", answer.err)

    def test_other_commands_take_none(self):
        path = self.make()
        for words in (("status",), ("doctor",), ("verify",), ("recover",), ("resume",), ("accept", "/x"),
                      ("suspend", "alpha", "--for", "1m"), ("explain", "--upgrades"), ("update-expect",),
                      ("bundle", self.path("again")), ("run", "--packages", "alpha", "--", "true")):
            with self.subTest(words=words):
                answer = self.of_bundle(path, *words)
                self.assertEqual(answer.status, 2, answer)
                self.assertIn("--bundle", answer.err)
        answer = self.bare("--bundle", path, "--monitrc", "/other", "audit")
        self.assertEqual(answer.status, 2)
        self.assertIn("is about the monit with %s, not about that with /other" % self.monitrc, answer.err)


@unittest.skipUnless(shutil.which("dpkg-query"), "needs a host that dpkg has installed")
class OfADebianHost(BundleTest):
    """The machine's own packages, with triggers and a directory that hundreds of packages have."""

    def ask(self, *words, **options):
        return self.bare("--packages", "dpkg", "--monitrc", self.monitrc, "--state-dir", self.state, *words, **options)

    def test_answers_are_those_of_dpkg(self):
        self.write("monitrc", """\
set daemon 30
check file dpkg with path /usr/bin/dpkg
  if failed checksum then alert
check file libc with path /lib/ld-linux.so.2
check file passwd with path /etc/passwd
check directory etc with path /etc
check process monit with pidfile /run/monit.pid
  start program = "/etc/init.d/monit start"
""")
        path = self.make()
        self.assert_same(path, (("audit",), ("explain", "dpkg"), ("explain", "coreutils"), ("explain", "base-files"),
                                ("explain", "perl*"), ("explain", "--check", "etc"), ("explain", "no-such-package")))
        with open(path, "rb") as one, open(self.make("again"), "rb") as other:
            self.assertEqual(one.read(), other.read())


class Hostile(BundleTest):
    def refused(self, path, words, status=1):
        answer = self.of_bundle(path, "--json", "audit")
        self.assertIn(words, self.assert_error_object(answer, status))

    def changed(self, name, change):
        path = self.make()
        packed = members(path)
        packed[name] = change(packed[name])
        def fill(archive):
            for one, data in packed.items():
                if data:
                    images.add_file(archive, one, data)
        return self.write("changed", images.layer(fill, "gz"))

    def test_what_is_no_bundle(self):
        self.refused(self.write("x", images.layer(lambda archive: images.add_file(archive, "x", b"x"))),
                     "is no bundle: it has no manifest")
        self.refused(self.write("x", b"text"), "is not a tar archive")
        self.refused(self.changed("manifest.json", lambda data: b"{}"), "is no bundle")
        self.refused(self.changed("manifest.json", lambda data: data.replace(b'"version": 1', b'"version": 2', 1)),
                     "is of another version of monit-pkgmap")
        with open(self.make(), "rb") as file:
            whole = file.read()
        self.refused(self.write("x", whole[:len(whole) // 2]), "x is ")

    def test_facts_of_a_wrong_type(self):
        def with_host(member, value):
            def change(data):
                manifest = json.loads(data)
                manifest["host"][member] = value
                return json.dumps(manifest).encode()
            return self.changed("manifest.json", change)
        for member, value in (("checks", {}), ("live", "yes"), ("units", [1]), ("checks", [{"watch": 99}]),
                              ("files", [{"size": -1}]), ("files", [{"type": 5}]), ("dead_ends", "x")):
            with self.subTest(member=member, value=value):
                self.refused(with_host(member, value), "is damaged: its facts are not those of a bundle")
        self.refused(with_host("checks", []), "its facts are about other checks than its control file")
        self.refused(self.changed("packages.json", lambda data: b'{"packages": [{"files": 5}]}'), "is damaged: ")

    def test_links_of_a_bundle_lead_to_no_file_of_this_host(self):
        """`root`, `state` and the policy as links to files here, whose words no answer may tell."""
        self.write("policy", "version: 1\nWORD-OF-THIS-HOST: x\n")
        here = self.path("here")
        os.makedirs(os.path.join(here, "etc"))
        with open(os.path.join(here, "etc/monitrc"), "w", encoding="utf-8") as file:
            file.write("check file WORD-OF-THIS-HOST with path /x\n")

        def bundle(policy, links):
            def fill(archive):
                for name, target in links.items():
                    images.add_special(archive, name, tarfile.SYMTYPE, linkname=target)
                if "root" not in links:
                    images.add_file(archive, "root/etc/monitrc", b"set daemon 30\n", mode=0o600)
                host = {"control_file": "/etc/monitrc", "policy_file": policy}
                images.add_file(archive, "manifest.json", json.dumps(
                    {"format": "monit-pkgmap bundle", "version": 1, "host": host}).encode())
                images.add_file(archive, "packages.json", b"{}")
            return self.write("linked", images.layer(fill))

        up = "../" * 12
        for policy, links, why in (
                ("", {"root": here}, "has no directory `root`"), ("", {"root": up + here}, "has no directory `root`"),
                ("", {"state": here}, "or `state` or `policy` is none"),
                (self.path("policy"), {"policy": "/"}, "or `state` or `policy` is none"),
                ("/etc/p", {"policy/etc/p": self.path("policy")}, "cannot open it"),
                ("/etc/p", {"policy/etc/p": up + self.path("policy")}, "cannot open it"),
                ("/d/policy", {"policy/d": self.directory}, "cannot open it"),
                ("/etc/p", {"root/etc/p": self.path("policy")}, "cannot open it"),
                (up + self.path("policy"), {}, "cannot open it")):
            for command in ("config", "policy", "history"):
                with self.subTest(policy=policy, links=links, command=command):
                    answer = self.of_bundle(bundle(policy, links), command)
                    self.assertNotIn("WORD-OF-THIS-HOST", answer.out + answer.err)
                    if command == "policy":
                        self.assertNotEqual(answer.status, 0)
                        self.assertIn(why, answer.err)

    def test_more_facts_than_fit_into_memory(self):
        def change(data):
            return data.rstrip()[:-1] + b', "x": [' + b"1," * 6_000_000 + b"1]}"
        self.refused(self.changed("manifest.json", change), "is damaged: it has more than 5,000,000 facts")
        self.refused(self.changed("packages.json", change), "is damaged: it has more than 5,000,000 facts")

    def test_ends_on_many_lines_take_no_time(self):
        """One search of the control file for each end would take a quarter of an hour."""
        self.write("monitrc", "set daemon 30\ncheck file alphad with path /usr/sbin/alphad\n" + "\n" * 200_000)
        def change(data):
            manifest = json.loads(data)
            manifest["host"]["dead_ends"] = [{"check": 0, "detail": "x", "file": self.monitrc, "line": 200_000}] * 100_000
            return json.dumps(manifest).encode()
        answer = self.of_bundle(self.changed("manifest.json", change), "--json", "audit")
        self.assertEqual(answer.status, 0, answer.out[:500])
        ends = [one for one in json.loads(answer.out)["findings"] if one["line"] == 200_000]
        self.assertEqual(len(ends), 100_000)

    def test_ends_that_no_check_has_are_left_out(self):
        def change(data):
            manifest = json.loads(data)
            manifest["host"]["dead_ends"] = [{"check": 4711, "detail": "x", "file": self.monitrc, "line": 1 << 40}]
            return json.dumps(manifest).encode()
        self.assertEqual(self.of_bundle(self.changed("manifest.json", change), "audit").status, 0)


if __name__ == "__main__":
    unittest.main()
