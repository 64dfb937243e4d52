#!/usr/bin/python3
"""A control panel runs a monit of its own beside that of the host. Both have checks of one name, and
the same upgrade touches both."""

import hashlib
import os
import re
import signal
import unittest

from scene import host, monit, testing, upgrade

HOME = "/opt/panel"
CONTROL_FILE = HOME + "/etc/monitrc"
SOCKET = HOME + "/run/sock"
LOG = HOME + "/log"
STATE = testing.STATE + "/monits/opt-panel-etc-monitrc"
POLICY = "/etc/monit-pkgmap/policy.yaml"
BOTH = ["mysql_bin", "mysqld"]
CHECKS = """\
set daemon 1
set log {0}/log
set pidfile {0}/run/pid
set idfile {0}/run/id
set statefile {0}/run/state
set httpd unixsocket {0}/run/sock
    allow demo:canary-of-the-httpd

check file mysql_bin with path /usr/sbin/mysqld
  if failed checksum then unmonitor

check process mysqld with pidfile /run/mysqld/mysqld.pid
  start program = "/usr/bin/systemctl start mysqld"
  stop program = "/usr/bin/systemctl stop mysqld"
  if 5 restarts within 10 cycles then unmonitor
  depends on mysql_bin

check file panel_settings with path {0}/settings
  if failed checksum then alert
""".format(HOME)


def start_panel():
    """Starts the second monit, and waits until it has looked at every check. Returns its pid."""
    host.write(HOME + "/settings", "colour = green\n")
    os.makedirs(HOME + "/run")
    host.write(CONTROL_FILE, CHECKS, 0o600)
    host.run("monit", "-c", CONTROL_FILE)
    if not host.wait_until(is_watching, 60):
        raise host.SceneError("the second monit does not come up\n" + host.read(LOG))
    return int(host.read(HOME + "/run/pid"))


def is_watching():
    states = monit.states_or_none(SOCKET)
    return bool(states) and all(state.monitor == 1 and state.pending == 0 for state in states.values())


def is_off():
    states = monit.states_or_none(SOCKET)
    return bool(states) and all(states[name].off for name in BOTH)


def requests(log, verb):
    """Returns for which checks of the log a request of this verb was made, each as often as it was."""
    return sorted(line.split("'")[1] for line in log.splitlines() if "' %s on user request" % verb in line)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.md5(file.read()).hexdigest()


class _Second(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.panel = start_panel()

    def other(self, *words):
        """Returns the answer about the second monit. Asserts that there is one."""
        _, answer = testing.pkgmap_json(*words)
        self.assertEqual("/etc/monitrc", answer["monit"])
        self.assertEqual([CONTROL_FILE], [one["monit"] for one in answer["other_monits"]])
        return answer["other_monits"][0]


class Upgrade(_Second):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foretold = testing.pkgmap_json("explain", "mysql-server")[1]
        cls.sampler = monit.Sampler(at=SOCKET)
        cls.sampler.start()
        cls.watched = upgrade.Upgrade("upgrade", "mysql-server").run()
        cls.resumed = host.wait_until(is_watching, 60)
        cls.samples = [states for _, states in cls.sampler.stop() if states]
        cls.log = host.read(LOG)

    def test_both_are_suspended_and_resumed(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertEqual(testing.SUSPENDED, self.watched.ever_off())
        self.assertEqual([], self.watched.lost())
        off = {name for states in self.samples for name in states if states[name].monitor == 0}
        self.assertEqual(set(BOTH), off)
        self.assertTrue(self.resumed, self.log)

    def test_neither_ran_anything_nor_saw_a_wrong_checksum(self):
        for log in (self.watched.log, self.log):
            self.assertNotRegex(log, r"'mysql\w*' (start|stop|restart|exec): ")
            self.assertNotRegex(log, r"'mysql\w*' checksum (failed|changed)")

    def test_each_is_asked_once(self):
        self.assertEqual(["mysql_bin"], requests(self.log, "unmonitor"))
        self.assertEqual(["mysqld"], requests(self.log, "monitor"))

    def test_both_have_the_new_baseline(self):
        for socket in (monit.SOCKET, SOCKET):
            self.assertIn(digest("/usr/sbin/mysqld"), monit.get("/mysql_bin", at=socket))

    def test_the_hook_says_it_in_two_lines(self):
        lines = testing.hook_lines(self.watched.output)
        self.assertEqual(2, len(lines), self.watched.output)
        self.assertRegex(lines[0], r"suspended 5 of 22 checks \(.*\); %s: suspended 2 of 4 checks \(mysql" % CONTROL_FILE)

    def test_explain_said_it(self):
        self.assertEqual((5, "/etc/monitrc"), (self.foretold["summary"]["suspend"], self.foretold["monit"]))
        other = self.foretold["other_monits"][0]
        self.assertEqual(BOTH, sorted(check["name"] for check in other["checks"] if check["decision"] == "suspend"))
        self.assertEqual({CONTROL_FILE}, {check["monit"] for check in other["checks"]})

    def test_the_history_has_one_session_of_each(self):
        _, first = testing.pkgmap_json("history")
        other = self.other("history")
        for answer, control_file in ((first, "/etc/monitrc"), (other, CONTROL_FILE)):
            self.assertEqual([{control_file}], [{check["monit"] for check in session["checks"]}
                                                for session in answer["sessions"]])
        self.assertEqual(*[answer["sessions"][0]["id"] for answer in (first, other)])

    def test_no_session_is_left(self):
        self.assert_nothing_under_way()
        self.assertEqual([], self.other("status")["sessions"])

    def test_audit_and_doctor_answer_for_both(self):
        checks = {check["name"]: check for check in self.other("audit")["checks"]}
        self.assertEqual(["mysql-server"], checks["mysqld"]["packages"])
        found = {one["id"]: one["result"] for one in self.other("doctor")["findings"]}
        self.assertEqual("ok", found["monit"], found)

    def test_the_text_has_a_heading_for_each(self):
        said = testing.pkgmap("status")[1]
        self.assertEqual("monit with /etc/monitrc\nno check is suspended\n\nmonit with %s\nno check is suspended\n"
                         % CONTROL_FILE, said)


class Stopped(_Second):
    """The second monit does not answer, and the first one is served all the same."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        os.kill(cls.panel, signal.SIGSTOP)
        try:
            cls.watched = upgrade.Upgrade("upgrade", "mysql-server")
            cls.watched.start()
            cls.off = host.wait_until(
                lambda: all(state.off for name, state in (monit.states_or_none() or {"": None}).items()
                            if name in testing.SUSPENDED), 60)
            cls.watched.wait()
            cls.all_on = host.wait_until(cls.watched.all_on, 60)
            cls.watched.finish(0)
        finally:
            os.kill(cls.panel, signal.SIGCONT)
        cls.over = host.wait_until(cls.nothing_is_under_way, 120)
        cls.by_person = testing.pkgmap("resume")
        cls.resumed = host.wait_until(is_watching, 120)

    @staticmethod
    def nothing_is_under_way():
        _, answer = testing.pkgmap_json("status")
        return not any(one["sessions"] for one in [answer] + answer["other_monits"])

    def test_the_first_is_suspended_and_resumed_meanwhile(self):
        self.assertTrue(self.off)
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertTrue(self.all_on, self.watched.output)
        self.assertEqual([], self.watched.own_actions()["ran"])

    def test_the_hook_names_the_second(self):
        self.assertIn("monit-pkgmap: %s: monit " % CONTROL_FILE, self.watched.output)

    def test_the_second_loses_nothing(self):
        """Where monit's cascade is faster than the guard, nobody knows what was off before, and a person
        resumes what `status` names."""
        self.assertTrue(self.over)
        self.assertTrue(self.resumed, (monit.states_or_none(SOCKET), self.by_person))


class Killed(_Second):
    """dnf is killed while a scriptlet runs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.watched = upgrade.Upgrade("upgrade", "mysql-server")
        cls.watched.start()
        if not host.wait_until(lambda: "begin" in host.read("/run/mysql-server.post"), 300):
            raise host.SceneError("no scriptlet")
        cls.off = is_off()
        os.kill(cls.watched.process.pid, signal.SIGKILL)
        cls.resumed = host.wait_until(lambda: is_watching() and cls.watched.all_on(), 120)
        cls.watched.wait()
        cls.watched.finish()

    def test_both_come_back(self):
        self.assertTrue(self.off)
        self.assertTrue(self.resumed, monit.states_or_none(SOCKET))
        self.assertEqual([], self.watched.lost())
        self.assertTrue(is_watching())


class Narrowed(_Second):
    """--monitrc means one of the two, and so does a check of one monit that is to stay off."""

    def off(self, socket):
        return sorted(name for name, state in monit.states(socket).items()
                      if state.off and name not in host.SWITCHED_OFF)

    def all_off(self):
        return self.off(monit.SOCKET), self.off(SOCKET)

    def test_one_is_suspended_and_resumed(self):
        for control_file, off in ((CONTROL_FILE, ([], BOTH)), ("/etc/monitrc", (testing.SUSPENDED, []))):
            testing.pkgmap("--monitrc", control_file, "suspend", "mysql-server", "--for", "10m")
            self.assertEqual(off, self.all_off())
            sessions = testing.pkgmap_json("--monitrc", control_file, "status")[1]
            self.assertEqual([1], [len(sessions["sessions"])])
            self.assertNotIn("other_monits", sessions)
            testing.pkgmap("--monitrc", control_file, "resume")
            self.assertEqual(([], []), self.all_off())

    def test_without_it_both_are(self):
        testing.pkgmap("suspend", "mysql-server", "--for", "10m")
        self.assertEqual((testing.SUSPENDED, BOTH), self.all_off())
        session = testing.pkgmap_json("status")[1]["sessions"][0]["id"]
        refused = testing.pkgmap("resume", "--except", "mysqld")
        self.assertEqual(2, refused[0])
        self.assertIn("two monits have suspended a check 'mysqld'", refused[2])
        self.assertEqual((testing.SUSPENDED, BOTH), self.all_off())
        testing.pkgmap("resume", "--session", session)
        self.assertEqual(([], []), self.all_off())

    def test_run_is_about_both(self):
        done = testing.pkgmap("run", "--packages", "mysql-server", "--", "/usr/bin/python3", "-c",
                              "import urllib; print('ran')")
        self.assertEqual((0, "ran\n"), done[:2], done[2])
        self.assertIn("%s: suspended 2 of 4 checks" % CONTROL_FILE, done[2])
        self.assertIn("%s: resumed 2 checks" % CONTROL_FILE, done[2])
        self.assertEqual(([], []), self.all_off())


class FirstChanges(_Second):
    """The usual pidfile names the second monit, which makes it the first one."""

    def test_each_keeps_its_sessions(self):
        testing.pkgmap("suspend", "mysql-server", "--for", "10m")
        self.assertTrue(is_off())
        before = host.read("/run/monit.pid")
        host.write("/run/monit.pid", "%d\n" % self.panel)
        try:
            status = testing.pkgmap_json("status")[1]
            alone = testing.pkgmap_json("--monitrc", CONTROL_FILE, "status")[1]
            resumed = testing.pkgmap("resume")
        finally:
            host.write("/run/monit.pid", before)
        self.assertEqual(CONTROL_FILE, status["monit"])
        self.assertEqual(["/etc/monitrc"], [one["monit"] for one in status["other_monits"]])
        for answer in (status, alone, status["other_monits"][0]):
            self.assertEqual(1, len(answer["sessions"]), answer)
        self.assertEqual(0, resumed[0], resumed)
        self.assertTrue(host.wait_until(is_watching, 60))
        self.assert_nothing_under_way()


class DownMeanwhile(_Second):
    """The second monit does not run during a transaction that the hooks saw."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        testing.pkgmap("--monitrc", CONTROL_FILE, "suspend", "mysql-server", "--for", "10m")
        testing.pkgmap("resume")
        testing.pkgmap("--monitrc", CONTROL_FILE, "recover")
        cls.began = os.path.exists(STATE + "/packages")
        host.run("monit", "-c", CONTROL_FILE, "quit")
        if not host.wait_until(lambda: not os.path.exists("/proc/%d" % cls.panel), 60):
            raise host.SceneError("the second monit does not end")
        upgrade.Upgrade("upgrade", "mysql-server").run()
        host.run("monit", "-c", CONTROL_FILE)
        if not host.wait_until(is_watching, 60):
            raise host.SceneError("the second monit does not come up again")

    def test_nothing_has_bypassed_the_hooks(self):
        self.assertTrue(self.began)
        for words in (("status",), ("recover", "--if-stale")):
            answer = self.other(*words)
            self.assertEqual([], answer["bypassed"]["packages"], answer)


class CalledOff(_Second):
    """One of the two monits has nothing to suspend, or cannot be asked."""

    def run_true(self):
        return testing.pkgmap("run", "--packages", "mysql-server", "--", "touch", "/tmp/ran")

    def switch(self, verb, state):
        for name in testing.SUSPENDED:
            host.run("monit", verb, name)
        self.assertTrue(host.wait_until(
            lambda: all(monit.states(monit.SOCKET)[name].monitor == state for name in testing.SUSPENDED), 60))

    def test_what_one_cannot_suspend_is_called_off_for_all(self):
        host.write(POLICY, "version: 1\ndefaults: {on_error: abort}\n")
        os.rename(CONTROL_FILE, CONTROL_FILE + ".moved")
        try:
            done = self.run_true()
            foretold = testing.pkgmap("explain", "mysql-server")
        finally:
            os.rename(CONTROL_FILE + ".moved", CONTROL_FILE)
            os.remove(POLICY)
        self.assertEqual(1, done[0], done)
        self.assertFalse(os.path.exists("/tmp/ran"))
        gone = "it was moved or removed while monit (process %d) runs" % self.panel
        self.assertRegex(done[2], r"error: %s: cannot .*%s" % (CONTROL_FILE, re.escape(gone)))
        self.assertIn("command not run: checks of another monit cannot be suspended", done[2])
        self.assertIn("monit-pkgmap: resumed 5 checks", done[2])
        self.assert_nothing_under_way()
        self.assertEqual(3, foretold[0], foretold)
        self.assertIn("monit with %s\nerror: cannot " % CONTROL_FILE, foretold[2])
        self.assertIn(gone, foretold[2])

    def test_nothing_to_suspend_is_said_of_all_alone(self):
        self.switch("unmonitor", 0)
        done = self.run_true()
        os.remove("/tmp/ran")
        self.switch("monitor", 1)
        self.assertEqual(0, done[0], done)
        self.assertNotIn("nothing to suspend", done[2])
        self.assertIn("%s: suspended 2 of 4 checks" % CONTROL_FILE, done[2])


if __name__ == "__main__":
    unittest.main()
