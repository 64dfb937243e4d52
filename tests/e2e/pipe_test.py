#!/usr/bin/python3
"""In a pipe, too, each line of a hook begins on a line of its own: also an error, right behind what the
package manager has written last."""

import subprocess
import unittest

from scene import host, manager, testing


class Pipe(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        testing.set_up_host()
        with subprocess.Popen(
                manager.chosen().command("upgrade", "mysql-server"), env=host.ENVIRONMENT,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                universal_newlines=True) as process:
            host.wait_until(lambda: "begin" in host.read("/run/mysql-server.post"), 300)
            host.run("monit", "quit")  # So that the hook has an error to tell, and nothing else.
            cls.output, _ = process.communicate(timeout=120)
            cls.status = process.returncode

    def test_the_upgrade_is_done(self):
        self.assertEqual(0, self.status, self.output)

    def test_no_line_of_the_hook_is_glued_to_another_one(self):
        lines = [line for line in self.output.splitlines() if manager.MARK in line]
        self.assertEqual(2, len(lines), self.output)
        self.assertIn("monit does not answer", lines[1])
        for line in lines:
            self.assertRegex(line, "^(warning: )?" + manager.MARK, self.output)


if __name__ == "__main__":
    unittest.main()
