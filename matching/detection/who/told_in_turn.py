"""Texts that tell of several people in turn, each in a line: "Orbel named A CFO. Tessaly promoted B to COO."

The reader gives each of them the post, the employer before and the company of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person, surname
from matching.detection.named import any_of
from matching.event_types import is_about_people, is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of, strip_dateline
from matching.reading.events import ReadEvent
from matching.role_table import WORD
from matching.roles import find_roles

# What is said of somebody's past, whoever it names.
_BEFORE = re.compile(
    r"\b(?:former\w*|previous\w*|prior|veteran|recently|join\w*|c[oa]mes?|from|serv\w+|spent|years?|work\w+|career|"
    r"began|executive|exec|was|were|had|been|left|depart\w*|leav\w+|poach\w*|lur\w+|who|where|at)\b",
    re.IGNORECASE,
)
# "Orbel Taps Tessaly Finance Director for CFO": whose finance director takes up the post.
_TAKES = re.compile(
    r"\b(?i:taps?|tapped|hires?|hired|names?|named|picks?|appoints?|recruits?|snags?|nabs?|lands?)\s"
    r"(?P<whom>(?:[A-Z][\w.&’'-]*\s(?:of\s)?){2,8}?)(?i:as|for|to\s(?:be|become|run|lead))\b"
)
_SUCCEEDED = re.compile(r"\b(?:replac\w*|succe\w*|departure|over\sfrom|follow\w*)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:he|she|they|his|her|their)\b", re.IGNORECASE)
# How a part of a headline goes on about the one before: "; joins Tessaly", "; Tessaly veteran succeeds Roe".
_GOES_ON_WITH = re.compile(
    r"^(?:he|she|they|his|her|their|to|will|also|is|was|joins?|heads?|moves?|goes|leaves?|takes?|becomes?|names?|named|"
    r"promotes?|hires?|taps?|appoints?|new)\b|\b(?:replac\w*|succe\w*|veteran|successor)\b",
    re.IGNORECASE,
)


def lines_of(text: str) -> list[str]:
    """The sentences of a text, and the members of a list parted by ";"; one that goes on with "she" joins the last."""
    lines: list[str] = []
    for sentence in sentences_of(text):
        for part in filter(None, (one.strip() for one in strip_dateline(sentence).split(";"))):
            if lines and _GOES_ON.match(part):
                lines[-1] = f"{lines[-1]} {part}"
            else:
                lines.append(part)
    return lines


def within_clauses(
    read: Sequence[ReadEvent], title: str, text: str, companies: Iterable[Sequence[str]]
) -> list[ReadEvent]:
    """The events that were read; of a headline that tells of several companies, parted by ";", those of people have no
    slot that only stands beside another company: "Orbel hires CIO; Tessaly CFO resigns".

    `companies` are the names of each company that the text names, `text` is title and lead.
    """
    parts, companies = [part.strip() for part in title.split(";")], list(companies)
    read = [_at_who_appoints(one, companies, text) for one in read]
    told = [part for part in parts if any(_names_any([part], names) for names in companies)]
    if len(told) < 2 or _is_one_story(read, parts):
        return list(read)
    lines = lines_of(text)
    return [_within(one, companies, lines) if is_about_people(one.type) else one for one in read]


_APPOINTS = (
    r"(?:,[^,.;]{1,60},)?\s(?:(?:has|have|had|also)\s){0,2}(?i:names?|named|appoints?|appointed|hires?|hired|promotes?|promoted|elevates?|"
    r"elevated|taps?|tapped|recruits?|recruited)\s[^.;]*?"
)


def _at_who_appoints(read: ReadEvent, companies: Iterable[Sequence[str]], text: str) -> ReadEvent:
    """The event of somebody at the company that a line of its own says to appoint them, where the reader has another
    that no line names beside them: "Orbel named A CFO. Tessaly agreed to buy Velmora." """
    person = read.slots.get("person", "")
    mine = _about(person, lines_of(text)) if person and is_taking_post(read.type) else []
    if not mine or _names_any(mine, (read.company, *read.names)):
        return read
    for names in companies:
        begins = any_of(filter(None, names))
        appoints = rf"^(?:The\s)?(?:{begins}){_APPOINTS}\b{re.escape(surname(person))}\b"
        is_other = begins and not share_name(names, (read.company, *read.names))
        if is_other and any(re.search(appoints, one) for one in mine):
            return replace(read, company=names[0], names=tuple(names))
    return read


def _is_one_story(read: Iterable[ReadEvent], parts: Sequence[str]) -> bool:
    """Whether parts of a headline go on about those of another: "Orbel CFO quits; Moor joins Tessaly"."""
    people = {one.slots.get("person", "") for one in read}
    surnames = (one for one in people if one and any(surname(one) in part for part in parts))
    in_short = any(" " not in one or not any(one in part for part in parts) for one in surnames)
    return in_short or any(_GOES_ON_WITH.search(part) for part in parts[1:])


def _within(read: ReadEvent, companies: Iterable[Sequence[str]], lines: Sequence[str]) -> ReadEvent:
    own = [line for line in lines if _names_any([line], (read.company, *read.names))]
    others = [names for names in companies if not share_name(names, (read.company, *read.names))]
    beside = [line for line in lines if line not in own and any(_names_any([line], names) for names in others)]
    person = read.slots.get("person", "")
    own += [line for line in _about(person, lines) if line not in beside] if person else []

    def is_strange(slot: str) -> bool:
        words = read.slots[slot]
        told = [line for line in lines if _says([line], words)]
        return bool(told) and all(line in beside for line in told)

    strange = [slot for slot in ("person", "role", "prior_company") if slot in read.slots and is_strange(slot)]
    return _without(read, strange, own)


def _without(read: ReadEvent, strange: Sequence[str], own: Sequence[str]) -> ReadEvent:
    """The event without slots that are of others; its role is the only one that its own lines name."""
    slots = {slot: words for slot, words in read.slots.items() if slot not in strange}
    if "role" in strange and (role := _only_role(own)):
        slots["role"] = role
    return replace(read, slots=slots) if strange else read


def _about(person: str, lines: Iterable[str]) -> list[str]:
    """The lines that name somebody."""
    name = surname(person)
    return [line for line in lines if name and re.search(rf"\b{re.escape(name)}\b", line)]


def is_told_apart(
    read: ReadEvent, people: Sequence[CompanyEvent], beside: Iterable[ReadEvent], lines: Sequence[str]
) -> bool:
    """Whether an event is at a company that no line names beside its person, in a text that tells of several in turn;
    or a departure from one that is not said to be of before.

    `people` are the events of people that the grammar found, `beside` all that the reader read.
    """
    mine = _about(read.slots.get("person", ""), lines)
    names = (read.company, *read.names)
    before = any(_names_any(_told_of_before(line), names) for line in lines)
    apart = is_leaving(read.type) and not before and not any(_SUCCEEDED.search(line) for line in mine)
    if not mine or not is_about_people(read.type) or not (apart or _in_turn(people, lines)):
        return False
    here = [event.person for event in people if share_name(event.names, names)]
    if _names_any(mine, names) or any(_about(person, mine) for person in here):
        return False
    others = (*(one.names for one in people), *((one.company, *one.names) for one in beside))
    return any(_names_any(mine, names) for names in others)


def _told_of_before(line: str) -> list[str]:
    """The words of a line that may tell of somebody's past: all where it says so, or whom a headline says is taken."""
    return [line] if _BEFORE.search(line) else [found["whom"] for found in _TAKES.finditer(line)]


def _in_turn(people: Sequence[CompanyEvent], lines: Sequence[str]) -> bool:
    return any(_are_apart(one, other, lines) for one, other in combinations(people, 2))


def told_in_turn_with(event: CompanyEvent, people: Iterable[CompanyEvent], lines: Sequence[str]) -> list[CompanyEvent]:
    """Changes at other companies, of people whom no line names together with that of an event."""
    return [one for one in people if event.person and _are_apart(one, event, lines)]


def _are_apart(one: CompanyEvent, other: CompanyEvent, lines: Sequence[str]) -> bool:
    """Whether changes at two companies are told of two people whom no line names together."""
    return (
        not same_person(one.person, other.person)
        and not share_name(one.names, other.names)
        and not _about(other.person, _about(one.person, lines))
    )


def _names_any(lines: Iterable[str], names: Iterable[str]) -> bool:
    names = [name for name in names if name]
    return any(name in line for line in lines for name in names)


def with_own_slots(read: Sequence[ReadEvent], people: Sequence[CompanyEvent], lines: Sequence[str]) -> list[ReadEvent]:
    """The events that were read; whose role or employer before stands only in the lines of others has their own.

    Who leaves may have the role of their successor, but where changes at two companies are told in turn.
    """
    persons = {one.slots["person"] for one in read if "person" in one.slots}
    in_turn = _in_turn(people, lines)
    return [_with_own(one, persons, lines, in_turn or not is_leaving(one.type)) for one in read]


def _with_own(read: ReadEvent, people: Iterable[str], lines: Sequence[str], own_role: bool) -> ReadEvent:
    person = read.slots.get("person", "")
    mine = _about(person, lines)
    theirs = [line for other in people if other != person for line in _about(other, lines) if line not in mine]
    before = [words for line in lines for words in _told_of_before(line)]
    told_of_now = [] if any(_says([one], read.slots.get("prior_company", "")) for one in before) else lines
    lines_of_others = {"role": theirs if own_role else [], "prior_company": [*theirs, *told_of_now]}
    strange = [
        slot
        for slot, others in lines_of_others.items()
        if mine and (words := read.slots.get(slot)) is not None and not _says(mine, words) and _says(others, words)
    ]
    return _without(read, strange, mine)


def _says(lines: Iterable[str], words: str) -> bool:
    """Whether any of the lines has these words."""
    said = re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE)
    return any(said.search(line) for line in lines)


def _only_role(lines: Sequence[str]) -> str:
    """The one role that lines name, of "from vice president to treasurer" the second; "" where there are several."""
    found = []
    for line in (re.sub(r"\bfrom\s(?=.*\bto\b).*?(?=\bto\b)", "", one) for one in lines):
        words = list(WORD.finditer(line))
        found += [line[words[r.start].start() : words[r.end - 1].end()] for r in find_roles([w.group() for w in words])]
    return found[0].rstrip(".,") if len(found) == 1 else ""
