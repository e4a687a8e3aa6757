"""Graphics: the same data give the same bytes, names stay text, and nothing in them is a style or a script."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from flows.server.drawing import vega
from flows.server.drawing.bars import by_month, by_name
from flows.server.drawing.network import Node, network
from flows.server.drawing.spec import Spec, prepared
from flows.server.drawing.timeline import timeline

EVIL = "王<b>大</b>&\"'明"
DRAWINGS = {
    "months": by_month([("2016-01", 3), ("2016-05", 7)]),
    "years": by_month([("2006-01", 3), ("2016-05", 7)]),
    "names": by_name([(EVIL, 12), ("成都市人民政府", 5)]),
    "timeline": timeline([(EVIL, "2016-10-10", "2018-10-10"), ("书记", "2019", "2020-03")]),
    "day": timeline([("区长", "2016-10-10", "2016-10-10")]),
    "network": network([Node(EVIL, "", 0), Node("李云", "person/x", 2), Node("赵", "person/y", 1)],
                       [(0, 1, 2), (0, 2, 1), (1, 2, 1)]),
}  # fmt: skip


def _svg(drawing: Spec, name: str, href: Callable[[str], str] = str) -> str:
    return vega.drawn(prepared(drawing, name, href))


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
def test_it_is_well_formed_named_and_plain(drawing: Spec) -> None:
    svg = _svg(drawing, EVIL)
    root = ElementTree.fromstring(svg)
    assert root.get("aria-label") == EVIL
    assert "style" not in svg
    assert "<script" not in svg
    assert "<b>" not in svg
    assert _svg(drawing, EVIL) == svg


def test_months_without_anything_have_their_place() -> None:
    months = ElementTree.fromstring(_svg(DRAWINGS["months"], "x"))
    marks = next(group for group in months.iter() if "mark-rect" in (group.get("class") or ""))
    assert ["v0h" in (path.get("d") or "") for path in marks] == [False, True, True, True, False]


def test_levels_are_round_and_reach_above_the_highest_bar() -> None:
    texts = [*ElementTree.fromstring(_svg(by_month([("2016-01", 1234), ("2016-02", 30)]), "x")).itertext()]
    assert [text for text in texts if text.strip()] == ["0", "500", "1,000", "1,500", "2016-01", "2016-02"]
    assert [*ElementTree.fromstring(_svg(by_month([("2016-01", 1)]), "x")).itertext()] == ["0", "1", "2016-01"]


def test_a_tick_is_no_more_exact_than_what_is_known() -> None:
    rows = [("书记", "2016-03", "2016-03"), ("区长", "2016-05-20", "2016-10")]
    assert _ticks(rows) == ["2016-03", "2016-10"]


def test_a_long_time_has_a_few_round_ticks() -> None:
    assert _ticks([("书记", "1996-10-10", "2022-11")]) == ["2000-01", "2005-01", "2010-01", "2015-01", "2020-01"]
    assert _ticks([("书记", "2016-10-10", "2018-10-10")]) == ["2017-01", "2017-07", "2018-01", "2018-07"]


def _ticks(rows: list[tuple[str, str, str]]) -> list[str]:
    names = {name for name, _, _ in rows}
    return [text for text in ElementTree.fromstring(_svg(timeline(rows), "x")).itertext() if text not in names]


def test_names_lead_to_where_the_page_says() -> None:
    svg = _svg(DRAWINGS["network"], "x", lambda path: f"/zh/{path}?a&b")
    root = ElementTree.fromstring(svg)
    links = {link.get("href"): "".join(link.itertext()) for link in root.iter("{http://www.w3.org/2000/svg}a")}
    assert links == {"/zh/person/x?a&b": "李云", "/zh/person/y?a&b": "赵"}
    assert root.get("role") == "group"


def test_graphics_that_differ_in_names_alone_are_drawn_once() -> None:
    _svg(timeline([("书记", "2017-01-02", "2017-03-04")]), "x")
    before = vega._svg.cache_info().misses
    svg = _svg(timeline([("区长", "2017-01-02", "2017-03-04")]), "x")
    assert vega._svg.cache_info().misses == before
    assert "区长" in svg
    assert "书记" not in svg


def test_all_time_lines_of_one_day_are_drawn_once() -> None:
    _svg(timeline([("书记", "2017-01-02", "2017-01-02"), ("主任", "2017-01-02", "2017-01-02")]), "x")
    before = vega._svg.cache_info().misses
    svg = _svg(timeline([("区长", "2019-11-30", "2019-11-30"), ("委员", "2019-11-30", "2019-11-30")]), "x")
    assert vega._svg.cache_info().misses == before
    assert "2019-11-30" in svg


def test_a_name_that_looks_like_the_sign_for_another_stays_what_it_is() -> None:
    root = ElementTree.fromstring(_svg(by_name([("#1", 2), ("#0", 1), ("区长", 1)]), "x"))
    assert [text for text in root.itertext() if text.startswith("#") or text == "区长"] == ["#1", "#0", "区长"]
