"""Whether a text says of somebody, by their name, that they have died: who is named beside them lives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from nameparser import HumanName

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.comparing.persons import HONORIFICS, surname
from matching.role_table import split_words
from matching.roles import LONGEST_CHIEF, find_roles, read_role

_DIED = r"(?:dies|died|passed away|passes away|dead at)"
_OF = r"\b(?:death|passing) of\b"
_LATE = r"\bthe late "
DEATH_WORDS = rf"\b{_DIED}\b|{_OF}|{_LATE}"
"""What a text holds that says of anybody that they have died."""
_ANY_DEATH = re.compile(DEATH_WORDS, re.IGNORECASE)

# What begins another clause, about somebody else: "Roe, who took over after Jane Doe died", but not "since 2009".
_ANOTHERS = (
    r"(?:after|when|since|before|until|once|following|while|whose)(?! \d)|succe\w+|replac\w+"
    r"|(?:father|mother|husband|wife|son|daughter|brother|sister|widow(?:er)?) of"
)
# Who says or mourns it lives, and so does who follows.
_TELLS = (
    r"say(?:s|ing)?|said|tell(?:s|ing)?|told|announc\w+|confirm\w*|report(?:s|ed|ing)?|inform\w*|reveal\w*|disclos\w+"
    r"|writ(?:es|ing)|wrote|add(?:s|ed)|note[sd]|recall\w*|mourn\w*|remember\w*|thank\w*|prais\w+|honou?r\w*|hear[sd]?"
    r"|learn\w*"
)
_TAKES = (
    r"tak(?:es|ing)|took|fill(?:s|ed|ing)?|nam(?:es|ed|ing)|becom\w+|became|appoint\w*|promot\w+|leads|left|leav\w+|lost"
    r"|loses|inherit\w*"
)
_PARTS_FROM = r"he|she|they|who|that|which|as|but"
_POST_OF = r"(?:post|seat|place|role|job|shoes) of"

_NOT = rf"(?!\b(?:{_ANOTHERS}|{_TELLS})\b)"
_NOT_PLAIN = rf"(?!\b(?:{_ANOTHERS}|{_TELLS}|{_TAKES}|{_PARTS_FROM})\b)"
_PLACE = r"(?:of|at|from|in|on|near)(?: the)?(?: [A-Z][\w'’&-]*)+"
_BESIDE = rf", (?!who\b)(?:{_NOT}[^,;.])+"  # ", its chairman"
# What may stand between a name and the word for dying, and leaves the name its subject.
_PLAINLY = rf"(?: {_NOT_PLAIN}(?-i:{_PLACE}|[a-z0-9][\w'’-]*))*"  # "fell ill and", "of Northbay Kilns"
_BETWEEN = (
    rf"{_PLAINLY}"
    rf"| and(?: {_NOT_PLAIN}[^,;.\s]+)*"  # "and chief financial officer Mark Dent"
    rf"|(?:{_BESIDE})*,"
    rf"|(?:{_BESIDE})*, who (?:(?!\b(?:{_ANOTHERS})\b)[^,;.])+,"
    rf"|(?:, (?!who\b)(?:(?!\b{_POST_OF}\b){_NOT}[^,;.])+)?, who"
)
_HAS = r"(?: (?:has|had|have|sadly|just|also|both|\w+ly))*"
_NOT_OF = (
    rf"(?!\b(?:{_ANOTHERS}|{_TELLS}|{_TAKES}|{_PARTS_FROM}|by|father|mother|husband|wife|son|daughter|brother|sister"
    r"|and (?:the )?\w+ of)\b)"
)
_GENERATION = r"(?:,? (?:Jr|Sr|II|III|IV)\b)?"
_ASIDE = re.compile(r"\s*[()]\s*|\s+[-–—]+\s+|—")
_NO_END = re.compile(r"\.(?!\s+[A-Z]|\s*$)|(?<=\b[JS]r)\.|(?<=\s[A-Z])\.")  # of an initial, of "Inc."
_OWNER = re.compile(r"['’]s?$")  # "Brandwick's Lenz"
_NOT_IN_POST = re.compile(
    r"\b(?:former|ex|retired|late|one-?time|deputy|vice|assistant|acting)[ -](?:\w+ ){0,3}$", re.IGNORECASE
)
_SHORT = 3  # letters: "The", "New" are no name of a company
_SMALL = frozenset(split_words("a an and as at by for from in its of on or the to with"))


def says_death_of(name: str, text: str) -> bool:
    """Whether a text says of somebody in full that they have died; a middle name may stand between."""
    if not _names_a_death(name, text):
        return False
    told, full = _in_clauses(text), _full(name)
    if not full:
        return tells_death(name, text)
    return _is_said(full, told) or re.search(rf"{_LATE}{full}", told, re.IGNORECASE) is not None


def tells_death(person: str, text: str) -> bool:
    """Whether a text says that this person has died: by surname, in full where it names another of that surname."""
    if not _names_a_death(person, text):
        return False
    told, full = _in_clauses(text), _full(person)
    if names_another(person, told):
        return bool(full) and _is_said(full, told)
    return _is_said(re.escape(surname(person)), told)


def tells_death_in_post(event: CompanyEvent, text: str) -> bool:
    """Whether a text that does not name somebody who leaves says of whoever is in their post that they have died.

    Their company stands beside the post: whoever is hired "after its chief executive dies" had that post elsewhere."""
    if not (event.person and event.role and _ANY_DEATH.search(text)):
        return False
    if surname(event.person).casefold() in text.casefold():
        return False
    told, post = _in_clauses(text), read_role(event.role)
    words = split_words(told)
    for span in find_roles(words):
        if (span.role.function, span.role.rank) != (post.function, post.rank) or _OWNER.search(words[span.end - 1]):
            continue
        said = re.escape(" ".join(words[span.start : span.end]))
        died = re.search(_at_company(event.names, said) + rf"{_PLAINLY}{_HAS} {_DIED}\b", told, re.IGNORECASE)
        if died and not _NOT_IN_POST.search(told[: died.start("post" if died["post"] else "of")]):
            return True
    return False


def _at_company(names: Iterable[str], post: str) -> str:
    """A post beside one of a company's names, or the first word of one: "Northbay's CFO", "CFO of Northbay Kilns"."""
    called = {one for name in names for one in (name, name.split()[0]) if len(one) > _SHORT}
    any_name = "|".join(re.escape(one) for one in sorted(called, key=len, reverse=True)) or "(?!)"
    at = rf"(?<![\w-])(?:{any_name})['’]?s? (?:{_NOT_PLAIN}[a-z]+ ){{0,2}}?(?P<post>{post})"
    return rf"(?:{at}|(?<![\w-])(?P<of>{post}) (?:of|at) (?:the )?(?:{any_name})(?![\w-]))"


def names_another(person: str, text: str) -> bool:
    """Whether a text has a person's surname behind a given name that is not theirs."""
    last, full = re.escape(surname(person)), _full(person)
    own = {found.end() for found in re.finditer(full, text, re.IGNORECASE)} if full else set()
    for found in re.finditer(rf"(?<![\w-]){last}(?![\w-])", text, re.IGNORECASE):
        before = split_words(text[: found.start()])[-LONGEST_CHIEF:]
        if found.end() in own or not before or not before[-1][:1].isupper():
            continue
        roles = find_roles(before)
        is_title = bool(roles) and roles[-1].end == len(before)
        if not (is_title or fold(before[-1]) in HONORIFICS | _SMALL or _OWNER.search(before[-1])):
            return True
    return False


def _names_a_death(name: str, text: str) -> bool:
    """Asked of every prospect: the patterns of a name are dear."""
    return bool(name) and _ANY_DEATH.search(text) is not None and surname(name).casefold() in text.casefold()


def _is_said(name: str, told: str) -> bool:
    alone = rf"(?<![\w-]){name}(?![\w-])"
    ways = rf"{alone}{_GENERATION}(?:{_BETWEEN}){_HAS} {_DIED}\b|{_OF}(?:{_NOT_OF}[^.;,]){{0,60}}? {alone}(?!['’]s)"
    return re.search(ways, told, re.IGNORECASE) is not None


@lru_cache(maxsize=4096)
def _in_clauses(text: str) -> str:
    """A text in which brackets and dashes are commas, and a full stop always ends a sentence."""
    return re.sub(r"(?:\s*,)+", ",", _NO_END.sub("", _ASIDE.sub(", ", " ".join(text.split()))))


@lru_cache(maxsize=65_536)
def _full(name: str) -> str:
    """The pattern of a name in full; "" where it has no given name."""
    given = HumanName(name).first
    last = surname(name)
    return rf"{re.escape(given)}(?: (?-i:[\"“A-Z])[\w'’”\"-]*){{0,2}}? {re.escape(last)}" if given and last else ""
