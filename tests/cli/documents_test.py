#!/usr/bin/python3
"""Every link of a document leads to a file, and to a heading that the file has.

Every path in docs/newcomers.md leads to a file, too. Every test that a document names for what it
claims exists, and every such claim names one. docs/tests-moved.md names tests that exist, too.
"""

import glob
import os
import re
import unittest

TOP = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
DOCUMENTS = ("*.md", "docs/*.md", "docs/decisions/*.md")


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def anchors(path):
    """The names that a forge gives to the headings."""
    headings = re.findall(r"^#+ (.*)", re.sub(r"^```.*?^```", "", text_of(path), flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


class TheDocuments(unittest.TestCase):
    def test_have_links_that_lead_somewhere(self):
        count = 0
        for path in (path for pattern in DOCUMENTS for path in glob.glob(os.path.join(TOP, pattern))):
            text = re.sub(r"^```.*?^```|`[^`\n]*`", "", text_of(path), flags=re.M | re.S)
            for target in re.findall(r"\]\(\s*([^)\s]+)\s*\)", text):
                if target.startswith(("http:", "https:")):
                    continue
                count += 1
                file, _, anchor = target.partition("#")
                place = os.path.normpath(os.path.join(os.path.dirname(path), file)) if file else path
                with self.subTest("%s: %s" % (os.path.relpath(path, TOP), target)):
                    self.assertTrue(os.path.exists(place))
                    self.assertTrue(not anchor or anchor in anchors(place))
        self.assertGreater(count, 80)

    def test_send_newcomers_to_files_that_exist(self):
        """A name without a directory stands behind the path of a file of the same directory."""
        paths = re.findall(r"`([\w*-]*[/.][\w./*-]*)`", text_of(os.path.join(TOP, "docs", "newcomers.md")))
        self.assertGreater(len(paths), 40)
        beside = ""
        for path in paths:
            if "/" in path:
                beside = os.path.dirname(path)
            with self.subTest(path):
                self.assertTrue(glob.glob(os.path.join(TOP, beside, os.path.basename(path).replace("COMMAND", "*"))))


def tests_of_the_sources():
    """Returns the names of the test files, and of the tests and classes in them."""
    files, names = set(), set()
    for place, _, found in os.walk(os.path.join(TOP, "tests")):
        for name in found:
            if not name.endswith((".cpp", ".py", ".txt")):
                continue
            files.add(os.path.relpath(os.path.join(place, name), TOP))
            text = text_of(os.path.join(place, name))
            names.update(re.findall(r"^TEST(?:_F|_P)?\(\w+,\s*(\w+)\)", text, re.M))
            names.update(re.findall(r"^class (\w+)\(", text, re.M))
            names.update(re.findall(r"^    def test_(\w+)\(", text, re.M))
    return files, names


def rows_with_tests(text):
    """Yields the rows of each table whose last column is called `test`, without the head: the first cell
    and the last one."""
    under_tests = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not cells:
            under_tests = False
        elif cells[-1] == "test":
            under_tests = True
        elif under_tests and not cells[0].startswith("---"):
            yield cells[0], cells[-1]


class TheClaims(unittest.TestCase):
    """Of the tables about what has been tried, and what a local user can do."""

    @classmethod
    def setUpClass(cls):
        cls.files, cls.names = tests_of_the_sources()
        cls.seeds = text_of(os.path.join(TOP, "tests/engine/session/model/once_failed.txt"))

    def exists(self, word):
        if "/" in word or "." in word:
            return any(path == word or path.endswith("/" + word) or path.startswith(word.rstrip("/") + "/")
                       for path in self.files)
        return word in self.names

    def test_name_tests_that_exist(self):
        for document, least in (("SECURITY.md", 13), ("docs/attacks.md", 40), ("docs/hardening.md", 10)):
            rows = list(rows_with_tests(text_of(os.path.join(TOP, document))))
            self.assertGreaterEqual(len(rows), least, document)
            for claim, tests in rows:
                with self.subTest("%s: %s" % (document, claim)):
                    words = re.findall(r"`([^`]+)`", tests)
                    self.assertTrue(words or tests.startswith("the same"), "no test is named")
                    self.assertEqual([], [word for word in words if not self.exists(word)])
                    for seed in re.findall(r"seed (\d+)", tests):
                        self.assertRegex(self.seeds, r"(?m)^%s " % seed)


class TheMovedTests(unittest.TestCase):
    """Of docs/tests-moved.md."""

    def test_are_in_the_files_that_the_last_column_names(self):
        rows = re.findall(r"^\| (.*?) \|.* \| (.*) \|$", text_of(os.path.join(TOP, "docs", "tests-moved.md")), re.M)
        rows = [row for row in rows if not row[1].endswith(" now")]
        self.assertEqual(71 + 18 + 47, len(rows))
        for moved, now in rows:
            with self.subTest(moved):
                files = re.findall(r"`(tests/[\w./-]+)`", now)
                self.assertTrue(files)
                text = "".join(text_of(os.path.join(TOP, file)) for file in files)
                words = re.sub(r"`[^`]*`", "", now).replace("**", "")
                names = re.findall(r"\b[A-Z]\w+\.(\w+)|\b(\w+)/JudgedCases|\"([^\"]*)\"", words)
                for name in ("".join(one) for one in names):
                    self.assertIn(name, text)


if __name__ == "__main__":
    unittest.main()
