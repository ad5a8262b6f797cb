"""Who may come in: requests to our own name, with our key, and for a change from our own pages.

Any program and any web page on this machine can send requests to loopback. The Host check stops names that were made to
point here (DNS rebinding), the cookie stops whoever has not the key, the Origin check stops forms of other sites and of
other ports, for which SameSite is not a border.
"""

from __future__ import annotations

import hmac
import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from callnow.acting import acting_as
from delivery.page.keys import KeyRing, RecruiterKey, calendar_word_of, cookie_of, session_of
from delivery.page.ticket import take_ticket

KEPT_SECONDS = 30 * 24 * 3600
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
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


OPEN_WITH_KEY = "Open the address with the token that callnow page printed."
REVOKED = "Ask whoever runs callnow for a new one: `callnow page keys add` makes it."
HOME_GONE = (
    "Its folder, or the database in it, was moved, deleted or unmounted while this page runs, and nothing is begun in "
    "its place. Put it back and reload; if it is to be another one from now on, end the page and start it again."
)
CALENDAR = re.compile(r"/calendar/([^/]+)/calls\.ics")
# What a recruiter's own key opens; all else, also what will be added, is the operator's.
RECRUITERS = re.compile(
    r"/(|(calls|people|employers|list|history|news|figures|when|undo|live|calendar|static)(/.*|$)|[\w-]+\.\w+)"
)


@dataclass(frozen=True)
class Gate:
    """`token` opens the page to all there is, a recruiter's key in `home` to what is theirs.

    `hosts` are the names the page answers to, without port; `any_address`: any IP address too.
    """

    token: str
    hosts: frozenset[str]
    any_address: bool = False
    home: Path | None = None

    @property
    def session(self) -> str:
        """What the operator's cookie holds."""
        return session_of(self.token)

    @property
    def cookie(self) -> str:
        """What the cookie is called: browsers tell no ports apart, and another page on this machine has another."""
        return cookie_of(self.token)

    @property
    def calendar_key(self) -> str:
        """The operator's key in a calendar's address."""
        return calendar_word_of(self.token)

    @cached_property
    def _ring(self) -> KeyRing:
        return KeyRing(self.home or Path())

    async def admit(self, request: Request, answer: Answer, *, home_is_gone: bool = False) -> Response:
        """The answer to a request that may come in, else why not; with our headers either way. Where the home is gone
        nobody can: the keys of recruiters lie there, too, and what is done would begin another home."""
        entry = self._refuse(request) or (self._without_home(request) if home_is_gone else self._enter(request))
        if isinstance(entry, Response):
            response = entry
        else:
            with acting_as(entry):
                response = await answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def _refuse(self, request: Request) -> Response | None:
        """Why a request may not come in, whoever sends it."""
        host = request.headers.get("host", "")
        if not self._is_ours(host):
            return _words(
                421, "This page answers to its own address only.", "Open the address that callnow page printed."
            )
        if request.method not in ("GET", "HEAD") and not _same_origin(request, host):
            return _words(403, "This came from another page.", "Go back to the call list and click there.")
        return None

    def _enter(self, request: Request) -> str | Response:
        """The recruiter who comes in ("" for the operator, who sees all), or why nobody does."""
        subscribed = CALENDAR.fullmatch(request.url.path)
        if request.method == "GET" and subscribed and (reader := self._who(subscribed[1], calendar=True)) is not None:
            return _owner(reader)
        typed = request.query_params.get("token")
        if typed is not None and request.method == "GET":
            return self._let_in(request, typed)
        who = self._who(request.cookies.get(self.cookie, ""))
        if who is None:
            return _words(401, "The call list is locked.", OPEN_WITH_KEY)
        owner = _owner(who)
        if owner and not isinstance(owner, Response) and not RECRUITERS.fullmatch(request.url.path):
            return _words(403, "This is the operator's.", "Go back to your calls, or ask whoever runs callnow.")
        return owner

    def _without_home(self, request: Request) -> Response:
        """That the home is gone; where it lay is for the operator alone."""
        own = hmac.compare_digest(request.cookies.get(self.cookie, "").encode(), self.session.encode())
        place = f": {escape(str(self.home))}" if own and self.home else ""
        return _words(503, f"The home of callnow is gone{place}.", HOME_GONE)

    def _who(self, word: str, *, calendar: bool = False) -> RecruiterKey | str | None:
        """Whose session, or word in a calendar's address, this is: a recruiter's key, "" for the operator, or None."""
        own = self.calendar_key if calendar else self.session
        if hmac.compare_digest(word.encode(), own.encode()):
            return ""
        if self.home is None:
            return None
        return self._ring.by_calendar(word) if calendar else self._ring.by_session(word)

    def _let_in(self, request: Request, typed: str) -> Response:
        if self.home and take_ticket(self.home, typed):
            typed = self.token
        who = self._who(session_of(typed))
        if who is None:
            return _words(401, "That is not the key.", OPEN_WITH_KEY)
        if isinstance(refused := _owner(who), Response):
            return refused
        rest = [(name, value) for name, value in request.query_params.multi_items() if name != "token"]
        path = "/" + request.url.path.lstrip("/\\")  # "//elsewhere" would lead to another host
        response = RedirectResponse(path + (f"?{urlencode(rest)}" if rest else ""), status_code=303)
        session = session_of(typed)
        response.set_cookie(self.cookie, session, max_age=KEPT_SECONDS, httponly=True, samesite="strict", path="/")
        return response

    def _is_ours(self, host: str) -> bool:
        name = _name_of(host)
        return name in self.hosts or (self.any_address and _is_address(name))


def _owner(who: RecruiterKey | str) -> str | Response:
    """The recruiter's name, "" for the operator; the refusal where the key was revoked."""
    if isinstance(who, str):
        return who
    return _words(401, "This key was revoked.", REVOKED) if who.revoked_at else who.owner


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
    head = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark"><title>callnow</title>'
    )
    return HTMLResponse(f"{head}<h1>{what}</h1><p>{hint}</p></html>", status_code=status)
