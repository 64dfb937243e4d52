"""A small package with a daemon: its postinst waits until a test lets it go on, so no test needs a clock."""

import os
import shutil

from container import Failed, output_of

PLACE = "/held"
CONTROL = """Package: heldd
Version: %s
Architecture: all
Maintainer: The tests <tests@example.org>
Description: A daemon whose upgrade waits
"""
DAEMON = """#!/bin/sh
sleep infinity &
echo $! >/run/heldd.pid
"""
UNIT = """[Unit]
Description=A daemon whose upgrade waits
[Service]
Type=forking
PIDFile=/run/heldd.pid
ExecStart=/usr/sbin/heldd
[Install]
WantedBy=multi-user.target
"""
PRERM = """#!/bin/sh
[ ! -d /run/systemd/system ] || deb-systemd-invoke stop heldd.service
"""
# The test reads from `arrived`, and writes into `go` what the script is to do.
POSTINST = """#!/bin/sh
set -e
deb-systemd-helper enable heldd.service >/dev/null
[ -d /run/systemd/system ] || exit 0
if [ -p /held/arrived ]; then
  echo >/held/arrived
  read -r command </held/go
  sh -c "$command"
fi
deb-systemd-invoke restart heldd.service
"""
CHECKS = """set daemon 1
set onreboot laststate
set httpd unixsocket /run/monit.sock allow localhost
check process heldd with pidfile /run/heldd.pid
  start program = "/bin/systemctl start heldd"
  stop program = "/bin/systemctl stop heldd"
check file data path /usr/share/heldd/data
  if failed checksum then unmonitor
check file unrelated path /etc/hostname
  if changed checksum then alert
"""


def deb_of(version):
    return "%s/heldd_%s.deb" % (PLACE, version)


# 1.1 is another version with the files of 1.
DATA = {"1": "of version 1\n", "1.1": "of version 1\n", "2": "of version 2\n"}


def build(container):
    """Puts all versions into the container's root."""
    for version, data in DATA.items():
        tree = "/heldd.tree"
        for path, text, mode in (("DEBIAN/control", CONTROL % version, 0o644), ("DEBIAN/prerm", PRERM, 0o755),
                                 ("DEBIAN/postinst", POSTINST, 0o755), ("usr/sbin/heldd", DAEMON, 0o755),
                                 ("lib/systemd/system/heldd.service", UNIT, 0o644),
                                 ("usr/share/heldd/data", data, 0o644)):
            container.write(tree + "/" + path, text, mode)
        os.makedirs(container.root + PLACE, exist_ok=True)
        output_of("dpkg-deb", "--root-owner-group", "--build", container.root + tree,
                  container.root + deb_of(version))
        shutil.rmtree(container.root + tree)


class Gate:
    """Where the postinst waits."""

    def __init__(self, container):
        self.arrived = container.root + PLACE + "/arrived"
        self.go = container.root + PLACE + "/go"

    def close(self):
        for path in (self.arrived, self.go):
            if not os.path.exists(path):
                os.mkfifo(path)

    def open(self):
        for path in (self.arrived, self.go):
            if os.path.exists(path):
                os.remove(path)

    def await_script(self, wait_until):
        """Returns once the postinst waits."""
        reading = os.open(self.arrived, os.O_RDONLY | os.O_NONBLOCK)
        try:
            wait_until("the postinst runs", lambda: read_some(reading))
        finally:
            os.close(reading)

    def let_go(self, wait_until, command="true"):
        """Lets the postinst go on with this command."""
        writing = wait_until("the postinst listens", lambda: open_to_write(self.go))
        os.write(writing, (command + "\n").encode())
        os.close(writing)


def read_some(descriptor):
    try:
        return os.read(descriptor, 100)
    except BlockingIOError:
        return b""


def open_to_write(path):
    """A descriptor, or None while nobody reads from the fifo."""
    try:
        return os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        if error.errno != 6:  # ENXIO
            raise Failed("cannot write to the postinst: %s" % error) from None
        return None
