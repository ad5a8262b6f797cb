"""Which of two numbers is the month, and what the months are called."""

from __future__ import annotations

import pytest

from callnow.dates import MONTH_NUMBERS, month_and_day, month_first_in

COUNTRIES = [("US", True), ("us", True), ("PH", True), ("DE", False), ("GB", False), ("CA", None), ("", None)]


@pytest.mark.parametrize(("country", "first"), COUNTRIES)
def test_a_country_writes_the_month_first_or_not(country: str, first: bool | None) -> None:
    """Known for most; Canada writes both."""
    assert month_first_in(country) is first


FIGURES = [
    (3, 4, True, (3, 4)),
    (3, 4, False, (4, 3)),
    (3, 4, None, None),
    (13, 4, True, (4, 13)),  # no thirteenth month
    (13, 4, None, (4, 13)),
    (4, 13, False, (4, 13)),
    (4, 13, None, (4, 13)),
    (5, 5, None, (5, 5)),
    (12, 12, False, (12, 12)),
]


@pytest.mark.parametrize(("first", "second", "month_first", "answer"), FIGURES)
def test_the_numbers_themselves_tell_before_any_habit(
    first: int, second: int, month_first: bool | None, answer: tuple[int, int] | None
) -> None:
    """A number above twelve is the day; equal numbers are both; else the habit tells, or nobody."""
    assert month_and_day(first, second, month_first=month_first) == answer


def test_each_month_has_its_names() -> None:
    """By its whole name and by three letters; September by four as well."""
    assert {number: sorted(n for n in MONTH_NUMBERS if MONTH_NUMBERS[n] == number) for number in (5, 6, 9)} == {
        5: ["may"],
        6: ["jun", "june"],
        9: ["sep", "sept", "september"],
    }
    assert sorted(set(MONTH_NUMBERS.values())) == list(range(1, 13))
