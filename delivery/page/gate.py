"""Who may come in: requests to our own name, with our key, and for a change from our own pages.

Any program and any web page on this machine can send requests to loopback. The Host check stops names that were made to
point here (DNS rebinding), the cookie stops whoever has not the key, the Origin check stops forms of other sites and of
other ports, for which SameSite is no border.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

COOKIE = "callnow"
KEPT_SECONDS = 30 * 24 * 3600
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # no-referrer would make browsers send Origin: null with our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Gate:
    """`token` opens the page, `hosts` are the names it answers to, without port; `any_address`: any IP address too."""

    token: str
    hosts: frozenset[str]
    any_address: bool = False

    @property
    def session(self) -> str:
        """What the cookie holds: it follows from the token, which the browser thus never keeps."""
        return hmac.new(self.token.encode(), b"callnow page session", hashlib.sha256).hexdigest()

    @property
    def calendar_key(self) -> str:
        """The key in a calendar's address. Calendar programs hold no cookie, and this one opens the calendar alone."""
        return hmac.new(self.token.encode(), b"callnow page calendar", hashlib.sha256).hexdigest()[:32]

    async def admit(self, request: Request, answer: Answer) -> Response:
        """The answer to a request that may come in, else why not; with our headers either way."""
        response = self._refuse(request) or await answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def _refuse(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if not self._is_ours(host):
            return _words(
                421, "This page answers to its own address only.", "Open the address that callnow page printed."
            )
        if request.method not in ("GET", "HEAD") and not _same_origin(request, host):
            return _words(403, "This came from another page.", "Go back to the call list and click there.")
        if request.method == "GET" and hmac.compare_digest(
            request.url.path.encode(), calendar_path(self.calendar_key).encode()
        ):
            return None
        given = request.query_params.get("token")
        if given is not None and request.method == "GET":
            return self._let_in(request, given)
        if not hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), self.session.encode()):
            return _words(401, "The call list is locked.", "Open the address with the token that callnow page printed.")
        return None

    def _let_in(self, request: Request, given: str) -> Response:
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            return _words(401, "That is not the key.", "Open the address with the token that callnow page printed.")
        rest = [(name, value) for name, value in request.query_params.multi_items() if name != "token"]
        path = "/" + request.url.path.lstrip("/\\")  # "//elsewhere" would lead to another host
        response = RedirectResponse(path + (f"?{urlencode(rest)}" if rest else ""), status_code=303)
        response.set_cookie(COOKIE, self.session, max_age=KEPT_SECONDS, httponly=True, samesite="strict", path="/")
        return response

    def _is_ours(self, host: str) -> bool:
        name = _name_of(host)
        return name in self.hosts or (self.any_address and _is_address(name))


def calendar_path(key: str) -> str:
    """Where the calendar of planned calls is subscribed to."""
    return f"/calendar/{key}/calls.ics"


def hosts_allowed(bound: str) -> tuple[frozenset[str], bool]:
    """The names a page bound to `bound` answers to, and whether it takes any IP address for its name.

    Bound to every interface it cannot know its addresses; a literal one is safe, since only names can be rebound.
    """
    everywhere = bound in ("0.0.0.0", "::", "")
    names = {"localhost", "127.0.0.1", "::1", bound.lower()}
    return frozenset(names | ({socket.gethostname().lower()} if everywhere else set())), everywhere


def _same_origin(request: Request, host: str) -> bool:
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site") == "same-origin"
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def _name_of(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _words(status: int, what: str, hint: str) -> Response:
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>callnow</title>'
    return HTMLResponse(f"{head}<h1>{what}</h1><p>{hint}</p></html>", status_code=status)
