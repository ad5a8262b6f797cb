"""Newsletters: messages in a folder of .eml files or in an IMAP mailbox.

Nothing is changed where the messages lie: files stay, and a mailbox is opened for reading only, so that messages stay
unread. What was read before is told by the announcements' ids, as with any feed.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from base64 import b64encode
from calendar import month_abbr
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from callnow.errors import FetchFailed, ParseFailed, SourceError
from callnow.model import Announcement
from callnow.terms import FailureKind, FetchStatus
from sources.feed import Feed, FeedState, FetchResult
from sources.feed_states import after_local_visit, failed_visit
from sources.readers.mail import SIZE_LIMIT, read

MESSAGE_LIMIT = 200  # messages of one visit, the newest
DAYS_BACK = 14  # of a mailbox never visited
TIMEOUT = 15.0  # seconds for each answer of a mail server


def read_mailbox(
    feed: Feed, state: FeedState, now: datetime, *, user: str = "", password: str = ""
) -> tuple[FetchResult, list[Announcement]]:
    """Visit a feed of kind "mail": the same answer as a visit to any feed, so that a failure is a value.

    The address is a folder, or imaps://user@host/MAILBOX; `user` and `password` come from the settings. Messages that
    cannot be read are left out; where none of several can be, the visit failed.
    """
    try:
        messages = list(_messages(feed, state, now, user, password))
        items, unread = _read_all(messages, feed, now)
        if messages and not items:
            raise unread[0]
    except SourceError as error:
        return failed_visit(feed, state, error, now), []
    visited = after_local_visit(feed, state, items, now)
    unchanged = visited.item_ids == state.item_ids
    return FetchResult(
        feed, visited, FetchStatus.UNCHANGED if unchanged else FetchStatus.NEW, final_url=feed.url
    ), items


def _read_all(messages: list[bytes], feed: Feed, now: datetime) -> tuple[list[Announcement], list[ParseFailed]]:
    items: dict[str, Announcement] = {}
    unread: list[ParseFailed] = []
    for message in messages:
        try:
            for item in read(message, feed, "", now):
                items.setdefault(item.id, item)
        except ParseFailed as error:
            unread.append(error)
    return list(items.values()), unread


def _messages(feed: Feed, state: FeedState, now: datetime, user: str, password: str) -> Iterator[bytes]:
    parts = urlsplit(feed.url)
    if parts.scheme in {"imap", "imaps"}:
        since = (state.last_success_at or now - timedelta(days=DAYS_BACK)) - timedelta(days=1)
        yield from _from_server(feed, since, user, password)
    else:
        path = Path(url2pathname(parts.path)) if parts.scheme == "file" else Path(feed.url).expanduser()
        yield from _from_folder(path)


def _from_folder(folder: Path) -> Iterator[bytes]:
    """The newest messages of a folder and of the folders in it."""
    if not folder.is_dir():
        raise FetchFailed(
            f"there is no folder {folder}", hint="check the path in the feed's address", kind=FailureKind.FOLDER
        )
    try:
        files = sorted(folder.rglob("*.eml"), key=lambda f: f.stat().st_mtime, reverse=True)[:MESSAGE_LIMIT]
        for file in files:
            with file.open("rb") as opened:
                yield opened.read(SIZE_LIMIT)
    except OSError as error:
        hint = "let the user that runs callnow read the folder"
        raise FetchFailed(f"the folder cannot be read: {error.strerror}", hint=hint, kind=FailureKind.FOLDER) from error


def _from_server(feed: Feed, since: datetime, user: str, password: str) -> Iterator[bytes]:
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
        yield from _newest(server, since)


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


def _newest(server: imaplib.IMAP4, since: datetime) -> Iterator[bytes]:
    day = f"{since.day:02d}-{month_abbr[since.month]}-{since.year}"
    _, answer = server.uid("SEARCH", "SINCE", day)
    numbers = (answer[0] or b"").split()[-MESSAGE_LIMIT:] if answer else []
    for number in reversed(numbers):
        _, fetched = server.uid("FETCH", number.decode("ascii"), f"(BODY.PEEK[]<0.{SIZE_LIMIT}>)")
        yield from (part[1] for part in fetched if isinstance(part, tuple))


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
