import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.articles.article import Article, Published, Stated
from flows.articles.dates import SHANGHAI
from flows.articles.evidence import Evidence, Span
from flows.articles.folding import fold
from flows.extraction.extract import extract
from flows.extraction.facts import Facts
from tests.extraction.core_sample import DISTRICT
from tests.extraction.walking import evidence, ids, references, spans

# Names, posts, verbs, bodies, stops and the beginnings of brackets that the genre puts together.
_FRAGMENTS = [
    "区委书记", "周明远", "区委副书记、代区长", "陈志远", "李 云", "副区长", "孙立新、刘怀民", "何立", "何立文",
    "高峰", "叶尔夏提·吐尔逊拜", "欧阳震华", "主任", "同志", "兼", "任命", "为", "受", "委托", "由", "等", "领导",
    "区领导", "主持", "出席", "参加会议", "列席", "讲话", "汇报", "强调", "要求", "指出", "传达学习", "审议通过",
    "听取了", "召开", "参加会议的有", "主持召开", "传达了", "精神", "习近平总书记",
    "习近平新时代中国特色社会主义思想", "近日", "昨日", "区委", "区政府", "区人大常委会", "龙桥镇", "市水务局",
    "成都市新都区", "省、市", "党组", "各街镇、各部门", "领导小组", "第十一次(扩大)会议", "会议", "常务会议",
    "第十九、二十次", "座谈会", "暨", "十三届", "全区防汛工作会议", "调研", "会见", "10月10日", "3日下午",
    "今天(5日)上午", "2016年", "第187次", "2月30日", "《", "》", "“雪亮工程”", "“", "”", "(", ")",
    "《新都区防汛办法(送审稿)》", "(草案)", "一是要", "一要", "第一,", "(一)", "1.", "2.1", "要", "必须", "严禁",
    "希望", "强化责任", "落实到位", "、", ",", "，", "。", ";", ":", "\n", "\n\n", "　", " ", "和", "的", "在",
    "与", "·", "—", "…",
]  # fmt: skip
_TEXTS = st.text(max_size=120) | st.lists(st.sampled_from(_FRAGMENTS), max_size=60).map("".join)


def article(text: str, headline: int = 0) -> Article:
    """Return an article of any text, of which the first `headline` characters are the title."""
    title = Span(0, min(headline, len(text)))
    return Article(
        identity="test",
        text=text,
        body=Span(title.end, len(text)),
        title=Stated(title.of(text), Evidence(title, "layout.title", 0.9)),
        published=Stated(Published(datetime(2016, 10, 12, tzinfo=SHANGHAI), "day"), None),
        source=None,
        url=None,
        reporters=(),
        editors=(),
        views=None,
        comments=None,
        jurisdiction=DISTRICT,
    )


def quoted(text: str, span: Span) -> str:
    """Return what stands at `span`, folded and without blanks."""
    return fold(span.of(text)).replace(" ", "")


def check(facts: Facts, text: str) -> None:
    """Assert what holds for the facts of any text."""
    assert facts.text_length == len(text)
    assert all(span.start < span.end <= len(text) for span in spans(facts))
    assert all(one.rule and 0 <= one.confidence <= 1 for one in evidence(facts))
    check_references(facts)
    check_quotes(facts, text)


def check_references(facts: Facts) -> None:
    known = ids(facts)
    assert len(known) == len(set(known))
    for kinds, id_ in references(facts):
        assert id_ in known
        assert id_.rpartition("-")[0] in kinds.split("|")
    posts = {person.id: len(person.posts) for person in facts.people}
    for meeting in facts.meetings:
        assert all(0 <= index < posts[part.person] for part in meeting.participations for index in part.posts)
        roles = [(part.person, part.role) for part in meeting.participations]
        assert len(roles) == len(set(roles))


def check_quotes(facts: Facts, text: str) -> None:
    for body in facts.organizations:
        assert body.surface == body.mentions[0].span.of(text)
    for person in facts.people:
        assert all(quoted(text, mention.span) == person.name for mention in person.mentions)
        assert all(post.surface == post.evidence.span.of(text) for post in person.posts)
    for meeting in facts.meetings:
        assert meeting.name == meeting.mentions[0].span.of(text)
        assert meeting.place_evidence is None or meeting.place == meeting.place_evidence.span.of(text)
    for document in facts.documents:
        assert document.title in text
    for directive in facts.directives:
        assert directive.head in directive.span.of(text)
        assert all(one.surface == one.evidence.span.of(text) for one in directive.addressees)
    for term in facts.policy_terms:
        assert all(term.label in use.evidence.span.of(text) for use in term.uses)


@settings(max_examples=300, deadline=None)
@given(_TEXTS, st.integers(0, 20))
def test_any_text_yields_facts_that_can_be_found_in_it(text: str, headline: int) -> None:
    check(extract(article(text, headline)), text)


def test_long_composed_texts_too() -> None:
    draw = Random(20161010)
    for _ in range(500):
        text = "".join(draw.choices(_FRAGMENTS, k=60))
        check(extract(article(text)), text)


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_the_same_article_gives_the_same_facts(text: str) -> None:
    assert extract(article(text)) == extract(article(text))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_FRAGMENTS), max_size=40).map("".join))
def test_an_unrelated_paragraph_at_the_end_moves_nothing(text: str) -> None:
    base = text + "。"
    longer = base + "\n城北公园的桂花开了，游人如织。"
    before, after = extract(article(base)), extract(article(longer))
    assert replace(after, text_length=len(base)) == before


def test_facts_do_not_depend_on_the_order_of_sets() -> None:
    script = (
        "from tests.extraction.test_extract import article\n"
        "from flows.extraction.extract import extract\n"
        "text = '副区长何立、何立文、高峰、高峰文出席会议。高峰文、何立文讲话。何立强调，要落实。高峰强调。'\n"
        "print(ascii(extract(article(text))))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in "12345"
    }
    assert len(outputs) == 1


def test_an_article_without_anything_yields_nothing() -> None:
    facts = extract(article("桂花开了。"))
    assert (facts.people, facts.meetings, facts.documents, facts.directives) == ((), (), (), ())


def test_what_is_not_known_from_outside_is_not_needed() -> None:
    text = "10日，会议召开，副区长何立文参加。"
    bare = replace(article(text), title=Stated("", None), published=None, jurisdiction=None)
    facts = extract(bare)
    check(facts, text)
    assert [person.name for person in facts.people] == ["何立文"]
    assert all(meeting.date is None for meeting in facts.meetings)
