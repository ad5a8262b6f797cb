"""What EDGAR asks of its visitors (say who you are, at most ten requests a second), and where a filing's text lies."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup

from callnow.errors import SettingError
from sources.clean import safe_link
from sources.feed import Feed

PAUSE = 0.2  # seconds between requests: half of what EDGAR allows (www.sec.gov/os/accessing-edgar-data)
HOST = "www.sec.gov"
INDEX_LIMIT = 256 * 1024  # bytes
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


def main_document(index: bytes, url: str) -> str:
    """The address of the 8-K itself, from the filing's index page at `url`; "" where that page is no such index.

    An entry of EDGAR's list links to the index. The row of type 8-K names the document, often within a viewer
    ("/ix?doc=…"), whose text is drawn by a script: the document itself is taken out of it.
    """
    parts = urlsplit(url)
    if parts.hostname != HOST or not parts.path.endswith(("-index.htm", "-index.html")):
        return ""
    for row in BeautifulSoup(index[:INDEX_LIMIT], "lxml").select("table.tableFile tr", limit=40):
        link = row.find("a", href=True)
        kinds = [cell.get_text(" ", strip=True) for cell in row.find_all("td")]
        if link is None or not any(re.match(r"8-K", kind) for kind in kinds):
            continue
        href = str(link["href"])
        inside = parse_qs(urlsplit(href).query).get("doc", [""])[0] if "/ix?" in href else ""
        return safe_link(inside or href, url)
    return ""
