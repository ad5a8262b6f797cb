from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from delivery_cards import NOW, TOUCH, bare_card, card, story

from callnow.model import Prospect, Story
from callnow.numbers import readable_line
from delivery.card import card_as_dict
from delivery.clean import csv_cell
from delivery.contact import contact_card
from delivery.message import message_for
from delivery.words import age_in_words


def test_a_card_says_all_that_a_call_needs() -> None:
    """A card says who, how to reach them, why now, what to say, what proves it and what was promised."""
    full = card()
    assert (full.name, full.title, full.employer) == ("Dana Reyes", "VP Infrastructure", "Orbit Foods, Inc.")
    assert (full.phone, full.tel) == ("+1 212-555-0122", "tel:+12125550122")
    assert full.moment.good is True
    assert full.sentence.startswith("Orbit Foods today named Priya Anand")
    assert (full.source, full.age, full.reports) == ("Example Wire", "3 hours ago", 2)
    assert full.link == "https://wire.example.com/orbit-foods-cio"
    assert full.promised == "the salary survey for infrastructure leads"
    assert full.promised_day == "by 20 March 2026"
    assert full.last_talk.startswith("called 3 weeks ago: open to a move")
    assert [c.name for c in full.colleagues] == ["Lee Okafor", "Mika Sørensen"]
    assert full.voicemail.count("\n") == 1


def test_what_a_card_quotes_once_it_does_not_quote_again() -> None:
    """A promise that is the reason stands there alone; so do notes that say no more, and a talk that was noted as the
    promise. Other notes stand once, and no talking point quotes them beside."""
    touch = replace(TOUCH, promised="call her Tuesday", note="Call her Tuesday.", due_on=NOW.date())
    points = ("Your note: “Call her Tuesday”.", "Their budget is through.")
    why = "A call is noted for Tuesday, 17 March 2026 (“call her Tuesday”)."
    own = {"trigger": {"why": why, "talking_points": points}, "last_touch": touch, "noted": True}
    once = card(prospect={"notes": "Call her Tuesday"}, **own)
    assert (once.promise, once.own_notes, once.points_beside_notes) == ("", "", points[1:])
    assert once.last_talk == "called 3 weeks ago"
    more = card(prospect={"notes": "Call her Tuesday\nhas two sons"}, **own)
    assert (more.own_notes, more.points_beside_notes) == (more.notes, points[1:])


def test_a_reminder_is_labelled_as_noted_and_a_month_as_from_its_first_day() -> None:
    """Nobody promised what the recruiter wrote as a reminder; "first week of April" is no deadline."""
    touch = replace(TOUCH, promised="call her first week of April")
    noted = card(last_touch=touch, noted=True)
    assert (noted.promise_label, noted.promise, noted.promised_day) == ("Noted", touch.promised, "from 20 March 2026")
    assert noted.promise_and_day == "call her first week of April (from 20 March 2026)"
    assert card(last_touch=replace(TOUCH, due_on=None)).promise_and_day == TOUCH.promised
    assert card(last_touch=replace(TOUCH, promised="")).promise_and_day == ""
    assert card().promise_label == "Promised"


def test_a_further_number_is_no_warning_and_nobody_leaves_a_message_without_one() -> None:
    """What speaks against a number stands apart from the others on file."""
    both = card(prospect={"phone_note": "Switchboard", "other_phones": ("+12125550133",)})
    assert (both.phone_doubt, both.other_numbers) == ("Switchboard", "also +1 212-555-0133")
    assert card(prospect={"phone": "", "phone_note": "no number"}).other_numbers == ""
    assert card(prospect={"phone": ""}).voicemail == ""


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("Orbit Foods is closing a site. Orbit Foods is cutting 64 jobs.", "Orbit Foods is closing a site"),
        ("Orbit Foods has named Ida Varn as CIO. Lee Kay has left.", "Orbit Foods has named Ida Varn as CIO"),
        ("Pindar Inc. Holdings buys Orbit Foods Corp.", "Pindar Inc. Holdings buys Orbit Foods Corp"),
        ("Orbit Foods supplies the U.S. Air Force.", "Orbit Foods supplies the U.S. Air Force"),
    ],
)
def test_a_subject_is_one_sentence_without_its_stop(why: str, told: str) -> None:
    """A line of a mailbox has room for no more."""
    message = message_for("m", [replace(card(), why=why)], "immediate")
    assert message.subject == f"Call Dana Reyes, Orbit Foods, Inc.: {told}"


def test_the_report_that_made_the_trigger_proves_it() -> None:
    """The quoted report is the one whose event made the trigger, not merely the first of the story."""
    assert card(trigger={"event_id": "ev2"}).source == "Plant News"
    assert card(trigger={"event_id": "gone"}).source == "Example Wire"


def test_a_name_in_capitals_is_told_in_normal_case() -> None:
    """The list writes capitals; card and contact card do not."""
    shouted = Prospect("p", "DANA VAN DER REYES", "Orbit Foods, Inc.")
    assert card(prospect={"name": shouted.name}).name == "Dana van der Reyes"
    assert "FN:Dana van der Reyes" in contact_card(shouted)


def test_undated_news_is_never_just_now() -> None:
    """The card says that nobody knows when it came out, and when it was first seen."""
    told = story()
    undated = tuple(replace(report, undated=True) for report in told.reports)
    full = card(story=replace(told, reports=undated))
    assert (full.published_at, full.published_on) == (None, "undated")
    assert full.age == "undated, first seen 3 hours ago"


def test_nobody_has_just_seen_old_news() -> None:
    """A call that waits for more than a week is opened by what was seen, not by what was just seen."""
    (first, *_) = story().reports
    words = {"opener": "Hi Dana. I just saw that Priya Anand joins.", "event_id": first.event.id}
    for days, said in ((7, "I just saw that"), (8, "Hi Dana. I saw that Priya Anand joins.")):
        told = replace(story(), reports=(replace(first, published_at=NOW - timedelta(days=days)),))
        assert said in card(story=told, trigger=words).opener


def test_without_a_sentence_the_headline_is_quoted() -> None:
    """An event without a sentence of its own is proved by its headline."""
    told = story(title="Orbit Foods hires a CIO")
    silent = Story(told.id, told.type, told.company, told.employer_id, told.reports)
    object.__setattr__(silent.reports[0].event, "sentence", "")
    assert card(story=silent).sentence == "Orbit Foods hires a CIO"


def test_a_card_without_news_phone_or_history_stands() -> None:
    """A prospect without a usable number, news or history still has a card, which says what is missing."""
    bare = bare_card()
    assert (bare.phone, bare.tel, bare.phone_note) == ("", "", "not a number: “n/a”")
    assert bare.moment.good is None
    assert (bare.link, bare.sentence, bare.age, bare.last_talk) == ("", "", "", "")
    assert card(prospect={"phone": "", "phone_note": ""}).phone_note == "no phone number on file"
    assert card(prospect={"phone": "javascript:alert(1)"}).tel == ""


def test_an_extension_is_shown_and_dialled() -> None:
    """Beside the number as people read it, in its link, and by a phone that has the contact card."""
    whole = card(prospect={"phone": "+12125550142;ext=204", "other_phones": ("+12125550143;ext=7",)})
    assert (whole.phone, whole.tel) == ("+1 212-555-0142 ext. 204", "tel:+12125550142;ext=204")
    assert whole.phone_note == "also +1 212-555-0143 ext. 7"
    prospect = Prospect("p", "Ada Quill", "Orbital Bakery", phone="+12125550142;ext=204")
    assert "TEL;TYPE=WORK,VOICE:+12125550142,204\r\n" in contact_card(prospect)
    assert csv_cell(readable_line(prospect.phone)) == "+12125550142 ext. 204"


def test_no_number_is_cut() -> None:
    """Of many numbers three stand whole beside the first, after what is to be said of it; the others are counted."""
    others = tuple(f"+121255501{n};ext={n}" for n in range(40, 48))
    note = card(prospect={"other_phones": others, "phone_note": "given as 0212 555 0122, which " * 9}).phone_note
    said = [f"also +1 212-555-01{n} ext. {n}" for n in range(40, 43)]
    assert note.endswith("; ".join([*said, "5 more on file"]))


def test_the_prospect_is_not_their_own_colleague() -> None:
    """The other prospects at the employer do not include the one on the card."""
    from delivery_cards import COLLEAGUES, PROSPECT

    assert len(card(colleagues=(PROSPECT, *COLLEAGUES)).colleagues) == 2


def test_a_card_is_plain_json() -> None:
    """A card becomes plain JSON values and back without loss of a field."""
    values = json.loads(json.dumps(card_as_dict(card())))
    assert values["tier"] == "call_now"
    assert values["moment"]["good"] is True
    assert values["promised_for"] == "2026-03-20"
    assert values["reasons"][0]["name"] == "urgency"
    assert values["colleagues"][1]["name"] == "Mika Sørensen"


def test_ages_read_as_people_say_them() -> None:
    """An age is told in the unit people would use, and a future time is now."""
    ages = {
        timedelta(seconds=-90): "just now",
        timedelta(minutes=1): "just now",
        timedelta(minutes=2): "2 minutes ago",
        timedelta(minutes=61): "1 hour ago",
        timedelta(hours=47): "47 hours ago",
        timedelta(days=2): "2 days ago",
        timedelta(days=22): "3 weeks ago",
        timedelta(days=100): "on 7 December 2025",
    }
    assert {past: age_in_words(NOW - past, NOW) for past in ages} == ages
