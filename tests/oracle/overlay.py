"""Things that a control file wants of its host, made in a throw-away root (tests/e2e/overlay-run).

monit refuses a file that names a user, a program or a certificate that is not there. So a snippet
of somebody else's host gets what it names, and the checks that it depends on.
"""
import os
import re
import subprocess
import sys
from pathlib import Path

PEM = "-----BEGIN CERTIFICATE-----\nstub\n-----END CERTIFICATE-----\n"
RUN = Path(__file__).resolve().parent.parent / "e2e" / "overlay-run"


def enter(keep):
    """Runs this program again in a throw-away root, unless it is in one already."""
    if os.environ.get("PKGMAP_IN_OVERLAY"):
        return
    environment = dict(os.environ, PKGMAP_IN_OVERLAY="1", OVERLAY_KEEP=":".join(keep))
    command = [str(RUN), sys.executable, *sys.argv]
    sys.exit(subprocess.run(command, env=environment).returncode)


def wanted(said, text):
    """(what, name) of the first things that monit misses, by its own words."""
    lines = text.splitlines()
    for complaint in said.splitlines():
        place = re.match(r"[^:]*:(\d+):", complaint)
        number = int(place.group(1)) if place else 0
        token = (re.search(r"'([^']*)'\s*$", complaint) or [None, ""])[1].strip("\"'")
        near = " ".join(lines[max(0, number - 3):number])
        if "user not found" in complaint or "group not found" in complaint:
            word = "uid" if "user not" in complaint else "gid"
            names = re.findall(rf"(?i)\b{word}\s+[\"']?([A-Za-z_][\w.-]*)", near) + [token]
            yield from ((word, name) for name in names if re.fullmatch(r"[A-Za-z_][\w.-]*", name))
        elif re.search(r"Requested (uid|gid) not found", complaint) and token.isdigit():
            yield ("uid" if "uid" in complaint else "gid", token)
        elif "requires the program to exist" in complaint:
            yield ("program", token)
        elif "PEM file doesn't exist" in complaint:
            yield ("pem", token)
        elif "Cannot read htpasswd" in complaint or "htpasswd file" in complaint:
            found = re.search(r"htpasswd \((.*?)\)", complaint)
            yield ("htpasswd", found.group(1) if found else token)
        elif "Error opening the log file" in complaint or "Error opening the idfile" in complaint:
            yield ("directory", os.path.dirname(re.search(r"'([^']*)'", complaint).group(1)))
        elif "is not defined in the control file" in complaint:
            yield ("service", re.search(r"'([^']*)'", complaint).group(1))


def make_file(path, text, mode):
    if not path.startswith("/"):
        return
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)
    os.chmod(path, mode)


def provide(what, name, number):
    """Makes it; a service is the caller's to add."""
    if what == "uid":
        line = f"u{name}:x:{name}:{name}::/:/bin/sh\n" if name.isdigit() else \
            f"{name}:x:{number}:{number}::/:/bin/sh\n"
        with open("/etc/passwd", "a") as file:
            file.write(line)
    elif what == "gid":
        with open("/etc/group", "a") as file:
            file.write(f"g{name}:x:{name}:\n" if name.isdigit() else f"{name}:x:{number}:\n")
    elif what == "directory":
        os.makedirs(name, exist_ok=True)
    elif what in ("program", "pem", "htpasswd"):
        text = {"program": "#!/bin/true\n", "pem": PEM, "htpasswd": "stub:stub\n"}[what]
        make_file(name, text, 0o755 if what == "program" else 0o600)


def settle(path, text, ask):
    """Provides what `ask(path)` misses until it misses nothing new."""
    done = []
    for _ in range(30):
        answer = ask(path)
        new = [thing for thing in wanted(answer.said, text) if thing not in done]
        if answer.accepted or not new:
            return
        for what, name in dict.fromkeys(new):
            done.append((what, name))
            provide(what, name, 5000 + len(done))
            if what == "service":
                with open(path, "ab") as file:
                    file.write(f'\ncheck file "{name}" with path /stub/{len(done)}\n'.encode())
