"""Which commands and options there are, and what their help says. Knows no command's code, only where it is."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from flows import __version__
from flows.cli.errors import USAGE
from flows.progress import say_error

_LAST_PORT = 65535
_EPILOG = """examples:
  zhengwen run                          make a dataset of the articles in seeds/
  zhengwen run articles/ more/one.txt   of your own: text, HTML, JSON, feeds, WARC, ZIP
  zhengwen extract article.txt          show what is found in one article
  zhengwen query --list                 questions to begin with

settings (environment or .env): ZHENGWEN_STATE, ZHENGWEN_OUTPUT, ZHENGWEN_AUTHORITY, ZHENGWEN_LEDGER_URL,
  ZHENGWEN_BASE_IRI, ZHENGWEN_TITLE, ZHENGWEN_PUBLISHER, ZHENGWEN_CONTACT, ZHENGWEN_LICENSE, ZHENGWEN_TASK_RUNNER,
  ZHENGWEN_WORKERS, ZHENGWEN_KEEP_RELEASES, ZHENGWEN_SOURCES, ZHENGWEN_ALERT_COMMAND, ZHENGWEN_LOG,
  ZHENGWEN_METRICS_PORT, ZHENGWEN_QUERY_SECONDS, ZHENGWEN_QUERY_MEMORY_MB, ZHENGWEN_QUERY_ROWS,
  ZHENGWEN_SPARQL_ENDPOINT, ZHENGWEN_PUSH_USER, ZHENGWEN_PUSH_PASSWORD, ZHENGWEN_PUSH_TOKEN
exit status: 0 done, 1 failed, 2 wrong usage, 3 done but something was rejected or quarantined,
  or does not conform"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        say_error(f"{message} (see `{self.prog} --help`)", "wrong_usage", exit_status=USAGE)
        self.exit(USAGE)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; the parsed `command` is ``module:function`` below flows.cli."""
    parser = _Parser(
        prog="zhengwen",
        description="Zhengwen (政闻): Chinese government news as linked open data.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"zhengwen {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_flows(commands)
    _add_schedule(commands)
    _add_sources(commands)
    _add_extract(commands)
    _add_validate(commands)
    _add_query(commands)
    _add_serve(commands)
    _add_site(commands)
    _add_push(commands)
    _add_reconcile(commands)
    _add_ledger(commands)
    _add_keeping(commands)
    _add_review(commands)
    _add_evaluate(commands)
    return parser


def _add(
    commands: "argparse._SubParsersAction[Any]", name: str, command: str, summary: str, examples: str
) -> argparse.ArgumentParser:
    indented = "\n".join(f"  {line}" for line in examples.splitlines())
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=f"examples:\n{indented}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=command)
    return parser


def _add_flows(commands: "argparse._SubParsersAction[Any]") -> None:
    run = _add(
        commands,
        "run",
        "running:run",
        "ingest articles and publish a release",
        "zhengwen run\nzhengwen run articles/\nzhengwen run --sources",
    )
    examples = "zhengwen ingest articles/\nzhengwen ingest xindu\nzhengwen ingest https://news.example.org/t1.html\n"
    examples += "zhengwen ingest --reprocess --since 2021-03-01"
    ingest = _add(commands, "ingest", "running:ingest", "read articles into the ledger", examples)
    for parser in (run, ingest):
        help_text = "articles, folders of articles, names of sources, addresses of articles (default: seeds/)"
        parser.add_argument("paths", nargs="*", metavar="PATH|SOURCE|URL", help=help_text)
        parser.add_argument("--sources", action="store_true", help="all sources that are enabled in sources.toml")
        _add_jurisdiction(parser)
        help_text = "make again what the ledger holds, from the stored bytes, and tell what changed"
        parser.add_argument("--reprocess", action="store_true", help=help_text)
        help_text = "with --reprocess: only what was published on this day or later (where unknown: first seen)"
        parser.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help=help_text)
    examples = "zhengwen publish\nzhengwen publish --force"
    publish = _add(commands, "publish", "running:publish", "publish what the ledger accepted", examples)
    for parser in (run, publish):
        help_text = "publish also where much is lost against the release before"
        parser.add_argument("--force", action="store_true", help=help_text)


def _add_schedule(commands: "argparse._SubParsersAction[Any]") -> None:
    examples = "zhengwen schedule\nZHENGWEN_SOURCES=sources.toml zhengwen schedule"
    summary = "ingest and publish every day, until it is told to end (times: prefect.yaml)"
    _add(commands, "schedule", "scheduling:schedule", summary, examples)


def _add_sources(commands: "argparse._SubParsersAction[Any]") -> None:
    examples = "zhengwen sources list\nzhengwen sources check xindu\nzhengwen sources add https://news.example.org/"
    summary = "list, check or propose the portals that articles are fetched from"
    sources = _add(commands, "sources", "following:list_sources", summary, examples)
    actions = sources.add_subparsers(title="actions", metavar="list|check|add", required=True)
    _add(actions, "list", "following:list_sources", "list the sources of sources.toml", "zhengwen sources list")
    summary = "fetch one list page and one article and show what is found, without keeping it"
    check = _add(actions, "check", "following:check", summary, "zhengwen sources check xindu")
    check.add_argument("name", metavar="NAME", help="as listed")
    examples = "zhengwen sources add https://news.example.org/xwzx/\nzhengwen sources add --write URL"
    add = _add(actions, "add", "following:add", "propose an entry of sources.toml for a list of articles", examples)
    add.add_argument("url", metavar="URL", help="the first page of the list, or a feed or sitemap")
    add.add_argument("--write", action="store_true", help="add it to sources.toml (ZHENGWEN_SOURCES), not enabled")


def _add_extract(commands: "argparse._SubParsersAction[Any]") -> None:
    examples = "zhengwen extract article.txt\nzhengwen extract --format gold --output annotated/ articles/*.txt"
    parser = _add(commands, "extract", "extracting:extract_files", "show what is found in articles", examples)
    parser.add_argument("files", nargs="+", metavar="FILE", help="articles")
    parser.add_argument("--format", choices=("table", "json", "turtle", "gold"), default="table", help="default: table")
    parser.add_argument("--output", type=Path, metavar="DIR", help="write one file an article to this folder")
    _add_jurisdiction(parser)


def _add_jurisdiction(parser: argparse.ArgumentParser) -> None:
    help_text = "full name of the division that all articles in files are from, e.g. 四川省成都市新都区"
    parser.add_argument("--jurisdiction", metavar="NAME", help=help_text)


def _add_validate(commands: "argparse._SubParsersAction[Any]") -> None:
    examples = "zhengwen validate output/latest/zhengwen.ttl\nzhengwen validate article.txt"
    parser = _add(
        commands, "validate", "validating:validate", "check a dump or an article against the shapes", examples
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="Turtle, JSON-LD, N-Quads (or .gz of these), or an article"
    )


def _add_query(commands: "argparse._SubParsersAction[Any]") -> None:
    examples = (
        "zhengwen query --list\nzhengwen query chairs\nzhengwen query career 李云\n"
        "zhengwen query --format csv my-question.rq"
    )
    parser = _add(commands, "query", "querying:query", "ask the latest release a SPARQL question", examples)
    parser.add_argument("query", nargs="?", metavar="NAME|FILE", help="an example by name, or a file with a query")
    parser.add_argument(
        "about", nargs="*", metavar="VALUE", help="what to ask about, instead of what its VALUES line says"
    )
    parser.add_argument("--list", action="store_true", help="list the examples")
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table", help="default: table")


def _add_serve(commands: "argparse._SubParsersAction[Any]") -> None:
    examples = "zhengwen serve\nzhengwen serve --host 0.0.0.0 --port 8080"
    summary = "answer SPARQL, IRIs and browsers over the latest release"
    parser = _add(commands, "serve", "serving:serve", summary, examples)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen at, 0 for any (default: 8000)")


def _add_site(commands: "argparse._SubParsersAction[Any]") -> None:
    summary = "write the pages and the RDF of the latest release as files for any web server"
    parser = _add(commands, "site", "exporting:site", summary, "zhengwen site public")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is new or empty")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _LAST_PORT):
        raise argparse.ArgumentTypeError(f"must be a whole number from 0 to {_LAST_PORT}, not {text!r}")
    return int(text)


def _add_push(commands: "argparse._SubParsersAction[Any]") -> None:
    examples = (
        "zhengwen push --endpoint http://127.0.0.1:8890/sparql-graph-crud-auth --query http://127.0.0.1:8890/sparql\n"
        "zhengwen push --endpoint http://127.0.0.1:3030/news/data"
    )
    summary = "bring a triplestore to the latest release, by the SPARQL 1.1 Graph Store HTTP Protocol"
    parser = _add(commands, "push", "pushing:push_release", summary, examples)
    parser.add_argument("--endpoint", required=True, metavar="URL", help="graph store, without ?graph=")
    parser.add_argument("--query", metavar="URL", help="SPARQL endpoint to count with (default: graphs are fetched)")
    parser.add_argument(
        "--auth",
        choices=("digest", "basic", "bearer"),
        help="default: what the server asks for; credentials as settings",
    )
    parser.add_argument("--all", action="store_true", help="send every graph, also those that were pushed before")


def _add_reconcile(commands: "argparse._SubParsersAction[Any]") -> None:
    examples = (
        "zhengwen reconcile --service https://example.org/reconcile --output proposals.csv\n"
        "zhengwen reconcile --service https://example.org/reconcile --type division --limit 20"
    )
    summary = "ask a reconciliation service which of its things are ours, for a human to accept"
    parser = _add(commands, "reconcile", "reconciling:reconcile", summary, examples)
    parser.add_argument(
        "--service", required=True, metavar="URL", help="W3C Reconciliation Service API, 0.2 or 1.0-draft"
    )
    parser.add_argument("--type", choices=("organization", "person", "division"), help="only these (default: all)")
    parser.add_argument("--limit", type=_positive, metavar="N", help="ask about N things at most")
    parser.add_argument("--candidates", type=_positive, default=3, metavar="N", help="for each thing (default: 3)")
    parser.add_argument(
        "--service-type", metavar="ID", help="the service's type of these things, if it must be another"
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the CSV to this file")


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 up, not {text!r}")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be a day such as 2021-03-05, not {text!r}") from None


def _add_ledger(commands: "argparse._SubParsersAction[Any]") -> None:
    summary = "show how ledger, runs, sources and release stand"
    status = _add(commands, "status", "status:status", summary, "zhengwen status\nzhengwen status --format json")
    status.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    examples = "zhengwen quarantine list\nzhengwen quarantine show 7\nzhengwen quarantine retry"
    summary = "list, show or retry what was quarantined or rejected"
    quarantine = _add(commands, "quarantine", "ledgering:list_held_back", summary, examples)
    actions = quarantine.add_subparsers(title="actions", metavar="list|show|retry", required=True)
    _add(
        actions, "list", "ledgering:list_held_back", "list what is held back, with reasons", "zhengwen quarantine list"
    )
    show = _add(
        actions, "show", "ledgering:show", "show one with all that validation found", "zhengwen quarantine show 7"
    )
    show.add_argument("key", metavar="ID|NAME", help="as listed")
    retry = _add(actions, "retry", "ledgering:retry", "process them again from the stored bytes", examples)
    retry.add_argument("keys", nargs="*", metavar="ID|NAME", help="as listed (default: all)")


def _add_keeping(commands: "argparse._SubParsersAction[Any]") -> None:
    summary = "write all that the ledger holds to a file, while runs go on"
    backup = _add(commands, "backup", "keeping:backup", summary, "zhengwen backup ledger-backup.zip")
    backup.add_argument(
        "file", type=Path, metavar="FILE", help="one that is there is replaced when the new one is whole"
    )
    summary = "let the ledger hold what a back-up does"
    examples = "zhengwen restore ledger-backup.zip\nzhengwen restore --force ledger-backup.zip"
    restore = _add(commands, "restore", "keeping:restore", summary, examples)
    restore.add_argument(
        "file", type=Path, metavar="FILE", help="written by `zhengwen backup`, from any kind of ledger"
    )
    restore.add_argument(
        "--force", action="store_true", help="also where the ledger holds something, which is then gone"
    )
    summary = "print how ledger and release stand as metrics for Prometheus"
    _add(commands, "metrics", "keeping:metrics", summary, "zhengwen metrics > zhengwen.prom")


def _add_review(commands: "argparse._SubParsersAction[Any]") -> None:
    summary = "list what deserves a human look, with lines for corrections.csv"
    examples = "zhengwen review\nzhengwen review --limit 200 --format csv"
    parser = _add(commands, "review", "reviewing:review", summary, examples)
    parser.add_argument("--limit", type=_whole_number, default=20, metavar="N", help="so many (default: 20)")
    parser.add_argument("--format", choices=("table", "csv"), default="table", help="default: table")


def _whole_number(given: str) -> int:
    if not given.isascii() or not given.isdigit() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 up, not {given!r}")
    return int(given)


def _add_evaluate(commands: "argparse._SubParsersAction[Any]") -> None:
    summary = "score extraction against annotated articles"
    parser = _add(commands, "evaluate", "evaluating:evaluate", summary, "zhengwen evaluate tests/gold")
    parser.add_argument("directory", type=Path, metavar="DIR", help="folder with NAME.txt and NAME.json")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    parser.add_argument("--errors", action="store_true", help="list every miss and every false find")
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="JSON of an earlier run, to compare with")
