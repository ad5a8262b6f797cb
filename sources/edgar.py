"""What EDGAR asks of its visitors: say who you are, and at most ten requests a second."""

from __future__ import annotations

import re
from dataclasses import replace

from callnow.errors import SettingError
from sources.feed import Feed

PAUSE = 0.2  # seconds between requests: half of what EDGAR allows (www.sec.gov/os/accessing-edgar-data)
LEAST_INTERVAL = 300.0  # seconds between visits to the list of current filings


def declared(feed: Feed, contact: str) -> Feed:
    """`feed` with the User-Agent that EDGAR demands: a name and an e-mail address.

    A `user_agent` in the feed's own block is kept. Raises SettingError where there is no address to give: EDGAR answers
    visitors without one with 403.
    """
    agent = feed.user_agent or f"callnow {contact}"
    if not re.search(r"[^\s@]+@[^\s@]+\.[^\s@]+", agent) or not agent.isascii() or not agent.isprintable():
        raise SettingError(
            "EDGAR wants to know who visits it, and no e-mail address is set",
            where=f"feed {feed.name!r}",
            mend="set fetch.contact in callnow.toml to your e-mail address, or user_agent in the feed's block",
        )
    return replace(feed, user_agent=agent, interval=max(feed.interval, LEAST_INTERVAL))
