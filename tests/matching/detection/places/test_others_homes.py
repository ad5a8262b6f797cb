"""A head office that a company builds, designs or lets for another is no move of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.detect import detect

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def moves(title: str, text: str) -> set[tuple[str, str]]:
    (events,) = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    return {(one.company, one.destination) for one in events if one.type == "headquarters_moved"}


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        (
            "Castmoor Construction completes headquarters",
            "Castmoor Construction has completed a new headquarters for Brenner Savings in Akron.",
            {("Brenner Savings", "Akron")},
        ),
        (
            "Castmoor Realty signs Brenner Savings",
            "Castmoor Realty announced a 10-year lease with Brenner Savings, which will relocate its headquarters to "
            "the Lantern Tower.",
            {("Brenner Savings", "Lantern Tower")},
        ),
        (
            "Tolk Builders breaks ground on new Brenner Savings headquarters in Akron",
            "Tolk Builders has broken ground on the new headquarters of Brenner Savings in Akron.",
            {("Brenner Savings", "Akron")},
        ),
        ("Castmoor Architects designs new headquarters for Brenner Savings", "", {("Brenner Savings", "")}),
    ],
)
def test_who_gets_a_head_office_moves_and_not_who_builds_or_lets_it(
    title: str, text: str, found: set[tuple[str, str]]
) -> None:
    assert moves(title, text) == found


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Castmoor Builders breaks ground on its new headquarters in Akron",
            "Castmoor Builders has broken ground on its new headquarters in Akron.",
        ),
        (
            "Castmoor builds new headquarters for North America in Akron",
            "Castmoor said it is building a new headquarters for North America in Akron.",
        ),
        (
            "Castmoor Engineering to move headquarters to Akron",
            "Castmoor Engineering, which designed the Brenner headquarters, will move its head office to Akron.",
        ),
    ],
)
def test_a_builder_moves_its_own_head_office(title: str, text: str) -> None:
    assert [place for _, place in moves(title, text)] == ["Akron"]


def test_a_builder_s_name_before_what_it_built_is_no_place() -> None:
    title = "Bank to move headquarters into Castmoor & Lind-built tower"
    text = "Brenner Savings will move its headquarters into a tower built by Castmoor & Lind Builders in Akron."
    assert {place for _, place in moves(title, text)} <= {"", "Akron"}


@pytest.mark.parametrize(
    "text",
    [
        "Castmoor Steel will move its plant from Dayton to Akron. Its head office will stay in Dayton.",
        "Castmoor Steel is moving its yard from Kent to Akron but will keep its Dayton head office.",
        "Castmoor Steel will move its plant from Dayton to Akron.",
    ],
)
def test_a_plant_that_moves_takes_no_head_office_along(text: str) -> None:
    assert moves("Castmoor Steel to move plant", text) == set()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Castmoor University moves library staff to new building",
            "Library staff at Castmoor University will move to the Lantern Building during renovations.",
        ),
        (
            "Castmoor University moves admissions office to Lantern Center",
            "The admissions office of Castmoor University will move to the Lantern Center in June.",
        ),
        (
            "Registrar's office at Castmoor Tech moving to Lantern Hall",
            "The registrar's office of Castmoor Tech will move to Lantern Hall over the winter break.",
        ),
        (
            "Castmoor's finance team to move to Kent",
            "The finance team of Castmoor will move to an office in Kent in June.",
        ),
        (
            "Brenner Health relocates business office",
            "The business office of Brenner Health will move to 40 Lantern Street on December 1.",
        ),
        (
            "Castmoor Courier reporters move to Pier Street",
            "Reporters of the Castmoor Courier will move to a building on Pier Street during renovations.",
        ),
    ],
)
def test_a_team_that_moves_takes_no_head_office_along(title: str, text: str) -> None:
    """Nor does the office of one function, whatever building it goes to."""
    assert moves(title, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Castmoor Steel is relocating from Dayton to Akron. The finance team will move to Akron in June.",
        "Castmoor Steel will move its head office from Dayton to Akron. The finance team will move in June.",
    ],
)
def test_a_company_that_moves_with_its_teams_moves(text: str) -> None:
    assert moves("Castmoor Steel relocates to Akron", text) == {("Castmoor Steel", "Akron")}


def test_a_head_office_that_moves_without_its_plant_moves() -> None:
    text = "Castmoor Steel will move its headquarters from Dayton to Akron. Its plant will stay in Dayton."
    assert moves("Castmoor Steel to move headquarters", text) == {("Castmoor Steel", "Akron")}


def test_a_place_that_is_called_a_yard_is_no_yard_that_moves() -> None:
    """The company is what goes there."""
    text = "Castmoor, which helps manufacturers, announced its relocation to Building 4 at the Kent Navy Yard."
    assert moves("Castmoor Relocates Headquarters to Kent Navy Yard", text) == {("Castmoor", "Kent Navy Yard")}


def test_a_company_that_leaves_a_town_for_another_moves() -> None:
    text = "Its marketing team will move to Akron by June, the rest by March."
    assert moves("Castmoor leaves Dayton for Akron", text) == {("Castmoor", "Akron")}
