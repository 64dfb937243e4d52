#!/usr/bin/python3
"""`audit` answers for whole control files and package databases, and every finding has a place.

The control files come from fixtures/corpus and the folders in PKGMAP_CORPUS, the package databases
from the tests and PKGMAP_DATA. Every third control file meets one database after the other in turn;
with PKGMAP_FULL in the environment every control file meets all of them: in a root of its own, and on
the running system. Each process has a network of its own, as a control file may name hosts.
"""

import glob
import json
import os
import shutil
import sys
import unittest

sys.dont_write_bytecode = True

from program import CHECKS, PROGRAM, RPMDB, ProgramTest  # noqa: E402

SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
FOLDERS = [os.path.join(SOURCES, "fixtures/corpus")] + [
    folder for folder in [os.environ.get("PKGMAP_CORPUS")] if folder]
EVERY = 3
NO_NETWORK = ["unshare", "--net"] + ([] if os.geteuid() == 0 else ["--map-root-user"])
KINDS = {"drift", "off", "bypassed", "dead-end", "stale", "never-matches", "risky-pattern", "duplicate",
         "chatty", "unwatched", "unowned", "other-monit"}


def control_files():
    files = [file for folder in FOLDERS
             for file in glob.glob(os.path.join(folder, "**/*.monitrc"), recursive=True)]
    return sorted(files)


def databases():
    data = os.environ.get("PKGMAP_DATA")
    real = glob.glob(os.path.join(data, "rpmdb/*/rpmdb.sqlite")) if data else []
    return [RPMDB] + sorted(os.path.dirname(file) for file in real)


def files_for(number, all_files):
    """The control files that the database with this number meets."""
    if os.environ.get("PKGMAP_FULL"):
        return all_files
    return all_files[number::EVERY * len(databases())]


def lines_in(path):
    with open(path, "rb") as file:
        return file.read().count(b"\n") + 1


class AnAuditOfTheCorpus(ProgramTest):
    def setUp(self):
        super().setUp()
        # No control file of the corpus names a file of the tests' own database.
        self.files = [self.write("own.monitrc", CHECKS)] + control_files()
        self.seen = {"answered": 0, "refused": 0, "belonging": 0, "findings": 0}

    def put(self, root, database, file):
        """Copies the files to the places where the program finds them below a root."""
        os.makedirs(os.path.join(root, "etc"), exist_ok=True)
        shutil.rmtree(os.path.join(root, "rpmdb"), ignore_errors=True)
        shutil.copytree(database, os.path.join(root, "rpmdb"))
        self.replace(os.path.join(root, "etc/monitrc"), file)

    @staticmethod
    def replace(path, file):
        shutil.copyfile(file, path)
        os.chmod(path, 0o600)

    def judge(self, answer, root):
        """The status is 0, 7 (drift) or 3 (monit refuses the file, too); never a crash."""
        self.assertIn(answer.status, (0, 3, 7), answer)
        said = json.loads(answer.out)
        if answer.status == 3:
            self.seen["refused"] += 1
            return
        self.seen["answered"] += 1
        self.seen["belonging"] += sum(1 for check in said["checks"] if check["packages"])
        for finding in said["findings"]:
            self.judge_finding(finding, root)

    def judge_finding(self, finding, root):
        self.seen["findings"] += 1
        self.assertIn(finding["id"], KINDS)
        self.assertTrue(finding["detail"])
        self.assertTrue(finding["file"].startswith("/"), finding)
        place = root + finding["file"]
        self.assertTrue(os.path.isfile(place), finding)
        self.assertTrue(1 <= finding["line"] <= lines_in(place), finding)

    def test_below_a_root_answers_with_places(self):
        root = self.path("root")
        for number, database in enumerate(databases()):
            for file in files_for(number, self.files):
                with self.subTest(database=database, file=file):
                    if not os.path.isdir(root):
                        self.put(root, database, file)
                    self.replace(os.path.join(root, "etc/monitrc"), file)
                    self.judge(self.bare("--root", root, "--monitrc", "/etc/monitrc", "--dbpath",
                                         "/rpmdb", "--json", "audit"), root)
            shutil.rmtree(root)
        self.say_what_was_seen()

    def test_on_the_running_system_answers_with_places(self):
        for number, database in enumerate(databases()):
            copy = self.path("copy")
            shutil.copytree(database, copy)
            for file in files_for(number, self.files):
                with self.subTest(database=database, file=file):
                    self.replace(self.monitrc, file)
                    self.judge(self.run_program(
                        NO_NETWORK + [PROGRAM, "--monitrc", self.monitrc, "--dbpath", copy,
                                      "--state-dir", self.state, "--json", "audit"]), "")
            shutil.rmtree(copy)
        self.say_what_was_seen()

    def say_what_was_seen(self):
        print(", ".join("%d %s" % (count, what) for what, count in self.seen.items()))
        for what, count in self.seen.items():
            if what != "refused":
                self.assertGreater(count, 0, what)


if __name__ == "__main__":
    unittest.main()
