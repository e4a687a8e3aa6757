"""Divisions as users type them."""

from flows.cli.errors import USAGE, CommandError
from flows.gazetteer.divisions import gazetteer


def check_division(name: str | None) -> None:
    """Raise CommandError where `name` is given and is not the full name of a division."""
    if name and gazetteer().parse_full(name) is None:
        raise CommandError(f"no division is called {name}: give its full name, as 四川省成都市新都区", USAGE)
