"""The dnf 4 plugin without dnf around it, and programs for it to start."""

import collections
import importlib.machinery
import importlib.util
import json
import logging
import os
import sys
import tempfile
import textwrap
import time
import unittest

import dnf.conf
import dnf.transaction as actions

sys.dont_write_bytecode = True
SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                      "../../../cli/plugins/dnf4/monit_pkgmap.py.in")


def load_plugin():
    loader = importlib.machinery.SourceFileLoader("monit_pkgmap", SOURCE)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("monit_pkgmap", loader))
    loader.exec_module(module)
    return module


plugin = load_plugin()


class Package:
    """What the plugin reads of a hawkey package."""

    def __init__(self, name, path="", dbid=0):
        self.name, self.epoch, self.version, self.release, self.arch = name, 1, "2.0", "3.el9", "x86_64"
        self.rpmdbid = dbid
        self._path = path

    def localPkg(self):
        if not self._path:
            raise ValueError("not a package of a repository")
        return self._path


Member = collections.namedtuple("Member", "action pkg")


class Base:
    def __init__(self, members):
        self.conf = dnf.conf.Conf()
        self.conf.installroot = "/"
        self.transaction = members


class Lines(logging.Handler):
    """What dnf's logger was given."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.records = []

    def emit(self, record):
        self.records.append((record.levelno, record.getMessage()))

    def shown(self):
        return [(level, text) for level, text in self.records if level >= logging.INFO]


class PluginTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.lines = Lines()
        logger = logging.getLogger("dnf")
        logger.setLevel(logging.DEBUG)
        logger.propagate = False
        logger.addHandler(self.lines)
        self.addCleanup(logger.removeHandler, self.lines)
        for name, value in (("SUSPEND_SECONDS", plugin.SUSPEND_SECONDS),
                            ("RESUME_SECONDS", plugin.RESUME_SECONDS),
                            ("DISABLED", plugin.DISABLED), ("PROGRAM", plugin.PROGRAM)):
            self.addCleanup(setattr, plugin, name, value)
        plugin.DISABLED = os.path.join(self.directory, "disabled")
        self.hook = plugin.MonitPkgmap(Base([Member(actions.PKG_REMOVE, Package("demo", dbid=7))]), None)

    def path(self, name):
        return os.path.join(self.directory, name)

    def program(self, suspend, resume=""):
        """A program in Python: what it does at each command. Notes each call."""
        text = """\
            #!%s
            import json, os, signal, sys, time
            def answer(**values):
                print(json.dumps(dict(schema=1, **values)), flush=True)
            with open(%r, "a") as calls:
                calls.write(json.dumps(sys.argv[1:]) + "\\n")
            transaction = sys.stdin.read()
            if "suspend" in sys.argv:
            """ % (sys.executable, self.path("calls"))
        body = textwrap.dedent(text) + textwrap.indent(textwrap.dedent(suspend).strip(), "    ")
        body += "\nelse:\n" + textwrap.indent(textwrap.dedent(resume).strip() or "answer(messages=[])", "    ")
        self.write_program(body + "\n")

    def write_program(self, text):
        plugin.PROGRAM = self.path("program")
        with open(plugin.PROGRAM, "w") as file:
            file.write(textwrap.dedent(text))
        os.chmod(plugin.PROGRAM, 0o755)

    def calls(self):
        try:
            with open(self.path("calls")) as file:
                return [json.loads(line) for line in file]
        except FileNotFoundError:
            return []

    def verbs(self):
        return [call[0] for call in self.calls()]

    def both(self):
        self.hook.pre_transaction()
        self.hook.transaction()

    def wait_for(self, name, seconds=20):
        deadline = time.monotonic() + seconds
        while not os.path.exists(self.path(name)):
            self.assertLess(time.monotonic(), deadline, "no " + name)
            time.sleep(0.02)
