"""What a command prints of others' texts for programs and people alike, such as CSV: text -> stdout."""

import sys

from flows.wording import in_lines


def show(text: str) -> None:
    """Write `text` to stdout as it is; on a terminal, what that would obey is escaped."""
    sys.stdout.write(in_lines(text.replace("\r\n", "\n")) if sys.stdout.isatty() else text)
