"""Whether two sums of money, or two numbers of people, are one: "$5.9M" and "approximately $6 million"."""

from __future__ import annotations

import re
from functools import lru_cache

_SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "million": 1e6}
_SCALE |= {"b": 1e9, "bn": 1e9, "billion": 1e9, "mrd": 1e9, "milliard": 1e9, "t": 1e12, "tn": 1e12, "trillion": 1e12}
_FIGURE = re.compile(
    r"(\d[\d,.  ']*\d|\d)(?:[-‑](?=(?:thousand|(?:m|b|tr)illion|milliard)\b)|\s*)([a-zA-Z]+)?(\s*%)?", re.IGNORECASE
)
_CURRENCY = re.compile(
    r"(us\$|c\$|a\$|ca\$|au\$|hk\$|s\$|nz\$|[$€£¥₹]|\b(?:usd|eur|gbp|cad|aud|chf|jpy|inr|sek|nok|dkk)\b)"
)
_COIN = {"us$": "usd", "c$": "cad", "ca$": "cad", "a$": "aud", "au$": "aud", "hk$": "hkd", "s$": "sgd"}
_COIN |= {"nz$": "nzd", "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr"}
_AMOUNT_TOLERANCE = 0.03  # "$5.9M" and "approximately $6 million" are one round
_ROUNDED_TOLERANCE = 0.1
_ONE_SIDED_TOLERANCE = 0.25  # "more than 100" are seldom more than 125
_AT_MOST = r"(?:up to|as many as|at most|not? more than|(?:just )?under|below|(?:fewer|less) than)\s+"
_AT_LEAST = r"(?:at least|not? (?:fewer|less) than|(?:just )?over|more than|upwards? of|in excess of)\s+"
_ABOUT = r"(?:about|around|roughly|approximately|circa|some|nearly|almost|close to)\s+"
ROUNDED = re.compile(f"{_AT_MOST}|{_AT_LEAST}|{_ABOUT}", re.IGNORECASE)
"""What stands before a figure that is not exact."""
_DOLLARS = frozenset({"usd", "cad", "aud", "hkd", "sgd", "nzd"})


def same_amount(a: str, b: str) -> bool | None:
    """The sums lie within three per cent. Two currencies need a rate to be compared, unless they are far apart."""
    x, y = _figure(a), _figure(b)
    if x is None or y is None:
        return None
    (value_x, coin_x), (value_y, coin_y) = x, y
    low, high = sorted((value_x, value_y))
    if not _comparable(coin_x, coin_y):
        return None if high <= 2 * low else False
    return high - low <= _AMOUNT_TOLERANCE * high


def _comparable(coin: str, other: str) -> bool:
    """A bare number may be any money, and "$" any dollar."""
    if not coin or not other or coin == other:
        return True
    return (coin == "$" and other in _DOLLARS) or (other == "$" and coin in _DOLLARS)


def same_count(a: str, b: str) -> bool | None:
    """The numbers of people lie within three per cent, ten where one is rounded ("about 100"), and within a quarter
    where the words before one point to the other ("more than 100" and 112); a share ("10 %") says nothing about a head
    count."""
    x, y = _figure(a), _figure(b)
    if x is None or y is None or is_share(a) != is_share(b):
        return None
    (low, fewer), (high, more) = sorted(((x[0], a), (y[0], b)))
    tolerance = _AMOUNT_TOLERANCE
    if not is_share(a) and (_begins(fewer, _AT_LEAST) or _begins(more, _AT_MOST)):
        tolerance = _ONE_SIDED_TOLERANCE
    elif not is_share(a) and (_begins(a, _ABOUT) or _begins(b, _ABOUT)):
        tolerance = _ROUNDED_TOLERANCE
    return high - low <= tolerance * high


def is_share(count: str) -> bool:
    """Whether a count is a share: "10 %", "6 percent"."""
    return re.search(r"%|\bper\s?cent\b", count, re.IGNORECASE) is not None


def _begins(count: str, pattern: str) -> bool:
    return re.match(pattern, count, re.IGNORECASE) is not None


def sum_of(amount: str) -> float | None:
    """The first sum that a text names, whatever its currency."""
    figure = _figure(amount)
    return figure[0] if figure else None


@lru_cache(maxsize=65536)
def _figure(text: str) -> tuple[float, str] | None:
    """The first number of a text with its scale, and its currency: "" for a bare number, "$" for some dollar."""
    match = _FIGURE.search(text)
    if not match:
        return None
    digits = re.sub(r"[  ']", "", match[1])
    scale = _SCALE.get((match[2] or "").lower(), 1.0)
    # a decimal mark, whichever sign the language uses; before a scale also "2.375", but not "1,125"
    parts = re.fullmatch(r"(.*)[.,](\d{1,2})", digits) or (scale > 1 and re.fullmatch(r"(\d+)\.(\d{3})", digits))
    whole, part = parts.groups() if parts else (digits, "")
    digits = f"{re.sub(r'[.,]', '', whole)}.{part}"
    coin = _CURRENCY.search(text.lower())
    return float(digits) * scale, _COIN.get(coin[1], coin[1]) if coin else ""
