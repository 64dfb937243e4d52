"""One run of monit-pkgmap. Child starts the program, sends a text to its standard input,
and waits for the JSON object on its standard output, each within a bound of time and size.

For Python 2.6 to 3.13 and the standard library alone. One thread may use a Child.
"""

import errno
import fcntl
import json
import os
import select
import socket
import subprocess
import sys
import time

MAX_ANSWER = 1 << 20  # bytes; monit-pkgmap prints less
NO_SIGNAL = getattr(socket, "MSG_NOSIGNAL", 0x4000)  # Python 2 lacks the name; the value is Linux's


class HookError(Exception):
    """The program gave no answer. The text says why."""


class Killed(HookError):
    """A signal ended the program."""


def uptime():
    with open("/proc/uptime") as file:
        return float(file.read().split()[0])


# Seconds of a clock that nobody can set. Python 2 has no time.monotonic().
now = getattr(time, "monotonic", uptime)


class Limit(object):
    """The time by which something has to be done: so many seconds from now on."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.end = now() + seconds

    def left(self):
        return self.end - now()


def apart():
    """Arguments for Popen. The child gets a session of its own, so that a Ctrl-C reaches
    only the package manager, and inherits no descriptor of the package manager."""
    if sys.version_info[0] > 2:
        return {"start_new_session": True, "close_fds": True}
    return {"preexec_fn": leave}


def leave():
    """Runs in the child before exec, under Python 2 only. close_fds of Python 2 closes
    every number up to RLIMIT_NOFILE, which may be a thousand million in a container."""
    os.setsid()
    for name in os.listdir("/proc/self/fd"):
        descriptor = int(name)
        if descriptor > 2:
            try:
                flags = fcntl.fcntl(descriptor, fcntl.F_GETFD)
                fcntl.fcntl(descriptor, fcntl.F_SETFD, flags | fcntl.FD_CLOEXEC)
            except IOError:
                pass  # os.listdir() has closed its own descriptor


def environment():
    """HOME names the .rpmmacros that librpm reads; the program must read the same file
    as the package manager."""
    kept = dict((name, os.environ[name]) for name in ("HOME", "MONIT_PKGMAP") if name in os.environ)
    return dict(kept, PATH="/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL="C.UTF-8")


class Child(object):
    """Owns three descriptors until leave() or kill(). `log` receives what the program
    wrote to standard error. OSError if the program cannot be started."""

    def __init__(self, command, text, limit, log):
        self._limit = limit
        self._log = log
        self._input = text.encode("utf-8")
        self._output = {"stdout": b"", "stderr": b""}
        # librpm installs a handler for SIGPIPE that ends the package manager. Writing
        # to a pipe could raise that signal; MSG_NOSIGNAL prevents it on a socket.
        ours, theirs = socket.socketpair()
        try:
            self._process = subprocess.Popen(
                command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                cwd="/", env=environment(), **apart())
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        self._poll = select.poll()
        self._open = {}
        for name, stream in (("stdin", ours), ("stdout", self._process.stdout),
                             ("stderr", self._process.stderr)):
            self._watch(name, stream)

    def answer(self):
        """The JSON object that the program printed. The caller may call answer() again
        after an exception of a signal handler. HookError if the program gave no object
        in time; Killed if a signal ended the program before."""
        while self._open:
            left = self._limit.left()
            if left <= 0:
                raise HookError("no answer within %d s" % self._limit.seconds)
            ended = self._process.poll() is not None
            ready = self._ready(0 if ended else min(left, 0.5))
            for descriptor in ready or ():
                self._transfer(descriptor)
            # A process that the program has left behind may hold the pipes open.
            if ended and ready == []:
                break
        status = self._await(self._limit)
        if status is None:
            raise HookError("it did not end within %d s" % self._limit.seconds)
        return self._decode(status)

    def extend(self, seconds):
        """The program may take so many seconds from now on."""
        self._limit = Limit(seconds)

    def kill(self):
        """Ends the program, waits 2 s at most for its end, and closes the descriptors."""
        if self._process.poll() is None:
            self._process.kill()
            self._await(Limit(2.0))
        self.leave()

    def leave(self):
        """Closes the descriptors. A program that still runs continues alone."""
        for descriptor in list(self._open):
            self._close(descriptor)

    def _watch(self, name, stream):
        descriptor = stream.fileno()
        flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
        fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_NONBLOCK)
        self._open[descriptor] = (name, stream)
        self._poll.register(descriptor, select.POLLOUT if name == "stdin" else select.POLLIN)

    def _ready(self, seconds):
        """The descriptors that can be read or written. None if a signal interrupted the
        waiting, which only Python 2 reports."""
        try:
            return [descriptor for descriptor, _ in self._poll.poll(int(seconds * 1000))]
        except select.error as error:
            if error.args[0] != errno.EINTR:
                raise
            return None

    def _transfer(self, descriptor):
        name, stream = self._open[descriptor]
        try:
            if name == "stdin":
                self._input = self._input[stream.send(self._input, NO_SIGNAL):]
                more = len(self._input) > 0
            else:
                data = os.read(descriptor, 65536)
                self._output[name] += data
                more = len(data) > 0
        except (IOError, OSError) as error:
            more = error.errno in (errno.EAGAIN, errno.EINTR)
        if not more:
            self._close(descriptor)
        elif name != "stdin" and len(self._output[name]) > MAX_ANSWER:
            raise HookError("its answer does not end")

    def _close(self, descriptor):
        _, stream = self._open.pop(descriptor)
        self._poll.unregister(descriptor)
        try:
            stream.close()
        except (IOError, OSError):
            pass

    def _await(self, limit):
        """The exit status as Popen gives it; None if the program still runs then. A program
        closes its streams just before it ends, so the first pauses are short."""
        pause = 0.0001
        while self._process.poll() is None:
            if limit.left() <= 0:
                return None
            time.sleep(pause)
            pause = min(pause * 2, 0.05)
        return self._process.returncode

    def _decode(self, status):
        talk = self._output["stderr"].strip()
        if talk:
            self._log(talk)
        try:
            answer = json.loads(self._output["stdout"].decode("utf-8"))
        except (ValueError, RuntimeError):  # RuntimeError: deeper than Python recurses
            answer = None
        if isinstance(answer, dict):
            return answer
        if status < 0:
            raise Killed("it was killed by signal %d" % -status)
        raise HookError("no answer (exit status %d)" % status)
