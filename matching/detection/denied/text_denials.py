"""What a text tells of only to say that it is not so: "remains CFO despite a rumour that she had left", "She is not."

It is told as denied, which takes back what was told before, unless another sentence tells it as so. A headline that
denies is read elsewhere (matching.detection.denied.denied_events); one that asks, or is that of a correction, tells
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from callnow.model import CompanyEvent, stable_id
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.detection.denied.denials import backs_out, denies
from matching.detection.denied.denying_sentences import denies_event, refutes, tells_of
from matching.detection.denied.kept_posts import is_talked_round, only_keeps_post
from matching.detection.denied.side_denials import FURTHER, denies_further
from matching.detection.matters import may_tell_of
from matching.detection.named import COMPANY, is_about
from matching.event_types import is_joining, is_leaving
from matching.grammar.tokens import sentences_of
from matching.reading.calibration import NEVER

# What a newspaper says of its own words; what it misspelt or misstated beside the news is not the news.
_SAID = r"(?:said|reported|stated|indicated|listed|named|wrote|announced|suggested|claimed)"
_EARLIER_WORDS = re.compile(
    rf"\b(?:earlier|previous|prior|first|original)\s(?:version|edition|report)s?\b[^.;]*?\b{_SAID}\b"
    rf"|\b(?:incorrect|wrong|erroneous|mistaken|false|inaccurate)ly\s{_SAID}\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(r"^\W*(?:corrections?|clarifications?|editor['’]?s['’]?\snote)\b", re.IGNORECASE)
_OWN_REPORT = re.compile(r"\bwe\s(?:\w+\s){0,2}?(?:said|reported|wrote|stated)\b", re.IGNORECASE)
_GOES_TO = re.compile(
    r"\b(?:(?:leav(?:e|es|ing)|left|depart(?:s|ed|ing)?|quit(?:s|ting)?|exit(?:s|ing)?|resign(?:s|ed|ing)?|go(?:es|ing)?|mov(?:e|es|ing)|"
    rf"defect(?:s|ing)?)\s(?:[\w&.’'-]+\s){{0,4}}?(?:for|to)|join(?:s|ed|ing)?)\s(?P<where>{COMPANY})"
)
_STAYS_AT = re.compile(rf"\b(?:remain|stay|continue)(?:s|ing)?\s(?:on\s)?(?:at|with)\s(?P<where>{COMPANY})")


def with_denials(events: Sequence[CompanyEvent], title: str, lead: str) -> list[CompanyEvent]:
    """The events of a text; those that it says are not so as denied, and without posts that somebody only keeps."""
    sentences = sentences_of(lead)
    told = [one for event in events if (one := _as_told(event, title, sentences)) is not None]
    told = [one for event in told if (one := _without_further(event, title, sentences)) is not None]
    if backs_out(title):
        told = [
            replace(one, type="executive_hired") if one.certainty is Certainty.DENIED and is_leaving(one.type) else one
            for one in told
        ]
    return _at_both_ends(told, title, sentences)


def _at_both_ends(events: Sequence[CompanyEvent], title: str, sentences: Sequence[str]) -> list[CompanyEvent]:
    """The events, a move that is denied at one company denied at the other, too: who does not come has not left their
    employer, and who does not leave does not come to whom they were said to leave for."""
    refused = [one for one in events if one.certainty is Certainty.DENIED and is_joining(one.type) and one.person]
    stay = [stays for one in refused for stays in _elsewhere(one, "executive_departed", _STAYS_AT, sentences)]
    told = [one for one in events if not (is_leaving(one.type) and _is_among(one, [*refused, *stay]))] + stay
    kept = [one for one in told if one.certainty is Certainty.DENIED and is_leaving(one.type) and one.person]
    nowhere = [comes for one in kept for comes in _elsewhere(one, "executive_hired", _GOES_TO, [title, *sentences])]
    told = [denied(one) if is_joining(one.type) and _is_among(one, nowhere) else one for one in told]
    come = [one for one in told if is_joining(one.type)]
    return [*told, *(one for one in nowhere if not _is_among(one, come))]


def _is_among(event: CompanyEvent, others: Sequence[CompanyEvent]) -> bool:
    """Whether others are of the same person at the same company."""
    return any(event.person == other.person and share_name(event.names, other.names) for other in others)


def _elsewhere(
    event: CompanyEvent, type_there: str, there: re.Pattern[str], sentences: Sequence[str]
) -> Iterator[CompanyEvent]:
    """The event at another company that the text names with the person, as one that is not so."""
    for sentence in sentences:
        found = there.search(sentence) if is_about(sentence, event.person) else None
        if found and not share_name([found["where"]], event.names):
            id = stable_id(event.announcement_id, type_there, found["where"], event.person)
            other = replace(event, id=id, type=type_there, company=found["where"], also_called=(), role="", rank=0)
            prior = event.company if is_leaving(event.type) else ""
            yield denied(replace(other, prior_company=prior, function="", sentence=sentence))
            return


def _as_told(event: CompanyEvent, title: str, sentences: Sequence[str]) -> CompanyEvent | None:
    if _is_denied(event, title, sentences):
        return denied(event)
    if not only_keeps_post(event, [title, *sentences]):
        return event
    return denied(replace(event, type="executive_departed")) if any(map(refutes, sentences)) else None


def _without_further(event: CompanyEvent, title: str, sentences: Sequence[str]) -> CompanyEvent | None:
    """The event, in doubt where all that is denied is more of it ("rules out further cuts after 90 went"); None where
    the text tells of none before that."""
    if not (event.certainty is Certainty.DENIED or denies(title)):
        return event
    further = [one for one in (title, *sentences) if denies_further(one, event.type)]
    if not further or (event.certainty is not Certainty.DENIED and event.certain):
        return event
    more = event.count and re.search(rf"{re.escape(event.count)}\s{FURTHER}", " ".join(further), re.IGNORECASE)
    before = (found[0] for one in (title, *sentences) for found in _BEFORE.finditer(one))
    if not (event.count and not more) and not any(may_tell_of(words, event.type) for words in before):
        return None
    return replace(event, certainty=Certainty.DONE, certain_from=NEVER)


_BEFORE = re.compile(r"\b(?:after|following|since|having|has\salready|had)\b[^.;]*", re.IGNORECASE)


def denied(event: CompanyEvent) -> CompanyEvent:
    """The event as one that is not so, of which no call is made."""
    return replace(event, certainty=Certainty.DENIED, certain_from=NEVER)


def _is_denied(event: CompanyEvent, title: str, sentences: Sequence[str]) -> bool:
    if is_talked_round(event, sentences):
        return True
    verdicts = list(_verdicts(event, title, sentences))
    return bool(verdicts) and all(verdicts)


def _verdicts(event: CompanyEvent, title: str, sentences: Sequence[str]) -> Iterator[bool]:
    """Of each sentence that tells of the event, whether it does so to deny it."""
    corrects = _CORRECTION.search(title) is not None
    asserts = not (corrects or "?" in title or denies(title))
    if asserts and tells_of(title, event) and not denies_event(title, "", event):
        yield False
    taken_back = False
    for sentence, following in pairwise([*sentences, ""]):
        if not tells_of(sentence, event):
            continue
        if _EARLIER_WORDS.search(sentence) or (corrects and _OWN_REPORT.search(sentence)):
            taken_back = True
            yield True
        elif denies_event(sentence, following, event):
            yield True
        elif not (taken_back and event.person) or any(name in sentence for name in event.names):
            yield False  # else where somebody came or went instead
