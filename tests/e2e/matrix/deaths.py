"""Rows in which the package manager, the guard or the machine dies."""

import json
import os
import signal
import subprocess
import time
import uuid

from matrix import row
from scene import host, monit, processes, testing

BOOT_ID = "/proc/sys/kernel/random/boot_id"


class Interrupted(row.Row):
    name = "sigint"
    what = "Ctrl-C in %post: SIGINT to dnf's process group"

    def strike(self):
        os.killpg(self.session, signal.SIGINT)


class Terminated(row.Row):
    name = "sigterm"
    what = "SIGTERM to dnf in %post"
    ends_by = signal.SIGTERM

    def strike(self):
        os.kill(self.session, signal.SIGTERM)


class HungUp(row.Row):
    name = "sighup"
    what = "SIGHUP to dnf in %post: its terminal is closed"
    ends_by = signal.SIGHUP

    def strike(self):
        os.kill(self.session, signal.SIGHUP)


class Killed(row.Row):
    name = "sigkill"
    what = "SIGKILL to dnf in %post; the scriptlet runs on as an orphan"
    ends_by = signal.SIGKILL

    def strike(self):
        os.kill(self.session, signal.SIGKILL)


class _Unguarded(row.Row):
    """Kills the guard and the package manager: only recover can resume the checks."""

    def strike(self):
        for guard in processes.called("guard", "--state-dir"):
            os.kill(guard, signal.SIGKILL)
        os.kill(self.session, signal.SIGKILL)

    def manager_ended(self):
        states = monit.states()
        for name in self.suspended:
            self.expect(states[name].off, "%s came back without anybody", name)
        status, out, err = testing.pkgmap("recover")
        self.expect(status == 0, "recover: %d %s%s", status, out, err)


class GuardKilled(_Unguarded):
    name = "guard-killed"
    what = "SIGKILL to the guard, then to dnf; `recover` afterwards"


class Stale(_Unguarded):
    name = "recover-if-stale"
    what = ("SIGKILL to the guard, then to dnf; `recover --if-stale` afterwards, as the shipped check of "
            "monit calls it")

    def manager_ended(self):
        status, out, err = testing.pkgmap("recover", "--if-stale")
        self.expect(status == 1, "recover --if-stale: %d %s%s", status, out, err)


class Reboot(_Unguarded):
    name = "reboot"
    keeps_states = True
    what = ("power failure in %post: every process is killed, the boot id is another, monit's state file "
            "stays (`onreboot laststate`); `recover` runs at boot")

    def strike(self):
        super().strike()
        # Kill monit only when its state file has the unmonitored checks: see `laststate` in monit(1).
        for pid in processes.called("monit"):
            os.kill(pid, signal.SIGTERM)
        for pid in filter(str.isdigit, os.listdir("/proc")):
            if processes.session_of(pid) == self.session:
                os.kill(int(pid), signal.SIGKILL)

    def manager_ended(self):
        host.wait_until(lambda: not os.path.exists("/run/monit.pid"), 20)
        host.write("/run/boot_id", str(uuid.uuid4()) + "\n")
        host.run("mount", "--bind", "/run/boot_id", BOOT_ID)
        host.run("systemctl", "start", "mysqld")
        host.run("monit")
        if not host.wait_until(lambda: monit.states_or_none() is not None, 20):
            raise host.SceneError("monit does not start")
        super().manager_ended()


class Nested(row.Row):
    name = "nested"
    what = ("a second hook in the same dnf calls monit-pkgmap, too (manager `rpm`, as a plugin of rpm would): "
            "two `suspend`, two `resume --hook --manager`")

    def strike(self):
        item = {"action": "upgrade", "name": "mysql-server", "epoch": "0", "version": "8.0.40",
                "release": "1.el9", "arch": "x86_64", "rpm": None, "dbid": None}
        transaction = {"schema": 1, "manager": "rpm", "pid": self.session, "items": [item]}
        done = subprocess.run(
            ["monit-pkgmap", "--json", "suspend", "--transaction", "-"], env=host.ENVIRONMENT,
            input=json.dumps(transaction), stdout=subprocess.PIPE, universal_newlines=True,
            timeout=60, check=True)
        answer = json.loads(done.stdout)
        testing.schemas.check("suspend", answer)
        session = answer["session"]
        sessions = [one["id"] for one in self.answer("status")["sessions"]]
        self.expect([session] == sessions, "it did not join the session: %s, %s", session, sessions)
        testing.pkgmap("resume", "--hook", "--session", session, "--manager", "rpm")
        self.look()


class TwoInARow(row.Row):
    name = "two-in-a-row"
    what = "a second dnf begins while the session of the first one still resumes"
    second = None

    def strike(self):
        # dnf releases its lock before it calls the second hook.
        if not host.wait_until(lambda: processes.called("resume", "--hook"), 60, 0.01):
            raise host.SceneError("the first does not resume")
        self.second = subprocess.Popen(
            host.dnf_command("reinstall", "mysql-server"), env=host.ENVIRONMENT,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            universal_newlines=True, start_new_session=True)

    def manager_ended(self):
        output, _ = self.second.communicate(timeout=60)
        self.expect("Reinstalled" in output, "the second did nothing: %s", output)
        self.expect(testing.CANARY not in output, "a password on the second screen")
        host.wait_until(lambda: not processes.anything_left_of(self.second.pid), 60, 0.05)
        self.watched.ended = time.time()

    def check(self):
        past = self.answer("history")["sessions"]
        self.expect(len(past) >= 2, "the history has %d sessions", len(past))


ROWS = (Interrupted, Terminated, HungUp, Killed, GuardKilled, Stale, Reboot, Nested, TwoInARow)
