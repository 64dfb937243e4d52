#!/usr/bin/python3
"""named_options_test.py PROGRAM: the program takes every command and option that anything names.

What is named is found in the help, the man page, the completions and every document.
"""

import glob
import os
import re
import shlex
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True

from command_line import (CLI, HIDDEN, PROGRAM, Help, ManPage, bash_completion, fish_completion, helped,  # noqa: E402
                          zsh_completion)

TOP = os.path.join(CLI, "..")

# Words in place of the values of options.
VALUES = {"FILE": "/dev/null", "DIR": "/nonexistent", "SECONDS": "1", "WHEN": "auto", "VERSION": "5.33", "NAME": "x",
          "NAMES": "x", "TIME": "30m", "ID": "0123456789abcdef", "PID": "1", "WHAT": "either", "CHECK PACKAGE": "x x",
          "SYSTEM": "rpm"}
DOCUMENTS = ("README.md", "SECURITY.md", "CONTRIBUTING.md", "docs/*.md", "docs/decisions/*.md", "cli/man/*.[58]",
             "cli/units/*", "cli/plugins/*/*.in", "rules/policies/*", "monit-pkgmap.spec", "debian/*")


def documents():
    """Yields the path and the text of each document."""
    for pattern in DOCUMENTS:
        for path in filter(os.path.isfile, glob.glob(os.path.join(TOP, pattern))):
            with open(path, encoding="utf-8") as file:
                yield os.path.relpath(path, TOP), file.read()


def calls_in(text):
    """Yields the words behind `monit-pkgmap` of every call that a document shows."""
    text = re.sub(r"\\\n", " ", text).replace("\\-", "-").replace("%{name}", "monit-pkgmap")
    for rest in re.findall(r"(?<![\w/.-])(?:/usr/bin/|%{_bindir}/)?monit-pkgmap (.*?)(?:[`|>&;\n]|$)", text, re.M):
        try:
            yield shlex.split(rest.replace("'", ""), comments=True)
        except ValueError:
            yield rest.split()


class TheProgram(unittest.TestCase):
    """Runs every option that anything names. Each call is harmless: it has an empty state directory, and a
    control file without an HTTP interface."""

    @classmethod
    def setUpClass(cls):
        cls.help = Help()
        cls.said = {}
        cls.directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.directory.cleanup)
        cls.monitrc = os.path.join(cls.directory.name, "monitrc")
        with open(cls.monitrc, "w", encoding="utf-8") as file:
            file.write("check file x path /x\n")
        os.chmod(cls.monitrc, 0o600)

    def answer(self, command, option):
        """Returns what the program says on standard error to this option of the command."""
        if (command, option) not in self.said:
            shown = helped(*([command] if command else [])) + helped()
            value = re.search(r"(?:^  |,)%s(?:,\S+)? ((?:[A-Z]+ )*[A-Z]+)(?:  | [A-Z][a-z]|$)" % option, shown, re.M)
            words = VALUES[value.group(1)].split() if value else []
            done = subprocess.run(
                [PROGRAM, "--monitrc", self.monitrc, "--state-dir", self.directory.name + "/state", command or "config",
                 option, *words], cwd=self.directory.name, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, universal_newlines=True, timeout=120, check=False)
            self.said[command, option] = done.stderr
        return self.said[command, option]

    def assert_taken(self, command, option):
        said = self.answer(command, option)
        for refusal in ("there is no option", "there is no command", "needs a value", "needs two values",
                        "takes no argument"):
            self.assertNotIn(refusal, said, "%s %s" % (command, option))

    def test_refuses_an_option_that_it_does_not_have(self):
        for command in self.help.options:
            self.assertIn("there is no option '--frobnicate'", self.answer(command, "--frobnicate"))

    def test_takes_every_option_of_help_man_page_and_completions(self):
        for options in (self.help.options, ManPage().options, bash_completion(), zsh_completion(), fish_completion()):
            for command, names in options.items():
                for name in names:
                    with self.subTest((command, name)):
                        self.assert_taken(command, name)

    def test_has_every_command_that_a_document_shows(self):
        shown = [(path, name) for path, text in documents()
                 for name in re.findall(r"(?:`|^\$ |^\.[DQ]l |')monit-pkgmap ([a-z][a-z-]*)", text, re.M)]
        self.assertGreater(len(shown), 40)
        for path, name in shown:
            with self.subTest(path):
                self.assertIn(name, set(self.help.options) | HIDDEN)

    def test_takes_every_option_in_a_call_that_a_document_shows(self):
        count = 0
        for path, text in documents():
            for words in calls_in(text):
                command = next((word for word in words if word in self.help.options), "")
                for word in words[:words.index("--")] if "--" in words else words:
                    if re.match(r"--?[a-z]", word):
                        count += 1
                        with self.subTest("%s: %s" % (path, " ".join(words))):
                            self.assert_taken(command, word.split("=")[0])
        self.assertGreater(count, 20)

    def test_has_every_option_that_a_document_names_alone(self):
        known = set().union(*self.help.options.values())
        for name in ("README.md", "docs/policy.md", "docs/formats.md", "docs/design.md", "docs/hooks.md"):
            with open(os.path.join(TOP, name), encoding="utf-8") as file:
                named = re.findall(r"(?<=`)(?:([a-z-]+) )?(--[a-z][a-z-]*)", file.read())
            for command, option in named:
                with self.subTest((name, command, option)):
                    if not command:
                        self.assertIn(option, known)
                    elif command in self.help.options:
                        self.assert_taken(command, option)


if __name__ == "__main__":
    if not PROGRAM:
        sys.exit(__doc__)
    unittest.main()
