#!/usr/bin/python3
"""tidy.py BUILD: clang-tidy over what the build directory compiles of the rooms.

A source that was clean is looked at again only when it, a header that it includes,
or .clang-tidy has changed since: what ninja noted as its dependencies says so.
"""

import concurrent.futures
import hashlib
import json
import os
import shlex
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROOMS = tuple(os.path.join(TOP, room) + os.sep for room in ("parsers", "rules", "engine", "cli"))


def sources(build):
    """Source -> object, of the rooms."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        entries = json.load(file)
    found = {}
    for entry in entries:
        if entry["file"].startswith(ROOMS):
            words = shlex.split(entry["command"])
            found[entry["file"]] = words[words.index("-o") + 1]
    return found


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


def fingerprint(paths):
    digest = hashlib.sha256()
    for path in sorted(set(paths)):
        with open(path, "rb") as file:
            digest.update(path.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


# An eighth of the paths that the analyzer follows by itself in each function: that
# takes a quarter of the time.
BOUNDS = ["--extra-arg=-Xclang", "--extra-arg=-analyzer-config",
          "--extra-arg=-Xclang", "--extra-arg=max-nodes=30000"]


def look_at(source, build):
    """The complaints about one source; empty when it is clean."""
    done = subprocess.run(["clang-tidy", "--quiet", "-p", build] + BOUNDS + [source],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          universal_newlines=True, check=False)
    return "" if done.returncode == 0 else done.stdout or done.stderr


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    build = os.path.abspath(arguments[0])
    clean = os.path.join(build, "tidy")
    os.makedirs(clean, exist_ok=True)
    made_of = dependencies(build)
    waiting = {}
    for source, output in sources(build).items():
        print_of = fingerprint([source, os.path.join(TOP, ".clang-tidy")] + made_of.get(output, []))
        if output not in made_of or not os.path.exists(os.path.join(clean, print_of)):
            waiting[source] = print_of
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, complaints in zip(waiting, pool.map(lambda s: look_at(s, build), waiting)):
            if complaints:
                bad += 1
                print(complaints)
            else:
                open(os.path.join(clean, waiting[source]), "w", encoding="utf-8").close()
    print("clang-tidy: %d sources looked at, %d with complaints" % (len(waiting), bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
