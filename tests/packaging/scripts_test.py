#!/usr/bin/python3
"""The scripts that run after a removal: a guard may write into the state directory while `rm` removes it."""

import os
import re
import subprocess
import tempfile
import unittest

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STATE = "/var/lib/monit-pkgmap"
RM = """#!/bin/sh
echo "$@" >>"$0.called"
echo "rm: cannot remove '%s': Directory not empty" >&2
exit 1
""" % STATE


def text_of(name):
    with open(os.path.join(TOP, name), encoding="utf-8") as file:
        return file.read()


class Scripts(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.rm = os.path.join(directory.name, "rm")
        with open(self.rm, "w", encoding="utf-8") as file:
            file.write(RM)
        os.chmod(self.rm, 0o755)

    def run_with_failing_rm(self, script, *words):
        """The state directory of this machine, if it has one, is out of the way of the script."""
        environment = dict(os.environ, PATH=os.path.dirname(self.rm) + ":" + os.environ["PATH"])
        done = subprocess.run(["sh", "-c", script.replace(STATE, self.rm + ".state"), "script", *words],
                              env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, universal_newlines=True, timeout=60, check=False)
        self.assertEqual((0, ""), (done.returncode, done.stdout))
        with open(self.rm + ".called", encoding="utf-8") as file:
            self.assertEqual("-rf %s.state\n" % self.rm, file.read())
        os.remove(self.rm + ".called")

    def test_dpkg_goes_on_if_a_guard_writes_into_the_state_directory(self):
        for word in ("remove", "purge"):
            self.run_with_failing_rm(text_of("debian/monit-pkgmap.postrm"), word)

    def test_rpm_goes_on_if_a_guard_writes_into_the_state_directory(self):
        script = re.search(r"(?m)^%postun\n%systemd_postun .*\n([^%]*?(?:\n.*)*?)\n\n%", text_of("monit-pkgmap.spec"))
        self.run_with_failing_rm("set -e\n" + script.group(1).replace("%{statedir}", STATE), "0")


if __name__ == "__main__":
    unittest.main()
