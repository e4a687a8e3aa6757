"""Where a person's name begins and ends: shapes of names, and what stands around them.

Goes in: a folded text and a position. Comes out: candidates with a score. Does not know who the person is, nor
whether a post stands before the name; the caller brings that.
"""

import re
from collections.abc import Iterator
from functools import cache

from flows.extraction.lexicon import is_common_word, segmenter, terms
from flows.gazetteer.divisions import gazetteer
from flows.gazetteer.surnames import frequent_surnames, surnames
from flows.values import value

_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf〇]+")
_SHAPE = re.compile(rf"{_HAN.pattern}|(?:{_HAN.pattern[:-1]}) (?:{_HAN.pattern[:-1]})")
"""Characters only; names of two characters may be set apart by a blank (李 云)."""
_LONGEST_BEFORE_DOT = 10
_DOTTED = re.compile(rf"[\u4e00-\u9fff]{{1,{_LONGEST_BEFORE_DOT}}}(?:·[\u4e00-\u9fff]{{1,10}}){{1,4}}")
_SPACED = re.compile(r"([\u4e00-\u9fff]) {1,2}([\u4e00-\u9fff])(?! [\u4e00-\u9fff])")
_STOPS = frozenset("，。、,;:!?()[]<>《》“”\"' \n/|—…")
_NEVER_IN_NAME = frozenset("称的了是与及或们第号下等个就对被把这你我他她它各每并不很委局厅省市县区组届")
"""Characters that given names in the press practically never hold; 市长 or 全市 must not pass for a name."""
_NEVER_LAST = frozenset("说称向在对就等为将和与及任率赴从到主已曾还会未没于作做带也致互即")
NOT_LAST = _STOPS | _NEVER_IN_NAME
"""Characters with which no Han name ends."""
_GOES_ON = tuple(first + second for first in "其自" for second in "尔木格其")
"""阿拉腾敖|其尔: what may follow a name by itself belongs to it, since no word begins so."""
_NO_END = (*_GOES_ON, "会议室", "会议厅", "报告厅", "多功能厅")
"""区委常委|楼四楼|会议室: a place within a house, though 楼 is a surname."""
_COMES = re.compile(r"来[\u4e00-\u9fff]{1,2}(?:开展|调研|考察|检查|视察|指导|参观|访问|督导|督查|慰问)")
"""省政协副主席|来青调研: where the guest comes to."""
_NEVER_FIRST = frozenset("来有称还也都则又将就并与和及等在向对从被由于但而且该此这那已正再均致互首访为按因兼遭作")
_DEEDS = frozenset(
    ["参加", "出席", "列席", "主持", "陪同", "讲话", "强调", "指出", "要求", "表示", "宣布", "通报", "汇报"]
)
"""What no given name is: a name before it ends there."""
_BEFORE_AND = frozenset("孟布敖斯")
"""巴彦孟|和主持, 额尔敦布|和出席: Mongolian names that end in 和, where a word of the genre follows."""
_FOREIGN_TO_NAMES = _NEVER_IN_NAME | frozenset("要使到去做办在和有更最新赴率镇乡同")
_FOREIGN = re.compile(f"[{''.join(sorted(_FOREIGN_TO_NAMES))}]")
"""Characters that transliterated names do not hold either."""
WORD, SINGLE, STOP, UNKNOWN = 2.0, 1.0, 2.2, 0.0
_LIST_ENDS = {"等": WORD, "及": 1.6, "的": 0.7}
_TAILS = frozenset("作就赴在说到对等任率将分为向致互时自可乘即")
"""Characters that follow a name of two characters far oftener than they end one of three."""
_TAIL = 0.7
_NEVER_AFTER_DOT = frozenset("与及的在向了到赴")
_BEFORE_NAME = frozenset("向同与对")
"""Before the dot of a later name: 周某某向克劳迪娅·某某."""
_NEVER_THIRD = frozenset("在作就赴说与于将还也又已暨")
_NEARBY = 3000
"""How far around a name its other occurrences are looked at, so that time grows with the text's length only."""
_NO_NAME = 9.0
_OFTEN = 150
"""Rarer words stand in transliterated names by chance (乌力 in 包乌力吉)."""
_RARE = 0.4
"""Taken off for a rare surname (国, 会, 治): most often it is the beginning of a word."""
_BEFORE_WORD = 1.1
"""Added where the segmenter finds that a word begins after the name."""
_LONGEST = 8
_CONJUNCTIONS = frozenset("和及与等于从都同向")
"""Surnames that are mostly something else."""
_DOUBT = 1.0
"""Taken off for a name that is an ordinary word (高峰): it must end at a stop or a word of the genre to be believed."""


@value()
class Candidate:
    """A possible name ``[start, end)`` and how well it fits; from about 1.0 it can be believed after a post."""

    start: int
    end: int
    name: str
    score: float


@cache
def _singles() -> frozenset[str]:
    return frozenset(terms("after_name_single"))


def ends_well(text: str, position: int) -> float:
    """Score how clearly a name can end at `position`: stops, words of the genre, single characters, nothing."""
    if position >= len(text) or (character := text[position]) in _STOPS:
        return STOP
    if character.isdigit():
        return WORD
    longest = _longest_follower(text, position)
    if longest:
        return WORD + 0.05 * longest
    if character in _LIST_ENDS:
        return _LIST_ENDS[character]
    if character in _singles():
        return SINGLE
    return UNKNOWN


@cache
def _titles() -> frozenset[str]:
    return frozenset(terms("titles"))


def _longest_follower(text: str, position: int) -> int:
    words = _follower_words()
    if text[position] in _follower_openers():
        for size in (4, 3, 2):
            if text[position : position + size] in words:
                return size
    return 0


@cache
def _follower_words() -> frozenset[str]:
    return frozenset(terms("after_name"))


@cache
def _follower_openers() -> frozenset[str]:
    return frozenset(word[0] for word in _follower_words())


def has_surname(name: str) -> bool:
    """Tell whether `name` begins with a surname that leaves one or two characters for the given name."""
    known = surnames()
    return (name[:2] in known and 3 <= len(name) <= 4) or (name[:1] in known and 2 <= len(name) <= 3)


def is_shaped(name: str) -> bool:
    """Tell whether `name` can be a Han name: a surname, one or two further characters, none that names never hold."""
    if len(name) > 2 and name[-1] in _NEVER_THIRD:
        return False  # 王某|在, 司徒某|在
    return has_surname(name) and _NEVER_IN_NAME.isdisjoint(name[1:]) and _SHAPE.fullmatch(name) is not None


@cache
def countries() -> frozenset[str]:
    """Return countries, regions and unions as the press calls them."""
    return frozenset(terms("countries"))


def is_place(name: str) -> bool:
    """Tell whether `name` is a country or a division of county level and above (江苏, 古巴), in full or for short."""
    return name in countries() or bool(gazetteer().named(name))


def is_plausible(name: str) -> bool:
    """Tell whether a name without a post beside it can be believed: it is no ordinary word, and begins with none."""
    if name[1:] == "方" or (len(name) == 3 and name[2] in "镇乡村"):
        return False  # 巴方: a country's side; 官亭镇: a place that no table lists
    if len(name) == 3 and name[0] not in frequent_surnames() and is_common_word(name[1:], _OFTEN):
        return name[:2] in frequent_surnames()  # 乌|空军, 强|降雨: a rare surname before a word
    return (
        name not in not_names()
        and name[1:] not in _titles()
        and not is_common_word(name)
        and not is_place(name)
        and not (len(name) == 3 and is_common_word(name[:2]) and is_common_word(name[1:]))
    )


def _sizes(text: str, start: int) -> Iterator[int]:
    """The lengths of what begins at `start` and `is_shaped`, the likeliest first."""
    single, compound = text[start : start + 1] in surnames(), text[start : start + 2] in surnames()
    run = _HAN.match(text, start, start + 4) if single or compound else None
    if run is None:
        return
    for size, begins in ((3, single or compound), (2, single), (4, compound)):
        if (
            begins
            and size <= run.end() - start
            and not (size > 2 and text[start + size - 1] in _NEVER_THIRD)
            and _NEVER_IN_NAME.isdisjoint(text[start + 1 : start + size])
        ):
            yield size


def han_candidates(text: str, start: int, *, expected: bool = False) -> list[Candidate]:
    """Return the Han names that may begin at `start`, best first.

    A name seen twice with different sequels ends there; one always followed by the same character goes on. Where a
    name is `expected` (a post of a known body stands before), ordinary words and rare surnames count as names too.
    """
    found = []
    for size in _sizes(text, start):
        name = text[start : start + size]
        if text.startswith(_NO_END, start + size) or _ends_in_and(text, start, start + size + 1):
            continue
        doubt = _doubt(text, start, name, expected)
        score = -doubt
        if doubt < _NO_NAME:
            score += ends_well(text, start + size) + (0.3 if size == 3 else 0.0) + _sequel(text, start, name)
        found.append(Candidate(start, start + size, name, score))
    if max([item.score for item in found], default=0.0) < SINGLE:
        found = _segmented(text, start, found)
    return sorted(found, key=lambda item: -item.score) if len(found) > 1 else found


@cache
def not_names() -> frozenset[str]:
    """Return the words that are shaped like names but follow titles or open sentences as words (班子, 区领导)."""
    return frozenset(terms("not_names"))


def _doubt(text: str, start: int, name: str, expected: bool) -> float:
    size = len(name)
    doubt = _TAIL if len(name) == 3 and name[-1] in _TAILS else 0.0
    if _parts_word(text, start, start + size) or (name[0] == "来" and _COMES.match(text, start)):
        return _NO_NAME
    if name[1:] in _DEEDS or name[:2] == "来得":
        return _NO_NAME  # 四级调研员司长|河参加; 让代表|来得顺
    only_at_stop = expected and name in terms("names_before_stops") and text[start + 2 : start + 3] in _STOPS
    if (name in not_names() and not only_at_stop) or (not expected and is_place(name)):
        return _NO_NAME
    if expected and _is_surnamed(name):
        return doubt
    if name[0] in _CONJUNCTIONS or (name[:2] in not_names() and not only_at_stop) or (expected and is_place(name)):
        return doubt + _DOUBT
    if expected:
        return doubt
    doubt += _DOUBT if is_common_word(name) else 0.0
    return doubt + (0.0 if name[:1] in frequent_surnames() or name[:2] in frequent_surnames() else _RARE)


def _is_surnamed(name: str) -> bool:
    """Tell whether 向 or 从 begins a name after a post: 镇党委书记|向丽华; not 区长|向李某某, 书记|从严格."""
    given = name[1:]
    return name[0] in "向从于" and len(given) == 2 and given[0] not in frequent_surnames() and not is_common_word(given)


def _sequel(text: str, start: int, name: str) -> float:
    """Two characters of a longer name are always followed by the third: count against it."""
    if len(name) != 2:
        return 0.0
    near = max(0, start - _NEARBY), start + _NEARBY
    count = text.count(name, *near)
    if count < 2:
        return 0.0
    position = text.find(name, *near) + 2
    sequel = text[position : position + 1]
    if not _HAN.match(sequel):
        return 0.0
    return -0.8 if text.count(name + sequel, *near) == count else 0.3


def _segmented(text: str, start: int, found: list[Candidate]) -> list[Candidate]:
    """Where nothing known follows, let the segmenter say whether a word begins after the name."""
    better = []
    for item in found:
        # The segmenter takes long, and is not asked where its word could not save the name.
        rest = _HAN.match(text, item.end, item.end + 6) if item.score + _BEFORE_WORD >= SINGLE else None
        word = next(iter(segmenter().cut(rest.group(), HMM=False)), "") if rest else ""
        score = item.score + (_BEFORE_WORD if len(word) > 1 else 0.0)
        better.append(Candidate(item.start, item.end, item.name, score))
    return better


def dotted_candidates(text: str, start: int) -> list[Candidate]:
    """Return the name with a middle dot (叶尔夏提·吐尔逊拜) that begins at `start`; it ends where a word begins."""
    match = _DOTTED.match(text, start) if text.find("·", start, start + _LONGEST_BEFORE_DOT + 1) >= 0 else None
    if not match or _is_too_much(match.group().partition("·")[0]):
        return []
    least = match.group().rindex("·") + start + 2
    stop = next((at for at in range(least + 1, match.end()) if text[at] in _NEVER_AFTER_DOT), match.end())
    ends = range(least, min(stop, least + 7) + 1)
    clear = (end for end in ends if ends_well(text, end) > SINGLE)
    likely = (end for end in ends if _goes_on(text, end, end - least + 2))
    found = next(clear, None) or next(likely, None) or (stop if stop < match.end() else None)
    if found and found > least and text[found - 1] in _NEVER_LAST:
        found -= 1  # 某某·麦卡洛|称,
    return [Candidate(start, found, text[start:found], WORD)] if found else []


def _goes_on(text: str, end: int, length: int) -> bool:
    """Tell whether the sentence may go on at `end`, after a last part of `length` characters."""
    return (ends_well(text, end) == SINGLE and length > 3) or is_common_word(text[end : end + 2], _OFTEN)


def spaced_candidates(text: str, start: int) -> list[Candidate]:
    """Return the name of two characters that the press sets apart to the width of three (李 云)."""
    match = _SPACED.match(text, start) if text[start + 1 : start + 2] == " " else None
    if not match or match[1] not in surnames():
        return []
    score = ends_well(text, match.end())
    return [Candidate(start, match.end(), match.group(), score)] if score >= SINGLE else []


def _is_too_much(first: str) -> bool:
    """Before the dot of a later name, other words may stand: 王某及州委常委多杰·东智."""
    if len(first) > _LONGEST or (len(first) > 3 and is_common_word(first[:2], _OFTEN)):
        return True  # 批准佩通拉·某某
    pairs = [first[at : at + 2] for at in range(1, len(first))]
    return any(pair[0] in _BEFORE_NAME or pair in _follower_words() or pair in _titles() for pair in pairs[1:])


def _parts_word(text: str, start: int, end: int) -> bool:
    """Tell whether a word and half of the next would make the name: 冒雨|分赴."""
    return text[start : start + 2] in not_names() and text[end - 1 : end + 1] in _follower_words()


def _ends_in_and(text: str, start: int, end: int) -> bool:
    """Tell whether 和 ends a Mongolian name: 巴彦孟和|主持; but in 巴彦孟和|李某 it joins two."""
    if end - start < 2 or text[end - 1 : end] != "和" or text[end - 2] not in _BEFORE_AND:
        return False
    return ends_well(text, end) >= WORD


def _letters(text: str, start: int, end: int) -> set[str]:
    """Return the characters of a name that must be fit for one: not 和 at its end, nor what is known to open names."""
    opens = 2 if text[start : start + 2] in terms("name_openings") else 0
    return set(text[start + opens : end - _ends_in_and(text, start, end)])


def other_candidates(text: str, start: int, *, expected: bool = False) -> list[Candidate]:
    """Return names without a known surname (巴特尔, 才让扎西) that end before a stop or a word of the genre."""
    run = _HAN.match(text, start, start + _LONGEST)
    if not run or (text[start] in _NEVER_FIRST and text[start : start + 2] not in terms("name_openings")):
        return []
    foreign = _FOREIGN.search(text, start + 2 * (text[start : start + 2] in terms("name_openings")), run.end())
    last = foreign.end() if foreign else run.end()  # 和 may be a name's own last character
    found = []
    for size in range(2, last - start + 1):
        name = text[start : start + size]
        score = ends_well(text, start + size)
        least = SINGLE if expected and size > 2 else 1.6
        if (
            score >= least
            and (name[-1] not in _NEVER_LAST or _ends_in_and(text, start, start + size))
            and not _ends_in_and(text, start, start + size + 1)
            and not (size > 2 and name[-1] in "时自")
            and (name[0] not in _NEVER_FIRST or (size > 2 and name[:2] in terms("name_openings")))
            and not text.startswith(_NO_END, start + size)
            and not (_FOREIGN_TO_NAMES & _letters(text, start, start + size))
            and not is_common_word(name)
            and name not in countries()
            and name not in not_names()
            and not _parts_word(text, start, start + size)
            and not (len(name) > 4 and (name[-2:] in _follower_words() or name[-3:] in _follower_words()))
            and not _holds_word(name)
        ):
            found.append(Candidate(start, start + size, name, max(score - 0.6, SINGLE + 0.2)))
    return sorted(found, key=lambda item: (-item.score, item.end))


def _holds_word(name: str) -> bool:
    """Tell whether an ordinary word begins the name or, in a long one, stands anywhere in it: no transliteration."""
    if len(name) == 4 and is_common_word(name[:2]) and is_common_word(name[2:]):
        return True
    if name[0] in frequent_surnames() and any(
        is_shaped(name[:at]) and (is_common_word(name[at:]) or name[at] == "来") for at in (2, 3) if at + 1 < len(name)
    ):
        return True  # 李明|蹲点: a Han name and what its bearer does; 张学某|来青调研
    begins = (0,) if len(name) < 4 else range(len(name) - 1)
    return any(
        is_common_word(name[begin : begin + size], _OFTEN) for begin in begins for size in (2, 3) if size < len(name)
    )


def candidates(text: str, start: int, *, expected: bool = False) -> list[Candidate]:
    """Return all names that may begin at `start`, best first, of whatever kind; clear ends go before surnames."""
    if not _HAN.match(text, start, start + 1):
        return []
    written = dotted_candidates(text, start) or spaced_candidates(text, start)
    if written:
        return written
    han = han_candidates(text, start, expected=expected)
    if han and han[0].score >= WORD - _DOUBT / 2:
        return han
    other = [item for item in other_candidates(text, start, expected=expected) if not han or item.score > han[0].score]
    return other or han
