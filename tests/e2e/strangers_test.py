#!/usr/bin/python3
"""What looks like a monit of the host and is not looked after."""

import os
import shutil
import subprocess
import unittest

from scene import host, monit, testing, upgrade


class Strangers(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.started = []
        cls.addClassCleanup(lambda: [process.kill() for process in cls.started])
        cls.start("/tmp/evil/monitrc", "runuser", "-u", "nobody", "--")
        cls.start("/tmp/apart/monitrc", "unshare", "--mount", "--pid", "--fork")
        cls.start("/tmp/open/monitrc")
        os.chmod("/tmp/open/monitrc", 0o666)
        cls.doctor = testing.pkgmap("doctor")
        cls.audit = testing.pkgmap_json("audit")[1]
        cls.watched = upgrade.Upgrade("upgrade", "mysql-server").run()

    @classmethod
    def start(cls, control_file, *before):
        directory = os.path.dirname(control_file)
        host.write(control_file, "set daemon 1\nset pidfile {0}/pid\nset idfile {0}/id\nset statefile {0}/state\n"
                   "set httpd unixsocket {0}/sock allow localhost\n"
                   "check file mysql_bin with path /usr/sbin/mysqld\n".format(directory), 0o600)
        if "nobody" in before:
            shutil.chown(directory, "nobody")
            shutil.chown(control_file, "nobody")
        cls.started.append(subprocess.Popen([*before, "monit", "-I", "-c", control_file], stdout=subprocess.DEVNULL,
                                            stderr=subprocess.DEVNULL))
        if not host.wait_until(lambda: os.path.exists(directory + "/sock"), 60):
            raise host.SceneError("no monit with " + control_file)

    def off_in(self, directory):
        return [name for name, state in monit.states("/tmp/%s/sock" % directory).items() if state.off]

    def test_doctor_names_who_is_not_looked_after(self):
        said = " ".join(self.doctor[1].split())
        self.assertIn("of user nobody: it runs as another user", said)
        self.assertIn("of user root: it has a mount namespace of its own", said)

    def test_doctor_names_the_control_file_that_others_can_write(self):
        self.assertIn("cannot read the control file /tmp/open/monitrc: everybody can write it", self.doctor[1])

    def test_audit_names_them(self):
        found = [one["detail"] for one in self.audit["findings"] if one["id"] == "other-monit"]
        self.assertEqual(2, len(found), found)

    def test_the_first_is_served_and_the_others_are_left_alone(self):
        self.assertEqual(testing.SUSPENDED, self.watched.ever_off())
        self.assertEqual([], self.watched.lost())
        for directory in ("evil", "apart", "open"):
            self.assertEqual([], self.off_in(directory))

    def test_there_is_no_state_of_theirs(self):
        self.assertFalse(os.path.exists(testing.STATE + "/monits"))


if __name__ == "__main__":
    unittest.main()
