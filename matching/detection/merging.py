"""What the grammar and the reader say of the same event, made into one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from callnow.model import Announcement, CompanyEvent, stable_id
from callnow.terms import UNSURE, Certainty
from matching.comparing.companies import same_company, share_name
from matching.comparing.persons import same_person
from matching.detection.who.lists_of_people import is_role_of_another, listed_with
from matching.event_types import DEALS, FIELD_OF, family
from matching.grammar.companies.absorbed import ABSORBED
from matching.grammar.companies.jobs import IN_PASSING
from matching.grammar.companies.mergers import SELLS_SITE, SEPARATES
from matching.grammar.companies.rebrands import GOES_BY
from matching.grammar.companies.standing import CHIEF_TELLS
from matching.grammar.companies.view import speaks_of_talk
from matching.grammar.companies.weighed import WEIGHS_OPTIONS
from matching.grammar.lexicon import lexicon
from matching.grammar.tokens import sentences_of, strip_dateline
from matching.number_words import IN_WORDS
from matching.reading.events import ReadEvent
from matching.roles import read_role

_BY_READER = ("side", "counterparty", "count", "amount", "prior_company")
_BY_GRAMMAR = ("origin", "destination")
CLEAR = 0.9  # how probable to the reader a denial must be that the grammar takes for a fact; chosen on the check part
# Rules of what is told, though the reader sees nothing of it.
WORTH_KNOWING = IN_PASSING | {ABSORBED, CHIEF_TELLS, GOES_BY, SELLS_SITE, SEPARATES, WEIGHS_OPTIONS}
Pair = tuple[CompanyEvent | None, ReadEvent | None]


def pairs(found: Iterable[CompanyEvent], read: Iterable[ReadEvent]) -> list[Pair]:
    """What the grammar and the reader say of the same event, beside each other; None where only one of them does.

    What the reader takes for a company and the grammar for somebody's given name is left out.
    """
    left, together = list(found), []
    words = {word for one in left for word in one.person.split() if not same_company(word, one.company)}
    somebody = {word for word in words if word.casefold() in lexicon().given_names}
    for other in read:
        if other.company in somebody:
            continue
        alike = [one for one in left if same_event(one, other)]
        best = next((one for one in alike if one.person == other.slots.get("person", "")), alike[0] if alike else None)
        if best is not None:
            left.remove(best)
        together.append((best, other))
    return [*together, *((one, None) for one in left)]


def same_event(one: CompanyEvent, other: ReadEvent) -> bool:
    """Whether both mean one event: its family, company and, where both name one, person agree."""
    if family(one.type) != family(other.type):
        return False
    person = other.slots.get("person", "")
    if one.person and person and not same_person(one.person, person):
        return False
    return share_name(one.names, (other.company, *other.names))


def merged(
    announcement: Announcement,
    by_grammar: CompanyEvent | None,
    read: ReadEvent | None,
    parts: tuple[str, str],
    version: str,
    fellows: Sequence[CompanyEvent] = (),
) -> CompanyEvent:
    """One event of what both say. Who, as what, on which side, with whom, how much and where the person was before the
    reader knows better, measured; the grammar the sentence, and where from and to.

    Of several people of one sentence, and where the reader has the role of another, the grammar knows better as what;
    `fellows` are the events of others that the grammar found there.
    """
    if read is None:
        assert by_grammar is not None
        return by_grammar
    by_reader = from_reader(announcement, read, parts, version)
    if by_grammar is None:
        return by_reader
    better = {name: getattr(by_reader, name) or getattr(by_grammar, name) for name in _BY_READER}
    better |= {name: getattr(by_grammar, name) or getattr(by_reader, name) for name in _BY_GRAMMAR}
    if better["prior_company"] in by_grammar.person.split() or any(
        _is_of(better["prior_company"], fellow) for fellow in fellows
    ):
        better["prior_company"] = by_grammar.prior_company
    for slot in ("amount", "count"):
        if by_grammar.rule in IN_PASSING or not _NUMBER.search(read.slots.get(slot, "")):  # a piece of it: "percent"
            better[slot] = getattr(by_grammar, slot) or better[slot]
    if by_grammar.rule == ABSORBED:
        better["side"] = by_grammar.side
    role = by_grammar if _keeps_role(by_grammar, by_reader, fellows) else by_reader
    names = dict.fromkeys((*by_grammar.names, *by_reader.also_called))
    return replace(
        by_grammar,
        **better,
        company=by_reader.company,
        person=by_grammar.person if _is_part(by_reader.person, by_grammar.person) else by_reader.person,
        role=role.role,
        function=role.function or by_grammar.function or by_reader.function,
        rank=role.rank or by_grammar.rank or by_reader.rank,
        certainty=_less_certain(by_grammar, by_reader, read.doubt),
        rule=f"{by_grammar.rule} and {by_reader.rule}",
        also_called=tuple(name for name in names if name != by_reader.company),
    )


def _keeps_role(by_grammar: CompanyEvent, by_reader: CompanyEvent, fellows: Sequence[CompanyEvent]) -> bool:
    if _is_part(by_reader.role, by_grammar.role):
        return True
    elsewhere = rf"{re.escape(by_grammar.prior_company)}(?:['’]s)?\s{re.escape(by_reader.role)}\b"
    if by_grammar.prior_company and by_grammar.type == "board_appointed" and re.search(elsewhere, by_grammar.sentence):
        return bool(by_grammar.role)
    crossed = listed_with(by_grammar, fellows) or is_role_of_another(by_reader.role, by_grammar, fellows)
    return bool(by_grammar.role and crossed)


def _is_of(company: str, fellow: CompanyEvent) -> bool:
    """Whether what the reader takes for the employer before is a fellow's, now or before, or part of their name."""
    theirs = (fellow.prior_company, *fellow.names)
    return bool(company) and (share_name([company], theirs) or company in fellow.person)


def _less_certain(by_grammar: CompanyEvent, by_reader: CompanyEvent, doubt: float) -> Certainty:
    """The grammar's, but where it has a fact and the reader a rumour or a denial, that: a denial in doubt is a rumour.
    And a deal to come where the grammar goes by the tense of a headline ("Orbel Buys Tessaly": it "is buying" it).

    Of what a sentence tells beside some talk the reader makes a rumour, too; the grammar tells the clauses apart. Of
    what it never learned (WORTH_KNOWING) it says nothing.
    """
    told, kept = by_reader.certainty, by_grammar.certainty
    if told in UNSURE and kept not in UNSURE:
        if speaks_of_talk(by_grammar.sentence) or by_grammar.rule in WORTH_KNOWING:
            return kept
        return told if doubt >= CLEAR else Certainty.RUMOURED
    signed = told is Certainty.ANNOUNCED and kept is Certainty.DONE
    return told if signed and by_grammar.type in DEALS else kept


def _is_part(words: str, longer: str) -> bool:
    """Whether what the reader saw is only a part of what the grammar saw, or nothing."""
    return words.casefold() in longer.casefold()


def from_reader(announcement: Announcement, read: ReadEvent, parts: tuple[str, str], version: str) -> CompanyEvent:
    """What the reader read as an event of the announcement."""
    slots: dict[str, Any] = {FIELD_OF.get(name, name): text for name, text in read.slots.items()}
    if slots.get("role"):
        slots["role"] = _without_degrees(slots["role"])
    if slots.get("prior_company", "") in slots.get("person", "").split():
        slots.pop("prior_company", None)  # part of the name
    sentence = proof(read, parts)
    for slot in slots.keys() & {"amount", "count"}:
        slots[slot] = _whole_number(slots[slot], ". ".join(parts))
    role = read_role(slots["role"], sentence) if slots.get("role") else None
    person, with_whom, post = (slots.get(name, "") for name in ("person", "counterparty", "role"))
    return CompanyEvent(
        id=stable_id(announcement.id, read.type, read.company, person, with_whom, post),
        announcement_id=announcement.id,
        type=read.type,
        company=read.company,
        certainty=Certainty(read.certainty),
        side=read.side,
        sentence=sentence,
        rule=f"reader {version}",
        function=role.function if role else "",
        rank=role.rank if role else 0,
        company_evidence=("reader",),
        also_called=tuple(name for name in read.names if name != read.company),
        **slots,
    )


_NUMBER = re.compile(
    rf"\d|\b(?:{IN_WORDS}|tens|dozens?|scores|hundreds?|thousands?|millions|billions|half|halve|thirds?|quarters?|fifths?|tenths?|several|"
    r"most|majority|all|entire|whole)\b",
    re.IGNORECASE,
)
_FIGURE = r"(?<![\w.,])(?:[$€£¥]|[A-Z]{2,3}\$?)?(?:\d[\d.,]*\s?)?"  # the currency and the digits before what was read


def _whole_number(said: str, text: str) -> str:
    """A sum or count with what stands before it, where pieces of its number are missing: "$1.087 billion" for "087
    billion" or "billion"; "" where there is no number ("percent")."""
    begins = said[:1].isdigit() or not _NUMBER.search(said)
    found = re.search(_FIGURE + re.escape(said), text) if begins else None
    whole = found[0] if found else said
    return whole if _NUMBER.search(whole) else ""


def _without_degrees(role: str) -> str:
    """A role without the degrees before it: "CFO" of "CPA, CFO"."""
    first, comma, rest = role.partition(",")
    degree = bool(comma and rest.strip()) and first.strip().casefold() in lexicon().sets["person.suffixes"]
    return _without_degrees(rest.strip()) if degree else role


def proof(read: ReadEvent, parts: tuple[str, str]) -> str:
    """The sentence that names most of what the event is made of, of several the first that names its company.

    Of somebody tells only a sentence that names them: "She succeeds Tom Ray, who retires", not the headline about her.
    """
    title, lead = parts
    sentences = [title, *sentences_of(strip_dateline(lead))]
    told, person = [*read.slots.values()], read.slots.get("person", "").split()

    def says(sentence: str) -> tuple[bool, int, bool]:
        named = any(name in sentence for name in read.names)
        of_them = bool(person) and person[-1] in sentence
        return of_them, named + sum(text in sentence for text in told), named

    return max(filter(None, sentences), key=says, default="")
