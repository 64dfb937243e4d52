"""Transactions as rpm knows them: which package comes, which one goes, and why.

An adapter shows them to its hook in the words of its package manager.
"""


def incoming(kind, name="demo", version="2.0", file="demo.rpm"):
    """`file`: the name of the .rpm in the scene's directory; None: it is not there yet."""
    return {"part": "incoming", "kind": kind, "name": name, "epoch": "1", "version": version,
            "release": "3.el9", "arch": "x86_64", "file": file, "record": None}


def outgoing(kind, name="demo", version="1.0", record=7):
    """`kind` is why it goes: what comes in its place, or "remove"."""
    return {"part": "outgoing", "kind": kind, "name": name, "epoch": "1", "version": version,
            "release": "3.el9", "arch": "x86_64", "file": None, "record": record}


INSTALL = [incoming("install")]
UPGRADE = [incoming("upgrade"), outgoing("upgrade")]
DOWNGRADE = [incoming("downgrade", version="0.9"), outgoing("downgrade")]
REINSTALL = [incoming("reinstall", version="1.0"), outgoing("reinstall")]
REMOVE = [outgoing("remove")]
OBSOLETE = [incoming("obsolete", name="successor"), outgoing("obsolete")]
# More than any socket or pipe takes at once.
MANY = [outgoing("remove", name="x" * 999, record=number + 1) for number in range(999)]

# How a complete transaction calls each of them.
INCOMING = {"obsolete": "install"}
OUTGOING = {"obsolete": "obsolete"}


def expected_items(members, traits, directory):
    """What our program must be told by a hook with these traits. `hides`: kinds whose
    outgoing packages the package manager does not name; `says`: its own words for what
    comes; `knows`: "file", "record"."""
    items = []
    for member in members:
        comes = member["part"] == "incoming"
        if not comes and member["kind"] in traits["hides"]:
            continue
        if comes:
            action = INCOMING.get(member["kind"], member["kind"])
            action = traits["says"].get(action, action)
        else:
            action = OUTGOING.get(member["kind"], "remove")
        file = "%s/%s" % (directory, member["file"]) if comes and member["file"] else None
        items.append({
            "action": action, "name": member["name"], "epoch": member["epoch"], "version": member["version"],
            "release": member["release"], "arch": member["arch"],
            "rpm": file if "file" in traits["knows"] else None,
            "dbid": member["record"] if not comes and "record" in traits["knows"] else None})
    return items
