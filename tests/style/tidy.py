#!/usr/bin/python3
"""tidy.py [--analyze] BUILD: clang-tidy over what the build directory compiles of the rooms.

The newest clang-tidy of Debian 12 looks, or else the one that is there; its clang compiles what it
looks at, with the warnings of the build as errors. With --analyze, clang's static analyzer follows
the paths through each function, too: that takes more than half of the time.
Sources that the build compiles together are looked at together. What was clean is
remembered in ~/.cache/monit-pkgmap/tidy (or below XDG_CACHE_HOME), in every checkout,
until one of its files, .clang-tidy, a flag or the program itself changes: what ninja
noted as the dependencies of the object says which files those are.
"""

import concurrent.futures
import functools
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROOMS = tuple(os.path.join(TOP, room) + os.sep for room in ("parsers", "rules", "engine", "cli"))

# An eighth of the paths that the analyzer follows by itself in each function: that
# takes a quarter of its time.
BOUNDS = ["--extra-arg=-Xclang", "--extra-arg=-analyzer-config",
          "--extra-arg=-Xclang", "--extra-arg=max-nodes=30000"]
WITHOUT_ANALYZER = ["--checks=-clang-analyzer-*"]
TIDY = shutil.which("clang-tidy-19") or "clang-tidy"
# What the compiler finds a tidy check need not look for: each check walks through the whole library,
# too. The library of g++ 12 uses what it itself deprecates.
WARNINGS = ["-Wempty-body", "-Wstring-concatenation", "-Wsuggest-override", "-Wzero-as-null-pointer-constant",
            "-Wno-deprecated-declarations", "-Wno-unknown-warning-option"]


class Unit:
    """Sources that one compilation reads, with the flags of it."""

    def __init__(self, entry, build, how):
        self.how = how
        words = shlex.split(entry["command"])
        self.object = words[words.index("-o") + 1]
        self.flags = [word for word in words if word.startswith(("-I", "-D", "-std=", "-W"))] + WARNINGS
        for at, word in enumerate(words):
            if word == "-isystem":
                self.flags += words[at:at + 2]
        self.sources = [entry["file"]]
        if entry["file"].startswith(build + os.sep):
            with open(entry["file"], encoding="utf-8") as file:
                self.sources = re.findall(r'^#include "(.*)"$', file.read(), re.MULTILINE)

    def is_ours(self):
        return bool(self.sources) and all(path.startswith(ROOMS) for path in self.sources)

    def key(self, files):
        digest = hashlib.sha256(repr([self.how, version()] + [flag.replace(TOP, "") for flag in self.flags]).encode())
        for path in [os.path.join(TOP, ".clang-tidy")] + self.sources + sorted(set(files)):
            with open(path, "rb") as file:
                digest.update(os.path.relpath(path, TOP).encode() + b"\0" + hashlib.sha256(file.read()).digest())
        return digest.hexdigest()

    def complaints(self):
        """What the program says of it; empty when it is clean."""
        with tempfile.TemporaryDirectory() as directory:
            # The analyzer follows functions of an included source only below a file of such a name.
            path = os.path.join(directory, "UnifiedSource.cpp")
            with open(path, "w", encoding="utf-8") as file:
                file.writelines('#include "%s"  // NOLINT\n' % source for source in self.sources)
            words = ["--quiet", "--config-file=" + os.path.join(TOP, ".clang-tidy")] + self.how + [path, "--"]
            done = subprocess.run([TIDY] + words + self.flags, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  universal_newlines=True, check=False)
            return "" if done.returncode == 0 else done.stdout or done.stderr


@functools.lru_cache(maxsize=None)
def version():
    return subprocess.run([TIDY, "--version"], stdout=subprocess.PIPE, universal_newlines=True, check=True).stdout


def units(build, how):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        return [unit for unit in (Unit(entry, build, how) for entry in json.load(file)) if unit.is_ours()]


def dependencies(build):
    """Object -> files of ours that it was made of, as of its last compilation."""
    listing = subprocess.run(["ninja", "-C", build, "-t", "deps"], stdout=subprocess.PIPE,
                             universal_newlines=True, check=True).stdout
    found, files = {}, []
    for line in listing.splitlines():
        if line.startswith("    "):
            path = os.path.normpath(os.path.join(build, line.strip()))
            if path.startswith(ROOMS):
                files.append(path)
        elif ": #deps" in line:
            files = found.setdefault(line.split(": #deps")[0], [])
    return found


def remembered():
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    directory = os.path.join(cache, "monit-pkgmap", "tidy")
    os.makedirs(directory, exist_ok=True)
    return directory


def main(arguments):
    how = WITHOUT_ANALYZER
    if arguments[:1] == ["--analyze"]:
        how = BOUNDS
        arguments = arguments[1:]
    if len(arguments) != 1:
        sys.exit(__doc__)
    build = os.path.abspath(arguments[0])
    clean = remembered()
    made_of = dependencies(build)
    waiting = {}
    for unit in units(build, how):
        mark = os.path.join(clean, unit.key(made_of.get(unit.object, [])))
        if unit.object not in made_of or not os.path.exists(mark):
            waiting[unit] = mark
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for unit, complaints in zip(waiting, pool.map(Unit.complaints, waiting)):
            if complaints:
                bad += 1
                print(complaints)
            else:
                open(waiting[unit], "w", encoding="utf-8").close()
    sources = sum(len(unit.sources) for unit in waiting)
    print(os.path.basename(TIDY) + ": %d sources looked at, %d units with complaints" % (sources, bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
