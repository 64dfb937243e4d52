#!/usr/bin/python3
"""The dnf 4 plugin against programs that misbehave.

usage: dnf4_plugin_test.py (no arguments). Needs the system's Python with dnf.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import unittest

import dnf
import dnf.exceptions
import dnf.transaction as actions

sys.dont_write_bytecode = True

from dnf4_support import Member, Package, PluginTest, plugin  # noqa: E402


class WhatIsHandedOver(PluginTest):
    def items(self, *members):
        return plugin.transaction_of(members)["items"]

    def test_every_action_of_dnf_has_its_word(self):
        words = [("PKG_INSTALL", "install"), ("PKG_UPGRADE", "upgrade"), ("PKG_DOWNGRADE", "downgrade"),
                 ("PKG_REINSTALL", "reinstall"), ("PKG_OBSOLETE", "install"), ("PKG_REMOVE", "remove"),
                 ("PKG_UPGRADED", "remove"), ("PKG_DOWNGRADED", "remove"), ("PKG_REINSTALLED", "remove"),
                 ("PKG_OBSOLETED", "obsolete")]
        for name, word in words:
            with self.subTest(name):
                self.assertEqual([word], [i["action"] for i in self.items(
                    Member(getattr(actions, name), Package("demo")))])

    def test_a_reason_change_moves_no_file_and_is_left_out(self):
        self.assertEqual([], self.items(Member(11, Package("demo"))))

    def test_an_incoming_package_comes_with_its_file(self):
        rpm = self.path("demo.rpm")
        open(rpm, "w").close()
        self.assertEqual(
            [{"action": "upgrade", "name": "demo", "epoch": "1", "version": "2.0", "release": "3.el9",
              "arch": "x86_64", "rpm": rpm, "dbid": None}],
            self.items(Member(actions.PKG_UPGRADE, Package("demo", rpm, 12))))

    def test_a_file_that_is_not_there_is_not_named(self):
        self.assertIsNone(self.items(Member(actions.PKG_INSTALL, Package("demo", "/no/where.rpm")))[0]["rpm"])

    def test_an_outgoing_package_comes_with_its_record_and_no_file(self):
        out = self.items(Member(actions.PKG_UPGRADED, Package("demo", "/etc/passwd", 12)))[0]
        self.assertEqual((12, None), (out["dbid"], out["rpm"]))

    def test_a_transaction_that_dnf_itself_resolved_is_understood(self):
        rpm = self.build_package()
        base = dnf.Base()
        self.addCleanup(base.close)
        base.conf.installroot = base.conf.cachedir = base.conf.persistdir = self.directory
        base.fill_sack(load_system_repo=False, load_available_repos=False)
        base.package_install(base.add_remote_rpms([rpm])[0])
        base.resolve()
        transaction = plugin.transaction_of(base.transaction)
        self.assertEqual(
            {"schema": 1, "manager": "dnf4", "pid": os.getpid(), "items": [
                {"action": "install", "name": "tiny", "epoch": "0", "version": "1", "release": "1",
                 "arch": "noarch", "rpm": rpm, "dbid": None}]}, transaction)

    def build_package(self):
        spec = self.path("tiny.spec")
        with open(spec, "w") as file:
            file.write("Name: tiny\nVersion: 1\nRelease: 1\nSummary: x\nLicense: MIT\n"
                       "BuildArch: noarch\n%description\nx\n%files\n")
        subprocess.run(["rpmbuild", "-bb", "--quiet", "--define", "_topdir " + self.directory, "--define",
                        "_dbpath " + self.path("db"), spec], check=True, stderr=subprocess.DEVNULL)
        return self.path("RPMS/noarch/tiny-1-1.noarch.rpm")


class ThePolicy(PluginTest):
    def test_that_wants_no_transaction_with_monit_at_it_ends_dnf(self):
        self.program("answer(error={'code': 4, 'message': 'monit does not answer'}, abort=True)")
        with self.assertRaisesRegex(dnf.exceptions.Error, "on_error: abort"):
            self.hook.pre_transaction()
        self.assertEqual([(logging.ERROR, "monit-pkgmap: monit does not answer")], self.lines.shown())
        self.hook.transaction()
        self.assertEqual(["suspend"], self.verbs())

    def test_brings_back_what_was_suspended_before_it_ends_dnf(self):
        self.program("answer(session='s-1', abort=True)")
        with self.assertRaises(dnf.exceptions.Error):
            self.hook.pre_transaction()
        self.assertEqual(["suspend", "resume"], self.verbs())

    def test_that_says_nothing_of_it_lets_dnf_go_on(self):
        for word in ("", ", abort=False", ", abort='yes'"):
            self.program("answer(error={'code': 4, 'message': 'x'}%s)" % word)
            self.hook.pre_transaction()


class AnError(PluginTest):
    def test_that_comes_again_with_a_hint_is_shown_once(self):
        self.program("answer(error={'code': 3, 'message': 'no policy'}, "
                     "messages=[{'level': 'error', 'text': 'no policy; see x'}])")
        self.hook.pre_transaction()
        self.assertEqual([(logging.ERROR, "monit-pkgmap: no policy; see x")], self.lines.shown())


class TheUsualWay(PluginTest):
    def test_the_session_that_suspend_names_is_resumed(self):
        self.program("answer(session='s-1', messages=[])")
        self.both()
        self.assertEqual([["suspend", "--transaction", "-", "--json"],
                          ["resume", "--session", "s-1", "--hook", "--manager", "dnf4", "--json"]], self.calls())

    def test_the_program_reads_the_transaction_on_standard_input(self):
        self.program("open(%r, 'w').write(transaction)\nanswer(session=None)" % self.path("read"))
        self.both()
        with open(self.path("read")) as file:
            self.assertEqual({"schema": 1, "manager": "dnf4", "pid": os.getpid(), "items": [
                {"action": "remove", "name": "demo", "epoch": "1", "version": "2.0", "release": "3.el9",
                 "arch": "x86_64", "rpm": None, "dbid": 7}]}, json.load(file))

    def test_without_a_session_there_is_no_second_process(self):
        self.program("answer(session=None, messages=[])")
        self.both()
        self.assertEqual(["suspend"], self.verbs())

    def test_a_session_is_resumed_once(self):
        self.program("answer(session='s-1')")
        self.both()
        self.hook.transaction()
        self.assertEqual(["suspend", "resume"], self.verbs())

    def test_messages_go_to_the_logger_of_dnf_with_their_level(self):
        self.program("answer(session='s', messages=[{'level': 'info', 'text': 'suspended 2 of 14 checks'}])",
                     "answer(messages=[{'level': 'error', 'text': 'monit-pkgmap: x is still off'}])")
        self.both()
        self.assertEqual([(logging.INFO, "monit-pkgmap: suspended 2 of 14 checks"),
                          (logging.ERROR, "monit-pkgmap: x is still off")], self.lines.shown())

    def test_a_transaction_gets_three_lines_at_most_and_the_gravest_first(self):
        many = "[{'level': l, 'text': l + str(n)} for n in range(3) for l in ('info', 'warning', 'error')]"
        self.program("answer(session='s', messages=%s)" % many, "answer(messages=%s)" % many)
        self.both()
        self.assertEqual(["monit-pkgmap: error0", "monit-pkgmap: error1", "monit-pkgmap: error0"],
                         [text for _, text in self.lines.shown()])

    def test_a_message_is_one_short_line_of_printable_characters(self):
        self.program("answer(session=None, messages=["
                     "{'level': 'info', 'text': 'a\\n\\x1b[31mb' + 'c' * 999}])")
        self.both()
        (_, text), = self.lines.shown()
        self.assertTrue(text.startswith("monit-pkgmap: a [31mbccc"), text)
        self.assertEqual(plugin.MAX_COLUMNS, len(text))

    def test_an_error_of_the_program_is_an_error_of_ours(self):
        self.program("answer(error={'code': 4, 'message': 'monit does not answer'}, messages=[])\nsys.exit(4)")
        self.both()
        self.assertEqual([(logging.ERROR, "monit-pkgmap: monit does not answer")], self.lines.shown())

    def test_the_program_gets_a_small_environment_and_a_session_of_its_own(self):
        os.environ["CANARY_OF_THE_TEST"] = "1"
        self.addCleanup(os.environ.pop, "CANARY_OF_THE_TEST")
        self.program("""
            words = sorted(os.environ)
            words += [str(os.getsid(0) == os.getpid()), str(len(os.listdir('/proc/self/fd'))), os.getcwd()]
            answer(session=None, messages=[{'level': 'info', 'text': ' '.join(words)}])
            """)
        self.both()
        words = self.lines.shown()[0][1].split()
        self.assertNotIn("CANARY_OF_THE_TEST", words)
        self.assertEqual(["True", "4", "/"], words[-3:])  # 0 1 2 and the listing itself


class NothingToDo(PluginTest):
    def setUp(self):
        super().setUp()
        self.program("answer(session='s')")

    def assert_nothing_was_started(self):
        self.both()
        self.assertEqual([], self.calls())
        self.assertEqual([], self.lines.shown())

    def test_another_root(self):
        self.hook.base.conf.installroot = self.directory
        self.assert_nothing_was_started()

    def test_the_root_may_be_spelled_in_many_ways(self):
        self.hook.base.conf.installroot = "///"
        self.both()
        self.assertEqual(["suspend", "resume"], self.verbs())

    def test_a_download(self):
        self.hook.base.conf.downloadonly = True
        self.assert_nothing_was_started()

    def test_a_test_run(self):
        self.hook.base.conf.tsflags = ["nodocs", "test"]
        self.assert_nothing_was_started()

    def test_only_the_database(self):
        self.hook.base.conf.tsflags = ["justdb"]
        self.assert_nothing_was_started()

    def test_an_empty_transaction(self):
        for members in (None, [], [Member(11, Package("demo"))]):
            self.hook.base.transaction = members
            self.assert_nothing_was_started()

    def test_switched_off_by_the_environment(self):
        os.environ["MONIT_PKGMAP"] = "off"
        self.addCleanup(os.environ.pop, "MONIT_PKGMAP")
        self.assert_nothing_was_started()

    def test_switched_off_by_a_file(self):
        open(plugin.DISABLED, "w").close()
        self.assert_nothing_was_started()

    def test_no_program(self):
        plugin.PROGRAM = self.path("none")
        self.assert_nothing_was_started()
        self.assertTrue(self.lines.records)  # in dnf's log alone


class FaultyPrograms(PluginTest):
    def assert_one_error(self, words):
        self.assertEqual([logging.ERROR], [level for level, _ in self.lines.shown()])
        self.assertIn(words, self.lines.shown()[0][1])

    def test_one_that_hangs_is_ended_and_named(self):
        plugin.SUSPEND_SECONDS = 1
        self.program("open(%r, 'w').write(str(os.getpid()))\ntime.sleep(600)" % self.path("pid"))
        self.both()
        self.assert_one_error("no answer within 1 s")
        self.assertEqual(["suspend"], self.verbs())
        with open(self.path("pid")) as file:
            self.assertRaises(ProcessLookupError, os.kill, int(file.read()), 0)

    def test_one_that_never_reads_does_not_block(self):
        plugin.SUSPEND_SECONDS = 1
        self.write_program("#!/bin/sh\nexec sleep 600\n")
        self.hook.base.transaction = [Member(actions.PKG_REMOVE, Package("x" * 999))] * 999
        self.both()
        self.assert_one_error("no answer within 1 s")

    def test_one_that_ends_without_reading_sends_dnf_no_signal(self):
        """While dnf has the rpmdb open, librpm's handler ends dnf on SIGPIPE."""
        signals = []
        before = signal.signal(signal.SIGPIPE, lambda number, frame: signals.append(number))
        self.addCleanup(signal.signal, signal.SIGPIPE, before)
        self.write_program("#!/bin/sh\nexec <&-\nsleep 0.2\nexit 1\n")
        self.hook.base.transaction = [Member(actions.PKG_REMOVE, Package("x" * 999))] * 999
        self.both()
        self.assert_one_error("no answer (exit status 1)")
        self.assertEqual([], signals)

    def test_garbage(self):
        self.program("os.write(1, b'\\xff\\x00 no json')")
        self.both()
        self.assert_one_error("no answer (exit status 0)")

    def test_json_that_is_no_object(self):
        self.program("print('[1, 2]')")
        self.both()
        self.assert_one_error("no answer")

    def test_fields_of_the_wrong_kind(self):
        for fields in ("session=17, messages='x'", "session={}, messages=[1, None, {}]",
                       "session='', messages={'a': 1}, error=3", "messages=None"):
            with self.subTest(fields):
                self.program("answer(%s)" % fields)
                self.both()
        self.assertNotIn("resume", self.verbs())

    def test_endless_output(self):
        self.program("while True: os.write(1, b'x' * 65536)")
        self.both()
        self.assert_one_error("does not end")

    def test_exit_status_1_without_a_word(self):
        self.program("sys.exit(1)")
        self.both()
        self.assert_one_error("no answer (exit status 1)")

    def test_killed_once_it_is_started_once_more(self):
        self.program("""
            if not os.path.exists(%r):
                open(%r, 'w').close()
                os.kill(os.getpid(), signal.SIGKILL)
            answer(session='s-1', messages=[])
            """ % (self.path("killed"), self.path("killed")))
        self.both()
        self.assertEqual(["suspend", "suspend", "resume"], self.verbs())
        self.assertEqual([], self.lines.shown())

    def test_killed(self):
        self.program("os.kill(os.getpid(), signal.SIGKILL)")
        self.both()
        self.assert_one_error("killed by signal 9")

    def test_not_a_program(self):
        self.program("")
        with open(plugin.PROGRAM, "wb") as file:
            file.write(b"\x7fELF nonsense")
        self.both()
        self.assert_one_error("nothing is suspended")

    def test_one_that_leaves_its_output_open_behind_it(self):
        self.program("""
            if os.fork() == 0:
                time.sleep(30)
                os._exit(0)
            answer(session='s')
            """)
        began = time.monotonic()
        self.both()
        self.assertLess(time.monotonic() - began, 20)
        self.assertEqual(["suspend", "resume"], self.verbs())

    def test_a_slow_resume_is_left_alone_and_goes_on(self):
        plugin.RESUME_SECONDS = 1
        self.write_program("""\
            #!/bin/sh
            if [ "$1" = suspend ]; then
              echo '{"schema":1,"session":"s"}'
              exit
            fi
            sleep 3
            echo "last words"
            echo > %s
            """ % self.path("resumed"))
        self.both()
        self.assert_one_error("no answer within 1 s")
        self.assertFalse(os.path.exists(self.path("resumed")))
        self.wait_for("resumed")


class Interrupted(PluginTest):
    """Ctrl-C while the hook waits."""

    def interrupt_when(self, name):
        def work():
            self.wait_for(name)
            os.kill(os.getpid(), signal.SIGINT)
        thread = threading.Thread(target=work)
        thread.start()
        self.addCleanup(thread.join)

    def begun(self):
        return "open(%r, 'w').close()\ntime.sleep(1)\n" % self.path("begun")

    def test_before_rpm_dnf_ends_and_the_checks_are_back(self):
        self.program(self.begun() + "answer(session='s')")
        self.interrupt_when("begun")
        self.assertRaises(KeyboardInterrupt, self.hook.pre_transaction)
        self.assertEqual(["suspend", "resume"], self.verbs())

    def test_before_rpm_with_nothing_suspended_nothing_is_resumed(self):
        self.program(self.begun() + "answer(session=None)")
        self.interrupt_when("begun")
        self.assertRaises(KeyboardInterrupt, self.hook.pre_transaction)
        self.assertEqual(["suspend"], self.verbs())

    def test_after_rpm_the_resume_goes_on_alone(self):
        self.program("answer(session='s')", self.begun() + "open(%r, 'w').close()" % self.path("resumed"))
        self.hook.pre_transaction()
        self.interrupt_when("begun")
        self.assertRaises(KeyboardInterrupt, self.hook.transaction)
        self.wait_for("resumed")

    def test_an_exit_asked_for_by_a_signal_handler_is_not_lost(self):
        before = signal.signal(signal.SIGINT, lambda *_: sys.exit(3))
        self.addCleanup(signal.signal, signal.SIGINT, before)
        self.program(self.begun() + "answer(session='s')")
        self.interrupt_when("begun")
        self.assertRaises(SystemExit, self.hook.pre_transaction)
        self.assertEqual(["suspend", "resume"], self.verbs())


class BugsOfItsOwn(PluginTest):
    def test_a_surprise_in_dnf_is_one_line_and_no_exception(self):
        self.program("answer(session='s')")
        self.hook.base.transaction = [object()]
        self.both()
        self.assertEqual([logging.ERROR], [level for level, _ in self.lines.shown()])
        self.assertEqual([], self.calls())


if __name__ == "__main__":
    unittest.main(warnings="ignore")  # a process left alone is what some of them want
