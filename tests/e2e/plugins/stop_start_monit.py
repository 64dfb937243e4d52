"""A dnf plugin that stops monit for the time of a transaction, as people do without monit-pkgmap.

Only the demonstration uses it, for comparison.
"""

import os
import subprocess
import time

import dnf

PIDFILE = "/run/monit.pid"


class StopStartMonit(dnf.Plugin):
    name = "stop_start_monit"

    def pre_transaction(self):
        subprocess.run(["monit", "quit"], stdout=subprocess.DEVNULL, check=False)
        deadline = time.monotonic() + 20
        while os.path.exists(PIDFILE) and time.monotonic() < deadline:
            time.sleep(0.05)

    def transaction(self):
        subprocess.run(["monit"], stdout=subprocess.DEVNULL, check=False)
