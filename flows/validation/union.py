"""What holds of one article only: several articles may say of one thing what a single one may not.

Goes in: a finding on the union of many graphs. Comes out: whether it is none there. Each article's own graph has passed
by itself; in the union, values that exclude each other are told by a zw:Conflict, and others complete each other.
"""

from rdflib import SH, Graph, Namespace, URIRef

from flows.validation.checks import SHAPES
from flows.validation.ontology import ZW
from flows.validation.verdict import Finding

_START_DATE = Namespace("https://schema.org/").startDate
_TOO_MANY = str(SH.MaxCountConstraintComponent)
_TOO_LATE = str(SHAPES["check-date"])


def of_many_articles(finding: Finding, union: Graph) -> bool:
    """Tell whether `finding` only says that articles differ: in wording, in precision, or as a conflict tells."""
    if finding.shape == _TOO_LATE:
        return _is_told(finding, union)
    if finding.component != _TOO_MANY:
        return False
    return finding.severity == "Warning" or _is_told(finding, union) or _is_one_day(finding, union)


def _is_told(finding: Finding, union: Graph) -> bool:
    """Tell whether a conflict names the property of the thing."""
    told = {
        str(path)
        for conflict in union.subjects(ZW.concerns, URIRef(finding.focus))
        for path in union.objects(conflict, ZW.conflictingProperty)
    }
    return finding.path in told


def _is_one_day(finding: Finding, union: Graph) -> bool:
    """2031-06 beside 2031-06-10: one article knows the day, the other one but the month."""
    days = sorted(map(str, union.objects(URIRef(finding.focus), _START_DATE)), key=len)
    return finding.path == str(_START_DATE) and all(days[-1].startswith(day) for day in days)
