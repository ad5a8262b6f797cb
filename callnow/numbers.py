"""Phone numbers as they are kept: E.164, and behind it the extension as a tel: link has it, "+15125550104;ext=204"."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import product

EXTENSION = ";ext="


def without_extension(number: str) -> str:
    """The line that is dialled first."""
    return number.partition(EXTENSION)[0]


def extension_of(number: str) -> str:
    """What is dialled behind it, or ""."""
    return number.partition(EXTENSION)[2]


def same_line(one: str, other: str) -> bool:
    """Whether two numbers reach one phone: an extension that only one of them names is the other's, too."""
    if without_extension(one) != without_extension(other):
        return False
    return one == other or not (extension_of(one) and extension_of(other))


def readable_line(number: str) -> str:
    """A number with its extension as people write it: "+12125550142 ext. 204"."""
    return number.replace(EXTENSION, " ext. ")


def without_shorter(numbers: Iterable[str]) -> list[str]:
    """Numbers but for those that another one holds with an extension."""
    listed = list(numbers)
    extended = {without_extension(n) for n in listed if extension_of(n)}
    return [n for n in listed if extension_of(n) or n not in extended]


def shares_number(some: Collection[str], others: Collection[str]) -> bool:
    """Whether two people can be called at one phone."""
    return any(same_line(one, other) for one, other in product(some, others))
