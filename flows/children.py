"""Processes that end with the one that started them, whatever ends that: they listen to a pipe, which closes then."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO


def start(
    module: str,
    *arguments: str,
    words: IO[bytes],
    errors: IO[bytes] | None = None,
    environment: Mapping[str, str] | None = None,
) -> "subprocess.Popen[bytes]":
    """Run a `module` of ours with `arguments`; it prints to `words`, and its errors to `errors`, or to ours where None.

    It is in a session of its own: what is typed at the terminal reaches this process alone.
    """
    package = str(Path(__file__).parents[1])
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=words,
        stderr=errors,
        env=os.environ | dict(environment or {}) | {"PYTHONPATH": path},
        start_new_session=True,
    )


def stop(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Let `process` end, and end it where it has not within `seconds`."""
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_with_parent(seconds: float) -> None:
    """Called by what was started: end once the other end of the pipe is closed, `seconds` later at once if need be."""

    def watch() -> None:
        # Not by way of the buffer: a thread that is in it while Python ends is a fatal error.
        while os.read(sys.stdin.fileno(), 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(seconds)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
