# Copyright: The monit-pkgmap developers
# MIT License (see LICENSE or https://opensource.org/licenses/MIT)
"""Runs monit-pkgmap and returns its JSON answer."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

import json

PROGRAM = "monit-pkgmap"
FAILED, USAGE = 1, 2


def arguments(**more):
    """The options that every module has, and these."""
    return dict({"monitrc": {"type": "path"}, "program": {"type": "path", "default": PROGRAM}}, **more)


def ask(module, words, statuses):
    """Returns (exit status, answer). Ends the module if the exit status is none of `statuses`, or if
    standard output has no JSON object. monit-pkgmap masks credentials in all that it prints."""
    argv = [module.params["program"]]
    if module.params.get("monitrc"):
        argv += ["--monitrc", module.params["monitrc"]]
    argv += ["--json"] + words
    status, out, err = module.run_command(argv, environ_update={"LC_ALL": "C.UTF-8"}, handle_exceptions=False)
    try:
        answer = json.loads(out)
    except ValueError:
        module.fail_json(msg="%s gave no answer" % " ".join(argv), rc=status, stderr=err)
    if status not in statuses:
        error = answer.get("error", {})
        module.fail_json(msg=error.get("message", "%s failed" % " ".join(argv)), hint=error.get("hint", ""),
                         rc=status, stderr=err)
    return status, answer


def ask_or_tell(module, words, statuses):
    """As ask(), but a program that is missing is told in one sentence."""
    try:
        return ask(module, words, statuses)
    except (IOError, OSError) as problem:
        module.fail_json(msg="cannot run %s: %s" % (module.params["program"], problem.strerror))
        return None
