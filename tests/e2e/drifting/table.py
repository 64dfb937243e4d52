"""The page of the documentation that shows the rows."""

HEAD = """# The drift matrix

This page shows who changes a file around an upgrade, and who is told of the change. This
command makes the page:

```
sudo tests/e2e/drift_matrix --write docs/drift-matrix.md
```

Each row is a run of the real dnf, rpm and monit on a host of its own. The package that is
upgraded is mysql-server; the upgrade needs a reload. The policy is the built-in one unless
the row says otherwise. `tests/run --full` runs all rows, and `e2e.tampered` in every run
the one that matters most.

- *told*: seconds from the end of dnf until `verify` exits with 7 and names every changed
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


def row_of(result):
    what = result["what"]
    if result["exceptions"]:
        what += " **" + "; ".join(result["exceptions"]).replace("\n", " ").replace("|", "\\|") + "**"
    return "| %s | %s | %.1f | %s | %.1f |\n" % (
        result["name"], what, result["told"], "yes" if result["kept"] else "no", result["recovered"])


def page(results):
    return HEAD + "".join(map(row_of, results))


def screen_line(result):
    return "%-4s %-26s told %5.1f s  substitute %-3s  recovered %5.1f s" % (
        "FAIL" if result["exceptions"] else "ok", result["name"], result["told"],
        "yes" if result["kept"] else "no", result["recovered"])
