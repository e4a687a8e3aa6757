"""`zhengwen extract`: articles -> what is found in them, as a table, JSON, Turtle or the gold format."""

import argparse
import json
import re
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import blake2b
from io import StringIO
from pathlib import Path
from typing import Any

from flows.articles.article import Article
from flows.articles.decoding import Unreadable
from flows.articles.kinds import article_of
from flows.articles.reading import Incoming, read_paths
from flows.cli.errors import DONE, FAILED, HELD_BACK, USAGE, CommandError
from flows.cli.places import check_division
from flows.extraction.extract import extract
from flows.extraction.facts import Facts
from flows.faults import naming
from flows.progress import say_error
from flows.settings import load
from flows.wording import in_json

_LONGEST_STEM, _CUT_STEM = 240, 50
"""Bytes and characters: a name may take 255 bytes on most systems, and a record's key may be anything."""
_ENDINGS = {"table": ".txt", "json": ".json", "gold": ".json", "turtle": ".ttl"}


@dataclass(frozen=True, slots=True)
class Extract:
    """What ``--format json`` prints of one article; `ontology/facts.schema.json` is the schema of it."""

    article: Article
    facts: Facts


def extract_files(given: argparse.Namespace) -> int:
    """Print or write what is found in each file; go on after one that cannot be read."""
    check_division(given.jurisdiction)
    found, unread = [], 0
    for incoming in read_paths(given.files, given.jurisdiction):
        try:
            found.append((incoming.name, _extract(incoming)))
        except Unreadable as error:
            say_error(str(error), "rejected", article=incoming.name)
            unread += 1
    if found and given.output:
        _write_each(found, given.output, given.format)
    elif found:
        print(_FORMATS[given.format]([each for _name, each in found]), end="")
    if not unread:
        return DONE
    return HELD_BACK if found else FAILED


def as_json(found: Extract) -> dict[str, Any]:
    """Return `found` as ``--format json`` prints it."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(found), default=_moment))
    return plain


def _extract(incoming: Incoming) -> Extract:
    article = article_of(incoming)
    return Extract(article, extract(article))


def _write_each(found: list[tuple[str, Extract]], folder: Path, form: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, str] = {}
    for name, each in found:
        target = stem(name) + _ENDINGS[form]
        if target in written:
            raise CommandError(
                f"{written[target]} and {name} would both be written as {target}: give one of them", USAGE
            )
        written[target] = name
        with naming(folder / target):
            (folder / target).write_text(_FORMATS[form]([each]), encoding="utf-8")


def stem(name: str) -> str:
    """Return what the file for an article is called: ``a`` for ``x/a.txt``, ``a-7`` for ``x/a.jsonl#7``."""
    file, _mark, key = name.partition("#")
    first = Path(file).name.partition(".")[0] if key else Path(file).stem
    whole = first + "".join(f"-{part}" for part in re.findall(r"[\w.]+", key))
    if len(whole.encode()) <= _LONGEST_STEM:
        return whole
    return f"{whole[:_CUT_STEM]}-{blake2b(name.encode(), digest_size=4).hexdigest()}"


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON")


def _one_or_all(values: list[Any]) -> str:
    """Return JSON: the object of one article, or the list of several."""
    return in_json(values[0] if len(values) == 1 else values, indent=2) + "\n"


def _json(found: list[Extract]) -> str:
    return _one_or_all([as_json(each) for each in found])


def _gold(found: list[Extract]) -> str:
    from flows.evaluation.gold import to_gold

    return _one_or_all([to_gold(each.article, each.facts) for each in found])


def _turtle(found: list[Extract]) -> str:
    from flows.extraction.version import EXTRACTOR_VERSION
    from flows.graph.mapping import quads
    from flows.graph.turtle import write_turtle

    base = load().base_iri
    triples = {
        quad.triple
        for each in found
        for quad in quads(each.article, each.facts, base=base, extractor_version=EXTRACTOR_VERSION)
    }
    text = StringIO()
    in_order = sorted(triples, key=lambda triple: ("#" in str(triple.subject), str(triple)))  # evidence last
    write_turtle(in_order, text, base)
    return text.getvalue()


def _table(found: list[Extract]) -> str:
    from flows.cli.table import render

    return "\n".join(render(each.article, each.facts, sys.stdout) for each in found)


_FORMATS: dict[str, Callable[[list[Extract]], str]] = {
    "json": _json,
    "gold": _gold,
    "turtle": _turtle,
    "table": _table,
}
