#!/usr/bin/python
# Copyright: The monit-pkgmap developers
# MIT License (see LICENSE or https://opensource.org/licenses/MIT)

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: audit
short_description: Every check of a host with its packages, and what is wrong with the checks
version_added: "0.1.0"
description:
  - Runs C(monit-pkgmap audit) on the host and returns its answer. Changes neither a file nor a check.
  - A host whose audit has findings does not fail the task, since that is the reason to ask.
options:
  monitrc:
    description: The control file of monit. The default is that of the monit that runs.
    type: path
  program:
    description: The program.
    type: path
    default: monit-pkgmap
attributes:
  check_mode:
    description: Runs in check mode, and does the same there.
    support: full
author:
  - The monit-pkgmap developers (@monit-pkgmap)
"""

EXAMPLES = r"""
- name: Audit the checks of monit
  monit_pkgmap.fleet.audit:
  register: audited

- name: Stop at drift
  ansible.builtin.assert:
    that: not audited.drift
"""

RETURN = r"""
audit:
  description: The answer, as monit-pkgmap-formats(5) describes it.
  returned: success
  type: dict
drift:
  description: Whether a file differs from what its package shipped.
  returned: success
  type: bool
mistake:
  description: Whether the control file has a mistake.
  returned: success
  type: bool
"""

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.monit_pkgmap.fleet.plugins.module_utils.program import arguments, ask_or_tell

MISTAKE, DRIFT = 3, 7


def main():
    module = AnsibleModule(argument_spec=arguments(), supports_check_mode=True)
    status, answer = ask_or_tell(module, ["audit"], (0, MISTAKE, DRIFT))
    if "error" in answer:
        module.fail_json(msg=answer["error"]["message"], rc=status)
    kinds = {finding["id"] for finding in answer["findings"]}
    module.exit_json(changed=False, audit=answer, drift="drift" in kinds, mistake="mistake" in kinds)


if __name__ == "__main__":
    main()
