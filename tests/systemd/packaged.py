"""A host on which the .deb of build-packages is installed, upgraded, removed and purged by the real apt.

The .deb lies in PKGMAP_PACKAGES (else .build/packages). A second one differs only in its version.
"""

import glob
import os
import re
import shutil

import held
from container import TOP, Missing, output_of, wait_until
from scene import OURS, SHIPPED_CHECK, STATE, UPGRADE, Scene

PACKAGES = os.environ.get("PKGMAP_PACKAGES") or TOP + "/.build/packages"
NAME = "monit-pkgmap"
UNIT = "monit-pkgmap-recover.service"
PROGRAM = "/usr/bin/monit-pkgmap"
FIRST, SECOND = "/held/ours_1.deb", "/held/ours_2.deb"
WATCHED = "/etc/watched"
WATCHES = """check file watched path %s
  if failed checksum then alert
""" % WATCHED
# Where a package may leave something, and what others write there.
LOOKED_AT = ("/boot", "/etc", "/opt", "/root", "/run", "/srv", "/tmp", "/usr", "/var")
OF_OTHERS = re.compile(r"/run/(heldd\.pid|monit|agetty)|/var/(log|tmp|cache)/|/var/lib/(monit|apt|dpkg)/(?!info/)"
                       r"|/(run|tmp|var/tmp)/.*systemd-private|/run/systemd/(?!transient/|generator)|/run/(user|lock)/")
COMPLAINT = re.compile(r"error|warning|fail|cannot|no such|not found|unable|monit-pkgmap-apt:", re.IGNORECASE)


def the_deb():
    found = glob.glob(PACKAGES + "/deb/monit-pkgmap_*.deb")
    if len(found) != 1:
        raise Missing("needs the packages in %s: tests/packaging/build-packages %s" % (PACKAGES, PACKAGES))
    return found[0]


class PackagedScene(Scene):
    """A host without monit-pkgmap, but with the check that it ships: that does no harm without the program."""

    files = frozenset()
    guards_before = 0

    @staticmethod
    def packages():
        """What the .deb depends on."""
        words = output_of("dpkg-deb", "--field", the_deb(), "Depends").split(",")
        return [re.match(r"\s*([^\s(|:]+)", word).group(1) for word in words]

    def install_ours(self):
        self.container.write(WATCHED, "good\n")
        self.container.write("/etc/monit/conf.d/watched", WATCHES)
        deb, root = the_deb(), self.container.root
        tree = root + "/ours.tree"
        shutil.copy(deb, root + FIRST)
        output_of("dpkg-deb", "--raw-extract", deb, tree)
        with open(tree + "/usr/share/monit-pkgmap/monit-pkgmap.monitrc", encoding="utf-8") as file:
            self.container.write(SHIPPED_CHECK, file.read())
        with open(tree + "/DEBIAN/control", encoding="utf-8") as file:
            control = file.read()
        self.container.write("/ours.tree/DEBIAN/control", re.sub(r"(?m)^(Version: .*)$", r"\1.1", control))
        output_of("dpkg-deb", "-Znone", "--build", tree, root + SECOND)
        shutil.rmtree(tree)

    def begin(self):
        if not self.container.is_up():
            self.container.boot()
        self.run("systemctl", "kill", "--signal=KILL", UPGRADE, OURS)
        self.await_end_of_apt()
        self.gate.open()
        self.run("systemctl", "start", "monit.service")
        self.run("dpkg", "--force-all", "--purge", NAME)
        self.run("rm", "-rf", STATE, must=True)
        super().begin()
        self.container.write(WATCHED, "good\n")
        # The first version came back unannounced, so monit has old baselines.
        self.begin_log()
        self.run("monit", "reload", must=True)
        wait_until("monit has read its control file", lambda: "Monit reloaded" in self.log())
        wait_until("all checks are good", self.are_all_good)
        self.names = self.monitored()
        self.begin_log()
        self.files = self.tree()
        self.guards_before = self.guards_since_boot()

    def are_all_good(self):
        states = self.states()
        if "Not monitored" in states.values():
            self.run("monit", "monitor", "all")
        return states and set(states.values()) == {"OK"}

    def tree(self):
        """Every path of the host but those of others."""
        found = self.run("find", *LOOKED_AT, "-xdev", "-not", "-type", "s").splitlines()
        return frozenset(path for path in found if not OF_OTHERS.match(path))

    def suspended(self):
        """Without the program, a record in the state directory tells."""
        return super().suspended() if self.is_installed() else bool(self.records())

    def is_installed(self):
        return os.path.exists(self.container.root + PROGRAM)

    def left(self):
        """Also what is on the host and was not there before."""
        return super().left() + sorted(self.tree() - self.files) + sorted(self.files - self.tree())

    # What a person types.

    def apt(self, *words, silent_monit=False):
        """Runs apt-get in a service; no line on its screen may complain, but of a monit that does not answer."""
        output = self.run("systemd-run", "--quiet", "--collect", "--wait", "--pipe", "--unit=" + UPGRADE,
                          "apt-get", "--yes", *words, must=True)
        self.expect_no_complaint(re.sub(r"(?m)^.*monit does not answer.*$", "", output) if silent_monit else output)

    def dpkg(self, *words):
        """Runs dpkg as a person does; no line on its screen may complain."""
        self.expect_no_complaint(self.run("dpkg", *words, must=True))

    def expect_no_complaint(self, output):
        complaints = [line for line in output.splitlines() if COMPLAINT.search(line) and "debconf" not in line]
        self.expect("no line complains", not complaints, output)

    def add(self, deb=FIRST):
        self.apt("install", deb)
        self.expect_installed(deb)

    def suspend_by_hand(self):
        """Returns the id of the session."""
        self.run("monit-pkgmap", "suspend", "heldd", "--for", "30m", must=True)
        self.expect_off("heldd", "data")
        return self.records()[0]

    # What must hold.

    def expect_off(self, *names):
        off = set(self.names) - set(self.monitored())
        self.expect("these checks are off: " + " ".join(names), off == set(names), sorted(off))

    def expect_installed(self, deb):
        """The package is whole; its unit is known, enabled, and was started, and the hook is there."""
        version = output_of("dpkg-deb", "--field", self.container.root + deb, "Version").strip()
        shown = self.run("dpkg-query", "--show", "--showformat=${db:Status-Abbrev} ${Version}", NAME)
        self.expect("the package is installed", shown.split() == ["ii", version], shown)
        altered = self.run("dpkg", "--verify", NAME)
        self.expect("no file is altered or missing", altered == "", altered)
        unit = self.unit("UnitFileState", "LoadState", "NeedDaemonReload", "Result")
        self.expect("systemd knows the unit", unit == {"UnitFileState": "enabled", "LoadState": "loaded",
                                                       "NeedDaemonReload": "no", "Result": "success"}, unit)
        asked = self.unit("ConditionTimestampMonotonic")["ConditionTimestampMonotonic"]
        self.expect("the postinst has started the unit", asked not in ("", "0"), asked)
        mode = self.run("stat", "--format=%a %U %G", STATE).strip()
        self.expect("the state directory is root's alone", mode == "700 root root", mode)

    def expect_removed(self):
        """The package has gone, but for its settings."""
        self.expect("the program has gone", not self.is_installed())
        self.expect("the state directory has gone", not os.path.exists(self.container.root + STATE),
                    self.run("ls", "-lA", STATE))
        unit = self.unit("LoadState", "ActiveState")
        self.expect("systemd has forgotten the unit", unit == {"LoadState": "not-found", "ActiveState": "inactive"},
                    unit)

    def expect_guards(self, number):
        """The number of guards that systemd has started since begin()."""
        started = self.guards_since_boot() - self.guards_before
        self.expect("systemd has started %d guards" % number, started == number, started)

    def expect_shipped_check_is_quiet(self):
        state = self.states().get("monit_pkgmap", "")
        self.expect("the shipped check has no alarm", state == "OK", state)

    def collected(self):
        """When monit last looked at the shipped check, as it prints that."""
        return re.findall(r"data collected +(.*)", self.run("monit", "-B", "status", "monit_pkgmap"))

    def await_look(self):
        """Returns when monit has run the shipped check from now on, and knows its exit status."""
        for _ in range(3):
            before = self.collected()
            wait_until("monit runs the shipped check", lambda: self.collected() not in ([], before))

    def unit(self, *properties):
        text = self.run("systemctl", "show", "--property=" + ",".join(properties), UNIT)
        return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)

    def reinstall_held(self):
        """Begins a transaction that installs ours, and a version of the other package with the same files."""
        self.run("systemd-run", "--quiet", "--collect", "--unit=" + UPGRADE, "apt-get", "--yes", "install", FIRST,
                 held.deb_of("1.1"), must=True)
        self.gate.await_script(wait_until)
