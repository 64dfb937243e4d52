"""A container in which systemd is process 1: systemd-nspawn boots a Debian with monit and the program.

The root is made once, in .build/systemd/base; each run boots copies of it. Commands enter the container as
nsenter(1) does, so they work in any state of its systemd.
"""

import glob
import os
import re
import shutil
import subprocess
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PLACE = TOP + "/.build/systemd"
BUILD = os.environ.get("PKGMAP_BUILD") or TOP + "/.build/dev"
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8"}
PACKAGES = ("dbus", "monit", "procps", "systemd", "systemd-sysv")
# Nobody waits for longer for an event that does not come.
PATIENCE = 120


class Missing(Exception):
    """There can be no such container here."""


class Failed(Exception):
    """Something that a row needs did not happen."""


def output_of(*command, **options):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          universal_newlines=True, errors="replace", check=False, **options)
    if done.returncode != 0:
        raise Failed("%s: exit status %d\n%s" % (" ".join(command), done.returncode, done.stdout[-4000:]))
    return done.stdout


def wait_until(what, condition):
    """Returns what the condition gave, once that is true."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise Failed("waited in vain until " + what)
        time.sleep(0.1)


def release():
    with open("/etc/os-release", encoding="utf-8") as file:
        return dict(re.findall(r'(?m)^(\w+)="?([^"\n]*)"?$', file.read()))


def check():
    """Raises Missing if this machine cannot boot such a container."""
    if os.geteuid() != 0:
        raise Missing("must be root (it boots a container)")
    for program in ("systemd-nspawn", "mmdebstrap", "nsenter"):
        if not shutil.which(program):
            raise Missing("needs " + program)
    if release().get("ID") != "debian":
        raise Missing("needs Debian: the container runs what was built here")


def libraries():
    """The packages with the libraries that the built programs need."""
    if not os.path.exists(BUILD + "/cli/monit-pkgmap"):
        raise Missing("needs a build in " + BUILD)
    files = [BUILD + "/cli/monit-pkgmap"] + glob.glob(BUILD + "/libexec/monit-pkgmap/*")
    paths = set(re.findall(r"=> (/\S+)", "".join(output_of("ldd", file) for file in files)))
    names = {os.path.realpath(path) for path in paths} | paths
    done = subprocess.run(["dpkg-query", "-S", *sorted(names)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          universal_newlines=True, check=False)
    return sorted({line.split(":")[0] for line in done.stdout.splitlines()})


def mirror():
    targets = output_of("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages")
    found = [line for line in targets.splitlines() if line.endswith("/debian/")]
    if not found:
        raise Missing("cannot tell where this machine installs Debian's packages from")
    return found[0]


def make_base(needed):
    """Makes the root that all runs copy, unless it is there with the needed packages."""
    base = PLACE + "/base"
    packages = set(PACKAGES) | set(needed)
    try:
        with open(base + ".packages", encoding="utf-8") as file:
            known = set(file.read().split(","))
        if packages <= known:
            return base
        packages |= known
    except FileNotFoundError:
        pass
    packages = ",".join(sorted(packages))
    shutil.rmtree(base, ignore_errors=True)
    os.makedirs(PLACE, exist_ok=True)
    try:
        output_of("mmdebstrap", "--variant=minbase", "--include=" + packages, "--dpkgopt=force-unsafe-io",
                  '--aptopt=Acquire::Check-Valid-Until "false"', '--aptopt=Acquire::Check-Date "false"',
                  release()["VERSION_CODENAME"], base, mirror())
    except Failed as error:
        shutil.rmtree(base, ignore_errors=True)
        raise Missing("mmdebstrap failed: %s" % error) from None
    with open(base + ".packages", "w", encoding="utf-8") as file:
        file.write(packages)
    return base


def children_of(pid):
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid), encoding="ascii") as file:
            return [int(word) for word in file.read().split()]
    except FileNotFoundError:
        return []


def name_of(pid):
    try:
        with open("/proc/%d/comm" % pid, encoding="ascii") as file:
            return file.read().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


class Container:
    def __init__(self):
        self.root = PLACE + "/root"
        self.nspawn = None
        self.init = 0
        self.is_made = False

    def make(self, packages):
        """Makes a root with these packages beside those that every container has."""
        base = make_base(packages)
        self.is_made = True
        self.remove()
        output_of("cp", "-a", "--reflink=auto", base, self.root)

    def write(self, path, text, mode=0o644):
        path = self.root + path
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, mode)

    def read(self, path):
        try:
            with open(self.root + path, encoding="utf-8", errors="replace") as file:
                return file.read()
        except FileNotFoundError:
            return ""

    def boot(self):
        """Boots the root. Returns when systemd has started all that it starts at boot."""
        with open(PLACE + "/console.log", "ab") as console:
            # In a pid namespace that ends with this process, however this process ends.
            self.nspawn = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "unshare", "--pid", "--mount-proc", "--fork", "--kill-child",
                 "systemd-nspawn", "--quiet", "--directory=" + self.root, "--register=no", "--keep-unit",
                 "--private-network", "--machine=booted", "--boot"],
                stdin=subprocess.DEVNULL, stdout=console, stderr=console)
        wait_until("the container has a process 1", self.find_init)
        wait_until("systemd has started all", lambda: self.run("systemctl", "is-system-running").strip() in (
            "running", "degraded"))

    def find_init(self):
        if self.nspawn.poll() is not None:
            raise Missing("systemd-nspawn cannot boot a container here; see %s/console.log" % PLACE)
        # systemd-nspawn has other children while it sets the container up.
        self.init = next((pid for nspawn in children_of(self.nspawn.pid) for pid in children_of(nspawn)
                          if name_of(pid) == "systemd"), 0)
        return self.init

    def run(self, *command, must=False):
        """Returns what the command printed in the container."""
        done = subprocess.run(["nsenter", "-t", str(self.init), "-a", "--", *command], env=ENVIRONMENT,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              universal_newlines=True, errors="replace", check=False, timeout=PATIENCE)
        if must and done.returncode != 0:
            raise Failed("%s: exit status %d\n%s" % (" ".join(command), done.returncode, done.stdout))
        return done.stdout

    def is_up(self):
        return self.nspawn is not None and self.nspawn.poll() is None

    def power_off(self):
        self.run("systemctl", "poweroff")
        self.nspawn.wait(PATIENCE)

    def lose_power(self):
        """Kills every process of the container at once."""
        os.kill(self.init, 9)
        self.nspawn.wait(PATIENCE)

    def remove(self):
        """Ends the container and removes its root."""
        if self.is_up():
            self.nspawn.kill()
            self.nspawn.wait(PATIENCE)
        if self.is_made and os.path.exists(self.root):
            output_of("rm", "-rf", "--one-file-system", self.root)
