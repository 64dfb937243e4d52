#!/usr/bin/python3
"""A package changes monit's socket and password on disk; the running monit keeps its own until it is
reloaded. The hook cannot ask monit then, and the guard, which knows both, resumes."""

import unittest

from scene import host, monit, testing, upgrade

OLD = (monit.SOCKET, monit.CREDENTIALS)
NEW = ("/run/monit-new.sock", "demo:canary-of-the-new-httpd")
CHECKS = {"mover_same": "check file mover_same with path /usr/libexec/mover/same\n",
          "mover_worker": "check file mover_worker with path /usr/libexec/mover/worker\n"
                          "  if failed checksum then alert\n"}
SECONDS = 60


def states_at(access):
    """The states that a monit shows which is asked this way; {} if none answers."""
    monit.SOCKET, monit.CREDENTIALS = access
    try:
        return monit.states_or_none() or {}
    finally:
        monit.SOCKET, monit.CREDENTIALS = OLD


class MovedTest(testing.HostTest):
    CHECK = "mover_same"
    SERVED = OLD  # How monit can be asked after the resume.

    @classmethod
    def setUpClass(cls):
        testing.set_up_host(also=("mover",), control_files={"/etc/monit.d/mover.conf": CHECKS[cls.CHECK]})
        text = host.read("/etc/monitrc")
        for old, new in zip(OLD, NEW):
            assert old in text
            text = text.replace(old, new)
        host.write("/run/monitrc.new", text, 0o600)
        cls.watched = upgrade.Upgrade("upgrade", "mover")
        cls.watched.start()
        cls.watched.wait()
        cls.on_in_time = host.wait_until(cls.is_on, SECONDS)
        cls.watched.finish()
        cls.after = states_at(cls.SERVED)

    @classmethod
    def is_on(cls):
        return cls.CHECK in states_at(cls.SERVED) and states_at(cls.SERVED)[cls.CHECK].on

    def test_the_control_file_has_changed(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertIn(NEW[0], host.read("/etc/monitrc"))

    def test_the_check_was_off_and_is_on_again(self):
        self.assertIn(self.CHECK, self.watched.ever_off())
        self.assertTrue(self.on_in_time, self.watched.log)
        self.assertEqual(0, self.after[self.CHECK].status)

    def test_no_other_check_was_ever_off(self):
        # Where monit no longer serves the old address, the samples have no answer.
        self.assertEqual([self.CHECK], self.watched.seen_off())
        self.assertEqual([], sorted(name for name in self.watched.was_on()
                                    if not self.after[name].on))

    def test_no_session_is_left(self):
        self.assertTrue(host.wait_until(
            lambda: testing.pkgmap_json("status")[1]["sessions"] == [], SECONDS))

    def test_no_credential_was_seen_anywhere(self):
        self.assert_no_secret(self.watched)


class WithoutAReload(MovedTest):
    pass


class OverAReload(MovedTest):
    CHECK = "mover_worker"
    SERVED = NEW


del MovedTest

if __name__ == "__main__":
    unittest.main()
