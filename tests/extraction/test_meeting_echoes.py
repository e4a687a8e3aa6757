import pytest

from tests.extraction.core_sample import facts_of, names, reported, roles

TWO = "10月10日,国务院召开全国防汛电视电话会议。会后,省政府接着召开全省防汛电视电话会议。"
LIFE = "10月10日,区委召开2016年度民主生活会。会后,区长陈志远主持召开防汛工作会议。"
OBSERVER = ("吴晓燕", "observer")


@pytest.mark.parametrize("both", ["两级会议", "两次会议", "上述两次会议"])
def test_several_meetings_named_as_one(both: str) -> None:
    facts = facts_of(TWO + f"区人大常委会副主任吴晓燕列席{both}。")
    assert [OBSERVER in roles(facts, index) for index in range(len(reported(facts)))] == [True, True]


@pytest.mark.parametrize(("short", "index"), [("全国会议", 0), ("全省会议", 1)])
def test_a_meeting_named_by_its_level(short: str, index: int) -> None:
    facts = facts_of(TWO + f"\n区长陈志远参加会议。\n{short}由副省长周明远主持。")
    assert [("周明远", "chair") in roles(facts, at) for at in range(2)] == [at == index for at in range(2)]


@pytest.mark.parametrize(("short", "index"), [("民主生活会", 0), ("会议", 1)])
def test_a_meeting_named_by_its_kind(short: str, index: int) -> None:
    facts = facts_of(LIFE + f"\n区人大常委会副主任吴晓燕列席{short}。")
    assert [OBSERVER in roles(facts, at) for at in range(2)] == [at == index for at in range(2)]


def test_a_meeting_whose_spirit_is_conveyed_is_not_named_in_short() -> None:
    facts = facts_of("10月10日,区委召开座谈会。\n会议传达了全国企业家座谈会精神。")
    assert names(facts, reported=False) == ["全国企业家座谈会"]


def test_a_mere_number_repeats_the_longer_name() -> None:
    source = "10月10日,区政府召开防汛工作会议。会议研究了区人大常委会第六次会议有关事项,建议第六次会议审议报告。"
    assert names(facts_of(source), reported=False) == ["区人大常委会第六次会议"]


@pytest.mark.parametrize(("lead", "chaired"), [("会前", True), ("随后", False)])
def test_after_a_paragraph_that_looks_back_the_first_meeting_goes_on(lead: str, chaired: bool) -> None:
    first = "10月10日,区政府召开防汛工作会议。\n"
    facts = facts_of(first + f"{lead},区长陈志远主持召开区政府党组会议。\n区人大常委会副主任吴晓燕列席会议。")
    assert (OBSERVER in roles(facts, 0)) is chaired


def test_what_is_said_of_two_coordinated_meetings() -> None:
    both = "10月10日,区长陈志远主持召开区政府第12次常务会议和区政府党组会议。副区长孙立新参加会议。"
    facts = facts_of(both + "区人大常委会副主任吴晓燕列席常务会议。")
    assert roles(facts, 1) == {("陈志远", "chair"), ("孙立新", "attendee")}
    assert roles(facts, 0) == {*roles(facts, 1), OBSERVER}
