"""Phone numbers as people type them, to E.164, by phonenumbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import phonenumbers

from callnow.fold import fold
from sources.prospects.wording import wording


@cache
def _country_names() -> dict[str, str]:
    from phonenumbers.geodata.locale import LOCALE_DATA  # noqa: PLC0415 - half a second, for countries written out

    names = {fold(name): region for region, spoken in LOCALE_DATA.items() for name in spoken.values() if name[0] != "*"}
    return names | dict(wording().countries)


def country_code(text: str) -> str:
    """ISO 3166 two letters for a country's code or name in any common language; "" where it is neither."""
    code = text.strip().upper()
    if code in phonenumbers.SUPPORTED_REGIONS:
        return code
    return _country_names().get(fold(text), "") if text.strip() else ""


@dataclass(frozen=True, slots=True)
class Dialled:
    """A number out of a cell: E.164 or "" and then why, its extension ("ext. 12"), whether it is known to be a
    mobile's, and the country in whose national form it was written ("" for one with its country code)."""

    phone: str = ""
    extension: str = ""
    mobile: bool = False
    country: str = ""
    problem: str = ""


def dialable(text: str, country: str) -> tuple[str, str]:
    """(E.164 or "", note) of the first number in `text`. The note says why there is none, or keeps an extension."""
    found = numbers_in(text, [country])
    best = next((one for one in found if one.phone), found[0])
    return best.phone, best.extension or best.problem


def numbers_in(text: str, countries: Sequence[str], *, mobile: bool = False) -> list[Dialled]:
    """Every number of a cell, at least one; `mobile`: the column says so.

    A number without its country code is read in the first of `countries` in which it is in use. Numbers that the
    numbering plan does not know are refused: a wrong number costs the recruiter more than none.
    """
    written = _unwrapped(text)
    if re.fullmatch(r"\d(?:[.,]\d+)?[eE]\+?\d+", written):
        return [Dialled(problem=f"{written!r} was shortened by a spreadsheet; the digits are lost")]
    return [_dialled(part, countries, mobile or bool(_MOBILE.match(part))) for part in _parts(written, countries)]


def _dialled(written: str, countries: Sequence[str], mobile: bool) -> Dialled:
    international = _international(written)
    if _AMERICAN.match(written):  # so written, it is North America's where that is among the countries
        countries = sorted(countries, key=lambda country: not _is_american(country))
    tries = [(international, "")] if international else [(written, country) for country in countries]
    problem = ""
    for text, country in tries:
        try:
            number = phonenumbers.parse(text, country or None)
        except phonenumbers.NumberParseException:
            problem = problem or f"{written!r} is not a phone number"
            continue
        if phonenumbers.is_valid_number(number):
            return Dialled(
                phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
                f"ext. {number.extension}" if number.extension else "",
                mobile or phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE,
                country,
            )
        possible = phonenumbers.is_possible_number_with_reason(number)
        where = f" in {country}" if country else ""
        problem = problem or f"{written!r} {_WHY.get(possible, 'is not a number in use')}{where}"
    if not international and re.match(r"\D*011\s*[1-9]", written):  # North America's way to write "+", elsewhere
        abroad = _dialled("+" + written.split("011", 1)[1].strip(), countries, mobile)
        return abroad if abroad.phone else Dialled(problem=problem)
    return Dialled(problem=problem)


@cache
def is_mobile(phone: str) -> bool:
    """Whether a number (E.164) is a mobile's by its country's plan; North America's plan does not tell."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(phone))
    except phonenumbers.NumberParseException:
        return False
    return bool(kind == phonenumbers.PhoneNumberType.MOBILE)


def says_its_country(text: str, default: str) -> bool:
    """Whether nothing but the text is needed: a country code, or North America's form where the default is there."""
    written = _unwrapped(text)
    return bool(_international(written)) or (_is_american(default) and bool(_AMERICAN.match(written)))


def _is_american(country: str) -> bool:
    return int(phonenumbers.country_code_for_region(country)) == 1


def _international(written: str) -> str:
    """A number that begins with "+" or "00", as one that begins with "+"; else ""."""
    found = re.match(r"[^\d+]*(\+|00(?=[\s().-]*[1-9]))(.*)$", written, re.DOTALL)
    return f"+{found[2]}" if found else ""


SHORTEST = 7  # digits of a number that stands beside another
_AMERICAN = re.compile(r"\(?[2-9]\d\d(?:\)[\s.-]*|[\s.-])[2-9]\d\d[\s.-]\d{4}(?!\d)")
_MOBILE = re.compile(r"\W*(?:m|mob|mobile?|cell|cellular|handy|portable|móvil|gsm)\b", re.IGNORECASE)
_WHY = {
    phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "has no area code",
    phonenumbers.ValidationResult.TOO_SHORT: "is too short",
    phonenumbers.ValidationResult.TOO_LONG: "is too long",
    phonenumbers.ValidationResult.INVALID_COUNTRY_CODE: "has an unknown country code",
}


def _unwrapped(text: str) -> str:
    """Without what spreadsheets add to keep a number text: ="…", a leading apostrophe, a trailing .0."""
    text = re.sub(r'^="?(.*?)"?$', r"\1", text.strip()).lstrip("'`").strip()
    return re.sub(r"^(\d{7,})\.0$", r"\1", text)


_APART = re.compile(r"\s*(?:[|\n]|:::|;(?!\s*ext)|,(?!\s*(?:ext|x)\b)|\s/\s|\b(?:or|oder|ou|und|and)\b)\s*")


def _parts(text: str, countries: Sequence[str]) -> list[str]:
    """`text`, and where it holds several numbers ("… / …", "…; …", "… ::: …", "… or …") each of them.

    A stroke may also stand within a number ("030/231250"). What is shorter than a number is the end of another
    ("231250/51"), and left to it.
    """
    parts = [part for part in _APART.split(text) if _digits(part) >= SHORTEST] or [text]
    return [
        piece
        for part in parts
        for piece in ([part] if "/" not in part or _dialled(part, countries, False).phone else _at_strokes(part))
    ]


def _at_strokes(part: str) -> list[str]:
    pieces = [piece.strip() for piece in part.split("/") if _digits(piece) >= SHORTEST]
    return pieces or [part]


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)
