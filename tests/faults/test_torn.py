"""A release of which a file is half written, empty, gone or other than it was: it is told, and the next is whole."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flows.ledger import Ledger
from tests.faults.bed import Commands, in_one_line
from tests.faults.conftest import Moments
from tests.flows.invented import files, release


def half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def empty(file: Path) -> None:
    os.truncate(file, 0)


def gone(file: Path) -> None:
    file.unlink()


def other(file: Path) -> None:
    """As long as it was, with one byte changed in its middle."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


PART = 0.25
DAMAGES: list[Callable[[Path], None]] = [half, empty, gone, other]


def published_again(office: Path) -> dict[str, bytes]:
    """Publish, and return what is in the output folder."""
    release(Ledger(f"sqlite:///{office / 'state' / 'ledger.sqlite'}"), office / "output")
    return files(office / "output")


def test_a_release_of_which_any_file_is_damaged_is_made_whole(office: Path, published: Path, moments: Moments) -> None:
    whole = files(published / "output")
    random = moments.random()
    names = sorted(path.relative_to(office) for path in (office / "output" / "latest").rglob("*") if path.is_file())
    for name in random.sample(names, min(moments.share(PART), len(names))):
        damage = random.choice(DAMAGES)
        damage(office / name)
        assert published_again(office) == whole, (damage.__name__, name, moments.again)


@pytest.mark.parametrize("target", [None, "releases/r-nowhere", "releases/.staging-half"])
def test_a_link_to_the_latest_release_that_leads_nowhere_is_put_right(
    office: Path, published: Path, target: str | None
) -> None:
    latest = office / "output" / "latest"
    latest.unlink()
    if target:
        latest.symlink_to(target)
    assert published_again(office) == files(published / "output")


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("push", "--endpoint", "https://127.0.0.1:9/data"), "zhengwen.nq.gz"),
        (("query", "chairs"), "zhengwen.ttl"),
        (("serve", "--port", "0"), "zhengwen.ttl"),
        (("serve", "--port", "0"), "zhengwen.nq.gz"),
        (("serve", "--port", "0"), "manifest.json"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else value,
)
def test_a_command_that_meets_half_a_file_says_to_publish_again(
    commands: Commands, office: Path, arguments: tuple[str, ...], file: str
) -> None:
    half(office / "output" / "latest" / file)
    name = f"half-{arguments[0]}-{file}"
    order = commands.order(name, *arguments, STATE="state", OUTPUT="output")
    ended = commands.run(replace(order, folder=str(office)))
    assert in_one_line(ended, f"{file} is damaged: `zhengwen publish` makes the release whole"), ended.said
