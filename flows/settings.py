"""Settings: what an operator may choose, from the environment or from `.env` in the working folder.

The environment wins over `.env`. Every variable starts with ``ZHENGWEN_``; an empty one counts as not set.
"""

import os
import re
import shlex
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from flows import resources

PREFIX = "ZHENGWEN_"
_DEFAULTS = {
    "STATE": ".zhengwen",
    "OUTPUT": "output",
    "AUTHORITY": "",
    "LEDGER_URL": "",
    "BASE_IRI": "https://w3id.org/zhengwen/",
    "TITLE": "Zhengwen: Chinese government news as linked open data",
    "PUBLISHER": "Zhengwen project",
    "LICENSE": "https://creativecommons.org/licenses/by/4.0/",
    "CONTACT": "",
    "TASK_RUNNER": "processes",
    "WORKERS": "",
    "KEEP_RELEASES": "5",
    "SOURCES": "",
    "ALERT_COMMAND": "",
    "LOG": "plain",
    "METRICS_PORT": "",
    "QUERY_SECONDS": "30",
    "QUERY_MEMORY_MB": "512",
    "QUERY_ROWS": "100000",
    "SPARQL_ENDPOINT": "",
    "PUSH_USER": "",
    "PUSH_PASSWORD": "",
    "PUSH_TOKEN": "",
}
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_RUNNERS = ("threads", "processes", "dask")
_SCHEDULER = re.compile(r"(?:tcp|tls)://(?P<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}")
_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
_LOGS = ("plain", "json")
_LAST_PORT = 65_535


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message names the variable."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for one run of the command."""

    state: Path
    """Folder of the ledger and of Prefect's home."""
    output: Path
    """Folder of the published dataset."""
    authority: Path
    """Folder of the operator's corrections."""
    ledger_url: str
    base_iri: str
    title: str
    publisher: str
    license: str
    """IRI of the licence of the dataset."""
    contact: str
    """Whom to ask about the dataset: an e-mail address, an IRI, or nothing."""
    task_runner: str
    """`processes`, `threads`, `dask`, or the address of a Dask scheduler."""
    workers: int
    keep_releases: int
    """How many releases stay, the latest among them."""
    sources: Path
    """The file that names the portals."""
    alert_command: tuple[str, ...]
    """The program that is given what an operator should hear of, and its arguments; empty where there is none."""
    log: str
    """How lines are written to stderr: ``plain`` or ``json``."""
    metrics_port: int | None
    """Where a process that goes on for long shows its metrics on 127.0.0.1; None: nowhere."""
    query_seconds: int
    query_memory_mb: int
    query_rows: int
    """What one query to the server may need, and how long its answer may be."""
    sparql_endpoint: str
    """The endpoint that the server's pages ask; nothing for the server's own store."""
    push_user: str
    push_password: str = field(repr=False)
    push_token: str = field(repr=False)
    """Credentials for `zhengwen push`; empty where not given."""

    @property
    def uses_dask(self) -> bool:
        """Tell whether work is given to Dask."""
        return self.task_runner not in ("threads", "processes")

    @property
    def leaves_the_machine(self) -> bool:
        """Tell whether work is given to a scheduler that is, as far as its address tells, on another machine."""
        scheduler = _SCHEDULER.fullmatch(self.task_runner)
        return scheduler is not None and scheduler["host"].lower() not in _THIS_MACHINE


def load(environment: Mapping[str, str] | None = None, dotenv: Path = Path(".env")) -> Settings:
    """Return the settings; raises SettingsError where a value cannot be used."""
    given = {**_read_dotenv(dotenv), **(os.environ if environment is None else environment)}
    values = {name: given.get(PREFIX + name, "").strip() or default for name, default in _DEFAULTS.items()}
    _refuse_unknown(given)
    state = Path(values["STATE"])
    return Settings(
        state=state,
        output=Path(values["OUTPUT"]),
        authority=_authority(values["AUTHORITY"]),
        ledger_url=values["LEDGER_URL"] or f"sqlite:///{state / 'ledger.sqlite'}",
        base_iri=_base_iri(values["BASE_IRI"]),
        title=values["TITLE"],
        publisher=values["PUBLISHER"],
        license=_iri("LICENSE", values["LICENSE"]),
        contact=_contact(values["CONTACT"]),
        task_runner=_runner(values["TASK_RUNNER"]),
        workers=_number("WORKERS", values["WORKERS"] or str(os.cpu_count() or 1)),
        keep_releases=_number("KEEP_RELEASES", values["KEEP_RELEASES"]),
        sources=Path(values["SOURCES"]) if values["SOURCES"] else resources.folder("seeds") / "sources.toml",
        alert_command=_command("ALERT_COMMAND", values["ALERT_COMMAND"]),
        log=_one_of("LOG", values["LOG"], _LOGS),
        metrics_port=_port("METRICS_PORT", values["METRICS_PORT"]) if values["METRICS_PORT"] else None,
        query_seconds=_number("QUERY_SECONDS", values["QUERY_SECONDS"]),
        query_memory_mb=_number("QUERY_MEMORY_MB", values["QUERY_MEMORY_MB"]),
        query_rows=_number("QUERY_ROWS", values["QUERY_ROWS"]),
        sparql_endpoint=_iri("SPARQL_ENDPOINT", values["SPARQL_ENDPOINT"]) if values["SPARQL_ENDPOINT"] else "",
        push_user=values["PUSH_USER"],
        push_password=values["PUSH_PASSWORD"],
        push_token=values["PUSH_TOKEN"],
    )


def log_format(dotenv: Path = Path(".env")) -> str:
    """Return how lines are written, before anything else is settled: a setting that is wrong must be told, too."""
    given = os.environ.get(f"{PREFIX}LOG", "").strip()
    if not given:
        with suppress(SettingsError):
            given = _read_dotenv(dotenv).get(f"{PREFIX}LOG", "").strip()
    return given if given in _LOGS else _DEFAULTS["LOG"]


def _read_dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    from dotenv import dotenv_values

    try:
        return {name: value for name, value in dotenv_values(path).items() if value is not None}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error


def _refuse_unknown(given: Mapping[str, str]) -> None:
    """A misspelt setting that is silently ignored costs more than one that stops the run."""
    for name in sorted(given):
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in _DEFAULTS:
            raise SettingsError(
                f"{name} is not a setting; there are {', '.join(PREFIX + known for known in _DEFAULTS)}"
            )


def _authority(value: str) -> Path:
    """Return the folder given, else that of the working folder, else the project's own."""
    if value and not Path(value).is_dir():
        raise SettingsError(f"{PREFIX}AUTHORITY must be a folder, unlike {value!r}")
    local = Path("ontology") / "authority"
    return Path(value) if value else local if local.is_dir() else resources.folder("ontology") / "authority"


def _iri(name: str, value: str) -> str:
    if not _IRI.fullmatch(value):
        raise SettingsError(f"{PREFIX}{name} must be an http(s) IRI, not {value!r}")
    return value


def _contact(value: str) -> str:
    if value and not _MAIL.fullmatch(value) and not _IRI.fullmatch(value):
        raise SettingsError(f"{PREFIX}CONTACT must be an e-mail address or an http(s) IRI, not {value!r}")
    return value


def _base_iri(value: str) -> str:
    if not value.endswith(("/", "#")):
        raise SettingsError(f"{PREFIX}BASE_IRI must end with / or #, unlike {value!r}")
    return _iri("BASE_IRI", value)


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise SettingsError(f"{PREFIX}{name} must be one of {', '.join(known)}, not {value!r}")
    return value


def _runner(value: str) -> str:
    if value not in _RUNNERS and not _SCHEDULER.fullmatch(value):
        known = ", ".join(_RUNNERS)
        raise SettingsError(
            f"{PREFIX}TASK_RUNNER must be {known} or tcp://HOST:PORT of a Dask scheduler, not {value!r}"
        )
    return value


def _command(name: str, value: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(value))
    except ValueError as error:
        raise SettingsError(f"{PREFIX}{name} is no command: {error}: {value!r}") from None


def _port(name: str, value: str) -> int:
    port = _number(name, value)
    if port > _LAST_PORT:
        raise SettingsError(f"{PREFIX}{name} must be a port from 1 to {_LAST_PORT}, not {value!r}")
    return port


def _number(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise SettingsError(f"{PREFIX}{name} must be a whole number from 1 up, not {value!r}")
    return int(value)
