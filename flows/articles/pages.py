"""Decoding of pages: the bytes of an HTML page, and what it was sent as -> its text.

In: bytes, and the Content-Type of the answer, if any. Out: text, or `Unreadable`. What a page declares is believed
where the bytes bear it out: servers say ISO-8859-1 of everything, and templates say GB2312 of pages in UTF-8.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup

from flows.articles.decoding import DAMAGED_SHARE, MAX_BYTES, Unreadable, clean, prose_score

_CHARSET = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_:.-]{3,20})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,60}encoding\s?=\s?[\"']([A-Za-z0-9_-]{3,20})")
_DECLARED_WITHIN = 8192
_READ_AS = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs"}
"""A page in the smaller set often has characters of the larger."""
_CHINESE = ("gb18030", "big5hkscs")
_BIG5_MUST_BEAT_GB_BY = 2.0


def decode_page(raw: bytes, content_type: str | None = None) -> str:
    """Return the text of the page `raw`; raises Unreadable."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"{len(raw):,} bytes, more than the {MAX_BYTES:,} of one page")
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return clean(raw.decode("utf-16", "replace"))
    declared = _declared(raw, content_type)
    if raw.startswith(BOM_UTF8) or _decodes(raw, "utf-8"):
        return clean(raw.decode("utf-8-sig", "replace"))
    for encoding in declared:
        if encoding in _CHINESE and _decodes(raw, encoding):
            text = raw.decode(encoding)
            if prose_score(text) >= DAMAGED_SHARE:
                return clean(text)
    return clean(_best(raw, declared))


def _best(raw: bytes, declared: list[str]) -> str:
    """Return the reading with the fewest broken characters that is most like Chinese prose."""
    readings = {encoding: raw.decode(encoding, "replace") for encoding in ("utf-8", *_CHINESE)}
    scores = {
        encoding: prose_score(text) * (_BIG5_MUST_BEAT_GB_BY if encoding in declared or encoding != "big5hkscs" else 1)
        - text.count("\ufffd") / max(1, len(text))
        for encoding, text in readings.items()
    }
    return readings[max(scores, key=lambda encoding: scores[encoding])]


def _declared(raw: bytes, content_type: str | None) -> list[str]:
    """Return the encodings that the answer and the page name, the page's own word last."""
    found = _CHARSET.findall((content_type or "").encode()) + _XML.findall(raw[:200])
    found += _CHARSET.findall(raw[:_DECLARED_WITHIN])
    names = []
    for name in found:
        try:
            known = lookup(name.decode()).name
        except LookupError:
            continue
        names.append(_READ_AS.get(known, known))
    return names


def _decodes(raw: bytes, encoding: str) -> bool:
    """Tell whether `raw` is whole in `encoding`."""
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
