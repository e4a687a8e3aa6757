"""`zhengwen validate`: a dump or an article against the shapes, every finding in a line."""

import argparse
from pathlib import Path

from flows.articles.kinds import article_of
from flows.articles.readers import SINGLE, ending
from flows.articles.reading import read_paths
from flows.cli.errors import DONE, HELD_BACK, CommandError
from flows.settings import load
from flows.validation import Checked, Verdict, validate_file
from flows.wording import counted


def validate(given: argparse.Namespace) -> int:
    """Print what the shapes find; the status tells whether anything stands against publication."""
    path: Path = given.file
    is_article = ending(path.name) in SINGLE
    if is_article:
        verdict, size = _validate_article(path)
    else:
        checked = _checked(path)
        verdict, size = checked.verdict, checked.triples
    for finding in verdict.findings:
        value = f" ({finding.value})" if finding.value else ""
        print(f"{finding.severity}: {finding.focus}: {finding.message_en}{value}")
    says = "conforms" if verdict.conforms else "does not conform"
    print(f"{path} {says}: {counted(size, 'triple')}, {counted(len(verdict.findings), 'finding')}")
    if not is_article:
        print("Quotes were checked against their offsets, not against the articles, whose texts a dump does not hold")
    return DONE if verdict.conforms else HELD_BACK


def _checked(path: Path) -> Checked:
    try:
        return validate_file(path)
    except ValueError as error:
        raise CommandError(str(error)) from None


def _validate_article(path: Path) -> tuple[Verdict, int]:
    from flows.pipeline import Stopwatch, make

    (incoming,) = read_paths([path])
    made = make(article_of(incoming), load().base_iri, Stopwatch())
    return made.verdict, len(made.quads)
