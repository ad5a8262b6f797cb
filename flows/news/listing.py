"""The SEC's numbers of the prospects' employers: looked up once a week at most, kept, and corrected by people."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from callnow.errors import CallnowError, SettingError, UsageError
from callnow.listings import EmployerListing, ListedCompany
from callnow.model import stable_id
from callnow.paths import LISTED
from callnow.private_files import replace_private
from callnow.settings import Settings
from callnow.store import writing
from callnow.store.listings import all_listings, keep_listings
from callnow.store.people import all_employers
from flows.news.fetching import source_settings
from flows.news.naming import find_employer
from matching.listings import listed_as
from sources.asking import asking
from sources.edgar import HOST
from sources.readers.edgar import checked_agent
from sources.sec_companies import ADDRESS, read_companies

FRESH = timedelta(days=7)
AGAIN = timedelta(days=1)  # after a visit in vain


@dataclass(frozen=True, slots=True)
class KeptCompanies:
    """The list as it was last had: when, when it was last asked for, and for which employers it was looked through."""

    companies: tuple[ListedCompany, ...] = ()
    had_at: datetime | None = None
    tried_at: datetime | None = None
    employers: str = ""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a look-up came to: how many employers were found now, and what kept the list from being had."""

    found: int = 0
    error: CallnowError | None = None


def look_up(settings: Settings, now: datetime, *, address: str = ADDRESS) -> LookedUp:
    """Finds employers that were not looked up yet in the SEC's list, which is fetched where it is a week old.

    What a person removed or set stays. A list that cannot be had is a value, and is asked for again a day later.
    """
    kept, error = _with_list(settings, _read_kept(settings.home / LISTED), now, address)
    with writing(settings) as con:
        known, employers = all_listings(con), all_employers(con)
    asked = [employer for employer in employers if employer.id not in known]
    state = stable_id(*(f"{employer.id} {employer.name} {employer.ticker}" for employer in asked), kept.had_at)
    if not kept.companies or state == kept.employers:
        return LookedUp(error=error)
    listed = listed_as(asked, kept.companies)
    with writing(settings) as con:
        keep_listings(con, (EmployerListing(id, **asdict(company), looked_up_at=now) for id, company in listed.items()))
    _keep(settings.home / LISTED, replace(kept, employers=state))
    return LookedUp(len(listed), error)


def remove_listing(settings: Settings, employer: str, now: datetime) -> EmployerListing:
    """Says that an employer is not the company it was taken for. Raises UsageError where there is no such employer."""
    with writing(settings) as con:
        chosen = find_employer(con, employer)
        was = all_listings(con).get(chosen.id, EmployerListing(chosen.id, ""))
        keep_listings(con, [EmployerListing(chosen.id, was.cik, was.ticker, was.name, removed=True, looked_up_at=now)])
    return was


def set_listing(settings: Settings, employer: str, cik: str, now: datetime) -> EmployerListing:
    """Says what an employer's number at the SEC is. Raises UsageError for a number that cannot be one."""
    number = cik.strip().lstrip("0")
    if not number.isdigit() or len(number) > 10:
        raise UsageError(f"{cik!r} is not a number of the SEC (CIK)", where="--cik", hint="it has at most ten digits")
    listed = {company_listed.cik: company_listed for company_listed in _read_kept(settings.home / LISTED).companies}
    company = listed.get(number, ListedCompany(number, "", ""))
    with writing(settings) as con:
        chosen = find_employer(con, employer)
        listing = EmployerListing(chosen.id, **asdict(company), looked_up_at=now)
        keep_listings(con, [listing])
    return listing


def _with_list(
    settings: Settings, kept: KeptCompanies, now: datetime, address: str
) -> tuple[KeptCompanies, CallnowError | None]:
    """The list, fetched where it is old and was not asked for of late."""
    fresh = kept.had_at is not None and now - kept.had_at < FRESH
    asked = kept.tried_at is not None and now - kept.tried_at < AGAIN
    if fresh or asked:
        return kept, None
    try:
        companies = asyncio.run(_fetch(settings, now, address))
    except SettingError as error:  # nothing was asked
        return kept, error
    except CallnowError as error:
        kept = replace(kept, tried_at=now)
        _keep(settings.home / LISTED, kept)
        return kept, error
    return KeptCompanies(companies, now, now), None


async def _fetch(settings: Settings, now: datetime, address: str) -> tuple[ListedCompany, ...]:
    agent = checked_agent(f"callnow {settings.fetch.contact}", where="the SEC's list of companies")
    async with asking(source_settings(settings.fetch), now, agents={HOST: agent}) as ask:
        answer = await ask.fetch(address)
    return read_companies(answer.body, where=address)


def _read_kept(file: Path) -> KeptCompanies:
    """The list as it was kept; an empty one where there is none, or where somebody wrote something else there."""
    try:
        held = json.loads(file.read_bytes())
        had_at, tried_at = (datetime.fromisoformat(held[key]) if held[key] else None for key in ("had_at", "tried_at"))
        return KeptCompanies(
            tuple(ListedCompany(*row) for row in held["companies"]), had_at, tried_at, held["employers"]
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return KeptCompanies()


def _keep(file: Path, kept: KeptCompanies) -> None:
    held = {
        "had_at": kept.had_at.isoformat() if kept.had_at else "",
        "tried_at": kept.tried_at.isoformat() if kept.tried_at else "",
        "employers": kept.employers,
        "companies": [[company.cik, company.ticker, company.name] for company in kept.companies],
    }
    replace_private(file, json.dumps(held, ensure_ascii=False).encode())
