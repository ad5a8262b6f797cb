"""One HTTP POST to a receiver that callnow.toml names, and what its answer means.

It goes the way of every request (callnow.http): to addresses that were checked, within one deadline, and a redirect is
an answer like any other. No error carries more of the address than its host, because the rest is a secret.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from callnow.errors import AddressRefused, ChannelError, FetchFailed, SettingError
from callnow.http.addresses import host_port, read_url
from callnow.http.addresses import refusal as refused
from callnow.http.client import HttpResponse, first_bytes, request
from callnow.http.headers import retry_after_seconds
from callnow.http.transport import CheckedTransport
from callnow.model import Delivery
from callnow.terms import DeliveryState, FailureKind
from delivery.message import MessageRefused, Surroundings

NOT_PUBLIC = "is not a public address"
DEADLINE = 15.0  # seconds from the look-up of the name to the end of the answer
ANSWER_LIMIT = 4096
_WORD = re.compile(r"[a-z][a-z_]{2,40}")

# What a receiver says about this very message: the same bytes will be refused again. A wrong address or
# password (401, 403, 404, redirects) is not among them: it can be corrected while the alerts wait.
LASTING = {400, 405, 406, 410, 411, 413, 414, 415, 422, 451}
ABOUT_THE_MESSAGE = {400, 413, 422}
HINTS = {
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


def post(url: str, body: bytes, headers: Mapping[str, str], *, channel: str, surroundings: Surroundings) -> None:
    """Posts `body`; returns when the receiver took it (2xx), else raises ChannelError.

    `channel` is the name that errors carry. DEADLINE bounds the whole exchange, however slowly the answer drips.
    """
    parts = _split(url)
    if parts is None:
        raise ChannelError("its url is not http or https", where=channel, hint="correct callnow.toml", lasting=True)
    host = parts.hostname or ""
    try:
        answer = asyncio.run(_send(url, body, headers, surroundings))
    except AddressRefused:
        what, hint = f"{host} {NOT_PUBLIC}", "allow it in callnow.toml (fetch.allow_private)"
        raise ChannelError(what, where=channel, hint=hint, lasting=_is_literal(host)) from None
    except FetchFailed as error:
        raise _not_sent(error, host, channel) from None
    if not 200 <= answer.status < 300:
        text = answer.body.decode("utf-8", "replace").strip()
        wait = retry_after_seconds(answer.headers.get("retry-after", ""), datetime.now(UTC))
        raise refusal(answer.status, host, channel, retry_after=wait, word=text if _WORD.fullmatch(text) else "")


async def _send(url: str, body: bytes, headers: Mapping[str, str], surroundings: Surroundings) -> HttpResponse:
    async with CheckedTransport(
        allowed=surroundings.allowed,
        resolver=surroundings.resolver,
        # The system's authorities: a receiver of one's own may be vouched for by the company's.
        ssl_context=ssl.create_default_context() if url.lower().startswith("https:") else None,
    ) as transport:
        return await request(
            "POST",
            url,
            transport,
            read=first_bytes(ANSWER_LIMIT),
            seconds=DEADLINE,
            headers={"User-Agent": "callnow", "Connection": "close", **headers},
            content=body,
        )


def _not_sent(error: FetchFailed, host: str, channel: str) -> ChannelError:
    """What came instead of an answer, in words that name no more of the address than its host."""
    match error.kind:
        case FailureKind.DNS:
            what, hint = f"{host} cannot be found", "check the address; it is tried again"
        case FailureKind.TLS:
            what, hint = f"{host}: {error.what}", "correct the receiver's certificate; it is never skipped"
        case FailureKind.TIMEOUT:
            what, hint = f"{host} did not answer in time", "it is tried again under the same id"
        case _:
            what, hint = f"{host} cannot be reached: {error.what}", "it is tried again under the same id"
    return ChannelError(what, where=channel, hint=hint)


def refusal(status: int, who: str, channel: str, *, retry_after: float | None = None, word: str = "") -> ChannelError:
    """The error for an HTTP status that is not 2xx."""
    what = f"{who} answered {status}" + (f" ({word})" if word else "")
    hint = HINTS.get(status, "it will not be tried again" if status in LASTING else "it is tried again")
    kind = MessageRefused if status in ABOUT_THE_MESSAGE else ChannelError
    return kind(what, where=channel, hint=hint, lasting=status in LASTING, retry_after=retry_after)


def check_address(url: str, where: str) -> None:
    """Raises SettingError, naming the setting `where`, for what is not an http(s) address. Nothing is looked up."""
    if _split(url) is None:
        raise SettingError("not an http(s) address", where=where, hint="write it as https://host/path")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        plain = url.isascii() and url.isprintable() and " " not in url
        return parts if plain and parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 else None
    except ValueError:
        return None


def died_of_its_address(delivery: Delivery) -> bool:
    """Whether a delivery is dead because the address of its channel, which was no name, may not be connected to."""
    host, found, _ = delivery.last_error.removeprefix(f"{delivery.channel}: ").partition(f" {NOT_PUBLIC}")
    return delivery.state is DeliveryState.DEAD and bool(found) and _is_literal(host)


def may_be_asked(url: str, allowed: Collection[str]) -> bool:
    """Whether nothing in the address itself forbids to connect to it. Nothing is looked up."""
    parts = _split(url)
    host = parts.hostname if parts else None
    return not host or not _is_literal(host) or not refused(host) or host_port(read_url(url)) in allowed


def _is_literal(host: str) -> bool:
    """Whether a host is an address itself. A name may be answered otherwise tomorrow (a hotel's log-in page answers all
    names with itself), so that what is wrong with its address today is not a reason never to try again."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
