"""A disk that can only be read, as one that has failed: each command says so, and later goes on where it was."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.cli.errors import HELD_BACK
from tests.faults.bed import QUICK, RUN, Bed, Commands, different, in_one_line, left_in
from tests.faults.disks import Disk, mounted
from tests.flows.invented import files

MEGABYTES = 64
READ_ONLY = "the disk can only be read: let it be written to, then run this again; what was done is kept"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with mounted(tmp_path / "disk", MEGABYTES) as disk:
        yield disk


@pytest.mark.parametrize("closed", ["STATE", "OUTPUT"])
def test_a_run_on_a_closed_disk_is_made_up_for_by_the_next(bed: Bed, disk: Disk, tmp_path: Path, closed: str) -> None:
    places = {"STATE": tmp_path / "state", "OUTPUT": tmp_path / "output"} | {closed: disk.folder / "place"}
    order = bed.order(f"closed-{closed}", "ingest", "articles", **{name: str(path) for name, path in places.items()})
    assert bed.run(order).status == HELD_BACK
    order = replace(order, arguments=RUN, values=QUICK)
    with disk.read_only():
        ended = bed.run(order)
    assert in_one_line(ended, str(disk.folder), READ_ONLY), ended.said
    assert not (places["OUTPUT"] / "latest").exists()
    following = bed.run(order)
    assert following.status == HELD_BACK, following.said
    assert different(bed.undisturbed(), left_in(places["STATE"], places["OUTPUT"])) == []


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("push", "--endpoint", "https://127.0.0.1:9/data"), "state/push."),
        (("backup", "backup.zip"), "sqlite:///state/ledger.sqlite"),
        (("quarantine", "retry"), "sqlite:///state/ledger.sqlite"),
        (("status",), "sqlite:///state/ledger.sqlite"),
        (("serve", "--port", "0"), "state/"),
        (("extract", "--format", "json", "--output", "facts", "in/a.txt"), "facts"),
        (("site", "public"), ""),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_command_on_a_closed_disk_is_one_line(
    commands: Commands, published: Path, disk: Disk, arguments: tuple[str, ...], file: str
) -> None:
    shutil.copytree(published, disk.folder, symlinks=True, dirs_exist_ok=True)
    order = commands.order(f"closed-{arguments[0]}", *arguments, STATE="state", OUTPUT="output")
    with disk.read_only():
        ended = commands.run(replace(order, folder=str(disk.folder), values=QUICK))
    assert in_one_line(ended, file, READ_ONLY), ended.said
    assert files(disk.folder / "output") == files(published / "output")
