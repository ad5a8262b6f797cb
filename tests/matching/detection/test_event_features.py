"""Beside what the two readings say of an event counts what they say of its person, its company and its neighbours."""

from __future__ import annotations

from dataclasses import replace

from callnow.model import CompanyEvent
from matching.detection.event_features import UNDOUBTED, EventFeatures, features_of
from matching.reading.events import Organisation, ReadEvent, ReadText

EVENT = CompanyEvent("e", "a", "executive_departed", "Orbel", person="Dana Whitlock")
READ = ReadEvent("executive_departed", "Orbel", 0.7, "done", slots={"person": "Dana Whitlock"}, names=("Orbel",))


def features(*read: ReadEvent, names: tuple[str, ...] = (), event: CompanyEvent = EVENT) -> EventFeatures:
    """What speaks for an event that only the reader sees, among others that it reads and names."""
    organisations = [Organisation(("Orbel",), [], 0.8), *(Organisation((name,), []) for name in names)]
    return features_of(event, None, READ, [], ReadText(organisations, [READ, *read]), ("Orbel loses its chief", ""))


def test_what_the_same_person_does_elsewhere_is_told_apart_from_what_others_do_here() -> None:
    """The person's other change here, the same change there, anything there; and the same change of somebody else."""
    promoted = replace(READ, type="executive_promoted", probability=0.5)
    there = replace(READ, company="Tessaly", names=("Tessaly",), probability=0.4)
    hired_there = replace(there, type="executive_hired", probability=0.6)
    colleague = replace(READ, slots={"person": "Sam Quill"}, probability=0.3)
    own = features(promoted, there, hired_there, colleague)
    assert (own.other_change, own.person_elsewhere, own.change_elsewhere, own.other_person) == (0.5, 0.4, 0.6, 0.3)
    assert (own.nobody, own.with_person) == (False, 0.0)
    alone = features()
    assert (alone.other_change, alone.person_elsewhere, alone.change_elsewhere, alone.other_person) == (0, 0, 0, 0)


def test_an_event_that_names_nobody_stands_back_behind_one_that_does() -> None:
    """How probable the event with a person is counts for the one without."""
    own = features(event=replace(EVENT, person=""))
    assert (own.nobody, own.with_person, own.other_person) == (True, 0.7, 0.0)


def test_a_name_cut_out_of_a_longer_one_is_seen() -> None:
    """Part of another organisation's name, or around it; and how sure the name itself is."""
    assert features(names=("Orbel Works",)).within_name
    assert features(names=("Orb",)).around_name
    plain = features(names=("Tessaly",))
    assert (plain.within_name, plain.around_name, plain.named) == (False, False, 0.8)


def test_what_the_headline_and_the_certainty_say_counts() -> None:
    """Doubt is the reader's; what it does not list at all has none either way. People of the text are counted once."""
    colleague = replace(READ, slots={"person": "Sam Quill"})
    own = features(replace(READ, type="board_appointed"), colleague, event=replace(EVENT, role="CFO"))
    assert (own.role, own.persons, own.doubt, own.reported, own.parted) == (True, 2, 0.0, False, False)
    unread = features_of(EVENT, EVENT, None, [EVENT], ReadText([], []), ("Orbel loses its chief; Tessaly: report", ""))
    assert (unread.role, unread.persons, unread.doubt, unread.reported, unread.parted) == (
        False,
        0,
        UNDOUBTED,
        True,
        True,
    )
