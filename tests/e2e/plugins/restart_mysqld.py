"""A dnf plugin of somebody else, which restarts a daemon after each transaction.

last_test.py installs the plugin under several names. While the daemon is down, the plugin waits
for two cycles of monit, then notes which checks are suspended.
"""

import json
import os
import subprocess
import time

import dnf

NAME = os.path.splitext(os.path.basename(__file__))[0]


def looked_at():
    """Returns the lines that say when monit last looked at a check that is never suspended."""
    shown = subprocess.run(["monit", "-B", "status", "users"], stdout=subprocess.PIPE, check=True)
    return [line for line in shown.stdout.splitlines() if b"data collected" in line]


def wait_for_a_cycle():
    before, deadline = looked_at(), time.monotonic() + 60
    while looked_at() == before and time.monotonic() < deadline:
        time.sleep(0.1)


class RestartMysqld(dnf.Plugin):
    name = NAME

    def transaction(self):
        subprocess.run(["systemctl", "stop", "mysqld"], check=True)
        wait_for_a_cycle()
        wait_for_a_cycle()
        status = subprocess.run(["monit-pkgmap", "--json", "status"], stdout=subprocess.PIPE, check=True)
        subprocess.run(["systemctl", "start", "mysqld"], check=True)
        with open("/run/restarts", "a") as file:
            file.write(json.dumps([NAME, json.loads(status.stdout.decode())["sessions"]]) + "\n")
