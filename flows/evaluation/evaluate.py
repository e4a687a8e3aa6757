"""Folder of annotated articles and something that predicts -> Report: every outcome, article by article.

What predicts is handed in, so that the extractor, the peer baseline and a test's fake are scored by the same program.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.evaluation.form import Gold
from flows.evaluation.loading import Case, load_cases
from flows.evaluation.matching import Outcome
from flows.evaluation.scoring import KEYS, Tally, compare, tally


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was found in one article; `confidence` gives, for a key, how sure each of its rows is, in their order."""

    gold: Gold
    confidence: Mapping[str, Sequence[float]] = field(default_factory=dict)


Predict = Callable[[Case], Prediction]


@dataclass(frozen=True, slots=True)
class Result:
    """One article: its annotation, what was found, and the outcome for each key."""

    case: Case
    prediction: Prediction
    outcomes: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class Report:
    """The results of all articles."""

    results: tuple[Result, ...]

    @property
    def tallies(self) -> dict[str, Tally]:
        """The counts for each key over all articles."""
        return {key: tally(result.outcomes[key] for result in self.results) for key in KEYS}

    @property
    def figures(self) -> dict[str, dict[str, float | int]]:
        """What `--format json` prints, and what a later run takes as its baseline."""
        return {
            key: {
                "precision": round(counted.precision, 4),
                "recall": round(counted.recall, 4),
                "f1": round(counted.f1, 4),
                "right": counted.right,
                "found": counted.found,
                "gold": counted.gold,
            }
            for key, counted in self.tallies.items()
        }


def evaluate(directory: Path, *, predict: Predict) -> Report:
    """Score what `predict` finds in every annotated article of `directory`.

    Raises GoldError where a file there is not in the gold format.
    """
    return Report(tuple(_result(case, predict(case)) for case in load_cases(directory)))


def _result(case: Case, prediction: Prediction) -> Result:
    return Result(case, prediction, compare(case.gold, prediction.gold))
