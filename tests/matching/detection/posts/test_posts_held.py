"""A post that somebody held, or holds elsewhere, is not the one of the news; a shop on the web is no site."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.detect import detect
from matching.detection.left_out.no_sites import is_online_shop
from matching.detection.posts.posts_held import with_posts_held

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def event(kind: str, role: str, person: str = "Jane Roe", company: str = "Castor") -> CompanyEvent:
    return CompanyEvent("e", "a", kind, company, Certainty.DONE, person, role, certain_from=0.5)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Jane Roe, Castor co-founder and former CEO, to leave board", "CEO"),
        ("Castor's former CEO Jane Roe resigns from board of directors", "CEO"),
        ("Castor founder Jane Roe to step down from board", "founder"),
        ("Castor CFO Jane Roe stepped down from the board but remains chief financial officer.", "CFO"),
    ],
)
def test_who_has_another_post_or_had_leaves_the_board_alone(text: str, role: str) -> None:
    """It is told as a seat, and asks for no call."""
    (told,) = with_posts_held([event("executive_departed", role)], text)
    assert (told.role, told.certain) == ("board member", False)


@pytest.mark.parametrize(
    "text",
    [
        "Castor founder Jane Roe leaves the management board",
        "Castor CEO Jane Roe to step down, leave board",
        "Castor CEO Jane Roe leaves",
        "Former CEO Jane Roe leaves",
    ],
)
def test_who_holds_a_post_leaves_it(text: str) -> None:
    """The board is left along with it, or is not named."""
    assert with_posts_held([event("executive_departed", "CEO")], text)[0].role == "CEO"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Castor hires ex-Tavrick CFO to run markets", ""),
        ("Castor hires former Tavrick CFO Jane Roe", ""),
        ("Castor hires former Tavrick CFO Jane Roe as CFO", "CFO"),
        ("Castor names former banker Jane Roe CFO", "CFO"),
    ],
)
def test_a_former_post_is_not_the_new_one(text: str, role: str) -> None:
    """Where a text has it in no other place."""
    assert with_posts_held([event("executive_hired", "CFO")], text)[0].role == role


def test_the_post_left_at_another_company_is_not_the_new_one() -> None:
    """But where somebody is named to it here, too."""
    left = event("executive_departed", "CEO", company="Tavrick")
    came = event("executive_hired", "CEO")
    told = with_posts_held([left, came], "Jane Roe, ousted as CEO of Tavrick, joins Castor. CEO Jane Roe left Tavrick.")
    assert [one.role for one in told] == ["CEO", ""]
    assert with_posts_held([left, came], "Castor names Jane Roe CEO. Jane Roe was CEO of Tavrick.")[1].role == "CEO"


def test_a_seat_on_a_board_is_told_so() -> None:
    """Not as the post that somebody has elsewhere."""
    (events,) = detect([Announcement("a", "w", "Blackmoor names Castor Oil CEO Amin Nadir to board", "", "", NOW, NOW)])
    assert [(one.type, one.role) for one in events] == [("board_appointed", "board")]


@pytest.mark.parametrize(
    ("text", "online"),
    [
        ("Castor to shut its online store", True),
        ("Castor closes online game store", True),
        ("Castor's web shop will close", True),
        ("Castor opens online store for spare parts", True),
        ("Castor's Game Box Store to close. Owners will no longer be able to purchase new games there.", True),
        ("Castor to close app store and Leeds office", False),
        ("Castor closes its Leeds store, keeps online shop open", False),
        ("Castor closes 12 stores as shoppers move online", False),
        ("Castor closes its web design shop in Leeds", False),
        ("Castor will close its online store and open a shop in Leeds", True),
    ],
)
def test_a_shop_on_the_web_is_no_site(text: str, *, online: bool) -> None:
    """Unless a site goes with it."""
    kind = "office_opened" if text.startswith("Castor opens") else "office_closed"
    assert is_online_shop(event(kind, "", ""), text) is online


def test_what_somebody_is_until_then_is_not_the_post_they_get() -> None:
    """ "the job to Ann Roe, now deputy manager in Leeds" names no post; "is now manager" does."""
    told = CompanyEvent("h", "a", "executive_hired", "Orbel", person="Ann Roe", role="deputy manager")
    assert with_posts_held([told], "Orbel offered the job to Ann Roe, now deputy manager in Leeds.")[0].role == ""
    assert with_posts_held([told], "Ann Roe is now deputy manager of Orbel.")[0].role == "deputy manager"


@pytest.mark.parametrize(
    ("held", "text", "role"),
    [
        ("chief operating officer", "Castor named chief operating officer Jane Roe co-CEO.", "co-CEO"),
        ("COO", "Castor promoted COO Jane Roe to co-chief executive officer.", "co-chief executive officer"),
        ("CEO", "Jane Roe will move from CEO of Castor to executive chair in May.", "executive chair"),
        ("CTO", "Jane Roe was promoted from CTO of Hull, Pa.-based Castor to CIO.", "CIO"),
        ("CEO", "Ann Oak will move from CEO to executive chair. Jane Roe is the new CEO.", "CEO"),
        ("COO", "Castor named Jane Roe COO.", "COO"),
        ("vice president", "Ann Oak will share the post with Jane Roe, now vice president of data.", ""),
        ("CEO", "Jane Roe, now COO, becomes CEO of Castor.", "CEO"),
    ],
)
def test_the_post_behind_the_name_is_the_new_one(held: str, text: str, role: str) -> None:
    """What stands before it, or behind "from" or "now", is held so far."""
    (told,) = with_posts_held([event("executive_promoted", held)], text)
    assert told.role == role


@pytest.mark.parametrize(
    ("held", "text", "role"),
    [
        ("head of sales of AI", "Jane Roe, head of sales of AI company Castor, resigns.", "head of sales"),
        ("CFO of IT services", "Jane Roe, CFO of IT services firm Castor, has resigned.", "CFO"),
        ("head of people", "Jane Roe, head of people at software company Castor, leaves.", "head of people"),
        ("vice president of AI", "Jane Roe, vice president of AI at Castor, leaves.", "vice president of AI"),
    ],
)
def test_what_a_company_does_is_no_part_of_a_post(held: str, text: str, role: str) -> None:
    """Only "of" before a kind of company is cut, not what somebody is head of."""
    (told,) = with_posts_held([event("executive_departed", held)], text)
    assert told.role == role


def test_a_hire_comes_from_the_company_and_not_from_its_kind() -> None:
    """To the post that stands behind "as", not to the one left there."""
    text = "Oakline has hired Jane Roe, personnel chief of EV charging company Castor, as an operating partner."
    hired = replace(event("executive_hired", "personnel chief", company="Oakline"), prior_company="EV")
    told, _ = with_posts_held([hired, event("executive_departed", "personnel chief")], text)
    assert (told.role, told.prior_company) == ("operating partner", "Castor")


def test_who_leaves_a_board_that_manages_leaves_the_post() -> None:
    """Its seat is no other than that of an executive."""
    for board, role in (("management board", "founder"), ("board", "board member")):
        (told,) = with_posts_held(
            [event("executive_departed", "founder")], f"Castor founder Jane Roe leaves its {board}"
        )
        assert told.role == role


@pytest.mark.parametrize(
    "text",
    [
        "Castor picks Roe. Castor has picked Jane Roe to run it, succeeding Max Orr. Roe, 46, has been COO since 2023.",
        "Castor said that Max Orr will retire Aug. 1 and that Jane Roe, its COO since 2019, will succeed him.",
        "Jane Roe takes the reins at Castor. She steps up from COO to replace her uncle, Max Orr, who has retired.",
        "Castor picks Jane Roe. Roe, who joined in 2011 and has been COO since 2019, takes over from Max Orr.",
        "Castor has put Jane Roe in charge. Roe, who has been the group's COO for nine years, takes over from Max Orr.",
    ],
)
def test_the_post_held_until_now_is_nobodys_news(text: str) -> None:
    """Neither who comes gets it, nor does who goes leave it."""
    comes, goes = event("executive_promoted", "COO"), event("executive_departed", "COO", "Max Orr")
    assert [one.role for one in with_posts_held([comes, goes], text)] == ["", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Castor names COO. Castor has named Jane Roe as COO. Roe has been interim COO since 2025.",
        "Castor names Jane Roe COO. She has been COO of Pollux since 2020. She succeeds Max Orr.",
        "Max Orr is to retire from Castor. He has been COO since 2019. Jane Roe will take over.",
        "Max Orr, Castor's COO since 2019, is leaving. Jane Roe will succeed him.",
        "Jane Roe steps up from deputy to COO at Castor, as Max Orr retires.",
        "Castor's COO of nine years, Max Orr, hands over to Jane Roe, its controller since 2020.",
        "Jane Roe succeeds Max Orr, who has been COO since 2019.",
    ],
)
def test_a_post_that_is_also_news_or_anothers_stays(text: str) -> None:
    """What is told of it elsewhere, or held by who goes, is what the news is about."""
    comes, goes = event("executive_promoted", "COO"), event("executive_departed", "COO", "Max Orr")
    assert [one.role for one in with_posts_held([comes, goes], text)] == ["COO", "COO"]


@pytest.mark.parametrize(
    ("kept", "post"),
    [("is staying on as chairman of the board", "chairman of the board"), ("remains a director", "director")],
)
def test_a_post_that_is_kept_is_not_left(kept: str, post: str) -> None:
    """Whom somebody follows, and who stays on as something else, leaves the other post."""
    text = f"Castor has a new president, Ann Lang. She follows Jane Roe, who {kept}."
    assert with_posts_held([event("executive_departed", post)], text)[0].role == ""
