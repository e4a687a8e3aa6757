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

_GROUP, _MEETING = "成都市新都区依法治区领导小组", "区依法治区领导小组第十一次(扩大)会议"
_HEADLINE, _COMMITTEE = "强化政治担当 推进依法治区", "中共成都市新都区委员会"
_GOVERNMENT = "成都市双流区人民政府"
VALUES = {
    "approved": (_GROUP, _GOVERNMENT),
    "as-schema-org": (_MEETING, "区政府第12次常务会议"),
    "bodies": ("510114", "510116"),
    "career": ("李云", "向云起"),
    "chain": (_MEETING, "区河湖管护领导小组第三次(扩大)会议"),
    "chairs": ("刘任远", "陶念慈"),
    "chairs-in-year": (f'{_GROUP}"@zh "2016', f'{_GOVERNMENT}"@zh "2031'),
    "copies": (_HEADLINE, "区政府召开第20次常务会议"),
    "directives": (_MEETING, "区政府第12次常务会议"),
    "directives-to": ('各街镇、各部门"@zh "510114', '区财政局"@zh "510116'),
    "divisions": ("510100", "510116"),
    "document-history": ("成都市新都区依法治区工作2016年督查考评办法", "成都市双流区河道管护办法"),
    "documents": (_GROUP, _GOVERNMENT),
    "doubtful": (_HEADLINE, "黄水镇召开春灌工作会"),
    "evidence": (_HEADLINE, "黄水镇召开春灌工作会"),
    "figures": (_HEADLINE, "黄水镇召开春灌工作会"),
    "handovers": ("成都市新都区人民政府", _GOVERNMENT),
    "meetings-by-month": (_GROUP, _GOVERNMENT),
    "network": (_GROUP, _GOVERNMENT),
    "newest": (_GROUP, _GOVERNMENT),
    "observers": (_GROUP, _GOVERNMENT),
    "on-day": (f'{_COMMITTEE}"@zh "2016-10-10', f'{_GOVERNMENT}"@zh "2031-06-01'),
    "participants": (_MEETING, "区委常委会第41次会议"),
    "policy-terms": ("关键少数", "清水入田"),
    "presenters": (_GROUP, _GOVERNMENT),
    "prohibitions": ("刘任远", "陶念慈"),
    "publishers": ("新都资讯", "双流融媒"),
    "references": ("成都市新都区依法治区工作2016年督查考评办法", "成都市双流区河道管护办法"),
    "slogan": ("雪亮工程", "清水入田"),
    "speaks-for": (_COMMITTEE, "中共成都市双流区委员会"),
    "staff": ("成都市新都区人民政府", _GOVERNMENT),
    "statements": (_HEADLINE, "黄水镇召开春灌工作会"),
    "sureness": (_HEADLINE, "黄水镇召开春灌工作会"),
    "tenures": ("成都市新都区人民政府区长", "成都市双流区人民政府区长"),
    "terms-by-speaker": ("刘任远", "陶念慈"),
    "together": ("李云", "向云起"),
    "two-sources": (_GROUP, _GOVERNMENT),
}
"""What stands on the VALUES line of a query for the release of the seeds, and what is asked here in its place."""


def publish(folder: Path) -> Path:
    """Publish the articles in `folder`; return the folder of the release. All that knows how publishing is done."""
    ledger = open_ledger(folder)
    outcomes = ingest(ledger, [ARTICLES])
    assert {outcome.status for outcome in outcomes} == {"accepted"}
    release(ledger, folder / "output")
    return folder / "output" / "latest"


def question(query: ExampleQuery) -> str:
    """Return the query with the values that fit to the articles."""
    shipped, ours = VALUES[query.name]
    head, values, tail = query.text.partition(next(line for line in query.text.splitlines() if "VALUES" in line))
    assert shipped in values
    return head + values.replace(shipped, ours) + tail


def place(query: ExampleQuery) -> Path:
    """Return the file with the answer."""
    return ANSWERS / f"{query.name}.{'nt' if query.result == 'graph' else 'csv'}"


def _write(names: list[str]) -> None:
    with TemporaryDirectory() as folder:
        made = store(publish(Path(folder)))
        for query in example_queries():
            if not names or query.name in names:
                place(query).write_text(asked_of_pyoxigraph(question(query), made), encoding="utf-8")


if __name__ == "__main__":
    _write(sys.argv[1:])
