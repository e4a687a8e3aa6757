"""Streams: the content of a file, packed or not -> bytes to read from, with limits against what would fill memory.

In: a stream. Out: a stream, or `Unreadable` once more comes out of it than any honest file holds. Does not know what
the bytes mean.
"""

import errno
import gzip
import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any, cast

from flows.articles.decoding import Unreadable

MAX_RATIO = 200
"""Text is packed to a tenth of its size, seldom to a fiftieth; only what was made to do harm to less."""
_PASSING = frozenset({errno.EIO, errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EMFILE, errno.ENFILE, errno.ENOMEM,
                      errno.ESTALE, errno.ETIMEDOUT, errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTDOWN,
                      errno.EHOSTUNREACH, errno.ECONNRESET})  # fmt: skip
"""Errors of a drive or of a machine that is too busy, not of the file."""
_HARMLESS = 20_000_000
"""So many bytes may come out of anything."""


@dataclass(frozen=True, slots=True)
class Given:
    """The content of one file, under the name of the file, and which fields of its records hold what."""

    name: str
    stream: IO[bytes]
    fields: Mapping[str, str]

    @staticmethod
    def why(error: Exception) -> str:
        """Return what is wrong with a file that raised `error`, in one line."""
        return reason(error)


def whole(given: Given, limit: int) -> bytes:
    """Return all of the content; raises Unreadable where it is longer than `limit`."""
    raw = given.stream.read(limit + 1)
    if len(raw) > limit:
        raise Unreadable(f"more than the {limit:,} bytes that are read: split it")
    return raw


def unpacked(stream: IO[bytes], packed_size: int) -> IO[bytes]:
    """Return the content of a gzip file of `packed_size` bytes, which stops at what only a bomb has."""
    return limited(cast("IO[bytes]", gzip.GzipFile(fileobj=stream, mode="rb")), packed_size)


def limited(stream: IO[bytes], packed_size: int) -> IO[bytes]:
    """Return `stream`, which was unpacked from `packed_size` bytes, so that it stops at what only a bomb has."""
    return io.BufferedReader(_Limited(stream, max(_HARMLESS, MAX_RATIO * packed_size)), 1 << 16)


class _Limited(io.RawIOBase):
    """Passes on what is read, up to a limit."""

    def __init__(self, stream: Any, limit: int) -> None:
        self._stream, self._left = stream, limit

    def readable(self) -> bool:
        """Tell that this can be read from."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer`; raises Unreadable at the limit."""
        # One piece at a time: what stands before a damaged place is still handed on.
        piece: bytes = self._stream.read1(len(buffer))
        self._left -= len(piece)
        if self._left < 0:
            raise Unreadable(f"packed to less than a {MAX_RATIO}th of its size: not unpacked further")
        buffer[: len(piece)] = piece
        return len(piece)


def reason(error: Exception) -> str:
    """Return what is wrong with a file that raised `error`, in one line."""
    if isinstance(error, Unreadable):
        return error.reason
    if isinstance(error, EOFError):
        return "cut off: its end is missing"
    if isinstance(error, gzip.BadGzipFile):
        return "no gzip file, or a damaged one"
    if isinstance(error, zlib.error | zipfile.BadZipFile):
        return "damaged: it cannot be unpacked"
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}"
    return f"cannot be read: {type(error).__name__}: {' '.join(str(error).split())}"


def passes(error: OSError) -> bool:
    """Tell whether another try may not meet `error`."""
    return error.errno in _PASSING
