"""The reader of one e-mail message: a newsletter, or a press office's mail, as one announcement."""

from __future__ import annotations

import re
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from html import escape, unescape
from urllib.parse import urlsplit

from callnow.errors import ParseFailed, Unusable
from callnow.model import Announcement
from sources.feed import Feed
from sources.items import FeedEntry, announce
from sources.kinds import FeedKind


def mailbox_address(url: str) -> None:
    """Raises Unusable where `url` is neither a folder nor a mailbox."""
    if urlsplit(url).scheme not in {"imap", "imaps", "", "file"}:
        raise Unusable(f"{url!r} is not a mailbox", "give a folder of .eml files or imaps://host/INBOX", key="url")


KIND = FeedKind("a folder of .eml files, or a mailbox", check_address=mailbox_address, mailbox=True)
SIZE_LIMIT = 4 * 1024 * 1024  # bytes of one message that are read: its text stands before what is attached
_LINK = re.compile(
    r"""<a\b[^>]{0,500}\bhref\s*=\s*["']?(https?://[^"'\s>]{4,1500})[^>]{0,500}>(.{0,300}?)</a>""", re.I | re.S
)
_ONLINE = re.compile(
    r"\b(?:view|read|open|see)\b.{0,30}\b(?:browser|online|web)\b|im browser|en ligne|full (?:story|release)", re.I
)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The message in `body` (RFC 5322) as one announcement. Raises ParseFailed where it is not a message.

    The title is the subject, the text the plain part, else the HTML part; the link is the one the message calls its own
    in a browser, else its place in the list's archive, else none. It is known by its words: each issue of a newsletter
    may have one subject, and lead to one page.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(body[:SIZE_LIMIT])
        entry = _entry(message)
    except Exception as error:  # the parser of the standard library raises anything for an odd message
        raise ParseFailed(f"a message that cannot be read ({type(error).__name__})", where=feed.name) from error
    if not entry.title and not entry.text:
        raise ParseFailed("no e-mail message", where=feed.name, hint="keep messages as .eml files")
    return [announce(entry, feed, url, fetched_at)]


def _entry(message: EmailMessage) -> FeedEntry:
    plain, rich = _part(message, "plain"), _part(message, "html")
    as_markup = f"<p>{escape(plain).replace(chr(10), '<br>')}</p>" if plain.strip() else ""
    text = as_markup if len(plain.split()) > 20 or not rich else rich
    subject = re.sub(r"^(?:\s*(?:re|fwd?|aw|wg)\s*:)+\s*", "", str(message.get("Subject", "")), flags=re.I)
    language = str(message.get("Content-Language", "")).split(",")[0].strip()
    return FeedEntry(
        title=escape(subject.strip()),
        link=_link(rich) or _archive(message),
        guid=str(message.get("Message-ID", "")).strip(" <>"),
        date=str(message.get("Date", "")),
        text=text,
        language=language,
        known_by_link=False,
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        return raw.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return raw.decode("cp1252", "replace")


def _link(rich: str) -> str:
    links = [(unescape(address), re.sub(r"<[^>]*>", " ", words)) for address, words in _LINK.findall(rich[:500_000])]
    return next((address for address, words in links if _ONLINE.search(words)), "")


def _archive(message: EmailMessage) -> str:
    found = re.search(r"<(https?://[^>\s]+)>", str(message.get("Archived-At", "")))
    return found[1] if found else ""
