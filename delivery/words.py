"""What people read of types, ages, filings, numbers and contacts, on cards, in lists and on the command line."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

import phonenumbers

from callnow.dates import day_in_words, names_stretch
from callnow.model import Story, Touch
from callnow.terms import ContactKind

IN_TOUCH = "in touch"  # how, a list does not say
_CALLED = {"record_stale": "check the record", "follow_up": "follow-up"}


def type_in_words(kind: str) -> str:
    """What a type of trigger is called wherever people read it, on cards, in lists and in filters."""
    return _CALLED.get(kind, kind.replace("_", " "))


def age_in_words(then: datetime, now: datetime) -> str:
    """How long ago, roughly: "12 minutes ago", "5 hours ago", "3 days ago"."""
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 2:
        return "just now"
    for unit, size, upto in (("minute", 1, 60), ("hour", 60, 48), ("day", 1440, 21), ("week", 10080, 9)):
        if minutes < size * upto:
            count = minutes // size
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return f"on {day_in_words(then)}"


def filed_in_words(story: Story) -> str:
    """ "Filed, not yet in the news: WARN notices, Ohio, no. 17, filed on 2 March 2026, holds from 1 May 2026"."""
    if not story.filed:
        return ""
    last = max(story.filed, key=lambda filing: filing.filed_on or date.min)
    number = f"no. {last.number}" if last.number else ""
    filed_on = f"filed on {day_in_words(last.filed_on)}" if last.filed_on else ""
    holds_from = f"holds from {day_in_words(last.effective_on)}" if last.effective_on else ""
    more = f"{len(story.filed)} filings" if len(story.filed) > 1 else ""
    particulars = ", ".join(filter(None, (last.register, number, filed_on, holds_from, more)))
    return f"Filed: {particulars}" if story.in_the_press else f"Filed, not yet in the news: {particulars}"


def promise_label(noted: bool) -> str:
    """What a promise is called: a reminder of the recruiter's own was never promised to anybody."""
    return "Noted" if noted else "Promised"


def promised_day(promised: str, due_on: date | None) -> str:
    """When what was promised is due: "by 4 May 2026", or "from 1 December 2026", as of "first week of December"; ""
    where no day is known."""
    if due_on is None:
        return ""
    return f"{'from' if names_stretch(promised) else 'by'} {day_in_words(due_on)}"


@lru_cache(maxsize=4096)  # the numbers of a list are shown again with every click
def readable_number(phone: str) -> str:
    """A number as people read it; "" where it is none."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def contact_in_words(touch: Touch) -> str:
    """How a contact went: "called: good talk"; of a call that reached nobody, why: "no answer"."""
    if touch.kind is ContactKind.VOICEMAIL and touch.outcome:
        return touch.outcome
    kind = IN_TOUCH if touch.kind is ContactKind.IMPORT else touch.kind
    return f"{kind}: {touch.outcome}" if touch.outcome else str(kind)
