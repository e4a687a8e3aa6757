"""Parsing: text -> Article, with the evidence of each value of its byline; and what is wrong with an article.

In: bytes or text, and what is known from outside. Out: an `Article`. Does not judge it: that a date is missing is told
by `problems`, what follows from it is decided elsewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.articles.article import Article, Published, Stated
from flows.articles.dateline import dateline
from flows.articles.decoding import Unreadable, clean, decode
from flows.articles.evidence import Evidence, Span
from flows.articles.folding import HIDDEN, fold
from flows.articles.identity import identity
from flows.articles.labels import Field, is_furniture
from flows.articles.layout import Layout, lay_out
from flows.articles.names import names_in

_SURE, _LIKELY, _GUESSED = 0.99, 0.95, 0.8
_TITLE_LIMIT = 300
# 陈平/文 李明/图: the second one took the picture.
_PICTURES = ("/图", "/摄")
_DATE_KINDS = ("published", "date", "dated")
_SOURCE_RULES = {
    "source": ("byline.source", _SURE),
    "medium": ("byline.medium", _LIKELY),
    "wire": ("dateline.medium", 0.9),
    "unit": ("byline.unit", _GUESSED),
}


def parse(
    given: bytes | str, *, name: str, url: str | None = None, jurisdiction: str | None = None, titled: bool = False
) -> Article:
    """Return the article in `given`; `name` says which one it is, in the error.

    Of a text that is `titled`, the first line is known to be the headline.

    Raises Unreadable where it is no text, or a text with nothing to be seen in it.
    """
    try:
        text = clean(given) if isinstance(given, str) else decode(given).text
        folded = fold(text)
        layout = lay_out(folded, titled=titled)
        if layout.title.start == layout.title.end:
            raise Unreadable("empty: there is nothing but control characters in it")
    except Unreadable as error:
        raise Unreadable(f"{name}: {error.reason}") from None
    article = _article(text, folded, layout, url, jurisdiction)
    return replace(article, identity=identity(article))


def problems(article: Article) -> tuple[str, ...]:
    """Return what an article lacks, one line each: a date, a possible date, a body."""
    found = []
    if article.published is None:
        layout = lay_out(fold(article.text))
        dates = [field.date for field in _dated(layout) if field.date]
        if dates:
            found.append(f"impossible date {dates[0].span.of(article.text)!r} in the date line")
        else:
            found.append("no date line")
    if not article.body.of(article.text).strip():
        found.append("no body")
    return tuple(found)


def _article(text: str, folded: str, layout: Layout, url: str | None, jurisdiction: str | None) -> Article:
    """Return the article with all its values, its identity left open."""
    opening = dateline(folded, layout.body)
    fields = [*layout.head, *layout.tail]
    return Article(
        identity="",
        text=text,
        body=layout.body,
        title=_title(text, layout.title),
        published=_published(layout),
        source=_source(text, folded, [*fields, *opening]),
        url=url,
        reporters=_people(text, folded, [(fields, "byline.reporter"), (opening, "dateline.reporter")], "reporter"),
        editors=_people(text, folded, [(fields, "byline.editor")], "editor"),
        views=_count(folded, fields, "views"),
        comments=_count(folded, fields, "comments"),
        jurisdiction=jurisdiction,
    )


def _title(text: str, span: Span) -> Stated[str]:
    """Return the headline; its value is rid of control characters, the span covers it as it stands."""
    span = Span(span.start, min(span.end, span.start + _TITLE_LIMIT))
    value = " ".join(HIDDEN.sub("", span.of(text).replace("\t", " ")).split(" ")).strip()
    return Stated(value, Evidence(span, "headline", _SURE))


def _dated(layout: Layout) -> list[Field]:
    """Return the fields that can date the article, the most telling first: 发布时间, no label, 编辑时间."""
    fields = [field for field in (*layout.head, *layout.tail) if field.kind in _DATE_KINDS]
    return sorted(fields, key=lambda field: _DATE_KINDS.index(field.kind))


def _published(layout: Layout) -> Stated[Published] | None:
    """Return the date of publication, none where the most telling date does not exist."""
    field = next((field for field in _dated(layout) if field.date), None)
    if field is None or field.date is None or field.date.published is None:
        return None
    confidence = _SURE if field.kind == "published" else _LIKELY
    return Stated(field.date.published, Evidence(field.date.span, "byline.published", confidence))


def _source(text: str, folded: str, fields: list[Field]) -> Stated[str] | None:
    """Return where the article comes from: what 来源 says, else the medium named in the byline or in the dateline."""
    for kind, (rule, confidence) in _SOURCE_RULES.items():
        for field in fields:
            if field.kind == kind and not (kind == "unit" and names_in(folded, field.value)):
                span = _one_value(folded, field.value)
                if span.start < span.end:
                    return Stated(span.of(text), Evidence(span, rule, confidence))
    return None


def _one_value(folded: str, span: Span) -> Span:
    """Return the first value in `span`: up to a wide gap, a bracket, a bar, a control character, the page's buttons."""
    piece = span.of(folded)
    for cut in ("[", "|", "]", "  ", "\n"):
        piece = piece.split(cut, 1)[0]
    hidden = HIDDEN.search(piece)
    words = (piece[: hidden.start()] if hidden else piece).rstrip().split(" ")
    while len(words) > 1 and is_furniture(words[-1]):
        words.pop()
    value = " ".join(words).rstrip(" 。")
    return Span(span.start, span.start + len(value)) if not is_furniture(value) else Span(span.start, span.start)


def _people(text: str, folded: str, groups: Iterable[tuple[list[Field], str]], kind: str) -> tuple[Stated[str], ...]:
    """Return the names in the fields of `kind`, each once, in the order of the text."""
    stated: dict[str, Stated[str]] = {}
    for span, rule in sorted(_name_spans(folded, groups, kind)):
        confidence = _SURE if rule.startswith("byline") else _LIKELY
        stated.setdefault("".join(span.of(text).split()), Stated(span.of(text), Evidence(span, rule, confidence)))
    return tuple(stated.values())


def _name_spans(folded: str, groups: Iterable[tuple[list[Field], str]], kind: str) -> Iterator[tuple[Span, str]]:
    """Yield the spans of the names in the fields of `kind`; 供稿 names a person where it names no unit."""
    for fields, rule in groups:
        for field in fields:
            if field.kind == kind or (kind == "reporter" and field.kind == "unit"):
                for span in names_in(folded, field.value, due=field.due and field.kind == kind):
                    if not folded.startswith(_PICTURES, span.end):
                        yield span, rule


def _count(folded: str, fields: list[Field], kind: str) -> Stated[int] | None:
    """Return a number of views or comments; its evidence is the digits."""
    for field in fields:
        digits = folded[field.value.start : min(field.value.end, field.value.start + 12)]
        length = next((at for at, sign in enumerate(digits) if sign not in "0123456789,"), len(digits))
        number = digits[:length].rstrip(",")
        if field.kind == kind and number and digits[len(number) :][:1] not in (".", "万"):
            span = Span(field.value.start, field.value.start + len(number))
            return Stated(int(number.replace(",", "")), Evidence(span, f"byline.{kind}", _SURE))
    return None
