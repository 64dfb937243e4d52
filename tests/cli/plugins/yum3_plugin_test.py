#!/usr/bin/python3
"""Tests of what only the plugin of yum 3 must do; conformance/ tests the rest.

usage: yum3_plugin_test.py (no arguments). Each answer of yum was recorded from yum 3.4.3.
"""

import os
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
CONFORMANCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "conformance")
sys.path[:0] = [CONFORMANCE, CONFORMANCE + "/adapters"]

import python_hook  # noqa: E402
import yum3  # noqa: E402
from scene import Adapter, Scene  # noqa: E402
from transactions import INSTALL, REMOVE  # noqa: E402

ADAPTER = Adapter([sys.executable, CONFORMANCE + "/adapters/yum3.py"])
SESSION = "answer(session='s-1')"


class Recorded(object):
    """A member of a transaction as yum shows it."""

    name, epoch, version, release, arch = "alpha", "0", "2", "1", "noarch"

    def __init__(self, output_state, po=None, **more):
        self.output_state = output_state
        self.po = po or yum3.Installed({"record": 4})
        self.reinstall = False
        self.__dict__.update(more)


class LocalFile(object):
    """A package that was named as a file."""

    @property
    def idx(self):
        raise ValueError("alpha-2-1.noarch has no attribute idx")

    def localPkg(self):
        return "/no/where/alpha-2-1.noarch.rpm"


class Members(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.module = {"__name__": "monit_pkgmap"}
        with tempfile.TemporaryDirectory() as directory:
            python_hook.place({"directory": directory, "program": "/no/program"}, "yum3/monit_pkgmap.py.in")
            with open(directory + "/plugins/monit_pkgmap.py") as file:
                exec(compile(file.read(), "monit_pkgmap.py", "exec"), cls.module)

    # ts_state/output_state, further attributes, and the action. Recorded from update,
    # localinstall, downgrade, reinstall, obsoletes and remove; the last row after a failure.
    ROWS = [
        ("u/10", {"updates": ["alpha-1-1.noarch"], "downgrades": []}, "upgrade"),
        ("ud/90", {"updated_by": ["alpha-2-1.noarch"]}, "remove"),
        ("u/20", {"updates": [], "downgrades": []}, "install"),
        ("u/20", {"updates": [], "downgrades": ["alpha-2-1.noarch"]}, "downgrade"),
        ("e/40", {"downgraded_by": ["alpha-1-1.noarch"]}, "remove"),
        ("u/20", {"updates": [], "downgrades": [], "reinstall": True}, "reinstall"),
        ("u/60", {"updates": [], "downgrades": [], "obsoletes": ["gamma-1-1.noarch"]}, "install"),
        ("u/60", {"updates": ["alpha-1-1.noarch"], "downgrades": []}, "upgrade"),
        ("od/50", {"obsoleted_by": ["delta-1-1.noarch"]}, "obsolete"),
        ("e/40", {}, "remove"),
        ("i/30", {}, "install"),
        ("u/100", {"updates": ["alpha-1-1.noarch"]}, None),
        ("a/70", {}, None),
    ]

    def test_of_every_state_have_their_word(self):
        for state, more, word in self.ROWS:
            with self.subTest(state, **more):
                member = Recorded(int(state.split("/")[1]), **more)
                self.assertEqual(word, self.module["action_of"](member))

    def test_of_an_old_yum_lack_what_came_later(self):
        self.assertEqual("install", self.module["action_of"](Recorded(20)))

    def test_that_come_have_no_record_whatever_yum_says_to_that(self):
        for package in (yum3.Available("/no/where.rpm"), LocalFile(), object()):
            item = self.module["item"](Recorded(10, package))
            self.assertEqual((None, None), (item["dbid"], item["rpm"]))

    def test_that_go_have_a_record_or_none(self):
        self.assertEqual(4, self.module["item"](Recorded(40))["dbid"])
        for package in (LocalFile(), object()):
            self.assertIsNone(self.module["item"](Recorded(40, package))["dbid"])

    def test_that_come_have_a_file_and_those_that_go_a_record(self):
        """Whatever else yum knows of a package."""
        with tempfile.NamedTemporaryFile() as file:
            package = yum3.Installed({"record": 4})
            package.localPkg = lambda: file.name
            for state in (20, 10, 30, 60):
                item = self.module["item"](Recorded(state, package))
                self.assertEqual((file.name, None), (item["rpm"], item["dbid"]), state)
            for state in (40, 90, 50):
                item = self.module["item"](Recorded(state, package))
                self.assertEqual((None, 4), (item["rpm"], item["dbid"]), state)


class Yum(unittest.TestCase):
    @classmethod
    def tearDownClass(cls):
        ADAPTER.close()

    def run_scene(self, **given):
        scene = Scene(ADAPTER)
        self.addCleanup(scene.close)
        scene.write_file("demo.rpm")
        scene.program(SESSION)
        return scene.run(dict({"members": REMOVE}, **given))

    def test_whose_rpm_refuses_to_begin_brings_the_checks_back(self):
        self.assertEqual(["suspend", "resume"], self.run_scene(rpm_refuses=True).verbs())

    def test_calls_it_whatever_the_name_of_its_file(self):
        """An administrator may put it in the place of monit.py, which stops monit, and keep
        monit.conf."""
        outcome = self.run_scene(members=INSTALL, file="monit")
        self.assertEqual((["suspend", "resume"], "done"), (outcome.verbs(), outcome.end))

    def test_is_shown_the_body_that_is_installed_with_it(self):
        stage = tempfile.TemporaryDirectory()
        self.addCleanup(stage.cleanup)
        scene = {"directory": stage.name, "program": "/no/program"}
        python_hook.place(scene, "yum3/monit_pkgmap.py.in")
        code = ("import sys; sys.path[:0] = [%r, %r]; import monit_pkgmap as m; "
                "print(m.Hook.__module__, m.requires_api_version, m.plugin_type, %r in sys.path)"
                % (stage.name + "/plugins", CONFORMANCE + "/played", python_hook.SHARED))
        said = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True).stdout.decode()
        self.assertEqual("monit_pkgmap_hook 2.1 (0,) False\n", said)


if __name__ == "__main__":
    unittest.main()
