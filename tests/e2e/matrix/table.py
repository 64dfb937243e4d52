"""The matrix as a page of the documentation."""

HEAD = """# The death matrix

What becomes of the checks when a transaction ends badly. Made by

```
sudo tests/e2e/death_matrix --write docs/death-matrix.md
```

from runs of the real dnf, rpm and monit, each row on a host of its own
(`tests/e2e/overlay-run`). `tests/e2e/death_matrix ROW...` runs single rows,
`--list` names them. ctest runs all of it as `e2e.death_matrix`.

- *monitored*: checks that were monitored before the transaction.
- *back*: seconds from the end of the package manager's last process, scriptlets
  included, until every one of them was monitored again.
- *unwatched*: the longest time that one check was not watched, in seconds; the
  scriptlets of most rows take five.
- *off, named*: what is not monitored afterwards, or not defined any more, and told
  by `status` or `history`.
- *left*: sessions under way fifteen seconds later.

In each row what was off before stays off, monit switches nothing off by itself, and
no password is seen on the screen or in an argument list.

"""

COLUMNS = ("row", "what happens", "dnf's end", "monitored", "back", "unwatched", "off, named", "left")

TAIL = """
## What is not run

systemd is not process 1 where the matrix runs. A guard that is a unit of its own is
tested as far as its arguments go: `GuardUnit.*` of the engine's tests hands the same
properties, and the shipped `monit-pkgmap-recover.service`, to `systemd-analyze
verify`. That such a guard outlives the service in which dnf runs was not tried.
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
