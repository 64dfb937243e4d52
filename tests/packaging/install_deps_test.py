#!/usr/bin/python3
"""tests/install-deps on a machine of which a few programs are stand-ins."""

import os
import subprocess
import tempfile
import unittest

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STAND_INS = {
    "id": "echo 0",
    "dpkg-query": "exit 1",
    "apt-cache": "exit 1",
    "apt-get": "case \"$*\" in *install*) echo 'denied execution of start' >&2; exit \"$APT_STATUS\" ;; esac",
}


class OnDebian(unittest.TestCase):
    def install(self, status):
        with tempfile.TemporaryDirectory(prefix="pkgmap-") as directory:
            for name, text in STAND_INS.items():
                path = os.path.join(directory, name)
                with open(path, "w", encoding="utf-8") as file:
                    file.write("#!/bin/sh\n%s\n" % text)
                os.chmod(path, 0o755)
            # The policy against services is a file of the machine; its function only runs the command here.
            with open(TOP + "/tests/install-deps", encoding="utf-8") as file:
                script = file.read().replace("/usr/sbin/policy-rc.d", directory + "/policy-rc.d")
            return subprocess.run(
                ["bash", "-c", script], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                env={"PATH": directory + ":/usr/bin:/bin", "APT_STATUS": str(status)}, universal_newlines=True,
                timeout=60, check=False)

    def test_what_packages_say_is_not_shown_if_all_went_well(self):
        done = self.install(0)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertRegex(done.stdout, r"\Ainstall-deps: installing \d+ packages: build-essential .*\n\Z")

    def test_what_packages_say_is_shown_after_a_failure(self):
        done = self.install(100)
        self.assertEqual(1, done.returncode)
        self.assertEqual("denied execution of start\ninstall-deps: apt-get install failed\n", done.stderr)


if __name__ == "__main__":
    unittest.main()
