"""The command line. Puts the rooms together for a person at a terminal; loads what a command needs when it is called."""

from flows.cli.main import main

__all__ = ["main"]
