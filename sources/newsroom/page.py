"""A press-release page, parsed once, and what every way of reading it yields."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from callnow.errors import ParseFailed
from sources.clean import safe_link
from sources.newsroom.when import When

PAGE_LIMIT = 512 * 1024  # bytes; beyond it a parser can be made to work for seconds
SUMMARY_LIMIT = 600  # characters
TITLE_LIMIT = 400
DEPTH_LIMIT = 256
NODES = 300  # of one element's subtree


@dataclass(frozen=True, slots=True)
class Release:
    """One release as a page lists it. `when` is None where the page gives no date."""

    title: str
    url: str
    when: When | None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its tree, the address relative links start from, its language ("en-us") or ""."""

    soup: BeautifulSoup
    url: str
    language: str


def parse_page(body: bytes, url: str, where: str) -> Page:
    """The page in `body`. Raises ParseFailed where it is not HTML."""
    head = html_head(body, where)
    try:
        soup = BeautifulSoup(text_in_utf8(head) or head, "lxml")
    except (ValueError, LookupError):  # a charset whose very name cannot be
        soup = BeautifulSoup(head.decode("utf-8", "replace"), "lxml")
    check_depth(_depth(soup), where)
    base = soup.find("base", href=True)
    start = (safe_link(attribute(base, "href"), url) if isinstance(base, Tag) else "") or url
    root = soup.find("html")
    return Page(soup, start, attribute(root, "lang").lower() if isinstance(root, Tag) else "")


def html_head(body: bytes, where: str) -> bytes:
    """As much of a page as is parsed. Raises ParseFailed where it is not HTML."""
    head = body[:PAGE_LIMIT]
    if b"<" not in head or head.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8")):
        raise ParseFailed("not an HTML page", where=where, hint="give the address of the page that lists the releases")
    return head


def text_in_utf8(head: bytes) -> str:
    """The text of a page in UTF-8, also one that is cut within a character; "" where it is in anything else.

    What a page says of itself is often older than its text; hardly any text in another charset is valid UTF-8, but for
    plain ASCII, whose signs may stand for others.
    """
    try:
        return "" if head.isascii() else getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return ""


def check_depth(depth: int, where: str) -> None:
    """Raises ParseFailed where tags are nested so deep that what reads them is worn out."""
    if depth > DEPTH_LIMIT:
        raise ParseFailed(f"tags nested more than {DEPTH_LIMIT} deep", where=where, hint="leave the page out")


def _depth(soup: BeautifulSoup) -> int:
    """How deep the tree is, in one walk; many steps of reading are as long as it is deep."""
    depths = {id(soup): 0}
    for node in soup.descendants:
        if isinstance(node, Tag):
            depths[id(node)] = depths[id(node.parent)] + 1
    return max(depths.values())


def attribute(tag: Tag, name: str) -> str:
    """The attribute as text; "" where it is missing, the values joined where it has several."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else str(value or "")


def text_of(tag: Tag, limit: int = 3000) -> str:
    """The tag's text in one line, as far as its first NODES parts and about `limit` characters go: elements nested in
    each other by the thousand would otherwise be read thousands of times."""
    parts: list[str] = []
    length = 0
    for node in islice(tag.descendants, NODES):
        if isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            parts.append(str(node))
            length += len(node)
            if length > limit:
                break
    return " ".join(" ".join(parts).split())


def find_words(text: str) -> int:
    """How many words a text has; a run of Chinese, Japanese or Korean signs counts by its length."""
    return len(text.split()) + len(re.findall(r"[\u3040-\u9fff\uac00-\ud7af]", text)) // 2


def link_target(page: Page, href: str) -> str:
    """The absolute http(s) address of `href` without its fragment; "" for anything else and for the page itself."""
    href = re.sub(r"[\x00-\x20]+", "", href)
    if not href or href.startswith("#"):
        return ""
    try:
        parts = urlsplit(urljoin(page.url, href))
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host or parts.username or parts.password:
        return ""
    target = urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))
    return "" if target == urlunsplit(urlsplit(page.url)._replace(fragment="")) else target


def tidy_title(text: str) -> str:
    """A headline in one line without what designers hang on it (arrows, "Read more", "(PDF, 120 KB)")."""
    text = " ".join(text.split())
    text = re.sub(
        r"\s*[\[(]?\b(?:pdf|opens in (?:a )?new (?:window|tab))\b[^)\]]{0,20}[)\]]?\s*$", "", text, flags=re.I
    )
    text = re.sub(r"(?:\s*(?:[»›→▸▶>+]+|(?:read|learn|view|see) more)\s*)+$", "", text, flags=re.I)
    return text.strip(" |·•–—-\t")[:TITLE_LIMIT]


def shorten(text: str) -> str:
    """At most SUMMARY_LIMIT characters, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= SUMMARY_LIMIT else text[:SUMMARY_LIMIT].rsplit(" ", 1)[0] + "…"
