"""Our JSON of settings, TLS and alerts, told in the words in which `monit -t -v` lists them."""
import re

EVENTS = {
    "action": "Action", "bytein": "ByteIn", "byteout": "ByteOut", "checksum": "Checksum",
    "connection": "Connection", "content": "Content", "data": "Data", "exec": "Exec",
    "execute": "Exec", "exist": "Exist", "exists": "Exist", "fsflag": "Fsflags",
    "fsflags": "Fsflags", "gid": "Gid", "icmp": "Icmp", "instance": "Instance",
    "invalid": "Invalid", "link": "Link", "nonexist": "Nonexist", "packetin": "PacketIn",
    "packetout": "PacketOut", "permission": "Permission", "perm": "Permission", "pid": "PID",
    "ppid": "PPID", "resource": "Resource", "saturation": "Saturation", "size": "Size",
    "speed": "Speed", "status": "Status", "timeout": "Timeout", "time": "Timestamp",
    "timestamp": "Timestamp", "uid": "Uid", "uptime": "Uptime"}
VERSIONS = {"sslv2": "SSLv2", "sslv3": "SSLv3", "tlsv1": "TLSv1.0", "tlsv11": "TLSv1.1",
            "tlsv12": "TLSv1.2", "tlsv13": "TLSv1.3"}


def versions(written):
    """Each adds to what is chosen, or takes from it."""
    chosen = set()
    for word in written:
        if word in ("auto", "sslauto", "auto sslauto"):
            chosen |= {"tlsv12", "tlsv13"}
        elif word.startswith("-"):
            chosen.discard(word[1:])
        else:
            chosen.add(word)
    return " ".join(shown for word, shown in VERSIONS.items() if word in chosen)


def tls_options(options):
    """'version: TLSv1.2, verify: enable'"""
    parts = [("version", versions(options.get("versions", []))),
             ("verify", "enable" if options.get("verify") else ""),
             ("selfsigned", "allow" if options.get("self_signed") else "")]
    parts += [(shown, options.get(key, "")) for shown, key in (
        ("pemfile", "pem_file"), ("pemchain", "pem_chain"), ("pemkey", "pem_key"),
        ("clientpemfile", "client_pem_file"), ("CACertificateFile", "ca_certificate_file"),
        ("CACertificatePath", "ca_certificate_path"))]
    if options.get("ciphers"):
        parts.append(("ciphers", f'"{options["ciphers"]}"'))
    return ", ".join(f"{name}: {value}" for name, value in parts if value)


def tls(is_on, options, days=0):
    """' using TLS with options {…} and certificate …'"""
    if not is_on:
        return ""
    text = " using TLS"
    listed = tls_options(options)
    if listed:
        text += f" with options {{{listed}}}"
    if days:
        text += f" and certificate valid for at least {days} days"
    if options.get("certificate_checksum"):
        text += (f" and certificate checksum {options['certificate_checksum_algorithm'].upper()}"
                 f" equal to '{options['certificate_checksum']}'")
    return text


def events(alert):
    """Those that are mailed; None: all."""
    if alert.get("none"):
        return set()
    if "events_but" in alert:
        return set(EVENTS.values()) - {EVENTS[event] for event in alert["events_but"]}
    return {EVENTS[event] for event in alert["events"]} if "events" in alert else None


def global_tls(options):
    """Ciphers alone are nothing."""
    return (tls_options(options) if set(options) - {"ciphers"} else "") or None


def alert(each):
    """(address, events, cycles of the reminder)"""
    chosen = events(each)
    if chosen == set(EVENTS.values()):
        chosen = None
    return (each["address"], None if chosen is None else tuple(sorted(chosen)),
            each.get("reminder_cycles", 0))


def listed_alert(address, on, reminder):
    """The same of what monit listed."""
    if on.strip() == "All events":
        chosen = None
    else:
        chosen = () if on.strip() == "No events" else tuple(sorted(on.split()))
    found = re.match(r"(\d+) cycles", reminder or "")
    return (address, chosen, int(found.group(1)) if found else 0)


def mail_servers(mail, of_time):
    if not mail["servers"]:
        return None
    text = ", ".join(f"{server['host']}:{server['port']}" +
                     tls(server["ssl"], server.get("ssl_options", {}))
                     for server in mail["servers"])
    text += " with timeout " + of_time(mail["timeout_seconds"] * 1000)
    return text + (f" using '{mail['host_name']}' as my hostname" if "host_name" in mail else "")


def ignores_rules(said):
    """A password file without the user: monit passes over the rule."""
    return "htpasswd" in said


def authentication(web, said):
    """monit's words for how it weighs the rules. monit passes over a host that has no address."""
    unknown = re.findall(r"invalid allow option: (\S+)", said)
    kinds = {rule["kind"] for rule in web["access"] if rule["kind"] != "host" or rule.get("name") not in unknown}
    parts = []
    if kinds - {"host"}:
        parts.append("Basic Authentication")
    if "host" in kinds:
        parts.append("Host/Net allow list")
    return " and ".join(parts) or "No authentication!"


def mmonits(servers, of_time):
    """One behind the other."""
    listed = []
    for server in servers:
        scheme, rest = server["url"].split("://", 1)
        host, slash, path = rest.partition("/")
        listed.append(f"{scheme}://[{host.strip('[]')}]:{server['port']}{slash or '/'}{path} with timeout " +
                      of_time(server["timeout_seconds"] * 1000) +
                      tls(server["ssl"], server.get("ssl_options", {})))
    return ", ".join(listed) or None


def without_query(listed):
    """A key may stand in it: we do not keep it."""
    return listed and re.sub(r"\?\S*(?= with timeout)", "", listed).replace(
        " with credentials", "")


def event_queue(queue):
    if queue is None:
        return None
    if "directory" not in queue and "slots" not in queue:
        return None
    slots = f" with {queue['slots']} slots" if queue.get("slots", -1) >= 0 else " with unlimited slots"
    return "base directory " + queue.get("directory", "/var/monit") + slots
