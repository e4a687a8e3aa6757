"""Names of people in a byline: folded text -> the spans that are personal names.

In: what stands behind 记者, 编辑 and the like. Out: spans of names; media, units and everything else are left out.
Decides by surname and length alone and does not know any person.
"""

import re
from collections.abc import Iterator

from flows.articles.evidence import Span
from flows.articles.lexicons import any_of, surnames

_TOKEN = re.compile(r"[^ 、,;/|&+()\[\]<>:\n\"“”]+")
_HAN = r"[\u3400-\u9fff\U00020000-\U0002ffff〇]"
_DOTTED = re.compile(rf"{_HAN}{{1,8}}(?:·{_HAN}{{1,8}}){{1,3}}")
_ONLY_HAN = re.compile(rf"{_HAN}+")
_UNIT = re.compile(rf"(?:{any_of('unit_endings')})$")
_MEDIUM = re.compile(rf"(?:{any_of('medium_endings')})")
_ROLE_AROUND = re.compile(r"^.*(?:记者|通讯员)|^编辑|(?:报道|摄影|供图|供稿|摄|整理|等)$")
# 其其格, 阿依努尔: names without a Han surname are written with few characters, which spell sounds.
_SOUNDS = frozenset(
    "阿艾安奥巴白拜包贝比宾波布才措达丹德迪地丁顿多尔尕嘎甘格古姑哈汗合胡华吉加嘉江杰金居卡开康柯克肯孔库拉兰勒里力丽列龙鲁"
    "罗洛吕玛马买麦曼美蒙米木娜那纳乃尼努诺帕其恰强青琼曲仁日荣茹如萨塞色森沙山珊什苏索塔泰坦提天铁图吐托娃外旺乌西先夏肖雅"
    "牙亚央依伊义音英尤于玉裕再扎张哲泽赞珍卓孜宗姆合旦次顿珠桑吾甫江提依别斯"
)
_TWO_CHARACTER_UNITS = frozenset("局办委报网台社部讯")


def is_name(word: str) -> bool:
    """Tell whether `word` (folded) can be the name of a person: by its surname and length, or by its dots."""
    if "·" in word:
        return _DOTTED.fullmatch(word) is not None
    if not 2 <= len(word) <= 6 or not _ONLY_HAN.fullmatch(word):
        return False
    if word[-1] in _TWO_CHARACTER_UNITS or (len(word) > 2 and _UNIT.search(word)):
        return False
    if word[:2] in surnames() and 3 <= len(word) <= 4:
        return True
    if word[0] in surnames() and len(word) <= 3:
        return True
    # 张李小明: two surnames joined; but 陈平李明 are two people.
    if len(word) == 4 and word[0] in surnames() and word[1] in surnames() and word[2] not in surnames():
        return True
    return len(word) >= 3 and all(character in _SOUNDS for character in word)


def names_in(folded: str, span: Span) -> list[Span]:
    """Return the names in `span`, parted by signs, by blanks or by nothing at all, in order."""
    return [name for _, names in tokens(folded, span) for name in names]


def only_names(folded: str, span: Span) -> bool:
    """Tell whether `span` holds names and nothing else."""
    return all(names for _, names in tokens(folded, span)) and bool(names_in(folded, span))


def tokens(folded: str, span: Span) -> Iterator[tuple[Span, list[Span]]]:
    """Yield each word of `span` with the names it holds: none for a medium, two for 陈平李明."""
    words = [Span(*match.span()) for match in _TOKEN.finditer(folded, span.start, span.end)]
    index = 0
    while index < len(words):
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else None
        if following and _spaced_out(folded, word, following):
            word = Span(word.start, following.end)
            yield word, [word]
            index += 1
        else:
            yield word, _names_of(folded, word)
        index += 1


def _spaced_out(folded: str, word: Span, following: Span) -> bool:
    """Tell whether two single characters are one name set wide: 王 伟."""
    left, between, right = word.of(folded), folded[word.end : following.start], following.of(folded)
    return (
        len(left) == len(right) == 1
        and not between.strip()
        and left in surnames()
        and _ONLY_HAN.fullmatch(right) is not None
        and folded[following.end : following.end + 1] in "、, )]|;\n"
    )


def _names_of(folded: str, word: Span) -> list[Span]:
    """Return the names in one word, without the role or medium written onto it (本报记者陈平, 江城日报陈平)."""
    if len(word.of(folded)) > 40:
        return []
    word = _without_roles(folded, word)
    if is_name(word.of(folded)):
        return [word]
    medium_ends = [match.end() for match in _MEDIUM.finditer(folded, word.start, word.end)]
    if medium_ends:
        rest = Span(medium_ends[-1], word.end)
        return [rest] if is_name(rest.of(folded)) and rest.end - rest.start <= 3 else []
    return _run_together(folded, word)


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
    """Return two names written as one word: 陈平李明 (2+2), 陈小平李明 (3+2), 陈平李小明, 陈小平李小明."""
    length = word.end - word.start
    for cut in {4: (2,), 5: (3, 2), 6: (3,)}.get(length, ()):
        left, right = Span(word.start, word.start + cut), Span(word.start + cut, word.end)
        if all(part.of(folded)[0] in surnames() and is_name(part.of(folded)) for part in (left, right)):
            return [left, right]
    return []
