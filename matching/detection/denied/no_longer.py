"""Who is no longer in a post, or with an employer, has left: that denies nothing, though the reader may take it so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.denied.denials import MAY_BE, TOLD, denies
from matching.detection.named import is_about
from matching.detection.posts.changes import is_for_a_time
from matching.event_types import is_leaving
from matching.grammar.tokens import sentences_of
from matching.reading.calibration import NEVER
from matching.reading.role_words import role_places

_NO_LONGER = re.compile(
    r"\b(?<!\bwho\s)(?<!\bwho\sis\s)(?<!\bwho\swas\s)(?P<ahead>(?:will|to)\s)?no\slonger\s(?:be\s)?", re.IGNORECASE
)
_THERE = re.compile(
    r"(?:serv(?:es?|ing)\sas|work(?:s|ing)?\s(?:for|at|there)|employed|lead(?:s|ing)?|head(?:s|ing)?|runs?|running|"
    r"(?:with|at)\s(?!(?:odds|risk|stake|issue|war|all)\b)\w+|"
    r"in\s(?:charge|office|(?:(?:the|that|this|his|her|their)\s)?(?:role|post|job|position)))\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"(?:(?:the|its|their|our|an?)\s|(?:[\w&.-]+\s){0,3}?[\w&.-]+['’]s?\s)?", re.IGNORECASE)
_IN_DOUBT = re.compile(rf"\b(?:not|if|unless|stay\w*|remain\w*|{TOLD}|{MAY_BE})\b|n['’]t\b|\?", re.IGNORECASE)


def as_gone(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; a departure that was read as denied is certain where it says who is no longer there."""
    sentences = sentences_of(text)
    return [_as_left(event, sentences) for event in events]


def _as_left(event: CompanyEvent, sentences: Sequence[str]) -> CompanyEvent:
    if not is_leaving(event.type) or event.certainty is not Certainty.DENIED or event.certain_from == NEVER:
        return event
    told = (said for one in sentences if (said := _no_longer_there(one, event.person)))
    if (gone := next(told, None)) is None:
        return event
    far = Certainty.ANNOUNCED if gone["ahead"] else Certainty.DONE
    return replace(event, certainty=far, probability=max(event.probability, event.certain_from), sentence=gone.string)


def _no_longer_there(sentence: str, person: str) -> re.Match[str] | None:
    """Where a sentence says that somebody is no longer in a post, or with an employer."""
    said = _NO_LONGER.search(sentence)
    if said is None or denies(sentence) or _IN_DOUBT.search(sentence):
        return None
    if person and not is_about(sentence[: said.start()], person):
        return None
    return said if _THERE.match(sentence, said.end()) or _is_post(sentence, said.end()) else None


def _is_post(sentence: str, start: int) -> bool:
    """Whether a post stands at a place of a sentence; who no longer fills one for a time may have got it for good."""
    whose = _WHOSE.match(sentence, start)
    ends = {start, whose.end() if whose else start}
    return any(begin in ends and not is_for_a_time(sentence[begin:end]) for begin, end in role_places(sentence))
