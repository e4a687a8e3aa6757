"""Metrics for Prometheus: what is in them, that a scraper can read them, and that labels are few."""

import json
import re
import socket
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from flows.cli import main
from flows.ledger.engine import writing
from flows.metrics import exposition, serve_metrics
from flows.settings import Settings, load
from tests.flows.invented import article, ingest, open_ledger, release, write
from tests.ledger.large import fill


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHENGWEN_STATE", str(tmp_path))
    return load()


def families(printed: str) -> dict[str, Metric]:
    return {family.name: family for family in text_string_to_metric_families(printed)}


def values(settings: Settings) -> dict[str, float]:
    """Return the samples as Prometheus shows them."""
    found = {}
    for family in families(exposition(settings)).values():
        for sample in family.samples:
            labels = ",".join(f'{name}="{value}"' for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def test_what_ledger_and_release_hold(settings: Settings, tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    with ledger.diary.run("ingest") as run:
        ingest(ledger, [write(tmp_path / "in", a=article(1), b=article(2), c="")])
        run.summary = {"sources": {"xindu": {"asked": 9, "new": 0}}}
    with ledger.diary.run("publish") as run:
        run.failure = "no"
    name = release(ledger, tmp_path / "output").name
    found = values(settings)
    assert found['zhengwen_articles{status="accepted"}'] == 2
    assert found['zhengwen_held_back_articles{reason="empty: there is no text in it",status="rejected"}'] == 1
    assert found['zhengwen_source_articles{source="新都资讯"}'] == 2
    assert found['zhengwen_source_recent_articles{days="7",source="新都资讯"}'] == 2
    assert found['zhengwen_last_run_source_articles{result="new",source="xindu"}'] == 0
    assert found['zhengwen_last_run_outcome{kind="ingest",outcome="done"}'] == 1
    assert found['zhengwen_last_run_outcome{kind="publish",outcome="failed"}'] == 1
    assert found['zhengwen_last_run_outcome{kind="publish",outcome="done"}'] == 0
    assert 'zhengwen_last_successful_run_timestamp_seconds{kind="publish"}' not in found
    assert found['zhengwen_last_run_duration_seconds{kind="ingest"}'] > 0
    assert found[f'zhengwen_release_info{{release="{name}"}}'] == 1
    assert found["zhengwen_release_articles"] == 2
    manifest = json.loads((tmp_path / "output" / "latest" / "manifest.json").read_text(encoding="utf-8"))
    assert found["zhengwen_release_size_bytes"] == sum(file["bytes"] for file in manifest["files"].values())
    assert found["zhengwen_newest_article_timestamp_seconds"] == 1614910830


def test_names_are_as_prometheus_has_them(settings: Settings, tmp_path: Path) -> None:
    fill(open_ledger(tmp_path)._engine, 200)
    for name, family in families(exposition(settings)).items():
        assert re.fullmatch(r"zhengwen(_[a-z]+)+", name)
        assert family.documentation
        assert not name.endswith("_total"), "what goes down, too, is no counter"


def test_labels_are_few_and_nothing_is_left_out(settings: Settings, tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    fill(ledger._engine, 3_000)
    with writing(ledger._engine) as connection:
        odd = "'because of ' || replace(hex(zeroblob(id)), '0', 'x')"
        connection.execute(text(f"UPDATE versions SET reason = {odd} WHERE status <> 'accepted' AND id < 2000"))
    found = values(settings)
    sources = {name: number for name, number in found.items() if name.startswith("zhengwen_source_articles{")}
    assert len(sources) == 51
    assert sources['zhengwen_source_articles{source="other"}'] > 2_000
    assert sum(sources.values()) == 2970
    reasons = {name: number for name, number in found.items() if name.startswith("zhengwen_held_back_articles{")}
    assert len(reasons) <= 52
    assert sum(reasons.values()) == 60
    assert max(map(len, reasons)) < 200


def test_before_anything_was_done_there_is_no_error(settings: Settings) -> None:
    found = values(settings)
    assert found["zhengwen_ledger_up"] == 1
    assert "zhengwen_release_articles" not in found


def test_a_ledger_that_cannot_be_read_is_down(settings: Settings, tmp_path: Path) -> None:
    assert values(replace(settings, ledger_url="sqlite:////proc/nowhere/ledger.sqlite")) == {"zhengwen_ledger_up": 0}


def test_the_command_prints_what_a_scraper_reads(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["metrics"]) == 0
    assert families(capsys.readouterr().out)["zhengwen_ledger_up"].samples[0].value == 1


def test_a_process_that_goes_on_shows_them_to_its_own_machine(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serve_metrics(port, settings)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        found = families(answer.read().decode())
    assert found["zhengwen_ledger_up"].samples[0].value == 1
    assert found["process_resident_memory_bytes"].samples[0].value > 1e6
    with pytest.raises(OSError, match="in use"):
        serve_metrics(port, settings)
