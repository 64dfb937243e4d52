#!/usr/bin/python3
"""tests/dist makes the same tarball each time, from a checkout and from itself."""

import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
import unittest

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def run(*command, **options):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, universal_newlines=True,
                          timeout=120, check=True, **options).stdout


def sum_of(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class Dist(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.count = 0

    def dist(self, top=TOP, **environment):
        """Path of a new tarball."""
        self.count += 1
        return run(top + "/tests/dist", "%s/%d" % (self.directory, self.count),
                   env=dict(os.environ, **environment)).strip()

    def unpacked(self, tarball):
        place = self.directory + "/unpacked%d" % self.count
        shutil.unpack_archive(tarball, place)
        (name,) = os.listdir(place)
        return os.path.join(place, name)

    def test_the_same_files_give_the_same_bytes(self):
        one = self.dist()
        self.assertEqual(sum_of(one), sum_of(self.dist(LC_ALL="C.UTF-8", TZ="Asia/Tokyo")))
        self.assertEqual(sum_of(one), sum_of(self.dist(self.unpacked(one))))

    def test_another_content_gives_others(self):
        top = self.unpacked(self.dist())
        before = sum_of(self.dist(top, SOURCE_DATE_EPOCH="1"))
        with open(top + "/README.md", "a", encoding="utf-8") as file:
            file.write("more\n")
        self.assertNotEqual(before, sum_of(self.dist(top, SOURCE_DATE_EPOCH="1")))

    def test_what_was_built_is_left_out(self):
        top = self.unpacked(self.dist())
        before = self.dist(top)
        for path in (".build/dev/x", "build/x", "cli/__pycache__/x.pyc", "obj-x86_64-linux-gnu/x", "debian/files",
                     "debian/monit-pkgmap/usr/x", "debian/monit-pkgmap.substvars", "debian/debhelper-build-stamp"):
            os.makedirs(os.path.dirname(os.path.join(top, path)), exist_ok=True)
            with open(os.path.join(top, path), "w", encoding="utf-8") as file:
                file.write("x")
        self.assertEqual(sum_of(before), sum_of(self.dist(top)))

    def test_a_checkout_that_git_refuses_is_an_error(self):
        top = self.unpacked(self.dist())
        with open(top + "/.git", "w", encoding="utf-8") as file:
            file.write("gitdir: /nonexistent\n")
        done = subprocess.run([top + "/tests/dist", self.directory + "/refused"], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)
        self.assertEqual((True, b""), (done.returncode != 0, done.stdout))

    def test_it_has_one_directory_of_root_with_all_that_is_built_from(self):
        with tarfile.open(self.dist()) as tar:
            members = tar.getmembers()
        (top,) = {member.name.split("/")[0] for member in members}
        self.assertRegex(top, r"\Amonit-pkgmap-\d+\.\d+\.\d+\Z")
        self.assertEqual({(0, 0)}, {(member.uid, member.gid) for member in members})
        self.assertEqual(1, len({member.mtime for member in members}))
        self.assertEqual({0o644, 0o755}, {member.mode for member in members if member.isfile()})
        names = {member.name for member in members}
        for path in ("CMakeLists.txt", "monit-pkgmap.spec", "debian/rules", "cli/main.cpp", "LICENSE", "tests/dist"):
            self.assertIn(top + "/" + path, names)


if __name__ == "__main__":
    unittest.main()
