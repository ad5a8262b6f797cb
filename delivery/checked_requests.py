"""Where a library sends by itself (Apprise, through requests): checked addresses only, and no redirect.

Outside `checked` nothing changes. Inside, every connection that urllib3 makes in this thread goes to an address that
was looked up and checked the moment before, the first that answers; an answer that points elsewhere is taken as the
answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from socket import socket
from typing import Any

import requests
from urllib3.util import connection

from callnow.errors import CallnowError
from callnow.http.addresses import addresses_now
from callnow.http.transport import ADDRESSES_TRIED
from delivery.message import Surroundings


@dataclass(slots=True)
class Leave:
    """What may be connected to, and why something was not."""

    surroundings: Surroundings
    refused: list[CallnowError] = field(default_factory=list)


_LEAVE: ContextVar[Leave | None] = ContextVar("leave", default=None)
_connect = connection.create_connection
_redirect_target = requests.Session.get_redirect_target


@contextmanager
def checked(surroundings: Surroundings) -> Iterator[Leave]:
    """Lets requests connect only to public addresses and those allowed; the Leave holds what was refused."""
    leave = Leave(surroundings)
    token = _LEAVE.set(leave)
    try:
        yield leave
    finally:
        _LEAVE.reset(token)


def _connect_if_allowed(address: tuple[str, int], *args: Any, **kwargs: Any) -> socket:
    leave = _LEAVE.get()
    if leave is None:
        return _connect(address, *args, **kwargs)
    host, port = address
    name = f"[{host}]" if ":" in host else host
    try:
        around = leave.surroundings
        addresses = addresses_now(f"http://{name}:{port}/", around.allowed, around.resolver)
    except CallnowError as error:
        leave.refused.append(error)
        raise ConnectionRefusedError(str(error)) from None
    *others, last = addresses[:ADDRESSES_TRIED]
    for one in others:
        with suppress(OSError):  # IPv6 where the network has none: the next is tried
            return _connect((one, port), *args, **kwargs)
    return _connect((last, port), *args, **kwargs)


def _redirect_if_allowed(self: requests.Session, answer: requests.Response) -> str | None:
    return None if _LEAVE.get() else _redirect_target(self, answer)


connection.create_connection = _connect_if_allowed
requests.Session.get_redirect_target = _redirect_if_allowed  # type: ignore[method-assign, assignment]
