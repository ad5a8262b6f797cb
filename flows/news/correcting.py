"""Corrections: an event that was missed is made at once; everything that was said becomes lines to train on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from callnow.errors import CallnowError, UsageError
from callnow.model import OTHER_NAMES, SLOTS, Announcement, CompanyEvent, Match, Story, Trigger, stable_id
from callnow.settings import Settings
from callnow.store import Connection, only_run, reading, writing
from callnow.store.corrections import (
    Correction,
    Kind,
    all_corrections,
    events_of,
    find_announcements,
    keep_correction,
    make_correction,
    wrong_stories,
)
from callnow.store.history import announcements_of, stories_reporting, update_events
from callnow.store.news import Understood, keep_understood, stories_of
from callnow.store.outbox import planned_deliveries
from callnow.store.touches import bring_back
from callnow.terms import ON_THE_COMMAND_LINE, SAID, Certainty
from flows.news.knowledge import Knowledge, load_knowledge
from flows.news.understanding import ReadAnnouncement, companies_of, conclude, resolve_batch
from flows.news.withdrawing import withdraw
from flows.running.publishing import publish_all
from matching.detection.detect import read_closely, text_parts
from matching.detection.merging import from_reader
from matching.event_types import event_types
from matching.reading.events import ReadEvent
from matching.reading.reader import shipped_reader
from matching.stories.told import certainty_of

SHOWN = 10
SIDES = ("acquirer", "target")
ORGANISATIONS = ("company", "prior_company", "counterparty")

Label = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Missed:
    """What a person says that an item announces, in its words where it can be."""

    type: str
    company: str
    person: str = ""
    role: str = ""
    counterparty: str = ""
    side: str = ""
    certainty: str = Certainty.DONE.value


@dataclass(frozen=True, slots=True)
class MadeEvent:
    """What came of an event that was missed: its item, what its company was taken for, the calls to make."""

    announcement: Announcement
    correction: Correction
    match: Match
    triggers: tuple[Trigger, ...]
    failures: tuple[CallnowError, ...]


def add_missed(settings: Settings, item: str, missed: Missed, now: datetime) -> MadeEvent:
    """Makes the event that a person found in an item, as a run would have; nothing is sent before the next run.

    Raises UsageError where the item is unknown or one of several, or where a word is none that can be used.
    """
    _check(missed)
    with only_run(settings.home, "a correction"):
        knowledge = load_knowledge(settings)
        with writing(settings) as con:
            announcement = find_item(con, item)
            missed = replace(missed, company=as_written(announcement, missed.company))
            silenced = set(wrong_stories(con))
            event = _not_called_wrong(con, missed_event(announcement, missed), silenced)
            (read,) = resolve_batch([announcement], [[event]], knowledge)
            concluded = _keep_said(con, read, silenced, knowledge, now)
            story = next(iter(concluded.stories), None)
            correction = make_correction(Kind.MISSED, event, story.id if story else "", now, ON_THE_COMMAND_LINE)
            keep_correction(con, correction)
        failures = publish_all(settings)
    return MadeEvent(announcement, correction, read.events[0].match, concluded.amended, failures)


def _not_called_wrong(con: Connection, event: CompanyEvent, silenced: set[str]) -> CompanyEvent:
    """The event under an id that was never called wrong: the one that was keeps its id and stays silent."""
    while not silenced.isdisjoint(stories_reporting(con, [event.id])):
        event = replace(event, id=stable_id(SAID, event.id))
    return event


def _keep_said(
    con: Connection, read: ReadAnnouncement, silenced: set[str], knowledge: Knowledge, now: datetime
) -> Understood:
    """Keeps what a person's event comes to, and returns it. Said before with other words, it leaves its story first and
    enters one as it is now; its calls are amended, not told again."""
    event = read.events[0].event
    planned = planned_deliveries(con, now, stories=[story.id for story in _not_silenced(con, read, silenced)])
    said_otherwise = any(one.id == event.id and one != event for one in events_of(con, [event.announcement_id]))
    if said_otherwise:
        withdraw(con, [event.id], knowledge, now)
        update_events(con, [event])
    # What is so after all begins a story of its own.
    stories = _not_silenced(con, read, silenced)
    concluded = conclude([read], stories, planned, knowledge, lambda story: now, now=now)
    calls = (*concluded.triggers, *concluded.amended)
    concluded = replace(concluded, announcements=(), triggers=(), amended=calls)  # a run still reads what is unread
    keep_understood(con, concluded, now)
    if said_otherwise:
        likely = [story for story in concluded.stories if certainty_of(story) is not Certainty.DENIED]
        told = [report.event.id for story in likely for report in story.reports]
        bring_back(con, told, [story.id for story in likely])
    return concluded


def _not_silenced(con: Connection, read: ReadAnnouncement, silenced: set[str]) -> list[Story]:
    return [story for story in stories_of(con, companies_of([read])) if story.id not in silenced]


def find_item(con: Connection, item: str) -> Announcement:
    """The one announcement of that id, address or part of its title. Raises UsageError where it is none, or several."""
    wanted = item.strip()
    items = find_announcements(con, wanted, SHOWN + 1) if wanted else []
    if len(items) == 1:
        return items[0]
    if not items:
        raise UsageError(
            f"no news item {item!r} was read",
            where="ITEM",
            hint="its address, or words of its title as they follow each other; "
            "`callnow query 'SELECT id, title, url FROM announcements'` lists all",
        )
    listed = [f"“{a.title}”, {a.source}, {a.published_at:%Y-%m-%d} (id {a.id})" for a in items[:SHOWN]]
    more = ["and more"] * (len(items) > SHOWN)
    raise UsageError(
        f"{item!r} may be several news items: {'; '.join([*listed, *more])}", where="ITEM", hint="give the id"
    )


def as_written(announcement: Announcement, company: str) -> str:
    """A company's name as an item writes it, whatever its capitals. Raises UsageError where it does not name it."""
    words = re.sub("['’]", "['’]", r"\s+".join(map(re.escape, company.split())))
    if named := re.search(rf"(?<!\w){words}(?!\w)", "\n".join(text_parts(announcement)), re.IGNORECASE):
        return " ".join(named[0].split())
    raise UsageError(
        f"“{announcement.title}” does not name {company!r}", where="--company", hint="the company as the item writes it"
    )


def missed_event(announcement: Announcement, missed: Missed) -> CompanyEvent:
    """The event as a person says it, certain, with the sentence that names most of it."""
    slots = {name: value for name in ("person", "role", "counterparty") if (value := getattr(missed, name))}
    read = ReadEvent(missed.type, missed.company, 1.0, missed.certainty, missed.side, slots, (missed.company,))
    event = from_reader(announcement, read, text_parts(announcement), "")
    # An id of its own: what detection found of the same event stays, and this one makes its story certain.
    return replace(event, id=stable_id(SAID, event.id), rule=SAID, company_evidence=(SAID,))


def _check(missed: Missed) -> None:
    types = sorted(event_types())
    if missed.type not in types:
        raise UsageError(f"{missed.type!r} is not an event type", where="--type", hint=f"one of {', '.join(types)}")
    if not missed.company:
        raise UsageError("no company was given", where="--company", hint="the company as the item writes it")
    if missed.certainty not in list(Certainty):
        raise UsageError(
            f"{missed.certainty!r} is not a certainty", where="--certainty", hint=f"one of {', '.join(Certainty)}"
        )
    two_sided = event_types()[missed.type].two_sided
    if two_sided and missed.side not in SIDES:
        raise UsageError(
            f"{missed.type} has two sides", where="--side", hint="say whether the company is acquirer or target"
        )
    if missed.side and not two_sided:
        raise UsageError(f"{missed.type} has no sides", where="--side", hint="leave it out")


def labelled_lines(settings: Settings) -> list[Label]:
    """One labelled line an item that was corrected, in the form of the texts the reader is trained on.

    What was called wrong is absent, what was missed stands firm, and everything else teaches neither way.
    """
    with reading(settings) as con:
        corrections: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in all_corrections(con):
            corrections[row["announcement_id"]].append(row)
        announcements = announcements_of(con, list(corrections))
        events_read: dict[str, list[CompanyEvent]] = defaultdict(list)
        for event in events_of(con, list(corrections)):
            events_read[event.announcement_id].append(event)
    read = read_closely(announcements, shipped_reader()) if announcements else []
    lines = (
        labelled_line(announcement, events_read[announcement.id], corrections[announcement.id], detection.organisations)
        for announcement, detection in zip(announcements, read, strict=True)
    )
    return [line for line in lines if line]


def labelled_line(
    announcement: Announcement,
    events: Sequence[CompanyEvent],
    corrections: Sequence[dict[str, Any]],
    organisations: Sequence[str],
) -> Label | None:
    """An item with what was said of it as a label; None where that teaches nothing about reading.

    A wrong company is a mistake of the match, not of the reading, unless the text does not name the company at all.
    `organisations` are those the reader sees in the text: a line must name them all, not only those of its events.
    """
    title, body = text_parts(announcement)
    text = f"{title}\n{body}"
    wrong = {
        row["event_id"]
        for row in corrections
        if row["kind"] == Kind.WRONG_EVENT or (row["kind"] == Kind.WRONG_COMPANY and row["company"] not in text)
    }
    left = [event for event in events if event.id not in wrong]
    labels = [label for event in _each_once(left) if (label := _label(event, text))]
    if not wrong and all(label.get("implied") for label in labels):
        return None
    of_events = (getattr(event, name) for event in events for name in ORGANISATIONS)
    persons = {event.person for event in left}  # whom the reader may take for an organisation
    names = dict.fromkeys(name for name in (*organisations, *of_events) if name in text and name not in {"", *persons})
    line = {"id": announcement.id, "title": title, "body": body, "events": labels, "orgs": list(names)}
    return line | {"doubtful": False, "part": "train"}


def _each_once(events: Sequence[CompanyEvent]) -> Iterator[CompanyEvent]:
    """What was said, then what was read beside it: an event that was said as well is not given twice."""
    missed = [event for event in events if event.rule == SAID]
    yield from missed
    known = {(event.type, event.side, event.company, event.person) for event in missed}
    for event in events:
        if event.rule != SAID and (event.type, event.side, event.company, event.person) not in known:
            yield event


def _label(event: CompanyEvent, text: str) -> Label | None:
    """An event as a label: slots that stand in the text character by character. None where its company does not."""
    company = next((name for name in event.names if name in text), "")
    if not company:
        return None
    label: Label = {"type": event.type, "company": company, "planning": event.certainty.value}
    if event.side:
        label["side"] = event.side
    for name in SLOTS:
        value = getattr(event, name)
        if value and value in text:
            label[OTHER_NAMES.get(name, name)] = value
    return label if event.rule == SAID else label | {"implied": True}
