"""The reader of news sitemaps (the sitemap protocol with Google's news extension), plain or gzipped.

An index of sitemaps names other sitemaps: `child_sitemaps` gives them, newest first, to be fetched as feeds of their
own. A plain sitemap has no titles and its dates are those of changes, so it is refused rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import escape, unescape
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from callnow.errors import FetchFailed, ParseFailed
from callnow.http.inflate import inflated
from callnow.model import Announcement
from sources.clean import safe_link
from sources.feed import Feed
from sources.items import FeedEntry, announce
from sources.kinds import FeedKind

if TYPE_CHECKING:
    from lxml import etree

KIND = FeedKind("a news sitemap, plain or gzipped")
SIZE_LIMIT = (
    32 * 1024 * 1024
)  # bytes once unpacked; the protocol's own limit is 50 MB, a news sitemap has 1,000 entries
ENTRY_LIMIT = 5000
_NEWS = re.compile(r"news(?!letter)", re.I)  # also within a word: sitemap_news.xml, googlenews.xml
_RELEASES = re.compile(r"(?<![a-z])(?:press|media|release|aktuell|actualit|noticia|comunicad|mitteilung)", re.I)
_FIELDS = {"loc": "link", "title": "title", "publication_date": "date", "language": "language", "keywords": "keywords"}


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The news in a sitemap. Raises ParseFailed for an index (naming its sitemaps) and for one without news."""
    rows = list(_rows(body, feed.name))
    if not rows and (children := child_sitemaps(body, url)):
        raise ParseFailed(
            f"an index of {len(children)} sitemaps",
            where=feed.name,
            hint=f"add the ones with news, such as {children[0]}",
        )
    news = [row for row in rows if row.get("title") and row.get("link")]
    if rows and not news:
        raise ParseFailed(
            "a sitemap without news titles",
            where=feed.name,
            hint="give a Google News sitemap, or the newsroom page itself",
        )
    return [announce(_entry(row), feed, url, fetched_at) for row in news]


def child_sitemaps(body: bytes, url: str) -> list[str]:
    """The sitemaps an index names: those whose address speaks of news first, then the most lately changed."""
    rows = [row for row in _rows(body, url, "sitemap") if row.get("link")]
    rows.sort(key=lambda row: row.get("lastmod", ""), reverse=True)
    linked = list(dict.fromkeys(filter(None, (safe_link(row["link"], url) for row in rows))))
    return sorted(linked, key=lambda link: (not _NEWS.search(_file(link)), not speaks_of_news(link)))


def speaks_of_news(url: str) -> bool:
    """Whether an address says behind its host that news, or releases, lie there."""
    behind = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return bool(_NEWS.search(behind) or _RELEASES.search(behind))


def _file(url: str) -> str:
    return url.rpartition("/")[2]


def _entry(row: dict[str, str]) -> FeedEntry:
    # Titles are no markup, but some are escaped twice ("Quorrel &amp; Co").
    # No text: the keywords that some give are not sentences, and would be read as one.
    return FeedEntry(
        title=escape(unescape(row["title"])),
        link=row["link"],
        date=row.get("date", ""),
        language=row.get("language", ""),
    )


def _rows(body: bytes, where: str, element: str = "url") -> Iterator[dict[str, str]]:
    """The children of each <url> (or <sitemap>) by their names. Raises ParseFailed for what is not a sitemap."""
    from lxml import etree  # noqa: PLC0415 - see sources.kinds

    try:
        unpacked = inflated(body, SIZE_LIMIT)
    except FetchFailed as error:
        raise ParseFailed(error.what, where=where, hint="leave this sitemap out") from error
    if not re.search(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", unpacked[:4096]):
        raise ParseFailed("not a sitemap", where=where, hint="check the address")
    known = {**_FIELDS, "lastmod": "lastmod"}
    if not re.match(rb"""\s*<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8)""", unpacked, re.I):
        unpacked = unpacked.decode("utf-8", "replace").encode()  # lxml, recovering, stumbles over half characters
    events = etree.iterparse(BytesIO(unpacked), events=("end",), resolve_entities=False, no_network=True, recover=True)
    count = 0
    try:
        for _, node in events:
            if _name(node) != element:
                continue
            names = ((_name(part), part.text) for part in node.iter())
            yield {known[name]: " ".join(text.split()) for name, text in names if name in known and text}
            node.clear()
            count += 1
            if count >= ENTRY_LIMIT:
                return
    except (etree.XMLSyntaxError, UnicodeDecodeError) as error:
        raise ParseFailed("broken XML", where=where, hint="check the address") from error


def _name(node: etree._Element) -> str:
    """The element's name without namespace or prefix; "" for what is in the namespace of pictures or videos, which have
    titles and addresses of their own."""
    tag = node.tag if isinstance(node.tag, str) else ""
    space, _, name = tag.rpartition("}")
    prefix, _, name = name.rpartition(":")  # a prefix that was never declared
    return "" if re.search("image|video", f"{space} {prefix}") else name
