#!/usr/bin/python3
"""conformance_test.py ADAPTER...: tests of what every hook must do, with one hook.

ADAPTER is a command. With --traits it prints the traits of its package manager, as JSON:

  manager   the name of the package manager in a transaction
  can       what the rows of cases.py may need
  hides     kinds of outgoing packages that the package manager does not name
  says      the words of the package manager for actions
  knows     "file": where an incoming .rpm lies; "record": the number of an installed one;
            "list": the files of every package, none in these packages; "deb": the packages are
            dpkg's, and where an incoming .deb lies
  tells     members of the transaction that only this hook tells; may be missing
  arguments further arguments of `suspend`, DIRECTORY for that of the scene; may be missing
  resumes   "pid" if the hook resumes whatever is suspended for the package manager; may be missing

Without arguments the adapter reads the directories of scenes, one on each line. For each
scene it starts a process, which writes its pid to the file `player` there and shows the
transaction of scene.json to the hook, before and after, as the package manager does. Then
the adapter prints one line of JSON:

  pid       the pid of the package manager, as far as the hook knows it
  lines     [level, text] for every message; the level "debug" means the log only
  end       "done", "refused: WHY", "interrupted", "exit N"
  signals   signals that reached the package manager
  records   the record numbers of outgoing packages by name, if the package database chose
            them itself; may be missing

scene.json has `members` (transactions.py), `program`, `calls`, and:

  environment       variables of the package manager
  root, flags, download_only
                    root of the installation, flags of rpm's transaction, whether the package
                    manager only downloads
  disabled          the file that switches hooks off exists
  time_is_over_at   every time limit of the hook ends once the directory has this file
  clock             the clock of the hook stands still, but for so many seconds that it goes
                    forward once the directory has a file of this name
  posts, times      how often the hook after the transaction is called, and both hooks
  others            what two more plugins do, one before and one after ours: "go on", "fail"
  surprise          a member has a form that no hook knows
  on_interrupt      "exit": a handler of SIGINT exits with status 3

PKGMAP_CASE has words of the rows to run; without it all rows run.
"""

import json
import os
import re
import sys
import unicodedata
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..")]

import schemas  # noqa: E402
from cases import GROUPS, Has  # noqa: E402
from scene import Adapter, Scene  # noqa: E402
from transactions import expected_items  # noqa: E402

ADAPTER = Adapter(sys.argv[1:])
MAX_LINES, MAX_COLUMNS = 3, 200


class HookTest(unittest.TestCase):
    maxDiff = None
    traits = None

    def kill(self, pid):
        os.kill(pid, 0)

    def check(self, row):
        missing = row.needs - set(self.traits["can"])
        if missing:
            self.skipTest("the adapter of %s cannot play: %s" % (self.traits["manager"], ", ".join(sorted(missing))))
        scene = Scene(ADAPTER)
        self.addCleanup(scene.close)
        for member in row.given["members"] or ():
            if member["file"]:
                scene.write_file(member["file"])
        if row.given.get("disabled"):
            scene.write_file("disabled")
        scene.program(row.suspend, row.resume)
        outcome = scene.run(row.given, row.interrupt)
        self.assert_text(row.end, outcome.end)
        self.assertEqual(row.verbs, outcome.verbs(), outcome.lines)
        self.assert_lines(row, outcome)
        self.assertEqual([], outcome.signals)
        self.assert_told(row, outcome, scene.directory)
        if row.check:
            row.check(self, scene, outcome)

    def assert_text(self, expected, text):
        if isinstance(expected, Has):
            self.assertIn(expected, text)
        else:
            self.assertEqual(expected, text)

    def assert_lines(self, row, outcome):
        """The hook shows few, short lines that any terminal can show."""
        if "lines" not in self.traits["can"]:
            return self.assertEqual([], outcome.shown())
        shown = outcome.shown()
        self.assertEqual(len(row.shown), len(shown), shown)
        self.assertLessEqual(len(shown), MAX_LINES * row.given.get("times", 1))
        for (expected_level, expected), (level, text) in zip(row.shown, shown):
            self.assert_text(expected, text)
            self.assertIn(level, (expected_level, None))
            self.assertLessEqual(len(text), MAX_COLUMNS)
            self.assertTrue(text.startswith("monit-pkgmap: "), text)
            self.assertFalse([c for c in text if unicodedata.category(c)[0] == "C"], text)

    def assert_told(self, row, outcome, directory):
        manager = self.traits["manager"]
        for call in outcome.of("suspend"):
            more = [word.replace("DIRECTORY", directory) for word in self.traits.get("arguments", ())]
            self.assertEqual(["suspend", "--transaction", "-", "--json"] + more, call["arguments"])
            told = json.loads(call["told"])
            schemas.check(schemas.TRANSACTION, told)
            items = expected_items(row.given["members"], self.traits, directory, outcome.records)
            self.assertCountEqual(items, told.pop("items"))
            self.assertEqual(dict({"schema": 1, "manager": manager, "pid": outcome.pid}, **self.traits.get("tells", {})),
                             told)
        for call in outcome.of("resume"):
            self.assert_resumes(call, row, outcome)

    def assert_resumes(self, call, row, outcome):
        self.assertEqual("", call["told"])
        if self.traits.get("resumes") == "pid":
            expected = ["--pid", str(outcome.pid), "--hook"]
        else:
            session = call["arguments"][2]
            self.assertIn("session='%s'" % session, row.suspend)
            expected = ["--session", session, "--hook", "--manager", self.traits["manager"]]
        self.assertEqual(["resume"] + expected + ["--json"], call["arguments"])


def test_of(row):
    return lambda self: self.check(row)


def tests(traits):
    for group, rows in GROUPS:
        names = {"traits": traits}
        for number, row in enumerate(rows):
            if re.search(os.environ.get("PKGMAP_CASE", ""), row.name):
                words = re.sub(r"\W+", "_", row.name).strip("_")
                names["test_%02d_%s" % (number, words)] = test_of(row)
        yield type(group, (HookTest,), names)


def load_tests(loader, _tests, _pattern):
    return unittest.TestSuite(loader.loadTestsFromTestCase(group) for group in tests(ADAPTER.traits()))


def tearDownModule():
    ADAPTER.close()


if __name__ == "__main__":
    if not ADAPTER.command:
        sys.exit(__doc__)
    unittest.main(argv=sys.argv[:1])
