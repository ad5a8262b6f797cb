"""The SEC's list of companies with a ticker: company_tickers.json, a number, a ticker and a name each."""

from __future__ import annotations

import json

from callnow.errors import ParseFailed
from callnow.listings import ListedCompany
from sources.edgar import HOST

ADDRESS = f"https://{HOST}/files/company_tickers.json"


def read_companies(body: bytes, where: str) -> tuple[ListedCompany, ...]:
    """The companies of the list, each once, by its first ticker. Raises ParseFailed for another document.

    The list is an object of objects: {"0": {"cik_str": 1234567, "ticker": "ABCD", "title": "Abcd Corp."}, …}.
    """
    try:
        listed = json.loads(body)
        rows = [(row["cik_str"], row["ticker"], row["title"]) for row in listed.values()]
    except (ValueError, RecursionError, AttributeError, TypeError, KeyError):
        raise ParseFailed(
            "not the SEC's list of companies", where=where, hint="it is tried again tomorrow; nothing is changed"
        ) from None
    companies: dict[str, ListedCompany] = {}
    for cik, ticker, title in rows:
        number = str(cik).lstrip("0")
        if number.isdigit() and len(number) <= 10 and isinstance(title, str) and title.strip():
            companies.setdefault(number, ListedCompany(number, str(ticker)[:12].upper(), " ".join(title.split())[:200]))
    return tuple(companies.values())
