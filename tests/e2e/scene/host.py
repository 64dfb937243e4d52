"""Builds the host: packages, control files, files that no package owns, daemons."""

import glob
import os
import shutil
import subprocess
import time

from scene import monit

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
ENVIRONMENT = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LC_ALL": "C.UTF-8",
}
DNF_CONF = "[main]\ngpgcheck=0\nkeepcache=1\nplugins=1\nreposdir=/etc/demo.repos.d\n"
REPOSITORY = "[{0}]\nname={0}\nbaseurl=file://{1}/{0}\nmetadata_expire=1\ngpgcheck=0\n"
SWITCHED_OFF = ("mysql_tmpfiles", "old_backup")
DNF_LOG = "/var/log/dnf.log"


class SceneError(Exception):
    """The host could not be set up: the tested program is not at fault."""


def run(*command, **options):
    """Runs a command to its end, and returns its output. Raises SceneError with the output if the
    command fails."""
    done = subprocess.run(
        command, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, universal_newlines=True, errors="replace", check=False, **options)
    if done.returncode != 0:
        raise SceneError("%s: exit status %d\n%s" % (" ".join(command), done.returncode, done.stdout))
    return done.stdout


def write(path, text, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


def read(path):
    """Returns the text of a file; an empty text if there is no such file."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def replace(path, text, mode=None):
    """Replaces the content of a file by a new inode, as rpm does."""
    mode = os.stat(path).st_mode & 0o7777 if mode is None else mode
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path + ".new", mode)
    os.rename(path + ".new", path)


def wait_until(condition, seconds, step=0.1):
    """Returns True as soon as the condition holds, False after so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(step)
    return True


def dnf_command(*arguments):
    return ["dnf", "-y", "--releasever=9", "--repo=v1,v2", *arguments]


def dnf(*arguments):
    return run(*dnf_command(*arguments))


def let_rpm_have_installed_the_host():
    """The machine's dpkg may have installed the machine; it did not install this host. The rest of
    dpkg's files stays, for tests that install .deb packages."""
    own_list = "/var/lib/dpkg/info/dpkg.list"
    if os.path.exists(own_list):
        write(own_list, "/.\n")


def install_packages(packages, also=()):
    """Makes a new package database, and installs the first version of every package."""
    let_rpm_have_installed_the_host()
    shutil.rmtree("/root/.rpmdb", ignore_errors=True)
    write("/root/.rpmmacros", "%_dbpath /var/lib/rpm\n")
    write("/etc/dnf/dnf.conf", DNF_CONF)
    for name in ("v1", "v2"):
        write("/etc/demo.repos.d/%s.repo" % name, REPOSITORY.format(name, packages))
    run("dnf", "-y", "--releasever=9", "--repo=v1", "--noplugins", "install",
        "host-base", "systemd", "mysql-server", "tunneld", "slow", "plain", *also)
    run("systemctl", "start", "mysqld", "tunneld")


def install_program(build, manager):
    """Installs the program of a build directory by `cmake --install`. Of its hooks it leaves those
    of `manager` (scene/manager.py)."""
    run("cmake", "--install", build, "--prefix", "/usr")
    manager.leave_its_hooks()


def write_application():
    """Writes the files of an application that no package owns."""
    write("/opt/app/app.jar", "an archive\n")
    write("/opt/app/settings", "colour = green\n")
    write("/opt/app/heartbeat", "ok\n")
    write("/opt/app/backup", "yesterday's\n")
    write("/opt/app/probe", "#!/bin/sh\ndate +%s.%N >> /opt/app/probe.log\n", 0o755)
    os.makedirs("/opt/app/data", exist_ok=True)
    os.makedirs("/var/spool/orders", exist_ok=True)
    os.mkfifo("/opt/app/queue", 0o600)


def write_control_files():
    for name in glob.glob(SOURCE + "/fixtures/host/etc/monit.d/*.conf"):
        write("/etc/monit.d/" + os.path.basename(name), read(name))
    write("/etc/monitrc", read(SOURCE + "/fixtures/host/etc/monitrc"), 0o600)
    os.makedirs("/var/lib/monit", exist_ok=True)
    for leftover in ("/var/log/monit.log", "/var/lib/monit/state", "/var/lib/monit/id"):
        if os.path.exists(leftover):
            os.remove(leftover)
    run("monit", "-t")


def switched_off(name):
    """Whether a check is off; asks monit to switch it off if not. monit ends a connection over TLS that
    a busy machine is slow to open."""
    states = monit.states_or_none()
    if states is None or not states[name].off:
        subprocess.run(["monit", "unmonitor", name], env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return False
    return True


def start_monit():
    """Starts monit, waits until it has looked at every check, and switches two checks off."""
    run("monit")
    if not wait_until(lambda: monit.all_checked(but=SWITCHED_OFF), 20):
        raise SceneError("monit did not look at every check\n" + read("/var/log/monit.log"))
    if not wait_until(lambda: all([switched_off(name) for name in SWITCHED_OFF]), 20):
        raise SceneError("monit did not switch off " + ", ".join(SWITCHED_OFF))


def set_up(packages, manager, build=None, also=(), control_files=None, prepare=None):
    """Sets up the whole host; with a build directory, installs monit-pkgmap.

    `manager`: the package manager that will run (scene/manager.py); `also`: more packages;
    `control_files`: more control files, text by path; `prepare` is called before monit starts.
    """
    if os.getpid() == 1 or not os.path.ismount("/tmp"):
        raise SceneError("this runs in a view of overlay-run only")
    manager.install(packages, also)
    manager.prepare(packages)
    write_application()
    for path, text in (control_files or {}).items():
        write(path, text)
    write_control_files()
    if build:
        install_program(build, manager)
    if prepare:
        prepare()
    start_monit()
