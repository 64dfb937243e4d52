#!/usr/bin/python3
"""The tree keeps its rules, and a tree that breaks one is found out."""

import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True

import tree  # noqa: E402

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

GOOD = {
    "parsers/CMakeLists.txt": "add_library(p text.cpp)\n",
    "parsers/text.hpp": "#include <string>\n",
    "parsers/text.cpp": '#include "parsers/text.hpp"\n// printf("no")\nauto s = "system(x)";\n',
    "engine/CMakeLists.txt": "add_library(e tls/module.cpp)\n",
    "engine/tls/module.cpp": '#include <sys/stat.h>\n#include <openssl/ssl.h>\n'
                               '#include "parsers/text.hpp"\nint f() { return snprintf(a); }\n',
    "cli/CMakeLists.txt": "add_library(c options/parse.cpp)\n",
    "cli/options/parse.cpp": '#include <CLI/CLI.hpp>\nauto v = std::getenv("X"); void f() { exit(1); }\n',
}


class TheTree(unittest.TestCase):
    def test_keeps_every_rule(self):
        self.assertEqual(tree.complaints(TOP), [])

    def test_has_rooms_whose_arrows_go_one_way(self):
        for room, arrows in tree.ARROWS.items():
            with self.subTest(room):
                self.assertEqual(tree.circles(arrows), [])

    def test_has_every_part_of_a_room_in_the_table(self):
        for room, arrows in tree.ARROWS.items():
            parts = {tree.part_of(room, path) for path in tree.files_below(TOP, (".cpp", ".hpp"))}
            with self.subTest(room):
                self.assertEqual(parts - {None, ""}, set(arrows) - {""})

    def test_is_looked_at(self):
        self.assertGreater(len(tree.files_below(TOP, (".cpp", ".hpp"))), 100)


class ATree(unittest.TestCase):
    def judged(self, files):
        with tempfile.TemporaryDirectory() as top:
            for path, text in files.items():
                os.makedirs(os.path.dirname(os.path.join(top, path)), exist_ok=True)
                with open(os.path.join(top, path), "w", encoding="utf-8") as file:
                    file.write(text)
            return tree.complaints(top)

    def broken(self, path, text, listed=True):
        """The complaints about the good tree with one more file."""
        files = dict(GOOD, **{path: text})
        room, name = path.split("/", 1)
        if listed and path.endswith(".cpp"):
            files[room + "/CMakeLists.txt"] = GOOD.get(room + "/CMakeLists.txt", "") + name + "\n"
        return self.judged(files)

    def test_that_is_good_has_no_complaint(self):
        self.assertEqual(self.judged(GOOD), [])

    def test_that_breaks_a_rule_is_found_out(self):
        for path, text, words in (
                ("parsers/up.cpp", '#include "engine/tls/module.cpp"\n', "may not know 'engine'"),
                ("engine/up.hpp", '\n#  include "cli/options/parse.cpp"\n', "engine/up.hpp:2: includes"),
                ("parsers/near.cpp", '#include "text.hpp"\n', "no such file"),
                ("engine/gone.cpp", '#include "parsers/gone.hpp"\n', "no such file"),
                ("engine/help.cpp", '#include "tests/help.hpp"\n', "no such file"),
                ("engine/rpm.cpp", "#include <rpm/rpmlib.h>\n", "only engine/packages/rpm/ and cli/plugins/rpm/ may"),
                ("engine/key.cpp", "#include <openssl/pem.h>\n", "only engine/tls/ may"),
                ("cli/tar.cpp", "#include <archive.h>\n", "only engine/archives/ and engine/debs/ and engine/payload/ may"),
                ("cli/main.cpp", "#include <CLI/App.hpp>\n", "only cli/options/ may"),
                ("engine/curl.cpp", "#include <curl/curl.h>\n", "no place yet"),
                ("rules/say.cpp", "void f() { std::cerr << 1; }\n", "rules/say.cpp:1: prints"),
                ("rules/say.hpp", "void f() { printf(x); }\n", "prints: printf("),
                ("engine/end.cpp", "void f() { std::exit(2); }\n", "ends the program"),
                ("engine/child.cpp", "void f() { ::_exit(2); }\n", "ends a child"),
                ("engine/start.cpp", "void f() { ::fork(); }\n", "makes or awaits a child"),
                ("engine/shell.cpp", "int i = ::system(x);\n", "runs a shell"),
                ("cli/pipe.cpp", "auto* p = popen(x, y);\n", "runs a shell"),
                ("engine/home.cpp", "auto* h = std::getenv(x);\n", "reads the environment"),
                ("engine/long.hpp", "int i;\n" * 401, "401 lines")):
            with self.subTest(path):
                found = self.broken(path, text)
                self.assertEqual(len(found), 1, found)
                self.assertIn(words, found[0])

    def test_with_an_arrow_that_points_back_up_is_found_out(self):
        parts = {
            "parsers/monitrc/parse.hpp": "", "parsers/monitrc/words/token.hpp": "",
            "parsers/monitrc/tests/test.hpp": "", "parsers/monitrc/model/model.hpp": "",
            "rules/facts.hpp": "", "rules/plan/evaluate.hpp": "", "rules/evidence/evidence.hpp": "",
            "engine/settings.hpp": "", "engine/packages/rpm/scan.hpp": "",
            "engine/system/text.hpp": "", "engine/system/process/proc.hpp": "",
            "engine/session/outcomes.hpp": "", "engine/session/host/host.hpp": "",
            "engine/session/acts/acting.hpp": "", "engine/session/resume/resume.hpp": "",
            "engine/session/guard/guard.hpp": "", "engine/session/suspend/suspend.hpp": "",
            "engine/queries/audit.hpp": "",
        }
        for path, name, words in (
                ("engine/session/host/up.hpp", "engine/session/acts/acting.hpp",
                 "in 'engine/session', 'host' may not know 'acts'"),
                ("engine/session/host/guards.hpp", "engine/session/guard/guard.hpp",
                 "'host' may not know 'guard'"),
                ("engine/session/acts/up.hpp", "engine/session/resume/resume.hpp",
                 "'acts' may not know 'resume'"),
                ("engine/session/resume/up.hpp", "engine/session/suspend/suspend.hpp",
                 "'resume' may not know 'suspend'"),
                ("engine/session/resume/guards.hpp", "engine/session/guard/guard.hpp",
                 "'resume' may not know 'guard'"),
                ("engine/session/suspend/beside.hpp", "engine/session/guard/guard.hpp",
                 "'suspend' may not know 'guard'"),
                ("engine/session/guard/beside.hpp", "engine/session/suspend/suspend.hpp",
                 "'guard' may not know 'suspend'"),
                ("engine/session/up.hpp", "engine/session/host/host.hpp",
                 "'engine/session' may not know 'host'"),
                ("engine/session/asks.hpp", "engine/queries/audit.hpp",
                 "in 'engine', 'session' may not know 'queries'"),
                ("engine/up.hpp", "engine/system/text.hpp", "'engine' may not know 'system'"),
                ("engine/packages/up.hpp", "engine/packages/rpm/scan.hpp",
                 "'engine/packages' may not know 'rpm'"),
                ("engine/system/files/beside.hpp", "engine/system/process/proc.hpp",
                 "'files' may not know 'process'"),
                ("engine/system/up.hpp", "engine/system/process/proc.hpp",
                 "'engine/system' may not know 'process'"),
                ("rules/up.hpp", "rules/plan/evaluate.hpp", "'rules' may not know 'plan'"),
                ("rules/evidence/up.hpp", "rules/plan/evaluate.hpp",
                 "'evidence' may not know 'plan'"),
                ("rules/predict/beside.hpp", "rules/evidence/evidence.hpp",
                 "'predict' may not know 'evidence'"),
                ("parsers/monitrc/words/up.hpp", "parsers/monitrc/model/model.hpp",
                 "'words' may not know 'model'"),
                ("parsers/monitrc/statements/up.hpp", "parsers/monitrc/tests/test.hpp",
                 "'statements' may not know 'tests'"),
                ("parsers/monitrc/tests/up.hpp", "parsers/monitrc/parse.hpp",
                 "'tests' may not know 'parsers/monitrc'"),
                ("engine/session/extra/new.hpp", "engine/session/outcomes.hpp",
                 "'extra' has no place in 'engine/session' yet"),
                ("rules/new/new.hpp", "rules/facts.hpp", "'new' has no place in 'rules' yet")):
            with self.subTest(path):
                found = self.judged(dict(GOOD, **parts, **{path: '#include "%s"\n' % name}))
                self.assertEqual(len(found), 1, found)
                self.assertIn(words, found[0])

    def test_may_follow_the_arrows(self):
        files = dict(GOOD, **{
            "engine/session/outcomes.hpp": "", "engine/session/host/host.hpp": "",
            "engine/session/resume/resume.hpp": '#include "engine/session/host/host.hpp"\n',
            "engine/session/guard/guard.hpp": '#include "engine/session/outcomes.hpp"\n'
                                              '#include "engine/session/resume/resume.hpp"\n'})
        self.assertEqual(self.judged(files), [])

    def test_of_rooms_that_know_each_other_goes_in_circles(self):
        self.assertEqual(tree.circles({"a": ("b",), "b": ("c",), "c": ("b",), "d": ()}), ["b", "c"])

    def test_with_a_source_or_a_test_that_nobody_builds_is_found_out(self):
        for path in ("engine/forgotten.cpp", "tests/cli/forgotten_test.py",
                     "engine/monit/other_client.cpp"):
            with self.subTest(path):
                self.assertEqual(self.broken(path, "", listed=False),
                                 [path + ": no CMakeLists.txt names it"])

    def test_names_no_file_in_a_comment_of_cmake(self):
        files = dict(GOOD, **{"cli/CMakeLists.txt": "# options/parse.cpp\n"})
        self.assertEqual(self.judged(files), ["cli/options/parse.cpp: no CMakeLists.txt names it"])


if __name__ == "__main__":
    unittest.main()
