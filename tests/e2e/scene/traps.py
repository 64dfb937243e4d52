"""A host whose packages each change one thing that a test of monit notices (a trap), and what monit
says of each upgrade.

Every package has a check of the same name; build-traps builds both versions.
"""

import hashlib
import os
import re
import shutil

from scene import host, manager, monit

DIRECTORY = "/opt/traps"


def digest(algorithm, number):
    return hashlib.new(algorithm, ("content %d\n" % number).encode()).hexdigest()


# Trap -> the tests of its check. The spec file says what the package changes.
TESTS = {
    "mode": ["failed permission 755"],
    "owner": ["failed uid root"],
    "group": ["failed gid 0"],
    "size": ["size is greater than 1 kb", "size > 1 mb"],
    "digest": ["failed checksum expect " + digest("md5", 1)],
    "sha1": ["failed checksum expect " + digest("sha1", 2)],  # Fails before the upgrade only.
    "vanish": ["does not exist"],
    "noreplace": ["failed permission 644", "changed checksum", "changed timestamp"],
    "config": ["failed permission 644", "changed size"],
    "timestamp": ["changed timestamp", "timestamp > 1 day"],
    "forget": ["failed checksum", "changed size", "changed permission"],
    "chmod": ["changed permission"],
    "same": ["failed checksum", "failed permission 755", "failed uid root", "changed size"],
    "directory": ["changed timestamp", "failed permission 755"],
    "link": ["failed permission 755"],
}
EDITED = ("noreplace", "config")  # An administrator changed the file before the upgrade.

# Bits of `status` in monit's XML.
STATUS = {0x1: "checksum", 0x8: "timestamp", 0x10: "size", 0x40: "permission", 0x80: "uid",
          0x100: "gid", 0x200: "exist"}
SAID = re.compile(r"'(?P<check>\w+)' (?P<what>.*)")
KINDS = (("timestamp", "timestamp"), ("modify", "timestamp"), ("permission", "permission"),
         ("checksum", "checksum"), ("size", "size"), ("uid", "uid"), ("gid", "gid"),
         ("exist", "exist"))


def package(trap, version):
    return os.path.join(os.environ["PKGMAP_E2E_TRAPS"], str(version), "trap-%s.rpm" % trap)


def _dnf(*arguments):
    return host.run("dnf", "-y", "--releasever=9", "--disablerepo=*", *arguments)


def _check(trap):
    lines = ["check %s %s path %s/%s/%s" % (
        ("directory", trap, DIRECTORY, trap, "d") if trap == "directory" else
        ("file", trap, DIRECTORY, trap, "file"))]
    return "\n".join(lines + ["  if %s then alert" % test for test in TESTS[trap]]) + "\n\n"


def set_up(build):
    """Installs the first versions, starts monit, and waits until it has looked at every check."""
    host.let_rpm_have_installed_the_host()
    shutil.rmtree("/root/.rpmdb", ignore_errors=True)
    host.write("/root/.rpmmacros", "%_dbpath /var/lib/rpm\n")
    host.write("/etc/dnf/dnf.conf", host.DNF_CONF)
    _dnf("--noplugins", "install", *[package(trap, 1) for trap in TESTS])
    for trap in EDITED:
        host.replace("%s/%s/file" % (DIRECTORY, trap), "changed by an administrator\n")
    control_file = host.read(host.SOURCE + "/fixtures/host/etc/monitrc")
    host.write("/etc/monitrc", control_file, 0o600)
    host.write("/etc/monit.d/traps.conf", "".join(map(_check, TESTS)))
    os.makedirs("/var/lib/monit", exist_ok=True)
    host.install_program(build, manager.chosen())
    host.run("monit")
    if not host.wait_until(monit.all_checked, 20):
        raise host.SceneError("monit did not look at every check\n" + host.read(monit.LOG))


def upgrade(trap):
    """Upgrades a package by dnf with the hook. Returns what monit has logged until two seconds after the
    first look at the resumed check."""
    start = os.path.getsize(monit.LOG)
    output = _dnf("upgrade", package(trap, 2))

    def settled():
        states = monit.states_or_none() or {}
        return trap in states and states[trap].monitor == 1 and states[trap].pending == 0

    if not host.wait_until(settled, 20):
        raise host.SceneError("%s did not come back\n%s\n%s" % (trap, output, host.read(monit.LOG)))
    looked_at = monit.states()[trap].collected
    host.wait_until(lambda: monit.states()[trap].collected >= looked_at + 2, 10)
    with open(monit.LOG, encoding="utf-8", errors="replace") as log:
        log.seek(start)
        return log.read()


def fails_now(trap):
    status = monit.states()[trap].status
    return {kind for bit, kind in STATUS.items() if status & bit}


def told_of(trap, log):
    """Returns kind of test -> lines of the log about this check, without lines about success and about
    `monitor` and `unmonitor`."""
    told = {}
    for line in log.splitlines():
        said = SAID.search(line)
        if not said or said.group("check") != trap or "succeeded" in line or "monitor" in line:
            continue
        for word, kind in KINDS:
            if word in said.group("what"):
                told.setdefault(kind, []).append(said.group("what"))
                break
        else:
            told.setdefault("other", []).append(line)
    return told
