"""One report on several portals is one set of facts with several sources, whatever came first and whatever follows."""

import csv
import gzip
import itertools
import json
from pathlib import Path

import pytest

from flows.publication.delta import ADDED, REMOVED, lines_of
from flows.validation import validate_file
from tests.flows.invented import BASE, files
from tests.ontology.terms import ontology
from tests.publication.across import Dataset, House, told

BODY = (
    "3月4日上午,区政府召开第88次常务会议。区委副书记、区长王大明主持会议并讲话,副区长李小红出席会议,"
    "区水务局局长赵小刚列席会议。\n会议审议了《新都区河湖管护办法(送审稿)》,听取了区水务局关于汛前检查情况的汇报。\n"
    "会议要求,一要压实责任,各镇街、各部门要主动作为。二要加强巡查,对重点河段每日一查,发现问题立即整改。三要加强宣传,"
    "营造全民护水的良好氛围。\n王大明强调,要坚持问题导向,聚焦群众关切,确保各项工作落到实处、见到实效。"
)
FIRST = told("区政府召开第88次常务会议", BODY)
EDITED = told("新都区研究河湖管护", BODY.replace("见到实效", "取得成效"), "2021-03-06", "成都日报")
REPRINT = told("护水有了新办法", BODY, "2021-03-08", "四川新闻网")
OTHER = told(
    "区委召开会议", "3月9日,区委书记刘远山主持召开区委常委会会议,研究干部工作。会议强调,要公道正派。", "2021-03-10"
)
FACTS = ("Event", "Participation", "Tenure", "Post", "AgendaItem", "Directive", "Document", "PolicyTerm")


def number(found: Dataset, kind: str) -> int:
    return len(found.column(f"SELECT ?t {{ ?t a zw:{kind} }}"))


def primary(found: Dataset) -> dict[str, str]:
    """Return the headline of which each copy is one."""
    pattern = "SELECT ?c ?f { ?a prov:alternateOf ?b . ?a dcterms:title ?c . ?b dcterms:title ?f }"
    return {row[0]: row[1] for row in found.rows(pattern)}


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House(tmp_path_factory.mktemp("copies")).take(a=FIRST, b=EDITED, c=REPRINT, d=OTHER)
    house.publish()
    return house


@pytest.fixture(scope="module")
def found(several: House) -> Dataset:
    return Dataset(several.output / "latest")


def test_the_facts_are_those_of_one_article(found: Dataset, tmp_path: Path) -> None:
    alone = House(tmp_path).take(a=FIRST, d=OTHER).dataset()
    assert {kind: number(found, kind) for kind in FACTS} == {kind: number(alone, kind) for kind in FACTS}
    assert number(found, "Article") == 4
    assert primary(found) == dict.fromkeys(("新都区研究河湖管护", "护水有了新办法"), "区政府召开第88次常务会议")
    assert found.column("SELECT ?t { ?a zw:reportsOn ?m ; dcterms:title ?t }") == [
        "区委召开会议",
        "区政府召开第88次常务会议",
    ]


def test_meeting_and_tenures_lead_to_both_copies_in_the_graphs_of_these(found: Dataset) -> None:
    copies = {"新都区研究河湖管护", "护水有了新办法"}
    for kind in ("Meeting", "Tenure"):
        pattern = f"SELECT ?t {{ ?x a zw:{kind} . GRAPH ?g {{ ?x prov:wasDerivedFrom ?a . ?a prov:alternateOf ?b }} "
        assert set(found.column(pattern + "?a dcterms:title ?t }")) == copies
    sources = "SELECT ?t {{ ?m schema:name '{}'@zh . ?a zw:reportsOn|^prov:wasDerivedFrom ?m ; dcterms:title ?t }}"
    assert set(found.column(sources.format("第88次常务会议"))) == {*copies, "区政府召开第88次常务会议"}


def test_a_copy_tells_what_it_is_and_who_made_it(found: Dataset) -> None:
    about = """SELECT ?day ?publisher ?author ?editor {
      ?a dcterms:title "新都区研究河湖管护"@zh ; dcterms:issued ?day ; dcterms:publisher/skos:prefLabel ?publisher ;
        schema:author/foaf:name ?author ; schema:editor/foaf:name ?editor ; zw:jurisdiction ?d ; zw:textLength ?n }"""
    assert found.rows(about) == [("2021-03-06T10:20:30+08:00", "成都日报", "张三丰", "李小四")]
    quotes = (
        """SELECT ?q { ?e oa:hasSource ?a ; oa:hasSelector/oa:exact ?q . ?a dcterms:title "新都区研究河湖管护"@zh }"""
    )
    with_oa = "PREFIX oa: <http://www.w3.org/ns/oa#>\n" + quotes
    assert set(found.column(with_oa)) == {
        "新都区研究河湖管护",
        "2021-03-06 10:20:30",
        "成都日报",
        "张三丰",
        "李小四",
    } | set(found.column(with_oa)) & {"新都区"}


def test_every_term_in_the_graph_of_a_copy_is_declared(several: House) -> None:
    declared = {str(term) for term in ontology().subjects()} | {"http://www.w3.org/2000/01/rdf-schema#label"}
    declared.add("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    dump = gzip.decompress((several.output / "latest" / "zhengwen.nq.gz").read_bytes()).decode()
    lines = [line for line in dump.splitlines() if f"<{BASE}graph/2021-03-06" in line.rpartition(" <")[0] + line]
    assert lines
    assert {line.split(" ", 2)[1][1:-1] for line in lines} <= declared


def test_what_is_published_conforms(found: Dataset) -> None:
    findings = validate_file(found.release / "zhengwen.ttl").verdict.findings
    assert [finding for finding in findings if "KnownPost" not in finding.shape] == []


def test_tables_and_counts_have_the_facts_once(several: House) -> None:
    latest = several.output / "latest"
    rows = {
        path.stem: list(csv.DictReader(path.open(encoding="utf-8", newline=""))) for path in latest.glob("tables/*.csv")
    }
    assert len(rows["articles"]) == 4
    by_title = {row["title"]: row for row in rows["articles"]}
    assert by_title["新都区研究河湖管护"]["copy_of"] == by_title["区政府召开第88次常务会议"]["article"]
    assert by_title["区委召开会议"]["copy_of"] == ""
    for table in ("meetings", "participations", "directives", "agenda-items", "tenures"):
        assert {row["article"] for row in rows[table]} <= {
            row["article"] for row in rows["articles"] if not row["copy_of"]
        }
    manifest = json.loads((latest / "manifest.json").read_text())
    assert (manifest["articles"], manifest["copies"]) == (4, 2)


def test_neither_the_order_nor_releases_in_between_show(several: House, tmp_path: Path) -> None:
    articles = {"a": FIRST, "b": EDITED, "c": REPRINT, "d": OTHER}
    expected = data(several)
    for number, order in enumerate(itertools.islice(itertools.permutations(articles), 0, None, 7)):
        house = House(tmp_path / str(number))
        for name in order:
            house.take(**{name: articles[name]}).publish()
        assert data(house) == expected, order


def data(house: House) -> dict[str, bytes]:
    """Return the files that do not tell what was published before."""
    of_its_way = ("CHANGES.md", "manifest.json", "void.ttl", "SHA256SUMS", "delta/")
    return {k: v for k, v in files(house.output / "latest").items() if not k.startswith(of_its_way)}


def test_the_delta_is_exact_when_a_better_one_comes_and_when_it_changes(tmp_path: Path) -> None:
    house = House(tmp_path).take(b=EDITED, c=REPRINT)
    steps = [
        {"a": FIRST},
        {"d": OTHER},
        {"a": FIRST.replace("王大明", "孙立新").replace("3月4日上午", "3月5日下午")},
        {"a": FIRST},
    ]
    before = quads(house.publish().folder)
    for step in steps:
        release = house.take(**step).publish()
        now = quads(release.folder)
        added, removed = set(lines_of(release.folder / ADDED)), set(lines_of(release.folder / REMOVED))
        assert (before - removed) | added == now
        assert not added & before
        assert removed <= before
        before = now
    assert primary(Dataset(release.folder)) == dict.fromkeys(
        ("新都区研究河湖管护", "护水有了新办法"), "区政府召开第88次常务会议"
    )


def quads(folder: Path) -> set[str]:
    return set(gzip.decompress((folder / "zhengwen.nq.gz").read_bytes()).decode().splitlines())


def test_what_follows_a_merge_follows_it_in_the_graphs_of_copies_too(tmp_path: Path) -> None:
    other = told(
        "区水利局开会", "3月12日,区水利局召开会议。区水利局局长赵小刚主持会议。会议要求,要防汛。", "2021-03-13"
    )
    house = House(tmp_path).take(a=FIRST, b=EDITED, e=other)
    before = house.dataset()
    old, new = before.organization("成都市新都区水务局"), before.organization("成都市新都区水利局")
    merged = house.correct(f"same-as,{old},,{new},,,").dataset()
    dangling = "SELECT ?t { ?t prov:wasDerivedFrom ?a . FILTER NOT EXISTS { ?t rdfs:label ?l } }"
    assert merged.rows(dangling) == before.rows(dangling) == []
    led_to = "SELECT ?t { ?t a zw:Tenure ; prov:wasDerivedFrom ?a . ?a prov:alternateOf ?b }"
    assert len(merged.column(led_to)) == len(before.column(led_to)) > 0
    assert merged.column(led_to) != before.column(led_to)
    again = House(tmp_path / "again").correct(f"same-as,{old},,{new},,,").take(e=other, b=EDITED, a=FIRST)
    again.publish()
    assert data(again) == data(house)


def test_a_view_count_changes_nothing_but_itself(tmp_path: Path) -> None:
    counted = FIRST + "浏览量:120\n"
    house = House(tmp_path).take(a=counted).take(d=OTHER)
    before = quads(house.publish().folder)
    house.take(a=counted.replace("120", "121"))
    assert house.ledger.counts() == {"accepted": 2}
    after = quads(house.publish().folder)
    predicates = {line.split(" ")[1].rpartition("#")[2].rpartition("/")[2].rstrip(">") for line in before ^ after}
    assert predicates == {"userInteractionCount", "contentDigest", "exact"}
    assert len(before - after) == len(after - before) == 3
