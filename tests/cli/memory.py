"""The directories in memory in which monit-pkgmap keeps what it reads of an archive."""

import glob
import subprocess

import mounts


def take_own():
    """Gives the process a /dev/shm of its own: other tests read archives at the same time."""
    if mounts.take_own():
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=1777", "tmpfs", "/dev/shm"], check=True)


def directories():
    return set(glob.glob("/dev/shm/monit-pkgmap.*"))
