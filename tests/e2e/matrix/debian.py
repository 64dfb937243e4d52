"""Rows in which a transaction of apt or of dpkg ends badly, or another program with apt's library makes it."""

import glob
import os
import shutil
import signal

from matrix import deaths, failures, row
from scene import host, manager

OWN = "ourselves"  # A package with the installed files of monit-pkgmap.
CONTROL = "Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: The tests <tests@example.org>\nDescription: x\n"


class Interrupted(deaths.Interrupted):
    what = "Ctrl-C in postinst: SIGINT to apt's process group; apt goes on"

    def check(self):
        self.expect(manager.chosen().installed("mysql-server") == "mysql-server-8.0.40-1.el9", "the old version stays")


class HungUp(deaths.HungUp):
    what = "SIGHUP to apt in postinst: its terminal is closed; apt goes on"
    ends_by = None


class Terminated(deaths.Terminated):
    what = "SIGTERM to apt in postinst; dpkg runs on as an orphan"


class Killed(deaths.Killed):
    what = "SIGKILL to apt in postinst; dpkg runs on as an orphan"


class DpkgKilled(row.Row):
    name = "dpkg-killed"
    what = "SIGKILL to apt's dpkg in postinst; the script runs on, and apt calls the hook"

    def strike(self):
        for pid in deaths.processes.called("/usr/bin/dpkg", "--configure"):
            os.kill(pid, signal.SIGKILL)


class _Failing(failures._FailingScriptlet):
    def check(self):
        super().check()
        self.expect(self.watched.process.returncode == self.status, "apt's exit status: %d",
                    self.watched.process.returncode)


def _failing(stage, script, consequence, status):
    package = "bad" + stage
    return type("Failing" + script.capitalize(), (_Failing,), {
        "name": "failing-" + script,
        "what": "%s fails: %s" % (script, consequence),
        "also": (package,),
        "control_files": {"/etc/monit.d/bad.conf": failures.CHECK % package},
        "transaction": ("upgrade", package),
        "status": status,
    })


def own_files():
    """The installed files of the program and of its hook; those in /etc are conffiles."""
    files = ["/usr/bin/monit-pkgmap", *glob.glob("/usr/libexec/monit-pkgmap/*")]
    settings = glob.glob("/etc/apt/apt.conf.d/zz-monit-pkgmap") + glob.glob("/etc/dpkg/dpkg.cfg.d/zz-monit-pkgmap")
    return files, settings


def own_package(version):
    """Builds a package of the installed program; returns its path."""
    top = "/run/%s-%s" % (OWN, version)
    files, settings = own_files()
    for path in files + settings:
        os.makedirs(os.path.dirname(top + path), exist_ok=True)
        shutil.copy2(path, top + path)
    host.write(top + "/DEBIAN/control", CONTROL % (OWN, version))
    host.write(top + "/DEBIAN/conffiles", "".join(path + "\n" for path in settings))
    host.run("dpkg-deb", "-Znone", "--build", top, top + ".deb")
    return top + ".deb"


class OwnRemoved(row.Row):
    name = "own-removed"
    what = "monit-pkgmap's own package is removed in the same transaction; its settings stay"

    def prepared(self):
        # The transaction removes the installed program, so the one of the build directory answers.
        self.program = os.environ["PKGMAP_BUILD"] + "/cli/monit-pkgmap"
        host.run("dpkg", "-i", own_package("1"))

    def command(self):
        return ["apt-get", "-y", "install", "mysql-server", OWN + "-"]

    def check(self):
        self.expect(not os.path.exists("/usr/bin/monit-pkgmap"), "it is still there")
        self.expect(own_files()[1], "its settings are gone")
        said = host.run("apt-get", "-y", "install", "plain")
        self.expect("monit-pkgmap" not in said, "apt says: %s", said)


class OwnUpgraded(row.Row):
    name = "own-upgraded"
    what = "monit-pkgmap's own package is upgraded in the same transaction"

    def prepared(self):
        host.run("dpkg", "-i", own_package("1"))
        self.newer = own_package("2")

    def command(self):
        return ["apt-get", "-y", "install", "mysql-server", self.newer]

    def check(self):
        self.expect(manager.chosen().installed(OWN) == OWN + "-2", "the old one is there")
        said = [line for line in manager.marked(self.watched.output) if "resumed 5" in line]
        self.expect(said, "nobody says so: %s", self.watched.output)


class _Frontend(row.Row):
    """The machine's own sources have the program; the transaction itself needs no network."""

    program_name = ""

    def prepared(self):
        manager.chosen().install_from_machine(self.program_name)

    def check(self):
        self.expect(manager.chosen().installed("mysql-server") == "mysql-server-8.0.40-1.el9", "not upgraded: %s",
                    self.watched.output)


class Aptitude(_Frontend):
    name = "aptitude"
    what = "nothing goes wrong: aptitude upgrades the package"
    program_name = "aptitude"

    def command(self):
        return ["aptitude", "-y", "install", "mysql-server"]


class UnattendedUpgrades(_Frontend):
    name = "unattended-upgrades"
    what = "nothing goes wrong: unattended-upgrades upgrades the package"
    program_name = "unattended-upgrades"

    def prepared(self):
        super().prepared()
        host.write("/etc/apt/apt.conf.d/60tests",
                   'Unattended-Upgrade::Origins-Pattern { "origin=Tests"; };\n'
                   'Unattended-Upgrade::Package-Blacklist { "tunneld"; "slow"; "plain"; };\n')

    def command(self):
        return ["unattended-upgrade", "-v"]


class UnattendedUpgradesKilled(UnattendedUpgrades):
    name = "unattended-killed"
    what = "SIGKILL to unattended-upgrades and its child, which runs dpkg, in postinst"
    ends_by = signal.SIGKILL

    def strike(self):
        for pid in deaths.processes.called("/usr/bin/unattended-upgrade"):
            os.kill(pid, signal.SIGKILL)

    def check(self):
        pass


class DiskFullLater(failures.DiskFullLater):
    what = "the disk of the state directory is full from postinst on"


ROWS = (
    Interrupted, Terminated, HungUp, Killed, DpkgKilled, deaths.GuardKilled,
    _failing("pre", "preinst", "the old version stays", 100),
    _failing("post", "postinst", "the new version is half-configured", 100),
    _failing("preun", "prerm", "dpkg asks the script of the new version, and goes on", 0),
    DiskFullLater, OwnRemoved, OwnUpgraded, Aptitude, UnattendedUpgrades, UnattendedUpgradesKilled,
)
