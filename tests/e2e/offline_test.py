#!/usr/bin/python3
"""An update while the system is booted to update itself offline: monit does not run, and is not missed."""

import os
import unittest

from scene import host, manager, monit, processes, testing

POLICY = "/etc/monit-pkgmap/policy.yaml"
MARK = "/system-update"
GENERATOR = "/usr/lib/systemd/system-generators/systemd-system-update-generator"
GENERATED = "/run/systemd/generator.early"
SAID = "nothing is suspended: monit does not run during an offline update"


def boot_to_update():
    """What systemd makes of the mark, before the program that updates removes it."""
    os.symlink("/var", MARK)
    os.makedirs(GENERATED)
    host.run(GENERATOR, "/run/nowhere", GENERATED, "/run/nowhere")
    os.remove(MARK)


class Offline(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        testing.begin_to_look()
        host.run("monit", "quit")
        if not host.wait_until(lambda: not os.path.exists("/run/monit.pid"), 20):
            raise host.SceneError("monit does not end")
        boot_to_update()
        host.write(POLICY, "version: 1\ndefaults: {on_error: abort}\n")
        cls.output = host.run(*manager.chosen().command("upgrade", "mysql-server"))
        cls.by_hand = testing.pkgmap("run", "--packages", "slow", "--", "true")
        cls.left = os.listdir(testing.STATE)
        cls.guards = processes.called("guard", "--state-dir")
        os.remove(GENERATED + "/default.target")
        cls.in_a_usual_boot = testing.pkgmap("run", "--packages", "slow", "--", "true")
        host.start_monit()

    def test_the_policy_does_not_end_it(self):
        self.assertEqual("mysql-server-8.0.40-1.el9", manager.chosen().installed("mysql-server"))

    def test_one_line_says_that_monit_does_not_run(self):
        self.assertEqual(["monit-pkgmap: " + SAID], manager.marked(self.output))

    def test_neither_a_session_nor_a_guard_is_left(self):
        self.assertEqual([], [name for name in self.left if name.endswith(".session")])
        self.assertEqual([], self.guards)

    def test_a_command_of_a_script_runs_as_well(self):
        self.assertEqual((0, "", "monit-pkgmap: %s\n" % SAID), self.by_hand)

    def test_in_a_usual_boot_the_policy_calls_for_monit(self):
        self.assertEqual(1, self.in_a_usual_boot[0], self.in_a_usual_boot)
        self.assertIn("command not run", self.in_a_usual_boot[2])

    def test_after_the_next_boot_all_checks_are_monitored_and_as_packaged(self):
        self.assertEqual({}, {name: state for name, state in monit.states().items()
                              if name not in host.SWITCHED_OFF and (state.off or state.status)})
        self.assertEqual(0, testing.pkgmap("verify")[0])

    def test_nothing_has_bypassed_the_hooks(self):
        for words in (("status",), ("recover", "--if-stale")):
            status, answer = testing.pkgmap_json(*words)
            self.assertEqual((0, []), (status, answer["bypassed"]["packages"]))


if __name__ == "__main__":
    unittest.main()
