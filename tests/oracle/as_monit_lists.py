"""Our JSON of a check, told in the words in which `monit -t -v` lists it."""
import os
import re
import struct
from pathlib import Path

import settings_as_monit_lists

OPERATORS = {">": "greater than", ">=": "greater than or equal to", "<": "less than",
             "<=": "less than or equal to", "=": "equal to", "!=": "not equal to",
             "changed": "changed"}
RESOURCES = {
    "cpu usage": "CPU usage limit", "total cpu usage": "CPU usage limit (incl. children)",
    "cpu user": "CPU user limit", "cpu system": "CPU system limit", "cpu wait": "CPU I/O wait limit",
    "cpu nice": "CPU nice limit", "cpu hardirq": "CPU hardware IRQ limit",
    "cpu softirq": "CPU software IRQ limit", "cpu steal": "CPU steal limit",
    "cpu guest": "CPU guest limit", "cpu guestnice": "CPU guest nice limit",
    "swap": "Swap usage limit", "threads": "Threads", "children": "Children",
    "load average 1m": "Load avg (1m)", "load average 5m": "Load avg (5m)",
    "load average 15m": "Load avg (15m)", "read": "Read limit", "write": "Write limit",
    "disk read": "Disk read limit", "disk write": "Disk write limit"}
FACTORS = {"byte": 1, "kilobyte": 1024, "megabyte": 1024 ** 2, "gigabyte": 1024 ** 3}
TIMES = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "month": 2678400}


def kind_of(test):
    """The label that monit gives to such a test."""
    kind, subject = test["kind"], test.get("subject", "")
    if kind == "checksum":
        return "Checksum"
    if kind in ("permission", "uid", "gid", "euid", "size", "status", "pid", "ppid", "uptime",
                "hardlink"):
        return {"permission": "Permission", "uid": "UID", "gid": "GID", "euid": "EUID",
                "size": "Size", "status": "Status", "pid": "Pid", "ppid": "PPid",
                "uptime": "Uptime", "hardlink": "Hardlink"}[kind]
    if kind == "exist":
        return "Existence" if test.get("not") else "Non-Existence"
    if kind == "content":
        return "Ignore content" if test.get("ignored") else "Content"
    if kind == "timestamp":
        return {"timestamp": "Modify/change time", "atime": "Access time", "ctime": "Change time",
                "mtime": "Modify time"}[subject]
    if kind == "resource":
        return resource_label(test)
    if kind == "filedescriptors":
        return "Total filedescriptors" if subject.startswith("total") else "Filedescriptors"
    if kind == "space":
        return "Space free limit" if "free" in subject else "Space usage limit"
    if kind == "inode":
        return "Inodes free limit" if "free" in subject else "Inodes usage limit"
    if kind == "io":
        return {"read": "Read limit", "write": "Write limit", "service time": "Service time limit"}[subject]
    if kind == "fsflags":
        return "Filesystem flags"
    if kind == "link":
        return "Link capacity" if subject == "link capacity" else "Link status"
    if kind == "saturation":
        return "Link utilization"
    if kind == "traffic":
        total = "Total " if test.get("range") else ""
        what = "packets" if test.get("unit") == "packet" else "bytes"
        subject = "downl." if total and subject == "download" and what == "packets" else subject
        return total + subject + " " + what
    if kind == "security":
        return "Security attribute"
    if kind == "restarts":
        return "Timeout"
    if kind == "connection":
        connection = test["connection"]
        if "unixsocket" in connection:
            return "Unix Socket"
        return {None: "Ping", 4: "Ping4", 6: "Ping6"}[connection.get("family")] \
            if subject == "ping" else "Port"
    return kind


def resource_label(test):
    subject, percent = test["subject"], test.get("unit") == "%"
    if subject in ("memory", "total memory"):
        total = " (incl. children)" if subject.startswith("total") else ""
        return ("Memory usage limit" if percent else "Memory amount limit") + total
    if subject == "swap" and not percent:
        return "Swap amount limit"
    if test.get("per_core"):
        return RESOURCES[subject].replace("Load avg", "Load avg/core")
    return RESOURCES.get(subject, subject)


def rate(times, cycles):
    if cycles <= 1:
        return ""
    return f"for {cycles} cycles " if times == cycles else f"for {times} times within {cycles} cycles "


def command(execution):
    text = "exec '" + " ".join(execution["argv"]) + "'"
    return text, execution.get("repeat_cycles", 0)


def action(test):
    """(action, repeat) as monit tells them."""
    if test["action"] == "exec":
        return command(test["exec"])
    return test["action"], 0


def recovery(test):
    if "recovery" not in test:
        return None
    times = test.get("recovery_rate", {"times": 1, "cycles": 1})
    what, repeat = command(test["recovery_exec"]) if test["recovery"] == "exec" \
        else (test["recovery"], 0)
    return rate(times["times"], times["cycles"]), what, repeat


def outcome(test):
    """From the rate on: what monit says behind the condition."""
    times = test.get("rate", {"times": 1, "cycles": 1})
    what, repeat = action(test)
    text = rate(times["times"], times["cycles"]) + "then " + what
    if repeat:
        text += f" repeat every {repeat} cycle(s)"
    again = recovery(test)
    if again and again[1] != "alert":
        word = "failed" if inverse(test) else "succeeded"
        text += f" else if {word} {again[0]}then {again[1]}"
        if again[2]:
            text += f" repeat every {again[2]} cycle(s)"
    return text


def inverse(test):
    return bool(test.get("not")) and test["kind"] in ("connection", "link")


def number(value):
    return str(int(value)) if float(value).is_integer() else str(value)


def of_bytes(value):
    for unit in ("B", "kB", "MB", "GB", "TB", "PB", "EB"):
        if abs(value) < 1024 or unit == "EB":
            is_whole = abs(value - round(value)) < 1e-6
            return f"{value:.0f} {unit}" if is_whole else f"{value:.1f} {unit}"
        value /= 1024


def unsigned(value):
    """Limits of networks, sizes and uptimes, which monit keeps without a sign in 64 bits."""
    return int(value) % 2 ** 64


def single(value):
    """A number as monit keeps it, in 32 bits."""
    return struct.unpack("f", struct.pack("f", value))[0]


def of_time(milliseconds):
    for unit, most in (("ms", 1000), ("s", 60), ("m", 60), ("h", 24), ("d", 365), ("y", None)):
        if most is None or abs(milliseconds) < most:
            whole = float(milliseconds).is_integer()
            return f"{milliseconds:.0f} {unit}" if whole else f"{milliseconds:.3f} {unit}"
        milliseconds /= most


def compared(test):
    return OPERATORS[test["operator"]]


def limit_in_bytes(test):
    value = test["limit"] * FACTORS[test["unit"]]
    if test["kind"] == "traffic":
        value = unsigned(value)
    return of_bytes(int(value) if test["kind"] in ("space", "io") else value)


def amount(test):
    """'5.0%', '5 MB', '5'"""
    if test.get("unit") == "%":
        is_network = test["kind"] in ("traffic", "saturation")
        return f"{single(unsigned(test['limit']) if is_network else test['limit']):.1f}%"
    if test["limit"] < 0 and (test["kind"] in ("space", "inode") or
                              test.get("subject") == "filedescriptors"):
        return "-1.0%"  # monit takes a negative amount for none, and lists the percentage.
    if test.get("unit") in FACTORS:
        return limit_in_bytes(test)
    return number(test["limit"])


def condition(test, host):
    """From `if` to the rate, as monit lists it."""
    kind, subject = test["kind"], test.get("subject", "")
    if kind == "restarts":
        raise KeyError("restarts have a form of their own")
    if test["trigger"] == "changed":
        return {"checksum": f"if changed {(test.get('algorithm') or '').upper()}",
                "status": "if exit value changed"}.get(kind, "if changed")
    if kind == "connection":
        return connection(test, host)
    if kind in ("uid", "gid", "euid"):
        return "if failed " + test["expect"]
    if kind == "checksum":
        return "if failed " + test["algorithm"].upper()
    if kind == "permission":
        return "if failed " + f"{int(test['expect'], 8):04o}"
    if kind == "exist":
        return "if does not exist" if test.get("not") else "if exist"
    if kind == "content":
        return f'if content {test["operator"]} "{pattern(test["expect"])}"'
    if kind == "security":
        return "if failed " + test["expect"]
    if kind == "link":
        return "if up" if test.get("not") else "if down"
    if kind == "timestamp":
        return f"if {compared(test)} {of_time(int(test['limit'] * TIMES[test['unit']]) * 1000)}"
    if kind == "uptime":
        return f"if {compared(test)} {unsigned(test['limit'] * TIMES[test['unit']])} second(s)"
    if kind == "size":
        return f"if {compared(test)} {unsigned(test['limit'] * FACTORS[test['unit']])} byte(s)"
    if kind == "status":
        if test["operator"] == "changed":
            return "if exit value changed"
        return f"if exit value {test['operator']} {number(test['limit'])}"
    return f"if {compared(test)} " + limit(test, kind, subject)


def pattern(text):
    """monit makes a test of each line of a file of patterns; those of the generator have one."""
    if text.startswith("/") and os.path.isfile(text):
        return Path(text).read_text().split("\n")[0]
    return text


def limit(test, kind, subject):
    unit = test.get("unit")
    if subject.startswith("load average"):
        return f"{single(test['limit']):.1f}"
    if kind == "io" and subject == "service time":
        milliseconds = test["limit"] * (1000 if unit == "second" else 1)
        return of_time(milliseconds) + "/operation"
    if unit == "operation":
        return number(unsigned(test["limit"]) if kind == "io" else test["limit"]) + " operations/s"
    if kind in ("io", "traffic") or subject in ("read", "write", "disk read", "disk write"):
        what = number(test["limit"]) + " packets" if unit == "packet" else limit_in_bytes(test)
        if not test.get("range"):
            return what + "/s"
        many, word = test["range"], test["range_unit"]
        if word == "day":
            many, word = 24, "hour"
        return f"{what} in last {many} {word}(s)"
    return amount(test)


def connection(test, host):
    """'if failed [localhost]:80 type TCP/IP protocol HTTP with timeout 5 s'"""
    made, subject = test["connection"], test.get("subject")
    text = "if succeeded " if test.get("not") else "if failed "
    timeout = " with timeout " + of_time(made["timeout_seconds"] * 1000)
    response = ""
    if "response_ms" in made:
        response = f" and responsetime {OPERATORS[made['response_operator']]} {of_time(made['response_ms'])}"
    via = f" via address {made['from_address']}" if "from_address" in made else ""
    if subject == "ping":
        return (text + f"count {made['attempts']} size {made['size']}" + timeout + response + via)
    retry = f" and retry {made['attempts']} times" if made["attempts"] > 1 else ""
    protocol = " protocol " + PROTOCOLS.get(made["protocol"], made["protocol"].upper())
    kind = made["type"].upper()
    if "unixsocket" in made:
        return text + made["unixsocket"] + f" type {kind}" + protocol + timeout + retry + response
    family = {None: "IP", 4: "IPv4", 6: "IPv6"}[made.get("family")]
    tls = settings_as_monit_lists.tls(made["ssl"], made.get("ssl_options", {}),
                                      made.get("certificate_days", 0))
    target = f"[{made.get('host') or host}]:{made.get('port', 0)}"
    return text + target + via + f" type {kind}/{family}" + protocol + timeout + retry + response + tls


PROTOCOLS = {"generic": "generic", "apache-status": "APACHESTATUS", "postfix-policy": "POSTFIX-POLICY", "https": "HTTP", "imaps": "IMAP", "pops": "POP", "smtps": "SMTP", "mysqls": "MYSQL"}


def listed(test, check):
    """(label, line), as monit lists the test."""
    host = check.get("address") if check["type"] == "host" else "localhost"
    if test["kind"] == "restarts":
        what, repeat = action(test)
        times = test["rate"] if "rate" in test else {"times": 1, "cycles": 1}
        text = f"If restarted {times['times']} times within {times['cycles']} cycle(s) then {what}"
        return "timeout", text + (f" repeat every {repeat} cycle(s)" if repeat else "")
    if test.get("ignored"):
        return "ignore content", condition(test, host) + " then ignore"
    return kind_of(test).lower(), condition(test, host) + " " + outcome(test)
