"""One row of the death matrix: a host, a transaction, what goes wrong, and what must be true then."""

import os
import signal
import time

from scene import host, manager, monit, testing, upgrade

LINGER = 2.0  # seconds for which all must then stay well
DNF_ENDS = 120  # seconds


class Row:
    """Subclasses set what differs from these values, and strike() says what goes wrong."""

    name = ""
    what = ""  # what goes wrong, a clause
    also = ()  # packages that are installed in addition to those of every host
    control_files = {}  # control files that are written, text by path
    transaction = ("upgrade", "mysql-server")
    package = "mysql-server"  # strike() comes in the scriptlet of this package; None: at any time
    suspended = testing.SUSPENDED  # the checks that are off when strike() comes
    goes_off = ()  # checks that a person switches off in the transaction; they stay off
    goes_away = ()  # checks that no control file defines after the transaction
    stays_named = ()  # checks that may stay off if status or history names them
    arrives = ()  # new checks, which must be monitored, too
    ends_by = None  # the signal that kills dnf
    in_time = 15.0  # seconds from the end of the package manager's last process until all is well
    keeps_states = False  # monit is started again and reads its state file

    def __init__(self):
        self.exceptions = []
        self.watched = None
        self.session = None
        self.program = "monit-pkgmap"

    # Subclasses may override these.

    def prepare(self):
        """Runs on the host before monit starts."""
        # The reload window depends on this check; a short period keeps the row short.
        seldom = host.read("/etc/monit.d/app.conf")
        host.write("/etc/monit.d/app.conf", seldom.replace("every 10 cycles", "every 3 cycles"))
        if self.keeps_states:
            # monit rounds the time of the last boot to seconds. If the rounded time differs from
            # that of the state file, monit takes it for a reboot and monitors every check.
            control_file = host.read("/etc/monitrc")
            host.write("/etc/monitrc", "set onreboot laststate\n" + control_file, 0o600)

    def prepared(self):
        """Runs on the finished host, just before the transaction."""

    def command(self):
        """Returns the command line of the transaction, if `transaction` does not say it."""

    def strike(self):
        """Runs while the scriptlet runs and the checks are suspended."""

    def manager_ended(self):
        """Runs as soon as no process of the package manager is left."""

    def check(self):
        """Checks what is true of this row alone; adds faults to `exceptions`."""

    # The same for every row.

    def fail(self, text, *words):
        self.exceptions.append(text % words if words else text)

    def expect(self, truth, text, *words):
        if not truth:
            self.fail(text, *words)

    def answer(self, *arguments):
        """Returns the JSON answer of the program."""
        return testing.pkgmap_json(*arguments, program=self.program)[1]

    def set_up(self):
        testing.set_up_host(also=self.also, control_files=self.control_files, prepare=self.prepare)
        self.prepared()

    def begin(self):
        """Returns the transaction, which has not been started."""
        return upgrade.Upgrade(*self.transaction)

    def dnf(self):
        """Runs the transaction from its beginning to the end of its last process."""
        self.watched = self.begin()
        self.watched.command = self.command() or self.watched.command
        self.watched.start()
        self.session = self.watched.process.pid
        if self.package:
            self.await_scriptlet()
            self.look()
        self.strike()
        self.watched.wait(DNF_ENDS)
        if not host.wait_until(lambda: not manager.chosen().anything_left_of(self.session), 60, 0.05):
            raise host.SceneError("a process of the package manager does not end")
        self.watched.ended = time.time()

    def await_scriptlet(self):
        begun = "/run/%s.post" % self.package
        if not host.wait_until(lambda: "begin" in host.read(begun), 300, 0.05):
            self.watched.process.kill()
            raise host.SceneError("no scriptlet")

    def look(self):
        states = monit.states()
        off = sorted(name for name in self.watched.was_on() if states[name].off)
        self.expect(off == sorted(self.suspended), "suspended in the scriptlet: %s", ", ".join(off))

    def wanted(self):
        """Returns the checks that must be monitored in the end."""
        return (self.watched.was_on() | set(self.arrives)) - set(self.goes_off) - set(self.goes_away)

    def off_now(self):
        now = monit.states_or_none() or {}
        return sorted(name for name in self.wanted() if name not in now or not now[name].on)

    def run(self):
        self.set_up()
        self.dnf()
        self.manager_ended()
        host.wait_until(lambda: set(self.off_now()) <= set(self.stays_named), self.in_time, 0.1)
        back = time.time() - self.watched.ended
        time.sleep(LINGER)
        left = self.sessions_left()
        self.watched.finish(0)
        off = self.off_now()
        named = self.named(off)
        self.judge(off, named)
        self.check()
        if self.exceptions and os.environ.get("MATRIX_VERBOSE"):
            self.exceptions += [self.watched.output, self.watched.log]
        return self.result(back, off, named, left)

    def sessions_left(self):
        """Returns the ids of sessions that have not ended in time."""
        def left():
            return [session["id"] for session in self.answer("status")["sessions"]]
        host.wait_until(lambda: not left(), self.in_time, 0.3)
        found = left()
        self.expect(not found, "a session is left: %s", ", ".join(found))
        return found

    def named(self, off):
        """Returns the checks of `off` and of `goes_away` that status or history names."""
        told = {check["name"] for check in self.answer("status")["kept"]}
        for session in self.answer("history")["sessions"]:
            told |= {check["name"] for check in session["checks"] if check["result"] != "resumed"}
        return sorted(told & set(off) | told & set(self.goes_away))

    def judge(self, off, named):
        for name in off:
            self.expect(name in named, "%s is off, and nobody says so", name)
            self.expect(name in self.stays_named, "%s did not come back", name)
        now = monit.states_or_none() or {}
        for name in self.goes_off:
            self.expect(name in now and now[name].monitor == 0, "%s is on again", name)
        for name in self.watched.switched_on():
            self.fail("%s was off and is on", name)
        if self.ends_by:
            status = self.watched.process.returncode
            self.expect(status == -self.ends_by, "dnf's exit status: %d", status)
        for name in self.watched.switched_off_by_monit():
            self.expect(name in self.goes_off, "monit switched %s off", name)
        self.expect(testing.CANARY not in self.watched.output, "a password on the screen")
        self.expect(not self.watched.arguments.found, "a password in an argument list")

    def result(self, back, off, named, left):
        unwatched = self.watched.unwatched()
        status = self.watched.process.returncode
        return {
            "name": self.name,
            "what": self.what,
            "dnf": signal.Signals(-status).name if status < 0 else str(status),
            "monitored": len(self.watched.was_on()),
            "back": round(back, 1),
            "unwatched": round(max(unwatched.values()), 1),
            "off": off,
            "named": named,
            "left": len(left),
            "exceptions": self.exceptions,
        }
