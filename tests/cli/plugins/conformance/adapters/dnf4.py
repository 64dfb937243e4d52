#!/usr/bin/python3
"""The plugin of dnf 4, loaded and called by dnf's own code. Only rpm is left out."""

import logging
import os
import sys

import dnf
import dnf.exceptions
import dnf.transaction as actions

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import python_hook  # noqa: E402

TRAITS = {"manager": "dnf4", "hides": [], "says": {}, "knows": ["file", "record"],
          "can": ["lines", "log", "refuse", "interrupt", "library", "many-lines", "others", "flags", "root", "download",
                  "empty", "switch", "clock", "any-packages", "posts", "errors"]}
INCOMING = {"install": actions.PKG_INSTALL, "upgrade": actions.PKG_UPGRADE, "obsolete": actions.PKG_OBSOLETE,
            "downgrade": actions.PKG_DOWNGRADE, "reinstall": actions.PKG_REINSTALL}
OUTGOING = {"remove": actions.PKG_REMOVE, "upgrade": actions.PKG_UPGRADED, "obsolete": actions.PKG_OBSOLETED,
            "downgrade": actions.PKG_DOWNGRADED, "reinstall": actions.PKG_REINSTALLED}
OTHER = python_hook.OTHER + """
import dnf, dnf.exceptions
failure = dnf.exceptions.Error
class Other(dnf.Plugin):
    name = %(name)r
    def transaction(self):
        act()
"""


class Package:
    """The members of a hawkey package that the plugin reads."""

    def __init__(self, scene, member):
        for name in ("name", "version", "release", "arch"):
            setattr(self, name, member[name])
        self.epoch = int(member["epoch"])
        self.rpmdbid = member["record"] or 0
        self.files = []
        self._path = python_hook.file_of(scene, member) if member["part"] == "incoming" else ""

    def localPkg(self):
        if not self._path:
            raise ValueError("not a package of a repository")
        return self._path


class Member:
    def __init__(self, scene, member):
        words = INCOMING if member["part"] == "incoming" else OUTGOING
        self.action = words[member["kind"]]
        self.pkg = Package(scene, member)


class Transaction(list):
    remove_set = install_set = ()


class Lines(logging.Handler):
    """The lines that dnf's logger received."""

    LEVELS = {logging.INFO: "info", logging.WARNING: "warning", logging.ERROR: "error",
              logging.CRITICAL: "error"}

    def __init__(self, show):
        super().__init__(logging.DEBUG)
        self._show = show

    def emit(self, record):
        self._show(self.LEVELS.get(record.levelno, "debug"), record.getMessage())


def listen(show):
    logger = logging.getLogger("dnf")
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.addHandler(Lines(show))


def base_of(scene):
    base = dnf.Base()
    base.conf.pluginpath = [os.path.join(scene["directory"], "plugins")]
    base.conf.pluginconfpath = [os.path.join(scene["directory"], "settings")]
    base.conf.installroot = scene.get("root", "/")
    base.conf.tsflags = scene.get("flags", [])
    base.conf.downloadonly = scene.get("download_only", False)
    if scene["members"] is not None:
        members = [Member(scene, member) for member in scene["members"]]
        base._transaction = Transaction([object()] if scene.get("surprise") else members)
    return base


def transaction(scene, base):
    """Runs a transaction as Base.do_transaction() does."""
    for _ in range(scene.get("times", 1)):
        base._plugins.run_pre_transaction()
        for _ in range(scene.get("posts", 1)):
            base._plugins.run_transaction()


def play(scene, show):
    python_hook.place(scene, "dnf4/monit_pkgmap.py.in")
    for name in ("aa_other", "zz_other") if scene.get("others") else ():
        python_hook.write(os.path.join(scene["directory"], "plugins", name + ".py"),
                          OTHER % {"calls": scene["calls"], "fails": scene["others"] == "fail", "name": name})
    base = base_of(scene)
    base.init_plugins()
    listen(show)
    return python_hook.ended_by(lambda: transaction(scene, base), dnf.exceptions.Error)


if __name__ == "__main__":
    python_hook.main(TRAITS, play)
