#!/usr/bin/python3
"""What monit has read differs from what can be seen: a copy of a control file that an update left
under an include, a monit in its start delay, a monit that refuses this host, and checks that nobody
made monit read."""

import glob
import os
import re
import time
import unittest

from scene import host, monit, testing

LEFT = "/etc/monit.d/leaves.conf"


def upgrade(*names):
    """Returns the output of dnf."""
    return host.run(*host.dnf_command("upgrade", *names))


def are_on(*names):
    states = monit.states_or_none()
    return states is not None and all(name in states and states[name].on for name in names)


def stop_monit():
    host.run("monit", "quit")
    host.wait_until(lambda: not os.path.exists("/run/monit.pid"), 20)


class LeftBehind(testing.HostTest):
    """An update of `leaves` leaves leaves.conf.rpmnew where monit's include takes it."""

    @classmethod
    def setUpClass(cls):
        testing.set_up_host(also=["leaves"], prepare=cls.take_all_files)
        rpm = glob.glob(os.environ["PKGMAP_E2E_PACKAGES"] + "/v2/**/leaves-2-*.rpm", recursive=True)[0]
        cls.foretold = testing.pkgmap("explain", rpm)
        cls.first = upgrade("leaves")
        cls.doctor = testing.pkgmap_json("doctor")[1]
        cls.audit = testing.pkgmap_json("audit")
        cls.shipped_check = testing.pkgmap("recover", "--if-stale")
        cls.status = testing.pkgmap("status")
        cls.second = upgrade("mysql-server")

    @staticmethod
    def take_all_files():
        control_file = host.read("/etc/monitrc").replace("/etc/monit.d/*.conf", "/etc/monit.d/*")
        host.write("/etc/monitrc", control_file, 0o600)
        host.write(LEFT, host.read(LEFT) + "# somebody's\n")

    def test_explain_foretells_it(self):
        said = re.sub(r"\s+", " ", self.foretold[1] + self.foretold[2])
        self.assertIn("will be %s.rpmnew, which 'include /etc/monit.d/*' takes, too: 'leaves_worker' "
                      "is then declared twice" % LEFT, said)

    def test_it_is_named_before_the_next_update(self):
        place = "%s.rpmnew:2" % LEFT
        for said in (self.shipped_check[1], self.status[1] + self.status[2],
                     str([one for one in self.doctor["findings"] if one["id"] == "control-file"])):
            self.assertIn(place, said)
        self.assertEqual(3, self.shipped_check[0], self.shipped_check)
        self.assertEqual(3, self.audit[0])
        mistake = self.audit[1]["findings"][0]
        # monit reads the copy first.
        self.assertEqual(("mistake", LEFT, 2), (mistake["id"], mistake["file"], mistake["line"]))
        self.assertIn(place, mistake["detail"])

    def test_the_next_update_suspends_its_checks_and_monit_acts_on_none(self):
        self.assertIn("'leaves_worker' is declared twice", self.second)
        self.assertRegex(self.second, r"suspended 5 of \d+ checks")
        self.assertNotRegex(host.read(monit.LOG), r"'mysql\w*' .*(start:|process is not running)")

    def test_nothing_is_lost(self):
        kept = testing.pkgmap("status")
        self.assertIn("mysql_bin", kept[1])
        os.remove(LEFT + ".rpmnew")
        testing.pkgmap("resume")
        self.assertTrue(host.wait_until(lambda: are_on(*testing.SUSPENDED, "leaves_worker"), 30),
                        monit.states_or_none())


class StartDelay(testing.HostTest):
    """The update runs while monit waits after its start, as at boot."""

    DELAY = 120

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        stop_monit()
        control_file = host.read("/etc/monitrc")
        host.write("/etc/monitrc", control_file.replace(
            "set daemon 1", "set daemon 1 with start delay %d" % cls.DELAY), 0o600)
        # Without a saved state, monit waits as after a reboot.
        os.remove("/var/lib/monit/state")
        # Of a file that changed in the second of its start, nobody knows whether monit has read the change.
        host.wait_until(lambda: int(time.time()) > int(os.stat("/etc/monitrc").st_ctime), 5)
        host.run("monit")
        cls.output = upgrade("mysql-server")
        cls.silent = monit.states_or_none() is None

    def test_the_update_ran_during_the_delay(self):
        self.assertTrue(self.silent)

    def test_the_hook_says_it(self):
        self.assertRegex(self.output, r"is in its start delay of %d s" % self.DELAY)

    def test_nothing_is_lost_after_it(self):
        self.assertTrue(host.wait_until(lambda: monit.states_or_none() is not None, 240))
        self.assertTrue(host.wait_until(lambda: testing.pkgmap_json("status")[1]["sessions"] == [], 180))
        self.assertTrue(are_on(*testing.SUSPENDED), (monit.states_or_none(), testing.pkgmap("status")))
        self.assertNotIn("'mysqld' start:", host.read(monit.LOG))


class RefusesThisHost(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        stop_monit()
        cls.control_file = host.read("/etc/monitrc")
        refusing = re.sub(r"set httpd unixsocket .*\n", "set httpd port 2812 use address 127.0.0.1\n"
                          "    allow 10.0.0.0/8\n", cls.control_file)
        host.write("/etc/monitrc", refusing, 0o600)
        host.run("monit")
        cls.output = upgrade("mysql-server")
        cls.sessions = testing.pkgmap_json("status")[1]["sessions"]

    def test_the_hook_says_it(self):
        self.assertIn("it refuses this host", self.output)

    def test_a_session_waits_for_it(self):
        self.assertEqual(1, len(self.sessions))
        # Nobody knows yet that mysql_tmpfiles is off; it leaves the session at monit's first answer.
        self.assertEqual({*testing.SUSPENDED, "mysql_tmpfiles"}, {check["name"] for check in self.sessions[0]["checks"]})


class Unread(testing.HostTest):
    """A package brings checks, and nobody reloads monit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        host.run(*host.dnf_command("--repo=v1", "install", "snippet"))
        cls.doctor = testing.pkgmap_json("doctor")[1]
        cls.audit = testing.pkgmap_json("audit")[1]
        cls.told = upgrade("mysql-server")
        host.write("/etc/monit-pkgmap/policy.yaml", "version: 1\ndefaults:\n  unread: reload\n")
        cls.done = upgrade("tunneld")

    def test_doctor_and_audit_name_them(self):
        self.assertIn("unread", [one["id"] for one in self.doctor["findings"]])
        self.assertIn("snippet_one", [one["check"] for one in self.audit["findings"] if one["id"] == "unread"])

    def test_the_policy_makes_monit_read_them(self):
        self.assertTrue(host.wait_until(lambda: are_on("snippet_one"), 60), self.done)


if __name__ == "__main__":
    unittest.main()
