"""Calls of the past from a CSV or a workbook: what was said to people before callnow knew of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path

from callnow.contacts import NewContact
from callnow.counting import counted
from callnow.errors import NotPublished, UsageError
from callnow.fold import fold
from callnow.model import Prospect, Touch, stable_id
from callnow.settings import Settings
from callnow.store import Connection, writing
from callnow.store.activity import note_activity
from callnow.store.people import all_prospects, touches_of
from callnow.store.touches import promised_in_note, touches_by_id, words_of_touch
from callnow.terms import Act, ContactKind
from flows.calls.contacts import log_contacts, next_try, read_contact
from flows.calls.moments import names_hour, read_day, read_moment
from flows.calls.pausing import says_not_to_call
from flows.calls.planning import rules_of
from flows.calls.touching import after_touches
from flows.people.finding import find_one, owner_or_new
from flows.people.imported_notes import OWED
from flows.people.last_contacts import Ask, of_new_days, order_of
from sources.prospects import RowProblem
from sources.prospects.contact_list import KIND_OF, cell_of, read_contact_list
from sources.prospects.names import PARTS_OF_NAME, full_name, recruiter_name
from sources.prospects.table import Row


@dataclass(frozen=True, slots=True)
class PastCalls:
    """What an import of past calls did; `noted` counts the promises of notes, `not_to_call` are the people whom a note
    says not to call, which nothing was done about: it may be of long ago.

    `unpublished`: all that is kept, and only the copy could not be published.
    """

    rows: int
    new: int
    known: int
    closed: int
    problems: tuple[RowProblem, ...]
    noted: int = 0
    unpublished: NotPublished | None = None
    not_to_call: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _ReadRow:
    """`words` are what tells the touch from others of its day; a promise that its note names is none of them."""

    touch: Touch
    has_hour: bool
    words: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the rows of a file are read by; `month_first` is the order of its dates in figures, None where unknown."""

    columns: Mapping[str, int]
    prospects: Sequence[Prospect]
    settings: Settings
    now: datetime
    owner: str
    month_first: bool | None


def import_calls(
    settings: Settings,
    path: Path,
    now: datetime,
    owner: str = "",
    month_first: bool | None = None,
    ask: Ask = lambda _: None,
    encoding: str = "",
) -> PastCalls:
    """Keeps the calls of the file at `path`; bad rows are reported by their line, good ones kept, none is doubled.

    The file may be a list of people, too, as `callnow import` reads it, with the day of the last contact of each.

    Dates in figures have the month first where `month_first` says so, else as their columns show; where these show
    nothing, `ask` is asked once, with one of the dates, whether the month comes first.
    Raises ProspectFileError where the file cannot be read at all.
    """
    columns, rows = read_contact_list(path, encoding)
    dates = [text for row in rows for field in ("when", "due") if (text := cell_of(row, columns, field))]
    month_first = order_of(dates, month_first, ask)
    with writing(settings) as con:
        how = _Reading(columns, all_prospects(con), settings, now, owner_or_new(con, owner), month_first)
        read = [_touch(row, how) for row in rows]
        usable = [row for row in read if isinstance(row, _ReadRow)]
        touches = _under_their_ids(con, usable, rules_of(settings).zone)
        logged = log_contacts(con, _as_kept(con, touches, how.prospects), lambda touch: next_try(touch, settings, now))
        new = sum(contact.new for contact in logged)
        note_activity(con, Act.IMPORTED, detail=f"{counted(new, 'past call')} of {path.name}")
    closed = [trigger for contact in logged for trigger in contact.closed]
    unpublished = after_touches(settings, closed, now).unpublished if touches else None
    problems = tuple(row for row in read if isinstance(row, RowProblem))
    noted = sum(contact.new and promised_in_note(contact.touch) for contact in logged)
    names = {p.id: p.name for p in how.prospects}
    today = settings.day_of(now)
    barred = dict.fromkeys(c.touch.prospect_id for c in logged if c.new and says_not_to_call(c.touch.note, today))
    return PastCalls(
        len(rows),
        new,
        len(usable) - new,
        len(closed),
        problems,
        noted,
        unpublished,
        tuple(map(names.__getitem__, barred)),
    )


def _under_their_ids(con: Connection, rows: Sequence[_ReadRow], zone: tzinfo) -> list[Touch]:
    """The touches under ids that hold what their rows say, and nothing of when they are imported.

    Rows without an hour all stand at noon: day and words tell them apart, and two of the same words are two calls.
    """
    listed = of_new_days(con, [row.touch for row in rows if row.touch.kind is ContactKind.IMPORT], zone)
    rows = [row for row in rows if row.touch.kind is not ContactKind.IMPORT]
    without_hour = [row for row in rows if not row.has_hour]
    known = touches_by_id(con, [row.touch.id for row in without_hour])
    seen: Counter[str] = Counter()
    touches = []
    for row in without_hour:
        touch, words = row.touch, row.words
        id = stable_id("touch of a day", touch.prospect_id, touch.at.astimezone(zone).date(), *words)
        seen[id] += 1
        # Earlier versions kept one touch a day under the id of its noon: the same words are that touch.
        before = known.get(touch.id) if seen[id] == 1 else None
        same = before is not None and words_of_touch(before) == words
        touches.append(touch if same else replace(touch, id=stable_id(id, seen[id])))
    return [row.touch for row in rows if row.has_hour] + touches + listed


def _as_kept(con: Connection, touches: Sequence[Touch], prospects: Sequence[Prospect]) -> list[Touch]:
    """The touches, those of people with whom others were merged under the ids that they were kept by before."""
    merged = sorted({p.id for p in prospects if p.second.former_ids} & {t.prospect_id for t in touches})
    if not merged:
        return list(touches)
    new_ids = {touch.id for touch in touches}
    kept: dict[tuple[object, ...], list[Touch]] = defaultdict(list)
    for touch in touches_of(con, merged):
        if touch.id not in new_ids:
            kept[_contact_in_words(touch)].append(touch)
    known = touches_by_id(con, sorted(new_ids))
    as_kept = []
    for touch in touches:
        same = kept[_contact_in_words(touch)] if touch.id not in known else []
        as_kept.append(same.pop(0) if same else touch)
    return as_kept


def _contact_in_words(touch: Touch) -> tuple[object, ...]:
    """With whom, when and what; not by whom: a merge may leave another owner."""
    plain = replace(touch, promised="", due_on=None) if promised_in_note(touch) else touch
    return (touch.prospect_id, touch.at, *words_of_touch(replace(plain, owner="")))


def _touch(row: Row, how: _Reading) -> _ReadRow | RowProblem:
    def cell(field: str) -> str:
        return cell_of(row, how.columns, field)

    if row.broken:
        return RowProblem(row.line, row.broken, "close it, or delete it, in that line")
    kind = KIND_OF.get(fold(cell("kind")))
    if "last_contact" in how.columns and not cell("kind"):
        kind = ContactKind.IMPORT  # how they were in touch, a list of people does not say
    if kind is None:
        return RowProblem(row.line, f"no such kind of touch: {cell('kind')!r}", "called, voicemail, emailed or met")
    try:
        moment = read_moment(cell("when"), how.now, rules_of(how.settings).zone, month_first=how.month_first)
        prospect = find_one(cell("email") or _whom(cell), how.prospects)
        due = read_day(cell("due"), month_first=how.month_first)
        contact = NewContact(
            kind,
            cell("outcome"),
            cell("note"),
            cell("promised"),
            due,
            cell("topic"),
            recruiter_name(cell("owner")) or how.owner,
        )
        plain = read_contact(prospect, replace(contact, reads_note=False), moment, how.now, how.settings)
        touch = plain
        if contact.note:
            touch = _unless_passed(read_contact(prospect, contact, moment, how.now, how.settings), plain, how)
        return _ReadRow(touch, names_hour(cell("when")), words_of_touch(plain))
    except UsageError as error:
        return RowProblem(row.line, error.what, error.hint)


def _unless_passed(noted: Touch, plain: Touch, how: _Reading) -> Touch:
    """The touch with what its note promises, but the plain one where that day passed long ago."""
    passed = noted.due_on is None or noted.due_on < how.settings.day_of(how.now) - OWED
    return plain if passed else noted


def _whom(cell: Callable[[str], str]) -> str:
    """Name and employer of a row, or the id where it has no name."""
    name = full_name(*map(cell, PARTS_OF_NAME)) or cell("prospect")
    return " ".join(filter(None, (name, cell("employer"))))
