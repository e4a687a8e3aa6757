"""What gold says and what was found -> precision, recall and F1 for each key of design §7, micro-averaged."""

from collections.abc import Iterable
from dataclasses import dataclass

from flows.evaluation.aligned import of_documents, of_meetings
from flows.evaluation.directives import of_directives
from flows.evaluation.form import Gold
from flows.evaluation.items import LISTED
from flows.evaluation.matching import Outcome, match

KEYS = (
    "people",
    "posts",
    "meetings",
    "meeting_dates",
    "ordinals",
    "chairs",
    "attendees",
    "observers",
    "referenced_meetings",
    "documents",
    "document_status",
    "document_action",
    "organizations_surface",
    "organizations_canonical",
    "directives",
    "byline",
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements were right, found, and in gold; all figures are 1 where none was there and none found."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of what gold says that was found."""
        return self.right / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.found + self.gold
        return 2 * self.right / both if both else 1.0


def compare(gold: Gold, found: Gold) -> dict[str, Outcome]:
    """Return the outcome for each of `KEYS` in one article."""
    outcomes = {key: match(items(gold), items(found)) for key, items in LISTED.items()}
    outcomes |= of_meetings(gold, found) | of_documents(gold, found)
    outcomes["directives"] = of_directives(gold, found)
    return {key: outcomes[key] for key in KEYS}


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Return the counts over the articles' outcomes for one key."""
    counted = [(len(outcome.pairs), len(outcome.found), len(outcome.gold)) for outcome in outcomes]
    right, found, gold = (sum(column) for column in zip(*counted, strict=True)) if counted else (0, 0, 0)
    return Tally(right, found, gold)
