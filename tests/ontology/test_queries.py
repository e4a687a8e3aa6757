"""Each example query says what it is in two languages; the oldest find in the sample what was put there by hand.

The answers of all of them, in both engines, are in `tests/queries/`.
"""

import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from tests.graph.reading import mapped
from tests.ontology.terms import ROOT

QUERIES = sorted((ROOT / "ontology" / "queries").glob("*.rq"))
HEADERS = ("title@en", "title@zh", "description@en", "description@zh", "result")


@pytest.fixture(scope="module")
def store() -> Store:
    found = Store()
    found.extend(mapped())
    return found


MEETING, HEADLINE = "区依法治区领导小组第十一次(扩大)会议", "强化政治担当 推进依法治区"
OURS = {
    MEETING: "县河湖管护领导小组第七次(扩大)会议",
    HEADLINE: "河湖管护再部署",
    "刘任远": "何清远",
    "成都市新都区依法治区领导小组": "青禾县河湖管护领导小组",
    "成都市新都区人民政府区长": "青禾县人民政府县长",
    "雪亮工程": "碧水行动",
}
"""What the queries ask about as they are shipped, and what is in the sample in its place."""


def rows(store: Store, name: str) -> list[dict[str, str]]:
    text = (ROOT / "ontology" / "queries" / name).read_text("utf-8")
    for shipped, ours in OURS.items():
        text = text.replace(f'"{shipped}"', f'"{ours}"')
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in found]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_says_what_it_is(path: Path) -> None:
    head = dict(re.findall(r"^# (\S+): (.+)$", path.read_text("utf-8"), re.MULTILINE))
    assert tuple(head) == HEADERS


def test_chairs(store: Store) -> None:
    assert rows(store, "chairs.rq") == [
        {"date": "2031-06-10", "chair": "何清远", "event": "县河湖管护领导小组第七次(扩大)会议"}
    ]


def test_participants(store: Store) -> None:
    acting = [row for row in rows(store, "participants.rq") if row.get("qualifier")]
    assert [(row["person"], row["role"], row["post"], row["qualifier"]) for row in acting] == [
        ("苗若兰", "speaker", "青禾县人民政府县长", "acting")
    ]


def test_directives(store: Store) -> None:
    found = [(row["path"], row["speaker"], row.get("addressee")) for row in rows(store, "directives.rq")]
    assert found == [("1", "何清远", None), ("1.1", "何清远", "各乡镇、各单位"), ("1.2", "与会领导", "青禾县水务局")]


def test_documents(store: Store) -> None:
    row = rows(store, "documents.rq")[0]
    assert (row["action"], row["status"]) == ("deliberate", "submitted-draft")
    assert row["document"] == "青禾县河湖管护工作2031年考评办法"


def test_policy_terms(store: Store) -> None:
    assert rows(store, "policy-terms.rq") == [{"term": "碧水行动", "uses": "1", "users": "1", "articles": "1"}]


def test_evidence(store: Store) -> None:
    dates = [row for row in rows(store, "evidence.rq") if row.get("property") == "https://schema.org/startDate"]
    assert {row["quote"] for row in dates} == {"6月10日上午", "6月11日"}


def test_tenures(store: Store) -> None:
    acting = [row for row in rows(store, "tenures.rq") if row.get("how") == "acting"]
    assert [(row["person"], row["post"], row["first"], row["last"], row["articles"]) for row in acting] == [
        ("苗若兰", "青禾县人民政府县长", "2031-06-10", "2031-06-10", "1")
    ]
