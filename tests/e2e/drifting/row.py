"""One row: somebody changes a file around an upgrade; what monit and monit-pkgmap say of it."""

import hashlib
import json
import os
import re
import shutil
import time

from scene import host, monit, testing, upgrade

IN_TIME = 10.0  # seconds until it has to be told
CYCLES = 3.0  # seconds in which monit looks at everything twice
MANAGED = "/etc/monit.d/monit-pkgmap-drift.conf"
SAVED = "/run/good"


def content(path):
    with open(path, "rb") as file:
        return file.read()


def append(path):
    """Another content, by a new inode: a running program keeps its own."""
    shutil.copy2(path, path + ".new")
    with open(path + ".new", "ab") as file:
        file.write(b"\n")
    os.rename(path + ".new", path)


class Row:
    """Subclasses say when they strike, and how the good content comes back."""

    name = ""
    what = ""
    paths = ("/opt/app/app.jar",)  # drift in the end; empty: none
    checks = ("app_jar",)  # that compare them
    was_off = ()  # of those
    policy = ""

    def __init__(self):
        self.exceptions = []
        self.watched = None
        self.told_after = None

    def prepare(self):
        """On the host before monit starts."""

    def before(self):
        """Before the transaction."""

    def strike(self):
        """While the scriptlet runs, with the checks of mysql-server suspended."""

    def after(self):
        """As soon as dnf has ended."""

    def bring_back(self):
        """By hand, and monit's own check would call this."""
        for path in self.paths:
            shutil.copy2(SAVED + path, path + ".new")
            os.rename(path + ".new", path)
        testing.pkgmap("recover")

    def expect(self, truth, text, *words):
        if not truth:
            self.exceptions.append(text % words if words else text)

    def save(self):
        for path in self.paths:
            os.makedirs(os.path.dirname(SAVED + path), exist_ok=True)
            shutil.copy2(path, SAVED + path)

    def set_up(self):
        def prepare():
            # A reload waits for checks that are seldom due.
            seldom = host.read("/etc/monit.d/app.conf")
            host.write("/etc/monit.d/app.conf", seldom.replace("every 10 cycles", "every 3 cycles"))
            if self.policy:
                host.write("/etc/monit-pkgmap/policy.yaml", self.policy)
            self.prepare()
        testing.set_up_host(prepare=prepare)
        self.save()
        self.before()

    def upgrade(self):
        self.watched = upgrade.Upgrade("upgrade", "mysql-server")
        self.watched.start()
        if not host.wait_until(lambda: "begin" in host.read("/run/mysql-server.post"), 300, 0.05):
            self.watched.process.kill()
            raise host.SceneError("no scriptlet")
        self.strike()
        self.watched.wait(120)
        self.after()

    # What is true of the host.

    def drifting(self):
        status, answer = testing.pkgmap_json("verify")
        return status, {file["path"] for file in answer["files"] if file["result"] == "drift"}

    def alarming(self):
        """Paths whose alarm monit shows: by their own check, or by the one that keeps it."""
        now = monit.states_or_none() or {}
        kept = {alarm["name"]: alarm["path"] for alarm in testing.pkgmap_json("status")[1]["adrift"]}
        own = dict(zip(self.checks, self.paths))
        return {path for names in (kept, own) for name, path in names.items()
                if name in now and now[name].status & 1}

    def named_off(self):
        return {check["name"] for check in testing.pkgmap_json("status")[1]["kept"]}

    def wrong_baselines(self):
        """Checks that are monitored with the bad content as baseline, and no alarm beside."""
        alarms = {alarm["path"] for alarm in testing.pkgmap_json("status")[1]["adrift"]}
        now = monit.states_or_none() or {}
        wrong = []
        for check, path in zip(self.checks, self.paths):
            if check not in now or not now[check].on or path in alarms:
                continue
            # What monit compares with; its page shows the present content, too.
            held = re.search(r"If failed ([0-9a-f]{32})\(MD5\)", monit.get("/" + check))
            if held and held.group(1) != hashlib.md5(content(SAVED + path)).hexdigest():
                wrong.append(check)
        return wrong

    def is_told(self):
        status, found = self.drifting()
        # One that was off long before says nothing by itself.
        return status == 7 and set(self.paths) <= found and set(self.paths) <= self.alarming()

    def judge_drift(self):
        if not self.paths:
            status, found = self.drifting()
            self.expect(status == 0 and not found, "verify: %d, %s", status, ", ".join(found))
            self.expect(not os.path.exists(MANAGED), "an alarm is kept alive")
            self.told_after = 0.0
            return
        told = host.wait_until(self.is_told, IN_TIME, 0.2)
        self.told_after = time.time() - self.watched.ended
        self.expect(told, "verify %s, alarms %s", self.drifting(), self.alarming())
        self.expect(not self.wrong_baselines(), "a wrong baseline: %s", ", ".join(self.wrong_baselines()))

    def lost(self):
        now = monit.states_or_none() or {}
        return sorted(name for name in self.watched.was_on() if name not in now or not now[name].on)

    def failing(self):
        now = monit.states_or_none() or {}
        return sorted(name for name, state in now.items() if state.on and state.status)

    def judge_end(self):
        host.wait_until(lambda: not self.lost() and not self.failing(), IN_TIME, 0.2)
        time.sleep(CYCLES)
        self.expect(not self.lost(), "lost: %s", ", ".join(self.lost()))
        self.expect(not self.failing(), "alarms: %s", ", ".join(self.failing()))
        status, found = self.drifting()
        self.expect(status == 0 and not found, "verify in the end: %d, %s", status, ", ".join(found))
        self.expect(not os.path.exists(MANAGED), "the alarm is not over")
        now = monit.states_or_none() or {}
        for name in self.was_off:
            self.expect(name in now and now[name].off, "%s was off and is on", name)

    def run(self):
        self.set_up()
        self.upgrade()
        self.judge_drift()
        kept = bool(testing.pkgmap_json("status")[1]["adrift"])
        began = time.time()
        if self.paths:
            self.bring_back()
        self.judge_end()
        self.watched.finish(0)
        self.expect(testing.CANARY not in self.watched.output, "a password on the screen")
        if self.exceptions and os.environ.get("MATRIX_VERBOSE"):
            self.exceptions += [self.watched.output, self.watched.log, host.read(MANAGED),
                                json.dumps(testing.pkgmap_json("history")[1]["sessions"][-2:])]
        return {"name": self.name, "what": self.what, "told": round(self.told_after, 1), "kept": kept,
                "healed": round(time.time() - began, 1), "exceptions": self.exceptions}
