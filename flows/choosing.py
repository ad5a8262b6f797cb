"""Which feeds are meant by a category, a language, a country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from callnow.errors import UsageError
from callnow.languages import UNDERSTOOD
from sources.catalogue import load_feeds

ANY = "all"  # any language


@dataclass(frozen=True, slots=True)
class FeedChoice:
    """A category, a language and a country that were asked for; "" where any will do."""

    category: str = ""
    language: str = ""
    country: str = ""

    def __bool__(self) -> bool:
        return any((self.category, self.language, self.country))

    def of(self, feeds: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Those of `feeds` (rows of what is declared) that are meant. Raises UsageError for what none of them has."""
        rows = list(feeds)
        wanted = {
            "category": self.category,
            "language": "" if self.language.lower() == ANY else self.language.lower(),
            "country": self.country.upper(),
        }
        for key, choice in wanted.items():
            known = {_value(row, key) for row in rows} - {""}
            if choice and choice not in known:
                there_are = ", ".join(sorted(known)) or "none"
                raise UsageError(f"no feed has {choice!r}", where=f"--{key}", hint=f"there are: {there_are}")
        return [row for row in rows if all(not choice or _value(row, key) == choice for key, choice in wanted.items())]


def _value(row: Mapping[str, Any], key: str) -> str:
    value = str(row.get(key) or "")
    return value.partition("-")[0].lower() if key == "language" else value


def shipped(choice: FeedChoice, everything: bool) -> list[Mapping[str, Any]]:
    """The feeds that ship and are meant: all of them, or those of a choice."""
    return choice.of(map(asdict, load_feeds())) if everything or choice else []


def understood(rows: Iterable[Mapping[str, Any]], choice: FeedChoice) -> tuple[list[str], list[str]]:
    """The names of feeds to switch on, and the languages left out: a category alone means news that is understood."""
    rows = list(rows)
    if not choice.category or choice.language or choice.country:
        return [row["name"] for row in rows], []
    others = sorted({_value(row, "language") for row in rows} - {"", UNDERSTOOD})
    kept = [row["name"] for row in rows if _value(row, "language") not in others]
    if others and not kept:
        what = f"every feed of {choice.category!r} is in another language ({', '.join(others)})"
        raise UsageError(what, where="--category", hint=f"--language {ANY} takes them all the same")
    return kept, others
