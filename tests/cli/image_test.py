#!/usr/bin/python3
"""--image: the system in a tar file gives the answers of the same system in a directory."""

import gzip
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import unittest

sys.dont_write_bytecode = True

import images  # noqa: E402
import memory  # noqa: E402
from program import PROGRAM, RPMDB, eventually  # noqa: E402

CHECKS = """\
set daemon 30
set httpd port 2812 allow localhost
include /etc/monit.d/*
include /opt/more.conf
check file alphad with path /usr/sbin/alphad
  if failed checksum then alert
check file alias with path /usr/bin/alpha
  if failed checksum then alert
check process alpha with pidfile /run/alpha/alpha.pid
  start program = "/opt/start-alpha" with timeout 20 seconds
  depends on alphad
check program probe with path "/opt/probe"
  if status != 0 then alert
check file gone with path /usr/sbin/gone
"""
# That of Debian's rpm is in the home directory.
PLACE = ("--dbpath", "/var/lib/rpm")
LONG = "d" * 120 + "/" + "ü" * 60 + "/file"

UNIT = "[Service]\nExecStart=/usr/sbin/alphad\nPIDFile=/run/alpha/alpha.pid\n[Install]\nWantedBy=multi-user.target\n"
CONFIG_WORDS = (("audit",), ("config",), ("explain", "alpha"), ("explain", "--check", "probe"), ("policy",))


def setUpModule():
    memory.take_own()


class ImageTest(memory.RootTest):
    def setUp(self):
        super().setUp()
        for directory in ("etc/monit.d", "usr/sbin", "usr/bin", "usr/lib/systemd/system", "opt", "run/alpha",
                          "etc/systemd/system/multi-user.target.wants", "var/lib", "tmp"):
            os.makedirs(os.path.join(self.root, directory))
        shutil.copytree(RPMDB, os.path.join(self.root, "var/lib/rpm"))
        self.put("etc/monitrc", CHECKS)
        self.put("etc/monit.d/web", "check process web matching alphad\n")
        self.put("opt/more.conf", "check file more with path /etc/more\n  if changed timestamp then alert\n")
        self.put("etc/more", "x")
        self.put("usr/sbin/alphad", "daemon 2.0\n", 0o755)
        self.put("opt/start-alpha", "#!/bin/sh\nexec systemctl start alpha\n", 0o755)
        self.put("opt/probe", "#!/bin/sh\nsystemctl is-active alpha\n", 0o755)
        self.put("usr/lib/systemd/system/alpha.service", UNIT)
        self.put("etc/passwd", "root:x:0:0::/root:/bin/sh\n")
        self.put("etc/group", "root:x:0:\n")
        self.put(LONG, "x")
        os.symlink("../sbin/alphad", os.path.join(self.root, "usr/bin/alpha"))
        os.symlink("/usr/lib/systemd/system/alpha.service",
                   os.path.join(self.root, "etc/systemd/system/multi-user.target.wants/alpha.service"))
        os.symlink("usr/lib", os.path.join(self.root, "lib"))

    def archive(self, data, name="x.tar"):
        return self.write(name, data)

    def of_root(self, *words):
        return self.bare("--root", self.root, *PLACE, "--json", *words)

    def of_image(self, path, *words):
        return self.bare("--image", path, *PLACE, "--json", *words)

    def as_of_root(self, path, answer):
        """The answer of the image, but for the place that it names."""
        return answer.out.replace('"host": "%s"' % path, '"host": "%s"' % self.root)

    def assert_same(self, path, all_words=CONFIG_WORDS):
        for words in all_words:
            with self.subTest(words=words, image=os.path.basename(path)):
                expected, answer = self.of_root(*words), self.of_image(path, *words)
                self.assertEqual(self.as_of_root(path, answer), expected.out)
                self.assertEqual(answer.err.replace(path + ":", self.root), expected.err)
                self.assertEqual(answer.status, expected.status)

    def refused(self, path, words):
        answer = self.of_image(path, "audit")
        self.assertIn(words, self.assert_error_object(answer, 1))
        self.assertTrue(json.loads(answer.out)["error"]["message"].startswith(path), answer.out)


class AsUnpacked(ImageTest):
    def test_the_root_itself_has_something_to_say(self):
        """Else equal answers would show nothing."""
        audit = json.loads(self.of_root("audit").out)
        by_name = {check["name"]: check for check in audit["checks"]}
        self.assertIn("alpha", by_name["alphad"]["packages"][0])
        evidence = json.dumps(by_name["alpha"])
        self.assertIn("alpha.service", evidence)
        self.assertIn("unit-command", json.dumps(by_name["probe"]))
        self.assertIn("more", by_name)

    def test_a_plain_tar_of_each_compression(self):
        for kind in ("", "gz", "bz2", "xz"):
            self.assert_same(self.archive(images.tree_layer(self.root, kind), "root.tar." + kind))

    def test_zstd(self):
        plain = self.archive(images.tree_layer(self.root))
        subprocess.run(["zstd", "-q", plain, "-o", plain + ".zst"], check=True)
        self.assert_same(plain + ".zst", (("audit",),))

    def test_an_image_of_docker(self):
        base = images.tree_layer(self.root)
        self.assert_same(images.docker_archive(self.path("docker.tar"), [base]))
        self.assert_same(images.docker_archive(self.path("docker.tar.gz"), [base], compressed="gz"), (("audit",),))

    def test_an_image_of_oci(self):
        base = images.tree_layer(self.root, "gz")
        self.assert_same(images.oci_archive(self.path("oci.tar"), [base]))
        self.assert_same(images.oci_archive(self.path("nested.tar"), [base], nested=True), (("audit",),))

    def test_layers_over_each_other(self):
        def lower(archive):
            images.add_file(archive, "etc/monit.d/old", b"check file old with path /old\n")
            images.add_file(archive, "opt/gone/deep/x", b"x")
            images.add_special(archive, "usr/sbin/gone", tarfile.DIRTYPE)
            images.add_file(archive, "usr/sbin/alphad", b"daemon 1.0\n")
            images.add_file(archive, "etc/more/inside", b"a directory, later a file")
            images.add_file(archive, "usr/lib/systemd/system/lower.service", b"[Service]\n")

        def whiteouts(archive):
            # In any order: an opaque directory keeps what its own layer brings.
            images.add_file(archive, "etc/monit.d/own", b"check file own with path /own\n")
            images.add_file(archive, "etc/monit.d/.wh..wh..opq")
            images.add_file(archive, "opt/.wh.gone")
            images.add_file(archive, "usr/sbin/.wh.gone")
            images.add_file(archive, "usr/lib/systemd/system/.wh.lower.service")
            images.add_file(archive, "usr/sbin/.wh.never")

        def last(archive):
            images.add_file(archive, "etc/monit.d/.wh.own")

        layers = [images.layer(lower), images.layer(whiteouts, "gz"), images.layer(last), images.tree_layer(self.root)]
        self.assert_same(images.docker_archive(self.path("docker.tar"), layers))
        self.assert_same(images.oci_archive(self.path("oci.tar"), layers))

    def test_a_plain_root_has_no_whiteouts(self):
        self.put("etc/monit.d/.wh.web", "not read: a hidden file\n")
        self.assert_same(self.archive(images.tree_layer(self.root)), (("audit",),))

    def test_hard_links_are_one_file(self):
        os.link(os.path.join(self.root, "etc/monitrc"), os.path.join(self.root, "opt/monitrc"))
        os.unlink(os.path.join(self.root, "usr/bin/alpha"))
        os.link(os.path.join(self.root, "usr/sbin/alphad"), os.path.join(self.root, "usr/bin/alpha"))
        self.assert_same(self.archive(images.tree_layer(self.root)))

    def test_owners_and_modes_are_those_of_the_archive(self):
        """Also for a user who may not set them: a script that others can write says nothing."""
        def fill(archive):
            archive.add(self.root, ".", filter=self.as_roots)
        self.assertIn("opt/probe", self.evidence_of_probe(self.archive(images.layer(fill))))

        def of_another_user(archive):
            archive.add(self.root, ".", filter=lambda entry: self.as_roots(entry, {"./opt/probe": (4711, 0o755)}))
        self.assertNotIn("alpha.service", self.evidence_of_probe(self.archive(images.layer(of_another_user))))

        def of_everybody(archive):
            archive.add(self.root, ".", filter=lambda entry: self.as_roots(entry, {"./opt/probe": (0, 0o777)}))
        self.assertNotIn("alpha.service", self.evidence_of_probe(self.archive(images.layer(of_everybody))))

    @staticmethod
    def as_roots(entry, others=None):
        entry.uid, entry.gid, entry.uname, entry.gname = 0, 0, "root", "root"
        if others and entry.name in others:
            entry.uid, entry.mode = others[entry.name]
            entry.uname = ""
        return entry

    def evidence_of_probe(self, path):
        audit = json.loads(self.of_image(path, "audit").out)
        return json.dumps([check for check in audit["checks"] if check["name"] == "probe"])

    def test_an_unprivileged_user_gets_the_same(self):
        if os.geteuid() != 0:
            self.skipTest("is one already")
        path = self.archive(images.tree_layer(self.root))
        os.chmod(path, 0o644)
        expected = self.of_root("audit")
        nobody = self.bare("--image", path, *PLACE, "--json", "audit", user=65534, group=65534, extra_groups=[])
        self.assertEqual(self.as_of_root(path, nobody), expected.out)

    def test_other_places_inside_the_image(self):
        os.rename(os.path.join(self.root, "var/lib/rpm"), os.path.join(self.root, "opt/database"))
        os.rename(os.path.join(self.root, "etc/monitrc"), os.path.join(self.root, "opt/monitrc"))
        os.makedirs(os.path.join(self.root, "etc/monit-pkgmap"))
        self.put("etc/monit-pkgmap/policy.yaml", "version: 1\nrules:\n  - name: kept\n    checks: ['alpha']\n    decision: keep\n")
        places = ("--monitrc", "/opt/monitrc", "--dbpath", "/opt/database")
        self.assert_same(self.archive(images.tree_layer(self.root)), [places + ("audit",), places + ("policy",)])


class Refused(ImageTest):
    def test_what_is_no_archive(self):
        self.refused(self.archive(b""), "is not a tar archive")
        self.refused(self.archive(os.urandom(4096)), "is not a tar archive")
        self.refused(self.archive(gzip.compress(b"text " * 1000)), "is not a tar archive")
        answer = self.of_image(self.path("none.tar"), "audit")
        self.assertIn("No such file", self.assert_error_object(answer, 1))
        answer = self.of_image(self.directory, "audit")
        self.assertIn("is a directory", self.assert_error_object(answer, 1))

    def test_an_archive_without_a_control_file_is_named(self):
        path = self.archive(images.layer(lambda archive: images.add_file(archive, "etc/x", b"x")))
        answer = self.bare("--image", path, "audit")
        self.assertEqual(answer.status, 3)
        self.assertIn("monit's control file was not found below " + path + ":", answer.err)
        self.assertNotIn("/dev/shm", answer.err)

    def test_a_truncated_archive(self):
        whole = images.tree_layer(self.root)
        packed = images.tree_layer(self.root, "gz")
        for data in (whole[:len(whole) // 2 + 100], packed[:len(packed) // 2], packed[:-6]):
            self.refused(self.archive(data), "is damaged: ")

    def test_names_that_lead_out(self):
        for name in ("../out", "etc/../../out", "/../out", "a/b/../../../out"):
            with self.subTest(name=name):
                path = self.archive(images.layer(lambda archive, name=name: images.add_file(archive, name, b"x")))
                self.refused(path, "leads out of the archive")
        self.assertFalse(os.path.lexists("/dev/shm/out"))

    def test_links_that_lead_out_lead_to_the_top(self):
        outside = self.write("secret", "SECRET")
        def fill(archive):
            images.add_special(archive, "etc", tarfile.SYMTYPE, linkname="../../../../" + self.directory)
            images.add_file(archive, "etc/monitrc", b"check file x with path /tmp/link\n")
            images.add_special(archive, "absolute", tarfile.SYMTYPE, linkname=self.directory)
            images.add_file(archive, "absolute/written", b"x")
            images.add_special(archive, "tmp/link", tarfile.SYMTYPE, linkname=outside)
        before = os.listdir(self.directory) + ["x.tar"]
        path = self.archive(images.layer(fill))
        answer = self.of_image(path, "--monitrc", self.directory + "/monitrc", "config")
        self.assertEqual(json.loads(answer.out)["checks"][0]["name"], "x")
        self.assertEqual(sorted(os.listdir(self.directory)), sorted(before))

    def test_links_in_a_circle(self):
        def fill(archive):
            images.add_special(archive, "a", tarfile.SYMTYPE, linkname="b")
            images.add_special(archive, "b", tarfile.SYMTYPE, linkname="a")
            images.add_file(archive, "a/x", b"x")
        self.refused(self.archive(images.layer(fill)), "links lead in a circle")

    def test_a_hard_link_to_a_file_outside(self):
        for target in ("/etc/passwd", "../../etc/passwd", "missing"):
            def fill(archive, target=target):
                images.add_special(archive, "etc/monitrc", tarfile.LNKTYPE, linkname=target)
            self.refused(self.archive(images.layer(fill)), "is damaged: ")

    def test_devices_are_no_files(self):
        def fill(archive):
            images.add_special(archive, "etc/monitrc", tarfile.CHRTYPE, devmajor=1, devminor=5)
            images.add_special(archive, "etc/monit.d/fifo", tarfile.FIFOTYPE)
        answer = self.of_image(self.archive(images.layer(fill)), "config")
        self.assertIn("is not a regular file", self.assert_error_object(answer, 3))

    def test_too_many_entries(self):
        size = 1_000_000
        block = bytearray(tarfile.TarInfo("etc/xxxxxxx").tobuf())
        with open(self.path("many.tar"), "wb") as file:
            empty = sum(block[:148]) + 8 * 32 + sum(block[156:]) - sum(block[4:11])
            for number in range(size):
                name = b"%07d" % number
                block[4:11] = name
                block[148:156] = b"%06o\0 " % (empty + sum(name))
                file.write(block)
            file.write(bytes(1024))
        self.refused(self.path("many.tar"), "it has more than 400000 entries")

    def test_names_that_would_fill_the_memory(self):
        """Each of 20,000 files lies below 50 kB of names; 20,000 links have 4 kB of text."""
        path = self.archive(images.layer(images.add_deep_files, "gz"), "deep")
        process = subprocess.Popen([PROGRAM, "--image", path, "config"], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        self.assertLess(used.ru_maxrss, 1_000_000)  # kB

        def links(archive):
            for number in range(20_000):
                images.add_special(archive, "link%d" % number, tarfile.SYMTYPE, linkname="x" * 4000)
        self.refused(self.archive(images.layer(links, "gz")), "it has more than 64 MiB of names")

    def test_a_path_that_is_too_long(self):
        for kind in (tarfile.LNKTYPE, tarfile.SYMTYPE):
            def fill(archive, kind=kind):
                images.add_special(archive, "x", kind, linkname="a" * 5000)
            self.refused(self.archive(images.layer(fill)), "is too long")

    def test_a_bomb_of_zeros(self):
        """Eight GiB that a few MiB become, in a file that nobody wants, then in one of the settings."""
        def bomb(name):
            path = self.path("bomb.tar.gz")
            with open(path, "wb") as file:
                packer = subprocess.Popen(["gzip", "-1"], stdin=subprocess.PIPE, stdout=file)
            entry = tarfile.TarInfo(name)
            entry.size = 8 << 30
            packer.stdin.write(entry.tobuf(tarfile.GNU_FORMAT))
            try:
                for _ in range(64):
                    packer.stdin.write(bytes(1 << 20))
            finally:
                packer.stdin.close()
                packer.wait()
            return path
        self.refused(bomb("etc/big"), "is too big: more than 1024 MiB")
        self.refused(bomb("srv/big"), "is damaged: ")

    def test_a_sparse_file_that_claims_much(self):
        def fill(archive):
            images.add_file(archive, "etc/sparse", b"0\n", pax_headers={
                "GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "etc/sparse",
                "GNU.sparse.realsize": str(1 << 50)})
        answer = self.of_image(self.archive(images.layer(fill)), "audit")
        self.assertIn(answer.status, (1, 3), answer)

    def test_an_index_that_lies(self):
        def fill(archive):
            images.add_file(archive, "index.json", json.dumps(
                {"manifests": [{"digest": "sha256:../../../etc/passwd"}]}).encode())
        self.refused(self.archive(images.layer(fill)), "a digest of its index is none")
        images.oci_archive(self.path("x.tar"), [b"no tar"])
        self.refused(self.path("x.tar"), "is damaged: ")
        def nothing(archive):
            images.add_file(archive, "manifest.json", b'[{"Layers": ["missing/layer.tar"]}]')
        self.refused(self.archive(images.layer(nothing)), "has no layer missing/layer.tar")
        def deep(archive):
            images.add_file(archive, "manifest.json", b"[" * 100_000)
        self.refused(self.archive(images.layer(deep)), "is not JSON")

    def test_several_images_are_one_too_many(self):
        base = images.tree_layer(self.root)
        path = images.docker_archive(self.path("two.tar"), [base], tags=("app:1", "app:2"))
        self.refused(path, "has 2 images (app:1, app:2): write a file with one of them")
        path = images.oci_archive(self.path("oci.tar"), [base], images=2)
        self.refused(path, "has 2 images (arch0, arch1)")

    def test_commands_of_the_running_host_say_so(self):
        for words in (("status",), ("doctor",), ("history",), ("verify",), ("recover",), ("resume",),
                      ("accept", "/x"), ("suspend", "alpha", "--for", "1m"), ("explain", "--upgrades"),
                      ("update-expect", "--write"), ("run", "--packages", "alpha", "--", "true")):
            with self.subTest(words=words):
                answer = self.bare("--image", self.path("none.tar"), *words)
                if words[0] in ("explain", "update-expect"):
                    self.assertEqual(answer.status, 1)  # The file is opened first.
                else:
                    self.assertEqual(answer.status, 2, answer)
                    self.assertIn("--image", answer.err)
        answer = self.bare("--image", "x.tar", "--root", self.root, "audit")
        self.assertEqual(answer.status, 2)
        self.assertIn("--root and --image each name a system", answer.err)


class Ended(ImageTest):
    def test_nothing_stays_in_memory_after_a_signal(self):
        """tearDown looks."""
        path = self.archive(images.tree_layer(self.root))
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
            process = subprocess.Popen([PROGRAM, "--image", path, "explain", "--transaction", "-"],
                                       stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, env=self.environment, start_new_session=True)
            self.assertTrue(eventually(lambda: memory.directories() > self.before))
            os.killpg(process.pid, number)
            process.wait()
            process.stdin.close()
            self.assertTrue(eventually(lambda: memory.directories() <= self.before))


if __name__ == "__main__":
    unittest.main()
