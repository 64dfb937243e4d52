#!/usr/bin/python
# Copyright: The monit-pkgmap developers
# MIT License (see LICENSE or https://opensource.org/licenses/MIT)

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: plan
short_description: Which checks an update will suspend, and which tests will fail
version_added: "0.1.0"
description:
  - Runs C(monit-pkgmap explain) on the host and returns its answer. Changes no check.
  - With I(out), also keeps the plan in a file of the host, which M(monit_pkgmap.fleet.outcome) compares
    with what happened. This is the only change; in check mode no file is written.
options:
  packages:
    description:
      - Names of packages, or package files on the host. What a new version ships is known only of a
        package file.
    type: list
    elements: str
  upgrades:
    description: Plan what the package manager would upgrade now, by its cache.
    type: bool
    default: false
  out:
    description: An absolute path on the host.
    type: path
attributes:
  check_mode:
    description: Runs in check mode, and does the same there but for the file of I(out).
    support: full
extends_documentation_fragment:
  - monit_pkgmap.fleet.common
  - monit_pkgmap.fleet.common.monit
"""

EXAMPLES = r"""
- name: Plan the update of the database
  monit_pkgmap.fleet.plan:
    packages: [mysql-server]
    out: /root/mysql.plan
  register: planned

- name: Stop if a test would fail afterwards
  ansible.builtin.assert:
    that: not planned.fails
"""

RETURN = r"""
plan:
  description: The answer, as monit-pkgmap-formats(5) describes it.
  returned: success
  type: dict
suspends:
  description: The names of the checks that the update will suspend.
  returned: success
  type: list
  elements: str
fails:
  description: Whether a test will fail after the update.
  returned: success
  type: bool
"""

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.monit_pkgmap.fleet.plugins.module_utils.program import arguments_of_monit, ask

QUIET, SUSPENDS, FAILS = 0, 10, 11


def main():
    module = AnsibleModule(
        argument_spec=arguments_of_monit(packages={"type": "list", "elements": "str"},
                                         upgrades={"type": "bool", "default": False}, out={"type": "path"}),
        required_one_of=[("packages", "upgrades")], supports_check_mode=True)
    packages, out = module.params["packages"] or [], module.params["out"]
    if bool(packages) == module.params["upgrades"]:
        module.fail_json(msg="plan takes packages or upgrades, and not both")
    words = ["explain", "--detailed-exitcode"] + (["--upgrades"] if module.params["upgrades"] else [])
    if out and not module.check_mode:
        words += ["--out", out]
    status, answer = ask(module, words + ["--"] + packages, (QUIET, SUSPENDS, FAILS))
    suspends = [check["name"] for check in answer["checks"] if check["decision"] == "suspend"]
    module.exit_json(changed=bool(out), plan=answer, suspends=suspends, fails=status == FAILS)


if __name__ == "__main__":
    main()
