"""Looks at every process's argument list, for words that must not be in one."""

import os
import threading


def arguments_of(pid):
    try:
        with open("/proc/%s/cmdline" % pid, "rb") as file:
            return file.read()
    except OSError:
        return b""


def session_of(pid):
    """The number of its session; None when there is no such process any more."""
    try:
        with open("/proc/%s/stat" % pid, "rb") as file:
            state, _, _, session = file.read().rpartition(b")")[2].split()[:4]
    except OSError:
        return None
    return None if state == b"Z" else int(session)


def anything_left_of(session):
    """Whether a process of this session still runs."""
    return any(session_of(pid) == session for pid in filter(str.isdigit, os.listdir("/proc")))


def called(*words):
    """Pids of the processes whose command line has all of these words."""
    wanted = {word.encode() for word in words}
    return [int(pid) for pid in filter(str.isdigit, os.listdir("/proc"))
            if wanted <= set(arguments_of(pid).split(b"\0"))]


class ArgumentWatch(threading.Thread):
    """Samples argument lists until stopped; `found` has those with the word."""

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
