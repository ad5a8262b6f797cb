"""Who succeeds somebody as chair takes a seat on the board, and no post of an executive."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from matching.detection.posts.boards import with_seats

ROE = CompanyEvent("1", "a", "executive_promoted", "Orbel", person="Jo Roe", role="chair", probability=0.9)


@pytest.mark.parametrize("kind", ["executive_promoted", "executive_hired", "executive_departed"])
@pytest.mark.parametrize(
    "text",
    [
        "Orbel chair Ann Lang will retire. Jo Roe will replace her as chair.",
        "Orbel chair Ann Lang will retire. Director Jo Roe will succeed Lang as its new non-executive chair.",
        "Orbel chair Ann Lang will retire. Jo Roe, vice chair since 2019, takes over from her as chair of the board.",
    ],
)
def test_who_succeeds_as_chair_is_appointed_to_the_board(text: str, kind: str) -> None:
    """Whatever it was read as."""
    (told,) = with_seats([replace(ROE, type=kind)], text)
    assert (told.type, told.person, told.role) == ("board_appointed", "Jo Roe", "chair")


@pytest.mark.parametrize(
    "text",
    [
        "Orbel executive chair Ann Lang will retire. Jo Roe will replace her as chair.",
        "Orbel chair Ann Lang will retire. Chief operating officer Jo Roe will replace her as chair.",
        "Orbel chief Ann Lang will retire. Jo Roe will replace her as chair and chief executive.",
        "Orbel chair Ann Lang will retire. Jo Roe will replace her.",
        "Jo Roe will succeed Ann Lang as chair of the firm's litigation practice.",
        "Jo Roe leaves. Ann Lang will replace her as chair.",
    ],
)
def test_who_may_manage_keeps_the_post(text: str) -> None:
    """An executive chair, one of the company's executives, or who is not said to succeed as chair."""
    assert with_seats([ROE], text) == [ROE]


def test_a_seat_is_told_once() -> None:
    """The likelier of two, also of an executive of another company."""
    text = "Jo Roe, chief executive of Tessaly, will replace Ann Lang as chairman of Orbel."
    told = with_seats([ROE, replace(ROE, id="2", type="board_appointed", probability=0.7)], text)
    assert [(one.type, one.probability) for one in told] == [("board_appointed", 0.9)]


@pytest.mark.parametrize(
    ("role", "text", "left"),
    [
        ("board of directors", "Orbel appointed Tessaly CFO Jo Roe to its board of directors.", False),
        ("director", "Tessaly CFO Jo Roe joins the board of Orbel. She has been at Tessaly for ten years.", False),
        (
            "director",
            "Orbel named Jo Roe, CFO of Tessaly, to fill the vacancy left by Ann M. Lang's resignation.",
            False,
        ),
        ("director", "Jo Roe, CFO of Tessaly, joins the board of Orbel, replacing Ann Lang, who retires.", False),
        ("director", "Replacing Ann Lang on the board of Orbel, Jo Roe resigns as CFO of Tessaly.", True),
        ("director", "Tessaly CFO Jo Roe will retire in June and join the board of Orbel.", True),
        ("director", "Orbel appointed Tessaly CFO Jo Roe to its board. She will leave Tessaly in May.", True),
        ("director", "Orbel appointed Tessaly CFO Jo Roe to its board. Her last day at Tessaly is in May.", True),
        ("director", "Tessaly loses its CFO Jo Roe, who takes a seat on the board of Orbel.", True),
        ("director", "Tessaly CFO Jo Roe is stepping back to join the board of Orbel.", True),
        ("director", "Tessaly CFO Jo Roe trades her job for a seat on the board of Orbel.", True),
        ("director", "Tessaly CFO Jo Roe is out. She joins the board of Orbel.", True),
        ("director", "Tessaly parts ways with CFO Jo Roe. She joins the board of Orbel.", True),
        ("director", "Jo Roe joins the board of Orbel. Tessaly's CFO will be succeeded by Ann Lang.", True),
        ("board member", "Orbel appointed Tessaly CFO Jo Roe to its management board.", True),
        ("chairman", "Orbel named Tessaly CFO Jo Roe as chairman of its board.", True),
    ],
)
def test_who_joins_a_board_elsewhere_keeps_the_post(role: str, text: str, left: bool) -> None:
    """Unless that board manages, they head it, or the text has them leave."""
    seat = replace(ROE, type="board_appointed", role=role)
    departure = replace(ROE, id="2", type="executive_departed", company="Tessaly", role="CFO")
    assert (departure in with_seats([seat, departure], text)) is left
    assert departure in with_seats([departure], text)


SEAT = replace(ROE, id="3", type="board_appointed", role="CEO")


@pytest.mark.parametrize(
    ("kind", "said", "kept"),
    [
        ("executive_departed", "Ms. Roe will serve as a senior advisor through March.", False),
        ("executive_departed", "Roe will stay on as a consultant.", False),
        ("executive_hired", "Jo Roe is to become executive chairman and CEO of the merchant.", False),
        ("executive_departed", "Roe will remain on the board.", True),
        ("executive_departed", "Roe will become non-executive chair.", True),
        ("executive_departed", "Roe becomes chairman.", True),
        ("executive_hired", "Jo Roe becomes CEO and a director.", True),
    ],
)
def test_who_only_advises_or_has_the_post_already_takes_no_seat(kind: str, said: str, kept: bool) -> None:
    """Where the sentence that was read has no board."""
    post, seat = replace(ROE, type=kind, role="CEO"), replace(SEAT, sentence=said)
    assert with_seats([post, seat], f"Orbel has news. {said}") == ([post, seat] if kept else [post])
