#!/usr/bin/python3
"""conformance_test.py ADAPTER...: what every hook must do, shown by one of them.

ADAPTER is a command. With --traits it prints what its package manager is like, as JSON:

  manager   its name in a transaction
  can       what the rows of cases.py may need
  hides     kinds of outgoing packages that the package manager does not name
  says      its own words for what comes
  knows     "file": where an incoming .rpm lies; "record": the number of an installed one

Without arguments it reads the directories of scenes, one a line. In a process of its
own, whose pid it writes to the file `player` there, it shows the transaction of
scene.json to its hook, before and after, as the package manager does. Then it prints a
line:

  pid       the package manager's, as far as the hook can tell
  lines     [level, text] for everything that was said; level "debug" is the log alone
  end       "done", "refused: WHY", "interrupted", "exit N"
  signals   signals that reached the package manager

scene.json has, beside `members` (transactions.py), `program` and `calls`:

  environment       variables of the package manager
  root, flags, download_only
                    where it installs to, flags of rpm's transaction, whether it stops there
  disabled          the file that switches hooks off is there
  time_is_over_at   every bound of the hook is over once the directory has this file
  posts, times      how often it calls the second hook, and all of it
  others            two more plugins, one before and one after ours: "go on" or "fail"
  surprise          a member is nothing that a hook knows
  on_interrupt      "exit": a handler of SIGINT asks for the exit with 3

PKGMAP_CASE has words of the rows to run; all without it.
"""

import json
import os
import re
import sys
import unicodedata
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

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
            self.skipTest("%s: no %s" % (self.traits["manager"], ", ".join(sorted(missing))))
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
        """What a person sees is little, short, and can be shown on any terminal."""
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
            self.assertEqual(["suspend", "--transaction", "-", "--json"], call["arguments"])
            told = json.loads(call["told"])
            items = expected_items(row.given["members"], self.traits, directory)
            self.assertCountEqual(items, told.pop("items"))
            self.assertEqual({"schema": 1, "manager": manager, "pid": outcome.pid}, told)
        for call in outcome.of("resume"):
            session = call["arguments"][2]
            self.assertEqual(["resume", "--session", session, "--hook", "--manager", manager, "--json"],
                             call["arguments"])
            self.assertIn("session='%s'" % session, row.suspend)
            self.assertEqual("", call["told"])


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
