"""A note kept as a log of dated entries, newest first or last: "2026-11-01: do not call until June", "11/23/2026 JD -
spoke, circle back in six weeks". What an entry says counts from its own day.

An entry begins with a day that has come, at the beginning of a line, or behind a slash, bar or semicolon; a word that
tells of a talk or a try may stand before it ("spoke 10/20/2026: bored"). A day without its year ("LVM 11/20") is the
first one after the last contact of the list, where that is known and not long before it, and all such days of the note
can be so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from callnow.dates import MONTH_NUMBERS, month_and_day
from callnow.refusals import without_ended_refusals
from matching.cadence.day_words import MONTH, WEEKDAY
from matching.cadence.expectations import Expectation
from matching.cadence.noted_promises import promise_in, unread_call
from matching.cadence.own_reminders import VERB
from matching.cadence.told_calls import asks_for_none
from matching.cadence.told_talks import tells_of_talk

OLDEST_YEARS = 25  # an earlier day is of a life
MOST_TRIES = 6  # "LVM 2/3" is the second of three
SOON = timedelta(days=183)  # after a last contact: a day without its year may be any year's later
STATUS = "Status: "
"""What callnow writes before the standing of a list that it adds behind a note: it is of no entry."""


class NoteDay(NamedTuple):
    """From which day on those words of a note count that stand behind none of their own (the last contact's), and
    whether its dates in figures have the month first; None where nothing but the note may show it."""

    said_on: date
    month_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Words of a note, and the day from which they count; `dated` says that it stands before them, `of_year` that it
    does so with its year."""

    said_on: date
    text: str
    dated: bool = True
    of_year: bool = True


@dataclass(frozen=True, slots=True)
class NotedCall:
    """The call that an entry asks for."""

    asked: Expectation
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Begin:
    """Where an entry begins in a note, where its words do, and its day; None where what follows is of none. `told` is
    what stands before the day, see `_TOLD`."""

    start: int
    end: int
    day: date | None
    told: str = ""
    of_year: bool = True


_HOUR = r"(?:,? ?(?:at |@ ?|T)?\d{1,2}:\d\d(?::\d\d)?(?:\.\d{1,6})?Z?(?: ?[ap]\.?m\b\.?)?)?"
_DAY = (
    r"(?:(?P<iso>\d{4})(?P<dash>[-/.])(?P<iso_month>\d{1,2})(?P=dash)(?P<iso_day>\d{1,2})"
    r"|(?P<one>\d{1,2})(?P<sign>[./-])(?P<other>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[ -]?(?P<month>{MONTH})\.?,?[ -](?P<day_year>\d{{4}})"
    rf"|(?P<us_month>{MONTH})\.? (?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<us_year>\d{{4}})"
    r"|(?P<short>(?!24/7\b)(?P<first>\d{1,2})/(?P<second>\d{1,2})))"
)
_TRY = r"(?:e-?mailed|texted|LVM|LM|VM|no answer|left (?:an? )?(?:message|msg|vm|voicemail))"
_TOLD = (
    rf"(?:(?P<told>spoke|talked|chatted|met|called|phoned|rang|{_TRY})(?: (?:to|with|w/) (?:him|her|them))?(?: on)? )?"
)
_BEGIN = re.compile(
    rf"(?:^[ \t]{{0,8}}(?:[-*•>–] ?)?|(?P<inside> [/|] ?|; ?))[(\[]?{_TOLD}(?:{WEEKDAY}\.?,? )?{_DAY}(?!\d){_HOUR}"
    r"(?=(?P<mark> ?[:)\]]| [-–—|]+ |,? \(?(?-i:[A-Z]{2,3})\b)|[ ,]|\.?(?:\s|$))",
    re.IGNORECASE | re.MULTILINE,
)
_BEGINS_WITH_TRY = re.compile(rf"(?:(?-i:[A-Z]{{2,3}})[ ,:-]{{1,3}})?{_TRY}\b", re.IGNORECASE)
_SAYS_ON = re.compile(
    rf"(?! ?,? ?[('’]?\d)(?: (?:{VERB}|re|about|at|with|w/|on|no|and|will|wants?)(?!\w)| ?[^\w ]|\s*$|\n)",
    re.IGNORECASE,
)
"""What may stand behind a day without its year: a noun makes a share or a name of it ("met 9/12 candidates"), figures
make another day ("8/20, 9/3", "9/20, 2025")."""
_STATUS = re.compile(rf"^{STATUS}", re.MULTILINE)
_OF_WHOM = re.compile(r" (?:(?:to|with|the|his|her|their|an?) |w/)", re.IGNORECASE)  # "spoke 10/20/2026 to her wife"
_SPAN = re.compile(  # "01/03/2019 - 12/31/2022 Orbel", "3 Mar 2019 to present", "8/20/2026, 9/3/2026"
    r"(?:, ?\d{1,2}/\d{1,2}/\d{2}|\s{0,3}(?:[-–—/]|to|until|till?|through|bis|and|or|&)\s{0,3}"
    rf"(?:\d{{1,4}}[./-]\d|\d{{1,2}}\.? ?{MONTH}\b|{MONTH}\.? \d|\d{{4}}\b"
    r"|(?:present|now|today|current|currently|heute|ongoing)\b))",
    re.IGNORECASE,
)
_OF_A_LIFE = re.compile(  # "1 March 2026 starts at Orbel", "2019-03-01: joined", "2026-03-01 CV.pdf"
    r"(?:start\w*|join\w*|promot\w+|moved|moves|hired|born|birth\w*|dob\b|graduat\w+|retir\w+|contract|visa|notice|avail\w+"
    r"|expir\w+|ends?\b|ended|founded|appointed|became|anniversary|wedding|married|leaves|until|to present"
    r"|since\b|b-?day|geb(?:\.|oren|urtstag)|seit\b|eintritt|wechselt?\b|gewechselt|befördert|[^\s.]{1,40}\.(?:pdf|docx?)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"(?:(?:to|please|pls) )?(?P<verb>{VERB})(?![\w'/])(?! ?[:,(–—-]| with\b)[^.;\n]*[.;]?", re.IGNORECASE
)
_LEADS_TO_A_DAY = re.compile(
    r"\b(?:until|till?|through|on|from|by|to|of|since|after|before|and|or|for|in|ends?|starts?)[ \t\r\n]{0,9}$",
    re.IGNORECASE,
)
_AROUND = " \t\r\n:)]-–—,|/;"


def entries_of(note: str, told: NoteDay, today: date) -> tuple[Entry, ...]:
    """The entries of a note, the oldest first; what stands behind no day is one of the day that is told beside it."""
    begins = _begins(note, told, today)
    if not begins:
        return (Entry(told.said_on, note, dated=False),)
    ends = [*(begin.start for begin in begins[1:]), len(note)]
    dated = [
        Entry(begin.day, _text_of(begin, note[begin.end : end]), of_year=begin.of_year)
        for begin, end in zip(begins, ends, strict=True)
        if begin.day is not None
    ]
    rest = [note[: begins[0].start].strip(_AROUND)]
    rest += [note[b.end : end] for b, end in zip(begins, ends, strict=True) if b.day is None]
    if dated[0].said_on > dated[-1].said_on:  # newest first: so are those of one day
        dated.reverse()
    undated = Entry(told.said_on, "\n".join(filter(None, rest)), dated=False)
    return tuple(sorted([*dated, *([undated] if undated.text else [])], key=lambda entry: entry.said_on))


def order_of_notes(notes: Iterable[str]) -> bool | None:
    """Whether the dates in figures with which entries of these notes begin have the month first; None where they do not
    say, or contradict."""
    found = (begin for note in notes for begin in _BEGIN.finditer(note))
    figures = ((int(f["one"]), int(f["other"])) for f in found if f["one"] and f["sign"] != ".")
    orders = {other > 12 for one, other in figures if (one > 12) != (other > 12)}
    return orders.pop() if len(orders) == 1 else None


def call_asked(entries: Sequence[Entry]) -> NotedCall | None:
    """The call that a note asks for; None where it asks for none, or an entry since tells of a talk, which answered it,
    or asks for one whose day cannot be read."""
    for entry in reversed(entries):
        if asked := promise_in(entry.text, entry.said_on):
            return NotedCall(asked, entry)
        if len(entries) > 1 and (tells_of_talk(entry.text) or unread_call(entry.text, entry.said_on)):
            return None
    return None


def unread_in(entries: Sequence[Entry]) -> str:
    """Says for people that a note asks for a call whose day cannot be read; "" where it does not, or where it was
    answered since. See unread_call."""
    for entry in reversed(entries):
        if unread := unread_call(entry.text, entry.said_on):
            return unread
        if tells_of_talk(entry.text) or promise_in(entry.text, entry.said_on):
            return ""
    return ""


def last_contact_in(entries: Sequence[Entry]) -> date | None:
    """The day of the last of the dated entries that clearly tells of a talk, or asks for the call that stands; None
    where none does: the day of a try would put off a call that nobody has had."""
    dated = [entry for entry in entries if entry.dated]
    call = call_asked(dated)
    told = (entry for entry in dated if tells_of_talk(entry.text) or (call and entry is call.entry))
    return max((entry.said_on for entry in told), default=None)


def still_barring(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries whose refusals hold: those from the last on that says that one is over."""
    ending = [i for i, entry in enumerate(entries) if without_ended_refusals(entry.text) != entry.text]
    return entries[ending[-1] :] if ending else entries


def _begins(note: str, told: NoteDay, today: date) -> list[_Begin]:
    """Where the entries of a note begin; none where no day begins one, or all are of a life ("2019-03-01: joined")."""
    found = list(_BEGIN.finditer(note))
    if not found:
        return []
    order = order_of_notes([note]) if told.month_first is None else told.month_first
    ends = [*(one.start() for one in found[1:]), len(note)]
    begins: list[_Begin] = []
    for one, end in zip(found, ends, strict=True):
        behind = note[one.end() : end]
        day = _short_day(one, behind, order, told.said_on, today) if one["short"] else _day_of(one, order, today)
        if day and _stands_apart(one, begins) and _is_entry(behind, day, one["told"]):
            begins.append(_Begin(one.start(), one.end(), day, one["told"] or "", not one["short"]))
    if sum(not one.of_year for one in begins) < sum(bool(one["short"]) for one in found):  # the log goes back further
        begins = [one for one in begins if one.of_year]
    if all(not one.told and _OF_A_LIFE.match(_words(note[one.end : one.end + 40])) for one in begins):
        return []
    return sorted([*begins, *_standing(note)], key=lambda begin: begin.start)


def _standing(note: str) -> Iterator[_Begin]:
    """Where what a list says of a standing was added to a note."""
    return (_Begin(one.start(), one.start(), None) for one in _STATUS.finditer(note))


def _words(text: str) -> str:
    return text.strip(_AROUND)


def _text_of(begin: _Begin, behind: str) -> str:
    words = _words(behind)
    if not begin.told:
        return words
    between = " " if _OF_WHOM.match(behind) else ". "
    return between.join(filter(None, (begin.told, words.lstrip(". "))))


def _stands_apart(one: re.Match[str], before: Sequence[_Begin]) -> bool:
    """Whether a day stands at the beginning of an entry and in no sentence; in a line, or with a year in two figures
    ("11/23/26"), where a mark or initials stand behind it, or an entry before it."""
    if one["mark"]:
        return True
    if _LEADS_TO_A_DAY.search(one.string, max(one.start() - 20, 0), one.start()):
        return False
    return bool(before or one["told"]) if one["inside"] else len(one["year"] or "2026") == len("2026")


def _is_entry(behind: str, day: date, told: str | None) -> bool:
    """Whether words behind a day are what was noted on it: not those of a span, nor "call her", which is for that day
    unless it says another time."""
    text = _words(behind)
    if not (text or told) or _SPAN.match(behind):
        return False
    asks = _ASKS.fullmatch(text)
    if asks is None or asks_for_none(text, *asks.span("verb")):
        return True
    return bool(promise_in(text, day) or unread_call(text, day))


def _short_day(one: re.Match[str], behind: str, month_first: bool | None, contact: date, today: date) -> date | None:
    """The day of a beginning without a year: the first one after the last contact, SOON after it at the latest. None
    where it may be another, or none: the tries and marks of "LVM 2/3", "8/10 - great talk", or words of anything else.
    """
    first, second, words = int(one["first"]), int(one["second"]), _words(behind)
    if not (one["mark"] or _SAYS_ON.match(behind)):
        return None
    noted = one["mark"] and second != 10 and (tells_of_talk(words) or _BEGINS_WITH_TRY.match(words))
    figures = month_and_day(first, second, month_first=month_first)
    if figures is None or first <= second <= MOST_TRIES or not (one["told"] or noted):
        return None
    for year in (contact.year, contact.year + 1):
        with suppress(ValueError):
            if (day := date(year, *figures)) > contact:
                return day if day <= min(today, contact + SOON) else None
    return None


def _day_of(one: re.Match[str], month_first: bool | None, today: date) -> date | None:
    """The day of a beginning; None where it lies ahead or long ago, is none, or may be two."""
    if one["iso"]:
        figures = int(one["iso"]), int(one["iso_month"]), int(one["iso_day"])
    elif one["one"]:
        order = False if one["sign"] == "." else month_first
        month_day = month_and_day(int(one["one"]), int(one["other"]), month_first=order)
        if not month_day:
            return None
        year = int(one["year"])
        figures = year + (2000 if len(one["year"]) == 2 else 0), *month_day
    elif one["month"]:
        figures = int(one["day_year"]), MONTH_NUMBERS[one["month"].lower()], int(one["day"])
    else:
        figures = int(one["us_year"]), MONTH_NUMBERS[one["us_month"].lower()], int(one["us_day"])
    try:
        day = date(*figures)
    except ValueError:
        return None
    return day if today.year - OLDEST_YEARS < day.year and day <= today else None
