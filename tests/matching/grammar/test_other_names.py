"""Other names a text gives the company of an event, the whole of a target's name, and moves that lie ahead."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.grammar.detect import detect

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def events_of(title: str, text: str = "") -> list[CompanyEvent]:
    given = Announcement(id="x", source="s", title=title, text=text, url="", published_at=NOW, fetched_at=NOW)
    return detect(given)


OTHER_NAMES = (
    (
        "The Harrow Appoints Nadia Brell as Chief Information Officer",
        "LEEDS – March 1, 2026 – Harrow Insurance Company (The Harrow) today announced that Nadia Brell has been "
        "appointed chief information officer.",
        "The Harrow",
    ),
    (
        "Lynx Bear Establishes Headquarters in Phoenix",
        "Lynx Bear Injury Lawyers today announced that it has established its headquarters in Phoenix.",
        "Lynx Bear",
    ),
    (
        "VLG Names Dana Reeve as CEO",
        "Vantor Leisure Group (“VLG”) today announced that it has named Dana Reeve as its chief executive officer.",
        "VLG",
    ),
)


@pytest.mark.parametrize(("title", "text", "other"), OTHER_NAMES)
def test_the_titles_short_form_is_another_name(title: str, text: str, other: str) -> None:
    """A short form of the title, or in brackets, is another name of the company, beside the full one."""
    (event,) = events_of(title, text)
    assert other in (event.company, *event.also_called)
    assert len({event.company, *event.also_called}) > 1


def test_an_anaphor_is_no_name() -> None:
    """ "the Company" in brackets stands for any company and is never another name."""
    events = events_of(
        "Vantor Industries Names Dana Reeve as CEO",
        "Vantor Industries, Inc. (NYSE: VNTR) (“Vantor” or the “Company”) today announced that it has named Dana Reeve "
        "as its chief executive officer.",
    )
    assert [e.also_called for e in events] == [("Vantor",)]


@pytest.mark.parametrize("text", ["", "Norwick Companies announced that it bought Kane, which has served Leeds."])
def test_the_trade_belongs_to_the_name(text: str) -> None:
    """A trade that ends the headline is part of the target's name, also where it looks like a verb."""
    targets = {e.company for e in events_of("Norwick Acquires Kane Fire Protection", text) if e.side == "target"}
    assert targets == {"Kane Fire Protection"}


AHEAD = (
    "Vantor Moving Head Office to Leeds",
    "Vantor is moving its headquarters to Leeds",
    "Vantor to relocate headquarters to Leeds",
    "Vantor leaves York for new headquarters in Leeds",
    "Vantor Moves Headquarters to Leeds, Effective December 5",
    "Vantor announces headquarters relocation to Leeds",
)


@pytest.mark.parametrize("title", AHEAD)
def test_a_move_under_way_is_announced(title: str) -> None:
    """A headquarters that is moving has not moved yet."""
    assert [(e.type, e.certainty) for e in events_of(title)] == [("headquarters_moved", Certainty.ANNOUNCED)]


@pytest.mark.parametrize(
    "title", ["Vantor relocates headquarters to Leeds", "Vantor Completes Headquarters Relocation"]
)
def test_a_move_that_is_over_is_done(title: str) -> None:
    """What has moved is done."""
    assert [(e.type, e.certainty) for e in events_of(title)] == [("headquarters_moved", Certainty.DONE)]


PRIOR = (
    "Roe comes to Vantor after five years at Globex Industries.",
    "Roe spent the past five years at Globex Industries, where she led finance.",
    "Roe brings 20 years of experience, including as CFO of Globex Industries.",
    "Roe joins Vantor following roles at Globex Industries and Initech.",
    "Her most recent position was CFO of Globex Industries.",
    "Most recently, Ms. Roe co-founded Globex Industries.",
)


@pytest.mark.parametrize("told", PRIOR)
def test_where_someone_comes_from(told: str) -> None:
    """The lines below the news say where someone who is hired comes from, in many ways."""
    text = f"Vantor today named Jane Roe as chief financial officer. {told}"
    assert [e.prior_company for e in events_of("Vantor Names Jane Roe as CFO", text)] == ["Globex Industries"]


PLACES = (
    (
        "Vantor Opens First Midwest Store",
        "Vantor is celebrating the opening of its first location in Springfield, Illinois.",
        "Springfield, Illinois",
    ),
    (
        "Vantor Opens 11th Store in Pennsylvania",
        "Vantor has announced the opening of its 11th store in Bellmoor, Pa.",
        "Bellmoor, Pa.",
    ),
    (
        "Vantor Opens Second Store in Ohio",
        "Vantor, which has an office in Bellmoor, Pa., opened its second store in Ohio.",
        "Ohio",
    ),
)


@pytest.mark.parametrize(("title", "text", "place"), PLACES)
def test_a_sites_city_is_read_below(title: str, text: str, place: str) -> None:
    """Where the title gives no city, the first lines do, unless they lie in another state."""
    assert [e.destination for e in events_of(title, text)] == [place]


BOUGHT = (
    ("Vantor Announces Signing of Share Purchase Agreement to be Acquired by Bolt Freight", "Bolt Freight", "Vantor"),
    ("Vantor Enters Into Agreement to be Acquired by Bolt Freight", "Bolt Freight", "Vantor"),
    ("Vantor Closes Bolt Freight Acquisition", "Vantor", "Bolt Freight"),
    ("Vantor completes Bolt Freight acquisition", "Vantor", "Bolt Freight"),
    ("Vantor Acquires Help A Neighbour Out (HANO) from Bolt", "Vantor", "Help A Neighbour Out"),
)


@pytest.mark.parametrize(("title", "acquirer", "target"), BOUGHT)
def test_who_buys_whom(title: str, acquirer: str, target: str) -> None:
    """Both sides of a deal are read through the agreement or the closing that the headline tells of."""
    assert {(e.side, e.company) for e in events_of(title)} == {("acquirer", acquirer), ("target", target)}


def test_a_dateline_by_itself_is_nobodys_name() -> None:
    """A dateline that stands alone on a line names no company, whatever city it begins with."""
    text = (
        "ST. LOUIS, MO / Wire Post / February 4, 2026 11:50\n\nSt Louis, MO. (February 4, 2026) - Vantor Safety & "
        "Security (Vantor), the regional experts for fire, announces the acquisition of Bolt Alarms, Inc."
    )
    found = events_of("Vantor Safety & Security Acquires Bolt Alarms", text)
    assert {e.company for e in found} == {"Vantor Safety & Security", "Bolt Alarms"}
