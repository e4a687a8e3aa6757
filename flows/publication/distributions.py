"""The files of a release that hold its data, with what a description says of each."""

from dataclasses import dataclass
from pathlib import Path

from flows.publication import network
from flows.publication.checksums import sha256
from flows.publication.dumps import JSONLD, NQUADS, TURTLE
from flows.publication.tables import TITLES

REPORT = "shacl-report.ttl"
_ALL = ("Everything that the articles say, without who says it.", "全部文章的陈述合在一起,不分出处。")
_KNOWN = {
    TURTLE: (("All statements, as Turtle", "全部陈述(Turtle)"), _ALL, "text/turtle", "RDF_TURTLE"),
    JSONLD: (("All statements, as JSON-LD", "全部陈述(JSON-LD)"), _ALL, "application/ld+json", "JSON_LD"),
    NQUADS: (
        ("All statements with a graph for each article, as N-Quads", "全部陈述,一篇文章一个命名图(N-Quads)"),
        ("Everything that the articles say, with who says it and by which rule it was read.",
         "全部文章的陈述,并保留每条陈述的出处和识别规则。"),
        "application/n-quads", "RDF_N_QUADS",
    ),
    REPORT: (
        ("What the shapes find, as a SHACL validation report", "SHACL 校验报告"),
        ("What is doubtful in accepted articles, one result for each doubt.", "已接受文章中存疑之处,每处一条结果。"),
        "text/turtle", "RDF_TURTLE",
    ),
}  # fmt: skip
_BY_ENDING = {
    ".csv": ("text/csv", "CSV"),
    ".json": ("application/csvm+json", "JSON"),
    ".graphml": ("application/graphml+xml", "XML"),
}
_TABLE = ("Part of the statements in a form that spreadsheets and programs for networks read.",
          "部分陈述,可用电子表格或网络分析软件打开。")  # fmt: skip
_TITLES = TITLES | {network.NETWORK: network.TITLE}
DUMPS = (TURTLE, JSONLD, NQUADS)


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file of the release."""

    name: str
    titles: tuple[str, str]
    """In English and in Chinese."""
    descriptions: tuple[str, str]
    media_type: str
    format: str
    """Name of the format in the European list of file types."""
    bytes: int
    sha256: str
    compressed: bool
    is_dump: bool
    """True where the file holds the statements of the dataset themselves (void:dataDump)."""


def distributions(folder: Path) -> list[Distribution]:
    """Return the data files below `folder`, by name."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [_distribution(folder, name) for name in names if not name.startswith("delta/")]


def _distribution(folder: Path, name: str) -> Distribution:
    path = folder / name
    said = _KNOWN.get(name) or (_TITLES[name], _TABLE, *_BY_ENDING[path.suffix])
    return Distribution(name, *said, path.stat().st_size, sha256(path), name.endswith(".gz"), name in DUMPS)
