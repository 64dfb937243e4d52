"""The part of yum 3 that a plugin sees, for hosts without yum 3.

States and attributes of members, exceptions, levels and the order of calls were recorded
from yum 3.4.3 (Python 2.7.18, librpm 4.18). If PYTHONPATH has the real yum, the adapter
uses it instead.
"""

__version__ = "played"
