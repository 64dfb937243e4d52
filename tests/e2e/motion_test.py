#!/usr/bin/python3
"""monit is busy or blocked, has no pidfile, or is reloaded: a transaction waits for it no longer than
the policy's `wait`."""

import os
import socket
import subprocess
import threading
import time
import unittest

from scene import host, monit, processes, testing, upgrade

WAIT = 20  # seconds, the default of the policy
RESUME = 15  # seconds that dnf's hook waits for a resume
SLACK = 6  # seconds for reading, starting the guard and asking, on a busy machine
MANY = 60  # seconds for a cycle of a monit that was blocked
BLOCKER = "/etc/monit.d/zz-blocker.conf"
SUSPENDED = ["tunneld", "tunneld_bin", "tunneld_conf"]


class Silent:
    """A server on 127.0.0.1. Until hush() it closes each connection at once; after hush() it accepts
    connections and sends no byte until close()."""

    def __init__(self):
        self._server = socket.socket()
        self._server.bind(("127.0.0.1", 0))
        self._server.listen(8)
        self.port = self._server.getsockname()[1]
        self.hushed = False
        self.held = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection = self._server.accept()[0]
            except OSError:
                return
            if self.hushed:
                self.held.append(connection)
            else:
                connection.close()

    def hush(self):
        """Returns when a client waits for an answer."""
        self.hushed = True
        if not host.wait_until(lambda: self.held, 30, 0.02):
            raise host.SceneError("monit does not ask the silent server")

    def close(self):
        # shutdown() wakes accept(); close() alone does not.
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for connection in self.held:
            connection.close()


class SuspendClock(threading.Thread):
    """Measures how long the first hook held the transaction: `seconds`."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seconds = 0.0

    def run(self):
        while not processes.called("suspend", "--transaction"):
            time.sleep(0.05)
        began = time.monotonic()
        while processes.called("suspend", "--transaction"):
            time.sleep(0.05)
        self.seconds = time.monotonic() - began


class _Motion(testing.HostTest):
    """One upgrade of tunneld, whose scriptlets take no time."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prepare()
        cls.before = monit.states()
        cls.watched = upgrade.Upgrade("upgrade", "tunneld")
        cls.suspending = SuspendClock()
        cls.suspending.start()
        cls.watched.start()
        cls.meanwhile()
        cls.watched.wait()
        cls.seconds = cls.watched.ended - cls.watched.began
        cls.release()
        cls.all_on = host.wait_until(cls.watched.all_on, MANY)
        cls.watched.finish(0)

    @classmethod
    def prepare(cls):
        """Runs on the host before the transaction."""

    @classmethod
    def meanwhile(cls):
        """Runs while the transaction runs."""

    @classmethod
    def release(cls):
        """Runs when dnf has ended."""

    @classmethod
    def reread(cls, text):
        """Adds the checks of `text` to monit's control files, and reloads monit."""
        host.write(BLOCKER, text)
        host.run("monit", "-t")
        reloaded = host.read(monit.LOG).count("Monit reloaded")
        host.run("monit", "reload")
        host.wait_until(lambda: host.read(monit.LOG).count("Monit reloaded") > reloaded, 20)
        if not host.wait_until(lambda: monit.all_checked(but=host.SWITCHED_OFF), 30):
            raise host.SceneError("monit did not look at every check")

    def test_the_upgrade_is_done(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertEqual("tunneld-1.5-1.el9", host.run("rpm", "-q", "--qf", "%{nvr}", "tunneld"))

    def test_suspending_takes_no_longer_than_it_may(self):
        self.assertGreater(self.suspending.seconds, 0)
        self.assertLess(self.suspending.seconds, WAIT + SLACK, self.watched.output)

    def test_dnf_ends_though_monit_does_not_come_round(self):
        self.assertLess(self.seconds, WAIT + RESUME + SLACK, self.watched.output)

    def test_everything_is_monitored_afterwards(self):
        self.assertTrue(self.all_on, "%s\n%s" % (self.watched.lost(), testing.pkgmap("status")[1]))
        self.assertEqual([], self.watched.switched_on())

    def test_no_session_is_left(self):
        self.assertTrue(host.wait_until(
            lambda: testing.pkgmap_json("status")[1]["sessions"] == [], MANY))

    def test_no_credential_was_seen_anywhere(self):
        self.assert_no_secret(self.watched)


class _Blocked(_Motion):
    def test_what_is_not_suspended_is_named(self):
        lines = testing.hook_lines(self.watched.output)
        told = [line for line in lines if "not" in line and "tunneld" in line]
        self.assertTrue(told, self.watched.output)

    def test_the_hook_after_it_gives_an_answer(self):
        lines = testing.hook_lines(self.watched.output)
        self.assertEqual([], [line for line in lines if "no answer" in line])


class BlockedByATest(_Blocked):
    """A host check with a long timeout connects to a server that never answers."""

    @classmethod
    def prepare(cls):
        cls.server = Silent()
        cls.reread("check host silent with address 127.0.0.1\n"
                   "  if failed port %d protocol http with timeout 60 seconds then alert\n" % cls.server.port)
        cls.server.hush()

    @classmethod
    def release(cls):
        cls.server.close()


class BlockedByAStart(_Blocked):
    """A start program makes monit wait for a process that never starts."""

    @classmethod
    def prepare(cls):
        process = subprocess.Popen(["sleep", "1000"])
        host.write("/run/absent.pid", "%d\n" % process.pid)
        cls.reread("check process absent with pidfile /run/absent.pid\n"
                   "  start program = \"/bin/sleep 40\" with timeout 40 seconds\n")
        process.kill()
        process.wait()
        if not host.wait_until(lambda: "'absent' start:" in host.read(monit.LOG), 30):
            raise host.SceneError("monit does not start the absent process")

    @classmethod
    def release(cls):
        # Otherwise monit tries to start the process again, for 40 s in each cycle.
        process = subprocess.Popen(["sleep", "1000"])
        cls.addClassCleanup(process.kill)
        host.write("/run/absent.pid", "%d\n" % process.pid)


class BlockedByItsMailServer(_Motion):
    """Every alert waits for a mail server that never answers; monit also mails each suspension."""

    @classmethod
    def prepare(cls):
        cls.server = Silent()
        control_file = host.read("/etc/monitrc").replace(
            "127.0.0.1 port 9 ", "127.0.0.1 port %d " % cls.server.port)
        host.write("/etc/monitrc", "set alert root@localhost\n" + control_file, 0o600)
        cls.reread("")
        cls.server.hushed = True

    @classmethod
    def release(cls):
        cls.server.close()

    def test_monit_did_try_to_mail(self):
        self.assertTrue(self.server.held)


class WithoutPidfile(_Motion):
    """Somebody has removed monit's pidfile: `monit` on the command line then acts in its own process
    and does not reach the daemon."""

    @classmethod
    def prepare(cls):
        os.remove("/run/monit.pid")

    def test_its_checks_were_suspended(self):
        self.assertEqual(SUSPENDED, self.watched.ever_off())


class Reloaded(_Motion):
    """Somebody reloads monit while the transaction runs."""

    @classmethod
    def meanwhile(cls):
        def off():
            states = monit.states_or_none() or {}
            return all(name in states and states[name].off for name in SUSPENDED)
        cls.suspended = host.wait_until(off, 30, 0.02)
        host.run("monit", "reload")

    # The samples cannot tell, since a sample from a monit that is reloading may take seconds.
    def test_its_checks_were_suspended(self):
        self.assertTrue(self.suspended, self.watched.output)

    def test_nothing_of_the_package_failed(self):
        self.assertEqual([], self.watched.own_actions()["checksum"])


if __name__ == "__main__":
    unittest.main()
