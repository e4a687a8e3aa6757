"""An invented article with hand-made facts that use every kind of fact at least once."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from flows.articles.article import Article, Published, Stated
from flows.articles.evidence import Evidence, Span
from flows.extraction.facts import (
    Addressee,
    AgendaItem,
    Directive,
    Document,
    EventDate,
    Facts,
    Jurisdiction,
    Meeting,
    Organization,
    Participation,
    Person,
    PolicyTerm,
    Post,
    TermUse,
)

BASE = "https://w3id.org/zhengwen/"
VERSION = "1.2.3"

TEXT = """河湖管护再部署
发布时间:2031-06-12 08:30:00
6月10日上午,县河湖管护领导小组第七次(扩大)会议在县政务中心召开,传达学习省河湖长制工作会议精神。县委书记何清远主持会议,县委副书记、代县长苗若兰讲话。
会议审议了《青禾县河湖管护工作2031年考评办法(送审稿)》,听取了柳桥镇工作汇报。县水务局局长田广列席会议。
何清远要求:
一要压实责任。各乡镇、各单位要逐河建立台账,推进“碧水行动”;县水务局要逐月通报。
6月11日,苗若兰到柳桥镇调研。
浏览量:64
来源:青禾新闻网 记者:白小川
编辑:石一诺
0条评论
"""


def at(words: str, rule: str = "sample", confidence: float = 0.9, nth: int = 0) -> Evidence:
    """Return evidence of the nth place of `words` in the text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Evidence(Span(start, start + len(words)), rule, confidence)


def article() -> Article:
    moment = datetime(2031, 6, 12, 8, 30, tzinfo=timezone(timedelta(hours=8)))
    return Article(
        identity="https://news.example/2031/0612.html",
        text=TEXT,
        body=Span(TEXT.index("6月10日"), TEXT.index("浏览量")),
        title=Stated("河湖管护再部署", at("河湖管护再部署", "byline.title", 1.0)),
        published=Stated(Published(moment, "second"), at("2031-06-12 08:30:00", "byline.published", 1.0)),
        source=Stated("青禾新闻网", at("青禾新闻网", "byline.source", 1.0)),
        url="https://news.example/2031/0612.html",
        reporters=(Stated("白小川", at("白小川", "byline.reporter", 1.0)),),
        editors=(Stated("石一诺", at("石一诺", "byline.editor", 1.0)),),
        views=Stated(64, at("64", "byline.views", 1.0)),
        comments=Stated(0, at("0条", "byline.comments", 1.0)),
        jurisdiction=None,
    )


ORGANIZATIONS = (
    Organization("org-1", "县河湖管护领导小组", "青禾县河湖管护领导小组", "leading-group", "510114",
                 "青禾县人民政府", False,
                 (at("县河湖管护领导小组"),)),
    Organization("org-2", "县委", "中共青禾县委员会", "party-committee", "510114", None, False, (at("县委"),)),
    Organization("org-3", "县", "青禾县人民政府", "people-government", "510114", None, True, (at("县长"),)),
    Organization("org-4", "柳桥镇", "青禾县柳桥镇", "township", "510114", "青禾县人民政府", False, (at("柳桥镇"),)),
    Organization("org-5", "县水务局", "青禾县水务局", "government-department", "510114", "青禾县人民政府", False,
                 (at("县水务局"),)),
)  # fmt: skip
PEOPLE = (
    Person("person-1", "何清远", (Post("书记", "org-2", "县委书记", (), at("县委书记", "post.before-name")),),
           (at("何清远", "person.after-post"),)),
    Person("person-2", "苗若兰", (
        Post("副书记", "org-2", "县委副书记", (), at("县委副书记", "post.before-name")),
        Post("县长", "org-3", "代县长", ("代",), at("代县长", "post.before-name", 0.8)),
    ), (at("苗若兰", "person.after-post"),)),
    Person("person-3", "田广", (Post("局长", None, "局长", (), at("局长", "post.before-name", 0.6)),),
           (at("田广", "person.after-post"),)),
)  # fmt: skip
MEETING = Meeting(
    "meeting-1", "县河湖管护领导小组第七次(扩大)会议", True, "leading-group-meeting", 7, None, True,
    EventDate("2031-06-10", "day", True, "上午", at("6月10日上午", "date.month-day", 0.95)),
    "县政务中心", at("县政务中心", "meeting.place"), "org-1",
    (
        Participation("person-1", "chair", (0,), at("县委书记何清远主持会议", "participation.chair")),
        Participation("person-2", "speaker", (0, 1), at("县委副书记、代县长苗若兰讲话", "participation.speaker")),
        Participation("person-3", "observer", (0,), at("县水务局局长田广列席会议", "participation.observer")),
    ),
    (
        AgendaItem("convey", "传达学习", "meeting", "省河湖长制工作会议", "meeting-2", (),
                   at("传达学习省河湖长制工作会议精神", "agenda.convey")),
        AgendaItem("deliberate", "审议", "document", "青禾县河湖管护工作2031年考评办法", "document-1", (),
                   at("审议了《青禾县河湖管护工作2031年考评办法(送审稿)》", "agenda.deliberate")),
        AgendaItem("hear", "听取", "report", "工作汇报", None, ("org-4",), at("听取了柳桥镇工作汇报", "agenda.hear")),
    ),
    (at("县河湖管护领导小组第七次(扩大)会议", "meeting.name"),),
)  # fmt: skip
REFERENCED = Meeting(
    "meeting-2", "省河湖长制工作会议", False, "work-conference", None, None, False,
    None, None, None, None, (), (), (at("省河湖长制工作会议", "meeting.name"),),
)  # fmt: skip
VISIT = Meeting(
    "meeting-3", "调研", True, "research-visit", None, None, False,
    EventDate("2031-06", "month", True, None, at("6月11日", "date.month-day")), "柳桥镇",
    at("柳桥镇", "meeting.place", nth=1), None,
    (Participation("person-2", "attendee", (), at("苗若兰到柳桥镇调研", "participation.visit")),), (),
    (at("调研", "meeting.name"),),
)  # fmt: skip
DOCUMENT = Document(
    "document-1", "青禾县河湖管护工作2031年考评办法", "送审稿", "measures", "青府发〔2031〕12号", "org-3", 2031,
    "审议", "考评办法", None, (at("青禾县河湖管护工作2031年考评办法", "document.title"),),
)  # fmt: skip
NESTED = Document("document-2", "考评办法", None, "measures", None, None, None, None, None, "document-1",
                  (at("考评办法", "document.title"),))  # fmt: skip
_ITEM = at("压实责任。各乡镇、各单位要逐河建立台账,推进“碧水行动”;县水务局要逐月通报。", "directive.numbered")
_CLAUSE = at("各乡镇、各单位要逐河建立台账,推进“碧水行动”", "directive.clause")
_LAST = at("县水务局要逐月通报", "directive.clause")
DIRECTIVES = (
    Directive("directive-1", "1", True, "person-1", "何清远", "meeting-1", "压实责任", _ITEM.span, (), "must", None,
              _ITEM),
    Directive("directive-2", "1.1", False, "person-1", "何清远", "meeting-1", "各乡镇、各单位要逐河建立台账",
              _CLAUSE.span, (Addressee("各乡镇、各单位", None, at("各乡镇、各单位", "addressee")),), "must",
              "directive-1", _CLAUSE),
    Directive("directive-3", "1.2", False, None, "与会领导", "meeting-1", "县水务局要逐月通报", _LAST.span,
              (Addressee("县水务局", "org-5", at("县水务局", "addressee", nth=1)),), "should", "directive-1", _LAST),
)  # fmt: skip
TERM = PolicyTerm("term-1", "碧水行动", (TermUse("person-1", "directive-2", at("碧水行动", "term.quoted")),))


def facts() -> Facts:
    return Facts(
        identity=article().identity,
        text_length=len(TEXT),
        jurisdiction=Jurisdiction("510114", "四川省成都市新都区", "source", at("青禾新闻网", "jurisdiction.source")),
        organizations=ORGANIZATIONS,
        people=PEOPLE,
        post_changes=(),
        meetings=(MEETING, REFERENCED, VISIT),
        documents=(DOCUMENT, NESTED),
        directives=DIRECTIVES,
        policy_terms=(TERM,),
    )


def without_facts() -> Facts:
    """Return the facts of an article in which nothing was found."""
    return replace(
        facts(), jurisdiction=None, organizations=(), people=(), post_changes=(), meetings=(), documents=(),
        directives=(), policy_terms=(),
    )  # fmt: skip
