"""The house: imports point one way, only the flows know Prefect, and nothing of a machine is committed."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = (
    "web",
    "articles",
    "gazetteer",
    "extraction",
    "graph",
    "validation",
    "ledger",
    "sources",
    "publication",
    "server",
    "evaluation",
)
MODULES = sorted((ROOT / "flows").rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def rooms_of(names: set[str]) -> set[str]:
    return {parts[1] for name in names if (parts := name.split("."))[0] == "flows" and len(parts) > 1} & set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_those_before_it(room: str) -> None:
    allowed = {*ROOMS[: ROOMS.index(room) + 1], "gazetteer"}
    for path in (ROOT / "flows" / room).rglob("*.py"):
        assert rooms_of(imported(path)) <= allowed, path


def test_only_the_flows_know_prefect() -> None:
    knowing = [path.name for path in MODULES if any(name.split(".")[0] == "prefect" for name in imported(path))]
    assert knowing == ["alerting.py", "ingest.py", "publish.py", "runners.py", "runs.py", "schedule.py", "scheduled.py"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_it_is_for_and_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert text.count("\n") <= 400


def test_the_constraints_are_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 50
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)] == []


def declared() -> set[str]:
    """Return what is asked for, extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    return {re.match(r"[A-Za-z0-9._-]+", each)[0].lower() for each in asked}  # type: ignore[index]


def test_what_is_imported_is_declared() -> None:
    distributions = packages_distributions()
    tops = {name.split(".")[0] for path in MODULES for name in imported(path)} - sys.stdlib_module_names - {"flows", ""}
    missing = {top for top in tops if not {name.lower() for name in distributions.get(top, [top])} & declared()}
    assert missing == set()


def test_every_dependency_is_pinned() -> None:
    pinned = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert declared() <= pinned


def test_the_committed_output_is_one_whole_release() -> None:
    releases = [path.name for path in (ROOT / "output" / "releases").iterdir()]
    assert releases == [(ROOT / "output" / "latest").readlink().name]
