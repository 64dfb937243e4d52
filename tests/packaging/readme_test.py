#!/usr/bin/python3
"""The quick start of README.md has commands that can be typed: tests/readme types them in a fresh root."""

import fnmatch
import importlib.machinery
import importlib.util
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


def followed():
    """tests/readme as a module."""
    loader = importlib.machinery.SourceFileLoader("readme", quick_start.TOP + "/tests/readme")
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("readme", loader))
    loader.exec_module(module)
    return module


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


class EveryCommand(unittest.TestCase):
    def test_is_typed_in_a_fresh_root_or_left_out_for_a_reason(self):
        self.assertEqual([], [command for command, reason in followed().left_out() if reason is None])

    def test_has_a_reason_only_where_one_is_needed(self):
        readme = followed()
        commands = [command for command, _ in readme.left_out()]
        for pattern, reason in readme.LEFT_OUT:
            self.assertTrue(any(re.search(pattern, command) for command in commands), reason)

    def test_that_is_typed_stands_in_the_page(self):
        readme = followed()
        self.assertEqual({readme.LAST}, set(readme.typed_commands()) - set(quick_start.every_command()))

    def test_is_found_in_every_form(self):
        commands = quick_start.every_command()
        for command in ("sudo tests/demo", "cmake --preset release", "monit-pkgmap explain mysql", "monit-pkgmap verify",
                        "sudo monit -t", "sudo zypper install", "sudo touch /etc/monit-pkgmap/disabled"):
            self.assertTrue(any(one.startswith(command) for one in commands), command)


if __name__ == "__main__":
    unittest.main()
