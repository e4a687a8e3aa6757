"""`zhengwen query`: a SPARQL question to the latest release, by the name of an example or from a file."""

import argparse
import gzip
import re
import sys
import zlib
from pathlib import Path
from textwrap import shorten

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows import resources
from flows.cli.errors import DONE, USAGE, CommandError
from flows.cli.showing import show
from flows.comma_separated import csv_pieces
from flows.publication.checksums import damaged
from flows.publication.elsewhere import ServiceClauseError, refuse_service, without_strings
from flows.publication.queries import ExampleQuery, asked_about, example_queries
from flows.settings import load
from flows.wording import counted, in_lines

_TURTLE, _NQUADS = "zhengwen.ttl", "zhengwen.nq.gz"
_PIPE_WIDTH = 160
_ERROR_LIMIT = 120
_GRAPH = re.compile(r"(?<![\w:?$-])(?:GRAPH|FROM)(?![\w:-])", re.IGNORECASE)


def query(given: argparse.Namespace) -> int:
    """Print the answer, or the examples."""
    examples = {example.name: example for example in example_queries()}
    if given.list or given.query is None:
        for example in examples.values():
            titles = f"{example.titles.get('en', '')} / {example.titles.get('zh', '')}"
            print(f"{example.name:17} {example.result:9} {titles}")
        return DONE if given.list else _ask_for_a_name()
    text = _text(given.query, examples)
    if given.about:
        try:
            text = asked_about(text, given.about)
        except ValueError as error:
            raise CommandError(f"{given.query}: {error}", USAGE) from None
    store = _load(load().output, with_graphs=bool(_GRAPH.search(without_strings(text))))
    try:
        refuse_service(text)
        answer = store.query(text)
    except ServiceClauseError as error:
        raise CommandError(f"{given.query}: {error}", USAGE) from None
    except SyntaxError as error:
        said = shorten(str(error), _ERROR_LIMIT, placeholder=" …")
        raise CommandError(f"{given.query} is no SPARQL query: {said}") from None
    found = _print(answer, given.format)
    if found == 0 and given.query in examples and not given.about:
        print(
            f"The example asks about the seed. To ask about another: zhengwen query {given.query} NAME", file=sys.stderr
        )
    return DONE


def _ask_for_a_name() -> int:
    raise CommandError("say what to ask: one of these names, or a file with a query", USAGE)


def _text(asked: str, examples: dict[str, ExampleQuery]) -> str:
    if asked in examples:
        return examples[asked].text
    if not Path(asked).is_file():
        raise CommandError(f"no example and no file is called {asked}: see `zhengwen query --list`", USAGE)
    return Path(asked).read_text(encoding="utf-8")


def _load(output: Path, *, with_graphs: bool) -> ox.Store:
    """Return the latest release: its union as the default graph, with the ontology for the labels of classes.

    Named graphs, which take as long again to load, are there only where a query names them. A union that the store
    makes of them would have a statement once for each article that makes it, and every join as often.
    """
    latest = output / "latest"
    if not (latest / _TURTLE).is_file():
        raise CommandError(f"{output} holds no release: run `zhengwen run` first")
    store = ox.Store()
    try:
        store.bulk_load(path=str(latest / _TURTLE), format=ox.RdfFormat.TURTLE)
    except SyntaxError:
        raise damaged(latest / _TURTLE) from None
    store.bulk_load(path=str(resources.folder("ontology") / "zhengwen.ttl"), format=ox.RdfFormat.TURTLE)
    if with_graphs:
        try:
            with gzip.open(latest / _NQUADS) as stream:
                store.bulk_load(input=stream.read(), format=ox.RdfFormat.N_QUADS)
        except (SyntaxError, EOFError, gzip.BadGzipFile, zlib.error):
            raise damaged(latest / _NQUADS) from None
    return store


def _print(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, form: str) -> int | None:
    """Print the answer; return the number of its rows where it is a table to be read."""
    if isinstance(answer, ox.QueryTriples):
        graph = answer.serialize(format=ox.RdfFormat.JSON_LD if form == "json" else ox.RdfFormat.N_TRIPLES)
        show((graph or b"").decode())
    elif form == "table" and isinstance(answer, ox.QuerySolutions):
        return _print_table(answer)
    elif form == "table":
        print("yes" if answer else "no")
    elif form == "csv" and isinstance(answer, ox.QuerySolutions):
        show(b"".join(csv_pieces(answer)).decode())
    else:
        kind = ox.QueryResultsFormat.CSV if form == "csv" else ox.QueryResultsFormat.JSON
        show((answer.serialize(format=kind) or b"").decode() + ("\n" if form == "json" else ""))
    return None


def _print_table(solutions: ox.QuerySolutions) -> int:
    table = Table(header_style="bold")
    for variable in solutions.variables:
        table.add_column(variable.value, overflow="fold")
    for solution in solutions:
        table.add_row(*(Text(in_lines(_shown(value))) for value in solution))
    console = Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH)
    console.print(table)
    console.print(counted(table.row_count, "row"))
    return table.row_count


def _shown(value: object) -> str:
    return value.value if isinstance(value, ox.NamedNode | ox.Literal) else "" if value is None else str(value)
