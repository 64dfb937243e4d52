#!/usr/bin/python3
"""The quick start of README.md has commands that can be typed: tests/readme types them in a fresh root."""

import fnmatch
import os
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

import quick_start  # noqa: E402


def run(*words):
    return subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, universal_newlines=True, timeout=60,
                          check=True, cwd=quick_start.TOP).stdout


def packages():
    """The file names of the packages that are built."""
    rpms = run("rpmspec", "-q", "--qf", "%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm\n", "monit-pkgmap.spec").split()
    with open(quick_start.TOP + "/debian/control", encoding="utf-8") as file:
        return rpms + [name + "_0_amd64.deb" for name in re.findall(r"^Package: (\S+)", file.read(), re.M)]


class TheQuickStart(unittest.TestCase):
    def test_has_every_family(self):
        self.assertEqual(["Fedora, RHEL and their kin", "SUSE", "Debian", quick_start.EVERYWHERE],
                         list(quick_start.sections()))
        for title, commands in quick_start.sections().items():
            self.assertGreaterEqual(len(commands), 3, title)

    def test_has_commands_of_one_line_that_a_shell_understands(self):
        for title, commands in quick_start.sections().items():
            for command in commands:
                with self.subTest((title, command)):
                    subprocess.run(["bash", "-n", "-c", command], check=True, timeout=60)
                    self.assertNotRegex(command, r"^\s|\\$|^\$|^#")

    def test_names_scripts_and_packages_that_are_there(self):
        built = packages()
        for title, commands in quick_start.sections().items():
            for command in commands:
                with self.subTest((title, command)):
                    for script in re.findall(r"(?<!\S)(?:tests/\S+|\S+\.spec)", command):
                        self.assertTrue(os.path.exists(os.path.join(quick_start.TOP, script)), script)
                    for pattern in re.findall(r"\S+\.(?:rpm|deb)(?!\S)", command):
                        for one in run("bash", "-c", "printf '%s\\n' " + pattern.replace("~", "")).split():
                            self.assertTrue(fnmatch.filter(built, os.path.basename(one)), one)

    def test_is_on_the_first_pages_with_the_two_commands(self):
        with open(quick_start.TOP + "/README.md", encoding="utf-8") as file:
            lines = file.read().splitlines()
        for command in ("sudo tests/demo", "sudo tests/run"):
            self.assertLess(next(number for number, line in enumerate(lines) if line.startswith(command)), 40)
        self.assertLess(lines.index("## Quick start"), 40)


if __name__ == "__main__":
    unittest.main()
