#!/usr/bin/python3
"""dnf5_hook_test.py HOOK: runs the hook of dnf 5 with the recorded replies of a real dnf 5.

HOOK is a build of the hook for this test. `record_cases` made the recordings.
"""

import json
import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..")]

import played  # noqa: E402
import schemas  # noqa: E402

HOOK = sys.argv.pop(1) if len(sys.argv) > 1 else ""
CASES = played.recorded()
CACHE = "/var/cache/libdnf5"
SUM = "-0123456789abcdef/packages/"

# In the place of monit-pkgmap: records its calls, and gives the answers of the case.
PROGRAM = """#!/bin/sh
cd %(directory)s
told=$(cat)
echo "$*|$told" >>calls
case $1 in
  suspend) cat suspended ;;
  resume) echo '{"schema":1,"messages":[{"level":"info","text":"resumed 2 checks after 6 s"}]}' ;;
esac
"""
SUSPENDED = {"schema": 1, "session": "s-1",
             "messages": [{"level": "info", "text": "suspended 2 of 14 checks"}]}
REFUSED = {"schema": 1, "error": {"code": 4, "message": "monit does not answer"}, "abort": True}
RESUME = "resume --session s-1 --hook --manager dnf5 --json"
UP, BACK = "monit-pkgmap: suspended 2 of 14 checks\n", "monit-pkgmap: resumed 2 checks after 6 s\n"


def item(action, name, version, file=None):
    """An item that the program must receive; `file` is the .rpm of an incoming package."""
    return action, name, version, file


LOCAL = "_dnf_local_nogpgcheck"  # repository of the plugin `local` of dnf 5

# The expected result of each case, written by hand: the items, and the number of resumes.
EXPECTED = {
    "install": [item("install", "badpost", "0:1-1.el9", "v1"), item("install", "badpre", "0:1-1.el9", "v1"),
                item("install", "gamma", "1:1-1", "v1"), item("install", "plain", "0:1-1.el9", "v1"),
                item("install", "slow", "0:1-1.el9", "v1")],
    "upgrade": [item("remove", "plain", "0:1-1.el9"), item("upgrade", "plain", "0:2-1.el9", "v2")],
    "downgrade": [item("downgrade", "plain", "0:1-1.el9", LOCAL), item("remove", "plain", "0:2-1.el9")],
    "reinstall": [item("reinstall", "plain", "0:1-1.el9", LOCAL), item("remove", "plain", "0:1-1.el9")],
    "obsoletes": [item("install", "delta", "1:1-1", "v2"), item("obsolete", "gamma", "1:1-1")],
    "remove": [item("remove", "delta", "1:1-1")],
    "a file": [item("remove", "plain", "0:1-1.el9"), item("upgrade", "plain", "0:2-1.el9", "@commandline")],
    "failed pre": [item("remove", "badpre", "0:1-1.el9"), item("upgrade", "badpre", "0:2-1.el9", "v2")],
    "failed post": [item("remove", "badpost", "0:1-1.el9"), item("upgrade", "badpost", "0:2-1.el9", "v2")],
    "stopped by the policy": [item("remove", "plain", "0:2-1.el9")],
}
for _number in ("SIGTERM", "SIGINT", "SIGHUP", "SIGKILL"):
    EXPECTED["killed by " + _number] = [item("remove", "slow", "0:1-1.el9"),
                                        item("upgrade", "slow", "0:2-1.el9", "v2")]
# dnf 5 called the hook, but no file was to change.
NOTHING = ("a reason alone", "only the database")
# dnf 5 did not call the hook.
NOT_CALLED = ("a test run", "download only", "another root", "nothing to do")
# dnf 5 ended before its second call.
DIED = ("stopped by the policy", "killed by SIGTERM", "killed by SIGINT", "killed by SIGHUP",
        "killed by SIGKILL")


class HookTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.write("program", PROGRAM % {"directory": self.directory})
        os.chmod(self.path("program"), 0o755)
        self.answer(SUSPENDED)

    def path(self, name):
        return os.path.join(self.directory, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def answer(self, answer):
        self.write("suspended", json.dumps(answer) + "\n")

    def calls(self):
        try:
            with open(self.path("calls"), encoding="utf-8") as file:
                return [line.rstrip("\n").split("|", 1) for line in file]
        except FileNotFoundError:
            return []

    def verbs(self):
        return [words.split()[0] for words, _ in self.calls()]

    def place_files(self, case):
        """Makes the .rpm files of a case where dnf 5 had them. Returns what to replace in the
        replies."""
        replaced = [(CACHE, self.path("cache"))]
        for run in case["hooks"]:
            for _, reply in run["exchange"]:
                members = json.loads(reply)["return"].get("trans_packages", ()) if reply else ()
                for member in members:
                    self.place_file(member, replaced)
        return replaced

    def place_file(self, member, replaced):
        location = member["location"]
        if location.startswith("/"):
            replaced.append((location, self.write("@commandline/" + os.path.basename(location), "")))
        elif location:
            self.write("cache/" + member["repo_id"] + SUM + os.path.basename(location), "")

    def talk(self, kind, reply, **environment):
        environment.setdefault("HOOK_DISABLED", self.path("disabled"))
        return played.Conversation([HOOK, self.path("program"), kind], reply, environment)

    def assert_polite(self, talk):
        """The hook must read every reply, since dnf 5 dies of an unread one, and must send one
        request at a time, since dnf 5 reads only one of two."""
        self.assertEqual((0, False, 0), (talk.status, talk.unread_reply, talk.early))

    def play(self, case):
        """Plays every call of the hook in a case. Returns what people saw."""
        replaced = self.place_files(case)
        shown = ""
        for run in case["hooks"]:
            replies = played.Recorded(run, replaced)
            talk = self.talk(run["arguments"][0], replies)
            self.assert_polite(talk)
            self.assertEqual([], replies.left())
            shown += talk.shown
        return shown

    def told(self):
        """Returns the items that the program received, in the form of EXPECTED."""
        (words, text), = [call for call in self.calls() if call[0].startswith("suspend")]
        self.assertEqual("suspend --transaction - --json", words)
        transaction = json.loads(text)
        schemas.check(schemas.TRANSACTION, transaction)
        self.assertEqual((1, "dnf5"), (transaction["schema"], transaction["manager"]))
        self.assertGreater(transaction["pid"], 0)
        found = []
        for entry in transaction["items"]:
            file = entry["rpm"]
            if file:
                name = "%(name)s-%(version)s-%(release)s.%(arch)s.rpm" % entry
                self.assertTrue(file.endswith("/" + name), file)
                self.assertTrue(os.path.exists(file), file)
                file = file[len(self.directory) + 1:-len(name)].replace("cache/", "").replace(SUM, "").strip("/")
            self.assertIsNone(entry["dbid"])
            found.append((entry["action"], entry["name"],
                          "%(epoch)s:%(version)s-%(release)s" % entry, file))
        return sorted(found)


class Recorded(HookTest):
    def each(self, names, look):
        for (version, name), case in CASES.items():
            if name in names:
                with self.subTest(dnf=version, case=name):
                    self.setUp()
                    look(name, case)

    def test_every_case_has_its_expectation(self):
        for version in {version for version, _ in CASES}:
            names = {name for other, name in CASES if other == version}
            self.assertEqual(names, set(EXPECTED) | set(NOTHING) | set(NOT_CALLED), version)

    def test_what_moves_files_is_handed_over_whole(self):
        def look(name, case):
            self.answer(REFUSED if name == "stopped by the policy" else SUSPENDED)
            self.play(case)
            self.assertEqual(sorted(EXPECTED[name]), self.told())
        self.each(EXPECTED, look)

    def test_what_was_suspended_is_resumed_once_when_dnf_lives(self):
        def look(_name, case):
            self.assertEqual(UP + BACK, self.play(case))
            self.assertEqual(RESUME, self.calls()[-1][0])
            self.assertEqual(["suspend", "resume"], self.verbs())
        self.each(set(EXPECTED) - set(DIED), look)

    def test_a_dnf_that_dies_in_a_scriptlet_calls_nobody_after(self):
        def look(_name, case):
            self.assertEqual(UP, self.play(case))
            self.assertEqual(["suspend"], self.verbs())
        self.each(set(DIED) - {"stopped by the policy"}, look)

    def test_what_moves_no_file_of_this_system_starts_nothing(self):
        def look(name, case):
            self.assertEqual(name in NOTHING, bool(case["hooks"]))
            self.assertEqual("", self.play(case))
            self.assertEqual([], self.calls())
        self.each(NOTHING + NOT_CALLED, look)

    def test_the_policy_stops_dnf(self):
        def look(_name, case):
            self.answer(REFUSED)
            self.assertEqual("monit-pkgmap: monit does not answer\n", self.play(case))
            self.assertEqual(1, case["status"])
        self.each(["stopped by the policy"], look)


class SwitchedOff(HookTest):
    def test_it_asks_dnf_nothing_and_starts_nothing(self):
        self.write("disabled", "")
        for environment in ({}, {"HOOK_DISABLED": "/none", "MONIT_PKGMAP": "off"}):
            talk = self.talk("json-before", self.fail, **environment)
            self.assertEqual(([], "", 0), (talk.requests, talk.shown, talk.status))
        self.assertEqual([], self.calls())

    def test_what_was_suspended_before_comes_back(self):
        self.write("disabled", "")
        case = next(case for (_, name), case in CASES.items() if name == "upgrade")
        self.talk("json-after", played.Recorded(case["hooks"][1]))
        self.assertEqual(["resume"], self.verbs())

    def test_without_the_program_it_does_nothing(self):
        os.remove(self.path("program"))
        self.assertEqual([], self.talk("json-before", self.fail).requests)


class DnfGoesAway(HookTest):
    """dnf 5 ends at each of its replies: killed, or by a signal that the hook gets, too."""

    def case(self):
        return next(case for (_, name), case in CASES.items() if name == "upgrade")

    def test_before_the_last_one_nothing_is_left_suspended(self):
        case = self.case()
        before = case["hooks"][0]
        for last in range(len(before["exchange"])):
            with self.subTest(reply=last):
                self.setUp()
                replies = played.Recorded(before, self.place_files(case))
                talk = self.talk("json-before", lambda request, replies=replies, last=last: (
                    replies(request) if len(replies.left()) > len(before["exchange"]) - last else None))
                self.assertEqual(0, talk.status)
                suspended = last == len(before["exchange"]) - 1
                self.assertEqual(["suspend", "resume"] if suspended else [], self.verbs())
                self.assertEqual(UP + BACK if suspended else "", talk.shown)

    def test_afterwards_the_checks_come_back_all_the_same(self):
        case = self.case()
        replies = played.Recorded(case["hooks"][1])
        talk = self.talk("json-after", lambda request: replies(request) if len(replies.left()) == 2 else None)
        self.assertEqual(0, talk.status)
        self.assertEqual(["resume"], self.verbs())


class RepliesThatAreNone(HookTest):
    def refusing(self, number, reply):
        """Returns the replies of an upgrade, with the one of this number replaced."""
        case = next(case for (_, name), case in CASES.items() if name == "upgrade")
        replies = played.Recorded(case["hooks"][0], self.place_files(case))
        asked = []

        def answer(request):
            asked.append(request)
            if request["op"] == "set":  # the Handover differs from the recorded one
                return '{"op":"reply","status":"OK","return":{"actions_vars":[]}}'
            recorded = replies(request)
            return reply if len(asked) == number + 1 else recorded
        return answer

    def test_are_told_and_the_transaction_goes_on(self):
        # A real dnf 5 gave this reply to a request for an attribute that it does not have.
        refused = '{"op":"reply","requested_op":"get","domain":"x","status":"ERROR","message":"no such\\nthing"}'
        for reply, words in ((refused, "dnf 5 refuses a request: no such thing"), ("no json", "not a JSON object"),
                             ("[]", "not a JSON object"), ('{"status":"OK"', "not a JSON object")):
            for number in range(5):
                with self.subTest(reply=reply, number=number):
                    self.setUp()
                    talk = self.talk("json-before", self.refusing(number, reply))
                    self.assert_polite(talk)
                    self.assertIn("monit-pkgmap: nothing is suspended: ", talk.shown)
                    self.assertIn(words, talk.shown)
                    self.assertEqual(1, talk.shown.count("\n"))
                    self.assertEqual([], self.calls())


class Plain(HookTest):
    """The hook as the actions file for dnf 5 before 5.2.6.2 starts it."""

    MEMBERS = (("O", "demo", "1", "1.0", "3", "noarch", "@System", ""),
               ("U", "demo", "1", "2.0", "3", "noarch", "updates", "d/demo-2.0-3.noarch.rpm"))

    def start(self, *words):
        talk = played.Conversation([HOOK, self.path("program"), *words], self.fail, {
            "HOOK_DISABLED": self.path("disabled"), "HOOK_SPOOL": self.path("spool")}, plain=True)
        self.assertEqual(0, talk.status)
        return talk

    def before(self, *members, root="/", flags=""):
        self.start("plain-begin", "4711")
        for member in members:
            self.start("plain-package", "4711", *member)
        return self.start("plain-before", "4711", root, self.path("cache"), flags)

    def test_packages_are_collected_and_handed_over(self):
        file = self.write("cache/updates" + SUM + "demo-2.0-3.noarch.rpm", "")
        talk = self.before(*self.MEMBERS)
        self.assertEqual(["tmp.monit_pkgmap=s-1 2"], talk.lines)
        self.assertEqual(UP, talk.shown)
        told = json.loads(self.calls()[0][1])
        self.assertEqual(4711, told["pid"])
        self.assertEqual([("remove", "1.0", None), ("upgrade", "2.0", file)],
                         [(entry["action"], entry["version"], entry["rpm"]) for entry in told["items"]])
        self.assertEqual([], os.listdir(self.path("spool")))

    def test_the_session_comes_back_in_a_variable(self):
        talk = self.start("plain-after", "s-1 2")
        self.assertEqual(["tmp.monit_pkgmap=-"], talk.lines)
        self.assertEqual(BACK, talk.shown)
        self.assertEqual([RESUME], [words for words, _ in self.calls()])

    def test_a_variable_without_a_session_resumes_nothing(self):
        self.start("plain-after", "-")
        self.assertEqual([], self.calls())

    def test_what_an_earlier_transaction_left_is_not_taken_along(self):
        self.start("plain-package", "4711", *self.MEMBERS[0])
        self.before(self.MEMBERS[1])
        self.assertEqual(1, len(json.loads(self.calls()[0][1])["items"]))

    def test_nothing_is_started_for_what_is_none_of_this_system(self):
        for members, root, flags in ((self.MEMBERS, "/var/tmp", ""), (self.MEMBERS, "/", "nodocs,justdb"),
                                     ((), "/", "")):
            talk = self.before(*members, root=root, flags=flags)
            self.assertEqual((["tmp.monit_pkgmap=-"], ""), (talk.lines, talk.shown))
        self.assertEqual([], self.calls())

    def test_the_policy_stops_a_dnf_that_lets_itself_be_stopped(self):
        self.answer(REFUSED)
        talk = self.before(*self.MEMBERS)
        self.assertEqual(["tmp.monit_pkgmap=-",
                          "stop=monit-pkgmap: the policy ends this transaction (on_error: abort)"], talk.lines)
        self.assertIn("the transaction goes on: 'on_error: abort' needs dnf 5.2.11 or later", talk.shown)

    def test_switched_off_it_starts_nothing(self):
        self.write("disabled", "")
        talk = self.before(*self.MEMBERS)
        self.assertEqual(([], ""), (talk.lines, talk.shown))
        self.assertFalse(os.path.exists(self.path("spool")))

    def test_a_changed_actions_file_is_told(self):
        for words in (("plain-begin",), ("plain-package", "4711", "U"), ("plain-before", "x", "/", "/c", ""),
                      ("plain-begin", "../x")):
            talk = self.start(*words)
            self.assertIn("the actions file of dnf 5 does not belong to this version", talk.shown)


if __name__ == "__main__":
    if not HOOK:
        sys.exit(__doc__)
    unittest.main()
