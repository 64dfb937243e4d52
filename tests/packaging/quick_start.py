"""Reads the commands out of the quick start of README.md."""

import os
import re

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EVERYWHERE = "Then, everywhere"


def sections():
    """Returns the commands of each section, in order, each word for word; a command has one line."""
    with open(os.path.join(TOP, "README.md"), encoding="utf-8") as file:
        start = re.search(r"^## Quick start\n(.*?)(?=^## )", file.read(), re.M | re.S).group(1)
    parts = re.split(r"^### (.*)\n", start, flags=re.M)
    return {title: "".join(re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)).splitlines()
            for title, text in zip(parts[1::2], parts[2::2])}


def commands(family):
    """Returns what somebody types on a machine of this family."""
    found = sections()
    return found[family] + found[EVERYWHERE]
