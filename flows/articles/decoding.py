"""Decoding: the bytes of a file -> its text as kept, and the encoding they were in.

In: bytes as received. Out: text with line feeds and no byte order mark, or `Unreadable` with what is wrong
and what to do about it, in one line. Does not know what an article looks like.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

MAX_BYTES = 5_000_000
"""The longest article read: a thousand times the usual one. Anything above is a mistake of whoever put it there."""

_BINARY_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
DAMAGED_SHARE = 0.1
_BIG5_MUST_BEAT_GB_BY = 2.0
# The commonest characters of Chinese prose and of this genre, simplified and traditional: text read in the right
# encoding is full of them, text read in the wrong one is not.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学"
    "法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外"
    "天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很"
    "情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手"
    "角期根论运农指几九区强放决西被干做必战先回则任取据处府给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交"
    "市县镇乡村委办局主席书记副议，。、：；（）《》“”"
    "個這為國來時們於發對會過說產種後經進著電裡實兩體機當使點從業應開還樣與關線數現質氣變條結問無系軍題黨員長總設資邊級"
    "圖統計較將組見別論運農強決戰則據處給門規熱領東導壓濟階術極議區縣鎮鄉記"
)


class Unreadable(ValueError):  # noqa: N818 - it says what the bytes are
    """The bytes are no article that can be read; `reason` says in one line what is wrong and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text as kept, and the name of the encoding it came in."""

    text: str
    encoding: str


def decode(raw: bytes, limit: int = MAX_BYTES) -> Decoded:
    """Return the text of `raw`: UTF-8, UTF-16 with a byte order mark, GB18030 (so GBK and GB2312), or Big5.

    Raises Unreadable where it is empty, longer than `limit`, binary or in none of these encodings.
    """
    if len(raw) > limit:
        raise Unreadable(f"{len(raw):,} bytes, more than the {limit:,} of one article: split it into its articles")
    for signature, what in _BINARY_SIGNATURES:
        if raw.startswith(signature):
            raise Unreadable(f"{what}, not text: save its text as UTF-8")
    text, encoding = _characters(raw)
    return Decoded(clean(text, limit), encoding)


def clean(text: str, limit: int = MAX_BYTES) -> str:
    """Return decoded `text` as it is kept: line ends as ``\\n``; raises Unreadable where it is no text."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable("empty: there is no text in it")
    if len(text) > limit:
        raise Unreadable(
            f"{len(text):,} characters, more than the {limit:,} of one article: split it into its articles"
        )
    if "\0" in text:
        raise Unreadable("binary, or UTF-16 without a byte order mark (it has NUL characters): save it as UTF-8")
    if len(_CONTROL.findall(text)) > DAMAGED_SHARE * len(text):
        raise Unreadable("binary (full of control characters): save its text as UTF-8")
    if text.count("\ufffd") > DAMAGED_SHARE * len(text):
        raise Unreadable("damaged by an earlier conversion (full of U+FFFD): get it again from its source")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Unreadable(f"half a surrogate pair at character {error.start}: save it as UTF-8") from None
    return text


def _characters(raw: bytes) -> tuple[str, str]:
    """Return the characters of `raw` and their encoding."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16"), "utf-16"
        except UnicodeDecodeError as error:
            raise Unreadable(f"broken UTF-16 at byte {error.start}: save it again as UTF-8") from None
    if b"\0" in raw:
        raise Unreadable("binary, or UTF-16 without a byte order mark (it has NUL bytes): save it as UTF-8")
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        cut_short = error.reason == "unexpected end of data" and error.start >= 3
        if cut_short or raw.startswith(BOM_UTF8):
            return _first_part(raw, error), "utf-8"
        return _double_byte(raw, error.start)


def _first_part(raw: bytes, error: UnicodeDecodeError) -> str:
    """Return UTF-8 text whose last character was cut in half, without that character."""
    if error.reason != "unexpected end of data":
        raise Unreadable(
            f"broken UTF-8 at byte {error.start}, in spite of its byte order mark: save it again"
        ) from None
    return raw.removeprefix(BOM_UTF8)[: error.start].decode(errors="ignore")


def _double_byte(raw: bytes, broken_at: int) -> tuple[str, str]:
    """Return `raw` read as GB18030 or, where that reads far better, as Big5."""
    readings = {}
    for encoding in ("gb18030", "big5"):
        try:
            readings[encoding] = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    if not readings:
        raise Unreadable(f"neither UTF-8 (broken at byte {broken_at}) nor GB18030 nor Big5: save it as UTF-8")
    scores = {encoding: prose_score(text) for encoding, text in readings.items()}
    big5_wins = scores.get("big5", 0.0) > _BIG5_MUST_BEAT_GB_BY * scores.get("gb18030", 0.0)
    encoding = "big5" if big5_wins else "gb18030"
    if encoding not in readings or scores[encoding] < DAMAGED_SHARE:
        raise Unreadable(f"not UTF-8 (broken at byte {broken_at}), and no Chinese prose as GB18030: save it as UTF-8")
    return readings[encoding], encoding


def prose_score(text: str) -> float:
    """Return the share of the commonest characters of Chinese prose among the characters that are not ASCII."""
    foreign = [character for character in text if character > "\x7f"]
    return sum(character in _COMMON for character in foreign) / max(1, len(foreign))
