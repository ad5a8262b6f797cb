"""The events of one text that grammar or reader saw: how probable each is, how surely it is told, and mended slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.advertisements import solicits
from matching.detection.days.yet_to_come import with_days_ahead
from matching.detection.denied.denied_events import headline_denial
from matching.detection.denied.no_longer import as_gone
from matching.detection.event_features import EventFeatures, features_of
from matching.detection.headlines import attributes, is_known_to_leave
from matching.detection.languages import other_language
from matching.detection.left_out.former_employers import only_former
from matching.detection.left_out.no_management import without_other_work
from matching.detection.left_out.parts_bought import is_of_a_part
from matching.detection.left_out.vacancies import is_advertised
from matching.detection.merging import WORTH_KNOWING, merged, pairs
from matching.detection.opposites import without_opposites
from matching.detection.posts.interim_posts import with_interim_posts, with_permanent_posts
from matching.detection.posts.named_beside import without_who_is_named_beside
from matching.detection.posts.seats_elsewhere import without_seats_elsewhere
from matching.detection.posts.successions import with_successions
from matching.detection.posts.untold_posts import with_untold_posts
from matching.detection.texts.proofs import with_proofs
from matching.detection.who.headline_names import only_describes, with_own_spelling
from matching.detection.who.lists_of_people import as_probable_as_fellows, each_at_their_own, fellows_of
from matching.detection.who.told_in_turn import within_clauses
from matching.detection.who.whole_names import with_whole_names, without_companies_as_people
from matching.event_types import is_about_people, is_leaving
from matching.grammar.towns import always_town, is_governed, is_public_employer, is_town
from matching.reading.calibration import NEVER, Calibration
from matching.reading.events import ReadText
from matching.reading.reader import Reader

# What the text as a whole says better than the place where an event was found, in the order in which it is asked.
MENDED_BY_TEXT = (
    without_companies_as_people,
    as_gone,
    with_whole_names,
    without_who_is_named_beside,
    without_seats_elsewhere,
    with_successions,
    with_interim_posts,
    with_untold_posts,
    with_permanent_posts,
)


def weigh(
    announcement: Announcement,
    found: Sequence[CompanyEvent],
    read: ReadText,
    parts: tuple[str, str],
    reader: Reader,
) -> list[CompanyEvent]:
    """The events of one announcement that either read, with their probability; those too improbable are left out."""
    denial, text = headline_denial(announcement, parts[0]), _whole(parts)
    day = announcement.published_at.date() if announcement.date_known else None
    found = [denial.as_told(event) if denial else event for event in found]
    language = other_language(*parts) if found or read.events else ""
    seen = list(with_features(announcement, found, read, parts, reader.version))
    weighed = [(event, reader.calibration.probability(features.numbers())) for event, features in seen]
    weighed, contradicted = without_opposites(as_probable_as_fellows(weighed, found, text), found)
    contradicted -= {event.id for event, features in seen if features.leaves_plainly}

    def is_mute(event: CompanyEvent) -> bool:
        """Whether no call may be made of it: what the headline only denies, what the other reading contradicts, what
        advertises a law firm, who left a former employer, or what is told in another language."""
        denied = denial is not None and denial.mutes(event)
        past = is_leaving(event.type) and only_former(event.names, *parts)
        advert = solicits(parts[0]) and event.type != "legal_action"
        return any((denied, past, advert, event.id in contradicted, language))

    def as_told(event: CompanyEvent) -> CompanyEvent:
        event = denial.as_told(event) if denial else event
        doubted = bool(language) and event.certainty is Certainty.DENIED and not event.certain  # takes nothing back
        sure = NEVER if is_mute(event) and not doubted else event.certain_from
        refuted = denial is not None and denial.denies(event)
        certainty = Certainty.DENIED if refuted else event.certainty
        return replace(event, certain_from=sure, certainty=certainty, language=language)

    probable = [likely for event, weight in weighed if (likely := _if_probable(event, weight, reader.calibration))]
    told = [as_told(event) for event in probable if not _is_none(event, text)]
    told = _mended(without_other_work(told, *parts), text)
    return with_proofs(with_days_ahead(told, text, day), *parts)


def _is_none(event: CompanyEvent, text: str) -> bool:
    """Whether what was read is no event of its company at all."""
    return is_of_a_part(event, text) or is_advertised(event, text)


def _if_probable(event: CompanyEvent, weight: float, calibration: Calibration) -> CompanyEvent | None:
    """The event with its probability, and from where on it asks for a call; None where it is too improbable."""
    least, certain = calibration.thresholds(event.type)
    probability = max(weight, least) if event.rule.partition(" and ")[0] in WORTH_KNOWING else weight
    return replace(event, probability=round(probability, 4), certain_from=certain) if probability >= least else None


def _whole(parts: tuple[str, str]) -> str:
    """Title and lead as one text."""
    return ". ".join(parts)


def _mended(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events with the names and posts that their whole text tells; what happens in a town is no company's."""
    told = [_with_own_names(event, text) for event in events if not _is_of_town(event, text)]
    for mended in MENDED_BY_TEXT:
        told = mended(told, text)
    return told


def with_features(
    announcement: Announcement,
    found: Sequence[CompanyEvent],
    read: ReadText,
    parts: tuple[str, str],
    version: str,
) -> Iterator[tuple[CompanyEvent, EventFeatures]]:
    """Every event that the grammar found or the reader read, once, with its features."""
    fellows, text = fellows_of(found), _whole(parts)
    companies = [*(one.names for one in read.organisations), *(one.names for one in found)]
    together = pairs(found, within_clauses(each_at_their_own(read.events, found, text), parts[0], text, companies))
    for by_grammar, by_reader in together:
        beside = fellows.get(by_grammar.id, ()) if by_grammar else ()
        elsewhere = {one.id for one in beside if by_grammar and one.company != by_grammar.company}
        own = [r for g, r in together if r and not (g and g.id in elsewhere)]
        event = merged(announcement, by_grammar, by_reader, parts, version, beside)
        hearsay = attributes(parts[0], event.type, event.names, event.person)
        if hearsay and not _stands_all_the_same(event, parts[0]):
            event = replace(event, certainty=Certainty.RUMOURED)
        yield event, features_of(event, by_grammar, by_reader, found, replace(read, events=own), parts)


def _stands_all_the_same(event: CompanyEvent, title: str) -> bool:
    """Whether an event is not what the headline attributes to others: what it denies, or a departure it presupposes."""
    left = is_leaving(event.type) and is_known_to_leave(title, event.names)
    return event.certainty is Certainty.DENIED or left


def _is_of_town(event: CompanyEvent, text: str) -> bool:
    if is_about_people(event.type):
        is_authority = is_governed(event.names, text)
    else:
        is_authority = is_public_employer(event.names, event.sentence)
    return is_authority or is_town(event.names, event.sentence, text)


def _with_own_names(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event without what is no name of its company: another's, its dateline's town, a word that describes it."""
    event = with_own_spelling(event, text)
    others = (name for name in event.also_called if not always_town(name, text))
    return replace(event, also_called=tuple(name for name in others if not only_describes(name, event.company, text)))
