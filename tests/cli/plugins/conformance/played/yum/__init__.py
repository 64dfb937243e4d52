"""What a plugin sees of yum 3, where there is none.

Everything here was recorded from yum 3.4.3 (Python 2.7.18, librpm 4.18): states and
attributes of members, exceptions, levels, the order of calls. With the real yum in
PYTHONPATH the adapter takes that instead.
"""

__version__ = "played"
