"""RSS and Atom in all their versions and mistakes, by feedparser.

Its sanitiser and its resolver of addresses are off: they cost two thirds of its time, leave titles and links alone,
and everything is cleaned by `sources.clean` afterwards anyway. It is always given a stream: bytes that look like a path
would make it open that file.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from xml.sax import SAXException

import feedparser

from callnow.errors import ParseFailed
from sources.clean import plain_text
from sources.items import FeedEntry

# What feedparser raises on character references and encodings that cannot be (found by feeding it such).
_RAISED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    SAXException,
    TypeError,
    ValueError,
)
DATES = ("published", "updated", "created")
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,40})|([0-9]{1,40}));")
_DECLARED = re.compile(rb"^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']")
# Where a feed is not well-formed, feedparser makes "AT&T;" of "AT&T"; in CDATA it may stand so.
_BARE_AMPERSAND = re.compile(rb"<!\[CDATA\[(?:.*?\]\]>|.*)|&(?![#\w]{1,40};)", re.S)
# A link that says nothing keeps feedparser from the permalink in the guid.
_EMPTY_LINK = re.compile(rb"<link>\s*</link\s*>|<link\s*/>|<link>\s*<!\[CDATA\[\s*\]\]>\s*</link\s*>")
# A guid that is no address ("velmora-17") is no permalink either, whatever the standard takes it for.
_NO_PERMALINK = re.compile(
    rb"""<guid(?:\s+isPermaLink\s*=\s*["']true["'])?\s*>(?!\s*(?:<!\[CDATA\[\s*)?(?:https?:|/))""", re.I
)
# How a wire's web server words an empty feed that stands for a wrong address.
PAGE_HEAD = 64 * 1024  # bytes of a page in which its title stands
_TITLE = re.compile(rb"<title\b[^>]{0,200}>([^<]{1,500})<", re.I)
_SAYS_ERROR = re.compile(
    r"\b(error|invalid|not found|not available|unavailable|does ?n[o']t exist|no such|expired)\b", re.I
)


def xml_entries(body: bytes, url: str) -> list[FeedEntry]:
    """The entries of an RSS or Atom feed. Raises ParseFailed where `body` is none."""
    if b"\0" not in body:  # in UTF-16 an ampersand is two bytes
        body = _BARE_AMPERSAND.sub(lambda found: found[0] if found[0][:1] == b"<" else b"&amp;", body)
    body = _NO_PERMALINK.sub(rb'<guid isPermaLink="false">', _EMPTY_LINK.sub(b"", body))
    try:
        parsed = _parse(body, url)
    except _RAISED:
        try:
            parsed = _parse(_mended(body), url)
        except _RAISED as error:
            raise ParseFailed(f"the feed cannot be read ({type(error).__name__})") from error
    if not parsed.entries:
        _check_empty(parsed, body, url)
    language = str(parsed.feed.get("language") or "")
    return [_entry(entry, language) for entry in parsed.entries]


def _parse(body: bytes, url: str) -> Any:
    headers = {"content-location": url} if url else {}
    return feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)


def _entry(entry: Any, language: str) -> FeedEntry:
    summary = str(entry.get("summary") or "")
    contents = [str(c.get("value") or "") for c in entry.get("content") or ()]
    return FeedEntry(
        title=str(entry.get("title") or ""),
        link=str(entry.get("link") or ""),
        guid=str(entry.get("id") or ""),
        # dict.get: its own falls back from one date to another, with a warning
        date=str(next(filter(None, (dict.get(entry, name) for name in DATES)), "")),
        text=max([summary, *contents], key=len),
        language=str(entry.get("language") or language).replace("_", "-"),
    )


def _check_empty(parsed: Any, body: bytes, url: str) -> None:
    """A feed without entries is quiet, unless it is not a feed at all, or one that words an error."""
    if not parsed.get("version"):
        head = body[:2000].lstrip().lower()
        page = head.startswith((b"<!doctype html", b"<html"))
        what = f"what came is a web page{_which(body, url)}, not a feed" if page else "what came is not a feed"
        raise ParseFailed(what, hint="look on the site for the address of its feed")
    heading = plain_text(f"{parsed.feed.get('title') or ''}. {parsed.feed.get('subtitle') or ''}", 300)
    if _SAYS_ERROR.search(heading):
        raise ParseFailed(f"an empty feed that says: {heading}", hint="check the feed's address")


def _which(body: bytes, url: str) -> str:
    """The title and address of a page; what follows a question mark may be a secret."""
    match = _TITLE.search(body[:PAGE_HEAD])
    title = plain_text(match[1].decode("utf-8", "replace"), 80) if match else ""
    at = url.partition("?")[0]
    return (f" (“{title}”)" if title else "") + (f" at {at}" if at else "")


def _mended(body: bytes) -> bytes:
    """Without what no XML may hold: NULs, references to no character, an encoding nobody knows."""
    text = _REFERENCE.sub(lambda r: r[0] if _is_character(r) else b"", body.replace(b"\0", b""))
    return _DECLARED.sub(rb'\1 encoding="utf-8"', text, count=1)


def _is_character(reference: re.Match[bytes]) -> bool:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return code in {9, 10, 13} or 32 <= code < 0xD800 or 0xE000 <= code < 0x110000
