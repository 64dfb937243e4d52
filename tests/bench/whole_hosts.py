"""What a transaction costs on a whole host: at the manager's side of each hook, and from the start of dnf
to its end. Needs root, and the packages of the end-to-end tests."""

import json
import os
import subprocess

from measure import Figures, Sample, ratios
from table import Row, Value

HERE = os.path.dirname(os.path.abspath(__file__))
MOST_OF_A_HOOK = 12  # milliseconds


def told(bench, *command):
    """The JSON object that a command of this directory prints, or None. Says why there is none."""
    if os.geteuid() != 0:
        return bench.table.leave_out(command[0], "must be root")
    if not os.path.isdir(bench.packages):
        return bench.table.leave_out(command[0], "no packages in %s; tests/e2e/build-packages builds them" % bench.packages)
    done = subprocess.run([os.path.join(HERE, command[0]), *command[1:]], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          universal_newlines=True, check=False)
    if done.returncode != 0:
        return bench.table.leave_out(command[0], (done.stderr or done.stdout).strip()[-300:])
    return json.loads(done.stdout)


def of_clock(milliseconds):
    return Figures([Sample(clock=value) for value in milliseconds])


def hooks(bench):
    took = told(bench, "hooks", "--json", bench.packages, bench.build, str(bench.turns))
    for name, sums in (took or {}).items():
        if name.startswith("--"):
            bench.table.add(Row("monit-pkgmap %s, at the same time" % name, of_clock(sums), "clock"))
        else:
            bench.table.add(Row("hook of %s, a transaction of no check" % name, of_clock(sums), "clock",
                                most=MOST_OF_A_HOOK))


def upgrades(bench):
    took = told(bench, "upgrade", bench.packages, bench.build, str(max(2, bench.turns // 3)))
    for package, ways in (took or {}).items():
        alone = of_clock([run["seconds"] * 1000 for run in ways["alone"]])
        for way in ("stop-start", "ours"):
            one = of_clock([run["seconds"] * 1000 for run in ways[way]])
            bench.table.add(Row("dnf upgrade %s, %s" % (package, way), one, "clock", alone, "no plugin",
                                ratios(one, alone, "clock")))
            added = [run - other for run, other in zip(one.of("clock"), alone.of("clock"))]
            bench.table.add(Row("dnf upgrade %s, added by %s" % (package, way), of_clock(added), "clock"))
        for way, runs in ways.items():
            unwatched = sorted(run["unwatched"] for run in runs)[len(runs) // 2]
            bench.table.add(Value("dnf upgrade %s, %s: not watched, all checks" % (package, way), unwatched, "s"))
            bench.table.add(Value("dnf upgrade %s, %s: checks lost" % (package, way), max(run["lost"] for run in runs), "",
                                  most=0 if way == "ours" else None))


def measure(bench):
    hooks(bench)
    upgrades(bench)
