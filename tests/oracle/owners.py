"""The owners of paths, as owners_of and as `rpm -qf` tell them."""

import os
import subprocess
import tempfile

FORMAT = "%{NAME}-%|EPOCH?{%{EPOCHNUM}:}|%{VERSION}-%{RELEASE}.%{ARCH}\\n"
AT_ONCE = 500


def all_files(database):
    """The path of every entry of every file list of the database."""
    query = ["rpm", "--dbpath", database, "-qa", "--qf", "[%{FILENAMES}\\n]"]
    out = subprocess.run(query, stdout=subprocess.PIPE, check=True).stdout.decode()
    return [path for path in out.split("\n") if path.startswith("/")]


def ask(program, database, paths):
    """What owners_of prints for these paths."""
    given = "".join(path + "\n" for path in paths).encode()
    return subprocess.run([program, database], input=given, stdout=subprocess.PIPE,
                          check=True).stdout.decode()


def ours(out):
    """The owners of each path, from what owners_of printed."""
    answers = {}
    for line in out.splitlines():
        path, owner = line.split("\t")
        answers.setdefault(path, []).append(owner)
    return {path: sorted(owners) for path, owners in answers.items()}


def theirs(database, paths):
    """rpm's answers, told apart by a path in between that nobody owns."""
    answers = {}
    for at in range(0, len(paths), AT_ONCE):
        some = paths[at:at + AT_ONCE]
        answers.update(zip(some, some_of_theirs(database, some)))
    return answers


def some_of_theirs(database, paths):
    argv = ["rpm", "--dbpath", database, "--qf", FORMAT, "-qf"]
    for path in paths:
        argv += [path, "/nobody"]
    with tempfile.TemporaryFile() as out:
        subprocess.run(argv, stdout=out, stderr=subprocess.STDOUT, check=False,
                       env=dict(os.environ, LC_ALL="C"))
        out.seek(0)
        text = out.read().decode()
    answers, current = [], []
    for line in text.splitlines():
        if "/nobody" in line:
            answers.append(sorted(set(current)))
            current = []
        elif "not owned" in line or "No such file" in line:
            current.append("nobody")
        else:
            current.append(line.replace("-0:", "-"))
    return answers


def differences(database, paths, out):
    """Path, rpm's answer and ours, where they differ."""
    expected, found = theirs(database, paths), ours(out)
    return [(path, expected[path], found.get(path)) for path in paths
            if expected[path] != found.get(path)]
