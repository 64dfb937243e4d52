"""What `monit -t -v` printed, as values."""
import re

TYPES = {"Process": "process", "File": "file", "Fifo": "fifo", "Filesystem": "filesystem",
         "Directory": "directory", "Remote Host": "host", "System": "system",
         "Program": "program", "Network": "network"}
HEAD = re.compile(r"^(%s) Name +=(?: (.*))?$" % "|".join(TYPES))
LABEL = re.compile(r"^ ((?:  Alert|\S).*?)\s*= ?(.*)$")
SERVICES = "The service list contains the following entries:"


def seconds(text):
    """'30 s', '1.500 m', '500 ms' as a number."""
    number, unit = text.split()
    return round(float(number) * {"ms": .001, "s": 1, "m": 60, "h": 3600, "d": 86400}[unit], 3)


def program(text):
    """Command line (arguments joined with blanks), uid, gid and timeout of a listed program."""
    found = re.match(r"'(.*)'(?: as uid (\d+))?(?: as gid (\d+))?(?: timeout ([\d.]+ \w+))?$",
                     text, re.S)
    if not found:
        return {"command": text}
    command, uid, gid, timeout = found.groups()
    return {"command": command, "uid": uid, "gid": gid,
            "timeout": seconds(timeout) if timeout else None}


def pairs_of(lines):
    """(label, value); a value may run over several lines."""
    found = []
    for line in lines:
        match = LABEL.match(line)
        if match:
            found.append([match.group(1).strip(), match.group(2)])
        elif found and line:
            found[-1][1] += "\n" + line
    return found


def service(kind, name, lines):
    made = {"type": TYPES[kind], "name": name, "groups": [], "depends_on": [], "tests": [],
            "alerts": []}
    for label, value in pairs_of(lines):
        if label in ("Path", "Pid file", "Match", "Address", "Interface") and "place" not in made:
            made["place"] = value
        elif label == "Group":
            made["groups"] = sorted(set(value.split(", ")))
        elif label == "Monitoring mode":
            made["mode"] = value
        elif label == "On reboot":
            made["onreboot"] = value
        elif label.endswith(" program"):
            made[label.split()[0].lower()] = program(value)
        elif label == "Depends on Service":
            made["depends_on"].insert(0, value)
        elif label == "Every":
            made["every"] = value
        elif not take_alert(made["alerts"], label, value):
            made["tests"].append((label, value))
    return made


def take_alert(alerts, label, value):
    """[address, events, reminder]; newest first, as monit lists them."""
    if label == "Alert mail to":
        alerts.insert(0, [value, "", ""])
    elif label in ("Alert on", "Alert reminder"):
        alerts[0][1 if label == "Alert on" else 2] = value
    else:
        return False
    return True


def settings(lines):
    made = {"limits": {}, "alerts": []}
    for line in lines:
        limit = re.match(r"^ +=\s+(\w+):\s+(.*)$", line)
        if limit:
            made["limits"][limit.group(1)] = limit.group(2).strip()
            continue
        more = re.match(r"^ {20}= (.*)$", line)
        if more and "M/Monit(s)" in made and more.group(1) != "}":
            made["M/Monit(s)"] += " " + more.group(1)
            continue
        match = LABEL.match(line)
        if match and not take_alert(made["alerts"], match.group(1).strip(), match.group(2)):
            made[match.group(1).strip()] = match.group(2)
    return made


def read(output):
    """(settings, services) of a listing; None when there is none."""
    if SERVICES not in output:
        return None
    head, body = output.split(SERVICES, 1)
    body = body.rsplit("\n-----", 1)[0]
    services = []
    block = None
    for line in body.split("\n"):
        found = HEAD.match(line)
        if found:
            block = [found.group(1), found.group(2) or "", []]
            services.append(block)
        elif block is not None:
            block[2].append(line)
    return settings(head.split("\n")), [service(*block) for block in services]
