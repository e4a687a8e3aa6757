"""Whether a query would be sent on to another endpoint: a SERVICE clause (SPARQL 1.1 Federated Query).

Keywords alone do not tell. pyoxigraph reads ``SERVICEex:here{…}`` and ``1SERVICE<…>`` as the clause, and what stands
between ``<`` and ``>`` may be an IRI or a comparison with a comment in it. So its own parser is asked: where each
``service`` is replaced by a word that is no keyword, the query must still be one.
"""

import re

import pyoxigraph as ox

_NO_KEYWORDS = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^<>"{}|^`\s]*>|#[^\n]*',
    re.DOTALL,
)
"""Strings, IRIs and comments of a query: what looks like a keyword in them is none."""
_WORD = re.compile("service", re.IGNORECASE | re.ASCII)
_CLAUSE = re.compile(r"(?<![A-Za-z_:?$-])SERVICE(?=SILENT|[^\w:-])", re.IGNORECASE | re.ASCII)
_ANOTHER_WORD = {"s": "z", "S": "Z"}


class ServiceClauseError(ValueError):
    """A query has a SERVICE clause; the message says where and what to do."""


def refuse_service(text: str, base: str | None = None) -> None:
    """Raise ServiceClauseError if `text` has a SERVICE clause, and SyntaxError if it has none but is no query.

    What has the word nowhere is not looked at. Relative IRIs are relative to `base`.
    """
    if not _WORD.search(text):
        return
    try:
        ox.Store().query(_WORD.sub(lambda word: _ANOTHER_WORD[word[0][0]] + word[0][1:], text), base_iri=base)
    except SyntaxError:
        if _CLAUSE.search(without_strings(text)):
            raise ServiceClauseError(
                "the query has a SERVICE clause: queries are answered from this dataset alone, so leave the clause out"
            ) from None
        raise
    except (ValueError, RuntimeError, OSError):
        # It is a query; what fails in its evaluation is told by that of the query itself.
        return


def without_strings(text: str) -> str:
    """Return a query without its strings, IRIs and comments, in which keywords may be looked for."""
    return _NO_KEYWORDS.sub(" ", text)
