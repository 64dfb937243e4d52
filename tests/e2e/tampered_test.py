#!/usr/bin/python3
"""Somebody has changed the packaged file of a kept check before the upgrade of another package."""

import unittest

from scene import host, manager, monit, testing, upgrade

TAMPERED = "/usr/sbin/tunneld"


class Tampered(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.old = monit.sums(TAMPERED)
        cls.page_before = monit.get("/tunneld_bin")
        # A new inode, as an attacker makes it: the running program keeps the old one.
        host.run("sh", "-c", "cp -p {0} {0}.new && echo >> {0}.new && mv {0}.new {0}".format(TAMPERED))
        if not host.wait_until(lambda: monit.states()["tunneld_bin"].status != 0, 20):
            raise host.SceneError("monit did not notice")
        cls.watched = upgrade.Upgrade("upgrade", "mysql-server").run()

    def test_the_upgrade_itself_is_done(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertEqual("mysql-server-8.0.40-1.el9", manager.chosen().installed("mysql-server"))

    def test_monit_still_compares_the_file_with_its_old_content(self):
        self.assertTrue(monit.named_in(self.page_before, self.old), self.page_before)
        pages = [self.page(name) for name in self.watched.after]
        self.assertTrue([page for page in pages if monit.named_in(page, self.old) and TAMPERED in page])

    def test_monit_still_alarms(self):
        since = self.watched.ended + 2
        alarms = [line for line in self.watched.own_actions()["checksum"]
                  if monit.named_in(line, self.old) and upgrade.moment(line) > since]
        self.assertNotEqual([], alarms, self.watched.log)

    def test_verify_names_the_file_and_says_drift(self):
        status, answer = testing.pkgmap_json("verify")
        self.assertEqual(7, status)
        self.assertIn((TAMPERED, "drift"), [(f["path"], f["result"]) for f in answer["files"]])

    def test_the_person_at_the_screen_is_told(self):
        self.assertTrue([line for line in testing.hook_lines(self.watched.output) if TAMPERED in line],
                        self.watched.output)
        self.assert_hook_lines_are_the_loggers(self.watched.output)

    def test_kept_checks_were_never_off(self):
        self.assertEqual([], sorted(set(self.watched.ever_off()) - set(testing.SUSPENDED)))

    def test_what_is_not_monitored_is_named_with_a_reason(self):
        _, answer = testing.pkgmap_json("status")
        named = {kept["name"] for kept in answer["kept"] if kept["reason"]}
        self.assertEqual([], sorted(set(self.watched.lost()) - named))

    def test_monit_ran_nothing_by_itself(self):
        self.assertEqual([], self.watched.own_actions()["ran"])


if __name__ == "__main__":
    unittest.main()
