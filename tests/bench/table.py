"""The rows that a measuring run fills, and what becomes of them: a table and a JSON object."""

import json
import statistics
import sys

TITLES = ("what", "ours", "peer", "ratio", "mark", "met")
WIDTHS = (54, 25, 36, 22, 14, 5)


class Row:
    """One figure beside its peer.

    `ours` and `peer` are Figures, `what` is their member that counts: cpu, clock, memory or
    instructions. `most` is the mark: of the ratio if there is a peer, else of our figure.
    """

    def __init__(self, name, ours, what, peer=None, peer_name="", pairs=None, most=None):
        self.name, self.ours, self.what = name, ours, what
        self.peer, self.peer_name, self.most = peer, peer_name, most
        self.pairs = pairs if pairs is not None else []

    @property
    def figure(self):
        """What the mark is about."""
        return statistics.median(self.pairs) if self.pairs else self.ours.median(self.what)

    @property
    def met(self):
        return None if self.most is None else self.figure <= self.most

    def as_json(self):
        shown = {"name": self.name, "counts": self.what, "ours": self.ours.as_json(), "mark": self.most, "met": self.met}
        if self.peer is not None:
            shown["peer"] = dict(self.peer.as_json(), name=self.peer_name)
        if self.pairs:
            shown["ratio"] = {"median": self.figure, "least": min(self.pairs), "most": max(self.pairs)}
        return shown


class Value:
    """One figure of ours that no process took: a number of libraries, of seconds without a watch."""

    def __init__(self, name, ours, unit, peer=None, peer_name="", most=None):
        self.name, self.ours, self.unit = name, ours, unit
        self.peer, self.peer_name, self.most = peer, peer_name, most

    @property
    def met(self):
        return None if self.most is None else self.ours <= self.most

    def as_json(self):
        shown = {"name": self.name, "unit": self.unit, "ours": self.ours, "mark": self.most, "met": self.met}
        if self.peer is not None:
            shown["peer"] = {"name": self.peer_name, "value": self.peer}
        return shown


def number(value):
    if value >= 1e6:
        return "%.1fM" % (value / 1e6)
    return "%.4g" % value if value < 1000 else "%.0f" % value


def spread(figures, what):
    units = {"cpu": " ms cpu", "clock": " ms", "memory": " MB", "instructions": ""}
    values = figures.of(what)
    text = number(statistics.median(values)) + units[what]
    return text if len(values) == 1 else "%s (%s-%s)" % (text, number(min(values)), number(max(values)))


def cells(row):
    mark = "" if row.most is None else ("<= " + number(row.most))
    met = {None: "", True: "met", False: "NOT"}[row.met]
    if isinstance(row, Value):
        peer = "" if row.peer is None else "%s: %s" % (row.peer_name, number(row.peer))
        return (row.name, "%s %s" % (number(row.ours), row.unit), peer, "", mark, met)
    peer = "" if row.peer is None else "%s: %s" % (row.peer_name, spread(row.peer, row.what))
    ratio = ""
    if row.pairs:
        ratio = number(row.figure)
        if len(row.pairs) > 1:
            ratio += " (%s-%s)" % (number(min(row.pairs)), number(max(row.pairs)))
    return (row.name, spread(row.ours, row.what), peer, ratio, mark, met)


def line(texts):
    return "  ".join(text.ljust(width) for text, width in zip(texts, WIDTHS)).rstrip()


class Table:
    """Prints each row as soon as it is known."""

    def __init__(self, machine, seed):
        self.machine, self.seed, self.rows, self.left_out = machine, seed, [], []
        print(machine)
        print("seed %d; median (least-most); a ratio is the median of pairs\n" % seed)
        print(line(TITLES))

    def add(self, row):
        self.rows.append(row)
        print(line(cells(row)), flush=True)

    def leave_out(self, name, why):
        self.left_out.append({"name": name, "why": why})
        print("left out: %s: %s" % (name, why), flush=True)

    def end(self, path):
        """Prints how many marks are met; writes the JSON file if there is a path."""
        marked = [row for row in self.rows if row.most is not None]
        missed = [row.name for row in marked if not row.met]
        print("\n%d of %d marks met%s" % (len(marked) - len(missed), len(marked),
                                          "; not: " + ", ".join(missed) if missed else ""))
        if path:
            with open(path, "w", encoding="utf-8") as file:
                json.dump({"machine": self.machine, "seed": self.seed, "left_out": self.left_out,
                           "rows": [row.as_json() for row in self.rows]}, file, indent=1)
                file.write("\n")
        sys.stdout.flush()
