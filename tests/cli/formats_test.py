#!/usr/bin/python3
"""formats_test.py PROGRAM PACKAGES: docs/formats.md shows what the program prints.

tests/e2e/build-packages has built PACKAGES. This test compares the answers that need
no monit, value by value; FormatsTest (formats_test.cpp) compares the others.
"""

import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True

import schemas  # noqa: E402

DOCS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "formats.md")
PROGRAM, PACKAGES = (sys.argv.pop(1), sys.argv.pop(1)) if len(sys.argv) > 2 else ("", "")

HERE = {"control-file", "lines", "config", "config-check", "explain", "audit", "audit-merge", "prediction", "policy", "policy-explain", "error",
        "status", "verify", "journal"}
IN_FORMATS_TEST_CPP = {"transaction", "transaction-of-apt", "transaction-with-files", "suspend", "resume", "status",
                       "verify", "update-expect", "error", "journal", "recover", "history", "history-against", "doctor", "accept"}


def examples():
    """Returns the text of each block by its name, and the number of blocks without a name."""
    with open(DOCS, encoding="utf-8") as file:
        text = file.read()
    blocks = re.findall(r"^(?:<!-- example: ([a-z-]+) -->\n)?```[a-z]*\n(.*?)^```\n", text, re.M | re.S)
    return {name: body for name, body in blocks if name}, sum(not name for name, _ in blocks)


def names(value):
    """Returns the names of all members at their places, without the values."""
    if isinstance(value, dict):
        return {key: names(inner) for key, inner in value.items()}
    if isinstance(value, list):
        merged = {}
        for inner in map(names, value):
            merged.update(inner or {})
        return merged
    return None


def write(path, text, mode=0o600):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


class Formats(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.examples, cls.nameless = examples()
        cls.directory = tempfile.TemporaryDirectory()
        cls.root = os.path.join(cls.directory.name, "root")
        write(cls.root + "/etc/monitrc", cls.examples["control-file"])
        write(cls.root + "/usr/lib/systemd/system/mysqld.service", "[Service]\n", 0o644)
        cls.database = cls.root + "/var/lib/rpm"
        os.makedirs(cls.database)
        rpms = glob.glob(PACKAGES + "/v1/**/mysql-server-*.rpm", recursive=True)
        debian = subprocess.run(["rpm", "--force-debian", "--version"], stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, check=False).returncode == 0
        subprocess.run(["rpm", "--dbpath", cls.database, "-i", "--justdb", "--nodeps", "--noscripts", "--nosignature",
                        *(["--force-debian"] if debian else []), *rpms], check=True)

    @classmethod
    def tearDownClass(cls):
        cls.directory.cleanup()

    def answer(self, *arguments, cwd=None):
        done = subprocess.run([PROGRAM, "--json", *arguments], cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, universal_newlines=True, timeout=60, check=False)
        schemas.check_answer([PROGRAM, "--json", *arguments], done.stdout)
        return done.returncode, json.loads(done.stdout)

    def example(self, name):
        return json.loads(self.examples[name])

    def no_httpd(self):
        """Returns the control file of the page without an HTTP interface."""
        path = self.directory.name + "/monitrc"
        write(path, re.sub(r"set httpd.*\n.*allow.*\n", "", self.examples["control-file"]))
        return path

    def test_every_example_has_its_test(self):
        self.assertEqual(HERE | IN_FORMATS_TEST_CPP, set(self.examples))
        self.assertEqual(0, self.nameless)

    def test_config(self):
        status, answer = self.answer("--root", self.root, "--monitrc", "/etc/monitrc", "config")
        self.assertEqual((0, self.example("config")), (status, answer))

    def test_config_check(self):
        write(self.directory.name + "/broken/etc/monitrc",
              "check file users with path /etc/passwd\n  if faild uid root then alert\n")
        status, answer = self.answer("--root", self.directory.name + "/broken", "--monitrc", "/etc/monitrc",
                                     "config", "--check")
        self.assertEqual((3, self.example("config-check")), (status, answer))
        lines = subprocess.run([PROGRAM, "--root", self.directory.name + "/broken", "--monitrc", "/etc/monitrc",
                                "config", "--check", "--ndjson"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               universal_newlines=True, timeout=60, check=False).stdout
        self.assertEqual(self.examples["lines"], lines)
        self.assertEqual(self.example("config-check"), schemas.answer_of_lines(lines))

    def test_explain(self):
        status, answer = self.answer("--root", self.root, "--monitrc", "/etc/monitrc", "--dbpath", "/var/lib/rpm",
                                     "explain", "mysql-server")
        self.assertEqual((0, self.example("explain")), (status, answer))

    def test_a_prediction(self):
        write(self.root + "/usr/sbin/mysqld", "not what is packaged", 0o700)
        self.addCleanup(os.remove, self.root + "/usr/sbin/mysqld")
        write(self.root + "/etc/monit.d/mysql.conf", "check file mysql_bin with path /usr/sbin/mysqld\n" + "\n" * 7 +
              "  if failed permission 700 then unmonitor\n")
        rpm = glob.glob(PACKAGES + "/v2/**/mysql-server-*.rpm", recursive=True)[0]
        status, answer = self.answer("--root", self.root, "--monitrc", "/etc/monit.d/mysql.conf", "--dbpath",
                                     "/var/lib/rpm", "explain", rpm)
        check = answer["checks"][0]
        self.assertEqual((0, [self.example("prediction")]), (status, check["predictions"]))
        self.assertFalse(answer["at_least"])

    def test_policy(self):
        with open(os.path.join(os.path.dirname(DOCS), "policy.md"), encoding="utf-8") as file:
            text = re.search(r"```yaml\n(.*?)```", file.read(), re.S).group(1)
        write(self.root + "/etc/monit-pkgmap/policy.yaml", text)
        try:
            for name, words in (("policy", ["policy"]),
                                ("policy-explain", ["policy", "--explain", "root_fs", "mysql-server"])):
                status, answer = self.answer("--root", self.root, "--monitrc", "/etc/monitrc", *words)
                self.assertEqual((0, self.example(name)), (status, answer))
        finally:
            os.remove(self.root + "/etc/monit-pkgmap/policy.yaml")

    def test_audit(self):
        # The start program of the page; without it the audit names a dead end.
        write(self.root + "/usr/bin/systemctl", "", 0o755)
        self.addCleanup(os.remove, self.root + "/usr/bin/systemctl")
        status, answer = self.answer("--root", self.root, "--monitrc", "/etc/monitrc", "--dbpath", "/var/lib/rpm",
                                     "audit")
        self.assertEqual(self.root, answer["host"])
        self.assertEqual((0, self.example("audit")), (status, dict(answer, host=self.example("audit")["host"])))

    def test_audit_merge(self):
        text = self.examples["audit"]
        write(self.directory.name + "/image.json", text)
        write(self.directory.name + "/web2.json", text.replace("/srv/image", "web2").replace("8.0.36", "8.0.37").replace(
            '"monit_version": null', '"monit_version": "5.33.0"'))
        write(self.directory.name + "/web3.json", text[:text.index('"checks"')])
        status, answer = self.answer("audit", "--merge", "image.json", "web2.json", "web3.json", cwd=self.directory.name)
        self.assertEqual((1, self.example("audit-merge")), (status, answer))

    def test_status_of_a_session_from_the_page(self):
        state = self.directory.name + "/state"
        session = self.example("journal")
        os.makedirs(state, 0o700)
        write("%s/%s.session" % (state, session["id"]), self.examples["journal"])
        kept = dict(session, id="0f5c1b7d2e9a4466", phase="kept",
                    checks=[dict(session["checks"][0], kept_reason="a reason")])
        del kept["checksum"]  # as version 0.1 wrote it
        write("%s/%s.session" % (state, kept["id"]), json.dumps(kept))
        alarm = dict(self.example("status")["adrift"][0], digest="0" * 32, algorithm="md5")
        write(state + "/drift", json.dumps({"version": 1, "drift": [alarm]}))
        # No package was installed at the last look, so all of them have changed without a hook.
        mark = {"version": 1, "place": self.database, "cookie": "", "since": 1, "packages": []}
        write(state + "/packages", json.dumps(mark))
        status, answer = self.answer("--monitrc", self.no_httpd(), "--dbpath", self.database, "--state-dir", state,
                                     "status")
        self.assertEqual(0, status)
        self.assertEqual(names(self.example("status")), names(answer))
        shown, documented = answer["sessions"][0], self.example("status")["sessions"][0]
        for member in ("id", "manager", "pid", "phase", "since", "until", "packages"):
            self.assertEqual(documented[member], shown[member])

    def test_verify(self):
        status, answer = self.answer("--monitrc", self.no_httpd(), "--dbpath", self.database, "verify")
        self.assertIn(status, (0, 7))
        self.assertEqual(names(self.example("verify")), names(answer))

    def test_an_error(self):
        status, answer = self.answer("--state-dir", self.directory.name + "/none", "resume", "--session",
                                     "0123456789abcdef")
        self.assertEqual((2, self.example("error")), (status, answer))


if __name__ == "__main__":
    if not PROGRAM:
        sys.exit(__doc__)
    unittest.main()
