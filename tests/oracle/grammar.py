"""Makes control files by monit's grammar, from a seed.

Every production counts how often it was used. A statement stands on lines of its own, so that a
broken one can be told by its line.
"""
import random
from collections import Counter

NOISE = ["with", "the", "is", "for", "as", "of", "using", "and", "on", "than", "has", "only"]
WORDS = ["alpha", "beta-2", "x_y", "gamma.conf", "d+e", "host1", "a/b", "w[3]", "Z"]
HOSTS = ["localhost", "127.0.0.1", "a.example.org", "::1", "example"]
PATHS = ["/etc/passwd", "/run/x.pid", '"/var/run/a b"', "'/x/y'", "/a#b", "/", "/opt/x-1/y_2"]
COMMANDS = ['"/bin/true"', '"/bin/true a b"', "\"/bin/sh -c 'echo \\\"a\\\" b'\"", "/bin/true",
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
MD5, SHA1 = "8f7f419955cefa0b33a2ba316cba3659", "9dd4e461268c8034f5c8564e155c67a69dd4e461"


class Maker:
    """One control file."""

    def __init__(self, seed, hits):
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
        return str(self.random.randint(1, most))

    def join(self, *parts):
        """Words on one line, with noise and odd blanks between some."""
        words = [part for part in parts if part != ""]
        text = words[0]
        for word in words[1:]:
            text += self.one([" ", " ", " ", "  ", "\t"]) + word
        return text

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
        return self.use(("whole value", self.number), ("real value", lambda: self.number() + ".5"))

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
                        ("not every", 'not every "* 0-3 * * 0"'))

    def group(self):
        return "group " + self.one(WORDS + ['"quoted"'])

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

    def alert(self):
        events = self.use(("alert all", ""), ("alert only", lambda: "only on { " + ", ".join(
            self.random.sample(EVENTS, 3)) + " }"), ("alert not", lambda: "but not on { " + " ".join(
                self.random.sample(EVENTS, 2)) + " }"))
        return self.join("alert a@b.c", events, self.maybe(self.mail_format(), 0.3),
                         self.maybe("with reminder on 3 cycles", 0.3))

    def noalert(self):
        return "noalert a@b.c"

    def common(self):
        return self.use(("method", self.method), ("restarts", self.restarts), ("every", self.every),
                        ("group", self.group), ("mode", self.mode), ("onreboot", self.onreboot),
                        ("depends", self.depends), ("alert", self.alert), ("noalert", self.noalert))

    # ------------------------------------------------------------- tests
    def exist(self):
        return self.use(("exist", lambda: self.test("exist")),
                        ("not exist", lambda: self.test("does not exist")))

    def owner(self, words=("uid", "gid")):
        owner = self.one(["root", "0", '"root"'])
        return self.test(f"failed {self.one(words)} {owner}")

    def permission(self):
        return self.use(("permission", lambda: self.test("failed permission 0644")),
                        ("perm", lambda: self.test("failed perm 7777")),
                        ("changed permission", lambda: self.test("changed permission")))

    def checksum(self):
        return self.use(
            ("checksum", lambda: self.test("failed checksum")),
            ("md5 checksum", lambda: self.test(f"failed md5 checksum and expect the sum {MD5}")),
            ("sha1 checksum", lambda: self.test(f"failed sha1 checksum expect \"{SHA1}\"")),
            ("sum tells", lambda: self.test(f"failed checksum expect {SHA1}")),
            ("changed checksum", lambda: self.test("changed checksum", None)),
            ("changed sha1", lambda: self.test("changed sha1 checksum", None)))

    def size(self):
        return self.use(("size", lambda: self.test(
            f"size {self.operator()} {self.number()} {self.unit()}")),
            ("changed size", lambda: self.test("changed size", None)))

    def timestamp(self):
        word = self.use(*[("time word " + word, word) for word in (
            "timestamp", "time", "atime", "access time", "ctime", "change timestamp", "mtime",
            "modification time", "modify timestamp")])
        return self.use(("timestamp", lambda: self.test(
            f"{word} {self.operator()} {self.number()} {self.time()}")),
            ("changed timestamp", lambda: self.test("changed " + word, None)))

    def content(self):
        pattern = self.one(PATTERNS)
        return self.use(
            ("content", lambda: self.test(f"content {self.one(['=', '!=', '=='])} {pattern}", None)),
            ("match", lambda: self.test(f"match {pattern}", None)),
            ("not match", lambda: self.test(f"not match {pattern}", None)),
            ("ignore content", f"ignore content = {pattern}"),
            ("ignore match", f"ignore match {pattern}"),
            ("ignore not match", f"ignore not match {pattern}"))

    def space(self):
        what = self.use(("space", "space"), ("space free", "space free"), ("inode", "inodes"),
                        ("inode free", "inode free"))
        limit = self.use(("space percent", self.percent), ("space amount", lambda: (
            self.value() + " " + self.unit()) if "space" in what else self.number()))
        return self.test(f"{what} {self.operator()} {limit}")

    def io(self):
        return self.use(
            ("fs read", lambda: self.test(f"read rate {self.operator()} {self.value()} mb/s")),
            ("fs write", lambda: self.test(f"write {self.operator()} {self.number()} operations/s")),
            ("service time", lambda: self.test(f"service time > {self.number()} ms")),
            ("service seconds", lambda: self.test(f"servicetime > {self.value()} seconds")),
            ("changed fsflags", lambda: self.test("changed fsflags", None)))

    def resource(self):
        return self.use(
            ("cpu", lambda: self.test(f"cpu usage {self.operator()} {self.percent()}")),
            ("total cpu", lambda: self.test(f"total cpu > {self.percent()}")),
            ("memory", lambda: self.test(f"memory {self.operator()} {self.value()} {self.unit()}")),
            ("mem percent", lambda: self.test(f"mem > {self.percent()}")),
            ("total memory", lambda: self.test(f"totalmem > {self.value()} mb")),
            ("children", lambda: self.test(f"children {self.operator()} {self.number()}")),
            ("threads", lambda: self.test(f"threads > {self.number()}")),
            ("loadavg", lambda: self.test(f"loadavg{self.one(['', '(1min)', '(5min)', ' (15m)'])} > "
                                          f"{self.value()}")),
            ("read", lambda: self.test(f"{self.one(['read', 'write'])} > {self.value()} kb/s")),
            ("disk", lambda: self.test(f"disk {self.one(['read', 'write'])} > {self.number()} "
                                       f"{self.one(['mb/s', 'operations/s'])}")))

    def process_tests(self):
        return self.use(
            ("resource", self.resource), ("process exist", self.exist),
            ("process owner", lambda: self.owner(("uid", "gid", "euid"))),
            ("changed pid", lambda: self.test("changed pid", None)),
            ("changed ppid", lambda: self.test("changed ppid", None)),
            ("uptime", lambda: self.test(f"uptime {self.operator()} {self.number()} {self.time()}")),
            ("filedescriptors", lambda: self.test(
                f"filedescriptors > {self.one([self.number(), self.percent()])}")),
            ("total filedescriptors", lambda: self.test(f"total filedescriptors > {self.number()}")),
            ("security", lambda: self.test(f"failed security attribute {self.one(PATTERNS)}")),
            ("unixsocket", lambda: self.test("failed unixsocket /x " + self.socket_options())),
            ("connection", self.connection))

    def protocol(self):
        login = "username u1 password p2"
        return self.use(
            ("plain protocol", lambda: "protocol " + self.one(PROTOCOLS)),
            ("http", lambda: "protocol http " + self.http()),
            ("https", lambda: "proto https " + self.http()),
            ("apache", "protocol apache-status loglimit > 10% dnslimit > 5% path /s"),
            ("mysql", "protocol mysql " + login), ("mysqls", "protocol mysqls"),
            ("pgsql", "protocol pgsql " + login + " database d"), ("smtp", "protocol smtp " + login),
            ("smtps", "protocol smtps"), ("mqtt", "protocol mqtt " + login),
            ("sip", "protocol sip target a@b.c maxforward 6"),
            ("websocket", 'protocol websocket host "h" request "/r" origin "o" version 13'),
            ("send expect", 'send "QUIT\\r\\n" expect "[0-9]+"'))

    def http(self):
        return " ".join(self.random.sample([
            'request "/x?y=z"', "status = 200", "method GET", "hostheader h.i", f"checksum {MD5}",
            'with http headers [Host: a.b, Cookie: "x=y"]', "username u1 password p2"],
            self.random.randint(0, 3)))

    def socket_options(self):
        return self.join("type tcp", self.maybe("protocol redis"), self.maybe("timeout 3 seconds"),
                         self.maybe("retry 2"), self.maybe("responsetime < 3 s"))

    def connection(self):
        options = [self.one(["ipv4", "ipv6", "type tcp", "type tcpssl"]), self.protocol(),
                   "timeout 7 seconds", "retry 3", "responsetime > 30 ms", "address 127.0.0.1",
                   "with ssl", "with ssl { selfsigned: allow, version: tlsv12 }",
                   "certificate valid > 20 days", f"certificate checksum sha1 {SHA1}",
                   'content = "a.b"']
        chosen = self.random.sample(options, self.random.randint(0, 3))
        return self.use(
            ("port", lambda: self.test(self.join("failed", self.maybe("host " + self.one(
                ["a.b", '"c d"', "127.0.0.1"])), "port 80", *chosen))),
            ("succeeded port", lambda: self.test("succeeded port 1234", "failed")),
            ("udp", lambda: self.test("failed port 53 type udp protocol dns")),
            ("radius", lambda: self.test("failed port 1812 type udp protocol radius secret s3")),
            ("url", lambda: self.test(self.join("failed url", self.one(
                ["http://a.b/", "https://u:p@c.d:8443/x?y=z", "http://[::1]:80/"]), self.maybe(
                    'content != "x"'), self.maybe("timeout 2 seconds")))))

    def ping(self):
        word = self.use(*[("ping word " + word, word) for word in (
            "ping", "ping4", "ping6", "icmp type echo")])
        return self.use(
            ("ping", lambda: self.test(self.join("failed", word, self.maybe("count 5"),
                                                 self.maybe("size 100"), self.timeout(),
                                                 self.maybe("responsetime > 3 ms")))),
            ("succeeded ping", lambda: self.test("succeeded " + word, "failed")))

    def network_tests(self):
        unit = self.one(["kb/s", "mb", "packets", "packets/s", ""])
        return self.use(
            ("failed link", lambda: self.test("failed link")),
            ("link down", lambda: self.test("link down")),
            ("changed link", lambda: self.test("changed link")),
            ("saturation", lambda: self.test(f"saturation {self.operator()} {self.number()}%")),
            ("upload", lambda: self.test(f"upload {self.operator()} {self.number()} {unit}")),
            ("total download", lambda: self.test(
                f"total downloaded > {self.number()} gb in last {self.one(['3 ', '', '24 '])}hours")),
            ("total packets", lambda: self.test("total uploaded > 7 packets in last day")))

    def program_tests(self):
        return self.use(
            ("status", lambda: self.test(f"status {self.operator()} {self.number(9)}")),
            ("changed status", lambda: self.test("changed status", None)),
            ("program content", lambda: self.test('content != "a.*b"', None)))

    def system_tests(self):
        part = self.use(*[("cpu " + part, part) for part in (
            "user", "us", "system", "sys", "wait", "nice", "hardirq", "softirq", "steal", "guest",
            "guestnice", "")])
        return self.use(
            ("cpu part", lambda: self.test(f"cpu usage ({part}) > {self.percent()}")),
            ("system cpu", lambda: self.test(f"cpu > {self.percent()}")),
            ("system memory", lambda: self.test(f"memory usage > {self.percent()}")),
            ("swap", lambda: self.test(f"swap {self.operator()} {self.value()} {self.unit()}")),
            ("system load", lambda: self.test(f"loadavg (5min) > {self.value()}")),
            ("core load", lambda: self.test(f"loadavg(1) per core > {self.value()}")),
            ("system uptime", lambda: self.test("uptime > 3 days")),
            ("system fds", lambda: self.test(f"filedescriptors > {self.percent()}")))

    # ------------------------------------------------------------ checks
    def name(self):
        made = self.one(WORDS) + str(len(self.names))
        made = self.use(("bare name", made), ("bare name", made), ("quoted name", f'"{made}"'),
                        ("blank name", f'"{made} x:y"'), ("keyword name", f"restart{len(self.names)}"))
        return made

    def check(self):
        name = self.name()
        head, tests = self.use(
            ("process pidfile", lambda: (f"process {name} with pidfile {self.one(PATHS)}",
                                         self.process_tests)),
            ("process matching", lambda: (f"process {name} matching {self.one(PATTERNS)}",
                                          self.process_tests)),
            ("process untyped", lambda: (f"{name} with pidfile /run/x.pid", self.process_tests)),
            ("file", lambda: (f"file {name} path {self.one(PATHS)}", self.file_tests)),
            ("filesystem", lambda: (f"filesystem {name} with path {self.one(PATHS)}",
                                    self.filesystem_tests)),
            ("device", lambda: (f'device {name} path "u@h:/x"', self.filesystem_tests)),
            ("directory", lambda: (f"directory {name} path {self.one(PATHS)}", self.entry_tests)),
            ("fifo", lambda: (f"fifo {name} path /x", self.entry_tests)),
            ("host", lambda: (f"host {name} with address {self.one(HOSTS)}", self.host_tests)),
            ("network", lambda: (f"network {name} interface lo", self.network_tests)),
            ("network address", lambda: (f"network {name} with address 127.0.0.1",
                                         self.network_tests)),
            ("program", lambda: (f'program {name} path "/bin/true a" ' + self.user_options() + " " +
                                 self.timeout(), self.program_tests)),
            ("system", lambda: (f"system {name}", self.system_tests)))
        lines = [self.case("check") + " " + head]
        if tests == self.host_tests:
            lines.append("if failed port 80 then alert")
        if tests == self.program_tests:
            lines.append("if status != 0 then alert")
        for _ in range(self.random.randint(0, 5)):
            lines.append(self.one([self.common, tests, tests])())
        self.names.append(name)
        return lines

    def file_tests(self):
        return self.use(("file exist", self.exist), ("file owner", self.owner),
                        ("file permission", self.permission), ("file checksum", self.checksum),
                        ("file size", self.size), ("file time", self.timestamp),
                        ("file content", self.content))

    def filesystem_tests(self):
        return self.use(("fs exist", self.exist), ("fs owner", self.owner),
                        ("fs permission", self.permission), ("fs space", self.space),
                        ("fs space", self.space), ("fs io", self.io), ("fs io", self.io))

    def entry_tests(self):
        return self.use(("entry exist", self.exist), ("entry owner", self.owner),
                        ("entry permission", self.permission), ("entry time", self.timestamp))

    def host_tests(self):
        return self.use(("host connection", self.connection), ("host ping", self.ping))

    # --------------------------------------------------------------- set
    def setting(self):
        return self.case("set") + " " + self.use(
            ("set daemon", lambda: "daemon 30 " + self.maybe("with start delay 5")),
            ("set log", "log syslog facility log_daemon"), ("set logfile", "logfile syslog"),
            ("set pidfile", "pidfile /run/m.pid"), ("set statefile", 'statefile "/run/m state"'),
            ("set mailserver", lambda: self.join(
                "mailserver a.b port 25", self.maybe("username u1 password p2"),
                self.maybe("using ssl"), self.maybe("c.d"), self.maybe("with timeout 20 seconds"),
                self.maybe("using hostname h.i"))),
            ("set mail-format", self.mail_format), ("set alert", self.alert),
            ("set eventqueue", lambda: "eventqueue " + self.one(
                ["basedir /var/x", "basedir /var/x slots 100", "slots 5"])),
            ("set mmonit", lambda: "mmonit https://u:p@m.n:8443/collector " + self.maybe(
                "with timeout 9 seconds ") + self.maybe("and register without credentials")),
            ("set httpd", self.httpd),
            ("set limits", lambda: "limits { " + ", ".join(self.random.sample(
                ["networkTimeout: 7 s", "programTimeout: 90 s", "startTimeout: 5 s",
                 "stopTimeout: 900 ms", "restartTimeout: 8 seconds", "programOutput: 1 kB",
                 "sendExpectBuffer: 5 B", "httpContentBuffer: 2 MB", "fileContentBuffer: 512"],
                self.random.randint(0, 5))) + " }"),
            ("set onreboot", "onreboot laststate"), ("set ssl", "ssl { verify: enable }"),
            ("set expectbuffer", "expectbuffer 2 kb"), ("set terminal", "terminal batch"))

    def httpd(self):
        allows = ["allow localhost", "allow 127.0.0.1", "allow 10.0.0.0/8", "allow adm1:s3cret",
                  'allow "adm 2":"s 3"', "allow guest:g3 read-only", "allow @users",
                  "allow ::1/128", "allow @wheel readonly"]
        return self.join("httpd", self.maybe("port 2812"), self.maybe("unixsocket /run/m.sock"),
                         self.maybe("use address localhost"), self.maybe("signature disable"),
                         *self.random.sample(allows, self.random.randint(1, 3)))

    def comment(self):
        return "# " + self.one(["check file x path /y", "it's \"odd", "}", "if then"])

    def make(self):
        """The statements of a file, a text of one or more lines each."""
        statements = [self.setting() for _ in range(self.random.randint(0, 4))]
        for _ in range(self.random.randint(1, 5)):
            statements += self.check()
            if self.random.random() < 0.2:
                statements.append(self.comment())
        return statements


BREAKS = ["drop", "misspell", "repeat", "insert", "glue"]


def broken(statement, choice):
    """The statement with one word of it spoiled; None when it has no word to spoil."""
    words = statement.split(" ")
    places = [i for i, word in enumerate(words) if word and "\n" not in word and '"' not in word]
    if not places or "\n" in statement or statement.startswith("#"):
        return None
    at = choice.choice(places)
    kind = choice.choice(BREAKS)
    if kind == "drop":
        del words[at]
    elif kind == "misspell":
        words[at] = words[at][:-1] + "q" + words[at][-1:]
    elif kind == "repeat":
        words.insert(at, words[at])
    elif kind == "insert":
        words.insert(at, choice.choice(["{", "then", ":", "5", "'", "%", "zzz"]))
    elif at + 1 < len(words):
        words[at:at + 2] = [words[at] + words[at + 1]]
    return " ".join(words)


def file_of(seed, hits):
    """(text, statements)"""
    statements = Maker(seed, hits).make()
    return "\n".join(statements) + "\n", statements


def broken_file_of(seed):
    """(text, line that is broken)"""
    choice = random.Random(seed * 7919 + 1)
    statements = Maker(seed, Counter()).make()
    order = list(range(len(statements)))
    choice.shuffle(order)
    for at in order:
        spoiled = broken(statements[at], choice)
        if spoiled is None or spoiled == statements[at]:
            continue
        line = sum(text.count("\n") + 1 for text in statements[:at]) + 1
        return "\n".join(statements[:at] + [spoiled] + statements[at + 1:]) + "\n", line
    return None
