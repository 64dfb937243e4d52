"""What the tests share: the host, calls of the program, and the search for secrets."""

import json
import os
import subprocess
import sys
import unittest

from scene import host, manager, monit

sys.path.append(host.SOURCE + "/tests/cli")

import schemas  # noqa: E402

STATE = "/var/lib/monit-pkgmap"
SUSPENDED = ["mysql_bin", "mysql_conf", "mysql_unit", "mysqld", "orders_spool"]
CANARY = "canary"


def set_up_host(**more):
    """Sets up the host with the packages and the program that the environment names."""
    host.set_up(os.environ["PKGMAP_E2E_PACKAGES"], manager.chosen(), os.environ["PKGMAP_BUILD"], **more)


def pkgmap(*arguments, program="monit-pkgmap"):
    """Returns (exit status, standard output, standard error) of the installed program."""
    done = subprocess.run([program, *arguments], env=host.ENVIRONMENT, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True,
                          timeout=60, check=False)
    schemas.check_answer([program, *arguments], done.stdout)
    return done.returncode, done.stdout, done.stderr


def pkgmap_json(*arguments, program="monit-pkgmap"):
    status, out, err = pkgmap("--json", *arguments, program=program)
    try:
        return status, json.loads(out)
    except ValueError:
        raise AssertionError("no JSON from %r: %s%s" % (arguments, out, err)) from None


def begin_to_look():
    """Makes the mark of the installed packages: from now on, whatever bypasses the hooks is told."""
    os.makedirs(STATE, 0o700, exist_ok=True)
    status, out, err = pkgmap("recover", "--if-stale")
    if status != 0:
        raise host.SceneError("recover --if-stale: %d %s%s" % (status, out, err))


def hook_lines(output):
    """Returns the lines of hooks on the screen."""
    return manager.marked(output)


class HostTest(unittest.TestCase):
    """All tests of a class share one host, so a test must not disturb the others."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.set_up_host()

    @classmethod
    def set_up_host(cls):
        set_up_host()

    def assert_nothing_under_way(self):
        status, answer = pkgmap_json("status")
        self.assertEqual((0, []), (status, answer["sessions"]))

    def assert_no_secret(self, watched):
        """Asserts that no text on the screen, in a log, in the state directory or in an argument list has
        a password."""
        self.assertNotIn(CANARY, watched.output)
        self.assertEqual(set(), watched.arguments.found)
        places = [host.DNF_LOG, "/var/log/dnf.rpm.log", "/var/log/syslog", manager.ZYPPER_LOG]
        for directory, _, names in os.walk(STATE):
            places += [os.path.join(directory, name) for name in names]
        for place in places:
            self.assertNotIn(CANARY, host.read(place), place)

    def assert_hook_lines_are_the_loggers(self, output):
        """Asserts that the package manager wrote each line of the hook into its log, if it has one for them;
        three lines at most."""
        lines = hook_lines(output)
        self.assertLessEqual(len(lines), 3, output)
        if manager.chosen().via.log:
            logged = host.read(manager.chosen().via.log)
            for line in lines:
                self.assertIn(line, logged)

    def page(self, check):
        return monit.get("/" + check)
