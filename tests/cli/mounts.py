"""Mounts that end with the test, however it ends."""

import ctypes
import os
import subprocess

NEW_MOUNTS = 0x20000  # CLONE_NEWNS; os.unshare() is new in Python 3.12


def take_own():
    """Gives the process, if it is root's, a mount namespace of its own: nobody else sees its mounts. Returns whether
    it has one."""
    if os.geteuid() != 0:
        return False
    if ctypes.CDLL(None, use_errno=True).unshare(NEW_MOUNTS) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    return True
