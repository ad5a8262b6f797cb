from __future__ import annotations

import io

import pytest
from delivery_cards import NOW, bare_card, card
from rich.console import Console

from callnow.terms import Tier
from delivery.terminal import render_calls


def shown(*cards: object, width: int = 80) -> str:
    out = io.StringIO()
    render_calls(cards, Console(file=out, width=width))  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_calls_fit_the_terminal(width: int) -> None:
    """No line is wider than the terminal, or than can be read aloud from."""
    lines = shown(card(), bare_card(), width=width).splitlines()
    assert max(map(len, lines)) <= min(width, 110)


def test_a_call_says_who_why_what_to_say_and_what_proves_it() -> None:
    """A call's panel has the number, the moment, the reason, the words, the promise and the proof with its link."""
    text = " ".join(shown(card(), width=120).replace("│", " ").split())
    for said in (
        "Dana Reyes, VP Infrastructure · Orbit Foods, Inc.",
        "+1 212-555-0122 11:20 Tue their time, a good moment",
        "Why now Orbit Foods named Priya Anand CIO",
        "Say “Dana, I just read",
        "Promised the salary survey for infrastructure leads (by 20 March 2026)",
        "Proof “Orbit Foods today named",
        "https://wire.example.com/orbit-foods-cio",
        "Voicemail Dana, it's Ann.",
        "• Lee Okafor, Head of Data, +1 212-555-0133",
        "Why one is here: callnow explain ID",
    ):
        assert said in text


def test_what_is_only_worth_knowing_is_short() -> None:
    """A card that is worth knowing has its reason and proof, and no voicemail."""
    text = shown(card(trigger={"tier": Tier.WORTH_KNOWING}))
    assert "WORTH KNOWING" in text
    assert "Voicemail" not in text
    assert "CALL NOW" not in text


def test_no_calls_say_what_comes_next() -> None:
    """An empty list says that there is nobody to call, and what brings new calls."""
    assert "Nobody to call" in shown()
    assert "callnow run" in shown()


def test_the_wrong_hour_is_said() -> None:
    """At night the panel says from when to call."""
    from datetime import timedelta

    text = " ".join(shown(card(now=NOW + timedelta(hours=12)), width=120).split())
    assert "call tomorrow from 09:00" in text
