"""Ask monit and us about control files, and say where we differ.

For each file: is it accepted? And if it is, does every service agree in name, type, place,
programs (with users and timeouts), prerequisites, groups, mode, onreboot, every, and in every test
with all that monit lists of it?
"""
import functools
import json
import os
import re
import socket
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import as_monit_lists
import monit_listing
import settings_as_monit_lists as settings_lists

DEFAULT_MONITRC = "/etc/monitrc-under-test"


class Answer:
    """What somebody said about one file."""

    def __init__(self, accepted, said, value):
        self.accepted, self.said, self.value = accepted, said, value

    def error_lines(self):
        """Lines of our mistakes."""
        return [int(line) for line in re.findall(r"(?m)^[^\s:]+:(\d+):\d+: error:", self.said)]


@functools.lru_cache
def monit_version():
    done = subprocess.run(["monit", "-V"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    return re.search(r"version ([0-9.]+)", done.stdout.decode()).group(1)


def ask_monit(path):
    command = ["monit", "-t", "-v", "-c", path]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                          cwd="/")
    output = done.stdout.decode("utf-8", "surrogateescape")
    said = done.stderr.decode("utf-8", "surrogateescape")
    if done.returncode < 0 or "milli < " in said:
        output = ""
        # Listing the patterns of a file, 5.33 may die of SIGSEGV, and listing a negative time of an
        # assertion; judging them it does not.
        command.remove("-v")
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                              cwd="/")
    accepted = done.returncode == 0
    return Answer(accepted, said, monit_listing.read(output) if accepted else None)


def ask_us(program, path):
    command = [program, "--host", socket.gethostname(), "--monit-version", monit_version(), "--ask-host",
               path]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    said = done.stderr.decode("utf-8", "surrogateescape")
    value = json.loads(done.stdout) if done.stdout.strip() else None
    return Answer(done.returncode == 0, said, value)


def same_text(ours, theirs):
    """monit cuts what is long, and shows a text with line ends on several lines."""
    if theirs is not None and "..." in theirs and len(theirs) > 200:
        head = theirs.split("...")[0]
        return ours.startswith(head)
    return ours == theirs


def place(check):
    if check["type"] == "program":
        return " ".join(check["program"])
    for key in ("pidfile", "matching", "path", "address", "interface"):
        if key in check:
            return check[key]
    return None


def program_differs(check, service, key):
    argv, theirs = check.get(key), service.get(key)
    if not argv or not theirs:
        return bool(argv) != bool(theirs)
    options = check["methods"][key]
    if not same_text(" ".join(argv), theirs["command"]):
        return True
    timeout = theirs["timeout"] and min(theirs["timeout"], (2 ** 31 - 1) / 1000)
    if timeout is not None and abs(options.get("timeout_seconds", 0) - timeout) > timeout / 1000:
        return True
    return bool(options.get("uid")) != bool(theirs["uid"]) or \
        bool(options.get("gid")) != bool(theirs["gid"])


def every(check):
    value = check.get("every")
    if not value:
        return None
    if "cycles" in value:
        return f"Check service every {value['cycles']} cycles"
    if "cron" in value:
        return "Check service every " + value["cron"]
    return "Don't check service every " + value["not_cron"]


IMPLIED = {("existence", "if does not exist then restart"),
           ("filesystem flags", "if changed then alert"), ("link status", "if down then alert")}


# We keep a longer time, and one that monit lists as negative, as the greatest int of milliseconds.
LONGEST = as_monit_lists.of_time(2 ** 31 - 1)
NEGATIVE = r"(?<=timeout )-[\d.]+ (ms|s|m|h|d|y)"


def as_we_keep(time):
    """A time that monit lists."""
    value, unit = time.split()
    days = float(value) * {"d": 1, "y": 365}.get(unit, 0)
    return LONGEST if days > 2 ** 31 / 86400e3 or value.startswith("-") else time


def normal_test(label, line):
    """uid, gid and sums are numbers that only the host knows."""
    label = label.lower()
    if label in ("uid", "gid", "euid"):
        line = re.sub(r"if failed .*?(?= for | then )", "if failed N", line)
    if label == "checksum":
        line = re.sub(r"if failed [0-9a-f]+\((\w+)\)", r"if failed \1", line)
    line = re.sub(r"( as uid \S+)?( as gid \S+)?(?= timeout| repeat| else|$)", "", line)
    if label in ("read limit", "write limit", "service time limit"):
        line = re.sub(r"if (service time|read|write) ", "if ", line)
    line = re.sub(NEGATIVE, LONGEST, line)
    if label == "port":
        line = re.sub(r"(\]:-?\d+)\S*", r"\1", line)
    return label, line


def our_tests(check):
    found = []
    for test in check["tests"]:
        label, line = as_monit_lists.listed(test, check)
        found.append(normal_test(label, line))
    return Counter(found)


def tests_differ(check, service):
    theirs = Counter(normal_test(*pair) for pair in service["tests"]
                     if pair[0] != "Program timeout")
    ours = our_tests(check)
    for implied in IMPLIED:
        if theirs[implied] > ours[implied]:
            theirs[implied] = ours[implied]
    lost = list((theirs - ours).elements())
    extra = list((ours - theirs).elements())
    for mine in list(extra):
        for cut in lost:
            if mine[0] == cut[0] and same_text(mine[1], cut[1]):
                extra.remove(mine)
                lost.remove(cut)
                break
    return (extra, lost) if extra or lost else None


def both_alerts(ours, theirs):
    return ([settings_lists.alert(each) for each in ours],
            [settings_lists.listed_alert(*each) for each in theirs])


def service_differences(check, service, otherwise):
    differ = []

    def compare(field, ours, theirs):
        if ours != theirs:
            differ.append((field, ours, theirs))

    compare("name", check["name"], service["name"])
    compare("type", check["type"], service["type"])
    if not same_text(place(check) or "", service.get("place") or ""):
        compare("place", place(check), service.get("place"))
    for key in ("start", "stop", "restart"):
        if program_differs(check, service, key):
            differ.append((key, (check.get(key), check.get("methods")), service.get(key)))
    compare("depends on", check["depends_on"], service["depends_on"])
    compare("groups", sorted(check["groups"]), service["groups"])
    mode = "passive" if check["mode"] == "passive" else "active"
    compare("mode", mode, service["mode"])
    compare("onreboot", check["onreboot"] or otherwise["onreboot"] or "start", service["onreboot"])
    compare("every", every(check), service.get("every"))
    compare("alerts", *both_alerts(check.get("alerts", []), service["alerts"]))
    tests = tests_differ(check, service)
    if tests:
        differ.append(("tests",) + tests)
    return differ


def settings_differences(ours, theirs, said):
    differ = []
    poll = theirs.get("Poll time", "")
    found = re.match(r"(\d+) seconds with start delay (\d+) seconds", poll)
    daemon = ours["daemon"]
    if found and daemon and (daemon["poll_seconds"], daemon["start_delay_seconds"]) != \
            (int(found.group(1)), int(found.group(2))):
        differ.append(("daemon", daemon, poll))
    for key, label in (("pidfile", "Pid file"), ("statefile", "State file"), ("idfile", "Id file"),
                       ("logfile", "Log file")):
        if ours[key] and ours[key] != theirs.get(label):
            differ.append((key, ours[key], theirs.get(label)))
    web = ours["httpd"] or {}
    if str(web.get("port", "None")) != str(theirs.get("httpd portnumber")):
        differ.append(("port", web.get("port"), theirs.get("httpd portnumber")))
    if web.get("unixsocket") != theirs.get("httpd unix socket"):
        differ.append(("unixsocket", web.get("unixsocket"), theirs.get("httpd unix socket")))
    for key, name in (("network", "networkTimeout"), ("program", "programTimeout"),
                      ("start", "startTimeout"), ("stop", "stopTimeout"),
                      ("restart", "restartTimeout")):
        shown = theirs["limits"].get(name)
        mine = as_monit_lists.of_time(ours["limits"][key + "_timeout_ms"])
        if shown is not None and as_we_keep(shown) != mine:
            differ.append((name, mine, shown))
    for key, name in (("program_output", "programOutput"),
                      ("send_expect_buffer", "sendExpectBuffer"),
                      ("file_content_buffer", "fileContentBuffer"),
                      ("http_content_buffer", "httpContentBuffer")):
        mine = as_monit_lists.of_bytes(ours["limits"][key + "_bytes"])
        if theirs["limits"].get(name) not in (None, mine):
            differ.append((name, mine, theirs["limits"].get(name)))
    return differ + delivery_differences(ours, theirs) + server_differences(ours, theirs, said)


def delivery_differences(ours, theirs):
    """Who is told, and how."""
    pairs = {"alerts": both_alerts(ours["alerts"], theirs["alerts"]),
             "mail": (settings_lists.mail_servers(ours["mail"], as_monit_lists.of_time),
                      theirs.get("Mail server(s)")),
             "mmonit": (settings_lists.mmonits(ours["mmonit"], as_monit_lists.of_time),
                        re.sub(NEGATIVE, LONGEST, settings_lists.without_query(theirs.get("M/Monit(s)") or ""))
                        or None),
             "event queue": (settings_lists.event_queue(ours["event_queue"]),
                             theirs.get("Event queue"))}
    for key, label in (("from", "Mail from"), ("reply_to", "Mail reply to"),
                       ("subject", "Mail subject")):
        if key in ours["mail_format"]:
            pairs[label] = (ours["mail_format"][key], theirs.get(label))
    mine, shown = pairs["mail"]
    if mine and shown and re.fullmatch(re.escape(mine).replace(r"\*\*\*", "[^:]+"), shown):
        pairs["mail"] = (shown, shown)  # A host that may be a password is masked.
    return [(key, mine, shown) for key, (mine, shown) in pairs.items() if mine != shown]


def server_differences(ours, theirs, said):
    pairs = {"onreboot": (ours["onreboot"] or "start", theirs.get("On reboot", "start")),
             "ssl": (settings_lists.global_tls(ours["ssl_options"] or {}),
                     theirs.get("SSL options"))}
    web = ours["httpd"]
    if web and "httpd signature" in theirs:
        pairs["signature"] = ("Enabled" if web["signature"] else "Disabled",
                              theirs["httpd signature"])
        if not settings_lists.ignores_rules(said):
            pairs["authentication"] = (settings_lists.authentication(web, said),
                                       theirs["httpd auth. style"])
    return [(key, mine, shown) for key, (mine, shown) in pairs.items() if mine != shown]


def differences(ours, listing, said):
    """(where, field, ours, monit's); `said`: what monit complained of."""
    settings, services = listing
    found = [("set",) + each for each in settings_differences(ours, settings, said)]
    if len(ours["checks"]) != len(services):
        names = [check["name"] for check in ours["checks"]]
        return found + [("file", "checks", names, [service["name"] for service in services])]
    for check, service in zip(ours["checks"], services):
        found += [(check["name"],) + each for each in service_differences(check, service, ours)]
    return found


# What monit warns of, and our words for it: both as often.
WARNINGS = [("missing programs", r"Program (?:does not exist|is not executable)",
             "there is no such program"),
            ("include loops", "Include loop detected", "includes itself; monit skips"),
            ("users", "Credentials for user .* were already added", "names the same user"),
            ("groups", "PAM group .* was added already", "names the same group")]


def warnings_differ(monit, ours):
    """Only monit reads the users of a password file."""
    counts = [("said", name, len(re.findall(word, ours.said)), len(re.findall(theirs, monit.said)))
              for name, theirs, word in WARNINGS]
    web = ours.value["httpd"]
    reads_files = web is None or any(each["kind"] == "file" for each in web["access"])
    return [each for each in counts if each[2] != each[3] and not
            (each[1] == "users" and reads_files and each[2] < each[3])]


def compare_file(program, path):
    """(monit's answer, ours, differences)"""
    monit, ours = ask_monit(path), ask_us(program, path)
    if not (monit.accepted and ours.accepted and monit.value):
        return monit, ours, []
    return monit, ours, differences(ours.value, monit.value, monit.said) + warnings_differ(monit, ours)
