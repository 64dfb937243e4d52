#!/usr/bin/python3
"""A check watches a program behind a link of alternatives(8), and a scriptlet moves the link.

explain knows where to: in an upgrade by the new scriptlet, in a removal by the group of the link. Afterwards
monit compares with the program to which the link leads.
"""

import json
import os
import unittest

from scene import host, manager, monit, testing, upgrade

LINK = "/usr/bin/runtime"
CHECKS = "check file runtime with path %s\n  if failed checksum then alert\n" % LINK


class Moved(testing.HostTest):
    """A transaction moves the link; ends with what monit and monit-pkgmap then say."""

    @classmethod
    def act(cls, *words):
        cls.watched = upgrade.Upgrade(*words)
        cls.watched.start()
        cls.watched.wait()
        cls.all_on = host.wait_until(cls.watched.all_on, 60)
        cls.over = host.wait_until(lambda: not testing.pkgmap_json("status")[1]["sessions"], 60)
        cls.watched.finish()
        _, cls.after = testing.pkgmap_json("status")

    def foretold_check(self):
        return [one for one in self.foretold["checks"] if one["name"] == "runtime"][0]


class EveryMove:
    """What holds however the link was moved."""

    def test_the_check_was_suspended_and_is_monitored_again(self):
        self.assertEqual(["runtime"], self.watched.ever_off())
        self.assertTrue(self.all_on and self.over, self.watched.output + self.watched.log)
        self.assertEqual(0, monit.states()["runtime"].status)

    def test_monit_compares_with_the_present_program_and_never_complained(self):
        self.assertTrue(monit.named_in(self.page("runtime"), monit.sums(LINK)))
        self.assertEqual([], self.watched.own_actions()["checksum"])

    def test_no_content_is_left_in_doubt(self):
        self.assertEqual(([], []), (self.after["adrift"], self.after["kept"]))


class Upgraded(EveryMove, Moved):
    @classmethod
    def setUpClass(cls):
        testing.set_up_host(also=("runtime",), control_files={"/etc/monit.d/runtime.conf": CHECKS})
        cls.led_to = os.path.realpath(LINK)
        new = manager.chosen().file("v2", "runtime")
        cls.status, cls.foretold = testing.pkgmap_json("explain", "--detailed-exitcode", new)
        cls.words = " ".join(testing.pkgmap("explain", new)[1].split())
        cls.act("upgrade", "runtime")
        cls.past = testing.pkgmap_json("history")[1]["sessions"][-1]

    def test_the_scriptlets_moved_the_link(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertEqual(("/usr/lib/runtime-1/run", "/usr/lib/runtime-2/run"),
                         (self.led_to, os.path.realpath(LINK)))
        self.assertFalse(os.path.exists(self.led_to))

    def test_explain_knew_that_the_link_leads_to_the_new_file(self):
        check = self.foretold_check()
        self.assertEqual((10, "suspend", []), (self.status, check["decision"], check["predictions"]))
        self.assertNotIn("lead elsewhere", self.words)

    def test_the_new_program_is_as_packaged(self):
        self.assertEqual([LINK], [one["path"] for one in self.past["baselines"]])


class Removed(EveryMove, Moved):
    """The administrator has made a file of another package a candidate, too. The directories of the links
    must belong to a package that stays, as on Debian; of rpm's scene they belong to runtime alone."""

    NEXT = "/usr/sbin/tunneld"

    @classmethod
    def setUpClass(cls):
        def prepare():
            host.run("update-alternatives", "--install", LINK, "runtime", cls.NEXT, "0")
        testing.set_up_host(also=("runtime",), control_files={"/etc/monit.d/runtime.conf": CHECKS}, prepare=prepare)
        cls.led_to = os.path.realpath(LINK)
        host.write("/run/removal", json.dumps({"schema": 1, "manager": "test", "pid": os.getpid(), "items": [
            {"action": "remove", "name": "runtime", "version": "1"}]}))
        cls.foretold = testing.pkgmap_json("explain", "--transaction", "/run/removal")[1]
        cls.act("remove", "runtime")

    def test_the_link_leads_to_the_next_best(self):
        self.assertEqual(0, self.watched.process.returncode, self.watched.output)
        self.assertEqual(("/usr/lib/runtime-1/run", self.NEXT), (self.led_to, os.path.realpath(LINK)))

    def test_explain_knew_that_the_file_is_not_gone(self):
        check = self.foretold_check()
        self.assertEqual(("suspend", []), (check["decision"], check["predictions"]))


if __name__ == "__main__":
    unittest.main()
