"""Runs the real program with control files, a package database and a state in one directory."""

import collections
import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import schemas

PROGRAM = os.environ["PKGMAP_PROGRAM"]
RPMDB = os.environ["PKGMAP_RPMDB"]

Answer = collections.namedtuple("Answer", "status out err")

CHECKS = """\
set daemon 30
set httpd unixsocket @DIR@/sock allow localhost
check file alphad with path /usr/sbin/alphad
  if failed checksum then alert
check process alpha with pidfile /run/alpha/alpha.pid
  depends on alphad
check file hosts with path /etc/hosts
"""


def eventually(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def processes_naming(path):
    """Returns the pids of the processes whose command line contains the path."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError), open("/proc/%s/cmdline" % name, "rb") as file:
            if path.encode() in file.read():
                found.append(int(name))
    return found


class ProgramTest(unittest.TestCase):
    """Each test has a directory; commands get its control file, database and state."""

    def setUp(self):
        self.maxDiff = None
        self.directory = tempfile.mkdtemp(prefix="pkgmap-")
        self.addCleanup(self.remove_directory)
        os.chmod(self.directory, 0o755)
        self.state = self.path("state")
        self.monitrc = self.write("monitrc", CHECKS)
        shutil.copytree(RPMDB, self.path("rpmdb"))
        self.environment = {"PATH": os.environ["PATH"], "HOME": self.directory, "TERM": "xterm"}
        if "LSAN_OPTIONS" in os.environ:
            self.environment["LSAN_OPTIONS"] = os.environ["LSAN_OPTIONS"]

    def remove_directory(self):
        """Removes it once no process uses it: a guard may still be writing its history."""
        eventually(lambda: not self.kill_workers())
        shutil.rmtree(self.directory)

    def kill_workers(self):
        """Kills the processes of the directory. Returns whether there was one."""
        workers = processes_naming(self.directory)
        for pid in workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return bool(workers)

    def path(self, name):
        return os.path.join(self.directory, name)

    def write(self, name, text, mode=0o600):
        """Writes a file and returns its path; @DIR@ in the text is the test's directory."""
        path = self.path(name)
        data = text if isinstance(text, bytes) else text.encode()
        with open(path, "wb") as file:
            file.write(data.replace(b"@DIR@", self.directory.encode()))
        os.chmod(path, mode)
        return path

    def transaction(self, *names, **members):
        """Writes a transaction that upgrades these packages, and returns its path."""
        items = [{"action": "upgrade", "name": name, "epoch": "0", "version": "3.0",
                  "release": "1", "arch": "noarch"} for name in names]
        whole = dict({"schema": 1, "manager": "dnf4", "pid": os.getpid(), "items": items},
                     **members)
        schemas.check(schemas.TRANSACTION, whole)
        return self.write("transaction.json", json.dumps(whole))

    def arguments(self, words):
        return [PROGRAM, "--monitrc", self.monitrc, "--dbpath", self.path("rpmdb"),
                "--state-dir", self.state] + list(words)

    def run_program(self, argv, **options):
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("env", self.environment)
        options.setdefault("cwd", self.directory)
        options.setdefault("stdout", subprocess.PIPE)
        done = subprocess.run(argv, stderr=subprocess.PIPE, timeout=120, check=False, **options)
        out = (done.stdout or b"").decode("utf-8", "surrogateescape")
        if argv[0] == PROGRAM:
            schemas.check_answer(argv, out)
        return Answer(done.returncode, out, done.stderr.decode("utf-8", "surrogateescape"))

    def ask(self, *words, **options):
        """Runs the program with the options of this test before the words."""
        return self.run_program(self.arguments(words), **options)

    def bare(self, *words, **options):
        """Runs the program with these words only."""
        return self.run_program([PROGRAM] + list(words), **options)

    def assert_no_state(self):
        self.assertFalse(os.path.lexists(self.state), "a state directory was made")

    def assert_error_object(self, answer, code):
        """Standard output must have the error as its only object."""
        self.assertEqual(answer.status, code, answer)
        said = json.loads(answer.out)
        self.assertEqual(sorted(said), ["error", "schema"])
        self.assertEqual(said["error"]["code"], code)
        return said["error"]["message"]
