"""States and provinces, and the towns that phonenumbers knows: one table and one index for the list and the cards."""

from __future__ import annotations

import pytest

from callnow.fold import fold
from callnow.states import countries_of_state, states
from callnow.towns import countries_with, is_town_in


def test_every_state_has_a_country() -> None:
    """Names are folded and stand once; letters mean one state of a country, but where it has two names."""
    known = states().values()
    assert len({state.name for state in known}) == len(known) == len(states())
    assert all(len(state.country) == 2 and fold(state.letters) == state.letters for state in known)
    of_america = [state for state in known if state.country in ("US", "CA")]
    assert len({state.letters for state in of_america}) == len(of_america) == 64
    assert all(len(state.letters) == 2 for state in of_america)


@pytest.mark.parametrize(
    ("text", "countries"),
    [("TX", ("US",)), ("Texas", ("US",)), ("Baden-Württemberg", ("DE",)), ("Yukon", ("CA",)), ("WA", ("US", "AU")),
     ("NT", ("CA", "AU")), ("Utrecht", ()), ("", ())],
)  # fmt: skip
def test_a_state_is_of_a_country(text: str, countries: tuple[str, ...]) -> None:
    """By its name or letters, in any case and accents; some letters are of two."""
    assert countries_of_state(text) == countries


def test_a_town_is_where_numbers_begin_so() -> None:
    """In a country, in an area of it, and in each country that has one of the name; letters of a state abroad count
    for nothing."""
    assert (is_town_in("1614", "dublin"), is_town_in("1", "dublin"), is_town_in("49", "dublin")) == (True, True, False)
    assert countries_with("Dublin") == {"US", "IE"}
    assert countries_with("Spokane") == {"US"}
    assert countries_with("Nowhere at all") == frozenset()
