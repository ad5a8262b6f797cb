"""Days that a text names ahead of its own, and who is told to leave and is still there until then: who retires in
March, is succeeded in May, begins elsewhere next month.

A day without a year is the nearest one, so that "effective November 9", written on the 18th, is past.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import date, timedelta
from itertools import pairwise

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.cadence.calendar_words import day_named_in
from matching.cadence.day_words import MONTH, NoSuchDay
from matching.comparing.persons import name_in_text
from matching.detection.named import names_person, person_in_text
from matching.event_types import is_leaving

_FURTHEST = timedelta(days=200)  # a day named without its year that were further ahead is last year's
_DAY = (
    rf"{MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:\s\d{{4}})?|"
    rf"{MONTH}\s\d{{4}}"
)
NAMED_DAY = rf"(?P<day>{_DAY})\b"
"""A day, with or without its year, or a month of a year, as the group "day"."""
_END = r"(?:at|by|from|after)\s(?:the\s)?end\sof\s(?!last\b)"
_GOES = (
    r"(?:retires?|leaves?|departs?|exits?|resigns?|steps?\sdown|retiring|leaving|departing|resigning|stepping\sdown)"
)
_WHEN = re.compile(
    rf"\b(?:{_GOES}|effective|retirement|resignation|departure)\b(?:\s(?!{MONTH})[\w’'-]+){{0,6}}?,?"
    rf"\s(?:on\s|by\s|as\sof\s|from\s|in\s|effective\s)*(?:(?P<end>{_END})|{NAMED_DAY})",
    re.IGNORECASE,
)
_GOES_IN_MONTH = re.compile(  # "retires in March", of whatever year: the next one
    rf"\b(?:retires|leaves|departs|exits|resigns|steps\s(?:down|aside))\b(?:\s(?!{MONTH})[\w’'-]+){{0,6}}?\s(?:in|next)\s{MONTH}\b(?!\s\d)",
    re.IGNORECASE,
)
_GOING = r"(?:retirement|departure|exit|resignation)\b"
_PLANNED = rf"(?:planned|upcoming|impending|imminent|pending|scheduled|forthcoming|expected|looming)\s{_GOING}"
_TO_RETIRE = re.compile(
    r"\bannounc\w+\s(?:the\s)?(?:(?:planned|upcoming|pending|forthcoming|intended)\s)*retirement\sof\b", re.IGNORECASE
)
# Who changes posts is there until the new one begins: "She will take up the post in January."
_BEGINS = re.compile(
    rf"\b(?:(?P<will>will)\s|to\s)?(?:tak(?:es?|ing)\s(?:up|over|on)|starts?|begins?|joins?|assumes?|becom(?:es?|ing)|starting|"
    rf"joining|term|effective|with\seffect)\b(?:\s(?!{MONTH})[\w’'&-]+){{0,9}}?,?\s(?:{NAMED_DAY}|(?:on|from|in|at|by|of)\s"
    rf"(?:the\s(?:start|beginning|end|middle)\sof\s)?(?:{NAMED_DAY.replace('<day>', '<on>')}|"
    rf"(?P<month>{MONTH}|next\syear|the\s(?:new\syear|spring|summer|autumn))))",
    re.IGNORECASE,
)
_IS_MOVER = re.compile(r"^\W*(?:he|she|they|(?:m[rs]s?|dr)\.?\s)\b", re.IGNORECASE)
_HAS_LEFT = re.compile(
    r"\b(?:left(?!\s(?:to|by|open|vacant|behind)\b)|(?:has|have|had)\s(?:\w+\s)?departed)\b", re.IGNORECASE
)
_WENT = re.compile(
    rf"{_HAS_LEFT.pattern}|\b(?:resigned|retired|departed|quit|stepped\s(?:down|aside)|fired|ousted|dismissed|sacked|took\seffect)\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\bwho\s(?:(?:has|had)\s)?(?:\w+ly\s)?(?:retired|left|departed|resigned|died|quit|stepped\sdown)\b"
    r"|\b(?:effective|with)\simmediate(?:ly|\seffect)\b|\beffective\stoday\b",
    re.IGNORECASE,
)
# Not who will leave a gap behind, or the board
_WILL_GO = (
    r"\s(?:also\s|now\s|then\s|instead\s|both\s)?(?:will|is\sto|plans\sto|intends\sto|is\s(?:set|due|scheduled)\sto)\s"
    r"(?:(?:be\s)?(?:leave|leaving|depart|exit|vacate|step\sdown|stepping\sdown|retire|retiring|resign)\b"
    r"(?!\s(?:immediately|today|behind|an?|big|large|from\sthe\sboard|(?:the|its|their|h(?:is|er))\s(?:\w+\s)?board)\b)|"
    r"be\srelieved\b(?!\sto\b)|not\s(?:stay|remain|continue\s(?:in|as|at))\b(?!\s(?:on\s)?the\s(?:\w+\s)?board))"
)
_NO_LONGER = re.compile(
    rf"{_HAS_LEFT.pattern}|{_GONE.pattern}|\b(?:retired|quit|stepped\s(?:down|aside)|fired|ousted|dismissed|sacked|removed)\b",
    re.IGNORECASE,
)


def leaves_later(event: CompanyEvent, sentences: Sequence[str], today: date | None, joining: Set[str]) -> bool:
    """Whether somebody leaves on a day ahead, will leave, is still in the post, or is only to be succeeded later."""
    if not is_leaving(event.type) or not event.person:
        return False
    surname = fold(name_in_text(event.person)).split()
    told = [one for one in sentences if set(surname) <= set(fold(one).split())]
    if any(_GONE.search(one) for one in told):
        return False
    if any(_is_there(one, event, told) for one in sentences) or _is_succeeded_later(event, sentences, today):
        return True
    if _will_go(event, sentences, told, joining <= {fold(event.person)}):
        return True
    if any(_GOES_IN_MONTH.search(one) for one in told) or _is_planned_to_go(event, sentences):
        return True
    whens = [when for one in told for when in _WHEN.finditer(one)]
    ahead = [names_day_ahead(when, today) for when in whens]
    return any(ahead) or (not ahead and any(_TO_RETIRE.search(one) for one in told))


def _will_go(event: CompanyEvent, sentences: Sequence[str], told: Sequence[str], alone: bool) -> bool:
    """Whether somebody "will leave" by the sentences about them; "she" is who was named before where they are `alone`,
    with nobody else who takes a post."""
    if any(map(_NO_LONGER.search, told)):
        return False
    name = rf"\b{person_in_text(event.person)}"
    goes = rf"{name}(?:,(?:\s\d\d,)?\swho)?{_WILL_GO}"
    she = rf"\b(?:[Hh]e|[Ss]he){_WILL_GO}"
    of_them = (one for before, one in pairwise(["", *sentences]) if one in told or before in told)
    return any(re.search(goes, one) for one in told) or (alone and any(re.search(she, one) for one in of_them))


def _is_planned_to_go(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether the sentences about somebody tell of their planned retirement, or of what comes ahead of it, and none
    that they have gone: of whoever is gone, too, shares "fell ahead of Roe's departure"."""
    name = person_in_text(event.person)
    ahead = rf"\b{name}['’]s?\s{_PLANNED}|\b(?i:ahead\sof)\s(?:[\w’'-]+\s){{0,6}}?{name}['’]s?\s{_GOING}"
    told = [one for one in sentences if re.search(rf"\b{name}", one)]
    return any(re.search(ahead, one) for one in told) and not any(_WENT.search(one) for one in told)


def begins_elsewhere(event: CompanyEvent, sentences: Sequence[str], today: date | None, joining: Set[str]) -> bool:
    """Whether who leaves for another post, and has not left yet by the text, begins there on a day ahead."""
    if not is_leaving(event.type) or fold(event.person) not in joining:
        return False
    surname = fold(name_in_text(event.person))
    told = [one for one in sentences if surname in fold(one).split() or (len(joining) == 1 and _IS_MOVER.search(one))]
    if any(_GONE.search(one) or _HAS_LEFT.search(one) for one in told):
        return False
    return any(_begins_ahead(one, today) for one in told)


def is_yet_to_begin(sentence: str, written: date, today: date) -> bool:
    """Whether who a sentence of a day has take a post begins after `today`: "named president, effective Feb. 1"."""
    days = [day for when in _BEGINS.finditer(sentence) if (day := _day_meant(when, written))]
    return any(day > today for day in days)


def _begins_ahead(sentence: str, today: date | None) -> bool:
    """Whether a sentence says that somebody begins on a day ahead."""
    whens = _BEGINS.finditer(sentence)
    return any(when["will"] or when["month"] is not None or names_day_ahead(when, today) for when in whens)


def _is_succeeded_later(event: CompanyEvent, sentences: Sequence[str], today: date | None) -> bool:
    """Whether a text says of somebody only that they are succeeded, by who begins on a day ahead."""
    name = person_in_text(event.person)
    told = [one for one in sentences if names_person(one, event.person)]
    succeeded = rf"(?i:\b(?:succeed\w*|replac\w*|takes?\sover\sfrom)\s)(?:[\w’'.-]+\s){{0,5}}?{name}\b"
    if not any(re.search(succeeded, one) for one in told):
        return False
    told = [_STILL_DOES.sub(" ", one) for one in told]
    gone = any(_GONE.search(one) or _HAS_LEFT.search(one) or _LEFT_BEFORE.search(one) for one in told)
    return not gone and any(_begins_ahead(one, today) for one in sentences)


_STILL_DOES = re.compile(
    r"\bwho\shas\s(?:led|headed|run|chaired|served|been|held)\b(?:\s(?!former)[\w’'-]+){0,7}?\s(?:since|for)\b",
    re.IGNORECASE,
)
_LEFT_BEFORE = re.compile(
    r"\b(?:former|ex|late|following|after|since|until|interim|acting|moved|joined|resigned|departed|retired|died|was|were|who\shas|ousted|"
    r"fired|removed|dismissed)\b",
    re.IGNORECASE,
)


def _is_there(sentence: str, event: CompanyEvent, told: Sequence[str]) -> bool:
    """Whether somebody "is currently vice president at" the company that they leave."""
    place = re.search(r"\bcurrently\b", sentence, re.IGNORECASE)
    is_of_them = sentence in told or re.match(r"(?:he|she|they)\b", sentence, re.IGNORECASE)
    if place is None or not is_of_them:
        return False
    return any(name in sentence[place.end() :] for name in event.names)


def names_day_ahead(when: re.Match[str], today: date | None) -> bool:
    """Whether what a pattern with `NAMED_DAY` (or "on" for "day") found is ahead of a text's day; "end" always is."""
    if when.groupdict().get("end"):
        return True
    day = _day_meant(when, today) if today else None
    return bool(day and today and day > today)


def _day_meant(when: re.Match[str], written: date) -> date | None:
    """The day that a pattern with `NAMED_DAY` (or "on" for "day") found in a text of a day; None for none."""
    words = " ".join(re.sub(r"[.,]", " ", (when["day"] or when.groupdict().get("on") or "").lower()).split())
    try:
        day = day_named_in(words, written, in_full=False)
    except NoSuchDay:
        return None
    return day if day and (re.search(r"\d{4}", words) or day - written <= _FURTHEST) else None
