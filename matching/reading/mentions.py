"""The organisations that a text names, from the tags of its pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from matching.grammar.companies.words import INSTITUTION
from matching.reading.labels import begin_tag, inside_tag
from matching.reading.names import group_names
from matching.reading.pieces import Pieces
from matching.word_search import occurrences

Span = tuple[int, int]


def tagged_spans(pieces: Pieces, tags: np.ndarray, begin: int, inside: int) -> list[Span]:
    """Runs of pieces that are likelier in a span than not, widened to whole words. `tags` is [pieces, tags].

    A piece is in one where its two tags together reach a half; a new one begins where `begin` is the likelier of them.
    """
    taken = tags[:, begin] + tags[:, inside] >= 0.5
    taken &= pieces.starts < pieces.ends
    spans: list[Span] = []
    for piece in map(int, np.flatnonzero(taken[1 : len(pieces) - 1]) + 1):
        starts_new = tags[piece, begin] > tags[piece, inside] and pieces.begins[piece]
        if spans and spans[-1][1] == piece and not starts_new:
            spans[-1] = (spans[-1][0], piece + 1)
        else:
            spans.append((piece, piece + 1))
    return merged(widen(pieces, first, last) for first, last in spans)


def slot_probability(tags: np.ndarray, slot: int) -> float:
    """How probable it is that pieces fill a slot, on average; `tags` is [pieces, tags]."""
    return float(tags[:, [begin_tag(slot), inside_tag(slot)]].sum(-1).mean())


CURRENCIES = "$€£¥"  # part of the amount behind them
NEAR = 18  # how many steps `nearness` tells apart


def nearness(length: int, spans: Iterable[Span]) -> np.ndarray:
    """How far each piece stands from the nearest of `spans`, int64 [length]: 0 where there are none, 1 inside one, then
    doubling steps before (3 to 9) and behind (11 to 17)."""
    places = np.arange(length)
    sides = [np.where(places < first, places - first, np.maximum(places - last + 1, 0)) for first, last in spans]
    if not sides:
        return np.zeros(length, dtype=np.int64)
    gaps = np.stack(sides)
    gap = gaps[np.abs(gaps).argmin(0), places]
    steps = np.minimum(np.ceil(np.log2(np.abs(gap) + 1e-9) + 1), 8).astype(np.int64).clip(1)
    return np.where(gap == 0, 1, np.where(gap < 0, 1 + steps, 9 + steps))


def widen(pieces: Pieces, first: int, last: int) -> Span:
    """The span with the rest of a word or an amount that it begins or ends in, such as the pieces of "Tavrick"."""
    while first > 1 and _goes_on(pieces, first):
        first -= 1
    while last < len(pieces) - 1 and _goes_on(pieces, last):
        last += 1
    return first, last


def _goes_on(pieces: Pieces, at: int) -> bool:
    before, own = pieces.text[int(pieces.ends[at - 1]) - 1], pieces.text[int(pieces.starts[at])]
    return not pieces.begins[at] and own.isalnum() and (before.isalnum() or before in CURRENCIES)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, overlapping ones as one."""
    out: list[Span] = []
    for first, last in sorted(spans):
        if out and first < out[-1][1]:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        else:
            out.append((first, last))
    return out


# What is not part of a name at its ends: quotes, brackets, signs of a trade mark, "’s" of the word before, "&" and "of"
# of a name cut short, and what Indian filings call managers by: "Resignation of CFO and KMP - Orbel Limited".
_AROUND_NAME = re.compile(
    r"""^(?:['’]s\b|(?:the|an?|its)$|(?-i:of|at|by|and|s)\s|(?-i:[KS]MPs?)(?=\s[-–—]\s)|[\s"'“”‘’(\[/–—-])+|(?:\s+(?:and|of|for|the|(?-i:in|at))|[\s&,;:(–—™®℠-])+$""",
    re.IGNORECASE,
)


_OF_TWO = re.compile(
    r"[^.;:\n]*\b(?:merg\w+|deal|tie-?up|pact|talks|alliance|venture|partner\w*|takeover|acqui\w+|combin\w+|disput\w+|"
    r"lawsuit|contract|agreement|bid|battle|feud|fight|case|settlement|transaction|collaborat\w+)\b",
    re.IGNORECASE,
)


def _with_hyphens(pieces: Pieces, spans: Sequence[Span]) -> list[Span]:
    """Spans of names, those that only a hyphen parts as one: "Danvers-Pryor", but not of "the Danvers-Pryor merger"."""
    joined: list[Span] = []
    for first, last in spans:
        if joined and _is_hyphenated(pieces, joined[-1], first):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _is_hyphenated(pieces: Pieces, left: Span, first: int) -> bool:
    text, start, end = pieces.text, int(pieces.ends[left[1] - 1]), int(pieces.starts[first])
    if text[start:end] != "-" or not (text[start - 1].isalnum() and text[end].isalnum()) or _OF_TWO.match(text, end):
        return False
    whole = pieces.words(left[0], first + 1)
    return not any(text.count(part) > text.count(whole) for part in (pieces.words(*left), text[end:].split()[0]))


def organisations(pieces: Pieces, tags: np.ndarray) -> list[tuple[list[str], list[Span]]]:
    """The organisations named: the spellings of each and where they stand."""
    spans = _with_hyphens(pieces, tagged_spans(pieces, tags, 1, 2))
    names = [whole_name(_AROUND_NAME.sub("", pieces.words(*span)), pieces.text) for span in spans]
    grouped = group_names(name for name in names if any(c.isalnum() for c in name))
    found = [(group, mentions_of(pieces, group)) for group in grouped]
    return [(group, spans) for group, spans in found if spans]


def whole_name(name: str, text: str) -> str:
    """A name as its text has it: with a saint, "Hotel" or initials before it and its kind behind, without its town, the
    apostrophe of a genitive or the field of somebody's post."""
    name = _without_field(_without_town(_without_genitive(name, text), text), text)
    return _with_its_kind(with_initials(_with_head(name, text), text), text)


def _without_genitive(name: str, text: str) -> str:
    """ "Velmora" of "Velmora's", "Stavis" of "Stavis' chief"; "Munkin'" as it is."""
    is_genitive = name.endswith(("'", "’")) and (name[-2:-1] in {"s", "S"} or f"{name}s" in text)
    return name[:-1] if is_genitive else name


_OF_TOWN = re.compile(r"(?P<name>\S+\s.*)\sof\s[A-Z][\w’'-]+")
# What has a body of its own in every town
_IN_EACH_TOWN = re.compile(
    rf"\b(?:{INSTITUTION}|Clubs?|Society|Association|Council|Chamber|League|Alliance|Federation|Foundation|Services|Charities|Way|"
    r"Humanity|Scouts|Goodwill|Industries|Shield|Cross|Army|Parenthood|Hospice)$"
)


def _without_town(name: str, text: str) -> str:
    """A name without the town behind it where its headline has it alone: "Velm Farms" for "Velm Farms of Elora"."""
    told = _OF_TOWN.fullmatch(name)
    if told is None or _IN_EACH_TOWN.search(told["name"]):
        return name
    title = text.partition("\n")[0]
    return told["name"] if re.search(rf"(?<![\w’'-]){re.escape(told['name'])}(?!\w|\sof\s)", title) else name


_KINDS = rf"(?:{INSTITUTION}|Credit\sUnion|FCU|School\sDistrict)"
_GOES_ON = re.compile(
    rf"\s{_KINDS}\b(?!\s[A-Z])|\s[A-Z][\w’'-]+(?=,?\s(?:Limited|Ltd|LLC|LLP|GmbH|plc|PLC|Inc)\b)|"
    r"(?<=\b[Ss]chool)\s(?i:board|district|committee)\b(?!\s[A-Z])|(?<=\s[AIKPS])/[A-Z]\b"
)


def _with_its_kind(name: str, text: str) -> str:
    """A name with the kind or form that a text never has it without: "Hospital" of "Millbrook Hospital", "A/S"."""
    rests = [_GOES_ON.match(text, end) for _, end in occurrences(text, name)]
    return name + rests[0][0] if rests and rests[0] and all(rests) else name


_FIELD = re.compile(
    r"\s(?P<field>R&D|M&A|L&D|FP&A|D&I|P&L|Q&A)\b"
    r"(?P<post>\s(?i:(?:senior|vice|global)\s)*(?i:chief(?!\sexecutive|\s\w+\sofficer)|head|boss|director|president|vp|lead|leader|manager|executive|officer|veteran)\b)?"
)


def _without_field(name: str, text: str) -> str:
    """A name without the field of the post behind it: "Orbel" of "Orbel R" or "Orbel R&D" in "Orbel R&D chief"."""
    base, _, last = name.rpartition(" ")
    fields = [_FIELD.match(text, start + len(base)) for start, _ in occurrences(text, name)] if base else []
    is_field = fields and all(one and (one["post"] or one["field"] != last) for one in fields)
    return base if is_field else name


_HEADS = re.compile(r"\b(?:Sts?\.?|Saint|Hotel|Hôtel|Restaurant|Château)\s[A-ZÀ-Þ]")
# What stands right before a name; "Boston Hotel Marlow" may be the Marlow in Boston.
_HEAD = re.compile(
    r"\b(?P<saint>(?:Sts?\.?|Saint)\s[A-ZÀ-Þ][\w-]+['’]s?\s)$|"
    r"(?P<town>\b(?!(?:The|At|In|From) )[A-Z][\w’'-]* )?\b(?P<house>(?:Hotel|Hôtel|Restaurant|Château)\s)$"
)


def _with_head(name: str, text: str) -> str:
    """A name with the saint or "Hotel" before it, where a text never has it without: "St Brannoc's NHS Foundation
    Trust", "Hotel Marlow"."""
    if not _HEADS.search(text):
        return name
    told = [_HEAD.search(text[max(0, start - 40) : start]) for start, _ in occurrences(text, name)]
    heads = [(one["saint"] or (not one["town"] and one["house"]) or "") if one else "" for one in told]
    return heads[0] + name if heads and all(heads) else name


_INITIALS = re.compile(r"(?!U\.[SK]\b)(?:[A-Z]\.){1,3}[A-Z]\.?")


def with_initials(name: str, text: str) -> str:
    """A name that is cut in or behind its initials, as the text has it: "W.B. Tarnow" for ".B. Tarnow" or "W.B"."""
    begun = re.search(rf"\b(?:[A-Z]\.)+{re.escape(name[1:])}", text) if re.match(r"\.[A-Z]\.", name) else None
    goes_on = re.escape(name.rstrip(".")) if _INITIALS.fullmatch(name) else None
    whole = begun or (re.search(rf"\b{goes_on}\.\s[A-Z][\w’'-]+", text) if goes_on else None)
    return whole[0] if whole else name


def mentions_of(pieces: Pieces, names: Iterable[str]) -> list[Span]:
    """Where any of the names stands as whole words; longest first, none inside another."""
    taken: list[tuple[int, int]] = []
    spans: set[Span] = set()
    for name in sorted(set(names), key=len, reverse=True):
        for start, end in occurrences(pieces.text, name):
            if not any(start < e and s < end for s, e in taken):
                taken.append((start, end))
                if span := pieces.span(start, end):
                    spans.add(span)
    return sorted(spans)
