#!/usr/bin/python3
"""`config --check` beside `monit -t`: both accept and refuse the same control files."""

import os
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

import mounts  # noqa: E402
from program import ProgramTest  # noqa: E402


def installed_monit():
    """The version of monit, such as "5.33.0"."""
    said = subprocess.run(["monit", "-V"], check=True, stdout=subprocess.PIPE, timeout=60)
    return re.search(r"version ([0-9.]+)", said.stdout.decode()).group(1)


class TheControlFileAndMonitItself(ProgramTest):
    """`config --check` beside `monit -t`, each on the same files of the real host."""

    def judge(self, text):
        """Returns whether both accept the control file, and what each says of it."""
        self.write("monitrc", "set idfile @DIR@/id\nset log @DIR@/log\n" + text)
        monit = self.run_program(["monit", "-t", "-c", self.monitrc])
        ours = self.ask("config", "--check", "--monit-version", installed_monit())
        self.assertEqual((ours.status == 0), (monit.status == 0), (monit, ours))
        return monit.status == 0, monit.err, ours.err

    def test_warn_of_the_same_programs(self):
        is_fine, monit, ours = self.judge(
            "check file a path /x\n  start \"/bin/true\"\n  stop \"/no/such/program x\"\n"
            "  if size > 1 kb then exec \"@DIR@/monitrc\" else exec \"/no/such\"\n")
        self.assertTrue(is_fine)
        self.assertEqual(monit.count("Program does not exist"), 2)
        self.assertEqual(monit.count("Program is not executable"), 1)
        self.assertEqual(ours.count("warning: there is no such program"), 3, ours)

    @unittest.skipUnless(mounts.take_own(), "only root can show the program another /etc/group")
    def test_know_a_group_of_thousands(self):
        with open("/etc/group", encoding="utf-8") as file:
            groups = file.read()
        members = ",".join("member%d" % number for number in range(9000))
        self.write("group", groups + "crowd:x:64000:%s\n" % members, 0o644)
        subprocess.run(["mount", "--bind", self.path("group"), "/etc/group"], check=True)
        self.addCleanup(subprocess.run, ["umount", "/etc/group"], check=True)
        text = "set httpd port 2812 allow @%s\ncheck file a path /x if failed gid %s then alert\n"
        for group in ("crowd", "64000"):
            self.assertTrue(self.judge(text % ("crowd", group))[0])
        self.assertFalse(self.judge(text % ("crowd", "mob"))[0])

    def test_refuse_a_program_check_without_its_program(self):
        self.assertFalse(self.judge(
            "check program a path \"/no/such\" if status = 0 then alert\n")[0])

    def test_warn_of_a_sum_without_a_file(self):
        is_fine, monit, ours = self.judge(
            "check file a path @DIR@/none if failed checksum then alert\n"
            "check file b path @DIR@/monitrc if failed checksum then alert\n")
        self.assertTrue(is_fine)
        self.assertEqual(monit.count("Cannot compute a checksum"), 1)
        self.assertEqual(ours.count("there is no file to compute this checksum of"), 1, ours)

    def test_refuse_a_check_of_a_file_that_includes_its_directory(self):
        os.mkdir(self.path("d"))
        self.write("d/a", "check file a path /x\n")
        self.write("d/b", "include @DIR@/d/*\ncheck file b path /x\n")
        is_fine, monit, ours = self.judge("include @DIR@/d/*\n")
        self.assertFalse(is_fine)
        self.assertIn("Service name conflict, b already defined", monit)
        self.assertIn("/d/b:2:12: error: 'b' is declared twice", ours)
        self.assertIn("includes itself, and monit reads it twice", ours)

    def test_accept_quotes_in_comments_and_a_port_of_0(self):
        self.assertTrue(self.judge(
            "set mailserver a.c port 0 with timeout 1 second\n"
            "check file a path /x group 'web' # it's\n  every '* * * * *' # it's\n")[0])

    def test_accept_a_timeout_of_0_before_monit_6(self):
        is_fine = self.judge(
            "set mailserver a.c port 0 with timeout 0 seconds\n"
            "check file a path /x\n  start \"/bin/true\" with timeout 4294967296 seconds\n")[0]
        self.assertEqual(is_fine, int(installed_monit().split(".")[0]) < 6)


if __name__ == "__main__":
    unittest.main()
