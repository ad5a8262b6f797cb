"""Places, amounts and counts near a verb, as written."""

from __future__ import annotations

import re

from matching.grammar.chunks import Chunk
from matching.grammar.company_sides import strip_legal
from matching.grammar.company_view import View

_AMOUNT = re.compile(
    r"(?:(?:up to|more than|over|about) )?(?:(?:US|C|CDN|CAD|A|AUD|CA|AU|HK|S|NZ|R)\s?)?[$€£¥₹]\s?\d[\d.,]*\d?\s?-?(?:million|billion|thousand|mn|bn|mm|m|b|k)?\b|"
    r"\b(?:USD|EUR|GBP|CAD|AUD|CHF|INR|Rs\.?)\s?\d[\d.,]*\s?(?:million|billion|crore|lakh|mn|bn|m|b)?\b|"
    r"\b\d[\d.,]*\s?(?:million|billion|crore)\s(?:dollars|euros|pounds|usd|eur)\b",
    re.IGNORECASE,
)
_SITE_WORDS = frozenset(
    "office offices headquarters hq hqs facility facilities building location locations space home plant factory warehouse "
    "campus center centre hub site store stores studio branch clinic lab laboratory market markets".split(" ")
)
_NOT_PLACES = frozenset(
    "helm door core forefront honor monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december q1 q2 q3 q4 spring summer fall autumn winter accordance addition order response support "
    "partnership collaboration celebration business growth style production operation ai".split(" ")
)
_REGIONS = frozenset(
    "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc "
    "sd tn tx ut vt va wa wv wi wy dc d.c. uk u.k. usa u.s. us bc on qc ab sk mb ns nb alabama alaska arizona arkansas "
    "california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana "
    "maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon "
    "pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming ontario quebec alberta manitoba canada "
    "mexico brazil england scotland ireland wales germany france spain italy switzerland austria netherlands belgium poland "
    "portugal sweden norway denmark finland india china japan korea singapore malaysia thailand vietnam indonesia "
    "philippines australia israel kenya nigeria egypt ghana africa uae dubai calif. conn. fla. ill. mass. mich. minn. n.y. "
    "n.j. n.c. ohio. ore. pa. tenn. tex. va. wash. wis. colo. ariz. md. ga. ind. okla. la. mo. kan. ky. ala.".split(" ")
)


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


def _place_at(view: View, index: int, end: int) -> str:
    chunks = view.chunks
    steps = 0
    while index < len(chunks) and chunks[index].start < end and steps < 4:
        chunk = chunks[index]
        if (
            chunk.low in {"heart", "center", "centre", "city"}
            and index + 1 < len(chunks)
            and chunks[index + 1].low == "of"
        ):
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
    words = view.lows[first.start : stop]
    if words[0] in _NOT_PLACES or words[-1] in _SITE_WORDS:
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


_AFTER_NEW = frozenset(
    "york jersey mexico hampshire orleans zealand delhi haven castle albany bedford brunswick rochelle england london braunfels westminster".split(
        " "
    )
)


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
