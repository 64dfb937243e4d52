"""One transaction that a hook sees, with a program in the place of monit-pkgmap.

A scene is a directory: scene.json describes the transaction to the adapter, the hook
starts `program`, `calls` has a line of JSON for every call, and `player` has the pid of
the process that plays the package manager.
"""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import textwrap
import time

SECONDS = 300  # no hook takes longer, even on a busy machine

# The beginning of every program here; it records its arguments and its input.
PROLOGUE = """\
#!%(python)s
import json, os, signal, sys, time
def path(name):
    return os.path.join(%(directory)r, name)
def note(**what):
    with open(path("calls"), "a") as calls:
        calls.write(json.dumps(what) + "\\n")
def answer(**values):
    print(json.dumps(dict(schema=1, **values)), flush=True)
def reach(name):
    open(path(name), "w").close()
def wait_for(name):
    deadline = time.monotonic() + %(seconds)d
    while not os.path.exists(path(name)) and time.monotonic() < deadline:
        time.sleep(0.02)
note(arguments=sys.argv[1:], told=sys.stdin.read(), pid=os.getpid())
if "suspend" in sys.argv:
"""


class Outcome(object):
    """The answer of the adapter (`pid`, `lines`, `end`, `signals`) and the calls."""

    def __init__(self, said, calls):
        self.pid, self.end = said["pid"], said["end"]
        self.lines = [(level, text) for level, text in said["lines"]]
        self.signals = said["signals"]
        self.records = said.get("records", {})
        self.calls = calls

    def shown(self):
        return [(level, text) for level, text in self.lines if level != "debug"]

    def verbs(self):
        return [call["arguments"][0] for call in self.calls]

    def of(self, verb):
        return [call for call in self.calls if call["arguments"][0] == verb]


class Adapter(object):
    """One process for all tests; conformance_test.py describes its input and answers."""

    def __init__(self, command):
        self.command = command
        self._process = None

    def traits(self):
        return json.loads(subprocess.run(self.command + ["--traits"], stdout=subprocess.PIPE, check=True).stdout.decode())

    def play(self, scene, interrupt):
        if self._process is None:
            self._process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                             universal_newlines=True, bufsize=1)
        self._process.stdin.write(scene.directory + "\n")
        self._process.stdin.flush()
        if interrupt:
            scene.wait_for("begun")
            with open(scene.path("player")) as file:
                os.kill(int(file.read()), signal.SIGINT)
            scene.write_file("interrupted")
        if not select.select([self._process.stdout], [], [], SECONDS)[0]:
            raise AssertionError("the adapter does not come to an end")
        return json.loads(self._process.stdout.readline())

    def close(self):
        if self._process is not None:
            self._process.stdin.close()
            self._process.stdout.close()
            self._process.wait()


class Scene(object):
    def __init__(self, adapter):
        self._adapter = adapter
        self._directory = tempfile.TemporaryDirectory()
        self.directory = self._directory.name

    def close(self):
        self._directory.cleanup()

    def path(self, name):
        return os.path.join(self.directory, name)

    def write_file(self, name, text=""):
        with open(self.path(name), "w") as file:
            file.write(text)
        return self.path(name)

    def program(self, suspend, resume=None):
        """Writes a program in Python from its statements for each command. A text that begins
        as files of programs do is the whole program; None writes no program."""
        if suspend is None:
            return
        if suspend.startswith(("#!", "\x7fELF")):
            text = suspend.replace("DIRECTORY", self.directory)
        else:
            text = PROLOGUE % {"python": sys.executable, "directory": self.directory, "seconds": SECONDS}
            text += textwrap.indent(textwrap.dedent(suspend).strip(), "    ") + "\nelse:\n"
            text += textwrap.indent(textwrap.dedent(resume or "answer(messages=[])").strip(), "    ") + "\n"
        os.chmod(self.write_file("program", text), 0o755)

    def run(self, given, interrupt=False):
        """Runs the transaction to its end. With `interrupt` the package manager gets a SIGINT
        once the program has made the file `begun`; the file `interrupted` then tells the
        program."""
        self.write_file("scene.json", json.dumps(
            dict(given, directory=self.directory, program=self.path("program"), calls=self.path("calls"))))
        return Outcome(self._adapter.play(self, interrupt), self.calls())

    def calls(self):
        try:
            with open(self.path("calls")) as file:
                return [json.loads(line) for line in file]
        except FileNotFoundError:
            return []

    def reached(self, name):
        return os.path.exists(self.path(name))

    def wait_for(self, name):
        deadline = time.monotonic() + SECONDS
        while not self.reached(name):
            if time.monotonic() > deadline:
                raise AssertionError("nobody came to " + name)
            time.sleep(0.02)
