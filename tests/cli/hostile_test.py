#!/usr/bin/python3
"""The program answers malicious control files with a result or an error, in bounded time and memory."""

import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True

import schemas  # noqa: E402
from program import PROGRAM, ProgramTest  # noqa: E402

SECONDS = 60  # CPU time; far more than any test needs, even with sanitizers
MEGABYTES = 1500
MEGABYTE = 1024 * 1024


class Hostile(ProgramTest):
    def survives(self, status, *words):
        """Returns standard output and standard error. The program must end by itself, with
        this exit status."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(
                [PROGRAM, "--monitrc", self.monitrc, *words], stdin=subprocess.DEVNULL, stdout=out,
                stderr=err, env=self.environment, cwd=self.directory,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)))
            self.addCleanup(process.kill)
            begin = time.monotonic()
            while time.monotonic() < begin + 5 * SECONDS:
                pid, ended, usage = os.wait4(process.pid, os.WNOHANG)
                if pid:
                    break
                time.sleep(0.005)
            else:
                self.fail("it does not end")
            process.returncode = os.waitstatus_to_exitcode(ended)
            out.seek(0)
            err.seek(0)
            said, complaint = out.read(), err.read()
        self.assertEqual(process.returncode, status, complaint[-2000:])
        self.assertLess(usage.ru_maxrss, MEGABYTES * 1024)
        self.assertLess(len(complaint), MEGABYTE)
        self.seconds = usage.ru_utime + usage.ru_stime
        return said, complaint.decode("utf-8", "surrogateescape")

    def judged(self, status, data):
        """Runs every form of `config` on a control file of these bytes. Returns the last
        standard error."""
        self.write("monitrc", data)
        for words in (["config"], ["config", "--check"], ["config", "--json"]):
            said, complaint = self.survives(status, *words)
        schemas.check("config", json.loads(said))
        return complaint


class AControlFile(Hostile):
    """A control file that is no regular file."""

    def refused(self, path, reason):
        self.monitrc = path
        for words in (["config"], ["config", "--check"], ["config", "--json"], ["explain", "x"]):
            with self.subTest(words=words):
                said, complaint = self.survives(3, *words)
                self.assertIn(reason, complaint + said.decode())

    def test_that_is_a_directory(self):
        self.refused(self.directory, "is a directory")

    def test_that_is_a_fifo_without_a_writer(self):
        os.mkfifo(self.path("fifo"))
        self.refused(self.path("fifo"), "is not a regular file")

    def test_that_is_a_socket(self):
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(self.path("socket"))
            self.refused(self.path("socket"), "is not a regular file")

    def test_that_is_a_device_without_an_end(self):
        self.refused("/dev/zero", "is not a regular file")

    def test_that_is_a_link_to_itself(self):
        os.symlink("loop", self.path("loop"))
        self.refused(self.path("loop"), "Too many levels of symbolic links")

    def test_that_is_bigger_than_any(self):
        with open(self.path("big"), "wb") as file:
            file.truncate(1 << 40)
        self.refused(self.path("big"), "is bigger than 16 MiB")


class AnInclude(Hostile):
    def test_of_what_is_no_file_is_an_error_each(self):
        os.mkdir(self.path("d"))
        os.mkfifo(self.path("d/fifo"))
        os.symlink("/dev/zero", self.path("d/zero"))
        os.symlink("nowhere", self.path("d/dangling"))
        os.mkdir(self.path("d/directory"))
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(self.path("d/socket"))
            complaint = self.judged(3, "include @DIR@/d/*\n")
        self.assertEqual(complaint.count("error: cannot include"), 4, complaint)
        for name in ("fifo", "zero", "dangling", "socket"):
            self.assertIn("d/%s'" % name, complaint)

    def test_of_each_other_is_skipped_with_a_warning(self):
        self.write("a", "include @DIR@/b\n")
        self.write("b", "include @DIR@/a\ninclude @DIR@/b\ninclude @DIR@/monitrc\n")
        said = self.judged(0, "include @DIR@/a\n")
        self.assertEqual(said.count("includes itself; monit skips this include"), 5)
        self.assertEqual(said.count("includes itself, and monit reads it twice"), 1)

    def test_that_doubles_at_each_step_ends_with_an_error(self):
        for step in range(40):
            self.write("f%d" % step, ("include @DIR@/f%d\n" % (step + 1)) * 2)
        self.write("f40", "set daemon 3\n")
        self.assertIn("more than 20000 includes", self.judged(3, "include @DIR@/f0\n"))

    def test_of_a_deep_chain_is_read(self):
        for step in range(900):
            self.write("f%d" % step, "include @DIR@/f%d\n" % (step + 1))
        self.write("f900", "set daemon 3\n")
        self.judged(0, "include @DIR@/f0\n")

    def test_of_too_many_at_a_time_is_an_error(self):
        os.mkdir(self.path("d"))
        for number in range(1100):
            self.write("d/%d" % number, "set daemon 3\n")
        self.assertIn("more than 1024 included files", self.judged(3, "include @DIR@/d/*\n"))


class AMegabyte(Hostile):
    """One token of a megabyte. monit reads at most 16 kB of a token."""

    def test_of_anything_is_refused(self):
        many = "a" * MEGABYTE
        for name, text in (
                ("name", "check file %s path /x\n" % many),
                ("quoted name", 'check file "%s" path /x\n' % many),
                ("path", "check file a path /%s\n" % many),
                ("string", 'check process a matching "%s"\n' % many),
                ("open string", 'check process a matching "%s' % many),
                ("command", 'check process a pidfile /x start "/bin/x %s"\n' % many),
                ("comment", "# %s\nset daemon 3\n" % many),
                ("blanks", "set daemon%s3\n" % (" " * MEGABYTE)),
                ("number", "set daemon %s\n" % ("9" * MEGABYTE)),
                ("unknown word", "set %s\n" % many),
                ("sum", "check file a path /x if failed checksum expect %s then alert\n" % many),
                ("message", "set mail-format { message: %s }\n" % many),
                ("URL", "set mmonit http://%s\n" % many),
                ("include", "include /%s\n" % many),
                ("cron", 'check file a path /x every "%s"\n' % ("* " * (MEGABYTE // 2)))):
            with self.subTest(name):
                self.assertIn("monitrc:1:", self.judged(3, text))

    def test_of_tokens_on_one_line_is_read(self):
        self.judged(0, "check file a path /x " + "group g " * (MEGABYTE // 8))

    def test_of_braces_is_refused(self):
        for text in ("set ssl " + "{ " * MEGABYTE, "{" * MEGABYTE, "set limits " + "{" * MEGABYTE,
                     "if " * (MEGABYTE // 3), "not " * (MEGABYTE // 4)):
            self.judged(3, text)


class Bytes(Hostile):
    def test_that_are_no_text_are_refused_at_their_place(self):
        for name, data in (
                ("NUL", b"check file a path /x\0\n"), ("NULs", b"\0" * MEGABYTE),
                ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0" * 1000),
                ("byte order mark", b"\xef\xbb\xbfset daemon 3\n"),
                ("UTF-16", "set daemon 3\n".encode("utf-16")),
                ("escapes", b"\x1b[2J" * 1000), ("random", bytes(range(256)) * 4096)):
            with self.subTest(name):
                complaint = self.judged(3, data)
                self.assertIn("monitrc:1:", complaint)
                self.assertNotIn("\x1b", complaint)
                self.assertNotIn("\0", complaint)

    def test_that_are_no_utf_8_are_taken_as_monit_does(self):
        self.judged(0, b'check file "\xff\xfe" path "/x\x80"\n')

    def test_none_are_a_control_file(self):
        self.judged(0, b"")


def checks(count):
    return "".join("check file f%d path /x/%d\n if failed checksum then alert\n"
                   " depends on f%d\n" % (i, i, max(i - 1, 0)) for i in range(1, count)) + \
        "check file f0 path /x\n"


class ManyChecks(Hostile):
    def test_of_100000_are_read(self):
        self.write("monitrc", checks(100000))
        said, _ = self.survives(0, "config", "--json")
        answer = json.loads(said)
        schemas.check("config", answer)
        self.assertEqual(len(answer["checks"]), 100001)

    def test_of_one_name_are_refused_within_bounds(self):
        self.judged(3, "check file a path /x\n" * 100000)

    def test_in_one_loop_are_refused_within_bounds(self):
        self.judged(3, checks(20000).replace("check file f0 path /x\n",
                                             "check file f0 path /x depends on f19999\n"))

    def test_cost_no_more_than_their_number(self):
        seconds = {}
        for count in (5000, 50000):
            self.write("monitrc", checks(count))
            best = []
            for _ in range(3):
                self.survives(0, "config", "--json")
                best.append(self.seconds)
            seconds[count] = min(best)
        # Quadratic time would give a factor of 100.
        self.assertLess(seconds[50000], 20 * max(seconds[5000], 0.02), seconds)


if __name__ == "__main__":
    unittest.main()
