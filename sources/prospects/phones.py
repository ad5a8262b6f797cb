"""Phone numbers as people type them, to E.164, by phonenumbers."""

from __future__ import annotations

import re
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


def dialable(text: str, country: str) -> tuple[str, str]:
    """(E.164 or "", note). The note says why there is no number, or keeps an extension ("ext. 12").

    `country` is the two-letter region whose national format `text` is in when it has no country code. Numbers that
    the numbering plan does not know are refused: a wrong number costs the recruiter more than none.
    """
    written = _unwrapped(text)
    if re.fullmatch(r"\d(?:[.,]\d+)?[eE]\+?\d+", written):
        return "", f"{written!r} was shortened by a spreadsheet; the digits are lost"
    reason = ""
    for part in _numbers(written):
        try:
            number = phonenumbers.parse(part, country)
        except phonenumbers.NumberParseException:
            reason = reason or f"{written!r} is no phone number"
            continue
        if phonenumbers.is_valid_number(number):
            note = f"ext. {number.extension}" if number.extension else ""
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), note
        possible = phonenumbers.is_possible_number_with_reason(number)
        reason = reason or f"{written!r} {_WHY.get(possible, 'is no number in use')} in {country}"
    return "", reason or f"{written!r} is no phone number"


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


def _numbers(text: str) -> list[str]:
    """`text`, and where it holds several numbers ("… / …", "…; …", "… or …") each of them."""
    parts = [p.strip() for p in re.split(r"\s*(?:[/|\n]|;(?!ext)|,(?!\s*(?:ext|x)\b)|\bor\b)\s*", text) if p.strip()]
    return parts if len(parts) > 1 and sum(c.isdigit() for c in parts[0]) >= 7 else [text]
