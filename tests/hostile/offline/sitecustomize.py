"""Refuses and notes every connection that would leave the machine, of each Python that has it on its path."""

import os
import sys
from pathlib import Path
from typing import Any

_HERE = ("", "localhost", "127.0.0.1", "::1", "0.0.0.0")
_NOTES = Path(os.environ["OFFLINE_NOTES"])
_ADDRESSED = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}
"""Events of Python's audit (PEP 578), with the place of the address in their arguments."""


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _ADDRESSED:
        return
    address = arguments[_ADDRESSED[event]]
    host = address[0] if isinstance(address, tuple) else address
    if host is None or os.fsdecode(host) in _HERE or os.fsdecode(host).startswith(("/", "\0")):
        return
    with _NOTES.open("a", encoding="utf-8") as notes:
        notes.write(f"{event} {address!r}\n")
    raise OSError(f"refused in a test: {event} {address!r}")


sys.addaudithook(_watch)
