"""`zhengwen site`: the latest release as a folder of plain files."""

import argparse
import asyncio

from flows.cli.errors import DONE
from flows.server.export import export
from flows.settings import load
from flows.wording import counted


def site(given: argparse.Namespace) -> int:
    """Write the site, and say how many things have a page in it."""
    number = asyncio.run(export(load(), given.folder))
    print(f"{given.folder}: {counted(number, 'thing')} in two languages; begin at {given.folder / 'index.html'}")
    return DONE
