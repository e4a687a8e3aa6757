"""All regular expressions that the project compiles, and how they are used: ``python -m tests.fuzz.patterns`` tells.

A pattern is caught when it is compiled: while every module is loaded, and while articles, files and pages are read that
are as long as hostile ones may be. Those that stand in a call as a plain string are read from the code as well.
"""

import ast
import importlib
import io
import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

_ROOT = Path(__file__).parents[2]
_ARGUMENTS = {"compile": 1, "search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "split": 2, "sub": 3}
"""The functions of `re` with how many arguments they take before flags and counts."""
_KNOWS_PREFECT = {"alerting", "ingest", "publish", "runners", "runs", "schedule", "scheduled"}
"""Modules that take seconds to load, and have no pattern that is not plain."""
_LONG = 6_000
_FILLINGS = (
    "会",
    " ",
    "1",
    "一",
    "会议",
    "、王伟",
    "第一次",
    "区委",
    "召开会议,",
    "要抓好。",
    "总书记强调,",
    "(",
    "“",
    "a",
    "a>",
    "\n",
    "《",
    "各",
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, where in the code it is compiled, and the longest text that was searched with it.

    `searched` is 0 where it was only matched at given places, and None where it was not used at all.
    """

    place: str
    text: str
    flags: int
    bytes: bool
    searched: int | None

    def compiled(self) -> "re.Pattern[Any]":
        """Return it ready for use."""
        return re.compile(self.text.encode("latin-1") if self.bytes else self.text, self.flags)


def called() -> Iterator[tuple[str, Pattern | None]]:
    """Yield the places in which the project calls `re`, each with its pattern where that is a plain string."""
    for path in sorted((_ROOT / "flows").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (name := _function(node.func)):
                place = f"{path.relative_to(_ROOT)}:{node.lineno}"
                first = node.args[0]
                text = first.value if isinstance(first, ast.Constant) and len(node.args) == _ARGUMENTS[name] else None
                yield place, _pattern(place, text, 0, None) if isinstance(text, str | bytes) else None


class _Watched:
    """A compiled pattern that notes how long the texts are that are searched with it."""

    def __init__(self, real: "re.Pattern[Any]", place: str) -> None:
        self.real, self.place = real, place
        self.searched: int | None = None

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.real, name)
        if not callable(found):
            return found
        searches = name not in ("match", "fullmatch")

        def noting(*arguments: Any, **named: Any) -> Any:
            text, *window = arguments[1:] if name in ("sub", "subn") else arguments
            start, end, *_ = (
                (*window, *((0, len(text))[len(window) :])) if name in ("search", "finditer") else (0, len(text))
            )
            length = max(0, min(end, len(text)) - start) if searches else 0
            self.searched = max(self.searched or 0, length)
            return found(*arguments, **named)

        return noting


def compiled() -> list[Pattern]:
    """Return the patterns that are compiled while the project is loaded and used; must be called before it is."""
    watched: dict[tuple[str, str | bytes, int], _Watched] = {}
    real = re._compile  # type: ignore[attr-defined]

    def watching(pattern: Any, flags: Any) -> Any:
        place = _caller() if isinstance(pattern, str | bytes) else None
        if place is None:
            return pattern if isinstance(pattern, _Watched) else real(pattern, flags)
        key = place, pattern, int(flags)
        return watched.setdefault(key, _Watched(real(pattern, flags), place))

    re._compile = watching  # type: ignore[attr-defined]
    _use()
    re._compile = real  # type: ignore[attr-defined]
    return [_pattern(place, text, flags, each.searched) for (place, text, flags), each in watched.items()]


def _use() -> None:
    import flows

    for module in pkgutil.walk_packages(flows.__path__, "flows."):
        if module.name.rpartition(".")[2] not in {"__main__", *_KNOWS_PREFECT}:
            importlib.import_module(module.name)
    from flows.articles.incoming import Incoming
    from flows.graph.turtle import write_turtle
    from flows.pipeline import process
    from tests.fuzz import byline, extraction, readers

    corpus = Path(__file__).parent / "corpus"
    for target in (byline, extraction, readers):
        with target.opened() as check:
            for path in sorted((corpus / target.__name__.rpartition(".")[2]).iterdir()):
                check(path.read_bytes())
    for path in sorted((corpus / "extraction").iterdir()):
        quads = process(Incoming(path.name, path.read_bytes()), "https://example.org/").quads
        write_turtle(ox.parse(quads, format=ox.RdfFormat.N_QUADS), io.StringIO(), "https://example.org/")
    with extraction.opened() as check:
        for filling in _FILLINGS:
            check(
                f"新都区召开会议\n2016-10-12\n区委召开会议。会议要求,{filling * (_LONG // len(filling))}。\n".encode()
            )


def _pattern(place: str, text: str | bytes, flags: int, searched: int | None) -> Pattern:
    is_bytes = isinstance(text, bytes)
    return Pattern(place, text.decode("latin-1") if isinstance(text, bytes) else text, flags, is_bytes, searched)


def _caller() -> str | None:
    """Return the place in the project from which `re` was called; None where something else called it."""
    frame = sys._getframe(2)
    while frame.f_back and frame.f_code.co_filename == re.__file__:
        frame = frame.f_back
    path = Path(frame.f_code.co_filename)
    return f"{path.relative_to(_ROOT)}:{frame.f_lineno}" if path.is_relative_to(_ROOT / "flows") else None


def _function(called: ast.expr) -> str | None:
    """Return which function of `re` is called, None where it is none."""
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re":
        return called.attr if called.attr in _ARGUMENTS else None
    return None


if __name__ == "__main__":
    print(json.dumps([asdict(pattern) for pattern in compiled()]))
