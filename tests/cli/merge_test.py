#!/usr/bin/python3
"""`audit --merge`: where audits come from, what a broken one costs, and the forms of the answer."""

import json
import os
import shutil
import stat
import sys
import unittest

sys.dont_write_bytecode = True

import schemas  # noqa: E402
from program import ProgramTest  # noqa: E402


def audit(host, **members):
    checks = [{"name": "nginx", "monit": "/etc/monitrc", "type": "process", "state": "monitored", "session": None,
               "packages": ["nginx"], "kept": None, "content": None,
               "evidence": [{"kind": "pidfile-owner", "strength": "exact", "package": "nginx-1.2-1.el9.x86_64",
                             "detail": "x"}]}]
    whole = dict({"schema": 1, "host": host, "monit_version": "5.33.0", "checks": checks, "findings": []}, **members)
    schemas.check("audit", whole)
    return json.dumps(whole, indent=2) + "\n"


def finding(kind, check="nginx"):
    return {"id": kind, "check": check, "detail": "x", "file": "/etc/monitrc", "line": 1}


class AMerge(ProgramTest):
    def merge(self, *words, **options):
        return self.bare("audit", "--merge", *words, **options)

    def merged(self, *files):
        """Returns the JSON answer."""
        return json.loads(self.bare("audit", "--json", "--merge", *files).out)

    def given(self, text):
        """Returns a file with the text, for standard input."""
        file = open(self.write("given", text), "rb")
        self.addCleanup(file.close)
        return file

    def test_takes_what_audit_has_printed(self):
        one = self.write("one.json", self.ask("audit", "--json").out)
        answer = self.merged(one)
        audited = json.loads(self.ask("audit", "--json").out)
        self.assertEqual(audited["host"], os.uname().nodename)
        self.assertEqual([host["host"] for host in answer["hosts"]], [audited["host"]])
        self.assertEqual(answer["hosts"][0]["checks"], len(audited["checks"]))
        self.assertEqual(answer["hosts"][0]["silent_monits"], 1)
        lines = self.write("one.ndjson", self.ask("audit", "--ndjson").out)
        again = self.merged(lines)
        self.assertEqual(dict(again["hosts"][0], file=one), answer["hosts"][0])
        self.assertEqual(again["groups"], answer["groups"])

    def test_names_the_other_root_as_the_host(self):
        os.makedirs(self.path("root/etc"))
        self.write("root/etc/monitrc", "check file a with path /x\n", 0o700)
        shutil.copytree(self.path("rpmdb"), self.path("root/rpmdb"))
        answer = self.bare("audit", "--json", "--root", self.path("root"), "--monitrc", "/etc/monitrc", "--dbpath",
                           "/rpmdb")
        self.assertEqual(json.loads(answer.out)["host"], self.path("root"), answer)

    def test_reads_standard_input(self):
        with self.given(audit("web1") + audit("web2")) as given:
            answer = self.merge("-", stdin=given)
        self.assertEqual(answer.status, 0, answer)
        self.assertTrue(answer.out.startswith("2 hosts with 2 checks; 0 findings on 0 hosts.\n"), answer)

    def test_names_a_broken_file_and_keeps_the_others(self):
        good = [self.write("%s.json" % name, audit(name, findings=[finding("drift")])) for name in ("web1", "web2")]
        broken = self.write("broken.json", audit("web3").replace('"type"', "type", 1))
        answer = self.merge(good[0], broken, self.path("none.json"), good[1])
        self.assertEqual(answer.status, 1, answer)
        self.assertTrue(answer.out.startswith("2 hosts with 2 checks; 2 findings on 2 hosts. 2 audits are missing.\n"))
        self.assertRegex(answer.err, r"^%s:9:8: error: syntax error while parsing object key - invalid literal.*\n"
                         r"  the other audits are merged without this one\n" % broken)
        self.assertIn("%s: error: No such file or directory\n" % self.path("none.json"), answer.err)
        missing = self.merged(good[0], broken)["missing"]
        self.assertEqual([(one["file"], one["line"], one["column"]) for one in missing], [(broken, 9, 8)])

    def test_says_that_a_file_is_empty(self):
        answer = self.merge(self.write("empty.json", ""))
        self.assertEqual((answer.status, answer.out), (1, "0 hosts with 0 checks; 0 findings on 0 hosts. "
                                                          "1 audit is missing.\n"), answer)
        self.assertIn("empty.json: error: it is empty\n", answer.err)

    def test_has_the_exit_status_of_the_worst_host(self):
        quiet = self.write("quiet.json", audit("web1"))
        drift = self.write("drift.json", audit("web2", findings=[finding("drift")]))
        mistake = self.write("mistake.json", audit("web3", findings=[finding("mistake", None)]))
        for files, status in (([quiet], 0), ([quiet, drift], 7), ([drift, mistake], 3)):
            self.assertEqual(self.merge(*files).status, status)

    def test_refuses_a_directory(self):
        os.mkdir(self.path("audits"))
        answer = self.merge(self.path("audits/"))
        self.assertEqual((answer.status, answer.out), (2, ""), answer)
        self.assertEqual(answer.err, "error: %s is a directory, no audit\n  name its files: 'monit-pkgmap audit "
                         "--merge %s/*.json'\n" % (self.path("audits"), self.path("audits")))

    def test_is_no_metric_and_about_no_other_root(self):
        one = self.write("one.json", audit("web1"))
        for words in (("--prometheus",), ("--root", self.directory)):
            answer = self.bare("audit", *words, "--merge", one)
            self.assertEqual(answer.status, 2, answer)
            self.assertIn("not both", answer.err + answer.out)

    def test_needs_nothing_of_this_host(self):
        one = self.write("one.json", audit("web1"))
        policy = self.write("policy.yaml", "version: 7\n")
        for words in (("--policy", policy), ("--monitrc", "/missing"), ("--dbpath", "/missing")):
            self.assertEqual(self.bare(*words, "audit", "--merge", one).status, 0)
        self.assert_no_state()

    def test_streams_the_same_answer_as_lines(self):
        files = [self.write("%s.json" % name, audit(name, findings=[finding("stale")])) for name in ("web1", "web2")]
        lines = self.bare("audit", "--ndjson", "--merge", *files).out
        self.assertEqual(schemas.answer_of_lines(lines), self.merged(*files))

    def test_writes_a_page(self):
        one = self.write("one.json", audit("<script>x</script>", findings=[finding("drift", "<img src=x>")]))
        answer = self.bare("audit", "--merge", one, "--html", self.path("page.html"))
        self.assertEqual((answer.status, answer.out), (7, ""), answer)
        self.assertEqual(stat.S_IMODE(os.stat(self.path("page.html")).st_mode), 0o600)
        with open(self.path("page.html"), encoding="utf-8") as file:
            page = file.read()
        self.assertIn("Content-Security-Policy", page)
        self.assertIn("&lt;script&gt;x&lt;/script&gt;", page)
        self.assertNotIn("<script>x", page)
        self.assertNotIn("<img", page)

    def test_forges_no_line_and_no_direction_by_a_message(self):
        said = {"schema": 1, "error": {"code": 3, "message": "x\u202e\nweb9: error: forged"}}
        answer = self.bare("audit", "--merge", self.write("a\n\x1b[31mb.json", json.dumps(said)))
        self.assertEqual(answer.status, 1)
        self.assertEqual(len(answer.err.splitlines()), 2, answer.err)
        self.assertIn("a??[31mb.json:1:", answer.err)
        self.assertIn("the audit of this host failed: x??web9: error: forged", answer.err)

    def test_shows_hostile_names_as_text(self):
        name = "\x1b[31m\nweb9"
        one = self.write("one.json", audit(name, findings=[finding("drift", "a\x1b]0;x\x07")]))
        answer = self.merge(one)
        self.assertNotIn("\x1b", answer.out)
        self.assertIn("?[31m?web9", answer.out)
        self.assertEqual(self.merged(one)["hosts"][0]["host"], name)


if __name__ == "__main__":
    unittest.main()
