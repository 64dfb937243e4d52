#!/usr/bin/python
# Copyright: The monit-pkgmap developers
# MIT License (see LICENSE or https://opensource.org/licenses/MIT)

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: merge
short_description: What the audits of many hosts have in common
version_added: "0.1.0"
description:
  - Runs C(monit-pkgmap audit --merge) over files that have the answers of M(monit_pkgmap.fleet.audit).
  - With I(page), also writes a page for a browser. This is the only change; in check mode no page is
    written.
options:
  src:
    description: The files. A broken one costs no other one.
    type: list
    elements: path
    required: true
  page:
    description: The file of the page.
    type: path
attributes:
  check_mode:
    description: Runs in check mode, and does the same there but for the page.
    support: full
extends_documentation_fragment:
  - monit_pkgmap.fleet.common
"""

EXAMPLES = r"""
- name: Merge the audits
  monit_pkgmap.fleet.merge:
    src: "{{ query('ansible.builtin.fileglob', '/srv/audits/*.json') }}"
    page: /srv/audits/index.html
  delegate_to: localhost
"""

RETURN = r"""
merged:
  description: The answer without its C(hosts), as monit-pkgmap-formats(5) describes it.
  returned: success
  type: dict
"""

import os

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.monit_pkgmap.fleet.plugins.module_utils.program import FAILED, arguments, ask, run

MISTAKE, DRIFT = 3, 7
STATUSES = (0, FAILED, MISTAKE, DRIFT)


def write_page(module, words):
    """--html is another form of the answer, so it is another run of the program."""
    status, out, err = run(module, words + ["--html", module.params["page"]])[1:]
    if status not in STATUSES or not os.path.exists(module.params["page"]):
        module.fail_json(msg="the page could not be written", rc=status, stdout=out, stderr=err)


def main():
    module = AnsibleModule(
        argument_spec=arguments(src={"type": "list", "elements": "path", "required": True}, page={"type": "path"}),
        supports_check_mode=True)
    words = ["audit", "--merge"] + module.params["src"]
    status, answer = ask(module, words, STATUSES)
    if "error" in answer:
        module.fail_json(msg=answer["error"]["message"], rc=status)
    if module.params["page"] and not module.check_mode:
        write_page(module, words)
    answer.pop("hosts", None)
    module.exit_json(changed=bool(module.params["page"]), merged=answer)


if __name__ == "__main__":
    main()
