"""Do two tellings of one slot mean the same? Each comparison answers True, False, or None where nobody can tell.

None is an answer of its own: a wire that leaves the amount out does not contradict one that gives it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "rev",
        "hon",
        "lt",
        "col",
        "gen",
        "capt",
        "adm",
        "sgt",
    }
)
_SUFFIXES = frozenset(
    {
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "phd",
        "md",
        "mba",
        "esq",
        "cpa",
        "cfa",
        "cissp",
        "dds",
        "rn",
        "pe",
        "jd",
        "llm",
        "do",
        "dvm",
        "obe",
        "cbe",
        "pmp",
    }
)
_LEGAL = frozenset(
    {
        "the",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "llc",
        "llp",
        "lp",
        "ltd",
        "limited",
        "plc",
        "gmbh",
        "ag",
        "se",
        "sa",
        "nv",
        "bv",
        "spa",
        "srl",
        "ab",
        "as",
        "oy",
        "pty",
        "pte",
        "kg",
        "group",
        "holdings",
        "holding",
    }
)
_SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "million": 1e6}
_SCALE |= {"b": 1e9, "bn": 1e9, "billion": 1e9, "mrd": 1e9, "milliard": 1e9, "t": 1e12, "tn": 1e12, "trillion": 1e12}
_FIGURE = re.compile(r"(\d[\d,.  ']*\d|\d)\s*([a-zA-Z]+)?(\s*%)?")
_CURRENCY = re.compile(
    r"(us\$|c\$|a\$|ca\$|au\$|hk\$|s\$|nz\$|[$€£¥₹]|\b(?:usd|eur|gbp|cad|aud|chf|jpy|inr|sek|nok|dkk)\b)"
)
_COIN = {"us$": "usd", "c$": "cad", "ca$": "cad", "a$": "aud", "au$": "aud", "hk$": "hkd", "s$": "sgd"}
_COIN |= {"nz$": "nzd", "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr"}
_AMOUNT_TOLERANCE = 0.03  # "$5.9M" and "approximately $6 million" are one round
_NAME_LIKENESS = 88.0  # one typing slip in a surname of eight letters
_LONG_NAME = 6  # letters from which a slip is likelier than another name ("Chen" is not "Cheng")
_DOLLARS = frozenset({"usd", "cad", "aud", "hkd", "sgd", "nzd"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no accents, words parted by one space. Scripts without an ASCII form stay as they are."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).strip()


@lru_cache(maxsize=65536)
def _name_words(name: str) -> tuple[str, ...]:
    words = [w for w in fold(name.replace(".", "")).split() if w not in _TITLES]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return tuple(words)


def same_person(a: str, b: str) -> bool | None:
    """Surnames agree, and so do given names as far as both are given ("J. Roe" is "Jane A. Roe").

    A surname may be part of a double one, and a nickname is told by its first two letters only: two people of one
    surname and like given names at one company in one month are rarer than one person spelled two ways.
    """
    x, y = _name_words(a), _name_words(b)
    if not x or not y:
        return None
    if x == y or set(x) <= set(y) or set(y) <= set(x):
        return True
    if not (x[-1] in y or y[-1] in x or _one_slip(x[-1], y[-1])):
        return False
    if len(x) == 1 or len(y) == 1:
        return True
    first, second = sorted((x[0], y[0]), key=len)
    initial = len(first) == 1 and second.startswith(first)
    return initial or first[:2] == second[:2] or _one_slip(first, second)


def _one_slip(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= _LONG_NAME and fuzz.ratio(a, b) >= _NAME_LIKENESS


def same_company(a: str, b: str) -> bool | None:
    """One name is the other without legal forms, a shortened form of it, or a slip of the pen away from it."""
    x, y = _company_words(a), _company_words(b)
    if not x or not y:
        return None
    short, long = sorted((x, y), key=len)
    if long[: len(short)] == short and len("".join(short)) >= 3:
        return True
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(w[0] for w in long):
        return True  # "NBK" for "North Bay Kilns"
    return fuzz.ratio("".join(x), "".join(y)) >= 92


@lru_cache(maxsize=65536)
def _company_words(name: str) -> tuple[str, ...]:
    words = tuple(fold(name).split())
    return tuple(w for w in words if w not in _LEGAL) or words


def same_place(a: str, b: str) -> bool | None:
    """The towns agree ("Austin, Texas" is "Austin, TX" and "Austin"); without a town, the wider place."""
    x, y = (fold(place.split(",")[0]).split() for place in (a, b))
    if not x or not y:
        return None
    short, long = sorted((x, y), key=len)
    return set(short) <= set(long) or _one_slip(" ".join(x), " ".join(y))


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
    """The numbers of people lie within three per cent; a share ("10 %") says nothing about a head count."""
    x, y = _figure(a), _figure(b)
    if x is None or y is None or ("%" in a) != ("%" in b):
        return None
    low, high = sorted((x[0], y[0]))
    return high - low <= _AMOUNT_TOLERANCE * high


@lru_cache(maxsize=65536)
def _figure(text: str) -> tuple[float, str] | None:
    """The first number of a text with its scale, and its currency: "" for a bare number, "$" for some dollar."""
    found = _FIGURE.search(text)
    if not found:
        return None
    digits = re.sub(r"[  ']", "", found[1])
    if re.search(r"[.,]\d{1,2}$", digits):  # a decimal mark, whichever sign the language uses
        whole, part = re.split(r"[.,](?=\d{1,2}$)", digits)
        digits = re.sub(r"[.,]", "", whole) + "." + part
    else:
        digits = re.sub(r"[.,]", "", digits)
    scale = _SCALE.get((found[2] or "").lower(), 1.0)
    coin = _CURRENCY.search(text.lower())
    return float(digits) * scale, _COIN.get(coin[1], coin[1]) if coin else ""
