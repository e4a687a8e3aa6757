"""How numbers and names are worded for users."""

import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode's categories of what breaks or turns a line: controls, marks of direction, halves, ends of lines."""


def counted(number: int, noun: str) -> str:
    """Return `number` with `noun`, in the plural where English has it: 1 row, 1,200 rows."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def in_one_line(name: str) -> str:
    """Return `name`, of a file say, as one line that can be printed: line feeds, controls, broken bytes escaped."""
    return "".join(ascii(char)[1:-1] if unicodedata.category(char) in _UNSEEN else char for char in name)
