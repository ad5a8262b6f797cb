"""Who is appointed to run or wind up a company in insolvency is no hire: the insolvency is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.detect import detect
from matching.detection.posts.insolvency_posts import with_insolvency_posts, with_who_is_insolvent
from matching.reading.calibration import NEVER

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HIRED = CompanyEvent("1", "a", "executive_hired", "Velmora", person="Jo Park", prior_company="Orbel", certain_from=0.7)
LEFT = CompanyEvent("2", "a", "executive_departed", "Orbel", person="Jo Park", certain_from=0.7)


def event(kind: str, role: str, person: str = "Jo Park") -> CompanyEvent:
    return CompanyEvent(kind, "a", kind, "Velmora", person=person, role=role, probability=0.9, certain_from=0.7)


NAMES = ("Carrow Bank", "Tessaly Foods", "Orbel Foods", "Castor Advisory")


def told(title: str, text: str = "") -> list[CompanyEvent]:
    (events,) = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    return events


@pytest.mark.parametrize(
    "title",
    [
        "Velmora Foods appoints administrators",
        "Receivers appointed at Velmora Foods",
        "Dana Whitlock and Omar Fenwick of Orbel Partners appointed administrators of Velmora Foods",
        "Dana Whitlock named liquidator of Velmora Foods",
        "Judge appoints Dana Whitlock as receiver for Velmora Foods",
        "High Court appoints joint provisional liquidators to Velmora Foods",
        "Castor Advisory appointed receiver of Velmora Foods",
        "Administrators appointed to Highland distiller Velmora Foods",
        "Administrators called in at Outback tour operator Velmora Foods",
        "Administrators appointed at Orbel owner Velmora Foods",
        "Administrators appointed to Velmora Foods after talks with Orbel fail",
        "Receivers appointed at Velmora Foods sites in Leeds",
    ],
)
def test_whom_an_insolvency_brings_is_no_hire(title: str) -> None:
    """A call about the insolvency, and nobody leaves the firm of accountants."""
    assert [(e.type, e.company, e.certainty, e.certain) for e in told(title)] == [
        ("bankruptcy", "Velmora Foods", Certainty.DONE, True)
    ]


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("joint administrators", "Velmora names Jo Park of Orbel joint administrator."),
        ("Administrator", "Velmora has gone into administration. Jo Park was named administrator."),
        ("CCAA monitor", "Velmora, under CCAA, names Jo Park CCAA monitor."),
        ("Chapter 11 trustee", "Jo Park is Chapter 11 trustee of Velmora."),
        ("", "A judge has made Jo Park receiver of Velmora."),
    ],
)
def test_such_a_post_makes_an_insolvency_of_the_hire(role: str, text: str) -> None:
    """Only whom the beginning of one brings asks for a call."""
    hired = HIRED if not role else event("executive_hired", role)
    (insolvency,) = with_insolvency_posts([hired, LEFT], text)
    assert (insolvency.type, insolvency.company, insolvency.person) == ("bankruptcy", "Velmora", "")
    assert (insolvency.certain_from == NEVER) == (role in {"CCAA monitor", "Chapter 11 trustee"})


def test_a_bank_that_appoints_a_receiver_is_not_insolvent() -> None:
    """The insolvency is of the company that the receiver is named to."""
    title = "Orbel Bank appoints Ann Lang as receiver manager"
    text = "Orbel Bank appointed Ann Lang of Haldane Partners as receiver of Corwell Stores, which owes it $20 million."
    assert {e.company for e in told(title, text) if e.type == "bankruptcy"} == {"Corwell Stores"}


def test_an_insolvency_that_is_told_is_told_once_and_a_successor_brings_no_new_one() -> None:
    bankrupt = event("bankruptcy", "", "")
    assert with_insolvency_posts([event("executive_hired", "receiver"), bankrupt], "") == [bankrupt]
    swap = [event("executive_hired", "liquidator"), event("executive_departed", "liquidator", "Max Roe")]
    (old,) = with_insolvency_posts(swap, "Jo Park replaces Max Roe as liquidator of Velmora.")
    assert old.certain_from == NEVER


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Velmora Hospital names Jo Park administrator", ""),
        (
            "Velmora Care names Jo Park administrator",
            "Velmora Care, once bankrupt, runs nursing homes.",
        ),
        ("Velmora Homes, in administration, names Jo Park chief restructuring officer", ""),
    ],
)
def test_who_manages_a_company_is_a_hire(title: str, text: str) -> None:
    """The administrator of a hospital, and an officer of a company in insolvency."""
    assert "executive_hired" in {e.type for e in told(title, text)}


@pytest.mark.parametrize(
    "title", ["Wide receiver Jo Park named to Velmora Eagles roster", "Jo Park named receiver of the year by league"]
)
def test_a_player_is_no_receiver(title: str) -> None:
    assert not told(title)


@pytest.mark.parametrize(
    "text",
    [
        "Carrow Bank has appointed receivers over Tessaly Foods, which owes it $9 million.",
        "Carrow Bank, its main lender, appointed joint administrators to Tessaly Foods.",
        "Carrow Bank has called in administrators at Tessaly Foods.",
        "Carrow Bank petitions to wind up Tessaly Foods",
        "Carrow Bank filed a winding-up petition against Tessaly Foods.",
        "Carrow Bank puts Tessaly Foods into administration",
    ],
)
def test_who_puts_another_into_insolvency_is_not_insolvent(text: str) -> None:
    """The other is, and is told once."""
    bank = CompanyEvent("1", "a", "bankruptcy", "Carrow Bank")
    other = CompanyEvent("2", "a", "bankruptcy", "Tessaly Foods")
    assert [one.company for one in with_who_is_insolvent([bank], NAMES, text)] == ["Tessaly Foods"]
    assert with_who_is_insolvent([bank, other], NAMES, text) == [other]


@pytest.mark.parametrize(
    "text",
    [
        "Orbel Foods has called in administrators at Castor Advisory.",
        "Orbel Foods has appointed administrators.",
        "Orbel Foods puts its Dayton plant into administration and files for bankruptcy",
        "Orbel Foods petitions the court for protection. Carrow Bank has appointed receivers to Tessaly Foods.",
        "Orbel Foods filed a bankruptcy petition on Monday",
        "Orbel Foods calls in administrators over Christmas",
        "Orbel Foods is seeking to liquidate Canadian stores by June",
        "Orbel Foods is seeking to liquidate Tessaly Foods stores by June",
    ],
)
def test_who_calls_in_administrators_for_itself_is_insolvent(text: str) -> None:
    own = CompanyEvent("1", "a", "bankruptcy", "Orbel Foods")
    assert with_who_is_insolvent([own], NAMES, text) == [own]
