"""Newsletters: messages on this machine or in an IMAP mailbox.

Nothing is changed where the messages lie: files stay, and a mailbox is opened for reading only, so that messages stay
unread. What was read before is told by the announcements' ids, as with any feed.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from base64 import b64encode
from calendar import month_abbr
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from callnow.errors import FetchFailed, SourceError
from callnow.model import Announcement
from callnow.terms import FailureKind, FetchStatus
from sources.feed import Feed, FeedState, FetchResult
from sources.feed_states import SHORT_ID, after_local_visit, errors_as_one, failed_visit
from sources.mail_files import Message, messages_on_disk
from sources.readers.mail import SIZE_LIMIT, read
from sources.schedule import SHORTEST

MESSAGE_LIMIT = 200  # the newest messages of a visit, and as many of those that wait since an earlier one
DAYS_BACK = 14  # of a mailbox never visited
TIMEOUT = 15.0  # seconds for each answer of a mail server


def read_mailbox(
    feed: Feed, state: FeedState, now: datetime, *, user: str = "", password: str = ""
) -> tuple[FetchResult, list[Announcement]]:
    """Visit a feed of kind "mail": the same answer as a visit to any feed, so that a failure is a value.

    The address is a file, a folder, or imaps://user@host/MAILBOX; `user` and `password` come from the settings.
    Messages that cannot be read are left out; where none of several can be, the visit failed. What lies in a folder in
    place of a file is told, and fails no visit that has others. Of more than MESSAGE_LIMIT that came since the last
    visit, the older ones wait for the next visits, which come soon.
    """
    since = state.waiting_since or (state.last_success_at or now - timedelta(days=DAYS_BACK)) - timedelta(days=1)
    try:
        with _messages(feed, since, user, password) as messages:
            items, waiting, unopened = _read_some(messages, feed, state, now)
    except SourceError as error:
        return failed_visit(feed, state, error, now), []
    visited = replace(
        after_local_visit(feed, state, items, now), waiting=waiting, waiting_since=since if waiting else None
    )
    if waiting and visited.next_check_at:
        visited = replace(visited, next_check_at=min(visited.next_check_at, now + timedelta(seconds=SHORTEST)))
    unchanged = visited.item_ids == state.item_ids
    status = FetchStatus.UNCHANGED if unchanged else FetchStatus.NEW
    return FetchResult(feed, visited, status, final_url=feed.url, error=unopened), items


def _read_some(
    messages: Sequence[Message], feed: Feed, state: FeedState, now: datetime
) -> tuple[list[Announcement], int, SourceError | None]:
    """What the newest of `messages` say, and some of those that wait; with how many wait on, and why some could not be
    opened.

    None of the newest was known: then others that came with them lie between them and what the last visit read.
    """
    newest, rest = messages[:MESSAGE_LIMIT], messages[MESSAGE_LIMIT:]
    items, unread = _read_all(newest, feed, now)
    joins = not {item.id[:SHORT_ID] for item in items}.isdisjoint(state.item_ids.split())
    waiting = min(state.waiting, len(rest)) if joins and state.waiting is not None else len(rest)
    older = rest[len(rest) - waiting :][:MESSAGE_LIMIT]
    more, unread_too = _read_all(older, feed, now)
    unread += unread_too
    if messages and not (items or more):
        raise errors_as_one(unread)
    unopened = [error for error in unread if isinstance(error, FetchFailed)]
    told = errors_as_one(unopened) if unopened else None
    return list({item.id: item for item in (*items, *more)}.values()), waiting - len(older), told


def _read_all(messages: Sequence[Message], feed: Feed, now: datetime) -> tuple[list[Announcement], list[SourceError]]:
    items: list[Announcement] = []
    unread: list[SourceError] = []
    for message in messages:
        try:
            items += read(message(), feed, "", now)
        except SourceError as error:
            unread.append(error)
    return items, unread


def _messages(feed: Feed, since: datetime, user: str, password: str) -> AbstractContextManager[Sequence[Message]]:
    """The messages, the newest first; of a mailbox those since a day, of a file or folder all."""
    parts = urlsplit(feed.url)
    if parts.scheme in {"imap", "imaps"}:
        return _from_server(feed, since, user, password)
    return messages_on_disk(Path(url2pathname(parts.path)) if parts.scheme == "file" else Path(feed.url).expanduser())


@contextmanager
def _from_server(feed: Feed, since: datetime, user: str, password: str) -> Iterator[Sequence[Message]]:
    parts = urlsplit(feed.url)
    mailbox = unquote(parts.path.strip("/")) or "INBOX"
    name = user or unquote(parts.username or "")
    with _answers(parts.hostname or ""), _connected(feed) as server:
        _log_in(server, name, password)
        quoted = _as_imap_writes(mailbox).replace("\\", "\\\\").replace('"', '\\"')
        status, _ = server.select(f'"{quoted}"', readonly=True)
        if status != "OK":
            raise FetchFailed(
                f"there is no mailbox {mailbox!r}", hint="check the end of the address", kind=FailureKind.FOLDER
            )
        day = f"{since.day:02d}-{month_abbr[since.month]}-{since.year}"
        _, answer = server.uid("SEARCH", "SINCE", day)
        numbers = (answer[0] or b"").split() if answer else []
        yield [partial(_fetched, server, number.decode("ascii")) for number in reversed(numbers)]


def _fetched(server: imaplib.IMAP4, number: str) -> bytes:
    _, fetched = server.uid("FETCH", number, f"(BODY.PEEK[]<0.{SIZE_LIMIT}>)")
    return b"".join(part[1] for part in fetched if isinstance(part, tuple))


def _log_in(server: imaplib.IMAP4, name: str, password: str) -> None:
    """By LOGIN, or where that cannot carry a letter, by AUTHENTICATE PLAIN, which takes UTF-8 (RFC 4616)."""
    beyond_ascii = not (name + password).isascii()
    if beyond_ascii and "AUTH=PLAIN" not in server.capabilities:
        what = "its user or password has a letter such as ü, which this mail server cannot be given"
        hint = "set a password of plain letters, digits and signs, such as an app password of the provider"
        raise FetchFailed(what, hint=hint, kind=FailureKind.LOGIN)
    try:
        if beyond_ascii:
            server.authenticate("PLAIN", lambda _: f"\0{name}\0{password}".encode(errors="surrogateescape"))
        else:
            server.login(name, password)
    except imaplib.IMAP4.error as error:
        # The server's own words may repeat the name and the password.
        hint = "check the mailbox's user and password in the settings; many providers want an app password"
        raise FetchFailed("the mailbox refuses this user and password", hint=hint, kind=FailureKind.LOGIN) from error


def _as_imap_writes(mailbox: str) -> str:
    """The name in modified UTF-7 (RFC 3501, 5.1.3), which has UTF-16 between "&" and "-"; what is so already stays."""

    def in_utf16(letters: re.Match[str]) -> str:
        coded = b64encode(letters[0].encode("utf-16-be", "surrogatepass"), b"+,").decode()
        return f"&{coded.rstrip('=')}-"

    plain_ands = re.sub(r"&(?!(?:[\w+,]{8})*(?:[\w+,]{3}|[\w+,]{6})?-)", "&-", mailbox, flags=re.ASCII)
    return re.sub(r"[^ -~]+", in_utf16, plain_ands)


@contextmanager
def _connected(feed: Feed) -> Iterator[imaplib.IMAP4]:
    """A connection that is encrypted, unless it is to this machine and the feed allows that."""
    parts = urlsplit(feed.url)
    host = parts.hostname or ""
    secure = ssl.create_default_context()
    server: imaplib.IMAP4
    if parts.scheme == "imaps":
        server = imaplib.IMAP4_SSL(host, parts.port or 993, ssl_context=secure, timeout=TIMEOUT)
    else:
        server = imaplib.IMAP4(host, parts.port or 143, timeout=TIMEOUT)
    try:
        if parts.scheme == "imap" and not (feed.allow_private and host in {"127.0.0.1", "::1", "localhost"}):
            _encrypt(server, secure, host)
        yield server
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            server.logout()


def _encrypt(server: imaplib.IMAP4, secure: ssl.SSLContext, host: str) -> None:
    try:
        server.starttls(secure)
    except imaplib.IMAP4.error as error:
        hint = "write the address with imaps://, if the server has that; a password is not sent in the clear"
        raise FetchFailed(f"{host} offers no encryption", hint=hint, kind=FailureKind.TLS) from error


@contextmanager
def _answers(host: str) -> Iterator[None]:
    """What a mail server or the way to it can do wrong, as FetchFailed."""
    try:
        yield
    except (imaplib.IMAP4.error, UnicodeDecodeError) as error:
        raise FetchFailed(
            f"{host} does not speak IMAP as expected", hint="it is tried again", kind=FailureKind.MAIL
        ) from error
    except ssl.SSLError as error:
        hint = "check the host name; an unencrypted server is not used"
        raise FetchFailed(f"no safe connection to {host}", hint=hint, kind=FailureKind.TLS) from error
    except TimeoutError as error:
        raise FetchFailed(
            f"{host} did not answer in {TIMEOUT:.0f} s", hint="it is tried again", kind=FailureKind.TIMEOUT
        ) from error
    except UnicodeError as error:  # of a host name with an empty or too long part
        raise FetchFailed(f"no server is called {host}", hint="check the host name", kind=FailureKind.DNS) from error
    except OSError as error:
        hint = "check the host name and this machine's connection"
        raise FetchFailed(
            f"no connection to {host}: {error.strerror or 'refused'}", hint=hint, kind=FailureKind.CONNECT
        ) from error
