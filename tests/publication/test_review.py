"""What deserves a human look comes with what to look at and the line that decides it."""

import csv
from pathlib import Path

import pytest

from flows.cli.main import main
from flows.publication.authority import read_authority
from flows.publication.index import Index
from flows.publication.release import INDEX
from flows.publication.review import Item, find_items
from tests.flows.invented import BASE, ingest, write
from tests.publication.across import House, told

ONE = told("甲", "3月4日,区政府召开第88次常务会议。区长王大明主持会议。会议强调,要抓好项目建设。")
OTHER_DAY = told("乙", "3月5日,区政府召开第88次常务会议。区长王大明主持会议。会议强调,要抓好民生。", "2021-03-06")
IN_CITY = told("丙", "6月8日,市政府召开第12次常务会议。市长王大明主持会议。会议强调,要惠民。", "2021-06-09", "成都日报")


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path).take(a=ONE, b=OTHER_DAY, c=IN_CITY)
    made.publish()
    return made


def items(house: House) -> list[Item]:
    with Index.existing(house.folder / "state" / INDEX, BASE) as index:
        return list(find_items(index, read_authority(house.authority), house.ledger))


def test_conflicts_candidates_and_merges_come_first_each_with_quote_and_article(house: House) -> None:
    found = items(house)
    assert [item.kind for item in found][:3] == ["conflict", "candidate", "merge"]
    assert [item.value for item in found] == sorted((item.value for item in found), reverse=True)
    conflict, candidate, merge = found[:3]
    assert conflict.what == "日期不一致: 第88次常务会议"
    assert conflict.quote
    assert conflict.article.startswith(f"{BASE}article/2021-03-0")
    assert all(item.things[0].startswith(BASE) for item in (conflict, candidate, merge))


def test_each_line_does_what_it_says_when_it_is_copied(house: House) -> None:
    conflict, candidate, merge = items(house)[:3]
    house.correct(conflict.lines[0])
    assert "conflict" not in {item.kind for item in items_after(house)}
    house.correct(candidate.lines[0])
    assert "candidate" not in {item.kind for item in items_after(house)}
    house.correct(candidate.lines[1])
    assert "candidate" not in {item.kind for item in items_after(house)}
    house.correct(*merge.lines)
    assert "merge" not in {item.kind for item in items_after(house)}


def items_after(house: House) -> list[Item]:
    house.publish()
    return items(house)


def test_posts_without_organization_and_what_is_quarantined_are_listed(house: House) -> None:
    house.take(d=told("丁", "3月9日,镇长赵小刚到村里调研。赵小刚要求,要抓好春耕。", "2021-03-10"))
    without_date = ONE.replace("2021-03-05 10:20:30", "2021-02-30 10:20:30").replace("甲", "戊")
    ingest(house.ledger, [write(house.folder / "bad", e=without_date)])
    found = {item.kind: item for item in items_after(house)}
    post, held_back = found["post"], found["quarantined"]
    assert "zhengwen quarantine show " in held_back.what
    assert post.lines == (f"same-as,{post.things[0]},,,,,",)


def test_the_command_prints_lines_that_can_be_copied_and_csv(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHENGWEN_STATE", str(house.folder / "state"))
    monkeypatch.setenv("ZHENGWEN_LEDGER_URL", f"sqlite:///{house.folder / 'ledger.sqlite'}")
    monkeypatch.setenv("ZHENGWEN_BASE_IRI", BASE)
    monkeypatch.setenv("ZHENGWEN_AUTHORITY", str(house.authority))
    assert main(["review", "--limit", "2"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("1. conflict: 日期不一致: 第88次常务会议\n   https://example.org/meeting/")
    assert "   same-as,https://example.org/person/" in printed
    assert printed.endswith("2 things to look at; lines go to " + str(house.authority / "corrections.csv") +
                            ", and `zhengwen publish` applies them\n")  # fmt: skip
    assert main(["review", "--format", "csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines(keepends=True)))
    assert rows[0]["kind"] == "conflict"
    assert rows[0]["lines"].startswith("wrong,")
    assert main(["review", "--limit", "1"]) == 0
    monkeypatch.setenv("ZHENGWEN_STATE", str(house.folder / "nowhere"))
    assert main(["review"]) == 1
    assert "run `zhengwen publish` first" in capsys.readouterr().err
