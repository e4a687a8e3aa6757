"""How numbers and names are worded for users, and how texts of others are shown to them."""

import json
import re
import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode's categories of what breaks or turns a line: controls, marks of direction, halves, ends of lines."""

_MARKDOWN = re.compile(r"[\\`*_\[\]<>&|~#!$]|^[-+=]")
"""What Markdown, as GitHub reads it, could take for markup in a line."""


def counted(number: int, noun: str) -> str:
    """Return `number` with `noun`, in the plural where English has it: 1 row, 1,200 rows."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def in_one_line(name: str) -> str:
    """Return `name`, of a file say, as one line that can be printed: line feeds, controls, broken bytes escaped."""
    return "".join(ascii(char)[1:-1] if unicodedata.category(char) in _UNSEEN else char for char in name)


def in_lines(text: str) -> str:
    """Return `text` in its own lines, each as one that can be printed."""
    return "\n".join(map(in_one_line, text.split("\n")))


def in_json(value: object, indent: int | None = None) -> str:
    """Return `value` as JSON that can be printed: what breaks or turns a line is escaped, and still says the same."""
    written = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    return "".join(
        json.dumps(char)[1:-1] if char != "\n" and unicodedata.category(char) in _UNSEEN else char for char in written
    )


def in_markdown(text: str) -> str:
    """Return `text` as one line of Markdown that shows it as it is: no markup, no link, no picture, no cell's end."""
    return _MARKDOWN.sub(r"\\\g<0>", in_one_line(text))
