#!/usr/bin/python3
"""The guard is frozen, or the state directory is removed or hidden while a scriptlet runs: no check
stays suspended, and nobody says that all is well before it is."""

import os
import shutil
import signal
import stat
import unittest

from scene import host, monit, processes, tcp, testing, upgrade

SECONDS = 30  # from the end of the package manager until all checks are back


def scriptlet_runs():
    return any(b"/rpm-tmp." in processes.arguments_of(pid) for pid in os.listdir("/proc") if pid.isdigit())


def guards():
    return processes.called("guard", "--session")


def view():
    return testing.pkgmap_json("status")[1]


class _Struck(testing.HostTest):
    """strike() is called while the scriptlet runs, afterwards() when the package manager has ended."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.watched = upgrade.Upgrade("upgrade", "mysql-server")
        cls.watched.start()
        if not host.wait_until(lambda: "begin" in host.read("/run/mysql-server.post"), 300):
            raise host.SceneError("no scriptlet")
        states = monit.states()
        cls.off_in_scriptlet = sorted(name for name in cls.watched.was_on() if states[name].off)
        cls.strike()
        cls.watched.wait()
        cls.afterwards()
        cls.all_on_in_time = host.wait_until(cls.watched.all_on, SECONDS)
        cls.guards_ended = host.wait_until(lambda: not guards(), 60)
        cls.watched.finish()
        cls.clean_up()

    @classmethod
    def afterwards(cls):
        """Nothing needs to be done."""

    @classmethod
    def clean_up(cls):
        """Nothing needs to be undone."""

    def test_the_checks_were_suspended_when_it_happened(self):
        self.assertEqual(testing.SUSPENDED, self.off_in_scriptlet)

    def test_all_are_monitored_in_the_end(self):
        self.assertTrue(self.all_on_in_time, self.watched.output + self.watched.log)
        self.assertEqual([], self.watched.lost())

    def test_what_was_off_stays_off(self):
        self.assertEqual([], self.watched.switched_on())

    def test_no_session_and_no_guard_is_left(self):
        self.assertTrue(self.guards_ended)
        self.assert_nothing_under_way()
        self.assertEqual([], view()["lost_guards"])


class _FrozenGuard(_Struck):
    """SIGSTOP to the guard, SIGKILL to dnf."""

    command = ()

    @classmethod
    def strike(cls):
        cls.frozen = guards()
        for guard in cls.frozen:
            os.kill(guard, signal.SIGSTOP)
        os.kill(cls.watched.process.pid, signal.SIGKILL)

    @classmethod
    def afterwards(cls):
        host.wait_until(lambda: not scriptlet_runs(), 60)
        cls.early = testing.pkgmap(*cls.command)
        cls.seen_late = host.wait_until(lambda: any(one["guard_is_late"] for one in view()["sessions"]), 60)
        states = monit.states()
        cls.off_until_then = sorted(name for name in cls.watched.was_on() if states[name].off)
        cls.said = testing.pkgmap("status")[1]
        cls.answer = testing.pkgmap(*cls.command)

    def test_one_guard_was_frozen(self):
        self.assertEqual(1, len(self.frozen))

    def test_status_says_that_the_guard_is_frozen(self):
        self.assertTrue(self.seen_late)
        self.assertIn("frozen", self.said)

    def test_nobody_resumes_before(self):
        self.assertEqual(testing.SUSPENDED, self.off_until_then)

    def test_a_guard_that_is_not_late_yet_is_left_alone(self):
        self.assertNotIn("mysql", self.early[1])

    def test_the_frozen_guard_is_killed(self):
        self.assertFalse(os.path.exists("/proc/%d" % self.frozen[0]))


class FrozenGuard(_FrozenGuard):
    command = ("recover",)

    def test_recover_resumes(self):
        self.assertEqual(0, self.answer[0], self.answer)
        self.assertIn("is gone: resumed 5 checks", self.answer[1].replace("\n", " "))


class FrozenGuardIfStale(_FrozenGuard):
    command = ("recover", "--if-stale")

    def test_if_stale_fails_and_hands_over(self):
        self.assertEqual(1, self.answer[0], self.answer)
        self.assertIn("a new guard looks after them", self.answer[1])


class Removed(_Struck):
    """rm -r of the state directory."""

    @classmethod
    def strike(cls):
        shutil.rmtree(testing.STATE)
        cls.session_is_back = host.wait_until(lambda: os.path.isdir(testing.STATE) and view()["sessions"], 20)
        cls.mode = stat.S_IMODE(os.stat(testing.STATE).st_mode)
        cls.owner = os.stat(testing.STATE).st_uid

    def test_the_guard_writes_the_record_again(self):
        self.assertTrue(self.session_is_back)
        self.assertEqual((0o700, 0), (self.mode, self.owner))


class ModulesRemoved(_Struck):
    """monit is asked by TLS, and the transaction removes the modules, as when monit-pkgmap goes."""

    @classmethod
    def set_up_host(cls):
        testing.set_up_host(prepare=lambda: tcp.listen(tcp.free_port(), tls=True))

    @classmethod
    def strike(cls):
        for module in ("rpm", "tls"):
            os.remove("/usr/libexec/monit-pkgmap/monit-pkgmap-%s.so" % module)

    @classmethod
    def afterwards(cls):
        cls.doctor = testing.pkgmap("doctor")

    def test_a_new_process_says_why_it_cannot_ask_monit(self):
        self.assertEqual(1, self.doctor[0])
        self.assertIn("FAIL /usr/libexec/monit-pkgmap/monit-pkgmap-tls.so cannot be loaded, and without it monit cannot "
                      "be asked by TLS -> install monit-pkgmap anew", " ".join(self.doctor[1].split()))

    def test_a_new_process_says_why_it_cannot_read_the_package_database(self):
        self.assertIn("FAIL /usr/libexec/monit-pkgmap/monit-pkgmap-rpm.so cannot be loaded: cannot open shared object "
                      "file: No such file or directory -> install monit-pkgmap anew",
                      " ".join(self.doctor[1].split()))


class MountedOver(_Struck):
    """A tmpfs over the state directory, in which only root may write."""

    options = "mode=0700"

    @classmethod
    def strike(cls):
        host.run("mount", "-t", "tmpfs", "-o", cls.options, "tmpfs", testing.STATE)

    @classmethod
    def clean_up(cls):
        host.run("umount", testing.STATE)


class MountedOverReadOnly(MountedOver):
    """In which nobody can write: the guard goes on with the hidden one."""

    options = "mode=0700,ro"


class MountedOverForAll(MountedOver):
    """In which everybody may write: nothing there is trusted, and the guard goes on with the hidden one."""

    options = "mode=1777"


if __name__ == "__main__":
    unittest.main()
