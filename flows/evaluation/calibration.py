"""Report -> how often statements of each confidence are right: whether 0.9 means nine times in ten."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.evaluation.evaluate import Report

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95)
"""Where the bins of confidence begin; the last ends at 1."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements of one kind whose confidence is at least `least`, and below the next edge."""

    key: str
    least: float
    right: int
    total: int


def calibration(report: Report) -> list[Bin]:
    """Return the bins that hold statements, by key and confidence."""
    counts: dict[tuple[str, float], list[bool]] = {}
    for key, confidence, right in statements(report):
        counts.setdefault((key, _edge(confidence)), []).append(right)
    return [Bin(key, least, sum(verdicts), len(verdicts)) for (key, least), verdicts in sorted(counts.items())]


def share_right(report: Report, *, least: float) -> float:
    """Return the share of statements with at least the confidence `least` that are right; 1 where there is none."""
    verdicts = [right for _, confidence, right in statements(report) if confidence >= least]
    return sum(verdicts) / len(verdicts) if verdicts else 1.0


def statements(report: Report) -> Iterator[tuple[str, float, bool]]:
    """Yield key, confidence and verdict of every found statement that carries a confidence."""
    for result in report.results:
        for key, confidences in result.prediction.confidence.items():
            for confidence, right in zip(confidences, result.outcomes[key].verdicts, strict=True):
                yield key, confidence, right


def _edge(confidence: float) -> float:
    return max(edge for edge in EDGES if edge <= confidence)
