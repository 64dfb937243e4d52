"""Processes: sessions, command lines, and words that must not be in an argument list."""

import os
import threading


def arguments_of(pid):
    try:
        with open("/proc/%s/cmdline" % pid, "rb") as file:
            return file.read()
    except OSError:
        return b""


def session_of(pid):
    """Returns the session (setsid(2)) of a process; None if the process has ended."""
    try:
        with open("/proc/%s/stat" % pid, "rb") as file:
            state, _, _, session = file.read().rpartition(b")")[2].split()[:4]
    except OSError:
        return None
    return None if state == b"Z" else int(session)


def anything_left_of(session):
    """Whether a process of this session (setsid(2)) still runs."""
    return any(session_of(pid) == session for pid in filter(str.isdigit, os.listdir("/proc")))


def called(*words):
    """Returns the pids of the processes whose command line has all of these words."""
    wanted = {word.encode() for word in words}
    return [int(pid) for pid in filter(str.isdigit, os.listdir("/proc"))
            if wanted <= set(arguments_of(pid).split(b"\0"))]


class ArgumentWatch(threading.Thread):
    """Samples the argument lists of all processes until it is stopped; `found` has those with the word."""

    def __init__(self, word, period=0.02):
        super().__init__(daemon=True)
        self.found = set()
        self.seen = set()
        self._word = word.encode()
        self._period = period
        self._ending = threading.Event()

    def run(self):
        while not self._ending.is_set():
            for pid in filter(str.isdigit, os.listdir("/proc")):
                line = arguments_of(pid)
                self.seen.add(line.replace(b"\0", b" ").decode("utf-8", "replace").strip())
                if self._word in line:
                    self.found.add(line)
            self._ending.wait(self._period)

    def stop(self):
        self._ending.set()
        self.join()
