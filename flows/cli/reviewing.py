"""`zhengwen review`: what deserves a human look, with lines that are ready for corrections.csv."""

import argparse
import csv
import sqlite3
from collections.abc import Iterable
from io import StringIO
from itertools import islice

from flows.cli.errors import DONE, CommandError
from flows.cli.showing import show
from flows.ledger import Ledger
from flows.publication.authority import FILE, read_authority
from flows.publication.index import Index
from flows.publication.release import INDEX
from flows.publication.review import Item, find_items
from flows.settings import load
from flows.wording import counted, in_one_line

_COLUMNS = ("kind", "value", "what", "things", "quote", "article", "lines")


def review(given: argparse.Namespace) -> int:
    """Print the most valuable things to look at."""
    settings = load()
    path = settings.state / INDEX
    try:
        with Index.existing(path, settings.base_iri) as index:
            found = find_items(index, read_authority(settings.authority), Ledger(settings.ledger_url))
            items = islice(found, given.limit)
            if given.format == "csv":
                _print_csv(items)
            else:
                _print_blocks(items, str(settings.authority / FILE))
    except sqlite3.DatabaseError as error:
        raise CommandError(f"{path} was made by another version: run `zhengwen publish` first ({error})") from None
    return DONE


def _print_csv(items: Iterable[Item]) -> None:
    table = StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for item in items:
        cells = (getattr(item, column) for column in _COLUMNS)
        writer.writerow("\n".join(cell) if isinstance(cell, tuple) else cell for cell in cells)
    show(table.getvalue())


def _print_blocks(items: Iterable[Item], file: str) -> None:
    """A block an item: lines to copy must not be broken as a table would break them."""
    number = 0
    for number, item in enumerate(items, 1):
        print(f"{number}. {item.kind}: {in_one_line(item.what)}")
        for thing in item.things:
            print(f"   {in_one_line(thing)}")
        if item.quote or item.article:
            quote = f"“{item.quote}” " if item.quote else ""
            print(f"   {in_one_line(quote + item.article)}")
        for line in item.lines:
            print(f"   {in_one_line(line)}")
        print()
    print(f"{counted(number, 'thing')} to look at; lines go to {file}, and `zhengwen publish` applies them")
