"""Runs commands in turns, and says what each took: whole processes, from outside."""

import os
import re
import statistics
import subprocess
import tempfile

ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8"}
COLLECTED = re.compile(r"Collected *: *(\d+)")


class Failed(Exception):
    """A command that is measured did not do its work."""


class Command:
    """What is run. `given` is its standard input, `statuses` are the exit statuses of success."""

    def __init__(self, argv, given="", statuses=(0,)):
        self.argv, self.given, self.statuses = list(argv), given, statuses


class Sample:
    """One run: milliseconds of processor (user and system, all processes that it waited for) and of
    the clock, peak memory in MB, instructions in user space (0: not counted)."""

    def __init__(self, cpu=0.0, clock=0.0, memory=0.0, instructions=0, out=""):
        self.cpu, self.clock, self.memory, self.instructions, self.out = cpu, clock, memory, instructions, out


class Figures:
    """The samples of one command."""

    def __init__(self, samples):
        self.samples = list(samples)

    def of(self, what):
        return [getattr(sample, what) for sample in self.samples]

    def median(self, what):
        return statistics.median(self.of(what))

    def as_json(self):
        shown = {"runs": len(self.samples)}
        for what in ("cpu", "clock", "memory", "instructions"):
            values = self.of(what)
            if any(values):
                shown[what] = {"median": statistics.median(values), "least": min(values), "most": max(values)}
        return shown


def ratios(ours, peer, what):
    """The ratio of each pair, in the order in which they ran."""
    return [one / other for one, other in zip(ours.of(what), peer.of(what)) if other]


class Meter:
    """Runs commands with the program `measured` of the build directory."""

    def __init__(self, build):
        self.program = os.path.join(build, "tests/bench/measured")
        if not os.access(self.program, os.X_OK):
            raise Failed("%s is not built (-DPKGMAP_TESTS=ON, target measured)" % self.program)

    def once(self, command):
        with tempfile.NamedTemporaryFile("r") as result, tempfile.TemporaryFile() as out, \
                tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as given:
            given.write(command.given.encode())
            given.seek(0)
            subprocess.run([self.program, result.name, *command.argv], stdin=given, stdout=out, stderr=err,
                           env=ENVIRONMENT, check=False)
            words = result.read().split()
            out.seek(0)
            err.seek(0)
            if len(words) != 5 or int(words[0]) not in command.statuses:
                raise Failed("%s: %s %s" % (" ".join(command.argv)[:300], words[:1], err.read().decode()[:500]))
            return Sample(int(words[1]) / 1000, int(words[2]) / 1000, int(words[3]) / 1024, int(words[4]),
                          out.read().decode("utf-8", "replace"))

    def in_turns(self, commands, turns):
        """Returns the Figures of each command, by name. The commands take turns, so that a load that
        comes and goes meets all of them alike."""
        samples = {name: [] for name in commands}
        for _ in range(turns):
            for name, command in commands.items():
                samples[name].append(self.once(command))
        return {name: Figures(taken) for name, taken in samples.items()}


def instructions(command):
    """The instructions of the first process of a command, by valgrind; None without valgrind."""
    try:
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command.argv],
                              input=command.given.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              env=ENVIRONMENT, check=False)
    except FileNotFoundError:
        return None
    found = COLLECTED.findall(done.stderr.decode("utf-8", "replace"))
    return int(found[0]) if found else None


def libraries(command):
    """How many libraries the dynamic linker loads for a command, also while it runs."""
    with tempfile.TemporaryDirectory(prefix="pkgmap-libraries-") as directory:
        subprocess.run(command.argv, input=command.given.encode(), stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=False,
                       env=dict(ENVIRONMENT, LD_DEBUG="files", LD_DEBUG_OUTPUT=directory + "/of"))
        # The first process has the smallest number.
        names = sorted(os.listdir(directory), key=lambda name: int(name.rsplit(".", 1)[1]))
        with open(os.path.join(directory, names[0]), encoding="utf-8", errors="replace") as told:
            return len(set(re.findall(r"calling init: (\S+)", told.read())))


def machine():
    """One line about the machine."""
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory = int(file.readline().split()[1]) / 1024 / 1024
    with open("/proc/loadavg", encoding="utf-8") as file:
        load = file.read().split()[0]
    system = "unknown system"
    with open("/etc/os-release", encoding="utf-8") as file:
        for line in file:
            if line.startswith("PRETTY_NAME="):
                system = line.split("=", 1)[1].strip().strip('"')
    return "%s, %d processors, %.1f GB, %s, Linux %s, load %s at the start" % (
        model, os.cpu_count(), memory, system, os.uname().release, load)
