#!/usr/bin/python3
"""Images and bundles where memory, places, descriptors or the programs beside monit-pkgmap are missing."""

import os
import shutil
import sys
import tarfile
import unittest

sys.dont_write_bytecode = True

import images  # noqa: E402
import memory  # noqa: E402
from program import PROGRAM, RPMDB, ProgramTest  # noqa: E402

# An answer as soon as a request has come; then whatever else comes.
RUBBISH = """\
#!%s
import socket, struct
with socket.socket(fileno=0) as client:
    client.recv(1)
    client.sendall(struct.pack("<I", 7) + b"rubbish")
    while client.recv(1 << 20):
        pass
""" % sys.executable
PLACE = ("--packages", "rpm", "--dbpath", "/var/lib/rpm")


def fill(archive):
    images.add_file(archive, "etc/monitrc", b"check file alphad with path /usr/sbin/alphad\n", mode=0o600)
    images.add_file(archive, "etc/big", os.urandom(2 << 20))
    for name in sorted(os.listdir(RPMDB)):
        archive.add(os.path.join(RPMDB, name), "var/lib/rpm/" + name)


def setUpModule():
    memory.take_own()


class Places(ProgramTest):
    def setUp(self):
        super().setUp()
        self.image = self.write("image.tar", images.layer(fill), 0o644)
        self.before = memory.directories()

    def tearDown(self):
        self.assertEqual(memory.directories(), self.before)

    def after(self, script, *words):
        """The answer in a mount namespace of its own, in which a shell first runs the script."""
        prefix = ["unshare", "-m", "sh", "-c", script + '; exec "$@"', "sh"]
        return self.run_program(prefix + [PROGRAM, *(words or ("--image", self.image, *PLACE, "audit"))])

    @unittest.skipIf(os.geteuid() != 0, "mounts file systems")
    def test_little_room_in_memory(self):
        for option in ("size=1m", "nr_inodes=8"):
            answer = self.after("mount -t tmpfs -o %s none /dev/shm" % option)
            self.assertEqual(answer.status, 1)
            self.assertEqual(answer.err, "error: %s was not read: No space left on device\n"
                             "  its files need more memory than the tmpfs has\n" % self.image)

    @unittest.skipIf(os.geteuid() != 0, "mounts file systems")
    def test_no_place_in_memory(self):
        answer = self.after("mount --bind %s /mnt; for place in /dev/shm /run /tmp; do "
                            "mount -t tmpfs -o ro none $place; done" % self.directory,
                            "--image", "/mnt/image.tar", *PLACE, "audit")
        self.assertEqual(answer.status, 1)
        self.assertIn("there is no place in memory for the files of an archive\n  mount a tmpfs", answer.err)

    def test_few_descriptors_and_closed_ones(self):
        whole = self.bare("--image", self.image, *PLACE, "audit")
        self.assertEqual(whole.status, 0, whole)
        answer = self.after("ulimit -n 12")
        self.assertEqual(answer.status, 1)
        self.assertIn("Too many open files", answer.err)
        self.assertEqual(self.after("exec 0<&-").out, whole.out)
        self.assertEqual(self.after("exec 2>&-").out, whole.out)

    def test_a_package_database_that_is_a_link_to_that_of_this_host(self):
        here = self.path("rpmdb")
        def linked(archive, names):
            images.add_file(archive, "etc/monitrc", b"set daemon 30\n", mode=0o600)
            for name, target in names:
                images.add_special(archive, name, tarfile.SYMTYPE, linkname=target)
        before = {name: os.stat(os.path.join(here, name)).st_mtime_ns for name in os.listdir(here)}
        for names in ([("var/lib/rpm", here)], [("var/lib/rpm/" + name, os.path.join(here, name)) for name in before]):
            path = self.write("linked.tar", images.layer(lambda archive, names=names: linked(archive, names)))
            answer = self.bare("--image", path, *PLACE, "explain", "alpha")
            self.assertEqual(answer.status, 5, answer)
        self.assertEqual({name: os.stat(os.path.join(here, name)).st_mtime_ns for name in os.listdir(here)}, before)

    def test_a_bundle_onto_what_is_no_file_of_this_user(self):
        os.mkfifo(self.path("fifo"))
        os.mkdir(self.path("directory"))
        os.symlink(self.path("directory"), self.path("link"))
        for target, why in (("fifo", "it is not a regular file"), ("directory", "it is a directory"),
                            ("directory/", "it is a directory"), ("none/x", "No such file"),
                            ("link/x", "a part of its directory is a link")):
            answer = self.ask("bundle", self.path(target))
            self.assertEqual(answer.status, 1)
            self.assertIn("is not written: " + why, answer.err)
        self.assertEqual(os.listdir(self.path("directory")), [])


class Programs(ProgramTest):
    """A copy of the program whose module and helper are not as they should be."""

    def setUp(self):
        super().setUp()
        self.program = self.path("copy/bin/monit-pkgmap")
        beside = os.path.join(os.path.dirname(os.path.dirname(PROGRAM)), "libexec/monit-pkgmap")
        self.libexec = self.path("copy/libexec/monit-pkgmap")
        os.makedirs(os.path.dirname(self.program))
        shutil.copy(PROGRAM, self.program)
        os.makedirs(self.libexec)
        for name in ("monit-pkgmap-rpm.so", "monit-pkgmap-archive"):
            os.symlink(os.path.join(beside, name), os.path.join(self.libexec, name))

    def of_copy(self, *words):
        return self.run_program([self.program, "--monitrc", self.monitrc, "--state-dir", self.state, *words])

    def audit(self):
        return self.of_copy("--packages", "rpm", "--dbpath", self.path("rpmdb"), "audit")

    def test_a_module_of_rpm_that_is_none(self):
        self.assertEqual(self.audit().status, 0)
        module = os.path.join(self.libexec, "monit-pkgmap-rpm.so")
        for content, why in ((None, "No such file"), (b"", "file too short"), (os.urandom(4096), "invalid ELF header")):
            os.remove(module)
            if content is not None:
                self.write(module, content)
            answer = self.audit()
            self.assertEqual(answer.status, 5, answer)
            self.assertIn("error: %s cannot be loaded: " % module, answer.err)
            self.assertIn(why, answer.err)
            self.assertIn("install monit-pkgmap anew", answer.err)
            if content is None:
                self.write(module, b"")
        self.assertEqual(self.of_copy("config").status, 0)

    def test_a_helper_that_answers_rubbish(self):
        helper = os.path.join(self.libexec, "monit-pkgmap-archive")
        os.remove(helper)
        self.assertIn("cannot run " + helper, self.of_copy("--packages", "dpkg", "bundle", self.path("x")).err)
        self.write(helper, "#!/bin/sh\necho rubbish\n", 0o755)
        answer = self.of_copy("bundle", self.path("x"))
        self.assertEqual(answer.status, 1, answer)
        self.assertIn("was not made: monit-pkgmap-archive ended (exit status 0)", answer.err)
        self.assertFalse(os.path.lexists(self.path("x")))

    def test_a_helper_that_answers_rubbish_and_goes_on(self):
        """The message says what the program was to do: to read an archive, or to make one."""
        helper = os.path.join(self.libexec, "monit-pkgmap-archive")
        os.remove(helper)
        self.write(helper, RUBBISH, 0o755)
        answer = self.of_copy("bundle", self.path("x"))
        self.assertEqual(answer.status, 1, answer)
        self.assertIn("was not made: monit-pkgmap-archive gave an invalid answer", answer.err)
        self.assertFalse(os.path.lexists(self.path("x")))
        answer = self.run_program([self.program, "--image", self.monitrc, "audit"])
        self.assertEqual(answer.status, 1, answer)
        self.assertIn("was not read: monit-pkgmap-archive gave an invalid answer", answer.err)


if __name__ == "__main__":
    unittest.main()
