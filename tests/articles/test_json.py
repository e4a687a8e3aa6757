"""JSON and JSON Lines: a record is an article; its bytes are kept, and a map says which of its fields holds what."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.articles.decoding import MAX_BYTES, Unreadable
from flows.articles.evidence import Evidence
from flows.articles.incoming import Incoming
from flows.articles.kinds import article_of
from tests.articles.article_sample import BODY, TITLE, body_of, editors, published, reporters, source
from tests.articles.files_sample import RECORD, URL, errors, lines, names, only, read, record, refusal, write

ALL = (TITLE, "2019-06-04T09:15:20", "江城日报", ["毛一丁", "石三"], ["何小里"], BODY)


def values(incoming: Incoming) -> tuple[object, ...]:
    article = article_of(incoming)
    people = reporters(article), editors(article)
    return article.title.value, published(article), source(article), *people, body_of(article)


def test_a_record_is_an_article_with_evidence_in_the_text_as_kept(tmp_path: Path) -> None:
    (incoming,) = read(write(tmp_path / "a.jsonl", lines(RECORD)))
    assert values(incoming) == ALL
    article = article_of(incoming)
    assert (article.url, article.identity, article.jurisdiction) == (URL, URL, "四川省成都市新都区")
    for stated in (article.title, article.source, *article.reporters, *article.editors):
        assert stated is not None
        assert isinstance(stated.evidence, Evidence)
        assert stated.evidence.span.of(article.text) == stated.value
    assert article.published is not None
    assert isinstance(article.published.evidence, Evidence)
    assert article.published.evidence.span.of(article.text) == "2019-06-04 09:15:20"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("ending", [".json", ".jsonl"])
def test_files_of_both_kinds_packed_or_not(tmp_path: Path, ending: str, packed: bool) -> None:
    records = (RECORD, record(id="a/2"), record(id=3), record(id=None), record(id="", url=""))
    content = lines(*records) if ending == ".jsonl" else json.dumps(records).encode()
    path = write(tmp_path / f"a{ending}{'.gz' if packed else ''}", content, packed=packed)
    place = "line 5" if ending == ".jsonl" else "record 5"
    assert names(path) == ["#a-1", "#a/2", "#3", f"#{URL}", f"#{place}"]
    assert read(path) == read(path)
    assert [json.loads(incoming.raw or b"") for incoming in read(path)] == list(records)
    assert all(values(incoming) == ALL for incoming in read(path))


def test_a_line_is_kept_as_it_came_in(tmp_path: Path) -> None:
    line = json.dumps(RECORD, indent=None).encode() + b"   "
    assert [each.raw for each in read(write(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + line + b"\r\n\r\n" + line))] == [
        line.strip(),
        line.strip(),
    ]


def test_an_id_that_comes_twice_is_two_names(tmp_path: Path) -> None:
    assert names(write(tmp_path / "a.jsonl", lines(RECORD, RECORD))) == ["#a-1", "#a-1 (2)"]


def test_a_record_that_cannot_be_read_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    bad = b'{"id": "x", "title": \n[1]\n"text"\nnull\n{"id": {"a": true}}\n' + b"[" * 100_000 + b"\n\xff\xfe\xff\n"
    path = write(tmp_path / "a.jsonl", lines(RECORD) + bad + lines(record(id="z")))
    found = read(path)
    assert [each.name.removeprefix(str(path)) for each in found] == [
        "#a-1", *(f"#line {number}" for number in range(2, 9)), "#z",
    ]  # fmt: skip
    assert [each.error for each in (found[0], found[-1])] == [None, None]
    assert found[1].error == "line 2: no JSON: Expecting value at column 21"
    assert found[2].error == "line 3: no JSON object with fields, but [1]"
    assert found[5].error == 'line 6: the field id is no text, but {"a": true}'
    assert found[6].error == "line 7: no JSON that can be read: nested too deep, or a number too long"
    assert all(each.error and each.raw for each in found[1:-1])


def test_a_line_too_long_is_told_without_holding_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b'{"text": "' + b"a" * (2 * MAX_BYTES + 100) + b'"}\n' + lines(RECORD))
    assert names(path) == ["#line 1", "#a-1"]
    assert "longer than" in errors(path)[0]


def test_a_file_cut_off_is_told_after_what_could_be_read(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(lines(record(id=number, text=BODY * (number % 7 + 1))) for number in range(900)))
    path = write(tmp_path / "a.jsonl.gz", whole[: len(whole) // 2])
    *articles, last = read(path)
    assert len(articles) > 100
    assert not any(each.error for each in articles)
    assert last.name == str(path)
    assert (last.error or "").startswith("cut off: its end is missing, after line ")


def test_what_is_no_gzip_file_and_what_is_a_bomb_is_told(tmp_path: Path) -> None:
    assert errors(write(tmp_path / "a.jsonl.gz", b"no gzip")) == ["no gzip file, or a damaged one, after line 0"]
    assert "packed to less than" in errors(write(tmp_path / "b.jsonl.gz", b" " * 60_000_000, packed=True))[0]


def test_a_map_names_the_fields_of_the_records_beside_it(tmp_path: Path) -> None:
    given_map = 'title = "headline"\ntext = "content.body"\npublished = "time"\nid = "key"\nrecords = "data.list"\n'
    write(tmp_path / "fields.toml", given_map)
    other = {
        "key": 7,
        "headline": TITLE,
        "content": {"body": BODY.split("\n")},
        "time": 1559610920,
        "source": "江城日报",
    }
    path = write(tmp_path / "a.json", json.dumps({"code": 0, "data": {"n": [1], "list": [other]}}))
    (incoming,) = read(path)
    assert incoming.name == f"{path}#7"
    assert values(incoming) == (TITLE, "2019-06-04T09:15:20", "江城日报", [], [], BODY)
    assert json.loads(incoming.raw or b"") == other
    assert errors(write(tmp_path / "b.json", "{}")) == ["no field data that holds the records"]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("headline = 'x'", "headline is none of id, url, title"),
        ("title = 3", "title must be the name of a field"),
        ("title", "fields.toml cannot be read: "),
    ],
)
def test_a_map_that_cannot_be_used_stops_its_records_only(tmp_path: Path, content: str, error: str) -> None:
    write(tmp_path / "fields.toml", content)
    write(tmp_path / "a.jsonl", lines(RECORD))
    write(tmp_path / "b.txt", f"{TITLE}\n2019-06-04\n{BODY}")
    (only_error,) = errors(tmp_path)
    assert error in only_error
    assert len(read(tmp_path)) == 2


def test_a_record_without_text_says_which_fields_there_are(tmp_path: Path) -> None:
    (incoming,) = read(write(tmp_path / "a.json", '{"headline": "x", "content": "y"}'))
    with pytest.raises(Unreadable, match=r"nothing in the field text; fields are headline, content: fields.toml can"):
        article_of(incoming)


@pytest.mark.parametrize("content", ["", "[", "{} {}", "\0", '"a"', "3", "[]"])
def test_what_is_no_json_is_told(tmp_path: Path, content: str) -> None:
    assert len(errors(write(tmp_path / "a.json", content))) == 1


def test_a_text_in_html_becomes_lines(tmp_path: Path) -> None:
    text = "".join(f"<p>　　{line}<br/></p>" for line in BODY.split("\n"))
    assert body_of(only(write(tmp_path / "a.json", json.dumps(record(text=text))))) == BODY


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2019-06-04", "2019-06-04"),
        ("2019-06-04T01:15:20Z", "2019-06-04T09:15:20"),
        ("2019-06-03T20:15:20.123-05:00", "2019-06-04T09:15:20"),
        ("2019-06-04 09:15", "2019-06-04T09:15"),
        ("2019年6月4日", "2019-06-04"),
        ("20190604091520", "2019-06-04T09:15:20"),
        (1559610920, "2019-06-04T09:15:20"),
        (1559610920000, "2019-06-04T09:15:20"),
        ("Tue, 04 Jun 2019 01:15:20 GMT", "2019-06-04T09:15:20"),
        ("2019-13-04", None),
        ("2019-13-04T01:15:20Z", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_times_are_those_of_china(tmp_path: Path, written: object, read_as: str | None) -> None:
    assert published(only(write(tmp_path / "a.json", json.dumps(record(published=written))))) == read_as


@pytest.mark.parametrize("title", ["要闻动态", "江城日报", "首页>新闻>要闻", "2019-06-04", "记者:毛一丁", "a\nb"])
def test_the_headline_is_the_one_given_whatever_it_looks_like(tmp_path: Path, title: str) -> None:
    article = only(write(tmp_path / "a.json", json.dumps(record(title=title))))
    assert (article.title.value, body_of(article)) == (title.replace("\n", " "), BODY)


def test_without_a_headline_the_first_line_of_the_text_is_it(tmp_path: Path) -> None:
    article = only(write(tmp_path / "a.json", json.dumps(record(title=None, text=f"{TITLE}\n{BODY}"))))
    assert (article.title.value, body_of(article), published(article)) == (TITLE, BODY, "2019-06-04T09:15:20")


@pytest.mark.parametrize("url", ["", None, "/a.html", "javascript:1", "http://a b", "https://a\u0007b"])
def test_what_is_no_whole_url_identifies_nothing(tmp_path: Path, url: str | None) -> None:
    article = only(write(tmp_path / "a.json", json.dumps(record(url=url))))
    assert article.url is None
    assert article.identity.startswith(TITLE)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)
       | st.dictionaries(st.sampled_from([*RECORD, "x"]), inner, max_size=6)))  # fmt: skip
def test_any_record_is_an_article_or_refused(value: object) -> None:
    refused = refusal(Incoming("a", json.dumps(value).encode(), kind="json"))
    assert refused is None or (refused.startswith("a: ") and "\n" not in refused)


@given(
    st.lists(st.dictionaries(st.text(), st.integers() | st.text(), max_size=4), min_size=1, max_size=5),
    st.integers(0, 4),
)
def test_the_bytes_of_a_record_in_a_list_are_those_of_its_object(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, object]], indent: int
) -> None:
    path = tmp_path_factory.mktemp("json") / "a.json"
    write(path, json.dumps(records, indent=indent or None))
    found = [incoming.raw for incoming in read(path)]
    assert [json.loads(raw or b"") for raw in found] == records
