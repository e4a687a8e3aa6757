"""A server as users start it: a process of its own on 127.0.0.1, ended by its id."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

PATIENCE = 60
_LOOK_SECONDS, _MUCH = 0.05, 65_536
COMMAND = [sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())"]
ADDRESS = re.compile(r"Serving at (http://127\.0\.0\.1:\d+)/")


@dataclass(slots=True)
class Served:
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]
    said: str
    """What it said before it answered."""
    seconds: float
    """How long it took to answer."""

    def workers(self) -> list[int]:
        """Return the ids of the processes that it has started."""
        listed = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(number) for each in listed for number in each.read_text().split()]


def environment(output: Path, state: Path, **settings: str) -> dict[str, str]:
    """Return the environment of a command, without proxies: they do not know this machine."""
    direct = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    given = {"OUTPUT": str(output), "STATE": str(state), **settings}
    return direct | {f"ZHENGWEN_{name}": value for name, value in given.items()}


@contextmanager
def running(output: Path, state: Path, patience: float = PATIENCE, **settings: str) -> Iterator[Served]:
    """Start a server over the latest release in `output`, and end it; `patience` is how long it may take to answer."""
    began = time.monotonic()
    command = [*COMMAND, "serve", "--port", "0"]
    given = environment(output, state, **settings)
    # A file, as nobody reads on while the server answers: of a pipe that is full, it would wait for ever.
    with TemporaryFile() as words:
        process = subprocess.Popen(command, env=given, stderr=words)
        try:
            said = _until_it_answers(process, words.fileno(), began + patience)
            found = ADDRESS.search(said)
            assert found, said
            yield Served(found[1], process, said, time.monotonic() - began)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def _until_it_answers(process: subprocess.Popen[bytes], words: int, deadline: float) -> str:
    """Return what the process said; the place at which it writes on is left alone."""
    said = ""
    while not ADDRESS.search(said) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(_LOOK_SECONDS)
        said = os.pread(words, _MUCH, 0).decode(errors="ignore")
    return said
