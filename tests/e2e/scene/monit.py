"""What monit says: its status, its pages, its log."""

import base64
import collections
import hashlib
import http.client
import socket
import threading
import time
import xml.etree.ElementTree

SOCKET = "/run/monit.sock"
CREDENTIALS = "demo:canary-of-the-httpd"
LOG = "/var/log/monit.log"
ALGORITHMS = ("md5", "sha1", "sha256")  # monit's own choice among them depends on its version


class State(collections.namedtuple("State", "monitor status pending collected")):
    """One check as the status shows it."""

    @property
    def off(self):
        return self.monitor == 0 and self.pending == 0

    @property
    def on(self):
        return self.monitor != 0 and self.pending == 0


class _Connection(http.client.HTTPConnection):
    def __init__(self, at, timeout):
        super().__init__("localhost", timeout=timeout)
        self._at = at

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._at)


def get(path, timeout=5, at=None):
    """Returns the body of a page of the monit that listens on the socket `at`, or on SOCKET.
    Raises OSError if monit does not answer."""
    token = base64.b64encode(CREDENTIALS.encode()).decode()
    connection = _Connection(at or SOCKET, timeout)
    try:
        connection.request("GET", path, headers={"Authorization": "Basic " + token})
        answer = connection.getresponse()
        if answer.status != 200:
            raise OSError("monit answers %d" % answer.status)
        return answer.read().decode("utf-8", "replace")
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()


def sums(path):
    """Returns the digests of a file by which some version of monit compares."""
    with open(path, "rb") as file:
        content = file.read()
    return [hashlib.new(name, content).hexdigest() for name in ALGORITHMS]


def named_in(text, known):
    """Whether a text of monit names one of these digests."""
    return any(one in text for one in known)


def states(at=None):
    """Returns the State of each check by name. Raises OSError if monit does not answer."""
    try:
        root = xml.etree.ElementTree.fromstring(get("/_status?format=xml", at=at))
    except xml.etree.ElementTree.ParseError as error:
        raise OSError("status is no XML") from error

    def number(service, tag):
        return int(service.findtext(tag) or 0)

    return {service.findtext("name"): State(number(service, "monitor"), number(service, "status"),
                                            number(service, "pendingaction"),
                                            number(service, "collected_sec"))
            for service in root.findall("service")}


def states_or_none(at=None):
    try:
        return states(at)
    except OSError:
        return None


def cycles_counted(name):
    """How many cycles monit has counted since it last ran the check, which has `every N cycles`.
    None if monit does not answer."""
    try:
        root = xml.etree.ElementTree.fromstring(get("/_status?format=xml"))
    except (OSError, xml.etree.ElementTree.ParseError):
        return None
    found = [service for service in root.findall("service") if service.findtext("name") == name]
    return int(found[0].findtext("every/counter"))


def all_checked(but=()):
    """Whether monit has looked at every check once; a check with `every` may still wait."""
    now = states_or_none()
    return bool(now) and all(state.monitor in (1, 4, 5, 6) and state.pending == 0
                             for name, state in now.items() if name not in but)


def states_in_a_moment(seconds=0.5, at=None):
    """Like states(), but tries for some time, since monit stops its server while it reads its control
    file. Returns None if monit does not answer in this time."""
    for _ in range(int(seconds / 0.02)):
        states_now = states_or_none(at)
        if states_now is not None:
            return states_now
        time.sleep(0.02)
    return None


class Sampler(threading.Thread):
    """Reads the status ten times a second until it is stopped.

    Each of `samples` is (time, State by name); None in place of the states if monit did not answer.
    """

    def __init__(self, period=0.1, at=None):
        super().__init__(daemon=True)
        self.samples = []
        self._at = at
        self._period = period
        self._ending = threading.Event()

    def run(self):
        while not self._ending.is_set():
            self.samples.append((time.time(), states_in_a_moment(at=self._at)))
            self._ending.wait(self._period)

    def stop(self):
        self._ending.set()
        self.join()
        return self.samples
