"""Where the sources can be changed by one small deed, and the sources with all of these changes in them.

Each change is behind a switch, pkgmap_mutation::on(NUMBER), so that one build holds all of them; a file
says which one a run has, and keeps which switches it met. Three kinds: a condition is turned round, `&&` becomes `||` and
back, a statement that only calls something is left out. Not changed is what no test can notice: reserve().
"""
import re
from dataclasses import dataclass

SWITCH = """#pragma once
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
namespace pkgmap_mutation {
// All processes of a run share one file: the number of the change that is on, then one byte for each
// change, which becomes 1 once a process reaches the place.
struct File {
  int chosen;
  unsigned char reached[%(MOST)d];
};
inline File* file() {
  static File* const found = []() -> File* {
    const int descriptor = ::open("%(FILE)s", O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return nullptr;
    void* bytes = ::mmap(nullptr, sizeof(File), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    ::close(descriptor);
    return bytes == MAP_FAILED ? nullptr : static_cast<File*>(bytes);
  }();
  return found;
}
inline bool on(int number) {
  File* const shared = file();
  if (!shared) return false;
  shared->reached[number] = 1;
  return shared->chosen == number;
}
}  // namespace pkgmap_mutation
"""
MOST = 16380  # Changes in one build.

CONDITION = re.compile(r"\bif \((?=\S)")
ANSWER = re.compile(r"^\s+return (?P<text>[^;?{}]*(?: && | \|\| | == | != )[^;?{}]*);$", re.M)
CALL = re.compile(r"(?<=[;{}]\n)(?P<indent> +)(?P<text>(?!return\b)[\w.:]+(?:->\w+)?\([^;{}]*\));$", re.M)
DECLARES = re.compile(r"[^=!<>]=[^=]|;")


@dataclass(frozen=True)
class Mutant:
    path: str
    line: int
    start: int
    end: int
    kind: str
    text: str

    def switched(self, number):
        on = f"pkgmap_mutation::on({number})"
        if self.kind == "left out":
            return f"if (!{on}) {self.text}"
        if self.kind == "turned round":
            return f"{on} != static_cast<bool>({self.text})"
        word, other = (" && ", " || ") if self.kind == "or for and" else (" || ", " && ")
        left, right = split(self.text, word)
        return f"{on} ? (({left}){other}({right})) : (({left}){word}({right}))"


def end_of_bracket(text, start):
    """The place of the bracket that closes what is open at `start`; None where there is none."""
    depth = 1
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return None


def split(text, word):
    """The two sides of the first `word` outside all brackets; None where there is none."""
    depth = 0
    for place, letter in enumerate(text):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(letter, 0)
        if depth == 0 and text.startswith(word, place):
            return text[:place], text[place + len(word):]
    return None


def of_condition(path, source, start, end):
    text = source[start:end]
    if DECLARES.search(text) or '"' in text:
        return
    line = source.count("\n", 0, start) + 1
    yield Mutant(path, line, start, end, "turned round", text)
    both, either = split(text, " && "), split(text, " || ")
    if both and not either:
        yield Mutant(path, line, start, end, "or for and", text)
    if either and not both:
        yield Mutant(path, line, start, end, "and for or", text)


def mutants_of(path, source):
    """All mutants of one file, in the order of their places."""
    found = []
    for match in CONDITION.finditer(source):
        end = end_of_bracket(source, match.end())
        if end is not None:
            found += of_condition(path, source, match.end(), end)
    for match in ANSWER.finditer(source):
        found += of_condition(path, source, match.start("text"), match.end("text"))
    for match in CALL.finditer(source):
        if ".reserve(" in match["text"]:
            continue
        line = source.count("\n", 0, match.start("text")) + 1
        found.append(
            Mutant(path, line, match.start("text"), match.end("text"), "left out", match["text"]))
    return sorted(found, key=lambda mutant: (mutant.start, mutant.kind))


def without_overlaps(mutants):
    """One of those that touch the same place: a place is changed once."""
    ends = {}
    for mutant in mutants:
        if all(mutant.end < start or end < mutant.start for start, end in ends.get(mutant.path, [])):
            ends.setdefault(mutant.path, []).append((mutant.start, mutant.end))
            yield mutant


def switched(source, numbered):
    """`source` with the switches of its (number, mutant) pairs."""
    for number, mutant in sorted(numbered, key=lambda pair: -pair[1].start):
        source = source[:mutant.start] + mutant.switched(number) + source[mutant.end:]
    return source
