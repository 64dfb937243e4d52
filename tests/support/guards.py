"""The guards of the sessions of one test, which outlive the command that started them."""

import os
import signal
import time


def guards_of(directory):
    """Yields the pid of each guard whose command line names a path below the directory."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/cmdline" % pid, "rb") as line:
                words = line.read().split(b"\0")
        except OSError:
            continue
        if b"guard" in words and any(directory.encode() in word for word in words):
            yield int(pid)


def kill_guards_of(directory):
    """Returns when they have ended: a guard whose directory is removed would make it again."""
    for pid in guards_of(directory):
        os.kill(pid, signal.SIGKILL)
    while any(True for _ in guards_of(directory)):
        time.sleep(0.02)
