"""Connects ansible with a host that is a view of tests/e2e/overlay-run on this machine, by nsenter(1).

For tests only. `view_pid` is a process of the view.
"""

DOCUMENTATION = """
name: view
short_description: Run commands in a throw-away view of this machine
description: Enters the namespaces of a process. For tests.
author: The monit-pkgmap developers
options:
  view_pid:
    description: A process of the view.
    type: int
    vars:
      - name: view_pid
"""

import subprocess  # noqa: E402

from ansible.errors import AnsibleError  # noqa: E402
from ansible.plugins.connection import ConnectionBase  # noqa: E402

ENVIRONMENT = ["env", "-i", "HOME=/root", "LC_ALL=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]


class Connection(ConnectionBase):
    transport = "view"
    has_pipelining = True

    def _connect(self):
        self._connected = True
        return self

    def _enter(self, command, data):
        argv = ["nsenter", "-t", str(self.get_option("view_pid")), "-m", "-p", "-n", "-u", "-i", *ENVIRONMENT, *command]
        done = subprocess.run(argv, input=data, stdin=None if data is not None else subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        return done.returncode, done.stdout, done.stderr

    def exec_command(self, cmd, in_data=None, sudoable=True):
        super().exec_command(cmd, in_data=in_data, sudoable=sudoable)
        return self._enter(["sh", "-c", cmd], in_data)

    def put_file(self, in_path, out_path):
        super().put_file(in_path, out_path)
        with open(in_path, "rb") as file:
            status, _, err = self._enter(["sh", "-c", 'cat >"$1"', "put", out_path], file.read())
        if status != 0:
            raise AnsibleError("cannot write %s: %s" % (out_path, err.decode("utf-8", "replace")))

    def fetch_file(self, in_path, out_path):
        super().fetch_file(in_path, out_path)
        status, out, err = self._enter(["cat", in_path], None)
        if status != 0:
            raise AnsibleError("cannot read %s: %s" % (in_path, err.decode("utf-8", "replace")))
        with open(out_path, "wb") as file:
            file.write(out)

    def close(self):
        self._connected = False
