#!/usr/bin/python3
"""--image: the contents that a query needs are there, wherever the archive has them."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import unittest

sys.dont_write_bytecode = True

import images  # noqa: E402
import memory  # noqa: E402
from program import RPMDB  # noqa: E402

CHECKS = """\
set daemon 30
check file alphad with path /usr/sbin/alphad
  if failed checksum then alert
"""
ADMIN = "var/lib/dpkg"
STATUS = "Package: %s\nStatus: install ok installed\nArchitecture: all\nVersion: 1-1\n\n"


def setUpModule():
    memory.take_own()


class ContentsTest(memory.RootTest):
    def setUp(self):
        super().setUp()
        self.put("etc/monitrc", CHECKS, 0o600)
        self.put("usr/sbin/alphad", "daemon 2.0\n", 0o755)

    def link(self, name, target):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.symlink(target, path)

    def database_of_rpm(self, place):
        shutil.copytree(RPMDB, os.path.join(self.root, place))

    def database_of_dpkg(self, place, **packages):
        """Packages with the files that they list."""
        self.put(place + "/status", "".join(STATUS % name for name in packages))
        for name, paths in packages.items():
            self.put(place + "/info/%s.list" % name, "".join(path + "\n" for path in paths))

    def archive(self, first=()):
        """The root, with the files `first` before all others: further names are links to them."""
        def fill(archive):
            for name in (*first, "."):
                archive.add(os.path.join(self.root, name), name, filter=as_roots)
        return self.write("x.tar", images.layer(fill), 0o644)

    def assert_same(self, path, *words):
        """Returns the answer of the image, which must be that of the root."""
        expected = self.bare("--root", self.root, "--json", *words)
        answer = self.bare("--image", path, "--json", *words)
        said = answer.out.replace('"host": "%s"' % path, '"host": "%s"' % self.root)
        self.assertEqual(said, expected.out)
        self.assertEqual(answer.status, expected.status)
        return json.loads(answer.out)

    def assert_owned(self, audit, package):
        self.assertIn(package, json.dumps(audit["checks"][0]["packages"]))


def as_roots(entry):
    entry.uid, entry.gid, entry.uname, entry.gname = 0, 0, "root", "root"
    return entry


class Databases(ContentsTest):
    """The place of a package database leads elsewhere."""

    def test_a_database_of_rpm_behind_links(self):
        """As rpm-ostree has it, and in a place that no distribution has."""
        for place in ("usr/share/rpm", "opt/state/packages"):
            with self.subTest(place=place):
                shutil.rmtree(self.root)
                self.setUp_root_of_rpm(place)
                path = self.archive()
                for named in ("/var/lib/rpm", "/usr/lib/sysimage/rpm", "/" + place):
                    words = ("--packages", "rpm", "--dbpath", named, "audit")
                    self.assert_owned(self.assert_same(path, *words), "alpha")

    def setUp_root_of_rpm(self, place):
        self.put("etc/monitrc", CHECKS, 0o600)
        self.put("usr/sbin/alphad", "daemon 2.0\n", 0o755)
        self.database_of_rpm(place)
        self.link("var/lib/rpm", "../../" + place)
        self.link("usr/lib/sysimage/rpm", "/" + place)

    def test_a_database_of_rpm_that_librpm_finds_by_its_settings(self):
        """On Debian that is in the home directory, which nobody expects in an image."""
        self.database_of_rpm(self.directory.lstrip("/") + "/.rpmdb")
        self.assert_same(self.archive(), "--packages", "rpm", "audit")

    def test_a_database_of_dpkg_behind_a_link(self):
        self.database_of_dpkg("usr/share/dpkg-db", tt=("/usr/sbin/alphad",))
        self.link(ADMIN, "../../usr/share/dpkg-db")
        path = self.archive()
        self.assert_owned(self.assert_same(path, "--packages", "dpkg", "audit"), "tt")

    def test_the_system_of_a_database_behind_a_link(self):
        """Without --packages: dpkg, if dpkg says that it is installed itself."""
        self.database_of_dpkg("usr/share/dpkg-db", dpkg=("/usr/bin/dpkg",), tt=("/usr/sbin/alphad",))
        self.link(ADMIN, "../../usr/share/dpkg-db")
        self.assert_owned(self.assert_same(self.archive(), "audit"), "tt")

    def test_files_that_are_further_names_of_others(self):
        """As in a repository of ostree, where each content is an object."""
        self.database_of_dpkg(ADMIN, tt=("/usr/sbin/alphad",))
        self.database_of_rpm("var/lib/rpm")
        for number, name in enumerate(("etc/monitrc", ADMIN + "/status", ADMIN + "/info/tt.list",
                                       *("var/lib/rpm/" + name for name in os.listdir(RPMDB)))):
            self.link_to_object(name, number)
        path = self.archive(["objects"])
        self.assert_owned(self.assert_same(path, "--packages", "dpkg", "audit"), "tt")
        words = ("--packages", "rpm", "--dbpath", "/var/lib/rpm", "audit")
        self.assert_owned(self.assert_same(path, *words), "alpha")

    def link_to_object(self, name, number):
        os.makedirs(os.path.join(self.root, "objects"), exist_ok=True)
        os.link(os.path.join(self.root, name), os.path.join(self.root, "objects/%d" % number))

    def test_a_status_that_is_no_file(self):
        """A device is an empty file in memory; the archive says what it is."""
        self.database_of_dpkg(ADMIN, tt=("/usr/sbin/alphad",))
        os.remove(os.path.join(self.root, ADMIN + "/status"))
        def fill(archive):
            archive.add(self.root, ".", filter=as_roots)
            images.add_special(archive, ADMIN + "/status", tarfile.CHRTYPE, devmajor=1, devminor=3)
        path = self.write("x.tar", images.layer(fill))
        answer = self.bare("--image", path, "--packages", "dpkg", "--json", "audit")
        self.assertIn("status is not a regular file", self.assert_error_object(answer, 5))


class FailedRequests(ContentsTest):
    """The contents that checks name are asked for in one request, which one of them can make fail."""

    SIZE = 1100 << 20  # More than an image may have.

    def setUp(self):
        super().setUp()
        self.put("etc/monitrc", "set daemon 30\n" + "".join(
            "check file %s with path /srv/%s\n  if failed checksum then alert\n" % (name, name) for name in "abcd"))
        self.put("srv/a", "of aa\n")
        self.put("srv/c", "\0" * 5000)
        self.put("srv/d", "of aa\n")
        self.put("srv/b", "")
        os.truncate(os.path.join(self.root, "srv/b"), self.SIZE)
        self.database_of_dpkg(ADMIN, aa=["/srv/" + name for name in "abcd"])
        sums = {name: hashlib.md5(self.content(name)).hexdigest() for name in "acd"}
        self.put(ADMIN + "/info/aa.md5sums", "".join("%s  srv/%s\n" % (sums[name], name) for name in "acd"))

    def content(self, name):
        with open(os.path.join(self.root, "srv", name), "rb") as file:
            return file.read()

    def sparse_archive(self, names):
        """A tar file of GNU, whose holes need no room."""
        path = self.path("sparse.tar")
        names = ["srv/" + name for name in names] + ["etc", "var"]
        subprocess.run(["tar", "--sparse", "--owner=0", "--group=0", "-C", self.root, "-cf", path, *names], check=True)
        return path

    def test_what_comes_before_and_after_a_file_that_is_too_big(self):
        for names in ("abcd", "bacd", "acdb", "dcba"):
            with self.subTest(names=names):
                answer = self.bare("--image", self.sparse_archive(names), "--packages", "dpkg", "--json", "audit")
                self.assertEqual(answer.status, 0, answer)
                contents = {check["name"]: check["content"] for check in json.loads(answer.out)["checks"]}
                self.assertEqual([contents[name] for name in "abcd"],
                                 ["as-packaged", None, "as-packaged", "as-packaged"])


OLD = hashlib.md5(b"tool 1.0\n").hexdigest()
NEW = hashlib.md5(b"tool 2.0\n").hexdigest()


class Owners(ContentsTest):
    """Owners and modes on the way to a file are those of the archive."""

    def setUp(self):
        super().setUp()
        self.put("usr/bin/tool", "tool 2.0\n", 0o755)
        self.watch("/bin/tool")
        self.link("bin", "usr/bin")
        self.database_of_dpkg(ADMIN, tt=("/.", "/usr", "/usr/bin", "/usr/bin/tool", "/shared"))
        self.put(ADMIN + "/info/tt.md5sums", NEW + "  usr/bin/tool\n")

    def watch(self, path):
        self.put("etc/monitrc", "check file tool with path %s\n"
                 "  if failed checksum and expect the sum %s then alert\n" % (path, OLD))

    def packed(self, **members):
        """An archive with other members of entries: name=(uid, mode)."""
        def change(entry):
            as_roots(entry)
            entry.uid, entry.mode = members.get(entry.name.strip("./"), (0, entry.mode))
            return entry
        # An archive of GNU tar begins with the top directory, one of others need not.
        names = sorted(os.listdir(self.root)) if members.pop("without_top", False) else ["."]
        def fill(archive):
            for name in names:
                archive.add(os.path.join(self.root, name), name, filter=change)
        return self.write("x.tar", images.layer(fill), 0o644)

    def answers(self, path, *words):
        """The answers of the image for this user and, if this is root, for another one."""
        words = ("--image", path, "--packages", "dpkg", *words)
        answers = [self.bare(*words)]
        if os.geteuid() == 0:
            answers.append(self.bare(*words, user=65534, group=65534, extra_groups=[]))
        return answers

    def assert_diff(self, path):
        for answer in self.answers(path, "update-expect"):
            self.assertEqual(answer.status, 0, answer)
            self.assertIn("+  if failed checksum and expect the sum " + NEW, answer.out)

    def assert_refused_link(self, path, link):
        for answer in self.answers(path, "update-expect"):
            self.assertEqual(answer.status, 7, answer)
            self.assertIn(link + " is a link that no package made", answer.err)

    def test_a_link_of_root_in_directories_of_root(self):
        self.assert_diff(self.packed())
        self.assert_diff(self.packed(without_top=True))

    def test_a_link_in_a_directory_of_another_user(self):
        self.assert_refused_link(self.packed(**{"": (1000, 0o755)}), "/bin")
        self.assert_refused_link(self.packed(**{"": (0, 0o777)}), "/bin")

    def test_a_link_of_root_in_a_sticky_directory(self):
        self.link("shared/tool", "../usr/bin/tool")
        self.watch("/shared/tool")
        self.assert_diff(self.packed(shared=(0, 0o1777)))
        self.assert_refused_link(self.packed(shared=(0, 0o777)), "/shared/tool")
        self.assert_refused_link(self.packed(**{"shared": (0, 0o1777), "shared/tool": (1000, 0o777)}), "/shared/tool")

    def test_a_database_of_dpkg_of_another_user(self):
        """As tar makes it of what an unprivileged user unpacked; and one that everybody may write."""
        self.put("etc/monitrc", "check file tool with path /usr/bin/tool\n")
        own = [ADMIN, ADMIN + "/info", ADMIN + "/status", ADMIN + "/info/tt.list"]
        for owner, extra in ((1000, 0), (0, 0o022)):
            modes = {name: (owner, (0o644 if "." in name or name.endswith("status") else 0o755) | extra)
                     for name in own}
            for answer in self.answers(self.packed(**modes), "--json", "audit"):
                self.assertEqual(answer.status, 0, answer)
                self.assert_owned(json.loads(answer.out), "tt")


if __name__ == "__main__":
    unittest.main()
