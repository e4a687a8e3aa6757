"""What an operator hears: the text on the standard input of their program, whose faults stop nothing."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from prefect.client.schemas.objects import FlowRun, State, StateType

from flows.alerting import tell_of_failure
from flows.notifying import notify
from flows.settings import SettingsError, load
from tests.flows.test_run import zhengwen
from tests.sources.portal import Answer, Portal, listing, numbered, serving

FLOW: Any = None


def program(path: Path) -> list[str]:
    return [sys.executable, "-c", f"import sys; open({str(path)!r}, 'w').write(sys.stdin.read())"]


def test_the_text_is_on_the_standard_input(tmp_path: Path) -> None:
    notify(program(tmp_path / "heard"), "publish: Failed\n\n政闻\n")
    assert (tmp_path / "heard").read_text() == "publish: Failed\n\n政闻\n"


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        (["/no/such/mailer"], "No such file or directory"),
        ([sys.executable, "-c", "import sys; sys.exit('nobody listens')"], "ended with 1: nobody listens"),
    ],
)
def test_what_goes_wrong_is_said(command: list[str], problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    notify(command, "text")
    assert "ZHENGWEN_ALERT_COMMAND did not run" in (said := capsys.readouterr().err)
    assert problem in said


@pytest.mark.parametrize(
    ("state", "deployment", "heard"),
    [
        (StateType.FAILED, None, True),
        (StateType.CRASHED, "by a schedule", True),
        (StateType.CRASHED, None, False),  # Ctrl-C: who typed it knows
    ],
)
def test_a_failure_is_told_but_not_to_who_made_it(
    state: StateType, deployment: str | None, heard: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGWEN_ALERT_COMMAND", f"tee {tmp_path / 'heard'}")
    run = cast(FlowRun, SimpleNamespace(name="ingest 2026-11-23 06:30", deployment_id=deployment))
    tell_of_failure(FLOW, run, State(type=state, message="the ledger\ncannot be opened"))
    assert (tmp_path / "heard").exists() is heard
    if heard:
        name = state.value.capitalize()
        assert (tmp_path / "heard").read_text() == f"ingest 2026-11-23 06:30: {name}\n\nthe ledger\\ncannot be opened\n"


def test_a_command_that_is_none_stops_the_run() -> None:
    with pytest.raises(SettingsError, match="ZHENGWEN_ALERT_COMMAND is no command"):
        load({"ZHENGWEN_ALERT_COMMAND": "mail -s 'ops"})


def test_a_portal_whose_layout_changes_raises_an_alarm_in_the_run_that_meets_it(tmp_path: Path) -> None:
    pages = [f"/t{number}.html" for number in range(1, 7)]
    with serving(Portal({"/list.html": listing(*pages), "*": numbered})) as portal:
        (tmp_path / "sources.toml").write_text(
            f'[[source]]\nname = "longqiao"\nlists = ["{portal.url}/list.html"]\n'
            "links = '/t\\d+\\.html$'\npoliteness = { delay = 0 }\n"
        )
        settings = {"ZHENGWEN_SOURCES": "sources.toml", "ZHENGWEN_ALERT_COMMAND": "tee heard"}
        calm = zhengwen(tmp_path, "ingest", "--sources", **settings)
        assert (calm.status, (tmp_path / "heard").exists()) == (0, False), calm.stderr
        portal.routes["*"] = Answer("<html><body><div id=app></div></body></html>")
        done = zhengwen(tmp_path, "ingest", "--sources", **settings)
    line = "longqiao: no list or page is as it was: has the layout of the portal changed?"
    share = "6 of 6 new articles held back (100%; before 0%)"
    assert f"alarm: {share}\nalarm: {line}\n" in done.stderr
    assert (tmp_path / "heard").read_text().endswith(f" · 1 portal: 2 alarms\n\n- {share}\n- {line}\n")
    with closing(sqlite3.connect(tmp_path / ".zhengwen" / "prefect" / "prefect.db")) as prefect:
        assert prefect.execute("SELECT data FROM artifact WHERE key = 'alarms'").fetchall() == [
            (f'"- {share}\\n- {line}"',)
        ]
        assert prefect.execute("SELECT count(*) FROM events WHERE event = 'zhengwen.alarm.layout'").fetchone() == (1,)
