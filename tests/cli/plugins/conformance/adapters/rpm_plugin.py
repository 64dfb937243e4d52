#!/usr/bin/python3
"""rpm_plugin.py PLUGIN: the transaction plugin of rpm, in real transactions of the real rpm.

The packages have no files and no scriptlets, and the package database is that of the
scene, so a transaction changes nothing on the host and needs no privileges.
"""

import json
import os
import subprocess
import sys
import tempfile

PLUGIN = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else ""
MARK = "monit-pkgmap: "
ABORT = "on_error: abort"
# rpm has no bound for lines, since the program sends few. The plugin's clock, the file that
# switches hooks off and transactions that rpm would not make are out of reach here.
TRAITS = {"manager": "rpm", "hides": [], "says": {}, "knows": ["record", "list"],
          "arguments": ["--dbpath", "DIRECTORY/db"], "can": ["lines", "refuse", "flags"]}
SPEC = """
Name: %(name)s
Epoch: %(epoch)s
Version: %(version)s
Release: %(release)s
Summary: For tests
License: MIT
%(more)s
%%description
%%files
"""


def run(*command, **options):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          universal_newlines=True, check=False, **options)


DEBIAN = ["--force-debian"] if run("rpm", "--force-debian", "--version").returncode == 0 else []


class Packages:
    """The .rpm files of members, each built once."""

    def __init__(self):
        self._directory = tempfile.TemporaryDirectory()
        self._built = {}

    def file_of(self, member, obsoletes=None):
        key = tuple(member[word] for word in ("name", "epoch", "version", "release", "arch")) + (obsoletes,)
        if key not in self._built:
            self._built[key] = self._build(member, obsoletes, str(len(self._built)))
        return self._built[key]

    def _build(self, member, obsoletes, number):
        top = os.path.join(self._directory.name, number)
        os.mkdir(top)
        with open(top + "/spec", "w") as file:
            file.write(SPEC % dict(member, more="Obsoletes: " + obsoletes if obsoletes else ""))
        done = run("rpmbuild", "-bb", "--target", member["arch"], "--define", "_topdir " + top, "--define",
                   "_dbpath %s/db" % top, "--define", "debug_package %{nil}", top + "/spec",
                   env=dict(os.environ, HOME=top))
        found = [os.path.join(place, name) for place, _, names in os.walk(top + "/RPMS") for name in names]
        if len(found) != 1:
            raise ValueError(done.stdout)
        return found[0]


PACKAGES = Packages()


class Rpm:
    def __init__(self, scene):
        self.database = os.path.join(scene["directory"], "db")
        self.scene = scene
        self.environment = dict(os.environ, HOME=scene["directory"], LC_ALL="C.UTF-8")

    def command(self, *words):
        return ["rpm", *DEBIAN, "--dbpath", self.database, *words]

    def quietly(self, *words):
        """Without the plugin."""
        done = run(*self.command(*words), env=self.environment)
        if done.returncode != 0:
            raise ValueError(done.stdout)
        return done.stdout

    def install_outgoing(self, members):
        """The packages that the transaction removes; their record numbers by name."""
        files = [PACKAGES.file_of(member) for member in members]
        if files:
            self.quietly("-i", "--nodeps", *files)
        said = self.quietly("-qa", "--qf", "%{NAME} %{DBINSTANCE}\n")
        return {name: int(number) for name, number in map(str.split, said.splitlines())}

    def transaction(self, *words):
        """(pid, exit status, everything that rpm wrote). rpm refuses --nodocs in an erasure."""
        defines = ["--define", "__plugindir " + os.path.dirname(PLUGIN),
                   "--define", "__transaction_monit_pkgmap %s %s" % (PLUGIN, self.scene["program"])]
        flags = ["--" + {"nodocs": "excludedocs"}.get(flag, flag) for flag in self.scene.get("flags", ()) if words[0] != "-e" or flag != "nodocs"]
        process = subprocess.Popen(
            self.command("-v", *defines, *flags, *words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, universal_newlines=True,
            env=dict(self.environment, **self.scene.get("environment", {})))
        output, _ = process.communicate()
        return process.pid, process.returncode, output


def play(directory):
    with open(os.path.join(directory, "scene.json")) as file:
        scene = json.load(file)
    members = scene["members"]
    outgoing = [member for member in members if member["part"] == "outgoing"]
    obsoleted = [member["name"] for member in outgoing if member["kind"] == "obsolete"]
    rpm = Rpm(scene)
    records = rpm.install_outgoing(outgoing)
    incoming = [PACKAGES.file_of(member, obsoleted[0] if member["kind"] == "obsolete" else None)
                for member in members if member["part"] == "incoming"]
    if incoming:
        pid, status, output = rpm.transaction("-U", "--nodeps", "--oldpackage", "--replacepkgs", *incoming)
    else:
        pid, status, output = rpm.transaction("-e", "--nodeps", *[member["name"] for member in outgoing])
    lines = [line[line.index(MARK):] for line in output.splitlines() if MARK in line]
    refusals = [line for line in lines if ABORT in line]
    end = "refused: %s" % refusals[0] if refusals else "done" if status == 0 else output
    # rpm prints errors and warnings of a plugin alike.
    return {"pid": pid, "lines": [(None, line) for line in lines if line not in refusals], "end": end,
            "signals": [], "records": records}


def main():
    if sys.argv[1:] == ["--traits"]:
        return print(json.dumps(TRAITS))
    for line in iter(sys.stdin.readline, ""):
        print(json.dumps(play(line.rstrip("\n"))), flush=True)


if __name__ == "__main__":
    if not PLUGIN:
        sys.exit(__doc__)
    main()
