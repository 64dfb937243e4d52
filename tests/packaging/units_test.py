#!/usr/bin/python3
"""What systemd says of the shipped unit, its preset and the state directory, offline."""

import os
import stat
import subprocess
import tempfile
import unittest

UNITS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))) + "/cli/units/"
UNIT = "monit-pkgmap-recover.service"
EXPOSURE = 30  # of 100: `systemd-analyze security` prints a tenth of it


def text_of(name):
    with open(UNITS + name, encoding="utf-8") as file:
        return file.read()


def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          universal_newlines=True, timeout=60, check=False)


class Units(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = directory.name
        self.unit = self.write("usr/lib/systemd/system/" + UNIT,
                               text_of(UNIT + ".in").replace("@PKGMAP_PROGRAM@", "/bin/true"))

    def write(self, path, text):
        path = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def exposed(self, path):
        done = run("systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=%d" % EXPOSURE, path)
        self.assertIn("Overall exposure level", done.stdout)
        return done.returncode != 0, done.stdout

    def preset(self):
        """Whether the unit is enabled after a preset."""
        done = run("systemctl", "--root=" + self.root, "preset", UNIT)
        self.assertEqual(0, done.returncode, done.stdout)
        return os.path.islink(self.root + "/etc/systemd/system/multi-user.target.wants/" + UNIT)

    def test_the_service_is_confined(self):
        exposed, said = self.exposed(self.unit)
        self.assertFalse(exposed, said)
        # The judge finds one that is not.
        self.assertTrue(self.exposed(self.write("bare.service", "[Service]\nExecStart=/bin/true\n"))[0])

    def test_the_service_may_do_what_its_work_needs(self):
        text = text_of(UNIT + ".in")
        # The state directory is written; a guard outlives the service; confined programs confine themselves.
        for line in ("ReadWritePaths=-/var/lib/monit-pkgmap ", "KillMode=process", "SystemCallFilter=seccomp"):
            self.assertIn("\n" + line, text)

    def test_a_session_of_any_monit_makes_it_run(self):
        text = text_of(UNIT + ".in")
        for line in ("ConditionPathExistsGlob=|/var/lib/monit-pkgmap/*.session",
                     "ConditionPathExistsGlob=|/var/lib/monit-pkgmap/monits/*/*.session"):
            self.assertIn("\n" + line + "\n", text)

    def test_the_preset_enables_the_unit(self):
        self.write("usr/lib/systemd/system-preset/99-default.preset", "disable *\n")
        self.assertFalse(self.preset())
        self.write("usr/lib/systemd/system-preset/90-monit-pkgmap.preset", text_of("90-monit-pkgmap.preset"))
        self.assertTrue(self.preset())

    def test_an_administrator_has_the_last_word(self):
        self.write("usr/lib/systemd/system-preset/90-monit-pkgmap.preset", text_of("90-monit-pkgmap.preset"))
        self.write("etc/systemd/system-preset/10-mine.preset", "disable monit-pkgmap-*\n")
        self.assertFalse(self.preset())

    def test_the_state_directory_is_made_for_root_alone(self):
        self.write("usr/lib/tmpfiles.d/monit-pkgmap.conf", text_of("monit-pkgmap.tmpfiles.conf"))
        self.write("etc/passwd", "root:x:%d:%d:::\n" % (os.getuid(), os.getgid()))
        done = run("systemd-tmpfiles", "--root=" + self.root, "--create", "--prefix=/var/lib/monit-pkgmap")
        self.assertEqual((0, ""), (done.returncode, done.stdout))
        self.assertEqual(0o700, stat.S_IMODE(os.stat(self.root + "/var/lib/monit-pkgmap").st_mode))


if __name__ == "__main__":
    unittest.main()
