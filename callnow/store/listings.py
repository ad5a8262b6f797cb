"""Which employers are registered with the SEC."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from callnow.listings import EmployerListing
from callnow.store.rows import add, fetch, fetch_as
from callnow.store.sql import Connection, question


def all_listings(con: Connection) -> dict[str, EmployerListing]:
    """Every listing by the employer's id, those that a person removed too."""
    listings = fetch_as(con, EmployerListing, "SELECT * FROM employer_listing ORDER BY employer_id")
    return {listing.employer_id: listing for listing in listings}


def ciks(con: Connection) -> dict[str, str]:
    """The number at the SEC of each employer that has one, by the employer's id."""
    return {listing.employer_id: listing.cik for listing in all_listings(con).values() if not listing.removed}


def keep_listings(con: Connection, listings: Iterable[EmployerListing]) -> int:
    """Keeps listings; a newer one of an employer replaces the older. Returns how many."""
    return add(con, "employer_listing", {listing.employer_id: listing for listing in listings}.values(), replace=True)


def employers_listed(con: Connection) -> list[dict[str, Any]]:
    """Every employer with what it is at the SEC, by name."""
    return fetch(con, question("employers_listed"))
