#!/usr/bin/python3
"""No output, no state file and no process shows a credential of a control file."""

import base64
import glob
import html
import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
import unittest

sys.dont_write_bytecode = True

from program import ProgramTest  # noqa: E402

# Which part of the longest loops runs; the whole takes minutes.
EVERY = 1 if os.environ.get("PKGMAP_FULL") else 7

CANARY = "canary" + secrets.token_hex(8) + "+x"

# Valid for monit: every place that takes a credential, quoted and not.
GOOD = """\
set daemon 1
set pidfile @DIR@/pid
set idfile @DIR@/id
set statefile @DIR@/monit-state
set logfile @DIR@/log
set httpd unixsocket @DIR@/sock
  allow admin:"@C@"
  allow other:@C@ read-only
set mailserver 127.0.0.1 port 1 username "u" password "@C@",
  127.0.0.1 port 2 username u password @C@
set mmonit http://u:@C@@127.0.0.1:1/collector
check file alphad with path /usr/sbin/alphad
  if failed checksum then alert
check process alpha with pidfile /run/alpha/alpha.pid
  depends on alphad
check host web with address 127.0.0.1
  if failed url http://u:@C@@127.0.0.1:1/x then alert
  if failed port 1 protocol http username "u" password "@C@" then alert
  if failed port 1 protocol http with http headers [Authorization: @C@, Cookie: "@C@"] then alert
  if failed port 3306 protocol mysql username "u" password '@C@' then alert
  if failed port 6379 send "AUTH @C@\\r\\n" expect "[+]OK" then alert
  if failed port 81 protocol http request "/x?password=@C@" then alert
  if failed port 82 protocol radius secret @C@ type udp then alert
include @DIR@/included
check program curl with path "/bin/true --password @C@ http://u:@C@@h/"
  if status != 0 then alert
check process daemon matching "daemon --password=@C@"
  mode passive
  start program = "/bin/true --token=@C@"
  stop program = "/bin/true http://u:@C@@127.0.0.1/"
check file secrets with path /etc/passwd
  if changed size then exec "/bin/sh -c 'DBPASS=@C@ mysql -u root -p@C@ db'"
  if changed permission then exec "/usr/bin/curl -u me:@C@ -H 'X-Auth: @C@' http://h/x?key=@C@&a=b"
  if changed timestamp then exec '/usr/bin/mysql -p@C@'
check process other matching "daemon -Ddb.password=@C@ --name x"
"""

# Statements that do not parse, with a credential on the line or near it.
BROKEN = (
    "set httpd port 2812 allow admin:@C@ frobnicate",
    "set httpd port 2812 allow frobnicate admin:@C@ nonsense",
    "set httpd port 2812 alow admin:@C@",
    "set httpd port 2812 allows admin:\"@C@\"",
    "set httpd port 2812\n  allow admin:@C@\n  allwo other:@C@",
    "set httpd port frob allow admin:@C@",
    "set httpd port 2812 allow admin : @C@ @C@",
    "set httpd port 2812 allow admin:\n  \"@C@\" frob",
    "set httpd prot 2812 allow \"admin\":'@C@' frob",
    "set httpd port 2812 and signature disable allow @admin allow a:@C@ frob",
    "set mailserver mx username me password @C@ frobnicate",
    "set mailserver mx username me password \"@C@\" frobnicate",
    "set mailserver mx usernme me pasword @C@",
    "set mailserver mx user me pass @C@",
    "set mailserver mx username me passwd \"@C@\"",
    "set mailserver mx frob 25\n  username me\n  password '@C@'",
    "set mailserver mx usrname @C@",
    "set mailsever mx username me password @C@",
    "set mailsever mx usrnam me pasword @C@",
    "set mmonit http://me:@C@@host:8080/collector frobnicate",
    "set mmonit http:/me:@C@@host:8080/collector",
    "set mmonit me:@C@",
    "set mmonitt http://me:@C@@host/collector",
    "set mmonit\n  http://me:@C@@host/collector with timout 5 seconds",
    "check host a address b if failed url http://u:@C@@h/ then frobnicate",
    "check host a address b if failed url \"http://u:@C@@h/\" thn alert",
    "check host a address b if failed url http://u:@C@@ h/ then alert",
    "check host a address b if failed urll http://u:@C@@h/ then alert",
    "check host a address b if failed url ftp://u:@C@@h/x then alert",
    "check host a address http://u:@C@@h/ if faild ping then alert",
    "check host a address b if failed port 80 protocol http username u password @C@ thenn alert",
    "check host a address b if failed port 80 protocol http usernam u passwort @C@ then alert",
    "check host a address b if failed port 80 protocol mysql password \"@C@\" frob then alert",
    "check host a address b if failed port 80 protocol http headers [Authorization: Basic @C@] frob",
    "check host a address b if failed port 80 protocol http headrs [Authorization: Basic @C@] then",
    "check host a address b if failed port 80 protocol http headers [X-Secret: @C@",
    "check host a address b if failed port 80 protocol radius secret @C@ frob then alert",
    "check host a address b if failed port 80 protocol radius secrt \"@C@\" then alert",
    "check proces a with pidfile /x # password @C@",
    "frobnicate # http://u:@C@@h/",
    "set httpd port 2812 allow admin:@C@ check proces x",
    "set httpd port 2812 allow \"admin:@C@",
    "set mailserver mx password \"@C@",
    "set httpd port 2812 allow md5 /etc/x u:@C@ frob",
    "set httpd port 2812 pemfile /x clientpem /y allow a:@C@ frob",
    "set eventqueue basedir /x slots 5 password @C@",
    "check host a address b if failed port 80 send \"AUTH @C@\" expct \"x\" then alert",
    "check host a address b if failed port 80 protocol http send \"AUTH @C@\" then alert",
    "check host a address b if failed port 80 send AUTH-@C@ frob then alert",
    "check host a address b if failed port 80 protocol redis pasword @C@ then alert",
    "check host a address b if failed port 80 protocol pgsql username u \\\n password \\\n @C@ frob",
    "check host a address b if failed port 80 protocol mqtt username @C@ password frob then alert",
    "check host a address b if failed port 80 protocol sip target u:@C@@h frob then alert",
    "check host a address b if failed port 80 protocol smtp username\n # it's\n @C@ frob",
    "check host a address b if failed port 80 protocol websocket origin http://u:@C@@h frob",
    "set httpd port 2812 allow admin:\\\n @C@ frob",
    "set httpd port 2812 allow \\\n admin:@C@ frob",
    "set httpd port 2812 allow\n # who\n admin:@C@ frob",
    "set httpd port 2812 allow admin\n :\n @C@ frob",
    "set httpd port 2812 allow \"admin:@C@\" frob",
    "set httpd port 2812 ALLOW admin:@C@ @wheel frob",
    "set httpd port 2812 allow localhost allow cleartext /x allow admin:@C@:@C@",
    "set httpd unixsocket relative allow admin:@C@",
    "set mailserver mx username u, password @C@ frob",
    "set mailserver mx (username u) (password @C@) frob",
    "set mailserver mx password\n\n   \"@C@\" frob",
    "set mailserver u:@C@@mx frob",
    "set mailserver smtp://u:@C@@mx",
    "set mmonit https://u:@C@@h/collector?key=x and registr without credentials",
    "set mmonit https://h/collector, https://u:@C@@h2/collector frob",
    "set alert u:@C@@h frob",
    "include http://u:@C@@h/x",
    "check program p path \"/bin/x --password=@C@ --token @C@\" frob",
    "check program p path /bin/x --password @C@ frob",
    "check process p pidfile /x start \"/bin/x --token @C@\" frob",
    "check process p matching \"x --secret=@C@\" frob",
    "check filesystem f path \"//u:@C@@h/share\" frob",
    "check filesystem f path \"u:@C@@h:/share\" frob",
    "set credentials @C@",
    "set httpd port 2812 allow # admin:@C@\n u:@C@ frob",
    "set mailserver mx password # @C@\n @C@ frob",
    "set httpd port 2812 credentials admin:@C@",
    "include @DIR@/broken",
    "check process p pidfile /x start \"/bin/sh -c 'DBPASS=@C@ /bin/y'\" frob",
    "check process p pidfile /x start \"/usr/bin/mysqladmin -p@C@ ping\" frob",
    "check process p pidfile /x start \"/usr/bin/mysql --password @C@\" frob",
    "check process p pidfile /x start \"/usr/bin/curl -u a:@C@ h\" frob",
    "check process p pidfile /x start \"/usr/bin/curl -H 'X-Auth: @C@' h\" frob",
    "check process p pidfile /x start \"/usr/bin/curl http://h/?a=b&key=@C@\" frob",
    "check host a address b if failed url http://h/?sig=@C@ frob",
)


def forms(canary):
    """The texts in which the canary may appear."""
    raw = canary.encode()
    everywhere = "".join("%%%02X" % byte for byte in raw)
    found = {raw, html.escape(canary).encode(), canary.replace("+", "%2B").encode(), canary.replace("+", "%2b").encode(),
             everywhere.encode(), everywhere.lower().encode(), raw.hex().encode(),
             canary[:-2].encode(), canary[::-1].encode()}
    for name in ("", "admin:", "other:", "u:", "me:"):
        found.add(base64.b64encode((name + canary).encode()).rstrip(b"=")[:-1])
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw)
        found.add(coded[4:-4])
    return found


FORMS = forms(CANARY)


def shown_in(data):
    return [form.decode() for form in FORMS if form in data]


class Watcher(threading.Thread):
    """Reads the arguments and the environment of every process that began later, again and again."""

    PAUSE = 0.002  # seconds; without one, the looks take more of a processor than the programs

    def __init__(self):
        super().__init__(daemon=True)
        self.found = set()
        self.looks = 0
        self.over = threading.Event()
        self.others = set(glob.glob("/proc/[0-9]*"))

    def run(self):
        while not self.over.wait(self.PAUSE):
            self.look()

    def look(self):
        self.looks += 1
        for path in set(glob.glob("/proc/[0-9]*")) - self.others:
            for name in ("cmdline", "environ"):
                try:
                    with open(path + "/" + name, "rb") as file:
                        data = file.read()
                except OSError:
                    continue
                # The control file makes monit run this program with a credential.
                if shown_in(data) and not data.startswith(b"/bin/true\0"):
                    self.found.add(path + "/" + name)

    def stop(self):
        self.over.set()
        self.join()


class Canary(ProgramTest):
    def tearDown(self):
        self.assertGreater(self.watcher.looks, 0)
        self.assertEqual(self.watcher.found, set())
        for path in glob.glob(self.state + "/*") + glob.glob(self.state + "/.*"):
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    self.assertEqual(shown_in(file.read()), [], path)

    def setUp(self):
        super().setUp()
        self.watcher = Watcher()
        self.watcher.start()
        self.addCleanup(self.watcher.stop)
        self.write("included", "check host more address 127.0.0.1 if failed port 1 protocol mysql\n"
                   "  username u password '%s' then alert\n" % CANARY)
        self.write("broken", "check host more address b if failed port 1 protocol mysql\n"
                   "  username u password '%s' frob then alert\n" % CANARY)

    def control_file(self, text):
        self.write("monitrc", text.replace("@C@", CANARY) + "\n")

    def every_way(self, *words, ways=([], ["--json"], ["-v"], ["--json", "-v"])):
        """Returns the answers of a command as text and as JSON; none may show the canary."""
        answers = []
        for options in ways:
            answer = self.ask(*options, *words)
            for text in (answer.out, answer.err):
                self.assertEqual(shown_in(text.encode("utf-8", "surrogateescape")), [],
                                 (options, words, text))
            answers.append(answer)
        return answers

    def every_form(self):
        """The answers that have a form of their own: pages, lines, a graph, a plan."""
        plan = self.path("plan.json")
        for words in (["audit", "--html", "-"], ["explain", "alpha", "--html", "-"], ["config", "--ndjson"],
                      ["audit", "--ndjson"], ["explain", "alpha", "--dot"], ["explain", "alpha", "--out", plan]):
            self.every_way(*words, ways=([], ["-v"]))
        with open(plan, "rb") as file:
            self.assertEqual(shown_in(file.read()), [])

    def commands(self):
        return (["config"], ["explain", "alpha"], ["explain", "--check", "alphad"],
                ["explain", "gone"], ["config", "--check"], ["audit"], ["status"], ["verify"], ["resume"], ["update-expect"],
                ["suspend", "--transaction", self.transaction("alpha")])


class AControlFile(Canary):
    def test_that_is_broken_shows_no_credential(self):
        for number, statement in enumerate(BROKEN):
            with self.subTest(statement):
                self.control_file("set daemon 30\n" + statement)
                self.every_way("config")
                if number % EVERY != 0:
                    continue
                for words in (["explain", "alpha"], ["verify"]):
                    self.every_way(*words, ways=([], ["--json"]))

    def test_that_is_cut_anywhere_shows_no_credential(self):
        text = GOOD.replace("@C@", CANARY)
        for end in range(150, len(text), 11 * EVERY):
            self.control_file(text[:end])
            for options in ([], ["--json"]):
                answer = self.ask(*options, "config")
                for said in (answer.out, answer.err):
                    self.assertEqual(shown_in(said.encode("utf-8", "surrogateescape")), [],
                                     (text[:end][-60:], said))

    def test_with_a_command_as_the_path_of_a_program_shows_no_credential(self):
        # Single quotes make the whole command the name of the program, which does not exist.
        self.control_file(GOOD + "check program single with path '/usr/bin/mysql -p@C@'\n  if status != 0 then alert\n")
        for words in (["config"], ["audit"], ["explain", "alpha"], ["explain", "--check", "single"], ["verify"]):
            self.every_way(*words)
        self.every_form()

    def test_without_monit_shows_no_credential(self):
        self.control_file(GOOD)
        for words in self.commands():
            self.every_way(*words)
        self.every_form()


class ARunningMonit(Canary):
    def setUp(self):
        super().setUp()
        self.control_file(GOOD)
        self.monit = subprocess.Popen(["monit", "-I", "-c", self.monitrc],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.end, self.monit)
        self.manager = subprocess.Popen(["sleep", "600"])
        self.addCleanup(self.end, self.manager)
        self.until(lambda: os.path.exists(self.path("sock")))

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()

    def until(self, condition):
        for _ in range(600):
            if condition():
                return
            time.sleep(0.1)
        self.fail("it did not come to that")

    def test_that_suspends_and_resumes_shows_no_credential(self):
        transaction = self.transaction("alpha", pid=self.manager.pid)
        answer = self.ask("--json", "-v", "suspend", "--transaction", transaction)
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(sorted(json.loads(answer.out)["suspended"]), ["alpha", "alphad"])
        self.assertEqual(shown_in((answer.out + answer.err).encode()), [])
        self.assertGreater(len(os.listdir(self.state)), 0)
        for words in self.commands():
            if words[0] != "suspend":
                self.every_way(*words)
        session = json.loads(self.ask("status", "--json").out)["sessions"][0]["id"]
        self.every_way("--settle", "0", "resume", "--session", session)
        self.end(self.manager)
        self.until(lambda: not json.loads(self.ask("status", "--json").out)["sessions"])

    def test_that_no_longer_takes_the_credentials_shows_none(self):
        self.control_file(GOOD.replace("@C@", CANARY + "1"))
        transaction = self.transaction("alpha", pid=self.manager.pid)
        for answer in self.every_way("suspend", "--transaction", transaction):
            self.assertEqual(answer.status, 4, answer)


class TheSearch(unittest.TestCase):
    def test_finds_every_form(self):
        raw = CANARY.encode()
        for data in (raw, b"x" + raw + b"y", base64.b64encode(b"admin:" + raw),
                     base64.b64encode(b"Z" + raw), base64.b64encode(b"ZZ" + raw + b"Z"),
                     CANARY.replace("+", "%2B").encode()):
            self.assertTrue(shown_in(data), data)
        self.assertEqual(shown_in(b"canary and nothing else"), [])


if __name__ == "__main__":
    unittest.main()
