"""Mentions of bodies -> organizations: one fact a canonical name, with all its mentions.

Goes in: the bodies of a reading. Comes out: a register that gives each body its id, also those that only a post
implies (区长 → the district's government).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from flows.articles.evidence import Evidence, Span
from flows.extraction.bodies import Body
from flows.extraction.canonical import fill
from flows.extraction.facts import Organization
from flows.extraction.lexicon import rows
from flows.extraction.posts import PostMention
from flows.extraction.setting import Setting
from flows.extraction.townships import TOKENS, township_prefix
from flows.gazetteer.institutions import institutions


@dataclass
class _Entry:
    id: str
    body: Body
    mentions: dict[tuple[int, int, str, float], None]
    """Where and how the organization is mentioned, each once: what `Evidence` holds."""
    implied: bool


@dataclass
class Register:
    """The organizations of one article, by canonical name, in the order in which they came."""

    text: str
    setting: Setting
    _entries: dict[str, _Entry] = field(default_factory=dict)

    def add(self, body: Body, *, implied: bool = False) -> str:
        """Take a mention in and return the organization's id; a mention makes an implied organization a named one."""
        evidence = (body.start, body.end, body.rule, body.confidence)
        entry = self._entries.get(body.canonical)
        if entry is None:
            entry = _Entry(f"organization-{len(self._entries) + 1}", body, {evidence: None}, implied)
            self._entries[body.canonical] = entry
        elif entry.implied and not implied:
            entry.body, entry.mentions, entry.implied = body, {evidence: None}, False
        elif entry.implied == implied:
            entry.mentions[evidence] = None
        return entry.id

    def of_office(self, post: PostMention) -> str | None:
        """Return the id of the government whose head a post is: 区长 → the district's people's government."""
        if post.office is None or post.title.endswith("领导"):
            return None
        if post.office in TOKENS:
            return self._of_town(post)
        place = self.setting.starting.get(post.start)
        named = self.setting.named(place, self.text) if place and place.end <= post.end else None
        division = named or (self.setting.relative(post.office) if post.office != "place" else None)
        if division is None:
            return None
        template = "中共{p}委员会" if post.title.endswith("书记") else "{p}人民政府"
        type_ = "party-committee" if post.title.endswith("书记") else "people-government"
        body = Body(post.start, post.end, fill(template, division), type_, division.code, None, "post.office", 0.85)
        return self.add(body, implied=True)

    def _of_town(self, post: PostMention) -> str | None:
        """The government of a town whose head a post names: 龙桥镇镇长; a bare 镇长 names none."""
        name = self.text[post.start : post.end].removesuffix(post.title).removesuffix("副")
        if len(name) < 3 or not name.endswith(TOKENS):
            return None
        prefix, code = township_prefix(name, self.setting)
        body = Body(post.start, post.end, f"{prefix}人民政府", "people-government", code, None, "post.office", 0.8)
        return self.add(body, implied=True)

    def of_state(self, office: str, post: PostMention) -> str | None:
        """Return the id of the national body of an office of the state; 国家主席 is an office of no body."""
        canonical = state_offices()[office]
        if not canonical:
            return None
        type_ = institutions()[canonical].type
        return self.add(Body(post.start, post.end, canonical, type_, None, None, "post.office", 0.85), implied=True)

    def facts(self) -> tuple[Organization, ...]:
        """Return the organizations, the named ones with their first mention as surface."""
        return tuple(
            Organization(
                id=entry.id,
                surface=mentions[0].span.of(self.text),
                canonical=entry.body.canonical,
                type=entry.body.type,
                division=entry.body.division,
                parent=entry.body.parent,
                implied=entry.implied,
                mentions=mentions,
            )
            for entry in self._entries.values()
            for mentions in (_best_first(entry.mentions),)
        )


@cache
def state_offices() -> dict[str, str]:
    """Return the national body, or nothing, of each office that exists once in the country: 总书记, 国家主席."""
    return {row["surface"]: row["organization"] for row in rows("state_offices")}


_SECOND_CHOICE = ("body.session", "body.linked", "body.whole", "body.house", "body.short", "body.open-local")
"""Rules of mentions that are no full names: 县十七届人大常委会, 政府 in 县委、政府, 市中院 in 市中院党组."""


def _best_first(places: Iterable[tuple[int, int, str, float]]) -> tuple[Evidence, ...]:
    """The first mention gives the surface; one that a session splits (县十七届人大) only where there is no other."""
    mentions = [Evidence(Span(start, end), rule, confidence) for start, end, rule, confidence in places]
    whole = next((m for m in mentions if m.rule not in _SECOND_CHOICE), None)
    best = whole or max(mentions, key=lambda m: m.span.end - m.span.start)
    return (best, *(m for m in mentions if m is not best))
