#!/usr/bin/python3
"""What checks name and nobody has: `audit` and `config --check` say so, and `explain` foretells it."""

import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../fixtures/synthetic"))

import unittest  # noqa: E402

from headers import PROGRAM, File, Package, write_database  # noqa: E402
from program import ProgramTest  # noqa: E402

UNIT = "/usr/lib/systemd/system/php82-fpm.service"
PACKAGES = [Package("php82", [File(UNIT), File("/usr/sbin/php82-fpm", PROGRAM)], "8.2"),
            Package("ctl", [File("/usr/libexec/ctl", PROGRAM)], "1")]
GOOD = """\
check process php with pidfile /run/php/fpm.pid
  start program = "/usr/bin/systemctl start php82-fpm"
  stop program = "/usr/bin/systemctl stop php82-fpm.service"
check process ctl with pidfile /run/ctl.pid
  start program = "/usr/libexec/ctl start" as uid "nobody" and gid 0
  if not exist then exec "/bin/sh -c '/usr/libexec/ctl start'"
check file conf with path /etc/passwd
  if failed uid root then alert
  if failed gid "root" then alert
"""


class DeadEnds(ProgramTest):
    def setUp(self):
        super().setUp()
        self.root = self.path("root")
        for path in (UNIT, "/usr/sbin/php82-fpm", "/usr/libexec/ctl", "/usr/bin/systemctl", "/bin/sh"):
            self.put(path, "")
        self.put("/etc/passwd", "root:x:0:0::/:/bin/sh\nnobody:x:99:99::/:/bin/sh\n")
        self.put("/etc/group", "root:x:0:\n")
        write_database(self.root + "/rpmdb", PACKAGES)

    def put(self, path, text):
        os.makedirs(os.path.dirname(self.root + path), exist_ok=True)
        with open(self.root + path, "w", encoding="utf-8") as file:
            file.write(text)

    def run_json(self, checks, *words):
        os.rename(self.write("checks", "set daemon 30\n" + checks), self.root + "/etc/monitrc")
        return self.bare("--root", self.root, "--monitrc", "/etc/monitrc", "--dbpath", "/rpmdb", "--json", *words)

    def audit(self, checks):
        answer = self.run_json(checks, "audit")
        self.assertEqual(0, answer.status, answer)
        return [(one["check"], one["line"], one["detail"]) for one in json.loads(answer.out)["findings"]
                if one["id"] == "dead-end"]

    def test_nothing_is_found_where_all_is_there(self):
        self.assertEqual([], self.audit(GOOD))
        answer = self.run_json(GOOD, "config", "--check")
        self.assertEqual((0, []), (answer.status, json.loads(answer.out)["remarks"]))

    ROWS = (
        ("/usr/libexec/ctl start\"", "/usr/libexec/gone start\"", "ctl", 6,
         "start program runs /usr/libexec/gone, which does not exist"),
        ("-c '/usr/libexec/ctl", "-c '/usr/libexec/gone", "ctl", 7,
         "the exec of a test runs /usr/libexec/gone, which does not exist"),
        ("start php82-fpm", "start php83-fpm", "php", 3,
         "start program names php83-fpm.service, which no unit file defines"),
        ("stop php82-fpm.service", "stop php@a", "php", 4,
         "stop program names php@a.service, which no unit file defines"),
        ("uid \"nobody\"", "uid \"ctl\"", "ctl", 6, "start program runs as the user ctl, which does not exist"),
        ("gid 0", "gid ctl", "ctl", 6, "start program runs as the group ctl, which does not exist"),
        ("uid root", "uid ctl", "conf", 9, "a test expects the user ctl, which does not exist"),
        ("gid \"root\"", "gid \"wheel\"", "conf", 10, "a test expects the group wheel, which does not exist"),
    )

    def test_each_has_its_line(self):
        for old, new, check, line, detail in self.ROWS:
            with self.subTest(new):
                self.assertIn(old, GOOD)
                self.assertEqual([(check, line, detail)], self.audit(GOOD.replace(old, new)))

    def test_a_command_that_may_be_missing_is_none(self):
        for text in ("[ -x /opt/gone ] && /opt/gone start", "systemctl start php82-fpm || systemctl start gone",
                     "systemctl start gone || systemctl start php82-fpm",
                     "if [ -x /opt/gone ]; then /opt/gone start; else systemctl start gone; fi",
                     "case x in x) /opt/gone start;; esac", "sh -c \\\"test -x /opt/gone && /opt/gone\\\"",
                     "until systemctl start gone; do sleep 1; done"):
            with self.subTest(text):
                self.assertEqual([], self.audit(GOOD.replace("/usr/libexec/ctl start'", text + "'")))

    def test_a_command_of_a_list_or_a_loop_is_one(self):
        for text in ("rm -f /run/x; /opt/gone start", "for s in a; do /opt/gone $s; done", "\\\"\\\" x; /opt/gone"):
            with self.subTest(text):
                self.assertEqual([("ctl", 7, "the exec of a test runs /opt/gone, which does not exist")],
                                 self.audit(GOOD.replace("/usr/libexec/ctl start'", text + "'")))

    def test_config_check_warns(self):
        answer = self.run_json(GOOD.replace("start php82-fpm", "start php83-fpm"), "config", "--check")
        said = json.loads(answer.out)["remarks"]
        self.assertEqual((0, ["warning"]), (answer.status, [one["severity"] for one in said]))
        self.assertIn("'php': start program names php83-fpm.service", said[0]["message"])

    def test_a_masked_unit_cannot_be_started(self):
        os.makedirs(self.root + "/etc/systemd/system")
        os.symlink("/dev/null", self.root + "/etc/systemd/system/php82-fpm.service")
        self.assertEqual([("php", 3, "start program starts php82-fpm.service, which is masked")], self.audit(GOOD))

    def test_what_a_masked_unit_does_not_hinder(self):
        os.makedirs(self.root + "/etc/systemd/system")
        os.symlink("/dev/null", self.root + "/etc/systemd/system/php82-fpm.service")
        self.put("/usr/sbin/service", "")
        for command in ("systemctl is-active php82-fpm", "systemctl stop php82-fpm", "systemctl kill php82-fpm",
                        "systemctl try-restart php82-fpm", "systemctl disable --now php82-fpm",
                        "systemctl mask --now php82-fpm", "service php82-fpm status", "service php82-fpm stop",
                        "service php82-fpm condrestart"):
            with self.subTest(command):
                self.assertEqual([], self.audit("check program a with path \"/bin/sh -c '%s'\"\n"
                                                "  if status != 0 then alert\n" % command))
                self.assertEqual([], self.audit("check file a with path /etc/passwd\n"
                                                "  if changed size then exec \"/bin/sh -c '%s'\"\n" % command))

    def test_what_a_masked_unit_hinders(self):
        os.makedirs(self.root + "/etc/systemd/system")
        os.symlink("/dev/null", self.root + "/etc/systemd/system/php82-fpm.service")
        self.put("/usr/sbin/service", "")
        for command in ("systemctl start php82-fpm", "systemctl restart php82-fpm", "systemctl enable --now php82-fpm",
                        "systemctl reload-or-restart php82-fpm", "service php82-fpm restart",
                        "systemctl stop php82-fpm; systemctl start php82-fpm"):
            with self.subTest(command):
                self.assertEqual([("a", 3, "the exec of a test starts php82-fpm.service, which is masked")],
                                 self.audit("check file a with path /etc/passwd\n"
                                            "  if changed size then exec \"/bin/sh -c '%s'\"\n" % command))

    def test_a_start_program_that_stops_another_unit_first(self):
        self.put("/usr/lib/systemd/system/old.service", "")
        os.makedirs(self.root + "/etc/systemd/system")
        os.symlink("/dev/null", self.root + "/etc/systemd/system/old.service")
        command = "/bin/sh -c 'systemctl stop old; systemctl start php82-fpm'"
        self.assertEqual([], self.audit(GOOD.replace("/usr/bin/systemctl start php82-fpm", command)))

    def test_explain_foretells_what_goes_away(self):
        items = [{"action": "remove", "name": "php82", "epoch": "0", "version": "8.2", "release": "1",
                  "arch": "x86_64"}]
        answer = self.run_json(GOOD, "explain", "--detailed-exitcode", "--transaction",
                               self.transaction(items=items))
        said = {one["name"]: one["dead_ends"] for one in json.loads(answer.out)["checks"] if one["dead_ends"]}
        self.assertEqual((10, ["php"]), (answer.status, list(said)), answer)
        self.assertEqual([{"detail": "%s program names php82-fpm.service, which goes away with php82-8.2-1.x86_64"
                                     % role, "certain": True} for role in ("start", "stop")], said["php"])


if __name__ == "__main__":
    unittest.main()
