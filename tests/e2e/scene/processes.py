"""Looks at every process's argument list, for words that must not be in one."""

import os
import threading


def arguments_of(pid):
    try:
        with open("/proc/%s/cmdline" % pid, "rb") as file:
            return file.read()
    except OSError:
        return b""


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
