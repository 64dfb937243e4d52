"""Rows in which monit is restarted, killed or upgraded in the transaction, or its checks change."""

import os
import signal
import time

from matrix import row
from scene import host, monit, processes


def start_monit():
    host.run("monit")
    if not host.wait_until(lambda: monit.states_or_none() is not None, 20):
        raise host.SceneError("monit does not start")


class _StartedAgain(row.Row):
    keeps_states = True


class Restarted(_StartedAgain):
    name = "monit-restarted"
    what = "monit is restarted in %post"

    def strike(self):
        host.run("monit", "quit")
        host.wait_until(lambda: not os.path.exists("/run/monit.pid"), 20)
        start_monit()


def kill_monit():
    for pid in processes.called("monit"):
        os.kill(pid, signal.SIGKILL)


class MonitKilled(_StartedAgain):
    name = "monit-killed"
    what = "SIGKILL to monit in %post; somebody starts monit again a second later"

    def strike(self):
        kill_monit()
        time.sleep(1)
        start_monit()


class MonitForgets(_StartedAgain):
    name = "monit-forgets"
    what = ("SIGKILL to monit as soon as the checks are off, and a start of monit at once: monit has "
            "forgotten that they are off, and the guard suspends the checks again")
    package = None

    def strike(self):
        def all_off():
            states = monit.states_or_none() or {}
            return all(name in states and states[name].off for name in self.suspended)
        host.wait_until(all_off, 60, 0.01)
        kill_monit()
        start_monit()
        forgotten = not all_off()
        self.await_scriptlet()
        self.expect(host.wait_until(all_off, 2), "not suspended again (forgotten: %s)", forgotten)

    def await_scriptlet(self):
        host.wait_until(lambda: "begin" in host.read("/run/mysql-server.post"), 60, 0.05)


class Upgraded(_StartedAgain):
    name = "monit-upgraded"
    what = ("monit's own package is upgraded in the same transaction: its %post ends the old monit and starts "
            "the new one")
    also = ("monit2",)
    transaction = ("upgrade", "mysql-server", "monit2")

    def check(self):
        pid = host.read("/run/monit.pid").strip()
        self.expect(os.readlink("/proc/%s/exe" % pid) == "/usr/libexec/monit2/monit", "it is the old monit")


class ChecksChanged(row.Row):
    name = "checks-changed"
    what = "the package changes its own control file: one check is new, one is renamed, one is gone"
    also = ("snippet",)
    transaction = ("upgrade", "snippet")
    package = "snippet"
    suspended = ("snippet_one", "snippet_two", "snippet_three")
    goes_away = ("snippet_two", "snippet_three")
    arrives = ("snippet_second", "snippet_four")

    def judge(self, off, named):
        super().judge(off, named)
        for name in self.goes_away:
            self.expect(name in named, "nobody says that %s is gone", name)


class ChecksBroken(row.Row):
    name = "checks-broken"
    what = ("the package's own control file no longer parses: the check that needs a new baseline stays off "
            "and is named")
    also = ("brokensnippet",)
    transaction = ("upgrade", "brokensnippet")
    package = "brokensnippet"
    suspended = ("changing", "lasting")
    stays_named = ("changing",)

    def check(self):
        self.expect("changing" in self.off_now(), "a monit that reads this would have ended")


ROWS = (Restarted, MonitKilled, MonitForgets, Upgraded, ChecksChanged, ChecksBroken)
