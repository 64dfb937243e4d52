#!/usr/bin/python3
"""A user without rights does what he can to keep checks suspended: his processes, files and locks look
like those of monit, of rpm and of its scriptlets. dnf is killed in a scriptlet."""

import os
import pwd
import shutil
import subprocess
import unittest

import killed_test
from scene import host, processes

HOME = "/tmp/evil"
SCRIPT = "/var/tmp/rpm-tmp.evil"
LINK = "/var/tmp/rpm-tmp.link"
SLEEP = "import time; time.sleep(600)"
LOCK = """\
import fcntl, sys, time
file = open(sys.argv[1])
fcntl.lockf(file, fcntl.LOCK_SH)
open(sys.argv[2], "w").close()
time.sleep(600)
"""


class LocalUser(killed_test.Killed):
    no_scriptlets = (SCRIPT.encode(),)

    @classmethod
    def setUpClass(cls):
        cls.started = []
        cls.addClassCleanup(lambda: [process.kill() for process in cls.started])
        super().setUpClass()

    @classmethod
    def start(cls, *command):
        cls.started.append(subprocess.Popen(command, cwd=HOME, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                            stderr=subprocess.DEVNULL))

    @classmethod
    def start_as_nobody(cls, *command):
        cls.start("runuser", "-u", "nobody", "--", *command)

    @classmethod
    def prepare(cls):
        host.write(HOME + "/monitrc", "set daemon 1\ncheck file mysqld with path /etc/passwd\n", 0o600)
        host.write(SCRIPT, "sleep 600\n", 0o755)
        os.symlink("/etc/hostname", LINK)
        nobody = pwd.getpwnam("nobody").pw_uid
        for path in (HOME, HOME + "/monitrc", SCRIPT, LINK):
            os.chown(path, nobody, -1, follow_symlinks=False)
        shutil.copy("/usr/bin/sleep", HOME + "/monit")
        for _ in range(30):
            cls.start_as_nobody(HOME + "/monit", "600")
        cls.start_as_nobody("/bin/sh", SCRIPT)
        # What root runs with these names is no scriptlet.
        cls.start("/usr/bin/python3", "-c", SLEEP, SCRIPT, LINK)
        if not host.wait_until(lambda: len(processes.called(HOME + "/monit")) >= 30, 60):
            raise host.SceneError("the monits of nobody do not come up")

    @classmethod
    def strike(cls, pid):
        # He waits for the lock that rpm has, and holds it from the death of dnf on.
        lock = host.run("rpm", "--eval", "%{_dbpath}").strip() + "/.rpm.lock"
        cls.start_as_nobody("/usr/bin/python3", "-c", LOCK, lock, HOME + "/locked")
        super().strike(pid)

    def test_he_held_the_lock_of_rpm_and_his_processes_ran(self):
        self.assertTrue(os.path.exists(HOME + "/locked"))
        self.assertEqual([None] * len(self.started), [process.poll() for process in self.started])


if __name__ == "__main__":
    unittest.main()
