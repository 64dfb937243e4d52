"""A host to try things on: real dnf, rpm and monit in a throw-away view.

Everything here runs inside overlay-run, as root, once per view.
"""
