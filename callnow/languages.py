"""Languages: the one that is understood, and in words what a feed in another one means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from callnow.fold import fold

UNDERSTOOD = "en"
MOSTLY = 0.5  # of the items whose language is known
LEAST = 3  # items: of fewer nothing is said


def language_name(code: str) -> str:
    """The English name of a language, by its ISO 639 code; the code where it has none."""
    from babel import Locale  # noqa: PLC0415 - only needed where a text is in another language

    return str(Locale("en").languages.get(code, code))


def language_code(text: str) -> str:
    """The ISO 639 code of a language that is given by a code, as "en" and "en-US", or by its English name; ""
    where it is neither."""
    from babel import Locale  # noqa: PLC0415 - the same

    names = Locale("en").languages
    code = text.strip().replace("_", "-").partition("-")[0].lower()
    return code if code in names else next((one for one, name in names.items() if fold(name) == fold(text)), "")


def not_understood(health: Mapping[str, Any]) -> str:
    """What is to be said of a feed (a row of feed_health) that is mostly in another language; "" of any other."""
    if (health.get("not_english_30_days") or 0) < LEAST or (health.get("not_english_share") or 0) <= MOSTLY:
        return ""
    return f"mostly {language_name(health['other_languages'][0])}: it is not understood, no calls come from it"
