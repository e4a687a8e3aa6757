"""One Prefect server for many runs, which each would start their own: it is the one that `zhengwen run` starts."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PROGRAM = """
import os, sys
from pathlib import Path
from flows.prefect_home import prepare
from flows.prefect_server import Server
server = Server(prepare(Path(sys.argv[1])) / "server.log")
server.start()
server.wait()
print(os.environ["PREFECT_API_URL"], flush=True)
sys.stdin.read()
"""


@contextmanager
def running(folder: Path) -> Iterator[dict[str, str]]:
    """Start a server that lives in `folder`, yield the environment of commands that report to it, and end it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "ZHENGWEN"))}
    environment = kept | {"PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    command = [sys.executable, "-c", _PROGRAM, str(folder)]
    with (folder / "program.log").open("w+b") as words:
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=words, env=environment, text=True) as process:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            words.seek(0)
            assert address, words.read().decode(errors="replace")[-2000:]
            yield environment | {"PREFECT_API_URL": address}
