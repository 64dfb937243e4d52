#!/usr/bin/python3
"""Every link of a document leads to a file, and to a heading that the file has.

Every path in docs/newcomers.md leads to a file, too.
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


if __name__ == "__main__":
    unittest.main()
