"""Appointments in a text: who takes up which post, and who gives it up: 任命A为B, A当选B, 免去A的B职务, A不再担任B.

Goes in: the text and its posts. Comes out: appointments, each of one person, with the posts as they stand there.
Does not know when they hold. A proposal (提名, 提请任命) or a post held (现任) gives a post too, and no news of it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from flows.articles.evidence import Span
from flows.extraction.appointed_names import appointed_names, are_sure
from flows.extraction.facts import ChangeKind
from flows.extraction.lexicon import Lexicon, rows, terms
from flows.extraction.posts import Change, PostMention
from flows.values import value

_WINDOW = 150
"""How far from its verb a post may stand, names between them."""
_GAP = re.compile(r"(?:\d{1,2}|第?[一二三四五六七八九十]{1,4}届|新一届|[该我本全]|新任|中共|兼){0,3}")
"""What may stand between the verb and the post, as the post is found: 为|新一届|县委书记."""
_OPEN_BODY = re.compile(
    r"[^、,。;:!?()《》“”\s的为任免辞选提]{2,26}[委府局部办会院处厅署室科社团组协所站队校司园厂村镇乡馆台学心庭]"
)
"""The rest of a body's name of which only the title was found: 区人民法院民事审判庭|副庭长."""
_PRODUCED = re.compile(r"(?:当选为|选举产生|选举出|补选出|推选出|选出)了?(?:新一届|第[^,。;]{1,6}届)?\Z")
_CONJUNCTION = re.compile(r"(?:[、和及兼]|以及|、兼|并兼任|兼任)")
_OFFICE = re.compile(r"(?:\([^()\n]{1,20}\))?(?:的?职务)?(?:的?请求|的?申请)?(?:\([^()\n]{1,30}\))?")
"""What belongs to the post's end: 局长(试用期一年), 区长职务的请求."""
_NO_NEWS_AFTER = re.compile(
    r"的?(?:建议|议案|提案|提名|说明|请示|推荐|期间|以来|时[,候]|一职空缺|等职务的人员)|"
    r"(?:了|已|近|快)?[\d一二三四五六七八九十]{1,3}[多余]?年|"
    r"(?:职务)?的(?!请求|申请|决定|通知|命令|公告|消息|任命|任职)"
)
"""任局长期间, 任局长20多年, 任组长的领导小组: the post is held, and no one takes it up there."""
_RESIGNS = "辞去"
_LINKS = {
    "begins": re.compile(r"(?<!不再)(?:当选为|为|担任|兼任|任|代理)(?!期|职)"),
    "ends": re.compile(r"(?:所?担任的|所任的|的)"),
    "request": re.compile(rf"(?:因[^,。;\n]{{1,12}}?)?(?:提出的?|请求|申请|关于)*{_RESIGNS}(?:所?担任的)?"),
    "item": re.compile(r"(?<!不再)(?:为|兼任|任|的)"),
}
_LEAD = re.compile(r"(?:了)?(?:以下|下列)?(?:人员|同志|名单)?[:\s]{0,3}")
_FURTHER = re.compile(
    r"[、,;]?(?:并|同时|,){0,2}(?:决定|任命|推举|选举)?其?(?P<word>不再(?:担任|兼任|任)|免去其?(?:的|所?担任的)?|辞去|代理|兼任|担任|任|为)"
)
"""任命张某为副区长,并决定为代理区长; 同志任县委书记,不再担任县长职务: the name is not said again."""
_STOP = re.compile(r"[。;\n]|,(?![^()\n]{0,10}\))")
"""Where a statement ends; a comma in brackets, as in 张某(女,回族), ends none."""
_NEXT = re.compile(r"[、,;\s和及]{1,3}(?:以及|并|同时)?")
_BEFORE_CLAUSE = re.compile(r".*[,。;:!?\n]", re.DOTALL)
_BEFORE_SENTENCE = re.compile(r".*[。!?\n]", re.DOTALL)
_BY = re.compile("[由以]")
"""成立由张某任组长的领导小组: a state of things."""
_LINE = re.compile(
    r"(?<=[\n;:])(?:\s{0,4}(?:\([\d一二三四五六七八九十]{1,3}\)|[\d一二三四五六七八九十]{1,3}[.、])?\s{0,4})(?=[\u4e00-\u9fff])"
)
_NEAR = 300
"""How far above a list its heading may stand; each item of the list counts as the heading of the next."""
_CONFIDENCE = {"before": 0.95, "request": 0.95, "after": 0.93, "state": 0.85, "item": 0.9}


@value()
class Appointment:
    """The name ``[start, end)`` of one who takes up or gives up `posts`; each of those says so (`change`).

    Posts without a `change` are only said to be, or to become, the person's.
    """

    start: int
    end: int
    name: str
    posts: tuple[PostMention, ...]


@value()
class _Verb:
    start: int
    end: int
    place: str
    kind: ChangeKind | None
    """None where nothing is told to change: 提名张某为区长, 张某现任区长."""
    rule: str


@value()
class _Found:
    """One statement: the names, the posts, and where all of it ends."""

    names: tuple[Span, ...]
    posts: tuple[PostMention, ...]
    end: int


@cache
def _verbs() -> Lexicon[tuple[str, ChangeKind | None, str]]:
    every = ((row["word"], row["place"], row["kind"], row["rule"]) for row in rows("appointment_verbs"))
    kinds: dict[str, ChangeKind | None] = {"begins": "begins", "ends": "ends", "held": None}
    return Lexicon((word, (place, kinds[kind], rule)) for word, place, kind, rule in every)


@cache
def _words(lexicon: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(terms(lexicon), key=lambda term: (-len(term), term))))


def find_appointments(text: str, posts: list[PostMention], spans: list[tuple[int, int]]) -> list[Appointment]:
    """Return the appointments within `spans` of the text, in order; `posts` are those of the text, in order."""
    if not posts:
        return []
    reader = _Reader(text, posts, spans)
    found = [appointment for start, end in spans for appointment in reader.within(start, end)]
    return sorted(found, key=lambda each: (each.start, each.posts[0].start))


def produced(text: str, posts: list[PostMention]) -> list[PostMention]:
    """Return the posts before a name, told to be taken up where they are: 选举产生了区人大常委会主任张某."""
    match = _PRODUCED.search(text, max(0, posts[0].start - 16), posts[0].start)
    if not match:
        return posts
    change = Change("begins", Span(match.start(), posts[-1].end), "change.elected", 0.9)
    return [replace(post, change=change) for post in posts]


def _is_state(text: str, posts: tuple[PostMention, ...]) -> bool:
    """Tell whether words behind the posts, or a candidacy (副区长候选人), say that nothing changes."""
    return _NO_NEWS_AFTER.match(text, posts[-1].end) is not None or "候选" in posts[-1].qualifiers


def _links(verb: _Verb) -> re.Pattern[str]:
    return _LINKS["request" if verb.place == "request" else verb.kind or "begins"]


class _Reader:
    """Reads the appointments of one text."""

    def __init__(self, text: str, posts: list[PostMention], spans: list[tuple[int, int]]) -> None:
        self.text = text
        self.posts = posts
        self.ends = [post.end for post in posts]
        self.headline = bool(spans) and self._is_heading(*spans[0])

    def _is_heading(self, start: int, end: int) -> bool:
        if _words("appointment_headings").search(self.text, start, end):
            return True
        return any(place in ("before", "after") for _, _, (place, _, _) in _verbs().longest(self.text, start, end))

    def within(self, start: int, end: int) -> Iterator[Appointment]:
        """Yield what verbs say, then what lists say in lines without a verb."""
        done = start
        for first, last, (place, kind, rule) in _verbs().longest(self.text, start, end):
            said = self._of_verb(_Verb(first, last, place, kind, rule), start) if first >= done else ()
            for verb, found in said:
                done = found.end
                yield from self._told(verb, found)
        yield from self._listed(start, end)

    def _of_verb(self, verb: _Verb, floor: int) -> Iterator[tuple[_Verb, _Found]]:
        """Yield what a verb says of those named first, then of the others that it holds for."""
        named_after = verb.place in ("before", "request")
        found = self._named_after(verb) if named_after else self._named_before(verb, floor)
        told = replace(verb, kind=None) if found and not self._is_news(verb, found, floor) else verb
        while found:
            yield told, found
            for other, further in self._same_people(told, found):
                found = further
                yield other, found
            found = self._next(verb, found)

    def _told(self, verb: _Verb, found: _Found) -> Iterator[Appointment]:
        first, posts = found.names[0].start, found.posts
        if verb.kind and not _is_state(self.text, posts):
            span = Span(min(verb.start, first) if first - verb.start < _WINDOW else first, found.end)
            change = Change(verb.kind, span, verb.rule, _CONFIDENCE[verb.place])
            posts = tuple(replace(post, change=change) for post in found.posts)
        for name in found.names:
            yield Appointment(name.start, name.end, name.of(self.text), posts)

    def _is_news(self, verb: _Verb, found: _Found, floor: int) -> bool:
        """No news are 提请区人大常委会任命, 拟任命, 建议免去, and what is not announced; 根据提名决定任命 is."""
        last = verb.start if verb.place in ("before", "request") else found.names[0].start
        begin = self._opening(floor, verb.start)
        if _words("appointment_proposals").search(self.text, begin, last):
            return False
        if verb.place in ("after", "state") and _BY.search(self.text, begin, last):
            return False
        return verb.place != "state" or self._is_announced(floor, found.names[0].start, verb.start)

    def _opening(self, floor: int, position: int) -> int:
        """Where the clause that goes on at `position` begins, or what it announces: 会议决定|张某任…"""
        begin = max(floor, position - _WINDOW)
        if before := _BEFORE_CLAUSE.match(self.text, begin, position):
            begin = before.end()
        announced = [match.end() for match in _words("appointment_announcers").finditer(self.text, begin, position)]
        return announced[-1] if announced else begin

    def _named_after(self, verb: _Verb) -> _Found | None:
        """任命张某为区水务局局长; 免去王某的区教育局局长职务; 接受李某辞去区长职务的请求."""
        if verb.place == "request" and self.text.find(_RESIGNS, verb.end, verb.end + 2 * _WINDOW) < 0:
            return None
        lead = _LEAD.match(self.text, verb.end)
        links = _links(verb)
        return self._statement(lead.end() if lead else verb.end, links, bare=verb.rule == "change.removed")

    def _statement(self, start: int, links: re.Pattern[str], *, bare: bool = False) -> _Found | None:
        """Read names, link and posts from `start` on; a `bare` statement needs no link: 免去张某区教育局局长职务."""
        stop = min(start + _WINDOW, len(self.text))
        begin = start
        for link in links.finditer(self.text, start, stop):
            if _STOP.search(self.text, begin, link.start()):
                return None
            begin = link.start()
            found = self._joined(start, link.start(), link.end())
            if found:
                return found
        index = bisect_left(self.ends, start + 4)
        post = self.posts[index] if bare and index < len(self.posts) else None
        return self._joined(start, post.start, post.start) if post and start < post.start < stop else None

    def _joined(self, start: int, link: int, end: int) -> _Found | None:
        """The posts behind a link, held by the people named before it."""
        posts = self._posts_at(end)
        if not posts:
            return None
        names = self._names(start, link)
        return _Found(names, posts, self._end(posts)) if names else None

    def _names(self, start: int, end: int) -> tuple[Span, ...]:
        """The names that fill ``[start, end)``, but for a post that stands before them: 县委常委|张某."""
        index = bisect_right(self.ends, end) - 1
        begin = max(start, self.ends[index]) if index >= 0 else start
        if _STOP.search(self.text, start, begin):
            return ()
        return appointed_names(self.text, begin, end)

    def _end(self, posts: tuple[PostMention, ...]) -> int:
        match = _OFFICE.match(self.text, posts[-1].end)
        return match.end() if match else posts[-1].end

    def _posts_at(self, position: int) -> tuple[PostMention, ...]:
        """The post that begins at `position`, with those joined to it: 区委委员、常委、书记."""
        index = bisect_right(self.ends, position)
        first = self._cut(self.posts[index], position) if index < len(self.posts) else None
        if not first:
            return ()
        found = [first]
        for post in self.posts[index + 1 : index + 12]:
            if not _CONJUNCTION.fullmatch(self.text, found[-1].end, post.start):
                break
            found.append(post)
        return tuple(found)

    def _cut(self, post: PostMention, position: int) -> PostMention | None:
        """The post from `position` on; one of an unknown body may have been read too far to the left."""
        if post.start >= position:
            if _GAP.fullmatch(self.text, position, post.start):
                return post
            whole = not post.body and _OPEN_BODY.fullmatch(self.text, position, post.start)
            return replace(post, start=position, affiliated=True) if whole else None
        if self.text[post.start : position] == "代理":
            return post
        if post.body or post.end - position < len(post.title):
            return None
        acting = "代理" in post.qualifiers and self.text.endswith("代理", 0, position)
        return replace(post, start=position - 2 if acting else position)

    def _named_before(self, verb: _Verb, floor: int) -> _Found | None:
        """张某当选为区长; 决定张某代理区长职务; 张某同志不再担任区委书记."""
        posts = self._posts_at(verb.end)
        if not posts:
            return None
        begin = self._opening(floor, verb.start)
        names = self._names(begin, verb.start) or self._names(self._by(begin, verb.start), verb.start)
        if not names or (verb.place == "state" and not are_sure(self.text, names)):
            return None
        return _Found(names, posts, self._end(posts))

    def _by(self, begin: int, end: int) -> int:
        """Where those begin whom a state of things names: 县委成立由|张某任组长的领导小组, 以|张某为组长."""
        return max((match.end() for match in _BY.finditer(self.text, begin, end)), default=end)

    def _is_announced(self, floor: int, start: int, verb: int) -> bool:
        """Tell whether 张某任某局局长 is news: 张某同志任…, 会议决定,张某任…, or below a heading (任职通知)."""
        begin = max(floor, start - _WINDOW)
        if before := _BEFORE_SENTENCE.match(self.text, begin, start):
            begin = before.end()
        if _words("appointment_former").search(self.text, begin, start):
            return False
        if self.headline or "同志" in self.text[start:verb]:
            return True
        near = max(floor, start - _NEAR)
        announced = _words("appointment_announcers").search(self.text, begin, start)
        return bool(announced or _words("appointment_headings").search(self.text, near, start))

    def _same_people(self, verb: _Verb, found: _Found) -> Iterator[tuple[_Verb, _Found]]:
        """Yield further posts of the people just named, and how each is said."""
        start = found.names[0].start
        appointed = _Verb(
            start, start, verb.place, "begins", verb.rule if verb.kind == "begins" else "change.appointed"
        )
        for _ in range(6):
            match = _FURTHER.match(self.text, found.end)
            posts = self._posts_at(match.end()) if match else ()
            if not match or not posts:
                return
            found = _Found(found.names, posts, self._end(posts))
            said = next(_verbs().longest(match["word"]), None)
            told = replace(appointed, kind=said[2][1], rule=said[2][2]) if said and said[2][1] else appointed
            yield told if verb.kind else verb, found

    def _next(self, verb: _Verb, found: _Found) -> _Found | None:
        """任命A为某局局长、B为某局局长: the verb is not said again."""
        match = _NEXT.match(self.text, found.end)
        if not match or verb.place not in ("before", "request"):
            return None
        links = _links(verb)
        following = self._statement(match.end(), links, bare=verb.rule == "change.removed")
        return following if following and following.names[0].start == match.end() else None

    def _listed(self, start: int, end: int) -> Iterator[Appointment]:
        """Lines of a list: 张某为区人民法院审判员; 李某的区人民法院审判员职务."""
        if not (self.headline or _words("appointment_headings").search(self.text, start, end)):
            return
        last = start
        for line in _LINE.finditer(self.text, start, end):
            near = max(start, line.end() - _NEAR)
            if not (self.headline or last > near or _words("appointment_headings").search(self.text, near, line.end())):
                continue
            found = self._statement(line.end(), _LINKS["item"])
            if not found or found.names[0].start != line.end() or not self._ends_clause(found.end):
                continue
            last = found.end
            link = self.text[found.names[-1].end : found.posts[0].start]
            ends = "的" in link
            if ends and "职务" not in self.text[found.posts[-1].end : found.end]:
                continue
            verb = _Verb(line.end(), line.end(), "item", "ends" if ends else "begins", "change.listed")
            yield from self._told(verb, found)

    def _ends_clause(self, position: int) -> bool:
        return position >= len(self.text) or self.text[position] in ",;。\n 、"
