#!/usr/bin/python3
"""apt.py HOOK: the hook of apt, called as a real apt was recorded to call it (tests/cli/plugins/apt).

HOOK is the hook built for tests (tests/cli/plugins/apt/hook_main.cpp).
"""

import fcntl
import json
import os
import re
import subprocess
import sys

HOOK = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else ""
SETTINGS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "..", "..",
                        "cli", "plugins", "apt", "apt.conf.in")
ABORT = "on_error: abort"
# apt names the outgoing package of an upgrade in the line of the incoming one, and calls no hook
# without packages, for a download or for a simulation.
TRAITS = {"manager": "apt", "hides": ["upgrade", "downgrade", "reinstall"], "says": {"obsolete": "remove"},
          "knows": ["deb"],
          "can": ["lines", "many-lines", "refuse", "root", "switch", "any-packages", "posts", "errors"]}


def lines_of_settings():
    """The lines that apt gives to a shell before and after dpkg, by the option that has them."""
    with open(SETTINGS, encoding="utf-8") as file:
        return dict(re.findall(r'^DPkg::(\S+) \{ "(.*)"; \};$', file.read(), re.MULTILINE))


LINES = lines_of_settings()
OPPOSITE = {"install": "<", "upgrade": "<", "obsolete": "<", "downgrade": ">", "reinstall": "="}


def version(member):
    return "%(epoch)s:%(version)s-%(release)s" % member


def line_of(member, replaced, directory):
    """The first line of apt about a package; the second one, about its configuration, follows later."""
    if member["part"] == "outgoing":
        return "%s %s %s none > - - none **REMOVE**" % (member["name"], version(member), member["arch"])
    old = "%s %s none" % (version(replaced), member["arch"]) if replaced else "- - none"
    path = os.path.join(directory, member["file"]) if member["file"] else "**CONFIGURE**"
    return "%s %s %s %s %s none %s" % (
        member["name"], old, OPPOSITE[member["kind"]], version(member), member["arch"], path)


def told(scene):
    gone = {member["name"]: member for member in scene["members"] if member["part"] == "outgoing"}
    shown = [member for member in scene["members"]
             if member["part"] == "incoming" or member["kind"] not in TRAITS["hides"]]
    lines = [line_of(member, gone.get(member["name"]), scene["directory"]) for member in shown]
    lines += [re.sub(r"\S+$", "**CONFIGURE**", line) for line in lines if not line.endswith("**REMOVE**")]
    return "VERSION 3\nAPT::Architecture=x86_64\nDir=%s\n\n%s\n" % (scene.get("root", "/"), "\n".join(lines))


class Apt:
    """Holds the lock of dpkg's front ends, as apt does from before its hooks until their end."""

    def __init__(self, scene):
        self.scene = scene
        self.directory = scene["directory"]
        self.lock = open(os.path.join(self.directory, "lock-frontend"), "w", encoding="utf-8")
        fcntl.lockf(self.lock, fcntl.LOCK_EX)
        with open(os.path.join(self.directory, "player"), "w", encoding="utf-8") as file:
            file.write(str(os.getpid()))
        self.said = ""

    def shell(self, option, **more):
        line = LINES[option].replace("@PKGMAP_APT_HOOK@", "%s %s" % (HOOK, self.directory))
        return ["/bin/sh", "-c", line], dict(
            more, env=dict(os.environ, **dict(self.scene.get("environment", {}), **more.get("env", {}))))

    def before(self):
        """Whether dpkg may run."""
        ours, theirs = os.pipe()
        command, options = self.shell("Pre-Install-Pkgs", env={"APT_HOOK_INFO_FD": str(ours)})
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   pass_fds=[ours], **options)
        os.close(ours)
        with os.fdopen(theirs, "w") as file:
            file.write(told(self.scene))
        self.said += process.communicate()[0].decode()
        return process.returncode == 0

    def after(self):
        """apt runs the shell from a copy of its process."""
        ours, theirs = os.pipe()
        copy = os.fork()
        if copy == 0:
            command, options = self.shell("Post-Invoke")
            os._exit(subprocess.call(command, stdin=subprocess.DEVNULL, stdout=theirs, **options))
        os.close(theirs)
        with os.fdopen(ours) as file:
            self.said += file.read()
        return os.waitpid(copy, 0)[1] == 0


def transaction(apt):
    if not apt.before():
        return "refused"
    for _ in range(apt.scene.get("posts", 1)):
        if not apt.after():
            return "the hook after dpkg fails"
    return "done"


def play(directory):
    with open(os.path.join(directory, "scene.json"), encoding="utf-8") as file:
        scene = json.load(file)
    apt = Apt(scene)
    end = transaction(apt)
    apt.lock.close()
    lines = apt.said.splitlines()
    if end == "refused":
        end = "refused: " + " ".join(line for line in lines if ABORT in line)
    # What the hook writes has no levels.
    return {"pid": os.getpid(), "lines": [(None, line) for line in lines if ABORT not in line], "end": end,
            "signals": []}


def main():
    if sys.argv[1:] == ["--traits"]:
        return print(json.dumps(TRAITS))
    for line in iter(sys.stdin.readline, ""):
        print(json.dumps(play(line.rstrip("\n"))), flush=True)


if __name__ == "__main__":
    if not HOOK:
        sys.exit(__doc__)
    main()
