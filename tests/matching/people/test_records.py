"""A prospect is made of all records of a person; an import changes a record without losing what it leaves out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from callnow.model import Prospect, SecondValues
from callnow.people import Record
from callnow.terms import SaidBy
from matching.people.records import join, update

DAY = date(2026, 3, 2)


def said(name: str = "Ada Quill", employer: str = "Orbital Bakery", **known: Any) -> Prospect:
    return Prospect("x", name, employer, **known)


def record(row: str, turn: int, given: Prospect, **more: Any) -> Record:
    return Record(row, "p", given, turn, DAY, **more)


def joined(*records: Record, came: tuple[str, ...] = ()) -> Prospect:
    return join("p", records, lambda number: number.startswith("+49171"), came)


def test_an_empty_cell_takes_nothing_away() -> None:
    """What an import leaves empty stays as it was; what it says counts."""
    before = said(title="CFO", phone="+493012345678", email="ada@o.example", tier="A", notes="Likes rowing.")
    after = update(before, said(title="CEO", phone_note="no phone number given")).given
    assert (after.title, after.phone, after.email, after.tier) == ("CEO", "+493012345678", "ada@o.example", "A")
    assert (after.phone_note, after.notes) == ("", "Likes rowing.")


def test_the_same_import_changes_nothing() -> None:
    """A row read again leaves its record as it is, also where it said otherwise before."""
    before = update(said(phone="+493012345678"), said("Ada Quill-Marl", phone="+491712345678")).given
    again = update(before, said("Ada Quill-Marl", phone="+491712345678"))
    assert again.given == before
    assert before.second.names == ("Ada Quill",)


def test_numbers_that_are_gone_stay_behind_the_others() -> None:
    """A number or address that an import has no longer is named, and goes behind those it has."""
    changed = update(said(phone="+493012345678", email="a@o.example"), said(phone="+493087654321", email="b@o.example"))
    assert changed.gone == ("+493012345678", "a@o.example")
    person = joined(record("r", 1, changed.given, gone=changed.gone))
    assert person.numbers == ("+493087654321", "+493012345678")
    assert person.emails == ("b@o.example", "a@o.example")


def test_a_new_employer_ends_the_old_post() -> None:
    """Title, domain and ticker of the old employer do not go along to the new one; another spelling keeps them."""
    old = said(title="CFO", domain="orbital.example", ticker="ORB")
    moved = update(old, said(employer="Lumen Yards")).given
    assert (moved.title, moved.domain, moved.ticker) == ("", "", "")
    assert update(old, said(employer="Orbital Bakery Inc.")).given.title == "CFO"
    person = joined(record("r", 1, old), record("s", 2, said(employer="Lumen Yards")), came=("s",))
    assert (person.employer, person.title) == ("Lumen Yards", "")


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        ("Orbital Bak", "CFO"),
        ("Orbital Ba Ltd.", "CFO"),
        ("Orbital Brewery", ""),
        ("Orb Bakery", ""),
    ],
)
def test_another_spelling_said_by_hand_keeps_the_post(other: str, kept: str) -> None:
    """Also one with words cut short; another firm does not."""
    hand = record("hand-p", 2, Prospect("", "", other), said_by=SaidBy.PERSON)
    person = joined(record("r1", 1, said(title="CFO")), hand)
    assert (person.employer, person.title) == (other, kept)


def test_what_changed_last_counts_and_the_rest_is_kept() -> None:
    """Of two records the later one's title counts; numbers, addresses, tags, notes and spellings of both stay."""
    person = joined(
        record("r", 1, said("Jürgen Quill", title="CFO", phone="+493012345678", tags=("a",), notes="One.")),
        record(
            "s", 2, said("Juergen Quill", title="CEO", phone="+491712345678", tags=("b",), notes="Two.", owner="Dana")
        ),
        came=("s",),
    )
    assert (person.name, person.title, person.owner) == ("Jürgen Quill", "CEO", "Dana")
    assert person.numbers == ("+491712345678", "+493012345678")
    assert (person.second.names, set(person.tags), person.notes) == (("Juergen Quill",), {"a", "b"}, "Two.\nOne.")


def test_notes_are_joined_by_their_lines() -> None:
    """A line that two records have stands once, in the order in which records count; empty lines do not."""
    person = joined(
        record("r", 1, said(notes="Likes rowing.\nHas a dog.")),
        record("s", 2, said(notes="Has a dog.\n\nMet at the fair.")),
        record("hand", 3, Prospect("", "", "", notes="likes rowing."), said_by=SaidBy.PERSON),
    )
    assert person.notes == "likes rowing.\nHas a dog.\nMet at the fair."
    tabbed = joined(record("r", 1, said(notes="Likes\tsailing")), record("s", 2, said(notes="likes sailing")))
    assert len(tabbed.notes.splitlines()) == 1


def test_mobile_numbers_go_first_and_what_was_said_by_hand_before_them() -> None:
    """Across records as within one; a number that some export still has is not gone."""
    mobile = record("r", 1, said(phone="+491712345678"))
    fixed = record("s", 2, said(phone="+493012345678"), gone=("+491712345678",))
    assert joined(mobile, fixed).phone == "+491712345678"
    hand = record("hand-p", 0, Prospect("", "", "", phone="+493099999999"), said_by=SaidBy.PERSON)
    assert joined(mobile, fixed, hand).numbers == ("+493099999999", "+491712345678", "+493012345678")


def test_a_list_typed_in_haste_does_not_undo_a_name() -> None:
    """The spelling that most records give is shown, else the first; one that an import changed counts before both."""
    full, hasty = record("r", 1, said("Jürgen Quill")), record("s", 5, said("jurgen quill", "orbital bakery"))
    assert (joined(full, hasty, came=("s",)).name, joined(full, hasty, came=("s",)).employer) == (
        "Jürgen Quill",
        "Orbital Bakery",
    )
    married = record("s", 6, said("Ada Marl", second=SecondValues(names=("Ada Quill",))))
    assert joined(record("r", 1, said()), married, came=("s",)).name == "Ada Marl"


def test_the_better_written_name_is_shown() -> None:
    """Neither a later list nor the same one, written in haste or cut short, replaces a name that is written out."""
    for hasty in ("tad WINSLOWE", "T. Winslowe", "Tad W.", "winslowe"):
        assert update(said("Tad Winslowe"), said(hasty)).given.name == "Tad Winslowe"
        person = joined(record("r", 1, said(hasty)), record("s", 2, said("Tad Winslowe")), came=("s",))
        assert person.name == "Tad Winslowe"
    assert person.second.names == ("winslowe",)
    assert update(said("tad WINSLOWE"), said("Tad Winslowe")).given.name == "Tad Winslowe"


def test_an_extension_is_part_of_its_number() -> None:
    """A number is shown once, with the extension that one of the lists has; mobile ones by a list's word go first."""
    bare, whole = said(phone="+12125550104"), said(phone="+12125550104;ext=204")
    assert update(bare, whole).gone == ()
    home = said(phone="+12125550107", second=SecondValues(homes=("+12125550107",)))
    mobile = said(phone="+12125550109", second=SecondValues(mobiles=("+12125550109",)))
    person = joined(*(record(str(n), n, given) for n, given in enumerate((mobile, whole, bare, home))))
    assert person.numbers == ("+12125550109", "+12125550104;ext=204", "+12125550107")


def test_what_was_dropped_stays_away() -> None:
    """No record brings back a number, address, spelling or title that a person took away."""
    hand = record("hand-p", 9, Prospect("", "", ""), said_by=SaidBy.PERSON, dropped=(("phone", "+1"), ("title", "CFO")))
    person = joined(record("r", 1, said(title="CFO", phone="+1", other_phones=("+2",))), hand)
    assert (person.title, person.numbers) == ("", ("+2",))
