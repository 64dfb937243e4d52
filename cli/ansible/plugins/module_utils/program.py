# Copyright: The monit-pkgmap developers
# MIT License (see LICENSE or https://opensource.org/licenses/MIT)
"""Runs monit-pkgmap and returns its JSON answer."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

import json

FAILED = 1  # the exit status of monit-pkgmap after an error of the host


def arguments(**more):
    """The options that every module has, and these."""
    return dict({"program": {"type": "path", "default": "monit-pkgmap"}}, **more)


def arguments_of_monit(**more):
    """Those of arguments(), for a module that asks about one monit."""
    return arguments(monitrc={"type": "path"}, **more)


def run(module, words):
    """Returns (command line, exit status, output, messages). Ends the module if the program cannot be run."""
    argv = [module.params["program"]]
    if module.params.get("monitrc"):
        argv += ["--monitrc", module.params["monitrc"]]
    argv += words
    try:
        status, out, err = module.run_command(argv, environ_update={"LC_ALL": "C.UTF-8"}, handle_exceptions=False)
    except (IOError, OSError) as problem:
        module.fail_json(msg="cannot run %s: %s" % (module.params["program"], problem.strerror))
    return " ".join(argv), status, out, err


def ask(module, words, statuses):
    """Returns (exit status, answer). Ends the module if the exit status is none of `statuses`, or if
    standard output has no JSON object. monit-pkgmap masks credentials in all that it prints."""
    typed, status, out, err = run(module, ["--json"] + words)
    try:
        answer = json.loads(out)
    except ValueError:
        module.fail_json(msg="%s gave no answer" % typed, rc=status, stderr=err)
    if status not in statuses:
        error = answer.get("error", {})
        module.fail_json(msg=error.get("message", "%s failed" % typed), hint=error.get("hint", ""),
                         rc=status, stderr=err)
    return status, answer
