"""The side of dnf 5 in a conversation with its hook, from what a real dnf 5 has said.

Nothing here is made up: a request that was never recorded has no reply.
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
    """The hook asks what it did not ask when it was recorded."""


def recorded():
    """Every recorded case, by version and name."""
    cases = {}
    directory = os.path.join(HERE, "recorded")
    for name in sorted(os.listdir(directory)):
        with open(os.path.join(directory, name), encoding="utf-8") as file:
            known = json.load(file)
        for case in known["cases"]:
            cases[known["dnf"], case["name"]] = case
    return cases


def unread(fd):
    """Bytes in a pipe that nobody has read."""
    count = array.array("i", [0])
    fcntl.ioctl(fd, termios.FIONREAD, count)
    return count[0]


class Conversation:
    """One run of a hook. `reply` gets each request and returns the reply's line; None:
    dnf 5 is gone from then on, as after a SIGINT. `plain`: what the hook prints are no
    requests.

    requests      what it asked
    lines         what it printed in plain mode
    shown         what people saw
    early         bytes that it sent before it had its reply: dnf 5 does not read them
    unread_reply  whether it has left a reply: then dnf 5 dies of SIGPIPE
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
            # The terminal sends it to the whole group, and dnf 5 dies of it.
            self.interrupted = True
            self._hook.send_signal(signal.SIGINT)
            self._die()
        except BrokenPipeError:
            self.unread_reply = True

    def _talk(self, reply):
        """False: dnf 5 is gone."""
        for line in iter(self._hook.stdout.readline, b""):
            self.requests.append(json.loads(line.decode()))
            # dnf 5 reads a second request of one write only with the next one.
            self.early += unread(self._hook.stdout.fileno())
            text = reply(self.requests[-1])
            if text is None:
                return False
            data = (text + "\n").encode()
            while data:
                data = data[os.write(self._ours, data):]
        return True


class Recorded:
    """The replies of one recorded run of a hook, each given once, in their order.
    `replaced`: texts of the replies that have to be others here, such as paths."""

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
