"""Who acts: the recruiter whose key a request of the page came with, else the user of the system."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from callnow.ownership import user_name

_recruiter: ContextVar[str] = ContextVar("recruiter", default="")


def acting_recruiter() -> str:
    """The recruiter who is logged in to the page with a key of their own; "" for the operator, who sees all."""
    return _recruiter.get()


def acting_name() -> str:
    """By whom something is done: the recruiter, else the user that callnow runs as."""
    return _recruiter.get() or user_name(os.geteuid())


@contextmanager
def acting_as(recruiter: str) -> Iterator[None]:
    """Whatever is done inside is done by this recruiter, or by the operator for ""."""
    before = _recruiter.set(recruiter)
    try:
        yield
    finally:
        _recruiter.reset(before)
