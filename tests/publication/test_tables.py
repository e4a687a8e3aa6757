"""Tables: they agree with their metadata, with the dump and with the articles, in whatever order things came in."""

import csv
import gzip
from io import StringIO
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from flows.graph.vocabulary import ZW
from flows.ledger.record import Stored
from flows.publication.contribution import contribution
from flows.publication.tables import TABLE_HEADS, table_rows
from flows.publication.tables.rows import csv_line
from flows.publication.tables.schema import BY_ARTICLE, CAREERS, TABLES
from tests.flows.invented import files
from tests.graph import sample
from tests.graph.reading import mapped
from tests.publication.csvw import Tables
from tests.publication.several import published, text_titled

_STORED = Stored("", "", "", "", b"", "", b"", b"[]")
_TURN_DEPENDENT = ("CHANGES.md", "manifest.json", "void.ttl", "SHA256SUMS", "delta/")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("tables"), "abcde").folder


@pytest.fixture(scope="module")
def tables(release: Path) -> Tables:
    return Tables(release / "tables")


@pytest.fixture(scope="module")
def dump(release: Path) -> Store:
    store = Store()
    store.load(gzip.decompress((release / "zhengwen.nq.gz").read_bytes()), format=RdfFormat.N_QUADS)
    return store


def test_rows_agree_with_their_metadata(tables: Tables) -> None:
    assert tables.errors() == []
    assert all(tables.rows.values())


@pytest.mark.parametrize(
    ("url", "column", "value"),
    [("meetings.csv", "date", "2021-13-01"), ("tenures.csv", "tenure", "https://example.org/tenure/none"),
     ("agenda-items.csv", "meeting", ""), ("articles.csv", "views", "many"), ("careers.csv", "person", "nobody")],
)  # fmt: skip
def test_rows_that_do_not_agree_are_seen(release: Path, url: str, column: str, value: str) -> None:
    broken = Tables(release / "tables")
    broken.rows[url][0][column] = value
    assert broken.errors()


def test_what_csv2rdf_makes_of_them_is_in_the_dump(tables: Tables, release: Path) -> None:
    said = {quad.triple for quad in parse((release / "zhengwen.ttl").read_bytes(), format=RdfFormat.TURTLE)}
    made = set(tables.triples())
    assert len(made) > 500
    assert made <= said


def test_every_quote_stands_in_its_article_where_it_says(tables: Tables) -> None:
    titles = {row["article"]: row["title"] for row in tables.rows["articles.csv"]}
    for table in BY_ARTICLE:
        for row in tables.rows[f"{table.name}.csv"]:
            text = text_titled(titles[row["article"]])
            assert row["quote"]
            assert text[int(row["quote_start"]) : int(row["quote_end"])] == row["quote"]


def test_there_are_as_many_rows_as_the_dump_has_things(tables: Tables, dump: Store) -> None:
    for table in BY_ARTICLE:
        query = f"SELECT DISTINCT ?graph ?thing {{ GRAPH ?graph {{ ?thing a {table.row_class} }} }}"
        assert len(tables.rows[f"{table.name}.csv"]) == len(list(dump.query(query))), table.name  # type: ignore[arg-type]
    tenures = list(dump.query(f"SELECT DISTINCT ?tenure {{ GRAPH ?graph {{ ?tenure a {ZW['Tenure']} }} }}"))  # type: ignore[arg-type]
    assert len(tables.rows["careers.csv"]) == len(tenures)


def test_careers_join_what_articles_say(tables: Tables) -> None:
    careers = {(row["person_name"], row["post_name"]): row for row in tables.rows["careers.csv"]}
    mayor = careers["王大明", "成都市新都区人民政府区长"]
    assert (mayor["first_observed"], mayor["last_observed"], mayor["articles"]) == ("2021-03-04", "2021-03-19", "5")
    assert (mayor["post_title"], mayor["organization_name"]) == ("区长", "成都市新都区人民政府")
    for tenure, row in ((row["tenure"], row) for row in careers.values()):
        days = [each["observed_on"] for each in tables.rows["tenures.csv"] if each["tenure"] == tenure]
        assert (row["first_observed"], row["last_observed"]) == (min(days), max(days))
        assert row["articles"] == str(len(days))


def test_the_metadata_names_all_files_and_columns_in_both_languages(tables: Tables, release: Path) -> None:
    assert {path.name for path in (release / "tables").glob("*.csv")} == tables.schemas.keys()
    for described in tables.metadata["tables"]:
        assert {title["@language"] for title in described["dc:title"]} == {"zh", "en"}
        for column in described["tableSchema"]["columns"]:
            assert column.get("virtual") or (column["titles"].keys() == {"zh", "en"} and all(column["titles"]["zh"]))


def test_the_files_are_plain_utf_8_with_one_kind_of_line_end(release: Path) -> None:
    for path in (release / "tables").iterdir():
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\n")
        assert b"\r" not in data


def test_the_order_of_ingest_does_not_show(release: Path, tmp_path: Path) -> None:
    other = published(tmp_path, "edcba").folder
    assert files(other) == files(release)


def test_step_by_step_gives_the_same_files_as_at_once(release: Path, tmp_path: Path) -> None:
    grown = published(tmp_path, "bde", "ac").folder

    def same(folder: Path) -> dict[str, bytes]:
        return {name: data for name, data in files(folder).items() if not name.startswith(_TURN_DEPENDENT)}

    assert same(grown) == same(release)
    assert {"tables/meetings.csv", "tables/careers.csv", "network/co-participation.graphml"} <= same(grown).keys()


def test_a_table_damaged_in_the_release_before_is_not_copied(release: Path, tmp_path: Path) -> None:
    before = published(tmp_path, "bde").folder
    table = before / "tables/meetings.csv"
    table.write_bytes(table.read_bytes().replace("会议".encode(), "〇〇".encode()))
    grown = published(tmp_path, "ac").folder
    assert (grown / "tables/meetings.csv").read_bytes() == (release / "tables/meetings.csv").read_bytes()


def _rows_of_sample(*more: str) -> dict[str, list[dict[str, str]]]:
    quads = [str(quad) for quad in mapped()]
    graph = quads[0].rpartition(" ")[2]
    lines = "".join(f"{line} .\n" for line in sorted(quads + [f"{statement} {graph}" for statement in more]))
    made = table_rows(_STORED, contribution(lines.encode(), sample.BASE), sample.BASE)
    assert made.keys() == TABLE_HEADS.keys()
    return {
        name: list(csv.DictReader(StringIO((TABLE_HEADS[name] + data).decode(), newline="")))
        for name, data in made.items()
    }


def _some(row: dict[str, str], *columns: str) -> tuple[str, ...]:
    return tuple(row[column] for column in columns)


def test_every_kind_of_fact_becomes_a_row() -> None:
    rows = _rows_of_sample()
    (article,) = rows["tables/articles.csv"]
    assert _some(article, "source_url", "published", "published_at", "views", "author_names") == (
        "https://news.example/2031/0612.html", "2031-06-12", "2031-06-12T08:30:00+08:00", "64", "白小川",
    )  # fmt: skip
    meetings = {row["name"]: row for row in rows["tables/meetings.csv"]}
    meeting = meetings["县河湖管护领导小组第七次(扩大)会议"]
    assert _some(meeting, "type", "date", "date_stated", "ordinal", "enlarged", "chair_names", "place") == (
        "leading-group-meeting", "2031-06-10", "2031-06-10", "7", "true", "何清远", "县政务中心",
    )  # fmt: skip
    assert _some(meeting, "quote", "confidence") == ("县河湖管护领导小组第七次(扩大)会议", "0.9")
    assert _some(meetings["省河湖长制工作会议"], "reported", "date_stated") == ("false", "")
    assert _some(meetings["调研"], "reported", "date", "date_stated") == ("true", "", "2031-06")
    (document,) = [row for row in rows["tables/documents.csv"] if row["number"]]
    assert _some(document, "status", "status_text", "type", "number", "year", "short_form", "issuer_name") == (
        "submitted-draft", "送审稿", "measures", "青府发〔2031〕12号", "2031", "考评办法", "青禾县人民政府",
    )  # fmt: skip
    acting = [row for row in rows["tables/tenures.csv"] if row["qualifiers"]]
    assert [_some(row, "person_name", "post_title", "qualifiers", "observed_on") for row in acting] == [
        ("苗若兰", "县长", "acting", "2031-06-10")
    ]


def test_agenda_items_and_directives_lead_to_what_they_are_about() -> None:
    rows = _rows_of_sample()
    agenda = [_some(row, "action", "subject_kind", "about_name", "considered_as", "presenter_names")
              for row in rows["tables/agenda-items.csv"]]  # fmt: skip
    assert agenda == [
        ("convey", "meeting", "省河湖长制工作会议", "", ""),
        ("deliberate", "document", "青禾县河湖管护工作2031年考评办法", "submitted-draft", ""),
        ("hear", "report", "", "", "青禾县柳桥镇"),
    ]
    first, second, third = rows["tables/directives.csv"]
    assert _some(first, "path", "numbered", "issuer_name", "parent") == ("1", "true", "何清远", "")
    assert _some(second, "path", "modality", "addressee_names", "parent") == (
        "1.1", "must", "各乡镇、各单位", first["directive"],
    )  # fmt: skip
    assert _some(third, "issuer_name", "addressee_names") == ("与会领导", "青禾县水务局")


def test_a_tenure_says_when_it_began_as_exactly_as_the_article_does() -> None:
    tenure = _rows_of_sample()["tables/tenures.csv"][0]["tenure"]
    month = "<http://www.w3.org/2001/XMLSchema#gYearMonth>"
    rows = _rows_of_sample(f'<{tenure}> {ZW["statedStart"]} "2031-05"^^{month}')["tables/tenures.csv"]
    assert {row["tenure"]: row["stated_start"] for row in rows if row["stated_start"]} == {tenure: "2031-05"}


def test_evidence_of_the_thing_comes_before_surer_evidence_of_one_of_its_properties() -> None:
    (visit,) = [row for row in _rows_of_sample()["tables/meetings.csv"] if row["name"] == "调研"]
    assert visit["quote"] == "调研"


def test_a_cell_with_several_values_names_them_in_the_order_of_its_iris() -> None:
    rows = _rows_of_sample()
    (part,) = [row for row in rows["tables/participations.csv"] if row["role"] == "speaker"]
    named = {row["post"]: row["post_name"] for row in rows["tables/tenures.csv"]}
    posts = part["posts"].split("|")
    assert {named[post] for post in posts} == {"中共青禾县委员会副书记", "青禾县人民政府县长"}
    assert part["post_names"].split("|") == [named[post] for post in posts]


def test_cells_are_quoted_as_rfc_4180_wants_and_hold_the_data_as_they_are() -> None:
    assert csv_line(["a", "", "b,c", 'd"e', "f\ng", "=1+1", "@x"]) == 'a,,"b,c","d""e","f\ng",=1+1,@x\n'


def test_the_aggregate_has_the_columns_that_its_table_declares(release: Path) -> None:
    assert (release / CAREERS.file).read_bytes().startswith(CAREERS.head)
    assert len({table.file for table in TABLES}) == len(TABLES)
