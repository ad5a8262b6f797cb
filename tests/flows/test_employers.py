"""The employers that prospects make."""

from __future__ import annotations

import pytest

from callnow.model import Prospect
from flows.people.employers import employers_of, with_place


def at_veldkamp(n: int, domain: str = "", ticker: str = "", country: str = "") -> Prospect:
    return with_place(Prospect(str(n), f"Ann {n}", "Veldkamp Systems", domain=domain, ticker=ticker, country=country))


@pytest.mark.parametrize(
    ("countries", "expected"),
    [(("IN", "US", "US"), ""), (("US", "US", "IN"), ""), (("", "US", "US"), "US"), (("IN",), "IN"), (("", ""), "")],
)
def test_an_employer_has_a_country_where_its_people_agree(countries: tuple[str, ...], expected: str) -> None:
    """One colleague abroad, wherever in the list, does not make the employer a foreign one."""
    [employer] = employers_of(at_veldkamp(n, country=country) for n, country in enumerate(countries))
    assert (employer.name, employer.country) == ("Veldkamp Systems", expected)


def test_an_employer_has_the_domain_that_most_of_its_people_have() -> None:
    """Who writes from elsewhere does not say where the employer is on the web, though they come first."""
    people = [("contractor.example", "X"), ("", "V"), ("veldkamp.example", "V"), ("veldkamp.example", "")]
    [employer] = employers_of(at_veldkamp(n, *said) for n, said in enumerate(people))
    assert (employer.domain, employer.ticker) == ("veldkamp.example", "V")
