"""`python -m flows.evaluation DIR [--format table|json] [--errors] [--baseline FILE]`."""

import argparse
import sys
from pathlib import Path

from flows.evaluation.command import run_evaluate


def main() -> int:
    """Read the command line and run the evaluation."""
    parser = argparse.ArgumentParser(prog="python -m flows.evaluation", description="Score extraction against gold.")
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--errors", action="store_true", help="list every miss and every false find")
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="JSON printed by an earlier run, to compare with")
    given = parser.parse_args()
    return run_evaluate(given.directory, output_format=given.format, errors=given.errors, baseline=given.baseline)


if __name__ == "__main__":
    sys.exit(main())
