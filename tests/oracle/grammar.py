"""Makes control files by monit's grammar, from a seed.

Every production counts how often it was used. A statement stands on lines of its own, so that a
broken one can be told by its line.
"""
import random
from collections import Counter

from grammar_pieces import HOSTS, PATHS, PATTERNS, WORDS
from grammar_tests import Tests


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
        for _ in range(self.random.randint(2, 12)):
            lines.append(self.one([self.common, tests, tests, tests])())
        self.names.append(name)
        return lines

    def file_tests(self):
        return self.use(("file exist", self.exist), ("file owner", self.owner),
                        ("file permission", self.permission), ("file checksum", self.checksum),
                        ("file checksum", self.checksum),
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
