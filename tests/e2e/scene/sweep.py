"""One upgrade in which one process of monit-pkgmap dies at one of its steps, or the step fails.

A file in the state directory tells the program at which step (cli/fail_points.hpp). The scenarios
say which process this is:

  suspend  the hook before an upgrade
  resume   the hook after an upgrade
  guard    the guard that resumes the checks after dnf was killed in a scriptlet
  recover  the recover that somebody calls after dnf and the guard were killed
"""

import json
import os
import signal
import subprocess
import time

from scene import host, monit, processes, testing, upgrade

SCENARIOS = ("suspend", "resume", "guard", "recover")
SECONDS = 15  # from the last restart until all checks are back
PACKAGE = "mysql-server"


class Point:
    """The number of a step of the scenario's process, and the effect there: "kill", an error, "trace"."""

    def __init__(self, scenario, number, effect):
        self.scenario, self.number, self.effect = scenario, number, effect

    def arm(self):
        os.makedirs(testing.STATE, 0o700, exist_ok=True)
        line = "trace" if self.effect == "trace" else "%s %d %s" % (self.scenario, self.number, self.effect)
        host.write(testing.STATE + "/fail-points", line + "\n", 0o600)

    @staticmethod
    def hit():
        """Returns the line that the program wrote at the step; empty if it never reached the step."""
        return host.read(testing.STATE + "/fail-points.hit").strip()


def records():
    """Returns the record of every session in the journal."""
    found = []
    for name in sorted(os.listdir(testing.STATE)):
        if name.endswith(".session") and not name.startswith("."):
            try:
                found.append(json.loads(host.read(os.path.join(testing.STATE, name))))
            except ValueError:
                pass
    return found


def kill_guards():
    for record in records():
        if record["guard_pid"]:
            os.kill(record["guard_pid"], signal.SIGKILL)


def scriptlet_runs():
    return any(b"/rpm-tmp." in processes.arguments_of(pid) for pid in os.listdir("/proc") if pid.isdigit())


def named():
    """Returns the leftover checks of status, and the checks of history that were not resumed."""
    names = set()
    _, status = testing.pkgmap_json("status")
    names.update(check["name"] for check in status["kept"])
    _, history = testing.pkgmap_json("history")
    for session in history["sessions"]:
        names.update(check["name"] for check in session["checks"] if check["result"] != "resumed")
    return names


class Run:
    """Runs the upgrade of a point; `problems` is empty if no check was lost."""

    def __init__(self, point):
        self.point = point
        self.problems = []
        self.before = monit.states()
        self.seconds = 0.0

    def go(self):
        self.point.arm()
        begin = {"suspend": self._upgrade, "resume": self._upgrade,
                 "guard": self._kill_dnf, "recover": self._kill_both}
        begin[self.point.scenario]()
        restarted = time.monotonic()
        self._await(restarted)
        self.seconds = time.monotonic() - restarted
        self._judge()
        return self

    def _start(self):
        return subprocess.Popen(host.dnf_command("upgrade", PACKAGE), env=host.ENVIRONMENT,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, start_new_session=True)

    def _upgrade(self):
        dnf = self._start()
        output, _ = dnf.communicate(timeout=600)
        if dnf.returncode != 0:
            self.problems.append("dnf failed: " + output.decode()[-300:])

    def _kill_in_scriptlet(self, guard_too):
        dnf = self._start()
        if not host.wait_until(lambda: "begin" in host.read("/run/%s.post" % PACKAGE), 300):
            raise host.SceneError("no scriptlet")
        if guard_too:
            kill_guards()
        dnf.kill()
        dnf.communicate()
        if not host.wait_until(lambda: not scriptlet_runs(), 60):
            raise host.SceneError("the scriptlet does not end")

    def _kill_dnf(self):
        self._kill_in_scriptlet(guard_too=False)
        # A guard that died needs recover; a guard whose step failed tries again by itself.
        host.wait_until(lambda: self.point.hit() or not records(), SECONDS)
        if self.point.effect == "kill" and self.point.hit():
            testing.pkgmap("recover")

    def _kill_both(self):
        self._kill_in_scriptlet(guard_too=True)
        testing.pkgmap("recover")
        if self.point.effect != "trace":
            testing.pkgmap("recover")

    def _lost(self):
        now = monit.states_or_none()
        if now is None:
            return ["monit"]
        return sorted(name for name, state in self.before.items()
                      if state.on and not (name in now and now[name].on))

    def _await(self, restarted):
        left = SECONDS - (time.monotonic() - restarted)
        host.wait_until(lambda: not self._lost(), max(left, 0))

    def _judge(self):
        unnamed = [name for name in self._lost() if name not in named()]
        if unnamed:
            self.problems.append("lost: " + ", ".join(unnamed))
        now = monit.states_or_none() or {}
        switched_on = sorted(name for name, state in self.before.items()
                             if state.off and name in now and not now[name].off)
        if switched_on:
            self.problems.append("switched on: " + ", ".join(switched_on))

    def result(self):
        return {"scenario": self.point.scenario, "number": self.point.number,
                "effect": self.point.effect, "hit": self.point.hit(), "problems": self.problems,
                "kept": sorted(self._lost()), "seconds": round(self.seconds, 1)}


def steps():
    """Returns (command, number, name) of every step of a trace, in order."""
    lines = [line.split() for line in host.read(testing.STATE + "/steps").splitlines()]
    return [(command, int(number), name) for command, number, name in lines]
