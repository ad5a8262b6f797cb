"""A person's name out of the cells of a row: surname first turned round, parts put together, titles and degrees off."""

from __future__ import annotations

import re

from nameparser.config import CONSTANTS

from callnow.fold import fold
from sources.prospects.wording import wording

GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "v"})
# "van der Berg, Jan" is a surname first; "Ada Quill, Treasurer" is not.
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin", "ibn"}
    | {"ten", "ter", "zu", "zur", "af", "av", "st", "mac", "mc", "o"}
)
_CAPITALS = re.compile(r"[^A-Z]*[A-Z][^A-Z]*[A-Z].*")
_SIGNS = re.compile(r"[®™℠]")
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_PRONOUNS = frozenset(
    {"he", "him", "his", "she", "her", "hers", "they", "them", "their", "theirs", "er", "ihm", "ihn", "sie", "ihr"}
    | {"elle", "lui", "il", "ella", "él", "elles", "ellas"}
)


def full_name(whole: str, first: str, prefix: str, last: str) -> str:
    """The name as one says it. `prefix` stands before the surname ("van der").

    Where a file has a first name and a column that is only called "Name", that is the surname, unless it holds both.
    """
    whole, first, last = map(_without_salutations, (whole, first, last))
    if whole and first and not last and not set(fold(first).split()) <= set(fold(whole).split()):
        whole, last = "", whole
    if not whole:
        parts = (without_titles(first, at_least=0), prefix, without_titles(last, at_least=0))
        bare = without_degrees(" ".join(part for part in parts if part))
        # "Dr. Quill", of whom nobody wrote the first name, is called so.
        return bare if " " in bare else without_degrees(" ".join(part for part in (first, prefix, last) if part))
    return without_titles(without_degrees(_turned(without_titles(whole))))


def without_titles(name: str, at_least: int = 2) -> str:
    """A name without the titles before it ("Herr Prof. Dr. med."), or before a surname that stands first; `at_least` so
    many words stay: "Dr. Quill" is called so."""
    words = name.split()
    begin = 0
    while begin < len(words) - at_least and _is_title(words[begin]):
        begin += 1
    return " ".join(words[begin:])


def _without_salutations(name: str) -> str:
    """A name without titles and pronouns in brackets ("Quill, Ada (Ms)", "Ada Quill (she/her)"); "(Bob)" stays."""

    def kept(found: re.Match[str]) -> str:
        words = [word for word in re.split(r"[\s/,&]+", found[1]) if word]
        return "" if words and all(word.lower() in _PRONOUNS or _is_title(word) for word in words) else found[0]

    return _IN_BRACKETS.sub(kept, name).strip()


def _is_title(word: str) -> bool:
    titles, lower = wording().titles, word.lower().rstrip(",")
    return lower in titles or lower.removesuffix(".") in titles or re.match(r"dipl\b|dr\.", lower) is not None


def _turned(name: str) -> str:
    """ "Lockhart, Elliot" as "Elliot Lockhart"; "Elliot Lockhart, PhD" as it is."""
    surname, _, rest = (part.strip() for part in name.partition(","))
    words = surname.split()
    if not rest or not (len(words) == 1 or fold(words[0]) in _PARTICLES) or _all_degrees(rest, surely=len(words) == 1):
        return name
    given, comma, after = rest.partition(",")
    return f"{_but_last_degrees(given.split(), 1)} {surname}{comma}{after}"


def without_degrees(name: str) -> str:
    """A name without degrees and certificates ("PhD", "SHRM-SCP"); "Jr." and "III" stay: they tell two apart."""
    head, *rest = [part.strip() for part in name.replace("|", ",").split(",")]
    kept = [part for part in rest if part and not _all_degrees(part)]
    return ", ".join([_but_last_degrees(head.split(), 2), *kept])


def _but_last_degrees(words: list[str], at_least: int) -> str:
    """The words without the degrees behind them; `at_least` so many stay."""
    end = len(words)
    while end > at_least and _is_degree(words[end - 1]) and _unlike_a_name(words[end - 1]):
        end -= 1
    return " ".join(words[:end])


def _all_degrees(text: str, *, surely: bool = False) -> bool:
    """Whether all its words are degrees: what stands behind a comma after a whole name.

    `surely`: and none can be a name or initials, as "Ed" and "JT" can after a surname.
    """
    words = [w for w in re.split(r"[,\s/|]+", text) if w]
    return bool(words) and all(_is_degree(word) and (not surely or _unlike_a_name(word)) for word in words)


def _is_degree(word: str) -> bool:
    """ "PhD", "M.Sc.", "CISSP", "Esq.", "PMP®"; never "Jr." or "III"."""
    letters = "".join(c for c in _SIGNS.sub("", word) if c.isalpha()).lower()
    if not letters or letters in GENERATIONS:
        return False
    known = letters in CONSTANTS.suffix_acronyms or letters in CONSTANTS.suffix_not_acronyms
    return known or bool(_CAPITALS.fullmatch(word)) or letters.startswith("dipl")


def _unlike_a_name(word: str) -> bool:
    """Whether a last word without a comma before it cannot be a surname, as "Ma", "Do" and "MACDONALD" can."""
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if len(letters) < 3 and "." not in word:
        return False
    return "." in word[:-1] or (capitals >= 2 and "".join(letters).lower() in CONSTANTS.suffix_acronyms)
