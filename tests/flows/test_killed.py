"""kill -9 of `zhengwen run` at fifty moments: the next run leaves the ledger and the release of an undisturbed one."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random

import pytest

from flows.cli.errors import HELD_BACK
from tests.flows import snapshots
from tests.flows.invented import article, files, write
from tests.flows.killing import STAGES
from tests.servers import prefect_api
from tests.sources.portal import Portal, listing, numbered, serving

MOMENTS = 50
KILLED = -9
AT_ONCE = 2
LONGEST = {
    "start": 1.0,
    "flow": 0.5,
    "reading": 0.2,
    "extraction": 0.02,
    "validation": 0.02,
    "writing": 0.02,
    "publication": 1.0,
    "files": 0.8,
    "placing": 0.05,
    "swap": 0.01,
    "retiring": 0.01,
}
"""Seconds from a call until the kill: about as long as the stage takes, so that its end is met too."""
CALLS = {"reading": 2, "extraction": 60, "validation": 60, "writing": 60}
"""How often a stage is entered at least; the others are once."""
_SOURCES = """
[[source]]
name = "portal"
lists = ["{url}/list.html"]
links = '/t\\d+\\.html$'
politeness = {{ delay = 0 }}
"""


@dataclass
class Place:
    """A folder with articles, a portal, and what runs there report to."""

    folder: Path
    environment: dict[str, str]

    def runs(self, lines: Sequence[str]) -> list[int]:
        """Let runs begin, and be killed, as `lines` say; return how each ended."""
        command = [sys.executable, "-m", "tests.flows.killing", str(self.folder), "shared", "articles", "portal"]
        given = "".join(f"{line}\n" for line in lines)
        done = subprocess.run(
            command,
            cwd=prefect_api.ROOT,
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return [int(line) for line in done.stdout.splitlines()]

    def left_by(self, state: str) -> tuple[dict[str, snapshots.Rows], dict[str, bytes]]:
        ledger = f"sqlite:///{self.folder / f'state-{state}' / 'ledger.sqlite'}"
        return snapshots.ledger(ledger), snapshots.release(self.folder / f"output-{state}")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("killed")
    contents = {f"n{number:03}": article(number) for number in range(1, 61)}
    contents |= {"n005_copy": article(5), "z_changed": article(9).replace("批", "次"), "zz_empty": ""}
    write(folder / "articles", **contents)
    (folder / "shared").mkdir()
    portal = Portal({"/list.html": listing(*(f"/t{number}.html" for number in range(61, 71))), "*": numbered})
    with serving(portal), prefect_api.running(folder / "shared") as environment:
        sources = folder / "sources.toml"
        sources.write_text(_SOURCES.format(url=portal.url), encoding="utf-8")
        yield Place(folder, environment | {"ZHENGWEN_SOURCES": str(sources)})


def moments() -> list[str]:
    """Return moments in all stages, the same in each run of this test."""
    random = Random(5)
    return [
        f"{number} {stage} {random.randint(1, CALLS.get(stage, 1))} {random.uniform(0, LONGEST[stage]):.4f}"
        for number, stage in enumerate(islice(cycle(STAGES), MOMENTS))
    ]


def test_killed_at_fifty_moments_and_run_again(place: Place) -> None:
    chosen = moments()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        parts = [chosen[start::AT_ONCE] for start in range(AT_ONCE)]
        assert pool.submit(place.runs, ["undisturbed -"]).result() == [HELD_BACK]
        undisturbed = place.left_by("undisturbed")
        assert all(
            ended == [KILLED] * len(part) for part, ended in zip(parts, pool.map(place.runs, parts), strict=True)
        )
        for number, moment in enumerate(chosen):
            latest = place.folder / f"output-{number}" / "latest"
            assert not latest.is_symlink() or files(latest) == undisturbed[1], moment
        again = [[f"{line.split()[0]} -" for line in part] for part in parts]
        assert all(ended == [HELD_BACK] * len(ended) for ended in pool.map(place.runs, again))
    for number, moment in enumerate(chosen):
        assert place.left_by(str(number)) == undisturbed, moment
