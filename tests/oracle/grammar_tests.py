"""Tests of checks, production by production."""
import re

from grammar_pieces import LONG_AGES, MD5, PATTERN_FILE, PATTERNS, PROTOCOLS, SHA1, Pieces


HTTP_OPTIONS = [
    ("request", ['request "/x?y=z"', "request /plain"]),
    ("status", ["status = 200", "status >= 400", "status 301", "status != 500"]),
    ("method", ["method GET", "method get"]), ("hostheader", ["hostheader h.i", 'hostheader "j"']),
    ("checksum", [f"checksum {MD5}", f'checksum "{SHA1}"']),
    ("headers", "headers"),
    ("login", ["username u1 password p2", 'username "u 1" password "p;2"'])]
APACHE_LIMITS = ["loglimit", "closelimit", "dnslimit", "keepalivelimit", "replylimit",
                 "requestlimit", "startlimit", "waitlimit", "gracefullimit", "cleanuplimit"]
CONNECTION_OPTIONS = [
    ("family", ["ipv4", "ipv6"]), ("type tcp", ["type tcp"]),
    ("type tcpssl", ["type tcpssl", "type tcpssl tlsv12", "type tcpssl sslauto tlsv1",
                     f"type tcpssl certmd5 {MD5}"]),
    ("protocol", "protocol"), ("timeout", ["timeout 7 seconds", "with timeout 1 second", "timeout 0 s", "timeout 4294968 s"]),
    ("retry", ["retry 3", "and retry 1", "retry 0", "retry 4294967298"]),
    ("responsetime", ["responsetime > 30 ms", "responsetime 2 s", "responsetime < 5 seconds", "responsetime < 0 ms",
                      "responsetime > 4294968 s"]),
    ("address", ["address 127.0.0.1", 'using address "::1"']), ("tls", "tls"),
    ("certificate age", ["certificate valid > 20 days", "with certificate valid 1 day"]),
    ("certificate sum", [f"certificate checksum sha1 {SHA1}"]),
    ("content", ['content = "a.b"', "content != 'x y'"])]


class Tests(Pieces):
    """Each function makes one `if`; each alternative in it is a production."""

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
            ("long timestamp", lambda: self.test(f"{word} {self.operator()} {self.one(LONG_AGES)}")),
            ("changed timestamp", lambda: self.test("changed " + word, None)))

    def content(self):
        pattern = self.one(PATTERNS)
        return self.use(
            ("content", lambda: self.test(f"content {self.one(['=', '!=', '=='])} {pattern}", None)),
            ("match file", lambda: self.test(f"match {PATTERN_FILE}", None)),
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
            *[("resource", self.resource)] * 3, ("process exist", self.exist),
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
        plain = [("protocol " + word, "protocol " + word) for word in PROTOCOLS]
        return self.use(*plain,
            *[("http", lambda: "protocol http " + self.http())] * 3,
            *[("https", lambda: "proto https " + self.http())] * 2,
            *[("apache", lambda: "protocol apache-status " + self.apache())] * 4,
            ("mysql", "protocol mysql " + login), ("mysqls", "protocol mysqls"),
            ("mysql rsakey", f"protocol mysql {login} rsakey checksum md5 {MD5}"),
            ("send only", 'send "GET / HTTP/1.0\\r\\n\\r\\n"'), ("expect only", 'expect "^220 .*"'),
            ("pgsql", "protocol pgsql " + login + " database d"), ("smtp", "protocol smtp " + login),
            ("smtps", "protocol smtps"), ("mqtt", "protocol mqtt " + login),
            ("sip", "protocol sip target a@b.c maxforward 6"),
            ("websocket", 'protocol websocket host "h" request "/r" origin "o" version 13'),
            ("send expect", 'send "QUIT\\r\\n" expect "[0-9]+"'))

    def http(self):
        chosen = self.random.sample(HTTP_OPTIONS, self.random.randint(0, 3))
        self.hits.update("http " + name for name, _ in chosen)
        return " ".join(self.one(texts) if isinstance(texts, list) else self.headers()
                        for _, texts in chosen)

    def headers(self):
        """A list; some are what monit refuses."""
        elements = [self.use(
            ("header", "Host: a.b"), ("header in quotes", 'Cookie: "x=y, z]"'),
            ("header in single quotes", "X-A: 'b, c:d'"), ("header with port", "Host: a:8080"),
            ("header with blanks", " A b :  c d "), ("header of nothing", 'X: ""'),
            ("header of a blank", "X: "), ("header without a blank", "X-Y:z"),
            ("header with a quote", "X: it's"), ("header behind a bracket", "[X: a[1"),
            ("header of two lines", "X: y\n      Z: z"), ("header like a comment", "# X: y"))
            for _ in range(self.random.randint(0, 3))]
        begin = self.use(*[("headers", "[")] * 6, ("headers without a bracket", ""),
                         ("headers, two brackets", "[["))
        odd = 1 if self.only_valid else self.random.random()
        if odd < 0.05:
            begin = self.use(("text before headers", "x ["))
        elif odd < 0.29:
            elements.insert(self.random.randint(0, len(elements)), self.use(
                ("no header", "gzip"), ("header without a value", "X:"),
                ("header in a comment", "# x\n"), ("header behind a text", 'X: "y" z, u'), ("header with an open quote", "X: 'y")))
        return "with http headers " + begin + self.one([", ", ",", ",\n      "]).join(elements) + "]"

    def apache(self):
        limits = self.random.sample(APACHE_LIMITS, self.random.randint(1, 4))
        self.hits.update(limits)
        return " ".join(f"{limit} {self.one(['>', '<', '=', '>=', ''])} {self.number()}%"
                        for limit in limits) + self.optional("apache path", " path /server-status")

    def socket_options(self):
        return self.join(self.use(("socket tcp", "type tcp"), ("socket udp", "type udp")),
                         self.optional("socket protocol", "protocol redis"),
                         self.optional("socket timeout", "timeout 3 seconds"),
                         self.optional("socket retry", "retry 2"),
                         self.optional("socket response", "responsetime < 3 s"))

    def chosen(self, options, most):
        some = self.random.sample(options, self.random.randint(0, most))
        if self.random.random() < 0.6:
            some = [("protocol", "protocol")] + [each for each in some if each[0] != "protocol"]
        self.hits.update("option " + name for name, _ in some)
        return some

    def connection(self):
        chosen = [self.one(texts) if isinstance(texts, list) else getattr(self, texts)()
                  for _, texts in self.chosen(CONNECTION_OPTIONS, 3)]
        if any("rsakey" in text for text in chosen):
            chosen = [text for text in chosen if not re.search("ssl|tls|certificate", text)]
        return self.use(
            ("port", lambda: self.test(self.join("failed", self.maybe("host " + self.one(
                ["a.b", '"c d"', "127.0.0.1"])), "port " + self.one(["80", self.number()]), *chosen))),
            ("succeeded port", lambda: self.test("succeeded port 1234", "failed")),
            ("udp", lambda: self.test("failed port 53 type udp protocol dns")),
            ("radius", lambda: self.test("failed port 1812 type udp protocol radius secret s3")),
            ("url", lambda: self.test(self.join("failed url " + self.one(
                ["http://a.b/", "https://u:p@c.d:8443/x?y=z", "http://[::1]:80/"]), self.optional(
                    "url content", 'content != "x"'), self.optional("url timeout", "timeout 2 seconds"),
                self.optional("url ssl", lambda: "with ssl options " + self.tls_block()),
                self.optional("url certificate", "certificate valid > 3 days")))))

    def ping(self):
        word = self.use(*[("ping word " + word, word) for word in (
            "ping", "ping4", "ping6", "icmp type echo")])
        return self.use(
            ("ping", lambda: self.test(self.join("failed", word, self.optional("ping count", "count 5"),
                                                 self.optional("ping size", "size 100"),
                                                 self.timeout(),
                                                 self.optional("ping address", "address 127.0.0.1"),
                                                 self.optional("ping response",
                                                               "responsetime > 3 ms")))),
            ("succeeded ping", lambda: self.test("succeeded " + word, "failed")))

    def network_tests(self):
        unit = self.one(["kb/s", "mb", "packets", "packets/s", ""])
        link = [("link up", lambda: self.test("link up", None))] if self.is_link_up else [
            ("failed link", lambda: self.test("failed link")),
            ("link down", lambda: self.test("link down"))]
        return self.use(
            *link, ("changed link", lambda: self.test("changed link")),
            ("changed capacity", lambda: self.test("changed link capacity", None)),
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
