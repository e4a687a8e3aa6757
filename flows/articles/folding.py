"""Folding: text -> text of the same length in which one sign stands for all its variants; and what cannot be seen.

Because the length never changes, every offset in the folded text is an offset in the text as kept.
"""

import re

_PAIRS = {
    "〈": "<", "〉": ">", "﹤": "<", "﹥": ">", "‹": "<", "›": ">",
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”",
    "•": "·", "・": "·", "‧": "·", "●": "·", "∙": "·", "．": "·", "﹑": "、", "､": "、", "｡": "。",
    "【": "[", "】": "]", "［": "[", "］": "]", "﹝": "〔", "﹞": "〕",
    "\u3000": " ", "\u00a0": " ", "\t": " ", "—": "—", "─": "—", "–": "—", "～": "~",
}  # fmt: skip
_FOLD = (
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(chr, [*range(0x2000, 0x200B), 0x202F, 0x205F]), " ")
    | _PAIRS
)
_FREQUENT = tuple((sign, _FOLD[sign]) for sign in "，：；！？（）\u3000～")
# Searched for, as few other characters of a text are among them: str.translate looks up every one.
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLD))}]")
_FULL_STOP = re.compile(r"(?<=[\u4e00-\u9fff”)])\.(?=[\u4e00-\u9fff“\s]|\Z)")
"""A dot that ends a Chinese sentence, as portals without full-width signs write it."""


def fold(text: str) -> str:
    """Return `text` with full-width ASCII made half-width and variants of brackets, dots and blanks unified.

    The result has the same length as `text`, character for character.
    """
    for sign, plain in _FREQUENT:
        text = text.replace(sign, plain)
    folded = _FOLDED.sub(lambda sign: _FOLD[sign.group()], text)
    return _FULL_STOP.sub("。", folded) if "." in folded else folded


# C0 and C1 controls, zero-width characters, marks and overrides of direction, separators of lines and paragraphs,
# byte order marks inside the text: the text keeps them, no field of the byline holds them.
HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]"
)
