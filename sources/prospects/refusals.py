"""What a row says of somebody who is not to be called: in a column for it, a tag, beside a name, number or employer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from callnow.fold import fold
from callnow.legal_forms import without_legal_form
from callnow.refusals import NO_CONTACT_YET, without_ended_refusals
from sources.prospects.values import tags_of
from sources.prospects.wording import wording

DO_NOT_CALL = "Do not call"
TIMES = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun|week)days?|weekends?|mornings?|afternoons?|evenings?|nights?|early|late"
)
"""When somebody is not to be called who is at other times."""
_NUMBERS = ("mobile", "phone", "home_phone", "extension")
_TWO_NUMBERS = 14  # digits
_ALL = r"(?:both|all|any|every|either|beide|alle|tous|todos)"
_OF_ALL = re.compile(rf"\b{_ALL}(?: \w{{1,10}}){{0,2}}[\s:–—-]{{0,3}}$", re.IGNORECASE)  # "(both DNC)"
_OF_ALL_BEHIND = re.compile(rf"[\s(:–—-]{{0,3}}{_ALL}\b", re.IGNORECASE)  # "(DNC both)"
_TELLS = re.compile(r"\s|\d{4}|[^\W\d_]{5}")  # more than a tick: a reason, a day
_A_NUMBER = re.compile(r"\+?\(?\d[\d\s().+/-]{5,40}\d")
_MARK_BESIDE = re.compile(r"^\s*[^\w\s]|[^\w\s]\s*$")


def standing_of(cells: Mapping[str, Sequence[str]], *, refused: bool) -> tuple[str, ...]:
    """How a row says that somebody stands: its status, its tags, and "Do not call: until 6/2027" where a column for it
    is filled, or its name, employer or numbers say so (`refused`)."""
    filled = [_with_reason(text) for text in cells.get("do_not_call", ()) if _is_filled(text)]
    said = [*cells.get("status", ()), *tags_of(cells.get("tags", ()))]
    return (*filter(None, said), *filled, *([DO_NOT_CALL] if refused else []))


def _is_filled(text: str) -> bool:
    """Whether a cell of the column says anything but a clear no ("No", "0", "No - may call"): that bars calls."""
    begin = re.split(r"[(,;:/–—]|\s-", text.casefold())[0]
    return bool(text) and (begin.strip(" .") not in wording().unticked or without_refusal(text)[1])


def _with_reason(text: str) -> str:
    begins = _refusals().match(text)
    said = text[begins.end() :] if begins else text
    return f"{DO_NOT_CALL}: {said}" if _TELLS.search(said) else DO_NOT_CALL


def without_refusal(text: str) -> tuple[str, bool]:
    """A cell without words that nobody is to call ("Ada Quill - DO NOT CALL"), and whether there were any; where one of
    several is over, all stay."""
    if (left := without_ended_refusals(text)) != text:
        return text, bool(_refusals().search(left))
    bare = _refusals().sub(" ", text)
    return bare.strip(), bare != text


def words_of_refusal(text: str) -> str:
    """The words beside a number that say that nobody is to call it, as they stand there; DO_NOT_CALL where a label in a
    column of its own said so."""
    found = _refusals().search(text)
    beside = found[0] if found else " ".join(_A_NUMBER.sub(" ", text).split())
    return beside.strip(" *|:/,()[]!.–—-") or DO_NOT_CALL


def refusals_beside_numbers(cells: Mapping[str, Sequence[str]]) -> tuple[int, bool]:
    """How often words beside the numbers of a row say that nobody is to call, and whether any of them are of no one
    number: without a number, or before or behind several without a bracket ("(212) …, (212) … - DNC")."""
    texts = {without_ended_refusals(text) for field in _NUMBERS for text in cells.get(field, ())}
    lines = [line for text in texts for line in re.split(r"[;|\n]", text)]
    found = [(line, mark) for line in lines for mark in _refusals().finditer(line)]
    return len(found), any(_is_of_no_one(line[: mark.start()], mark[0], line[mark.end() :]) for line, mark in found)


def _is_of_no_one(before: str, mark: str, behind: str) -> bool:
    if _OF_ALL.search(before) or _OF_ALL_BEHIND.match(behind):
        return True
    fewer, more = sorted(sum(map(str.isdigit, side)) for side in (before, behind))
    return not fewer and (not more or (more >= _TWO_NUMBERS and not re.search(r"[()\[\]]", mark)))


def employer_without_refusal(text: str) -> tuple[str, bool]:
    """The same of an employer; "DNC" or "Off Limits" before other words, without a mark, is a part of its name, as is
    what its words begin with ("Democratic National Committee (DNC)"), or stands before a legal form alone."""
    found = _refusals().search(text)
    if not found or _is_its_name(text, found):
        return text, False
    several = " " in found[0].strip() and (found[0].isupper() or found.end() == len(text))
    return without_refusal(text) if several or _MARK_BESIDE.search(found[0]) else (text, False)


def _is_its_name(employer: str, found: re.Match[str]) -> bool:
    initials, short = "".join(word[0] for word in fold(employer[: found.start()]).split()), fold(found[0])
    if len(initials) > 1 and short.startswith(initials) and len(short) - len(initials) < len(initials):
        return True
    bare = without_legal_form(employer)
    return fold(bare) != fold(employer) and not without_refusal(bare)[0]


def is_refusal(title: str) -> bool:
    """Whether the title of a sheet or file says that nobody is to call whoever stands in it ("Do not call list")."""
    rest = _refusals().sub(" ", title.replace("_", " "))
    return rest != title and set(fold(rest).split()) <= {"list", "liste", "lista", "lijst"}


@cache
def _refusals() -> re.Pattern[str]:
    """The titles of a column that says whom not to call, with the marks around them."""
    titles = (title for title, (field, _) in wording().columns.items() if field == "do_not_call")
    words = "|".join(re.escape(title).replace(r"\ ", r"[\s_-]*") for title in sorted(titles, key=len, reverse=True))
    some = (  # days, hours, numbers, or that there is none: "no contact number"
        r"(?!\W*(?:before|until|till|after|on|at|in|bis|vor|avant|the|this|his|her|their|mobile|cell|home|work|office|desk"
        rf"|{TIMES}|{NO_CONTACT_YET})\b)"
    )
    marks = r"[\s*|:/,(\[–—-]"  # all of them in a row, or none: to try each of them as the first takes their square
    return re.compile(
        rf"(?:(?<!{marks}){marks}++)?(?<!\w)(?<!\bno )(?:{words})(?!\w){some}[\s*|:/,)\]!.–—-]*", re.IGNORECASE
    )
