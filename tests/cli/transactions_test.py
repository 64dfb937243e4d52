#!/usr/bin/python3
"""Which checks a transaction suspends if a name means several packages: two architectures,
several installed versions, packages that replace others."""

import json
import os
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../fixtures/synthetic"))

from headers import PROGRAM, File, Package, write_database  # noqa: E402
from program import RPMDB, ProgramTest  # noqa: E402

CHECKS = """\
set daemon 30
check file lib32 with path /usr/lib/libfoo.so.1
check file lib64 with path /usr/lib64/libfoo.so.1
check file food with path /usr/sbin/food
check file readme with path /usr/share/doc/foo/README
check file kernel1 with path /boot/vmlinuz-1
check file kernel2 with path /boot/vmlinuz-2
check file other with path /usr/sbin/other
"""
README = File("/usr/share/doc/foo/README")
PACKAGES = [
    Package("foo", [File("/usr/lib/libfoo.so.1"), README], "1", arch="i686"),
    Package("foo", [File("/usr/lib64/libfoo.so.1"), File("/usr/sbin/food", PROGRAM), README], "1"),
    Package("kernel", [File("/boot/vmlinuz-1")], "1"),
    Package("kernel", [File("/boot/vmlinuz-2")], "2"),
    Package("other", [File("/usr/sbin/other", PROGRAM)], "1", arch="noarch"),
]


def item(action, name, version, arch, **more):
    return dict({"action": action, "name": name, "epoch": "0", "version": version, "release": "1",
                 "arch": arch}, **more)


class ATransaction(ProgramTest):
    def setUp(self):
        super().setUp()
        self.root = self.path("root")
        os.makedirs(self.root + "/etc")
        os.rename(self.write("checks", CHECKS), self.root + "/etc/monitrc")
        write_database(self.root + "/rpmdb", PACKAGES)

    def suspends(self, *items):
        """Returns the names of the suspended checks, each with its packages."""
        file = self.transaction(items=list(items))
        answer = self.bare("--root", self.root, "--monitrc", "/etc/monitrc", "--dbpath", "/rpmdb",
                           "--json", "explain", "--transaction", file)
        self.assertEqual(0, answer.status, answer)
        return {check["name"]: sorted(evidence["package"] for evidence in check["evidence"]
                                      if evidence["kind"] == "file-owner")
                for check in json.loads(answer.out)["checks"] if check["decision"] == "suspend"}

    def test_that_removes_one_of_two_architectures_leaves_the_other_alone(self):
        self.assertEqual({"lib32": ["foo-1-1.i686"], "readme": ["foo-1-1.i686"]},
                         self.suspends(item("remove", "foo", "1", "i686")))

    def test_that_reinstalls_one_of_two_architectures_leaves_the_other_alone(self):
        self.assertEqual({"lib64": ["foo-1-1.x86_64"], "food": ["foo-1-1.x86_64"],
                          "readme": ["foo-1-1.x86_64"]},
                         self.suspends(item("reinstall", "foo", "1", "x86_64")))

    def test_that_upgrades_both_architectures_takes_what_either_owns(self):
        self.assertEqual({"lib32": ["foo-1-1.i686"], "lib64": ["foo-1-1.x86_64"],
                          "food": ["foo-1-1.x86_64"],
                          "readme": ["foo-1-1.i686", "foo-1-1.x86_64"]},
                         self.suspends(item("upgrade", "foo", "2", "i686"),
                                       item("upgrade", "foo", "2", "x86_64"),
                                       item("remove", "foo", "1", "i686"),
                                       item("remove", "foo", "1", "x86_64")))

    def test_that_upgrades_to_a_near_architecture_takes_the_old_one(self):
        self.assertEqual({"lib32", "readme"}, set(self.suspends(item("upgrade", "foo", "2", "i586"))))

    def test_that_makes_a_package_noarch_takes_all_of_its_name(self):
        self.assertEqual({"lib32", "lib64", "food", "readme"},
                         set(self.suspends(item("upgrade", "foo", "2", "noarch"))))

    def test_that_gives_a_noarch_package_an_architecture_takes_it(self):
        self.assertEqual({"other"}, set(self.suspends(item("upgrade", "other", "2", "x86_64"))))

    def test_that_installs_a_version_beside_others_and_removes_the_oldest_takes_only_that(self):
        self.assertEqual({"kernel1": ["kernel-1-1.x86_64"]},
                         self.suspends(item("install", "kernel", "3", "x86_64"),
                                       item("remove", "kernel", "1", "x86_64")))

    def test_that_removes_by_a_record_number_takes_only_that(self):
        # Records are numbered in the order of writing; both packages have the same name.
        taken = [self.suspends(item("remove", "kernel", "9", "x86_64", dbid=number))
                 for number in (3, 4)]
        self.assertEqual([{"kernel1": ["kernel-1-1.x86_64"]}, {"kernel2": ["kernel-2-1.x86_64"]}],
                         taken)

    def test_that_renames_a_package_takes_the_old_one_by_what_the_new_one_obsoletes(self):
        # The newer version of alpha stays, and owns the files that both versions ship.
        self.write("monitrc", "check file old with path /usr/share/alpha/v1.0\n"
                              "check file alphad with path /usr/sbin/alphad\n")
        rpm = os.path.join(os.path.dirname(RPMDB), "rpms/successor-5-1.noarch.rpm")
        file = self.transaction(items=[item("install", "successor", "5", "noarch", rpm=rpm)])
        said = json.loads(self.ask("--json", "explain", "--transaction", file).out)
        self.assertEqual({"alpha-1.0-1.noarch": True, "successor-5-1.noarch": False},
                         {package["nevra"]: package["installed"] for package in said["packages"]})
        decided = {check["name"]: check["decision"] for check in said["checks"]}
        self.assertEqual(("suspend", "keep"), (decided["old"], decided["alphad"]))


if __name__ == "__main__":
    unittest.main()
