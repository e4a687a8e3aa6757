"""What an operator decided: `ontology/authority/corrections.csv` and `links.csv`, applied whenever a release is made.

Columns: ``kind,subject,predicate,object,note,by,date``. Kinds:

- ``same-as``: `subject` is the same as `object`, whose IRI stands for both from now on;
- ``different-from``: the two are never merged nor proposed as one;
- ``alias``: `object` is another name of `subject`;
- ``wrong``: the statement of `subject`, `predicate` and `object` is left out; `object` in the notation of N-Triples, an
  IRI also without brackets.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from flows.graph.notation import Statement

FILE = "corrections.csv"
_COLUMNS = ["kind", "subject", "predicate", "object", "note", "by", "date"]
_KINDS = ("same-as", "different-from", "alias", "wrong")


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
    def same(self) -> dict[str, str]:
        """What is the same as what."""
        return {each.subject: each.object for each in self.corrections if each.kind == "same-as"}

    @property
    def different(self) -> frozenset[frozenset[str]]:
        """Pairs that are never one."""
        return frozenset(
            frozenset((each.subject, each.object)) for each in self.corrections if each.kind == "different-from"
        )

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
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        if reader.fieldnames != _COLUMNS:
            raise AuthorityError(f"{path}: the first line must be {','.join(_COLUMNS)}")
        return Authority(tuple(_correction(row, f"{path}:{reader.line_num}") for row in reader))


def _correction(row: dict[str, str | None], where: str) -> Correction:
    values = {name: (row.get(name) or "").strip() for name in _COLUMNS}
    kind = values["kind"]
    if kind not in _KINDS:
        raise AuthorityError(f"{where}: kind must be one of {', '.join(_KINDS)}, not {kind!r}")
    values["subject"] = _iri(values["subject"], "subject", where)
    if kind == "wrong":
        values["predicate"] = _iri(values["predicate"], "predicate", where)
        values["object"] = _term(values["object"], where)
    elif kind == "alias":
        values["object"] = str(ox.Literal(values["object"], language="zh"))
    else:
        values["object"] = _iri(values["object"], "object", where)
        if values["subject"] == values["object"]:
            raise AuthorityError(f"{where}: subject and object are the same IRI")
    return Correction(**values)


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
