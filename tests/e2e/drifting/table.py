"""The rows as a page of the documentation."""

HEAD = """# The drift matrix

Who changes a file around an upgrade, and whether anybody is told. Made by

```
sudo tests/e2e/drift_matrix --write docs/drift-matrix.md
```

from runs of the real dnf, rpm and monit, each row on a host of its own. The upgrade is
that of mysql-server, which needs a reload; the policy is the one that is built in, but
where the row says otherwise. ctest runs it as `e2e.drift_matrix`.

- *told*: seconds after dnf's end until `verify` exits with 7 and names every changed
  file, and monit's own status shows an alarm for it.
- *kept alive*: by a check of its own, over the reload.
- *over*: seconds from the good content (or `accept`) until there was no alarm, no drift
  and no check less than before, and that for two more cycles.

In every row: no check is monitored with a wrong baseline without an alarm beside it,
and what was off stays off.

| row | the file is changed | told | kept alive | over |
|---|---|---|---|---|
"""


def row_of(result):
    what = result["what"]
    if result["exceptions"]:
        what += " **" + "; ".join(result["exceptions"]).replace("\n", " ").replace("|", "\\|") + "**"
    return "| %s | %s | %.1f | %s | %.1f |\n" % (
        result["name"], what, result["told"], "yes" if result["kept"] else "no", result["healed"])


def page(results):
    return HEAD + "".join(map(row_of, results))


def screen_line(result):
    return "%-4s %-26s told %5.1f s  kept alive %-3s  over %5.1f s" % (
        "FAIL" if result["exceptions"] else "ok", result["name"], result["told"],
        "yes" if result["kept"] else "no", result["healed"])
