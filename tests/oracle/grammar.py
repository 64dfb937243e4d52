"""Makes control files by monit's grammar, from a seed.

Every production counts how often it was used. A statement stands on lines of its own, so that a
broken one can be told by its line.
"""
import random
from collections import Counter

from grammar_pieces import CERTIFICATE, HOSTS, MD5, PASSWORDS, PATHS, PATTERN_FILE, PATTERNS, WORDS
from grammar_tests import Tests


LIMITS = [("networkTimeout", ["7 s", "250 ms", "0 s"]), ("programTimeout", ["90 s", "0 ms"]),
          ("startTimeout", ["5 s", "4294968 s"]), ("stopTimeout", ["900 ms", "4294967296 ms"]),
          ("restartTimeout", ["8 seconds", "3000000 seconds", "2147483648 s"]),
          ("programOutput", ["1 kB", "3 megabyte", "0 B"]),
          ("sendExpectBuffer", ["5 B", "1 kb", "0"]), ("httpContentBuffer", ["2 MB", "0 kb"]),
          ("fileContentBuffer", ["512", "17 bytes", "4294967296"])]
ALLOWS = [("name", ["localhost", '"localhost"']), ("address", ["127.0.0.1", "192.0.2.7"]),
          ("network", ["10.0.0.0/8", "10.1.0.0/255.255.0.0"]),
          ("unknown name", ["no-such-host.invalid"]), ("IPv6", ["::1/128", "::1"]),
          ("user", ["adm1:s3cret", '"adm 2":"s 3"', "x:'y'"]),
          ("read-only user", ["guest:g3 read-only", "gast:g4 readonly"]),
          ("group", ["@users"]), ("read-only group", ["@wheel readonly"]),
          ("cleartext", [f"cleartext {PASSWORDS}", f"{PASSWORDS} alice carol"]),
          ("md5", [f"md5 {PASSWORDS}.md5 dave"]), ("crypt", [f"crypt {PASSWORDS}.crypt"])]
HOST_FILES = {CERTIFICATE: "-----BEGIN CERTIFICATE-----\nstub\n-----END CERTIFICATE-----\n",
              PASSWORDS: "alice:a1\ncarol:c2\n",
              PASSWORDS + ".md5": "dave:$1$abcdefgh$irWbblnpmw.5z7wgBnprh0\n",
              PASSWORDS + ".crypt": "erin:abJnggxhB/yWI\n",
              PATTERN_FILE: "ERROR",
              "/etc/monit-gen/tests": "alert inc@b.c\n  group included",
              "/etc/monit-gen/own/a": "group own-a # it's\n",
              "/etc/monit-gen/own/b": "alert own@b.c # it's\ninclude /etc/monit-gen/own/*\n",
              "/etc/monit-gen/self": "include '/etc/monit-gen/self' # it's\ngroup 'self' # it's\n",
              "/etc/monit-gen/again/a": "include /etc/monit-gen/again/*\ncheck file again path /x\n",
              "/etc/monit-gen/g1.inc": "group g1 # one\n", "/etc/monit-gen/g2.inc": "group g2"}


class Maker(Tests):
    """One control file."""

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
            ("process untyped", lambda: (f"{name.replace('host', 'ghost')} with pidfile /run/x.pid", self.process_tests)),
            ("file", lambda: (f"file {name} path {self.one(PATHS)}", self.file_tests)),
            ("filesystem", lambda: (f"filesystem {name} with path {self.one(PATHS)}",
                                    self.filesystem_tests)),
            ("device", lambda: (f'device {name} path "u@h:/x"', self.filesystem_tests)),
            ("directory", lambda: (f"directory {name} path {self.one(PATHS)}", self.entry_tests)),
            ("fifo", lambda: (f"fifo {name} path /x", self.entry_tests)),
            *[("host", lambda: (f"host {name} with address {self.one(HOSTS)}",
                                self.host_tests))] * 5,
            ("network", lambda: (f"network {name} interface lo", self.network_tests)),
            ("network address", lambda: (f"network {name} with address 127.0.0.1",
                                         self.network_tests)),
            ("program", lambda: (f'program {name} path "/bin/true a" ' + self.user_options() + " " +
                                 self.timeout(), self.program_tests)),
            ("system", lambda: (f"system {name}", self.system_tests)))
        lines = [self.case("check") + " " + head]
        self.is_link_up = self.random.random() < 0.3  # monit takes only one kind in a check.
        if tests == self.host_tests:
            lines.append("if failed port 80 then alert")
        if tests == self.program_tests:
            lines.append("if status != 0 then alert")
        for _ in range(self.random.randint(2, 12)):
            lines.append(self.one([self.common, tests, tests, tests])())
        self.names.append(name)
        return lines

    def file_tests(self):
        return self.use(("file exist", self.exist), ("file owner", self.owner),
                        ("file permission", self.permission), ("file checksum", self.checksum),
                        ("file checksum", self.checksum),
                        ("file size", self.size), ("file time", self.timestamp),
                        ("file content", self.content), ("file content", self.content))

    def filesystem_tests(self):
        return self.use(("fs exist", self.exist), ("fs owner", self.owner),
                        ("fs permission", self.permission), ("fs space", self.space),
                        ("fs space", self.space), ("fs io", self.io), ("fs io", self.io))

    def entry_tests(self):
        return self.use(("entry exist", self.exist), ("entry owner", self.owner),
                        ("entry permission", self.permission), ("entry time", self.timestamp))

    def host_tests(self):
        return self.use(*[("host connection", self.connection)] * 4, ("host ping", self.ping),
                        ("host headers", lambda: self.test(self.join(
                            "failed port 80 protocol http", self.headers()))))

    # --------------------------------------------------------------- set
    def setting(self):
        return self.case("set") + " " + self.use(
            *[("set httpd", self.httpd)] * 4, ("set limits", self.limits),
            ("set mailserver", self.mailserver), ("set mmonit", self.mmonit),
            ("set daemon", lambda: "daemon 30 " + self.maybe("with start delay 5")),
            ("set log", lambda: "log syslog facility " + self.one(["log_daemon", "log_local3"])),
            ("set log file", "log /run/m.log"), ("set logfile", "logfile syslog"),
            ("set pidfile", "pidfile /run/m.pid"), ("set statefile", 'statefile "/run/m state"'),
            ("set mailserver", self.mailserver),
            ("set mail-format", self.mail_format), ("set alert", self.alert),
            ("set eventqueue", lambda: "eventqueue " + self.one(
                ["basedir /var/x", "basedir /var/x slots 100", "slots 5", "slots 2147483648",
                 "slots 0", "basedir /var/x slots 0", "basedir /var/x slots 4294967296"])),
            ("set mmonit", self.mmonit),
            ("set httpd", self.httpd),
            ("set limits", self.limits),
            ("set onreboot", lambda: "onreboot " + self.one(["start", "nostart", "laststate"])),
            ("set ssl", lambda: "ssl " + self.tls_block()), ("set tls", lambda: "tls options " +
                                                             self.tls_block(1)),
            ("set idfile", "idfile /run/m.id"), ("set fips", "fips"),
            ("set expectbuffer", "expectbuffer 2 kb"), ("set terminal", "terminal batch"))

    def limits(self):
        chosen = self.random.sample(LIMITS, self.random.randint(0, 5))
        self.hits.update("limit " + name for name, _ in chosen)
        separator = self.one([", ", " ", "\n    "])
        return "limits { " + separator.join(f"{name}: {self.one(values)}"
                                            for name, values in chosen) + " }"

    def mailserver(self):
        servers = []
        for host in ["a.b", "c.d", '"e.f"'][:self.random.randint(1, 3)]:
            servers.append(self.join(
                host, self.optional("mail port", lambda: "port " + self.one(["587", self.number()])),
                self.optional("mail login", lambda: self.one(
                    ["username u1 password p2", "username u@x.y password 'p q'", "password p3"])),
                self.optional("mail tls", self.tls), self.optional("mail version", "using tlsv12", 0.2),
                self.optional("mail certmd5", f"certmd5 {MD5}", 0.2)))
        return self.join("mailserver " + self.one([", ", " ", ",\n  "]).join(servers),
                         self.optional("mail timeout", lambda: self.one(
                             ["with timeout 20 seconds", f"timeout {self.number()} s"])),
                         self.optional("mail host name", "using hostname h.i"))

    def mmonit(self):
        url = self.one(["https://u:p@m.n:8443/collector", "http://m.n/c?k=v", "https://[::1]/c"])
        return self.join("mmonit " + url, self.optional("mmonit timeout", lambda: self.one(
            ["with timeout 9 seconds", f"timeout {self.number()} s"])),
                         self.optional("mmonit tls", self.tls),
                         self.optional("mmonit register", "and register without credentials"))

    def httpd(self):
        allows = self.random.sample(ALLOWS, self.random.randint(0, 4))
        self.hits.update("allow " + name for name, _ in allows)
        return self.join("httpd", self.optional("httpd port", lambda: self.one(
            ["port 2812", "port 2812 read-only", f"port {self.number()}"])),
            self.optional("httpd socket", self.httpd_socket),
            self.optional("httpd address", "use address localhost"),
            # Behind `signature disable`, `ssl` would be one word with it.
            self.optional("httpd ssl", self.httpd_tls, 0.3),
            self.optional("httpd signature", lambda: self.one(
                ["signature disable", "signature enable", "disable signature"])),
            *[self.case("allow") + " " + self.one(texts) for _, texts in allows])

    def httpd_socket(self):
        return "unixsocket /run/m.sock " + " ".join(self.random.sample(
            ["uid root", 'gid "root"', "permission 0660", "read-only"], self.random.randint(0, 4)))

    def httpd_tls(self):
        return self.use(
            ("httpd pemfile", f"with ssl {{ pemfile: {CERTIFICATE} selfsigned: allow }}"),
            ("httpd client", f"with ssl {{ pemfile: {CERTIFICATE}, clientpemfile: {CERTIFICATE} }}"),
            ("httpd chain", f"ssl {{ pemchain: {CERTIFICATE}, pemkey: {CERTIFICATE} }}"),
            ("httpd old ssl", f"ssl enable pemfile {CERTIFICATE} allowselfcertification"))

    def include(self):
        return self.use(("include of tests", "include /etc/monit-gen/tests"),
                        ("include of nothing", "include /etc/monit-gen/*.none"),
                        ("include of a glob", 'include "/etc/monit-gen/g*.inc"'),
                        ("include in single quotes", "include '/etc/monit-gen/g1.inc'"),
                        ("include of its directory", "include /etc/monit-gen/own/*"),
                        ("include of itself", "include /etc/monit-gen/self"),
                        ("include of the control file", "include /etc/monitrc"),
                        ("include that declares twice", lambda: self.maybe(
                            "include /etc/monit-gen/again/a", 0 if self.only_valid else 0.1)),
                        ("include of a missing file", "include /etc/monit-gen/missing"))

    def comment(self):
        return "# " + self.one(["check file x path /y", "it's \"odd", "}", "if then"])

    def make(self):
        """The statements of a file, a text of one or more lines each."""
        statements = [self.setting() for _ in range(self.random.randint(0, 6))]
        for _ in range(self.random.randint(1, 5)):
            statements += self.check()
            if self.random.random() < 0.2:
                statements.append(self.comment())
            if self.random.random() < 0.3:
                statements.append(self.include())
        return [text + self.behind() for text in statements]


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
    statements = Maker(seed, Counter(), only_valid=True).make()
    order = list(range(len(statements)))
    choice.shuffle(order)
    for at in order:
        spoiled = broken(statements[at], choice)
        if spoiled is None or spoiled == statements[at]:
            continue
        line = sum(text.count("\n") + 1 for text in statements[:at]) + 1
        return "\n".join(statements[:at] + [spoiled] + statements[at + 1:]) + "\n", line
    return None
