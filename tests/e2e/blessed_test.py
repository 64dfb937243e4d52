#!/usr/bin/python3
"""Ways by which a changed file could become good without anybody's word."""

import os
import unittest

from scene import host, monit, testing, upgrade

JAR = "/opt/app/app.jar"
ALARM = "drift_app_jar"
IN_TIME = 30.0  # seconds: the guard waits for a moment that suits a reload


def is_alarming(name):
    now = monit.states_or_none() or {}
    return name in now and bool(now[name].status & 1)


class Blessed(testing.HostTest):
    """Subclasses change app.jar; its alarm has to go on."""

    watched = None

    def test_monit_alarms_about_the_file(self):
        self.assertTrue(host.wait_until(lambda: is_alarming(ALARM), IN_TIME), testing.pkgmap("status"))

    def test_verify_says_drift(self):
        self.assertTrue(host.wait_until(lambda: testing.pkgmap_json("verify")[0] == 7, IN_TIME))
        _, answer = testing.pkgmap_json("verify")
        self.assertIn((JAR, "drift"), [(file["path"], file["result"]) for file in answer["files"]])

    def test_every_check_is_monitored(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertTrue(host.wait_until(self.watched.all_on, IN_TIME), self.watched.lost())


class ByALink(Blessed):
    """During the upgrade somebody lets the path lead to a packaged file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.watched = upgrade.Upgrade("upgrade", "mysql-server")
        cls.watched.start()
        if not host.wait_until(lambda: "begin" in host.read("/run/mysql-server.post"), 300, 0.05):
            cls.watched.process.kill()
            raise host.SceneError("no scriptlet")
        os.remove(JAR)
        os.symlink("/usr/share/plain/text", JAR)
        cls.watched.wait()
        cls.watched.finish()

    def test_verify_names_the_link(self):
        _, answer, _ = testing.pkgmap("verify")
        self.assertIn("is a link that no package made", " ".join(answer.split()))


class ByMonitItself(Blessed):
    """An alarm is on when monit's own package, and nothing else, is upgraded."""

    @classmethod
    def setUpClass(cls):
        def run_monit2():
            os.remove("/usr/bin/monit")
            os.symlink("/usr/libexec/monit2/monit", "/usr/bin/monit")
        testing.set_up_host(also=["monit2"], prepare=run_monit2)
        host.replace(JAR, "somebody else's\n")
        if not host.wait_until(lambda: is_alarming("app_jar"), 20):
            raise host.SceneError("monit did not notice")
        cls.watched = upgrade.Upgrade("upgrade", "monit2")
        cls.watched.run()


if __name__ == "__main__":
    del Blessed
    unittest.main()
