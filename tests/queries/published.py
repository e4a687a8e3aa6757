"""The release that the example queries are asked: the articles beside this file, through the real pipeline.

`python -m tests.queries.published [NAME …]` writes the answers anew, to be read against the articles before they are
committed: they say what must come out, never what does.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.publication.queries import ExampleQuery, example_queries
from tests.flows.invented import ingest, open_ledger, release
from tests.queries.engines import asked_of_pyoxigraph, store

HERE = Path(__file__).parent
ARTICLES, ANSWERS = HERE / "articles", HERE / "answers"

VALUES = {
    "as-schema-org": ('"区依法治区领导小组第十一次(扩大)会议"', '"区政府第12次常务会议"'),
    "bodies": ('"510114"', '"510116"'),
    "career": ('"李云"', '"向云起"'),
    "chairs-in-year": ('"2016"', '"2031"'),
    "directives-to": ('"各街镇、各部门"', '"区财政局"'),
    "document-history": ('"成都市新都区依法治区工作2016年督查考评办法"', '"成都市双流区河道管护办法"'),
    "doubtful": ("0.9", "0.82"),
    "on-day": ('"2016-10-10"', '"2031-06-01"'),
    "slogan": ('"雪亮工程"', '"清水入田"'),
    "staff": ('"成都市新都区人民政府"', '"成都市双流区人民政府"'),
    "statements": ('"强化政治担当 推进依法治区"', '"黄水镇召开春灌工作会"'),
}
"""What stands on the VALUES line of a query for the release of the seeds, and what is asked here in its place."""
PARTS = {"evidence": "黄水镇召开春灌工作会,"}
"""How the rows begin that are kept of an answer too long to be read."""


def publish(folder: Path) -> Path:
    """Publish the articles in `folder`; return the folder of the release. All that knows how publishing is done."""
    ledger = open_ledger(folder)
    outcomes = ingest(ledger, [ARTICLES])
    assert {outcome.status for outcome in outcomes} == {"accepted"}
    release(ledger, folder / "output")
    return folder / "output" / "latest"


def question(query: ExampleQuery) -> str:
    """Return the query with the values that fit to the articles."""
    if query.name not in VALUES:
        return query.text
    shipped, ours = VALUES[query.name]
    head, values, tail = query.text.partition(next(line for line in query.text.splitlines() if "VALUES" in line))
    assert shipped in values
    return head + values.replace(shipped, ours) + tail


def kept(query: ExampleQuery, answer: str) -> str:
    """Return what is kept of an answer: all but that of a query with very many rows."""
    first, *rows = answer.splitlines(keepends=True)
    return first + "".join(row for row in rows if row.startswith(PARTS.get(query.name, "")))


def place(query: ExampleQuery) -> Path:
    """Return the file with the answer."""
    return ANSWERS / f"{query.name}.{'nt' if query.result == 'graph' else 'csv'}"


def _write(names: list[str]) -> None:
    with TemporaryDirectory() as folder:
        made = store(publish(Path(folder)))
        for query in example_queries():
            if not names or query.name in names:
                place(query).write_text(kept(query, asked_of_pyoxigraph(question(query), made)), encoding="utf-8")


if __name__ == "__main__":
    _write(sys.argv[1:])
