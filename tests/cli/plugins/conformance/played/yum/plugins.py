"""How yum finds plugins and calls them."""

import glob
import logging
import os

TYPE_CORE, TYPE_INTERACTIVE = 0, 1
# Levels of logging for the levels of info() and error().
INFO = {0: 20, 1: 19, 2: 18, 3: 10, 4: 9}
ERROR = {0: 50, 1: 40, 2: 30}


class PluginYumExit(Exception):
    pass


class Conduit(object):
    def __init__(self, parent, base):
        self._parent, self._base = parent, base

    def info(self, level, message):
        logging.getLogger("yum.verbose.plugin").log(INFO[level], message)

    def error(self, level, message):
        logging.getLogger("yum.plugin").log(ERROR[level], message)

    def getConf(self):
        return self._base.conf

    def getTsInfo(self):
        return self._base.tsInfo


class YumPlugins(object):
    """Loads the plugins that have a NAME.conf, in the order of their file names."""

    def __init__(self, base, searchpath, types, pluginconfpath):
        self._base, self._modules = base, []
        for file in sorted(glob.glob(searchpath[0] + "/*.py")):
            settings = os.path.join(pluginconfpath[0], os.path.basename(file)[:-3] + ".conf")
            if os.path.exists(settings):
                self._load(file, types)

    def _load(self, file, types):
        values = {"__name__": os.path.basename(file)[:-3]}
        with open(file) as source:
            exec(compile(source.read(), file, "exec"), values)
        major, minor = values["requires_api_version"].split(".")
        assert (int(major), int(minor) <= 7) == (2, True)
        if all(kind in types for kind in values.get("plugin_type", (TYPE_CORE, TYPE_INTERACTIVE))):
            self._modules.append(values)

    def run(self, slotname, **_):
        for values in self._modules:
            function = values.get(slotname + "_hook")
            if function:
                function(Conduit(self, self._base))
