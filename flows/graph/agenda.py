"""Agenda items: what a meeting did with what, and who reported on it."""

from flows.extraction.facts import AgendaItem, Facts, Meeting
from flows.graph.documents import status_code
from flows.graph.names import Names
from flows.graph.sheet import Sheet, chinese
from flows.graph.vocabulary import ACTION, DOCUMENT_STATUS, SUBJECT_KIND, ZW


def write_agenda(sheet: Sheet, names: Names, facts: Facts, meeting: Meeting) -> None:
    """Write the agenda of one meeting."""
    statuses = {document.id: document.status for document in facts.documents}
    for item in meeting.agenda:
        _write_item(sheet, names, meeting, item, status_code(statuses.get(item.about or "")))


def _write_item(sheet: Sheet, names: Names, meeting: Meeting, item: AgendaItem, status: str | None) -> None:
    event = names[meeting.id]
    node = names.derived("agenda-item", (event,), item.action, item.label)
    sheet.thing(node, ZW["AgendaItem"], item.action_text + item.label)
    sheet.add(event, ZW["agendaItem"], node)
    sheet.add(node, ZW["action"], ACTION[item.action])
    sheet.add(node, ZW["actionText"], chinese(item.action_text))
    sheet.add(node, ZW["subjectKind"], SUBJECT_KIND[item.kind])
    sheet.add(node, ZW["subjectText"], chinese(item.label))
    if item.about:
        sheet.add(node, ZW["about"], names[item.about])
    if status:
        sheet.add(node, ZW["consideredAs"], DOCUMENT_STATUS[status])
    for presenter in item.presenters:
        sheet.add(node, ZW["presentedBy"], names[presenter])
    sheet.cite(node, item.evidence)
