from __future__ import annotations

from dataclasses import replace

from delivery_cards import bare_card, card

from callnow.terms import Tier
from delivery.channels.slack import payload
from delivery.layout import render_for_chat, render_html, render_text
from delivery.message import message_for


def test_text_reads_in_the_order_of_a_call() -> None:
    """The text says who, the number, why, what to say, what was promised and the proof, in that order."""
    text = render_text(message_for("m", [card()], "immediate"))
    marks = [
        "CALL NOW  Dana Reyes",
        "+1 212-555-0122",
        "Why now",
        "Say",
        "Promised",
        "Proof",
        "Also",
        "Voicemail",
        "Others",
    ]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "\n\n\n" not in text


def test_what_is_missing_leaves_no_hole() -> None:
    """A card without phone, news and history has no empty label, in text or HTML."""
    message = message_for("m", [bare_card()], "immediate")
    text, html = render_text(message), render_html(message)
    for label in ("Say", "Promised", "Proof", "Also", "Voicemail", "Others", "When sent"):
        assert label not in text
    assert "not a number: “n/a”" in text
    assert "tel:" not in html
    assert "Read it" not in html


def test_html_needs_nothing_from_outside() -> None:
    """The HTML loads no image, style sheet, font or script."""
    html = render_html(message_for("m", [card(), bare_card()], "digest"))
    assert not any(mark in html for mark in ("<img", "<link", "<script", "url(", "@import", "src="))


def test_days_stay_true_however_late_a_message_is_read() -> None:
    """A message says when the news came out and when the clock was read, not how long ago."""
    text = render_text(message_for("m", [card()], "immediate"))
    assert "17 March 2026" in text
    assert "When sent: 11:20 Tue their time" in text
    assert "hours ago" not in text


def test_a_digest_says_what_only_a_register_has_and_what_proves_it() -> None:
    """Nobody tells a prospect of news that the press does not have; the quoted sentence stands beside the words to say,
    and a call without a number says so."""
    filed = replace(card(), filed="Filed, not yet in the news: WARN notices, Ohio")
    silent = replace(card(prospect={"phone": "", "phone_note": "no phone number given"}), trigger_id="2" * 16)
    message = message_for("m", [filed, replace(filed, tier=Tier.WORTH_KNOWING), silent], "digest")
    html, text, chat = render_html(message), render_text(message), render_for_chat(message)
    slack = [block["text"]["text"] for block in payload(message)["blocks"]]
    assert [said.count(filed.filed) for said in (html, text, chat, "\n".join(slack))] == [2, 2, 2, 2]
    assert f"“{filed.sentence}” Example Wire" in html
    assert "Call Dana Reyes, Orbit Foods, Inc. (no phone number given): " in chat


def test_a_long_digest_is_not_cut_by_its_reader() -> None:
    """A digest of hundreds stays under the 102 KB that Gmail shows, says what it leaves out, and is whole as text."""
    calls = [replace(card(), trigger_id=f"{n:016x}", name=f"Caller {n}") for n in range(60)]
    known = [
        replace(c, trigger_id=f"k{c.trigger_id}", tier=Tier.WORTH_KNOWING, name=f"Known {n}")
        for n, c in enumerate(calls * 5)
    ]
    message = message_for("m", [*calls, *known], "digest")
    html, text, chat = render_html(message), render_text(message), render_for_chat(message)
    assert len(html.encode()) < 100_000
    assert "And 35 more calls to make" in html
    assert "And 225 more things worth knowing" in html
    assert all(f"{kind} {n}," in text for kind, count in (("Caller", 60), ("Known", 300)) for n in range(count))
    assert len(chat) < 6_000
    assert "And 340 more" in chat
