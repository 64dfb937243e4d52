#!/usr/bin/python3
"""Which packaged files differ from what their package shipped: a bundle says the same as its root."""

import hashlib
import json
import os
import sys
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


if __name__ == "__main__":
    unittest.main()
