"""The words that name the role of an event: whole roles, as the table knows them, chosen by the reader's tags."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from matching.reading.labels import SLOTS, begin_tag, inside_tag
from matching.reading.mentions import Span, slot_probability, tagged_spans
from matching.reading.pieces import Pieces
from matching.role_table import WORD, Role
from matching.roles import find_roles, read_role

ROLE = SLOTS.index("role")
MIN_PROBABILITY = 0.4  # how probable the event's post must be; chosen on the check part
HAS_WORD = re.compile(r"[^\W\d_]{3}")  # what has none, and is not a role, is the rest of one: "of", "C.E"


def role_words(pieces: Pieces, tags: np.ndarray) -> str:
    """The role of the event that was asked for, "" where none is likely; `tags` is [pieces, tags].

    A text often names one post in several places ("CEO", "chief executive"): its probability is that of any of them,
    taken as independent. The words are those of its likeliest place.
    """
    if tags[:, [begin_tag(ROLE), inside_tag(ROLE)]].sum() < MIN_PROBABILITY:  # nor can any place of it reach that
        return ""
    by_post: dict[object, list[tuple[float, Span]]] = defaultdict(list)
    for span, role in _places(pieces, tags):
        post = (role.function, role.rank) if role.rank else role.title
        by_post[post].append((slot_probability(tags[slice(*span)], ROLE), span))
    likeliest = max(by_post.values(), key=_any_probability, default=[])
    return pieces.words(*max(likeliest)[1]) if _any_probability(likeliest) >= MIN_PROBABILITY else ""


def _any_probability(places: list[tuple[float, Span]]) -> float:
    return 1 - math.prod(1 - probability for probability, _ in places)


def _places(pieces: Pieces, tags: np.ndarray) -> Iterator[tuple[Span, Role]]:
    """Where a role may stand: what is tagged as one, and every role of the table that overlaps none of these."""
    known = [span for start, end in _roles(pieces.text) if (span := pieces.span(start, end))]
    tagged: list[Span] = []
    for span in tagged_spans(pieces, tags, begin_tag(ROLE), inside_tag(ROLE)):
        words = pieces.words(*span)
        role = read_role(words)
        if role.rank or (HAS_WORD.search(words) and not _overlaps(span, known)):
            tagged.append(span)
            yield span, role
    yield from ((span, read_role(pieces.words(*span))) for span in known if not _overlaps(span, tagged))


def _overlaps(span: Span, others: list[Span]) -> bool:
    """Whether a span shares a piece with one of the others."""
    return any(first < span[1] and span[0] < last for first, last in others)


@lru_cache(maxsize=64)
def _roles(text: str) -> list[tuple[int, int]]:
    """Where the roles that the table knows begin and end in a text of title, line break and lead, in characters."""
    places, start = [], 0
    for line in text.split("\n"):
        words = list(WORD.finditer(line))
        for role in find_roles([word.group() for word in words]):
            first, last = words[role.start], words[role.end - 1]
            ends_sentence = last.group().find(".") == len(last.group()) - 1  # "C.E.O." keeps its dots
            places.append((start + first.start(), start + last.end() - ends_sentence))
        start += len(line) + 1
    return places
