"""What changed in a run is added up: what became of articles, things and statements by kind, few examples."""

import json
from collections.abc import Iterable

from flows.ledger import Outcome, Written
from flows.ledger.record import Status
from flows.remaking import Comparison, Remaking, comparison

BASE = "https://example.org/"
LINE = '<https://example.org/person/{}> <http://xmlns.com/foaf/0.1/name> "王大明"@zh <https://example.org/graph/1> .\n'


def fate(was: Status, now: Status, before: bytes = b"", after: bytes = b"") -> str:
    return comparison(Written(Outcome("a.txt", now, "", new=True), was, before, after), BASE).fate


def remaking(comparisons: Iterable[Comparison]) -> Remaking:
    found = Remaking()
    found.add(comparisons)
    return found


def changed(number: int, statements: int = 1) -> Comparison:
    name = f"a{number}.txt"
    return Comparison(
        name,
        "changed",
        "",
        {"person": {"things_added": (1, f"人{number}"), "statements_added": (statements, "a: b c")}},
    )


def test_what_became_of_an_article() -> None:
    one, two = LINE.format(1).encode(), LINE.format(2).encode()
    assert fate("accepted", "accepted", one, one) == "unchanged"
    assert fate("accepted", "accepted", one, two) == "changed"
    assert fate("accepted", "quarantined", one) == "newly held back"
    assert fate("rejected", "accepted", b"", one) == "newly accepted"
    assert fate("quarantined", "rejected") == "still held back"
    assert fate("accepted", "superseded", one) == "gave way"


def test_an_article_is_summed_up() -> None:
    one, two = LINE.format(1).encode(), LINE.format(2).encode() + LINE.format(3).encode()
    found = comparison(Written(Outcome("a.txt", "accepted", "", new=True), "accepted", one, two), BASE)
    assert found.changes["person"]["things_added"][0] == 2
    assert found.changes["person"]["statements_removed"] == (1, f"<{BASE}person/1>: name 王大明")
    assert found.size == 3


def test_numbers_are_added_up_and_examples_are_few() -> None:
    found = remaking(changed(number, number) for number in range(1, 101)).as_json()
    assert found["articles"] == {"changed": 100}
    assert found["kinds"]["person"]["things_added"] == 100
    assert found["kinds"]["person"]["statements_added"] == 5050
    assert found["kinds"]["person"]["examples"]["things_added"][0] == "人1 — a1.txt"
    assert [each["article"] for each in found["most_changed"]] == [f"a{number}.txt" for number in range(100, 80, -1)]
    assert len(json.dumps(found, ensure_ascii=False)) < 4_000


def test_the_terminal_gets_a_few_lines() -> None:
    kinds = {f"kind-{number}": {"things_added": (1, "x"), "statements_added": (1, "x: y z")} for number in range(12)}
    lines = list(remaking([Comparison("a\nb.txt", "changed", "", kinds), changed(1)]).lines())
    assert lines[0] == "Made again: 2 articles: 2 changed"
    assert lines[1] == "  kind 0s                +1 −0, statements +1 −0"
    assert "  and 5 kinds more: see `zhengwen status --format json`" in lines
    assert lines[-2] == "  12 statements changed in a\\nb.txt"
    assert len(lines) <= 13


def test_what_is_newly_held_back_is_named_with_its_reason() -> None:
    found = remaking([Comparison(f"{number}", "newly held back", "no date", {}) for number in range(50)])
    assert found.as_json()["held_back"][:1] == [{"article": "0", "reason": "no date"}]
    assert len(found.as_json()["held_back"]) == 20
    assert "| 0 | no date |" in found.markdown()


def test_the_artifact_has_tables_with_examples() -> None:
    text = remaking([changed(1, 3)]).markdown()
    assert "| people | 1 | 0 | 3 | 0 |" in text
    assert "| people | things added | 人1 — a1.txt |" in text
