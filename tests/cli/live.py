"""The real program with a real monit: ProgramTest with a daemon."""

import http.client
import json
import os
import socket
import subprocess
import xml.etree.ElementTree

from program import ProgramTest, eventually

LIVE = """\
set daemon 1
set logfile @DIR@/log
set pidfile @DIR@/pid
set idfile @DIR@/id
set statefile @DIR@/monit-state
set httpd unixsocket @DIR@/sock allow localhost
check file alphad with path /usr/sbin/alphad
check file hosts with path /etc/hosts
"""


class LiveTest(ProgramTest):
    """The check `alphad` belongs to the package alpha, `hosts` to no package."""

    def setUp(self):
        super().setUp()
        self.monitrc = self.write("monitrc", LIVE)
        self.monit = None
        self.addCleanup(self.stop_monit)
        self.start_monit()

    def start_monit(self):
        self.monit = subprocess.Popen(["monit", "-I", "-c", self.monitrc], cwd=self.directory,
                                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL)
        self.assertTrue(eventually(lambda: os.path.exists(self.path("sock")) and self.states()))

    def stop_monit(self):
        if self.monit:
            self.monit.terminate()
            self.monit.wait(30)
            self.monit = None

    def page(self, path):
        """Returns a page of monit's server; empty if monit does not answer."""
        connection = http.client.HTTPConnection("localhost", timeout=10)
        connection.sock = socket.socket(socket.AF_UNIX)
        try:
            connection.sock.connect(self.path("sock"))
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()

    def states(self):
        """Returns {"alphad": True, …}: whether each check is monitored; empty if monit does
        not answer."""
        page = self.page("/_status?format=xml")
        services = xml.etree.ElementTree.fromstring(page).iter("service") if page else []
        found = {one.findtext("name"): one.findtext("monitor") != "0" for one in services}
        return {name: found[name] for name in ("alphad", "hosts") if name in found}

    def administrator(self, verb, check):
        """Sends monit a verb for a check, as the administrator does."""
        subprocess.run(["monit", "-c", self.monitrc, verb, check], check=True,
                       stdout=subprocess.DEVNULL)
        self.assertTrue(eventually(lambda: self.states()[check] == (verb == "monitor")))

    def assert_states(self, **wanted):
        self.assertTrue(eventually(lambda: self.states() == wanted, 20),
                        "%s, wanted %s" % (self.states(), wanted))

    def sessions(self):
        return json.loads(self.ask("--json", "status").out)["sessions"]
