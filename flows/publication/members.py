"""Members of a gzip file (RFC 1952), each of which can be unpacked alone; together they are a gzip file.

What the ledger packed (RFC 1950) becomes a member without being packed again: both hold the same deflated data.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from flows.ledger.record import PACKING_LEVEL

_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""Deflate, no name, no time, no system: the same everywhere."""
_CHUNK = 1 << 16


def member(data: bytes, packed: bytes | None = None) -> bytes:
    """Return the gzip member of `data`, which `packed` holds in the zlib format if given."""
    deflated = (packed if packed is not None else zlib.compress(data, PACKING_LEVEL))[2:-4]
    return _HEADER + deflated + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def members(path: Path) -> Iterator[tuple[int, int, bytes]]:
    """Yield offset, length and content of each member of the gzip file at `path`; raises zlib.error for any other."""
    with path.open("rb") as stream:
        offset, rest = 0, b""
        while rest or (rest := stream.read(_CHUNK)):
            unpacker = zlib.decompressobj(wbits=31)
            length, content = 0, []
            while not unpacker.eof:
                if not rest and not (rest := stream.read(_CHUNK)):
                    raise zlib.error(f"{path} ends within a member")
                content.append(unpacker.decompress(rest))
                length += len(rest) - len(unpacker.unused_data)
                rest = unpacker.unused_data
            yield offset, length, b"".join(content)
            offset += length
