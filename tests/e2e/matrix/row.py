"""One row of the matrix: a host, a transaction, what happens in it, what is true then."""

import os
import signal
import time

from scene import host, monit, processes, testing, upgrade

IN_TIME = 15.0  # seconds after the last process of the package manager
LINGER = 2.0  # seconds that it has to stay so
DNF_ENDS = 120


class Row:
    """Subclasses say what they want otherwise, and what happens: strike()."""

    name = ""
    what = ""  # happens; a clause
    also = ()  # packages installed before, besides those of every host
    control_files = {}  # checks for them
    transaction = ("upgrade", "mysql-server")
    package = "mysql-server"  # whose scriptlet it happens in; None: anywhere
    suspended = testing.SUSPENDED  # what is off then
    goes_off = ()  # what somebody switches off in it, and wants off
    goes_away = ()  # what no control file defines any more when it is over
    stays_named = ()  # what may stay off, if it is named
    arrives = ()  # what must be monitored besides, as it is new
    ends_by = None  # the signal of which dnf dies
    keeps_states = False  # monit is started again, and goes by its state file

    def __init__(self):
        self.exceptions = []
        self.watched = None
        self.session = None
        self.program = "monit-pkgmap"

    # What a row may do.

    def prepare(self):
        """On the host before monit starts."""
        # A reload waits for checks that are seldom due; here it need not wait for long.
        seldom = host.read("/etc/monit.d/app.conf")
        host.write("/etc/monit.d/app.conf", seldom.replace("every 10 cycles", "every 3 cycles"))
        if self.keeps_states:
            # monit works out when the machine was booted, and rounds: a second's difference to its
            # state file is a reboot to it, and everything is monitored.
            control_file = host.read("/etc/monitrc")
            host.write("/etc/monitrc", "set onreboot laststate\n" + control_file, 0o600)

    def prepared(self):
        """On the host when all is there, just before the transaction."""

    def strike(self):
        """While the scriptlet runs, with the checks suspended."""

    def manager_ended(self):
        """As soon as no process of the package manager is left."""

    def check(self):
        """What only this row can say; exceptions go into `exceptions`."""

    # What all of them do.

    def fail(self, text, *words):
        self.exceptions.append(text % words if words else text)

    def expect(self, truth, text, *words):
        if not truth:
            self.fail(text, *words)

    def answer(self, *arguments):
        """JSON of the installed program."""
        return testing.pkgmap_json(*arguments, program=self.program)[1]

    def set_up(self):
        testing.set_up_host(also=self.also, control_files=self.control_files, prepare=self.prepare)
        self.prepared()

    def dnf(self):
        """The transaction from its beginning to the end of its last process."""
        self.watched = upgrade.Upgrade(*self.transaction)
        self.watched.start()
        self.session = self.watched.process.pid
        if self.package:
            self.await_scriptlet()
            self.look()
        self.strike()
        self.watched.wait(DNF_ENDS)
        if not host.wait_until(lambda: not processes.anything_left_of(self.session), 60, 0.05):
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
        """What has to be monitored in the end."""
        return (self.watched.was_on() | set(self.arrives)) - set(self.goes_off) - set(self.goes_away)

    def off_now(self):
        now = monit.states_or_none() or {}
        return sorted(name for name in self.wanted() if name not in now or not now[name].on)

    def run(self):
        self.set_up()
        self.dnf()
        self.manager_ended()
        host.wait_until(lambda: set(self.off_now()) <= set(self.stays_named), IN_TIME, 0.1)
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
        """Names of sessions under way when there was time to end them."""
        def left():
            return [session["id"] for session in self.answer("status")["sessions"]]
        host.wait_until(lambda: not left(), IN_TIME, 0.3)
        found = left()
        self.expect(not found, "a session is left: %s", ", ".join(found))
        return found

    def named(self, off):
        """Those of them that status or history tells of."""
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
