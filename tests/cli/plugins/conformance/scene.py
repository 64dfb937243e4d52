"""One transaction that a hook sees, with a program in the place of monit-pkgmap.

A scene is a directory: scene.json describes the transaction to the adapter, `program`
is what the hook starts, `calls` has a line of JSON for everything that happened, and
`player` the pid of the process that stands for the package manager.
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

SECONDS = 300  # no hook takes longer, however busy the machine is

# What every program here begins with. It notes its arguments and what it is told.
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
    """What the adapter says (`pid`, `lines`, `end`, `signals`) and what was called."""

    def __init__(self, said, calls):
        self.pid, self.end = said["pid"], said["end"]
        self.lines = [(level, text) for level, text in said["lines"]]
        self.signals = said["signals"]
        self.calls = calls

    def shown(self):
        return [(level, text) for level, text in self.lines if level != "debug"]

    def verbs(self):
        return [call["arguments"][0] for call in self.calls]

    def of(self, verb):
        return [call for call in self.calls if call["arguments"][0] == verb]


class Adapter(object):
    """Runs as long as the tests; conformance_test.py says what it is given and answers."""

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
        """A program in Python: what it does at each command. What begins with #! is the
        whole program; None: there is none."""
        if suspend is None:
            return
        if suspend.startswith("#!"):
            text = suspend.replace("DIRECTORY", self.directory)
        else:
            text = PROLOGUE % {"python": sys.executable, "directory": self.directory, "seconds": SECONDS}
            text += textwrap.indent(textwrap.dedent(suspend).strip(), "    ") + "\nelse:\n"
            text += textwrap.indent(textwrap.dedent(resume or "answer(messages=[])").strip(), "    ") + "\n"
        os.chmod(self.write_file("program", text), 0o755)

    def run(self, given, interrupt=False):
        """The transaction to its end. `interrupt`: the package manager gets a SIGINT as
        soon as the program has reached "begun", which learns that by "interrupted"."""
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
