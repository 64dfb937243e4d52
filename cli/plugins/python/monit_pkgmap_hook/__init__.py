"""The common part of all hooks that are written in Python.

Hook.before() hands a transaction to `monit-pkgmap suspend`, Hook.after() calls
`monit-pkgmap resume`, and both show the messages of the program. An error of the hook or
of the program never ends the transaction; only the policy of the administrator does.

For Python 2.6 to 3.13 and the standard library alone, since each package manager runs in
its own Python. One thread may use a Hook.
"""

import json
import os

from monit_pkgmap_hook.child import Child, HookError, Killed, Limit
from monit_pkgmap_hook.screen import Screen, words

DISABLED = "/etc/monit-pkgmap/disabled"
SUSPEND_SECONDS = 40.0  # above what the program allows itself
RESUME_SECONDS = 15.0
# Under these flags rpm changes no file.
IDLE_FLAGS = frozenset(["test", "justdb"])


class Abort(Exception):
    """The policy forbids the transaction, since its checks could not be suspended."""


def transaction(manager, items):
    """The object that monit-pkgmap reads. This process is the package manager."""
    return {"schema": 1, "manager": manager, "pid": os.getpid(), "items": items}


def local_path(package):
    """Path of the .rpm file of an incoming package of dnf or yum. None if there is no
    such file, or if its path is not UTF-8."""
    try:
        path = os.path.abspath(package.localPkg())
        path.decode("utf-8") if isinstance(path, bytes) else path.encode("utf-8")
    except Exception:
        return None
    return path if os.path.isfile(path) else None


def session_of(answer):
    """Name of the session in an answer of the program; None if nothing was suspended."""
    session = answer.get("session")
    return session if isinstance(session, type(u"")) and session else None


class Hook(object):
    """Handles one transaction at a time. `manager` stands in the transaction, `name` in
    messages. Screen describes `show`."""

    def __init__(self, manager, name, program, show):
        self._manager = manager
        self._back_later = "the checks are resumed when %s ends" % name
        self._back_alone = "the checks are resumed when monit-pkgmap or %s ends" % name
        self._program = program
        self._screen = Screen(show)
        self._session = None

    def concerned(self, root, flags):
        """Whether the transaction changes files of the running system, and the hook is
        switched on. `flags` are the tsflags of dnf and yum."""
        if os.environ.get("MONIT_PKGMAP") == "off" or os.path.exists(DISABLED):
            return False
        if os.path.normpath(root) not in ("/", "//") or IDLE_FLAGS.intersection(flags):
            return False
        if not os.access(self._program, os.X_OK):
            self._screen.log("%s does not exist or cannot be executed" % self._program)
            return False
        return True

    def before(self, gather):
        """Suspends the checks of the items that `gather` returns; an empty list starts no
        program. Returns True if after() has a session to resume.

        Abort if the policy forbids the transaction. An exception of a signal handler,
        such as KeyboardInterrupt, leaves before() after the checks have been resumed.
        Every other exception, also one of `gather`, becomes a line on the screen."""
        self._session = None
        self._screen.begin()
        try:
            items = gather()
            if items:
                self._suspend(json.dumps(transaction(self._manager, items)))
        except Abort:
            raise
        except Exception as error:
            self._failed("nothing is suspended", error)
        return self._session is not None

    def after(self):
        """Resumes the session of before(). A second call has no effect."""
        session, self._session = self._session, None
        if session is not None:
            self._bring_back(session)

    def _start(self, arguments, text, limit):
        return Child([self._program] + arguments, text, limit, self._screen.log)

    def _suspend(self, text, limit=None):
        """`limit` is that of the first try, if this is the second one."""
        again = limit is None
        limit = limit or Limit(SUSPEND_SECONDS)
        child = self._start(["suspend", "--transaction", "-", "--json"], text, limit)
        try:
            answer = child.answer()
        except Killed as error:
            # The transaction has not begun. A second run takes over whatever the
            # first one has suspended.
            child.leave()
            if again and limit.left() > 0:
                self._suspend(text, limit)
            else:
                self._failed("going on without monit-pkgmap", error)
            return
        except HookError as error:
            # The journal has what the program suspended, and the guard resumes it when
            # the package manager ends.
            child.kill()
            self._failed("going on without monit-pkgmap", error)
            return
        except BaseException:
            # A Ctrl-C, or the exit of a program that uses the package manager as a
            # library. rpm has not begun, and swallowing the exception would start the
            # transaction that the person has just called off.
            self._call_off(child)
            raise
        child.leave()
        self._session = session_of(answer)
        self._tell(answer)
        if answer.get("abort") is True:
            self.after()
            raise Abort("monit-pkgmap: the policy ends this transaction (on_error: abort)")

    def _call_off(self, child):
        """Waits for the program and resumes its session. A second Ctrl-C ends the
        waiting; the guard then resumes the session."""
        child.extend(RESUME_SECONDS)
        try:
            session = session_of(child.answer())
            child.leave()
        except HookError:
            child.kill()
            return
        if session is not None:
            self._bring_back(session)

    def _bring_back(self, session):
        self._screen.keep_one_more()
        if not os.path.exists(self._program):
            # This transaction has removed it. Its guard still runs.
            self._screen.messages([("info", u"" + self._back_later)])
            return
        try:
            self._resume(session)
        except Exception as error:
            self._failed(self._back_later, error)

    def _resume(self, session):
        """After a time-out or a Ctrl-C the program continues alone."""
        child = self._start(["resume", "--session", session, "--hook", "--manager", self._manager,
                             "--json"], u"", Limit(RESUME_SECONDS))
        try:
            self._tell(child.answer())
        except HookError as error:
            self._failed(self._back_alone, error)
        finally:
            child.leave()

    def _tell(self, answer):
        """Shows the messages and the error of an answer."""
        messages = answer.get("messages")
        messages = [(message.get("level"), message["text"])
                    for message in (messages if isinstance(messages, list) else ())
                    if isinstance(message, dict) and isinstance(message.get("text"), type(u""))]
        error = answer.get("error")
        # A message may repeat the error and add a hint.
        said = words(error.get("message")) if isinstance(error, dict) else None
        if said is not None and not any(words(text).startswith(said) for _, text in messages):
            messages.insert(0, ("error", said))
        self._screen.messages(messages)

    def _failed(self, consequence, error):
        reason = words(error) or type(error).__name__
        self._screen.messages([("error", u"%s: %s" % (consequence, reason))])
