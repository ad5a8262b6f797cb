"""What went wrong on the wire, as one value with a class, words and a remedy, and never an address with secrets."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator

import httpcore
import httpx

from callnow.errors import FetchFailed
from callnow.terms import FailureKind

# What a request to a hostile or broken server may end in; anything else is a surprise and raises.
WIRE_ERRORS: tuple[type[Exception], ...] = (
    httpx.TransportError,
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    OSError,
    ssl.SSLError,
)

# OpenSSL's verify codes (x509_vfy.h)
TLS_WORDS = {
    9: "the certificate is not valid yet",
    10: "the certificate has expired",
    18: "the certificate is self-signed",
    19: "the certificate is signed by an authority of its own",
    20: "the certificate's authority is unknown",
    62: "the certificate is for another host",
    64: "the certificate is for another address",
}

# What h11 and httpcore say of an answer that ends too soon: in a chunk, before its length, before it began.
_BROKEN_OFF = re.compile(r"incomplete|closed connection|disconnected")

STATUS_MENDS = {
    401: "the source wants a login; look for its public feed",
    403: "the source refuses programs; look for another feed of it",
    404: "the feed has moved or ended; look on its site for the new address",
    410: "the source has ended this; it is asked no more until switched on anew (`callnow feeds on`), or removed",
    429: "asked too often; nothing to do, the next try waits",
}


def wire_failure(error: Exception, *, where: str) -> FetchFailed:
    """The failure that a wire error stands for. `where` is a feed's name or a host, never a whole address."""
    for cause in _chain(error):
        if isinstance(cause, ssl.SSLError):
            hint = (
                "callnow fetches over safe connections alone: write to the site's owner, or look for another address "
                "with `callnow feeds discover`"
            )
            return FetchFailed(_tls_words(cause), where=where, hint=hint, kind=FailureKind.TLS)
    if isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException, TimeoutError)):
        return timed_out(where, None)
    if isinstance(error, (httpx.ConnectError, httpcore.ConnectError)):
        return FetchFailed(
            "no connection to the host", where=where, hint="it is tried again later", kind=FailureKind.CONNECT
        )
    if isinstance(error, (httpx.ProtocolError, httpcore.ProtocolError)) and not _BROKEN_OFF.search(str(error)):
        what, hint = (
            "the server does not speak proper HTTP",
            "see whether a browser opens the address; it is tried again",
        )
    else:
        what, hint = "the connection broke before the answer was complete", "it is tried again later"
    return FetchFailed(what, where=where, hint=hint, kind=FailureKind.RESET)


def _tls_words(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return TLS_WORDS.get(error.verify_code, f"the certificate is not accepted ({error.verify_message})")
    return f"no safe connection ({error.reason or 'TLS failed'})"


def timed_out(where: str, seconds: float | None) -> FetchFailed:
    """The failure of an answer that did not come, or not wholly, in time."""
    limit = f" within {seconds:g} s" if seconds is not None else " in time"
    return FetchFailed(
        f"no complete answer{limit}", where=where, hint="it is tried again later", kind=FailureKind.TIMEOUT
    )


def status_failure(status: int, retry_after: float | None) -> FetchFailed:
    """The failure that an HTTP status stands for."""
    hint = STATUS_MENDS.get(status, "it is tried again later")
    what = f"the server answered with status {status}"
    return FetchFailed(what, where="", hint=hint, kind=FailureKind.HTTP, status=status, retry_after=retry_after)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__
