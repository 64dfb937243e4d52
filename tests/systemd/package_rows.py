"""What the .deb does under systemd: each row is a function, its text stands in docs/systemd.md. Each row begins
without monit-pkgmap, and ends with its purge."""

import os

from container import wait_until
from packaged import FIRST, NAME, SECOND, WATCHED
from rows import after_boot, expect_unit, row
from scene import STATE

PACKAGE_ROWS = []
ALARMS = "/etc/monit/conf.d/monit-pkgmap-drift"


def package_row(what, quiet=False):
    return row(what, quiet, PACKAGE_ROWS)


def purge(scene):
    scene.apt("purge", NAME)
    # The transaction has suspended the shipped check, and its guard outlives the program.
    scene.settle()
    scene.expect_removed()


@package_row("the package is installed: its unit is enabled and started, and the very next transaction has a guard",
             quiet=True)
def deb_install(scene):
    scene.add()
    scene.expect_guards(0)
    scene.upgrade()
    expect_unit(scene)
    scene.expect_off("data", "heldd")
    scene.go_on()
    scene.settle()
    scene.expect_guards(1)
    scene.expect_shipped_check_is_quiet()
    purge(scene)
    return "unit"


@package_row("the package is installed together with another one, before whose postinst the shipped check looks: no "
             "alarm about packages that changed without a hook")
def deb_install_together(scene):
    scene.reinstall_held()
    scene.await_look()
    scene.go_on()
    scene.await_look()
    scene.expect_shipped_check_is_quiet()
    scene.expect_guards(0)
    purge(scene)
    return "none"


@package_row("the package is upgraded in a transaction with another one: the guard of the old version goes on",
             quiet=True)
def deb_upgrade(scene):
    scene.add()
    scene.upgrade(also=(SECOND,))
    expect_unit(scene)
    scene.expect_off("data", "heldd", "monit_pkgmap")
    scene.go_on()
    scene.expect_installed(SECOND)
    scene.settle()
    scene.expect_guards(1)
    scene.expect_shipped_check_is_quiet()
    purge(scene)
    return "unit"


@package_row("the package is upgraded while somebody has suspended checks: session and guard go on, and the new "
             "version resumes the session", quiet=True)
def deb_upgrade_suspended(scene):
    scene.add()
    session = scene.suspend_by_hand()
    guard, unit = scene.guard(), expect_unit(scene)
    scene.apt("install", SECOND)
    scene.expect_installed(SECOND)
    wait_until("the session of the upgrade has ended", lambda: scene.records() == [session])
    scene.expect("the same guard goes on", (scene.guard(), expect_unit(scene)) == (guard, unit), scene.guard())
    scene.expect_off("data", "heldd")
    asked = scene.unit("ConditionResult", "ExecMainCode")
    scene.expect("the recovery unit has run", asked == {"ConditionResult": "yes", "ExecMainCode": "1"}, asked)
    scene.run("monit-pkgmap", "resume", must=True)
    scene.settle()
    scene.expect_guards(2)
    purge(scene)
    return "unit"


@package_row("power failure in the middle of an upgrade of the package and another one; the recovery unit starts a "
             "guard at boot, then `dpkg --configure --pending`")
def deb_upgrade_power_failure(scene):
    scene.add()
    scene.upgrade(also=(SECOND,))
    expect_unit(scene)
    scene.container.lose_power()
    scene.gate.open()
    guard = after_boot(scene)
    scene.run("dpkg", "--configure", "--pending", must=True)
    scene.expect_installed(SECOND)
    scene.settle()
    purge(scene)
    return guard


@package_row("the package is removed while somebody has suspended checks: its prerm resumes them; it is installed "
             "again, and purged", quiet=True)
def deb_remove(scene):
    scene.add()
    scene.suspend_by_hand()
    expect_unit(scene)
    scene.apt("remove", NAME)
    scene.expect("the prerm has resumed the session", {"data", "heldd"} <= set(scene.monitored()), scene.monitored())
    scene.settle()
    scene.expect_off()
    scene.expect_removed()
    # apt and dpkg read the settings that are left, and find no program.
    scene.add()
    scene.apt("remove", NAME)
    scene.settle()
    purge(scene)
    return "unit"


def without_monit(scene, verb):
    """The package goes while monit is stopped and somebody has suspended checks."""
    scene.add()
    scene.suspend_by_hand()
    unit = expect_unit(scene)
    scene.run("systemctl", "stop", "monit.service", must=True)
    scene.apt(verb, NAME, silent_monit=True)
    scene.expect("the program has gone", not scene.is_installed())
    scene.expect("the guard goes on", scene.state_of(unit) == "active", scene.guard_units())
    scene.run("systemctl", "start", "monit.service", must=True)
    wait_until("all checks are monitored", lambda: scene.monitored() == scene.names)
    scene.settle()
    scene.expect_removed()
    return "unit"


@package_row("the package is removed while monit is stopped and somebody has suspended checks: the guard resumes them "
             "when monit starts", quiet=True)
def deb_remove_without_monit(scene):
    guard = without_monit(scene, "remove")
    purge(scene)
    return guard


@package_row("the package is purged while monit is stopped and somebody has suspended checks: the guard resumes them "
             "when monit starts", quiet=True)
def deb_purge_without_monit(scene):
    return without_monit(scene, "purge")


@package_row("installed, upgraded while somebody has suspended checks, and purged by dpkg alone", quiet=True)
def deb_by_dpkg(scene):
    scene.dpkg("--install", FIRST)
    scene.expect_installed(FIRST)
    session = scene.suspend_by_hand()
    unit = expect_unit(scene)
    scene.dpkg("--install", SECOND)
    scene.expect_installed(SECOND)
    wait_until("the session of the upgrade has ended", lambda: scene.records() == [session])
    scene.expect("the guard goes on", expect_unit(scene) == unit, unit)
    scene.expect_off("data", "heldd")
    scene.dpkg("--purge", NAME)
    scene.settle()
    scene.expect_removed()
    scene.expect_off()
    return "unit"


def with_an_alarm(scene):
    """A substitute check keeps the alarm about a file that somebody has changed."""
    scene.add()
    scene.container.write(WATCHED, "bad\n")
    wait_until("monit has seen the file", lambda: scene.states().get("watched") == "Checksum failed")
    scene.upgrade()
    expect_unit(scene)
    scene.go_on()
    scene.settle()
    expect_alarm(scene)


def expect_alarm(scene):
    state = scene.states().get("drift_watched")
    scene.expect("the alarm is kept", state == "Checksum failed", state)
    kept = os.path.exists(scene.container.root + ALARMS) and os.path.exists(scene.container.root + STATE + "/drift")
    scene.expect("the substitute check has its files", kept)


@package_row("the package is purged while a substitute check keeps an alarm about a file: the files of this check go, "
             "too", quiet=True)
def deb_purge_alarm(scene):
    with_an_alarm(scene)
    purge(scene)
    return "unit"


@package_row("the package is removed while a substitute check keeps an alarm about a file: the alarm stays; then the "
             "package is purged", quiet=True)
def deb_remove_alarm(scene):
    with_an_alarm(scene)
    scene.apt("remove", NAME)
    scene.settle()
    expect_alarm(scene)
    purge(scene)
    return "unit"


def without_the_package(scene, *words):
    """The package goes in the transaction whose checks it has suspended."""
    scene.add()
    scene.upgrade(also=words)
    scene.expect("the program has gone", not scene.is_installed())
    unit = scene.guard_units()
    scene.expect("the guard goes on", len(unit) == 1 and " active " in unit[0], unit)
    scene.expect_off("data", "heldd", "monit_pkgmap")
    scene.go_on()
    scene.settle()
    scene.expect_guards(1)
    scene.expect_removed()
    scene.expect_off()
    return "unit"


@package_row("the package is removed in a transaction that upgrades another one: the guard resumes the checks when apt "
             "has ended", quiet=True)
def deb_remove_meanwhile(scene):
    guard = without_the_package(scene, NAME + "-")
    purge(scene)
    return guard


@package_row("the package is purged while somebody has suspended checks: its prerm resumes them", quiet=True)
def deb_purge(scene):
    scene.add()
    scene.suspend_by_hand()
    expect_unit(scene)
    purge(scene)
    scene.expect_off()
    scene.expect_guards(2)
    return "unit"


@package_row("the package is purged, with its state directory, in a transaction that upgrades another one: the guard "
             "resumes the checks when apt has ended", quiet=True)
def deb_purge_meanwhile(scene):
    return without_the_package(scene, "--purge", NAME + "-")
