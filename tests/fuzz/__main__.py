"""``python -m tests.fuzz [--seconds N] [TARGET…]``: fuzz one target after the other, and tell what came of it.

Inputs that reach new code are kept in ``build/fuzz/`` for the next time. One that breaks a promise is written to
``build/fuzz/TARGET-crashes/``; fuzzing goes on after it, and the command ends with status 1.
"""

import argparse
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.targets import TARGETS

_ROOT = Path(__file__).parents[2]
_CORPUS = Path(__file__).parent / "corpus"
_PULSE = re.compile(r"^#(\d+)\s+\w+\s+cov: (\d+)", re.MULTILINE)
_SHORTEST = 5
_HANGING_SECONDS, _MOST_MEGABYTES = 60, 3_000


@dataclass
class Tally:
    """What fuzzing one target came to; coverage is in branches of the project's code, as libFuzzer counts them."""

    inputs: int = 0
    coverage: int = 0
    crashes: int = 0
    seconds: float = 0.0

    def line(self, name: str) -> str:
        """Return the tally in one line."""
        counts = f"{self.inputs:>10,} inputs {self.crashes:>4,} crashes {self.coverage:>7,} covered"
        return f"{name:12}{counts} {self.seconds / 60:>7.1f} min"


def main() -> int:
    """Fuzz, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all if none is given")
    parser.add_argument("--seconds", type=int, default=3600, help="how long each target is fuzzed (default: 3600)")
    given = parser.parse_args()
    if unknown := set(given.targets) - set(TARGETS):
        parser.error(f"no target is called {', '.join(sorted(unknown))}: there are {', '.join(TARGETS)}")
    if importlib.util.find_spec("atheris") is None:
        parser.error("atheris is not installed: pip install -e '.[fuzz]' (on Linux, with a Python below 3.14)")
    tallies = {name: fuzzed(name, given.seconds) for name in given.targets or TARGETS}
    return 1 if any(tally.crashes for tally in tallies.values()) else 0


def fuzzed(name: str, seconds: int) -> Tally:
    """Fuzz a target for so many seconds, print what came of it, and return that."""
    tally, started = Tally(), time.monotonic()
    while (left := seconds - int(time.monotonic() - started)) >= _SHORTEST:
        if not _run(name, left, tally):
            break
    tally.seconds = time.monotonic() - started
    print(tally.line(name), flush=True)
    return tally


def _run(name: str, seconds: int, tally: Tally) -> bool:
    """Run one process until its time is over or an input breaks a promise; tell whether another may follow."""
    found, crashes = _ROOT / "build" / "fuzz" / name, _ROOT / "build" / "fuzz" / f"{name}-crashes"
    for folder in (found, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    command = [
        *(sys.executable, "-m", "tests.fuzz.libfuzzer", name, f"-max_total_time={seconds}", "-print_final_stats=1"),
        *(f"-timeout={_HANGING_SECONDS}", f"-rss_limit_mb={_MOST_MEGABYTES}", f"-artifact_prefix={crashes}/"),
        *(str(found), str(_CORPUS / name)),
    ]
    with tempfile.TemporaryDirectory() as temporary:
        environment = os.environ | {"TMPDIR": temporary}
        done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace")
    pulses = [(int(inputs), int(covered)) for inputs, covered in _PULSE.findall(said)]
    inputs, covered = pulses[-1] if pulses else (0, 0)
    tally.inputs += inputs
    tally.coverage = max(tally.coverage, covered)
    if done.returncode:
        tally.crashes += 1
        _forget(found, said)
        print(f"{name}: {_told(said, done.stdout.decode('utf-8', 'replace'))}", flush=True)
    return inputs > 0


def _forget(found: Path, said: str) -> None:
    """Remove the input that broke a promise from what the next process begins with, if it was there."""
    if place := re.search(r"Test unit written to \S+-([0-9a-f]+)\s", said):
        (found / place[1]).unlink(missing_ok=True)


def _told(said: str, printed: str) -> str:
    """Return where an input is that broke a promise, and the last lines of why."""
    place = re.search(r"Test unit written to (\S+)", said)
    why = [line for line in printed.splitlines() if line.strip()][-6:] or said.splitlines()[-6:]
    return "\n    ".join([place[1] if place else "no input was written", *why])


if __name__ == "__main__":
    sys.exit(main())
