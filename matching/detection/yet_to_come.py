"""Departures that are told as done, though the text names a day ahead: who retires in March is still there today.

Days are compared with the announcement's own; a day without a year is the nearest one, so that "effective November 9",
written on the 18th, is past.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from callnow.fold import fold
from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.cadence.calendar_sums import MONTH
from matching.cadence.calendar_words import NoSuchDay, day_named_in
from matching.grammar.tokens import split_sentences

_FURTHEST = timedelta(days=200)  # a day named without its year that were further ahead is last year's
_DAY = (
    rf"{MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:\s\d{{4}})?|"
    rf"{MONTH}\s\d{{4}}"
)
_NAMED_DAY = rf"(?P<day>{_DAY})\b"
_END = r"(?:at|by|from|after)\s(?:the\s)?end\sof\s(?!last\b)"
_GOES = (
    r"(?:retires?|leaves?|departs?|exits?|resigns?|steps?\sdown|retiring|leaving|departing|resigning|stepping\sdown)"
)
_WHEN = re.compile(
    rf"\b(?:{_GOES}|effective|retirement|resignation|departure)\b(?:\s(?!{MONTH})[\w’'-]+){{0,6}}?,?"
    rf"\s(?:on\s|by\s|as\sof\s|from\s|in\s|effective\s)*(?:(?P<end>{_END})|{_NAMED_DAY})",
    re.IGNORECASE,
)
_TO_RETIRE = re.compile(
    r"\bannounc\w+\s(?:the\s)?(?:(?:planned|upcoming|pending|forthcoming|intended)\s)*retirement\sof\b", re.IGNORECASE
)
_GONE = re.compile(
    r"\bwho\s(?:(?:has|had)\s)?(?:\w+ly\s)?(?:retired|left|departed|resigned|died|quit|stepped\sdown)\b"
    r"|\b(?:effective|with)\simmediate(?:ly|\seffect)\b|\beffective\stoday\b",
    re.IGNORECASE,
)


def with_days_ahead(events: Sequence[CompanyEvent], text: str, today: date | None) -> list[CompanyEvent]:
    """The events of a text; departures told as done that are yet to come as announced. `today` is the text's own day,
    None where it is not known."""
    sentences = [sentence for _, sentence in split_sentences(text)]
    return [
        replace(event, certainty=Certainty.ANNOUNCED) if _is_ahead(event, sentences, today) else event
        for event in events
    ]


def _is_ahead(event: CompanyEvent, sentences: Sequence[str], today: date | None) -> bool:
    if event.type != "executive_departed" or event.certainty is not Certainty.DONE or not event.person:
        return False
    surname = fold(event.person).split()[-1:]
    told = [one for one in sentences if set(surname) <= set(fold(one).split())]
    if any(_GONE.search(one) for one in told):
        return False
    if any(_is_there(one, event, told) for one in sentences):
        return True
    whens = [when for one in told for when in _WHEN.finditer(one)]
    ahead = [_names_day_ahead(when, today) for when in whens]
    return any(ahead) or (not ahead and any(_TO_RETIRE.search(one) for one in told))


def _is_there(sentence: str, event: CompanyEvent, told: Sequence[str]) -> bool:
    """Whether somebody "is currently vice president at" the company that they leave."""
    place = re.search(r"\bcurrently\b", sentence, re.IGNORECASE)
    who = sentence in told or re.match(r"(?:he|she|they)\b", sentence, re.IGNORECASE)
    return bool(place and who) and any(name in sentence[place.end() :] for name in event.names if place)


def _names_day_ahead(when: re.Match[str], today: date | None) -> bool:
    if when["end"]:
        return True
    words = re.sub(r"[.,]", " ", when["day"].lower())
    try:
        day = day_named_in(" ".join(words.split()), today, in_full=False) if today else None
    except NoSuchDay:
        return False
    if day is None or today is None:
        return False
    return day > today and (bool(re.search(r"\d{4}", words)) or day - today <= _FURTHEST)
