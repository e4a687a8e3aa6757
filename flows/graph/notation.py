"""Triples as three strings in the notation of N-Triples: the form in which dumps are sorted, joined and written.

Goes in: triples of pyoxigraph, or the lines of N-Quads that it wrote. A string costs a tenth of a term as an object.
"""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, Quad, Triple

Term = str
"""A term as N-Triples writes it: ``<iri>``, ``"text"@zh``."""
Statement = tuple[Term, Term, Term]
"""Subject, predicate and object, as N-Triples writes them: ``<iri>``, ``"text"@zh``."""
Said = dict[Term, list[Term]]
"""What is said of one subject: the values of each property, in order."""
Block = tuple[Term, Said]
"""A subject, with all that is said of it."""

_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))")
# What pyoxigraph escapes.
_NOT_AS_IT_IS = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def statements(triples: Iterable[Triple | Quad]) -> Iterator[Statement]:
    """Yield `triples` in notation; raises TypeError for a blank node, which nothing published has."""
    for triple in triples:
        for term in (triple.subject, triple.object):
            if isinstance(term, BlankNode):
                raise TypeError(f"{term} cannot be published: neither an IRI nor a literal")
        yield str(triple.subject), str(triple.predicate), str(triple.object)


def statements_of_graph(nquads: bytes) -> Iterator[Statement]:
    """Yield the triples of the lines of N-Quads `nquads`, which are all of one graph."""
    if not nquads:
        return
    tail = nquads.rindex(b" <") + 1 - len(nquads)
    # Each line is decoded by itself: most are ASCII, which is but copied; in one text with the others, none is.
    for line in nquads.split(b"\n")[:-1]:
        subject, predicate, value = line[:tail].decode().split(" ", 2)
        yield subject, predicate, value


def blocks(found: Iterable[Statement]) -> Iterator[Block]:
    """Yield what is said of each subject; statements of one subject must stand together, each once."""
    last, said = "", dict[Term, list[Term]]()
    for subject, predicate, value in found:
        if subject != last:
            if said:
                yield last, said
            last, said = subject, {}
        if predicate in said:
            said[predicate].append(value)
        else:
            said[predicate] = [value]
    if said:
        yield last, said


def literal(term: str) -> tuple[str, str, str]:
    """Return the text of a literal, its language or "", and the IRI of its datatype or ""."""
    end = term.rindex('"')
    text = unescape(term[1:end])
    if term.startswith("@", end + 1):
        return text, term[end + 2 :], ""
    return text, "", term[end + 4 : -1]


def quoted(text: str) -> Term:
    """Return `text` as a literal, to which a language or a datatype can be added; raises UnicodeEncodeError for half
    a pair of surrogates.
    """
    return str(Literal(text)) if _NOT_AS_IT_IS.search(text) else f'"{text}"'


def unescape(written: str) -> str:
    """Return the text that `written` stands for."""
    return _ESCAPE.sub(_character, written) if "\\" in written else written


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SHORT.get(match[3], match[3])
