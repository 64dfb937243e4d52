"""The rules that hold for the whole tree: what may include, print, end and call what.

complaints(top) gives one line for each place that breaks one; none is the aim.
Looks at the texts alone, with comments and string literals taken out.
"""

import os
import re

ROOMS = ("parsers", "rules", "engine", "cli")
MAX_LINES = 400

# A room -> its parts -> the parts of the same room that each may include. "" is what lies in the
# room itself: in parsers/monitrc that is the way in, above all parts, elsewhere the ground below.
ARROWS = {
    "parsers": {
        "alternatives": ("source",),
        "arguments": ("source",),
        "audit": ("json", "source"),
        "deb822": ("source",),
        "json": ("source",),
        "monitrc": ("source",),
        "source": (),
        "status": ("source",),
        "transaction": ("json", "source"),
        "unit": ("source",),
        "yaml": ("source",),
    },
    "parsers/monitrc": {
        "": ("model", "statements", "tests", "words"),
        "model": ("words",),
        "statements": ("model", "words"),
        "tests": ("model", "statements", "words"),
        "words": (),
    },
    "rules": {
        "": (),
        "audit": ("", "plan"),
        "commands": (),
        "evidence": ("", "commands"),
        "fleet": ("", "audit"),
        "judge": ("", "policy"),
        "plan": ("", "evidence", "policy"),
        "policy": ("",),
        "predict": ("",),
    },
    "engine": {
        "": (),
        "archives": ("confine", "image", "system"),
        "bundle": ("", "facts", "image", "packages", "queries", "recorded", "system"),
        "confine": ("system",),
        "debs": ("confine", "headers", "packages", "system"),
        "facts": ("", "journal", "monit", "packages", "recorded", "system"),
        "headers": ("confine", "packages", "system"),
        "image": ("system",),
        "integrity": ("journal", "monit", "packages", "system"),
        "journal": ("packages", "system"),
        "monit": ("system", "tls"),
        "packages": ("system",),
        "payload": ("confine", "debs", "packages", "system"),
        "queries": ("", "facts", "integrity", "journal", "monit", "packages", "recorded", "session", "system"),
        "recorded": ("", "journal", "packages", "system"),
        "session": ("", "facts", "integrity", "journal", "monit", "packages", "system"),
        "system": (),
        "tls": (),
    },
    "engine/packages": {"": (), "dpkg": ("",), "open": ("", "dpkg", "recorded"), "recorded": ("",), "rpm": ("",)},
    "engine/queries": {"": (), "doctor": ("",)},
    "engine/queries/doctor": {"": ("hooks",), "hooks": ()},
    "engine/session": {
        "": (),
        "host": ("",),
        "acts": ("", "host"),
        "resume": ("", "host", "acts"),
        "suspend": ("", "host", "acts", "resume"),
        "guard": ("", "host", "acts", "resume"),
    },
    "engine/system": {"": (), "files": ("",), "process": ("",)},
}

# A header of a library -> the only places below which it may be included.
LIBRARIES = {
    # The plugin runs inside rpm, without the rest of the program.
    r"rpm/.*": ("engine/packages/rpm/", "cli/plugins/rpm/"),
    r"openssl/.*": ("engine/tls/",),
    r"pugixml\.hpp": ("parsers/status/",),
    r"nlohmann/.*": ("parsers/json/",),
    r"yaml-cpp/.*": ("parsers/yaml/",),
    r"re2/.*": ("rules/pattern",),
    r"CLI/.*": ("cli/options/",),
    r"fmt/.*": ("cli/",),
    r"archive(_entry)?\.h": ("engine/archives/", "engine/debs/", "engine/payload/"),
    r"seccomp\.h": ("engine/confine/",),
    r"g(test|mock)/.*": ("tests/",),
    r"benchmark/.*": ("tests/bench/",),
    r"sanitizer/.*": ("tests/engine/session/model/",),
    r"link\.h": ("tests/faults/",),
}
SYSTEM_HEADERS = re.compile(
    r"[a-z_0-9]+|(sys|linux|net|netinet|arpa|asm)/\w+\.h|"
    r"(dirent|dlfcn|endian|errno|fcntl|fnmatch|glob|grp|limits|netdb|poll|pthread|pwd|regex|sched|"
    r"malloc|signal|spawn|stddef|stdio|stdlib|string|strings|syslog|termios|time|ucontext|unistd|utime)\.h")

# What library code must not do, and who may all the same.
CALLS = (
    ("prints", r"\bstd::(cout|cerr|clog)\b|(?<![\w.>])v?f?(printf|puts|putc)\s*\(|"
               r"(?<![\w.>])(putchar|perror|psignal|vprintf|fwrite)\s*\(",
     ("cli/", "engine/payload/main.cpp")),
    ("ends the program", r"(?<![\w.>])(exit|quick_exit|_Exit|abort|terminate|err|errx)\s*\(",
     ("cli/",)),
    ("ends a child", r"(?<![\w.>])_exit\s*\(",
     ("cli/plugins/rpm/child.cpp", "engine/system/process/child.cpp")),
    ("makes or awaits a child", r"(?<![\w.>])(v?fork|posix_spawnp?|wait(pid|id|3|4))\s*\(",
     ("cli/plugins/rpm/child.cpp", "engine/system/process/child.cpp")),
    ("runs a shell", r"(?<![\w.>])(system|popen|wordexp)\s*\(", ()),
    ("reads the environment", r"\b(secure_)?getenv\b|(?<![\w.>])environ\b", ("cli/",)),
)

COMMENT_OR_TEXT = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>\w*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<!\w)'(?:\\.|[^'\\\n])+'", re.DOTALL)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]*)[>"]', re.MULTILINE)


def files_below(top, ends):
    """Paths below the rooms and tests, from the top, sorted."""
    found = []
    for room in ROOMS + ("tests",):
        for directory, subdirectories, names in os.walk(os.path.join(top, room)):
            subdirectories[:] = [name for name in subdirectories if name != "__pycache__"]
            found += [os.path.relpath(os.path.join(directory, name), top)
                      for name in names if name.endswith(ends)]
    return sorted(found)


def read(top, path):
    with open(os.path.join(top, path), encoding="utf-8", errors="replace") as file:
        return file.read()


def without_texts(source):
    """The source with its lines kept, but no comment and no literal in it."""
    return COMMENT_OR_TEXT.sub(lambda match: "\n" * match.group().count("\n") or " ", source)


def place(path, source, offset):
    return "%s:%d" % (path, source.count("\n", 0, offset) + 1)


def wrong_own_include(top, path, name):
    """Why this file may not include that file of ours; empty when it may."""
    room, of = path.split("/")[0], name.split("/")[0]
    if of not in ROOMS + ("tests",) or not os.path.isfile(os.path.join(top, name)):
        return "no such file from the project's root"
    if room == "tests":
        return ""
    if of == "tests" or ROOMS.index(of) > ROOMS.index(room):
        return "the room '%s' may not know '%s'" % (room, of)
    return ""


def part_of(room, path):
    """The part of the room in which the file lies; "" for the room itself, None outside of it."""
    if not path.startswith(room + "/"):
        return None
    name = path[len(room) + 1:]
    return name.split("/")[0] if "/" in name else ""


def wrong_arrow(path, name):
    """Why a file of one part may not include that of another part; empty when it may."""
    for room, parts in ARROWS.items():
        part, of = part_of(room, path), part_of(room, name)
        if part is None or of is None or part == of:
            continue
        for one in (part, of):
            if one not in parts:
                return "'%s' has no place in '%s' yet" % (one or room, room)
        if of not in parts[part]:
            return "in '%s', '%s' may not know '%s'" % (room, part or room, of or room)
    return ""


def circles(arrows):
    """The parts of a room of which each can reach itself again, sorted."""
    found = []
    for part in arrows:
        seen, waiting = set(), list(arrows[part])
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += arrows.get(one, ())
        if part in seen:
            found.append(part)
    return sorted(found)


def wrong_foreign_include(path, name):
    for pattern, places in LIBRARIES.items():
        if re.fullmatch(pattern, name):
            return "" if path.startswith(places) else "only " + " and ".join(places) + " may"
    return "" if SYSTEM_HEADERS.fullmatch(name) else "a library that has no place yet"


def include_complaints(top):
    for path in files_below(top, (".hpp", ".cpp")):
        source = re.sub(r"//[^\n]*", "", read(top, path))
        for match in INCLUDE.finditer(source):
            name = match.group(2)
            own = match.group(1) == '"'
            if own:
                why = wrong_own_include(top, path, name) or wrong_arrow(path, name)
            else:
                why = wrong_foreign_include(path, name)
            if why:
                yield "%s: includes %s: %s" % (place(path, source, match.start()), name, why)


def call_complaints(top):
    for path in files_below(top, (".hpp", ".cpp")):
        if path.startswith("tests/"):
            continue
        source = without_texts(read(top, path))
        for what, pattern, exempt in CALLS:
            if path.startswith(exempt):
                continue
            for match in re.finditer(pattern, source):
                yield "%s: %s: %s" % (place(path, source, match.start()), what, match.group())


def listed_in_cmake(top, path):
    """Whether a CMakeLists.txt beside the file or above it names it."""
    directory, tail = os.path.split(path)
    while True:
        listing = os.path.join(directory, "CMakeLists.txt")
        if os.path.isfile(os.path.join(top, listing)):
            text = re.sub(r"#[^\n]*", "", read(top, listing))
            text = text.replace("${CMAKE_CURRENT_SOURCE_DIR}/", "")
            if re.search(r"(?<![\w./-])" + re.escape(tail) + r"(?![\w./-])", text):
                return True
        if not directory:
            break
        directory, name = os.path.split(directory)
        tail = name + "/" + tail
    return any("${PROJECT_SOURCE_DIR}/" + path in read(top, listing)
               for listing in files_below(top, "CMakeLists.txt"))


def listing_complaints(top):
    for path in files_below(top, (".cpp", "_test.py")):
        if not listed_in_cmake(top, path):
            yield "%s: no CMakeLists.txt names it" % path


def length_complaints(top):
    for path in files_below(top, (".hpp", ".cpp", ".py", ".in", "CMakeLists.txt")):
        lines = read(top, path).count("\n")
        if lines > MAX_LINES:
            yield "%s: %d lines are more than %d" % (path, lines, MAX_LINES)


def complaints(top):
    return [complaint
            for kind in (include_complaints, call_complaints, listing_complaints, length_complaints)
            for complaint in kind(top)]
