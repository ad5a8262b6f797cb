"""What tells of people in files that channels wrote, and texts and JSON without it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from delivery.spellings import Spellings

BLANK = "(forgotten)"


@dataclass(frozen=True)
class Traces:
    """What tells of people: their ids, those of their triggers, and how what they are called is spelled."""

    prospect_ids: frozenset[str] = frozenset()
    trigger_ids: frozenset[str] = frozenset()
    spellings: Spellings = field(default_factory=Spellings)

    def blank(self, text: str) -> str:
        """A text without the people."""
        return self.spellings.blank(text, BLANK)

    def without(self, value: Any) -> Any:
        """A JSON value without the people: as parts of a list they are gone, in words they are blanked."""
        if isinstance(value, str):
            return self.blank(value)
        if isinstance(value, list):
            return [self.without(part) for part in value if not self._is_one_of_them(part)]
        if isinstance(value, dict):
            return {key: self.without(part) for key, part in value.items()}
        return value

    def _is_one_of_them(self, part: Any) -> bool:
        return isinstance(part, dict) and part.get("prospect_id") in self.prospect_ids
