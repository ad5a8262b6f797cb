"""Patterns that find companies, people and towns in a text as it names them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matching.comparing.persons import name_in_text
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places

COMPANY = r"[A-Z][\w&’'-]*(?:\s(?:&\s)?[A-Z][\w&’'-]*)*"
"""A company, by its capitals: "Reed & Fry"."""

TITLE = r"(?:(?i:mr|mrs|ms|dr|prof)\.?\s|(?:Sir|Dame|Lord|Lady)\s)?"
"""What may stand before a name: "Dr.", "Dame"."""
PERSON = rf"{TITLE}[A-Z][\w’'-]+(?:\s(?:[A-Z][\w’'-]*\.?|d[aei]|de\sla|v[ao]n|der|den|bin|al)){{1,3}}"
"""Somebody, by the capitals of two to four words: "Maria de la Cruz"."""

GIVEN = r"(?:[A-Z][\w.’'-]*\s){0,3}?"
"""What may stand before the word by which somebody is called: given names and initials."""


def bare_name(found: str) -> str:
    """A name that PERSON found, without title and the full stop of the sentence: "Jo Roe" of "Dr. Jo Roe."."""
    name = re.sub(rf"^{TITLE}", "", found)
    return name if re.search(r"\b(?:Jr|Sr)\.$", name) else name.rstrip(".")


def begins_name(words: str, start: int, end: int) -> int:
    """Where the name begins of which a post may be part that PERSON found at a place of words: that of "Joan Lind" in
    "Operating Officer Joan Lind", "Tessaly CEO Joan Lind"."""
    return max((close + 1 for _, close in role_places(words) if start < close < end), default=start)


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of a company's names, of two that begin alike the longer one."""
    return "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True))


def person_in_text(person: str) -> str:
    """A pattern for the word by which a text calls somebody whom it has named: "Cruz" of "Maria de la Cruz Jr."."""
    return re.escape(name_in_text(person))


def names_person(words: str, person: str) -> bool:
    """Whether words name somebody so."""
    return re.search(rf"\b{person_in_text(person)}\b", words) is not None


def sentences_naming(person: str, text: str) -> list[str]:
    """The sentences of a text that name somebody so."""
    return [one for one in sentences_of(text) if names_person(one, person)]


def is_about(sentence: str, person: str) -> bool:
    """Whether a sentence names somebody, or may mean them by "he" or "she"."""
    return re.search(rf"\b(?:{person_in_text(person)}|[Hh]e|[Ss]he)\b", sentence) is not None
