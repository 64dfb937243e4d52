"""Finding the owners of paths, audit and explain, compared with one `rpm -qf` of the same paths.

The databases are those of big_rpmdb, with 500 to 4,000 packages.
"""

import os
import subprocess
import sys

import control_files
from measure import Command, Figures, ratios
from table import Row, Value

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../oracle"))
from owners import differences  # noqa: E402

USUAL = 2000
SIZES = (500, 1000, USUAL, 4000)
FILES_OF_A_PACKAGE = 100


class Database:
    """One package database, and control files about its paths."""

    def __init__(self, bench, packages):
        self.place = os.path.join(bench.directory, "rpmdb-%d" % packages)
        subprocess.run([os.path.join(HERE, "big_rpmdb"), self.place, "--packages", str(packages), "--files",
                        str(packages * FILES_OF_A_PACKAGE), "--seed", str(bench.seed)], check=True,
                       stdout=subprocess.DEVNULL)
        self.paths = {name: self._lines(name) for name in ("mixed", "monitlike")}
        self.daemon = "svc" + self.paths["monitlike"][0].rsplit("svc", 1)[1][:-1]
        self.query = ["rpm", "--dbpath", self.place, "-qf"]
        self._bench = bench

    def _lines(self, name):
        with open(os.path.join(self.place, name + ".txt"), encoding="utf-8") as file:
            return file.read().splitlines()

    def rpm(self, name):
        # rpm exits with the number of paths that nobody owns.
        return Command(self.query + self.paths[name], statuses=range(256))

    def owners(self, name):
        return Command([os.path.join(self._bench.build, "bench/owners_of"), self.place],
                       "".join(path + "\n" for path in self.paths[name]))

    def ours(self, name, *words):
        path = os.path.join(self.place, name + ".monitrc")
        if not os.path.exists(path):
            lines = ["set daemon 30"]
            lines += ["check file f%d with path %s" % (i, path) if not path.endswith(".pid") else
                      "check process p%d with pidfile %s" % (i, path) for i, path in enumerate(self.paths[name])]
            control_files.write(path, "\n".join(lines) + "\n")
        return Command([self._bench.program, "--dbpath", self.place, "--state-dir", self.place + "/state", "--monitrc",
                        path, *words], statuses=(0, 1, 3, 7, 9))


def monitlike(bench, database):
    """The paths that a control file names: daemon, unit, configuration, pidfile."""
    count = len(database.paths["monitlike"])
    commands = {"rpm": database.rpm("monitlike"), "owners": database.owners("monitlike"),
                "audit": database.ours("monitlike", "audit"),
                "explain": database.ours("monitlike", "explain", database.daemon)}
    took = bench.meter.in_turns(commands, bench.turns)
    peer = "rpm -qf of %d paths" % count
    for key, words, mark in (("owners", "owners of %d paths" % count, None), ("audit", "audit of %d checks" % count, 1.0),
                             ("explain", "explain of a package, %d checks" % count, 0.3)):
        for what in ("clock", "cpu"):
            bench.table.add(Row(words, took[key], what, took["rpm"], peer, ratios(took[key], took["rpm"], what),
                                mark if what == "clock" else None))
        bench.count(words, commands[key], commands["rpm"], peer)
    for key, mark in (("audit", 25), ("explain", None)):
        bench.table.add(Row("%s of %d checks, peak" % (key, count), took[key], "memory", took["rpm"], peer, most=mark))


def mixed(bench, database):
    """1,000 paths of all kinds; rpm takes seconds for them, and runs once."""
    slow = bench.meter.once(database.rpm("mixed"))
    commands = {"owners": database.owners("mixed"), "audit": database.ours("mixed", "audit"),
                "explain": database.ours("mixed", "explain", database.daemon)}
    took = bench.meter.in_turns(commands, max(3, bench.turns // 2))
    peer = Figures([slow])
    for key, words, mark in (("owners", "owners of 1000 mixed paths", 1 / 60), ("audit", "audit, 1000 mixed paths", None),
                             ("explain", "explain, 1000 mixed paths", None)):
        pairs = [one / slow.cpu for one in took[key].of("cpu")]
        bench.table.add(Row(words, took[key], "cpu", peer, "rpm -qf of the same", pairs, mark))
    for name, out in (("mixed", took["owners"].samples[0].out),
                      ("monitlike", bench.meter.once(database.owners("monitlike")).out)):
        wrong = differences(database.place, database.paths[name], out)
        bench.table.add(Value("answers about %s paths that differ from rpm's" % name, len(wrong), "", most=0))


def measure(bench):
    """The growth of audit and explain with the packages, then the usual database."""
    usual = None
    for packages in (USUAL,) if bench.quick else SIZES:
        database = Database(bench, packages)
        commands = {"rpm": database.rpm("monitlike"), "audit": database.ours("monitlike", "audit"),
                    "explain": database.ours("monitlike", "explain", database.daemon)}
        took = bench.meter.in_turns(commands, max(3, bench.turns // 2))
        count = len(database.paths["monitlike"])
        for key in ("audit", "explain"):
            bench.table.add(Row("%s, %d packages, %d checks" % (key, packages, count), took[key], "cpu", took["rpm"],
                                "rpm -qf", ratios(took[key], took["rpm"], "cpu")))
        bench.table.add(Row("audit, %d packages, peak" % packages, took["audit"], "memory"))
        usual = database if packages == USUAL else usual
    monitlike(bench, usual)
    if not bench.quick:
        mixed(bench, usual)
