"""One phone number as people type it, as a number of a country, by phonenumbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import phonenumbers

from callnow.numbers import EXTENSION
from sources.prospects.cells import quoted

KINDS = ("mobile", "work", "", "home", "other", "fax", "dead", "barred")
"""What a list may call a number, the first to be called first; "" where it says nothing, "other" where somebody else
answers there, "dead" where nobody whom it is about does, "barred" where nobody is to call it."""
NOT_DIALLED = frozenset({"fax", "dead", "barred"})
SHORTEST = 7  # digits of a number that stands beside another
AMERICAN = re.compile(r"\(?[2-9]\d\d(?:\)[\s.-]*|[\s.-])[2-9]\d\d[\s.-]\d{4}(?!\d)")
_WHOLE = "write the whole number, with its area code"
_WORDS = "write a number there; words belong among the notes"
_AFTER_PLUS = "correct the digits behind the +"
_WHY = {
    phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "has no area code",
    phonenumbers.ValidationResult.TOO_SHORT: "is too short",
    phonenumbers.ValidationResult.TOO_LONG: "is too long",
    phonenumbers.ValidationResult.INVALID_COUNTRY_CODE: "has an unknown country code",
}


@dataclass(frozen=True, slots=True)
class DialledNumber:
    """A number out of a cell: E.164 with its extension (callnow.numbers), or "" and then why, and what to do; one of
    KINDS, and the country in whose national form it was written ("" for one with its country code)."""

    phone: str = ""
    kind: str = ""
    country: str = ""
    problem: str = ""
    what_to_do: str = ""

    @property
    def rank(self) -> tuple[bool, int]:
        """What stands before others: what can be dialled, then by kind."""
        own_mobile = self.kind not in ("other", *NOT_DIALLED) and is_mobile(self.phone)
        return not self.phone, KINDS.index("mobile" if own_mobile else self.kind)


def read_number(written: str, countries: Sequence[str]) -> DialledNumber:
    """What stands there as a number of the first of `countries` in which it is in use, or why it is none."""
    international = as_international(written)
    if AMERICAN.match(written):  # so written, it is North America's where that is among the countries
        countries = sorted(countries, key=lambda country: not is_american(country))
    tries = [(international, "")] if international else [(written, country) for country in countries]
    first: DialledNumber | None = None
    for text, country in tries:
        read = _in_country(written, text, country)
        if read.phone:
            return read
        first = first or read
    if not international and re.match(r"\D*011\s*[1-9]", written):  # North America's way to write "+", elsewhere
        abroad = read_number("+" + written.split("011", 1)[1].strip(), countries)
        return abroad if abroad.phone else (first or abroad)
    return first or DialledNumber()


def _in_country(written: str, text: str, country: str) -> DialledNumber:
    """What `text` is as a number of a country, or, for "", one that says its own."""
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException as error:
        if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
            return DialledNumber(problem=f"{quoted(written)} has an unknown country code", what_to_do=_AFTER_PLUS)
        short = count_digits(written) and not any(c.isalpha() for c in written)
        return DialledNumber(problem=f"{quoted(written)} is not a phone number", what_to_do=_WHOLE if short else _WORDS)
    if phonenumbers.is_valid_number(number):
        line = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return DialledNumber(f"{line}{EXTENSION}{number.extension}" if number.extension else line, country=country)
    why = _WHY.get(phonenumbers.is_possible_number_with_reason(number), "is not a number in use")
    problem = f"{quoted(written)} {why}" + (f" in {country}" if country else "")
    return DialledNumber(problem=problem, what_to_do=_what_to_do(why, count_digits(written), country))


def _what_to_do(why: str, digits: int, country: str) -> str:
    if digits < SHORTEST:
        return _WHOLE
    if not country:
        return _AFTER_PLUS
    if why == _WHY[phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY]:
        return "write it with its area code"
    return (
        f"correct it, or, where it is of another country than {country}, say which: by + and its country code, by a "
        "country column, by --country, or by the setting default_country"
    )


@cache
def is_mobile(phone: str) -> bool:
    """Whether a number (E.164) is a mobile's by its country's plan; North America's plan does not tell."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(phone))
    except phonenumbers.NumberParseException:
        return False
    return bool(kind == phonenumbers.PhoneNumberType.MOBILE)


def is_american(country: str) -> bool:
    """Whether the numbers of a country (its code) are North America's."""
    return int(phonenumbers.country_code_for_region(country)) == 1


def as_international(written: str) -> str:
    """A number that begins with "+" or "00", as one that begins with "+"; else ""."""
    match = re.match(r"[^\d+]*(\+|00(?=[\s().-]*[1-9]))(.*)$", written, re.DOTALL)
    return f"+{match[2]}" if match else ""


def count_digits(text: str) -> int:
    """How many digits a text has."""
    return sum(c.isdigit() for c in text)
