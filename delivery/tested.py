"""How a test of a way out went."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tested:
    """How a test went with one receiver: whether it went well, and in words."""

    receiver: str
    well: bool
    words: str
