"""Five hosts in namespaces of this machine, and Ansible to command them."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
E2E = os.path.dirname(HERE)
TOP = os.path.dirname(os.path.dirname(E2E))
NAMES = ["web1", "web2", "web3", "web4", "web5"]
SECONDS_TO_START = 600
PASSWORD = "canary-of-the-httpd"
INVENTORY = """\
all:
  vars:
    ansible_connection: view
    ansible_python_interpreter: /usr/bin/python3
  hosts:
%s
"""


class Failed(Exception):
    """The fleet does not work, or does the wrong thing."""


def children_of(pid):
    with contextlib.suppress(OSError):
        for thread in os.listdir("/proc/%d/task" % pid):
            with open("/proc/%d/task/%s/children" % (pid, thread), encoding="ascii") as file:
                yield from map(int, file.read().split())


def inside_of(pid):
    """The process of inside.py below this one, which is in the namespaces of the view; 0 if there is none yet."""
    with contextlib.suppress(OSError), open("/proc/%d/cmdline" % pid, "rb") as file:
        words = file.read().split(b"\0")
        if words[0].endswith(b"python3") and any(word.endswith(b"inside.py") for word in words):
            return pid
    return next((found for child in children_of(pid) for found in [inside_of(child)] if found), 0)


class Fleet:
    """Begins the hosts when it is entered, and ends them, whatever happens, when it is left."""

    def __init__(self, build, packages):
        self.build, self.packages = build, packages
        self.directory = tempfile.mkdtemp(prefix="pkgmap-fleet-")
        self.audits = os.path.join(self.directory, "audits")
        self._hosts, self._pids = {}, {}

    def __enter__(self):
        try:
            self._view("package", self.directory).communicate()
            if not os.path.isdir(self.directory + "/collections/ansible_collections/monit_pkgmap/fleet"):
                raise Failed("the package cannot be made:\n" + self.log("package"))
            for name in NAMES:
                self._hosts[name] = self._view("host", name, self.directory)
            for name in NAMES:
                self._wait_for(name)
            self._write_inventory()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in self._hosts.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)

    def log(self, name):
        with open(os.path.join(self.directory, name + ".log"), encoding="utf-8", errors="replace") as file:
            return file.read()

    def _view(self, *words):
        """Begins inside.py in namespaces of its own, also of the network."""
        keep = [TOP] + [path for path in (self.build, self.packages) if not path.startswith(TOP + "/")]
        environment = dict(os.environ, PKGMAP_BUILD=self.build, PKGMAP_E2E_PACKAGES=self.packages,
                           PYTHONDONTWRITEBYTECODE="1", OVERLAY_KEEP=":".join(keep), OVERLAY_SHARE=self.directory)
        name = words[1] if words[0] == "host" else words[0]
        with open(os.path.join(self.directory, name + ".log"), "wb") as log:
            return subprocess.Popen(["unshare", "--net", E2E + "/overlay-run", "/usr/bin/python3", HERE + "/inside.py",
                                     *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment,
                                    start_new_session=True)

    def _wait_for(self, name):
        deadline = time.monotonic() + SECONDS_TO_START
        while not os.path.exists(os.path.join(self.directory, name)):
            if self._hosts[name].poll() is not None or time.monotonic() > deadline:
                raise Failed("%s does not come up:\n%s" % (name, self.log(name)))
            time.sleep(0.2)
        self._pids[name] = inside_of(self._hosts[name].pid)

    def _write_inventory(self):
        hosts = "\n".join("    %s:\n      view_pid: %d" % (name, self._pids[name]) for name in NAMES)
        with open(self.directory + "/inventory.yml", "w", encoding="utf-8") as file:
            file.write(INVENTORY % hosts)

    def on(self, name, command):
        """Runs a command of the shell on a host, as somebody there would, and returns its output."""
        done = subprocess.run(["nsenter", "-t", str(self._pids[name]), "-m", "-p", "-n", "-u", "-i", "env", "-i", "HOME=/root",
                               "LC_ALL=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "sh", "-c", command],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              universal_newlines=True, check=False)
        return done.stdout

    def versions(self, package):
        """The version of a package on each host."""
        return {name: self.on(name, "rpm -q --qf '%%{version}' %s" % package) for name in NAMES}

    def play(self, book, variables=None, options=()):
        """Runs a playbook, and returns (exit status, what it printed)."""
        environment = dict(os.environ, ANSIBLE_COLLECTIONS_PATH=self.directory + "/collections",
                           ANSIBLE_CONNECTION_PLUGINS=HERE + "/plugins/connection", ANSIBLE_NOCOLOR="1",
                           ANSIBLE_LOCALHOST_WARNING="0", ANSIBLE_PYTHON_INTERPRETER="/usr/bin/python3",
                           ANSIBLE_HOME=self.directory + "/home", ANSIBLE_LOCAL_TEMP=self.directory + "/home/tmp",
                           ANSIBLE_FORKS="5", ANSIBLE_CALLBACK_RESULT_FORMAT="yaml", PATH="%s/cli:%s" % (self.build, os.environ["PATH"]))
        command = ["ansible-playbook", "-i", self.directory + "/inventory.yml", book, *options]
        if variables:
            command += ["-e", json.dumps(variables)]
        done = subprocess.run(command, cwd=self.directory, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, check=False)
        return done.returncode, done.stdout


def recap(output):
    """What the last lines say of each host: {"web1": {"ok": 3, …}}."""
    lines = output[output.rindex("PLAY RECAP"):].splitlines()[1:] if "PLAY RECAP" in output else []
    return {line.split()[0]: {key: int(value) for key, value in re.findall(r"(\w+)=(\d+)", line)}
            for line in lines if " : " in line}


def expect(right, what, output=""):
    if not right:
        print(output, file=sys.stderr)
        raise Failed(what)
