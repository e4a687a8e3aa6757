"""What the project is made of besides its own code: every package is pinned, has a known licence, and is audited."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOOKED_UP = {"atheris": "Apache-2.0"}
"""Licences that packages do not tell, from their repositories."""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {plain(name): version for name, _, version in (line.partition("==") for line in lines)}


def licences() -> list[dict[str, str]]:
    with (ROOT / "docs" / "licences.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_licences_are_those_of_the_pinned_packages() -> None:
    assert {plain(row["Name"]): row["Version"] for row in licences()} == pinned()


def test_every_licence_is_known_and_lets_the_project_be_under_its_own() -> None:
    unknown = [row["Name"] for row in licences() if row["License"] == "UNKNOWN"]
    assert set(unknown) <= set(LOOKED_UP)
    strict = [row for row in licences() if re.search(r"(?<!L)GPL|General Public", row["License"])]
    offered = [row["Name"] for row in strict if not re.search(r" OR |;|Lesser", row["License"])]
    assert offered == []


def audit(tmp_path: Path, answer: str) -> "subprocess.CompletedProcess[str]":
    """Run the audit with a pip-audit that prints `answer`."""
    (tmp_path / "answer.json").write_text(answer, encoding="utf-8")
    stand_in = [sys.executable, "-c", f"print(open({str(tmp_path / 'answer.json')!r}).read())"]
    command = [sys.executable, str(ROOT / ".ci" / "audit.py"), *stand_in]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("packages", "status", "words"),
    [
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1"}]}],
            1,
            "1 of 1 packages audited, 1 known weaknesses\na 1",
        ),
        ([{"name": "a", "version": "1", "vulns": []}], 0, "1 of 1 packages audited, 0 known weaknesses\n"),
        ([{"name": "a", "skip_reason": "not found"}], 0, "the advisory service knows none of the packages"),
    ],
)
def test_the_audit_fails_where_there_is_a_weakness_and_only_there(
    tmp_path: Path, packages: list[object], status: int, words: str
) -> None:
    done = audit(tmp_path, json.dumps({"dependencies": packages}))
    assert (done.returncode, done.stderr) == (status, "")
    assert words in done.stdout


def test_an_audit_without_an_answer_says_so(tmp_path: Path) -> None:
    done = audit(tmp_path, "")
    assert (done.returncode, done.stdout) == (
        0,
        "audit: no advisory service answers: the pinned packages are not audited\n",
    )
