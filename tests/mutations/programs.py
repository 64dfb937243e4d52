"""The test programs that look at a change, and which of their tests reach its place.

A test that does not reach a place cannot notice its change. So each test runs once without any change, and
each change meets only the tests that reached it then. Every run has a file of switches of its own
(mutants.SWITCH), which a mount puts where all processes of the run look for it: the guard, for one, starts
without the environment of the test.
"""
import os
import resource
import struct
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import mutants

# In mount's words: what this run has stays out of the sight of others.
IN_PLACE = 'mount --make-rprivate / && mount --bind "$1" "$2" && shift 2 && exec "$@"'


@dataclass
class Program:
    path: str
    at_once: int  # How many processes of it run at the same time: many, if they wait.
    environment: dict = field(default_factory=dict)
    reached: dict = field(default_factory=dict)  # Name of a test: the numbers of the changes it reaches.
    seconds: float = 0  # Of the slowest test, without a change.

    @property
    def target(self):
        return Path(self.path).name

    def reaching(self, number):
        return [name for name, numbers in self.reached.items() if number in numbers]


PROGRAMS = (
    Program("tests/rules/rules_test", 1),
    Program("tests/engine/session_test", 1),
    Program("tests/cli/cli_test", 1),
    Program("tests/engine/engine_test", 1),
    Program("tests/engine/session/model/property_test", 1, {"PKGMAP_INTERLEAVINGS": "2000"}),
    Program("tests/engine/live_test", 12),
)
CPU_SECONDS = 120  # Of one process.


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


class Runs:
    """Runs tests of the programs below `build`, whose processes look for their switches in `place`."""

    def __init__(self, build, place):
        self.build = build
        self.place = place

    def start(self, program, switches, names, shard=(0, 1)):
        command = ["unshare", "-m", "sh", "-c", IN_PLACE, "sh", switches, self.place,
                   self.build / program.path, "--gtest_brief=1", "--gtest_fail_fast"]
        environment = {**os.environ, **program.environment, "GTEST_FILTER": ":".join(names),
                       "GTEST_SHARD_INDEX": str(shard[0]), "GTEST_TOTAL_SHARDS": str(shard[1])}
        return subprocess.Popen(command, cwd=self.build, env=environment, preexec_fn=limited,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def fails(self, program, number, names):
        """Whether one of the tests fails with the change `number`, or does not end."""
        with switches_of(number) as switches:
            shards = min(program.at_once, len(names))
            running = [self.start(program, switches.name, names, (shard, shards))
                       for shard in range(shards)]
            deadline = time.monotonic() + 60 + 10 * program.seconds * len(names) / shards
            failed = False
            for process in running:
                try:
                    failed |= process.wait(0.1 if failed else max(0, deadline - time.monotonic())) != 0
                except subprocess.TimeoutExpired:
                    process.terminate()
                    failed = True
            for process in running:
                process.wait()
            return failed

    def record(self, program):
        """Learns which places each test reaches. Returns the tests that fail without a change."""
        with ThreadPoolExecutor(max(program.at_once, os.cpu_count())) as pool:
            names = self.names(program)
            answers = list(pool.map(lambda name: self.alone(program, name), names))
        program.reached = {name: reached for name, (reached, _, _) in zip(names, answers)}
        program.seconds = max(seconds for _, seconds, _ in answers)
        return [name for name, (_, _, failed) in zip(names, answers) if failed]

    def alone(self, program, name):
        with switches_of(0) as switches:
            begin = time.monotonic()
            failed = self.start(program, switches.name, [name]).wait() != 0
            numbers = {number for number, byte in enumerate(Path(switches.name).read_bytes()[4:]) if byte}
            return numbers, time.monotonic() - begin, failed

    def names(self, program):
        """The names of all tests of a program, as a filter takes them."""
        listed = subprocess.run([self.build / program.path, "--gtest_list_tests"], check=True,
                                capture_output=True, text=True).stdout
        suite, found = "", []
        for line in listed.splitlines():
            name = line.split("#")[0].rstrip()
            if name.startswith("  "):
                found.append(suite + name.strip())
            else:
                suite = name
        return [name for name in found if ".DISABLED_" not in name]


def switches_of(number):
    """A temporary file of switches, with one change on; 0 for none."""
    file = tempfile.NamedTemporaryFile(prefix="pkgmap-mutation-")
    file.write(struct.pack("=i", number) + bytes(mutants.MOST))
    file.flush()
    os.chmod(file.name, 0o666)
    return file
