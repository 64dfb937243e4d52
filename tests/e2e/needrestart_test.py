#!/usr/bin/python3
"""The real needrestart restarts a daemon that no maintainer script restarts, in the hook of apt before ours:
its checks are suspended by then, monit does nothing by itself, and ours resumes them last."""

import json
import os
import shutil
import unittest

from scene import host, manager, monit, testing, upgrade

PACKAGE = "lagging"
PIDFILE = "/run/lagging.pid"
RESTARTS = "/run/restarts"
SETTINGS = "/etc/apt/apt.conf.d/99needrestart"
HOW = "/etc/needrestart/restart.d/lagging"
LATE = "/etc/apt/apt.conf.d/zzz-needrestart"
CHECKS = """\
check process lagging with pidfile /run/lagging.pid
  start program = "/etc/init.d/lagging start"
  stop program = "/etc/init.d/lagging stop"

check file lagging_bin with path /usr/sbin/lagging
  if failed checksum then alert
"""
CONTROL = "Package: lagging\nVersion: %s\nArchitecture: all\nMaintainer: The tests <tests@example.org>\nDescription: x\n"
# Away for three cycles of monit. Notes who restarts, and what is under way then.
SCRIPT = "#!/bin/sh" + """
### BEGIN INIT INFO
# Provides:          lagging
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
### END INIT INFO
# pidfile: /run/lagging.pid
case "$1" in
  stop) kill "$(cat /run/lagging.pid)"; while [ -e /run/lagging.pid ]; do sleep 0.05; done ;;
  start) [ -e /run/lagging.pid ] || setsid /usr/sbin/lagging /run/lagging.pid < /dev/null > /dev/null 2>&1 ;;
  restart)
    monit-pkgmap --json status | tr -d '\\n' >> /run/restarts
    echo >> /run/restarts
    "$0" stop
    sleep 3
    "$0" start ;;
esac
"""


def build(version):
    """Makes a package whose program differs from that of every other version; returns its path."""
    top = "/run/lagging-" + version
    for name in ("/usr/sbin", "/etc/init.d", "/DEBIAN"):
        os.makedirs(top + name)
    shutil.copy2("/usr/sbin/tunneld", top + "/usr/sbin/lagging")
    with open(top + "/usr/sbin/lagging", "ab") as file:
        file.write(version.encode())
    host.write(top + "/etc/init.d/lagging", SCRIPT, 0o755)
    host.write(top + "/DEBIAN/control", CONTROL % version)
    host.write(top + "/DEBIAN/conffiles", "/etc/init.d/lagging\n")
    listed = host.run("md5sum", "usr/sbin/lagging", cwd=top)
    host.write(top + "/DEBIAN/md5sums", listed)
    host.run("dpkg-deb", "--root-owner-group", "-Znone", "--build", top, top + ".deb")
    return top + ".deb"


def hook_of_apt():
    """What doctor says of the hook."""
    found = testing.pkgmap_json("doctor")[1]["findings"]
    return [(one["result"], one["what"]) for one in found if one["id"] == "hook-apt"]


class NeedRestart(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        def prepare():
            try:
                manager.chosen().install_from_machine("needrestart")
            except host.SceneError as error:
                raise unittest.SkipTest("needrestart cannot be had: %s" % error) from None
            # It asks nobody, and leaves the machine's own services alone.
            host.write("/etc/needrestart/conf.d/tests.conf",
                       "$nrconf{restart} = 'a';\n$nrconf{kernelhints} = 0;\n$nrconf{ucodehints} = 0;\n"
                       "$nrconf{override_rc} = { qr(^lagging) => 1, qr(.) => 0 };\n")
            # The view has no init system whose run level invoke-rc.d(8) could ask for.
            host.write(HOW, "#!/bin/sh\nexec /etc/init.d/lagging restart\n", 0o755)
            host.run("dpkg", "-i", build("1"))
            host.run("/etc/init.d/lagging", "start")
        testing.set_up_host(control_files={"/etc/monit.d/lagging.conf": CHECKS}, prepare=prepare)
        cls.pid = host.read(PIDFILE)
        cls.ordered = hook_of_apt()
        cls.watched = upgrade.Upgrade("install", build("2"))
        cls.watched.run()
        cls.restarts = [json.loads(line) for line in host.read(RESTARTS).splitlines()]
        cls.pid_after = host.read(PIDFILE)
        os.rename(SETTINGS, LATE)
        cls.disordered = hook_of_apt()

    def test_needrestart_restarted_the_daemon(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertEqual(1, len(self.restarts), self.watched.output)
        self.assertNotEqual(self.pid, self.pid_after)

    def test_its_checks_were_suspended_then(self):
        sessions = self.restarts[0]["sessions"]
        self.assertEqual(1, len(sessions), self.restarts)
        off = [check["name"] for check in sessions[0]["checks"] if check["suspended"] and check["state"] == "off"]
        self.assertEqual(["lagging", "lagging_bin"], sorted(off))

    def test_ours_came_last(self):
        lines = self.watched.output.splitlines()
        ours = [number for number, line in enumerate(lines) if manager.MARK in line]
        theirs = [number for number, line in enumerate(lines) if HOW in line]
        self.assertEqual((2, 1), (len(ours), len(theirs)), self.watched.output)
        self.assertTrue(ours[0] < theirs[0] < ours[1], self.watched.output)
        self.assertIn("suspended 2 of", lines[ours[0]])

    def test_monit_did_nothing_by_itself(self):
        self.assertEqual([], self.watched.own_actions()["ran"])
        self.assertEqual([], self.watched.own_actions()["checksum"])
        self.assertEqual([], self.watched.switched_off_by_monit())

    def test_everything_came_back(self):
        self.assertTrue(host.wait_until(self.watched.all_on, 30), self.watched.lost())
        self.assertEqual((0, 0), tuple(monit.states()[name].status for name in ("lagging", "lagging_bin")))
        self.assert_nothing_under_way()

    def test_nobody_says_that_the_daemon_is_outdated(self):
        self.assertNotIn("still run", self.watched.output)

    def test_doctor_says_whether_the_order_is_right(self):
        self.assertEqual([("ok", "apt and dpkg call monit-pkgmap")], self.ordered)
        self.assertEqual([("warning", "the hook of %s runs after that of monit-pkgmap: the checks are back by then"
                           % LATE)], self.disordered)


if __name__ == "__main__":
    unittest.main()
