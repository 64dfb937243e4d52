#!/usr/bin/python3
"""apt_hook_test.py HOOK DPKG: the hook of apt and dpkg, called as a real apt and dpkg were recorded to call it.

HOOK is the hook built for tests (hook_main.cpp), DPKG plays dpkg (played_dpkg.cpp). A process of
this test plays apt: it holds the lock, and starts the lines of the shipped settings by a shell.
"""

import contextlib
import fcntl
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SETTINGS = os.path.join(HERE, "..", "..", "..", "..", "cli", "plugins", "apt")
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, "..", ".."))

import schemas  # noqa: E402

HOOK = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else ""
DPKG = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else ""
SECONDS = 300  # for anything, also on a busy machine
PROGRAM = """\
#!%(python)s
import json, os, sys, time
directory = %(directory)r
def note(**what):
    with open(directory + "/calls", "a") as calls:
        calls.write(json.dumps(what) + "\\n")
def answer(**values):
    print(json.dumps(dict(schema=1, **values)), flush=True)
note(arguments=sys.argv[1:], told=sys.stdin.read())
if "suspend" in sys.argv:
%(suspend)s
else:
    answer(messages=[{"level": "info", "text": "resumed"}])
"""
SUSPENDED = "answer(session='s-1', messages=[{'level': 'info', 'text': 'suspended'}])"


def recordings():
    for path in sorted(glob.glob(os.path.join(HERE, "recorded", "*.json"))):
        with open(path, encoding="utf-8") as file:
            yield json.load(file)


def lines(name):
    """The shell lines of shipped settings, in their order."""
    with open(os.path.join(SETTINGS, name), encoding="utf-8") as file:
        text = file.read()
    found = re.findall(r'^DPkg::P\S+ \{ "(.*)"; \};$|^\w+-invoke=(.*)$', text, re.MULTILINE)
    return [one or other for one, other in found]


APT_BEFORE, APT_AFTER = lines("apt.conf.in")
DPKG_BEFORE, DPKG_AFTER = lines("dpkg.cfg.in")


class Scene(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.program()
        self.lock = open(self.path("lock-frontend"), "w", encoding="utf-8")
        self.addCleanup(self.lock.close)
        os.symlink(DPKG, self.path("dpkg"))

    def path(self, name):
        return os.path.join(self.directory, name)

    def program(self, suspend=SUSPENDED):
        with open(self.path("program"), "w", encoding="utf-8") as file:
            file.write(PROGRAM % {"python": sys.executable, "directory": self.directory,
                                  "suspend": textwrap.indent(textwrap.dedent(suspend).strip(), "    ")})
        os.chmod(self.path("program"), 0o755)

    def calls(self):
        try:
            with open(self.path("calls"), encoding="utf-8") as file:
                return [json.loads(line) for line in file]
        except FileNotFoundError:
            return []

    def verbs(self):
        return [call["arguments"][0] for call in self.calls()]

    def told(self):
        """What each suspend was told."""
        told = [json.loads(call["told"]) for call in self.calls() if call["arguments"][0] == "suspend"]
        for one in told:
            schemas.check(schemas.TRANSACTION, one)
        return told

    def line(self, text):
        return text.replace("@PKGMAP_APT_HOOK@", "%s %s" % (HOOK, self.directory))

    def take_lock(self):
        fcntl.lockf(self.lock, fcntl.LOCK_EX)

    def before(self, text, line=APT_BEFORE, **environment):
        """(exit status, output) of apt's hook before dpkg."""
        ours, theirs = os.pipe()
        process = subprocess.Popen(
            ["/bin/sh", "-c", self.line(line)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, pass_fds=[ours], universal_newlines=True,
            env=dict(os.environ, APT_HOOK_INFO_FD=str(ours), **environment))
        os.close(ours)
        # apt does not mind a hook that is gone before it has read.
        with contextlib.suppress(BrokenPipeError), os.fdopen(theirs, "w") as file:
            file.write(text)
        output, _ = process.communicate()
        return process.returncode, output

    def after(self, copies=1):
        """(exit status, output) of apt's hook after dpkg; apt starts it from a copy of itself."""
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            for _ in range(copies - 1):
                grandchild = os.fork()
                if grandchild != 0:
                    os._exit(os.waitpid(grandchild, 0)[1] >> 8)
            os._exit(subprocess.call(["/bin/sh", "-c", self.line(APT_AFTER)], stdin=subprocess.DEVNULL,
                                     stdout=theirs, stderr=theirs))
        os.close(theirs)
        with os.fdopen(ours) as file:
            output = file.read()
        return os.waitpid(child, 0)[1] >> 8, output

    def dpkg(self, *words, **environment):
        """(exit status, output) of a dpkg with these words, whose hooks are ours."""
        done = subprocess.Popen(
            [DPKG, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            universal_newlines=True, cwd=self.directory,
            env=dict(os.environ, PLAYED_BEFORE=self.line(DPKG_BEFORE), PLAYED_AFTER=self.line(DPKG_AFTER),
                     **environment))
        output, _ = done.communicate()
        self.dpkg_pid = done.pid
        return done.returncode, output


ONE = "VERSION 3\nDir=/\n\nalpha 1 all none < 2 all none /c/alpha.deb\n"


class Recorded(Scene):
    """What apt said of each transaction, and the transaction that the program must get."""

    EXPECTED = {
        "install": ["install alpha 1", "install beta 1", "install multi 1", "install fails 1", "install slow 1"],
        "upgrade": ["upgrade alpha 1:2-1", "upgrade multi 2"],
        "downgrade": ["downgrade alpha 1"],
        "reinstall": ["reinstall beta 1"],
        "a file": ["upgrade alpha 1:2-1"],
        "twelve packages": ["install many%02d 1" % number for number in range(12)],
        "remove": ["remove alpha 1:2-1"],
        "another in its place": ["remove beta 1", "install rival 1"],
        "failed postinst": ["upgrade fails 2"],
        "configure": ["reinstall fails 2"],
        "purge": ["remove fails 2"],
    }

    def test_each_transaction_of_apt_is_told_once_and_whole(self):
        self.take_lock()
        for recording in recordings():
            played = set()
            for case in recording["cases"]:
                if case["name"] not in self.EXPECTED:
                    continue
                played.add(case["name"])
                befores = [hook for hook in case["hooks"] if hook["moment"] == "apt-before"]
                with self.subTest(apt=recording["apt"], case=case["name"]):
                    self.assertEqual(1, len(befores))
                    self.check(befores[0], case["name"])
            self.assertEqual(set(self.EXPECTED), played)

    def check(self, before, name):
        if os.path.exists(self.path("calls")):
            os.remove(self.path("calls"))
        text = "\n".join(before["settings"]) + "\n\n" + "\n".join(before["lines"]) + "\n"
        self.assertEqual((0, "monit-pkgmap: suspended\n"), self.before(text))
        told = self.told()[0]
        self.assertEqual(("apt", os.getpid()), (told["manager"], told["pid"]))
        said = []
        for item in told["items"]:
            version = item["version"] + ("-" + item["release"] if item["release"] else "")
            said.append("%s %s %s" % (item["action"], item["name"],
                                      (item["epoch"] + ":" if item["epoch"] else "") + version))
            comes = item["action"] != "remove" and name != "configure"
            self.assertEqual(comes, item["deb"] is not None, item)
        self.assertCountEqual(self.EXPECTED[name], said)
        self.assertEqual((0, "monit-pkgmap: resumed\n"), self.after())

    def test_apt_calls_the_hooks_from_the_process_that_the_hook_looks_for(self):
        """Before dpkg: the shell of the process that holds the lock. Afterwards: that of its copy."""
        for recording in recordings():
            for case in recording["cases"]:
                hooks = {hook["moment"]: hook for hook in case["hooks"]}
                if "apt-before" not in hooks:
                    continue
                before = hooks["apt-before"]
                with self.subTest(apt=recording["apt"], case=case["name"]):
                    self.assertEqual(before["lock"], before["callers"][1][1])
                    if "apt-after" in hooks:
                        after = hooks["apt-after"]["callers"]
                        self.assertEqual(before["callers"][1], after[2])
                        self.assertNotEqual(before["callers"][1], after[1])

    def test_apt_calls_no_hook_for_what_changes_nothing_and_none_after_its_death(self):
        moments = {("simulation", "apt-before"): False, ("download", "apt-before"): False,
                   ("failed postinst", "apt-after"): True, ("SIGINT", "apt-after"): True,
                   ("SIGTERM", "apt-after"): False, ("SIGHUP", "apt-after"): True, ("SIGKILL", "apt-after"): False,
                   ("dpkg -i of no file", "dpkg-before"): True, ("dpkg -i of no file", "dpkg-after"): False,
                   ("dpkg -i that fails", "dpkg-after"): True, ("dpkg -i without effect", "dpkg-before"): True}
        for recording in recordings():
            seen = {(case["name"], hook["moment"]) for case in recording["cases"] for hook in case["hooks"]}
            for key, expected in moments.items():
                with self.subTest(apt=recording["apt"], case=key):
                    self.assertEqual(expected, key in seen)

    def test_dpkg_beneath_apt_is_started_by_the_holder_of_the_lock(self):
        for recording in recordings():
            for case in recording["cases"]:
                for hook in case["hooks"]:
                    if hook["moment"].startswith("dpkg") and case["command"][0] == "apt-get":
                        self.assertEqual("dpkg", hook["callers"][1][0])
                        self.assertEqual(hook["lock"], hook["callers"][2][1])


class Apt(Scene):
    def test_of_another_root_is_left_alone(self):
        self.take_lock()
        for setting in ("Dir=/mnt", "RootDir=/mnt", "DPkg::Chroot-Directory=/mnt", "DPkg::Options::=--root=/mnt",
                        "DPkg::Options::=--root\nDPkg::Options::=/mnt"):
            with self.subTest(setting=setting):
                self.assertEqual((0, ""), self.before(ONE.replace("Dir=/", setting)))
        for variable in ("DPKG_ROOT", "DPKG_ADMINDIR"):
            with self.subTest(variable=variable):
                self.assertEqual((0, ""), self.before(ONE, **{variable: "/mnt"}))
        self.assertEqual([], self.verbs())

    def test_that_is_not_found_suspends_nothing_and_says_so(self):
        said = (0, "monit-pkgmap: nothing is suspended: the process that runs dpkg cannot be found\n")
        self.assertEqual(said, self.before(ONE))
        holder = subprocess.Popen(
            [sys.executable, "-c", "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'w'), fcntl.LOCK_EX);"
                                   "print('locked', flush=True); sys.stdin.read()", self.path("lock-frontend")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        holder.stdout.readline()
        self.assertEqual(said, self.before(ONE))
        holder.communicate()
        self.assertEqual([], self.verbs())

    def test_without_locks_is_known_by_its_children(self):
        self.assertEqual((0, "monit-pkgmap: suspended\n"), self.before(ONE.replace("Dir=/", "Debug::NoLocking=1")))
        self.assertEqual(os.getpid(), self.told()[0]["pid"])

    def test_may_be_a_child_of_the_holder_of_the_lock(self):
        """unattended-upgrades and PackageKit run dpkg in a child, which takes no lock."""
        self.take_lock()
        child = os.fork()
        if child == 0:
            good = self.before(ONE)[0] == 0 and self.told()[0]["pid"] == os.getpid() and \
                self.after() == (0, "monit-pkgmap: resumed\n")
            os._exit(0 if good else 1)
        self.assertEqual(0, os.waitpid(child, 0)[1])

    def test_without_a_session_starts_no_second_process(self):
        self.take_lock()
        self.program("answer(session=None, messages=[])")
        self.assertEqual((0, ""), self.before(ONE))
        self.assertEqual((0, ""), self.after())
        self.assertEqual(["suspend"], self.verbs())
        self.assertFalse(os.path.exists(self.path("notes")))

    def test_that_has_died_leaves_no_note_behind_the_next_one(self):
        child = os.fork()
        if child == 0:
            self.take_lock()
            os._exit(0 if self.before(ONE)[0] == 0 else 1)
        self.assertEqual(0, os.waitpid(child, 0)[1])
        self.assertEqual(["apt-%d.handover" % child], os.listdir(self.path("notes")))
        self.take_lock()
        self.before(ONE)
        self.assertEqual(["apt-%d.handover" % os.getpid()], os.listdir(self.path("notes")))

    def test_whose_number_another_process_had_has_no_session(self):
        self.take_lock()
        self.before(ONE)
        note = self.path("notes/apt-%d.handover" % os.getpid())
        with open(note, encoding="utf-8") as file:
            text = file.read()
        with open(note, "w", encoding="utf-8") as file:
            file.write("1" + text)
        self.assertEqual((0, ""), self.after())
        self.assertEqual(["suspend"], self.verbs())

    def test_gets_the_word_of_the_policy(self):
        self.take_lock()
        self.program("answer(session='s-1', abort=True, messages=[])")
        status, output = self.before(ONE)
        self.assertEqual(1, status)
        self.assertEqual("monit-pkgmap: resumed\nmonit-pkgmap: the policy ends the transaction (on_error: abort)\n",
                         output)
        self.assertEqual(["suspend", "resume"], self.verbs())

    def test_hears_no_word_of_a_hook_that_is_gone(self):
        for gone in ("/no/such/hook", self.path("lock-frontend"), "/bin/false-of-nobody"):
            for line in (APT_BEFORE, APT_AFTER, DPKG_BEFORE, DPKG_AFTER):
                with self.subTest(gone=gone, line=line):
                    self.assertEqual((0, ""), self.before(ONE, line.replace("@PKGMAP_APT_HOOK@", gone)))

    def test_hears_no_word_of_a_hook_that_crashes(self):
        crash = "/bin/sh -c 'kill -SEGV $$'"
        self.assertEqual(0, self.before(ONE, APT_BEFORE.replace("@PKGMAP_APT_HOOK@", crash))[0])

    def test_is_not_disturbed_by_signals_to_the_process_group(self):
        self.take_lock()
        self.program("""
            os.kill(os.getppid(), 2); os.kill(os.getppid(), 15); os.kill(os.getppid(), 1)
            answer(session='s-1', messages=[{'level': 'info', 'text': 'suspended'}])
            """)
        self.assertEqual((0, "monit-pkgmap: suspended\n"), self.before(ONE))
        self.assertEqual((0, "monit-pkgmap: resumed\n"), self.after())

    def test_that_writes_no_end_is_not_waited_for_for_ever(self):
        ours, theirs = os.pipe()
        begin = time.monotonic()
        done = subprocess.run(["/bin/sh", "-c", self.line(APT_BEFORE)], stdin=subprocess.DEVNULL, pass_fds=[ours],
                              stdout=subprocess.PIPE, check=False, timeout=SECONDS,
                              env=dict(os.environ, APT_HOOK_INFO_FD=str(ours)))
        os.close(theirs)
        os.close(ours)
        self.assertEqual(0, done.returncode)
        self.assertEqual(b"monit-pkgmap: nothing is suspended: apt does not say what it will do\n", done.stdout)
        self.assertGreater(time.monotonic() - begin, 10)


class Dpkg(Scene):
    def test_that_somebody_typed_tells_its_files(self):
        self.assertEqual((0, "monit-pkgmap: suspended\nmonit-pkgmap: resumed\n"), self.dpkg("-i", "a.deb"))
        told = self.told()[0]
        self.assertEqual(("dpkg", self.dpkg_pid), (told["manager"], told["pid"]))
        self.assertEqual([self.path("a.deb")], [item["deb"] for item in told["items"]])
        self.assertEqual(["resume", "--session", "s-1", "--hook", "--manager", "dpkg", "--json"],
                         self.calls()[1]["arguments"])

    def test_beneath_a_front_end_does_nothing(self):
        self.take_lock()
        self.assertEqual((0, ""), self.dpkg("-i", "a.deb"))
        self.assertEqual([], self.verbs())

    def test_without_effect_or_for_another_root_does_nothing(self):
        for words in (("--no-act", "-i", "a.deb"), ("--root=/mnt", "-i", "a.deb"), ("-l", "a"), ("-i",)):
            self.assertEqual((0, ""), self.dpkg(*words))
        self.assertEqual((0, ""), self.dpkg("-i", "a.deb", DPKG_ROOT="/mnt"))
        self.assertEqual((0, ""), self.dpkg("-i", "a.deb", DPKG_ADMINDIR="/mnt/var/lib/dpkg"))
        self.assertEqual([], self.verbs())

    def test_for_this_root_by_name_counts(self):
        """DPKG_ROOT and DPKG_ADMINDIR as dpkg sets them for its hooks."""
        for words in (("--root=/",), ("--root=/mnt", "--root", "/")):
            with self.subTest(words=words):
                self.assertEqual((0, "monit-pkgmap: suspended\nmonit-pkgmap: resumed\n"),
                                 self.dpkg(*words, "-i", "a.deb", DPKG_ROOT="/", DPKG_ADMINDIR="//var/lib/dpkg"))

    def test_ends_if_the_policy_says_so(self):
        self.program("answer(session=None, abort=True, messages=[])")
        status, output = self.dpkg("-r", "alpha")
        self.assertEqual(2, status)
        self.assertEqual("monit-pkgmap: the policy ends the transaction (on_error: abort)\n", output)

    def test_is_known_by_its_executable(self):
        os.remove(self.path("dpkg"))
        shutil.copy(DPKG, self.path("dpkg"))
        self.assertEqual((0, ""), self.dpkg("-i", "a.deb"))
        self.assertEqual([], self.verbs())


if __name__ == "__main__":
    if not HOOK or not DPKG:
        sys.exit(__doc__)
    unittest.main()
