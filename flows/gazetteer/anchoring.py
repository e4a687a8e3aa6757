"""Which short forms name a place only where a name above them stands before them: 江苏扬中, but 飞扬中.

Goes in: the records, the names of townships, a general dictionary, a corpus of news to count in. Comes out: a set of
forms. Part of the build; knows nothing of what the corpus says beyond the counts.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import jieba

from flows.gazetteer.division import COUNTRY, Division
from flows.gazetteer.naming import stem

_PLACE_TAGS = frozenset({"ns", "nr", "nz", "nt", "nrt", "nrfg", "n", "x"})
_NOUN_COUNT = 200
"""From this count on, a common noun of the dictionary is an everyday word, not mainly a place."""
_TYPES = frozenset("省市区县州旗盟")
_SHARE = 0.25
"""A form is safe when at least this share of its occurrences bears a type or follows a name above it."""
_FEW = 2
"""Occurrences without an anchor that prove nothing yet."""
_WINDOW = 12


def anchored_forms(records: Sequence[Division], towns: set[str], corpus: Path) -> set[str]:
    """Return the short forms of counties and zones, and the names of towns, that are safe only with an anchor.

    Prefectures stand bare in any news; the few whose names are words are listed in ordinary.txt by hand.
    """
    counties = {form for record in records if record.level == "county" for form in record.short}
    counties -= {form for record in records if record.level in ("province", "prefecture") for form in record.short}
    counties = {form for form in counties if not form.endswith("新区")}
    bare = _mostly_bare(_anchors(records, counties), _articles(corpus))
    return _words(counties | towns) | bare | _placeless(records)


def _placeless(records: Sequence[Division]) -> set[str]:
    """Return the forms of listed zones that do not begin with their city: 高新区, 经开区, 工业园区."""
    stems = {record.code: stem(record.name) for record in records}
    zones = (record for record in records if record.zone and record.code.isdecimal())
    return {form for zone in zones for form in zone.short if not form.startswith(stems[zone.parent or ""])}


def _words(forms: set[str]) -> set[str]:
    """Return those of `forms` that a general dictionary has as an ordinary word."""
    found = set()
    with Path(jieba.__file__).with_name("dict.txt").open(encoding="utf-8") as dictionary:
        for line in dictionary:
            word, count, tag = line.split()
            common = tag not in _PLACE_TAGS or (tag == "n" and int(count) >= _NOUN_COUNT)
            if word in forms and common and int(count) > 3:
                found.add(word)
    return found


def _anchors(records: Sequence[Division], forms: set[str]) -> dict[str, tuple[str, ...]]:
    """Return, for each of `forms`, the names above it."""
    names: dict[str, set[str]] = defaultdict(set)
    parents: dict[str, str | None] = {}
    for record in records:
        names[record.code].update((record.name, *record.short))
        parents[record.code] = record.parent
    found: dict[str, set[str]] = defaultdict(set)
    for record in records:
        parent = record.parent
        while parent and parent != COUNTRY:
            for form in record.short:
                found[form].update(name for name in names[parent] if len(name) > 1)
            parent = parents.get(parent)
    return {form: tuple(above) for form, above in found.items() if form in forms and len(form) > 1}


def _articles(corpus: Path) -> Iterator[str]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield "\n".join(value for value in json.loads(line).values() if isinstance(value, str))


def _mostly_bare(anchors: dict[str, tuple[str, ...]], articles: Iterable[str]) -> set[str]:
    """Return the forms that occur in `articles` mostly without a type behind and without a name above before."""
    heads: dict[str, list[str]] = defaultdict(list)
    for form in anchors:
        heads[form[:2]].append(form)
    held: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for text in articles:
        for start in range(len(text) - 1):
            for form in heads.get(text[start : start + 2], ()):
                if text.startswith(form, start):
                    after, before = (
                        text[start + len(form) : start + len(form) + 1],
                        text[max(0, start - _WINDOW) : start],
                    )
                    anchored = after in _TYPES or before.endswith(anchors[form])
                    (held if anchored else bare)[form] += 1
    return {form for form, count in bare.items() if count > _FEW and held[form] < _SHARE * (count + held[form])}
