"""Of what a text on a page tells a day: that of publishing, or another."""

from __future__ import annotations

import re
from itertools import islice

from bs4.element import NavigableString, Tag

from sources.newsroom.when import DateReading, When, find_date, folded

PUBLISHED = re.compile(r"\b(?:published|issued|posted|released|veroffentlicht|publie|publicado)\b", re.I)
NOT_PUBLISHED = re.compile(
    r"\b(?:(?:(?:last|zuletzt) )?(?:updated|modified|aktualisiert)|as of|copyright|©|deadline|register|founded|"
    r"valid until|stand)\b|©",
    re.I,
)
NEAR = 6  # elements and texts before a day among which its label stands
LABEL_LONGEST = 40  # characters of a label
_LABEL = re.compile(
    r"(?:last |date |zuletzt |page )*(?:updated|modified|revised|aktualisiert|mis(?:e)? a jour|"
    r"actualizado|deadline|valid until)"
    r"(?: (?:on|am|le|el))? ?:?"
)
DATELINE_LIMIT = 120  # characters of a text in which its dateline stands
LABEL_LIMIT = 6  # … before the word that says what a day is ("First published")
# What follows the day where a release begins with place and day: "AUSTIN, Nov. 3, 2026 (Wire) -- Velmora said …"
_DATELINE_END = re.compile(r" ?(?:/[^/]{2,30}/|\([^()]{2,30}\)|\))? ?[-–—]")
_PLACE = re.compile(r"[^\d:;!?]{2,60}(?:, ?|[(/-] ?)")


def dateline(text: str, reading: DateReading) -> When | None:
    """The day that the first words of a text name behind a place, as releases begin; None where they do not."""
    head = folded(text[:DATELINE_LIMIT])
    when = find_date(head, reading)
    return when if when and _PLACE.fullmatch(head[: when.start]) and _DATELINE_END.match(head, when.end) else None


def of_publishing(text: str) -> str:
    """What a text (`folded`) of days says of publishing: "published: 3 may 2026" where ", last updated …" follows."""
    published, other = PUBLISHED.search(text), NOT_PUBLISHED.search(text)
    if not published or not other or min(published.start(), other.start()) > LABEL_LIMIT:
        return text
    other = NOT_PUBLISHED.search(text, published.end())
    return text[published.start() : other.start() if other else None].rstrip(" |,;·")


def follows_other_label(node: Tag | NavigableString) -> bool:
    """Whether the text before `node` is one that says that its day is none of publishing ("Last updated:")."""
    earlier = islice(node.previous_elements, NEAR)
    before = next((str(text) for text in earlier if type(text) is NavigableString and text.strip()), "")
    return len(before) <= LABEL_LONGEST and bool(_LABEL.fullmatch(folded(before)))
