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
extends_documentation_fragment:
  - monit_pkgmap.fleet.common
  - monit_pkgmap.fleet.common.monit
  - monit_pkgmap.fleet.common.reading
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
from ansible_collections.monit_pkgmap.fleet.plugins.module_utils.program import arguments_of_monit, ask

MISTAKE, DRIFT = 3, 7


def main():
    module = AnsibleModule(argument_spec=arguments_of_monit(), supports_check_mode=True)
    status, answer = ask(module, ["audit"], (0, MISTAKE, DRIFT))
    if "error" in answer:
        module.fail_json(msg=answer["error"]["message"], rc=status)
    kinds = {finding["id"] for finding in answer["findings"]}
    module.exit_json(changed=False, audit=answer, drift="drift" in kinds, mistake="mistake" in kinds)


if __name__ == "__main__":
    main()
