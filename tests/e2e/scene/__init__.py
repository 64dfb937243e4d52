"""The host of the tests: the real dnf, rpm and monit in a throw-away view.

These modules run inside overlay-run, as root, once in each view.
"""
