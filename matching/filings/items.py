"""The items of an 8-K: its text, cut at the headings that SEC Form 8-K gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

_CODE = r"[1-9]\.\d\d\b(?:\([a-f]\)(?:(?:, ?(?:and )?| and | ?& ?)(?=\([a-f]\)))?)*"
_WORD = r"items?[\s\u00a0]*"
_JOINED = r"[\s\u00a0.]*(?:[,;/&]|,?[\s\u00a0]*\band\b)[\s\u00a0]*"
_NUMBER = rf"{_WORD}(?P<codes>{_CODE}(?:{_JOINED}(?:{_WORD})?{_CODE})*)[ \t.:|–—-]*"
# "Item 5.02.", "ITEM 5.02 –", "Item 5.02(b)", "Items 5.02 and 7.01" at the beginning of a line, whatever stands behind.
_HEADING = re.compile(rf"^[ \t*•|]*{_NUMBER}", re.IGNORECASE | re.MULTILINE)
_MENTION = re.compile(rf"\b{_NUMBER}", re.IGNORECASE)
# Behind the name of the item before it, which takes "and" or ";" along.
_ALSO = re.compile(rf"(?:{_JOINED}|(?<=\band\s)|(?<=[,;]\s)){_NUMBER}", re.IGNORECASE)
_ANY_MENTION = re.compile(r"\bitems?[\s\u00a0]*[1-9]\.\d\d\b", re.IGNORECASE)
_END = re.compile(r"^[ \t]*(?:SIGNATURES?|EXHIBIT INDEX|INDEX TO EXHIBITS)[ \t.:]*$", re.IGNORECASE | re.MULTILINE)
_SIGNED = re.compile(
    r"\bPursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly\b"
)
# The item's own name ("Departure of Directors or Certain Officers; …") would be read as a sentence of the filing.
_NAMES = {
    "1.01": r"entry into (?:a |an )?material definitive agreements?",
    "1.03": r"bankruptcy or receivership",
    "2.01": r"completion of acquisition or disposition of assets",
    "2.05": r"costs? associated with exit or disposal activit(?:y|ies)",
    "2.06": r"material impairments?",
    "3.01": (
        r"notice of delisting or failure to satisfy a continued listing rule or standard\s*[;,]\s*transfer of listing"
    ),
    "5.01": r"changes? in control of (?:the )?registrant",
    "5.02": (
        r"departure of (?:certain )?directors or (?:certain|principal) officers|election of directors|"
        r"appointment of (?:certain|principal) officers|compensatory arrangements? of certain officers"
    ),
    "5.03": r"amendments? to (?:the )?articles of incorporation or bylaws|change in fiscal year",
    "7.01": r"regulation fd(?: disclosures?)?",
    "8.01": r"other events?",
    "9.01": r"financial statements(?: and|,) exhibits",
}


@dataclass(frozen=True, slots=True)
class FiledItem:
    """One item of a filing: its number ("5.02") and its text, without heading and the item's own name."""

    code: str
    text: str


def items_of(text: str) -> list[FiledItem]:
    """The items of a filing in their order, none where no line begins with the heading of one.

    An item ends where the next begins, or the signatures or the exhibits do: those that a table of contents names do
    not end what stands below it. What a heading of several items stands over is the text of each.
    """
    headings = list(_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)][: len(headings)]
    items = (
        item
        for heading, end in zip(headings, ends, strict=True)
        for item in _under(_codes(heading), text[heading.end() : end])
    )
    return [item for item in items if item.text]


def without_headings(codes: Sequence[str], text: str) -> list[FiledItem]:
    """The items of a filing that is listed with these and has no headings: what stands behind the place that numbers
    them all, else, where it is one item, the whole text.
    """
    numbers = (found for found in _MENTION.finditer(text) if set(codes) <= set(_codes(found)))
    number = next(numbers, None)
    if number is None and len(codes) != 1:
        return []
    return [item for item in _under(list(codes), text[number.end() :] if number else text) if item.text]


def cover_of(text: str, most: int) -> str:
    """What stands before the first word of an item, at most so many characters: there the form is named."""
    item = _ANY_MENTION.search(text, 0, most)
    return text[: item.start() if item else most]


def _codes(number: re.Match[str]) -> list[str]:
    return re.findall(r"\d\.\d\d", number["codes"])


def _under(codes: list[str], text: str) -> list[FiledItem]:
    """The items whose heading stands over a text, which ends at signatures and exhibits, without what is left of it:
    the names that the form gives them, in whatever case and order, and the numbers of further items behind "and".
    """
    ends = [match.start() for pattern in (_END, _SIGNED) if (match := pattern.search(text))]
    text = text[: min(ends, default=len(text))].strip()
    begin = _behind_names(codes, text, 0)
    while begin and (also := _ALSO.match(text, begin)):
        codes = [*codes, *_codes(also)]
        begin = _behind_names(codes, text, also.end())
    return [FiledItem(code, text[begin:]) for code in dict.fromkeys(codes)]


def _behind_names(codes: Iterable[str], text: str, begin: int) -> int:
    """Where the text goes on behind the items' own names, which stand in the order of their numbers."""
    for code in codes:
        own = _own_name(code).match(text, begin)
        begin = own.end() if own else begin
    return begin


@cache
def _own_name(code: str) -> re.Pattern[str]:
    """The name of an item, whose blanks may be ends of lines; nothing for an item without one in the table."""
    names = _NAMES.get(code, "").replace(" ", r"\s+")
    return re.compile(rf"(?:(?:{names})[\s.;:,–—-]*(?:and\s+)?)+" if names else "", re.IGNORECASE)
