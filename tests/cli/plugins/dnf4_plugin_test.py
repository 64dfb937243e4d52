#!/usr/bin/python3
"""Tests of what only the plugin of dnf 4 must do; conformance/ tests the rest.

usage: dnf4_plugin_test.py (no arguments). Needs the system's Python with dnf.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import dnf
import dnf.exceptions
import dnf.transaction as actions

sys.dont_write_bytecode = True
CONFORMANCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "conformance")
sys.path[:0] = [CONFORMANCE, CONFORMANCE + "/adapters"]

import dnf4  # noqa: E402
import python_hook  # noqa: E402
from transactions import INSTALL, REMOVE  # noqa: E402

# This program gives the same answer to every command.
PROGRAM = """#!/bin/sh
echo "$1" >> DIRECTORY/verbs
echo '{"schema":1,"session":"s-1"}'
"""


def setUpModule():
    """Loads the plugin for all tests: dnf loads plugins once in a process."""
    directory = tempfile.mkdtemp()
    program = os.path.join(directory, "program")
    python_hook.write(program, PROGRAM.replace("DIRECTORY", directory))
    os.chmod(program, 0o755)
    PluginTest.scene = {"directory": directory, "program": program, "members": REMOVE}
    python_hook.settle(PluginTest.scene)
    python_hook.place(PluginTest.scene, "dnf4/monit_pkgmap.py.in")
    PluginTest.base = dnf4.base_of(PluginTest.scene)
    PluginTest.base.init_plugins()
    PluginTest.module = sys.modules["dnf.plugin.dynamic.monit_pkgmap"]


def tearDownModule():
    shutil.rmtree(PluginTest.scene["directory"])


class PluginTest(unittest.TestCase):
    """The plugin, loaded by dnf as a file of a directory."""

    def setUp(self):
        self.directory = self.scene["directory"]
        self.addCleanup(lambda: self.verbs() and os.remove(self.directory + "/verbs"))

    def verbs(self):
        try:
            with open(self.directory + "/verbs") as file:
                return file.read().split()
        except FileNotFoundError:
            return []


class Actions(PluginTest):
    COME = ("PKG_INSTALL", "PKG_OBSOLETE", "PKG_UPGRADE", "PKG_DOWNGRADE", "PKG_REINSTALL")
    GO = ("PKG_REMOVE", "PKG_UPGRADED", "PKG_DOWNGRADED", "PKG_REINSTALLED", "PKG_OBSOLETED")

    def items(self, action):
        """The items of a package that has a record number and the path of a file, whatever the action."""
        member = dnf4.Member(self.scene, dict(INSTALL[0], record=12))
        member.action = action
        return self.module.items_of([member])

    def make_file(self):
        path = python_hook.file_of(self.scene, INSTALL[0])
        python_hook.write(path, "")
        self.addCleanup(os.remove, path)
        return path

    def test_every_action_of_dnf_has_its_word(self):
        words = [("PKG_INSTALL", "install"), ("PKG_UPGRADE", "upgrade"), ("PKG_DOWNGRADE", "downgrade"),
                 ("PKG_REINSTALL", "reinstall"), ("PKG_OBSOLETE", "install"), ("PKG_REMOVE", "remove"),
                 ("PKG_UPGRADED", "remove"), ("PKG_DOWNGRADED", "remove"), ("PKG_REINSTALLED", "remove"),
                 ("PKG_OBSOLETED", "obsolete")]
        for name, word in words:
            with self.subTest(name):
                self.assertEqual([word], [item["action"] for item in self.items(getattr(actions, name))])

    def test_what_comes_is_told_with_its_file_and_without_a_record(self):
        path = self.make_file()
        for name in self.COME:
            with self.subTest(name):
                item, = self.items(getattr(actions, name))
                self.assertEqual((path, None), (item["rpm"], item["dbid"]))

    def test_what_goes_is_told_with_its_record_and_without_a_file(self):
        self.make_file()
        for name in self.GO:
            with self.subTest(name):
                item, = self.items(getattr(actions, name))
                self.assertEqual((None, 12), (item["rpm"], item["dbid"]))

    def test_a_reason_change_moves_no_file_and_is_left_out(self):
        self.assertEqual([], self.items(11))

    def test_a_transaction_that_dnf_itself_resolved_is_understood(self):
        rpm = self.build_package()
        base = dnf.Base()
        self.addCleanup(base.close)
        base.conf.installroot = base.conf.cachedir = base.conf.persistdir = self.directory
        base.fill_sack(load_system_repo=False, load_available_repos=False)
        base.package_install(base.add_remote_rpms([rpm])[0])
        base.resolve()
        self.assertEqual(
            {"schema": 1, "manager": "dnf4", "pid": os.getpid(), "items": [
                {"action": "install", "name": "tiny", "epoch": "0", "version": "1", "release": "1",
                 "arch": "noarch", "rpm": rpm, "dbid": None}]}, self.module.transaction_of(base.transaction))

    def build_package(self):
        spec = os.path.join(self.directory, "tiny.spec")
        python_hook.write(spec, "Name: tiny\nVersion: 1\nRelease: 1\nSummary: x\nLicense: MIT\n"
                          "BuildArch: noarch\n%description\nx\n%files\n")
        subprocess.run(["rpmbuild", "-bb", "--quiet", "--define", "_topdir " + self.directory, "--define",
                        "_dbpath " + self.directory + "/db", spec], check=True, stderr=subprocess.DEVNULL)
        return os.path.join(self.directory, "RPMS/noarch/tiny-1-1.noarch.rpm")


class Lines(PluginTest):
    def test_an_error_begins_on_a_line_of_its_own_in_a_pipe(self):
        """dnf writes the end of its last line into a buffer; the error goes past it."""
        text = ("import sys\nfrom monit_pkgmap_hook.screen import Screen\n"
                "sys.stdout.write('  Verifying 1/1')\nsys.stdout.flush()\nprint(' ')\n"
                "screen = Screen(lambda level, line: sys.stderr.write(line + '\\n'))\nscreen.begin()\n"
                "screen.messages([('error', 'too late')])\n")
        done = subprocess.run([sys.executable, "-c", text], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              check=True, cwd=python_hook.SHARED)
        self.assertEqual(b"  Verifying 1/1 \nmonit-pkgmap: too late\n", done.stdout)


class TheEnd(PluginTest):
    """What happens after dnf has called all plugins."""

    def setUp(self):
        super().setUp()
        self.plugins = self.base._plugins
        before = list(self.plugins.plugins)
        self.addCleanup(setattr, self.plugins, "plugins", before)

    def test_comes_though_dnf_has_let_go_of_the_plugin_whose_package_is_removed(self):
        self.plugins.run_pre_transaction()
        gone = type("Gone", (), {"files": [self.module.__file__]})()
        transaction = type("Transaction", (), {"remove_set": [gone], "install_set": []})()
        self.plugins.unload_removed_plugins(transaction)
        self.assertEqual([], self.plugins.plugins)
        self.plugins.run_transaction()
        self.assertEqual(["suspend", "resume"], self.verbs())

    def test_is_taken_from_dnf_and_given_back(self):
        usual = self.plugins.run_transaction
        self.plugins.run_pre_transaction()
        self.assertNotEqual(usual, self.plugins.run_transaction)
        self.plugins.run_transaction()
        self.assertEqual(usual, self.plugins.run_transaction)

    def test_of_a_dnf_that_does_it_otherwise_is_that_of_this_plugin(self):
        plugin, = self.plugins.plugins
        self.addCleanup(setattr, self.base, "_plugins", self.base._plugins)
        self.base._plugins = None
        plugin.pre_transaction()
        plugin.transaction()
        self.assertEqual(["suspend", "resume"], self.verbs())


if __name__ == "__main__":
    unittest.main()
