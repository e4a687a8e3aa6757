"""The main classes and what joins them, drawn as SVG: edges are the domains and ranges that the ontology declares.

Where a class stands is fixed here, so that the drawing stays the same and no edge runs through a box.
"""

from html import escape

from flows.graph.vocabulary import ZW
from flows.publication.documentation.reading import Ontology

PLACES = {
    "Document": (0, 0), "AgendaItem": (1, 0), "Article": (2, 0), "Tenure": (3, 0),
    "Event": (1, 1), "Participation": (2, 1), "Post": (3, 1),
    "TermUse": (0, 2), "Directive": (1, 2), "Person": (2, 2),
    "PolicyTerm": (0, 3), "Group": (1, 3), "Organization": (2, 3), "AdministrativeDivision": (3, 3),
}  # fmt: skip
"""Column and row of each class that is drawn."""
STANDARD = [("Tenure", "org:member", "Person"), ("Post", "org:postIn", "Organization")]
"""What joins our classes by a property of ORG, which our ontology does not declare anew."""
LEFT_OUT = {
    *(("jurisdiction", each) for each in ("Article", "Person", "Post", "Group")),
    ("usedBy", "TermUse", "Person"),
    ("presentedBy", "AgendaItem"),
    ("about", "AgendaItem", "Event"),
}
"""What would make the drawing hard to read; the page says so below it."""
_LABEL_AT = {("Article", "Event"): 0.4, ("Tenure", "Person"): 0.66, ("Post", "Organization"): 0.4}
"""Where on an edge its names stand, if not in the middle."""
_COLUMN, _ROW, _WIDTH, _HEIGHT, _MARGIN = 290, 150, 150, 54, 12
_LINE = 15
Point = tuple[float, float]


def edges(ontology: Ontology) -> dict[tuple[str, str], list[str]]:
    """Return which properties join which of the classes that are drawn."""
    found: dict[tuple[str, str], list[str]] = {}
    for term in ontology.properties:
        for source in (iri.removeprefix(ZW.iri) for iri in term.domain):
            for target in (iri.removeprefix(ZW.iri) for iri in term.range):
                known = source in PLACES and target in PLACES
                if known and not {(term.name, source), (term.name, source, target)} & LEFT_OUT:
                    found.setdefault((source, target), []).append(f"{term.label['zh']} {term.name}")
    for source, name, target in STANDARD:
        found.setdefault((source, target), []).append(name)
    return dict(sorted(found.items()))


def draw(ontology: Ontology) -> str:
    """Return the drawing as SVG to stand in a page, whose colours it takes."""
    joined = edges(ontology)
    columns, rows = (max(place[axis] for place in PLACES.values()) for axis in (0, 1))
    width = columns * _COLUMN + _WIDTH + 2 * _MARGIN
    height = rows * _ROW + _HEIGHT + 2 * _MARGIN
    parts = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        'aria-label="主要的类及其关系 Main classes and what joins them">',
        '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse"><path d="M0 0L10 5L0 10z"/></marker></defs>',
    ]
    parts += [_line(source, target) for source, target in joined]
    parts += [_box(ontology, name) for name in PLACES]
    parts += [_names(source, target, names) for (source, target), names in joined.items()]
    return "\n".join([*parts, "</svg>"])


def _centre(name: str) -> Point:
    column, row = PLACES[name]
    return _MARGIN + _WIDTH / 2 + column * _COLUMN, _MARGIN + _HEIGHT / 2 + row * _ROW


def _border(start: Point, end: Point) -> Point:
    """Return where the line from the centre of a box towards `end` leaves the box."""
    across, down = end[0] - start[0], end[1] - start[1]
    share = min(_WIDTH / 2 / abs(across) if across else 9, _HEIGHT / 2 / abs(down) if down else 9)
    return start[0] + across * share, start[1] + down * share


def _line(source: str, target: str) -> str:
    start, end = _centre(source), _centre(target)
    (x1, y1), (x2, y2) = _border(start, end), _border(end, start)
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" marker-end="url(#arrow)"/>'


def _box(ontology: Ontology, name: str) -> str:
    x, y = _centre(name)
    label = escape(ontology.by_iri[ZW.iri + name].label["zh"])
    return (
        f'<a href="#{name}"><rect x="{x - _WIDTH / 2:.0f}" y="{y - _HEIGHT / 2:.0f}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" rx="8"/><text class="zh" x="{x:.0f}" y="{y - 4:.0f}">{label}</text>'
        f'<text class="en" x="{x:.0f}" y="{y + 15:.0f}">{name}</text></a>'
    )


def _names(source: str, target: str, names: list[str]) -> str:
    start, end = _centre(source), _centre(target)
    share = _LABEL_AT.get((source, target), 0.5)
    x, y = (start[axis] + (end[axis] - start[axis]) * share for axis in (0, 1))
    first = y + 4 - (len(names) - 1) * _LINE / 2
    lines = (
        f'<text class="edge" x="{x:.1f}" y="{first + number * _LINE:.1f}">{escape(name)}</text>'
        for number, name in enumerate(names)
    )
    return "".join(lines)
