"""Documents: title, status, type, number, year, issuer, and the document whose title names them."""

from flows.extraction.facts import Document, Facts
from flows.graph.names import Names
from flows.graph.sheet import Sheet, chinese, plain, typed
from flows.graph.vocabulary import DCTERMS, DOCUMENT_STATUS, DOCUMENT_TYPE, SKOS, STATUSES, ZW


def write_documents(sheet: Sheet, names: Names, facts: Facts) -> None:
    """Write every document that the article names in title marks."""
    for document in facts.documents:
        _write_document(sheet, names, document)


def status_code(written: str | None) -> str | None:
    """Return the code of a status as written; the last word counts: 修订草案征求意见稿 is a consultation draft."""
    words = [word for word in STATUSES if written and word in written]
    last = max(words, key=lambda word: ((written or "").rfind(word) + len(word), len(word)), default=None)
    return STATUSES[last] if last else None


def _write_document(sheet: Sheet, names: Names, document: Document) -> None:
    node = names[document.id]
    sheet.thing(node, ZW["Document"], document.title)
    sheet.add(node, DCTERMS["title"], chinese(document.title))
    if document.status:
        sheet.add(node, ZW["statusText"], chinese(document.status))
        if code := status_code(document.status):
            sheet.add(node, ZW["documentStatus"], DOCUMENT_STATUS[code])
    if document.type:
        sheet.add(node, ZW["documentType"], DOCUMENT_TYPE[document.type])
    if document.number:
        sheet.add(node, ZW["documentNumber"], plain(document.number))
    if document.year is not None:
        sheet.add(node, ZW["year"], typed(f"{document.year:04}", "gYear"))
    if document.issuer:
        sheet.add(node, DCTERMS["publisher"], names[document.issuer])
    if document.short_form:
        sheet.add(node, SKOS["altLabel"], chinese(document.short_form))
    if document.parent:
        sheet.add(names[document.parent], DCTERMS["references"], node)
    for mention in document.mentions[:1]:
        sheet.cite(node, mention)
