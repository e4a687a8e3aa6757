"""What most of the programs are given: a corpus, and how many articles to measure on."""

import argparse
from collections.abc import Callable
from pathlib import Path


def parser(description: str, articles: int) -> argparse.ArgumentParser:
    """Return a parser that knows ``CORPUS`` and ``--articles``."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("corpus", nargs="?", type=Path, metavar="CORPUS", help="JSON Lines, .gz or not")
    made.add_argument(
        "--articles", type=at_least(1), default=articles, metavar="N", help=f"how many (default: {articles:,})"
    )
    return made


def at_least(least: int) -> Callable[[str], int]:
    """Return the type of an argument that is a whole number from `least` up."""

    def number(given: str) -> int:
        if not given.isascii() or not given.isdigit() or int(given) < least:
            raise argparse.ArgumentTypeError(f"{given!r} is no whole number from {least} up")
        return int(given)

    return number
