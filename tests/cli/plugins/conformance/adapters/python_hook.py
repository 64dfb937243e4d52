"""The common part of the adapters of hooks in Python. For Python 2.7, too."""

from __future__ import print_function

import json
import os
import signal
import sys
import traceback

sys.dont_write_bytecode = True
PLUGINS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../../../cli/plugins")
SHARED = os.path.realpath(os.path.join(PLUGINS, "python"))

# Another plugin that the package manager calls at the same places.
OTHER = """
import json
def act():
    with open(%(calls)r, "a") as calls:
        calls.write(json.dumps({"arguments": ["other"]}) + "\\n")
    if %(fails)r:
        raise failure("the other plugin fails")
"""


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def place(scene, source, settings="[main]\nenabled=1\n", name="monit_pkgmap"):
    """Installs the hook with its settings into a directory of the scene."""
    with open(os.path.join(PLUGINS, source)) as file:
        text = file.read().replace("@PKGMAP_PYTHON_DIR@", SHARED).replace("@PKGMAP_PROGRAM@", scene["program"])
    for directory in ("plugins", "settings"):
        if not os.path.isdir(os.path.join(scene["directory"], directory)):
            os.mkdir(os.path.join(scene["directory"], directory))
    write(os.path.join(scene["directory"], "plugins", name + ".py"), text)
    write(os.path.join(scene["directory"], "settings", name + ".conf"), settings)


def settle(scene):
    """Gives the common part of the hooks in Python the scene's own file that switches hooks
    off, and the scene's own clock."""
    sys.path.insert(0, SHARED)
    import monit_pkgmap_hook
    import monit_pkgmap_hook.child
    sys.path.remove(SHARED)
    monit_pkgmap_hook.DISABLED = os.path.join(scene["directory"], "disabled")
    monit_pkgmap_hook.child.now = clock_of(scene, monit_pkgmap_hook.child.now)


def clock_of(scene, real):
    """The clock of the scene, in seconds."""
    def reached(name):
        return os.path.exists(os.path.join(scene["directory"], name))

    if "clock" in scene:
        return lambda: sum([seconds for name, seconds in scene["clock"].items() if reached(name)])
    return lambda: real() + (3600 if reached(scene.get("time_is_over_at", "never")) else 0)


def file_of(scene, member):
    return os.path.join(scene["directory"], member["file"] or "none.rpm")


def ended_by(transaction, refusals):
    """Runs the transaction. Returns the word for its end, as conformance_test.py lists them."""
    try:
        transaction()
    except KeyboardInterrupt:
        return "interrupted"
    except SystemExit as end:
        return "exit %s" % end.code
    except refusals as refusal:
        return "refused: %s" % refusal
    return "done"


def outcome_of(directory, play):
    """Plays one scene in a process of its own."""
    with open(os.path.join(directory, "scene.json")) as file:
        scene = json.load(file)
    os.environ.update(scene.get("environment", {}))
    lines, signals = [], []
    # While the package database is open, librpm has a handler that ends the process.
    signal.signal(signal.SIGPIPE, lambda number, frame: signals.append(number))
    if scene.get("on_interrupt") == "exit":
        signal.signal(signal.SIGINT, lambda number, frame: sys.exit(3))
    settle(scene)
    end = play(scene, lambda level, line: lines.append((level, line)))
    return {"pid": os.getpid(), "lines": lines, "end": end, "signals": signals}


def run(directory, play):
    """Writes the outcome into a file. If the adapter fails, the outcome has the reason."""
    write(os.path.join(directory, "player"), str(os.getpid()))
    try:
        outcome = outcome_of(directory, play)
    except BaseException:
        outcome = {"pid": 0, "lines": [], "end": traceback.format_exc(), "signals": []}
    write(os.path.join(directory, "outcome"), json.dumps(outcome))


def main(traits, play):
    """`play` gets the scene and `show(level, line)`, and returns the word for the end."""
    if sys.argv[1:] == ["--traits"]:
        return print(json.dumps(traits))
    for line in iter(sys.stdin.readline, ""):
        directory = line.rstrip("\n")
        child = os.fork()
        if child == 0:
            run(directory, play)
            os._exit(0)
        os.waitpid(child, 0)
        with open(os.path.join(directory, "outcome")) as file:
            print(file.read())
        sys.stdout.flush()
