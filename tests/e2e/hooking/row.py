"""One cell of the matrix of hooks: a hook, a transaction, and what must be true afterwards."""

import os
import signal
import subprocess

from hooking.commands import Cannot
from matrix import row
from scene import host, manager, testing, upgrade

HOOK, GUARD = "hook", "guard"


class Cell(row.Row):
    """Subclasses set what differs from these values. `via` is a row of scene/manager.py."""

    via = ""
    case = ""
    package = None
    resumes = HOOK  # who must resume the checks; None: no session may begin
    resumes_under = {}  # who, where that differs: by `via`
    forgets = False  # the guard removes the history of a monit-pkgmap that is gone and has nothing to name
    bypasses = ()  # the packages that count as changed without a hook
    versions = {"mysql-server": "8.0.40"}  # what must be installed afterwards; None: not installed

    def typed(self, words):
        """The command; raises Cannot."""
        return manager.chosen().command(*words)

    # The same for every cell.

    @property
    def kind(self):
        return manager.VIA[self.via].manager

    def run(self):
        os.environ["PKGMAP_E2E_VIA"] = self.via
        try:
            return super().run()
        except Cannot as reason:
            return dict(self.empty(), cannot=str(reason))

    def empty(self):
        return {"name": self.name, "what": self.what, "via": self.via, "case": self.case, "exceptions": [],
                "cannot": "", "end": "", "by": "", "suspended": [], "off": [], "back": 0.0}

    def prepared(self):
        testing.begin_to_look()

    def begin(self):
        watched = upgrade.Upgrade(*self.transaction)
        watched.command = self.typed(self.transaction)
        return watched

    def strike(self):
        """Most cells disturb nothing."""

    def version(self, name):
        found = subprocess.run(["rpm", "-q", "--qf", "%{version} ", name], env=host.ENVIRONMENT,
                               stdout=subprocess.PIPE, universal_newlines=True, check=False)
        return found.stdout.strip() if found.returncode == 0 else None

    def said(self):
        """The lines of hooks."""
        return manager.marked(self.watched.output) + manager.chosen().logged()

    def who(self):
        """Who resumed the checks. A hook says so where its person finds it; that of an orphan of the package
        manager says nothing to anybody."""
        if not self.was_suspended():
            return None
        said = self.said()
        if any(": resuming " in line or "are resumed when" in line for line in said):
            return GUARD
        # zypper shows nothing of what its rpm says.
        silent = self.kind == "zypper" and any(
            {"resume", "--hook"} <= set(line.split()) for line in self.watched.arguments.seen)
        return HOOK if silent or any(": resumed " in line for line in said) else GUARD

    def who_must(self):
        return self.resumes and self.resumes_under.get(self.via, self.resumes)

    def sessions(self):
        return self.answer("history")["sessions"]

    def was_suspended(self):
        if self.forgets:
            return self.watched.ever_off()
        return sorted({check["name"] for session in self.sessions() for check in session["checks"]})

    def judge(self, off, named):
        super().judge(off, named)
        wanted = sorted(self.suspended) if self.resumes else []
        self.expect(self.was_suspended() == wanted, "suspended: %s", ", ".join(self.was_suspended()))
        self.expect(set(self.watched.ever_off()) <= set(wanted), "off in it: %s", ", ".join(self.watched.ever_off()))
        self.expect(off == sorted(self.stays_named), "off afterwards: %s", ", ".join(off))
        for kind, lines in self.watched.own_actions().items():
            self.expect(not lines, "monit by itself: %s: %s", kind, "; ".join(lines))
        by = self.who_must()
        self.expect(self.who() == by, "resumed by %s, not %s: %s", self.who(), by, "; ".join(self.said()))
        sessions = len(self.sessions())
        self.expect(sessions == (1 if self.resumes and not self.forgets else 0), "%d sessions", sessions)
        for name, version in self.versions.items():
            self.expect(self.version(name) == version, "%s is %s, not %s", name, self.version(name), version)
        told = [one["after"] or one["before"] for one in self.answer("status")["bypassed"]["packages"]]
        as_told = len(told) == len(self.bypasses) and all(map(str.startswith, told, self.bypasses))
        self.expect(as_told, "counts as bypassed: %s", ", ".join(told))

    def result(self, back, off, named, left):
        status = self.watched.process.returncode
        return dict(self.empty(), end=signal.Signals(-status).name if status < 0 else str(status),
                    by=self.who() or "", suspended=self.was_suspended(), off=off, back=round(back, 1),
                    exceptions=self.exceptions)
