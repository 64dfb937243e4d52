"""What statements of control files are made of: words, limits, actions, and what all checks take."""
import random

NOISE = ["with", "the", "is", "for", "as", "of", "using", "and", "on", "than", "has", "only"]
WORDS = ["alpha", "beta-2", "x_y", "gamma.conf", "d+e", "host1", "a/b", "w[3]", "Z"]
HOSTS = ["localhost", "127.0.0.1", "a.example.org", "::1", "example"]
PATHS = ["/etc/passwd", "/run/x.pid", '"/var/run/a b"', "'/x/y'", "/a#b", "/", "/opt/x-1/y_2"]
# What may stand behind every kind of value: it must not open a quote.
COMMENTS = ["# x", "# it's", '# it"s', "# 'a' \"b", "# } ] ' then alert"]
# Where monit counts modulo 2^32, and what has no size.
ODD_NUMBERS = ["0", "2147483647", "2147483648", "4294967295", "4294967296", "4294967301",
               "99999999999999999999"]
# Ages that are large only in seconds.
LONG_AGES = ["71582789 minutes", "1193047 hours", "49711 days", "1604 months", "2000000000 minutes"]
COMMANDS = ['"/bin/true"', '"/no/such/program a"', "'/no/such/program'", '"none"', "/etc", '"/bin/true a b"', "\"/bin/sh -c 'echo \\\"a\\\" b'\"", "/bin/true",
            '"/bin/sh" c d', '"/bin/x\n    y z"', "'/bin/one two'"]
PATTERNS = ['"a.*b"', "'^x'", '"[0-9]+"', '"(a|b)c"', '"\\."', '"ERROR: x"', "abc"]
OPERATORS = [">", "<", ">=", "<=", "=", "!=", "==", "greater than", "less", "gt", "lt", "ge", "le",
             "eq", "ne", "equal", "notequal", "more", "older", "newer", "", "changed"]
PROTOCOLS = ["clamav", "default", "dns", "dwp", "fail2ban", "ftp", "gps", "imap", "imaps", "ldap2",
             "ldap3", "lmtp", "memcache", "mongodb", "nntp", "ntp3", "pop", "pops",
             "postfix-policy", "rdate", "redis", "rsync", "sieve", "spamassassin", "ssh", "tns"]
EVENTS = ["action", "bytein", "byteout", "checksum", "connection", "content", "data", "exec",
          "exist", "fsflags", "gid", "icmp", "instance", "invalid", "link", "nonexist", "packetin",
          "packetout", "permission", "pid", "ppid", "resource", "saturation", "size", "speed",
          "status", "timeout", "timestamp", "uid", "uptime"]
CERTIFICATE, PASSWORDS = "/etc/monit-gen/server.pem", "/etc/monit-gen/passwords"
PATTERN_FILE = "/etc/monit-gen/patterns"
TLS_OPTIONS = [
    ("verify", ["verify: enable", "verify: disable"]),
    ("selfsigned", ["selfsigned: allow", "selfsigned: reject"]),
    ("version", ["version: auto", "version: tlsv12", "version: -sslv2 -sslv3 tlsv12 tlsv13",
                 "version: tlsv1 tlsv11 -tlsv1", "version: sslauto", "VERSION: -TLSv1"]),
    ("ciphers", ['ciphers: "ALL:!DH"', 'cipher: "a b"']),
    ("pemfile", [f"pemfile: {CERTIFICATE}"]), ("clientpemfile", [f'clientpemfile: "{CERTIFICATE}"']),
    ("pemchain", [f"pemchain: {CERTIFICATE} pemkey: {CERTIFICATE}"]),
    ("cacertificatefile", [f"cacertificatefile: {CERTIFICATE}"]),
    ("cacertificatepath", ["cacertificatepath: /etc", 'CACertificatePath: "/etc"'])]
MD5, SHA1 = "8f7f419955cefa0b33a2ba316cba3659", "9dd4e461268c8034f5c8564e155c67a69dd4e461"


class Pieces:
    """One control file."""

    def __init__(self, seed, hits, only_valid=False):
        """`only_valid` leaves out what monit refuses."""
        self.only_valid = only_valid
        self.random = random.Random(seed)
        self.hits = hits
        self.names = []

    def one(self, values):
        return self.random.choice(values)

    def maybe(self, text, chance=0.4):
        return text if self.random.random() < chance else ""

    def use(self, *alternatives):
        """One of the named alternatives, (name, maker or text)."""
        name, make = self.one(alternatives)
        self.hits[name] += 1
        return make() if callable(make) else make

    def number(self, most=90):
        """At most 90, or one of those that only few people write."""
        if most == 90 and self.random.random() < 0.06:
            self.hits["odd number"] += 1
            return self.one(ODD_NUMBERS)
        return str(self.random.randint(1, most))

    def behind(self):
        """A comment at the end of a statement."""
        return self.optional("comment behind", lambda: " " + self.one(COMMENTS), 0.2)

    def join(self, *parts):
        """Words on one line, with noise and odd blanks between some; seldom on several."""
        words = [part for part in parts if part != ""]
        text = words[0]
        for word in words[1:]:
            text += self.gap(text) + word
        return text

    def gap(self, before):
        """What may stand between two tokens."""
        if before.endswith("/") or "://" in before.split()[-1]:
            return " "  # A tab would belong to the URL.
        return self.use(*[("blank", " ")] * 12, ("blanks", "  "), ("tab", "\t"),
                        ("noise", lambda: f" {self.one(NOISE)} "), ("comma", ", "),
                        ("semicolon", " ; "), ("parentheses", " ( ) "), ("backslash", " \\\n  "),
                        ("line end", "\n    "), ("CRLF", "\r\n"),
                        ("comment in between", " # it's \"odd\n  "))

    def case(self, word):
        return self.one([word, word, word, word.upper(), word.capitalize()])

    # ------------------------------------------------------------- pieces
    def operator(self):
        operator = self.one(OPERATORS)
        self.hits["operator " + (operator or "none")] += 1
        return operator

    def unit(self):
        return self.use(*[("unit " + unit, unit) for unit in (
            "b", "bytes", "kb", "kilobytes", "mb", "megabyte", "gb", "gigabytes", "mb/s", "")])

    def time(self):
        return self.use(*[("time " + unit, unit) for unit in (
            "second", "seconds", "minutes", "hours", "days", "month", "")])

    def value(self):
        return self.use(("whole value", self.number), ("real value", lambda: self.number(89) + ".5"))

    def percent(self):
        return self.value() + self.use(("percent sign", "%"), ("percent word", " percent"),
                                       ("percent apart", " %"))

    def rate(self):
        return self.use(("no rate", ""), ("no rate", ""),
                        ("rate for", lambda: f"for {self.number(64)} cycles"),
                        ("rate within", lambda: "2 times within " + self.one(["2", "5", "64"]) +
                         " cycles"),
                        ("rate bare", "3 5 cycles"))

    def user_options(self):
        return self.use(("no user", ""), ("no user", ""), ("as uid", "as uid root"),
                        ("as gid", "as gid 0"), ("as both", 'as uid "root" as gid root'))

    def command(self):
        return self.use(*[(f"command {i}", text) for i, text in enumerate(COMMANDS)])

    def timeout(self):
        return self.maybe(f"with timeout {self.number()} " + self.one(["second", "seconds", "s"]))

    def action(self):
        return self.use(("then alert", "alert"), ("then restart", "restart"), ("then start", "start"),
                        ("then stop", "stop"), ("then unmonitor", "unmonitor"),
                        ("then exec", lambda: "exec " + self.command() + " " + self.user_options()),
                        ("then exec repeat", 'exec "/bin/true" repeat every 3 cycles'))

    def recovery(self, word="succeeded"):
        words = ["succeeded", "recovered", "passed"] if word == "succeeded" else [word]
        return self.use(("no recovery", ""), ("no recovery", ""), ("no recovery", ""),
                        ("else", lambda: "else " + self.action()),
                        ("else if", lambda: f"else if {self.one(words)} {self.rate()} then " +
                         self.action()))

    def outcome(self, recovery="succeeded"):
        text = f"{self.rate()} then {self.action()}"
        return text + (" " + self.recovery(recovery) if recovery else "")

    def test(self, condition, recovery="succeeded"):
        return self.join("if", condition, self.outcome(recovery))

    # -------------------------------------------------------- statements
    def method(self):
        word = self.one(["start", "stop", "restart"])
        form = self.use(("method program", f"{word} program "), ("method program =",
                        f"{word} program = "), ("method bare", f"{word} "), ("method =", f"{word}="))
        command = self.command()
        if "=" in form and not command.startswith('"'):
            command = '"/bin/true x"'
        return self.join(form + command, self.user_options(), self.timeout())

    def restarts(self):
        return f"if {self.one('123')} restarts within {self.one('3579')} cycles then " + \
            self.use(("restarts timeout", "timeout"), ("restarts action", self.action))

    def every(self):
        return self.use(("every cycles", lambda: f"every {self.number()} cycles"),
                        ("every cron", 'every "0-5,9 * * 1-3 *"'),
                        ("every odd quotes", "every '0-5,9 * * 1-3 *\""),
                        ("every single quotes", "every '0-5 * * 1 *'"),
                        ("not every", 'not every "* 0-3 * * 0"'))

    def group(self):
        return "group " + self.use(
            *[("group", self.one(WORDS))] * 3, ("group in quotes", '"quoted"'),
            ("group in single quotes", "'single'"), ("group on the next line", '\n"next"'),
            ("group, both quotes", "'one' group 'two' # it's\n group \"three\" # it\"s"))

    def mode(self):
        return self.use(("mode active", "mode active"), ("mode passive", "mode passive"),
                        ("mode manual", "mode manual"))

    def onreboot(self):
        return "onreboot " + self.one(["start", "nostart", "laststate"])

    def depends(self):
        if not self.names:
            return self.group()
        names = self.random.sample(self.names, min(len(self.names), self.random.randint(1, 3)))
        separator = self.one([", ", ",", " , ", ",\n    "])
        return self.case("depends") + self.one([" on ", " ", "  on  "]) + separator.join(names)

    def mail_format(self):
        return self.use(
            ("mail format", "mail-format { from: monit@a.b\n subject: $EVENT $HOST\n"
                            " message: x, 'y\" } "),
            ("mail format short", "mail-format { subject: only }"),
            ("mail format reply", "mail-format { from: Mo Nit <m@x>\n reply-to: a@b\n }"))

    def events(self, many):
        chosen = self.random.sample(EVENTS, many)
        self.hits.update("event " + event for event in chosen)
        return chosen

    def alert(self):
        events = self.use(("alert all", ""),
                          ("alert only", lambda: "only on { " + ", ".join(self.events(3)) + " }"),
                          ("alert not", lambda: "but not on { " + " ".join(self.events(2)) + " }"),
                          ("alert bare", lambda: "{ " + ",".join(self.events(4)) + " }"))
        address = self.use(("address", "a@b.c"), ("address with marks", "it+x_1@b-c.example"))
        return self.join("alert " + address, events, self.optional("format of an alert",
                                                                   self.mail_format, 0.3),
                         self.optional("reminder", lambda: self.one(
                             ["with reminder on 3 cycles", "reminder 5", "reminder 1 cycle"]), 0.3))

    def optional(self, name, make, chance=0.4):
        """A production that may be left out."""
        if self.random.random() >= chance:
            return ""
        self.hits[name] += 1
        return make() if callable(make) else make

    def tls_block(self, least=0):
        """`{ … }` behind `ssl`."""
        chosen = self.random.sample(TLS_OPTIONS, self.random.randint(least, 3))
        self.hits.update("ssl " + name for name, _ in chosen)
        return "{" + self.one([", ", " "]).join(self.one(texts) for _, texts in chosen) + "}"

    def tls(self):
        """Beside a connection, a mail server, M/Monit."""
        return self.use(("ssl alone", "with ssl"), ("using tls", "using tls"),
                        ("ssl block", lambda: "with ssl " + self.tls_block()),
                        ("ssl options block", lambda: "using ssl with options " + self.tls_block(1)),
                        ("certificate md5", f"with ssl certificate checksum md5 {MD5}"),
                        ("certificate sum", f'ssl with certificate checksum = "{SHA1}"'))

    def noalert(self):
        return "noalert a@b.c"

    def common(self):
        return self.use(("method", self.method), ("restarts", self.restarts), ("every", self.every),
                        ("group", self.group), ("mode", self.mode), ("onreboot", self.onreboot),
                        ("depends", self.depends), ("alert", self.alert), ("noalert", self.noalert))
