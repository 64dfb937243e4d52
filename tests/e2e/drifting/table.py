"""The pages of the documentation that show the rows: by dnf, and by apt."""

import os

HEAD = """# The drift matrix%(by)s

This page shows who changes a file around an upgrade, and who is told of the change.
%(other)s
This command makes the page:

```
sudo %(variable)stests/e2e/drift_matrix --write docs/%(page)s
```

Each row is a run of the real %(managers)s and monit on a host of its own. The package that is
upgraded is mysql-server; the upgrade needs a reload. The policy is the built-in one unless
the row says otherwise. `tests/run --full` runs all rows, and every run %(every_run)s.

- *told*: seconds from the end of %(manager)s until `verify` exits with 7 and names every changed
  file, and monit's own status shows an alarm about each.
- *substitute check*: a substitute check keeps the alarm alive over the reload.
- *recovered*: seconds from the moment when the good content is back, or is accepted,
  until no alarm and no drift is left, and every check is monitored that was monitored
  before; the figure includes two more cycles, in which all of this must hold.

In every row, monit monitors no check with a wrong baseline without an alarm about its
file, and a check that was off stays off.

| row | when, how or by whom the file is changed | told | substitute check | recovered |
|---|---|---|---|---|
"""

BY_DNF = {"by": "", "variable": "", "page": "drift-matrix.md", "managers": "dnf, rpm", "manager": "dnf",
          "other": "[drift-matrix-apt.md](drift-matrix-apt.md) shows the same by apt.",
          "every_run": "the one that matters\nmost (`e2e.tampered`)"}
BY_APT = {"by": " by apt", "variable": "PKGMAP_E2E_VIA=apt ", "page": "drift-matrix-apt.md", "managers": "apt, dpkg",
          "manager": "apt", "other": "[drift-matrix.md](drift-matrix.md) shows the same by dnf.",
          "every_run": "four of them\n(`e2e.drift_matrix.apt`)"}


def row_of(result):
    what = result["what"]
    if result["exceptions"]:
        what += " **" + "; ".join(result["exceptions"]).replace("\n", " ").replace("|", "\\|") + "**"
    return "| %s | %s | %.1f | %s | %.1f |\n" % (
        result["name"], what, result["told"], "yes" if result["kept"] else "no", result["recovered"])


def page(results):
    return HEAD % (BY_APT if os.environ.get("PKGMAP_E2E_VIA") == "apt" else BY_DNF) + "".join(map(row_of, results))


def screen_line(result):
    return "%-4s %-26s told %5.1f s  substitute %-3s  recovered %5.1f s" % (
        "FAIL" if result["exceptions"] else "ok", result["name"], result["told"],
        "yes" if result["kept"] else "no", result["recovered"])
