#!/usr/bin/python3
"""man_test.py PROGRAM FORMATS: the help, the man pages and the completions say the same.

Each has the same commands and options, and the program takes every one of them, also every option
that a document names. The man page has the exit statuses of the help. groff and mandoc print no
warning about any page. FORMATS is the page that make-formats has made.
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

import schemas  # noqa: E402

CLI = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "cli")
TOP = os.path.join(CLI, "..")
PROGRAM, FORMATS = (sys.argv.pop(1), sys.argv.pop(1)) if len(sys.argv) > 2 else ("", "")
PAGES = sorted(glob.glob(os.path.join(CLI, "man", "*.[58]"))) + [FORMATS]

# Commands that are not for people, and appear only in their own help.
HIDDEN = {"guard"}


def read(*names):
    with open(os.path.join(CLI, *names), encoding="utf-8") as file:
        return file.read()


def helped(*command):
    done = subprocess.run([PROGRAM, *command, "--help"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=True, timeout=60)
    # Bytes that are not UTF-8 must not stop the test.
    return done.stdout.decode("utf-8", "replace")


def section(text, title):
    """Returns the lines of the section of the help that begins with `title:`."""
    match = re.search(r"^%s: *\n((?:[ \t].*\n|\n(?=[ \t]))*)" % title, text, re.M | re.I)
    return match.group(1) if match else ""


def help_options(text):
    first_words = re.findall(r"^  (-\S.*?)(?:  |$)", section(text, "Options"), re.M)
    return {name for words in first_words for name in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", words)}


class Help:
    """The commands of `--help`, and the options of each; "" has the global options."""

    def __init__(self):
        top = helped()
        names = re.findall(r"^  ([a-z-]+)", section(top, "(?:Subcommands|Commands)"), re.M)
        self.options = {"": help_options(top)}
        for name in names:
            self.options[name] = help_options(helped(name)) - {"-h", "--help"}
        self.statuses = dict(re.findall(r"(\d) ([^,.]+)", top[top.index("Exit status"):].replace("\n", " ")))


class ManPage:
    """The same for the source of the man page."""

    def __init__(self):
        self.source = read("man", "monit-pkgmap.8")
        self.options = {"": self.items_in(self.part("OPTIONS"))}
        commands = self.part("COMMANDS")
        starts = list(re.finditer(r"^\.It Cm ([a-z-]+)", commands, re.M))
        for start, end in zip(starts, starts[1:] + [None]):
            text = commands[start.end():end.start() if end else None]
            self.options[start.group(1)] = self.items_in(text)
        self.synopsis = set(re.findall(r"^\.Cm ([a-z-]+)", self.part("SYNOPSIS"), re.M))
        self.synopsis_options = self.flags_in(self.part("SYNOPSIS"))
        self.statuses = re.findall(r"^\.It (\d)$", self.part("EXIT STATUS"), re.M)

    def part(self, title):
        return re.search(r"^\.Sh %s\n(.*?)(?=^\.Sh |\Z)" % title, self.source, re.M | re.S).group(1)

    @staticmethod
    def flags_in(text):
        long = {"--" + name for name in re.findall(r"Fl Fl ([a-z-]+)", text)}
        return long | {"-" + name for name in re.findall(r"(?<!Fl )Fl ([a-z])\b", text)}

    def items_in(self, text):
        return self.flags_in("\n".join(re.findall(r"^\.It (Fl .*)", text, re.M)))


def bash_completion():
    """Asks bash itself for the completions of every command."""
    script = """
    source "$1"; shift
    COMP_WORDS=(monit-pkgmap "$@"); COMP_CWORD=$#
    _monit_pkgmap
    printf '%s\\n' "${COMPREPLY[@]}"
    """

    def ask(*words):
        done = subprocess.run(
            ["bash", "--norc", "-c", script, "bash", os.path.join(CLI, "completions", "monit-pkgmap.bash"), *words],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True, universal_newlines=True, timeout=60)
        return set(done.stdout.split())

    everywhere = ask("-")
    options = {"": everywhere}
    for command in ask(""):
        options[command] = ask(command, "-") - everywhere
    return options


def zsh_completion():
    text = read("completions", "_monit-pkgmap")
    pattern = re.compile(r"'\*?(--[a-z-]+)\[|\{(-\w),(--[a-z-]+)\}")

    def options_in(part):
        return {name for match in pattern.findall(part) for name in match if name}

    commands = re.search(r"commands=\((.*?)\n  \)", text, re.S).group(1)
    shared = re.search(r"options=\((.*?)\n  \)", text, re.S).group(1)
    options = {"": options_in(shared)}
    for name in re.findall(r"'([a-z-]+):", commands):
        arm = re.search(r"^        %s\)(.*?);;" % name, text, re.M | re.S)
        options[name] = options_in(arm.group(1)) if arm else set()
    return options


def fish_completion():
    options = {"": set()}
    for line in read("completions", "monit-pkgmap.fish").splitlines():
        if not line.startswith("complete -c monit-pkgmap"):
            continue
        command = re.search(r"-n '__fish_seen_subcommand_from ([a-z-]+)'", line)
        offered = re.search(r"-n \"not __fish_seen.*\" -a ([a-z-]+) ", line)
        if offered:
            options.setdefault(offered.group(1), set())
        names = {"--" + name for name in re.findall(r" -l ([a-z-]+)", line)}
        names |= {"-" + name for name in re.findall(r" -s ([a-z])\b", line)}
        options.setdefault(command.group(1) if command else "", set()).update(names)
    return options


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
        hooks = {"monit-pkgmap-%s.8" % name for name in ("dnf4", "dnf5", "rpm", "yum3", "zypp")}
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


# Words in place of the values of options.
VALUES = {"FILE": "/dev/null", "DIR": "/nonexistent", "SECONDS": "1", "WHEN": "auto", "VERSION": "5.33", "NAME": "x",
          "NAMES": "x", "TIME": "30m", "ID": "0123456789abcdef", "PID": "1", "WHAT": "either", "CHECK PACKAGE": "x x"}
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
        for refusal in ("there is no option", "needs a value", "needs two values", "takes no argument", "there is no command"):
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
        for name in ("README.md", "docs/policy.md", "docs/formats.md", "docs/design.md", "docs/hooks.md", "SECURITY.md"):
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
