"""Two golds -> outcomes of what belongs to a meeting or a document: dates, ordinals, roles, status, action.

A date is right only for its own meeting, so the rows are aligned first. Meetings: those of the same name, then
what remains in order, so that a name cut wrong does not spoil the chair too. Documents: those of the same title
only; a document that was missed or invented counts under `documents` and not once more here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from flows.evaluation.form import Gold, GoldDocument, GoldMeeting
from flows.evaluation.items import LISTED, item
from flows.evaluation.matching import Item, Outcome, match

Row = TypeVar("Row")
Values = Callable[[Row], Sequence[str]]


def _one(value: str | int | None) -> list[str]:
    return [] if value is None else [str(value)]


_OF_MEETING: Mapping[str, Values[GoldMeeting]] = {
    "meeting_dates": lambda meeting: _one(meeting["date"]),
    "ordinals": lambda meeting: _one(meeting["ordinal"]),
    "chairs": lambda meeting: meeting["chairs"],
    "attendees": lambda meeting: meeting["attendees"],
    "observers": lambda meeting: meeting["observers"],
}
_OF_DOCUMENT: Mapping[str, Values[GoldDocument]] = {
    "document_status": lambda document: _one(document["status"]),
    "document_action": lambda document: _one(document["action"]),
}


def of_meetings(gold: Gold, found: Gold) -> dict[str, Outcome]:
    """Return the outcomes of dates, ordinals, chairs, attendees and observers."""
    slots = meeting_slots(gold, found)
    named = [(slot, meeting["name"], meeting) for slot, meeting in enumerate(gold["meetings"])]
    other = [(slot, meeting["name"], meeting) for slot, meeting in zip(slots, found["meetings"], strict=True)]
    return {key: match(_items(named, values), _items(other, values)) for key, values in _OF_MEETING.items()}


def meeting_slots(gold: Gold, found: Gold) -> list[int]:
    """Return, for each found meeting, the index of its gold meeting, or one beyond them all of its own."""
    pairs = match(LISTED["meetings"](gold), LISTED["meetings"](found)).pairs
    slots = {index: slot for slot, index in pairs}
    taken = set(slots.values())
    free = [slot for slot in range(len(gold["meetings"])) if slot not in taken]
    left = [index for index in range(len(found["meetings"])) if index not in slots]
    slots.update(zip(left, free, strict=False))
    return [slots.get(index, len(gold["meetings"]) + index) for index in range(len(found["meetings"]))]


def of_documents(gold: Gold, found: Gold) -> dict[str, Outcome]:
    """Return the outcomes of status and action over the documents found under their right title."""
    pairs = match(LISTED["documents"](gold), LISTED["documents"](found)).pairs
    right = [(slot, gold["documents"][slot]["title"], gold["documents"][slot]) for slot, _ in pairs]
    other = [(slot, found["documents"][index]["title"], found["documents"][index]) for slot, index in pairs]
    return {key: match(_items(right, values), _items(other, values)) for key, values in _OF_DOCUMENT.items()}


def _items(rows: Sequence[tuple[int, str, Row]], values: Values[Row]) -> list[Item]:
    return [
        item(str(slot), value, label=f"{name}: {value}", anchors=(value, name))
        for slot, name, row in rows
        for value in values(row)
    ]
