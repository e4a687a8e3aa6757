"""Folding: text -> text of the same length in which one sign stands for all its variants.

Because the length never changes, every offset in the folded text is an offset in the text as kept.
"""

_PAIRS = {
    "〈": "<", "〉": ">", "﹤": "<", "﹥": ">", "‹": "<", "›": ">",
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”",
    "•": "·", "・": "·", "‧": "·", "●": "·", "∙": "·", "．": "·", "﹑": "、", "､": "、", "｡": "。",
    "【": "[", "】": "]", "［": "[", "］": "]", "﹝": "〔", "﹞": "〕",
    "\u3000": " ", "\u00a0": " ", "\t": " ", "—": "—", "─": "—", "–": "—", "～": "~",
}  # fmt: skip
_FOLD = {ord(key): ord(value) for key, value in _PAIRS.items()}
_FOLD.update({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code not in _FOLD})


def fold(text: str) -> str:
    """Return `text` with full-width ASCII made half-width and variants of brackets, dots and blanks unified.

    The result has the same length as `text`, character for character.
    """
    return text.translate(_FOLD)
