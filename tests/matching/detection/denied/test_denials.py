"""A headline that denies is told from one that announces, whatever verb it does so with."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from callnow.terms import Certainty
from matching.detection.denied.denials import denies
from matching.detection.detect import detect
from tests.matching.refusals import DENIALS

AT = datetime(2026, 11, 18, tzinfo=UTC)


def test_most_denials_are_recognised_by_their_words() -> None:
    """The others the reader must tell by itself."""
    assert sum(map(denies, DENIALS)) >= 36


@pytest.mark.parametrize(
    "title",
    [
        "CEO Dana Whitlock to stay at Harrowmere after all",
        "Harrowmere CEO Dana Whitlock will stay",
        "Dana Whitlock stays on as Harrowmere CEO",
        "Dana Whitlock remains as Harrowmere CEO",
        "Harrowmere drops plan to move headquarters to Reno",
        "Harrowmere drops its proposed merger with Tavrick",
        "Harrowmere reverses decision to move head office to Reno",
        "Harrowmere backs out of merger with Tavrick",
        "Harrowmere shelves plan to cut 300 jobs",
        "Harrowmere rescinds layoffs of 90",
        "Harrowmere will not close its Austin plant",
        "Harrowmere withdraws offer for Tavrick",
        "Harrowmere cancels planned layoffs",
        "Harrowmere keeps Dana Whitlock as CIO after all",
        "Harrowmere not moving to Reno after all",
        "Harrowmere rethinks Reno move",
        "Harrowmere will keep its corporate headquarters in Austin",
        "Harrowmere stays headquartered in Austin",
        "Harrowmere partners vote down tie-up with Tavrick",
        "Harrowmere partners have voted against merger with Tavrick",
        "Shareholders reject Harrowmere merger with Tavrick",
        "Harrowmere members say no to Tavrick combination",
        "Harrowmere merger with Tavrick is off after failed vote",
        "Harrowmere merger plan rejected by partners",
        "Harrowmere merger fails to win backing",
    ],
)
def test_what_is_given_up_is_denied(title: str) -> None:
    assert denies(title)


@pytest.mark.parametrize(
    "title",
    [
        "Orbel names Dana Whitlock chief executive",
        "Tessaly to cut 400 jobs and close its Tulsa plant",
        "Harrowmere moves its headquarters from Austin to Fort Worth",
        "Quorrel files for Chapter 11 after talks with lenders",
        "Velmora CFO steps down",
        "Brandwick drops its chief executive",
        "Tavrick halts trading and files for bankruptcy",
        "Orbel names Dana Whitlock CEO; Ada Lang remains chairman",
        "Orbel CFO to stay on until successor is found",
        "Orbel CFO not to stay",
        "Orbel halts trading ahead of move to Leeds",
        "Orbel founder steps down, remains as adviser",
        "Extended Stay Inns names Dana Whitlock CEO",
        "Tavrick pulls out of Scotland with the loss of 90 jobs",
        "Tavrick remains in Chapter 11",
        "Harrowmere names Dana Whitlock CIO after all",
        "Harrowmere to close Austin plant after all",
        "Judge rejects challenge to Harrowmere merger with Tavrick",
        "Court rejected a union's appeal against Harrowmere deal",
        "Harrowmere partners vote for merger with Tavrick",
        "Harrowmere rejects critics and closes Tavrick deal",
        "Harrowmere merger off to a strong start",
        "Harrowmere partners vote against chair after Tavrick merger",
    ],
)
def test_news_is_no_denial(title: str) -> None:
    assert not denies(title)


def test_a_head_office_that_is_kept_moves_nowhere() -> None:
    """Where it stays is not where it goes to, and what is told of the move is denied."""
    title = "Harrowmere rethinks Reno move, will keep headquarters in Austin"
    lead = "Harrowmere Telecom has dropped its plan to move its headquarters to Reno and will stay in Austin."
    [moves] = detect([Announcement("1", "wire", title, lead, "", AT, AT)])
    assert [(e.certainty, e.destination) for e in moves] == [(Certainty.DENIED, "Reno")]


@pytest.mark.parametrize(
    ("title", "type_"),
    [
        ("Harrowmere Foods to cut 200 jobs to keep headquarters in Austin", "layoffs"),
        ("Harrowmere Foods to move headquarters to Reno, keeping head office staff", "headquarters_moved"),
    ],
)
def test_a_kept_head_office_denies_nothing_else(title: str, type_: str) -> None:
    """What is told beside it may ask for a call."""
    [events] = detect([Announcement("1", "wire", title, "", "", AT, AT)])
    assert [(e.type, e.certainty, e.certain) for e in events] == [(type_, Certainty.ANNOUNCED, True)]


def test_who_was_to_come_and_does_not_is_denied() -> None:
    """Who leaves after years, and what a new chief does otherwise, is not."""
    for title in (
        "Vennmark's CFO pick backs out",
        "New Vennmark CIO changes mind",
        "Vennmark CEO nominee Jo Park withdraws",
        "Jo Park backs out of Vennmark CFO job",
        "Jo Park won't join Vennmark as CIO",
    ):
        assert denies(title), title
    for title in (
        "Vennmark CEO Jo Park bows out after ten years",
        "New Vennmark CEO pulls out all the stops",
        "New Vennmark CEO Jo Park drops out of trade body",
        "Vennmark pulls out of Poland",
    ):
        assert not denies(title), title


@pytest.mark.parametrize(
    ("title", "said", "certainty"),
    [
        (
            "Vennmark to lay off 90 after order cancelled",
            "Vennmark will lay off 90 people after an order was cancelled.",
            Certainty.ANNOUNCED,
        ),
        (
            "Vennmark to cut 60 jobs as customer terminates contract",
            "Vennmark will cut 60 jobs because a customer terminated its contract.",
            Certainty.ANNOUNCED,
        ),
        (
            "Vennmark cancels layoffs of 90 after new order",
            "Vennmark has cancelled the layoffs of 90 people after a new order.",
            Certainty.DENIED,
        ),
        (
            "Vennmark will not lay off 90 after new order",
            "Vennmark will not lay off 90 people as it has won an order.",
            Certainty.DENIED,
        ),
    ],
)
def test_what_was_given_up_before_is_a_cause(title: str, said: str, certainty: Certainty) -> None:
    """What stands behind "after" or "as" is why there is news, and denies none."""
    [events] = detect([Announcement("1", "wire", title, said, "", AT, AT)])
    assert {event.certainty for event in events if event.type == "layoffs"} == {certainty}


def test_cuts_beside_a_denial_of_further_ones_are_certain() -> None:
    """What a headline denies are other cuts than those that it tells of."""
    text = "Orvane Games has cut 140 jobs and said that it does not expect additional layoffs this year."
    (event,) = detect(
        [Announcement("1", "wire", "Orvane Games cuts 140 jobs, rules out further layoffs", text, "", AT, AT)]
    )[0]
    assert (event.type, event.count, event.certainty, event.certain) == ("layoffs", "140", Certainty.DONE, True)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Vennmark could scrap plan to close Dayton plant", "office_closed"),
        ("Vennmark might cancel Dayton layoffs", "layoffs"),
        ("Vennmark says it may terminate merger with Tessaly", "merger"),
    ],
)
def test_what_may_be_given_up_is_not_denied(title: str, kind: str) -> None:
    """It is a rumour, and nothing that was told is taken back."""
    [events] = detect([Announcement("1", "wire", title, "", "", AT, AT)])
    assert {event.certainty for event in events if event.type == kind} == {Certainty.RUMOURED}
