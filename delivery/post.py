"""One HTTP POST to a receiver that callnow.toml names, and what its answer means.

http.client of the standard library: httpx is owned by sources, and requests and urllib.request resolve a name on
their own after it was checked and follow redirects to addresses that nobody checked. Here the addresses that were
checked are connected to, redirects are an answer like any other, and no error carries more of the address than
its host, because the rest is a secret.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from callnow.errors import AddressRefused, CallnowError, ChannelError, SettingError
from callnow.http_headers import retry_after_seconds
from delivery.deadline import Deadline
from delivery.message import CheckUrl

CONNECT_TIMEOUT = 5.0
DEADLINE = 15.0  # seconds from the connection to the end of the answer
ANSWER_LIMIT = 4096
ADDRESSES = 4  # tried in turn
_WORD = re.compile(r"[a-z][a-z_]{2,40}")

# What a receiver says about this very message: the same bytes will be refused again. A wrong address or
# password (401, 403, 404, redirects) is not among them: it can be mended while the alerts wait.
LASTING = {400, 405, 406, 410, 411, 413, 414, 415, 422, 451}
ABOUT_THE_MESSAGE = {400, 413, 422}


class MessageRefused(ChannelError):
    """The receiver is there and takes messages, but not this one."""


def post(url: str, body: bytes, headers: Mapping[str, str], *, channel: str, check_url: CheckUrl) -> None:
    """Posts `body`; returns when the receiver took it (2xx), else raises ChannelError.

    `channel` is the name that errors carry. DEADLINE bounds the whole exchange, however slowly the answer drips.
    """
    parts = _split(url)
    if parts is None:
        raise ChannelError("its url is no http(s) address", where=channel, mend="mend it in callnow.toml", lasting=True)
    addresses = _checked(url, parts, channel, check_url)
    try:
        status, retry_after, word = _exchange(parts, addresses, body, headers)
    except ssl.SSLCertVerificationError as error:
        what = f"the certificate of {parts.hostname} is not valid: {error.verify_message}"
        raise ChannelError(what, where=channel, mend="mend the receiver's certificate; it is never skipped") from None
    except TimeoutError:
        what = f"{parts.hostname} did not answer in time"
        raise ChannelError(what, where=channel, mend="it is tried again under the same id") from None
    except (OSError, http.client.HTTPException) as error:
        what = f"{parts.hostname} cannot be reached ({type(error).__name__})"
        raise ChannelError(what, where=channel, mend="it is tried again under the same id") from None
    if not 200 <= status < 300:
        raise refusal(status, f"{parts.hostname}", channel, retry_after=retry_after, word=word)


def refusal(status: int, who: str, channel: str, *, retry_after: float | None = None, word: str = "") -> ChannelError:
    """The error for an HTTP status that is not 2xx."""
    what = f"{who} answered {status}" + (f" ({word})" if word else "")
    mends = {
        301: "the receiver has moved: set its new address",
        302: "the receiver has moved: set its new address",
        307: "the receiver has moved: set its new address",
        308: "the receiver has moved: set its new address",
        401: "check the secret in callnow.toml",
        403: "check the address and the secret in callnow.toml",
        404: "check the address in callnow.toml",
        410: "the receiver is gone: take the channel out of callnow.toml or give it a new address",
        413: "the message is too large for the receiver",
        429: "the receiver is busy: it is tried again when it allows",
    }
    mend = mends.get(status, "it will not be tried again" if status in LASTING else "it is tried again")
    kind = MessageRefused if status in ABOUT_THE_MESSAGE else ChannelError
    return kind(what, where=channel, mend=mend, lasting=status in LASTING, retry_after=retry_after)


def check_address(url: str, where: str) -> None:
    """Raises SettingError, naming the setting `where`, for what is no http(s) address. Nothing is looked up."""
    if _split(url) is None:
        raise SettingError("not an http(s) address", where=where, mend="write it as https://host/path")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        plain = url.isascii() and url.isprintable() and " " not in url
        return parts if plain and parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 else None
    except ValueError:
        return None


def _checked(url: str, parts: SplitResult, channel: str, check_url: CheckUrl) -> Sequence[str]:
    """The addresses to connect to, in turn."""
    try:
        addresses = check_url(url)
    except AddressRefused:
        what, mend = f"{parts.hostname} is not a public address", "allow it in callnow.toml (fetch.allow_private)"
        raise ChannelError(what, where=channel, mend=mend, lasting=_is_literal(parts.hostname)) from None
    except CallnowError as error:
        what = f"{parts.hostname} cannot be found ({type(error).__name__})"
        raise ChannelError(what, where=channel, mend="check the address; it is tried again") from None
    return tuple(addresses or (parts.hostname or "",))[:ADDRESSES]


def _is_literal(host: str | None) -> bool:
    """Whether a host is an address itself. A name may be answered otherwise tomorrow (a hotel's log-in page answers all
    names with itself), so that what is wrong with its address today is no reason never to try again."""
    try:
        ip_address(host or "")
    except ValueError:
        return False
    return True


def _exchange(
    parts: SplitResult, addresses: Sequence[str], body: bytes, headers: Mapping[str, str]
) -> tuple[int, float | None, str]:
    secure = parts.scheme == "https"
    host, port = parts.hostname or "", parts.port or (443 if secure else 80)
    sock = _connect(addresses, port)
    deadline = Deadline(sock, DEADLINE)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        if secure:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        connection = http.client.HTTPConnection(host, port)
        connection.default_port, connection.sock = (443 if secure else 80), sock
        connection.request("POST", target, body, {"User-Agent": "callnow", "Connection": "close", **headers})
        answer = connection.getresponse()
        text = answer.read(ANSWER_LIMIT).decode("utf-8", "replace").strip()
        wait = retry_after_seconds(answer.getheader("Retry-After", ""), datetime.now(UTC))
        return answer.status, wait, text if _WORD.fullmatch(text) else ""
    except (OSError, http.client.HTTPException):
        if deadline.passed:
            raise TimeoutError from None
        raise
    finally:
        deadline.end()
        sock.close()


def _connect(addresses: Sequence[str], port: int) -> socket.socket:
    """A connection to the first address that takes one; its operations are bounded by DEADLINE each."""
    for number, address in enumerate(addresses, start=1):
        try:
            sock = socket.create_connection((address, port), timeout=CONNECT_TIMEOUT)
        except OSError:
            if number == len(addresses):
                raise
        else:
            sock.settimeout(DEADLINE)
            return sock
    raise OSError("no address")
