"""What announcements announce, read twice: by the grammar, and closely by the trained reader.

The grammar reads everything, fast. What may concern somebody is read closely as well; how probable an event is follows
from what both say of it (data/reader/calibration.json, fitted on labelled texts by training.calibrate). An event below
its type's lower threshold is none; at or above the upper one it may ask for a call; between them it is not certain.

What a register says in columns is read by neither: its filings are its events (matching.detection.filed).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from html import unescape

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.becoming_part import with_absorbed
from matching.detection.denied_events import headline_denial
from matching.detection.event_features import EventFeatures, features_of
from matching.detection.event_slots import with_whole_slots
from matching.detection.filed import filed_events
from matching.detection.former_names import with_former_names
from matching.detection.going_private import goes_private
from matching.detection.headlines import is_attributed, is_known_to_leave
from matching.detection.languages import other_language
from matching.detection.lists_of_people import as_probable_as_fellows, each_at_their_own, fellows_of
from matching.detection.loans import is_loan
from matching.detection.looking_back import only_recalls
from matching.detection.merging import merged, pairs
from matching.detection.new_owners import at_what_they_own
from matching.detection.no_moves import is_no_move
from matching.detection.opposites import without_opposites
from matching.detection.permanent_posts import with_permanent_posts
from matching.detection.posts_left import with_posts_left
from matching.detection.prior_companies import with_own_employers
from matching.detection.repeated_titles import without_repeated_title
from matching.detection.text_denials import with_denials
from matching.detection.units import in_their_units
from matching.detection.yet_to_come import with_days_ahead
from matching.grammar.company_jobs import IN_PASSING
from matching.grammar.company_standing import CHIEF_TELLS
from matching.grammar.detect import detect as detect_with_grammar
from matching.grammar.tokens import clean
from matching.grammar.towns import always_town, is_town, without_town
from matching.reading.calibration import NEVER
from matching.reading.events import ReadText
from matching.reading.pieces import lead
from matching.reading.reader import Reader, shipped_reader

# What the text as a whole says better than the place where an event was found, in the order in which it is asked.
MENDED_BY_TEXT = (
    with_absorbed,
    with_own_employers,
    with_posts_left,
    with_whole_slots,
    with_permanent_posts,
    with_former_names,
)
WORTH_KNOWING = IN_PASSING | {CHIEF_TELLS}  # rules of what is told, though the reader sees nothing of it
MARKED = 5_000  # characters, markup and all, in which the lead is looked for


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
    if announcement.filings:
        return filed_events(announcement)
    return detect_with_grammar(without_repeated_title(announcement))


def read_closely(announcements: Sequence[Announcement], reader: Reader) -> list[Detection]:
    """What each announcement announces: its filings, or what grammar and reader together read in it."""
    texts = iter(_read_texts([one for one in announcements if not one.filings], reader))
    return [Detection(filed_events(one), ReadText([], [])) if one.filings else next(texts) for one in announcements]


def _read_texts(announcements: Sequence[Announcement], reader: Reader) -> list[Detection]:
    announcements = [without_repeated_title(one) for one in announcements]
    parts = [text_parts(one) for one in announcements]
    with ThreadPoolExecutor(1) as beside:  # the encoder leaves the interpreter to others while it computes
        by_grammar = beside.submit(lambda: [detect_with_grammar(one) for one in announcements])
        by_reader = reader.read(parts)
    return [
        Detection(weigh(announcement, found, read, own, reader), read)
        for announcement, found, read, own in zip(announcements, by_grammar.result(), by_reader, parts, strict=True)
    ]


def text_parts(announcement: Announcement) -> tuple[str, str]:
    """Title and lead as the reader takes them: one line each, without markup, entities or a newspaper's dateline."""
    title = " ".join(clean(unescape(announcement.title)).split())
    return title, lead(without_town(clean(announcement.text[:MARKED])))


def weigh(
    announcement: Announcement,
    found: Sequence[CompanyEvent],
    read: ReadText,
    parts: tuple[str, str],
    reader: Reader,
) -> list[CompanyEvent]:
    """The events of one announcement that either read, with their probability; those too improbable are left out.

    Where the headline denies something, nothing is certain enough to ask for a call but what it announces beside that,
    and what it denies, or the text does, is told as denied; nor is a departure from what the text only calls a former
    employer, a change of which grammar and reader say the opposite, what a headline about somebody tells as no move,
    what is told as of months ago, nor anything in a text that surely is not English. What happens in a town is no
    company's.
    """
    events, denial, text = [], headline_denial(announcement, parts[0]), ". ".join(parts)
    day = announcement.published_at.date() if announcement.date_known else None
    found = [denial.as_told(event) if denial else event for event in found]
    language = other_language(*parts) if found or read.events else ""
    weighed = [
        (event, reader.calibration.probability(features.numbers()))
        for event, features in with_features(announcement, found, read, parts, reader.version)
    ]
    weighed = as_probable_as_fellows(weighed, found, text)
    weighed, contradicted = without_opposites(weighed, found)
    for event, weight in weighed:
        least, certain = reader.calibration.thresholds(event.type)
        probability = max(weight, least) if event.rule.partition(" and ")[0] in WORTH_KNOWING else weight
        if probability >= least and not (is_loan(event, parts[0]) or goes_private(event, parts[0])):
            denied = denial and denial.mutes(event)
            old = only_recalls(event, parts[0], text, day)
            mute = denied or event.id in contradicted or is_no_move(event, *parts) or old or language
            call_from = NEVER if mute else certain
            told = replace(event, probability=round(probability, 4), certain_from=call_from, language=language)
            events.append(replace(told, certainty=Certainty.DENIED) if denial and denial.denies(event) else told)
    names = {name for one in read.organisations for name in one.names}
    events = [_without_towns(event, text) for event in events if not is_town(event.names, event.sentence, text)]
    events = in_their_units(at_what_they_own(_each_once(with_denials(events, *parts)), names, text), names, text)
    for mended in MENDED_BY_TEXT:
        events = mended(events, text)
    return with_days_ahead(events, text, day)


def with_features(
    announcement: Announcement,
    found: Sequence[CompanyEvent],
    read: ReadText,
    parts: tuple[str, str],
    version: str,
) -> Iterator[tuple[CompanyEvent, EventFeatures]]:
    """Every event that the grammar found or the reader read, once, with its features."""
    fellows, attributed = fellows_of(found), is_attributed(parts[0])
    together = pairs(found, each_at_their_own(read.events, found, ". ".join(parts)))
    for by_grammar, by_reader in together:
        beside = fellows.get(by_grammar.id, ()) if by_grammar else ()
        elsewhere = {one.id for one in beside if by_grammar and one.company != by_grammar.company}
        own = [r for g, r in together if r and not (g and g.id in elsewhere)]
        event = merged(announcement, by_grammar, by_reader, parts, version, beside)
        if attributed and not _stands_all_the_same(event, parts[0]):
            event = replace(event, certainty=Certainty.RUMOURED)
        yield event, features_of(event, by_grammar, by_reader, found, replace(read, events=own), parts[0])


def _stands_all_the_same(event: CompanyEvent, title: str) -> bool:
    """Whether an event is not what the headline attributes to others: what it denies, or a departure it presupposes."""
    left = event.type == "executive_departed" and is_known_to_leave(title, event.names)
    return event.certainty is Certainty.DENIED or left


def _without_towns(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event without the town of its dateline among the company's other names."""
    return replace(event, also_called=tuple(name for name in event.also_called if not always_town(name, text)))


def _each_once(events: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    """Of events with one identity the most probable."""
    best: dict[str, CompanyEvent] = {}
    for event in sorted(events, key=lambda e: -e.probability):
        best.setdefault(event.id, event)
    return [event for event in events if best[event.id] is event]
