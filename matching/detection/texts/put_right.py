"""What a correction puts right, read as if it had been written so at first.

"Her title is chief operating officer, not chief financial officer as originally issued"; "a report on Tuesday said that
Orbel would move to Leeds. It is moving to York." The right words stand for the wrong ones in title and text, and the
words as they were written stay the proof.
"""

from __future__ import annotations

import re
from calendar import day_name
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from callnow.dates import MONTH_NUMBERS
from callnow.model import SLOTS, Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.texts.taken_back import TAKEN_BACK
from matching.grammar.tokens import clean, sentences_of, tokenise
from matching.number_words import IN_FIGURES
from matching.reading.calibration import NEVER
from matching.roles import find_roles, read_role

_NAME = r"[A-Z][\w’'-]*(?:[ .]+(?:[A-Z][\w’'-]*|(?:de|la|van|von|of|upon)(?=\s[A-Z])))*"
_CORRECTS = re.compile(
    r"\bcorrect(?:ion|ed|s|ing)\b(?!\scourse)|\bclarification\b|\bfor\sthe\srecord\b|\bmis(?:stated|identified|reported)\b|"
    r"\bshould\s(?:have\s)?read\b|\b(?:incorrect|wrong|erroneous|mistaken)ly\b|"
    r"\bas\s(?:(?:we|it)\s)?(?:originally|previously|first)\s(?:issued|stated|reported|announced)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\s*[,(]?\s+(?:and\s)?(?:not|rather\sthan|instead\sof)\s(?:(?:as|its|the|an?|to|in)\s)*")
_TAIL = re.compile(
    r"\)?(?:,?\s(?:as|which)\s(?:(?:was|were|we|it|has|had|been|have|\w+ly|first|earlier)\s)*"
    r"(?:issued|stated|reported|said|announced|released|given|published)\b[^.;]*)?"
)
_NAME_NOT = re.compile(rf"\b(?P<right>{_NAME}){_NOT.pattern}(?P<wrong>{_NAME})")
_SHOULD_READ = re.compile(
    r"\b(?:title|headline|position|post|role|release)\b[^.;]*?\bshould\s(?:have\s)?(?:read|been?|say|said)\b",
    re.IGNORECASE,
)
_STANDS = re.compile(r"\b(?:not|never|no|stay\w*|remain\w*|keep\w*|den(?:y|ie)\w*)\b|n['’]t\b", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:In\sfact,?\s|Actually,?\s)?(?:(?:It|He|She|They)['’](?:s|re)\b|"
    rf"(?:It|He|She|They|(?:His|Her|Its|Their|The)(?:\s[\w’'-]+){{1,4}}?|{_NAME})\s(?:is|are|was|were|has|have|will|should)\b)"
)
_DOES = re.compile(
    r"\b(mov|relocat|transfer|shift|buy|acquir|merg|clos|shut|open|appoint|hir|nam)(?:e[sd]?|ing|s|ed)?\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(rf"(?<![\w.,-])({IN_FIGURES})(?![\w-])")
_IS = re.compile(rf"\b(?:is|are|was|were|be|been)\s(?:in\s|to\s)?(?P<right>{_NAME})\W*$")
_WHOSE = re.compile(
    rf"\bmis(?:stated|identified|reported|spelled)\b[^.;]*?"
    rf"\b(?:(?:title|position|post|role|job)\sof\s(?P<of>{_NAME})|(?P<own>{_NAME}?)['’]s?\s(?:title|position|post|role|job))"
)
_DAYS = frozenset({*MONTH_NUMBERS, *(day.lower() for day in day_name)})


@dataclass(frozen=True, slots=True)
class PutRight:
    """An announcement as it should have been written, and what was written for each sentence that differs."""

    announcement: Announcement
    written: Mapping[str, str]
    rights: Mapping[str, str] = field(default_factory=dict)  # by the words that are right

    def as_written(self, event: CompanyEvent) -> CompanyEvent:
        """The event with the words that were written as its proof; what they put right is not denied."""
        proof = self.written.get(one_line(event.sentence))
        if event.certainty is not Certainty.DENIED or event.certain_from == NEVER or _STANDS.search(event.sentence):
            return replace(event, sentence=proof) if proof else event
        proof = proof or next(
            (self.rights[said] for slot in SLOTS if (said := getattr(event, slot)) in self.rights), ""
        )
        return replace(event, sentence=proof, certainty=Certainty.ANNOUNCED) if proof else event


class _Right(NamedTuple):
    """What `sentences` sentences should have said at first, and the words that are put right."""

    said: str
    wrong: str = ""
    right: str = ""
    sentences: int = 1


@dataclass(slots=True)
class _Reading:
    """What is read so far of an announcement that corrects something: its title and sentences, put right."""

    title: str
    sentences: list[str] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)
    rights: dict[str, str] = field(default_factory=dict)

    def add(self, right: _Right, proof: str) -> None:
        """Add a sentence as it should have been, whose words as written are `proof`."""
        if (headed := _replaced(self.title, right)) != self.title:
            self.title = headed
            self.written[one_line(headed)] = proof
        if right.said != proof:
            self.written[one_line(right.said)] = proof
        if right.right:
            self.rights[right.right] = proof
        self.sentences.append(right.said)


def put_right(announcement: Announcement) -> PutRight:
    """The announcement as it should have been written at first; itself where it corrects nothing."""
    if not _CORRECTS.search(announcement.title) and not _CORRECTS.search(announcement.text):
        return PutRight(announcement, {})
    sentences = [part for one in sentences_of(clean(announcement.text)) for part in re.split(r"(?<=;)\s+", one)]
    reading = _Reading(announcement.title)
    whose, at = "", 0
    while at < len(sentences):
        right = _right(reading.title, sentences[at], sentences[at + 1] if at + 1 < len(sentences) else "")
        misstated = None if right else _WHOSE.search(sentences[at])
        if misstated:
            whose, at = misstated["of"] or misstated["own"], at + 1
            continue
        right = right or _Right(sentences[at])
        if whose:
            right, whose = right._replace(said=re.sub(r"^(?:He|She|They)\b", whose, right.said)), ""
        reading.add(right, " ".join(sentences[at : at + right.sentences]))
        at += right.sentences
    if not reading.written:
        return PutRight(announcement, {})
    right_text = replace(announcement, title=reading.title, text=" ".join(reading.sentences))
    return PutRight(right_text, reading.written, reading.rights)


def _right(title: str, sentence: str, following: str) -> _Right | None:
    return _told_anew(sentence, following) or _contrast(sentence) or _for_the_title(title, sentence)


def _told_anew(sentence: str, following: str) -> _Right | None:
    """ "A report said that Orbel would move to Leeds. It is moving to York." """
    back = TAKEN_BACK.search(sentence)
    if back is None or not _OPENS.match(following) or _STANDS.search(following):
        return None
    told = back["told"] or back["given"] or back["called"]
    ours, theirs = _roles(told), _roles(following)
    if len(ours) == len(theirs) == 1:
        wrong, right = ours[0], theirs[0]
    elif len(before := _figures(told)) == len(now := _figures(following)) == 1:
        wrong, right = before[0], now[0]
    else:
        wrong, right = _other_name(told, following)
    if not wrong or not right or wrong == right:
        return None
    said = _INDIRECT.sub(lambda verb: _DIRECT[verb[0].lower()], back["told"]) if back["told"] else sentence
    return _Right(said[:1].upper() + said[1:].replace(wrong, right), wrong, right, 2)


_DIRECT = {"would": "will", "was": "is", "were": "are", "had": "has"}
_INDIRECT = re.compile(r"\b(?:would|(?:was|were)(?=\s\w+ing\b)|had(?=\s\w+))\b", re.IGNORECASE)


def _other_name(told: str, following: str) -> tuple[str, str]:
    """The last name behind the verb that both have, or that the second says it is: Leeds, and York."""
    does = _DOES.search(told)
    if does is None or not (names := _names(told[does.end() :])):
        return "", ""
    if is_name := _IS.search(following):
        return names[-1], is_name["right"]
    again = [found for found in _DOES.finditer(following) if found[1].lower() == does[1].lower()]
    same_matter = again or (list(_MOVES.finditer(following)) if _MOVES.match(does[0]) else [])
    others = _names(following[same_matter[0].end() :]) if same_matter else []
    return (names[-1], others[-1]) if others else ("", "")


_MOVES = re.compile(r"\b(?:mov|relocat|transfer|shift|go)(?:e[sd]?|ing|s|ed)?\b", re.IGNORECASE)


def _contrast(sentence: str) -> _Right | None:
    """ "Chief operating officer, not chief financial officer", "to York, not Leeds"."""
    spans = _role_spans(sentence)
    for (start, end), (begins, ends) in pairwise(spans):
        if _NOT.fullmatch(sentence[end:begins]):
            return _without(sentence, (start, end), (begins, ends))
    found = _NAME_NOT.search(sentence)
    return _without(sentence, found.span("right"), found.span("wrong")) if found else None


def _without(sentence: str, right: tuple[int, int], wrong: tuple[int, int]) -> _Right:
    tail = _TAIL.match(sentence, wrong[1])
    rest = sentence[tail.end() if tail else wrong[1] :]
    return _Right(sentence[: right[1]] + rest, sentence[slice(*wrong)], sentence[slice(*right)])


def _for_the_title(title: str, sentence: str) -> _Right | None:
    """ "The headline should have read chief operating officer": another post than it has."""
    ours, theirs = _roles(title), _roles(sentence)
    if not _SHOULD_READ.search(sentence) or not len(ours) == len(theirs) == 1:
        return None
    return _Right(sentence, ours[0], theirs[0])


def _replaced(title: str, right: _Right) -> str:
    """The title with the right words for the wrong ones, however it writes a post ("CFO")."""
    if not right.wrong:
        return title
    post = read_role(right.wrong).title if _roles(right.wrong) == [right.wrong] else ""
    for start, end in _role_spans(title) if post else ():
        if read_role(title[start:end]).title == post:
            return title[:start] + right.right + title[end:]
    return re.sub(rf"(?<!\bnot\s)\b{re.escape(right.wrong)}\b", lambda _: right.right, title)


def _roles(text: str) -> list[str]:
    return [text[start:end] for start, end in _role_spans(text)]


def _role_spans(text: str) -> list[tuple[int, int]]:
    tokens = tokenise(text)
    return [(tokens[span.start].start, tokens[span.end - 1].end) for span in find_roles([t.text for t in tokens])]


def _names(text: str) -> list[str]:
    return [name for name in re.findall(rf"\b{_NAME}", text) if name.casefold() not in _DAYS]


def _figures(text: str) -> list[str]:
    """The figures of a text; none where one may be of a day."""
    has_day = not MONTH_NUMBERS.keys().isdisjoint(re.findall(r"\w+", text.lower()))
    return [] if has_day else _FIGURE.findall(text)


def one_line(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())
