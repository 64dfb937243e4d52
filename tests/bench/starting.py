"""The start of the program, compared with that of rpm and of an empty program."""

from measure import Command, libraries, ratios
from table import Row, Value

MOST_CPU = 4


def measure(bench):
    commands = {"ours": Command([bench.program, "--version"]), "help": Command([bench.program, "--help"]),
                "rpm": Command(["rpm", "--version"]), "monit": Command(["monit", "-V"]), "true": Command(["/bin/true"])}
    took = bench.meter.in_turns(commands, 4 * bench.turns)
    bench.table.add(Row("--version", took["ours"], "cpu", took["true"], "/bin/true", most=MOST_CPU))
    for what in ("cpu", "clock"):
        bench.table.add(Row("--version", took["ours"], what, took["rpm"], "rpm --version",
                            ratios(took["ours"], took["rpm"], what)))
    bench.table.add(Row("--help", took["help"], "cpu", took["monit"], "monit -V",
                        ratios(took["help"], took["monit"], "cpu")))
    bench.table.add(Row("--version, peak", took["ours"], "memory", took["rpm"], "rpm --version"))
    bench.table.add(Value("--version, libraries loaded", libraries(commands["ours"]), "", libraries(commands["rpm"]),
                          "rpm --version"))
    bench.count("--version", commands["ours"], commands["rpm"], "rpm --version")
