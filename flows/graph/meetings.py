"""Meetings and other events: name, type, date, place, organizer, and who took part in which role."""

from flows.extraction.facts import EventDate, Facts, Meeting, Participation
from flows.graph.agenda import write_agenda
from flows.graph.names import Names
from flows.graph.notation import Term
from flows.graph.people import tenure_of
from flows.graph.sheet import Sheet, chinese, number, truth, typed
from flows.graph.vocabulary import DATE_TYPES, EVENT_TYPES, MEETING_TYPE, PROV, ROLE, ROLES, SCHEMA, ZW


def write_meetings(sheet: Sheet, names: Names, facts: Facts) -> None:
    """Write every meeting and event, reported or only mentioned."""
    for meeting in facts.meetings:
        _write_event(sheet, names, meeting)
        _write_participations(sheet, names, facts, meeting)
        write_agenda(sheet, names, facts, meeting)


def _write_event(sheet: Sheet, names: Names, meeting: Meeting) -> None:
    event = names[meeting.id]
    own_class = ZW["Event" if meeting.type in EVENT_TYPES else "Meeting"]
    sheet.thing(event, own_class, meeting.name, _english(meeting))
    sheet.add(event, SCHEMA["name"], chinese(meeting.name))
    sheet.add(event, ZW["meetingType"], MEETING_TYPE[meeting.type])
    for flag, stated in (("reported", meeting.reported), ("enlarged", meeting.enlarged)):
        if stated:
            sheet.add(event, ZW[flag], truth(True))
    for name, value in (("ordinal", meeting.ordinal), ("session", meeting.session)):
        if value is not None:
            sheet.add(event, ZW[name], number(value))
    if meeting.date:
        _write_date(sheet, event, meeting.date)
    if meeting.place:
        sheet.add(event, SCHEMA["location"], chinese(meeting.place))
        sheet.cite(event, meeting.place_evidence, SCHEMA["location"])
    if meeting.organizer:
        sheet.add(event, SCHEMA["organizer"], names[meeting.organizer])
    for mention in meeting.mentions[:1]:
        sheet.cite(event, mention)


def _english(meeting: Meeting) -> str:
    """Return what an event can be called in English without translating: leading group meeting no. 7, 2031-06-10."""
    ordinal = f" no. {meeting.ordinal}" if meeting.ordinal else ""
    return meeting.type.replace("-", " ") + ordinal + (f", {meeting.date.value}" if meeting.date else "")


def _write_date(sheet: Sheet, event: Term, date: EventDate) -> None:
    sheet.add(event, SCHEMA["startDate"], typed(date.value, DATE_TYPES[date.precision]))
    if date.year_inferred:
        sheet.add(event, ZW["yearInferred"], truth(True))
    if date.time_of_day:
        sheet.add(event, ZW["timeOfDay"], chinese(date.time_of_day))
    sheet.cite(event, date.evidence, SCHEMA["startDate"])


def _write_participations(sheet: Sheet, names: Names, facts: Facts, meeting: Meeting) -> None:
    chairs = {part.person for part in meeting.participations if part.role == "chair"}
    for part in meeting.participations:
        _write_participation(sheet, names, facts, meeting, part)
        if part.role == "chair":
            sheet.add(names[meeting.id], ZW["chairedBy"], names[part.person])
        elif part.role == "observer":
            sheet.add(names[meeting.id], ZW["observedBy"], names[part.person])
        elif part.person not in chairs:
            sheet.add(names[meeting.id], ZW["attendedBy"], names[part.person])


def _write_participation(sheet: Sheet, names: Names, facts: Facts, meeting: Meeting, part: Participation) -> None:
    event = names[meeting.id]
    person = next(each for each in facts.people if each.id == part.person)
    node = names.derived("participation", (event, names[person.id]), part.role)
    sheet.thing(node, ZW["Participation"], f"{person.name}({ROLES[part.role]}):{meeting.name}")
    sheet.add(node, ZW["inEvent"], event)
    sheet.add(event, PROV["qualifiedAssociation"], node)
    sheet.add(node, ZW["participant"], names[person.id])
    sheet.add(node, ZW["role"], ROLE[part.role])
    for index in part.posts:
        post = person.posts[index]
        sheet.add(node, ZW["inCapacityOf"], names.post(post))
        sheet.add(node, ZW["underTenure"], tenure_of(names, person, post))
    sheet.cite(node, part.evidence)
