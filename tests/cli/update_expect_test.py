#!/usr/bin/python3
"""update-expect: the diff, refused sums, and the files after --write."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

from program import RPMDB, ProgramTest  # noqa: E402

OLD = "8f7f419955cefa0b33a2ba316cba3659"
NEW = hashlib.md5(b"daemon 2.0\n").hexdigest()
CHECKS = """\
set daemon 30
set httpd port 2812 allow admin:hunter2
check file alphad with path /usr/sbin/alphad
  if failed checksum and expect the sum %s then alert
check file hosts with path /etc/hosts
"""
HOSTED = os.path.join(os.path.dirname(os.path.dirname(RPMDB)), "hosted")


class InARoot(ProgramTest):
    """The root has the packages of the test in its database, and one of their files."""

    def setUp(self):
        super().setUp()
        self.root = self.path("root")
        os.makedirs(self.path("root/usr/sbin"))
        os.makedirs(self.path("root/etc"))
        shutil.copytree(RPMDB, self.path("root/rpmdb"))
        self.write("root/usr/sbin/alphad", "daemon 2.0\n")
        self.write("root/etc/monitrc", CHECKS % OLD)

    def asks(self, *words):
        return self.bare("--root", self.root, "--monitrc", "/etc/monitrc", "--dbpath", "/rpmdb", *words)

    def test_prints_a_diff_that_git_applies(self):
        answer = self.asks("update-expect")
        self.assertEqual((0, ""), (answer.status, answer.err))
        self.assertEqual(answer.out, """\
--- a/etc/monitrc
+++ b/etc/monitrc
@@ -3,3 +3,3 @@
 check file alphad with path /usr/sbin/alphad
-  if failed checksum and expect the sum %s then alert
+  if failed checksum and expect the sum %s then alert
 check file hosts with path /etc/hosts
""" % (OLD, NEW))
        subprocess.run(["git", "apply", "-p1", "-"], input=answer.out.encode(), cwd=self.root, check=True)
        with open(self.path("root/etc/monitrc")) as file:
            self.assertEqual(CHECKS % NEW, file.read())
        again = self.asks("update-expect")
        self.assertEqual((0, "", "note: no sum behind 'expect' has to change\n"), tuple(again))

    def test_answers_in_json(self):
        said = json.loads(self.asks("--json", "update-expect").out)
        self.assertEqual(said, {
            "schema": 1,
            "files": [{"file": "/etc/monitrc", "line": 4, "check": "alphad", "path": "/usr/sbin/alphad",
                       "before": OLD, "after": NEW, "package": "alpha-2.0-1.noarch", "signature": "digest"}],
            "refused": [], "written": [], "notes": []})

    def test_names_what_no_package_shipped_and_exits_with_7(self):
        self.write("root/usr/sbin/alphad", "evil\n")
        answer = self.asks("update-expect")
        self.assertEqual((7, ""), answer[:2])
        self.assertIn("/etc/monitrc:4: the sum of /usr/sbin/alphad stays: it is not what alpha-", answer.err)
        said = json.loads(self.asks("--json", "update-expect").out)
        self.assertEqual([], said["files"])
        self.assertEqual(OLD, said["refused"][0]["expect"])

    def test_obeys_require_signature(self):
        policy = self.write("policy.yaml", "version: 1\ndefaults: {require_signature: yes}\n")
        answer = self.asks("--policy", policy, "update-expect")
        self.assertEqual((7, ""), answer[:2])
        self.assertIn("is not signed by a key that rpm knows", answer.err)

    def test_writes_in_no_other_root(self):
        answer = self.asks("update-expect", "--write")
        self.assertEqual(2, answer.status)
        with open(self.path("root/etc/monitrc")) as file:
            self.assertEqual(CHECKS % OLD, file.read())


class OnTheHost(ProgramTest):
    """The database has `hosted`, whose files lie below the directory of the test."""

    def setUp(self):
        super().setUp()
        debian = subprocess.run(["rpm", "--force-debian", "--version"], capture_output=True).returncode == 0
        subprocess.run(["rpm", *(["--force-debian"] if debian else []), "--dbpath", self.path("rpmdb"), "-i",
                        "--justdb", "--nodeps", "--noscripts", "--relocate", "/srv/hosted=" + self.path("host"),
                        os.path.join(HOSTED, "hosted-2-1.noarch.rpm")], check=True, capture_output=True)
        os.makedirs(self.path("host/sbin"))
        self.write("host/sbin/daemon", "daemon 2\n")
        self.new = hashlib.md5(b"daemon 2\n").hexdigest()
        self.text = ("set daemon 30\ninclude @DIR@/d/*\ncheck file d path @DIR@/host/sbin/daemon\n"
                     "  if failed checksum expect %s then alert\n")
        os.makedirs(self.path("d"))
        self.write("monitrc", self.text % OLD)

    def read(self, name):
        with open(self.path(name)) as file:
            return file.read()

    def full(self, text):
        return text.replace("@DIR@", self.directory)

    def test_writes_and_keeps_a_copy(self):
        answer = self.ask("update-expect", "--write")
        self.assertEqual(0, answer.status, answer)
        self.assertEqual(answer.out, "1 new sum in %s; the old file is %s~\n" % (self.monitrc, self.monitrc))
        self.assertEqual(self.full(self.text % self.new), self.read("monitrc"))
        self.assertEqual(self.full(self.text % OLD), self.read("monitrc~"))
        self.assertEqual(0o600, os.stat(self.monitrc).st_mode & 0o7777)
        subprocess.run(["monit", "-t", "-c", self.monitrc], check=True, capture_output=True,
                       env=dict(os.environ, HOME=self.directory))
        self.assertEqual((0, ""), self.ask("update-expect")[:2])

    def test_monit_reads_no_copy_of_an_included_file(self):
        self.write("monitrc", "set daemon 30\ninclude @DIR@/d/*\n")
        self.write("d/one", (self.text % OLD).split("\n", 2)[2])
        self.assertEqual(0, self.ask("update-expect", "--write").status)
        self.assertEqual(["one", "one~"], sorted(os.listdir(self.path("d"))))
        done = subprocess.run(["monit", "-t", "-c", self.monitrc], capture_output=True, text=True,
                              env=dict(os.environ, HOME=self.directory))
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        self.assertEqual((0, ""), self.ask("update-expect")[:2])

    def test_a_link_is_refused_and_nothing_is_written(self):
        os.rename(self.monitrc, self.monitrc + ".real")
        os.symlink("monitrc.real", self.monitrc)
        answer = self.ask("update-expect", "--write")
        self.assertEqual(1, answer.status)
        self.assertIn("%s is not changed: it is a link" % self.monitrc, answer.err)
        self.assertEqual(self.full(self.text % OLD), self.read("monitrc.real"))

    def test_what_is_right_is_written_though_another_is_refused(self):
        self.write("other", "x\n")
        self.write("monitrc", self.text % OLD + "check file o path @DIR@/other\n"
                   "  if failed checksum expect %s then alert\n" % OLD)
        answer = self.ask("--json", "update-expect", "--write")
        said = json.loads(answer.out)
        self.assertEqual(7, answer.status)
        self.assertEqual([self.monitrc], said["written"])
        self.assertEqual("no package owns it", said["refused"][0]["reason"])
        self.assertIn(self.new, self.read("monitrc"))


if __name__ == "__main__":
    unittest.main()
