"""What inputs are put together from: the project's own lexicons, numbers, signs, and what no text should hold."""

import re
from collections.abc import Sequence
from pathlib import Path

BAR = "¦"
"""What stands between words where they are written in one string."""
_ROOT = Path(__file__).parents[2]
_LONGEST_FILE = 200_000
"""Of bytes: the great tables of divisions and common words would outweigh all else."""
_SIGNS = [*"。,,、;:!?“”《》〈〉()()[]【】·—…〔〕%/-_ \n\t", "\n\n", "\u3000\u3000", "——", "……"]
_ODD = [
    "\0",
    "\x07",
    "\x1b[2J",
    "\x9b",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\ufffd",
    "\ufffe",
    "\U000e0041",
    "\U0001f600",
    "镕",
    "𠀀",
]
_NUMBERS = (
    "0¦1¦2¦3¦4¦5¦6¦7¦8¦9¦一¦二¦三¦四¦五¦六¦七¦八¦九¦十¦百¦千¦〇¦零¦两¦2016-10-12 18:05:00¦10月10日¦2016年¦第十一次¦"
    "99999999999"
)
_SPEECH = (
    "会议指出,¦会议强调,¦会议要求,¦一要¦二要¦三是要¦主持会议并讲话¦出席会议¦列席会议¦召开会议¦传达学习¦审议通过了¦"
    "听取了¦关于印发¦任命¦免去¦当选为¦同志¦等领导¦陈志远¦区委书记¦副区长¦区政府¦新都区¦龙桥镇¦市委¦各街镇¦来源:¦"
    "记者:¦编辑:¦发布时间:¦浏览量:"
)


def of_articles(*folders: str) -> list[Sequence[str]]:
    """Return words by kind: those of the lexicons in `folders` of the checkout, and what every article is made of."""
    files = (path for folder in folders for path in sorted((_ROOT / folder).iterdir()))
    lexicons = [
        _terms(path) for path in files if path.suffix in (".txt", ".csv") and path.stat().st_size < _LONGEST_FILE
    ]
    return [_SIGNS, _ODD, _NUMBERS.split(BAR), _SPEECH.split(BAR), *filter(None, lexicons)]


def _terms(path: Path) -> list[str]:
    """Return the terms of a lexicon, those of all columns where it is a table."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [term for line in lines if not line.startswith("#") for term in re.split("[,|;]", line) if term]
