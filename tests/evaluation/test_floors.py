"""The committed figures: `floors.json` holds what `evaluate --format json` printed for the folder it lies in.

A figure that drops fails the build; one that rises is made the new floor by saving the output again.
"""

import json
from pathlib import Path

import pytest

from flows.evaluation.calibration import share_right
from flows.evaluation.check import check
from flows.evaluation.evaluate import Report, evaluate
from flows.evaluation.loading import load_cases
from flows.evaluation.predictors import extractor

GOLD = Path(__file__).parent.parent / "gold"
FLOORS = sorted(GOLD.rglob("floors.json"))


@pytest.fixture(scope="module", params=FLOORS, ids=lambda path: str(path.relative_to(GOLD)))
def measured(request: pytest.FixtureRequest) -> tuple[Path, Report]:
    path: Path = request.param
    return path, evaluate(path.parent, predict=extractor)


def test_no_figure_drops_below_the_committed_one(measured: tuple[Path, Report]) -> None:
    path, report = measured
    floors = json.loads(path.read_text(encoding="utf-8"))
    figures = report.figures
    dropped = {
        key: (floor["f1"], figures[key]["f1"]) for key, floor in floors.items() if figures[key]["f1"] < floor["f1"]
    }
    assert dropped == {}


def test_every_key_has_a_floor(measured: tuple[Path, Report]) -> None:
    path, report = measured
    assert set(json.loads(path.read_text(encoding="utf-8"))) == set(report.figures)


def test_the_articles_are_those_the_floors_were_measured_on(measured: tuple[Path, Report]) -> None:
    path, report = measured
    floors = json.loads(path.read_text(encoding="utf-8"))
    constant = ("people", "posts", "meetings", "documents", "directives", "byline")
    assert {key: floors[key]["gold"] for key in constant} == {key: report.figures[key]["gold"] for key in constant}


def test_statements_that_are_nearly_sure_are_nearly_always_right(measured: tuple[Path, Report]) -> None:
    _, report = measured
    assert share_right(report, least=0.9) >= 0.95


@pytest.mark.skipif(not [*GOLD.rglob("*.txt")], reason="no gold articles yet")
def test_every_annotation_keeps_the_conventions() -> None:
    assert [f"{case.name}: {problem}" for case in load_cases(GOLD) for problem in check(case)] == []
