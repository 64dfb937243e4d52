"""The plugin of yum 3, for Python 2.7 and 3: loaded and called by yum's own code if it is
in PYTHONPATH, else by the code in played/. Only rpm is left out."""

import logging
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.append(os.path.join(HERE, "../played"))

import python_hook  # noqa: E402
import yum.constants as states  # noqa: E402
import yum.plugins  # noqa: E402

TRAITS = {"manager": "yum3", "hides": ["reinstall"], "says": {}, "knows": ["file", "record"],
          "can": ["lines", "log", "refuse", "interrupt", "library", "many-lines", "others", "flags", "root", "empty",
                  "switch", "clock", "any-packages", "posts", "errors"]}
# States of members by kind, recorded from update, localinstall, downgrade, reinstall, remove.
INCOMING = {"install": states.TS_INSTALL, "upgrade": states.TS_UPDATE, "obsolete": states.TS_OBSOLETING,
            "downgrade": states.TS_INSTALL, "reinstall": states.TS_INSTALL}
OUTGOING = {"remove": states.TS_ERASE, "upgrade": states.TS_UPDATED, "obsolete": states.TS_OBSOLETED,
            "downgrade": states.TS_ERASE}
OTHER = python_hook.OTHER + """
from yum.plugins import PluginYumExit as failure
requires_api_version = "2.1"
def posttrans_hook(conduit):
    act()
"""


class Installed(object):
    """A package of the package database."""

    def __init__(self, member):
        self.idx = member["record"]

    def localPkg(self):
        raise ValueError("unknown header tag")


class Available(object):
    """A package of a repository."""

    def __init__(self, path):
        self._path = path

    @property
    def idx(self):
        raise KeyError("no such column: idx")

    def localPkg(self):
        return self._path


class Member(object):
    def __init__(self, scene, member):
        comes = member["part"] == "incoming"
        for name in ("name", "epoch", "version", "release", "arch"):
            setattr(self, name, str(member[name]))
        self.po = Available(python_hook.file_of(scene, member)) if comes else Installed(member)
        self.output_state = (INCOMING if comes else OUTGOING)[member["kind"]]
        self.reinstall = comes and member["kind"] == "reinstall"
        self.updates = [object()] if comes and member["kind"] == "upgrade" else []
        self.downgrades = [object()] if comes and member["kind"] == "downgrade" else []


class TsInfo(object):
    def __init__(self, scene):
        named = [member for member in scene["members"] or ()
                 if member["part"] == "incoming" or member["kind"] in OUTGOING]
        self._members = [Member(scene, member) for member in named]
        if scene.get("surprise"):
            self._members = [object()]

    def getMembers(self):
        return self._members


class Conf(object):
    def __init__(self, scene):
        self.installroot = scene.get("root", "/")
        self.tsflags = scene.get("flags", [])


class Base(object):
    def __init__(self, scene):
        self.conf, self.tsInfo, self.history = Conf(scene), TsInfo(scene), None


class Lines(logging.Handler):
    """The lines of info() that yum shows by default, and all errors."""

    def __init__(self, show):
        logging.Handler.__init__(self)
        self._show = show

    def emit(self, record):
        words = ((40, "error"), (30, "warning"), (18, "info"), (0, "debug"))
        self._show([word for level, word in words if record.levelno >= level][0], record.getMessage())


def listen(show):
    handler = Lines(show)
    for name in ("yum.plugin", "yum.verbose.plugin"):
        logger = logging.getLogger(name)
        logger.setLevel(1)
        logger.addHandler(handler)


def transaction(scene, plugins):
    """Runs a transaction as YumBase.runTransaction() does."""
    for _ in range(scene.get("times", 1)):
        plugins.run("pretrans")
        if scene.get("rpm_refuses"):
            plugins.run("historyend")
            continue
        for _ in range(scene.get("posts", 1)):
            plugins.run("posttrans")
        plugins.run("historyend")


def play(scene, show):
    python_hook.place(scene, "yum3/monit_pkgmap.py.in", name=scene.get("file", "monit_pkgmap"))
    for name in ("aa_other", "zz_other") if scene.get("others") else ():
        python_hook.write(os.path.join(scene["directory"], "plugins", name + ".py"),
                          OTHER % {"calls": scene["calls"], "fails": scene["others"] == "fail"})
        python_hook.write(os.path.join(scene["directory"], "settings", name + ".conf"), "[main]\nenabled=1\n")
    base = Base(scene)
    plugins = yum.plugins.YumPlugins(
        base, [os.path.join(scene["directory"], "plugins")],
        types=(yum.plugins.TYPE_CORE, yum.plugins.TYPE_INTERACTIVE),
        pluginconfpath=[os.path.join(scene["directory"], "settings")])
    listen(show)
    return python_hook.ended_by(lambda: transaction(scene, plugins), yum.plugins.PluginYumExit)


if __name__ == "__main__":
    python_hook.main(TRAITS, play)
