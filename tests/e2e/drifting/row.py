"""One row of the drift matrix: somebody changes a file around an upgrade, and monit and monit-pkgmap
must tell of the change."""

import json
import os
import re
import shutil
import time

from scene import host, monit, testing, upgrade

IN_TIME = 10.0  # seconds within which monit and verify must tell of the change
CYCLES = 3.0  # seconds in which monit looks at every check twice
MANAGED = "/etc/monit.d/monit-pkgmap-drift.conf"
SAVED = "/run/good"


def content(path):
    with open(path, "rb") as file:
        return file.read()


def append(path):
    """Changes the content of a file by a new inode: a running program keeps the old one."""
    shutil.copy2(path, path + ".new")
    with open(path + ".new", "ab") as file:
        file.write(b"\n")
    os.rename(path + ".new", path)


class Row:
    """Subclasses say when and how the file is changed, and how the good content comes back."""

    name = ""
    what = ""
    paths = ("/opt/app/app.jar",)  # files that have drifted in the end; empty: none
    checks = ("app_jar",)  # the checks of `paths`, in this order
    was_off = ()  # those of `checks` that were off before the upgrade
    policy = ""

    def __init__(self):
        self.exceptions = []
        self.watched = None
        self.told_after = None

    def prepare(self):
        """Runs on the host before monit starts."""

    def before(self):
        """Runs before the transaction."""

    def strike(self):
        """Runs while a scriptlet runs and the checks of mysql-server are suspended."""

    def after(self):
        """Runs as soon as dnf has ended."""

    def bring_back(self):
        """Copies the good content back, and calls recover as the shipped check of monit would."""
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
            # The reload window depends on this check; it must be due soon.
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

    # Questions to the host.

    def drifting(self):
        status, answer = testing.pkgmap_json("verify")
        return status, {file["path"] for file in answer["files"] if file["result"] == "drift"}

    def alarming(self):
        """Returns the paths about which monit shows an alarm, by their own or their substitute check."""
        now = monit.states_or_none() or {}
        kept = {alarm["name"]: alarm["path"] for alarm in testing.pkgmap_json("status")[1]["adrift"]}
        own = dict(zip(self.checks, self.paths))
        return {path for names in (kept, own) for name, path in names.items()
                if name in now and now[name].status & 1}

    def named_off(self):
        return {check["name"] for check in testing.pkgmap_json("status")[1]["kept"]}

    def wrong_baselines(self):
        """Returns the checks that monit monitors with a wrong baseline, without a substitute check."""
        alarms = {alarm["path"] for alarm in testing.pkgmap_json("status")[1]["adrift"]}
        now = monit.states_or_none() or {}
        wrong = []
        for check, path in zip(self.checks, self.paths):
            if check not in now or not now[check].on or path in alarms:
                continue
            # The baseline. The page of the check shows the present content, too.
            held = re.search(r"If failed ([0-9a-f]+)\((?:MD5|SHA1|SHA256)\)", monit.get("/" + check))
            if held and held.group(1) not in monit.sums(SAVED + path):
                wrong.append(check)
        return wrong

    def is_told(self):
        status, found = self.drifting()
        # A check that was off long before shows no alarm itself, so monit needs a substitute check.
        return status == 7 and set(self.paths) <= found and set(self.paths) <= self.alarming()

    def judge_drift(self):
        if not self.paths:
            status, found = self.drifting()
            self.expect(status == 0 and not found, "verify: %d, %s", status, ", ".join(found))
            self.expect(not os.path.exists(MANAGED), "there is a substitute check")
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
        self.expect(not os.path.exists(MANAGED), "the substitute check has not ended")
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
                "recovered": round(time.time() - began, 1), "exceptions": self.exceptions}
