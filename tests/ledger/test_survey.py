"""What an operator is told of a ledger, and how quickly: the same on SQLite and PostgreSQL, on 100,000 articles too."""

import time
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.ledger.survey import HeldBack, Yield
from tests.ledger.large import NOW, SOURCES, at, fill
from tests.servers.postgres import Postgres

HOURS = 1_200


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('survey') / 'ledger.sqlite'}"
    else:
        postgres: Postgres = request.getfixturevalue("postgres")
        url = postgres.create("survey")
    found = Ledger(url)
    fill(found._engine, HOURS)
    return found


def test_counts_and_what_is_to_be_made_again(ledger: Ledger) -> None:
    survey = ledger.survey(NOW, "r2")
    assert survey.counts == {"accepted": 1176, "quarantined": 12, "rejected": 12}
    assert survey.stale == len(ledger.stale("r2")) == 1188
    assert ledger.survey(NOW, "r1").stale == len(ledger.stale("r1")) == 0


def test_the_yield_of_sources(ledger: Ledger) -> None:
    yields = ledger.survey(NOW, "r1").yields
    assert len(yields) == SOURCES - 3, "those of which all was rejected yielded nothing"
    assert sum(each.articles for each in yields) == 1188
    assert sum(each.last_week for each in yields) == sum(1 for hour in range(169) if hour % 100 != 99)
    assert sum(each.last_month for each in yields) == sum(1 for hour in range(721) if hour % 100 != 99)
    assert next(each for each in yields if each.source == "portal-1") == Yield("portal-1", 4, 1, 3, at(1))
    assert next(each for each in yields if each.source == "某某网3") == Yield("某某网3", 4, 1, 3, at(3))
    assert [each.last_month for each in yields] == sorted((each.last_month for each in yields), reverse=True)


def test_what_is_held_back_by_reason_without_figures(ledger: Ledger) -> None:
    survey = ledger.survey(NOW, "r1")
    assert sorted(survey.held_back, key=lambda each: each.status) == [
        HeldBack("quarantined", "line …: is quarantined", 12, at(1149)),
        HeldBack("rejected", "line …: is rejected", 12, at(1199)),
    ]
    assert survey.oldest_quarantined == at(1149)
    assert survey.newest_published == at(1)


def test_an_empty_ledger_has_nothing_to_tell(tmp_path: Path) -> None:
    survey = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}").survey(NOW, "r1")
    assert (survey.counts, survey.stale, survey.yields, survey.held_back) == ({}, 0, [], [])
    assert (survey.oldest_quarantined, survey.newest_published) == (None, None)


def test_a_hundred_thousand_articles_are_surveyed_at_once(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    fill(ledger._engine, 100_000)
    started = time.process_time()
    assert sum(ledger.survey(NOW, "r2").counts.values()) == 100_000
    # A fifth of a second is what it takes; without the index it is several.
    assert time.process_time() - started < 1.0
