"""Chinese and Arabic numerals as meetings count: 第十一次, 第187次, 十二届."""

import re

NUMERAL = r"[〇零一二两三四五六七八九十百0-9]{1,5}"
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def number(text: str) -> int | None:
    """Return the value of a numeral up to 999, or None: 十一 → 11, 一百八十七 → 187, 187 → 187, 一八 → 18."""
    if text.isdecimal():
        return int(text) or None
    if not re.fullmatch(r"[〇零一二两三四五六七八九十百]+", text):
        return None
    if "十" not in text and "百" not in text:
        return int("".join(str(_DIGITS[character]) for character in text)) or None
    hundreds, _, rest = text.rpartition("百")
    tens, ten, units = rest.strip("零〇").rpartition("十")
    total = (_DIGITS.get(hundreds, 1) if hundreds else 1) * 100 if "百" in text else 0
    total += (_DIGITS.get(tens, 1) if tens else 1) * 10 if ten else 0
    return total + (_DIGITS.get(units[-1:], 0) if units else 0) or None
