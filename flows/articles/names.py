"""Names of people in a byline: folded text -> the spans that are personal names.

In: what stands behind 记者, 编辑 and the like, and whether a name is due there. Out: spans of names; media, units,
roles and everything else are left out. Where a name is due, its place makes a word a name (编辑:荣耀); elsewhere
surname and length decide. Does not know any person.
"""

import re
from collections.abc import Iterator
from functools import cache

from flows.articles.evidence import Span
from flows.articles.lexicons import any_of, terms
from flows.gazetteer.surnames import frequent_surnames, surnames

_TOKEN = re.compile(r"[^ 、,;/|&+()\[\]<>:。\n\"“”]+")
_HAN = r"[\u3400-\u9fff\U00020000-\U0002ffff〇]"
_DOTTED = re.compile(rf"{_HAN}{{1,8}}(?:·{_HAN}{{1,8}}){{1,3}}")
_ONLY_HAN = re.compile(rf"{_HAN}+")
_UNIT = re.compile(rf"(?:{any_of('unit_endings')})$")
_MEDIUM = re.compile(rf"(?:{any_of('medium_endings')})")
_OFFICE = re.compile(r"[省市州县区旗镇乡].{1,10}[局办委部院站队会室](?=.{2,3}$)")
_ROLE_AROUND = re.compile(r"^.*(?:记者|通讯员|实习生)|^编辑|(?:报道|摄影|供图|供稿|摄|整理|等)$")
_TWO_CHARACTER_UNITS = frozenset("局办委报网台社部讯科股")
_UNITS_IN_NAMES = frozenset("镇村台社会校院站组府")
_LONGEST_WORD = 40
_LONGEST_SPELT = 9
"""迪丽努尔·买买提 apart, a name spelt by its sounds is no longer."""


@cache
def _sounds() -> frozenset[str]:
    """Return the characters that spell the sounds of names without a Han surname: 其其格, 阿依努尔."""
    return frozenset(terms("name_sounds"))


@cache
def _no_names() -> frozenset[str]:
    """Return the words that stand where a name is due and are none: 佚名, 本站, 走进, 关闭窗口."""
    return frozenset((*terms("no_names"), *terms("widgets")))


def is_name(word: str) -> bool:
    """Tell whether `word` (folded) can be the name of a person: by its surname and length, or by its dots."""
    if "·" in word:
        return _DOTTED.fullmatch(word) is not None
    if not 2 <= len(word) <= _LONGEST_SPELT or not _ONLY_HAN.fullmatch(word) or is_unit(word):
        return False
    if word[:2] in surnames() and 3 <= len(word) <= 4:
        return True
    if word[0] in surnames() and len(word) <= 3:
        return True
    # 张李小明: two surnames joined; but 陈平李明 are two people.
    if len(word) == 4 and word[0] in surnames() and word[1] in surnames() and word[2] not in surnames():
        return True
    return len(word) >= 3 and _spelt(word)


def names_in(folded: str, span: Span, *, due: bool = False) -> list[Span]:
    """Return the names in `span`, parted by signs, by blanks or by nothing at all, in order.

    `due` says that names stand there by the place alone: behind 编辑:, so that 荣耀 is one.
    """
    return [name for _, names in tokens(folded, span, due=due) for name in names]


def only_names(folded: str, span: Span) -> bool:
    """Tell whether `span` holds names and nothing else."""
    return all(names for _, names in tokens(folded, span)) and bool(names_in(folded, span))


def tokens(folded: str, span: Span, *, due: bool = False) -> Iterator[tuple[Span, list[Span]]]:
    """Yield each word of `span` with the names it holds: none for a medium, two for 陈平李明."""
    words = [Span(*match.span()) for match in _TOKEN.finditer(folded, span.start, span.end)]
    index = 0
    while index < len(words):
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else None
        if following and _spaced_out(folded, word, following, due):
            word = Span(word.start, following.end)
            yield word, [word]
            index += 1
        else:
            yield word, _names_of(folded, word, due)
        index += 1


def is_unit(word: str) -> bool:
    """Tell whether `word` ends as units, media and roles do."""
    return word[-1] in _TWO_CHARACTER_UNITS or (len(word) > 2 and _UNIT.search(word) is not None) or word in _no_names()


def _ends_like_a_unit(word: str) -> bool:
    """Tell whether a word that ends as a unit does is a name where one is due: 赵海镇, 李玉台, 丁科."""
    if word[0] not in frequent_surnames() or word in _no_names():
        return False
    return (len(word) == 3 and word[2] in _UNITS_IN_NAMES) or (len(word) == 2 and word[1] in "科台社讯")


def _spelt(word: str) -> bool:
    """Tell whether `word` is written with characters that spell sounds."""
    return all(character in _sounds() for character in word)


def _spaced_out(folded: str, word: Span, following: Span, due: bool) -> bool:
    """Tell whether two single characters are one name set wide: 王 伟; [大 中 小] sets the size of the type."""
    left, between, right = word.of(folded), folded[word.end : following.start], following.of(folded)
    return (
        len(left) == len(right) == 1
        and not between.strip()
        and "大 中 小" not in folded[max(0, word.start - 2) : following.end + 2]
        and (due or left in surnames())
        and _ONLY_HAN.fullmatch(left + right) is not None
        and folded[following.end : following.end + 1] in "、, )]|;\n"
    )


def _names_of(folded: str, word: Span, due: bool) -> list[Span]:
    """Return the names in one word, without the role or medium written onto it (本报记者陈平, 江城日报陈平)."""
    if word.end - word.start > _LONGEST_WORD:
        return []
    word = _without_roles(folded, word)
    written = word.of(folded)
    if is_name(written):
        return [word]
    medium_ends = [match.end() for match in _MEDIUM.finditer(folded, word.start, word.end)]
    if medium_ends and not (due and len(written) <= 3 and (written[-1] not in "台社" or _ends_like_a_unit(written))):
        rest = Span(medium_ends[-1], word.end)
        return [rest] if rest.end - rest.start <= 3 and is_name(rest.of(folded)) else []
    if not _ONLY_HAN.fullmatch(written):
        return []
    if office := _OFFICE.match(written):
        # 县农业局刘小帆: the name of who writes for an office; but 县公安局石桥所 is all office.
        rest = Span(word.start + office.end(), word.end)
        return [rest] if folded[rest.start] in frequent_surnames() and is_name(rest.of(folded)) else []
    together = _run_together(folded, word)
    if together or not due or (is_unit(written) and not _ends_like_a_unit(written)):
        return together
    spelt = 4 < len(written) <= _LONGEST_SPELT and _spelt(written[1:])  # 包格根塔娜
    return [word] if 2 <= len(written) <= 4 or spelt else []


def _without_roles(folded: str, word: Span) -> Span:
    """Return `word` without 记者 before and 摄, 报道, 等 behind, as long as something is left."""
    while match := _ROLE_AROUND.search(folded[word.start : word.end]):
        if match.start() == 0 and match.end() == word.end - word.start:
            return Span(word.end, word.end)
        word = (
            Span(word.start + match.end(), word.end)
            if match.start() == 0
            else Span(word.start, word.start + match.start())
        )
    return word


def _run_together(folded: str, word: Span) -> list[Span]:
    """Return the names written as one word: 陈平李明 (2+2), 陈小平李明 (3+2), 陈小平李小明王五 (3+3+2)."""
    length = word.end - word.start
    # Behind 记者, three characters are likelier a name than two: 3+2 is tried before 2+3.
    splits = {4: ((2, 2),), 5: ((3, 2), (2, 3)), 6: ((3, 3), (2, 2, 2)), 7: ((3, 2, 2), (2, 3, 2), (2, 2, 3)),
              8: ((3, 3, 2), (3, 2, 3), (2, 3, 3)), 9: ((3, 3, 3),)}  # fmt: skip
    for lengths in splits.get(length, ()):
        parts, start = [], word.start
        for size in lengths:
            parts.append(Span(start, start + size))
            start += size
        if all(folded[part.start] in frequent_surnames() and is_name(part.of(folded)) for part in parts):
            return parts
    return []
