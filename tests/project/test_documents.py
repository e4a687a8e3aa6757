"""What the documents name is there: files, links, headings, settings, and the statuses of articles and commands."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from flows.cli import errors
from flows.ledger.record import Status
from flows.settings import Settings, load

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/every-day.md")
ROW = re.compile(r"^\| `?([^|`]+?)`? \| `?([^|`]*?)`? \|", re.M)


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def rows_below(heading: str) -> dict[str, str]:
    """Return the first two cells of all rows of tables below a heading of the README."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text_of("README.md"), re.M | re.S)
    assert section, heading
    return dict(ROW.findall(section[1]))


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_that_are_named_are_there(document: str) -> None:
    named = re.findall(r"`((?:flows|tests|ontology|shapes|seeds|docs|\.ci)/[\w./-]*)`", text_of(document))
    assert [name for name in named if "NAME" not in name and not (ROOT / name).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    text = text_of(document)
    anchors = {f"#{anchor(heading)}" for heading in re.findall(r"^#+ (.*)$", text, re.M)}
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("https://")]
    assert [link for link in links if link not in anchors and not (ROOT / link).exists()] == []


def test_the_settings_are_those_of_the_code() -> None:
    defaults = load({}, dotenv=ROOT / "no.env")
    told = rows_below("Settings are environment variables")
    assert {name.removeprefix("ZHENGWEN_").lower() for name in told if name.startswith("ZHENGWEN_")} == {
        field.name for field in fields(Settings)
    }
    for name in ("state", "output", "base_iri", "title", "publisher", "license", "task_runner"):
        assert told[f"ZHENGWEN_{name.upper()}"] == str(getattr(defaults, name))


def test_the_statuses_are_those_of_the_code() -> None:
    told = rows_below("Articles of your own are a folder of text files")
    exits = {str(status) for status in (errors.DONE, errors.FAILED, errors.USAGE, errors.HELD_BACK)}
    assert set(told) - {"status", "exit status", "---"} == {*get_args(Status), *exits}
