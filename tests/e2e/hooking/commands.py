"""What a person types for a transaction that is not to change this host, or that changes
monit-pkgmap, too.

Each function takes the manager and words for Manager.command(), and returns the command. Raises
Cannot with the reason if the package manager has no such transaction.
"""

import subprocess

from scene import own_package

OTHER_ROOT = "/run/other"
DNF, RPM = ("dnf4", "dnf5"), "rpm"
ZYPPER_GAVE_UP = 8  # the exit status of a zypper that a signal made give up
# Then its hook is told the end: measured with 1.14.89, and not with 1.14.42.
ZYPPER_TELLS_THAT_IT_GAVE_UP = (1, 14, 89)


class Cannot(Exception):
    """The package manager has no such transaction; the text says why."""


def kind(manager):
    return manager.via.manager


def zypper_version():
    said = subprocess.run(["zypper", "--version"], stdout=subprocess.PIPE, universal_newlines=True, check=True).stdout
    return tuple(int(part) for part in said.split()[1].split("."))


def with_options(command, *options):
    """The options stand between the names, which come last, and what is before them."""
    return [*command[:-1], *options, command[-1]]


def test_run(manager, *words):
    command = manager.command(*words)
    if kind(manager) in DNF:
        return [*command, "--setopt=tsflags=test"]
    return with_options(command, "--test" if kind(manager) == RPM else "--dry-run")


def download_only(manager, *words):
    if kind(manager) == RPM:
        raise Cannot("rpm downloads nothing by itself")
    command = manager.command(*words)
    return with_options(command, "--downloadonly" if kind(manager) in DNF else "--download-only")


def database_only(manager, *words):
    if kind(manager) == "zypper":
        raise Cannot("zypper has no such option")
    command = manager.command(*words)
    return with_options(command, "--justdb") if kind(manager) == RPM else [*command, "--setopt=tsflags=justdb"]


def in_other_root(manager, *words):
    command = manager.command(*words)
    if kind(manager) == RPM:
        return [*command[:2], "--root", OTHER_ROOT, "--nodeps", *command[2:]]
    own = ["--use-host-config"] if kind(manager) == "dnf5" else []
    return [command[0], "--installroot", OTHER_ROOT, *own, *command[1:]]


def nothing_to_do(manager):
    """Asks for what is there."""
    if kind(manager) == RPM:
        return [*manager.start(), "-F", manager.file("v1", "mysql-server")]
    return manager.command("install", "host-base")


def without_ours(manager):
    """Upgrades mysql-server and removes monit-pkgmap; rpm can only remove both in one transaction."""
    if kind(manager) == RPM:
        return manager.command("remove", own_package.NAME, "mysql-server")
    if kind(manager) == "dnf5":
        return manager.command("do", "--action=remove", own_package.NAME, "--action=upgrade", "mysql-server")
    if kind(manager) == "dnf4":
        return manager.command("shell", "/run/transaction")
    return manager.command("install", "mysql-server", "!" + own_package.NAME)


def with_ours(manager, package):
    """Upgrades mysql-server and monit-pkgmap, whose next version is the file `package`."""
    verb = "install" if kind(manager) == "zypper" else "upgrade"
    return manager.command(verb, "mysql-server", package)
