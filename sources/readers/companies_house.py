"""The reader of a company's officers at Companies House (UK): who was appointed, and who resigned.

The address is https://api.company-information.service.gov.uk/company/NUMBER/officers; the feed's `company` is whose
number that is. It wants a key, which is free: `registers.companies_house_key` in the settings.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from callnow.errors import Unusable
from callnow.model import Announcement
from sources.feed import Feed
from sources.kinds import FeedKind

DAILY = 24 * 3600.0
# What an officer_role is to a recruiter: directors sit on the board, secretaries and other companies are not leaders.
_ROLES = {"corporate": "", "nominee": "", "secretary": "", "judicial": "", "receiver": ""}
_APPOINTED = _ROLES | {"managing-officer": "executive_hired", "manager": "executive_hired", "": "board_appointed"}
_RESIGNED = _ROLES | {"": "executive_departed"}
_COMMON: dict[str, Any] = {
    "name": "Companies House", "items": "items", "person": "name", "role": "officer_role", "number": "links.self",
    "event_from": "officer_role", "certainty": "done", "only_dated": True, "optional": ["filed_on", "number"],
}  # fmt: skip


def check_company(feed: Feed) -> None:
    """Raises Unusable where nobody says whose officers they are: the register names the company by its number only."""
    if not feed.company:
        raise Unusable("no company", 'say whose number that is: company = "Quillan Foods Ltd"', key="company")


def declared(feed: Feed, contact: str) -> Feed:
    """`feed` with a visit a day: officers change seldom, and the register allows 600 requests in five minutes."""
    return replace(feed, interval=feed.interval or DAILY, country=feed.country or "GB")


KIND = FeedKind("officers of one company at Companies House (UK)", prepare=declared, check=check_company, keyed=True)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """An announcement an appointment or resignation of the last 400 days. Raises ParseFailed for another answer."""
    from sources.registers.mapping import mapping_of  # noqa: PLC0415 - pydantic, which few of the readers need
    from sources.registers.read import read_list  # noqa: PLC0415 - the same

    announcements: list[Announcement] = []
    for columns in (
        {"filed_on": "appointed_on", "events": _APPOINTED},
        {"filed_on": "resigned_on", "events": _RESIGNED},
    ):
        mapped = partial(mapping_of, _COMMON | columns, feed.company)
        announcements += read_list(body, mapped, feed, url, fetched_at)
    return announcements
