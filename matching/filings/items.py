"""The items of an 8-K: its text, cut at the headings that SEC Form 8-K gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# "Item 5.02.", "ITEM 5.02 –", "Item 5.02(b)" at the beginning of a line, whatever stands behind it.
_HEADING = re.compile(
    r"^[ \t*•|]*item[\s\u00a0]*(?P<code>[1-9]\.\d\d)\b(?:\([a-f]\))*[ \t.:|–—-]*", re.IGNORECASE | re.MULTILINE
)
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
    """The items of a filing in their order; what stands before the first and from the signatures on belongs to none."""
    body = _until_signatures(text)
    headings = list(_HEADING.finditer(body))
    ends = [heading.start() for heading in headings[1:]] + [len(body)]
    items = (
        FiledItem(heading["code"], without_own_name(heading["code"], body[heading.end() : end]))
        for heading, end in zip(headings, ends, strict=True)
    )
    return [item for item in items if item.text]


def without_own_name(code: str, text: str) -> str:
    """An item's text without the name that the form gives the item, which may be written in any case and order."""
    names = _NAMES.get(code)
    rest = text.strip()
    if not names:
        return rest
    own = re.match(rf"(?:(?:{names})[\s.;:,–—-]*(?:and\s+)?)+", " ".join(rest[:600].split()), re.IGNORECASE)
    if not own:
        return rest
    words = len(own.group().split())
    return re.sub(rf"\A(?:\S+\s*){{{words}}}", "", rest, count=1)


def _until_signatures(text: str) -> str:
    ends = [match.start() for pattern in (_END, _SIGNED) if (match := pattern.search(text))]
    return text[: min(ends, default=len(text))]
