#!/usr/bin/python3
"""The hooks in Python can run in Python 2.6, too.

usage: grammar_test.py (no arguments). Needs typed_ast, which has the parser of Python
2.7; the test searches its result for what 2.7 added to 2.6.
"""

import ast
import glob
import os
import unittest

from typed_ast import ast27

PLUGINS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../cli/plugins")
# All files that run in the process of a package manager.
SOURCES = sorted(glob.glob(PLUGINS + "/python/*/*.py") + glob.glob(PLUGINS + "/*/monit_pkgmap.py.in"))

# The names of the library that the hooks use other than by getattr(). The documentation
# of Python 2.6 has each of them, and must have every name that is added here.
LIBRARY_OF_2_6 = {
    "errno": {"EAGAIN", "EINTR"},
    "fcntl": {"FD_CLOEXEC", "F_GETFD", "F_GETFL", "F_SETFD", "F_SETFL", "fcntl"},
    "json": {"dumps", "loads"},
    "logging": {"DEBUG", "ERROR", "INFO", "WARNING", "getLogger"},
    "os": {"O_NONBLOCK", "X_OK", "access", "environ", "getpid", "listdir", "path", "read", "setsid"},
    "select": {"POLLIN", "POLLOUT", "error", "poll"},
    "socket": {"socketpair"},
    "subprocess": {"PIPE", "Popen"},
    "sys": {"path", "stdout", "version_info"},
    "time": {"sleep"},
    "unicodedata": {"category"},
}
# Methods that 2.6 does not have, or that accept fewer arguments there.
LATER_METHODS = {"format", "bit_length", "total_seconds", "timeout", "isprintable", "casefold", "wait"}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def later_than_2_6(text):
    """Returns what 2.6 would refuse and 2.7 accepts: pairs of line and construct."""
    added = {ast27.Set: "set display", ast27.SetComp: "set comprehension", ast27.DictComp: "dict comprehension"}
    found = [(node.lineno, added[type(node)]) for node in ast27.walk(ast27.parse(text)) if type(node) in added]
    return found + [(node.lineno, "several contexts in one with")
                    for node in ast.walk(ast.parse(text)) if isinstance(node, ast.With) and len(node.items) > 1]


def uses(text):
    """Returns (line, module, name) for every use of an imported module."""
    tree = ast.parse(text)
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    return [(node.lineno, node.value.id, node.attr) for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported]


class Grammar(unittest.TestCase):
    def test_is_that_of_2_6(self):
        self.assertEqual(5, len(SOURCES), SOURCES)
        for path in SOURCES:
            with self.subTest(path):
                self.assertEqual([], later_than_2_6(read(path)))

    def test_of_2_6_is_told_from_that_of_2_7_and_3(self):
        for text, what in (("{1, 2}", "set display"), ("{a for a in b}", "set comprehension"),
                           ("{a: 1 for a in b}", "dict comprehension"),
                           ("with a, b:\n  c", "several contexts in one with")):
            self.assertEqual([(1, what)], later_than_2_6(text))
        self.assertEqual([], later_than_2_6("with a:\n  with b:\n    c = {}, [d for d in e], dict((f, 1) for f in g)"))
        for text in ("def f(*, a): pass", "def f(a: int): pass", "nonlocal a", "raise a from b", "f'{a}'",
                     "a: int = 1", "async def f(): pass", "print('a', file=b)", "def f():\n  yield from a",
                     "class A(metaclass=B): pass", "[*a, *b]"):
            with self.assertRaises(SyntaxError, msg=text):
                ast27.parse(text)


class Library(unittest.TestCase):
    def test_is_that_of_2_6(self):
        for path in SOURCES:
            for line, module, name in uses(read(path)):
                if module not in ("dnf", "yum", "actions"):
                    self.assertIn(name, LIBRARY_OF_2_6.get(module, ()), "%s:%d: %s" % (path, line, module))

    def test_has_no_method_of_later_versions(self):
        for path in SOURCES:
            called = {node.func.attr for node in ast.walk(ast.parse(read(path)))
                      if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}
            self.assertEqual(set(), called & LATER_METHODS, path)

    def test_is_all_that_they_import(self):
        """The package manager and the hooks themselves provide the other modules."""
        own = {"monit_pkgmap_hook", "dnf", "yum"}
        for path in SOURCES:
            for node in ast.walk(ast.parse(read(path))):
                names = [name.name for name in node.names] if isinstance(node, ast.Import) else \
                    [node.module] if isinstance(node, ast.ImportFrom) else []
                for name in names:
                    self.assertIn(name.split(".")[0], own | set(LIBRARY_OF_2_6), path)


if __name__ == "__main__":
    unittest.main()
