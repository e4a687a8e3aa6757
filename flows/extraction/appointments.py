"""Posts that stand behind the name: 任命张某为县水利局局长, 李某当选为区长, 王某(区长).

Goes in: the text, its posts. Comes out: where a name stands, and the posts that it has by what follows. Does not know
who else the text names.
"""

import re
from collections.abc import Iterator

from flows.extraction.lexicon import is_common_word, terms
from flows.extraction.names import candidates, is_shaped
from flows.extraction.posts import PostMention, chains

_NAMES = (
    r"(?P<names>(?:(?![的免])[\u4e00-\u9fff·]){2,12}?(?:、(?:(?![的免])[\u4e00-\u9fff·]){2,12}?){0,20})"
    r"(?:等?[两二三四五六七八九十\d]{1,2}[位名](?:同志)?|同志)?"
)
_APPOINTS = re.compile(
    rf"(?:任命|免去|选举|补选|推举|推选|提名|决定(?!任命|免去|接受)|接受了?|递补|审议了?){_NAMES}(?:为|任|(?:继续)?担任|(?:关于)?(?:请求)?辞去|的)\Z"
)
_DISMISSES = re.compile(r"免去(?P<names>[\u4e00-\u9fff·]{2,12}?)同志\Z")
"""免去李某同志县教育局局长职务: no word stands between."""
_FURTHER = re.compile(rf"(?:任命|选举|补选)[^。;]{{1,50}}[、,]{_NAMES}为\Z")
"""任命A为某局局长、B为某局局长: the verb is not said again."""
_BEFORE_APPOINTED = frozenset("为任去的选志")
"""The characters at which these patterns end; looked at first, since most posts follow none."""
_ELECTED = re.compile(rf"(?<![\u4e00-\u9fff\d]){_NAMES}(?:(?:分别)?当选为?|(?:继续)?(?:拟|现|兼|担|出)?任)\Z")
_NOTED = re.compile(r"(?:[\n,。;:!?、\s]|\A)(?P<names>[\u4e00-\u9fff·]{2,12})\(\Z")
_LONGEST = 60


def posts_behind(text: str, posts: list[PostMention]) -> Iterator[tuple[int, int, tuple[PostMention, ...]]]:
    """Yield names ``(start, end, posts)`` that an appointment, an election or a note gives posts to."""
    for post in posts:
        before = text[post.start - 1 : post.start]
        match = _appointment(text, post) if before in _BEFORE_APPOINTED else None
        for begin, end in _names_of(text, match) if match else ():
            yield begin, end, (post,)
    yield from _noted(text, posts)


def _names_of(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """A、B和C: each name by itself; 胡和某 is one name."""
    for part in re.finditer("[^、]+", match["names"]):
        begin = match.start("names") + part.start()
        pieces = [part.group()] if is_shaped(part.group()) else re.split("(和)", part.group())
        for piece in pieces:
            if piece not in ("", "和") and not _is_word(piece) and _can_be_name(text, begin, piece):
                yield begin, begin + len(piece)
            begin += len(piece)


def _is_word(piece: str) -> bool:
    """秘书长|担任, 曾|长期|担任: what stands where a name could and is none."""
    return piece in terms("titles") or (piece[0] in "曾同" and is_common_word(piece[1:]))


def _appointment(text: str, post: PostMention) -> re.Match[str] | None:
    window = max(0, post.start - _LONGEST)
    patterns = (_APPOINTS, _ELECTED, _FURTHER, _DISMISSES)
    return next((match for each in patterns if (match := each.search(text, window, post.start))), None)


def _noted(text: str, posts: list[PostMention]) -> Iterator[tuple[int, int, tuple[PostMention, ...]]]:
    """王某(区长)、李某(副区长): what stands in brackets behind a name is the person's post."""
    bracketed = [post for post in posts if text[post.start - 1 : post.start] == "("]
    if not bracketed:
        return
    for group in chains(text, posts):
        if text[group[0].start - 1 : group[0].start] != "(" or text[group[-1].end : group[-1].end + 1] != ")":
            continue
        match = _NOTED.search(text, max(0, group[0].start - 15), group[0].start)
        if match and _can_be_name(text, match.start("names"), match["names"]):
            yield *match.span("names"), tuple(group)


def _can_be_name(text: str, begin: int, name: str) -> bool:
    if is_shaped(name) or "·" in name:
        return True
    return any(item.name == name for item in candidates(text, begin, expected=True))
