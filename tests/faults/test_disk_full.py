"""The disk is full at any byte: the command says so, the release stays whole, and the next run makes up for it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.cli.errors import HELD_BACK
from tests.faults.bed import QUICK, Bed, Commands, Ended, again, different, in_one_line, left_in
from tests.faults.commands import Order
from tests.faults.conftest import Moments
from tests.faults.disks import Disk, mounted
from tests.flows.invented import files
from tests.publication.graph_server import GraphServer, serving

PART = 0.1
MEGABYTES = 64
NOBODY = "https://127.0.0.1:9/data"
AGAIN = "then run this again; what was done is kept"
FULL = f"the disk is full: make room, {AGAIN}"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with mounted(tmp_path / "disk", MEGABYTES) as disk:
        yield disk


def size_of(folder: Path) -> int:
    """Return how many bytes the files below `folder` have."""
    return sum(len(content) for content in files(folder).values())


def made_up_for(bed: Bed, order: Order, ended: Ended, message: str) -> list[str]:
    """Return what is wrong after a run that failed, or just did not: with its end, and after the next run."""
    folders = Path(order.settings["STATE"]), Path(order.settings["OUTPUT"])
    wrong = [] if ended.status == HELD_BACK or in_one_line(ended, message) else [ended.said]
    latest = folders[1] / "latest"
    if latest.is_symlink() and files(latest) != bed.undisturbed().release:
        wrong.append("the release is not whole")
    [order] = again([order])
    following = bed.run(order)
    if following.status != HELD_BACK:
        return [*wrong, following.said]
    return wrong + different(bed.undisturbed(), left_in(*folders))


def test_a_run_on_a_disk_that_becomes_full_is_made_up_for_by_the_next(bed: Bed, moments: Moments, disk: Disk) -> None:
    bed.undisturbed()
    most = size_of(bed.folder / "state-undisturbed") + size_of(bed.folder / "output-undisturbed")
    random = moments.random()
    for number in range(moments.share(PART)):
        folder = disk.folder / str(number)
        places = {"STATE": str(folder / "state"), "OUTPUT": str(folder / "output")}
        order = replace(bed.order(f"full-{number}", **places), values=QUICK)
        free = random.randrange(most)
        disk.fill(free)
        ended = bed.run(order)
        disk.make_room()
        assert made_up_for(bed, order, ended, FULL) == [], f"{free:,} bytes free; {moments.again}"
        shutil.rmtree(folder)


def test_a_run_whose_files_may_not_grow_is_made_up_for_by_the_next(bed: Bed, moments: Moments, tmp_path: Path) -> None:
    bed.undisturbed()
    largest = max(map(len, files(bed.folder / "state-undisturbed").values()))
    random = moments.random()
    for number in range(moments.share(PART)):
        places = {"STATE": str(tmp_path / f"state-{number}"), "OUTPUT": str(tmp_path / f"output-{number}")}
        limit = random.randrange(largest)
        order = replace(bed.order(f"limited-{number}", **places), values=QUICK, largest_file=limit)
        assert made_up_for(bed, order, bed.run(order), AGAIN) == [], f"{limit:,} bytes a file; {moments.again}"


@pytest.fixture
def full(disk: Disk, published: Path) -> Path:
    """A working folder on a full disk, with a ledger and a release."""
    shutil.copytree(published, disk.folder, symlinks=True, dirs_exist_ok=True)
    disk.fill(0)
    return disk.folder


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("push", "--endpoint", NOBODY), "state/push.sqlite"),
        (("backup", "backup.zip"), "sqlite:///state/ledger.sqlite"),
        (("quarantine", "retry"), "sqlite:///state/ledger.sqlite"),
        (("serve", "--port", "0"), "output/releases/r-"),
        (("extract", "--format", "json", "--output", "facts", "in/a.txt"), "facts"),
        (("site", "public"), "output/releases/r-"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_command_on_a_full_disk_is_one_line(
    commands: Commands, full: Path, arguments: tuple[str, ...], file: str
) -> None:
    before = files(full / "output")
    order = commands.order(f"full-{arguments[0]}", *arguments, STATE="state", OUTPUT="output")
    ended = commands.run(replace(order, folder=str(full), values=QUICK))
    assert in_one_line(ended, file, FULL), ended.said
    assert files(full / "output") == before


def test_a_back_up_to_a_full_disk_is_one_line(commands: Commands, full: Path, office: Path) -> None:
    order = commands.order("full-backup", "backup", str(full / "backup.zip"), STATE="state", OUTPUT="output")
    ended = commands.run(replace(order, folder=str(office)))
    assert in_one_line(ended, "backup.zip", FULL), ended.said
    assert not list(full.glob("*backup*"))


def test_a_push_from_a_full_disk_is_made_up_for(commands: Commands, full: Path, disk: Disk) -> None:
    with serving(GraphServer()) as server:
        order = commands.order("full-push", "push", "--endpoint", f"{server.url}/data", STATE="state", OUTPUT="output")
        order = replace(order, folder=str(full))
        assert in_one_line(commands.run(order), FULL)
        disk.make_room()
        assert commands.run(order).status == 0
        assert server.graphs()
