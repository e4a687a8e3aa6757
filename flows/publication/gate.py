"""The gate: a release that has lost much against the one before is not published by itself.

Goes in: how many things of each class, and articles of each source, there were and are. Comes out: what has dropped.
A portal that changed its layout, or a rule gone wrong, shows as a drop; new articles only add.
"""

from collections.abc import Mapping

BOUND = 0.1
"""The share of a class or source that may go."""
_FEW = 5
"""So few may always go."""


class GateError(RuntimeError):
    """The release would lose too much; the message says of what, and how to publish all the same."""


def check(before: Mapping[str, Mapping[str, int]], now: Mapping[str, Mapping[str, int]]) -> None:
    """Raise GateError where a count by kind and name has dropped beyond the bound."""
    drops = [
        f"{name}: {number:,} -> {now.get(kind, {}).get(name, 0):,}"
        for kind, counted in sorted(before.items())
        for name, number in sorted(counted.items())
        if number - now.get(kind, {}).get(name, 0) > max(_FEW, BOUND * number)
    ]
    if drops:
        raise GateError(
            f"not published, since much would be lost: {'; '.join(drops)}. "
            "Look at `zhengwen status`; `zhengwen publish --force` publishes all the same"
        )
