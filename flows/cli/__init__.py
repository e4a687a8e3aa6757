"""The command line: puts the rooms together for a person at a terminal, and loads only what a command needs."""

from flows.cli.main import main

__all__ = ["main"]
