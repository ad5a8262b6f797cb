"""What announcements announce, read twice: by the grammar, and closely by the trained reader.

The grammar reads everything, fast. What may concern somebody is read closely as well, unless neither the grammar sees
an event in it nor its words make one probable (matching.reading.prefilter); how probable an event is follows
from what both say of it (data/reader/calibration.json, fitted on labelled texts by training.calibrate). An event below
its type's lower threshold is none; at or above the upper one it may ask for a call; between them it is not certain.

What a register says in columns is read by neither: its filings are its events (matching.detection.filed).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import compress

from callnow.model import Announcement, CompanyEvent
from matching.detection.filed import filed_events
from matching.detection.texts.columns import at_head, entries_of, without_unnamed
from matching.detection.texts.plain_words import in_plain_words
from matching.detection.texts.put_right import put_right
from matching.detection.texts.repeated_titles import without_byline, without_form, without_repeated_title
from matching.detection.weighing import weigh
from matching.grammar.detect import detect as detect_with_grammar
from matching.grammar.tokens import clean
from matching.grammar.towns import without_agency, without_town
from matching.reading.events import ReadText
from matching.reading.pieces import Pieces, lead
from matching.reading.reader import Reader, shipped_reader

NOTHING = ReadText([], [])  # what is read of a text that is not read
MARKED = 5_000  # characters, markup and all, in which the lead is looked for


@dataclass(frozen=True, slots=True)
class Detection:
    """What one announcement announces, and what the reader by itself read of its title and lead.

    What is read of one that is `spared` counts for nothing: no event comes of it.
    """

    events: list[CompanyEvent]
    read: ReadText
    spared: bool = False

    @property
    def organisations(self) -> tuple[str, ...]:
        """The organisations that title and lead name, each spelling once."""
        return tuple(name for one in self.read.organisations for name in one.names)


def detect(announcements: Sequence[Announcement]) -> list[list[CompanyEvent]]:
    """The events that each announcement announces, read closely by the shipped reader where they may tell one."""
    return [detection.events for detection in read_closely(announcements, shipped_reader(), spare=True)]


def detect_fast(announcement: Announcement) -> list[CompanyEvent]:
    """The events that an announcement announces, by its filings or the grammar alone."""
    if announcement.filings:
        return filed_events(announcement)
    right = put_right(_as_headed(announcement))
    entries = ((entry, detect_with_grammar(entry)) for entry in entries_of(right.announcement))
    return [right.as_written(event) for entry, found in entries for event in at_head(found, entry)]


def _as_headed(announcement: Announcement) -> Announcement:
    """The announcement with its headline as title, and without that, or a byline, at the head of its text."""
    return without_form(without_byline(without_repeated_title(announcement)))


def read_closely(announcements: Sequence[Announcement], reader: Reader, *, spare: bool = False) -> list[Detection]:
    """What each announcement announces: its filings, or what grammar and reader together read in it.

    With `spare`, texts whose words tell of no event are not read, so the organisations that they name are not told.
    """
    texts = iter(_read_texts([one for one in announcements if not one.filings], reader, spare))
    return [Detection(filed_events(one), NOTHING) if one.filings else next(texts) for one in announcements]


def _read_texts(announcements: Sequence[Announcement], reader: Reader, spare: bool) -> list[Detection]:
    """What each text announces, as it should have been written; the entries of a column are read one by one."""
    put = [in_plain_words(put_right(_as_headed(one))) for one in announcements]
    entries = [entries_of(one.announcement) for one in put]
    read = iter(_read_entries([entry for of_one in entries for entry in of_one], reader, spare))
    joined = [_joined(of_one, [next(read) for _ in of_one]) for of_one in entries]
    return [
        replace(one, events=[right.as_written(event) for event in one.events])
        for right, one in zip(put, joined, strict=True)
    ]


def _joined(entries: Sequence[Announcement], read: Sequence[Detection]) -> Detection:
    if len(read) == 1:
        return read[0]
    organisations = [organisation for one in read for organisation in one.read.organisations]
    spared = all(one.spared for one in read)
    texts = ReadText(organisations, [event for one in read if spared or not one.spared for event in one.read.events])
    events = (at_head(one.events, entry) for entry, one in zip(entries, read, strict=True))
    return Detection(without_unnamed([event for of_one in events for event in of_one]), texts, spared)


def _read_entries(announcements: Sequence[Announcement], reader: Reader, spare: bool) -> list[Detection]:
    parts, found = [text_parts(one) for one in announcements], [detect_with_grammar(one) for one in announcements]
    texts = reader.pieces(parts)
    spared = [not may_tell(*text, reader) for text in zip(found, texts, strict=True)]
    to_read = [not (spare and one) for one in spared]
    read = iter(reader.read_pieces([*compress(texts, to_read)]))
    readings = [next(read) if one else NOTHING for one in to_read]
    return [
        Detection([] if is_spared else weigh(one, events, reading, own, reader), reading, is_spared)
        for one, events, reading, own, is_spared in zip(announcements, found, readings, parts, spared, strict=True)
    ]


def may_tell(found: Sequence[CompanyEvent], pieces: Pieces, reader: Reader) -> bool:
    """Whether a text may tell an event: the grammar `found` one, or its words make one probable."""
    return bool(found) or reader.prefilter.passes(pieces)


def text_parts(announcement: Announcement) -> tuple[str, str]:
    """Title and lead as the reader takes them: one line each, without markup, entities or a newspaper's dateline."""
    title = without_agency(" ".join(clean(unescape(announcement.title)).split()))
    return title, lead(without_town(clean(announcement.text[:MARKED]), title))
