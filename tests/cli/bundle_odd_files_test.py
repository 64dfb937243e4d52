#!/usr/bin/python3
"""A bundle of a host with files that no archive can hold, or only just: the host's answers all the same."""

import json
import os
import shutil
import socket
import stat
import sys
import tarfile
import unittest

sys.dont_write_bytecode = True

from bundle_test import RPMS, BundleTest  # noqa: E402
from program import RPMDB  # noqa: E402

CHECKS = """\
set daemon 30
check file alphad with path /usr/sbin/alphad
  if failed checksum then alert
check directory odd with path /odd
"""
QUESTIONS = (("audit",), ("config",), ("explain", "alpha"), ("explain", "--check", "odd"),
             ("explain", os.path.join(RPMS, "alpha-2.0-1.noarch.rpm")))


class OfOddFiles(BundleTest):
    """The host is the files below a root, with the packages of the tests."""

    def setUp(self):
        super().setUp()
        self.root = self.path("root")
        shutil.copytree(RPMDB, self.at("/var/lib/rpm"))
        os.makedirs(self.at("/odd"))
        self.put_checks(CHECKS)

    def at(self, path):
        return self.root + path

    def place(self, path):
        os.makedirs(os.path.dirname(self.at(path)), exist_ok=True)
        if os.path.lexists(self.at(path)):
            os.remove(self.at(path))
        return self.at(path)

    def put(self, path, text="", mode=0o644):
        with open(self.place(path), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        os.chmod(self.at(path), mode)

    def put_checks(self, text):
        self.put("/etc/monitrc", text, 0o600)

    def put_special(self, kind, path, mode=0o640):
        place = self.place(path)
        if kind == "socket":
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(place)
        else:
            # As root also a device: /dev/null.
            is_device = kind == "device" and os.geteuid() == 0
            os.mknod(place, stat.S_IFCHR if is_device else stat.S_IFIFO, os.makedev(1, 3))
        os.chmod(place, mode)

    def ask(self, *words, **options):
        return self.bare("--root", self.root, "--dbpath", "/var/lib/rpm", *words, **options)

    def assert_answers(self, *questions, usual=QUESTIONS):
        """Returns the members of the bundle, and what its manifest says of each file, by path."""
        path = self.make()
        self.assert_same(path, usual + questions)
        with tarfile.open(path) as archive:
            entries = archive.getmembers()
            files = json.load(archive.extractfile("manifest.json"))["host"].get("files", [])
        for entry in entries:
            self.assertTrue(entry.isreg() or entry.isdir() or entry.issym(), entry)
        return {entry.name: entry for entry in entries}, {str(file["path"]): file for file in files}


class Special(OfOddFiles):
    def test_the_socket_of_a_test(self):
        self.put_checks(CHECKS + "check process beta with pidfile /run/beta.pid\n"
                                 "  if failed unixsocket /run/beta/sock then alert\n")
        self.put_special("socket", "/run/beta/sock", 0o666)
        entries, files = self.assert_answers()
        self.assertEqual(entries["root/run/beta/sock"].size, 0)
        self.assertEqual(files["/run/beta/sock"]["type"], 2)

    def test_entries_of_a_directory(self):
        for kind in ("socket", "fifo", "device"):
            self.put_special(kind, "/odd/" + kind)
        self.assertLessEqual({"root/odd/socket", "root/odd/fifo", "root/odd/device"}, set(self.assert_answers()[0]))

    def test_in_the_place_of_a_packaged_file(self):
        """An empty file would have a digest, which is not the packaged one."""
        self.put_checks(CHECKS + "check fifo fifo with path /usr/share/alpha/empty if changed permission then alert\n"
                                 "check file empty with path /usr/share/alpha/empty\n"
                                 "  if failed checksum expect d41d8cd98f00b204e9800998ecf8427e then alert\n"
                                 "  if failed permission 640 then alert\n  if size > 10 B then alert\n")
        for kind in ("socket", "fifo", "device"):
            for path in ("/usr/sbin/alphad", "/usr/share/alpha/empty"):
                self.put_special(kind, path)
            with self.subTest(kind=kind):
                self.assert_answers(("explain", "--check", "empty"), ("explain", "--check", "fifo"))

    def test_units(self):
        self.put_checks(CHECKS + "".join(
            "check file %s with path /srv/%s\n  start program = \"/usr/bin/systemctl start %s\"\n" % ((kind,) * 3)
            for kind in ("socket", "fifo", "device", "masked")))
        for kind in ("socket", "fifo", "device"):
            self.put_special(kind, "/etc/systemd/system/%s.service" % kind)
        self.put_special("device", "/dev/null")
        os.symlink("/dev/null", self.place("/etc/systemd/system/masked.service"))
        self.assert_answers()


class Named(OfOddFiles):
    def test_by_bytes_that_are_no_utf8(self):
        for name in (b"latin-\xe9", b"\xff\xfe", b"new\nline", "\u00fc".encode(), b"\xe9" * 255, b"a" * 255, b" "):
            with open(self.at("/odd/").encode() + name, "wb"):
                pass
        os.symlink(b"to-\xe9", self.at("/odd/link"))
        self.put_checks(CHECKS.encode() + b"check file latin with path \"/odd/latin-\xe9\" if failed checksum then alert\n"
                                          b"check file inside with path \"/d-\xe9/x\" if changed timestamp then alert\n")
        os.mkdir(self.at("/d-").encode() + b"\xe9")
        with open(self.at("/d-").encode() + b"\xe9/x", "wb") as file:
            file.write(b"text")
        entries, _ = self.assert_answers()
        self.assertEqual(len([name for name in entries if name.startswith("root/odd/")]), 8)

    def put_deep(self, directories, name):
        """Makes the directories one in the other, with a file of this name in the last one. Returns its path."""
        here = os.open(self.at("/odd"), os.O_RDONLY)
        for directory in directories:
            os.mkdir(directory, dir_fd=here)
            inner = os.open(directory, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        os.close(os.open(name, os.O_CREAT | os.O_WRONLY, dir_fd=here))
        os.close(here)
        return "/odd/" + "/".join([*directories, name])

    def assert_left_out(self, path):
        """A check and a link in a directory lead to the path."""
        os.mkdir(self.at("/links"))
        os.symlink(path, self.at("/links/one"))
        self.put_checks(CHECKS + "check file end with path %s if failed checksum then alert\n"
                                 "check directory links with path /links\n" % path)
        entries, _ = self.assert_answers()
        self.assertNotIn("root" + path, entries)
        self.assertIn("root/links/one", entries)

    def test_by_more_components_than_an_archive_may_have(self):
        self.assert_left_out(self.put_deep(["d"] * 300, "end"))

    def test_by_the_longest_path(self):
        self.assert_left_out(self.put_deep(["d" * 240] * 16, "e" * 232))

    def test_by_the_longest_path_of_an_archive(self):
        """256 components, `root` among them, and 4096 bytes with it."""
        path = self.put_deep(["d"] * 253, "end")
        self.put_checks(CHECKS + "check file end with path %s\n" % path)
        self.assertIn("root" + path, self.assert_answers()[0])
        path = self.put_deep(["d" * 240] * 16, "e" * 231)
        self.put_checks(CHECKS + "check file end with path %s\n" % path)
        self.assertIn("root" + path, self.assert_answers()[0])


class Listed(OfOddFiles):
    REMOVAL = {"schema": 1, "manager": "dnf4", "pid": 0, "items": [
        {"action": "remove", "name": "alpha", "epoch": "0", "version": version, "release": "1", "arch": "noarch"}
        for version in ("1.0", "2.0")]}

    def test_more_entries_than_a_bundle_lists(self):
        """What is not listed counted as not there: the directory would go with its package."""
        self.put_checks(CHECKS + "check directory alpha with path /usr/share/alpha\n")
        self.put("/usr/share/alpha/empty")
        for number in range(10_001):
            os.link(self.at("/usr/share/alpha/empty"), self.at("/usr/share/alpha/of-nobody-%d" % number))
        removal = self.write("removal.json", json.dumps(self.REMOVAL))
        entries, _ = self.assert_answers(("explain", "--transaction", removal), usual=())
        self.assertEqual(len([name for name in entries if name.startswith("root/usr/share/alpha/")]), 10_000)

    def test_more_links_than_an_archive_may_have(self):
        """Names of one link, whose text has 4,000 bytes, with 72 MB in all."""
        os.mkdir(self.at("/more"))
        self.put_checks(CHECKS + "check directory more with path /more\n")
        os.symlink("/nowhere/" + "x/" * 1995, self.at("/odd/0"))
        for number in range(18_000):
            os.link(self.at("/odd/0"), self.at("/%s/link-%d" % (("odd", "more")[number % 2], number)),
                    follow_symlinks=False)
        self.assert_answers(("audit",), usual=())

    def test_links_are_not_followed(self):
        self.put("/private/file", "text")
        os.symlink("/private/file", self.at("/odd/link"))
        os.symlink("link", self.at("/odd/to-link"))
        entries, _ = self.assert_answers()
        self.assertEqual(entries["root/odd/link"].linkname, "/private/file")
        self.assertEqual(entries["root/odd/to-link"].linkname, "link")
        self.assertNotIn("root/private", entries)


class Attributes(OfOddFiles):
    def assert_same_attributes(self, names):
        self.put_checks(CHECKS + "".join("check file %s with path /odd/%s if changed timestamp then alert\n" % (
            name, name) for name in names))
        entries, _ = self.assert_answers()
        for name in names:
            was, entry = os.stat(self.at("/odd/" + name)), entries["root/odd/" + name]
            self.assertEqual((stat.S_IMODE(was.st_mode), was.st_uid, was.st_gid, int(was.st_mtime)),
                             (entry.mode, entry.uid, entry.gid, entry.mtime), name)

    def test_modes(self):
        modes = (0, 0o7777, 0o4711, 0o1000, 0o002)
        for mode in modes:
            self.put("/odd/of%o" % mode, "text", mode)
            os.mkdir(self.at("/odd/directory%o" % mode))
            os.chmod(self.at("/odd/directory%o" % mode), mode | 0o700)
        self.assert_same_attributes(["of%o" % mode for mode in modes])

    def test_times(self):
        times = (-1, 0, (1 << 31) - 1, 1 << 32, 1 << 33)
        for time in times:
            self.put("/odd/at%d" % time)
            os.utime(self.at("/odd/at%d" % time), (0, time))
        self.assert_same_attributes(["at%d" % time for time in times])

    @unittest.skipUnless(os.geteuid() == 0, "only root gives files away")
    def test_owners(self):
        owners = (1 << 21, 1 << 31, (1 << 32) - 2)
        for owner in owners:
            self.put("/odd/of%d" % owner)
            os.chown(self.at("/odd/of%d" % owner), owner, owner)
        self.assert_same_attributes(["of%d" % owner for owner in owners])


if __name__ == "__main__":
    unittest.main()
