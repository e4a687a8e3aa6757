"""ZIP: an archive of files -> what came in in each of them, read without unpacking anything to disk.

Names written by Chinese systems are in GBK without saying so. Limits on number, size and ratio stop what was made to
fill the memory or the day. An archive in an archive is told, not opened.
"""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from flows.articles.decoding import Unreadable
from flows.articles.incoming import Incoming, Names
from flows.articles.streams import Given, limited

MAX_MEMBERS = 100_000
MAX_TOTAL = 4_000_000_000
_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1
_BROKEN = (ValueError, OverflowError, NotImplementedError, struct.error)
"""What the library raises, besides its own error, where offsets and sizes in an archive are wrong."""


def read_zip(given: Given) -> Iterator[Incoming]:
    """Yield what is in the files of an archive; raises Unreadable where it is none, or too much."""
    with _opened(given) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MAX_MEMBERS:
            raise Unreadable(f"{len(members):,} files, more than the {MAX_MEMBERS:,} that are read: split it")
        if sum(member.file_size for member in members) > MAX_TOTAL:
            raise Unreadable(f"more than {MAX_TOTAL:,} bytes when unpacked: split it")
        names = Names(given.name)
        for member, path in sorted(((each, _path(each)) for each in members), key=lambda pair: pair[1]):
            if not _is_hidden(path):
                yield from _read_member(archive, member, path, names, given)


def _opened(given: Given) -> zipfile.ZipFile:
    """Return the archive; raises BadZipFile where it is none, whatever is wrong with its table of contents."""
    try:
        return zipfile.ZipFile(given.stream)
    except _BROKEN as error:
        raise zipfile.BadZipFile(str(error)) from error


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str, names: Names, given: Given
) -> Iterator[Incoming]:
    """Yield what is in one file of the archive, nothing where no reader takes files of its kind."""
    from flows.articles.readers import contents, reader_for

    name = names.name(path)
    if path.lower().endswith(".zip"):
        yield Incoming(name, error="a ZIP archive in another: unpack the outer one")
    elif reader_for(path) is None:
        return
    elif member.flag_bits & _ENCRYPTED:
        yield Incoming(name, error="encrypted: unpack it with its password")
    else:
        try:
            stream = limited(archive.open(member), member.compress_size)
        except (*_BROKEN, zipfile.BadZipFile, OSError) as error:
            yield Incoming(name, error=f"cannot be unpacked: {' '.join(str(error).split())}")
            return
        with stream:
            yield from contents(path, Given(name, stream, given.fields), member.compress_size)


def _path(member: zipfile.ZipInfo) -> str:
    """Return the name of a file as whoever packed it saw it."""
    if member.flag_bits & _UTF8_NAMES:
        return member.filename
    raw = member.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return member.filename


def _is_hidden(path: str) -> bool:
    """Tell whether a file is hidden, or one that macOS adds to each."""
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(path).parts)
