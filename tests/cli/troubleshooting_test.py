#!/usr/bin/python3
"""docs/troubleshooting.md has every message that asks for action, and no message that is gone.

What asks for action is found in the sources: an error with a hint, a row of doctor that is not in
order, a message that hooks show as an error, and every literal that tells people to do something.
A message may be put together of several literals; the page has `…` between them.
"""

import glob
import os
import re
import unittest

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
SOURCES = ("engine/**/*.cpp", "cli/**/*.cpp", "rules/**/*.cpp")
# The page speaks of their messages as a whole: of wrong usage, and of mistakes in a policy.
SPOKEN_OF_AS_A_WHOLE = ("cli/options/", "rules/policy/")
STRING = r'"(?:[^"\\\n]|\\.)*"'
TOKENS = re.compile(r"//[^\n]*|R\"\(.*?\)\"|(?:%s\s*)+|'(?:[^'\\]|\\.)'" % STRING, re.S)
# Pieces that are shorter, such as `: `, say nothing.
SHORTEST = 9

# A literal with one of these tells people to do something.
TELLS = re.compile(
    r"'(?:monit|monit-pkgmap|rpm|dnf) [a-zA-Z-]|reload monit|(?:^|; )(?:--\w+ (?:FILE|DIR) )?(?:add|bring|check|"
    r"compare|copy|end|give|inspect|install|let|mend|name|names|remove|run|start|take|try|use|write) |"
    r"\bchown |systemctl enable")
# Literals that look so, and are none: each with what it is.
NOT_TOLD = {
    "start program": "a word of a control file", "stop program": "a word of a control file",
    "restart program": "a word of a control file", "check file": "words of a control file",
    "a session is under way; 'monit-pkgmap status' shows it": "in order",
}


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def literals(code):
    """Yields each literal; neighbours are one."""
    for match in TOKENS.finditer(code):
        if match.group(0).startswith('"'):
            yield spelled("".join(part[1:-1] for part in re.findall(STRING, match.group(0))))


def spelled(text):
    text = text.replace("\\n", " ").replace('\\"', '"')
    return " ".join(text.split()) if text.strip() else ""


def arguments(code, start):
    """Returns the arguments between the bracket at `start` and its partner."""
    depth, found, begin, at = 0, [], start + 1, start
    while at < len(code):
        token = TOKENS.match(code, at)
        if token and code[at] in "\"'/R":
            at = token.end()
            continue
        if code[at] in "({[":
            depth += 1
        elif code[at] in ")}]":
            depth -= 1
            if depth == 0:
                return found + [code[begin:at]]
        elif code[at] == "," and depth == 1:
            found.append(code[begin:at])
            begin = at + 1
        at += 1
    return found


def pieces(expression):
    return [piece for piece in (literal.strip(" :;,.'") for literal in literals(expression)) if len(piece) >= SHORTEST]


def messages():
    """Yields the file and the pieces of each message that asks for action, with the pieces of its hint."""
    for path in sorted(path for pattern in SOURCES for path in glob.glob(os.path.join(TOP, pattern), recursive=True)):
        code, name = text_of(path), os.path.relpath(path, TOP)
        if name.startswith(SPOKEN_OF_AS_A_WHOLE):
            continue
        told = code
        for match in re.finditer(r"tied_to_this_host(\()", code):  # The message says what is wrong.
            told = told.replace(",".join(arguments(code, match.start(1))), "")
        for match in re.finditer(r"([({])\s*(?:pkgmap::)?ErrorCode::(\w+),", code):
            parts = arguments(code, match.start(1))
            if len(parts) > 2 and pieces(parts[2]):
                yield name, pieces(parts[1]) + pieces(parts[2])
        for match in re.finditer(r'([({])\s*(?:k\w+|"[a-z0-9-]+"),\s*Health::(?:failed|warning),', code):
            parts = arguments(code, match.start(1))
            yield name, pieces(parts[2]) + pieces(" ".join(parts[3:]))
        for match in re.finditer(r"({)\s*Level::error,", code):
            yield name, pieces(arguments(code, match.start(1))[1])
        for literal in literals(told):
            if TELLS.search(literal) and literal not in NOT_TOLD:
                yield name, pieces('"%s"' % literal.replace('"', '\\"'))


def is_made_of(piece, known):
    """Whether the text is a part of one literal, or some of them in a row."""
    if any(piece in literal for literal in known):
        return True
    for literal in known:
        if literal in piece:
            piece = re.sub(r"(?<!\w)%s(?!\w)" % re.escape(literal.strip(" :;,.'()")), "", piece)
    return not re.search(r"\w", piece)


class ThePage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        page = text_of(os.path.join(TOP, "docs", "troubleshooting.md"))
        cls.quoted = [" ".join(text.split()) for text in re.findall(r"`([^`]+)`", page)]
        cls.entries = re.findall(r"^- (`.*?)(?=^- |^##|\Z)", page, re.M | re.S)

    def test_has_every_message_that_asks_for_action(self):
        found = list(messages())
        self.assertGreater(len(found), 100)
        missing = sorted({"%s: %s" % (name, piece) for name, parts in found for piece in parts
                          if not any(piece in text for text in self.quoted)})
        self.assertEqual([], missing)

    def test_has_no_message_that_is_gone(self):
        paths = [path for pattern in ("engine/**/*.cpp", "cli/**/*.cpp", "rules/**/*.cpp")
                 for path in glob.glob(os.path.join(TOP, pattern), recursive=True)]
        known = {literal for path in paths for literal in literals(text_of(path))}
        known = sorted((literal for literal in known if len(literal) > 1), key=len, reverse=True)
        for entry in self.entries:
            for message in re.findall(r"`([^`]+)`", re.match(r"`[^`]+`(?:(?:,| –)\s+`[^`]+`)*", entry).group(0)):
                for piece in " ".join(message.split()).split("…"):
                    piece = piece.strip(" :;,.'()/?")
                    if len(piece) >= SHORTEST:
                        with self.subTest(message):
                            self.assertTrue(is_made_of(piece, known), piece)


if __name__ == "__main__":
    unittest.main()
