"""Whose contract ends leaves, who is sent a layoff notice is laid off; other contracts and notices are not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.texts.contracts_ended import plainly
from matching.detection.texts.plain_words import in_plain_words
from matching.detection.texts.put_right import put_right

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        (
            "The Velm School District board voted 5-2 on Monday not to renew the contract of Superintendent Ann Roe.",
            "Velm School District's superintendent, Ann Roe, is leaving.",
        ),
        (
            "The Orbel City Council won't renew the contract of its city manager.",
            "Orbel City Council's city manager is leaving.",
        ),
        (
            "Tessaly College President Ann Roe's contract will not be renewed.",
            "Tessaly College President Ann Roe is leaving.",
        ),
        ("Trustees decided not to extend Chancellor Ann Roe's contract.", "Chancellor Ann Roe is leaving."),
        (
            "In a 6-1 vote, the Orbel Hospital board of directors agreed to buy out the contract of CEO Ann Roe.",
            "Orbel Hospital's CEO, Ann Roe, is leaving.",
        ),
        (
            "Regents of Tessaly voted to end the contract of Chancellor Ann Roe and named Ivo Lang acting chancellor.",
            "Tessaly's chancellor, Ann Roe, is leaving. Tessaly named Ivo Lang acting chancellor.",
        ),
        (
            "Tessaly College trustees voted to end the contract of CFO Ann Roe, and President Ivo Lang will retire.",
            "Tessaly College's CFO, Ann Roe, is leaving. President Ivo Lang will retire.",
        ),
        (
            "Velm Schools approved a separation agreement with Ann Roe, its superintendent, on Tuesday.",
            "Velm Schools's superintendent, Ann Roe, is leaving.",
        ),
        (
            "Orbel Museum and executive director Ann Roe have agreed to part ways.",
            "Orbel Museum's executive director, Ann Roe, is leaving.",
        ),
    ],
)
def test_the_end_of_a_contract_is_a_departure(sentence: str, plain: str) -> None:
    """Of whoever's post is named, at whose board decides."""
    assert plainly(sentence) == plain


@pytest.mark.parametrize(
    "sentence",
    [
        "The Velm School District board voted to renew the contract of Superintendent Ann Roe.",
        "The City of Orbel voted not to renew the contract of Roe Hauling.",
        "Parents urge the Velm board to end the contract of Superintendent Ann Roe.",
        "The Velm board voted against a motion not to renew the contract of Superintendent Ann Roe.",
        "The Velm board may not renew the contract of Superintendent Ann Roe.",
        "The Velm School Board will vote Monday on whether to buy out the contract of Superintendent Ann Roe.",
        "The Velm School Board is expected to vote to end the contract of Superintendent Ann Roe.",
        "Orbel terminated the agreement for the sale of its president's home.",
        "Orbel and Tessaly agreed to part ways.",
    ],
)
def test_other_contracts_are_read_as_they_are_written(sentence: str) -> None:
    """One renewed, of a company, only demanded or weighed."""
    assert plainly(sentence) == sentence


def test_what_was_written_stays_the_proof() -> None:
    """Also of a headline without the name, which is read like the first sentence; other headlines stay."""
    text = "The Velm Library board voted not to renew the contract of director Ann Roe. She came in 2021."
    for title, read in (
        ("Velm board ends contract", "Velm Library's director, Ann Roe, is leaving"),
        ("Velm wins award",) * 2,
    ):
        put = in_plain_words(put_right(Announcement("a", "wire", title, text, "", NOW, NOW)))
        assert put.announcement.title == read
        assert put.announcement.text == "Velm Library's director, Ann Roe, is leaving. She came in 2021."
        assert put.written["Velm Library's director, Ann Roe, is leaving."] == text.partition(". ")[0] + "."


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "Velm Schools sent layoff notices to 31 teachers on Friday.",
            "Velm Schools will lay off 31 teachers on Friday.",
        ),
        ("Velm Schools will issue pink slips to about 18 aides.", "Velm Schools will lay off about 18 aides."),
        ("Velm approved a reduction in force of 27 teachers.", "Velm will lay off 27 teachers."),
        ("Velm approved a RIF of 27 teachers.", "Velm will lay off 27 teachers."),
        ("Velm Zoo and director Ann Roe agreed to a separation.", "Velm Zoo's director, Ann Roe, is leaving."),
        ("Velm sent notices to 31 teachers about the strike.", "Velm sent notices to 31 teachers about the strike."),
        ("Velm sends layoff notices to the state.", "Velm sends layoff notices to the state."),
    ],
)
def test_who_is_sent_a_layoff_notice_or_parts_is_read_so(text: str, plain: str) -> None:
    """Where so many are counted."""
    assert in_plain_words(put_right(Announcement("a", "wire", "Velm", text, "", NOW, NOW))).announcement.text == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ann Roe has turned down the post of director.", "Ann Roe will not take the job as director."),
        (
            "Ann Roe has declined the City of Velm's offer to become city manager.",
            "Ann Roe will not take the job as city manager of the City of Velm.",
        ),
        ("Orbel has declined an offer to become part of Velm.", "Orbel has declined an offer to become part of Velm."),
        ("Velm turned down the offer of a loan.", "Velm turned down the offer of a loan."),
    ],
)
def test_who_turns_a_post_down_does_not_take_it(text: str, plain: str) -> None:
    """In the words that the reader knows; other offers are left alone."""
    assert in_plain_words(put_right(Announcement("a", "wire", "Velm", text, "", NOW, NOW))).announcement.text == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ann Roe will not move to Austin and will leave in June.", "Ann Roe will leave in June."),
        ("Ann Roe won't be moving to Austin and is leaving Velm.", "Ann Roe is leaving Velm."),
        ("Ann Roe declined to relocate, and will retire in June.", "Ann Roe will retire in June."),
        ("Ann Roe has decided not to stay and will leave in June.", "Ann Roe will leave in June."),
        ("Ann Roe decided to stay and will leave the board.", "Ann Roe decided to stay and will leave the board."),
        ("Ann Roe will not move to Austin and will stay.", "Ann Roe will not move to Austin and will stay."),
        ("Ann Roe will not leave and will move to Austin.", "Ann Roe will not leave and will move to Austin."),
    ],
)
def test_who_will_not_move_and_leaves_is_read_as_leaving(text: str, plain: str) -> None:
    """Under a headline that tells only of the first, too; who stays elsewhere does not leave."""
    told = in_plain_words(put_right(Announcement("a", "wire", "Roe won't move", text, "", NOW, NOW))).announcement
    assert told.text == plain
    assert told.title == ("Roe won't move" if text == plain else plain)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "Orbel will solicit 1,500 voluntary retirements from staff aged 50.",
            "Orbel will cut 1,500 jobs through voluntary retirements from staff aged 50.",
        ),
        ("Orbel seeks 900 voluntary retirees.", "Orbel cuts 900 jobs through voluntary retirements."),
        ("Orbel is calling for up to 90 voluntary exits.", "Orbel is cutting up to 90 jobs through voluntary exits."),
        ("Orbel may seek 300 voluntary redundancies.", "Orbel may cut 300 jobs through voluntary redundancies."),
        ("Orbel seeks 300 voluntary workers.", "Orbel seeks 300 voluntary workers."),
        ("Orbel is seeking voluntary redundancies.", "Orbel is seeking voluntary redundancies."),
        ("Orbel had 300 voluntary departures.", "Orbel had 300 voluntary departures."),
        ("Orbel sought 300 voluntary exits last year.", "Orbel sought 300 voluntary exits last year."),
    ],
)
def test_who_seeks_volunteers_to_leave_cuts_jobs(text: str, plain: str) -> None:
    """Where so many are sought."""
    assert in_plain_words(put_right(Announcement("a", "wire", "Velm", text, "", NOW, NOW))).announcement.text == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Orbel acqui-hires Tessaly team.", "Orbel acquires Tessaly team."),
        ("Orbel is to acqui-hire Tessaly.", "Orbel is to acquire Tessaly."),
        ("Orbel tells of its acqui-hire of Tessaly.", "Orbel tells of its acquisition of Tessaly."),
        ("Tessaly was acquihired by Orbel.", "Tessaly was acquired by Orbel."),
        ("An acqui-hire is cheap.", "An acqui-hire is cheap."),
        (
            "Orbel has added Velm Turf of Ritton, S.C., to its platform. It is its seventh add-on.",
            "Orbel has acquired Velm Turf of Ritton, S.C.. It is its seventh add-on.",
        ),
        ("Orbel adds Velm Turf to portfolio in add-on deal.", "Orbel acquires Velm Turf in add-on deal."),
        ("Orbel has added Velm to its platform.", "Orbel has added Velm to its platform."),
        ("Orbel added Ann Roe to its board in an add-on deal.", "Orbel added Ann Roe to its board in an add-on deal."),
        ("Orbel added Pay to its platform in a bolt-on deal, of Velm.",) * 2,
        ("Orbel added Pay to its platform. It bought Velm in an add-on deal.",) * 2,
        ("Orbel added Pay to its platform. The first add-on is free.",) * 2,
        ("Orbel added Ann Roe to its network. It is its first add-on.",) * 2,
    ],
)
def test_who_acqui_hires_acquires(text: str, plain: str) -> None:
    """The reader takes the first half of the word for the end of a name, and sees nothing in an add-on."""
    assert in_plain_words(put_right(Announcement("a", "wire", "Velm", text, "", NOW, NOW))).announcement.text == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "Ann Roe will conclude her service as president of Velm on May 3.",
            "Ann Roe will step down as president of Velm on May 3.",
        ),
        ("President Ann Roe is to conclude her tenure at Velm College.", "President Ann Roe is to leave Velm College."),
        ("Ann Roe concludes her service on June 30.", "Ann Roe steps down on June 30."),
        ("President of Velm to conclude service", "President of Velm to step down"),
        (
            "The board accepted President Ann Roe's decision to conclude her service to Velm College in May.",
            "The board accepted President Ann Roe's resignation from Velm College in May.",
        ),
        (
            "CEO Ann Roe has decided that this will be her final year at Velm Health.",
            "CEO Ann Roe will leave Velm Health.",
        ),
        (
            "Ann Roe announced that this school year will be her last as head of Velm Schools.",
            "Ann Roe will step down as head of Velm Schools.",
        ),
        ("The railroad will conclude service to Velm on June 30.", ""),
        ("The church will conclude its service at noon.", ""),
        ("Ann Roe said this will be the final year of the fair.", ""),
        ("The board accepted the decision to leave Velm.", ""),
    ],
)
def test_who_concludes_a_service_leaves(text: str, plain: str) -> None:
    """And who has a final year; trains, fairs and church services do not."""
    read = in_plain_words(put_right(Announcement("a", "wire", "Velm", text, "", NOW, NOW))).announcement.text
    assert read == (plain or text)
