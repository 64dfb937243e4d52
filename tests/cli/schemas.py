"""Holds what the program prints, and what hooks tell it, against the schemas of cli/schemas.

The installed schemas let a reader meet members that it does not know. Here every object is closed:
a member that no schema describes is a mistake.
"""

import json
import os

import jsonschema

DIRECTORY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "cli", "schemas")
ENDING = ".schema.json"
COMMON = "common"
TRANSACTION = "transaction"
NDJSON = "ndjson"
NO_COMMAND = {COMMON, TRANSACTION, NDJSON}
# Longer lists are cut down: their elements are alike, and a control file may have 100,000 checks.
MOST_ELEMENTS = 300


def names():
    """Returns the names of all schemas, without their ending."""
    return sorted(name[:-len(ENDING)] for name in os.listdir(DIRECTORY) if name.endswith(ENDING))


def read(name):
    with open(os.path.join(DIRECTORY, name + ENDING), encoding="utf-8") as file:
        return json.load(file)


def closed(schema):
    """Returns the schema with every object closed, and with references into one document, which has
    the common parts as the definition `common`."""
    whole = _within(read(schema), "")
    whole.setdefault("$defs", {})[COMMON] = _within(read(COMMON), "#/$defs/" + COMMON)
    return whole


def _within(value, prefix):
    if isinstance(value, list):
        return [_within(one, prefix) for one in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for key, inner in value.items():
        if key == "$ref":
            made[key] = (inner.replace(COMMON + ENDING, "").replace("#", "#/$defs/" + COMMON, 1)
                         if inner.startswith(COMMON) else prefix + inner[1:] if prefix else inner)
        else:
            made[key] = _within(inner, prefix)
    if "properties" in made and made.get("type") == "object":
        made["additionalProperties"] = False
    return made


# Functions that get the name of the schema and the value of whatever was right.
listeners = []
_validators = {}


def validator(name):
    if name not in _validators:
        schema = closed(name)
        jsonschema.Draft202012Validator.check_schema(schema)
        _validators[name] = jsonschema.Draft202012Validator(schema)
    return _validators[name]


def _cut(value):
    if isinstance(value, dict):
        return {key: _cut(inner) for key, inner in value.items()}
    if isinstance(value, list):
        half = MOST_ELEMENTS // 2
        return [_cut(one) for one in (value if len(value) <= MOST_ELEMENTS else value[:half] + value[-half:])]
    return value


def complaint(name, value):
    """Returns what is wrong with the value by this schema, with its place; an empty text if all is right."""
    found = list(validator(name).iter_errors(_cut(value)))
    if not found:
        return ""
    worst = jsonschema.exceptions.best_match(found)
    place = "".join("[%s]" % part if isinstance(part, int) else "." + part for part in worst.absolute_path)
    return "%s%s: %s" % (name, place, worst.message[:500])


def check(name, value):
    """Raises AssertionError if the schema refuses the value."""
    wrong = complaint(name, value)
    if wrong:
        raise AssertionError("not as %s%s says: %s" % (name, ENDING, wrong))
    for listener in listeners:
        listener(name, value)


def command_of(argv):
    """Returns the command in the arguments of the program; `run`, which has only the failure of every command,
    if there is none."""
    commands = set(names()) - NO_COMMAND
    return next((word for word in argv[1:] if word in commands), "run")


def check_answer(argv, out):
    """Holds the standard output of `monit-pkgmap ARGV...` against the schema of its command, if it is JSON."""
    command = command_of(argv)
    if "--ndjson" in argv and out:
        check(command, answer_of_lines(out))
    if "--json" not in argv or not out.startswith("{") or (command == "run" and '"error"' not in out):
        return
    check(command, json.loads(out))


def answer_of_lines(out):
    """Returns the answer of --json that the lines of --ndjson are made of."""
    lines = [json.loads(line) for line in out.splitlines()]
    for line in lines[:MOST_ELEMENTS] + lines[-1:]:
        check(NDJSON, line)
    first, last = lines[0], lines[-1]
    if "format" not in first or last.get("kind") != "end":
        raise AssertionError("the first or the last line is missing: %s ... %s" % (first, last))
    answer = dict(last["answer"], **{kind: [] for kind in last["totals"]})
    for line in lines[1:-1]:
        answer[line["kind"]].append(line["value"])
    if {kind: len(answer[kind]) for kind in last["totals"]} != last["totals"]:
        raise AssertionError("the totals are wrong: %s" % last["totals"])
    return answer


class Members:
    """Which described members the answers of a test have had."""

    def __init__(self):
        self.seen = set()
        self._documents = {name: closed(name) for name in names() if name != COMMON}
        self._options = {}

    def declared(self):
        """Returns the place of every member that a schema describes, such as `status status.kept[].name`."""
        found = set()
        for name, document in self._documents.items():
            self._declare(name, document, name, found, set())
        return found

    def note(self, name, value):
        self._note(name, self._documents[name], name, _cut(value))

    def _resolved(self, name, reference):
        node = self._documents[name]
        parts = reference[2:].split("/")
        for part in parts:
            node = node[part]
        common = parts[:3] == ["$defs", COMMON, "$defs"]
        return "%s %s" % (COMMON if common else name, parts[-1]), node

    def _declare(self, name, node, place, found, visited):
        if "$ref" in node:
            place, node = self._resolved(name, node["$ref"])
            if place in visited:
                return
            visited.add(place)
        for option in node.get("anyOf", ()):
            self._declare(name, option, place, found, visited)
        for key, inner in node.get("properties", {}).items():
            found.add("%s.%s" % (place, key))
            self._declare(name, inner, "%s.%s" % (place, key), found, visited)
        if "items" in node:
            self._declare(name, node["items"], place + "[]", found, visited)

    def _fits(self, name, option, value):
        key = (name, json.dumps(option))
        if key not in self._options:
            self._options[key] = jsonschema.Draft202012Validator(
                dict(option, **{"$defs": self._documents[name]["$defs"]}))
        return self._options[key].is_valid(value)

    def _note(self, name, node, place, value):
        if "$ref" in node:
            place, node = self._resolved(name, node["$ref"])
        for option in node.get("anyOf", ()):
            if self._fits(name, option, value):
                self._note(name, option, place, value)
        if isinstance(value, dict):
            for key in value.keys() & node.get("properties", {}).keys():
                self.seen.add("%s.%s" % (place, key))
                self._note(name, node["properties"][key], "%s.%s" % (place, key), value[key])
        if isinstance(value, list) and "items" in node:
            for inner in value:
                self._note(name, node["items"], place + "[]", inner)
