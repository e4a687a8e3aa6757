"""The first and the last day on which each tenure was observed, from all articles together."""

from collections.abc import Iterator

from flows.graph.notation import blocks
from flows.graph.vocabulary import ZW
from flows.publication.index import Index, split

_OBSERVED, _FIRST, _LAST = str(ZW["observedOn"]), str(ZW["firstObserved"]), str(ZW["lastObserved"])


def observed_spans(index: Index) -> Iterator[str]:
    """Yield two statements a tenure; days in the form of ISO 8601 sort as text."""
    for subject, said in blocks(map(split, index.shared("tenure", _OBSERVED))):
        if days := said.get(_OBSERVED):
            yield f"{subject} {_FIRST} {days[0]}"
            yield f"{subject} {_LAST} {days[-1]}"
