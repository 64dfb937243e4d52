#!/usr/bin/python3
"""`audit --html` and `explain --html`: where the page goes, and when none is written."""

import html.parser
import os
import stat
import sys
import unittest

sys.dont_write_bytecode = True

from program import ProgramTest  # noqa: E402

VOID = {"meta", "input"}


class Outline(html.parser.HTMLParser):
    """Reads a page as a browser does, and fails where an end has no beginning."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.wrong = [], [], []
        self.feed(text)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append("/" + tag)


class ThePage(ProgramTest):
    def page_of(self, *words):
        path = self.path("page.html")
        answer = self.ask(*words, "--html", path)
        with open(path, encoding="utf-8") as file:
            return answer, file.read()

    def assert_not_written(self, answer, why):
        self.assertEqual(answer.status, 1, answer)
        self.assertEqual(answer.out, "")
        self.assertIn(why, answer.err)

    def test_goes_to_a_file_of_its_owner_and_nowhere_else(self):
        for words in (("audit",), ("explain", "alpha")):
            answer, page = self.page_of(*words)
            self.assertEqual((answer.status, answer.out), (0, ""), answer)
            self.assertEqual(stat.S_IMODE(os.stat(self.path("page.html")).st_mode), 0o600)
            outline = Outline(page)
            self.assertEqual(outline.wrong, [])
            self.assertIn("alphad", page)

    def test_goes_to_standard_output_if_asked(self):
        answer = self.ask("explain", "alpha", "--html", "-")
        self.assertEqual(answer.status, 0, answer)
        self.assertTrue(answer.out.startswith("<!DOCTYPE html>\n"))
        self.assertTrue(answer.out.endswith("</html>\n"))
        self.assertFalse(os.path.lexists(self.path("-")))

    def test_is_named_relative_to_the_callers_directory(self):
        os.mkdir(self.path("below"))
        answer = self.ask("audit", "--html", "../page.html", cwd=self.path("below"))
        self.assertEqual(answer.status, 0, answer)
        self.assertTrue(os.path.exists(self.path("page.html")))

    def test_follows_no_link(self):
        target = self.write("target", "mine\n")
        os.symlink(target, self.path("link.html"))
        self.assert_not_written(self.ask("audit", "--html", self.path("link.html")), "it is a link")
        os.symlink(self.directory, self.path("elsewhere"))
        self.assert_not_written(self.ask("audit", "--html", self.path("elsewhere/page.html")),
                                "a part of its directory is a link or no directory")
        with open(target, encoding="utf-8") as file:
            self.assertEqual(file.read(), "mine\n")

    def test_is_none_after_an_error(self):
        page = self.path("page.html")
        for words in (("--monitrc", self.path("missing"), "audit"), ("explain", "no-such-package")):
            self.assertNotEqual(self.ask(*words, "--html", page).status, 0)
            self.assertFalse(os.path.exists(page))

    def test_keeps_the_exit_status(self):
        self.assertEqual(self.ask("explain", "alpha", "--detailed-exitcode", "--html", "-").status, 10)
        self.write("monitrc", "check file a path /x\ncheck proces b\n")
        self.assertEqual(self.ask("audit", "--html", "-").status, 3)

    def test_is_one_form_of_the_answer(self):
        for words in (("audit", "--prometheus"), ("audit", "--json"), ("explain", "alpha", "--dot"),
                      ("explain", "alpha", "--json")):
            answer = self.ask(*words, "--html", "-")
            self.assertEqual(answer.status, 2, answer)
            self.assertIn("not both", answer.err + answer.out)

    def test_says_that_the_history_cannot_be_read(self):
        self.write("state", "no directory")
        answer, page = self.page_of("audit")
        self.assertIn("the history is missing", answer.err)
        self.assertIn("the history is missing", page)


if __name__ == "__main__":
    unittest.main()
