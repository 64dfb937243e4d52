"""The page of the documentation that shows the matrix."""

HEAD = """# The death matrix

This page shows what becomes of the checks when a transaction ends badly. This command
makes the page:

```
sudo tests/e2e/death_matrix --write docs/death-matrix.md
```

Each row is a run of the real dnf, rpm and monit on a host of its own
(`tests/e2e/overlay-run`). `tests/e2e/death_matrix ROW...` runs single rows, and
`--list` names the rows. `--short`, which
ctest calls as `e2e.death_matrix`, runs the rows that no other test has; `tests/run --full`
runs all.

- *dnf's end*: the exit status of dnf, or the signal that ended it.
- *monitored*: how many checks monit monitored before the transaction.
- *back*: seconds from the end of the package manager's last process, scriptlets
  included, until monit monitored each of these checks.
- *unwatched*: the longest time for which monit did not watch one check, in seconds; the
  scriptlets of most rows take five seconds.
- *off, named*: the checks that monit does not monitor afterwards, or that no control
  file defines any more, and that `status` or `history` names.
- *left*: sessions that have not ended fifteen seconds later.

In each row a check that was off before stays off, monit switches no check off by itself,
and no password appears on the screen or in an argument list.

"""

COLUMNS = ("row", "what happens", "dnf's end", "monitored", "back", "unwatched", "off, named", "left")

TAIL = """
## What is not run

systemd is not process 1 where the matrix runs, so no row has a guard that is a unit of
its own. [systemd.md](systemd.md) has rows in which it is, by apt: the service with apt is
stopped or killed, and the machine is shut down.
"""


def row_of(result):
    cells = (result["name"], result["what"], result["dnf"], result["monitored"],
             "%.1f" % result["back"], "%.1f" % result["unwatched"],
             ", ".join(result["named"]) or "–", result["left"])
    if result["exceptions"]:
        cells = cells[:1] + (cells[1] + " **" + "; ".join(result["exceptions"]) + "**",) + cells[2:]
    return "| " + " | ".join(str(cell).replace("\n", " ").replace("|", "\\|") for cell in cells) + " |\n"


def page(results):
    text = HEAD + "| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|\n"
    return text + "".join(map(row_of, results)) + TAIL


def screen_line(result):
    verdict = "ok" if not result["exceptions"] else "FAIL"
    return "%-4s %-26s dnf %-8s back %5.1f s  unwatched %5.1f s  named %-24s left %d" % (
        verdict, result["name"], result["dnf"], result["back"], result["unwatched"],
        ",".join(result["named"]) or "-", result["left"])
