"""One `suspend` of 200 checks, compared with 200 calls of `monit unmonitor`; and transactions that touch
no check, with 0 to 500 elements."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import control_files
from measure import Command, Failed, Figures, Sample, libraries, ratios
from table import Row, Value

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../support"))
from guards import kill_guards_of  # noqa: E402

CHECKS = 200
MARK = 0.03
ELEMENTS = (0, 1, 10, 100, 500)
READY = 60  # seconds


class Host:
    """A monit that watches 200 files of one package, and a process that stands for the package manager."""

    def __init__(self, bench, rpm):
        self._bench = bench
        self.directory = os.path.join(bench.directory, "suspending")
        self.database = self.path("rpmdb")
        for name in ("rpmdb", "host/sbin", "host/etc", "host/run"):
            os.makedirs(self.path(name))
        debian = subprocess.run(["rpm", "--force-debian", "--version"], stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, check=False).returncode == 0
        subprocess.run(["rpm", *(["--force-debian"] if debian else []), "--dbpath", self.database, "-U",
                        "--justdb", "--nodeps", "--noscripts", "--relocate",
                        "/srv/hosted=" + self.path("host"), rpm], check=True)
        for name in ("host/sbin/daemon", "host/etc/settings", "other"):
            control_files.write(self.path(name), "x\n")
        self.manager = subprocess.Popen(["sleep", "3600"])
        self._start_monit()

    def path(self, name):
        return os.path.join(self.directory, name)

    def _start_monit(self):
        lines = ["set daemon 30", "set log " + self.path("log"), "set idfile " + self.path("id"),
                 "set statefile " + self.path("state"), "set pidfile " + self.path("pid"),
                 "set httpd unixsocket %s allow localhost" % self.path("sock")]
        lines += ["check file check%d path %s" % (number, self.path("host/sbin/daemon"))
                  for number in range(CHECKS)]
        lines.append("check file other path " + self.path("other"))
        control_files.write(self.path("monitrc"), "\n".join(lines) + "\n")
        self.monit = subprocess.Popen(["monit", "-I", "-c", self.path("monitrc")],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.await_on(CHECKS + 2)

    def close(self):
        for process in (self.monit, self.manager):
            process.send_signal(signal.SIGKILL)
            process.wait()
        kill_guards_of(self.directory)
        shutil.rmtree(self.directory, ignore_errors=True)

    def status(self):
        with socket.socket(socket.AF_UNIX) as peer:
            peer.connect(self.path("sock"))
            peer.sendall(b"GET /_status?format=xml HTTP/1.0\r\n\r\n")
            answer = b""
            while True:
                more = peer.recv(1 << 16)
                if not more:
                    return answer
                answer += more

    def await_on(self, count):
        deadline = time.monotonic() + READY
        while time.monotonic() < deadline:
            try:
                answer = self.status()
                if (answer.count(b"<monitor>0</monitor>") == CHECKS + 2 - count
                        and answer.count(b"<pendingaction>0</pendingaction>") == CHECKS + 2):
                    return
            except OSError:
                pass
            time.sleep(0.02)
        raise Failed("monit does not show %d checks as monitored" % count)

    def ours(self, *arguments, given=""):
        return Command([self._bench.program, "--json", "--settle", "0", "--monitrc", self.path("monitrc"), "--dbpath",
                        self.database, "--state-dir", self.path("state-dir"), *arguments], given)

    def transaction(self, items):
        text = json.dumps({"schema": 1, "manager": "bench", "pid": self.manager.pid, "items": items})
        return self.ours("suspend", "--transaction", "-", given=text)

    def upgrade(self, package, rpm=None):
        return {"action": "upgrade", "name": package, "epoch": "0", "version": "1", "release": "1", "arch": "noarch",
                "rpm": rpm}

    def suspend(self):
        sample = self._bench.meter.once(self.transaction([self.upgrade("hosted")]))
        answer = json.loads(sample.out)
        if len(answer.get("suspended", ())) != CHECKS:
            raise Failed("suspend: %s" % answer)
        self._bench.meter.once(self.ours("resume", "--session", answer["session"]))
        self.await_on(CHECKS + 2)
        return sample

    def unmonitor_each(self):
        began = time.perf_counter()
        for number in range(CHECKS):
            subprocess.run(["monit", "-c", self.path("monitrc"), "unmonitor", "check%d" % number], check=True)
        self.await_on(2)
        sample = Sample(clock=(time.perf_counter() - began) * 1000)
        subprocess.run(["monit", "-c", self.path("monitrc"), "monitor", "all"], check=True)
        self.await_on(CHECKS + 2)
        return sample


def transactions_of_no_check(bench, host, rpm):
    """The elements of a transaction grow; each is a package file that touches no check."""
    copies = [host.path("%d.rpm" % number) for number in range(max(ELEMENTS))]
    for copy in copies:
        shutil.copy(rpm, copy)
    commands = {count: host.transaction([dict(host.upgrade("no-such-package", path), action="install")
                                         for path in copies[:count]]) for count in ELEMENTS}
    took = bench.meter.in_turns(commands, bench.turns)
    for count in ELEMENTS:
        for sample in took[count].samples:
            if json.loads(sample.out).get("suspended") != []:
                raise Failed("a transaction of no check: " + sample.out)
        pairs = ratios(took[count], took[0], "clock") if count else []
        bench.table.add(Row("suspend of no check, %d package files" % count, took[count], "clock",
                            took[0] if count else None, "0 package files", pairs))
    bench.table.add(Row("suspend of no check", took[0], "cpu"))
    bench.table.add(Row("suspend of no check, peak", took[0], "memory"))
    bench.table.add(Value("suspend of no check, libraries loaded", libraries(commands[0]), ""))
    bench.count("suspend of no check", commands[0])


def another_package(bench):
    """A small package that owns no path of a check; None if the packages of the tests are not built."""
    place = os.path.join(bench.packages, "v1", "noarch")
    names = sorted(os.listdir(place)) if os.path.isdir(place) else []
    return next((os.path.join(place, name) for name in names if name.startswith("plain-")), None)


def measure(bench):
    rpm = os.path.join(bench.build, "tests/engine/hosted")
    found = [os.path.join(place, name) for place, _, names in os.walk(rpm) for name in names
             if name.startswith("hosted-1-") and name.endswith(".rpm") and ".src." not in name]
    if not found:
        return bench.table.leave_out("suspend", "there is no package hosted-1 below %s" % rpm)
    host = Host(bench, found[0])
    try:
        samples = {"suspend": [], "unmonitor": []}
        for _ in range(bench.turns):
            samples["suspend"].append(host.suspend())
            samples["unmonitor"].append(host.unmonitor_each())
        took = {name: Figures(taken) for name, taken in samples.items()}
        peer = "%d monit unmonitor" % CHECKS
        bench.table.add(Row("suspend of %d checks" % CHECKS, took["suspend"], "clock", took["unmonitor"], peer,
                            ratios(took["suspend"], took["unmonitor"], "clock"), MARK))
        bench.table.add(Row("suspend of %d checks" % CHECKS, took["suspend"], "cpu"))
        bench.table.add(Row("suspend of %d checks, peak" % CHECKS, took["suspend"], "memory"))
        other = another_package(bench)
        if other:
            transactions_of_no_check(bench, host, other)
        else:
            bench.table.leave_out("suspend of no check", "no packages in %s" % bench.packages)
    finally:
        host.close()
    return None
