"""Finds the documents of an article: what stands in 《》, and drafts that a verb and a status make plain.

In: the article's text, folded and as kept. Out: `Document`, one for each title, with status, type, number, year, the
verb that governs it, its short forms, and all its places. Newspapers, books, films and songs are left out. Issuers are
not resolved.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flows.articles.evidence import Evidence, Span
from flows.extraction.document_actions import ActionFinder
from flows.extraction.document_brackets import Bracketed, find_bracketed
from flows.extraction.facts import Document
from flows.extraction.lexicon import rows
from flows.extraction.patterns import alternation
from flows.extraction.text import Text

_NOT_BEFORE = re.compile(rf"(?:{alternation('document_not_before')})[\s:“]*$")
_NOT_AFTER = re.compile(
    rf"{alternation('document_not_after')}|[^。《\n]{{0,24}}(?:出版|首播|播出|开播|上映|首演|上演|演出)"
)
_SUCH_WORKS = re.compile(rf"等[^,。;《\n]{{0,14}}?(?:{alternation('document_works')})")
_AND = re.compile(r"[、,和及与\s]{0,3}")
_NOT_TITLE = re.compile(rf"(?:{alternation('document_not_titles')})$")
_NEWSPAPER = re.compile(r"[^()]{2,9}(?<![通简汇公申情年季旬月周预警呈快])报")
_REPORT_AFTER = re.compile(r"的[^,。;《]{0,6}报告")
"""所作的题为《…》的工作报告 is a document, a film of that title is none."""
_TYPES = {row["suffix"]: row["code"] for row in rows("document_types")}
_TYPE = re.compile(rf"(?:{'|'.join(sorted(_TYPES, key=lambda s: (-len(s), s)))})$")
_TRAILING = re.compile(r"\s*\([^()]*\)$")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|〔|〕|—|-|\])")
_DRAFT = re.compile(r"\(([^()《》,。;:\n]{0,10}(?:稿|草案))\)")
_DRAFT_SIGNS = ("草案", "稿)")
"""One of these stands in each text with a draft that is not in 《》."""
_DRAFT_START = re.compile(r"[、,。;:!?\n》)]")
_DRAFT_LEAD = re.compile(r"^(?:了|的是|通过|并|和|及|以及|[^、,]{0,12}(?:提交|提请|起草)(?:审议)?的)+")
_OF_REPORT = re.compile(r"[^关]{2,24}?关于(?:提请)?(?:审议)?")
_REPORT_BEHIND = re.compile(r"\([^()]{1,12}\)[^,。;]{0,16}?的(?:报告|汇报|说明|议案|请示)")
"""听取县人大常委会办公室关于|第十一次会议议程(草案)的报告: the draft is what is reported on."""
_NAMED_SO = ("的报告", "的决定", "的决议", "的意见", "的通知", "的说明")
"""听取县政协常委会关于提案工作情况的报告(草案)的说明: here the draft is called by the whole."""
_OF_MANY = re.compile(r"各项|各类|各代表团|有关|相关")
"""听取各代表团对各项决议(草案)的讨论情况: no one draft is named."""
_DRAFT_WORD = re.compile("草案")
_MOTION = "的议案"
_DRAFT_LAW = re.compile(
    r"(?P<title>(?:(?!草案)[\u4e00-\u9fff]){4,40}(?:法|法典|条例))(?P<status>(?:修订|修正|修改)?草案)"
    rf"(?=[、,。;!?和及\n]|{_MOTION}|\Z)"
)
_LONGEST_LAW = 44
"""Characters of a law's title and what is drafted of it, before 草案."""
"""审议湖泊保护法草案、某某法修订草案: laws stand without any brackets; 某某法草案审议结果的报告 is a report."""
_TO_BE_DONE = ("要", "要继续", "将", "应当")
_LAW_LEAD = re.compile(r"(?:.*(?:审议|讨论|通过|表决|审查|关于|听取|提出|[了将把对]))?[和及与]?")
_LAW_VERB = re.compile(r"(?P<verb>审议通过|表决通过|原则通过|审议|讨论|通过|表决|审查)了?[^。;!?\n]*\Z")
_FARTHEST_VERB = 120
_SHORT = 10


@dataclass(slots=True)
class _Found:
    """A document in the making."""

    title: str
    status: str | None
    number: str | None
    action: str | None
    parent: str | None
    mentions: list[Evidence] = field(default_factory=list)
    short_form: str | None = None


def find_documents(text: Text, source: str, demands: Sequence[Span] = ()) -> tuple[Document, ...]:
    """Return the documents that the body of `text` names, in order; titles are cut from `source`, the text as kept.

    `demands` are the places where something is asked: what shall be done with a document is no action on it.
    """
    brackets = find_bracketed(text.folded, text.body)
    if not brackets and not any(sign in text.folded for sign in _DRAFT_SIGNS):
        return ()
    masked = _mask(text.folded, brackets)
    finder = ActionFinder(masked, text.body, demands)
    found = _bracketed_documents(text, source, brackets, finder)
    found += _unbracketed_drafts(text, source, masked, finder, found)
    found += _draft_laws(text, source, masked, finder, found)
    found.sort(key=lambda placed: placed[0])
    merged = _merged([entry for _, entry in found])
    for entry in merged:
        entry.action = entry.action or _action_without_brackets(entry.title, source, masked, finder)
    identities = {entry.title: f"document-{index}" for index, entry in enumerate(merged, start=1)}
    return tuple(_fact(entry, identities) for entry in merged)


_Placed = tuple[int, _Found]


def _mask(folded: str, brackets: list[Bracketed]) -> str:
    """Blank what stands inside titles, so that no verb of a title (《关于审议…的请示》) is taken for the meeting's."""
    pieces: list[str] = []
    done = 0
    for bracketed in brackets:
        if bracketed.parent is None:
            pieces += [folded[done : bracketed.span.start], "《", "_" * (bracketed.span.end - bracketed.span.start - 2)]
            done = bracketed.span.end - 1
    return "".join([*pieces, folded[done:]])


def _bracketed_documents(text: Text, source: str, brackets: list[Bracketed], finder: ActionFinder) -> list[_Placed]:
    placed: list[_Placed] = []
    actions: list[str | None] = []
    previous: Span | None = None
    works = _works(text.folded, brackets)
    for index, bracketed in enumerate(brackets):
        if bracketed.parent is not None:
            actions.append(actions[bracketed.parent])
        else:
            actions.append(_action(bracketed, previous, actions, finder, source))
            previous = bracketed.span
        if index not in works and bracketed.parent not in works:
            outer = brackets[bracketed.parent].title.of(source) if bracketed.parent is not None else None
            placed.append((bracketed.span.start, _document(source, bracketed, actions[-1], outer)))
    return placed


def _action(
    bracketed: Bracketed, previous: Span | None, actions: list[str | None], finder: ActionFinder, source: str
) -> str | None:
    if previous is not None and finder.continues(previous, bracketed.span):
        return actions[-1]
    verb = finder.after(bracketed.span) or finder.before(bracketed.span.start)
    return verb.of(source) if verb else None


def _action_without_brackets(title: str, source: str, masked: str, finder: ActionFinder) -> str | None:
    """Look where the article names it without brackets: 讨论的是…工作报告,并把《工作报告》送各地."""
    place = masked.find(title, finder.body.start, finder.body.end)
    verb = finder.before(place) if place >= 0 else None
    return verb.of(source) if verb else None


def _works(folded: str, brackets: list[Bracketed]) -> set[int]:
    """Return which brackets hold works: of a run of works, all that no type shows as documents."""
    works = {index for index, bracketed in enumerate(brackets) if _is_work(folded, bracketed)}
    for run in _runs(folded, brackets):
        first, last = brackets[run[0]].span, brackets[run[-1]].span
        kind = run[0] in works and _NOT_BEFORE.search(folded, max(0, first.start - 8), first.start)
        if kind or _SUCH_WORKS.match(folded, last.end):
            works.update(index for index in run if not _TYPE.search(brackets[index].title.of(folded)))
    return works


def _runs(folded: str, brackets: list[Bracketed]) -> list[list[int]]:
    """Return the brackets that stand side by side: 歌曲《甲》、《乙》; 《甲》《乙》《丙》等剧目."""
    runs: list[list[int]] = []
    for index, bracketed in enumerate(brackets):
        if bracketed.parent is None:
            if runs and _AND.fullmatch(folded, brackets[runs[-1][-1]].span.end, bracketed.span.start):
                runs[-1].append(index)
            else:
                runs.append([index])
    return runs


def _is_work(folded: str, bracketed: Bracketed) -> bool:
    """Tell a newspaper, book, film or song from a document: 《…日报》, 电影《…》, 《…》一书."""
    title = bracketed.title.of(folded)
    return bool(
        not title.strip()
        or _NOT_TITLE.search(title)
        or _NEWSPAPER.fullmatch(title)
        or (
            _NOT_BEFORE.search(folded, max(0, bracketed.span.start - 8), bracketed.span.start)
            and not _REPORT_AFTER.match(folded, bracketed.span.end)
        )
        or _NOT_AFTER.match(folded, bracketed.span.end)
    )


def _document(source: str, bracketed: Bracketed, action: str | None, outer: str | None) -> _Found:
    evidence = Evidence(bracketed.title, "document-nested" if outer else "document", 0.97)
    return _Found(
        title=bracketed.title.of(source),
        status=bracketed.status.of(source) if bracketed.status else None,
        number=bracketed.number.of(source) if bracketed.number else None,
        action=action,
        parent=outer,
        mentions=[evidence],
    )


def _unbracketed_drafts(
    text: Text, source: str, masked: str, finder: ActionFinder, known: list[_Placed]
) -> list[_Placed]:
    """Find drafts without brackets: 审议了政府工作报告(草案)."""
    placed: list[_Placed] = []
    for match in _DRAFT.finditer(masked, text.body.start, text.body.end):
        verb = finder.before(match.start())
        if verb is None or masked[match.start() - 1] == "》":
            continue
        title = _draft_title(masked, verb, match.start())
        if (
            2 <= title.end - title.start <= 60
            and "《" not in title.of(masked)
            and not _OF_MANY.search(title.of(masked))
        ):
            evidence = Evidence(title, "document-draft", 0.85)
            found = _Found(title.of(source), match.group(1), None, verb.of(source), None, [evidence])
            placed.append((title.start, found))
    return placed


def _drafts_of_laws(masked: str, body: Span) -> Iterator[re.Match[str]]:
    """Yield what ``_DRAFT_LAW.finditer`` does, looking only before each 草案: most of a text is not near any."""
    done = body.start
    for draft in _DRAFT_WORD.finditer(masked, body.start, body.end):
        begin, end = max(done, draft.start() - _LONGEST_LAW), min(draft.end() + len(_MOTION), body.end)
        if match := _DRAFT_LAW.search(masked, begin, end):
            done = match.end()
            yield match


def _draft_laws(text: Text, source: str, masked: str, finder: ActionFinder, known: list[_Placed]) -> list[_Placed]:
    """Find laws before they are in force: 审议湖泊保护法草案、某省供水条例修订草案."""
    if "草案" not in masked:  # as in most articles, which need not be searched for titles that might end so
        return []
    titles = [entry.title for _, entry in known]
    placed: list[_Placed] = []
    for match in _drafts_of_laws(masked, text.body):
        title = _law(match)
        verb = finder.before(title.start) or _law_verb(masked, text.body.start, title.start)
        if verb is None or title.end - title.start < 3 or any(title.of(source) in other for other in titles):
            continue
        evidence = Evidence(title, "document-draft", 0.85)
        found = _Found(title.of(source), match["status"], None, verb.of(source), None, [evidence])
        placed.append((title.start, found))
    return placed


def _law(match: re.Match[str]) -> Span:
    """Return the law's name without what leads to it: 国务院关于提请审议|农作物病虫害防治法."""
    lead = _LAW_LEAD.match(match["title"])
    return Span(match.start("title") + (lead.end() if lead else 0), match.end("title"))


def _law_verb(masked: str, start: int, place: int) -> Span | None:
    """Return the verb of the sentence, also where it says what shall be done: 建议继续审议湖泊保护法草案."""
    match = _LAW_VERB.search(masked, max(start, place - _FARTHEST_VERB), place)
    return Span(*match.span("verb")) if match and not masked.endswith(_TO_BE_DONE, start, match.start()) else None


def _draft_title(masked: str, verb: Span, end: int) -> Span:
    start = verb.end
    for match in _DRAFT_START.finditer(masked, verb.end, end):
        start = match.end()
    lead = _DRAFT_LEAD.match(masked[start:end])
    start += lead.end() if lead else 0
    reported = _REPORT_BEHIND.match(masked, end) and not masked.endswith(_NAMED_SO, start, end)
    of_report = _OF_REPORT.match(masked, start, end) if reported else None
    return Span(of_report.end() if of_report else start, end)


def _merged(found: list[_Found]) -> list[_Found]:
    """Make one of all mentions of one title, and link short forms: 《规划纲要》 after 《…建设规划纲要》."""
    by_title: dict[str, _Found] = {}
    for entry in found:
        same = by_title.get(entry.title) or _full_form(entry.title, list(by_title.values()))
        if same is None:
            by_title[entry.title] = entry
            continue
        same.mentions += entry.mentions
        same.action = same.action or (entry.action if same.title == entry.title else None)
        same.status = same.status or (entry.status if same.title == entry.title else None)
        same.number = same.number or entry.number
        if same.title != entry.title:
            same.short_form = same.short_form or entry.title
    return list(by_title.values())


def _full_form(title: str, earlier: list[_Found]) -> _Found | None:
    """Return the document named before that `title` abbreviates: it ends like it and keeps its characters in order."""
    if len(title) > _SHORT or not _TYPE.search(title):
        return None
    for entry in reversed(earlier):
        if len(entry.title) > len(title) and _abbreviates(title, _TRAILING.sub("", entry.title)):
            return entry
    return None


def _abbreviates(short: str, full: str) -> bool:
    if full.endswith(short):
        return True
    rest = iter(full)
    return full[-2:] == short[-2:] and all(character in rest for character in short)


def _fact(entry: _Found, identities: dict[str, str]) -> Document:
    shown = _TYPE.search(_TRAILING.sub("", entry.title))
    year = _YEAR.search(entry.title) or _YEAR.search(entry.number or "")
    return Document(
        id=identities[entry.title],
        title=entry.title,
        status=entry.status,
        type=_TYPES[shown.group()] if shown else None,
        number=entry.number,
        issuer=None,
        year=int(year.group()) if year else None,
        action=entry.action,
        short_form=entry.short_form,
        parent=identities.get(entry.parent) if entry.parent else None,
        mentions=tuple(entry.mentions),
    )
