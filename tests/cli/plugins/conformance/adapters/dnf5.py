#!/usr/bin/python3
"""dnf5.py HOOK: the hook of dnf 5 in the conversation that a real dnf 5 has with it.

HOOK is the test's own build of it; ../../dnf5/recorded has the conversations.
"""

import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../dnf5"))

import played  # noqa: E402

TRAITS = {"manager": "dnf5", "can": ["lines", "many-lines", "refuse", "interrupt", "flags", "root", "empty", "switch"],
          "hides": [], "says": {}, "knows": ["file"]}
INCOMING = {"install": "I", "upgrade": "U", "downgrade": "D", "reinstall": "R", "obsolete": "I"}


def member(scene, known):
    """A package in the words of dnf 5; a file of the command line, which is no repository's."""
    comes = known["part"] == "incoming"
    letter = INCOMING[known["kind"]] if comes else "E" if known["kind"] == "remove" else "O"
    said = {"action": letter, "repo_id": "@commandline" if comes else "@System"}
    said["location"] = os.path.join(scene["directory"], known["file"] or "none.rpm") if comes else ""
    said.update((name, known[name]) for name in ("name", "epoch", "version", "release", "arch"))
    return said


class Dnf5:
    def __init__(self, scene):
        self.scene, self.variables, self.stopped = scene, {}, None

    def __call__(self, request):
        arguments = request["args"]
        if request["op"] == "stop":
            self.stopped = arguments["message"]
            return None
        if request["op"] == "set":
            self.variables.pop(arguments["name"], None)
            if "value" in arguments:
                self.variables[arguments["name"]] = arguments["value"]
            found = [arguments]
        else:
            found = getattr(self, request["domain"])(arguments)
        name = "keys_val" if request["domain"] == "conf" else request["domain"]
        return json.dumps({"op": "reply", "requested_op": request["op"], "domain": request["domain"],
                           "return": {name: found}, "status": "OK"})

    def actions_attrs(self, arguments):
        return [{"key": arguments["key"], "value": {"pid": str(os.getpid()), "version": "1.4.1"}[arguments["key"]]}]

    def conf(self, arguments):
        settings = {"installroot": self.scene.get("root", "/"), "cachedir": self.scene["directory"],
                    "tsflags": ",".join(self.scene.get("flags", []))}
        return [{"key": arguments["key"], "value": settings[arguments["key"]]}]

    def trans_packages(self, _arguments):
        return [member(self.scene, known) for known in self.scene["members"] or ()]

    def actions_vars(self, arguments):
        return [{"name": name, "value": value} for name, value in self.variables.items()
                if name == arguments["name"]]


def environment(scene):
    names = {"suspend_seconds": "HOOK_SUSPEND_SECONDS", "resume_seconds": "HOOK_RESUME_SECONDS"}
    return dict({name: str(scene[key]) for key, name in names.items() if key in scene},
                HOOK_DISABLED=os.path.join(scene["directory"], "disabled"))


def main(hook, directory):
    with open(os.path.join(directory, "scene.json"), encoding="utf-8") as file:
        scene = json.load(file)
    dnf = Dnf5(scene)
    lines, signals, end = [], [], "done"
    for kind in (["json-before"] + ["json-after"] * scene.get("posts", 1)) * scene.get("times", 1):
        talk = played.Conversation([hook, scene["program"], kind], dnf, environment(scene))
        lines += [[None, line] for line in talk.shown.splitlines()]
        signals += ["SIGPIPE"] * talk.unread_reply
        if talk.interrupted or dnf.stopped:
            end = "interrupted" if talk.interrupted else "refused: " + dnf.stopped
            break
    print(json.dumps({"pid": os.getpid(), "lines": lines, "end": end, "signals": signals}))


if __name__ == "__main__":
    if sys.argv[2:] == ["--traits"]:
        print(json.dumps(TRAITS))
    else:
        main(*sys.argv[1:])
