"""Plays dnf 5 for its hook, with the recorded replies of a real dnf 5.

A request that was never recorded gets no reply: it raises Unrecorded.
"""

import array
import fcntl
import json
import os
import signal
import subprocess
import termios

HERE = os.path.dirname(os.path.abspath(__file__))
SECONDS = 60


class Unrecorded(Exception):
    """The hook sends a request that is not in the recording."""


def recorded():
    """Returns every recorded case, by version and name."""
    cases = {}
    directory = os.path.join(HERE, "recorded")
    for name in sorted(os.listdir(directory)):
        with open(os.path.join(directory, name), encoding="utf-8") as file:
            known = json.load(file)
        for case in known["cases"]:
            cases[known["dnf"], case["name"]] = case
    return cases


def unread(fd):
    """Returns the number of unread bytes in a pipe."""
    count = array.array("i", [0])
    fcntl.ioctl(fd, termios.FIONREAD, count)
    return count[0]


class Conversation:
    """One run of a hook. `reply` gets each request and returns the line of the reply; None
    means that dnf 5 has ended, as after a SIGINT. With `plain` the output of the hook is
    not requests.

    requests      the requests of the hook
    lines         the output of the hook in plain mode
    shown         what people saw
    early         bytes that the hook sent before it read its reply: dnf 5 ignores them
    unread_reply  whether the hook left a reply unread: dnf 5 then dies of SIGPIPE
    """

    def __init__(self, command, reply, environment, plain=False):
        self.requests, self.lines, self.early = [], [], 0
        self.unread_reply = self.interrupted = False
        replies, self._ours = os.pipe()
        self._hook = subprocess.Popen(command, bufsize=0, stdin=replies, stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE, env=dict(os.environ, **environment))
        os.close(replies)
        try:
            self._live(reply, plain)
            self.shown = self._hook.stderr.read().decode()
            self.status = self._hook.wait(SECONDS)
            if self._ours is not None:
                self.unread_reply = self.unread_reply or unread(self._ours) > 0
        finally:
            self._die()
            self._hook.stderr.close()
            if self._hook.poll() is None:
                self._hook.kill()
                self._hook.wait()

    def _die(self):
        if self._ours is not None:
            os.close(self._ours)
        self._ours = None
        self._hook.stdout.close()

    def _live(self, reply, plain):
        try:
            if plain:
                self.lines = self._hook.stdout.read().decode().splitlines()
            elif not self._talk(reply):
                self._die()
        except KeyboardInterrupt:
            # The terminal sends SIGINT to the whole group, and dnf 5 dies of it.
            self.interrupted = True
            self._hook.send_signal(signal.SIGINT)
            self._die()
        except BrokenPipeError:
            self.unread_reply = True

    def _talk(self, reply):
        """Returns False if dnf 5 has ended."""
        for line in iter(self._hook.stdout.readline, b""):
            self.requests.append(json.loads(line.decode()))
            # dnf 5 reads the second of two requests only together with the next one.
            self.early += unread(self._hook.stdout.fileno())
            text = reply(self.requests[-1])
            if text is None:
                return False
            data = (text + "\n").encode()
            while data:
                data = data[os.write(self._ours, data):]
        return True


class Recorded:
    """Gives the replies of one recorded run of a hook, each once, in their order.
    `replaced` has pairs of a text in the replies, such as a path, and its replacement."""

    def __init__(self, run, replaced=()):
        self._left = [(json.loads(request), reply) for request, reply in run["exchange"]]
        self._replaced = replaced

    def __call__(self, request):
        if not self._left or self._left[0][0] != request:
            raise Unrecorded(json.dumps(request))
        reply = self._left.pop(0)[1]
        for one, other in self._replaced:
            reply = reply and reply.replace(one.replace("/", "\\/"), other.replace("/", "\\/"))
        return reply

    def left(self):
        return [request for request, _ in self._left]
