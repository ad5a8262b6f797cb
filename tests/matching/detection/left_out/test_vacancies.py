"""A post for which a company recruits is a vacancy, but where the text says of somebody that they come."""

from __future__ import annotations

from callnow.model import CompanyEvent
from matching.detection.left_out.vacancies import is_advertised


def test_a_post_to_which_somebody_comes_is_no_vacancy() -> None:
    """Though nobody is named."""
    read = CompanyEvent("1", "a", "executive_hired", "Orbel", role="CFO")
    assert is_advertised(read, "Orbel is recruiting a CFO.")
    assert not is_advertised(read, "Velm veteran joins Orbel. Orbel is recruiting a CFO who joins in May.")
