"""`zhengwen evaluate DIR`: runs extractor and peer over annotated articles and prints how right they are."""

import json
from pathlib import Path

from rich.console import Console

from flows.evaluation.evaluate import Predict, Report, evaluate
from flows.evaluation.loading import GoldError
from flows.evaluation.predictors import extractor, peer
from flows.evaluation.rendering import calibration_table, error_lines, figures_table
from flows.progress import say, say_error


def run_evaluate(
    directory: Path, *, output_format: str, errors: bool, baseline: Path | None, predict: Predict = extractor
) -> int:
    """Print the figures over `directory` as ``table`` or ``json``; return 0, or 1 with one line on stderr.

    `errors` adds the list of misses and false finds (on stderr beside JSON), `baseline` is a saved JSON output
    that the table compares with.
    """
    try:
        before = load_baseline(baseline) if baseline else None
        report = evaluate(directory, predict=predict)
    except (GoldError, OSError) as error:
        say_error(str(error))
        return 1
    if output_format == "json":
        print(json.dumps(report.figures, indent=2))
    else:
        _print_tables(report, evaluate(directory, predict=peer), before)
    if errors:
        for line in error_lines(report):
            say(line, "finding") if output_format == "json" else print(line)
    return 0


def load_baseline(path: Path) -> dict[str, float]:
    """Return F1 by key from what an earlier run printed as JSON; raises GoldError where `path` holds no such thing."""
    try:
        figures = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): float(figure["f1"]) for key, figure in figures.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        raise GoldError(path, "", "is not what `zhengwen evaluate --format json` prints") from None


def _print_tables(report: Report, peers: Report, before: dict[str, float] | None) -> None:
    console = Console()
    console.print(figures_table(report, peers, before))
    calibrated = calibration_table(report)
    if calibrated.row_count:
        console.print(calibrated)
