#!/usr/bin/python3
"""zypp_plugin_test.py PLUGIN: the commit plugin of libzypp, asked as a real libzypp
17.25.7 asked it; frames and their order were recorded from that.

PLUGIN is plugin_main with every other place than the machine's.
"""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))

import schemas  # noqa: E402

PLUGIN = sys.argv.pop(1) if len(sys.argv) > 1 else ""
SECONDS = 60
HANGS = "time.sleep(%d)" % (10 * SECONDS)
PROLOGUE = """\
#!%s
import json, os, signal, sys, time
def note(**what):
    with open(%r, "a") as calls:
        calls.write(json.dumps(what) + "\\n")
def answer(**values):
    print(json.dumps(dict(schema=1, **values)), flush=True)
def calls():
    return open(%r).read().count('"arguments"')
note(arguments=sys.argv[1:], told=sys.stdin.read(), alone=os.getsid(0) == os.getpid(), pid=os.getpid())
if "suspend" in sys.argv:
"""


def step(kind, name="demo", **more):
    return {"type": kind, "solvable": dict({"n": name, "v": "2", "r": "1", "a": "noarch"}, **more)}


def body(*steps):
    return json.dumps({"TransactionStepList": list(steps)})


class Plugin(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        os.mkdir(self.path("cache"))
        self.write("rpm", "#!/bin/sh\n", 0o755)
        self.program("answer(session='s-1', messages=[{'level': 'info', 'text': 'suspended'}])",
                     "answer(messages=[{'level': 'info', 'text': 'resumed'}])")

    def path(self, name):
        return os.path.join(self.directory, name)

    def write(self, name, text, mode=0o644):
        with open(self.path(name), "w") as file:
            file.write(text)
        os.chmod(self.path(name), mode)

    def program(self, suspend, resume):
        text = PROLOGUE % (sys.executable, self.path("calls"), self.path("calls"))
        text += textwrap.indent(textwrap.dedent(suspend).strip(), "    ") + "\nelse:\n"
        text += textwrap.indent(textwrap.dedent(resume).strip(), "    ") + "\n"
        self.write("program", text, 0o755)

    def start(self, allowed="30", **environment):
        """`allowed` is how many seconds libzypp waits for an answer."""
        self.process = subprocess.Popen(
            [PLUGIN, self.path("program"), self.path("rpm"), self.path("cache"), self.path("disabled"), allowed],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=dict(os.environ, **environment))
        self.addCleanup(self.end)

    def end(self):
        """What it wrote beside its answers."""
        if self.process.stdin:
            self.process.stdin.close()
            self.process.stdin = None
        _, said = self.process.communicate(timeout=SECONDS)
        return said.decode()

    def ask(self, command, text=""):
        """The answer to a frame."""
        self.process.stdin.write(("%s\n\n%s" % (command, text)).encode() + b"\0")
        self.process.stdin.flush()
        answer = b""
        while not answer.endswith(b"\0"):
            self.assertTrue(select.select([self.process.stdout], [], [], SECONDS)[0], "no answer")
            got = os.read(self.process.stdout.fileno(), 4096)
            self.assertTrue(got, "it has ended")
            answer += got
        self.assertTrue(answer.endswith(b"\n\n\0"), answer)
        return answer[:-3].decode()

    def commit(self, *steps):
        self.assertEqual("ACK", self.ask("PLUGINBEGIN"))
        self.assertEqual("ACK", self.ask("COMMITBEGIN", body(*(steps or (step("+"),)))))

    def calls(self, verb=None):
        try:
            with open(self.path("calls")) as file:
                found = [json.loads(line) for line in file]
        except FileNotFoundError:
            return []
        return [call for call in found if verb in (None, call["arguments"][0])]

    def verbs(self):
        return [call["arguments"][0] for call in self.calls()]

    def wait_for_calls(self, count):
        self.wait_until(lambda: len(self.calls()) >= count)

    def wait_until(self, reached):
        deadline = time.monotonic() + SECONDS
        while not reached():
            self.assertLess(time.monotonic(), deadline, self.calls())
            time.sleep(0.02)

    def runs(self, call):
        """Whether the process is that program still; its number may be another's by now."""
        try:
            with open("/proc/%d/cmdline" % call["pid"]) as file:
                return self.path("program") in file.read()
        except (FileNotFoundError, ProcessLookupError):
            return False

    def kill_programs(self):
        """Ends the programs that the plugin has left running."""
        for call in self.calls():
            if self.runs(call):
                os.kill(call["pid"], signal.SIGKILL)

    def seconds_for(self, command, text=""):
        begin = time.monotonic()
        self.assertEqual("ACK", self.ask(command, text))
        return time.monotonic() - begin


class ACommit(Plugin):
    def test_is_suspended_at_its_begin_and_resumed_at_its_end(self):
        self.start()
        self.commit(step("+", e=3), step("-", "gone"), {"solvable": {"n": "unsaid"}})
        self.assertEqual(["suspend"], self.verbs())
        self.assertEqual("ACK", self.ask("COMMITEND", body(dict(step("+", e=3), stage="ok"))))
        self.assertEqual("ACK", self.ask("PLUGINEND"))
        self.assertEqual("ACK", self.ask("_DISCONNECT"))
        self.assertEqual("monit-pkgmap: suspended\nmonit-pkgmap: resumed\n", self.end())
        self.assertEqual(0, self.process.returncode)
        suspend, resume = self.calls()
        self.assertEqual(["suspend", "--transaction", "-", "--json"], suspend["arguments"])
        self.assertTrue(suspend["alone"])
        told = json.loads(suspend["told"])
        schemas.check(schemas.TRANSACTION, told)
        self.assertEqual(("zypp", os.getpid(), True), (told["manager"], told["pid"], told["series"]))
        self.assertEqual([("upgrade", "demo", "3"), ("remove", "gone", "0")],
                         [(item["action"], item["name"], item["epoch"]) for item in told["items"]])
        self.assertEqual(["resume", "--pid", str(os.getpid()), "--hook", "--json"], resume["arguments"])

    def test_that_fails_has_no_end_but_the_plugins(self):
        self.start()
        self.commit()
        self.assertEqual("ACK", self.ask("PLUGINEND"))
        self.assertEqual(["suspend", "resume"], self.verbs())

    def test_whose_libzypp_dies_is_left_to_the_guard(self):
        self.start()
        self.commit()
        self.end()
        self.assertEqual(["suspend"], self.verbs())

    def test_is_not_disturbed_by_signals_to_the_process_group(self):
        self.start()
        self.commit()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            self.process.send_signal(number)
        self.assertEqual("ACK", self.ask("COMMITEND"))
        self.assertEqual(["suspend", "resume"], self.verbs())

    def test_with_rpms_plugin_is_suspended_by_that(self):
        self.write("rpm", "#!/bin/sh\necho /usr/lib64/rpm-plugins/monit_pkgmap.so\n", 0o755)
        self.start()
        self.commit()
        self.assertEqual([], self.verbs())
        self.assertEqual("ACK", self.ask("COMMITEND"))
        self.assertEqual(["resume"], self.verbs())

    def test_that_removes_rpms_plugin_is_suspended_at_its_begin(self):
        """libzypp removes packages first, so rpm has no plugin any more when it installs the others."""
        for owner, verbs in (("echo demo", ["suspend", "resume"]), ("echo other", ["resume"]),
                             ("echo demo-plugin", ["resume"]), ("exec sleep %d" % (10 * SECONDS), ["suspend", "resume"])):
            with self.subTest(owner):
                self.setUp()
                self.write("rpm", "#!/bin/sh\ncase $1 in --eval) echo /usr/lib64/rpm-plugins/monit_pkgmap.so ;; *) %s ;; esac\n"
                           % owner, 0o755)
                self.start()
                self.commit(step("-"), step("+", "mysql-server"))
                self.assertEqual("ACK", self.ask("COMMITEND"))
                self.assertEqual(verbs, self.verbs())
        told = json.loads(self.calls("suspend")[0]["told"])
        self.assertEqual([("remove", "demo"), ("upgrade", "mysql-server")],
                         [(item["action"], item["name"]) for item in told["items"]])

    def test_of_nothing_starts_nothing(self):
        self.start()
        self.assertEqual("ACK", self.ask("COMMITBEGIN", body()))
        self.assertEqual("ACK", self.ask("COMMITBEGIN", "garbage"))
        self.assertEqual("ACK", self.ask("COMMITEND"))
        self.assertEqual([], self.verbs())

    def test_of_a_snapshot_or_switched_off_starts_nothing(self):
        self.write("disabled", "")
        self.start()
        self.commit()
        os.remove(self.path("disabled"))
        for environment in ({"TRANSACTIONAL_UPDATE": "true"}, {"MONIT_PKGMAP": "off"}):
            self.start(**environment)
            self.commit()
        self.assertEqual([], self.verbs())

    def test_knows_what_was_downloaded_before(self):
        self.write("cache/demo-2-1.noarch.rpm", "")
        self.start()
        self.commit(step("+"), step("+", "more"))
        told = {item["name"]: item["rpm"] for item in json.loads(self.calls()[0]["told"])["items"]}
        self.assertEqual({"demo": self.path("cache/demo-2-1.noarch.rpm"), "more": None}, told)

    def test_knows_what_lies_in_a_repository_of_the_host(self):
        os.makedirs(self.path("local/noarch"))
        self.write("local/noarch/more-2-1.noarch.rpm", "")
        os.mkdir(self.path("cache/repos.d"))
        self.write("cache/repos.d/local.repo", "[local]\nenabled=1\nbaseurl=dir://%s\n" % self.path("local"))
        self.start()
        self.commit(step("+"), step("+", "more"))
        told = {item["name"]: item["rpm"] for item in json.loads(self.calls()[0]["told"])["items"]}
        self.assertEqual({"demo": None, "more": self.path("local/noarch/more-2-1.noarch.rpm")}, told)

    def test_tells_of_each_package_once_more_when_it_has_come(self):
        self.start()
        self.commit(step("+"), step("+", "more"))
        self.write("cache/more-2-1.noarch.rpm", "whole")
        self.wait_for_calls(2)
        told = json.loads(self.calls()[1]["told"])
        self.assertTrue(told["series"])
        self.assertEqual([("more", self.path("cache/more-2-1.noarch.rpm"))],
                         [(item["name"], item["rpm"]) for item in told["items"]])
        self.assertEqual("ACK", self.ask("COMMITEND"))
        self.assertEqual(["suspend", "suspend", "resume"], self.verbs())

    def test_gets_its_answers_in_time_whatever_the_program_does(self):
        self.addCleanup(self.kill_programs)
        for faulty in (HANGS, "sys.exit(3)", "print('[' * 500000)",
                       "while True: os.write(1, b'x' * 65536)", "os.kill(os.getpid(), signal.SIGKILL)"):
            with self.subTest(faulty):
                self.program(faulty, faulty)
                self.start("6")
                self.commit()
                self.assertEqual("ACK", self.ask("COMMITEND"))
                self.assertIn("monit-pkgmap: ", self.end())

    def test_has_no_program_that_hangs_in_suspend_when_it_is_answered(self):
        self.program(HANGS, "answer()")
        self.start("12")
        self.commit()
        self.assertFalse(self.runs(self.calls()[0]))
        self.assertEqual("monit-pkgmap: going on without monit-pkgmap: no answer within 7 s\n", self.end())

    def test_that_begins_again_has_no_more_time(self):
        """10 s in all: the first try takes 8 of them, and the second one has no 7 more."""
        self.program("""
            if calls() == 1:
                time.sleep(8)
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(7)
            note(arguments=["outlived"], pid=os.getpid())
            """, "answer()")
        self.start("15")
        self.commit()
        self.wait_until(lambda: not any(self.runs(call) for call in self.calls()))
        self.assertNotIn("outlived", self.verbs())

    def test_has_an_answer_before_libzypp_gives_up_though_rpm_hangs_too(self):
        self.write("rpm", "#!/bin/sh\nexec sleep %d\n" % (10 * SECONDS), 0o755)
        self.program(HANGS, HANGS)
        self.start("20")
        self.assertLess(self.seconds_for("COMMITBEGIN", body(step("+"))), 20)
        self.assertEqual(["suspend"], self.verbs())

    def test_has_an_answer_before_libzypp_gives_up_though_its_end_comes_during_a_suspension(self):
        self.addCleanup(self.kill_programs)
        self.program("""
            if calls() == 1:
                answer(session='s-1')
                sys.exit()
            time.sleep(%d)
            """ % (10 * SECONDS), HANGS)
        self.start("20")
        self.commit()
        self.write("cache/demo-2-1.noarch.rpm", "whole")
        self.wait_for_calls(2)
        self.assertLess(self.seconds_for("COMMITEND"), 20)
        self.assertEqual(["suspend", "suspend", "resume"], self.verbs())

    def test_has_words_that_we_do_not_know(self):
        self.start()
        self.assertEqual("_ENOMETHOD", self.ask("SOMETHING_NEW", "x"))
        self.commit()

    def test_may_be_followed_by_another(self):
        self.start()
        self.commit()
        self.ask("COMMITEND")
        self.commit()
        self.ask("COMMITEND")
        self.assertEqual(["suspend", "resume"] * 2, self.verbs())


if __name__ == "__main__":
    if not PLUGIN:
        sys.exit(__doc__)
    unittest.main()
