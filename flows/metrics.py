"""How ledger and release stand, as metrics for Prometheus: read anew each time they are asked for.

For a process that goes on for long, and for `zhengwen metrics`, whose output the textfile collector of node_exporter
takes. The values of labels are bounded: sources and reasons with the most articles are named, the rest is ``other``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest, start_http_server
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from flows.ledger import Ledger, LedgerError
from flows.ledger.diary import PastRun
from flows.ledger.survey import Survey, Yield
from flows.publication.latest import latest_release
from flows.recipe import recipe
from flows.settings import Settings

_NAMED = 50
"""How many sources, and how many reasons, have labels of their own."""
_LONGEST_LABEL = 100
_OTHER = "other"


class LedgerCollector(Collector):
    """Reads ledger and release for each scrape."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ledger: Ledger | None = None

    def collect(self) -> Iterable[Metric]:
        """Yield the metrics; where the ledger cannot be read, only that it is down, and the release."""
        try:
            yield from self._of_the_ledger()
        except (LedgerError, SQLAlchemyError):
            yield GaugeMetricFamily("zhengwen_ledger_up", "Whether the ledger can be read", value=0)
        yield from _of_the_release(self._settings)

    def _of_the_ledger(self) -> list[Metric]:
        ledger = self._ledger = self._ledger or Ledger(self._settings.ledger_url)
        survey = ledger.survey(datetime.now(UTC), recipe(self._settings.base_iri))
        runs, done = ledger.diary.latest(), ledger.diary.latest_done()
        up = GaugeMetricFamily("zhengwen_ledger_up", "Whether the ledger can be read", value=1)
        return [up, *_of_articles(survey), *_of_sources(survey.yields), *_of_runs(runs, done)]


def registry(settings: Settings) -> CollectorRegistry:
    """Return a registry with the metrics of ledger and release."""
    made = CollectorRegistry()
    made.register(LedgerCollector(settings))
    return made


def exposition(settings: Settings) -> str:
    """Return the metrics once, in Prometheus' text format."""
    return generate_latest(registry(settings)).decode()


def serve_metrics(port: int, settings: Settings) -> None:
    """Show the metrics, those of this process too, at ``http://127.0.0.1:port/metrics`` as long as the process lives.

    Raises OSError where the port is taken.
    """
    shown = registry(settings)
    ProcessCollector(registry=shown)
    start_http_server(port, addr="127.0.0.1", registry=shown)


def _of_articles(survey: Survey) -> Iterator[Metric]:
    articles = _gauge("articles", "Articles in the ledger by status", "status")
    for status, number in sorted(survey.counts.items()):
        articles.add_metric([status], number)
    yield articles
    yield _single("stale_articles", "Articles made by other code, which the next ingest makes again", survey.stale)
    held_back = _gauge("held_back_articles", "Articles held back by status and reason", "status", "reason")
    numbers = Counter({(each.status, each.reason[:_LONGEST_LABEL]): 0 for each in survey.held_back[:_NAMED]})
    for each in survey.held_back:
        key = (each.status, each.reason[:_LONGEST_LABEL])
        numbers[key if key in numbers else (each.status, _OTHER)] += each.number
    for (status, reason), number in numbers.items():
        held_back.add_metric([status, reason], number)
    yield held_back
    for name, text, moment in (
        ("oldest_quarantined", "When the oldest quarantined article came in", survey.oldest_quarantined),
        ("newest_article", "When the newest accepted article was published", survey.newest_published),
    ):
        if moment:
            yield _single(f"{name}_timestamp_seconds", text, _seconds(moment))


def _of_sources(yields: list[Yield]) -> Iterator[Metric]:
    articles = _gauge("source_articles", "Articles that came from a source", "source")
    recent = _gauge("source_recent_articles", "Those of the last 7 and 30 days", "source", "days")
    seen = _gauge("source_last_article_timestamp_seconds", "When its last article came in", "source")
    for name, group in _named(yields).items():
        articles.add_metric([name], sum(each.articles for each in group))
        recent.add_metric([name, "7"], sum(each.last_week for each in group))
        recent.add_metric([name, "30"], sum(each.last_month for each in group))
        seen.add_metric([name], max(_seconds(each.last_seen) for each in group if each.last_seen))
    yield from (articles, recent, seen)


def _named(yields: list[Yield]) -> Mapping[str, list[Yield]]:
    """Return the sources by their label: those with the most articles have one of their own."""
    found: dict[str, list[Yield]] = {}
    for number, each in enumerate(yields):
        found.setdefault(each.source[:_LONGEST_LABEL] if number < _NAMED else _OTHER, []).append(each)
    return found


def _of_runs(runs: list[PastRun], done: list[PastRun]) -> Iterator[Metric]:
    started = _gauge("last_run_timestamp_seconds", "When the last run of a kind began", "kind")
    took = _gauge("last_run_duration_seconds", "How long the last run of a kind took, once it has ended", "kind")
    outcome = _gauge("last_run_outcome", "1 for how the last run of a kind ended", "kind", "outcome")
    for run in runs:
        started.add_metric([run.kind], _seconds(run.started))
        if run.seconds is not None:
            took.add_metric([run.kind], run.seconds)
        for each in ("done", "failed", "no_end"):
            outcome.add_metric([run.kind, each], float(each == (run.outcome or "no_end")))
    success = _gauge("last_successful_run_timestamp_seconds", "When the last run began that was done", "kind")
    for run in done:
        success.add_metric([run.kind], _seconds(run.started))
    yield from (started, took, outcome, success, _of_the_last_yields(runs))


def _of_the_last_yields(runs: list[PastRun]) -> Metric:
    """Return what each source gave to the last ingest: no other kind of run asks them."""
    found = _gauge("last_run_source_articles", "Articles of a source in the last ingest, by what became of them",
                   "source", "result")  # fmt: skip
    sources: dict[str, dict[str, int]] = {}
    for run in runs:
        sources |= run.yields
    for source, numbers in list(sources.items())[:_NAMED]:
        for result, number in numbers.items():
            found.add_metric([source[:_LONGEST_LABEL], result], number)
    return found


def _of_the_release(settings: Settings) -> Iterator[Metric]:
    latest = latest_release(settings.output)
    if latest is None:
        return
    yield InfoMetricFamily("zhengwen_release", "The latest release", value={"release": latest.name})
    yield _single("release_timestamp_seconds", "When the latest release was put in place", latest.since.timestamp())
    yield _single("release_articles", "Articles in the latest release", latest.articles)
    yield _single("release_triples", "Triples in the latest release", latest.triples)
    yield _single("release_size_bytes", "Size of all files of the latest release", latest.bytes)


def _gauge(name: str, text: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"zhengwen_{name}", text, labels=labels)


def _single(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"zhengwen_{name}", text, value=value)


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
