#!/usr/bin/python3
"""Which packaged files differ from what their package shipped: a bundle says the same as its root."""

import hashlib
import json
import os
import sys
import tarfile
import unittest

sys.dont_write_bytecode = True

from bundle_test import BundleTest  # noqa: E402


class OfPackagedFiles(BundleTest):
    """A root of dpkg with one package, in which a check names nothing but packaged files."""

    def setUp(self):
        super().setUp()
        self.root = self.path("root")
        self.put("/var/lib/dpkg/status", "Package: app\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n")
        os.makedirs(self.root + "/var/lib/dpkg/info")
        self.shipped = {}

    def put(self, path, text, mode=0o644):
        os.makedirs(os.path.dirname(self.root + path), exist_ok=True)
        with open(self.root + path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(self.root + path, mode)

    def ship(self, path, text):
        """The package has the file with this text; nobody has changed it yet."""
        self.put(path, text)
        self.shipped[path] = hashlib.md5(text.encode()).hexdigest()
        self.put("/var/lib/dpkg/info/app.list", "".join(name + "\n" for name in self.shipped))
        self.put("/var/lib/dpkg/info/app.md5sums",
                 "".join("%s  %s\n" % (digest, name[1:]) for name, digest in self.shipped.items()))

    def put_checks(self, text, mode=0o600):
        self.put("/etc/monitrc", "set daemon 30\n" + text, mode)

    def ask(self, *words, **options):
        return self.bare("--root", self.root, "--packages", "dpkg", *words, **options)

    def assert_answers(self, drifts):
        """Returns the bundle of this root, whose answers are those of the root, with a `drift` of these checks."""
        path = self.make()
        self.assert_same(path, (("audit",), ("explain", "app")))
        findings = json.loads(self.ask("--json", "audit").out)["findings"]
        self.assertEqual(sorted(one["check"] for one in findings if one["id"] == "drift"), sorted(drifts), findings)
        return path

    def test_drift_without_a_watched_directory(self):
        """dpkg's lists, which tell owners by paths alone, have no digests."""
        for name in ("same", "changed"):
            self.ship("/opt/" + name, name)
        self.put("/opt/changed", "other")
        for more in ("", "check directory opt with path /opt\n"):
            with self.subTest(more=more):
                self.put_checks("check file same with path /opt/same if failed checksum then alert\n"
                                "check file changed with path /opt/changed if failed checksum then alert\n" + more)
                self.assert_answers(["changed"])

    MASKED = {"unit": "/usr/lib/systemd/system/app.service", "policy": "/etc/monit-pkgmap/policy.yaml",
              "passwd": "/etc/passwd", "group": "/etc/group", "included": "/etc/monit.d/app"}
    TEXTS = {"unit": "# of app\n[Service]\nEnvironment=A=b\nExecStart=/opt/app --token geheim\n",
             "policy": "version: 1 # of app\n", "passwd": "root:*:0:0:the owner:/root:/bin/sh\napp:!:70:70::/:/bin/false\n",
             "group": "root:*:0:\napp:!:70:root\n", "included": "set mailserver mx username u password \"geheim\" # of app\n"}

    def test_drift_of_files_whose_texts_the_bundle_has_without_secrets(self):
        for directory in ("", "check directory etc with path /etc\n"):
            for changed in ([], list(self.MASKED), ["unit"], ["passwd", "included"]):
                with self.subTest(directory=directory, changed=changed):
                    for name, path in self.MASKED.items():
                        self.ship(path, self.TEXTS[name])
                        if name in changed:
                            self.put(path, self.TEXTS[name] + "\n")
                    self.put_checks("include /etc/monit.d/app\n" + directory + "".join(
                        "check file %s with path %s\n  if changed checksum then alert\n  if failed permission 644 then alert\n"
                        "  if size > 20 B then alert\n" % one for one in self.MASKED.items()))
                    path = self.assert_answers(changed)
                    with tarfile.open(path) as archive:
                        files = {one["path"]: one for one in json.load(archive.extractfile("manifest.json"))["host"]["files"]}
                    for name, one in self.MASKED.items():
                        self.assertEqual(files[one]["size"], os.stat(self.root + one).st_size)
                        # Somebody could find the password by the digest of a text that is known but for it.
                        self.assertEqual("digests" in files[one], name not in changed, files[one])

    def test_attributes_of_accounts(self):
        for name in ("passwd", "group"):
            self.put("/etc/" + name, self.TEXTS[name], 0o640)
            os.utime(self.root + "/etc/" + name, (7, 7))
        self.put_checks("".join("check file %s with path /etc/%s\n  if changed timestamp then alert\n" % (name, name)
                                for name in ("passwd", "group")))
        with tarfile.open(self.make()) as archive:
            for name in ("passwd", "group"):
                entry = archive.getmember("root/etc/" + name)
                self.assertEqual((entry.mode, entry.mtime), (0o640, 7))

    def test_the_control_file_itself(self):
        checks = "check file monitrc with path /etc/monitrc\n  if failed checksum then alert\nset mailserver mx password \"geheim\"\n"
        self.put_checks(checks)
        self.ship("/etc/monitrc", "set daemon 30\n" + checks)
        os.chmod(self.root + "/etc/monitrc", 0o600)
        self.assert_answers([])
        self.put_checks(checks + "# more\n")
        self.assert_answers(["monitrc"])


if __name__ == "__main__":
    unittest.main()
