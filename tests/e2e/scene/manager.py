"""Who upgrades a package on the host, and by which hooks monit-pkgmap learns of it.

PKGMAP_E2E_VIA says it for a whole test: a package manager, with the hooks behind a "/"
when they are others than its own: dnf4, rpm, zypper, dnf4/dnf4+rpm, zypper/rpm.
"""

import glob
import os
import re
import shutil
import subprocess

from scene import host

ZYPPER_LOG = "/var/log/zypper.log"
MARK = "monit-pkgmap: "


def _macro(text):
    return subprocess.run(["rpm", "--eval", text], env=host.ENVIRONMENT, stdout=subprocess.PIPE, check=True,
                          universal_newlines=True).stdout.strip()


def _hook_files():
    """What makes each package manager call the program, where `cmake --install` puts it."""
    return {
        "dnf4": glob.glob("/usr/lib/python3*/*-packages/dnf-plugins/monit_pkgmap.py"),
        "rpm": [_macro("%_rpmconfigdir") + "/macros.d/macros.transaction_monit_pkgmap"],
        "zypp": ["/usr/lib/zypp/plugins/commit/monit-pkgmap"],
    }


def leave_only(hooks):
    """As on a host that has the packages of these hooks and of no other."""
    for name, files in _hook_files().items():
        present = [path for path in files if os.path.lexists(path)]
        if name in hooks and len(present) != max(len(files), 1):
            raise host.SceneError("the hook %s is not installed" % name)
        for path in present:
            if name not in hooks:
                os.remove(path)


def marked(text):
    """The lines of hooks; a progress bar may stand before one, and an error behind it."""
    found = [line for line in text.splitlines() if MARK in line]
    return [line[line.index(MARK):] for line in found]


class Manager:
    shown = ""  # how people call it
    says_in = "the screen"  # where a person finds what hooks say
    own_hooks = ()
    begins_with_words = True  # a person can read that the checks were suspended,
    ends_with_words = True  # and that they were resumed


    def __init__(self, hooks=()):
        self.hooks = tuple(hooks) or self.own_hooks

    def has_hook(self, name):
        return name in self.hooks

    def prepare(self, packages):
        """On a host with its packages; `packages`: where the repositories lie."""

    def command(self, *words):
        """What a person would type; `words`: as for dnf."""
        raise NotImplementedError

    def said(self, output):
        """The lines of hooks that somebody was shown, or that were kept for him."""
        return marked(output)


class Dnf4(Manager):
    shown = "dnf"
    own_hooks = ("dnf4",)

    def command(self, *words):
        return host.dnf_command(*words)


class Rpm(Manager):
    shown = "rpm"
    says_in = "the screen, because of -v"
    own_hooks = ("rpm",)
    _verbs = {"upgrade": "-Uv", "downgrade": "--oldpackage", "remove": "-ev"}

    def prepare(self, packages):
        self._packages = packages

    def _file(self, name):
        found = glob.glob("%s/v2/*/%s-[0-9]*.rpm" % (self._packages, name))
        if len(found) != 1:
            raise host.SceneError("there is no package %s" % name)
        return found[0]

    def command(self, *words):
        verb, names = words[0], words[1:]
        if verb != "remove":
            names = [self._file(name) for name in names]
        return ["rpm", "--force-debian", self._verbs[verb], *names]


class Zypper(Manager):
    shown = "zypper"
    says_in = ZYPPER_LOG
    own_hooks = ("zypp",)
    _start = ["zypper", "--non-interactive", "--no-gpg-checks"]

    def prepare(self, packages):
        # Of a SUSE system; what is asked there for Debian does not have.
        host.write("/etc/zypp/systemCheck", "")
        shutil.rmtree("/etc/zypp/repos.d", ignore_errors=True)
        for name in ("v1", "v2"):
            text = host.REPOSITORY.format(name, packages) + "enabled=1\ntype=rpm-md\n"
            host.write("/etc/zypp/repos.d/%s.repo" % name, re.sub("metadata_expire=.*\n", "", text))
        host.run(*self._start, "refresh")

    def command(self, *words):
        verb = {"upgrade": "update"}.get(words[0], words[0])
        return [*self._start, "--no-refresh", verb, *words[1:]]

    @property
    def begins_with_words(self):
        return not self.has_hook("rpm")

    @property
    def ends_with_words(self):
        """The guard has nobody to talk to."""
        return self.has_hook("zypp")

    def said(self, output):
        """What a commit plugin says goes into zypper's log."""
        return marked(output) + marked(host.read(ZYPPER_LOG))


KINDS = {"dnf4": Dnf4, "rpm": Rpm, "zypper": Zypper}


def called(text):
    """The manager that PKGMAP_E2E_VIA means."""
    name, _, hooks = text.partition("/")
    return KINDS[name](hooks.split("+") if hooks else ())


_chosen = []


def chosen():
    """The same one for the whole host."""
    if not _chosen:
        _chosen.append(called(os.environ.get("PKGMAP_E2E_VIA") or "dnf4"))
    return _chosen[0]
