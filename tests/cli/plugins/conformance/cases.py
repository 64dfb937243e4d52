"""The table of cases: a transaction, the answers of the program, and the expected results.

A row says what the program does at `suspend` and at `resume`. The expected results are
the calls of the program (`verbs`), what the person sees (`shown`) and how the transaction
ends (`end`); conformance_test.py has what holds for every row. `needs` names what a hook
must be able to do for the row to make sense; adapters list what their hook can do:

lines        the hook shows lines to a person
log          the level "debug" of the hook reaches a log
refuse       the hook can end a transaction before it begins
interrupt    a Ctrl-C reaches the hook
library      the hook runs in the process of the package manager, with its signal handlers
posts        the package manager may call the hook after the transaction twice
many-lines   the hook itself limits the number of lines that it shows
others       the package manager calls other plugins at the same places
flags, root, download, empty
             the package manager calls the hook although there is no work for it
switch       the hook itself finds out whether it is switched off and the program exists
errors       the hook reads the standard error of the program
any-packages the transaction may have packages of any name, as often as a test wants
clock        a test can set the clock of the hook
"""

import collections

from transactions import DOWNGRADE, INSTALL, MANY, OBSOLETE, REINSTALL, REMOVE, UPGRADE, incoming

Case = collections.namedtuple(
    "Case", "name suspend resume given needs verbs shown end interrupt check")

SESSION = "answer(session='s-1', messages=[])"
BOTH = ("suspend", "resume")


def case(name, suspend=SESSION, resume=None, given=None, needs=(), verbs=BOTH, shown=(), end="done",
         interrupt=False, check=None):
    return Case(name, suspend, resume, dict({"members": REMOVE}, **(given or {})), set(needs), list(verbs),
                list(shown), end, interrupt, check)


class Has(str):
    """A line of which the test knows only a part."""


def error(words):
    return [("error", Has(words))]


HANDED_OVER = [
    case("an installation", given={"members": INSTALL}),
    case("an upgrade", given={"members": UPGRADE}),
    case("a downgrade", given={"members": DOWNGRADE}),
    case("a reinstallation", given={"members": REINSTALL}),
    case("a removal", given={"members": REMOVE}),
    case("a package in the place of another", given={"members": OBSOLETE}),
    case("several at once", given={"members": UPGRADE + [incoming("install", name="more")]}),
    case("a file that is not there is not named", given={"members": [incoming("install", file=None)]}),
]

USUAL = [
    case("without a session there is no second process", "answer(session=None, messages=[])",
         verbs=["suspend"]),
    case("a session is resumed once", given={"posts": 2}, needs=["posts"]),
    case("messages are shown with their level",
         "answer(session='s', messages=[{'level': 'info', 'text': 'suspended 2 of 14 checks'}])",
         "answer(messages=[{'level': 'error', 'text': 'monit-pkgmap: x is still off'}])", needs=["lines"],
         shown=[("info", "monit-pkgmap: suspended 2 of 14 checks"),
                ("error", "monit-pkgmap: x is still off")]),
    case("a warning is one",
         "answer(session='s', messages=[{'level': 'warning', 'text': 'monit is busy'}])", needs=["lines"],
         shown=[("warning", "monit-pkgmap: monit is busy")]),
    case("a transaction gets three lines at most and the gravest first",
         "answer(session='s', messages=[{'level': l, 'text': l + str(n)} for n in range(3)"
         " for l in ('info', 'warning', 'error')])",
         "answer(messages=[{'level': l, 'text': l + str(n)} for n in range(3)"
         " for l in ('info', 'warning', 'error')])", needs=["lines", "many-lines"],
         shown=[("error", "monit-pkgmap: error0"), ("error", "monit-pkgmap: error1"),
                ("error", "monit-pkgmap: error0")]),
    case("a message is one short line of printable characters",
         "answer(session=None, messages=[{'level': 'info', 'text': 'a\\n\\x1b[31mb' + 'c' * 999}])",
         needs=["lines"], verbs=["suspend"], shown=[("info", ("monit-pkgmap: a [31mb" + "c" * 999)[:197] + "...")]),
    case("a message in another script is shown as it is",
         "answer(session=None, messages=[{'level': 'info', 'text': 'Pr\\u00fcfung \\u2713'}])",
         needs=["lines"], verbs=["suspend"], shown=[("info", u"monit-pkgmap: Pr\u00fcfung \u2713")]),
    case("an error of the program is an error of ours",
         "answer(error={'code': 4, 'message': 'monit does not answer'}, messages=[])\nsys.exit(4)",
         needs=["lines"], verbs=["suspend"], shown=[("error", "monit-pkgmap: monit does not answer")]),
    case("an error that comes again with a hint is shown once",
         "answer(error={'code': 3, 'message': 'no policy'}, "
         "messages=[{'level': 'error', 'text': 'no policy; see x'}])",
         needs=["lines"], verbs=["suspend"], shown=[("error", "monit-pkgmap: no policy; see x")]),
    case("the program gets a small environment, a session of its own and no descriptor",
         """
         note(arguments=['names', sorted(os.environ)])
         note(arguments=['state', os.getsid(0) == os.getpid(), len(os.listdir('/proc/self/fd')), os.getcwd()])
         answer(session=None)
         """, given={"environment": {"CANARY_OF_THE_TEST": "1"}}, verbs=["suspend", "names", "state"],
         check=lambda test, scene, outcome: (
             test.assertNotIn("CANARY_OF_THE_TEST", outcome.of("names")[0]["arguments"][1]),
             # 0, 1, 2 and the descriptor of the listing itself
             test.assertEqual([True, 4, "/"], outcome.of("state")[0]["arguments"][1:]))),
]

POLICY = [
    case("that wants no transaction with monit at it ends it",
         "answer(error={'code': 4, 'message': 'monit does not answer'}, abort=True)", needs=["refuse"],
         verbs=["suspend"], shown=[("error", "monit-pkgmap: monit does not answer")],
         end=Has("on_error: abort")),
    case("brings back what was suspended before it ends it", "answer(session='s-1', abort=True)",
         needs=["refuse"], end=Has("on_error: abort")),
] + [
    case("that says %s lets it go on" % (word or "nothing of it"),
         "answer(error={'code': 4, 'message': 'x'}%s)" % word, verbs=["suspend"], shown=error("x"))
    for word in ("", ", abort=False", ", abort='yes'")
]

NOTHING_TO_DO = [
    case("another root", given={"root": "/var/tmp"}, needs=["root"], verbs=[]),
    case("the root may be spelled in many ways", given={"root": "///"}, needs=["root"]),
    case("a download", given={"download_only": True}, needs=["download"], verbs=[]),
    case("a test run", given={"flags": ["nodocs", "test"]}, needs=["flags"], verbs=[]),
    case("only the database", given={"flags": ["justdb"]}, needs=["flags"], verbs=[]),
    case("other flags of rpm change nothing", given={"flags": ["nodocs", "noscripts"]}, needs=["flags"]),
    case("no package", given={"members": []}, needs=["empty"], verbs=[]),
    case("no transaction at all", given={"members": None}, needs=["empty"], verbs=[]),
    case("switched off by the environment", needs=["switch"], verbs=[],
         given={"environment": {"MONIT_PKGMAP": "off"}}),
    case("switched off by a file", given={"disabled": True}, needs=["switch"], verbs=[]),
    case("no program", None, needs=["switch"], verbs=[]),
    case("no program is a line in the log", None, needs=["switch", "log"], verbs=[],
         check=lambda test, scene, outcome: test.assertTrue(outcome.lines)),
]


def is_gone(test, scene, outcome):
    test.assertRaises(ProcessLookupError, test.kill, outcome.of("suspend")[-1]["pid"])


# Every time limit ends as soon as the program has made the file `begun`.
LATE = {"time_is_over_at": "begun"}

FAULTY = [
    case("one that hangs is ended and named", "reach('begun')\ntime.sleep(600)", given=LATE, verbs=["suspend"],
         needs=["clock"], shown=error("no answer within "), check=is_gone),
    case("one that never reads does not block", "#!/bin/sh\n: > DIRECTORY/begun\nexec sleep 600\n",
         given=dict(LATE, members=MANY), needs=["clock"], verbs=[], shown=error("no answer within ")),
    case("one that ends without reading sends no signal to anybody",
         "#!/bin/sh\nexec <&-\nsleep 0.2\nexit 1\n", given={"members": MANY}, needs=["any-packages"], verbs=[],
         shown=error("no answer (exit status 1)")),
    case("one that answers and does not end is ended and named",
         "answer(session='s')\nos.close(1)\nos.close(2)\nreach('begun')\ntime.sleep(600)", given=LATE, needs=["clock"],
         verbs=["suspend"], shown=error(" within "), check=is_gone),
    case("garbage", "os.write(1, b'\\xff\\x00 no json')", verbs=["suspend"],
         shown=error("no answer (exit status 0)")),
    case("JSON that is no object", "print('[1, 2]')", verbs=["suspend"], shown=error("no answer")),
    case("JSON that is deeper than anybody goes", "print('[' * 500000)", verbs=["suspend"],
         shown=error("no answer")),
    case("endless output", "while True: os.write(1, b'x' * 65536)", verbs=["suspend"],
         shown=error("does not end")),
    case("endless talk", "while True: os.write(2, b'x' * 65536)", verbs=["suspend"], needs=["errors"],
         shown=error("does not end")),
    case("exit status 1 without a word", "sys.exit(1)", verbs=["suspend"],
         shown=error("no answer (exit status 1)")),
    case("killed once it is started once more",
         """
         if not os.path.exists(path('killed')):
             reach('killed')
             os.kill(os.getpid(), signal.SIGKILL)
         answer(session='s-1', messages=[])
         """, verbs=["suspend", "suspend", "resume"]),
    case("killed late it is started once more within the same limit",
         """
         if os.path.exists(path('killed')):
             reach('begun')
             time.sleep(600)
         reach('killed')
         os.kill(os.getpid(), signal.SIGKILL)
         """, given={"clock": {"killed": 30, "begun": 30}}, needs=["clock"], verbs=["suspend", "suspend"],
         shown=error("no answer within 40 s"), check=is_gone),
    case("killed when the time is over it is not started again",
         "reach('killed')\nos.kill(os.getpid(), signal.SIGKILL)", given={"clock": {"killed": 41}}, needs=["clock"],
         verbs=["suspend"], shown=error("going on without monit-pkgmap: ")),
    case("killed twice", "os.kill(os.getpid(), signal.SIGKILL)", verbs=["suspend", "suspend"],
         shown=error("killed by signal 9")),
    case("not a program", "\x7fELF nonsense", verbs=[], shown=error("nothing is suspended")),
    case("no interpreter", "#!/no/such/interpreter\n", verbs=[], shown=error("nothing is suspended")),
    case("one that leaves its output open behind it",
         """
         if os.fork() == 0:
             time.sleep(100)
             os._exit(0)
         answer(session='s')
         """),
    case("a slow resume is left alone and goes on", """#!/bin/sh
trap '' PIPE  # as monit-pkgmap itself
if [ "$1" = suspend ]; then
  echo '{"schema":1,"session":"s"}'
  exit
fi
: > DIRECTORY/begun
while [ -d DIRECTORY ] && [ ! -e DIRECTORY/over ]; do sleep 0.1; done
echo "last words"
: > DIRECTORY/resumed
""", given=LATE, needs=["clock"], verbs=[], shown=error("no answer within "),
         check=lambda test, scene, outcome: (
             test.assertFalse(scene.reached("resumed")), scene.write_file("over"), scene.wait_for("resumed"))),
] + [
    case("fields of the wrong kind: " + fields, "answer(%s)" % fields, verbs=["suspend"], shown=shown)
    for fields, shown in (("session=17, messages='x'", []),
                          ("session={}, messages=[1, None, {}]", []),
                          ("session='', messages={'a': 1}, error=3", []), ("messages=None", []))
] + [
    case("messages of the wrong kind do not lose the session", "answer(session='s', messages=7)"),
]

BEGIN = "reach('begun')\nwait_for('interrupted')\n"

INTERRUPTED = [
    case("before rpm the package manager ends and the checks are back", BEGIN + "answer(session='s')",
         needs=["interrupt"], interrupt=True, end="interrupted"),
    case("before rpm with nothing suspended nothing is resumed", BEGIN + "answer(session=None)",
         needs=["interrupt"], interrupt=True, verbs=["suspend"], end="interrupted"),
    case("after rpm the resume goes on alone", "answer(session='s')", BEGIN + "reach('resumed')",
         needs=["interrupt"], interrupt=True, end="interrupted",
         check=lambda test, scene, outcome: scene.wait_for("resumed")),
    case("an exit that a handler of signals asks for is not lost", BEGIN + "answer(session='s')",
         given={"on_interrupt": "exit"}, needs=["interrupt", "library"], interrupt=True, end="exit 3"),
]

OTHERS = [
    case("ours resumes after all other plugins", given={"others": "go on"}, needs=["others"],
         verbs=["suspend", "other", "other", "resume"]),
    case("also when one of them fails", given={"others": "fail"}, needs=["others"],
         verbs=["suspend", "other", "resume"], end=Has("the other plugin fails")),
    case("a second transaction of the same process is like the first", given={"others": "go on", "times": 2},
         needs=["others"], verbs=["suspend", "other", "other", "resume"] * 2),
]

OF_ITS_OWN = [
    case("a surprise in the package manager is one line and no exception", given={"surprise": True},
         needs=["library"], verbs=[], shown=error("nothing is suspended")),
]

GROUPS = [
    ("HandedOver", HANDED_OVER), ("TheUsualWay", USUAL), ("ThePolicy", POLICY), ("NothingToDo", NOTHING_TO_DO),
    ("FaultyPrograms", FAULTY), ("Interrupted", INTERRUPTED), ("OtherPlugins", OTHERS),
    ("BugsOfItsOwn", OF_ITS_OWN),
]
