"""All that there was with one person: talks, promises, calls and what became of them, news, who did what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from callnow.dates import day_in_words
from callnow.model import Story
from callnow.people import KnownPerson
from callnow.store import Connection
from callnow.store.activity import activities_of
from callnow.store.people import touches_of
from callnow.store.people_list import calls_to, news_of
from callnow.terms import Act, Action, ContactKind, SaidBy
from callnow.versions import current_versions
from delivery.clean import safe_link
from delivery.page.desk import Desk
from delivery.words import contact_in_words, promise_label, promised_day, type_in_words

MOST = 200  # of each kind
SHOWN_OTHERWISE = frozenset(
    {Act.LOGGED, Action.CALLED, Action.VOICEMAIL, Action.NO_ANSWER, Action.BUSY, Action.WRONG_NUMBER}
)  # each left a talk
PUT_OFF = "put off"  # what became of a call, as the view calls_ever says it
SHOWN = 25  # the newest; the rest is folded away


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line: when (a day alone where no hour is known), of which kind, in words, with more below; `note` says what
    became of it, `by` who did it."""

    when: datetime | date
    kind: str
    words: str
    more: str = ""
    note: str = ""
    by: str = ""
    link: str = ""
    source: str = ""

    @property
    def order(self) -> tuple[datetime, str]:
        """The place among others; a day alone stands at its end, behind what was done on it."""
        if isinstance(self.when, datetime):
            return (self.when if self.when.tzinfo else self.when.replace(tzinfo=UTC), self.kind)
        return (datetime.combine(self.when, time.max, UTC), self.kind)


def load_timeline(con: Connection, desk: Desk, known: KnownPerson) -> list[TimelineEntry]:
    """What there was with a person."""
    entries = (
        *_talks(con, desk, known),
        *_calls(con, desk, known),
        *_news(con, known),
        *_records(known),
        *_acts(con, known),
    )
    return sorted(entries, key=lambda entry: entry.order, reverse=True)


def _talks(con: Connection, desk: Desk, known: KnownPerson) -> Iterator[TimelineEntry]:
    for touch in touches_of(con, [known.person.id])[-MOST:]:
        promised = f"{promise_label(desk.is_noted(touch))}: “{touch.promised}”" if touch.promised else ""
        due = f"next call {promised_day(touch.promised, touch.due_on)}" if touch.due_on else ""
        topic = f"To come back to: {touch.topic}" if touch.topic else ""
        ahead = ", ".join(filter(None, (promised, due)))
        more = "\n".join(filter(None, (touch.note, ahead[:1].upper() + ahead[1:], topic)))
        when = touch.at.astimezone(desk.zone).date() if touch.kind is ContactKind.IMPORT else touch.at
        yield TimelineEntry(when, "talk", contact_in_words(touch), more, by=touch.owner)


def _calls(con: Connection, desk: Desk, known: KnownPerson) -> Iterator[TimelineEntry]:
    for call in calls_to(con, known.person.id, desk.now(), desk.zone.key, MOST):
        put_off = call["became"] == PUT_OFF
        until = f" until {day_in_words(call['put_off_until'].astimezone(desk.zone))}" if put_off else ""
        link = f"/calls/{call['trigger_id']}"
        yield TimelineEntry(call["decided_at"], "call", call["why"], note=call["became"] + until, link=link)


def _news(con: Connection, known: KnownPerson) -> Iterator[TimelineEntry]:
    return map(news_entry, news_of(con, known.person.employer_id, MOST))


def news_entry(story: Story) -> TimelineEntry:
    """The line of a story: as its first report tells it by now, and how many others there are."""
    first, *others = current_versions(story.reports)
    more = f" and {len(others)} more" if others else ""
    return TimelineEntry(
        first.published_at,
        "news",
        first.title,
        note=type_in_words(story.type),
        link=safe_link(first.url),
        source=f"{first.source}{more}",
    )


def _records(known: KnownPerson) -> Iterator[TimelineEntry]:
    for record in known.records:
        if record.said_by is not SaidBy.PERSON:
            post = ", ".join(filter(None, (record.given.name, record.given.title, record.given.employer)))
            yield TimelineEntry(record.changed_on, "import", f"As an import gives them: {post}")
    for merge in known.merges:
        by_hand = " by hand" if merge.said_by is SaidBy.PERSON else ""
        yield TimelineEntry(merge.merged_on, "merged", f"One person with {known.called(merge)}{by_hand}")


def _acts(con: Connection, known: KnownPerson) -> Iterator[TimelineEntry]:
    for act in activities_of(con, known.person.id, MOST):
        if act["act"] not in SHOWN_OTHERWISE:
            yield TimelineEntry(
                act["done_at"], "done", " ".join(filter(None, (act["act"], act["detail"]))), by=act["done_by"]
            )
