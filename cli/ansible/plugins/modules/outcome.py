#!/usr/bin/python
# Copyright: The monit-pkgmap developers
# MIT License (see LICENSE or https://opensource.org/licenses/MIT)

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: outcome
short_description: How an update differs from its plan
version_added: "0.1.0"
description:
  - Waits until monit-pkgmap has resumed the checks and monit has tested them, and compares the session
    with the plan by C(monit-pkgmap history --against). Changes neither a file nor a check.
  - The task fails if a check differs, or if a session does not end in time.
options:
  plan:
    description: The file on the host that M(monit_pkgmap.fleet.plan) wrote with I(out).
    type: path
    required: true
  timeout:
    description: For how many seconds at most the module waits for sessions to end.
    type: int
    default: 300
  watch:
    description:
      - How many seconds monit may take to test the checks again before they are compared. The default is
        the time of two cycles of monit and a second.
    type: int
  differences:
    description: C(fail) fails the task if a check differs, C(tell) only says it.
    type: str
    choices: [fail, tell]
    default: fail
extends_documentation_fragment:
  - monit_pkgmap.fleet.common
  - monit_pkgmap.fleet.common.monit
  - monit_pkgmap.fleet.common.reading
"""

EXAMPLES = r"""
- name: Compare what happened with the plan
  monit_pkgmap.fleet.outcome:
    plan: /root/mysql.plan
"""

RETURN = r"""
equal:
  description: Whether the session did what the plan said.
  returned: always
  type: bool
comparison:
  description:
    - The comparison, as monit-pkgmap-formats(5) describes it. An empty dictionary if the update had no
      session, since it touched no check.
  returned: always
  type: dict
differences:
  description: One sentence for each check that differs.
  returned: always
  type: list
  elements: str
"""

import json
import time

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.monit_pkgmap.fleet.plugins.module_utils.program import arguments_of_monit, ask

DIFFERS = 12
WORDS = {
    "more": "was suspended, and the plan did not say so",
    "less": "was not suspended, although the plan said so",
    "fails": "fails now, and no failure was predicted",
    "works": "does not fail now, although a failure was predicted",
    "unknown": "was predicted to fail, and monit does not say whether it does",
}


def read_plan(module):
    try:
        with open(module.params["plan"], "rb") as file:
            return json.loads(file.read().decode("utf-8", "replace"))
    except (IOError, OSError, ValueError) as problem:
        module.fail_json(msg="cannot read the plan %s: %s" % (module.params["plan"], problem))
        return None


def statuses_of(module):
    """The answer of `status` about each monit of the host."""
    answer = ask(module, ["status"], range(10))[1]
    return [answer] + answer.get("other_monits", [])


def wait_for_sessions(module):
    deadline = time.time() + module.params["timeout"]
    while any(status.get("sessions") for status in statuses_of(module)):
        if time.time() > deadline:
            module.fail_json(msg="a session has not ended within %d seconds" % module.params["timeout"],
                             equal=False, comparison={}, differences=[])
        time.sleep(1)


def seconds_of_two_cycles(module):
    daemon = ask(module, ["config"], (0, 3))[1].get("daemon") or {}
    return 2 * (daemon.get("poll_seconds") or 0) + 1


def has_session(module, plan):
    """Whether a session began since the plan was made."""
    sessions = ask(module, ["history"], (0,))[1]["sessions"]
    return any(session["began"] >= plan["made"] for session in sessions)


def main():
    module = AnsibleModule(
        argument_spec=arguments_of_monit(
            plan={"type": "path", "required": True}, timeout={"type": "int", "default": 300}, watch={"type": "int"},
            differences={"type": "str", "choices": ["fail", "tell"], "default": "fail"}),
        supports_check_mode=True)
    plan = read_plan(module)
    wait_for_sessions(module)
    suspended = [check["name"] for check in plan["plan"]["checks"] if check["decision"] == "suspend"]
    if not has_session(module, plan):
        differences = ["%s: %s" % (name, WORDS["less"]) for name in suspended]
        end(module, {}, differences)
    watch = module.params["watch"]
    time.sleep(seconds_of_two_cycles(module) if watch is None else watch)
    comparison = ask(module, ["history", "--against", module.params["plan"]], (0, DIFFERS))[1]
    end(module, comparison, ["%s: %s" % (check["name"], WORDS.get(check["difference"], check["difference"]))
                             for check in comparison["checks"] if check["difference"] != "none"])


def end(module, comparison, differences):
    result = {"equal": not differences, "comparison": comparison, "differences": differences, "changed": False}
    if differences and module.params["differences"] == "fail":
        module.fail_json(msg="the update differs from its plan: " + "; ".join(differences), rc=DIFFERS, **result)
    module.exit_json(**result)


if __name__ == "__main__":
    main()
