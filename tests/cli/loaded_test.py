#!/usr/bin/python3
"""Which libraries the program loads: OpenSSL only for a monit that is asked by TLS, librpm only for rpm's
packages and for digests."""

import os
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

from program import CHECKS, PROGRAM, RPMDB, ProgramTest  # noqa: E402

MODULE_LOADED = re.compile(r"calling init: \S*/monit-pkgmap-tls\.so")
RPM_LOADED = re.compile(r"calling init: \S*/monit-pkgmap-rpm\.so")


class Loading(ProgramTest):
    def libraries_of(self, *words):
        log = self.path("linker")
        subprocess.run([PROGRAM, "--state-dir", self.state, *words], stdin=subprocess.DEVNULL, check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       env=dict(os.environ, LD_DEBUG="files", LD_DEBUG_OUTPUT=log))
        loaded = ""
        for name in os.listdir(self.directory):
            if name.startswith("linker."):
                with open(self.path(name), encoding="utf-8", errors="replace") as told:
                    loaded += told.read()
                os.remove(self.path(name))
        return loaded


class TheModuleOfRpm(Loading):
    """monit-pkgmap-rpm.so has librpm."""

    def test_is_not_loaded_by_a_command_that_asks_no_package_database(self):
        for words in (("--version",), ("--monitrc", self.monitrc, "config"), ("status",)):
            with self.subTest(words[-1]):
                loaded = self.libraries_of(*words)
                self.assertTrue("calling init:" in loaded)
                self.assertFalse("librpm" in loaded, "librpm is loaded")

    def test_is_not_loaded_for_packages_of_dpkg(self):
        root = self.path("debian")
        os.makedirs(root + "/var/lib/dpkg/info")
        os.makedirs(root + "/etc")
        for name, text in (("var/lib/dpkg/status", ""), ("etc/monitrc", "check file x with path /etc/x\n")):
            with open(os.path.join(root, name), "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(os.path.join(root, name), 0o600)
        loaded = self.libraries_of("--root", root, "--packages", "dpkg", "--monitrc", "/etc/monitrc", "audit")
        self.assertTrue("calling init:" in loaded)
        self.assertFalse("librpm" in loaded, "librpm is loaded")

    def test_is_not_loaded_by_the_hook_of_a_host_of_dpkg(self):
        """The first hook loads it for the checksum of what it keeps of the control file."""
        os.makedirs(self.path("dpkg/info"))
        with open(self.path("dpkg/status"), "w", encoding="utf-8"):
            pass
        os.makedirs(self.state, 0o700)
        hook = ("--monitrc", self.monitrc, "--packages", "dpkg", "--dbpath", self.path("dpkg"), "suspend",
                "--transaction", self.transaction("beta", "nothing"))
        self.assertTrue(RPM_LOADED.search(self.libraries_of(*hook)))
        loaded = self.libraries_of(*hook)
        self.assertTrue("calling init:" in loaded)
        self.assertFalse("librpm" in loaded, "librpm is loaded")

    def test_is_loaded_for_packages_of_rpm(self):
        loaded = self.libraries_of("--monitrc", self.monitrc, "--dbpath", RPMDB, "audit")
        self.assertTrue(RPM_LOADED.search(loaded))


class TheModuleOfTls(Loading):
    """monit-pkgmap-tls.so has OpenSSL; librpm may bring its libcrypto along, but never its libssl."""

    def over_tls(self):
        return self.write("tls", CHECKS.replace(
            "set httpd unixsocket @DIR@/sock allow localhost",
            "set httpd port 1 use address 127.0.0.1 with ssl { pemfile: /etc/hostname } allow a:b"))

    def test_is_not_loaded_by_a_command_that_asks_no_monit_by_tls(self):
        transaction = self.transaction("beta", "nothing")
        for words in (("--version",), ("--monitrc", self.monitrc, "config"),
                      ("--monitrc", self.monitrc, "--dbpath", RPMDB, "suspend", "--transaction", transaction)):
            with self.subTest(words[-1]):
                loaded = self.libraries_of(*words)
                self.assertTrue("calling init:" in loaded)
                self.assertFalse("libssl" in loaded, "OpenSSL is loaded")

    def test_is_loaded_for_a_monit_that_is_asked_by_tls(self):
        loaded = self.libraries_of("--monitrc", self.over_tls(), "--dbpath", RPMDB, "audit")
        self.assertTrue(MODULE_LOADED.search(loaded))
        self.assertTrue("libssl" in loaded)

    def test_is_loaded_at_once_by_a_process_that_outlives_the_file(self):
        """The transaction may remove monit-pkgmap."""
        for words in (("guard", "--session", "none"), ("run", "--packages", "beta", "--", "/bin/true")):
            with self.subTest(words[0]):
                loaded = self.libraries_of("--monitrc", self.monitrc, "--dbpath", RPMDB, *words)
                self.assertTrue(MODULE_LOADED.search(loaded))
                self.assertTrue(RPM_LOADED.search(loaded))


if __name__ == "__main__":
    unittest.main()
