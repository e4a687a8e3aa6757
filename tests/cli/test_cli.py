"""The command line: help, errors in one line, extract in its formats."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from flows.cli import main, running
from flows.cli.extracting import stem
from flows.cli.parser import build_parser
from flows.cli.running import named
from flows.cli.schema import schema_text
from flows.wording import counted, in_one_line
from tests.flows.invented import article, write

COMMANDS = (
    "run", "ingest", "publish", "extract", "validate", "query", "push", "reconcile", "sources", "status", "quarantine",
    "backup", "restore", "metrics",
    "evaluate",
)  # fmt: skip
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, one=article(1), two=article(2), empty="")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        build_parser().parse_args([command, "--help"])
    assert left.value.code == 0
    assert f"examples:\n  zhengwen {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "required"),
        (["serv"], "invalid choice"),
        (["extract"], "required: FILE"),
        (["push"], "required: --endpoint"),
        (["reconcile"], "required: --service"),
        (["reconcile", "--service", "http://127.0.0.1:9/", "--limit", "0"], "must be a whole number from 1 up"),
        (["extract", "one.txt", "--format", "xml"], "invalid choice"),
    ],
)
def test_wrong_usage_is_one_line(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    error = capsys.readouterr().err
    assert left.value.code == 2
    assert error.startswith("error: ")
    assert error.count("\n") == 1
    assert words in error


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["extract", "empty.txt"], 1, "empty"),
        (["extract", "nowhere.txt"], 1, "No such file"),
        (["run", "nowhere"], 2, "no such file, folder or source: nowhere"),
        (["query", "chairs"], 1, "holds no release"),
        (["query", "nothing-like-this"], 2, "no example and no file"),
        (["query", "chairs-in-year", "甲"], 2, "it asks about body and year"),
        (["extract", "one.txt", "--jurisdiction", "无此省无此县"], 2, "no division is called 无此省无此县"),
        (["validate", "nowhere.ttl"], 1, "No such file"),
        (["validate", "notes.md"], 1, "error: notes.md is none of .ttl"),
        (["quarantine", "show", "99"], 2, "nothing held back is called 99"),
    ],
)
def test_an_error_is_one_line(
    arguments: list[str], status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == status
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert error.count("\n") == 1
    assert words in error


def test_a_wrong_setting_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ZHENGWEN_WORKERS", "many")
    assert main(["status"]) == 1
    assert capsys.readouterr().err == "error: ZHENGWEN_WORKERS must be a whole number from 1 up, not 'many'\n"


def test_extract_shows_people_meetings_and_places_in_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "one.txt"]) == 0
    page = capsys.readouterr().out
    for words in ("新都区召开第1次常务会议", "2021-03-05", "王大明", "主持 chair", "2021-03-04", "张三丰"):
        assert words in page
    assert max(len(line) for line in page.splitlines()) <= 100


def test_the_table_shows_text_as_it_is_and_no_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, odd=article(body="会议强调,要抓好“[red]工程”和[/]落实。"))
    assert main(["extract", "odd.txt"]) == 0
    assert "[red]工程" in capsys.readouterr().out


def test_json_is_what_the_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "one.txt", "two.txt", "--format", "json"]) == 0
    for each in json.loads(capsys.readouterr().out):
        jsonschema.validate(each, json.loads(schema_text()))
        assert each["facts"]["people"][0]["name"] == "王大明"


def test_the_committed_schema_is_current() -> None:
    assert (ROOT / "ontology/facts.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_refuses_something_else(capsys: pytest.CaptureFixture[str]) -> None:
    main(["extract", "one.txt", "--format", "json"])
    one = json.loads(capsys.readouterr().out)
    one["facts"]["people"][0]["name"] = 7
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(one, json.loads(schema_text()))


@pytest.mark.parametrize(("form", "name"), [("gold", "one.json"), ("turtle", "one.ttl"), ("json", "one.json")])
def test_extract_writes_one_file_an_article(tmp_path: Path, form: str, name: str) -> None:
    assert main(["extract", "one.txt", "two.txt", "--format", form, "--output", "found"]) == 0
    assert "王大明" in (tmp_path / "found" / name).read_text(encoding="utf-8")
    assert len(list((tmp_path / "found").iterdir())) == 2


def test_extract_goes_on_after_a_file_that_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "empty.txt", "one.txt", "--format", "gold"]) == 3
    printed = capsys.readouterr()
    assert json.loads(printed.out)["people"][0]["name"] == "王大明"
    assert printed.err == "error: empty.txt: empty: there is no text in it\n"


def test_the_operator_may_say_where_an_article_is_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "one.txt", "--format", "gold", "--jurisdiction", "四川省成都市龙泉驿区"]) == 0
    assert json.loads(capsys.readouterr().out)["jurisdiction"] == "四川省成都市龙泉驿区"


def test_validate_takes_an_article_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "one.txt"]) == 0
    assert "one.txt conforms" in capsys.readouterr().out
    assert main(["extract", "one.txt", "--format", "turtle", "--output", "made"]) == 0
    assert main(["validate", "made/one.ttl"]) == 0
    assert "not against the articles" in capsys.readouterr().out


def test_a_path_has_one_name_however_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    inside = (
        "folder/one.txt",
        "./folder//one.txt",
        "link/../folder/one.txt",
        "link/one.txt",
        tmp_path / "folder/one.txt",
    )
    assert {named(path) for path in inside} == {"folder/one.txt"}
    assert [named(path) for path in (".", "folder/..", tmp_path, "link")] == [".", ".", ".", "link"]
    assert named(tmp_path.parent / "other.txt") == named("../other.txt") == str(tmp_path.parent.resolve() / "other.txt")


def test_one_row_is_no_rows() -> None:
    assert [counted(number, "row") for number in (0, 1, 1200)] == ["0 rows", "1 row", "1,200 rows"]


def test_a_name_is_printed_in_one_line_and_turns_no_other() -> None:
    assert in_one_line("名 字\n\x1b[31m\u202e\udcff　。txt") == "名 字\\n\\x1b[31m\\u202e\\udcff　。txt"


def test_a_directive_with_clauses_is_shown_by_the_words_before_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "王大明要求,一要优化服务。企业提出的诉求三个工作日内必须有回音,不得推诿扯皮。二要加强宣传。"
    meeting = "3月4日,新都区召开营商环境工作会议。区委书记王大明主持会议并讲话。"
    (tmp_path / "said.txt").write_text(f"新都区召开会议\n发布时间:2021-03-05\n{meeting}\n{said}\n", encoding="utf-8")
    assert main(["extract", "said.txt"]) == 0
    assert re.search(r"1 优化服务 +\d", capsys.readouterr().out)


@pytest.mark.parametrize(("ingested", "published", "status"), [(0, 0, 0), (0, 1, 1), (3, 0, 3), (3, 1, 3)], ids=str)
def test_a_run_in_which_all_is_held_back_is_done_with_something_held_back(
    monkeypatch: pytest.MonkeyPatch, ingested: int, published: int, status: int
) -> None:
    done: list[int] = []

    def ends(status: int) -> Callable[[object], int]:
        return lambda _given: (done.append(status), status)[1]  # type: ignore[func-returns-value]

    monkeypatch.setattr(running, "ingest", ends(ingested))
    monkeypatch.setattr(running, "publish", ends(published))
    assert main(["run"]) == status
    assert done == [ingested, published]


def test_the_file_for_an_article_is_called_after_its_place_in_its_file() -> None:
    named = (
        "x/a.txt",
        "x/a.b.html",
        "a.jsonl#7",
        "a.zip#b/c.txt",
        "a.warc.gz#http://x.example/1?a=2",
        "a.json#a b (2)",
    )
    assert [stem(name) for name in named] == ["a", "a.b", "a-7", "a-b-c.txt", "a-http-x.example-1-a-2", "a-a-b-2"]
    long = [stem(f"x/a.jsonl#{'区' * 198}{n}") for n in (1, 2)]
    assert [name.rpartition("-")[0] for name in long] == [f"a-{'区' * 48}"] * 2
    assert len(set(long)) == 2
