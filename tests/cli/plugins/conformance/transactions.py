"""Transactions as rpm knows them: incoming and outgoing packages, with the reasons.

An adapter shows them to its hook in the words of its package manager.
"""


def incoming(kind, name="demo", version="2.0", file="demo.rpm"):
    """`file` is the name of the .rpm in the scene's directory; None if it is missing."""
    return {"part": "incoming", "kind": kind, "name": name, "epoch": "1", "version": version,
            "release": "3.el9", "arch": "x86_64", "file": file, "record": None}


def outgoing(kind, name="demo", version="1.0", record=7):
    """`kind` is the kind of the package that replaces it, or "remove"."""
    return {"part": "outgoing", "kind": kind, "name": name, "epoch": "1", "version": version,
            "release": "3.el9", "arch": "x86_64", "file": None, "record": record}


INSTALL = [incoming("install")]
UPGRADE = [incoming("upgrade"), outgoing("upgrade")]
DOWNGRADE = [incoming("downgrade", version="0.9"), outgoing("downgrade")]
REINSTALL = [incoming("reinstall", version="1.0"), outgoing("reinstall")]
REMOVE = [outgoing("remove")]
OBSOLETE = [incoming("obsolete", name="successor"), outgoing("obsolete")]
# More bytes than any socket or pipe accepts at once.
MANY = [outgoing("remove", name="x" * 999, record=number + 1) for number in range(999)]

# The action of each kind in a complete transaction; other kinds are called the same.
INCOMING = {"obsolete": "install"}
OUTGOING = {"obsolete": "obsolete"}


def expected_items(members, traits, directory, records):
    """Returns the items that a hook with these traits must pass to the program.
    conformance_test.py describes the traits. `records` has the record numbers of outgoing
    packages by name, if the package database chose them itself."""
    items = []
    for member in members:
        comes = member["part"] == "incoming"
        if not comes and member["kind"] in traits["hides"]:
            continue
        if comes:
            action = INCOMING.get(member["kind"], member["kind"])
        else:
            action = OUTGOING.get(member["kind"], "remove")
        action = traits["says"].get(action, action)
        file = "%s/%s" % (directory, member["file"]) if comes and member["file"] else None
        item = {
            "action": action, "name": member["name"], "epoch": member["epoch"], "version": member["version"],
            "release": member["release"], "arch": member["arch"],
            "rpm": file if "file" in traits["knows"] else None,
            "dbid": records.get(member["name"], member["record"])
                    if not comes and "record" in traits["knows"] else None}
        if "deb" in traits["knows"]:
            # Packages of dpkg have no record numbers.
            item = dict({name: value for name, value in item.items() if name not in ("rpm", "dbid")}, deb=file)
        if "list" in traits["knows"]:
            # A hook that tells file lists leaves out what it does not know.
            item = dict({name: value for name, value in item.items() if value is not None}, files=[])
        items.append(item)
    return items
