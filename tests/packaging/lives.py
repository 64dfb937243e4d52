"""The lives of tests/packaging/life, each on a host of its own."""

import glob
import os
import re
import shutil
import signal
import subprocess
import time

from life_base import (MACHINES_SYSTEMCTL, OURS, PACKAGES, POLICY, RESUMED, SETTINGS, TUNNEL, UNIT, WANTED, Life,
                       line_of_hook, rpms)
from scene import host, manager, monit, processes, testing, upgrade


class FirstDay(Life):
    """From nothing to working, and back to nothing."""

    def setUp(self):
        super().setUp()
        self.page = []

    def typed(self, line, output, most=24):
        lines = output.strip("\n").splitlines()
        if len(lines) > most:
            lines = lines[:most - 2] + ["..."]
        self.page += ["$ " + line, *lines, ""]

    def type(self, *words, allowed=(0,)):
        status, out, err = testing.pkgmap(*words)
        self.assertIn(status, allowed, out + err)
        self.typed(" ".join(("monit-pkgmap", *words)), out + err)
        return out

    def type_dnf(self, *words):
        output = self.dnf("1", *words)
        told = [line for line in output.splitlines()
                if re.match(r" ?(Install|Upgrad|Remov|Instal|monit-pkgmap:|Complete|  [a-z])", line.strip() and line)]
        self.typed("dnf " + " ".join(words), "\n".join(told), most=40)
        return output

    def test_life(self):
        self.type_dnf("install", "monit-pkgmap")
        # The hook of dnf comes by itself, and no hook of a package manager that is not there.
        self.assertEqual(set(OURS), set(self.installed()))
        self.assert_files_are_there(*OURS)
        self.typed("rpm -V " + " ".join(OURS), "")
        self.assertTrue(os.path.islink(WANTED))
        self.typed("systemctl is-enabled " + UNIT, host.run(MACHINES_SYSTEMCTL, "--root=/", "is-enabled", UNIT))
        self.assertEqual(0o700, os.stat(testing.STATE).st_mode & 0o7777)
        self.type("doctor", allowed=(0, 1))
        self.type("explain", "mysql-server")
        watched = upgrade.Upgrade("upgrade", "mysql-server")
        output = self.type_dnf("upgrade", "mysql-server")
        self.assertRegex(output, line_of_hook("suspended 5 of 22 checks"))
        self.assertRegex(output, line_of_hook(RESUMED))
        self.assertTrue(host.wait_until(watched.all_on, 20))
        self.type("status")
        self.type("history")
        self.assertTrue(host.wait_until(lambda: not processes.called("guard", "--session"), 90))
        self.type_dnf("remove", "monit-pkgmap")
        self.assertEqual({}, self.installed())
        self.assert_nothing_is_left()
        self.typed("ls -d /etc/monit-pkgmap /var/lib/monit-pkgmap /usr/share/monit-pkgmap",
                   subprocess.run(["ls", "-d", "/etc/monit-pkgmap", "/var/lib/monit-pkgmap", "/usr/share/monit-pkgmap"],
                                  stderr=subprocess.PIPE, universal_newlines=True, env=host.ENVIRONMENT,
                                  check=False).stderr)
        print("=== transcript\n%s=== end" % self.as_page())

    def as_page(self):
        return """# From nothing to working

`tests/packaging/life` has typed these commands on a throw-away host of the end-to-end tests: only the
built packages were installed, by the real dnf 4, beside a monit with 22 checks. Every check that was
monitored before was monitored in the end, and after the removal no file of monit-pkgmap was left.
`life DIRECTORY --write docs/first-day.md` makes this page again. Long outputs are cut off (`...`); of dnf's
output the lines about packages and those of the hook are shown.

```
%s```
""" % "\n".join(self.page)


class Upgrades(Life):
    """Ours is upgraded and downgraded, with a session under way and with settings that somebody has edited."""

    def edit(self):
        for path in (POLICY, SETTINGS):
            host.replace(path, host.read(path) + "# mine\n")

    def changed(self, verb, release, expected):
        """Exchanges our packages while a session by hand is under way."""
        self.suspend_by_hand()
        before = self.session()
        self.dnf(release, verb, *OURS)
        self.assertEqual({expected}, {text.partition("-")[2] for text in self.installed().values()})
        after = self.session()
        for key in ("id", "guard_pid", "checks"):
            self.assertEqual(before.get(key), after.get(key), key)
        self.assertEqual(TUNNEL, sorted(set(self.off()) - set(host.SWITCHED_OFF)))
        self.resume()
        for path in (POLICY, SETTINGS):
            self.assertIn("# mine\n", host.read(path))

    def test_life(self):
        self.dnf("1", "install", "monit-pkgmap")
        self.edit()
        self.upgrade(*self.command("1", "upgrade", "mysql-server"))
        self.changed("upgrade", "2", "1.2")
        for path in (POLICY, SETTINGS):
            self.assertIn("second release", host.read(path + ".rpmnew"))
        self.assertTrue(os.path.islink(WANTED))
        self.changed("downgrade", "1", "1")
        # Both in one transaction: the old hook is in dnf's memory, the new program answers.
        self.dnf("1", "downgrade", "mysql-server")
        self.assertTrue(host.wait_until(lambda: sorted(self.off()) == sorted(host.SWITCHED_OFF), 60), self.off())
        self.assertRegex(self.upgrade(*self.command("2", "upgrade", "mysql-server", *OURS)), line_of_hook(RESUMED))
        self.dnf("2", "remove", "monit-pkgmap")
        self.assert_nothing_is_left(but=[name + suffix for name in (POLICY, SETTINGS)
                                         for suffix in (".rpmnew", ".rpmsave")] + ["/etc/monit-pkgmap"])


class RemovedMeanwhile(Life):
    """Removed while somebody has suspended checks by hand."""

    def test_life(self):
        self.dnf("1", "install", "monit-pkgmap")
        self.suspend_by_hand()
        self.dnf("1", "remove", "monit-pkgmap")
        self.assertEqual(sorted(host.SWITCHED_OFF), sorted(self.off()))
        self.assert_nothing_is_left()


class RemovedInItsTransaction(Life):
    """Removed in the transaction whose checks it has suspended: the guard resumes them."""

    def test_life(self):
        self.dnf("1", "install", "monit-pkgmap")
        output = self.both_in_one("1", "remove monit-pkgmap")
        self.assertRegex(output, line_of_hook("suspended 5 of 22 checks"))
        self.assertRegex(output, line_of_hook("the checks are resumed when dnf ends"))
        self.assertEqual({}, self.installed())
        self.assert_nothing_is_left()


class ByRpm(Life):
    """By rpm alone, with its transaction plugin."""

    names = (*OURS, "rpm-plugin-monit-pkgmap", "zypp-plugin-monit-pkgmap")

    def rpm(self, *words):
        output = host.run("rpm", "--force-debian", *words)
        self.quiet(output)
        return output

    def test_life(self):
        self.rpm("-i", *rpms("1", *self.names))
        self.assertEqual(set(self.names), set(self.installed()))
        self.assert_files_are_there(*self.names)
        new = glob.glob("%s/v2/*/mysql-server-8*.rpm" % os.environ["PKGMAP_E2E_PACKAGES"])
        self.assertRegex(self.upgrade("rpm", "--force-debian", "-Uv", *new), line_of_hook(RESUMED))
        self.suspend_by_hand()
        self.rpm("-U", *rpms("2", *self.names))
        self.assertEqual({"0.1.0-1.2"}, set(self.installed().values()))
        self.session()
        self.rpm("-U", "--oldpackage", *rpms("1", *self.names))
        self.session()
        self.rpm("-e", *self.names)
        self.assert_nothing_is_left()


class WithZypp(Life):
    """A host with libzypp gets the hooks of libzypp and of rpm by itself."""

    via = "zypper/zypp+rpm"

    def provide(self):
        host.write("/run/libzypp.spec", "Name: libzypp\nVersion: 17\nRelease: 1\nLicense: MIT\nBuildArch: noarch\n"
                                        "Summary: What the machine below the view provides\n"
                                        "%description\n%{summary}.\n%files\n")
        host.run("rpmbuild", "-bb", "--quiet", "--define", "_topdir /run/libzypp", "/run/libzypp.spec")
        host.run("rpm", "--force-debian", "-i", *glob.glob("/run/libzypp/RPMS/noarch/*.rpm"))

    def test_life(self):
        self.dnf("1", "install", "monit-pkgmap")
        self.assertEqual({*OURS, "rpm-plugin-monit-pkgmap", "zypp-plugin-monit-pkgmap"}, set(self.installed()))
        self.upgrade(*manager.called(self.via).command("upgrade", "mysql-server"))
        self.assertRegex(host.read(manager.ZYPPER_LOG), "monit-pkgmap: " + RESUMED)
        self.dnf("1", "remove", "monit-pkgmap")
        self.assertEqual({}, self.installed())
        self.assert_nothing_is_left()


class PowerFailure(Life):
    """The power fails in a transaction. At the next start the machine's systemd, the real one, runs
    the unit that the package has enabled."""

    def wait_until_monit_remembers(self):
        """Waits until monit has written which checks are off; otherwise a new start would forget them."""
        host.run("monit", "unmonitor", "tunneld")
        self.assertTrue(host.wait_until(lambda: "tunneld" in self.off(), 30))
        began = time.time()
        host.run("monit", "monitor", "tunneld")
        self.assertTrue(host.wait_until(lambda: os.path.getmtime("/var/lib/monit/state") > began, 30))
        self.assertTrue(host.wait_until(lambda: "tunneld" not in self.off(), 30))
        # monit writes at the end of a cycle; in the next one the file is whole.
        written = os.path.getmtime("/var/lib/monit/state")
        self.assertTrue(host.wait_until(lambda: monit.states()["tunneld"].collected > written, 30))

    def power_fails(self):
        for name in os.listdir("/proc"):
            if name.isdigit() and int(name) not in (1, os.getpid(), os.getppid()):
                os.kill(int(name), signal.SIGKILL)
        for name in os.listdir("/run"):
            path = "/run/" + name
            shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)

    def boot(self):
        host.write("/etc/systemd/system/monit.service",
                   "[Service]\nExecStart=/usr/bin/monit -I -c /etc/monitrc\n[Install]\nWantedBy=multi-user.target\n")
        host.run(MACHINES_SYSTEMCTL, "--root=/", "--quiet", "enable", "monit.service")
        host.run("mount", "-t", "tmpfs", "cgroup", "/sys/fs/cgroup")
        os.makedirs("/sys/fs/cgroup/systemd")
        host.run("mount", "-t", "cgroup", "-o", "none,name=systemd", "systemd", "/sys/fs/cgroup/systemd")
        with open("/var/log/boot", "wb") as log:
            self.systemd = subprocess.Popen(
                ["unshare", "--pid", "--fork", "--mount-proc", "--cgroup", "--kill-child", "/lib/systemd/systemd",
                 "--system", "--log-target=journal", "--unit=multi-user.target"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=dict(host.ENVIRONMENT, container="test"))

    def in_the_boot(self, *command):
        """Output of a command among the processes of the booted systemd; empty before it is there."""
        first = host.read("/proc/%d/task/%d/children" % (self.systemd.pid, self.systemd.pid)).split()
        if not first:
            return ""
        return subprocess.run(["nsenter", "--target", first[0], "--pid", "--mount", *command], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, universal_newlines=True, env=host.ENVIRONMENT, timeout=60,
                              check=False).stdout

    def shown(self, *properties):
        text = self.in_the_boot(MACHINES_SYSTEMCTL, "show", UNIT, "--property", ",".join(properties))
        return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)

    def test_life(self):
        self.dnf("1", "install", "monit-pkgmap")
        host.write("/run/mysql-server.hold", "")
        subprocess.Popen(self.command("1", "upgrade", "mysql-server"), env=host.ENVIRONMENT, stdin=subprocess.DEVNULL,
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.assertTrue(host.wait_until(lambda: "end" in host.read("/run/mysql-server.post"), 120))
        self.assertEqual(testing.SUSPENDED, sorted(set(self.off()) - set(host.SWITCHED_OFF)))
        self.wait_until_monit_remembers()
        self.power_fails()
        self.boot()
        self.addCleanup(self.systemd.kill)
        ended = {"ActiveState": "inactive", "ExecMainCode": "1"}
        host.wait_until(lambda: self.shown(*ended) == ended, 120)
        back = host.wait_until(lambda: monit.states_or_none() and sorted(self.off()) == sorted(host.SWITCHED_OFF), 120)
        shown = self.shown("ActiveState", "ConditionResult", "ExecMainStatus", "Result")
        journal = self.in_the_boot("journalctl", "--no-pager", "--lines=100")
        log = "%s\n%s\n%s" % (shown, self.off(), journal)
        self.assertTrue(back, log)
        self.assertEqual(("yes", "success"), (shown.get("ConditionResult"), shown.get("Result")), log)
        # The guard is a unit of its own, outside of what confines the service.
        self.assertRegex(journal, "Started (monit-pkgmap-guard-.* - )?Guard of the monit checks")


class Deb(Life):
    """The Debian packages: installed, used, removed and purged."""

    names = ("monit-pkgmap", "monit-pkgmap-hooks")

    def provide(self):
        # dpkg itself has this directory; the host of the tests has taken dpkg's list away.
        host.write("/var/lib/dpkg/info/dpkg.list", "/.\n/etc\n/etc/dpkg\n/etc/dpkg/dpkg.cfg.d\n")

    def dpkg(self, *words):
        output = host.run("dpkg", *words)
        self.quiet(output)
        return output

    def test_life(self):
        self.dpkg("-i", *glob.glob(PACKAGES + "/deb/monit-pkgmap_*.deb"),
                  *glob.glob(PACKAGES + "/deb/monit-pkgmap-hooks_*.deb"))
        listed = host.run("dpkg", "-L", *self.names).splitlines()
        for path in listed:
            self.assertTrue(not path or path.startswith("/usr/share/doc") or os.path.lexists(path), path)
        self.assertEqual("", host.run("dpkg", "-V", *self.names))
        self.assertTrue(os.path.islink(WANTED))
        self.upgrade(*self.command("1", "upgrade", "mysql-server"))
        self.suspend_by_hand()
        self.dpkg("-r", *self.names)
        self.assertEqual(sorted(host.SWITCHED_OFF), sorted(self.off()))
        self.dpkg("-P", *self.names)
        self.assert_nothing_is_left()
