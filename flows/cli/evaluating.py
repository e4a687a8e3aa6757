"""`zhengwen evaluate`."""

import argparse

from flows.evaluation.command import run_evaluate


def evaluate(given: argparse.Namespace) -> int:
    """Print how right extraction is on the annotated articles in a folder."""
    return run_evaluate(given.directory, output_format=given.format, errors=given.errors, baseline=given.baseline)
