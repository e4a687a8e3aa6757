"""Article and facts -> a page for a terminal: what was reported, who took part, what was asked of whom.

Places in the text stand behind each row in grey, as characters from–to, so that everything can be looked up.
"""

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TextIO

from rich.console import Console, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from flows.articles.article import Article, Stated
from flows.articles.evidence import Evidence
from flows.extraction.facts import AgendaItem, Directive, Document, Facts, Meeting, Organization, Person
from flows.wording import in_lines

_PIPE_WIDTH = 100
_DIRECTIVE_LIMIT = 90
_ROLES = {
    "chair": "主持 chair",
    "speaker": "讲话 speaker",
    "attendee": "出席 attendee",
    "observer": "列席 observer",
    "presenter": "汇报 presenter",
    "guest": "嘉宾 guest",
}


def render(article: Article, facts: Facts, stream: TextIO) -> str:
    """Return the page, as wide as the terminal that `stream` is, and in colour if it is one."""
    text = StringIO()
    terminal = Console(file=stream)
    width = terminal.width if terminal.is_terminal else _PIPE_WIDTH
    console = Console(
        file=text, width=width, force_terminal=terminal.is_terminal, highlight=False, markup=False, emoji=False
    )
    for part in _parts(article, facts):
        console.print(part)
    return text.getvalue()


def _parts(article: Article, facts: Facts) -> Iterator[RenderableType]:
    yield _head(article, facts)
    bodies = {organization.id: organization for organization in facts.organizations}
    people = {person.id: person for person in facts.people}
    for meeting in facts.meetings:
        if meeting.reported:
            yield _meeting(meeting, facts, bodies, people)
    mentioned = [meeting for meeting in facts.meetings if not meeting.reported]
    if mentioned:
        yield _section("Other meetings mentioned", ["name", "date", ""], (_mentioned(each) for each in mentioned))
    if facts.people:
        rows = (_person(person, bodies) for person in facts.people)
        yield _section("People", ["name", "posts", "organization", ""], rows)
    if facts.documents:
        yield _section("Documents", ["title", "status", "action", ""], map(_document, facts.documents))
    if facts.directives:
        yield _directives(facts, article.text)
    if facts.policy_terms:
        yield _terms(facts)
    if facts.organizations:
        yield _section("Organizations", ["as written", "full name", ""], map(_organization, facts.organizations))


def _head(article: Article, facts: Facts) -> Panel:
    grid = _grid()
    if article.published:
        moment = article.published.value
        written = moment.at.date().isoformat() if moment.precision == "day" else moment.at.isoformat(" ")
        grid.add_row("published", written, _place(article.published.evidence))
    if article.source:
        grid.add_row("source", _text(article.source.value), _place(article.source.evidence))
    for label, names in (("reporters", article.reporters), ("editors", article.editors)):
        if names:
            grid.add_row(label, _text("、".join(name.value for name in names)), _place(names[0].evidence))
    counts: list[tuple[str, Stated[int] | None]] = [("views", article.views), ("comments", article.comments)]
    for label, count in counts:
        if count:
            grid.add_row(label, f"{count.value:,}", _place(count.evidence))
    if facts.jurisdiction:
        origin = f"{facts.jurisdiction.full_name} (by {facts.jurisdiction.origin})"
        grid.add_row("jurisdiction", _text(origin), _place(facts.jurisdiction.evidence))
    return Panel(grid, title=_text(article.title.value, "bold"), title_align="left", border_style="cyan")


def _meeting(meeting: Meeting, facts: Facts, bodies: dict[str, Organization], people: dict[str, Person]) -> Panel:
    grid = _grid()
    if meeting.date:
        inferred = " (year inferred)" if meeting.date.year_inferred else ""
        when = f"{meeting.date.value} {meeting.date.time_of_day or ''}".strip() + inferred
        grid.add_row("date", _text(when), _place(meeting.date.evidence))
    if meeting.place:
        grid.add_row("place", _text(meeting.place), _place(meeting.place_evidence))
    if meeting.organizer:
        grid.add_row("organizer", _text(bodies[meeting.organizer].canonical), "")
    for part in meeting.participations:
        person = people[part.person]
        posts = "、".join(person.posts[index].surface for index in part.posts)
        grid.add_row(_ROLES[part.role], _text(f"{person.name} {posts}".strip()), _place(part.evidence))
    for item in meeting.agenda:
        grid.add_row("agenda", _text(_agenda(item, facts)), _place(item.evidence))
    title = _text(meeting.name, "bold green")
    return Panel(grid, title=title, title_align="left", border_style="green")


def _agenda(item: AgendaItem, facts: Facts) -> str:
    names = {each.id: each.canonical for each in facts.organizations} | {each.id: each.name for each in facts.people}
    by = "、".join(names.get(presenter, presenter) for presenter in item.presenters)
    return f"{item.action_text} {item.label}" + (f" ({by})" if by else "")


def _mentioned(meeting: Meeting) -> list[str | Text]:
    return [meeting.name, meeting.date.value if meeting.date else "", _first(meeting.mentions)]


def _person(person: Person, bodies: dict[str, Organization]) -> list[str | Text]:
    posts = [
        f"{post.surface}" + (f" [{'、'.join(post.qualifiers)}]" if post.qualifiers else "") for post in person.posts
    ]
    of = [bodies[post.organization].canonical if post.organization else "?" for post in person.posts]
    return [_text(person.name, "bold"), _text("\n".join(posts)), _text("\n".join(of)), _first(person.mentions)]


def _document(document: Document) -> list[str | Text]:
    return [f"《{document.title}》", document.status or "", document.action or "", _first(document.mentions)]


def _organization(organization: Organization) -> list[str | Text]:
    return [organization.surface, organization.canonical, _first(organization.mentions)]


def _directives(facts: Facts, text: str) -> Panel:
    root = Tree("", hide_root=True)
    speakers: dict[str, Tree] = {}
    branches: dict[str, Tree] = {}
    for directive in facts.directives:
        if directive.parent in branches:
            above = branches[directive.parent]
        elif directive.speaker_text in speakers:
            above = speakers[directive.speaker_text]
        else:
            above = speakers[directive.speaker_text] = root.add(_text(directive.speaker_text, "bold"))
        clauses = [other.span.start for other in facts.directives if other.parent == directive.id]
        branches[directive.id] = above.add(_directive(directive, text, min(clauses, default=None)))
    return Panel(root, title=Text("Directives", "bold yellow"), title_align="left", border_style="yellow")


def _directive(directive: Directive, text: str, clauses_from: int | None) -> Table:
    """Return the row of a directive: its words, but for those of its clauses, which have rows of their own."""
    words = " ".join(text[directive.span.start : clauses_from or directive.span.end].split())
    if clauses_from:
        words = words.rstrip("。；;，,：:") or f"{directive.head}…"
    if len(words) > _DIRECTIVE_LIMIT:
        words = words[: _DIRECTIVE_LIMIT - 1] + "…"
    line = _text(words)
    if directive.addressees:
        line.append(_text(f" → {'、'.join(each.surface for each in directive.addressees)}", "magenta"))
    row = Table.grid(padding=(0, 1), expand=True)
    row.add_column(style="yellow", no_wrap=True)
    row.add_column(ratio=1, overflow="fold")
    row.add_column(justify="right", no_wrap=True)
    row.add_row(directive.path, line, Text(f"{directive.span.start}–{directive.span.end}", "bright_black"))
    return row


def _terms(facts: Facts) -> Panel:
    line = Text()
    for term in facts.policy_terms:
        count = f"×{len(term.uses)}" if len(term.uses) > 1 else ""
        line.append(_text(f"“{term.label}”")).append(f"{count}  ", "bright_black")
    return Panel(line, title=Text("Policy terms", "bold"), title_align="left", border_style="blue")


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(style="bright_black", no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True)
    return grid


def _section(title: str, columns: list[str], rows: Iterable[list[str | Text]]) -> Panel:
    table = Table(box=None, expand=True, header_style="bright_black", padding=(0, 2, 0, 0), pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=not column, justify="left" if column else "right")
    for row in rows:
        table.add_row(*(_text(cell) if isinstance(cell, str) else cell for cell in row))
    return Panel(table, title=Text(title, "bold"), title_align="left", border_style="blue")


def _text(words: str, style: str = "") -> Text:
    """Return what an article says so that a terminal shows it and does not obey it."""
    return Text(in_lines(words), style)


def _place(evidence: Evidence | None) -> Text:
    return Text(f"{evidence.span.start}–{evidence.span.end}" if evidence else "", "bright_black")


def _first(mentions: tuple[Evidence, ...]) -> Text:
    return _place(mentions[0] if mentions else None)
