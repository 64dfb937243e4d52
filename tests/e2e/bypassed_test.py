#!/usr/bin/python3
"""Packages that change without a hook are told, and all others are not."""

import fcntl
import glob
import os
import shutil
import struct
import subprocess
import time
import unittest

from scene import host, testing

DISABLED = "/etc/monit-pkgmap/disabled"
RPM_LOCK = "/var/lib/rpm/.rpm.lock"


def package(version, name):
    return glob.glob("%s/v%s/*/%s-[0-9]*.rpm" % (os.environ["PKGMAP_E2E_PACKAGES"], version, name))[0]


def rpm(*arguments):
    """The hook of rpm is not installed on this host."""
    return host.run("rpm", "--force-debian", *arguments)


def rebuild_database():
    """rpm cannot rename a directory of an overlay, and leaves the last step to the person."""
    subprocess.run(["rpmdb", "--rebuilddb"], env=host.ENVIRONMENT, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=False)
    for rebuilt in glob.glob("/var/lib/rpmrebuilddb.*"):
        for name in os.listdir("/var/lib/rpm"):
            os.remove(os.path.join("/var/lib/rpm", name))
        shutil.copytree(rebuilt, "/var/lib/rpm", dirs_exist_ok=True)
        shutil.rmtree(rebuilt)


def bypassed(command=("status",)):
    _, answer = testing.pkgmap_json(*command)
    return answer["bypassed"]


def changes():
    return [(one["change"], one["before"], one["after"]) for one in bypassed()["packages"]]


class Bypassed(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        testing.begin_to_look()

    def setUp(self):
        self.assertEqual([], changes())
        self.addCleanup(testing.pkgmap, "recover")

    def await_guards(self):
        self.assertTrue(host.wait_until(
            lambda: not glob.glob(testing.STATE + "/*.session") and not glob.glob(testing.STATE + "/*.proof"), 60))

    def test_an_upgrade_by_rpm_alone_is_told_everywhere(self):
        rpm("-U", package(2, "tunneld"))
        installed = int(host.run("rpm", "-q", "--qf", "%{INSTALLTIME}", "tunneld"))
        told = bypassed()
        after = host.run("rpm", "-q", "tunneld").strip()
        before = after.replace("1.5", "1.4")
        self.assertEqual([("replaced", before, after)], changes())
        self.assertEqual(host.run("date", "-u", "-d", "@%d" % installed, "+%Y-%m-%dT%H:%M:%SZ").strip(),
                         told["packages"][0]["when"])
        self.assertIn("tunneld", told["checks"])
        self.assertNotIn("mysqld", told["checks"])
        _, out, _ = testing.pkgmap("status")
        self.assertIn("1 package changed without a hook\n  %s replaced" % after, out)
        _, answer = testing.pkgmap_json("audit")
        found = [one for one in answer["findings"] if one["id"] == "bypassed"]
        self.assertEqual(set(told["checks"]), {one["check"] for one in found})
        self.assertTrue(all(one["file"].startswith("/etc/monit") for one in found), found)
        _, answer = testing.pkgmap_json("doctor")
        row, = [one for one in answer["findings"] if one["id"] == "bypassed"]
        self.assertEqual("warning", row["result"])
        self.assertIn("dnf", row["todo"])
        for _ in range(2):
            status, out, _ = testing.pkgmap("recover", "--if-stale")
            self.assertEqual(9, status)
            self.assertIn("%s replaced %s; check" % (after, before), out)
            self.assertEqual(1, out.count("\n"))
        self.assertEqual(told, bypassed())
        status, out, _ = testing.pkgmap("recover")
        self.assertEqual(0, status)
        self.assertIn("1 package changed without a hook\n  %s replaced" % after, out)
        self.assertEqual([], changes())
        self.assertEqual(0, testing.pkgmap("recover", "--if-stale")[0])

    def test_an_upgrade_with_a_session_is_not(self):
        host.dnf("upgrade", "slow")
        self.assertEqual([], changes())
        self.assertNotEqual(9, testing.pkgmap("recover", "--if-stale")[0])
        self.await_guards()
        self.assertEqual([], changes())

    def test_a_transaction_without_checks_is_not(self):
        host.dnf("upgrade", "plain")
        self.addCleanup(rpm, "-U", "--oldpackage", package(1, "plain"))
        self.assertEqual([], changes())
        self.assertEqual(0, testing.pkgmap("recover", "--if-stale")[0])
        self.assertEqual([], changes())
        self.assertFalse(os.path.exists(testing.STATE + "/announced.jsonl"))

    def test_what_a_person_runs_or_announces_by_hand_is_not(self):
        self.addCleanup(rpm, "-U", "--oldpackage", package(1, "plain"))
        status, _, error = testing.pkgmap("run", "--packages", "plain", "--",
                                          "rpm", "--force-debian", "-U", package(2, "plain"))
        self.assertEqual((0, "2"), (status, host.run("rpm", "-q", "--qf", "%{VERSION}", "plain")), error)
        self.assertEqual([], changes())
        self.assertEqual(0, testing.pkgmap("recover", "--if-stale")[0])

    def test_an_erasure_by_dnf_is_not_and_one_by_rpm_is(self):
        host.dnf("remove", "plain")
        self.assertEqual([], changes())
        host.dnf("install", "plain-1")
        self.assertEqual([], changes())
        self.assertEqual(0, testing.pkgmap("recover", "--if-stale")[0])
        rpm("-e", "plain")
        self.addCleanup(rpm, "-U", package(1, "plain"))
        told = bypassed()
        self.assertEqual([("erased", "plain-1-1.el9.noarch", None)], changes())
        self.assertEqual((None, []), (told["packages"][0]["when"], told["checks"]))
        self.assertEqual(9, testing.pkgmap("recover", "--if-stale")[0])
        _, answer = testing.pkgmap_json("audit")
        found, = [one for one in answer["findings"] if one["id"] == "bypassed"]
        self.assertEqual((None, "/var/lib/rpm"), (found["check"], found["file"]))

    def test_the_same_version_once_more_is_told(self):
        # The package database knows seconds.
        installed = int(host.run("rpm", "-q", "--qf", "%{INSTALLTIME}", "plain"))
        self.assertTrue(host.wait_until(lambda: int(time.time()) > installed, 5))
        rpm("-U", "--replacepkgs", package(1, "plain"))
        self.assertEqual([("reinstalled", "plain-1-1.el9.noarch", "plain-1-1.el9.noarch")], changes())

    def test_a_rebuilt_database_is_no_change(self):
        inode = os.stat("/var/lib/rpm/rpmdb.sqlite").st_ino
        rebuild_database()
        self.assertNotEqual(inode, os.stat("/var/lib/rpm/rpmdb.sqlite").st_ino)
        self.assertEqual([], changes())
        self.assertEqual(0, testing.pkgmap("recover", "--if-stale")[0])

    def test_half_a_transaction_is_not_told(self):
        rpm("-U", package(2, "plain"))
        self.addCleanup(rpm, "-U", "--oldpackage", package(1, "plain"))
        with open(RPM_LOCK, "r+b") as lock:
            fcntl.fcntl(lock, fcntl.F_SETLK, struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))
            self.assertEqual([], changes())
            self.assertEqual(0, testing.pkgmap("recover", "--if-stale")[0])
        self.assertEqual([("replaced", "plain-1-1.el9.noarch", "plain-2-1.el9.noarch")], changes())

    def test_what_somebody_ordered_is_told_and_is_no_alarm(self):
        host.write(DISABLED, "")
        self.addCleanup(os.remove, DISABLED)
        host.dnf("upgrade", "plain")
        self.addCleanup(rpm, "-U", "--oldpackage", package(1, "plain"))
        self.assertEqual(1, len(changes()))
        status, out, _ = testing.pkgmap("recover", "--if-stale")
        self.assertEqual(0, status)
        self.assertIn(DISABLED + " switches the hooks off", out)
        _, answer = testing.pkgmap_json("doctor")
        row, = [one for one in answer["findings"] if one["id"] == "bypassed"]
        self.assertIn("do what the rows about the hooks say", row["todo"])


if __name__ == "__main__":
    unittest.main()
