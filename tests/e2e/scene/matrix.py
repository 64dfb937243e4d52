"""A matrix: rows that each run on a host of their own, with what became of each.

A script of this directory has a Matrix and calls main(); `SCRIPT --inside ROW` runs one
row in the present view and prints its result as the last line.
"""

import argparse
import concurrent.futures
import json
import os
import subprocess
import sys
import traceback

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
AT_A_TIME = 6
LONGEST = 600  # seconds for each row, also on a busy machine


class Matrix:
    """ROWS are classes with `name`, `what` and `run()`; TABLE has page() and screen_line().

    UNKNOWN is the result of a row that did not end: its name, what it does and its
    exception are added. SHORT names the rows that no other test of a whole host has; without it
    there is no such option.
    """

    def __init__(self, script, rows, table, unknown, short=(), surroundings=None):
        self.script = script
        self.rows = {row.name: row for row in rows}
        self.table = table
        self.unknown = unknown
        self.short = short
        self.surroundings = surroundings or surroundings_of_rpm

    def main(self, description):
        """Returns the exit status."""
        options = self.read_arguments(description)
        if options.list:
            for name, row in self.rows.items():
                print("%-26s %s" % (name, row.what))
            return 0
        if options.inside:
            self.run_inside(options.inside)
            return 0
        self.surroundings()
        results = self.run_all(options.rows or (self.short if self.short and options.short else self.rows))
        if options.write:
            page = self.page(results, options.write)
            with open(options.write, "w", encoding="utf-8") as file:
                file.write(page)
        return 1 if any(result["exceptions"] for result in results) else 0

    def page(self, results, _path):
        """The text of the page at `_path`."""
        return self.table.page(results)

    def read_arguments(self, description):
        parser = argparse.ArgumentParser(description=description,
                                         formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.add_argument("rows", nargs="*", metavar="ROW")
        parser.add_argument("--list", action="store_true")
        if self.short:
            parser.add_argument("--short", action="store_true")
        parser.add_argument("--write", metavar="FILE")
        parser.add_argument("--inside", help=argparse.SUPPRESS)
        options = parser.parse_args()
        unknown = set(options.rows) - set(self.rows)
        if unknown:
            parser.error("no such row: %s; --list names them" % ", ".join(sorted(unknown)))
        return options

    def run_inside(self, name):
        """Runs one row in the present view, and prints the result as the last line."""
        row = self.rows[name]()
        try:
            result = row.run()
        except Exception:  # pylint: disable=broad-except
            screen = row.watched.output if row.watched else ""
            result = self.failed(name, "%s\n%s" % (traceback.format_exc(), screen))
        print(json.dumps(result))

    def failed(self, name, exception):
        return dict(self.unknown, name=name, what=self.rows[name].what, exceptions=[exception])

    def run_row(self, name):
        """Runs one row in a view of its own, and returns the result."""
        try:
            done = subprocess.run(
                [os.path.join(HERE, "run-test"), self.script, "--inside", name],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                universal_newlines=True, timeout=LONGEST, check=False)
            return json.loads(done.stdout.splitlines()[-1])
        except subprocess.TimeoutExpired:
            return self.failed(name, "did not end within %d s" % LONGEST)
        except (ValueError, IndexError):
            return self.failed(name, done.stdout)

    def run_all(self, names):
        results = []
        with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
            for result in pool.map(self.run_row, names):
                results.append(result)
                print(self.table.screen_line(result), flush=True)
                for exception in result["exceptions"]:
                    print("     " + exception.replace("\n", "\n     "), flush=True)
        return results


def surroundings_of_rpm():
    """Sets the environment to the build of the preset dev, unless the caller has set it."""
    source = os.path.dirname(os.path.dirname(HERE))
    build = os.environ.setdefault("PKGMAP_BUILD", source + "/.build/dev")
    packages = os.environ.setdefault("PKGMAP_E2E_PACKAGES", build + "/e2e-packages")
    subprocess.run([os.path.join(HERE, "build-packages"), packages], check=True, stdout=sys.stderr)


def surroundings_of_apt():
    """The same with the .deb packages and with apt as the package manager."""
    surroundings_of_rpm()
    packages = os.environ["PKGMAP_E2E_PACKAGES"]
    debs = os.path.join(os.path.dirname(os.path.abspath(packages)), "e2e-debs")
    subprocess.run([os.path.join(HERE, "build-debs"), debs, packages], check=True, stdout=sys.stderr)
    os.environ.update(PKGMAP_E2E_PACKAGES=debs, PKGMAP_E2E_VIA="apt")
