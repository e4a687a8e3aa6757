"""What an operator decided: `corrections.csv` in the folder of authority data, applied whenever a release is made.

Columns: ``kind,subject,predicate,object,note,by,date``. Kinds:

- ``same-as``: `subject` is the same as `object`, whose IRI stands for both from now on;
- ``different-from``: the two are never merged nor proposed as one;
- ``alias``: `object` is another name of `subject`, in Chinese;
- ``wrong``: the statement of `subject`, `predicate` and `object` is left out; `object` in the notation of N-Triples, an
  IRI also without brackets.
"""

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

import pyoxigraph as ox

from flows.graph.notation import Statement
from flows.graph.sheet import chinese

FILE = "corrections.csv"
_COLUMNS = ["kind", "subject", "predicate", "object", "note", "by", "date"]
_KINDS = ("same-as", "different-from", "alias", "wrong")
_SHARED_KINDS = ("person", "organization", "meeting", "event", "document", "post", "term", "group")
"""What other articles may speak of, too; nothing else can be the same as another."""


class AuthorityError(ValueError):
    """A file of corrections cannot be used; the message names file, line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision; `subject` and `object` in the notation of N-Triples, `predicate` empty where there is none."""

    kind: str
    subject: str
    predicate: str
    object: str
    note: str
    by: str
    date: str


@dataclass(frozen=True, slots=True)
class Authority:
    """All decisions of an operator."""

    corrections: tuple[Correction, ...] = ()

    @property
    def same(self) -> list[tuple[str, str]]:
        """What is the same as what: the second stands for both."""
        return [(each.subject, each.object) for each in self._of("same-as")]

    @property
    def different(self) -> frozenset[frozenset[str]]:
        """Pairs that are never one."""
        return frozenset(frozenset((each.subject, each.object)) for each in self._of("different-from"))

    @property
    def wrong(self) -> frozenset[Statement]:
        """Statements that are left out."""
        return frozenset((each.subject, each.predicate, each.object) for each in self._of("wrong"))

    @property
    def aliases(self) -> list[Correction]:
        """Other names."""
        return self._of("alias")

    def _of(self, kind: str) -> list[Correction]:
        return [each for each in self.corrections if each.kind == kind]


def read_authority(folder: Path) -> Authority:
    """Return the corrections in `folder`, none where there is no file; raises AuthorityError."""
    path = folder / FILE
    if not path.is_file():
        return Authority()
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise AuthorityError(f"{path}: is not UTF-8") from None
    reader = csv.DictReader(StringIO(text, newline=""), strict=True)
    found: dict[Correction, None] = {}
    decided: dict[frozenset[str], str] = {}
    try:
        if reader.fieldnames != _COLUMNS:
            raise AuthorityError(f"{path}:1: the first line must be {','.join(_COLUMNS)}")
        for row in reader:
            correction = _correction(row, f"{path}:{reader.line_num}")
            _refuse_contradiction(correction, decided, f"{path}:{reader.line_num}")
            found[correction] = None
    except csv.Error as error:
        raise AuthorityError(f"{path}:{reader.line_num}: {error}") from None
    return Authority(tuple(found))


def _refuse_contradiction(correction: Correction, decided: dict[frozenset[str], str], where: str) -> None:
    if correction.kind in ("same-as", "different-from"):
        pair = frozenset((correction.subject, correction.object))
        if decided.setdefault(pair, correction.kind) != correction.kind:
            raise AuthorityError(f"{where}: another line has {decided[pair]} for these two")


def _correction(row: dict[str, str | None], where: str) -> Correction:
    if None in row:
        raise AuthorityError(f"{where}: a line has {len(_COLUMNS)} columns; put what holds a comma in quotation marks")
    values = {name: (row.get(name) or "").strip() for name in _COLUMNS}
    kind = values["kind"]
    if kind not in _KINDS:
        raise AuthorityError(f"{where}: kind must be one of {', '.join(_KINDS)}, not {kind!r}")
    values["subject"] = _iri(values["subject"], "subject", where)
    if kind == "wrong":
        values["predicate"] = _iri(values["predicate"], "predicate", where)
        values["object"] = _term(values["object"], where)
    elif kind == "alias":
        if not values["object"]:
            raise AuthorityError(f"{where}: object must be the other name")
        values["object"] = chinese(values["object"])
    else:
        values["object"] = _iri(values["object"], "object", where)
        if values["subject"] == values["object"]:
            raise AuthorityError(f"{where}: subject and object are the same IRI")
        if kind == "same-as" and not (_kind(values["subject"]) == _kind(values["object"]) in _SHARED_KINDS):
            raise AuthorityError(f"{where}: same-as joins two of one kind: {', '.join(_SHARED_KINDS)}")
    if kind != "wrong" and values["predicate"]:
        raise AuthorityError(f"{where}: predicate must be empty for {kind}")
    if values["date"] and not _is_day(values["date"]):
        raise AuthorityError(f"{where}: date must be like 2031-06-10, not {values['date']!r}")
    return Correction(**values)


def _kind(iri: str) -> str:
    """Return what stands before the key: ``person`` of ``https://w3id.org/zhengwen/person/510114-k3f9a2m7qx4d``."""
    return iri.rpartition("/")[0].rpartition("/")[2]


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def _iri(written: str, column: str, where: str) -> str:
    bare = written.removeprefix("<").removesuffix(">")
    try:
        if not bare.startswith(("http://", "https://")):
            raise ValueError
        return str(ox.NamedNode(bare))
    except ValueError:
        raise AuthorityError(f"{where}: {column} must be an http(s) IRI, not {written!r}") from None


def _term(written: str, where: str) -> str:
    if written.startswith(("http://", "https://")):
        return _iri(written, "object", where)
    try:
        (quad,) = ox.parse(f"<x:s> <x:p> {written} .", format=ox.RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError):
        raise AuthorityError(f'{where}: object must be an IRI or like "text"@zh, not {written!r}') from None
    return str(quad.object)
