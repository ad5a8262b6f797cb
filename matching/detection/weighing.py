"""The events of one text that grammar or reader saw: how probable each is, how surely it is told, and mended slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.advertisements import solicits
from matching.detection.days.yet_to_come import with_days_ahead
from matching.detection.deals.becoming_part import with_absorbed
from matching.detection.deals.deal_sides import (
    as_agreed,
    as_far_along_as_other_side,
    as_probable_as_other_side,
    is_sure_side,
    while_only_cleared,
    with_named_buyers,
    with_real_buyers,
)
from matching.detection.deals.insolvent_parts import with_insolvent_parts
from matching.detection.deals.parts_bought import (
    is_of_a_part,
    with_managers_as_buyers,
    with_sellers,
    without_separation_as_restructuring,
)
from matching.detection.denied.denied_events import headline_denial
from matching.detection.denied.ended_deals import with_ended_deals
from matching.detection.denied.ended_sales import with_ended_sales
from matching.detection.denied.text_denials import with_denials
from matching.detection.denied.told_all_the_same import as_gone, told_all_the_same, with_mothballed
from matching.detection.event_features import EventFeatures, features_of
from matching.detection.event_slots import with_whole_slots
from matching.detection.headlines import (
    attributes,
    is_known_to_leave,
    is_only_asked_to_leave,
    is_undecided,
)
from matching.detection.languages import other_language
from matching.detection.left_out.franchisees import is_of_franchisee
from matching.detection.left_out.honorary_posts import without_honours
from matching.detection.left_out.looking_back import only_comes_later, only_recalls
from matching.detection.left_out.made_up import is_made_up, without_companies_as_people
from matching.detection.left_out.no_management import without_other_work
from matching.detection.left_out.no_moves import is_no_move, is_on_leave
from matching.detection.left_out.no_news import is_no_news
from matching.detection.left_out.no_sites import is_of_building_site
from matching.detection.merging import WORTH_KNOWING, each_once, merged, pairs
from matching.detection.opposites import without_opposites
from matching.detection.places.others_homes import with_real_movers
from matching.detection.posts.boards import with_directors, with_executive_boards, with_seats
from matching.detection.posts.contributors import without_sure_contributors
from matching.detection.posts.filled_by_others import at_what_they_own, with_clients
from matching.detection.posts.goings import with_goings, with_who_is_out
from matching.detection.posts.handovers import with_handovers, with_posts_given_up
from matching.detection.posts.inside_or_outside import with_inside_or_outside
from matching.detection.posts.insolvency_posts import with_insolvency_posts, with_who_is_insolvent
from matching.detection.posts.interim_posts import with_interim_posts, with_permanent_posts
from matching.detection.posts.leaving_together import with_all_who_leave
from matching.detection.posts.one_post import without_sure_sharers
from matching.detection.posts.own_posts import with_own_posts, with_shared_posts
from matching.detection.posts.posts_elsewhere import (
    where_they_leave,
    with_moves_away,
    with_same_posts,
    with_who_makes_way,
)
from matching.detection.posts.posts_held import with_posts_held
from matching.detection.posts.posts_left import with_posts_left, with_untold_posts
from matching.detection.posts.prior_companies import with_own_employers
from matching.detection.posts.staying import without_who_stays
from matching.detection.posts.successions import with_successions
from matching.detection.posts.units import in_their_units
from matching.detection.set_phrases import told_in_a_set_phrase
from matching.detection.texts.proofs import with_proofs
from matching.detection.who.former_names import with_former_names, with_merged_names
from matching.detection.who.headline_names import (
    is_somebody,
    only_describes,
    with_companies_of_their_text,
    with_longer_names,
    with_own_spelling,
)
from matching.detection.who.listed_alike import with_all_listed
from matching.detection.who.lists_of_people import as_probable_as_fellows, each_at_their_own, each_in_order, fellows_of
from matching.detection.who.notices import without_agencies
from matching.detection.who.told_in_turn import within_clauses
from matching.detection.who.whole_names import with_whole_names
from matching.detection.workforce.cut_all_the_same import goes_all_the_same
from matching.detection.workforce.layoffs_added import with_layoffs_added
from matching.detection.workforce.own_counts import with_own_counts
from matching.event_types import is_about_people, is_leaving
from matching.grammar.towns import always_town, is_governed, is_public_employer, is_town
from matching.reading.calibration import NEVER, Calibration
from matching.reading.events import ReadText
from matching.reading.reader import Reader

SAME_ELSEWHERE = 0.5  # from where on the reader holds an event for that of another company
# What the text as a whole says better than the place where an event was found, in the order in which it is asked.
MENDED_BY_TEXT = (
    without_agencies,
    with_clients,
    with_whole_names,
    with_absorbed,
    with_own_employers,
    without_who_stays,
    with_moves_away,
    with_posts_left,
    with_all_who_leave,
    with_all_listed,
    with_who_is_out,
    with_posts_held,
    with_same_posts,
    with_successions,
    with_goings,
    with_handovers,
    with_posts_given_up,
    with_own_posts,
    with_interim_posts,
    with_shared_posts,
    with_untold_posts,
    with_directors,
    with_seats,
    with_executive_boards,
    with_whole_slots,
    with_insolvency_posts,
    with_who_makes_way,
    with_inside_or_outside,
    with_permanent_posts,
    with_former_names,
    with_merged_names,
    with_real_buyers,
    with_managers_as_buyers,
    with_named_buyers,
    with_sellers,
    without_separation_as_restructuring,
    with_insolvent_parts,
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
    found = with_companies_of_their_text([denial.as_told(event) if denial else event for event in found], parts[0])
    language = other_language(*parts) if found or read.events else ""
    seen = list(with_features(announcement, found, read, parts, reader.version))
    weighed = [_without_doubt(event, features, parts, reader.calibration) for event, features in seen]
    weighed = as_probable_as_other_side(weighed, {event.id for event, features in seen if is_sure_side(features)})
    weighed, contradicted = without_opposites(as_probable_as_fellows(weighed, found, text), found)
    contradicted -= {event.id for event, features in seen if features.leaves_plainly}

    def is_mute(event: CompanyEvent) -> bool:
        """Whether no call may be made of it: what the text only denies, contradicts, recalls, puts off, tells as no
        move or of somebody for a company, or tells in another language."""
        denied = denial is not None and denial.mutes(event) and not goes_all_the_same(event, text)
        advert = solicits(parts[0]) and event.type != "legal_action"
        old = only_recalls(event, parts[0], text, day) or only_comes_later(event, parts[0])
        no_move = is_no_move(event, *parts) or is_somebody(event, text)
        return any((denied, advert, old, event.id in contradicted, language, no_move))

    def as_told(event: CompanyEvent) -> CompanyEvent:
        event = denial.as_told(event) if denial else event
        doubted = bool(language) and event.certainty is Certainty.DENIED and not event.certain  # takes nothing back
        sure = NEVER if is_mute(event) and not doubted else event.certain_from
        refuted = denial is not None and denial.denies(event) and not goes_all_the_same(event, text)
        certainty = Certainty.DENIED if refuted else event.certainty
        return replace(event, certain_from=sure, certainty=certainty, language=language)

    probable = [likely for event, weight in weighed if (likely := _if_probable(event, weight, reader.calibration))]
    told = [as_told(e) for e in probable if not (_is_none(e, parts[0], text) or is_on_leave(e, *parts))]
    names = {name for one in read.organisations for name in one.names}
    told = without_other_work(without_honours(without_companies_as_people(told, names, text), *parts), *parts)
    told = _with_ended_and_added(_mended(told, parts, text, names), parts, names, announcement.id, reader.calibration)
    told = while_only_cleared(as_agreed(told, text), parts[0], text)
    return with_proofs(with_days_ahead(as_far_along_as_other_side(told), text, day), *parts)


def _is_none(event: CompanyEvent, title: str, text: str) -> bool:
    """Whether what was read is no event of its company at all."""
    none = is_no_news(event, title, text) or is_made_up(event, text)
    return none or is_of_a_part(event, text) or is_of_franchisee(event, text) or is_of_building_site(event, text)


def _without_doubt(
    event: CompanyEvent, features: EventFeatures, parts: tuple[str, str], calibration: Calibration
) -> tuple[CompanyEvent, float]:
    """The event and its probability; one that is told in a set phrase is certain, and as far along as that says, but
    not a second time where the reader reads it under a longer name, or without what only describes the company."""
    weight = calibration.probability(features.numbers())
    is_part = features.within_name or features.around_name  # "Velm" of "Velm Foods", "Fintech Velm" where it is "Velm"
    again = features.by_reader is None and is_part and features.elsewhere >= SAME_ELSEWHERE
    far = None if again else told_in_a_set_phrase(event, *parts)
    if far is None:
        return event, weight
    certain = calibration.thresholds(event.type)[1]
    return replace(event, certainty=far), max(weight, certain)


def _if_probable(event: CompanyEvent, weight: float, calibration: Calibration) -> CompanyEvent | None:
    """The event with its probability, and from where on it asks for a call; None where it is too improbable."""
    least, certain = calibration.thresholds(event.type)
    probability = max(weight, least) if event.rule.partition(" and ")[0] in WORTH_KNOWING else weight
    return replace(event, probability=round(probability, 4), certain_from=certain) if probability >= least else None


def _whole(parts: tuple[str, str]) -> str:
    """Title and lead as one text."""
    return ". ".join(parts)


def _mended(events: Sequence[CompanyEvent], parts: tuple[str, str], text: str, names: set[str]) -> list[CompanyEvent]:
    """The events with what their whole text says of them; what happens in a town is no company's."""
    told = [_with_own_names(event, text) for event in events if not _is_of_town(event, text)]
    told = each_in_order(with_longer_names(told, text), names, text)
    told = each_once(with_denials(as_gone(told, *parts), *parts), lambda event: event.id)
    told = in_their_units(at_what_they_own(told, names, text), names, text)
    told = where_they_leave(with_real_movers(told, names, text), names, text)
    for mended in MENDED_BY_TEXT:
        told = mended(told, text)
    told = without_sure_sharers(without_sure_contributors(told))
    return with_own_counts(with_who_is_insolvent(told, names, text), names, text)


def _with_ended_and_added(
    events: Sequence[CompanyEvent], parts: tuple[str, str], names: set[str], announcement: str, calibration: Calibration
) -> list[CompanyEvent]:
    """The events with deals and sales that are ended as denied, and layoffs that neither grammar nor reader sees."""
    told = with_ended_sales(with_ended_deals(events, names, parts, announcement), names, parts, announcement)
    told = with_mothballed(told_all_the_same(told, names, parts), _whole(parts))
    return with_layoffs_added(told, names, _whole(parts), announcement, calibration.thresholds("layoffs"))


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
        hearsay = attributes(parts[0], event.type, event.names, event.person) or is_undecided(event.type, text)
        asked = event.certainty is Certainty.DENIED and is_only_asked_to_leave(event.type, text)
        if asked or (hearsay and not _stands_all_the_same(event, parts[0])):
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
