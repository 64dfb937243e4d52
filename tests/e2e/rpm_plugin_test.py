#!/usr/bin/python3
"""rpm's transaction plugin in the real rpm: what it hands over, when it is silent, and
that nothing which happens to it can stop a transaction."""

import glob
import json
import os
import shutil
import subprocess
import textwrap
import unittest

from scene import host, manager, testing

PROGRAM = "/usr/bin/monit-pkgmap"
CALLS = "/run/calls"
KILLED = "/run/killed"
DISABLED = "/etc/monit-pkgmap/disabled"
PROLOGUE = """\
#!/usr/bin/python3
import json, os, signal, sys, time
def note(**what):
    with open(%r, "a") as calls:
        calls.write(json.dumps(what) + "\\n")
def answer(**values):
    print(json.dumps(dict(schema=1, **values), indent=2))
note(arguments=sys.argv[1:], told=sys.stdin.read())
if sys.argv[1] == "resume":
    answer(session="s-1", messages=[{"level": "info", "text": "resumed"}])
    sys.exit()
""" % CALLS
SUSPENDS = "answer(packages={'session': 'no'}, session='s-1', messages=[{'level': 'info', 'text': 'sus\"pended'}])"
STATE = """
blocked = [line for line in open("/proc/self/status") if line.startswith(("SigBlk", "SigIgn"))]
note(arguments=["state"], alone=os.getsid(0) == os.getpid(), descriptors=len(os.listdir("/proc/self/fd")),
     directory=os.getcwd(), umask=os.umask(0), names=sorted(os.environ),
     signals=[line.split()[1].strip("0") for line in blocked])
answer(session=None)
"""


def rpm(*arguments, **environment):
    """(exit status, everything that it wrote)"""
    done = subprocess.run(["rpm", "--force-debian", *arguments], env=dict(host.ENVIRONMENT, **environment),
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          universal_newlines=True, timeout=120, check=False)
    return done.returncode, done.stdout


def package(version, name="plain"):
    return glob.glob("%s/v%s/*/%s-[0-9]*.rpm" % (os.environ["PKGMAP_E2E_PACKAGES"], version, name))[0]


def item(action, version, outgoing=None):
    told = {"action": action, "name": "plain", "epoch": "0", "version": version, "release": "1.el9",
            "arch": "noarch", "files": [
                {"in": "/usr/share/", "directories": True, "names": ["plain"]},
                {"in": "/usr/share/plain/", "names": ["text"]}]}
    return dict(told, dbid=outgoing) if outgoing else told


class RpmTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        host.write("/root/.rpmmacros", "%_dbpath /run/rpmdb\n")
        host.run("cmake", "--install", os.environ["PKGMAP_BUILD"], "--prefix", "/usr")
        manager.leave_only(("rpm",))
        cls.plugin = host.run("rpm", "--eval", "%__plugindir").strip() + "/monit_pkgmap.so"

    def setUp(self):
        shutil.rmtree("/run/rpmdb", ignore_errors=True)
        self.assertEqual(0, rpm("-U", package(1), MONIT_PKGMAP="off")[0])
        self.program(SUSPENDS)
        for path in (CALLS, KILLED, DISABLED):
            if os.path.exists(path):
                os.remove(path)

    def program(self, suspend):
        host.write(PROGRAM, PROLOGUE + textwrap.dedent(suspend) + "\n", 0o755)

    def calls(self, verb=None):
        found = [json.loads(line) for line in host.read(CALLS).splitlines()]
        return [call for call in found if verb in (None, call["arguments"][0])]

    def verbs(self):
        return [call["arguments"][0] for call in self.calls()]

    def assert_verbs(self, *verbs):
        """A resume that takes its time on a busy machine goes on behind rpm's end."""
        host.wait_until(lambda: len(self.verbs()) >= len(verbs), 60)
        self.assertEqual(list(verbs), self.verbs())

    def told(self):
        told = json.loads(self.calls("suspend")[0]["told"])
        testing.schemas.check(testing.schemas.TRANSACTION, told)
        return told

    def number(self):
        return int(host.run("rpm", "-q", "--qf", "%{DBINSTANCE}", "plain"))

    def installed(self):
        return host.run("rpm", "-q", "--qf", "%{version}", "plain")

    def upgrade(self, *options, **environment):
        status, output = rpm("-U", *options, package(2), **environment)
        self.assertEqual(0, status, output)
        return output


class WhatIsHandedOver(RpmTest):
    def assert_items(self, *items):
        self.assert_verbs("suspend", "resume")
        self.assertCountEqual(items, self.told()["items"])

    def test_an_upgrade_with_the_file_lists_of_both_sides(self):
        number = self.number()
        self.upgrade()
        self.assert_items(item("upgrade", "2"), item("remove", "1", number))

    def test_a_downgrade(self):
        self.upgrade(MONIT_PKGMAP="off")
        number = self.number()
        rpm("-U", "--oldpackage", package(1))
        self.assert_items(item("downgrade", "1"), item("remove", "2", number))

    def test_the_same_again(self):
        number = self.number()
        rpm("-U", "--replacepkgs", package(1))
        self.assert_items(item("reinstall", "1"), item("remove", "1", number))

    def test_a_removal(self):
        number = self.number()
        rpm("-e", "plain")
        self.assert_items(item("remove", "1", number))

    def test_an_installation(self):
        rpm("-e", "plain", MONIT_PKGMAP="off")
        rpm("-U", package(1))
        self.assert_items(item("install", "1"))

    def test_ghosts_are_marked(self):
        rpm("-U", "--nodeps", "--noscripts", package(1, "mysql-server"))
        ghosts = [group for group in self.told()["items"][0]["files"] if group.get("ghosts")]
        self.assertIn({"in": "/run/mysqld/", "ghosts": True, "names": ["mysqld.pid"]}, ghosts)

    def test_the_process_and_the_database_are_rpms(self):
        process = subprocess.Popen(["rpm", "--force-debian", "-U", package(2)], env=host.ENVIRONMENT)
        process.wait(60)
        self.assertEqual(("rpm", process.pid), (self.told()["manager"], self.told()["pid"]))
        self.assertNotIn("series", self.told())
        self.assert_verbs("suspend", "resume")
        self.assertEqual([["suspend", "--transaction", "-", "--json", "--dbpath", "/run/rpmdb"],
                          ["resume", "--session", "s-1", "--hook", "--manager", "rpm", "--json"]],
                         [call["arguments"] for call in self.calls()])

    def test_one_of_many_of_zypper_leaves_the_end_to_others(self):
        self.upgrade(ZYPP_IS_RUNNING=str(os.getpid()))
        self.assert_verbs("suspend")
        self.assertEqual((os.getpid(), True), (self.told()["pid"], self.told()["series"]))

    def test_what_somebody_else_says_of_zypper_is_not_believed(self):
        self.upgrade(ZYPP_IS_RUNNING="1")
        self.assert_verbs("suspend", "resume")


class Silence(RpmTest):
    def assert_silent(self, *options, **environment):
        status, output = rpm(*options, **environment)
        self.assertEqual((0, []), (status, self.verbs()), output)

    def test_of_a_test_run(self):
        self.assert_silent("-U", "--test", package(2))

    def test_of_the_database_alone(self):
        self.assert_silent("-U", "--justdb", package(2))

    def test_of_another_root(self):
        self.assert_silent("-U", "--root", "/run/root", package(2))

    def test_of_a_snapshot(self):
        self.assert_silent("-U", package(2), TRANSACTIONAL_UPDATE="true")

    def test_when_it_is_switched_off(self):
        self.assert_silent("-U", package(2), MONIT_PKGMAP="off")
        host.write(DISABLED, "")
        self.assert_silent("-e", "plain")

    def test_when_there_is_no_program(self):
        os.remove(PROGRAM)
        self.assert_silent("-U", package(2))

    def test_of_its_own_unless_somebody_wants_to_hear(self):
        self.assertEqual("", self.upgrade())
        self.assertIn('monit-pkgmap: sus"pended\n', rpm("-ev", "plain")[1])

    def test_but_an_error_is_a_warning_of_rpm(self):
        self.program("answer(messages=[{'level': 'error', 'text': 'monit does not answer'}])\nsys.exit(4)")
        self.assertEqual("warning: monit-pkgmap: monit does not answer\n", self.upgrade())
        self.assertEqual("2", self.installed())


class TheProgram(RpmTest):
    def test_gets_nothing_of_rpms_and_is_alone(self):
        self.program(STATE)
        self.upgrade(CANARY_OF_THE_TEST="1")
        state = self.calls("state")[0]
        # 0 1 2 and that of the listing; Python itself ignores SIGPIPE and SIGXFSZ.
        self.assertEqual((True, 4, "/", 0o077), tuple(
            state[name] for name in ("alone", "descriptors", "directory", "umask")))
        self.assertEqual(["", "1001"], state["signals"])
        self.assertFalse({"CANARY_OF_THE_TEST"} & set(state["names"]))

    def test_may_refuse_the_transaction(self):
        self.program("answer(session='s-1', abort=True, messages=[{'level': 'error', 'text': 'not now'}])")
        status, output = rpm("-U", package(2))
        self.assertNotEqual(0, status)
        self.assertIn("error: monit-pkgmap: not now\n", output)
        self.assertEqual("1", self.installed())
        self.assert_verbs("suspend", "resume")

    def test_is_started_once_more_when_something_kills_it(self):
        self.program("""
            if not os.path.exists(%r):
                open(%r, "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
            %s
            """ % (KILLED, KILLED, SUSPENDS))
        self.upgrade()
        self.assert_verbs("suspend", "suspend", "resume")

    def test_that_hangs_is_gone_when_rpm_goes_on(self):
        self.program("note(arguments=['pid', os.getpid()])\ntime.sleep(600)")
        self.assertIn("monit-pkgmap: rpm goes on without monit-pkgmap, and the guard resumes suspended checks: "
                      "no answer within 40 s\n", self.upgrade())
        self.assertEqual("2", self.installed())
        self.assert_gone(self.calls("pid"))
        self.assert_verbs("suspend", "pid")

    def test_that_is_killed_late_has_no_more_time_when_it_is_started_once_more(self):
        """40 s in all: the first try takes 33 of them, and the second one has no 25 more."""
        self.program("""
            note(arguments=["pid", os.getpid()])
            if not os.path.exists(%r):
                open(%r, "w").close()
                time.sleep(33)
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(25)
            note(arguments=["outlived"])
            """ % (KILLED, KILLED))
        self.upgrade()
        self.assert_gone(self.calls("pid"))
        self.assertNotIn("outlived", self.verbs())

    def assert_gone(self, calls):
        for call in calls:
            self.assertTrue(host.wait_until(lambda pid=call["arguments"][1]: not os.path.exists("/proc/%d" % pid), 60))

    def test_may_say_or_do_whatever_it_wants(self):
        for faulty in ("sys.exit(3)", "os.write(1, b'\\xff\\0 no json')", "print('[' * 500000)", "print('{\"a')",
                       "answer(session=17, messages='x', abort='yes')", "answer(session='x' * 500)",
                       "os.write(1, b'x' * (3 << 20))", "os.kill(os.getpid(), signal.SIGKILL)",
                       "answer(messages=[1, None, {}, {'text': 'x' * 9999}])"):
            with self.subTest(faulty):
                self.setUp()
                self.program(faulty)
                self.upgrade()
                self.assertNotIn("resume", self.verbs())


class NothingCanStopRpm(RpmTest):
    """The macro that is installed names the plugin only where rpm can load it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with open(cls.plugin, "rb") as file:
            cls.good = file.read()

    def setUp(self):
        self.put(self.good)
        super().setUp()

    def put(self, content):
        """As a package does it, by another file of the same name."""
        if os.path.isdir(self.plugin):
            os.rmdir(self.plugin)
        elif os.path.lexists(self.plugin):
            os.remove(self.plugin)
        if content is not None:
            with open(self.plugin, "wb") as file:
                file.write(content)

    def other(self, old, new):
        """The same file with another word in it; both have one length."""
        self.assertEqual(len(old), len(new))
        self.assertIn(old, self.good)
        return self.good.replace(old, new)

    def broken(self):
        soname = [word for word in self.good.split(b"\0") if word.startswith(b"librpm.so.")][0]
        return {
            "gone": None,
            "empty": b"",
            "cut off": self.good[:len(self.good) // 2],
            "cut off at its very end": self.good[:-1],
            "something else": b"#!/bin/sh\n" * 99,
            "without its symbol": self.other(b"monit_pkgmap_hooks", b"monit_pkgmap_hookz"),
            "of another librpm": self.other(soname, soname[:-1] + b"x"),
            "that needs what librpm does not have": self.other(b"rpmtsNElements", b"rpmtsNElementz"),
            "of a newer C library": self.other(b"GLIBC_2.27", b"GLIBC_2.99"),
        }

    def test_with_a_plugin_that_is_in_order_it_is_called(self):
        self.upgrade()
        self.assert_verbs("suspend", "resume")

    def test_with_a_plugin_that_is_not_it_goes_on_in_silence(self):
        for what, content in self.broken().items():
            with self.subTest(what):
                self.setUp()
                self.put(content)
                self.assertEqual("", self.upgrade())
                self.assertEqual(("2", []), (self.installed(), self.verbs()))

    def test_with_a_directory_or_a_link_to_nowhere_it_goes_on(self):
        for make in (os.mkdir, lambda path: os.symlink("/nowhere", path)):
            self.setUp()
            self.put(None)
            make(self.plugin)
            self.assertEqual("", self.upgrade())

    def test_without_that_macro_rpm_itself_would_refuse(self):
        """So the rows above can fail."""
        bare = ["--define", "__transaction_monit_pkgmap " + self.plugin]
        for what in ("empty", "without its symbol", "of another librpm"):
            with self.subTest(what):
                self.setUp()
                self.put(self.broken()[what])
                self.assertNotEqual(0, rpm("-U", *bare, package(2))[0])
                self.assertEqual("1", self.installed())

    def test_python_goes_on_as_well(self):
        """dnf loads librpm so that its symbols are not everybody's."""
        self.put(self.broken()["of another librpm"])
        script = textwrap.dedent("""
            import os, rpm, sys
            ts = rpm.TransactionSet()
            ts.setVSFlags(-1)
            fd = os.open(sys.argv[1], os.O_RDONLY)
            ts.addInstall(ts.hdrFromFdno(fd), sys.argv[1], "u")
            def callback(what, *rest):
                return os.open(sys.argv[1], os.O_RDONLY) if what == rpm.RPMCALLBACK_INST_OPEN_FILE else None
            sys.exit(1 if ts.run(callback, "") else 0)
            """)
        host.run("/usr/bin/python3", "-c", script, package(2))
        self.assertEqual(("2", []), (self.installed(), self.verbs()))
        self.put(self.good)
        again = script.replace("addInstall", "addReinstall").replace(', "u")', ")")
        host.run("/usr/bin/python3", "-c", again, package(2))
        self.assert_verbs("suspend", "resume")


class ItsLibraries(RpmTest):
    def test_are_rpms_and_cs_alone(self):
        output = host.run("objdump", "-p", self.plugin)
        needed = [line.split()[1].split(".so")[0] for line in output.splitlines() if "NEEDED" in line]
        self.assertEqual(["libc", "librpm", "librpmio"], sorted(needed))


if __name__ == "__main__":
    unittest.main()
