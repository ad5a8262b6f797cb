"""The card: everything a recruiter sees of one trigger, ready to call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from callnow.dates import day_in_words
from callnow.model import Feature, Prospect, Report, Story, Touch, Trigger
from callnow.terms import ContactKind, Tier, TriggerKind, TriggerState
from callnow.versions import current_versions
from delivery.clean import clean_lines, clean_text, safe_link, tel_link
from delivery.hours import CallMoment, call_moment
from delivery.words import (
    IN_TOUCH,
    age_in_words,
    filed_in_words,
    promise_label,
    promised_day,
    readable_number,
    type_in_words,
)

if TYPE_CHECKING:
    from callnow.waiting import CallsInOne
    from delivery.withdrawal import Withdrawal

# Longer than any real one, so that one absurd field cannot push the phone number off a page.
FIELD_LIMIT, SENTENCE_LIMIT, SCRIPT_LIMIT = 120, 400, 1200
MOST_ALSO = 3  # of a person's other numbers
_NOTE = re.compile(r"Your note: “(.*)”\.$")
_JUST_SEEN = timedelta(days=7)  # how long after it came out somebody can have "just" seen news


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another prospect at the same employer, who may know more or be next to call."""

    prospect_id: str
    name: str
    title: str
    phone: str
    tel: str


@dataclass(frozen=True, slots=True)
class Card:
    """One call to make, as data. All text is cleaned (one line, but for `voicemail` and `notes`); links are
    http(s) or "". Channels only lay it out.

    `phone` is for people to read, `tel` the link that dials it; without a number both are "" and `phone_note`
    says why; `phone_doubt` is what speaks against a number that stands. `sentence` is quoted from the report at `link`;
    `reports` counts the wires that told the story.
    `age` and `moment` hold at `made_at`. `filed` says where and when it was filed, and whether the press has it yet; ""
    where no register speaks. `told_with` are the ids of other triggers that `why` tells of, too: of one call.
    `noted` says that `promised` is a reminder of the recruiter's own.
    `withdrawal` says why nobody is to call whom a receiver was told to call; None in all other cards.
    """

    trigger_id: str
    prospect_id: str
    employer_id: str
    story_id: str
    event_id: str
    type: str
    kind: TriggerKind
    tier: Tier
    state: TriggerState
    score: float
    reasons: tuple[Feature, ...]
    owner: str
    name: str
    title: str
    employer: str
    city: str
    phone: str
    tel: str
    phone_note: str
    email: str
    profile: str
    moment: CallMoment
    why: str
    opener: str
    voicemail: str
    talking_points: tuple[str, ...]
    headline: str
    sentence: str
    link: str
    source: str
    published_at: datetime | None
    age: str
    reports: int
    last_talk: str
    promised: str
    promised_for: date | None
    notes: str
    colleagues: tuple[Colleague, ...]
    decided_at: datetime
    expires_at: datetime
    made_at: datetime
    filed: str = ""
    told_with: tuple[str, ...] = ()
    phone_doubt: str = ""
    noted: bool = False
    withdrawal: Withdrawal | None = None

    @property
    def event(self) -> str:
        """The trigger's type in words ("executive hired", "check the record")."""
        return type_in_words(self.type)

    @property
    def published_on(self) -> str:
        """The day the news came out, which stays true however late a message is read; "undated" where nobody knows."""
        if self.published_at:
            return day_in_words(self.published_at)
        return "undated" if self.age else ""

    @property
    def promise(self) -> str:
        """What was promised or noted, where `why` does not quote it already."""
        return "" if self.promised in self.why else self.promised

    @property
    def promise_label(self) -> str:
        return promise_label(self.noted)

    @property
    def promised_day(self) -> str:
        return promised_day(self.promised, self.promised_for)

    @property
    def promise_and_day(self) -> str:
        """ "the salary survey (by 4 May 2026)"; "" where there is no `promise`."""
        return f"{self.promise} ({self.promised_day})" if self.promise and self.promised_day else self.promise

    @property
    def other_numbers(self) -> str:
        """The part of `phone_note` that speaks against nothing: "also +1 …"."""
        return self.phone_note.removeprefix(self.phone_doubt).removeprefix("; ") if self.tel else ""

    @property
    def own_notes(self) -> str:
        """The notes, where `why` does not quote all of them already."""
        return "" if _one_line(self.notes) in _one_line(self.why) else self.notes

    @property
    def points_beside_notes(self) -> tuple[str, ...]:
        """The talking points without those that quote the notes, for a card that shows these."""
        notes = _one_line(self.notes)
        return tuple(p for p in self.talking_points if not ((own := _NOTE.match(p)) and _one_line(own[1]) in notes))

    @property
    def urgent(self) -> bool:
        """Whether it asks for a call now."""
        return self.tier is Tier.CALL_NOW and self.withdrawal is None


def build_card(
    trigger: Trigger,
    prospect: Prospect,
    story: Story | None,
    now: datetime,
    *,
    last_touch: Touch | None = None,
    colleagues: Sequence[Prospect] = (),
    told_with: Sequence[str] = (),
    proof: Report | None = None,
    noted: bool = False,
) -> Card:
    """The card of `trigger` at `now` (UTC).

    `story` is None for a trigger that no news made (cadence, stale). `colleagues` are the other prospects at the
    same employer, in the order they are to be shown, `told_with` the ids of other triggers that its words tell of,
    `proof` the report that proves what these say first, where that is another's; `noted` says that what the last
    touch promised is only the recruiter's own reminder.
    """
    report = proof or proving_report(trigger, story)
    phone, tel, phone_note = _phone(prospect)
    return Card(
        trigger_id=trigger.id,
        prospect_id=prospect.id,
        employer_id=trigger.employer_id,
        story_id=trigger.story_id,
        event_id=trigger.event_id,
        type=trigger.type,
        kind=trigger.kind,
        tier=trigger.tier,
        state=trigger.state,
        score=trigger.score,
        reasons=trigger.reasons,
        owner=clean_text(trigger.owner or prospect.owner, FIELD_LIMIT),
        name=clean_text(prospect.said_name, FIELD_LIMIT),
        title=clean_text(prospect.title, FIELD_LIMIT),
        employer=clean_text(prospect.employer, FIELD_LIMIT),
        city=clean_text(prospect.city, FIELD_LIMIT),
        phone=phone,
        tel=tel,
        phone_note=phone_note,
        email=clean_text(prospect.email, 254),
        profile=safe_link(prospect.url),
        moment=call_moment(prospect.phone, prospect.city, prospect.time_zone, now, country=prospect.country),
        why=clean_text(trigger.why, SENTENCE_LIMIT),
        opener=clean_text(_opener(trigger, report, now), SCRIPT_LIMIT),
        voicemail=clean_lines(trigger.voicemail[:SCRIPT_LIMIT]) if tel else "",
        talking_points=tuple(clean_text(point, SENTENCE_LIMIT) for point in trigger.talking_points),
        headline=clean_text(report.title, SENTENCE_LIMIT) if report else "",
        sentence=clean_text(report.event.sentence or report.title, SENTENCE_LIMIT) if report else "",
        link=safe_link(report.url) if report else "",
        source=clean_text(report.source, FIELD_LIMIT) if report else "",
        published_at=report.published_at if report and not report.undated else None,
        age=_age(report, now) if report else "",
        reports=len(current_versions(story.reports)) if story else 0,
        last_talk=_last_talk(last_touch, now),
        promised=clean_text(last_touch.promised, SENTENCE_LIMIT) if last_touch else "",
        promised_for=last_touch.due_on if last_touch else None,
        notes=clean_lines(prospect.notes),
        colleagues=tuple(_colleague(p) for p in colleagues if p.id != prospect.id),
        decided_at=trigger.decided_at,
        expires_at=trigger.expires_at,
        made_at=now,
        filed=clean_text(filed_in_words(story), SENTENCE_LIMIT) if story else "",
        told_with=tuple(told_with),
        phone_doubt=clean_text(prospect.phone_note, FIELD_LIMIT) if tel else "",
        noted=noted,
    )


def proving_report(trigger: Trigger, story: Story | None) -> Report | None:
    """The report whose event made the trigger, else the one told first."""
    if story is None or not story.reports:
        return None
    return next((r for r in story.reports if r.event.id == trigger.event_id), story.first)


def proof_in(told: CallsInOne, trigger: Trigger) -> Report | None:
    """The report that proves what the call of `trigger` says first."""
    first = told.of(trigger).first or trigger
    return proving_report(first, told.stories.get(first.story_id))


def _opener(trigger: Trigger, report: Report | None, now: datetime) -> str:
    """The opener as it can be said now: what was worded when the news was fresh may have waited for weeks."""
    old = report is not None and now - report.published_at > _JUST_SEEN
    return trigger.opener.replace("I just saw that", "I saw that", 1) if old else trigger.opener


def _age(report: Report, now: datetime) -> str:
    age = age_in_words(report.published_at, now)
    return f"undated, first seen {age}" if report.undated else age


def card_as_dict(card: Card) -> dict[str, Any]:
    """`card` as plain JSON values; times are ISO 8601."""
    plain: dict[str, Any] = _plain(card)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _phone(prospect: Prospect) -> tuple[str, str, str]:
    """The number as people read it, its link, and what there is to say about it."""
    tel = tel_link(prospect.phone)
    also = [f"also {number}" for number in map(readable_number, prospect.other_phones) if number]
    more = [f"{len(also) - MOST_ALSO} more on file"] if len(also) > MOST_ALSO else []  # half a number calls nobody
    note = "; ".join(filter(None, (clean_text(prospect.phone_note, FIELD_LIMIT), *also[:MOST_ALSO], *more)))
    if not tel:
        return "", "", note or "no phone number on file"
    readable = readable_number(prospect.phone)
    return (readable, tel, note) if readable else ("", "", note or f"not a phone number: {prospect.phone}")


def _colleague(prospect: Prospect) -> Colleague:
    phone, tel, _ = _phone(prospect)
    return Colleague(
        prospect.id, clean_text(prospect.said_name, FIELD_LIMIT), clean_text(prospect.title, FIELD_LIMIT), phone, tel
    )


def _one_line(text: str) -> str:
    """Text as it is compared: "Call her Tuesday." says what "call her Tuesday" does."""
    return " ".join(text.split()).strip(" .").casefold()


def _last_talk(touch: Touch | None, now: datetime) -> str:
    """ "called 3 weeks ago: open to a move in spring", or "" if never."""
    if touch is None:
        return ""
    unreached = touch.kind is ContactKind.VOICEMAIL and touch.outcome
    how = touch.outcome if unreached else IN_TOUCH if touch.kind is ContactKind.IMPORT else touch.kind
    note = "" if _one_line(touch.note) == _one_line(touch.promised) else touch.note  # the promise says it
    said = clean_text(note or ("" if unreached else touch.outcome), SENTENCE_LIMIT)
    return f"{clean_text(how, FIELD_LIMIT)} {age_in_words(touch.at, now)}" + (f": {said}" if said else "")
