#!/usr/bin/python3
"""The page of `audit --merge --html` in a real browser: 10,000 hosts, some with hostile names."""

import json
import os
import sys
import time
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]

from page_test import INTERACTIVE, PageTest  # noqa: E402

HOSTS = 10000
HOSTILE = "<img src=x onerror=\"window.problems.push('it ran')\">"
SHOWN = "[...document.querySelectorAll('#hosts tbody tr:not([hidden])')]"


def audit(number):
    """Each host has a role of ten, which it shares with others; one host in a hundred has drift."""
    name = HOSTILE if number == 7 else "host%05d.example" % number
    role = "role%d" % (number % 10)
    checks = [{"name": "%s_%s" % (role, part), "monit": "/etc/monitrc", "type": "process", "session": None,
               "state": "failing" if number == 9 else "monitored", "packages": [role], "kept": None, "content": None,
               "evidence": [{"kind": "pidfile-owner", "strength": "exact", "detail": "x",
                             "package": "%s-1.%d-1.el9.x86_64" % (role, number % 3)}]} for part in "abcd"]
    kinds = ["drift"] if number % 100 == 7 else ["stale"] if number % 4 == 0 else []
    findings = [{"id": kind, "check": HOSTILE if number == 7 else checks[0]["name"], "detail": "x",
                 "file": "/etc/monitrc", "line": 1} for kind in kinds]
    return {"schema": 1, "host": name, "monit_version": "5.%d.0" % (33 - number % 2), "checks": checks,
            "findings": findings}


class AMergedPage(PageTest):
    def setUp(self):
        super().setUp()
        audits = self.write("audits.json", "\n".join(json.dumps(audit(number)) for number in range(HOSTS)))
        path = self.path("page.html")
        answer = self.bare("audit", "--merge", audits, "--html", path)
        self.assertEqual(answer.status, 7, answer)
        self.size = os.path.getsize(path)
        began = time.monotonic()
        self.browser.open("file://" + path)
        self.browser.eventually("!document.querySelector('.filter').hidden")
        self.opened = time.monotonic() - began

    def test_stays_usable(self):
        self.assertLess(self.size, 2_000_000)
        self.assertEqual(self.browser.run("return %s.length" % SHOWN), 2000)
        began = time.monotonic()
        self.search("host00107")
        self.browser.eventually("%s.length === 1" % SHOWN)
        searched = time.monotonic() - began
        print("%d hosts: %d kB, opened in %.1f s, searched in %.0f ms" % (HOSTS, self.size // 1000, self.opened,
                                                                        1000 * searched))
        self.browser.click("button[type=reset]")
        self.browser.eventually("%s.length === 2000" % SHOWN)
        self.browser.click("select[name=concern] option[value=drift]")
        self.browser.eventually("%s.length === 100" % SHOWN)
        self.picture("page-merge.png", "header", "#concerns")
        self.assert_clean()

    def test_shows_hostile_names_as_text(self):
        self.search("onerror")
        self.browser.eventually("%s.length === 1" % SHOWN)
        self.assertEqual(self.browser.run("return %s[0].cells[0].textContent" % SHOWN), HOSTILE)
        self.assertEqual(self.browser.run("return document.querySelectorAll('img').length"), 0)
        self.assert_clean()

    def test_names_whatever_can_be_used(self):
        usable = [(role, name) for role, name, properties in self.browser.accessible()
                  if role in INTERACTIVE or (properties.get("focusable") and role != "RootWebArea")]
        self.assertGreater(len(usable), 8)
        self.assertEqual([one for one in usable if not one[1] and one[0] != "main"], [])


if __name__ == "__main__":
    unittest.main()
