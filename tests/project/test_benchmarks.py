"""The benchmarks run, on the gold articles and on a corpus given by path; what they measure is for people to read."""

import json
from pathlib import Path

import pytest

from benchmarks import extraction, ingest, plain, similarity
from tests.flows.invented import article, write


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    row = {
        "title": "区政府召开常务会议",
        "published": "2031-03-05T10:20:30+08:00",
        "source": "某区发布",
        "text": "3月4日,区政府召开第7次常务会议。区长王大明主持会议。会议强调,要抓好项目建设。",
    }
    path = tmp_path / "corpus.jsonl"
    path.write_text((json.dumps(row, ensure_ascii=False) + "\n") * 3, encoding="utf-8")
    return str(path)


def test_extraction(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    extraction.main([corpus, "--articles", "3"])
    printed = capsys.readouterr().out
    assert printed.startswith("3 articles")
    assert [line.split()[0] for line in printed.splitlines()[1:4]] == ["extraction", "jieba.posseg", "ratio"]
    assert printed.count("µs a character") == 3


def test_similarity(capsys: pytest.CaptureFixture[str]) -> None:
    similarity.main(["--articles", "3", "--stored", "1000"])
    printed = capsys.readouterr().out
    assert [line.split()[1:3] for line in printed.splitlines()] == [["ms", "a"], ["bytes", "a"], ["ms", "a"]]
    assert "among 1,000 articles" in printed


def test_ingest(capsys: pytest.CaptureFixture[str]) -> None:
    ingest.main(["--articles", "2"])
    printed = capsys.readouterr().out
    assert printed.startswith("2 articles")
    for stage in ("read", "extraction", "mapping", "validation", "ledger", "publication", "all"):
        assert f"\n{stage} " in printed
    assert printed.endswith("triples an article\n")


def test_plain_makes_a_release(tmp_path: Path) -> None:
    folder = write(tmp_path / "articles", a=article(1), b=article(2))
    plain.main(2, folder, tmp_path / "state", tmp_path / "output")
    manifest = json.loads((tmp_path / "output" / "latest" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["articles"] == 2
