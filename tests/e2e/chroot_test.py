#!/usr/bin/python3
"""Somebody builds or repairs another tree and has entered it (chroot(8)): the checks of the monit outside are
not concerned, although the tree has the same control files and sees monit's process, pidfile and socket."""

import os
import signal
import subprocess
import unittest

from scene import host, testing, upgrade

TREE = "/run/tree"
OWN = """\
set daemon 1
set pidfile /root/own.pid
set idfile /root/own.id
set statefile /root/own.state
set httpd unixsocket /root/own.sock allow localhost
check file own_tunneld with path /usr/sbin/tunneld
"""
OF_ITS_OWN = ("etc", "opt", "root", "usr", "var")
SHARED = ("dev", "proc", "run", "sys")


def make_tree():
    """Another root directory: what begins as a copy of this host, and its /proc, /run and /dev."""
    above = "/run/above"
    for directory in (above, TREE):
        os.mkdir(directory)
        host.run("mount", "-t", "tmpfs", "tree", directory)
    for name in OF_ITS_OWN:
        upper, work = ("%s/%s-%s" % (above, name, kind) for kind in ("upper", "work"))
        for directory in (upper, work, "%s/%s" % (TREE, name)):
            os.mkdir(directory)
        host.run("mount", "-t", "overlay", "-o", "lowerdir=/%s,upperdir=%s,workdir=%s" % (name, upper, work), "overlay",
                 "%s/%s" % (TREE, name))
    for path in (*SHARED, os.environ["PKGMAP_E2E_PACKAGES"].strip("/")):
        os.makedirs("%s/%s" % (TREE, path))
        host.run("mount", "--rbind", "/" + path, "%s/%s" % (TREE, path))
    os.mkdir(TREE + "/tmp")
    for name in os.listdir("/"):
        if os.path.islink("/" + name):
            os.symlink(os.readlink("/" + name), "%s/%s" % (TREE, name))


class Chroot(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        make_tree()
        cls.watched = upgrade.Upgrade("upgrade", "tunneld")
        cls.watched.command = ["chroot", TREE, *cls.watched.command]
        cls.watched.run()

    def version(self, *inside):
        return host.run(*inside, "rpm", "-q", "--qf", "%{version}", "tunneld")

    def test_the_package_is_upgraded_there_and_not_here(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertEqual(("1.5", "1.4"), (self.version("chroot", TREE), self.version()))

    def test_no_check_is_suspended(self):
        self.assertEqual([], self.watched.ever_off())
        self.assertEqual([], testing.pkgmap_json("history")[1]["sessions"])

    def test_the_screen_says_so_and_asks_for_nothing(self):
        self.assertEqual(["monit-pkgmap: nothing is suspended: no monit runs in this chroot"],
                         testing.hook_lines(self.watched.output))

    def test_by_hand_as_well(self):
        output = host.run("chroot", TREE, "monit-pkgmap", "suspend", "--for", "1m", "tunneld")
        self.assertEqual("note: nothing is suspended: no monit runs in this chroot\n", output)

    def test_a_command_runs_there_whatever_the_policy_says_of_errors(self):
        policy = TREE + "/etc/monit-pkgmap/policy.yaml"
        host.write(policy, "version: 1\ndefaults: {on_error: abort}\n")
        self.addCleanup(os.remove, policy)
        output = host.run("chroot", TREE, "monit-pkgmap", "run", "--packages", "tunneld", "--", "echo", "it runs")
        self.assertEqual("monit-pkgmap: nothing is suspended: no monit runs in this chroot\nit runs\n", output)

    def test_a_monit_in_the_tree_that_does_not_answer_now_is_not_absent(self):
        host.write(TREE + "/root/own.monitrc", OWN, 0o600)
        monit = subprocess.Popen(["chroot", TREE, "monit", "-I", "-c", "/root/own.monitrc"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(monit.wait)
        self.addCleanup(monit.kill)
        self.assertTrue(host.wait_until(lambda: os.path.exists(TREE + "/root/own.sock"), 30))
        monit.send_signal(signal.SIGSTOP)
        done = subprocess.run(["chroot", TREE, "monit-pkgmap", "-c", "/root/own.monitrc", "suspend", "--for", "1m",
                               "tunneld"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=host.ENVIRONMENT)
        self.assertEqual(4, done.returncode, done.stdout)
        self.assertIn(b"checks are suspended as soon as it answers", done.stdout)


if __name__ == "__main__":
    unittest.main()
