# Copyright: The monit-pkgmap developers
# MIT License (see LICENSE or https://opensource.org/licenses/MIT)
"""What the documentation of several modules has in common."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type


class ModuleDocFragment(object):
    # The program, and the author.
    DOCUMENTATION = r"""
options:
  program:
    description: The program.
    type: path
    default: monit-pkgmap
author:
  - The monit-pkgmap developers (@monit-pkgmap)
"""

    # The monit that a module asks about.
    MONIT = r"""
options:
  monitrc:
    description: The control file of monit. The default is that of the monit that runs.
    type: path
"""

    # A module that changes nothing.
    READING = r"""
attributes:
  check_mode:
    description: Runs in check mode, and does the same there.
    support: full
"""
