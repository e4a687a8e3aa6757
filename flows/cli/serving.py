"""`zhengwen serve`: the latest release on the web, until it is interrupted."""

import argparse
from contextlib import suppress

from flows.cli.errors import DONE
from flows.server.starting import run
from flows.settings import load


def serve(given: argparse.Namespace) -> int:
    """Serve; returns when the server is told to stop, which is how it ends when all is well."""
    with suppress(KeyboardInterrupt):
        run(load(), given.host, given.port)
    return DONE
