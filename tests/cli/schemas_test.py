#!/usr/bin/python3
"""The schemas of cli/schemas describe what the program prints: no member more, and no member less.

Every test of the program holds each answer against the schemas (program.py). This one makes answers
with every member that a schema describes, but for those of UNSEEN.
"""

import json
import os
import re
import signal
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

import schemas  # noqa: E402
from live import LIVE, LiveTest, eventually  # noqa: E402
from program import ProgramTest, processes_naming  # noqa: E402

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PAGE = os.path.join(TOP, "docs", "formats.md")
# Examples of the page whose schema has another name, and those that no schema describes.
SCHEMA_OF = {"audit-merge": "audit", "config-check": "config", "history-against": "history", "policy-explain": "policy", "transaction-of-apt": "transaction",
             "transaction-with-files": "transaction", "error": "resume"}
NO_SCHEMA = {"control-file", "prediction", "journal"}

# Members that no answer of this test has, each with its reason.
UNSEEN = {"suspend suspension.abort": "monit must answer and then unmonitor no check in time; e2e.policy has it"}
UNSEEN.update(("common resumption.outdated[]." + member, "a daemon must go on with a program that was deleted "
               "below /usr; e2e.outdated has it") for member in ("check", "pid", "files", "service", "stray"))
for answer in ("explain plan", "audit audit", "suspend suspension", "resume sessions", "status status", "recover recovery",
               "recover stale", "history history", "doctor findings", "verify verification", "common resumption",
               *("%s failure" % command for command in ("explain", "audit", "suspend", "resume", "status", "recover",
                                                        "history", "doctor", "verify"))):
    for member in ("monit", "other_monits"):
        UNSEEN["%s.%s" % (answer, member)] = "the host must have further monits; e2e.second_monit has it"

for member in ("suspend failure.session", "resume failure.session",
               *("common failed_resumption." + part for part in ("schema", "error", "messages", "monit"))):
    UNSEEN[member] = "the host must have further monits, one of which cannot be asked"

RICH = """\
set daemon 30 with start delay 5
set pidfile @DIR@/pid
set idfile @DIR@/id
set statefile @DIR@/monit-state
set log syslog facility log_daemon
set fips
set onreboot laststate
set eventqueue basedir @DIR@/events slots 100
set mailserver mx.example port 25 username u password p using ssl with options { verify: enable }
  with timeout 10 seconds using hostname "me.example"
set mail-format {
  from: a@example
  reply-to: b@example
  subject: s
  message: m
}
set mmonit https://u:p@m.example:8443/collector with timeout 10 seconds with ssl { selfsigned: allow }
  and register without credentials
set alert root@example only on { timeout } with mail-format { subject: x }
set alert other@example not on { instance, action } with reminder on 10 cycles
set ssl { version: tlsv12 ciphers: "ALL" verify: enable selfsigned: allow pemfile: @DIR@/pem
  pemchain: @DIR@/pem pemkey: @DIR@/pem
  clientpemfile: @DIR@/pem cacertificatefile: @DIR@/pem cacertificatepath: @DIR@ }
set httpd port 2812 and use address 127.0.0.1 with ssl { pemfile: @DIR@/pem }
  unixsocket @DIR@/sock uid root gid root permission 0600
  allow localhost allow u:p read-only allow @users allow crypt @DIR@/passwords other
check process a with pidfile /run/a.pid
  start program = "/bin/true x" as uid root and gid root with timeout 12 seconds
  stop program = "/bin/true"
  restart program = "/bin/true"
  noalert a@example
  mode passive
  group g
  onreboot nostart
  every 3 cycles
  if cpu > 80% for 3 cycles then exec "/bin/true" as uid root and gid root timeout 5 seconds repeat every 4 cycles
    else if succeeded 2 times within 3 cycles then exec "/bin/false"
  if failed host h.example port 80 type tcp protocol http request "/x" with content = "y"
    with ssl { verify: enable } and certificate checksum = "1234567890abcdef1234567890abcdef"
    and certificate valid > 5 days using ipv4 for 2 times within 5 cycles then alert
  if failed port 443 responsetime > 500 ms protocol apache-status loglimit > 10% then alert
  if failed unixsocket /run/a.sock then alert
check process b matching "b"
  every "* 1 * * *"
check file c path /etc/hosts
  not every "* 2 * * *"
  alert x@example
  if changed size then alert
  if failed checksum expect 1234567890abcdef1234567890abcdef then alert
  ignore content = "x"
  if size > 5 MB then alert
  if not exist then alert
check host d address d.example
  if failed ping count 3 size 64 with timeout 2 seconds address 127.0.0.1 then alert
  if failed url http://u:p@d.example/x and content == "y" then alert
check network e interface eth0
  if total download > 1 MB in last 2 hours then alert
check network f address 10.0.0.1
  if failed link then alert
check program p with path "/bin/true x" as uid root
  if status != 0 then alert
check system s
  if loadavg (1min) per core > 2 then alert
"""


def examples():
    with open(PAGE, encoding="utf-8") as file:
        blocks = re.findall(r"^<!-- example: ([a-z-]+) -->\n```json\n(.*?)^```\n", file.read(), re.M | re.S)
    return {name: json.loads(body) for name, body in blocks if name not in NO_SCHEMA}


class TheSchemas(LiveTest):
    """One host, whose answers are compared with the schemas all together."""

    def setUp(self):
        super().setUp()
        self.members = schemas.Members()
        schemas.listeners.append(self.members.note)
        self.addCleanup(schemas.listeners.remove, self.members.note)

    def answer(self, *words):
        return json.loads(self.ask("--json", *words).out)

    def read_control_files(self):
        """`config` of a control file with every statement, of the system check that monit adds, and of a mistake."""
        self.write("pem", "")
        self.write("passwords", "other:abcdefghijklm\n")
        for text in (RICH, "set daemon 5\n", "check proces a with pidfile /x\n"):
            path = self.write("other", text)
            for words in (["config"], ["config", "--check"]):
                self.answer("--monitrc", path, *words)

    def explain(self):
        """A rule that keeps a check, and a removal that takes away a file and a program."""
        rules = self.write("rules.yaml", "version: 1\nrules: [{checks: alphad, decision: keep}]\n")
        self.answer("--policy", rules, "explain", "alpha")
        checks = self.write("other", "check file a path /usr/sbin/alphad\n  start program = \"/usr/sbin/alphad\"\n")
        removal = self.transaction(items=[{"action": "remove", "name": "alpha"}])
        self.answer("--monitrc", checks, "explain", "--transaction", removal)
        files = [{"in": "/usr/share/", "directories": True, "names": ["alpha"]},
                 {"in": "/run/alpha/", "ghosts": True, "names": ["alpha.pid"]}]
        own = self.transaction(manager="rpm", series=True,
                               items=[{"action": "install", "name": "alpha", "version": 3, "files": files}])
        self.answer("explain", "--transaction", own)

    def keep_a_plan(self):
        """What explain --out keeps, and a session that differs from the plan: of another package, with all but the
        check that fails."""
        plan = self.path("plan.json")
        self.ask("explain", "alpha", "--out", plan)
        with open(plan, encoding="utf-8") as file:
            schemas.check("explain", json.load(file))
        self.answer("resume", "--session", self.suspend())
        self.answer("history", "--against", plan)

    def stream(self):
        """The lines of --ndjson are the answer of --json."""
        for words in (["config"], ["audit"], ["explain", "alpha"], ["history"], ["verify"], ["history", "missing"]):
            lines = self.ask(*words, "--ndjson").out
            self.assertEqual(schemas.answer_of_lines(lines), self.answer(*words), words)

    def suspend(self, *words, **members):
        return self.answer("suspend", "--transaction", self.transaction("alpha", **members), *words).get("session")

    def leave_dead(self):
        """Suspends by hand, and ends the guard: a dead session."""
        self.answer("suspend", "alpha", "--for", "30m")
        self.assertTrue(eventually(lambda: not self.kill_guards()))

    def kill_guards(self):
        guards = processes_naming(self.state)
        for pid in guards:
            os.kill(pid, signal.SIGKILL)
        return guards

    def go_through_sessions(self):
        """One that has died, and one of a package that is erased."""
        self.leave_dead()
        self.answer("recover")
        session = self.suspend(items=[{"action": "remove", "name": "alpha"}])
        self.write("monitrc", LIVE.replace("check file alphad with path /usr/sbin/alphad\n", ""))
        subprocess.run(["rpm", "--dbpath", self.path("rpmdb"), "-e", "--justdb", "--nodeps", "--noscripts",
                        "--allmatches", "alpha"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.answer("resume", "--session", session)
        self.answer("status")

    def fail_without_monit(self):
        """monit is down, and the policy wants every transaction to end then."""
        aborts = self.write("aborts.yaml", "version: 1\ndefaults: {on_error: abort}\n")
        self.leave_dead()
        self.stop_monit()
        self.answer("resume")
        self.answer("recover")
        self.suspend("--policy", aborts)
        self.start_monit()
        self.answer("recover")

    def misuse(self):
        for command in set(schemas.names()) - schemas.NO_COMMAND:
            self.answer(command, "--nonsense")

    def test_describe_every_member_of_every_answer(self):
        for name, value in examples().items():
            schemas.check(SCHEMA_OF.get(name, name), value)
        self.read_control_files()
        self.misuse()
        self.explain()
        self.stream()
        self.keep_a_plan()
        self.fail_without_monit()
        self.go_through_sessions()
        declared = self.members.declared()
        self.assertEqual(sorted(set(UNSEEN) - declared), [], "no schema has these")
        self.assertEqual(sorted(declared - self.members.seen - set(UNSEEN)), [], "no answer has these")
        self.assertEqual(sorted(set(UNSEEN) & self.members.seen), [], "seen after all")


class ASchema(ProgramTest):
    def test_is_there_for_every_command(self):
        listed = self.bare("--help").out
        commands = re.findall(r"^  ([a-z-]+) ", listed[listed.lower().index("commands"):], re.M)
        self.assertIn("explain", commands)
        # bundle writes an archive.
        self.assertEqual(set(commands) - {"bundle"} | schemas.NO_COMMAND, set(schemas.names()))

    def test_says_of_every_member_what_it_is(self):
        for name in schemas.names():
            for place, member in members_of(schemas.read(name)):
                with self.subTest(name + place):
                    self.assertTrue(member.get("description") or "$ref" in member or is_default(place), member)

    def test_refuses_a_member_that_nobody_described(self):
        answer = json.loads(self.ask("--json", "status").out)
        self.assertEqual(schemas.complaint("status", answer), "")
        self.assertIn("surprise", schemas.complaint("status", dict(answer, surprise=1)))
        for name, value in (("sessions", None), ("notes", [1]), ("schema", 2)):
            self.assertNotEqual(schemas.complaint("status", dict(answer, **{name: value})), "")

    def test_lets_readers_meet_members_that_it_does_not_know(self):
        for name in schemas.names():
            self.assertNotIn("additionalProperties", json.dumps(schemas.read(name)))


def members_of(node, place=""):
    """Yields the place and the schema of every member."""
    if isinstance(node, list):
        for inner in node:
            yield from members_of(inner, place)
    elif isinstance(node, dict):
        if node.get("type") == "object":
            for key, inner in node.get("properties", {}).items():
                yield "%s.%s" % (place, key), inner
        for key, inner in node.items():
            yield from members_of(inner, place if key in ("properties", "items", "anyOf") else "%s.%s" % (place, key))


def is_default(place):
    """Defaults of a policy: monit-pkgmap-policy(5) says what they mean."""
    return ".defaults." in place


if __name__ == "__main__":
    unittest.main()
