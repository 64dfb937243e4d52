"""What happens to a guard under systemd: each row is a function, its text stands in docs/systemd.md."""

import re

from container import wait_until
from scene import SHIPPED_CHECK, UPGRADE

RUN = "/usr/bin/systemd-run"
AWAY = RUN + ".away"
CONFINED = """[Service]
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=full
ProtectControlGroups=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProcSubset=pid
"""
POLICY = "/etc/monit-pkgmap/policy.yaml"
CHECKS = "/etc/monit/conf.d/heldd"
BROKEN = "/etc/monit/conf.d/broken"
SIMPLE = "/etc/systemd/system/monit.service"
ROWS = []


def row(what, quiet=False, rows=None):
    """`quiet`: monit must do nothing by itself. `rows`: the list that gets the row."""
    def add(function):
        (ROWS if rows is None else rows).append((function.__name__.replace("_", "-"), what, quiet, function))
        return function
    return add


def expect_unit(scene):
    unit = scene.unit_of_guard()
    scene.expect("the guard has a unit of its own", unit.startswith("monit-pkgmap-guard-"), unit)
    scene.expect("the unit is active", scene.state_of(unit) == "active", unit)
    return unit


def expect_no_other(scene, unit):
    scene.expect("no other guard was started", len(scene.guard_units()) == 1 and scene.unit_of_guard() == unit,
                 scene.guard_units())


@row("an upgrade without a failure", quiet=True)
def upgrade(scene):
    scene.upgrade()
    expect_unit(scene)
    scene.go_on()
    return "unit"


@row("`systemctl stop` of the service in which apt runs, in postinst")
def service_stopped(scene):
    scene.upgrade()
    unit = expect_unit(scene)
    scene.run("systemctl", "stop", UPGRADE, must=True)
    scene.expect("the guard outlives the service", scene.state_of(unit) == "active", unit)
    return "unit"


@row("`systemctl kill --signal=KILL` of that service: apt, dpkg and the script die at once")
def service_killed(scene):
    scene.upgrade()
    unit = expect_unit(scene)
    scene.run("systemctl", "kill", "--signal=KILL", UPGRADE, must=True)
    scene.await_end_of_apt()
    scene.expect("the guard outlives the service", scene.state_of(unit) == "active", unit)
    return "unit"


@row("SIGKILL to apt alone; dpkg and the script go on", quiet=True)
def apt_killed(scene):
    scene.upgrade("--property=KillMode=process", "--property=SendSIGKILL=no")
    expect_unit(scene)
    scene.run("kill", "-KILL", scene.main_pid(UPGRADE), must=True)
    scene.await_end_of_apt()
    scene.expect("the guard waits for dpkg", scene.suspended())
    scene.go_on()
    return "unit"


@row("`systemctl stop` of the guard, in postinst: it waits for apt as long as it may, then resumes")
def guard_stopped(scene):
    scene.upgrade()
    unit = expect_unit(scene)
    scene.run("systemctl", "stop", unit, must=True)
    scene.expect("systemd did not have to kill the guard",
                 "Killing process" not in scene.run("journalctl", "--boot", "--no-pager", "--unit=" + unit))
    scene.expect("the guard has resumed everything", scene.monitored() == scene.names, scene.monitored())
    scene.go_on()
    return "unit"


@row("SIGKILL to the guard, in postinst; the hook resumes", quiet=True)
def guard_killed(scene):
    scene.upgrade()
    scene.run("systemctl", "kill", "--signal=KILL", expect_unit(scene), must=True)
    wait_until("the guard has gone", lambda: not scene.guard_units())
    scene.go_on()
    return "unit"


@row("SIGKILL to the guard, then to the service with apt; the shipped check of monit starts another guard")
def all_killed(scene):
    with_shipped_check(scene)
    try:
        scene.upgrade()
        unit = expect_unit(scene)
        scene.run("systemctl", "kill", "--signal=KILL", unit, UPGRADE, must=True)
        scene.settle()
    finally:
        without_shipped_check(scene)
    return "unit"


@row("the script restarts monit by `systemctl restart`", quiet=True)
def monit_restarted(scene):
    scene.upgrade()
    expect_unit(scene)
    scene.go_on("systemctl restart monit.service")
    return "unit"


@row("the script restarts monit as Debian's packages do: `systemctl daemon-reload`, `deb-systemd-invoke restart`",
     quiet=True)
def monit_invoked(scene):
    scene.upgrade()
    expect_unit(scene)
    scene.go_on("systemctl daemon-reload && deb-systemd-invoke restart monit.service")
    return "unit"


@row("the recovery unit is started in the middle of a transaction: it leaves the session alone", quiet=True)
def recovery_unit_meanwhile(scene):
    scene.upgrade()
    unit = expect_unit(scene)
    scene.run("systemctl", "start", "monit-pkgmap-recover.service", must=True)
    expect_no_other(scene, unit)
    scene.go_on()
    return "unit"


@row("monit's unit is confined (`PrivateTmp=`, `ProcSubset=pid`, `ProtectKernelTunables=` and others), and the "
     "shipped check looks in the middle of a transaction", quiet=True)
def monit_confined(scene):
    drop_in = "/etc/systemd/system/monit.service.d/confined.conf"
    scene.container.write(drop_in, CONFINED)
    try:
        restart_monit(scene)
        scene.begin()
        guard = look_from_the_confined_monit(scene)
        scene.settle()
    finally:
        scene.run("rm", drop_in, must=True)
        restart_monit(scene)
    return guard


def look_from_the_confined_monit(scene):
    scene.upgrade()
    unit = expect_unit(scene)
    # Debian's monit has an init script, of which systemd knows no main process.
    pid = scene.run("pgrep", "--oldest", "--exact", "monit").strip()
    scene.run("nsenter", "-t", pid, "--mount", "--", "monit-pkgmap", "recover", "--if-stale", must=True)
    expect_no_other(scene, unit)
    scene.expect("doctor knows the monit", "not looked after" not in scene.run("monit-pkgmap", "doctor"))
    scene.go_on()
    return "unit"


@row("D-Bus is stopped", quiet=True)
def without_d_bus(scene):
    scene.run("systemctl", "stop", "dbus.socket", "dbus.service")
    scene.upgrade()
    expect_unit(scene)
    scene.go_on()
    scene.run("systemctl", "start", "dbus.service", must=True)
    return "unit"


def by_fork(scene, replacement, end):
    """An upgrade without a systemd-run that works; `end` ends it."""
    scene.run("systemd-run", "--quiet", "--collect", "--unit=" + UPGRADE, "/bin/sh", "-c",
              "mv %s %s && %s; exec apt-get --yes install /held/heldd_2.deb" % (RUN, AWAY, replacement), must=True)
    try:
        scene.gate.await_script(wait_until)
    finally:
        scene.run("mv", AWAY, RUN, must=True)
    unit = scene.unit_of_guard()
    scene.expect("the guard is a process of the service", unit == UPGRADE, unit)
    end()
    return "process of the service"


@row("there is no systemd-run", quiet=True)
def without_systemd_run(scene):
    return by_fork(scene, "true", scene.go_on)


@row("systemd-run hangs: the hook waits for five seconds, and starts the guard itself", quiet=True)
def systemd_run_hangs(scene):
    return by_fork(scene, r"printf '\#!/bin/sh\nexec sleep infinity\n' >%s && chmod 755 %s" % (RUN, RUN), scene.go_on)


@row("there is no systemd-run, and `systemctl stop` of the service ends apt and the guard: the guard resumes before")
def without_systemd_run_stopped(scene):
    return by_fork(scene, "true", lambda: scene.run("systemctl", "stop", UPGRADE, must=True))


def with_monit_to_stop(scene, upgrade):
    """An upgrade while monit has no HTTP interface, so that the policy lets it be stopped."""
    scene.container.write(POLICY, "version: 1\ndefaults:\n  unreachable: stop-monit\n")
    checks = scene.container.read(CHECKS)
    scene.container.write(CHECKS, re.sub("(?m)^set httpd.*\n", "", checks))
    try:
        restart(scene)
        scene.upgrade()
        expect_unit(scene)
        scene.expect("monit is stopped through its unit", scene.state_of("monit.service") == "inactive")
        scene.expect("no monit runs", not monits(scene), monits(scene))
        upgrade()
        wait_until("no check is suspended", lambda: not scene.suspended())
        scene.expect("monit runs in its unit", monits(scene) == ["monit.service"], monits(scene))
    finally:
        scene.container.write(CHECKS, checks)
        scene.run("rm", POLICY, must=True)
        restart_monit(scene)
    return "unit"


def monits(scene):
    """The units of the processes of monit."""
    return scene.run("ps", "-o", "unit=", "-C", "monit").split()


@row("monit has no HTTP interface, and the policy says `unreachable: stop-monit`: monit is stopped and started through "
     "its unit")
def monit_stopped(scene):
    return with_monit_to_stop(scene, scene.go_on)


def break_and_mend(scene):
    try:
        scene.go_on("echo 'check file broken path' >" + BROKEN)
        # The guard tries to start it again and again: each of these processes ends at once.
        wait_until("no monit runs", lambda: not monits(scene))
        scene.expect("the session goes on", scene.suspended())
    finally:
        scene.run("rm", BROKEN, must=True)


@row("the same, and the upgrade breaks monit's control file: the session goes on until somebody has mended the file")
def monit_stopped_and_broken(scene):
    return with_monit_to_stop(scene, lambda: break_and_mend(scene))


@row("the same with a unit as monit's authors have it, which systemd counts as started before monit has read the file")
def monit_stopped_in_a_simple_unit(scene):
    scene.container.write(SIMPLE, "[Service]\nExecStart=/usr/bin/monit -I -c /etc/monit/monitrc\n"
                                  "Restart=on-abnormal\n")
    try:
        return with_monit_to_stop(scene, lambda: break_and_mend(scene))
    finally:
        scene.run("rm", SIMPLE, must=True)
        restart_monit(scene)


def after_boot(scene):
    """The next boot after an upgrade that the end of the machine ended."""
    scene.container.boot()
    scene.settle()
    started = scene.guards_since_boot()
    scene.expect("the recovery unit has started one unit", started == 1, started)
    said = scene.run("journalctl", "--boot", "--no-pager", "--unit=monit-pkgmap-recover.service")
    scene.expect("the recovery unit has left no process behind", "remains running" not in said, said)
    return "unit"


@row("`systemctl poweroff` in postinst: the guard ends at once; the recovery unit starts another one at the next boot")
def power_off(scene):
    scene.upgrade()
    unit = expect_unit(scene)
    scene.container.power_off()
    guard = after_boot(scene)
    said = scene.run("journalctl", "--boot=-1", "--no-pager", "--unit=" + unit)
    scene.expect("the guard saw that the machine shuts down", "the machine shuts down" in said, said)
    scene.expect("the unit of the guard did not fail", "Failed with result" not in said, said)
    return guard


@row("power failure in postinst: every process is killed; the recovery unit starts a guard at boot")
def power_failure(scene):
    scene.upgrade()
    expect_unit(scene)
    scene.container.lose_power()
    return after_boot(scene)


def restart(scene):
    scene.run("systemctl", "daemon-reload", must=True)
    scene.run("systemctl", "restart", "monit.service", must=True)


def restart_monit(scene):
    restart(scene)
    wait_until("monit answers", scene.states)


def with_shipped_check(scene):
    scene.container.write(SHIPPED_CHECK, scene.container.read("/usr/share/monit-pkgmap/monit-pkgmap.monitrc"))
    scene.run("monit", "reload", must=True)
    wait_until("monit has the shipped check", lambda: "monit_pkgmap" in scene.states())


def without_shipped_check(scene):
    scene.run("rm", SHIPPED_CHECK, must=True)
    scene.run("monit", "reload", must=True)
    wait_until("monit has forgotten the shipped check", lambda: "monit_pkgmap" not in scene.states())
