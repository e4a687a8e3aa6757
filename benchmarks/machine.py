"""The machine on which is measured, as far as figures depend on it: neither its name nor where anything lies on it."""

import os
import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from flows import __version__

_LIBRARIES = ("jieba", "lxml", "prefect", "pyahocorasick", "pyoxigraph", "pyshacl", "rdflib", "sqlalchemy")


def described() -> list[tuple[str, str]]:
    """Return what is known of the machine, as rows."""
    versions = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return [
        ("processor", _first("/proc/cpuinfo", "model name") or platform.machine()),
        ("cores", str(len(os.sched_getaffinity(0)))),
        ("memory", f"{int(_first('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.1f} GiB"),
        ("system", f"{platform.system()} {platform.release()}"),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}, SQLite {sqlite3.sqlite_version}"),
        ("libraries", versions),
        ("Zhengwen", __version__),
    ]


def load() -> str:
    """Return how many programs wanted the processor of late: over the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def _first(file: str, name: str) -> str:
    """Return what a file of the system says first of `name`."""
    return next(_told(file, name), "")


def _told(file: str, name: str) -> Iterator[str]:
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            yield value.strip()
