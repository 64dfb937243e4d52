"""The transactions of the matrix of hooks."""

import os
import signal

from hooking import commands, row
from scene import host, own_package

WORKER = """check file worker with path %s
  if failed permission 644 then alert
"""
PHP = """check process %(name)s_fpm with pidfile /run/php/%(name)s-fpm.pid
  start program = "/usr/bin/systemctl start %(name)s-fpm"
  stop program = "/usr/bin/systemctl stop %(name)s-fpm"
check file %(name)s_bin with path /usr/sbin/%(name)s-fpm
  if failed permission 755 then alert
"""
OLD_PHP = ("php82_bin", "php82_fpm")
OF_MYSQL = tuple(row.testing.SUSPENDED)


class Install(row.Cell):
    case = "install"
    what = "install a package; one check waits for its file"
    control_files = {"/etc/monit.d/worker.conf": WORKER % "/usr/libexec/badpost/worker"}
    transaction = ("install", "badpost")
    suspended = ("worker",)
    versions = {"badpost": "2"}


class Upgrade(row.Cell):
    case = "upgrade"
    what = "upgrade mysql-server, which five checks watch"


class Downgrade(row.Cell):
    case = "downgrade"
    what = "the same package, back to the old version"
    transaction = ("downgrade", "mysql-server")
    versions = {"mysql-server": "8.0.36"}

    def prepare(self):
        super().prepare()
        host.dnf("--noplugins", "upgrade", "mysql-server")


class Reinstall(row.Cell):
    case = "reinstall"
    what = "the same version once more"
    transaction = ("reinstall", "mysql-server")
    versions = {"mysql-server": "8.0.36"}


class _OldPhp(row.Cell):
    """A package whose scriptlet stops its daemon. The session waits for a daemon that is away, as one
    that a scriptlet restarts may be."""

    in_time = 90.0
    resumes = row.GUARD
    also = ("php82",)
    control_files = {"/etc/monit.d/php.conf": PHP % {"name": "php82"}}
    suspended = OLD_PHP
    stays_named = OLD_PHP


class Remove(_OldPhp):
    case = "remove"
    what = "remove php82, which two checks watch"
    transaction = ("remove", "php82")
    versions = {"php82": None}


class Obsoletes(_OldPhp):
    case = "obsoletes"
    what = "install php84, which obsoletes php82"
    transaction = ("install", "php84")
    versions = {"php82": None, "php84": "8.84"}


class FailedPre(row.Cell):
    case = "failed-pre"
    what = "upgrade a package whose %pre fails"
    also = ("badpre",)
    control_files = {"/etc/monit.d/worker.conf": WORKER % "/usr/libexec/badpre/worker"}
    transaction = ("upgrade", "badpre")
    suspended = ("worker",)
    versions = {"badpre": "1"}


class FailedPost(row.Cell):
    case = "failed-post"
    what = "upgrade a package whose %post fails"
    also = ("badpost",)
    control_files = {"/etc/monit.d/worker.conf": WORKER % "/usr/libexec/badpost/worker"}
    transaction = ("upgrade", "badpost")
    suspended = ("worker",)
    versions = {"badpost": "2"}

    def who_must(self):
        """With rpm 6, dnf 4 says that it could not run the transaction, and calls no plugin after it."""
        gave_up = self.kind == "dnf4" and "Could not run transaction" in self.watched.output
        return row.GUARD if gave_up else super().who_must()


# An rpm that has lost its zypper finishes its transaction, and resumes the checks itself.
ORPHANED = {"zypper/zypp+rpm": row.HOOK}


class _Struck(row.Cell):
    """rpm itself finishes a transaction before it obeys a signal, and calls its plugin then."""

    package = "mysql-server"
    resumes_under = {"rpm": row.HOOK}
    versions = {}
    resumes = row.GUARD
    signal = None

    def who_must(self):
        """A package manager that goes on to its end calls its hook."""
        ended = self.watched.process.returncode
        gave_up = ended == commands.ZYPPER_GAVE_UP and self.kind == "zypper"
        goes_on = ended == 0 or gave_up and commands.zypper_version() >= commands.ZYPPER_TELLS_THAT_IT_GAVE_UP
        return row.HOOK if goes_on else super().who_must()

    def strike(self):
        os.kill(self.session, self.signal)


class Terminated(_Struck):
    case = "SIGTERM"
    what = "SIGTERM to the package manager in %post"
    signal = signal.SIGTERM


class Interrupted(_Struck):
    case = "SIGINT"
    what = "Ctrl-C in %post: SIGINT to its process group"

    def strike(self):
        os.killpg(self.session, signal.SIGINT)


class HungUp(_Struck):
    case = "SIGHUP"
    what = "SIGHUP to it in %post: its terminal is closed"
    signal = signal.SIGHUP
    resumes_under = dict(_Struck.resumes_under, **ORPHANED)


class Killed(_Struck):
    case = "SIGKILL"
    what = "SIGKILL to it in %post"
    resumes_under = ORPHANED
    signal = signal.SIGKILL


class _WithoutEffect(row.Cell):
    resumes = None
    suspended = ()
    versions = {"mysql-server": "8.0.36"}


class TestRun(_WithoutEffect):
    case = "test-run"
    what = "a test run of the upgrade"

    def typed(self, words):
        return commands.test_run(row.manager.chosen(), *words)


class DownloadOnly(_WithoutEffect):
    case = "download-only"
    what = "only download the new version"

    def typed(self, words):
        return commands.download_only(row.manager.chosen(), *words)


class DatabaseOnly(_WithoutEffect):
    case = "database-only"
    what = "upgrade it in the package database alone"
    versions = {"mysql-server": "8.0.40"}
    bypasses = ("mysql-server",)

    def typed(self, words):
        return commands.database_only(row.manager.chosen(), *words)


class OtherRoot(_WithoutEffect):
    case = "other-root"
    what = "install a package in another root; the host has it, with one check"
    also = ("leaves",)
    transaction = ("install", "leaves")
    versions = {"leaves": "1"}

    def typed(self, words):
        os.makedirs(commands.OTHER_ROOT, exist_ok=True)
        return commands.in_other_root(row.manager.chosen(), *words)

    def check(self):
        self.expect(os.path.exists(commands.OTHER_ROOT + "/usr/libexec/leaves/worker"), "nothing was installed")


class NothingToDo(_WithoutEffect):
    case = "nothing-to-do"
    what = "ask for what is there already"

    def typed(self, words):
        return commands.nothing_to_do(row.manager.chosen())


class _Own(row.Cell):
    """The transaction changes monit-pkgmap, too, so the program of the build directory answers."""

    def prepare(self):
        super().prepare()
        self.program = os.environ["PKGMAP_BUILD"] + "/cli/monit-pkgmap"
        self.files = own_package.installed_files()
        own_package.install(self.files)


class OwnRemoved(_Own):
    case = "own-removed"
    what = "upgrade mysql-server and remove monit-pkgmap; rpm alone removes both"
    resumes = row.GUARD

    def typed(self, words):
        host.write("/run/transaction", "remove %s\nupgrade mysql-server\nrun\n" % own_package.NAME)
        return commands.without_ours(row.manager.chosen())

    def prepared(self):
        super().prepared()
        self.forgets = self.kind != commands.RPM
        if self.kind == commands.RPM:
            self.stays_named = OF_MYSQL
            self.versions = {"mysql-server": None}

    def check(self):
        left = [path for path in self.files if os.path.lexists(path)]
        self.expect(not left, "files are left: %s", ", ".join(left[:3]))


class OwnUpgraded(_Own):
    case = "own-upgraded"
    what = "upgrade mysql-server and monit-pkgmap"
    versions = {"mysql-server": "8.0.40", own_package.NAME: "2"}

    def typed(self, words):
        return commands.with_ours(row.manager.chosen(), own_package.build(self.files, "2"))


CASES = (Install, Upgrade, Downgrade, Reinstall, Remove, Obsoletes, FailedPre, FailedPost, Terminated, Interrupted,
         HungUp, Killed, TestRun, DownloadOnly, DatabaseOnly, OtherRoot, NothingToDo, OwnRemoved, OwnUpgraded)


# Of a pair of hooks: what both see, and how it ends badly.
OF_PAIRS = (Upgrade, Remove, Obsoletes, FailedPre, FailedPost, Terminated, Interrupted, HungUp, Killed, OwnRemoved)


def cells(vias):
    """Every case through every hook."""
    return [type(case.__name__, (case,), {"via": via, "name": "%s:%s" % (via, case.case)})
            for via in vias for case in (OF_PAIRS if "/" in via else CASES)]
