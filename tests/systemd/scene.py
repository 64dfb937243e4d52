"""The host of a row: transactions by the real apt, monit's checks, the guard, and what must hold in the end."""

import glob
import os
import re

import container as containers
import held
from container import Failed, output_of, wait_until

UPGRADE = "upgrade.service"
OURS = "monit-pkgmap-guard-*"
STATE = "/var/lib/monit-pkgmap"
SHIPPED_CHECK = "/etc/monit/conf.d/monit-pkgmap"
OWN_ACT = re.compile(r"trying to restart| (start|stop|restart): '")


class Scene:
    """A booted container with the first version of the package, all of whose checks are on."""

    def __init__(self, container):
        self.container = container
        self.run = container.run
        self.gate = held.Gate(container)
        self.names = []
        self.log_begins = 0

    @staticmethod
    def packages():
        """What the container must have beside what every container has."""
        return containers.libraries()

    def install(self):
        self.install_held()
        self.install_ours()

    def install_ours(self):
        output_of("cmake", "--install", containers.BUILD, "--prefix", "/usr",
                  env=dict(os.environ, DESTDIR=self.container.root))
        self.outside("systemctl", "enable", "monit-pkgmap-recover.service")

    def install_held(self):
        held.build(self.container)
        self.container.write("/etc/hosts", "127.0.0.1 localhost\n")
        self.container.write("/etc/monit/conf.d/heldd", held.CHECKS)
        self.outside("dpkg", "--install", held.deb_of("1"))

    def outside(self, *command):
        """Runs a command in the root while it is not booted, as the installation of a machine does."""
        output_of("chroot", self.container.root, *command)

    def begin(self):
        """The first version, everything monitored, and a gate that holds the next postinst. A row that failed may
        have left anything."""
        if not self.container.is_up():
            self.container.boot()
        self.run("systemctl", "kill", "--signal=KILL", UPGRADE)
        self.await_end_of_apt()
        self.gate.open()
        self.run("dpkg", "--configure", "--pending")
        self.run("dpkg", "--force-downgrade", "--install", held.deb_of("1"), must=True)
        # apt believes its cache if dpkg's list has the same size and was written in the same second.
        self.run("rm", "--force", "/var/cache/apt/pkgcache.bin", "/var/cache/apt/srcpkgcache.bin", must=True)
        self.settle()
        self.run("systemctl", "reset-failed")
        self.names = self.monitored()
        self.gate.close()
        self.begin_log()

    def begin_log(self):
        self.log_begins = len(self.container.read("/var/log/monit.log"))

    def log(self):
        """What monit has logged since begin_log()."""
        return self.container.read("/var/log/monit.log")[self.log_begins:]

    # The transaction.

    def upgrade(self, *properties, also=()):
        """Begins the upgrade, as a service; returns when its postinst waits. `also`: further words for apt-get."""
        self.run("systemd-run", "--quiet", "--collect", "--unit=" + UPGRADE, *properties,
                 "apt-get", "--yes", "install", held.deb_of("2"), *also, must=True)
        self.gate.await_script(wait_until)

    def go_on(self, command="true"):
        """Lets the postinst go on; returns when apt has ended."""
        self.gate.let_go(wait_until, command)
        self.await_end_of_apt()

    def await_end_of_apt(self):
        wait_until("the service with apt has ended", lambda: self.state_of(UPGRADE) in ("inactive", "failed"))

    def state_of(self, unit):
        return self.run("systemctl", "show", "--property=ActiveState", "--value", unit).strip()

    def main_pid(self, unit):
        return self.run("systemctl", "show", "--property=MainPID", "--value", unit).strip()

    # The guard.

    def guard(self):
        """The pid of the guard that the record of the only session names."""
        records = self.records()
        if len(records) != 1:
            raise Failed("%d sessions" % len(records))
        with open(self.container.root + records[0], encoding="utf-8") as file:
            return re.search(r'"guard_pid":\s*(\d+)', file.read()).group(1)

    def records(self):
        """The path of each session's record."""
        root = self.container.root
        return [path[len(root):] for path in glob.glob(root + STATE + "/*.session")]

    def unit_of_guard(self):
        return self.run("ps", "-o", "unit=", "-p", self.guard()).strip()

    def guard_units(self):
        return self.run("systemctl", "list-units", "--all", "--plain", "--no-legend", OURS).split("\n")[:-1]

    def guards_since_boot(self):
        """How many units of guards systemd has started since this boot."""
        self.run("journalctl", "--sync")
        lines = self.run("journalctl", "--boot", "--no-pager", "--output=cat", "_PID=1").splitlines()
        return sum(line.startswith("Started monit-pkgmap-guard-") for line in lines)

    # The end.

    def states(self):
        rows = re.findall(r"(?m)^ (\S+) +(\S.*?)  +(?:Process|File|Program) ", self.run("monit", "-B", "summary"))
        return dict(rows)

    def monitored(self):
        return sorted(name for name, state in self.states().items() if state != "Not monitored")

    def suspended(self):
        return "no check is suspended" not in self.run("monit-pkgmap", "status")

    def settle(self):
        """Returns when no check is suspended and no guard runs any more."""
        wait_until("no check is suspended", lambda: not self.suspended())
        wait_until("no guard is left", lambda: not self.guard_units())

    def own_acts(self):
        """What monit did by itself since begin()."""
        return [line for line in self.log().splitlines() if OWN_ACT.search(line)]

    def left(self):
        """Sessions, units of guards, and units of systemd that have failed."""
        failed = self.run("systemctl", "list-units", "--failed", "--plain", "--no-legend").splitlines()
        return ["session"] * self.suspended() + self.guard_units() + failed

    def expect(self, what, holds, *shown):
        if not holds:
            raise Failed("%s: %s" % (what, " ".join(str(one) for one in shown)))
