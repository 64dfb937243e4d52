#!/usr/bin/python3
"""A monit that refuses in the middle of a session: somebody changes who may act, with or without a reload of
monit. The check that is suspended is named with the reason, no password is shown or kept, and the check is
monitored again once monit lets somebody act."""

import base64
import http.client
import os
import signal
import socket
import subprocess
import unittest

from live import LIVE, LiveTest
from program import eventually

SECRETS = ("canary-old", "canary-new")
OLD = "allow admin:canary-old"


class AMonitThatRefusesMeanwhile(LiveTest):
    login = "admin:canary-old"

    def page(self, path):
        connection = http.client.HTTPConnection("localhost", timeout=10)
        connection.sock = socket.socket(socket.AF_UNIX)
        try:
            connection.sock.connect(self.path("sock"))
            login = base64.b64encode(self.login.encode()).decode()
            connection.request("GET", path, headers={"Authorization": "Basic " + login})
            answer = connection.getresponse()
            return answer.read().decode() if answer.status == 200 else ""
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()

    def start_monit(self):
        self.allow(OLD)
        super().start_monit()

    def allow(self, allow, socket_options=""):
        """Writes the control file; monit does not read it by itself."""
        self.write("monitrc", LIVE.replace("@DIR@/sock allow localhost", "@DIR@/sock %s %s" %
                                           (socket_options, allow)))

    def reload(self):
        before = self.log().count("Reinitializing")
        self.monit.send_signal(signal.SIGHUP)
        self.assertTrue(eventually(lambda: self.log().count("Reinitializing") > before))

    def log(self):
        with open(self.path("log"), encoding="utf-8") as file:
            return file.read()

    def suspend(self):
        manager = subprocess.Popen(["sleep", "1000"])
        self.addCleanup(manager.wait)
        self.addCleanup(manager.kill)
        answer = self.ask("suspend", "--transaction", self.transaction("alpha", pid=manager.pid))
        self.assertEqual((0, ""), (answer.status, answer.err))
        self.assert_states(alphad=False, hosts=True)
        return manager

    def assert_no_secret(self, *answers):
        texts = ["".join((answer.out, answer.err)) for answer in answers]
        for directory, _, names in os.walk(self.state):
            for name in names:
                with open(os.path.join(directory, name), encoding="utf-8", errors="replace") as file:
                    texts.append(file.read())
        for secret in SECRETS:
            self.assertFalse(any(secret in text for text in texts), secret)

    def assert_named_until_monit_lets_us_act(self, reason, hint):
        session = self.sessions()[0]["id"]
        resumed = self.ask("resume", "--session", session)
        self.assertEqual(4, resumed.status)
        self.assertIn(reason, resumed.err)
        self.assertIn(hint, resumed.err)
        status = self.ask("status")
        self.assertIn("alphad", status.out)
        self.assertIn(reason, status.err)
        doctor = self.ask("doctor")
        self.assertIn(reason, doctor.out)
        self.assert_no_secret(resumed, status, doctor, self.ask("recover"), self.ask("audit"))

        self.allow(OLD)
        self.reload()
        self.assertTrue(eventually(lambda: self.states() != {}))
        self.ask("resume", "--session", session)
        self.assert_states(alphad=True, hosts=True)
        self.assertEqual([], self.sessions())

    def test_to_all_but_a_group_of_pam(self):
        self.suspend()
        self.allow("allow @root")
        self.reload()
        self.assert_named_until_monit_lets_us_act("a password that its control file does not hold",
                                                  "allow USER:\"PASSWORD\"")

    def test_to_all_but_the_users_of_a_file_of_digests(self):
        self.suspend()
        self.write("passwords", "admin:$1$OLpFVz2f$jNDCAPkGQvpBvhQgJh2Ih.\n")
        self.allow("allow md5 @DIR@/passwords allow admin:canary-new")
        self.reload()
        self.assert_named_until_monit_lets_us_act("a password that its control file does not hold",
                                                  "allow USER:\"PASSWORD\"")

    def test_to_let_us_act(self):
        self.suspend()
        self.allow(OLD + " read-only")
        self.reload()
        self.assert_named_until_monit_lets_us_act("every user in monit's control file is read-only",
                                                  "allow USER:\"PASSWORD\"")

    def test_to_let_anybody_act_by_its_socket(self):
        self.suspend()
        self.allow(OLD, "read-only")
        self.reload()
        self.assert_named_until_monit_lets_us_act("monit's HTTP interface is read-only", "unixsocket /run/monit.sock")

    def test_by_a_control_file_that_it_has_not_read(self):
        """The guard knows the password that monit knows."""
        manager = self.suspend()
        self.allow("allow admin:canary-new")
        answer = self.ask("resume", "--session", self.sessions()[0]["id"])
        self.assertIn("monit refuses our credentials", answer.err)
        self.assertIn("Then reload monit", answer.err)
        manager.kill()
        self.assert_states(alphad=True, hosts=True)
        self.assert_no_secret(answer, self.ask("status"), self.ask("doctor"))

    def test_by_a_control_file_that_it_has_read(self):
        self.suspend()
        self.allow("allow admin:canary-new")
        self.reload()
        self.login = "admin:canary-new"
        self.assertTrue(eventually(lambda: self.states() != {}))
        self.assertEqual(0, self.ask("resume", "--session", self.sessions()[0]["id"]).status)
        self.assert_states(alphad=True, hosts=True)

    def test_nothing_but_is_frozen(self):
        manager = self.suspend()
        self.monit.send_signal(signal.SIGSTOP)
        try:
            answer = self.ask("resume", "--session", self.sessions()[0]["id"])
            self.assertEqual(4, answer.status)
            self.assertIn("monit does not answer", answer.err)
            manager.kill()
        finally:
            self.monit.send_signal(signal.SIGCONT)
        self.assert_states(alphad=True, hosts=True)


if __name__ == "__main__":
    unittest.main()
