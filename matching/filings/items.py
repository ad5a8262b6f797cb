"""The items of an 8-K: its text, cut at the headings that SEC Form 8-K gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_NUMBER = r"item[\s\u00a0]*(?P<code>[1-9]\.\d\d)\b(?:\([a-f]\))*[ \t.:|–—-]*"
# "Item 5.02.", "ITEM 5.02 –", "Item 5.02(b)" at the beginning of a line, whatever stands behind it.
_HEADING = re.compile(rf"^[ \t*•|]*{_NUMBER}", re.IGNORECASE | re.MULTILINE)
_MENTION = re.compile(rf"\b{_NUMBER}", re.IGNORECASE)
_ANY_MENTION = re.compile(r"\bitems?[\s\u00a0]*[1-9]\.\d\d\b", re.IGNORECASE)
_END = re.compile(r"^[ \t]*(?:SIGNATURES?|EXHIBIT INDEX|INDEX TO EXHIBITS)[ \t.:]*$", re.IGNORECASE | re.MULTILINE)
_SIGNED = re.compile(
    r"\bPursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly\b"
)
# The item's own name ("Departure of Directors or Certain Officers; …") would be read as a sentence of the filing.
_NAMES = {
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
    "8.01": r"other events?",
}


@dataclass(frozen=True, slots=True)
class FiledItem:
    """One item of a filing: its number ("5.02") and its text, without heading and the item's own name."""

    code: str
    text: str


def items_of(text: str) -> list[FiledItem]:
    """The items of a filing in their order, none where no line begins with the heading of one.

    An item ends where the next begins, or the signatures or the exhibits do: those that a table of contents names do
    not end what stands below it.
    """
    headings = list(_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)][: len(headings)]
    items = (_item(heading["code"], text[heading.end() : end]) for heading, end in zip(headings, ends, strict=True))
    return [item for item in items if item.text]


def only_item(code: str, text: str) -> FiledItem:
    """The item of a filing that has this one and no headings: what stands behind its number, else the whole text."""
    number = next((found for found in _MENTION.finditer(text) if found["code"] == code), None)
    return _item(code, text[number.end() :] if number else text)


def cover_of(text: str, most: int) -> str:
    """What stands before the first word of an item, at most so many characters: there the form is named."""
    item = _ANY_MENTION.search(text, 0, most)
    return text[: item.start() if item else most]


def _item(code: str, text: str) -> FiledItem:
    """An item up to signatures and exhibits, without the name that the form gives it, in whatever case and order."""
    ends = [match.start() for pattern in (_END, _SIGNED) if (match := pattern.search(text))]
    rest = text[: min(ends, default=len(text))].strip()
    own = _own_name(code).match(rest)
    return FiledItem(code, rest[own.end() :] if own else rest)


@cache
def _own_name(code: str) -> re.Pattern[str]:
    """The name of an item, whose blanks may be ends of lines; nothing for an item without one in the table."""
    names = _NAMES.get(code, "").replace(" ", r"\s+")
    return re.compile(rf"(?:(?:{names})[\s.;:,–—-]*(?:and\s+)?)+" if names else "", re.IGNORECASE)
