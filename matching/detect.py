"""What announcements announce, read twice: by the grammar, and closely by the trained reader.

The grammar reads everything, fast. What may concern somebody is read closely as well; how probable an event is follows
from what both say of it (data/reader/calibration.json, fitted on labelled texts by training.calibrate). An event below
its type's lower threshold is none; at or above the upper one it may ask for a call; between them it is not certain.

What a register says in columns is read by neither: its filings are its events (matching.filed).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from callnow.model import Announcement, CompanyEvent, stable_id
from callnow.terms import Certainty
from matching.comparing.companies import same_company
from matching.comparing.persons import same_person
from matching.denials import denies, only_former
from matching.event_features import EventFeatures, features_of
from matching.event_slots import with_whole_slots
from matching.event_types import FIELD_OF, family
from matching.filed import filed_events
from matching.grammar.detect import detect as detect_with_grammar
from matching.grammar.tokens import clean, split_sentences, strip_dateline
from matching.languages import other_language
from matching.reading.calibration import NEVER
from matching.reading.events import ReadEvent, ReadText
from matching.reading.pieces import lead
from matching.reading.reader import Reader, shipped_reader
from matching.roles import read_role
from matching.side_denials import side_denial

MARKED = 5_000  # characters, markup and all, in which the lead is looked for
BY_READER = ("side", "counterparty", "count")
BY_GRAMMAR = ("prior_company", "origin", "destination", "amount")
Pair = tuple[CompanyEvent | None, ReadEvent | None]


@dataclass(frozen=True, slots=True)
class Detection:
    """What one announcement announces, and what the reader by itself read of its title and lead."""

    events: list[CompanyEvent]
    read: ReadText

    @property
    def organisations(self) -> tuple[str, ...]:
        """The organisations that title and lead name, each spelling once."""
        return tuple(name for one in self.read.organisations for name in one.names)


def detect(announcements: Sequence[Announcement]) -> list[list[CompanyEvent]]:
    """The events that each announcement announces, read closely by the shipped reader."""
    return [detection.events for detection in read_closely(announcements, shipped_reader())]


def detect_fast(announcement: Announcement) -> list[CompanyEvent]:
    """The events that an announcement announces, by its filings or the grammar alone."""
    return filed_events(announcement) if announcement.filings else detect_with_grammar(announcement)


def read_closely(announcements: Sequence[Announcement], reader: Reader) -> list[Detection]:
    """What each announcement announces: its filings, or what grammar and reader together read in it."""
    texts = iter(_read_texts([one for one in announcements if not one.filings], reader))
    return [Detection(filed_events(one), ReadText([], [])) if one.filings else next(texts) for one in announcements]


def _read_texts(announcements: Sequence[Announcement], reader: Reader) -> list[Detection]:
    parts = [text_parts(one) for one in announcements]
    with ThreadPoolExecutor(1) as beside:  # the encoder leaves the interpreter to others while it computes
        by_grammar = beside.submit(lambda: [detect_with_grammar(one) for one in announcements])
        by_reader = reader.read(parts)
    return [
        Detection(weigh(announcement, found, read, own, reader), read)
        for announcement, found, read, own in zip(announcements, by_grammar.result(), by_reader, parts, strict=True)
    ]


def text_parts(announcement: Announcement) -> tuple[str, str]:
    """Title and lead as the reader takes them: one line each, without markup or entities."""
    title = " ".join(clean(unescape(announcement.title)).split())
    return title, lead(clean(announcement.text[:MARKED]))


def weigh(
    announcement: Announcement,
    found: Sequence[CompanyEvent],
    read: ReadText,
    parts: tuple[str, str],
    reader: Reader,
) -> list[CompanyEvent]:
    """The events of one announcement that either read, with their probability; those too improbable are left out.

    Where the headline denies something, nothing is certain enough to ask for a call but what it announces beside that;
    nor is a departure from what the text only calls a former employer, nor anything in a text that surely is not
    English.
    """
    events, denied = [], denies(parts[0])
    aside = announced_beside(announcement, found, parts[0]) if denied else {}
    found = [aside.get(event.id, event) for event in found]
    language = other_language(*parts) if found or read.events else ""
    for event, features in with_features(announcement, found, read, parts, reader.version):
        probability = reader.calibration.probability(features.numbers())
        least, certain = reader.calibration.thresholds(event.type)
        if probability >= least:
            names = (event.company, *event.also_called)
            past = event.type == "executive_departed" and only_former(names, *parts)
            mute = (denied and event.id not in aside) or past or language
            call_from = NEVER if mute else certain
            weighed = replace(event, probability=round(probability, 4), certain_from=call_from, language=language)
            events.append(weighed)
    return with_whole_slots(_each_once(events), " ".join(parts))


def announced_beside(announcement: Announcement, found: Sequence[CompanyEvent], title: str) -> dict[str, CompanyEvent]:
    """By id the events that a headline announces beside what it denies, as certain as it tells them without that."""
    denial = side_denial(title)
    if denial is None or not found:
        return {}
    told = [event for event in detect_with_grammar(replace(announcement, title=denial.rest)) if not _denied(event)]
    pairs_told = ((event, _same_of(event, told)) for event in found if not denial.names(event.type))
    return {event.id: replace(event, certainty=same.certainty) for event, same in pairs_told if same is not None}


def _denied(event: CompanyEvent) -> bool:
    return event.certainty is Certainty.DENIED


def _same_of(event: CompanyEvent, others: Iterable[CompanyEvent]) -> CompanyEvent | None:
    """The first of `others` that is the same event, side included."""
    alike = (one for one in others if family(one.type) == family(event.type) and one.side == event.side)
    return next((one for one in alike if same_company(one.company, event.company) and one.person == event.person), None)


def with_features(
    announcement: Announcement,
    found: Sequence[CompanyEvent],
    read: ReadText,
    parts: tuple[str, str],
    version: str,
) -> Iterator[tuple[CompanyEvent, EventFeatures]]:
    """Every event that the grammar found or the reader read, once, with its features."""
    for by_grammar, by_reader in pairs(found, read.events):
        event = merged(announcement, by_grammar, by_reader, parts, version)
        yield event, features_of(event, by_grammar, by_reader, found, read, parts[0])


def pairs(found: Iterable[CompanyEvent], read: Iterable[ReadEvent]) -> list[Pair]:
    """What the grammar and the reader say of the same event, beside each other; None where only one of them does."""
    left, together = list(found), []
    for other in read:
        alike = [one for one in left if same_event(one, other)]
        best = next((one for one in alike if one.person == other.slots.get("person", "")), alike[0] if alike else None)
        if best is not None:
            left.remove(best)
        together.append((best, other))
    return [*together, *((one, None) for one in left)]


def same_event(one: CompanyEvent, other: ReadEvent) -> bool:
    """Whether both mean one event: its family, company and, where both name one, person agree."""
    if family(one.type) != family(other.type):
        return False
    person = other.slots.get("person", "")
    if one.person and person and not same_person(one.person, person):
        return False
    own = [name for name in (one.company, *one.also_called) if name]
    return any(same_company(a, b) for a in own for b in (other.company, *other.names))


def merged(
    announcement: Announcement,
    one: CompanyEvent | None,
    other: ReadEvent | None,
    parts: tuple[str, str],
    version: str,
) -> CompanyEvent:
    """One event of what both say. Who, as what, on which side and with whom the reader knows better, measured; the
    grammar the sentence, and where from and to, how much and where the person was before.
    """
    if other is None:
        assert one is not None
        return one
    event = from_reader(announcement, other, parts, version)
    if one is None:
        return event
    better = {name: getattr(event, name) or getattr(one, name) for name in BY_READER}
    better |= {name: getattr(one, name) or getattr(event, name) for name in BY_GRAMMAR}
    role = one if _is_part(event.role, one.role) else event
    names = dict.fromkeys((one.company, *one.also_called, *event.also_called))
    return replace(
        one,
        **better,
        company=event.company,
        person=one.person if _is_part(event.person, one.person) else event.person,
        role=role.role,
        function=role.function or one.function or event.function,
        rank=role.rank or one.rank or event.rank,
        rule=f"{one.rule} and {event.rule}",
        also_called=tuple(name for name in names if name != event.company),
    )


def _is_part(words: str, longer: str) -> bool:
    """Whether what the reader saw is only a part of what the grammar saw, or nothing."""
    return words.casefold() in longer.casefold()


def from_reader(announcement: Announcement, read: ReadEvent, parts: tuple[str, str], version: str) -> CompanyEvent:
    """What the reader read as an event of the announcement."""
    slots: dict[str, Any] = {FIELD_OF.get(name, name): text for name, text in read.slots.items()}
    sentence = proof(read, parts)
    role = read_role(slots["role"], sentence) if slots.get("role") else None
    person, with_whom, post = (slots.get(name, "") for name in ("person", "counterparty", "role"))
    return CompanyEvent(
        id=stable_id(announcement.id, read.type, read.company, person, with_whom, post),
        announcement_id=announcement.id,
        type=read.type,
        company=read.company,
        certainty=Certainty(read.certainty),
        side=read.side,
        sentence=sentence,
        rule=f"reader {version}",
        function=role.function if role else "",
        rank=role.rank if role else 0,
        company_evidence=("reader",),
        also_called=tuple(name for name in read.names if name != read.company),
        **slots,
    )


def proof(read: ReadEvent, parts: tuple[str, str]) -> str:
    """The sentence that names most of what the event is made of, of several the first that names its company."""
    title, lead = parts
    sentences = [title, *(sentence for _, sentence in split_sentences(strip_dateline(lead)))]
    told = [*read.slots.values()]

    def says(sentence: str) -> tuple[int, bool]:
        named = any(name in sentence for name in read.names)
        return named + sum(text in sentence for text in told), named

    return max(filter(None, sentences), key=says, default="")


def _each_once(events: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    """Of events with one identity the most probable."""
    best: dict[str, CompanyEvent] = {}
    for event in sorted(events, key=lambda e: -e.probability):
        best.setdefault(event.id, event)
    return [event for event in events if best[event.id] is event]
