"""Who upgrades a package on the host, and by which hooks monit-pkgmap learns of it.

PKGMAP_E2E_VIA is a row of VIA, the table of the package managers with their hooks.
"""

import collections
import glob
import os
import re
import shutil
import subprocess

from scene import host, processes

ZYPPER_LOG = "/var/log/zypper.log"
MARK = "monit-pkgmap: "
SOURCES_OF_MACHINE = "/etc/apt/sources.of.machine"  # where Apt puts the machine's own sources

# What a person can read of a transaction: on the screen, and in a log of the package manager.
#
# rpm's plugin speaks through rpm, which shows such lines with -v only; zypper calls rpm without
# -v. libzypp writes what its plugin says into the log of zypper. dnf shows what rpm's plugin says
# as little as any other line of rpm. The guard speaks to nobody.
Via = collections.namedtuple("Via", "manager hooks screen log logged")
BOTH = ("suspended", "resumed")
VIA = {
    "apt": Via("apt", ("apt", "dpkg"), BOTH, None, ()),
    "dpkg": Via("dpkg", ("apt", "dpkg"), BOTH, None, ()),
    "dnf4": Via("dnf4", ("dnf4",), BOTH, host.DNF_LOG, BOTH),
    "dnf4/dnf4+rpm": Via("dnf4", ("dnf4", "rpm"), BOTH, host.DNF_LOG, BOTH),
    "dnf5": Via("dnf5", ("dnf5",), BOTH, None, ()),
    "dnf5/dnf5+rpm": Via("dnf5", ("dnf5", "rpm"), BOTH, None, ()),
    "rpm": Via("rpm", ("rpm",), BOTH, None, ()),
    "zypper": Via("zypper", ("zypp",), (), ZYPPER_LOG, BOTH),
    "zypper/zypp+rpm": Via("zypper", ("zypp", "rpm"), (), ZYPPER_LOG, ("resumed",)),
    "zypper/rpm": Via("zypper", ("rpm",), (), ZYPPER_LOG, ()),
}


def _macro(text):
    return subprocess.run(["rpm", "--eval", text], env=host.ENVIRONMENT, stdout=subprocess.PIPE, check=True,
                          universal_newlines=True).stdout.strip()


def _hook_files():
    """The files that make each package manager call the program, as `cmake --install` put them."""
    return {
        "apt": ["/etc/apt/apt.conf.d/zz-monit-pkgmap"],
        "dpkg": ["/etc/dpkg/dpkg.cfg.d/zz-monit-pkgmap"],
        "dnf4": glob.glob("/usr/lib/python3*/*-packages/dnf-plugins/monit_pkgmap.py"),
        "dnf5": glob.glob("/etc/dnf/libdnf5-plugins/actions.d/*monit-pkgmap.actions"),
        "rpm": [_macro("%_rpmconfigdir") + "/macros.d/macros.transaction_monit_pkgmap"],
        "zypp": ["/usr/lib/zypp/plugins/commit/monit-pkgmap"],
    }


def leave_only(hooks):
    """Removes all other hooks, as on a host that lacks their packages."""
    for name, files in _hook_files().items():
        present = [path for path in files if os.path.lexists(path)]
        if name in hooks and len(present) != max(len(files), 1):
            raise host.SceneError("the hook %s is not installed" % name)
        for path in present:
            if name not in hooks:
                os.remove(path)


def marked(text):
    """The lines of hooks. A progress bar may stand before such a line, and an error after it."""
    found = [line for line in text.splitlines() if MARK in line]
    return [line[line.index(MARK):] for line in found]


class Manager:
    shown = ""  # its name for people
    script_words = (b"/rpm-tmp.",)  # a scriptlet that runs has one of them in its command line

    def __init__(self, via):
        self.via = via

    def leave_its_hooks(self):
        leave_only(self.via.hooks)

    def install(self, packages, also):
        """Installs the first version of every package, and `also`."""
        host.install_packages(packages, also)

    def prepare(self, packages):
        """Called on a host with its packages; the repositories lie in `packages`."""
        self._packages = packages

    def file(self, repository, name):
        """The file of a package."""
        found = glob.glob("%s/%s/*/%s-[0-9]*.rpm" % (self._packages, repository, name))
        if len(found) != 1:
            raise host.SceneError("there is no package %s" % name)
        return found[0]

    def command(self, *words):
        """The command that a person would type. `words` are those for dnf: upgrade, install, downgrade,
        reinstall or remove, and names of packages."""
        raise NotImplementedError

    def installed(self, name):
        """Name, version and release of the installed package: "slow-1-1.el9"."""
        return host.run("rpm", "-q", "--qf", "%{nvr}", name)

    def scriptlet_runs(self, but=()):
        lines = [processes.arguments_of(pid) for pid in os.listdir("/proc") if pid.isdigit()]
        return any(word in line for line in lines for word in self.script_words
                   if not any(other in line for other in but))

    def anything_left_of(self, session):
        """Whether a process of the package manager runs that began in this session (setsid(2))."""
        return processes.anything_left_of(session)

    def logged(self):
        """The lines of hooks in the log of the package manager."""
        return marked(host.read(self.via.log)) if self.via.log else []

    def said(self, output):
        """The lines of hooks, from where a person finds them."""
        return marked(output) if self.via.screen else self.logged()

    @property
    def says_in(self):
        return "the screen" if self.via.screen else self.via.log


class Dnf4(Manager):
    shown = "dnf"

    def command(self, *words):
        return host.dnf_command(*words)


class Dnf5(Manager):
    shown = "dnf5"

    def command(self, *words):
        return ["dnf5", *host.dnf_command(*words)[1:]]


class Rpm(Manager):
    shown = "rpm"
    # The options of each word, and the repository with the files.
    _verbs = {"upgrade": (("-Uv",), "v2"), "install": (("-Uv",), "v2"),
              "downgrade": (("-Uv", "--oldpackage"), "v1"), "reinstall": (("-Uv", "--replacepkgs"), "v1"),
              "remove": (("-ev",), None)}

    def start(self):
        """Debian's rpm 4 refuses to install a package without an option of its own; rpm 6 refuses a package that is
        not signed."""
        known = subprocess.run(["rpm", "--force-debian", "--version"], env=host.ENVIRONMENT, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, check=False).returncode == 0
        return ["rpm", "--force-debian"] if known else ["rpm", "--nosignature"]

    def command(self, *words):
        options, repository = self._verbs[words[0]]
        names = words[1:]
        if repository:
            names = [name if name.startswith("/") else self.file(repository, name) for name in names]
        return [*self.start(), *options, *names]


class Zypper(Manager):
    shown = "zypper"
    _start = ["zypper", "--non-interactive", "--no-gpg-checks"]
    _verbs = {"upgrade": ("update",), "downgrade": ("install", "--oldpackage"), "reinstall": ("install", "--force")}

    def prepare(self, packages):
        super().prepare(packages)
        # Debian's zypper has the checks of a SUSE system, which Debian does not meet.
        host.write("/etc/zypp/systemCheck", "")
        shutil.rmtree("/etc/zypp/repos.d", ignore_errors=True)
        for name in ("v1", "v2"):
            text = host.REPOSITORY.format(name, packages) + "enabled=1\ntype=rpm-md\n"
            host.write("/etc/zypp/repos.d/%s.repo" % name, re.sub("metadata_expire=.*\n", "", text))
        host.run(*self._start, "refresh")

    def _first(self, name):
        """The first version of a package, as zypper wants it."""
        return host.run("rpm", "-qp", "--qf", "%{name}=%{version}-%{release}", self.file("v1", name))

    def command(self, *words):
        verb, names = words[0], words[1:]
        if verb in ("downgrade", "reinstall"):
            names = [self._first(name) for name in names]
        return [*self._start, "--no-refresh", *self._verbs.get(verb, (verb,)), *names]


class Apt(Manager):
    """apt on the machine's own Debian: dpkg's files are the machine's, and only systemctl is not."""

    shown = "apt-get"
    script_words = (b"/var/lib/dpkg/info/", b"/var/lib/dpkg/tmp.ci/")
    _verbs = {"upgrade": ["install", "--only-upgrade"], "downgrade": ["install", "--allow-downgrades"]}

    def _read(self, *repositories):
        host.write("/etc/apt/sources.list", "".join("deb [trusted=yes] file:%s/%s ./\n" % (self._packages, name)
                                                    for name in repositories))
        host.run("apt-get", "-qq", "update")

    def install(self, packages, also):
        self._packages = packages
        shutil.move("/etc/apt/sources.list.d", SOURCES_OF_MACHINE)
        host.run("dpkg-divert", "--local", "--rename", "--divert", "/usr/bin/systemctl.machine", "--add",
                 "/usr/bin/systemctl")
        shutil.copy(host.SOURCE + "/fixtures/packages/systemctl", "/usr/bin/systemctl")
        self._read("v1")
        host.run("apt-get", "-qq", "-y", "install", "mysql-server", "tunneld", "slow", "plain", *also)
        host.run("systemctl", "start", "mysqld", "tunneld")
        self._read("v1", "v2")

    def install_from_machine(self, name):
        """Installs a package from the machine's own sources, without what it recommends. Needs their network."""
        theirs = ["-o", "Dir::Etc::SourceList=/dev/null", "-o", "Dir::Etc::SourceParts=" + SOURCES_OF_MACHINE]
        host.run("apt-get", "-qq", *theirs, "update")
        host.run("apt-get", "-qq", "-y", *theirs, "--no-install-recommends", "install", name)
        host.run("apt-get", "-qq", "update")

    def command(self, *words):
        return ["apt-get", "-y", *self._verbs.get(words[0], words[:1]), *words[1:]]

    def file(self, repository, name):
        found = glob.glob("%s/%s/%s_*.deb" % (self._packages, repository, name))
        if len(found) != 1:
            raise host.SceneError("there is no package %s" % name)
        return found[0]

    def installed(self, name):
        return host.run("dpkg-query", "-W", "-f", "${Package}-${Version}", name)

    def anything_left_of(self, session):
        """apt runs dpkg in a session of its own."""
        return super().anything_left_of(session) or bool(processes.called("/usr/bin/dpkg")) or self.scriptlet_runs()


class Dpkg(Apt):
    shown = "dpkg"
    _verbs = {"upgrade": ["-i"], "remove": ["-r"]}

    def command(self, *words):
        names = words[1:]
        if words[0] == "upgrade":
            names = [path for name in names for path in glob.glob("%s/v2/%s_*.deb" % (self._packages, name))]
        return ["dpkg", *self._verbs[words[0]], *names]


KINDS = {"apt": Apt, "dpkg": Dpkg, "dnf4": Dnf4, "dnf5": Dnf5, "rpm": Rpm, "zypper": Zypper}


def called(text):
    """The manager of this row of VIA."""
    via = VIA[text]
    return KINDS[via.manager](via)


_chosen = []


def chosen():
    """The manager of this host, the same one at every call."""
    if not _chosen:
        _chosen.append(called(os.environ.get("PKGMAP_E2E_VIA") or "dnf4"))
    return _chosen[0]
