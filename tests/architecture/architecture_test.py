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
    "engine/CMakeLists.txt": "add_library(e monit/client.cpp)\n",
    "engine/monit/client.cpp": '#include <sys/stat.h>\n#include <httplib.h>\n'
                               '#include "parsers/text.hpp"\nint f() { return snprintf(a); }\n',
    "cli/CMakeLists.txt": "add_library(c options/parse.cpp)\n",
    "cli/options/parse.cpp": '#include <CLI/CLI.hpp>\nauto v = std::getenv("X"); void f() { exit(1); }\n',
}


class TheTree(unittest.TestCase):
    def test_keeps_every_rule(self):
        self.assertEqual(tree.complaints(TOP), [])

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
                ("parsers/up.cpp", '#include "engine/monit/client.cpp"\n', "may not know 'engine'"),
                ("engine/up.hpp", '\n#  include "cli/options/parse.cpp"\n', "engine/up.hpp:2: includes"),
                ("parsers/near.cpp", '#include "text.hpp"\n', "no such file"),
                ("engine/gone.cpp", '#include "parsers/gone.hpp"\n', "no such file"),
                ("engine/help.cpp", '#include "tests/help.hpp"\n', "no such file"),
                ("engine/rpm.cpp", "#include <rpm/rpmlib.h>\n", "only engine/packages/rpm/ may"),
                ("engine/http.cpp", "#include <httplib.h>\n", "only engine/monit/ may"),
                ("cli/tar.cpp", "#include <archive.h>\n", "only engine/payload/ may"),
                ("cli/main.cpp", "#include <CLI/App.hpp>\n", "only cli/options/ may"),
                ("engine/curl.cpp", "#include <curl/curl.h>\n", "no place yet"),
                ("rules/say.cpp", "void f() { std::cerr << 1; }\n", "rules/say.cpp:1: prints"),
                ("rules/say.hpp", "void f() { printf(x); }\n", "prints: printf("),
                ("engine/end.cpp", "void f() { std::exit(2); }\n", "ends the program"),
                ("engine/child.cpp", "void f() { ::_exit(2); }\n", "ends a child"),
                ("engine/shell.cpp", "int i = ::system(x);\n", "runs a shell"),
                ("cli/pipe.cpp", "auto* p = popen(x, y);\n", "runs a shell"),
                ("engine/home.cpp", "auto* h = std::getenv(x);\n", "reads the environment"),
                ("engine/long.hpp", "int i;\n" * 401, "401 lines")):
            with self.subTest(path):
                found = self.broken(path, text)
                self.assertEqual(len(found), 1, found)
                self.assertIn(words, found[0])

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
