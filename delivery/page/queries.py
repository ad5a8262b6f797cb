"""The part of an address behind its path."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode


def as_query(asked: Mapping[str, object]) -> str:
    """What asks for all of this that is not empty ("?owner=Dana"), or ""."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"?{query}" if query else ""
