"""Items said by gold and items found -> which belong together. Knows nothing of what the items mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flows.articles.folding import fold

_MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "《": "<", "》": ">", "〔": "[", "〕": "]"})


def folded(value: str) -> str:
    """Return `value` as it is compared: no white space, one width, one form of quotation mark and bracket."""
    return "".join(fold(value).translate(_MARKS).split())


@dataclass(frozen=True, slots=True)
class Item:
    """One statement that is right or wrong: what is compared (folded), how it is shown, where to look for it."""

    value: tuple[str, ...]
    label: str
    anchors: tuple[str, ...]
    """Strings of the text, the most telling first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What gold says and what was found for one key of one article; `pairs` are the indexes that belong together."""

    gold: tuple[Item, ...]
    found: tuple[Item, ...]
    pairs: tuple[tuple[int, int], ...]

    @property
    def missed(self) -> list[Item]:
        """What gold says and was not found."""
        hit = {index for index, _ in self.pairs}
        return [item for index, item in enumerate(self.gold) if index not in hit]

    @property
    def false(self) -> list[Item]:
        """What was found and gold does not say."""
        return [item for item, right in zip(self.found, self.verdicts, strict=True) if not right]

    @property
    def verdicts(self) -> list[bool]:
        """For each found item, whether it is right."""
        hit = {index for _, index in self.pairs}
        return [index in hit for index in range(len(self.found))]


def equal(gold: Item, found: Item) -> bool:
    """Tell whether two items say the same."""
    return gold.value == found.value


def match(gold: Sequence[Item], found: Sequence[Item], same: Callable[[Item, Item], bool] = equal) -> Outcome:
    """Give each gold item the first found item that says the same; each found item serves once."""
    pairs: list[tuple[int, int]] = []
    free = list(range(len(found)))
    for index, item in enumerate(gold):
        partner = next((other for other in free if same(item, found[other])), None)
        if partner is not None:
            free.remove(partner)
            pairs.append((index, partner))
    return Outcome(tuple(gold), tuple(found), tuple(pairs))
