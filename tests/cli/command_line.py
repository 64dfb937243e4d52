"""The commands and options of the program, as its help, its man page and its completions have them.

Each test that imports this module gets the program as its first argument.
"""

import collections
import os
import re
import subprocess
import sys

CLI = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "cli")
PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else ""

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
        return collections.Counter(done.stdout.split())

    everywhere = ask("-")
    options = {"": set(everywhere)}
    for command in ask(""):
        # An option of a command may have the name of one of all commands: it stands there twice.
        options[command] = set(ask(command, "-") - everywhere)
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
