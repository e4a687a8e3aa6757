"""Invented articles for the tests of the whole pipeline."""

from collections.abc import Sequence
from pathlib import Path

from flows.articles.reading import read_paths
from flows.ledger import Ledger, Outcome
from flows.pipeline import process
from flows.publication.about import About
from flows.publication.release import Release, publish
from flows.recipe import recipe

BASE = "https://example.org/"
ABOUT = About("Test", "Nobody", "https://example.org/licence", BASE)


def article(number: int = 1, body: str | None = None, published: str = "2021-03-05 10:20:30") -> str:
    """Return an article; its `number` makes headline and body its own."""
    body = body or f"3月4日,区政府召开第{number}次常务会议。区长王大明主持会议。会议强调,要抓好第{number}批项目建设。"
    return (
        f"新都区召开第{number}次常务会议\n发布时间:{published}\n{body}\n"
        f"浏览量:{number}\n来源:新都资讯 记者:张三丰\n编辑:李小四 编审:\n0条评论\n"
    )


def write(folder: Path, **articles: str | bytes) -> Path:
    """Write files NAME.txt to `folder` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in articles.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name}.txt").write_bytes(data)
    return folder


def open_ledger(folder: Path) -> Ledger:
    return Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")


def ingest(ledger: Ledger, paths: Sequence[Path], batch: int = 3) -> list[Outcome]:
    """Do what the flow does, one batch after the other and without Prefect."""
    outcomes = []
    pending = []
    for incoming in read_paths(paths):
        if known := ledger.known(incoming, recipe(BASE)):
            outcomes.append(known)
            continue
        pending.append(incoming)
        if len(pending) == batch:
            outcomes += ledger.record([process(each, BASE) for each in pending])
            pending = []
    return outcomes + ledger.record([process(each, BASE) for each in pending])


def release(ledger: Ledger, output: Path) -> Release:
    return publish(ledger, ABOUT, output, output.parent / "state")


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below `folder`."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
