#!/usr/bin/python3
"""One upgrade of mysql-server under monit, in which no promise may be broken."""

import os
import time
import unittest

from scene import host, manager, monit, testing, upgrade

HOLD = "/run/mysql-server.hold"
# How many checks the hook resumes itself, a busy machine decides: the guard goes on where a hook may not wait.
LINES = {"suspended": r"^monit-pkgmap: suspended \d+ of 22 checks \(",
         "resumed": r"^monit-pkgmap: (resumed 5 checks after |resumed \d checks? after .*; \d more will follow"
                    r"|resuming 5 checks in the background )"}
TWENTY_CYCLES = 20 - 4  # a transaction may cost four extra cycles


def release_before_the_probe_is_due():
    """Ends the scriptlet four cycles before monit runs the program of `every 10 cycles` again.
    The reload waits for that run, and a hook waits five seconds for it: so the hook itself
    resumes the checks, and says so."""
    due = host.wait_until(lambda: "end" in host.read("/run/mysql-server.post"), 300) and \
        host.wait_until(lambda: monit.cycles_counted("app_probe") == 5, 120, step=0.05)
    os.remove(HOLD)
    if not due:
        raise host.SceneError("the upgrade does not come to its end, or monit does not count")


class Upgrade(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        host.write("/opt/app/heartbeat", "x" * 200)
        cls.failing_since = time.time()
        host.write(HOLD, "")
        cls.watched = upgrade.Upgrade("upgrade", "mysql-server")
        cls.watched.start()
        release_before_the_probe_is_due()
        cls.watched.wait()
        cls.watched.finish()

    def test_the_upgrade_itself_is_done(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertEqual("mysql-server-8.0.40-1.el9", manager.chosen().installed("mysql-server"))
        pid = host.read("/run/mysqld/mysqld.pid").strip()
        self.assertEqual("/usr/sbin/mysqld", os.readlink("/proc/%s/exe" % pid))

    def test_monit_ran_nothing_and_saw_no_failed_checksum(self):
        # On a slow machine the upgrade lasts twenty cycles, and monit may then run app_heartbeat.
        for kind, lines in self.watched.own_actions().items():
            self.assertEqual([], [line for line in lines if "'app_heartbeat'" not in line], kind)

    def test_monit_switched_nothing_off(self):
        self.assertEqual([], self.watched.switched_off_by_monit())

    def test_only_what_belongs_to_the_package_was_ever_off(self):
        self.assertEqual(testing.SUSPENDED, self.watched.ever_off())

    def test_everything_is_monitored_at_the_end(self):
        self.assertEqual([], self.watched.lost())
        for name in self.watched.was_on():
            self.assertTrue(self.watched.after[name].on, name)

    def test_what_was_off_stays_off(self):
        self.assertEqual([], self.watched.switched_on())
        for moment, states in self.watched.samples:
            for name in host.SWITCHED_OFF:
                self.assertEqual(0, states[name].monitor if states else 0, (name, moment))

    def test_there_are_at_most_four_extra_cycles(self):
        extra = self.watched.lines("Awakened") + self.watched.lines("Reinitializing")
        self.assertLessEqual(len(extra), 4, extra)

    def test_twenty_cycles_of_a_kept_check_stay_twenty(self):
        if os.path.exists("/opt/app/marker"):
            passed = os.stat("/opt/app/marker").st_mtime - self.failing_since
            self.assertGreaterEqual(passed, TWENTY_CYCLES)

    def test_a_program_every_ten_cycles_does_not_run_because_of_us(self):
        """The extra cycles may bring the program forward by four seconds; a reload waits until it is due."""
        runs = [float(line) for line in host.read("/opt/app/probe.log").split()]
        early = [now - before for before, now in zip(runs, runs[1:])
                 if now > self.watched.began and now - before < 10 - 4]
        self.assertEqual([], early, runs)

    def test_monit_holds_the_new_content_as_baseline(self):
        for check, path in (("mysql_bin", "/usr/sbin/mysqld"),
                            ("mysql_unit", "/usr/lib/systemd/system/mysqld.service")):
            self.assertTrue(monit.named_in(self.page(check), monit.sums(path)), check)

    def test_the_screen_shows_the_lines_of_the_hooks_and_no_more(self):
        self.assert_lines(manager.chosen().via.screen, manager.marked(self.watched.output))

    def test_the_log_of_the_package_manager_has_the_lines_of_the_hooks_and_no_more(self):
        self.assert_lines(manager.chosen().via.logged, manager.chosen().logged())

    def assert_lines(self, kinds, lines):
        self.assertEqual(len(kinds), len(lines), self.watched.output)
        for kind, line in zip(kinds, lines):
            self.assertRegex(line, LINES[kind])

    def test_it_is_suspended_once_and_resumed_once(self):
        """However many hooks see the transaction, and however many processes of rpm there are."""
        for verb in ("unmonitor", "monitor"):
            asked = [line for line in self.watched.log.splitlines() if "'mysql_unit' %s on user request" % verb in line]
            self.assertEqual(1, len(asked), self.watched.log)
        status, answer = testing.pkgmap_json("history")
        self.assertEqual((0, 1), (status, len(answer["sessions"])))

    def test_no_session_is_left(self):
        self.assert_nothing_under_way()

    def test_no_credential_was_seen_anywhere(self):
        self.assert_no_secret(self.watched)

    def test_the_watch_saw_the_argument_lists_of_the_hook(self):
        seen = [line for line in self.watched.arguments.seen if "suspend --transaction" in line]
        self.assertNotEqual([], seen)


if __name__ == "__main__":
    unittest.main()
