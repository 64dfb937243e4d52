"""Reading control files, compared with `monit -t` of the same files."""

import os

import control_files
from measure import Command, ratios
from table import Row

SIZES = (10, 100, 1000, 10000)
MARKS = {1000: 0.4, 10000: 0.04}
MOST_GROWTH = 10.5
MOST_MEMORY = 60


def measure(bench):
    by_size = {}
    for size in SIZES:
        place = os.path.join(bench.directory, "parsing-%d" % size)
        path = control_files.make(place, size, bench.seed)
        program = [bench.program, "--monitrc", path, "config"]
        commands = {"json": Command([*program, "--json"]), "text": Command(program),
                    "check": Command([*program, "--check"], statuses=(0, 3)),
                    "monit": Command(["monit", "-t", "-c", path])}
        turns = bench.turns if size < 10000 else max(3, bench.turns // 3)
        by_size[size] = took = bench.meter.in_turns(commands, turns)
        peer, name = took["monit"], "monit -t"
        for what in ("clock", "cpu"):
            bench.table.add(Row("config --json, %d checks" % size, took["json"], what, peer, name,
                                ratios(took["json"], peer, what), MARKS.get(size) if what == "clock" else None))
        for key, words in (("text", "config"), ("check", "config --check")):
            bench.table.add(Row("%s, %d checks" % (words, size), took[key], "cpu", peer, name,
                                ratios(took[key], peer, "cpu")))
        bench.count("config --json, %d checks" % size, commands["json"], commands["monit"], name)
    for key, name, mark in (("json", "config --json", MOST_GROWTH), ("monit", "monit -t", None)):
        for small, large in zip(SIZES[1:], SIZES[2:]):
            less, more = by_size[small][key], by_size[large][key]
            # The turns of two sizes are no pairs: the least figures are compared.
            growth = [min(more.of("cpu")) / min(less.of("cpu"))]
            bench.table.add(Row("%s, %d checks against %d" % (name, large, small), more, "cpu", less,
                                "%d checks" % small, growth, mark if large == SIZES[-1] else None))
    bench.table.add(Row("config --json, peak of %d checks" % SIZES[-1], by_size[SIZES[-1]]["json"], "memory",
                        by_size[SIZES[-1]]["monit"], "monit -t", most=MOST_MEMORY))
