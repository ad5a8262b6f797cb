"""A post for which a company recruits is a vacancy, but where the text says of somebody that they come."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.left_out.vacancies import is_advertised

READ = CompanyEvent("1", "a", "executive_hired", "Orbel", role="CFO")


@pytest.mark.parametrize(
    "text",
    [
        "Orbel is recruiting a CFO.",
        "Orbel is hiring: CFO. Orbel makes pumps.",
        "Orbel wishes to appoint a CFO. Applications must reach it by noon.",
    ],
)
def test_a_post_that_is_offered_is_a_vacancy(text: str) -> None:
    assert is_advertised(READ, text)


def test_a_post_to_which_somebody_comes_is_no_vacancy() -> None:
    """Though nobody is named."""
    assert not is_advertised(READ, "Velm veteran joins Orbel. Orbel is recruiting a CFO who joins in May.")
    assert not is_advertised(READ, "Orbel hires CFO from Velm.")
