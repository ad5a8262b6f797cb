"""Sums of money as a text names them whole, and with a deal only what it tells as the price."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.comparing.amounts import sum_of
from matching.event_types import DEALS

_FIGURE = r"\d+(?:[.,’']\d+)*"
_SCALE = r"(?:thousand|million|mil|mio|mln|mn|mm|m|billion|bln|bn|b|trillion|tn|crore|cr|lakh|k)\b"
_COINS = (
    r"(?:(?:US\s)?dollars?|euros?|pounds?|yen|yuan|rupees?|francs?|kron[aeo]r?|zlotys?|USD|EUR|GBP|"
    r"CAD|AUD|CHF|JPY|CNY|INR)\b"
)
_CODES = r"(?:USD|EUR|GBP|CAD|AUD|CHF|INR|Rs\.?|JPY|CNY|RMB|SEK|NOK|DKK|HKD|SGD|NZD|MXN|ZAR|AED|SAR)"
_SUM = re.compile(
    rf"(?:(?:\b(?-i:[A-Z]{{1,3}}|US\s|U\.S\.\s))?[$€£¥₹]|\b{_CODES})\s?{_FIGURE}(?:[\s-]?{_SCALE})?(?:\s{_COINS})?"
    rf"|\b(?<!\d[.,’']){_FIGURE}(?:[\s-]?{_SCALE})?\s(?:(?:Swedish|Norwegian|Danish|Polish|Swiss|Indian|Canadian|Australian)\s)?{_COINS}",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"\b(?:tens|dozens|hundreds|thousands|millions|billions|half|one|two|three|five|ten)\b", re.I)

_DEAL = r"(?:deal|transaction|acquisition|takeover|buy-?out|merger|purchase|offer|bid|sale|agreement|loi|tie-up|swap)"
_NO_DEAL = r"(?:invest\w*|loans?|credit|financing|funding|bonds?|debt|equity|market|share)\b"
_TO_PRICE = re.compile(
    rf"\b(?:for|pay(?:s|ing)?|paid|fetch\w*|bids?|bidding|offer(?:s|ed|ing)?|receiv\w+|seek\w*|worth|valu(?:e[sd]?|ing|ation)"
    rf"|price|consideration|proceeds|{_DEAL}\s(?:at|of|is|was|includes|structured\sfor|total\w*))"
    rf"(?:\s[^\s.;,$€£¥₹]+){{0,6}}\s?[:(]?\s?$",
    re.IGNORECASE,
)
_PRICED = re.compile(
    rf"(?:[\s-](?!{_NO_DEAL}|(?:for|to|in|of|from|by|and|at|with|on)\b)[\w’'/.-]+){{0,3}}?[\s-]{_DEAL}\b",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\s(?:or\smore\s)?(?:in|of)\s(?:[\w-]+\s){0,3}?(?:cash|stock|shares|consideration|upfront|enterprise\svalue)\b",
    re.IGNORECASE,
)
_NO_PRICE = re.compile(
    r"\b(?:invest\w*|rais(?:e[sd]?|ing)|fund\w*|financ\w+|loans?|bonds?|debt|revenues?|sales|assets|markets?|backlog|"
    r"replac\w+|synerg\w+|savings|fine[sd]?|settle\w*|manag(?:es|ed|ing))\b(?:(?!\bfor\b)[^.;,])*$",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"\bbetween\s(?P<range>(?P<low>{_SUM.pattern})\sand\s(?P<high>{_SUM.pattern}))", re.IGNORECASE)
# What a whole company is worth, of which a part is bought: "60% of Tessaly in a deal that values it at $500 million"
_VALUES = re.compile(
    r"\bvalu(?:es|ing)\s(?:(?!stake|deal|transaction|interest|shares)[\w&.’'-]+\s){1,6}?at\s(?:[a-z]+\s){0,2}$|"
    r"\bvaluation\sof\s(?:[a-z]+\s){0,2}$",
    re.IGNORECASE,
)
_STAKE = re.compile(
    r"\b(?!100)\d+(?:\.\d+)?\s?(?:%|per\s?cent)\s(?:of\s|(?:[\w-]+\s)?(?:stake|interest|share|holding)\b)|"
    r"\b(?:majority|minority|controlling|half)\s(?:[\w-]+\s)?(?:stake|interest|share|holding)\b",
    re.IGNORECASE,
)
_A_SHARE = re.compile(
    r"(?:\s(?:in\s)?cash)?\s?(?:/|\b(?:an?|per|each|for\seach)\s)(?:\w+\s){0,2}?(?:share|unit|ads)\b", re.I
)
_CUT_BEFORE = re.compile(r"(?<![\d.,])(?:\d[\d.,]*)?$")  # "6" of "6.15 billion" where ".15 billion" was read
_BARE = re.compile(r"(?!\D*1(?:\.0+)?$)[^\d.]*\d{1,3}(?:\.\d+)?")  # "£8": what one share costs; a company goes for "£1"


def with_own_amount(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with its sum as the text has it, without the price of one share, and where it is a deal, without a sum
    that is not told as its price."""
    between = _between(event.amount, text)
    amount = between["low"] if between else event.amount
    amount = _price(amount, text) if event.type in {*DEALS, "divestiture"} else whole_amount(amount, text)
    places = list(_places(amount, text))
    if places and all(_A_SHARE.match(text[end:]) for _, end in places):
        amount = ""
    if event.type in DEALS and _BARE.fullmatch(amount):
        amount = ""
    if amount and between:
        amount = f"{between['low']} to {between['high']}"
    return event if amount == event.amount else replace(event, amount=amount)


def whole_amount(amount: str, text: str) -> str:
    """ "$1.087 billion" for "$1.087", "NT$5 billion" for "$5 billion"; "" for what is no sum, as "."."""
    told = list(dict.fromkeys(text[start:end] for start, end in _places(amount, text)))
    if not any(c.isdigit() for c in amount):
        return told[0] if len(told) == 1 else amount if _IN_WORDS.search(amount) else ""
    return amount if amount in told or not told else next((whole for whole in told if amount in whole), amount)


def _places(amount: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a text has an amount, widened to the sum it is cut from; else where it has a sum of that value."""
    sums = [found.span() for found in _SUM.finditer(text)]
    written = [found.span() for found in re.finditer(rf"{re.escape(amount)}(?!\d)", text)] if amount else []
    for start, end in written:
        around = next(((first, last) for first, last in sums if first < end and start < last), None)
        if around:
            yield min(start, around[0]), max(end, around[1])
        elif any(c.isdigit() for c in amount):
            figures = _CUT_BEFORE.search(text[:start]) if amount[0] in ".,0123456789" else None
            yield figures.start() if figures else start, end
    if not written and (value := sum_of(amount)):
        yield from ((start, end) for start, end in sums if sum_of(text[start:end]) == value)


def _price(amount: str, text: str) -> str:
    """A sum that a text tells as the price of a deal, whole; "" for what somebody raised, owes or manages. For that
    of one share the only price that the text has of all."""
    whole = whole_amount(amount, text)
    places = list(_places(whole, text))
    if any(_is_price(text[:start], text[end:]) for start, end in places):
        return whole
    if not any(_A_SHARE.match(text[end:]) for _, end in places):
        return ""
    prices = {found[0] for found in _SUM.finditer(text) if _is_price(text[: found.start()], text[found.end() :])}
    return prices.pop() if len(prices) == 1 else ""


def _between(amount: str, text: str) -> re.Match[str] | None:
    """Where a text says of a sum only that it is the lower or the upper end of the one that is meant."""
    # "buys it for $100 million. Its sales are between $100 million and $120 million": it is told alone, too
    if not amount or amount in _RANGE.sub(" ", text):
        return None
    told = (one for one in _RANGE.finditer(text) if amount in {one["low"], one["high"], one["range"]})
    return next(told, None)


def _is_price(before: str, behind: str) -> bool:
    """Whether what stands around a sum says that it is the price of a deal."""
    if _A_SHARE.match(behind) or (_VALUES.search(before) and _STAKE.search(before)):
        return False
    if _PRICED.match(behind):
        return True
    return not _NO_PRICE.search(before[-40:]) and bool(_TO_PRICE.search(before[-90:]) or _PAID.match(behind))
