"""What the templates may say, read from story, prospect and touches: fit to be spoken, nothing that was not read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import cast

from nameparser import HumanName

from callnow.model import SLOTS, Prospect, Report, Story, Touch
from callnow.terms import TALKS, Certainty
from matching.comparing.persons import same_person
from matching.wording import Slots

_SHOUTED = 12  # letters from which capitals are a wire's headline style and no short name


def story_slots(story: Story, lead: Report, certainty: Certainty) -> Slots:
    """The slots that all prospects of a story share; `lead` is the report that says most."""
    event = lead.event
    told: Slots = {
        "type": event.type,
        "company": plain(event.company),
        "side": event.side,
        "doubtful": not (story.certain and story.dated),
        "rumoured": certainty is Certainty.RUMOURED,
        "done": certainty is Certainty.DONE,
        "people": people_of(story, lead),
        "headline": plain(lead.title),
        "source": plain(lead.source),
        "day": day_in_words(story.first.published_at.date()),
    }
    return cast(Slots, {**told, **{name: plain(getattr(event, name)) for name in SLOTS}})


def people_of(story: Story, lead: Report) -> tuple[tuple[str, str], ...]:
    """Everyone the story names, each with a role or "", the lead's person first; two spellings of one are one."""
    found: list[tuple[str, str]] = []
    for event in (lead.event, *(r.event for r in story.reports)):
        if event.person and not any(same_person(event.person, name) for name, _ in found):
            found.append((plain(event.person), plain(event.role)))
    return tuple(found)


def prospect_slots(prospect: Prospect, touches: Sequence[Touch], today: date) -> Slots:
    """The slots of one prospect and of what was said so far; `today` tells whether a month needs its year."""
    slots: Slots = {
        "employer": plain(prospect.employer),
        "name": plain(prospect.name),
        "first_name": first_name(prospect.name),
        "title": plain(prospect.title),
        "function": prospect.function,
        "recruiter": "" if "@" in prospect.owner else plain(prospect.owner),
    }
    if touches:
        last = max(touches, key=lambda t: t.at)
        talks = [t.at.date() for t in touches if t.kind in TALKS and t.at.date() <= today]
        slots["spoken"] = _spoken(max(talks), today) if talks else ""
        slots["promised"] = plain(last.promised)
        slots["topic"] = plain(next((t.topic for t in sorted(touches, key=lambda t: t.at)[::-1] if t.topic), ""))
    return slots


@lru_cache(maxsize=65536)
def first_name(name: str) -> str:
    """The name to greet with; the whole name where none can be told apart."""
    return plain(HumanName(name).first or name)


def day_in_words(day: date) -> str:
    """June 3"""
    return f"{day:%B} {day.day}"


def _spoken(day: date, today: date) -> str:
    if (today - day).days < 28:
        return f"on {day_in_words(day)}"
    return f"in {day:%B}" if (today - day).days < 300 else f"in {day:%B %Y}"


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """One line without control or direction characters; a name shouted as headlines do is said quietly."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words.title() if words.isupper() and len(words) > _SHOUTED else words
