"""What a person sees of a transaction. Screen shows three lines at most, each of them
short and printable, and sends the rest to the log.

For Python 2.6 to 3.13 and the standard library alone.
"""

import sys
import unicodedata

LINES = 3  # per transaction; the last line is reserved for its end
COLUMNS = 200
GRAVITY = ("info", "warning", "error")
NAME = u"monit-pkgmap: "


def words(value):
    """The value as Unicode text, whatever its type."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    try:
        return u"%s" % (value,)
    except UnicodeError:
        return words(repr(value))


def printable(character):
    return character == u" " or unicodedata.category(character)[0] not in "CZ"


def one_line(value):
    text = u" ".join(u"".join(c if printable(c) else u" " for c in words(value)).split())
    if not text.startswith(NAME):
        text = NAME + text
    return text if len(text) <= COLUMNS else text[:COLUMNS - 3] + u"..."


def end_last_line():
    """Lets standard output take what the package manager has written. In a pipe the end of its last
    line may still wait in a buffer, while an error goes to standard error at once."""
    try:
        sys.stdout.flush()
    except Exception:  # A program that uses the package manager as a library may have closed it.
        pass


class Screen(object):
    """`show` takes a level and a line. The levels are "info", "warning" and "error" for
    the person, and "debug" for the log alone."""

    def __init__(self, show):
        self._show = show
        self._left = 0

    def begin(self):
        self._left = LINES - 1

    def keep_one_more(self):
        self._left += 1

    def messages(self, messages):
        """Shows the gravest messages as far as lines are left, and logs all others. A
        message is a pair of level and text; an unknown level counts as "info"."""
        known = [(level if level in GRAVITY else "info", text) for level, text in messages]
        gravest = sorted(range(len(known)), key=lambda index: -GRAVITY.index(known[index][0]))
        shown = set(gravest[:self._left])
        self._left -= len(shown)
        if shown:
            end_last_line()
        for index, (level, text) in enumerate(known):
            self._show(level if index in shown else "debug", one_line(text))

    def log(self, value):
        """Sends the last 2000 characters of a text to the log."""
        self._show("debug", NAME + words(value)[-2000:])
