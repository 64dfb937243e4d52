"""The directories in memory in which monit-pkgmap keeps what it reads of an archive."""

import ctypes
import glob
import os
import subprocess

NEW_MOUNTS = 0x20000  # CLONE_NEWNS; os.unshare() is new in Python 3.12


def take_own():
    """Gives the process a /dev/shm of its own: other tests read archives at the same time."""
    if os.geteuid() != 0:
        return
    if ctypes.CDLL(None, use_errno=True).unshare(NEW_MOUNTS) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=1777", "tmpfs", "/dev/shm"], check=True)


def directories():
    return set(glob.glob("/dev/shm/monit-pkgmap.*"))
