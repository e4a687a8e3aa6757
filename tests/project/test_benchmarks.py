"""The benchmarks run, on articles of the project and on a corpus given by path; what they measure is for people."""

import json
import math
import platform
import re
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import (
    __main__,
    customary,
    engines,
    extraction,
    growth,
    ingest,
    plain,
    publication,
    queries,
    serving,
    similarity,
)
from benchmarks.articles import growing
from benchmarks.composing import compose
from benchmarks.costs import apart, processor_seconds
from benchmarks.work import environment
from flows.pipeline import process
from flows.publication.queries import ExampleQuery, example_queries
from tests.flows.invented import BASE, article, write

HERE = Path(__main__.__file__).parent
Table = list[list[str]]


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    row = {
        "title": "区政府召开常务会议",
        "published": "2031-03-05T10:20:30+08:00",
        "source": "新都资讯",
        "text": "3月4日,新都区政府召开第7次常务会议。区长王大明主持会议。会议强调,要抓好项目建设。",
    }
    path = tmp_path / "corpus.jsonl"
    path.write_text((json.dumps(row, ensure_ascii=False) + "\n") * 3, encoding="utf-8")
    return str(path)


def tables(printed: str) -> list[Table]:
    """Return the tables that a program prints: rows of cells, without the rule below the head."""
    found = re.findall(r"(?:^\|.*\n)+", printed, re.M)
    rows = [[[cell.strip() for cell in line.strip("|").split("|")] for line in each.splitlines()] for each in found]
    return [[head, *body] for head, _rule, *body in rows]


def number(cell: str) -> float:
    return float(cell.replace(",", ""))


def test_composed_articles_are_the_same_each_time_and_differ_from_each_other() -> None:
    assert [compose(each) for each in range(50)] == [compose(each) for each in range(50)]
    assert len({compose(each).raw for each in range(50)}) == 50


def test_composed_articles_are_accepted_and_say_something() -> None:
    records = [process(compose(each), BASE) for each in range(12)]
    assert {record.status for record in records} == {"accepted"}
    assert all(b"ontology#Participation>" in record.quads for record in records)
    assert all(b"ontology#Directive>" in record.quads for record in records)


def test_the_growing_mix_begins_with_the_seeds_and_takes_a_tenth_from_a_corpus_as_long_as_it_lasts(corpus: str) -> None:
    names = [Path(each.name).name for each in islice(growing(Path(corpus)), 42)]
    assert names[0].startswith("000_")
    assert [place for place, name in enumerate(names) if name.startswith("corpus-")] == [1, 11, 21]
    assert len(set(names)) == 42
    assert not any(each.name.startswith("corpus-") for each in islice(growing(None), 42))


def test_extraction(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    extraction.main([corpus, "--articles", "3"])
    measured, ratios, lengths = tables(capsys.readouterr().out)
    assert [row[:2] for row in measured[1:]] == [["gold", "3"], ["corpus", "3"]]
    for row, ratio in zip(measured[1:], ratios[1:], strict=True):
        assert number(ratio[1]) == pytest.approx(number(row[3]) / number(row[5]), rel=0.1)
    assert len(lengths) == 4


def test_similarity(capsys: pytest.CaptureFixture[str]) -> None:
    similarity.main(["--articles", "3", "--stored", "1000"])
    [table] = tables(capsys.readouterr().out)
    assert "1,000 articles" in table[2][0]
    assert all(number(row[1]) > 0 for row in table[1:])


def test_ingest(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    ingest.main([corpus, "--articles", "3"])  # of the gold, one is accepted
    stages, ratios = tables(capsys.readouterr().out)
    of_corpus = {row[0]: number(row[2]) for row in stages[1:]}
    assert of_corpus["articles"] == 3
    assert of_corpus["accepted"] == 1  # the others have the same text
    parts = sum(of_corpus[stage] for stage in ("read", "extraction", "mapping", "validation", "writing", "ledger"))
    assert of_corpus["the whole ingest"] == pytest.approx(parts, abs=0.1)
    assert number(ratios[2][1]) == pytest.approx(parts / of_corpus["jieba.posseg"], rel=0.1)


def test_the_customary_way_makes_the_same_triples(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    customary.main(["--articles", "3"])
    [row] = tables(capsys.readouterr().out)[0][1:]
    assert row[0] == "3"
    incoming = list(islice(growing(None), 4))
    customary.in_our_way(incoming[:3], incoming[3:], tmp_path)
    triples, seconds, _more = customary.in_the_customary_way(incoming[:3], incoming[3:], tmp_path)
    assert number(row[1]) == triples
    assert set(seconds) == {"jieba.posseg", "rdflib graphs", "pySHACL", "rdflib serialisers"}
    manifest = json.loads((tmp_path / "output" / "latest" / "manifest.json").read_text(encoding="utf-8"))
    written = (tmp_path / "customary.nq").read_text(encoding="utf-8")
    # What a release says across articles is beyond what each says by itself.
    assert manifest["articles"] == 4
    assert 0.9 * manifest["quads"] < len(written.splitlines()) <= manifest["quads"]


def test_publication(capsys: pytest.CaptureFixture[str]) -> None:
    publication.main(["--articles", "3"])
    steps, ratios = tables(capsys.readouterr().out)
    assert [row[0] for row in steps[1:5]] == ["ingest of 1 articles", "release of 1", "ingest of 2", "release of 3"]
    assert number(ratios[1][1]) == pytest.approx(number(steps[4][1]) / number(steps[5][1]), rel=0.3)


def test_growth_leaves_what_others_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(growth, "_SIZES", (2,))
    growth.main(["--articles", "5", "--folder", str(tmp_path)])
    costs, disk, thousands, ratios = tables(capsys.readouterr().out)
    assert [row[0] for row in costs[1:]] == [row[0] for row in disk[1:]] == ["2", "5"]
    assert [row[:2] for row in thousands[1:]] == [["the first 2", "2"], ["the last 3", "3"]]
    assert number(ratios[1][1]) == pytest.approx(number(thousands[2][2]) / number(thousands[1][2]), rel=0.1)
    releases = [
        json.loads(path.read_text("utf-8"))["articles"] for path in tmp_path.glob("output/releases/*/manifest.json")
    ]
    assert sorted(releases) == [2, 5]


def test_queries(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [query for query in example_queries() if query.name in ("chairs", "network")]
    monkeypatch.setattr(queries, "example_queries", lambda: asked)
    queries.main([])
    measured, by_query, ratios = tables(capsys.readouterr().out)
    assert [row[0] for row in measured[1:3]] == ["`zhengwen serve`", "rdflib"]
    assert [row[0] for row in by_query[1:]] == ["chairs", "network"]
    assert all(number(cell) > 0 for row in by_query[1:] for cell in row[1:])
    assert number(ratios[1][1]) == pytest.approx(number(measured[1][4]), rel=0.1)


def test_a_query_that_rdflib_does_not_answer_in_time_is_given_up() -> None:
    endless = ExampleQuery("endless", {}, {}, "table", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a")
    (_ready, took), _cost = apart(engines.by_rdflib, HERE.parent / "output" / "latest", [endless], 1)
    assert 1 <= took["endless"][0].clock < 10
    assert 0 < took["endless"][0].processor < 10


def test_a_refused_query_takes_for_ever(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(query: ExampleQuery) -> None:
        raise engines.RefusedError(f"{query.name}: 503")

    [query, *_rest] = example_queries()
    forever = engines.Took(math.inf, math.inf)
    assert engines.asked(refuse, [query], 2, time.process_time) == {query.name: [forever, forever]}
    assert capsys.readouterr().err.count(f"{query.name}: 503\n") == 2


def test_the_work_of_a_process_is_its_own_and_that_of_those_that_it_has_ended() -> None:
    busy = "sum(range(10**7))"
    command = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{busy}']); {busy}; print(); input()"
    with subprocess.Popen([sys.executable, "-c", command], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        worked, memory = engines.work_of([process.pid]), engines.memory_of([process.pid])
    assert worked > 1.5 * processor_seconds(sum, range(10**7))
    assert 1 < memory < 100
    assert engines.work_of([process.pid]) == engines.memory_of([process.pid]) == 0


def test_the_whole_run_has_every_program_in_it(tmp_path: Path) -> None:
    programs = {path.stem for path in HERE.glob("*.py") if "\ndef main(" in path.read_text("utf-8")}
    parts = {name for name, *_arguments in __main__._parts(None, 10, tmp_path)}
    assert parts == programs - {"__main__", "plain"}  # plain is part of flow


def test_what_was_measured_stays_where_something_later_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [["extraction", "--articles", "2"], ["missing"], ["similarity", "--articles", "2", "--stored", "100"]]
    monkeypatch.setattr(__main__, "_parts", lambda *_given: iter(parts))
    results = tmp_path / "RESULTS.md"
    assert __main__.main(["--articles", "2"], results) == 1
    written = results.read_text(encoding="utf-8")
    assert re.findall("^#+ .*", written, re.M) == [
        "# Results",
        "## Extraction beside jieba.posseg",
        "## Finding copies",
    ]
    assert "**`benchmarks.missing` ended with 1: what is missing above was not measured.**" in written
    machine, ratios, *measured = tables(written)
    assert ["articles", "up to 2, no corpus"] in machine
    assert ratios == measured[1]
    assert str(Path.home()) not in written
    assert platform.node() not in written


def test_serving(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    [nested] = [query for query in serving._ENDLESS if "{{" in query]
    monkeypatch.setattr(serving, "_ENDLESS", (nested,))  # it is refused at once: the others take their 30 seconds
    monkeypatch.setattr(serving, "_STILL_SECONDS", 4)
    serving.main(["--seconds", "1"])
    printed = capsys.readouterr().out
    [visits] = tables(printed)
    assert len(visits) == 6
    assert all(number(cell) > 0 for row in visits[1:] for cell in row[1:])
    answers = {status: int(times) for times, status in re.findall(r"(\d+) × (\w+)", printed)}
    assert answers.keys() <= {"400", "503"}
    assert sum(answers.values()) == 200


@pytest.mark.skipif(sys.platform != "linux", reason="takes over the processes that a command leaves behind")
def test_flow() -> None:
    command = [sys.executable, "-m", "benchmarks.flow", "--articles", "2", "--rounds", "1"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    commands, ratios = tables(done.stdout)
    assert [row[0] for row in commands[1:5]] == [
        "the work of `run` without Prefect",
        "`run`, beside a server that runs",
        "`run`, with a server of its own, first",
        "`run`, with a server of its own, later",
    ]
    assert len(commands) == 8
    assert all(number(cell) > 0 for row in commands[1:] for cell in row[1:4])
    for command, ratio in zip(commands[2:5], ratios[1:4], strict=True):
        assert ratio[0] == f"Prefect's part of {command[0]}"
        assert number(ratio[1]) == pytest.approx(1 - number(commands[1][1]) / number(command[1]), abs=0.1)


def test_plain_makes_a_release(tmp_path: Path) -> None:
    folder = write(tmp_path / "articles", a=article(1), b=article(2))
    (tmp_path / "state").mkdir()
    plain.main(2, folder, tmp_path)
    manifest = json.loads((tmp_path / "output" / "latest" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["articles"] == 2
