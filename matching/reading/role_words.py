"""The words that name the role of an event: whole roles, as the table knows them, chosen by the reader's tags."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from matching.reading.labels import SLOTS, begin_tag, inside_tag
from matching.reading.mentions import Span, merged, slot_probability, tagged_spans
from matching.reading.pieces import Pieces
from matching.role_table import WORD
from matching.roles import find_roles, read_role

ROLE = SLOTS.index("role")
MIN_PROBABILITY = 0.4  # how probable the event's post must be; chosen on the check part
NAMED = 0.5  # from how probable an organisation's name a piece is none of a role
_FOUNDER = re.compile(r"(?:co-?)?founder (?:and|&)")
_OWNED = re.compile(r"['’]s$")
_OPEN_BRACKET = re.compile(r"\s*[(\[][^)\]]*$")  # what a headline adds behind a post: "CEO (" of "CEO (photo)"
_FIELD_BEGINS = re.compile(r"\b(?:R|M|L|FP)&(?=[A-Z]\b)")  # what is read as "D chief" is the "R&D chief"
HAS_WORD = re.compile(r"[^\W\d_]{3}")  # what has none, and is not a role, is the rest of one: "of", "C.E"


def role_words(pieces: Pieces, tags: np.ndarray, named: np.ndarray | None = None) -> str:
    """The role of the event that was asked for, "" where none is likely; `tags` is [pieces, tags].

    A text often names one post in several places ("CEO", "chief executive"): its probability is that of any of them,
    taken as independent. The words are those of its likeliest place. `named` is how probable each piece is part of an
    organisation's name, [pieces].
    """
    if tags[:, [begin_tag(ROLE), inside_tag(ROLE)]].sum() < MIN_PROBABILITY:  # nor can any place of it reach that
        return ""
    by_post: dict[object, list[tuple[float, Span]]] = defaultdict(list)
    for probability, span in _places(pieces, tags, named):
        role = read_role(pieces.words(*span))
        post = (role.function, role.rank) if role.rank else role.title
        by_post[post].append((probability, span))
    likeliest = max(by_post.values(), key=_any_probability, default=[])
    if _any_probability(likeliest) < MIN_PROBABILITY:
        return ""
    first, last = max(likeliest)[1]
    start, end = int(pieces.starts[first]), int(pieces.ends[last - 1])
    cut = (one.start() for one in _FIELD_BEGINS.finditer(pieces.text) if one.start() < start <= one.end())
    words = pieces.text[next(cut, start) : end]
    words = _OPEN_BRACKET.sub("", words)
    return words.removesuffix(".") if words.count(".") == 1 else words  # "C.E.O." keeps its dots


def is_role(words: str) -> bool:
    """Whether words are a role and nothing else: "CHRO", "chief executive", but not "Dean", which is a name, too."""
    whole = words.isupper() or " " in words or words.islower()
    said = WORD.findall(words)
    return whole and any((r.start, r.end) == (0, len(said)) for r in find_roles(said))


def _any_probability(places: list[tuple[float, Span]]) -> float:
    return 1 - math.prod(1 - probability for probability, _ in places)


def _places(pieces: Pieces, tags: np.ndarray, named: np.ndarray | None) -> Iterator[tuple[float, Span]]:
    """Where a role may stand, and how probable it is: what is tagged as one, and every other role of the table.

    A role of the table that is tagged in parts is as probable as these.
    """
    known = [span for own in role_places(pieces.text) if (span := _without_names(pieces.span(*own), named))]
    tagged = []
    for span in tagged_spans(pieces, tags, begin_tag(ROLE), inside_tag(ROLE)):
        words = pieces.words(*span)
        if read_role(words).rank or (HAS_WORD.search(words) and not _overlaps(span, known)):
            tagged.append(span)
    for whole in merged(_whole(span, known) for span in tagged):
        inside = [tags[slice(*span)] for span in tagged if _overlaps(span, [whole])]
        yield slot_probability(np.concatenate(inside), ROLE), whole
    yield from ((slot_probability(tags[slice(*span)], ROLE), span) for span in known if not _overlaps(span, tagged))


def _whole(span: Span, known: list[Span]) -> Span:
    """A tagged span with the whole of the table's roles that it cuts: "Vice President" for "President"."""
    cut = [span, *(role for role in known if _overlaps(span, [role]))]
    return min(first for first, _ in cut), max(last for _, last in cut)


def _without_names(span: Span | None, named: np.ndarray | None) -> Span | None:
    """A role without an organisation's name at its ends: "CIO" of "Orbel Logistics CIO" or "CIO, Finance Orbel"."""
    if span is None or named is None:
        return span
    own = np.flatnonzero(named[slice(*span)] < NAMED)
    return (span[0] + int(own[0]), span[0] + int(own[-1]) + 1) if own.size else None


def _overlaps(span: Span, others: list[Span]) -> bool:
    """Whether a span shares a piece with one of the others."""
    return any(first < span[1] and span[0] < last for first, last in others)


@lru_cache(maxsize=64)
def role_places(text: str) -> list[tuple[int, int]]:
    """Where the roles that the table knows begin and end in a text of title, line break and lead, in characters."""
    places, start = [], 0
    for line in text.split("\n"):
        words = list(WORD.finditer(line))
        for role in find_roles([word.group() for word in words]):
            own = _one_role(words[role.start : role.end])
            end = own[-1].start() + len(_OWNED.sub("", own[-1].group()))
            ends_sentence = own[-1].group().find(".") == len(own[-1].group()) - 1  # "C.E.O." keeps its dots
            places.append((start + own[0].start(), start + end - ends_sentence))
        start += len(line) + 1
    return places


def _one_role(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The words of a role without what the table joins to it: an owner ("Orbel Health's CIO"), another chief and the
    name between them, and that somebody has founded the company, which is no post to hold or to leave.
    """
    said = [word.group().casefold() for word in words]
    owned = max((n + 1 for n, word in enumerate(said[:-1]) if _OWNED.search(word)), default=0)
    chiefs = [n for n, word in enumerate(said) if word == "chief"]
    founder = 2 if len(said) > 2 and _FOUNDER.fullmatch(" ".join(said[:2])) else 0
    return words[max(owned, founder, chiefs[-1] if len(chiefs) > 1 else 0) :]
