from dataclasses import replace

from flows.evaluation.confidence import confidences
from flows.evaluation.gold import to_gold
from flows.evaluation.scoring import KEYS, compare, tally
from flows.extraction.facts import (
    Directive,
    Document,
    EventDate,
    Facts,
    Jurisdiction,
    Meeting,
    Organization,
    Participation,
    Person,
    Post,
)
from tests.evaluation.cases import TEXT, article, gold, seen


def _post(surface: str, confidence: float = 0.9) -> Post:
    return Post(surface, None, surface, (), seen(surface, confidence))


def _person(number: int, name: str, *posts: Post) -> Person:
    return Person(f"person-{number}", name, posts, (seen(name),))


def _directive(number: int, head: str, parent: str | None = None) -> Directive:
    return Directive(
        id=f"directive-{number}",
        path=str(number),
        numbered=True,
        speaker="person-1",
        speaker_text="赵一帆",
        meeting="meeting-1",
        head=head,
        span=seen(head + "。").span,
        addressees=(),
        modality="must",
        parent=parent,
        evidence=seen(head),
    )


def _facts() -> Facts:
    roles = (("person-1", "chair"), ("person-1", "speaker"), ("person-2", "attendee"), ("person-3", "observer"))
    date = EventDate("2019-06-11", "day", True, None, seen("6月11日"))
    meeting = Meeting(
        id="meeting-1",
        name="林川县防汛工作推进会",
        reported=True,
        type="work-meeting",
        ordinal=None,
        session=None,
        enlarged=False,
        date=date,
        place=None,
        place_evidence=None,
        organizer=None,
        participations=tuple(Participation(person, role, (), seen("主持")) for person, role in roles),  # type: ignore[arg-type]
        agenda=(),
        mentions=(seen("林川县防汛工作推进会"),),
    )
    return Facts(
        identity="test",
        text_length=len(TEXT),
        jurisdiction=Jurisdiction("510000", "四川省林川县", "operator", None),
        organizations=(
            Organization("o-1", "县委", "中共林川县委员会", "party-committee", None, None, False, (seen("县委"),)),
            Organization(
                "o-2", "县政协", "中国人民政治协商会议林川县委员会", "cppcc", None, None, False, (seen("县政协"),)
            ),
        ),
        people=(
            _person(1, "赵一帆", _post("县委副书记"), _post("县长", 0.5), _post("县长", 0.8)),
            _person(2, "钱二丰", _post("副县长")),
            _person(3, "孙三立", _post("县政协副主席")),
        ),
        post_changes=(),
        meetings=(meeting,),
        documents=(
            Document(
                "d-1", "林川县防汛应急预案", "送审稿", None, None, None, None, "审议", None, None, (seen("预案"),)
            ),
        ),
        directives=(
            _directive(1, "强化巡堤查险责任落实"),
            _directive(2, "备足抢险物资和队伍"),
            _directive(3, "抢险物资和队伍", "directive-2"),
        ),
        policy_terms=(),
    )


def test_facts_become_the_gold_format_row_by_row() -> None:
    written = to_gold(article(), _facts())
    texts = [directive.pop("text") for directive in written["directives"]]
    assert texts == ["强化巡堤查险责任落实。", "备足抢险物资和队伍。"]
    assert written == gold()
    assert list(written) == list(gold())


def test_a_second_surface_of_the_same_body_is_no_second_row() -> None:
    facts = _facts()
    again = replace(facts.organizations[0], id="o-3", surface="县委副书记")
    written = to_gold(article(), replace(facts, organizations=(*facts.organizations, again)))
    assert written["organizations"] == gold()["organizations"]


def test_a_meeting_only_mentioned_is_referenced() -> None:
    facts = _facts()
    written = to_gold(article(), replace(facts, meetings=(replace(facts.meetings[0], reported=False),)))
    assert (written["meetings"], written["referenced_meetings"]) == ([], ["林川县防汛工作推进会"])


def test_an_article_about_nothing_is_written_with_every_key() -> None:
    bare = replace(article(), published=None, source=None, reporters=(), editors=(), jurisdiction=None)
    nothing = replace(
        _facts(), jurisdiction=None, organizations=(), people=(), meetings=(), documents=(), directives=()
    )
    written = to_gold(bare, nothing)
    assert [key for key, value in written.items() if value] == ["title"]
    assert list(written) == list(gold())


def test_confidences_stand_in_the_order_of_the_rows() -> None:
    facts = _facts()
    written = to_gold(article(), facts)
    outcomes = compare(written, written)
    given = confidences(facts)
    assert given["posts"] == [0.9, 0.8, 0.9, 0.9]
    assert {key: len(values) for key, values in given.items()} == {key: len(outcomes[key].found) for key in given}


def test_what_is_written_scores_fully_against_itself() -> None:
    written = to_gold(article(), _facts())
    assert {key: tally([outcome]).f1 for key, outcome in compare(gold(), written).items()} == dict.fromkeys(KEYS, 1.0)
