"""Companies as the SEC knows them, and which employer is which of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ListedCompany:
    """A company registered with the SEC: its number (CIK, without leading zeros), its first ticker, its name there."""

    cik: str
    ticker: str
    name: str


@dataclass(frozen=True, slots=True)
class EmployerListing:
    """What an employer is at the SEC. One that a person `removed` stays, so that it is not looked up again."""

    employer_id: str
    cik: str
    ticker: str = ""
    name: str = ""
    removed: bool = False
    looked_up_at: datetime | None = None
