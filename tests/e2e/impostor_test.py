#!/usr/bin/python3
"""Another user takes monit's port while monit is down, and while a reload of ours frees the port."""

import json
import os
import pwd
import select
import socket
import subprocess
import unittest

from scene import host, monit, tcp, testing

IMPOSTOR = host.SOURCE + "/tests/support/impostor.py"
FIFO = "/etc/monit.d/held.conf"
POINTS = testing.STATE + "/fail-points"
NEED_A_BASELINE = ["mysql_bin", "mysql_unit"]


def listeners(port):
    """Returns the users who listen on a port of 127.0.0.1 (/proc/net/tcp, proc(5))."""
    rows = [line.split() for line in host.read("/proc/net/tcp").splitlines()[1:]]
    return [int(row[7]) for row in rows if row[1] == "0100007F:%04X" % port and row[3] == "0A"]


class Impostor:
    """A process of the user nobody that waits until the port is free, and then answers as monit would."""

    def __init__(self, port, names):
        self.record = "/tmp/impostor.record"
        host.write(self.record, "")
        host.write("/tmp/impostor.answer", invented_status(names))
        self.process = subprocess.Popen(
            ["/usr/bin/python3", IMPOSTOR, self.record, "--port", str(port), "--user", "nobody", "--until-free",
             "--answer", "/tmp/impostor.answer"], stdout=subprocess.PIPE)

    def listens(self, seconds=60):
        readable, _, _ = select.select([self.process.stdout], [], [], seconds)
        return bool(readable) and self.process.stdout.readline() == b"ready\n"

    def told(self):
        return host.read(self.record)

    def end(self):
        self.process.kill()
        self.process.wait()


def invented_status(names):
    """Returns a status of monit that says that all is well, made of what the user nobody can read."""
    services = "".join(
        '<service type="2"><name>%s</name><collected_sec>1</collected_sec><collected_usec>0</collected_usec>'
        "<status>0</status><monitor>1</monitor><pendingaction>0</pendingaction></service>" % name for name in names)
    return ('<?xml version="1.0" encoding="ISO-8859-1"?><monit><server><id>%s</id><incarnation>1999999999</incarnation>'
            "<version>5.33.0</version><uptime>1</uptime><poll>1</poll><controlfile>/etc/monitrc</controlfile></server>"
            "%s</monit>" % (host.read("/var/lib/monit/id").strip(), services))


def who(impostor, port):
    return ("process %d (%s) of user nobody answers on 127.0.0.1:%d in place of monit"
            % (impostor.process.pid, os.path.realpath("/usr/bin/python3"), port))


class WhileMonitIsDown(testing.HostTest):
    """monit is down, and every command that asks monit reaches the impostor."""

    tls = False

    @classmethod
    def setUpClass(cls):
        cls.port = tcp.free_port()
        testing.set_up_host(prepare=lambda: tcp.listen(cls.port, cls.tls))
        cls.names = list(monit.states())
        host.run("monit", "quit")
        if not host.wait_until(lambda: not os.path.exists("/run/monit.pid"), 20):
            raise host.SceneError("monit does not end")
        cls.impostor = Impostor(cls.port, cls.names)
        if not cls.impostor.listens():
            raise host.SceneError("nobody listens")

    @classmethod
    def tearDownClass(cls):
        cls.impostor.end()

    def tearDown(self):
        self.assertEqual("", self.impostor.told())

    def said(self, *words):
        status, out, err = testing.pkgmap(*words)
        return status, " ".join((out + err).split())

    def test_the_hook_suspends_nothing_and_says_who_is_there(self):
        done = subprocess.run(host.dnf_command("reinstall", "tunneld"), env=host.ENVIRONMENT,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              universal_newlines=True, timeout=120, check=False)
        self.assertEqual(0, done.returncode, done.stdout)
        self.assertTrue([line for line in testing.hook_lines(done.stdout) if who(self.impostor, self.port) in line],
                        done.stdout)
        self.assertNotIn("resumed", done.stdout)

    def test_doctor_says_who_is_there(self):
        status, answer = testing.pkgmap_json("doctor")
        found = {finding["id"]: finding for finding in answer["findings"]}
        self.assertEqual((1, "failed"), (status, found["monit"]["result"]))
        self.assertIn(who(self.impostor, self.port), found["monit"]["what"])
        self.assertIn("reload monit", found["monit"]["todo"])

    def test_verify_says_who_is_there(self):
        self.assertIn(who(self.impostor, self.port), self.said("verify")[1])

    def test_suspend_says_who_is_there(self):
        status, said = self.said("suspend", "mysql-server", "--for", "5m")
        self.assertEqual(4, status)
        self.assertIn(who(self.impostor, self.port), said)

    def test_audit_and_explain_believe_nothing_of_it(self):
        for words in (["audit"], ["explain", "mysql-server"], ["status"]):
            _, answer = testing.pkgmap_json(*words)
            self.assertNotIn('"monitored"', json.dumps(answer), words)


class WhileMonitIsDownOverTls(WhileMonitIsDown):
    tls = True


class WhileWeReloadMonit(testing.HostTest):
    """The resume waits just before its reload; then monit waits in the middle of the reload, with its
    port free.

    A person calls `resume`, so that this program makes the reload, however slow the machine is.
    """

    @classmethod
    def setUpClass(cls):
        cls.port = tcp.free_port()
        testing.set_up_host(prepare=lambda: tcp.listen(cls.port))
        cls.before = monit.states()
        cls.suspend_and_upgrade()
        host.write(POINTS, "resume monit.reload hold\n", 0o600)
        resume = subprocess.Popen(["monit-pkgmap", "resume"], env=host.ENVIRONMENT, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
        if not host.wait_until(lambda: os.path.exists(POINTS + ".hit"), 120, 0.01):
            raise host.SceneError("no reload: " + resume.communicate(timeout=60)[0])
        cls.impostor = Impostor(cls.port, cls.before)
        os.mkfifo(FIFO)
        host.write(POINTS + ".go", "", 0o600)
        if not cls.impostor.listens():
            raise host.SceneError("nobody got the port")
        with open(FIFO, "w", encoding="utf-8"):
            os.unlink(FIFO)
        cls.output = " ".join(resume.communicate(timeout=120)[0].split())
        cls.status = resume.returncode
        if not host.wait_until(monit.states_or_none, 20):
            raise host.SceneError("monit does not come back")

    @staticmethod
    def suspend_and_upgrade():
        host.run("monit-pkgmap", "suspend", "mysql-server", "--for", "30m")
        subprocess.run(host.dnf_command("upgrade", "mysql-server"), env={**host.ENVIRONMENT, "MONIT_PKGMAP": "off"},
                       stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                       timeout=120, check=True)

    @classmethod
    def tearDownClass(cls):
        cls.impostor.end()

    def off(self):
        now = monit.states()
        return sorted(name for name, state in self.before.items() if state.on and not now[name].on)

    def test_1_resume_fails(self):
        self.assertEqual(4, self.status, self.output)

    def test_2_monit_has_lost_its_port(self):
        self.assertIn("reloaded", host.read(monit.LOG))
        self.assertEqual([pwd.getpwnam("nobody").pw_uid], listeners(self.port))

    def test_3_nothing_is_called_resumed_that_is_off(self):
        off = self.off()
        for name in NEED_A_BASELINE:
            self.assertIn(name, off)
        self.assertNotIn("new baseline", self.output)
        _, history = testing.pkgmap_json("history")
        called = [check["name"] for session in history["sessions"] for check in session["checks"]
                  if check["result"] == "resumed"]
        self.assertEqual([], sorted(set(called) & set(off)))

    def test_4_the_person_at_the_screen_is_told_who_has_it(self):
        self.assertIn("has lost its port meanwhile: " + who(self.impostor, self.port), self.output)

    def test_5_status_names_what_is_off_and_who_answers(self):
        status, answer = testing.pkgmap_json("status")
        listed = [check["name"] for session in answer["sessions"] + answer["kept"]
                  for check in session.get("checks", [session])]
        for name in self.off():
            self.assertIn(name, listed)
        self.assertTrue([note for note in answer["notes"] if who(self.impostor, self.port) in note], answer)

    def test_6_nobody_was_told_anything(self):
        self.assertEqual("", self.impostor.told())

    def test_7_the_guard_resumes_once_monit_has_its_port_again(self):
        self.impostor.end()
        host.run("monit", "reload")
        self.assertTrue(host.wait_until(lambda: not self.off(), 90), self.off())
        self.assertTrue(host.wait_until(lambda: testing.pkgmap_json("status")[1]["sessions"] == [], 60))
        self.assertEqual("", self.impostor.told())


if __name__ == "__main__":
    unittest.main()
