"""Reads the commands out of README.md, and those of its quick start by family."""

import os
import re

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EVERYWHERE = "Then, everywhere"


def read():
    with open(os.path.join(TOP, "README.md"), encoding="utf-8") as file:
        return file.read()


def sections():
    """Returns the commands of each section, in order, each word for word; a command has one line."""
    start = re.search(r"^## Quick start\n(.*?)(?=^## )", read(), re.M | re.S).group(1)
    parts = re.split(r"^### (.*)\n", start, flags=re.M)
    return {title: "".join(re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)).splitlines()
            for title, text in zip(parts[1::2], parts[2::2])}


def commands(family):
    """Returns what somebody types on a machine of this family."""
    found = sections()
    return found[family] + found[EVERYWHERE]


def typed_in(language, block):
    """Returns what somebody types of a block: all of it, or what stands behind a prompt."""
    lines = [re.sub(r"\s+# .*", "", line) for line in block.splitlines()]
    prompted = [line[2:] for line in lines if line.startswith("$ ")]
    if language == "sh" or all(re.match(r"(sudo|cmake) ", line) for line in lines):
        return lines
    return prompted


def every_command():
    """Returns every command of README.md: those of its blocks, then those of its table of uses."""
    text = read()
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", text, re.M | re.S)
    uses = re.search(r"^## Use\n(.*?)(?=^## )", text, re.M | re.S).group(1)
    return [command for block in blocks for command in typed_in(*block)] + uses_in(uses)


def uses_in(text):
    rows = re.findall(r"^\| .* \| (.*) \|$", text, re.M)
    return [command for row in rows for command in re.findall(r"`((?:sudo|monit-pkgmap) [^`]*)`", row)]
