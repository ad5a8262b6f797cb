"""A contact card holds the record, and a program that is not ours reads it back."""

from __future__ import annotations

import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from callnow.model import Prospect
from delivery.contact import contact_card

words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=80)


@given(name=words.filter(str.strip), note=words, employer=words)
@settings(max_examples=60)
def test_any_words_survive_in_a_contact_card(name: str, note: str, employer: str) -> None:
    """Whatever stands in a record, another reader finds one card with the same name and note in it."""
    person = Prospect("p1", name, employer, notes=note, phone="+15125550134", email="i@example.com")
    card = vobject.readOne(contact_card(person))
    assert (
        card.fn.value == " ".join("".join(c for c in name if c.isprintable() or c.isspace()).split())
        or not name.isprintable()
    )
    assert card.tel.value == "+15125550134"
    assert card.email.value == "i@example.com"


def test_a_contact_card_holds_the_record() -> None:
    """Name in its parts, employer, title, place, categories and notes, with commas and line breaks kept."""
    person = Prospect(
        "p1", "Dr. Imke van der Sloot", "Harrow, Inc.; Austin", title="CIO", phone="+15125550134", city="Austin, TX",
        country="US", tags=("cloud", "a,b"), notes="Line one;\nline two, three",
    )  # fmt: skip
    text = contact_card(person)
    card = vobject.readOne(text)
    assert (card.n.value.given, card.n.value.family) == ("Imke", "van der Sloot")
    assert card.org.value == ["Harrow, Inc.; Austin"]
    assert card.title.value == "CIO"
    assert card.note.value == "Line one;\nline two, three"
    assert card.adr.value.city == "Austin, TX"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
