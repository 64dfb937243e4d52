#!/usr/bin/python3
"""A daemon that no scriptlet restarts goes on with its deleted program: one line says so after the
transaction, and audit names it. After a restart nobody does."""

import os
import unittest

from scene import host, manager, testing

PIDFILE = "/run/mysqld/mysqld.pid"
MONITS_UNIT = "monit.service"
CURE = "'systemctl restart mysqld.service' makes it run what is there now"
MISSED = "monit started it outside mysqld.service, so a restart of this unit misses it"


def upgrade(*options):
    return host.dnf(*options, "upgrade", "mysql-server")


def still_runs(output):
    return [line for line in testing.hook_lines(output) if "still run" in line]


def findings(kind):
    _, answer = testing.pkgmap_json("audit")
    return [(one["check"], one["detail"]) for one in answer["findings"] if one["id"] == kind]


class NotRestarted(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        testing.set_up_host()
        cls.pid = host.read(PIDFILE).strip()
        cls.before = findings("outdated")
        cls.unrestarted = upgrade("--setopt=tsflags=noscripts")
        cls.pid_after = host.read(PIDFILE).strip()
        cls.found = findings("outdated")
        host.run("systemctl", "restart", "mysqld")
        cls.cured = findings("outdated")
        cls.restarted = host.dnf("downgrade", "mysql-server-8.0.36")
        cls.over = host.wait_until(lambda: testing.pkgmap_json("status")[1]["sessions"] == [], 60)
        cls.after = findings("outdated")
        # The same by hand.
        _, suspended = testing.pkgmap_json("suspend", "mysql-server", "--for", "5m")
        host.replace("/usr/sbin/mysqld", "#!/bin/false\n", 0o755)
        cls.pid_of_run = host.read(PIDFILE).strip()
        _, cls.answer = testing.pkgmap_json("resume", "--session", suspended["session"])

    def test_the_daemon_was_not_restarted(self):
        self.assertEqual(self.pid, self.pid_after)

    def test_one_line_says_so(self):
        self.assertEqual([manager.MARK + "mysqld still runs the deleted /usr/sbin/mysqld; " + CURE],
                         still_runs(self.unrestarted), self.unrestarted)

    def test_audit_names_it_until_somebody_restarts_it(self):
        self.assertEqual([], self.before)
        self.assertEqual(
            [("mysqld", "process %s still runs the deleted /usr/sbin/mysqld; %s" % (self.pid, CURE))], self.found)
        self.assertEqual([], self.cured)

    def test_no_line_if_a_scriptlet_restarts_it(self):
        self.assertEqual([], still_runs(self.restarted), self.restarted)
        # How many of them the hook resumes itself, a busy machine decides: the guard goes on where a hook may
        # not wait any longer.
        self.assertRegex("\n".join(testing.hook_lines(self.restarted)), "suspended 5 of 22 checks")
        self.assertTrue(self.over)
        self.assertEqual([], self.after)

    def test_json_has_every_member(self):
        self.assertEqual(
            [{"check": "mysqld", "pid": int(self.pid_of_run), "files": ["/usr/sbin/mysqld"],
              "service": "mysqld.service", "stray": False}], self.answer["outdated"])

    def test_nobody_needs_to_do_anything_else(self):
        self.assert_nothing_under_way()


def make_unit(name, pids):
    """Puts the processes into a control group of that name, as systemd does. Returns False if this host
    has no control groups to write."""
    for hierarchy in ("/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified", "/sys/fs/cgroup"):
        directory = os.path.join(hierarchy, name)
        try:
            if not os.path.exists(os.path.join(hierarchy, "cgroup.procs")):
                continue
            os.makedirs(directory, exist_ok=True)
            for pid in pids:
                with open(os.path.join(directory, "cgroup.procs"), "w", encoding="ascii") as file:
                    file.write(pid)
        except OSError:
            continue
        return directory
    return None


class Stray(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        testing.set_up_host()
        cls.pid = host.read(PIDFILE).strip()
        name = "pkgmap-%d-%s" % (os.getpid(), MONITS_UNIT)
        cls.unit = make_unit(name, [host.read("/run/monit.pid").strip(), cls.pid])
        if cls.unit is None:
            raise unittest.SkipTest("no control groups to be had")
        cls.addClassCleanup(cls.leave)
        cls.found = findings("stray")
        cls.output = upgrade("--setopt=tsflags=noscripts")

    @classmethod
    def leave(cls):
        host.run("systemctl", "stop", "mysqld")
        host.run("monit", "quit")
        host.wait_until(lambda: not host.read(cls.unit + "/cgroup.procs"), 20)
        os.rmdir(cls.unit)

    def test_audit_says_which_service_does_not_know_it(self):
        self.assertEqual(
            [("mysqld", "process %s runs in monit's unit, not in mysqld.service: an update that restarts this "
              "service misses it" % self.pid)], self.found)

    def test_the_line_after_the_transaction_says_so(self):
        self.assertEqual([manager.MARK + "mysqld still runs the deleted /usr/sbin/mysqld; " + MISSED],
                         still_runs(self.output), self.output)


if __name__ == "__main__":
    unittest.main()
