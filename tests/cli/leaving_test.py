#!/usr/bin/python3
"""What `explain` predicts of packages that go away, are obsoleted, or get another name: the files
that vanish, those that stay, and the links that scriptlets may move."""

import json
import os
import shutil
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../fixtures/synthetic"))

import unittest  # noqa: E402

import images  # noqa: E402
from headers import GHOST, LINK, PROGRAM, File, Package, write_database  # noqa: E402
from program import RPMDB, ProgramTest  # noqa: E402

FAILED = "  if failed checksum then alert\n"
JVM = "/usr/lib/jvm/java-1/bin/java"
PACKAGES = [
    Package("app", [File("/usr/sbin/appd", PROGRAM), File("/usr/sbin/app", LINK, target="appd"),
                    File("/var/lib/app/cache", flags=GHOST), File("/usr/share/doc/common")], "1"),
    Package("other", [File("/usr/share/doc/common")], "1"),
    Package("java", [File(JVM, PROGRAM)], "1"),
]


def check(name, path, tests=FAILED):
    return "check file %s with path %s\n%s" % (name, path, tests)


class Leaving(ProgramTest):
    def setUp(self):
        super().setUp()
        self.root = self.path("root")
        for directory in ("etc", "usr/sbin", "usr/bin", "usr/share/doc", "var/lib/app", "etc/alternatives",
                          os.path.dirname(JVM)[1:], "usr/share/alpha"):
            os.makedirs(os.path.join(self.root, directory))
        for path in ("/usr/sbin/appd", "/var/lib/app/cache", "/usr/share/doc/common", JVM):
            self.put(path)
        os.symlink("appd", self.root + "/usr/sbin/app")

    def put(self, path, text=None):
        os.makedirs(os.path.dirname(self.root + path), exist_ok=True)
        with open(self.root + path, "w", encoding="utf-8") as file:
            file.write(path if text is None else text)

    def place(self):
        """The options that name the root."""
        return "--root", self.root

    def ask_about(self, checks, *items, words=()):
        """Returns the exit status, and name -> (outcomes, rebaseline, details) of the checks."""
        os.rename(self.write("checks", "set daemon 30\n" + checks), self.root + "/etc/monitrc")
        if items:
            words = ("--transaction", self.transaction(items=list(items)))
        answer = self.bare(*self.place(), "--monitrc", "/etc/monitrc", "--dbpath", "/rpmdb",
                           "--json", "explain", "--detailed-exitcode", *words)
        self.assertNotIn("error", answer.err)
        self.at_least = json.loads(answer.out)["at_least"]
        said = {one["name"]: ([test["outcome"] for test in one["predictions"]], one["rebaseline"],
                              " ".join(test["detail"] for test in one["predictions"]))
                for one in json.loads(answer.out)["checks"]}
        return answer.status, said


def remove(name):
    return {"action": "remove", "name": name, "epoch": "0", "version": "1", "release": "1", "arch": "x86_64"}


class ARemoval(Leaving):
    def setUp(self):
        super().setUp()
        write_database(self.root + "/rpmdb", PACKAGES)

    def test_foretells_that_the_files_vanish(self):
        status, said = self.ask_about(check("appd", "/usr/sbin/appd"), remove("app"))
        self.assertEqual((11, (["fails"], "no", "app-1-1.x86_64 goes away, and /usr/sbin/appd with it")),
                         (status, said["appd"]))

    def test_follows_a_link_that_the_package_had(self):
        status, said = self.ask_about(check("app", "/usr/sbin/app"), remove("app"))
        self.assertEqual((11, ["fails"]), (status, said["app"][0]))

    def test_takes_ghosts_along(self):
        self.assertEqual(["fails"], self.ask_about(check("cache", "/var/lib/app/cache"),
                                                   remove("app"))[1]["cache"][0])

    def test_leaves_a_file_that_another_package_has(self):
        status, said = self.ask_about(check("doc", "/usr/share/doc/common"), remove("app"))
        self.assertEqual((10, []), (status, said["doc"][0]))
        self.assertEqual(11, self.ask_about(check("doc", "/usr/share/doc/common"), remove("app"),
                                            remove("other"))[0])

    def test_is_not_sure_of_a_link_that_scriptlets_move(self):
        os.symlink("/etc/alternatives/java", self.root + "/usr/bin/java")
        os.symlink(JVM, self.root + "/etc/alternatives/java")
        status, said = self.ask_about(check("java", "/usr/bin/java"), remove("java"))
        self.assertEqual((10, ["unknown"]), (status, said["java"][0]))
        self.assertIn("a scriptlet may let the link /usr/bin/java lead elsewhere", said["java"][2])

    def test_is_not_sure_of_a_directory_that_is_such_a_link(self):
        os.symlink("java-1", self.root + "/usr/lib/jvm/jre")
        status, said = self.ask_about(check("java", "/usr/lib/jvm/jre/bin/java"), remove("java"))
        self.assertEqual((10, ["unknown"]), (status, said["java"][0]))

    def test_is_not_sure_while_another_package_is_not_downloaded(self):
        new = dict(remove("java"), action="install", name="openjdk")
        status, said = self.ask_about(check("java", JVM), remove("java"), new)
        self.assertEqual((10, ["unknown"]), (status, said["java"][0]))

    def test_says_no_word_of_an_upgrade_that_is_not_downloaded(self):
        status, said = self.ask_about(check("appd", "/usr/sbin/appd"), remove("app"),
                                      dict(remove("app"), action="upgrade", version="2"))
        self.assertEqual((10, []), (status, said["appd"][0]))


class AnAlternative(Leaving):
    """Links of chkconfig's alternatives(8), which a scriptlet of each java withdraws."""

    GROUP = ("auto\n/usr/bin/java\n\n/usr/lib/jvm/java-1/bin/java\n@java-1@30\n"
             "/usr/lib/jvm/java-2/bin/java\n20\n/usr/lib/jvm/java-3/bin/java\n10\n")

    def setUp(self):
        super().setUp()
        self.files = {name: "/usr/lib/jvm/%s/bin/java" % name for name in ("java-1", "java-2", "java-3")}
        write_database(self.root + "/rpmdb", [
            Package(name, [File(path, PROGRAM)], "1", preun="alternatives --remove java " + path)
            for name, path in self.files.items()] + [Package("own", [File("/opt/own", PROGRAM)], "1")])
        for path in list(self.files.values()) + ["/opt/own"]:
            self.put(path)
        self.let_it_lead_to(JVM)
        os.symlink("/etc/alternatives/java", self.root + "/usr/bin/java")
        self.write_group(self.GROUP)

    def let_it_lead_to(self, path):
        os.symlink(path, self.root + "/etc/alternatives/new")
        os.rename(self.root + "/etc/alternatives/new", self.root + "/etc/alternatives/java")

    def write_group(self, text):
        self.put("/var/lib/alternatives/java", text)

    def foretold(self, *names):
        status, said = self.ask_about(check("java", "/usr/bin/java", "  if changed size then alert\n"),
                                      *map(remove, names))
        self.assertIn(status, (10, 11))
        return said["java"][0], said["java"][2]

    def test_leads_to_the_next_best(self):
        self.put(self.files["java-2"], "another size")
        self.assertEqual((["fires"], "/usr/bin/java then leads to /usr/lib/jvm/java-2/bin/java with another size"),
                         self.foretold("java-1"))

    def test_leads_to_the_next_best_in_an_image_too(self):
        self.put(self.files["java-2"], "another size")
        self.place = lambda: ("--image", self.write("image.tar", images.tree_layer(self.root)))
        self.assertEqual((["fires"], "/usr/bin/java then leads to /usr/lib/jvm/java-2/bin/java with another size"),
                         self.foretold("java-1"))

    def test_leads_to_one_that_is_not_removed_too(self):
        self.put(self.files["java-3"], "another size")
        self.assertIn("leads to /usr/lib/jvm/java-3/bin/java", self.foretold("java-1", "java-2")[1])

    def test_is_gone_with_the_last_one(self):
        said = self.foretold(*self.files)
        self.assertEqual(["fails"], said[0])

    def test_is_not_known_among_equal_ones(self):
        self.write_group(self.GROUP.replace("\n10\n", "\n20\n"))
        self.assertEqual(["unknown"], self.foretold("java-1")[0])

    def test_is_not_known_where_no_scriptlet_withdraws_it(self):
        self.write_group(self.GROUP.replace(JVM, "/opt/own"))
        self.let_it_lead_to("/opt/own")
        self.assertEqual(["unknown"], self.foretold("own")[0])


class AnotherName(Leaving):
    """beta is obsoleted by heir, alpha 1.0 by successor."""

    def setUp(self):
        super().setUp()
        shutil.copytree(RPMDB, self.root + "/rpmdb")

    def explain(self, checks, rpm):
        return self.ask_about(checks, words=(os.path.join(os.path.dirname(RPMDB), "rpms", rpm),))

    def test_takes_the_files_of_the_obsoleted_package(self):
        self.put("/usr/share/alpha/v1.0")
        self.put("/usr/sbin/alphad")
        status, said = self.explain(check("old", "/usr/share/alpha/v1.0") + check("alphad", "/usr/sbin/alphad"),
                                    "successor-5-1.noarch.rpm")
        self.assertEqual((11, ["fails"], []), (status, said["old"][0], said["alphad"][0]))
        self.assertEqual("no", said["old"][1])

    def test_is_not_asked_for_a_newer_version_of_the_obsoleted_package(self):
        self.explain("check file hosts with path /etc/hosts\n", "successor-5-1.noarch.rpm")
        self.assertFalse(self.at_least)
        self.ask_about("check file hosts with path /etc/hosts\n", words=("alpha",))
        self.assertTrue(self.at_least)

    def config(self, text):
        self.put("/etc/beta/alpha.conf", text)
        _, said = self.explain(check("conf", "/etc/beta/alpha.conf", "  if changed size then alert\n"
                                     "  if changed mtime then alert\n"), "heir-1-1.noarch.rpm")
        return said["conf"][0]

    def test_replaces_an_unmodified_config_file(self):
        self.assertEqual(["fires"], self.config("x\n"))

    def test_leaves_a_modified_config_file(self):
        self.assertEqual([], self.config("mine\n"))

    def copies(self, path):
        """What `explain` foretells of copies of a control file that somebody has changed."""
        self.put(path, "check file passwd with path /etc/passwd\n")
        self.put("/etc/passwd", "root:x:0:0::/:/bin/sh\n")
        os.rename(self.write("checks", "set daemon 30\ninclude %s/*\n" % os.path.dirname(path)),
                  self.root + "/etc/monitrc")
        answer = self.bare("--root", self.root, "--monitrc", "/etc/monitrc", "--dbpath", "/rpmdb", "--json",
                           "explain", os.path.join(os.path.dirname(RPMDB), "rpms", "heir-1-1.noarch.rpm"))
        return " ".join(answer.err.split())

    def test_leaves_a_second_copy_of_a_control_file(self):
        for path, suffix in (("/etc/beta/alpha.conf", ".rpmnew"), ("/etc/alpha/defaults", ".rpmsave")):
            with self.subTest(path):
                self.assertIn("will be %s%s, which 'include %s/*' takes, too: 'passwd' is then declared twice"
                              % (path, suffix, os.path.dirname(path)), self.copies(path))


if __name__ == "__main__":
    unittest.main()
