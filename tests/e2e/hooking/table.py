"""The page of the documentation that shows the matrix of hooks: a section for each release."""

import re
import shutil
import subprocess

from hooking import row

HEAD = """# The matrix of hooks

This page shows what becomes of the checks in each kind of transaction, through each hook.
These commands make the page:

```
sudo tests/distributions forky
sudo tests/e2e/hook_matrix --write docs/hooks-matrix.md
```

Each cell is a run of the real package manager, rpm and monit on a host of its own
(`tests/e2e/overlay-run`). `tests/e2e/hook_matrix CELL...` runs single cells, `--list` names
the cells of the package managers that a host has. `tests/distributions` runs the cells of
another release, where dnf 5 is, and `--write` puts the sections of all releases that have been
run into the page. `tests/run --full` runs all cells.

A cell says how many checks were suspended, who resumed them, and how the package manager
ended: its exit status, or the signal. *hook*: the hook resumed the checks, before the package
manager ended. *guard*: the guard did, so many seconds after the last process of the package
manager, scriptlets included, had ended. A check whose package is gone stays off, and `status`
or `history` names it.

In each cell all other checks are monitored in the end, a check that was off before stays off,
monit starts nothing, switches nothing off and sees no changed checksum, one session at most
begins, none is left, no package counts as changed without a hook (but for a transaction of the
database alone), the packages are what the transaction makes them, and no password appears on
the screen or in an argument list.
"""

COLUMNS = {"dnf4": "dnf 4", "dnf5": "dnf 5", "rpm": "rpm's plugin", "zypper": "zypper's hook",
           "zypper/zypp+rpm": "zypper's hook and rpm's plugin", "dnf5/dnf5+rpm": "dnf 5 and rpm's plugin",
           "dnf4/dnf4+rpm": "dnf 4 and rpm's plugin"}
PROGRAMS = (("dnf", "--version"), ("dnf5", "--version"), ("rpm", "--version"), ("zypper", "--version"),
            ("monit", "--version"))


def versions():
    found = []
    for program, option in PROGRAMS:
        if shutil.which(program):
            said = subprocess.run([program, option], stdout=subprocess.PIPE, universal_newlines=True, check=False).stdout
            found.append("%s %s" % (program, re.search(r"\d+(\.\d+)+", said).group()))
    return ", ".join(found)


def release():
    with open("/etc/os-release", encoding="utf-8") as file:
        return re.search('^PRETTY_NAME="(.*)"', file.read(), re.MULTILINE).group(1)


def resumed(result):
    if not result["suspended"]:
        return "none suspended"
    count = "%d suspended, " % len(result["suspended"])
    stay = len(result["off"])
    if stay == len(result["suspended"]):
        return count + "stay off, named"
    by = "hook" if result["by"] == row.HOOK else "guard after %.1f s" % result["back"]
    return count + by + (", %d stay off, named" % stay if stay else "")


def cell(result):
    if result["cannot"]:
        return "– (%s)" % result["cannot"]
    text = "%s; %s" % (resumed(result), result["end"])
    if result["exceptions"]:
        text += " **" + "; ".join(result["exceptions"]) + "**"
    return text.replace("\n", " ").replace("|", "\\|")


def table(results):
    vias = list(dict.fromkeys(result["via"] for result in results))
    text = "\n| case | what happens | %s |\n" % " | ".join(COLUMNS[via] for via in vias)
    text += "|---" * (len(vias) + 2) + "|\n"
    for case in dict.fromkeys(result["case"] for result in results):
        of_case = {result["via"]: result for result in results if result["case"] == case}
        what = next(iter(of_case.values()))["what"]
        text += "| %s | %s | %s |\n" % (case, what, " | ".join(
            cell(of_case[via]) if via in of_case else "not run" for via in vias))
    return text


def section(results):
    """The section of this release: a table of single hooks, and one of pairs."""
    text = "\n## %s\n\n%s.\n" % (release(), versions())
    for pairs in (False, True):
        some = [result for result in results if ("/" in result["via"]) == pairs]
        text += table(some) if some else ""
    return text


def with_cells(old, results):
    """A section in which these cells are replaced."""
    lines, columns = old.split("\n"), []
    for number, line in enumerate(lines):
        words = line[2:-2].split(" | ")
        if line.startswith("| case |"):
            columns = words
        for result in results:
            if line.startswith("| %s |" % result["case"]) and COLUMNS[result["via"]] in columns:
                words[columns.index(COLUMNS[result["via"]])] = cell(result)
                lines[number] = "| %s |" % " | ".join(words)
    return "\n".join(lines)


def sections(page):
    """The sections of a page: text by name of the release, in their order."""
    parts = re.split(r"(?m)^(?=## )", page)[1:]
    return {part.split("\n", 1)[0][3:]: "\n" + part.rstrip("\n") + "\n" for part in parts}


def screen_line(result):
    verdict = "ok" if not result["exceptions"] else "FAIL"
    return "%-4s %-32s %s" % (verdict, result["name"], cell(dict(result, exceptions=[])))
