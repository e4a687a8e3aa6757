"""How text stands in the index: characters as words of their own, and names as they are spoken.

Chinese has no spaces: each character is a word, and what is typed must stand together. Pinyin is one run of letters
without tones, in which any part may be looked for.
"""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+|[^\W_]")
_LETTERS = re.compile(r"[a-z' ]+")


def spaced(text: str) -> str:
    """Return `text` as words with spaces between, full width and capitals folded: 李云 → 李 云, 第11次 → 第 11 次."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def phrases(typed: str) -> str:
    """Return what is typed as a query of FTS5: each part between spaces must be there as it stands."""
    return " AND ".join(f'"{words}"' for part in typed.split() if (words := spaced(part)))


def letters(typed: str) -> str:
    """Return what is typed as pinyin: ``Li Yun`` → ``liyun``; empty where it is none."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", typed).lower() if not unicodedata.combining(mark))
    return re.sub(r"[' ]", "", plain) if _LETTERS.fullmatch(plain) else ""
