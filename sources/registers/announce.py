"""Notices of a register as announcements: what each is called, what it says, how it is known again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from html import escape

from callnow.model import Announcement, Filing, stable_id
from sources.feed import Feed
from sources.items import FeedEntry, announce
from sources.registers.notices import Notice

_TYPE_IN_WORDS = {
    "layoffs": "notice of layoffs",
    "office_closed": "notice of a closing",
    "bankruptcy": "insolvency",
    "executive_hired": "new officer",
    "executive_departed": "officer leaves",
    "board_appointed": "appointed to the board",
}


def announced(notices: Iterable[Notice], feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """An announcement a notice, each once."""
    announcements = (_announcement(notice, feed, url, fetched_at) for notice in notices)
    return list({item.id: item for item in announcements}.values())


def _announcement(notice: Notice, feed: Feed, url: str, fetched_at: datetime) -> Announcement:
    filing = notice.filing
    lines = [*filing.words.split("\n"), *notice.problems]
    entry = FeedEntry(
        title=escape(title_of(filing)),
        link=notice.link or url,
        guid=_guid(filing),
        date=filing.filed_on.isoformat() if filing.filed_on else "",
        text="<br>".join(escape(line) for line in lines),
        language="en",
    )
    item = announce(entry, feed, url, fetched_at)
    own = item.id if notice.link else stable_id("filing", feed.url, url, entry.guid)
    return replace(item, id=own, issuer=filing.employer, filings=(filing,))


def title_of(filing: Filing) -> str:
    """What a filing is, on one line: "Quillan Foods: notice of layoffs, 120 people, Dayton (WARN notices, Ohio)"."""
    what = _TYPE_IN_WORDS.get(filing.type, filing.type.replace("_", " "))
    people = f"{filing.count} {'person' if filing.count == '1' else 'people'}" if filing.count else ""
    details = [what, filing.person, filing.role, people, filing.origin]
    amended = " (amended)" if filing.amends else ""
    return f"{filing.employer}: {', '.join(filter(None, details))} ({filing.register}){amended}"


def _guid(filing: Filing) -> str:
    """What the filing is known by: a list that says something else of it brings another announcement of its story."""
    known = (filing.register, filing.number, filing.employer, filing.type, filing.person, filing.role)
    days = (filing.filed_on, filing.effective_on)
    return "|".join(map(str, (*known, *days, filing.count, filing.site, filing.certainty, filing.amends)))
