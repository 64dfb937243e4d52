#!/usr/bin/python3
"""The pages of `audit --html` and `explain --html` in a real browser.

With PKGMAP_SCREENSHOTS=DIR in the environment also writes the pictures of docs/page.md.
"""

import json
import os
import sys
import time
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]

import scene  # noqa: E402
import webdriver  # noqa: E402
from program import ProgramTest  # noqa: E402

TAB = "\ue004"
ENTER = "\ue007"
INTERACTIVE = {"link", "button", "textbox", "searchbox", "combobox", "listbox", "DisclosureTriangle",
               "DisclosureTriangleGrouped", "checkbox", "radio", "menuitem", "slider", "tab"}
SHOWN = "[...document.querySelectorAll('#checks tbody tr:not([hidden])')].map((row) => row.cells[0].textContent)"


@unittest.skipIf(webdriver.MISSING, webdriver.MISSING)
class PageTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.browser = webdriver.Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        super().setUp()
        self.database = scene.write_database(self.path("dpkg"))
        self.monitrc = self.write("monitrc", scene.CONTROL_FILE)
        scene.write_history(self.state)
        self.browser.prefer("light")
        self.browser.size(1280, 900)

    def page(self, *words):
        """Makes a page, opens it and returns the text of its file."""
        path = self.path("page.html")
        answer = self.bare("--monitrc", self.monitrc, "--packages", "dpkg", "--dbpath", self.database,
                           "--state-dir", self.state, *words, "--html", path)
        self.assertIn(answer.status, (0, 7), answer)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        # No picture has the name of the directory.
        self.write("shown.html", text.replace(self.directory, "/etc"))
        self.browser.open("file://" + self.path("shown.html"))
        self.browser.eventually("!document.querySelector('.filter').hidden")
        return text

    def search(self, text):
        self.browser.type("input[type=search]", text)

    def assert_shown(self, *names):
        self.browser.eventually("%s.length === %d" % (SHOWN, len(names)))
        self.assertEqual(self.browser.run("return " + SHOWN), list(names))

    def assert_clean(self):
        """The page broke no rule of its policy, asked for nothing, and told no error."""
        self.assertEqual(self.browser.run("return window.violations"), [])
        self.assertEqual(self.browser.run("return window.problems"), [])
        self.assertEqual(self.browser.console(), [])
        self.assertEqual(self.browser.run("return performance.getEntriesByType('resource').length"), 0)

    def picture(self, name, *selectors):
        """Returns a picture from one element to another; also writes it where PKGMAP_SCREENSHOTS says."""
        picture = self.browser.screenshot(*selectors)
        self.assertLess(len(picture), 200_000)
        if os.environ.get("PKGMAP_SCREENSHOTS"):
            with open(os.path.join(os.environ["PKGMAP_SCREENSHOTS"], name), "wb") as file:
                file.write(picture)
        return picture


class APage(PageTest):
    def test_filters_by_words_and_by_choices(self):
        self.page("audit")
        self.search("nginx")
        self.assert_shown("nginx", "nginx_bin", "nginx_conf")
        self.assertEqual(self.browser.run("return document.getElementById('checks-count').textContent"), "3 of 11 shown")
        self.search(".SERVICE")
        self.assert_shown("nginx")
        self.browser.click("button[type=reset]")
        self.browser.eventually("%s.length === 11" % SHOWN)
        self.browser.click("select[name=type] option[value=process]")
        self.assert_shown("mariadb", "nginx", "postgres", "sshd")
        self.search("no such thing")
        self.assert_shown()
        self.assert_clean()

    def test_dims_what_the_search_does_not_mean_in_the_graph(self):
        self.page("explain", "nginx")
        self.search("nginx_conf")
        dim = "[...document.querySelectorAll('#graph .node.check')].map((node) => node.classList.contains('dim'))"
        self.browser.eventually("%s.includes(true)" % dim)
        self.assertEqual(self.browser.run("return %s.filter((one) => !one).length" % dim), 1)
        self.assert_clean()

    def test_can_be_used_by_keyboard(self):
        self.page("audit")
        self.browser.press(TAB)
        self.assertEqual(self.browser.run("return document.activeElement.textContent"), "Skip to the content")
        self.browser.press(ENTER)
        self.assertEqual(self.browser.eventually("document.activeElement.id"), "content")
        reached = set()
        for _ in range(60):
            self.browser.press(TAB)
            reached.add(self.browser.run("return document.activeElement.tagName + document.activeElement.className"))
        self.assertLessEqual({"SUMMARY", "DIVscroll", "DIVscroll graph"}, reached)
        self.browser.run("document.querySelector('#checks summary').focus()")
        self.browser.press(ENTER)
        self.assertTrue(self.browser.eventually("document.querySelector('#checks details').open"))
        self.assert_clean()

    def test_names_whatever_can_be_used(self):
        for words in (("audit",), ("explain", "nginx", "mariadb-server")):
            self.page(*words)
            usable = [(role, name) for role, name, properties in self.browser.accessible()
                      if role in INTERACTIVE or (properties.get("focusable") and role != "RootWebArea")]
            self.assertGreater(len(usable), 15)
            self.assertEqual([one for one in usable if not one[1] and one[0] != "main"], [])
            names = [name for role, name in usable if role.startswith("Disclosure")]
            self.assertEqual(len(names), len(set(names)), "two with the same name: %s" % names)
            ids = self.browser.run("return [...document.querySelectorAll('[id]')].map((one) => one.id)")
            self.assertEqual(len(ids), len(set(ids)))

    def test_has_the_history_of_sessions(self):
        self.page("audit")
        self.search("its package is gone")
        shown = "[...document.querySelectorAll('.sessions > details:not([hidden])')]"
        self.browser.eventually("%s.length === 1" % shown)
        self.assertIn("old_app: kept", self.browser.run("return %s[0].textContent" % shown))
        self.assertEqual(self.browser.run("return document.querySelectorAll('#history svg .bar').length"), scene.TIMES_OFF)

    def test_opens_what_is_closed_for_printing(self):
        self.page("audit")
        self.browser.prefer("light", "print")
        self.assertEqual(self.browser.run("return getComputedStyle(document.querySelector('.filter')).display"), "none")
        closed = "document.querySelectorAll('details:not([open])').length"
        before = self.browser.run("return " + closed)
        self.assertGreater(before, 0)
        self.browser.run("dispatchEvent(new Event('beforeprint'))")
        self.assertEqual(self.browser.run("return " + closed), 0)
        self.browser.run("dispatchEvent(new Event('afterprint'))")
        self.assertEqual(self.browser.run("return " + closed), before)
        self.assertGreater(len(self.browser.cdp("Page.printToPDF")["data"]), 1000)

    def test_is_dark_where_the_system_is_dark(self):
        color = "getComputedStyle(document.body).backgroundColor"
        self.browser.size(1000, 800)
        self.page("explain", "mariadb-server", "nginx")
        self.assertEqual(self.browser.run("return " + color), "rgb(255, 255, 255)")
        self.browser.click("select[name=decision] option[value=suspend]")
        self.browser.eventually("%s.length === 6" % SHOWN)
        light = self.picture("page-explain.png", "header", "#checks")
        self.page("audit")
        self.browser.prefer("dark")
        self.search("nginx")
        self.browser.eventually("%s.length === 3" % SHOWN)
        self.assertEqual(self.browser.run("return " + color), "rgb(20, 23, 27)")
        self.assertNotEqual(self.picture("page-audit.png", "#history", "#graph"), light)
        self.assert_clean()

    def test_can_be_read(self):
        """Each colour of a text has a contrast of 4.5 to the colour behind it (WCAG 2, AA)."""
        for scheme in ("light", "dark"):
            self.browser.prefer(scheme)
            self.page("audit")
            for ratio, text in self.browser.run(scene.CONTRASTS):
                self.assertGreaterEqual(ratio, 4.5, (scheme, text))

    def test_runs_no_name(self):
        names = scene.hostile_names()
        self.monitrc = self.write("monitrc", scene.control_file_of(names))
        for words in (("audit",), ("explain", "evil")):
            self.page(*words)
            shown = self.browser.run("return " + SHOWN)
            for name in names:
                # What would turn the direction of the text is no part of it.
                self.assertIn(name.replace("\u202e", "?"), shown)
            self.assertIsNone(self.browser.run("return window.attacked"))
            self.assertEqual(self.browser.run("return document.scripts.length"), 1)
            self.assertEqual(self.browser.run("return document.querySelectorAll('img, iframe, [onload], [onerror]').length"), 0)
            self.assert_clean()

    def test_runs_no_script_that_somebody_has_added(self):
        text = self.page("audit")
        altered = self.write("altered.html", text.replace("<h1>", "<h1 onclick='x()'><script>attacked = 1</script>"
                                                                  "<img src=http://127.0.0.1:1/ alt=x>"))
        self.browser.open("file://" + altered)
        self.assertIsNone(self.browser.run("return window.attacked"))
        self.browser.eventually("window.violations.length >= 2")
        self.assertIn("script-src-elem inline", self.browser.run("return window.violations"))
        self.browser.console()

    def test_is_usable_with_1000_checks(self):
        self.monitrc = self.write("monitrc", scene.many_checks(1000))
        begun = time.monotonic()
        text = self.page("audit")
        made = time.monotonic() - begun
        took = self.browser.run("""
            const search = document.querySelector("input[type=search]");
            const begun = performance.now();
            search.value = "file_99";
            search.dispatchEvent(new Event("input", {bubbles: true}));
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
              done(performance.now() - begun))));""")
        self.assert_shown("file_99", *("file_99%d" % i for i in range(10)))
        self.assert_clean()
        print("audit --html of 1,000 checks: %d kB, made and opened in %.1f s, filtered and shown in %d ms"
              % (len(text.encode()) / 1000, made, took), file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
