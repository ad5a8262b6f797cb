"""Places, amounts and counts near a verb, as written."""

from __future__ import annotations

import re

from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.names import strip_legal
from matching.grammar.companies.view import View
from matching.grammar.companies.words import pattern, words

_AMOUNT = pattern("amount")
_SITE_WORDS = words("site_words")
_NOT_PLACES = words("not_places")
_REGIONS = words("regions")


def amount_between(view: View, start: int, end: int) -> str:
    """The first sum of money in tokens `start` to `end`."""
    found = _AMOUNT.search(view.between(start, end)) if start < end else None
    return spell_out(found.group().strip()) if found else ""


_SHORT = re.compile(r"(\d)\s?(mn|mm|m|bn|b)$", re.IGNORECASE)


def spell_out(amount: str) -> str:
    """ "$11M" as "$11 million", so that title and text give one amount."""
    return _SHORT.sub(
        lambda m: f"{m.group(1)} {'billion' if m.group(2).lower().startswith('b') else 'million'}", amount
    )


def count_between(view: View, start: int, end: int) -> str:
    """The first number of people (or share of them) in tokens `start` to `end`: "300", "12%", "hundreds"."""
    for token in view.tokens[start:end]:
        if token.text[0].isdigit() and not re.fullmatch(r"(?:19|20)\d\d", token.text):
            return token.text
        if token.low in {"hundreds", "thousands", "dozens", "half", "tenth", "quarter"}:
            return token.text
    return ""


def place_after(view: View, start: int, end: int, preps: frozenset[str]) -> str:
    """The place after the first of `preps` in tokens `start` to `end` that leads to one, with its region."""
    for index in range(view.chunk_at[start] if start < len(view.tokens) else len(view.chunks), len(view.chunks)):
        chunk = view.chunks[index]
        if chunk.start < start or chunk.low not in preps:
            continue
        if chunk.start >= end:
            break
        if place := _place_at(view, index + 1, end):
            return place
    return ""


_SPOTS = frozenset({"heart", "center", "centre", "city"})


def _place_at(view: View, index: int, end: int) -> str:
    chunks = view.chunks
    steps = 0
    while index < len(chunks) and chunks[index].start < end and steps < 4:
        chunk = chunks[index]
        if chunk.low in _SPOTS and index + 1 < len(chunks) and chunks[index + 1].low == "of":
            index, steps = index + 2, steps + 1
            continue
        if chunk.kind == "name" or (
            chunk.kind == "number"
            and index + 1 < len(chunks)
            and chunks[index + 1].kind == "name"
            and chunk.end == chunks[index + 1].start
            and len(chunk.text) < 6
        ):
            return _read_place(view, index, end)
        if chunk.kind not in {"det", "word", "number", "desc", "poss"} or chunk.low in _SITE_WORDS:
            return ""
        index, steps = index + 1, steps + 1
    return ""


def _read_place(view: View, index: int, end: int) -> str:
    chunks = view.chunks
    first = chunks[index]
    last = index + 1 if first.kind == "number" else index
    stop = chunks[last].end
    begin = (
        first.start - 1
        if first.start and view.lows[first.start - 1] == "new" and first.low.split()[0] in _AFTER_NEW
        else first.start
    )
    if view.lows[begin : begin + 2] in (["heart", "of"], ["city", "of"]) and stop - begin > 2:
        begin += 2
    words = view.lows[begin:stop]
    if (words[0] in _NOT_PLACES and not (len(words) > 1 and words[-1] in _REGIONS)) or words[-1] in _SITE_WORDS:
        return ""
    while (
        last + 2 < len(chunks)
        and chunks[last + 1].text == ","
        and chunks[last + 2].kind == "name"
        and chunks[last + 2].end <= end + 2
        and _is_region(chunks[last + 2])
    ):
        last += 2
        stop = chunks[last].end
    return strip_legal(view.between(begin, stop))


def place_before(view: View, start: int, site: int) -> str:
    """The place that a site's name begins with: New Jersey of "its first New Jersey location"."""
    while start < site and (view.lows[start] in _DESCRIBES or not view.tokens[start].cap):
        start += 1
    if start and view.lows[start - 1] == "new" and view.lows[start : start + 1] and view.lows[start] in _AFTER_NEW:
        start -= 1
    if start >= site or site - start > 3:
        return ""
    name = view.between(start, site)
    known = (
        view.lows[site - 1] in _REGIONS
        or name.lower() in _REGIONS
        or f"in {name}" in view.body
        or view.lows[start] == "new"
    )
    return name if known else ""


_DESCRIBES = words("describes")
_AFTER_NEW = words("after_new")


def _is_region(chunk: Chunk) -> bool:
    return chunk.low in _REGIONS or chunk.low.split()[0] in {
        "new",
        "north",
        "south",
        "west",
        "united",
        "british",
        "nova",
        "saudi",
        "costa",
        "czech",
        "hong",
        "rhode",
        "sri",
        "puerto",
    }
