"""The reader of one e-mail message: a newsletter, story by story, or a press office's mail; and what it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.message import EmailMessage, MIMEPart
from html import escape, unescape
from itertools import islice
from urllib.parse import urlsplit

from callnow.errors import ParseFailed, Unusable
from callnow.model import Announcement
from sources.charset import decoded
from sources.clean import plain_text
from sources.feed import Feed
from sources.forwarded import date_of_news
from sources.items import FeedEntry, announce
from sources.kinds import FeedKind
from sources.letters import as_markup, stories
from sources.mail_bounds import parse_message


def mailbox_address(url: str) -> None:
    """Raises Unusable where `url` is neither a folder nor a mailbox."""
    if urlsplit(url).scheme not in {"imap", "imaps", "", "file"}:
        raise Unusable(
            f"{url!r} is not a mailbox",
            "give a folder of .eml files, a Maildir, an mbox file or imaps://host/INBOX",
            key="url",
        )


KIND = FeedKind(
    "a folder of .eml files, a Maildir, an mbox file, or a mailbox", check_address=mailbox_address, mailbox=True
)
SIZE_LIMIT = 4 * 1024 * 1024  # bytes of one message that are read: its text stands before what is attached
MOST_CARRIED, DEEPEST = 50, 5  # messages in a message, and how far one within another
FEW_WORDS = 20  # of a text that says no more than that something else is to be read
_LINK = re.compile(
    r"""<a\b[^<>]{0,500}\bhref\s*=\s*["']?(https?://[^"'\s>]{4,1500})[^<>]{0,500}>(.{0,300}?)</a>""", re.I | re.S
)
_ONLINE = re.compile(
    r"\b(?:view|read|open|see)\b.{0,30}\b(?:browser|online|web)\b|im browser|en ligne|full (?:story|release)", re.I
)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The message in `body` (RFC 5322) as one announcement, and each message that it brings, attached or in a digest,
    as another. Raises ParseFailed where it is not a message.

    The title is the subject, the text the plain part, else the HTML part; the link is the one the message calls its own
    in a browser, else its place in the list's archive, else none. It is known by its words: each issue of a newsletter
    may have one subject, and lead to one page. Of a message that was forwarded the date is that of the first sending.
    """
    try:
        entries = _entries(parse_message(body[:SIZE_LIMIT]))
    except Exception as error:  # the parser of the standard library raises anything for an odd message
        raise ParseFailed(f"a message that cannot be read ({type(error).__name__})", where=feed.name) from error
    if not entries:
        raise ParseFailed("no e-mail message", where=feed.name, hint="keep messages as .eml files")
    return [announce(entry, feed, url, fetched_at) for entry in entries]


def _entries(message: EmailMessage, depth: int = 0) -> list[FeedEntry]:
    """A message and those within it. Of one that brings others and says little itself those alone."""
    own = _of_one(message)
    carried = list(islice(_carried(message), MOST_CARRIED)) if depth < DEEPEST else []
    inner = [item for one in carried for item in _entries(one, depth + 1)]
    if not inner:
        return [entry for entry in own if entry.title or entry.text]
    guid = own[0].guid.partition("#")[0]
    titles = {item.title for item in inner}
    words = sum(len(plain_text(entry.text).split()) for entry in own)
    tells = message.get_content_type() != "multipart/digest" and own[0].title not in titles and words > FEW_WORDS
    placed = [item if item.guid or not guid else item._replace(guid=f"{guid}#{n}") for n, item in enumerate(inner, 1)]
    return [*own, *placed] if tells else placed


def _carried(message: MIMEPart) -> Iterator[EmailMessage]:
    """The messages that are parts of a message. One that could not be delivered and comes back is none."""
    if message.get_content_maintype() != "multipart" or message.get_content_type() == "multipart/report":
        return
    for part in message.iter_parts():
        if part.get_content_type() == "message/rfc822":
            yield from (inner for inner in part.iter_parts() if isinstance(inner, EmailMessage))
        else:
            yield from _carried(part)


def _of_one(message: EmailMessage) -> list[FeedEntry]:
    """The stories of one message: each of a newsletter that has several, with its place in it."""
    plain, rich = _part(message, "plain"), _part(message, "html")
    text = as_markup(plain) if len(plain.split()) > FEW_WORDS or not rich else rich
    subject = re.sub(r"^(?:\s*(?:re|fwd?|aw|wg)\s*:)+\s*", "", _header(message, "Subject"), flags=re.I)
    language = str(message.get("Content-Language", "")).split(",")[0].strip()
    guid = str(message.get("Message-ID", "")).strip(" <>")
    whole = FeedEntry(
        title=escape(subject.strip()),
        link=_link(rich) or _archive(message),
        guid=guid,
        date=date_of_news(plain_text(text), str(message.get("Date", ""))),
        text=text,
        language=language,
        known_by_link=False,
    )
    parts = enumerate(stories(subject, plain, rich), 1)
    return [
        whole._replace(title=part.title, link=part.link, guid=guid and f"{guid}#{place}", text=part.text)
        for place, part in parts
    ] or [whole]


def _header(message: EmailMessage, name: str) -> str:
    """A header, whose bytes some programs write as they are, which no header may."""
    written = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    raw = str(written).encode("utf-8", "surrogateescape")
    return str(policy.default.header_fetch_parse(name, decoded(raw)))


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    return decoded(payload, part.get_content_charset() or "") if isinstance(payload, bytes) else ""


def _link(rich: str) -> str:
    links = [(unescape(address), re.sub(r"<[^>]*>", " ", words)) for address, words in _LINK.findall(rich[:500_000])]
    return next((address for address, words in links if _ONLINE.search(words)), "")


def _archive(message: EmailMessage) -> str:
    found = re.search(r"<(https?://[^>\s]+)>", str(message.get("Archived-At", "")))
    return found[1] if found else ""
