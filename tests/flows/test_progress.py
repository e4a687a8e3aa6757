"""Lines on stderr: plain for people, an object a line for programs, errors and warnings among them."""

import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main
from flows.progress import bar, say, say_error, saying, set_up
from tests.flows.invented import article, write

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def restored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in (None, "py.warnings")]
    handlers = [list(each.handlers) for each in loggers]
    monkeypatch.chdir(tmp_path)
    yield
    monkeypatch.delenv("ZHENGWEN_LOG", raising=False)
    set_up()
    for logger, before in zip(loggers, handlers, strict=True):
        logger.handlers, logger.propagate = before, True


def as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGWEN_LOG", "json")
    set_up()


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    out, err = capsys.readouterr()
    assert out == ""
    return [json.loads(line) for line in err.splitlines()]


def test_plain_lines_are_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    set_up()
    say("[red]100 %s[/]", "article", article="a.txt")
    say_error("no such file")
    assert capsys.readouterr().err == "[red]100 %s[/]\nerror: no such file\n"


def test_json_has_time_level_event_and_what_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    as_json(monkeypatch)
    with saying(run=7):
        say("rejected: 一.txt — 100 % empty", "article", article="一.txt", status="rejected", reason="empty")
    say_error("it failed", exit_status=1)
    first, second = told(capsys)
    assert first.pop("time").endswith("+00:00")
    assert first == {
        "level": "info", "event": "article", "message": "rejected: 一.txt — 100 % empty", "run": 7, "article": "一.txt",
        "status": "rejected", "reason": "empty",
    }  # fmt: skip
    assert (second["level"], second["event"], second["exit_status"], "run" in second) == ("error", "error", 1, False)


def test_what_libraries_say_is_json_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    as_json(monkeypatch)
    logging.getLogger("some.library").warning("beware of %s", "dogs")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old\nnews", stacklevel=1)
    first, second = told(capsys)
    assert (first["level"], first["event"], first["message"]) == ("warning", "some.library", "beware of dogs")
    assert (second["event"], "old\nnews" in second["message"]) == ("py.warnings", True)


def test_there_is_no_bar_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for terminal, form in ((False, "plain"), (True, "json")):
        monkeypatch.setenv("ZHENGWEN_LOG", form)
        monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal)
        with bar("articles") as show:
            show(1, 2)
        assert capsys.readouterr().err == ""


def test_lines_appear_above_the_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    set_up()
    with bar("articles") as show:
        show(1, 2)
        say("[red]a line[/]")
    printed = capsys.readouterr().err
    assert "[red]a line[/]\n" in printed.replace("\r", "").replace("\x1b[2K", "")
    assert "1/2" in printed


@pytest.mark.parametrize(
    ("arguments", "status", "event"),
    [
        (["nonsense"], 2, "wrong_usage"),
        (["validate", "nowhere.ttl"], 1, "error"),
        (["quarantine", "show", "9"], 2, "error"),
        (["extract", "empty.txt"], 1, "rejected"),
        (["evaluate", "nowhere"], 1, "error"),
    ],
)
def test_an_error_of_a_command_is_one_object(tmp_path: Path, arguments: list[str], status: int, event: str) -> None:
    write(tmp_path, empty="")
    command = [sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())", *arguments]
    environment = {"ZHENGWEN_LOG": "json", "PYTHONPATH": str(ROOT), "PATH": ""}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (status, "")
    (line,) = done.stderr.splitlines()
    assert (json.loads(line)["level"], json.loads(line)["event"]) == ("error", event)


def test_the_setting_may_stand_in_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".env").write_text("ZHENGWEN_LOG=json\n", encoding="utf-8")
    write(tmp_path, a=article())
    assert main(["validate", "nowhere.ttl"]) == 1
    assert told(capsys)[0]["event"] == "error"


def test_a_setting_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ZHENGWEN_LOG", "xml")
    assert main(["status"]) == 1
    assert capsys.readouterr().err == "error: ZHENGWEN_LOG must be one of plain, json, not 'xml'\n"
