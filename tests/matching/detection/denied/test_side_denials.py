"""A headline that denies one thing still announces another, and what may be the one denied is never free of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from callnow.terms import Certainty
from matching.detection.denied.denials import denies
from matching.detection.denied.side_denials import side_denial
from matching.detection.detect import detect, detect_fast
from tests.matching.refusals import DENIALS

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HIRED = "Velmora names Dana Whitlock CEO"


@pytest.mark.parametrize(
    ("title", "rest", "denied", "free"),
    [
        (f"{HIRED}, denies sale talks", HIRED, "acquisition", "executive_hired"),
        (f"{HIRED} and denies sale talks", HIRED, "divestiture", "executive_hired"),
        ("Velmora denies sale talks, names Dana Whitlock CEO", HIRED, "merger", "executive_promoted"),
        ("Velmora puts headquarters move on hold, names Dana Whitlock CEO", HIRED, "headquarters_moved", "layoffs"),
        ("Orbel chief resigns after buyout bid falls through", "Orbel chief resigns", "acquisition", "bankruptcy"),
        ("Orbel to close Tulsa plant but rules out layoffs", "Orbel to close Tulsa plant", "layoffs", "office_closed"),
        ("Orbel cuts 400 jobs; no plans to close plants", "Orbel cuts 400 jobs", "office_closed", "layoffs"),
        ("Orbel to cut 400 jobs, denies mass layoffs", "Orbel to cut 400 jobs", "layoffs", "executive_departed"),
        ("Orbel names a CEO, denies report of pink slips", "Orbel names a CEO", "layoffs", "executive_hired"),
        ("Orbel drops bid for Tessaly and lays off 300", "Orbel lays off 300", "acquisition", "layoffs"),
    ],
)
def test_a_side_clause_denies_its_own_matter(title: str, rest: str, denied: str, free: str) -> None:
    """The headline is read without the clause, with the subject that both share."""
    found = side_denial(title)
    assert found is not None
    assert (found.rest, found.names(denied), found.names(free)) == (rest, True, False)


@pytest.mark.parametrize(
    "title",
    [
        "Velmora CEO to step down, report says; company denies",
        "Velmora to cut 400 jobs, denies report",
        "Tessaly denies it plans to close a plant, cut 400 jobs",
        "Quorrel denies hiring freeze, job cuts",
        "Report of layoffs at Orbel, closure of plant denied",
        "Velmora denies Whitlock is to leave, Orbel buys Tessaly",
        HIRED,
    ],
)
def test_in_doubt_the_whole_headline_is_denied(title: str) -> None:
    """Where the denial names no matter, or what follows may be part of it, nothing is told beside it."""
    assert side_denial(title) is None


def test_plain_denials_have_no_news_beside_them() -> None:
    """No whole denial is taken for a side clause whose rest is news."""
    at = datetime(2026, 3, 2, tzinfo=UTC)
    found = detect([Announcement(title, "wire", title, "", "", at, at) for title in filter(denies, DENIALS)])
    assert [event for events in found for event in events if event.certain] == []


def test_news_beside_a_denial_asks_for_a_call_and_what_is_denied_does_not() -> None:
    """The appointment is done and certain, the sale is neither."""
    at = datetime(2026, 3, 2, tzinfo=UTC)
    [events] = detect([Announcement("a", "wire", f"{HIRED}, denies sale talks", "", "", at, at)])
    assert [(e.type, e.certainty) for e in events if e.certain] == [("executive_hired", Certainty.DONE)]


@pytest.mark.parametrize(
    ("title", "lead", "told"),
    [
        (
            "CEO Dana Whitlock to stay at Harrowmere Logistics after all",
            "Dana Whitlock, who had said she would step down as chief executive of Harrowmere Logistics, will stay.",
            "executive_departed",
        ),
        ("Harrowmere Logistics drops plan to move headquarters to Reno", "", "headquarters_moved"),
        ("Harrowmere Logistics shelves plan to cut 300 jobs", "", "layoffs"),
        ("Harrowmere Logistics rescinds layoffs of 90", "", "layoffs"),
        ("Harrowmere Logistics backs out of merger with Tavrick Medical", "", "merger"),
    ],
)
def test_what_a_headline_denies_is_told_as_denied(title: str, lead: str, told: str) -> None:
    """It asserts nothing, and takes back what was told before."""
    at = datetime(2026, 3, 2, tzinfo=UTC)
    [events] = detect([Announcement("a", "wire", title, lead, "", at, at)])
    assert {(e.type, e.certainty, e.certain) for e in events} == {(told, Certainty.DENIED, False)}


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Orbel names Ada Lang CEO; Dana Whitlock remains as chairman", "executive_hired"),
        ("Orbel names Ada Lang CEO; Dana Whitlock remains chairman", "executive_hired"),
        ("Dana Whitlock steps down as Orbel CEO, stays on as chairman", "executive_departed"),
        ("Dana Whitlock steps down as Orbel CEO, will remain chairman", "executive_departed"),
    ],
)
def test_who_stays_beside_news_mutes_nothing(title: str, told: str) -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    [events] = detect([Announcement("a", "wire", title, "", "", at, at)])
    assert [(e.type, e.certainty) for e in events if e.certain] == [(told, Certainty.DONE)]


def test_what_may_be_denied_or_not_is_told_as_the_news_has_it() -> None:
    """The headline announces layoffs and denies others: no call is made of it, and nothing is taken back."""
    at = datetime(2026, 3, 2, tzinfo=UTC)
    [events] = detect([Announcement("a", "wire", "Orbel to cut 400 jobs, denies mass layoffs", "", "", at, at)])
    assert [(e.type, e.certainty, e.certain) for e in events] == [("layoffs", Certainty.ANNOUNCED, False)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Tessaly removed CEO Jo Park, denying reports that it would wait until spring", "executive_departed"),
        ("Tessaly CEO Jo Park resigned Monday, denying reports of a rift with the board", "executive_departed"),
        ("Tessaly fired CIO Jo Park as it dismissed reports of a breach", "executive_departed"),
        ("Tessaly names Jo Park CEO, denying it is in talks to sell", "executive_hired"),
        ("Tessaly acquires Orbel Tools, denying that it overpaid", "acquisition"),
    ],
)
def test_what_is_denied_beside_the_news_does_not_silence_it(title: str, kind: str) -> None:
    """By the grammar alone, too, in a headline and in a sentence of the text."""
    for one in (
        Announcement("a", "wire", title, "", "", NOW, NOW),
        Announcement("a", "wire", "Tessaly news", f"{title}.", "", NOW, NOW),
    ):
        told = [event for event in detect_fast(one) if event.type == kind]
        assert {event.certainty for event in told} <= {Certainty.DONE}
        assert told or one.text


@pytest.mark.parametrize(
    "title",
    [
        "Tessaly denies plan to cut 300 jobs",
        "Tessaly denies firing CIO Jo Park, who remains in post",
        "Tessaly opens plant, denying that it will cut 300 jobs",
    ],
)
def test_what_is_denied_is_never_told_as_so(title: str) -> None:
    """Whatever else the headline tells."""
    told = [e for e in detect_fast(Announcement("a", "wire", title, "", "", NOW, NOW)) if e.type != "office_opened"]
    assert all(event.certainty is Certainty.DENIED for event in told)


@pytest.mark.parametrize(
    "title",
    [
        "Tessaly says reports of job cuts 'wrong'",
        "Tessaly calls layoff reports false",
        "Tessaly says layoff report “untrue”",
        "Layoff rumours 'false', says Tessaly",
        "Reports of layoffs at Tessaly are wrong",
    ],
)
def test_reports_that_are_called_wrong_are_denied(title: str) -> None:
    """A headline needs no verb for it, and the matter may stand before the reports or behind them."""
    assert denies(title)
    text = "Tessaly said reports that it would cut 140 jobs were wrong."
    [events] = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    assert {e.certainty for e in events} <= {Certainty.DENIED}
    assert events or title.startswith("Reports")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Tessaly names Jo Park CEO, says reports of rift false", "executive_hired"),
        ("Tessaly fires CFO Jo Park over inaccurate reports", "executive_departed"),
        ("Tessaly sued over claims that its tests are inaccurate", "legal_action"),
    ],
)
def test_news_beside_words_that_are_called_wrong_stands(title: str, kind: str) -> None:
    [events] = detect([Announcement("a", "wire", title, "", "", NOW, NOW)])
    assert [(e.type, e.certainty, e.certain) for e in events] == [(kind, Certainty.DONE, True)]


@pytest.mark.parametrize(
    "title",
    [
        "Vennmark to cut about 200 jobs, rules out forced layoffs",
        "Vennmark to shed 120 posts but rules out compulsory redundancies",
    ],
)
def test_who_rules_out_forced_layoffs_lays_off_all_the_same(title: str) -> None:
    """What is ruled out is how they go; "rules out layoffs" denies them."""
    text = "Vennmark Energy will cut jobs by 2028. It ruled out forced layoffs."
    [events] = detect([Announcement("1", "wire", title, text, "", NOW, NOW)])
    assert [(e.type, e.certainty, e.certain) for e in events] == [("layoffs", Certainty.ANNOUNCED, True)]
    [denied] = detect([Announcement("1", "wire", "Vennmark rules out layoffs", "", "", NOW, NOW)])
    assert not any(event.certain for event in denied)
