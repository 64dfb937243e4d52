#!/usr/bin/python3
"""Other plugins of dnf restart the daemon after the transaction: ours resumes after all of them."""

import glob
import json
import os
import unittest

import dnf.const

from scene import host, testing, upgrade

# dnf calls plugins in the order in which a directory lists its files.
NAMES = ["aa_restart", "zz_restart"]
PLUGIN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "plugins", "restart_mysqld.py")
OURS = dnf.const.PLUGINPATH + "/monit_pkgmap.py"


def put_others_before_and_after_ours():
    """Writes the other plugins before and after ours, since most file systems list the newest file
    first or last."""
    ours = host.read(OURS)
    os.remove(OURS)
    host.write("%s/%s.py" % (dnf.const.PLUGINPATH, NAMES[0]), host.read(PLUGIN))
    host.write(OURS, ours)
    host.write("%s/%s.py" % (dnf.const.PLUGINPATH, NAMES[1]), host.read(PLUGIN))
    order = [os.path.basename(path) for path in glob.glob(dnf.const.PLUGINPATH + "/*.py")]
    if order.index("monit_pkgmap.py") > max(order.index(name + ".py") for name in NAMES):
        raise host.SceneError("here ours comes last by itself: %s" % order)


class LastOfAllHooks(testing.HostTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        put_others_before_and_after_ours()
        cls.watched = upgrade.Upgrade("upgrade", "mysql-server").run()
        cls.restarts = dict(map(json.loads, host.read("/run/restarts").splitlines()))

    def test_dnf_was_content_and_every_plugin_was_called(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertEqual(set(NAMES), set(self.restarts), self.watched.output)

    def test_everything_was_suspended_while_each_of_them_restarted_the_daemon(self):
        for name, sessions in self.restarts.items():
            self.assertEqual(1, len(sessions), name)
            off = [check["name"] for check in sessions[0]["checks"] if check["suspended"] and check["state"] == "off"]
            self.assertEqual(testing.SUSPENDED, sorted(off), name)

    def test_monit_started_nothing_in_between(self):
        self.assertEqual([], self.watched.own_actions()["ran"])
        self.assertEqual([], self.watched.switched_off_by_monit())

    def test_everything_came_back(self):
        self.assertTrue(host.wait_until(self.watched.all_on, 30), self.watched.lost())
        self.assert_nothing_under_way()
        self.assertEqual(2, len(testing.hook_lines(self.watched.output)), self.watched.output)


if __name__ == "__main__":
    unittest.main()
