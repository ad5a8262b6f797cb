"""Ids of people in addresses and lists: one that somebody's own list gives may hold a space, a slash, any letter."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable

from starlette.convertors import Convertor, register_url_convertor

# As it is stays what has a digit in it, which no page under /people has in its name.
PLAIN = re.compile(r"(?=.*[0-9])[A-Za-z0-9_-]+")
MARK = "~"


def in_address(id: str) -> str:
    """An id as one part of an address, of ASCII letters, digits, "-", "_" and "~" alone."""
    if PLAIN.fullmatch(id):
        return id
    return MARK + urlsafe_b64encode(id.encode()).decode().rstrip("=")


def from_address(part: str) -> str:
    """The id that a part of an address stands for; what was never one stays as it is."""
    if not part.startswith(MARK):
        return part
    code = part.removeprefix(MARK)
    try:
        return urlsafe_b64decode(code + "=" * (-len(code) % 4)).decode()
    except ValueError:
        return part


def person_address(id: str) -> str:
    """The address of a person's card, under which all other pages about them lie."""
    return f"/people/{in_address(id)}"


def join_ids(ids: Iterable[str]) -> str:
    """Ids in one field: a form may have a thousand fields, and more people may be forgotten at once."""
    return " ".join(map(in_address, ids))


def split_ids(joined: str) -> list[str]:
    """The ids that `join_ids` has joined."""
    return [from_address(part) for part in joined.split()]


class _PersonConvertor(Convertor[str]):
    """`{prospect_id:person}` in the path of a route."""

    regex = "[^/]+"

    def convert(self, value: str) -> str:
        return from_address(value)

    def to_string(self, value: str) -> str:
        return in_address(value)


register_url_convertor("person", _PersonConvertor())
