#!/usr/bin/python3
"""man_test.py PROGRAM FORMATS: the help, the man pages and the completions say the same.

Each has the same commands and options. The man page has the exit statuses of the help. groff and
mandoc print no warning about any page. FORMATS is the page that make-formats has made.
"""

import glob
import os
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

import schemas  # noqa: E402
from command_line import (CLI, HIDDEN, PROGRAM, Help, ManPage, bash_completion, fish_completion,  # noqa: E402
                          zsh_completion)

FORMATS = sys.argv.pop(1) if len(sys.argv) > 1 else ""
PAGES = sorted(glob.glob(os.path.join(CLI, "man", "*.[58]"))) + [FORMATS]


class InStep(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.help = Help()
        cls.page = ManPage()

    def test_the_help_offers_commands_and_options(self):
        self.assertIn("--json", self.help.options[""])
        self.assertIn("--transaction", self.help.options["suspend"])
        self.assertFalse(HIDDEN & set(self.help.options))

    def test_the_man_page_has_the_commands_and_options_of_the_help(self):
        self.assertEqual(self.help.options, self.page.options)

    def test_the_synopsis_has_every_command_and_its_options(self):
        commands = {name: names for name, names in self.help.options.items() if name}
        self.assertEqual(set(commands), self.page.synopsis)
        self.assertEqual(set().union(*commands.values()), self.page.synopsis_options)

    def test_the_exit_statuses_are_those_of_the_help(self):
        self.assertEqual(sorted(self.help.statuses), self.page.statuses)
        self.assertEqual([str(number) for number in range(10)], self.page.statuses)

    def test_bash_completes_what_the_help_has(self):
        self.assertEqual(self.help.options, bash_completion())

    def test_zsh_completes_what_the_help_has(self):
        self.assertEqual(self.help.options, zsh_completion())

    def test_fish_completes_what_the_help_has(self):
        self.assertEqual(self.help.options, fish_completion())


class TheManPages(unittest.TestCase):
    maxDiff = None

    def test_are_all_there(self):
        names = {os.path.basename(page) for page in PAGES}
        hooks = {"monit-pkgmap-%s.8" % name for name in ("apt", "dnf4", "dnf5", "rpm", "yum3", "zypp")}
        self.assertEqual(hooks | {"monit-pkgmap.8", "monit-pkgmap-policy.5", "monit-pkgmap-formats.5"}, names)

    def test_have_no_warnings_of_groff(self):
        for page in PAGES:
            done = subprocess.run(["groff", "-ww", "-mdoc", "-Tutf8", "-z", page], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, timeout=60,
                                  check=False)
            with self.subTest(page):
                self.assertEqual((0, ""), (done.returncode, done.stdout))

    def test_have_no_warnings_of_mandoc(self):
        """But for pages that this host lacks, and for the system, which BSD would leave out."""
        for page in PAGES:
            done = subprocess.run(["mandoc", "-Tlint", page], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, universal_newlines=True, timeout=60, check=False)
            with self.subTest(page):
                self.assertEqual([], [line for line in done.stdout.splitlines() if not re.search(
                    "referenced manual not found|operating system explicitly specified", line)])

    def test_fit_80_columns(self):
        for page in PAGES:
            done = subprocess.run(["groff", "-mdoc", "-Tascii", "-P-c", "-rLL=78n", page], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, universal_newlines=True, timeout=60, check=True)
            shown = [re.sub(r".\x08", "", line) for line in done.stdout.splitlines()]
            with self.subTest(page):
                self.assertEqual([], [line for line in shown if len(line) > 80])

    def test_name_each_other(self):
        known = {tuple(os.path.basename(page).rsplit(".", 1)) for page in PAGES}
        for page in PAGES:
            with open(page, encoding="utf-8") as file:
                named = set(re.findall(r"^\.(?:It )?Xr (monit-pkgmap\S*) (\d)", file.read(), re.M))
            with self.subTest(page):
                self.assertEqual(set(), named - known)
                self.assertTrue(named)

    def test_of_the_formats_has_every_member_of_every_schema(self):
        with open(FORMATS, encoding="utf-8") as file:
            parts = re.split(r"^\.S[hs] (.*)\n", file.read(), flags=re.M)
        listed = {title: re.findall(r"^\.It Ic (\w+) ", text, re.M) for title, text in zip(parts[1::2], parts[2::2])}
        for place in schemas.Members().declared():
            schema, blank, path = place.rpartition(" ")
            part, member = path.split(".")[0].rstrip("[]"), path.split(".")[-1]
            title = part.replace("_", " ") + ("" if schema == "common" else " of " + schema) if blank else part.upper()
            with self.subTest(place):
                self.assertIn(member, listed[title])

    def test_of_the_formats_tells_what_is_always_true_from_a_number(self):
        with open(FORMATS, encoding="utf-8") as file:
            kinds = re.findall(r"^\.It Ic (\w+) Pq No (.*?)(?: , No may be missing)?$", file.read(), re.M)
        for name in ("overruled", "abort", "none", "not", "ignored", "per_core", "implicit"):
            with self.subTest(name):
                self.assertEqual({"true"}, {kind for one, kind in kinds if one == name})
        self.assertEqual({"number"}, {kind for one, kind in kinds if one == "schema"})


if __name__ == "__main__":
    if not FORMATS:
        sys.exit(__doc__)
    unittest.main()
