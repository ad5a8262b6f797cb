"""A person's name out of the cells of a row: surname first turned round, parts put together, titles and degrees off."""

from __future__ import annotations

import re
from functools import cache

from nameparser.config import CONSTANTS

from callnow.datafiles import read_data_file
from callnow.fold import fold
from callnow.generations import GENERATIONS, SHORT
from callnow.paths import DATA
from sources.prospects.wording import wording

PARTS_OF_NAME = (
    "name", "first_name", "middle_name", "last_name_prefix", "last_name", "second_last_name", "name_suffix",
)  # fmt: skip
"""The fields that a name is made of, in the order of `full_name`."""
_GENERATIONS = frozenset((*GENERATIONS, "v"))
# "van der Berg, Jan" is a surname first; "Ada Quill, Treasurer" is not.
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin", "ibn"}
    | {"ten", "ter", "zu", "zur", "af", "av", "st", "mac", "mc", "o"}
)
_CAPITALS = re.compile(r"[^A-Z]*[A-Z][^A-Z]*[A-Z].*")
_INITIALS = 2  # letters in capitals that may be initials
_MAC = re.compile(r"^(?:Mc|Mac)(?=[A-Z]{2})")  # "McDONALD"
_SIGNS = re.compile(r"[®™℠]")
_MAIL_BEHIND = re.compile(r"\s*[(<\[][^()<>\[\]]*@[^()<>\[\]]*[)>\]]")
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
# "Anna Berg & Otto Klein", "Anna and Otto Klein"; behind the sign stand a given name and a surname
_TWO_PEOPLE = re.compile(r"\w\.?\s+(?:&|\+|and|und|u\.)\s+[^\W\d_][\w.'’-]*\s+\w", re.IGNORECASE)
_BESIDE = re.compile(r"[\r\n;|/]")  # what may part two people as well as a name and a post or a nickname
_PRONOUNS = frozenset(
    {"he", "him", "his", "she", "her", "hers", "they", "them", "their", "theirs", "er", "ihm", "ihn", "sie", "ihr"}
    | {"elle", "lui", "il", "ella", "él", "elles", "ellas"}
)


def full_name(
    whole: str,
    first: str = "",
    middle: str = "",
    prefix: str = "",
    last: str = "",
    second: str = "",
    suffix: str = "",
) -> str:
    """The name as one says it. `middle` stands between `first` and `last`, `prefix` before the surname ("van der"), a
    `second` one behind it, then `suffix` ("Jr.").

    Where a file has a first name and a column that is only called "Name", that is the surname, unless it holds both.
    """
    whole, first, last = map(_without_salutations, (whole, first, last))
    if whole and first and not last and not set(fold(first).split()) <= set(fold(whole).split()):
        whole, last = "", whole
    if last and second and not fold(last).endswith(f" {fold(second)}"):
        last = f"{last} {second}"
    if first and middle and last and not f" {fold(first)} ".endswith(f" {fold(middle)} "):
        first = f"{first} {middle}"
    if not whole:
        parts = (without_titles(first, at_least=0), prefix, without_titles(last, at_least=0))
        bare = without_degrees(" ".join(part for part in parts if part))
        # "Dr. Quill", of whom nobody wrote the first name, is called so.
        name = bare if " " in bare else without_degrees(" ".join(part for part in (first, prefix, last) if part))
    else:
        name = without_titles(_capitals_last(without_degrees(_turned(without_titles(whole)))))
    suffix = _with_short_generation(suffix)
    return f"{name} {suffix}" if name and _is_generation(suffix) and not _is_generation(name.split()[-1]) else name


def names_several(cell: str) -> bool:
    """Whether a cell names more than one person: "Anna Berg & Otto Klein"; parted by a slash or line break only whole
    names that share nothing do, each with a known given name ("Greg Hall / Iris Jung")."""
    people = {tuple(name) for part in _BESIDE.split(cell) if (name := _whole_name(part))}
    apart = any(not set(one) & set(other) for one in people for other in people)
    return apart or _TWO_PEOPLE.search(" ".join(cell.split())) is not None


def _whole_name(text: str) -> list[str]:
    """The words of a name that begins with a known given name and has a surname; none of another text."""
    words = fold(without_titles(_turned(text))).split()
    return words if len(words) > 1 and words[0] in _given_names() else []


@cache
def _given_names() -> frozenset[str]:
    lines = read_data_file(DATA / "names" / "given_names.txt", tuple[str, ...])
    return frozenset(fold(name) for line in lines for name in line.split() if not name.endswith("?"))


def recruiter_name(written: str) -> str:
    """An owner's name as one says it, of "Voss, Dana" or "Dana Voss (dana@agency.example)"; any other text as it is."""
    name = _MAIL_BEHIND.sub("", written).strip()
    is_firm = fold(name.rpartition(",")[2]) in wording().no_employer  # "Kestrowe, Inc."
    return name if is_firm else full_name(name) or written


_LEAVE = re.compile(
    r"\s*(?:[(\[]|\s[-–—]+\s|\s[|/]\s)\s*"
    r"(?P<said>(?:[^()\[\]]*\s)?(?:(?:mat|pat|maternity|paternity|parental|sick|medical|family|garden(?:ing)?|on) leave"
    r"|sabbatical|loa)(?:\s[^()\[\]]*)?)(?:[)\]]|$)",
    re.IGNORECASE,
)


def without_leave(name: str) -> tuple[str, str]:
    """A name without what is written behind it of a leave ("Ada Quill (mat leave)"), and that."""
    found = _LEAVE.search(name)
    return (_LEAVE.sub("", name, count=1).strip(), found["said"].strip()) if found else (name, "")


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
    """ "Lockhart, Elliot" as "Elliot Lockhart", "Colfax, Jr., Ann" as "Ann Colfax Jr."; no degree is a name."""
    surname, *rest = [part.strip() for part in name.split(",")]
    rest = [_with_short_generation(part) for part in rest]
    name = ", ".join((surname, *rest))
    last = next(iter(rest), "").split()[-1:]  # a lone "V" behind a given name is an initial
    generation = next(filter(_is_generation, (*surname.split()[1:], *rest[:1], *(w for w in last if len(w) > 1))), "")
    words = [word for word in surname.split() if word != generation]
    given, *after = [bare for part in rest if (bare := part.removesuffix(generation).strip())] or [""]
    if not given or not words or not (len(words) == 1 or fold(words[0]) in _PARTICLES):
        return name
    if _all_degrees(", ".join((given, *after)), surely=True):
        return name
    turned = [_but_last_degrees(given.split(), 1), *words, generation]
    return ", ".join((" ".join(filter(None, turned)), *after))


def _capitals_last(name: str) -> str:
    """ "KOWALSKI Piotr" as "Piotr KOWALSKI": what stands in capitals before a known given name is the surname."""
    head, comma, rest = name.partition(",")
    words = head.split()
    begin = next((n for n, word in enumerate(words) if not _is_capital(word)), len(words))
    surname, given = words[:begin], words[begin:]
    surely = any(len(word) > _INITIALS for word in surname) and given and not given[0].isupper()
    if not surely or not _is_given(given[0]):
        return name
    generation = given[-1:] if _is_generation(given[-1]) else []
    given = given[: len(given) - len(generation)]
    if not given or (len(surname) == 1 and _is_given(surname[0]) and not _is_given(given[-1])):  # "MARY Ann Stone"
        return name
    return " ".join((*given, *surname, *generation)) + comma + rest


def _is_given(word: str) -> bool:
    return fold(word).partition(" ")[0] in _given_names()


def _is_capital(word: str) -> bool:
    """Whether a word in capitals may be of a surname, and is no initials ("JT") nor degree."""
    long = len(word) > _INITIALS or fold(word) in _PARTICLES
    return long and _MAC.sub("", word).isupper() and "." not in word and fold(word) not in CONSTANTS.suffix_acronyms


def _with_short_generation(text: str) -> str:
    """ "Walter Junior" as "Walter Jr.": what stands behind a comma, where it can be no surname."""
    before, _, last = text.rpartition(" ")
    short = SHORT.get(fold(last))
    return f"{before} {f'{short.title()}.' if short else last}".strip()


def _is_generation(word: str) -> bool:
    return fold(word) in _GENERATIONS


def without_degrees(name: str) -> str:
    """A name without degrees and certificates ("PhD", "SHRM-SCP"); "Jr." and "III" stay: they tell two apart."""
    head, *rest = [part.strip() for part in _without_post(name.replace("|", ","), " / ").split(",")]
    kept = [part for part in rest if part and not _all_degrees(part)]
    return ", ".join([_but_last_degrees(head.split(), 2), *kept])


def without_post_below(cell: str) -> str:
    """A name without the degrees and posts in capitals on lines of their own ("Ada Quill", below it "CFO")."""
    return _without_post(cell, "\n")


def _without_post(name: str, sign: str) -> str:
    """A name of several words without the degrees and posts in capitals that stand behind a sign."""
    head, *rest = [part.strip() for part in name.split(sign)]
    is_name = len(head.split()) > 1 and not head.isupper()
    return head if rest and is_name and all(map(_all_degrees, rest)) else name


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
    if not letters or letters in _GENERATIONS:
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
