"""Which feeds are meant by a category, a language, a country."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from callnow.counting import counted
from callnow.errors import UsageError
from callnow.feeds import Switched
from callnow.fold import fold
from callnow.languages import UNDERSTOOD, language_code, language_name
from sources.catalogue import load_feeds

ANY = "all"  # what is said where any category, language or country will do


@dataclass(frozen=True, slots=True)
class FeedChoice:
    """A category, a language and a country as a person says them: by code or name; "" where nothing is said."""

    category: str = ""
    language: str = ""
    country: str = ""

    def __bool__(self) -> bool:
        return any((self.category, self.language, self.country))

    def of(self, feeds: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Those of `feeds` (rows of what is declared) that are meant. Raises UsageError for what none of them has."""
        rows = list(feeds)
        meant = rows
        for key, said in asdict(self).items():
            if said and fold(said) != ANY:
                code = _code(key, said, {_value(row, key) for row in rows} - {""})
                meant = [row for row in meant if _value(row, key) == code]
        return meant


def _code(key: str, said: str, known: Collection[str]) -> str:
    """What of `known` is meant by what a person says. Raises UsageError where nothing is."""
    reading = {"language": language_code, "country": _country}
    code = next((one for one in known if fold(one) == fold(said)), "") or (reading[key](said) if key in reading else "")
    if code not in known:
        there_are = ", ".join(sorted(known)) or "none"
        raise UsageError(f"no feed has {said!r}", where=f"--{key}", hint=f"there are: {there_are}")
    return code


def _country(said: str) -> str:
    from sources.prospects import country_code  # noqa: PLC0415 - only needed where a country is named, not by its code

    return country_code(said)


def _value(row: Mapping[str, Any], key: str) -> str:
    value = str(row.get(key) or "")
    return value.partition("-")[0].lower() if key == "language" else value


def shipped(choice: FeedChoice, everything: bool) -> list[Mapping[str, Any]]:
    """The feeds that ship and are meant: all of them, or those of a choice."""
    return choice.of(map(asdict, load_feeds())) if everything or choice else []


def to_switch_on(rows: Sequence[Mapping[str, Any]], choice: FeedChoice) -> Switched:
    """The feeds that a choice switches on, and what is left out: who names no language means news that is understood.

    Raises UsageError where nothing would be left.
    """
    if choice.language or not choice:
        return Switched(tuple(row["name"] for row in rows))
    others = {_value(row, "language") for row in rows} - {"", UNDERSTOOD}
    kept = tuple(row["name"] for row in rows if _value(row, "language") not in others)
    left_out = len(rows) - len(kept)
    if left_out and not kept:
        languages = ", ".join(map(language_name, sorted(others)))
        what = f"nothing in these {counted(left_out, 'feed')} can ask for a call: {languages} is not understood"
        raise UsageError(what, where="feeds on", hint=f"--language {ANY} takes them all the same")
    return Switched(kept, tuple(sorted(others)), left_out)
