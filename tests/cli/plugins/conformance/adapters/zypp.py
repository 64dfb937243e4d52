#!/usr/bin/python3
"""zypp.py PLUGIN: the commit plugin of libzypp, asked with the frames that a real libzypp sent.

PLUGIN is the plugin built for tests (tests/cli/plugins/zypp/plugin_main.cpp).
"""

import json
import os
import subprocess
import sys

PLUGIN = sys.argv.pop(1) if len(sys.argv) > 1 else ""
SECONDS = "600"  # more than any row takes, so no bound ends a program
# libzypp names neither the packages that are replaced nor the reason of an incoming one.
TRAITS = {"manager": "zypp", "hides": ["upgrade", "downgrade", "reinstall", "obsolete"],
          "says": {"install": "upgrade", "downgrade": "upgrade", "reinstall": "upgrade"}, "knows": [],
          "tells": {"series": True}, "resumes": "pid", "can": ["lines", "many-lines", "empty", "switch", "any-packages", "posts", "errors"]}


def step(member):
    return {"type": "+" if member["part"] == "incoming" else "-",
            "solvable": {"n": member["name"], "e": int(member["epoch"]), "v": member["version"],
                         "r": member["release"], "a": member["arch"]}}


class Plugin:
    def __init__(self, scene):
        def path(name):
            return os.path.join(scene["directory"], name)

        with open(path("rpm"), "w") as file:
            file.write("#!/bin/sh\n")  # rpm loads no plugin of ours
        os.chmod(path("rpm"), 0o755)
        self.process = subprocess.Popen(
            [PLUGIN, scene["program"], path("rpm"), path("cache"), path("disabled"), SECONDS],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=dict(os.environ, **scene.get("environment", {})))
        with open(path("player"), "w") as file:
            file.write(str(os.getpid()))

    def ask(self, command, body=""):
        self.process.stdin.write(("%s\n\n%s" % (command, body)).encode() + b"\0")
        self.process.stdin.flush()
        answer = b""
        while not answer.endswith(b"\0"):
            got = os.read(self.process.stdout.fileno(), 4096)
            if not got:
                raise EOFError("the plugin has ended")
            answer += got
        if answer != b"ACK\n\n\0":
            raise ValueError("%r" % answer)


def transaction(scene, plugin):
    """Asks as a commit of libzypp does. PLUGINEND follows COMMITEND."""
    plugin.ask("PLUGINBEGIN")
    if scene["members"] is not None:
        named = [member for member in scene["members"]
                 if member["part"] == "incoming" or member["kind"] not in TRAITS["hides"]]
        steps = {"TransactionStepList": [step(member) for member in named]}
        plugin.ask("COMMITBEGIN", json.dumps(steps))
        plugin.ask("COMMITEND", json.dumps(steps))
    plugin.ask("PLUGINEND")
    plugin.ask("_DISCONNECT")


def play(directory):
    with open(os.path.join(directory, "scene.json")) as file:
        scene = json.load(file)
    plugin = Plugin(scene)
    end = "done"
    try:
        transaction(scene, plugin)
    except (EOFError, OSError, ValueError) as error:
        end = repr(error)
    said = plugin.process.communicate()[1].decode()
    # What it writes has no levels.
    lines = [(None, line) for line in said.splitlines()]
    return {"pid": os.getpid(), "lines": lines, "end": end, "signals": []}


def main():
    if sys.argv[1:] == ["--traits"]:
        return print(json.dumps(TRAITS))
    for line in iter(sys.stdin.readline, ""):
        print(json.dumps(play(line.rstrip("\n"))), flush=True)


if __name__ == "__main__":
    if not PLUGIN:
        sys.exit(__doc__)
    main()
