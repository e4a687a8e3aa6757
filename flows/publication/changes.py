"""What a release changes, for people to read: CHANGES.md, made of the delta and of what the index knows."""

from collections.abc import Iterator
from pathlib import Path

from flows.graph.notation import literal
from flows.graph.vocabulary import DCTERMS, ORG, RDF, SCHEMA, ZW
from flows.publication.delta import ADDED, lines_of
from flows.publication.index import Index
from flows.publication.previous import Previous
from flows.wording import counted, in_markdown

_MOST = 200
"""Entries of one kind that are listed; how many more there are is said."""
_TYPE, _HELD_BY, _REPLACED = str(RDF["type"]), str(ORG["heldBy"]), str(DCTERMS["isReplacedBy"])
_DAY, _CHAIR, _HOLDS = str(SCHEMA["startDate"]), str(ZW["chairedBy"]), str(ORG["holds"])
_NEW = """SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM said_before WHERE key = ?1) AND NOT EXISTS (
            SELECT 1 FROM shared JOIN article ON article.id = shared.article
            WHERE line >= ?2 AND line < ?3 AND graph NOT IN (SELECT graph FROM compared))"""


def changes(name: str, before: Previous | None, index: Index, folder: Path, articles: int, triples: int) -> str:
    """Return the text on the release `name` in `folder`, which follows the one `before`."""
    said = f"{counted(articles, 'article')}, {counted(triples, 'triple')}"
    if before is None:
        return f"# {name}\n\nThe first release: {said}.\n"
    sections = _sections(index, folder)
    lead = f"# {name}\n\n{said}. Follows {before.name}, which had {counted(before.manifest['articles'], 'article')}.\n"
    written = [_section(title, entries) for title, entries in sections.items() if entries]
    return lead + "".join(written or ["\nNo meeting, person or post is new.\n"])


def _section(title: str, entries: list[str]) -> str:
    shown = "".join(f"- {entry}\n" for entry in entries[:_MOST])
    more = f"- and {len(entries) - _MOST:,} more\n" if len(entries) > _MOST else ""
    return f"\n## {title}: {len(entries):,}\n\n{shown}{more}"


def _sections(index: Index, folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {
        "New meetings and events": [],
        "New people": [],
        "Posts with another holder": [],
        "Names merged": [],
        "Contradictions": [],
        "Corrections by hand": [],
    }
    kinds = {str(ZW["Meeting"]): 0, str(ZW["Event"]): 0, str(ZW["Person"]): 1, str(ZW["Conflict"]): 4,
             str(ZW["Correction"]): 5}  # fmt: skip
    titles = list(found)
    seen: set[tuple[str, str]] = set()
    for line in lines_of(folder / ADDED):
        subject, predicate, value = line[: line.rindex(" <")].split(" ", 2)
        if (subject, predicate) in seen or predicate not in (_TYPE, _HELD_BY, _REPLACED):
            continue
        if predicate == _TYPE and value in kinds and _is_new(index, subject):
            seen.add((subject, predicate))
            found[titles[kinds[value]]].append(_entry(index, subject))
        elif predicate == _HELD_BY and _is_newly_said(index, subject, value) and (entry := _handover(index, subject)):
            seen.add((subject, predicate))
            found[titles[2]].append(entry)
        elif predicate == _REPLACED and "/graph/across>" in line:
            found[titles[3]].append(f"{subject} is now {value} ({_name(index, value)})")
    return {title: sorted(entries) for title, entries in found.items()}


def _is_new(index: Index, subject: str) -> bool:
    """Tell whether no article spoke of it before."""
    return next(index.column(_NEW, subject, f"{subject} ", f"{subject}!"), None) is not None


def _is_newly_said(index: Index, post: str, holder: str) -> bool:
    line = f"{post} {_HELD_BY} {holder}"
    return next(index.column(_NEW, line, line, f"{line}!"), None) is not None


def _entry(index: Index, subject: str) -> str:
    """Return how a new thing is listed: its name, and what helps to place it."""
    said = index.said_of(subject)
    days = [literal(value)[0] for _, predicate, value in said if predicate == _DAY]
    chairs = [_name(index, value) for _, predicate, value in said if predicate == _CHAIR]
    posts = [_name(index, value) for _, predicate, value in said if predicate == _HOLDS]
    parts = [*days[:1], _name(index, subject), f"chaired by {'、'.join(chairs)}" if chairs else "", "、".join(posts)]
    return f"{', '.join(filter(None, parts))} {subject}"


def _handover(index: Index, post: str) -> str:
    """Return the holders of a post where it has more than one."""
    holders = sorted(_name(index, value) for value in _values(index, post, _HELD_BY))
    return f"{_name(index, post)}: {'、'.join(holders)} {post}" if len(holders) > 1 else ""


def _name(index: Index, subject: str) -> str:
    """Return what a thing is called, as Markdown that has nothing of an article's markup in it."""
    return in_markdown(index.label(subject))


def _values(index: Index, subject: str, predicate: str) -> Iterator[str]:
    return (value for _, found, value in index.said_of(subject) if found == predicate)
