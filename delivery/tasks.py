"""Calls as a CSV that a CRM or ATS imports, under its own column names.

HubSpot imports tasks beside the contact they belong to, known by e-mail. Bullhorn's names are those of its Task and
ClientContact entities. Greenhouse imports no tasks: its import of prospects takes the due day and reason as notes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from nameparser import HumanName

from callnow.model import Prospect
from callnow.numbers import readable_line
from delivery.appointments import CALL_NOW, Appointment
from delivery.channels.csv import BYTE_ORDER_MARK
from delivery.clean import clean_text, csv_cell

Task = tuple[Appointment, Prospect]
Column = Callable[[Appointment, Prospect], str]

HIGH, MEDIUM, LOW = "HIGH", "MEDIUM", "LOW"
BULLHORN_PRIORITY = {HIGH: "1", MEDIUM: "2", LOW: "3"}


def _subject(call: Appointment, _: Prospect) -> str:
    return f"Call {call.name}, {call.employer}"


def _body(call: Appointment, _: Prospect) -> str:
    opener = f"Say: “{call.opener}”" if call.opener else ""
    return " ".join(filter(None, (call.words, opener, *call.lines, call.link)))


def _first(_: Appointment, prospect: Prospect) -> str:
    return str(HumanName(prospect.said_name).first)


def _last(_: Appointment, prospect: Prospect) -> str:
    return str(HumanName(prospect.said_name).last or prospect.said_name)


def _priority(call: Appointment, prospect: Prospect) -> str:
    """High for a call now, a promise and whoever is of tier A; low for tier C."""
    if call.urgent or prospect.tier == "A":
        return HIGH
    return LOW if prospect.tier == "C" else MEDIUM


def _note(call: Appointment, prospect: Prospect) -> str:
    """What Greenhouse keeps, which has neither day nor priority."""
    verb = "Call now" if call.category == CALL_NOW else "Follow up"
    return f"{verb} on {_day(call.day)} ({_priority(call, prospect).lower()} priority): {_body(call, prospect)}"


def _day(day: date) -> str:
    return day.isoformat()


COLUMNS: Mapping[str, Mapping[str, Column]] = {
    "hubspot": {
        "Task Title": _subject,
        "Task Notes": _body,
        "Task Type": lambda *_: "CALL",
        "Due Date": lambda one, _: _day(one.day),
        "Priority": _priority,
        "Task Status": lambda *_: "NOT_STARTED",
        "Task Assigned To": lambda _, prospect: prospect.owner,
        "First Name": _first,
        "Last Name": _last,
        "Email": lambda _, prospect: prospect.email,
        "Phone Number": lambda _, prospect: readable_line(prospect.phone),
        "Company Name": lambda _, prospect: prospect.employer,
    },
    "bullhorn": {
        "subject": _subject,
        "description": _body,
        "type": lambda *_: "Call",
        "dateBegin": lambda one, _: _day(one.day),
        "dateEnd": lambda one, _: _day(one.day),
        "priority": lambda one, prospect: BULLHORN_PRIORITY[_priority(one, prospect)],
        "isCompleted": lambda *_: "false",
        "owner": lambda _, prospect: prospect.owner,
        "clientContact.externalID": lambda _, prospect: prospect.id,
        "clientContact.firstName": _first,
        "clientContact.lastName": _last,
        "clientContact.email": lambda _, prospect: prospect.email,
        "clientContact.phone": lambda _, prospect: readable_line(prospect.phone),
        "clientCorporation.name": lambda _, prospect: prospect.employer,
    },
    "greenhouse": {
        "First Name": _first,
        "Last Name": _last,
        "Company": lambda _, prospect: prospect.employer,
        "Title": lambda _, prospect: prospect.title,
        "Phone": lambda _, prospect: readable_line(prospect.phone),
        "Email": lambda _, prospect: prospect.email,
        "Website": lambda _, prospect: prospect.url,
        "Who Gets Credit": lambda _, prospect: prospect.owner,
        "Notes": _note,
    },
}


def tasks_csv(tasks: Sequence[Task], system: str) -> str:
    """The tasks as CSV for `system`, a key of COLUMNS: a header, then a row each, no cell that calculates."""
    columns = COLUMNS[system]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for call, prospect in tasks:
        writer.writerow(csv_cell(clean_text(read(call, prospect))) for read in columns.values())
    return BYTE_ORDER_MARK + text.getvalue()
