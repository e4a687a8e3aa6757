import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from flows.evaluation.calibration import Bin, calibration, share_right
from flows.evaluation.command import load_baseline, run_evaluate
from flows.evaluation.evaluate import Prediction, evaluate
from flows.evaluation.form import Gold
from flows.evaluation.loading import Case, GoldError
from flows.evaluation.peer import tagged
from flows.evaluation.rendering import calibration_table, error_lines, figures_table
from flows.evaluation.scoring import KEYS
from tests.evaluation.cases import article, gold, write


def _imperfect() -> Gold:
    found = gold()
    found["people"][2] = {"name": "孙三", "posts": ["县政协副主席"]}
    return found


def predict(case: Case) -> Prediction:
    """Find one name cut wrong in every article, as sure of it as of the others."""
    return Prediction(_imperfect(), {"people": [0.99, 0.9, 0.6]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        write(tmp_path, name, json.dumps(gold()))
    return tmp_path


def test_figures_are_what_design_asks_for(folder: Path) -> None:
    figures = evaluate(folder, predict=predict).figures
    assert tuple(figures) == KEYS
    assert figures["people"] == {
        "precision": 0.6667,
        "recall": 0.6667,
        "f1": 0.6667,
        "right": 4,
        "found": 6,
        "gold": 6,
    }


def test_errors_are_grouped_by_kind_with_article_and_context(folder: Path) -> None:
    lines = list(error_lines(evaluate(folder, predict=predict)))
    before = "…、县长赵一帆主持,副县长钱二丰参加,县政协副主席"
    missed = f"孙三立  {before}⟦孙三立⟧列席。会议审议了《林川县防汛应急预案(送审稿)》…"
    false = f"孙三  {before}⟦孙三⟧立列席。会议审议了《林川县防汛应急预案(送审稿)…"
    assert lines[:3] == ["\npeople: missed (2)", f"  a  {missed}", f"  b  {missed}"]
    assert lines[3:6] == ["\npeople: false (2)", f"  a  {false}", f"  b  {false}"]
    assert [line.strip() for line in lines if line.startswith("\n")][2:] == ["posts: missed (2)", "posts: false (2)"]


def test_confidence_is_counted_against_what_was_right(folder: Path) -> None:
    report = evaluate(folder, predict=predict)
    assert calibration(report) == [
        Bin("people", 0.5, 0, 2),
        Bin("people", 0.9, 2, 2),
        Bin("people", 0.95, 2, 2),
    ]
    assert share_right(report, least=0.9) == 1
    assert share_right(report, least=0.5) == pytest.approx(2 / 3)
    assert share_right(report, least=1) == 1


def test_json_is_the_figures_alone_and_errors_go_beside(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_evaluate(folder, output_format="json", errors=True, baseline=None, predict=predict) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == evaluate(folder, predict=predict).figures
    assert "people: missed (2)" in printed.err


def test_the_table_has_the_peer_beside_and_the_errors_below(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_evaluate(folder, output_format="table", errors=True, baseline=None, predict=predict) == 0
    printed = capsys.readouterr().out
    assert printed.index("jieba.posseg") < printed.index("by confidence") < printed.index("people: missed (2)")


def test_the_command_needs_neither_prefect_nor_a_dictionary_to_start() -> None:
    code = (
        "import sys, flows.evaluation.command; print([m for m in ('prefect', 'jieba', 'rdflib') if m in sys.modules])"
    )
    started = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert started.stdout == "[]\n"


def test_a_saved_run_is_a_baseline(folder: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    saved.write_text(json.dumps(evaluate(folder, predict=predict).figures), encoding="utf-8")
    assert load_baseline(saved)["people"] == 0.6667


@pytest.mark.parametrize("content", ["", "[]", '{"people": 1}', '{"people": {"precision": 1}}'])
def test_what_is_no_saved_run_is_an_error(tmp_path: Path, content: str) -> None:
    saved = tmp_path / "saved.json"
    saved.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match="is not what"):
        load_baseline(saved)


def test_a_broken_folder_is_one_line_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_evaluate(tmp_path, output_format="json", errors=False, baseline=None, predict=predict) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert printed.err.startswith("error: ")


def test_the_peer_reads_the_body_and_says_each_name_once() -> None:
    found = tagged(article())
    names = [person["name"] for person in found["people"]]
    assert len(set(names)) == len(names)
    assert "李四海" not in names


def test_the_tables_show_every_key_whole_in_80_columns(folder: Path) -> None:
    report = evaluate(folder, predict=predict)
    before = {"people": 0.5, "posts": report.figures["posts"]["f1"]}
    console = Console(width=80, file=io.StringIO(), record=True)
    console.print(figures_table(report, report, before))
    console.print(calibration_table(report))
    printed = console.export_text()
    rows = {line.split()[0]: line.split()[1:] for line in printed.splitlines() if line.split()[:1] and line[0] != " "}
    assert set(KEYS) <= set(rows)
    assert "…" not in printed
    people = [line.split() for line in printed.splitlines() if line.startswith("people")]
    assert people[0][1:] == ["0.667", "0.667", "0.667", "4", "6", "6", "0.667", "0.500", "+0.167"]
    assert people[1][1:] == ["0/2", "2/2", "2/2"]
    assert rows["posts"][-1] == "="
    assert rows["meetings"][-3:] == ["–", "–", "–"]
