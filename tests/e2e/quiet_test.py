#!/usr/bin/python3
"""The hook starts no program for a transaction that it must ignore."""

import os
import unittest

from scene import host, testing

PROGRAM = "/usr/bin/monit-pkgmap"
CALLS = "/run/calls"
RECORDER = """#!/bin/sh
echo "$*" >> %s
echo '{"schema":1,"session":null,"messages":[]}'
""" % CALLS


class Quiet(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        host.write(PROGRAM, RECORDER, 0o755)

    def setUp(self):
        host.write(CALLS, "")
        self.addCleanup(host.run, *host.dnf_command("--noplugins", "downgrade", "plain-1"))

    def dnf(self, *arguments, **environment):
        host.run("env", *("%s=%s" % pair for pair in environment.items()), *host.dnf_command(*arguments))
        return host.read(CALLS).splitlines()

    def upgrade(self, *options, **environment):
        return self.dnf(*options, "upgrade", "plain", **environment)

    def tearDown(self):
        host.run(*host.dnf_command("--noplugins", "upgrade", "plain"))

    def test_an_ordinary_transaction_starts_it_once_when_it_suspends_nothing(self):
        self.assertEqual(["suspend --transaction - --json"], self.upgrade())

    def test_another_root(self):
        self.assertEqual([], self.dnf("--installroot=/tmp/root", "install", "plain"))
        self.assertTrue(os.path.exists("/tmp/root/usr/share/plain/text"))

    def test_a_download(self):
        self.assertEqual([], self.upgrade("--downloadonly"))

    def test_a_test_run(self):
        self.assertEqual([], self.upgrade("--setopt=tsflags=test"))

    def test_switched_off_by_the_environment(self):
        self.assertEqual([], self.upgrade(MONIT_PKGMAP="off"))

    def test_switched_off_by_a_file(self):
        host.write("/etc/monit-pkgmap/disabled", "")
        self.addCleanup(os.remove, "/etc/monit-pkgmap/disabled")
        self.assertEqual([], self.upgrade())

    def test_switched_off_in_dnfs_settings(self):
        settings = host.read("/etc/dnf/plugins/monit_pkgmap.conf")
        self.addCleanup(host.write, "/etc/dnf/plugins/monit_pkgmap.conf", settings)
        host.write("/etc/dnf/plugins/monit_pkgmap.conf", settings.replace("enabled=1", "enabled=0"))
        self.assertEqual([], self.upgrade())

    def test_nothing_to_upgrade(self):
        self.assertEqual([], self.dnf("upgrade", "host-base"))


if __name__ == "__main__":
    unittest.main()
