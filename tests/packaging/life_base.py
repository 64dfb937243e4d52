"""What the lives of tests/packaging/life share: the host, its package managers, and what must hold in the end.

PKGMAP_BUILD is the directory of build-packages.
"""

import glob
import os
import re
import shutil
import subprocess
import unittest

from scene import host, manager, monit, processes, testing, upgrade

PACKAGES = os.environ["PKGMAP_BUILD"]
OURS = ("monit-pkgmap", "python3-dnf-plugin-monit-pkgmap")
POLICY = "/etc/monit-pkgmap/policy.yaml"
SETTINGS = "/etc/dnf/plugins/monit_pkgmap.conf"
UNIT = "monit-pkgmap-recover.service"
WANTED = "/etc/systemd/system/multi-user.target.wants/" + UNIT
TUNNEL = ["tunneld", "tunneld_bin", "tunneld_conf"]
# On a busy machine the guard goes on where a hook may not wait any longer.
RESUMED = "resum(ed|ing) 5 checks"
MACHINES_SYSTEMCTL = "/usr/bin/systemctl.machine"
COMPLAINT = re.compile(r"error|warning|fail|cannot|traceback|no such|not found", re.IGNORECASE)
# What rpm says of a file that somebody has edited.
OF_EDITED = re.compile(r"(created|saved) as /etc/\S+\.rpm(new|save)$")
# Where a package may leave something, and what others write there.
LOOKED_AT = ("/etc", "/opt", "/run", "/usr", "/var/lib", "/var/spool")
OF_OTHERS = re.compile(r"/var/lib/(rpm|dnf|monit|dpkg|zypp|mysql|systemd)(/|$)|/run/(mysqld?|tunneld|monit|rpm|lock|user|dnf)"
                       r"|/run/.*\.pid$|/run/mysql-server|/etc/(zypp|my\.cnf|tunneld)"
                       # Directories that packages of the Fedora family have, and no package of this host.
                       r"|/usr/share/licenses$|/usr/lib/python3/dist-packages/dnf-plugins(/__pycache__)?$"
                       r"|/usr/lib(64)?/rpm-plugins$")


def tree():
    """Every path of the host but those of others."""
    found = set()
    for top in LOOKED_AT:
        for directory, directories, names in os.walk(top):
            found.update(os.path.join(directory, name) for name in directories + names)
    return {path for path in found if not OF_OTHERS.match(path)}


def line_of_hook(words):
    """A pattern of a line on the screen that begins with these words."""
    return r"(?m)^monit-pkgmap: " + words


def rpms(release, *names):
    """The built packages of a release by name; all of ours without names."""
    found = [path for path in glob.glob("%s/rpm/%s/*/*.rpm" % (PACKAGES, release)) if "-debug" not in path]
    return [path for path in found
            if not names or re.match(r"(.*)-[^-]+-[^-]+$", os.path.basename(path)).group(1) in names]


class Life(unittest.TestCase):
    maxDiff = None
    via = None
    files = None  # before anything of ours was there

    def setUp(self):
        shutil.copy("/usr/bin/systemctl", MACHINES_SYSTEMCTL)
        shutil.rmtree(testing.STATE, ignore_errors=True)  # of the machine below
        host.set_up(os.environ["PKGMAP_E2E_PACKAGES"], manager.called(self.via or "dnf4"))
        for release in ("1", "2"):
            host.write("/etc/demo.repos.d/ours%s.repo" % release,
                       host.REPOSITORY.format("ours" + release, "").replace("file:///ours" + release,
                                                                            "file://%s/rpm/%s" % (PACKAGES, release)))
        host.run("rpm", "--force-debian", "-i", *glob.glob(PACKAGES + "/host/noarch/*.rpm"))
        self.provide()
        self.dnf("1", "makecache")
        self.files = tree()

    def provide(self):
        """Installs what else the host has."""

    def quiet(self, output):
        """Asserts that no line complains."""
        complaints = [line for line in output.splitlines() if COMPLAINT.search(line) and not OF_EDITED.search(line)]
        self.assertEqual([], complaints, output)

    def command(self, release, *words):
        return ["dnf", "-y", "--releasever=9", "--repo=v1,v2,ours" + release, *words]

    def dnf(self, release, *words):
        """Runs dnf with the repositories of a release; nothing on the screen may complain."""
        output = host.run(*self.command(release, *words))
        self.quiet(output)
        return output

    def installed(self):
        """Version and release of each of our packages."""
        found = host.run("rpm", "-qa", "--qf", "%{NAME} %{VERSION}-%{RELEASE}\n", "*monit-pkgmap*").splitlines()
        return dict(line.split() for line in found)

    def assert_files_are_there(self, *names):
        for path in host.run("rpm", "-ql", *names).splitlines():
            self.assertTrue(os.path.lexists(path), path)
        done = subprocess.run(["rpm", "-V", *names], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              universal_newlines=True, env=host.ENVIRONMENT, check=False)
        self.assertEqual((0, ""), (done.returncode, done.stdout))

    def assert_nothing_is_left(self, but=()):
        """Nothing of ours is on the host any more, no process and no check that is off."""
        self.assertTrue(host.wait_until(lambda: not processes.called("guard", "--session"), 90), "a guard goes on")
        self.assertTrue(host.wait_until(lambda: sorted(tree() - self.files) == sorted(but), 20),
                        sorted(tree() - self.files))
        self.assertEqual([], sorted(self.files - tree()))
        self.assertTrue(host.wait_until(lambda: sorted(self.off()) == sorted(host.SWITCHED_OFF), 30), self.off())

    @staticmethod
    def off():
        return [name for name, state in (monit.states_in_a_moment(5) or {}).items() if state.off]

    def suspend_by_hand(self):
        status, out, err = testing.pkgmap("suspend", "tunneld", "--for", "30m")
        self.assertEqual((0, ""), (status, err), out)
        self.assertEqual(TUNNEL, sorted(set(self.off()) - set(host.SWITCHED_OFF)))

    def session(self):
        """The only session, as status shows it."""
        status, answer = testing.pkgmap_json("status")
        self.assertEqual((0, 1), (status, len(answer["sessions"])), answer)
        return answer["sessions"][0]

    def resume(self):
        status, out, err = testing.pkgmap("resume")
        self.assertEqual((0, ""), (status, err), out)
        self.assertTrue(host.wait_until(lambda: sorted(self.off()) == sorted(host.SWITCHED_OFF), 20), self.off())

    def upgrade(self, *command):
        """Runs a transaction that upgrades mysql-server; no check may be lost, and monit may do nothing."""
        watched = upgrade.Upgrade("upgrade", "mysql-server")
        watched.command = list(command)
        watched.start()
        watched.wait()
        self.assertEqual(0, watched.process.returncode, watched.output)
        self.assertTrue(host.wait_until(watched.all_on, 60), watched.output)
        watched.finish(0)
        self.quiet(watched.output)
        self.assertEqual(([], []), (watched.lost(), watched.switched_off_by_monit()))
        self.assertEqual({"ran": [], "checksum": []}, watched.own_actions())
        self.assertEqual(testing.SUSPENDED, watched.ever_off(), watched.output)
        return watched.output

    def both_in_one(self, release, *lines):
        """Upgrades mysql-server, and does what the lines say in the same transaction of dnf."""
        host.write("/run/transaction", "\n".join(("upgrade mysql-server", *lines, "run")) + "\n")
        try:
            return self.upgrade(*self.command(release, "shell", "/run/transaction"))
        finally:
            os.remove("/run/transaction")
