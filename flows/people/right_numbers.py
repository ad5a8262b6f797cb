"""Numbers that were marked wrong by mistake: said to be right, on the command line and the page alike."""

from __future__ import annotations

from collections.abc import Sequence

from callnow.errors import UsageError
from callnow.model import Prospect
from callnow.numbers import readable_line, same_line
from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.activity import note_activity
from callnow.store.wrong_numbers import call_right, wrong_numbers
from callnow.terms import Act
from sources.prospects.phones import numbers_in
from sources.prospects.places import country_code


def numbers_meant(value: str, prospect: Prospect, settings: Settings) -> list[str]:
    """The numbers of a prospect that `value` means, in any spelling, also those that nobody is to call."""
    countries = [prospect.country if country_code(prospect.country) else settings.default_country]
    numbers = {number.phone for number in numbers_in(value, countries)} - {""}
    return [n for n in prospect.known_numbers if n == value.strip() or any(same_line(n, number) for number in numbers)]


def say_right(con: Connection, prospect: Prospect, values: Sequence[str], settings: Settings) -> None:
    """Takes back that these numbers (in any spelling) are wrong. Raises UsageError for one that is not marked."""
    marked = wrong_numbers(con, [prospect]).get(prospect.id, {})
    for value in values:
        right = [number for number in numbers_meant(value, prospect, settings) if number in marked]
        if not right:
            wrong = f"marked are: {', '.join(map(readable_line, marked))}" if marked else "none of theirs is"
            raise UsageError(f"{value!r} is not marked as a wrong number of {prospect.name}", where="edit", hint=wrong)
        call_right(con, prospect.id, right)
        note_activity(con, Act.CALLED_RIGHT, prospect.id)
