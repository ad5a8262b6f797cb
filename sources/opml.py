"""Subscription lists (OPML), in and out.

Most lists in the world are not well-formed XML (a bare "&" in a title is enough), so they are read leniently, by
listparser, and what it could not read is told; a list that ends in the middle is refused, for its rest would be lost.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from callnow.errors import DataFileError
from sources.feed import Feed
from sources.kinds import refused_address

if TYPE_CHECKING:
    import listparser

SIZE_LIMIT = 16 * 1024 * 1024  # bytes; 10,000 outlines are 2 MB
_ADDRESS = re.compile(r"""\bxmlUrl\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.I)


@dataclass(frozen=True, slots=True)
class OpmlFile:
    """The feeds of a list, each address once, and the errors of outlines that cannot be a feed."""

    title: str
    feeds: tuple[Feed, ...]
    problems: tuple[DataFileError, ...]


def looks_like_opml(body: bytes) -> bool:
    """Whether `body` begins as a subscription list does."""
    return b"<opml" in body[:4096].replace(b"\0", b"").lower()


def read_opml(body: bytes, where: str) -> OpmlFile:
    """The feeds in `body`; `where` names the file or address in errors.

    Raises DataFileError where it is not OPML, ends in the middle, or names no feed at all.
    """
    if len(body) > SIZE_LIMIT:
        raise DataFileError("larger than 16 MB", where=where, hint="split the list")
    if not looks_like_opml(body):
        raise DataFileError("not an OPML list", where=where, hint="export the subscriptions as OPML")
    text = _decoded(body, where)
    lines = text.count("\n") + 1
    if "</opml" not in text[-4096:].lower():
        raise DataFileError(
            "the list ends in the middle: there is no </opml>",
            where=f"{where} line {lines}",
            hint="export it again, whole",
        )
    import listparser  # noqa: PLC0415 - comes with all of requests, and only a list that is read needs it

    # As character references, since listparser guesses the encoding of anything else.
    outline = listparser.parse(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("ascii", "xmlcharrefreplace"))
    named = {feed.url.strip(): (feed.title.strip(), _category(feed)) for feed in outline.feeds}
    feeds: dict[str, Feed] = {}
    problems: list[DataFileError] = []
    names: set[str] = set()
    for match in _ADDRESS.finditer(text):
        written = html.unescape(match[1] or match[2] or "").strip()
        url = re.sub(r"^feed:(?://)?(?=https?:)", "", written, flags=re.I)
        url = re.sub(r"^feed://", "http://", url, flags=re.I)
        if not url or url in feeds:
            continue
        place = f"{where} line {text.count(chr(10), 0, match.start()) + 1}"
        if problem := refused_address(url, "feed", place):
            problems.append(problem)
            continue
        title, category = named.get(written, ("", ""))
        name = _unused(title or urlsplit(url).hostname or url, names)
        feeds[url] = Feed(name=name, url=url, category=category)
    if not feeds:
        raise DataFileError(
            f"it names no feed that can be read ({len(problems)} refused)" if problems else "it names no feed",
            where=where,
            hint="export a list that has xmlUrl addresses",
        )
    return OpmlFile(str(outline.meta.get("title", "")), tuple(feeds.values()), tuple(problems))


def write_opml(feeds: Iterable[Feed]) -> bytes:
    """`feeds` as OPML 2.0, in groups by category. Pages that are not feeds go out as links, which no reader polls."""
    groups: dict[str, list[Feed]] = {}
    for feed in feeds:
        if urlsplit(feed.url).scheme in {"http", "https"}:
            groups.setdefault(feed.category, []).append(feed)
    rows = []
    for category, members in groups.items():
        inner = [_outline(feed) for feed in members]
        rows += [f"<outline text={_attribute(category)}>", *inner, "</outline>"] if category else inner
    body = "\n".join(rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head><title>callnow feeds</title></head>'
        f"<body>\n{body}\n</body></opml>\n"
    ).encode()


def _decoded(body: bytes, where: str) -> str:
    declared = re.match(rb"""\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)""", body)
    encoding = "utf-8-sig" if not declared else declared[1].decode("ascii")
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif body.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    try:
        return body.decode(encoding, "replace")
    except LookupError as error:
        raise DataFileError(
            f"unknown encoding {encoding!r}", where=f"{where} line 1", hint="save the list as UTF-8"
        ) from error


def _category(feed: listparser.common.SuperDict) -> str:
    return next((group[-1] for group in feed.get("categories", []) if group and group[-1]), "")


def _unused(name: str, names: set[str]) -> str:
    """`name`, numbered where another feed of the list has it."""
    name = " ".join(name.split())
    free, number = name, 1
    while free.casefold() in names:
        number += 1
        free = f"{name} ({number})"
    names.add(free.casefold())
    return free


def _outline(feed: Feed) -> str:
    language = f" language={_attribute(feed.language)}" if feed.language else ""
    text = _attribute(feed.name)
    if feed.kind == "feed":
        return f'<outline type="rss" text={text} xmlUrl={_attribute(feed.url)}{language}/>'
    return f'<outline type="link" text={text} url={_attribute(feed.url)}{language}/>'


def _attribute(text: str) -> str:
    return quoteattr(_printable(text))


def _printable(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
