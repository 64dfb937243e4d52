#!/usr/bin/python3
"""Unusual ways to run a transaction, and unusual hosts: after each attempt every check is monitored or
named, and no content is good that nobody shipped or accepted."""

import fcntl
import json
import os
import pwd
import re
import resource
import shutil
import subprocess
import time
import unittest

from scene import host, monit, testing

EVIL = "/tmp/evil"
MARK = EVIL + "/mark"
TUNNELD = "/usr/sbin/tunneld"
SUSPENDED = "suspended 3 of "
COMES_ROUND = 60  # seconds


class Adversary(testing.HostTest):
    """Each test begins with every check on and ends so; the package `tunneld` is reinstalled again and
    again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        os.makedirs(EVIL)
        os.chown(EVIL, pwd.getpwnam("nobody").pw_uid, -1)
        testing.begin_to_look()
        cls.before = monit.states()

    def setUp(self):
        self.assertTrue(host.wait_until(self.all_on, COMES_ROUND), testing.pkgmap("status")[1])

    def all_on(self):
        now = monit.states_or_none() or {}
        return all(name in now and now[name].on for name, state in self.before.items() if state.monitor != 0)

    def assert_all_on_and_nothing_left(self):
        self.assertTrue(host.wait_until(self.all_on, COMES_ROUND), testing.pkgmap("status")[1])
        self.assertTrue(host.wait_until(
            lambda: testing.pkgmap_json("status")[1]["sessions"] == [], COMES_ROUND), testing.pkgmap("status")[1])

    def reinstall(self, *before, expect=0, environment=None, options=(), **popen):
        """Returns what dnf printed."""
        done = subprocess.run([*before, *host.dnf_command(*options, "reinstall", "tunneld")],
                              env=dict(host.ENVIRONMENT, **(environment or {})), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True,
                              timeout=180, check=False, **popen)
        self.assertEqual(expect, done.returncode, done.stdout)
        return done.stdout

    def requests(self):
        """How often monit was asked to unmonitor a check of the package."""
        return host.read(monit.LOG).count("'tunneld_conf' unmonitor on user request")

    def test_a_path_with_programs_of_another_user(self):
        names = ("monit", "systemctl", "rpm", "sh", "monit-pkgmap", "python3")
        for name in names:
            host.write("%s/bin/%s" % (EVIL, name), "#!/bin/sh\n: > %s\n" % MARK, 0o755)
        path = EVIL + "/bin:" + host.ENVIRONMENT["PATH"]
        self.assertIn(SUSPENDED, self.reinstall("/usr/bin/env", "PATH=" + path))
        # dnf itself may run a script of the package with this PATH, but tunneld has none.
        self.assertFalse(os.path.exists(MARK))
        self.assert_all_on_and_nothing_left()

    def test_an_umask_that_gives_nobody_a_right(self):
        self.assertIn(SUSPENDED,
                      self.reinstall("/bin/sh", "-c", "umask 0777; exec \"$@\"", "sh"))
        self.assert_all_on_and_nothing_left()
        self.assertEqual(0o700, os.stat(testing.STATE).st_mode & 0o7777)

    def test_an_umask_that_gives_all_rights(self):
        self.assertIn(SUSPENDED, self.reinstall("/bin/sh", "-c", "umask 0; exec \"$@\"", "sh"))
        self.assert_all_on_and_nothing_left()
        for name in os.listdir(testing.STATE):
            path = os.path.join(testing.STATE, name)
            if os.path.isfile(path):
                self.assertEqual(0, os.stat(path).st_mode & 0o022, name)

    def test_few_descriptors(self):
        self.reinstall(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)))
        self.assert_all_on_and_nothing_left()

    def test_no_core_and_little_stack(self):
        self.reinstall(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_STACK, (1 << 20, 1 << 20)))
        self.assert_all_on_and_nothing_left()

    def test_a_closed_standard_input(self):
        self.assertIn(SUSPENDED, self.reinstall("/bin/sh", "-c", "exec \"$@\" <&-", "sh"))
        self.assert_all_on_and_nothing_left()

    def test_a_mount_namespace_of_its_own(self):
        before = self.requests()
        output = self.reinstall("unshare", "--mount", "--propagation", "private")
        self.assert_all_on_and_nothing_left()
        self.assertTrue(self.requests() > before or "monit" in output, output)

    def test_a_network_of_its_own(self):
        """monit listens on a unix socket, which has no network."""
        self.assertIn(SUSPENDED, self.reinstall("unshare", "--net"))
        self.assert_all_on_and_nothing_left()

    def test_processes_of_its_own(self):
        """monit cannot be seen from there, so nobody can know who answers: it is told, and dnf goes on."""
        output = self.reinstall("unshare", "--pid", "--fork", "--mount-proc")
        self.assertTrue(testing.hook_lines(output), output)
        self.assert_all_on_and_nothing_left()

    def test_a_transaction_of_the_database_alone(self):
        """Nothing but the database changes, so no content is new, and none is good that was not."""
        self.addCleanup(self.downgrade)
        host.run(*host.dnf_command("--setopt=tsflags=justdb", "upgrade", "tunneld"))
        self.assert_all_on_and_nothing_left()
        shown = self.sums_on_the_page()
        self.assertTrue(shown, self.page("tunneld_bin"))
        host.run(*host.dnf_command("--setopt=tsflags=justdb", "downgrade", "tunneld"))
        self.assert_all_on_and_nothing_left()
        self.assertEqual(shown, self.sums_on_the_page())

    def sums_on_the_page(self):
        return sorted(set(re.findall(r"hecksum.*?\b([0-9a-f]{32,64})\b", self.page("tunneld_bin"), re.S)))

    def downgrade(self):
        if host.run("rpm", "-q", "--qf", "%{version}", "tunneld") != "1.4":
            host.run(*host.dnf_command("downgrade", "tunneld"))
        self.assert_all_on_and_nothing_left()

    def test_replaced_files(self):
        """rpm overwrites a file that somebody has changed: the packaged content is good again."""
        host.replace(TUNNELD, "not the tunnel\n")
        self.addCleanup(host.run, *host.dnf_command("reinstall", "tunneld"))
        self.reinstall()
        self.assert_all_on_and_nothing_left()
        self.assertEqual(0, testing.pkgmap("verify")[0])

    def test_a_mount_over_a_checked_file(self):
        """Another content stands at the path while a package is reinstalled: it becomes no good content."""
        host.write(EVIL + "/jar", "another archive\n")
        host.run("mount", "--bind", EVIL + "/jar", "/opt/app/app.jar")
        try:
            self.reinstall()
            status, out, _ = testing.pkgmap("verify")
        finally:
            host.run("umount", "/opt/app/app.jar")
        self.assertNotEqual(0, status, out)
        self.assertIn("/opt/app/app.jar", out)
        self.assert_all_on_and_nothing_left()
        self.assertEqual(0, testing.pkgmap("verify")[0])

    def test_a_second_name_of_a_checked_file(self):
        """Whoever may write a file by its second name has changed the checked file: an alarm lasts."""
        os.link("/opt/app/app.jar", "/opt/app/second")
        self.addCleanup(os.remove, "/opt/app/second")
        good = host.read("/opt/app/app.jar")
        with open("/opt/app/second", "w", encoding="utf-8") as file:
            file.write("written by the second name\n")
        self.reinstall()
        status, out, _ = testing.pkgmap("verify")
        self.assertNotEqual(0, status, out)
        self.assertIn("/opt/app/app.jar", out)
        with open("/opt/app/second", "w", encoding="utf-8") as file:
            file.write(good)
        self.assert_all_on_and_nothing_left()

    def test_a_session_of_rubbish(self):
        """A file that says nothing is named, and hides no other session."""
        path = testing.STATE + "/0123456789abcdef.session"
        host.write(path, "\0rubbish", 0o600)
        try:
            self.assertIn(SUSPENDED, self.reinstall())
            told = "".join(str(part) for part in testing.pkgmap("status"))
            self.assertIn("0123456789abcdef", told)
        finally:
            os.remove(path)
        self.assert_all_on_and_nothing_left()

    def test_ten_thousand_foreign_files_in_the_state_directory(self):
        names = ["%s/foreign-%d.session.txt" % (testing.STATE, number) for number in range(10000)]
        for name in names:
            host.write(name, "", 0o600)
        try:
            self.assertIn(SUSPENDED, self.reinstall())
            self.assert_all_on_and_nothing_left()
        finally:
            for name in names:
                os.remove(name)

    def test_a_lock_that_is_never_let_go(self):
        """Only root can open the lock. The hook waits 5 s, says so, and dnf goes on."""
        with open(testing.STATE + "/lock", "a", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            began = time.monotonic()
            self.assertIn("another monit-pkgmap", self.reinstall())
            self.assertLess(time.monotonic() - began, 60)
        self.assert_all_on_and_nothing_left()

    def test_a_lock_of_reloads_that_is_never_let_go(self):
        """Checks are suspended and resumed all the same, as long as none needs a new baseline."""
        with open(testing.STATE + "/reload.lock", "a", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertIn(SUSPENDED, self.reinstall())
            self.assert_all_on_and_nothing_left()

    def test_a_state_directory_that_is_a_link(self):
        shutil.move(testing.STATE, "/var/lib/state-aside")
        os.symlink(EVIL, testing.STATE)
        try:
            output = self.reinstall()
        finally:
            os.remove(testing.STATE)
            shutil.move("/var/lib/state-aside", testing.STATE)
        self.assertNotIn("suspended", output)
        self.assertTrue(testing.hook_lines(output), output)
        self.assertEqual([], [name for name in os.listdir(EVIL) if name.endswith((".session", "lock"))])
        self.assert_all_on_and_nothing_left()

    def test_a_state_directory_that_everybody_may_write(self):
        os.chmod(testing.STATE, 0o777)
        try:
            output = self.reinstall()
        finally:
            os.chmod(testing.STATE, 0o700)
        self.assertNotIn("suspended", output)
        self.assertTrue(testing.hook_lines(output), output)
        self.assert_all_on_and_nothing_left()

    def test_a_control_file_of_a_mebibyte(self):
        good = host.read("/etc/monitrc")
        with open("/etc/monitrc", "a", encoding="utf-8") as file:
            file.write("\n".join(["", *["# " + "x" * 98] * 10486, ""]))
        try:
            self.assertIn(SUSPENDED, self.reinstall())
            self.assert_all_on_and_nothing_left()
        finally:
            with open("/etc/monitrc", "w", encoding="utf-8") as file:
                file.write(good)

    def test_a_state_directory_without_room(self):
        """No session can be written, so none begins: the hook says so, and dnf goes on."""
        host.run("mount", "-t", "tmpfs", "-o", "size=4k,mode=700", "tmpfs", testing.STATE)
        try:
            output = self.reinstall()
        finally:
            host.run("umount", testing.STATE)
        self.assertNotIn("suspended", output)
        self.assertTrue(testing.hook_lines(output), output)
        self.assert_all_on_and_nothing_left()

    def test_a_transaction_of_another_root(self):
        """Whatever dnf says of a root without a system, no check of this host is touched."""
        before = self.requests()
        subprocess.run(host.dnf_command("--installroot", EVIL + "/root", "install", "tunneld"), env=host.ENVIRONMENT,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180,
                       check=False)
        self.assertEqual(before, self.requests())
        self.assert_all_on_and_nothing_left()

    def test_a_word_that_only_monits_log_has(self):
        """A check that is unmonitored once more while a session has it off stays off."""
        text = json.dumps({"schema": 1, "manager": "test", "pid": os.getpid(),
                           "items": [{"action": "upgrade", "name": "tunneld"}]})
        begun = subprocess.run(["monit-pkgmap", "suspend", "--transaction", "-", "--json"], input=text,
                               env=host.ENVIRONMENT, stdout=subprocess.PIPE, universal_newlines=True, timeout=60,
                               check=True)
        host.run("monit", "unmonitor", "tunneld_conf")
        testing.pkgmap("resume", "--session", json.loads(begun.stdout)["session"])
        try:
            self.assertTrue(host.wait_until(
                lambda: testing.pkgmap_json("status")[1]["sessions"] == [], COMES_ROUND), testing.pkgmap("status")[1])
            self.assertTrue(monit.states()["tunneld_conf"].off)
        finally:
            host.run("monit", "monitor", "tunneld_conf")
        self.assert_all_on_and_nothing_left()

    def test_a_huge_transaction_on_standard_input(self):
        items = [{"action": "upgrade", "name": "package%d" % number, "version": "1", "release": "1", "arch": "noarch"}
                 for number in range(20000)]
        text = json.dumps({"schema": 1, "manager": "test", "pid": os.getpid(), "items": items})
        done = subprocess.run(["monit-pkgmap", "suspend", "--transaction", "-", "--json"], input=text,
                              env=host.ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              universal_newlines=True, timeout=60, check=False)
        self.assertNotIn("terminate", done.stdout)
        self.assert_all_on_and_nothing_left()

    def test_a_package_with_a_huge_header(self):
        """A changelog of 8 MB and twenty thousand files."""
        spec = EVIL + "/huge.spec"
        host.write(spec, "\n".join([
            "Name: huge", "Version: 1", "Release: 1", "Summary: s", "License: MIT", "BuildArch: noarch",
            "%description", "d", "%install", "mkdir -p %{buildroot}/usr/share/huge",
            "cd %{buildroot}/usr/share/huge && seq 20000 | xargs touch", "%files", "/usr/share/huge",
            "%changelog", "* Thu Jan 01 2026 a <a@example.com> - 1-1", "- " + "x" * 8_000_000, ""]))
        host.run("rpmbuild", "-bb", "--quiet", "--define", "_topdir " + EVIL + "/build", "--define",
                 "_rpmdir " + EVIL, "--define", "__os_install_post %{nil}", spec)
        began = time.monotonic()
        status, out, err = testing.pkgmap("explain", EVIL + "/noarch/huge-1-1.noarch.rpm")
        self.assertLess(time.monotonic() - began, 40)
        self.assertNotIn(status, (134, 139), out + err)
        done = subprocess.run(host.dnf_command("install", EVIL + "/noarch/huge-1-1.noarch.rpm"),
                              env=host.ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              universal_newlines=True, timeout=180, check=False)
        self.assertEqual(0, done.returncode, done.stdout)
        self.assert_all_on_and_nothing_left()


if __name__ == "__main__":
    unittest.main()
