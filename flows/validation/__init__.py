"""Quads -> Verdict: whether what was mapped from an article is whole, well typed and plausible.

In goes the graph of one article (and its text), or a published dump; out comes a `Verdict` with its findings, and
from verdicts the SHACL report of a release. It knows shapes and vocabulary, nothing of ledgers, flows or how facts
were found.
"""

import logging

from flows.validation.files import Checked, validate_file
from flows.validation.index import Index
from flows.validation.report import report
from flows.validation.validate import validate_article, validate_union
from flows.validation.verdict import Finding, Verdict

__all__ = ["Checked", "Finding", "Index", "Verdict", "report", "validate_article", "validate_file", "validate_union"]

# rdflib logs a traceback for each ill-typed literal it meets; the shapes report it as one finding.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)
