"""Lists of people under a heading, line by line: "Promoted: Jane Roe, CFO, Orbel Homes" is a promotion there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matching.detection.named import COMPANY, PERSON
from matching.reading.role_words import role_places

_HEADING = (
    r"(?P<heading>hired|named|appointed|joined|joining|promoted|elevated|retired|retiring|departed|departing|leaving)"
)
_ENTRY = re.compile(
    rf"^(?:(?i:{_HEADING}):\s+)?(?P<who>{PERSON}),\s(?P<post>[A-Za-z][^.;:]*?),\s(?P<where>{COMPANY})(?:,\s[A-Z][a-z]+\.?(?:\s\d+)?)?\.?$"
)
_LISTED = re.compile(rf"(?im)^\W*{_HEADING}(?::\s|\W*$)")


def is_headed_list(text: str) -> bool:
    """Whether a text has lines of people under a heading, or each with its own."""
    return _LISTED.search(text) is not None


def read_by_heading(sentences: Sequence[str]) -> tuple[str, ...]:
    """The lines of a list of people as sentences, each under the heading that stands over it or before it."""
    heading, said = "", []
    for sentence in sentences:
        found = _ENTRY.match(sentence)
        alone = re.fullmatch(r"\W*\w+(?:\s\w+)?\W*", sentence)  # a heading, known or not
        if alone or (found and found["heading"]):
            known = re.search(rf"\b{_HEADING}\b", sentence, re.IGNORECASE)
            heading = known["heading"].lower() if known else ""
        places = role_places(found["post"]) if found else []
        if found and heading and places and places[0][0] == 0:
            said.append(_as_news(heading, found))
        else:
            said.append("" if alone else sentence if sentence[-1] in ".!?:" else f"{sentence}.")
    return tuple(said)


def _as_news(heading: str, entry: re.Match[str]) -> str:
    """ "Orbel Homes: Orbel Homes has promoted Jane Roe to CFO."."""
    who, post, where = entry["who"], entry["post"], entry["where"]
    if heading.startswith(("retir", "depart", "leav")):
        return f"{where}: {who}, {post} of {where}, is {'retiring' if heading.startswith('retir') else 'leaving'}."
    rises = heading.startswith(("promot", "elevat"))
    return f"{where}: {where} has {f'promoted {who} to {post}' if rises else f'hired {who} as {post}'}."
