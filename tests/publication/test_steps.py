"""From release to release: the same bytes as from nothing, exact deltas, what a gate stops, what is kept."""

import gzip
import json
import random
import shutil
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.publication.delta import ADDED, REMOVED, lines_of
from flows.publication.gate import GateError
from flows.publication.release import Release, publish
from tests.flows.invented import ABOUT, article, files, ingest, open_ledger, release, write

_OF_ITS_WAY = ("CHANGES.md", "manifest.json", "void.ttl", "SHA256SUMS", "delta/")
"""What depends on the release before."""


def body(number: int, chair: str = "王大明") -> str:
    others = "、".join(random.Random(number).sample(["陈小红", "李建国", "赵文静", "孙立新", "周明远"], 3))
    return (
        f"3月{number % 28 + 1}日,区政府召开第{number}次常务会议。区长{chair}主持会议。副区长{others}出席会议。"
        f"会议审议了《第{number}批项目管理办法(送审稿)》。会议强调,要抓好第{number}批项目建设。"
    )


def articles(first: int, last: int) -> dict[str, str]:
    return {f"a{number:03}": article(number, body(number)) for number in range(first, last)}


def changed() -> dict[str, str]:
    return {"a050": article(50, body(50, chair="孙立新"))}


def data(release: Release) -> dict[str, bytes]:
    return {name: content for name, content in files(release.folder).items() if not name.startswith(_OF_ITS_WAY)}


def quads(folder: Path) -> set[str]:
    return set(gzip.decompress((folder / "zhengwen.nq.gz").read_bytes()).decode().split("\n")[:-1])


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Release]]:
    """Releases of 90 articles; of 12 more and one changed; and of one of them gone bad and back."""
    folder = tmp_path_factory.mktemp("steps")
    ledger = open_ledger(folder)
    ingest(ledger, [write(folder / "in", **articles(1, 91))])
    first = release(ledger, folder / "output")
    write(folder / "in", **(articles(91, 103) | changed()))
    ingest(ledger, [folder / "in"])
    return folder, [first, release(ledger, folder / "output")]


def test_a_step_gives_the_bytes_that_a_start_from_nothing_gives(
    steps: tuple[Path, list[Release]], tmp_path: Path
) -> None:
    _, (_, second) = steps
    ledger = open_ledger(tmp_path)
    ingest(ledger, [write(tmp_path / "in", **(articles(1, 103) | changed()))])
    fresh = release(ledger, tmp_path / "output")
    assert fresh.name == second.name
    assert data(fresh) == data(second)


def test_what_was_last_in_a_dump_is_whole_when_a_later_article_follows_it(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    for number in range(1, 4):
        later = article(number, body(number), f"2021-04-0{number} 10:20:30")
        ingest(ledger, [write(tmp_path / "in", **{f"a{number}": later})])
        last = release(ledger, tmp_path / "output")
    fresh = open_ledger(tmp_path / "in")
    ingest(fresh, [tmp_path / "in"])
    assert data(last) == data(release(fresh, tmp_path / "fresh"))
    assert json.loads((last.folder / "zhengwen.jsonld").read_text("utf-8"))["@graph"]


def test_the_delta_turns_the_release_before_into_this_one(steps: tuple[Path, list[Release]]) -> None:
    _, (first, second) = steps
    added, removed = set(lines_of(second.folder / ADDED)), set(lines_of(second.folder / REMOVED))
    before = quads(first.folder)
    assert removed <= before
    assert not added & before
    assert (before - removed) | added == quads(second.folder)
    manifest = json.loads((second.folder / "manifest.json").read_text())
    assert manifest["previous"] == first.name
    assert manifest["delta"] == {"added.nq.gz": len(added), "removed.nq.gz": len(removed)}
    assert removed, "a changed article takes something away"


def test_the_first_release_has_no_delta(steps: tuple[Path, list[Release]]) -> None:
    _, (first, _) = steps
    assert not (first.folder / "delta").exists()
    assert json.loads((first.folder / "manifest.json").read_text())["previous"] is None


def test_a_lost_index_costs_time_but_no_byte(steps: tuple[Path, list[Release]], tmp_path: Path) -> None:
    folder, (first, second) = steps
    shutil.copytree(folder / "output", tmp_path / "output", symlinks=True)
    (tmp_path / "output/latest").unlink()
    (tmp_path / "output/latest").symlink_to(f"releases/{first.name}")
    again = publish(Ledger(f"sqlite:///{folder / 'ledger.sqlite'}"), ABOUT, tmp_path / "output", tmp_path / "state")
    assert again.name == second.name
    assert files(again.folder) == files(second.folder)


def test_people_can_read_what_has_changed(steps: tuple[Path, list[Release]]) -> None:
    _, (first, second) = steps
    assert "first release: 90 articles" in (first.folder / "CHANGES.md").read_text()
    told = (second.folder / "CHANGES.md").read_text()
    assert f"Follows {first.name}, which had 90 articles." in told
    assert "## New meetings and events: 12\n" in told
    assert "第91次常务会议" in told
    assert "第50次常务会议" not in told, "it was known before"
    assert "## Posts with another holder: 1\n" in told
    assert "孙立新、王大明" in told


def test_the_gate_stops_what_would_lose_much(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ingest(ledger, [write(tmp_path / "in", **articles(1, 21))])
    before = release(ledger, tmp_path / "output")
    (tmp_path / "other").mkdir()
    other = open_ledger(tmp_path / "other")
    ingest(other, [write(tmp_path / "fewer", **articles(1, 11))])
    with pytest.raises(GateError, match=r"Meeting: 20 -> 10.*publish --force"):
        publish(other, ABOUT, tmp_path / "output", tmp_path / "state")
    assert (tmp_path / "output/latest").resolve() == before.folder.resolve()
    forced = publish(other, ABOUT, tmp_path / "output", tmp_path / "state", force=True)
    assert forced.articles == 10


def test_releases_beyond_the_number_to_keep_go(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    names = []
    for number in range(1, 5):
        ingest(ledger, [write(tmp_path / "in", **articles(number, number + 1))])
        names.append(publish(ledger, ABOUT, tmp_path / "output", tmp_path / "state", keep=2).name)
    assert {path.name for path in (tmp_path / "output/releases").iterdir()} == set(names[-2:])


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ingest(ledger, [write(tmp_path / "in", **articles(1, 3))])
    before = release(ledger, tmp_path / "output")
    (tmp_path / "state/publication.sqlite").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert release(ledger, tmp_path / "output").name == before.name
