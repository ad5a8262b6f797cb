"""What a frame about people gives: hires and departures with their company, role and former employer."""

from __future__ import annotations

import re

from callnow.terms import Certainty
from matching.comparing.companies import same_company
from matching.grammar.chunk_types import Chunk
from matching.grammar.frame import Clause, Finding, Holder, is_punct
from matching.grammar.holders import is_scope
from matching.grammar.lexicon import lexicon, word_set
from matching.grammar.people_roles import Assignment
from matching.grammar.status import background, certainty
from matching.grammar.subject import full_name, is_no_company
from matching.grammar.tokens import BODY, TITLE

_WEAK = frozenset({"appoint_as"})

HIRED, DEPARTED = "executive_hired", "executive_departed"


_UNNAMED_INTRO = frozenset(["new", "first", "its", "a", "an", "interim", "permanent", "first-ever", "another"])


def plausible_person(chunk: Chunk, sure: bool = False) -> bool:
    """Whether a name may be a person's; `sure` asks for a known given name or a title."""
    if chunk.shape == "person":
        return True
    if sure or chunk.shape != "open" or chunk.end - chunk.start > 4:
        return False
    lex = lexicon()
    heads, never = lex.sets["org.heads"], lex.sets["org.never"]
    words = [w.strip(".,'’").lower() for w in chunk.text.split()]
    if any(w in lex.small or w in lex.auxiliaries for w in words):
        return False
    return all(w not in heads and w not in never and w not in lex.plain and _WORD.fullmatch(w) for w in words)


_WORD = re.compile(r"[^\W\d_]+(?:[-.’'][^\W\d_]+)*")


PARTNERSHIP = frozenset({"partner", "partners", "ambassador", "fellow"})


def organisation_after(clause: Clause, start: int, stop: int, preposition: str) -> Chunk | None:
    """The organisation after `preposition` between two chunks."""
    chunks = clause.chunks
    for k in range(start + 1, min(len(chunks) - 1, stop)):
        if chunks[k].kind in {"rel", "sub"} or is_punct(chunks[k], ".;") or (chunks[k].kind == "verb" and k > start):
            return None
        if chunks[k].low == preposition:
            for j in range(k + 1, min(len(chunks), k + 4)):
                if chunks[j].kind == "name" and chunks[j].shape != "person":
                    return chunks[j]
                if chunks[j].kind not in {"det", "word"}:
                    break
    return None


def company_of(clause: Clause, org: Chunk | None) -> str:
    """The company `org` means; a foundation or unit that begins with the speaker's name is the speaker."""
    name = full_name(clause.speaker, org)
    mine, other = name.lower().split()[:2], clause.speaker.name.lower().split()[:2]
    return clause.speaker.name if len(mine) == 2 and mine == other else name


def person_name(clause: Clause, chunk: Chunk) -> str:
    start, end = chunk.core if chunk.core != (0, 0) else (chunk.start, chunk.end)
    if chunk.titled and end - start == 1:
        start = chunk.start
    return clause.read.text_of(start, end)


def hires(clause: Clause, left: Holder, given: list[Assignment], rule: str, *, unnamed: bool) -> list[Finding]:
    """Hires (or seats on a board) for each assignment, and the departure from the company someone is taken from."""
    if not given:
        return []
    held = background(clause)
    if held:
        clause.trace.append(f"background: {held}")
        return []
    plan = certainty(clause)
    found: list[Finding] = []
    for one in given:
        if _is_award(clause, one) or not _says_who(clause, one, plan, unnamed):
            continue
        made = _hire(clause, left, one, plan, rule)
        prior = one.people.org
        if prior is not None and prior.kind == "name" and _is_left_for(clause, left, one, made):
            found.append(
                Finding(
                    DEPARTED,
                    f"{rule}.taken_from",
                    clause.read,
                    company=made.prior_company,
                    person=made.person,
                    role=one.people.role.text if one.people.role else _described(clause, prior),
                    certainty=plan,
                )
            )
        if not made.role:
            _weigh_without_role(clause, one, made)
        if not same_company(made.person, made.company):
            found.append(made)
    return found


def _names_of(clause: Clause, one: Assignment) -> list[Chunk]:
    """Those names of an assignment that a person can have."""
    lawyer = one.role is not None and one.role.head in PARTNERSHIP
    return [name for name in one.people.names if plausible_person(name, sure=clause.read.zone == BODY or lawyer)]


def _role_of(one: Assignment) -> str:
    return one.role_text or (one.role.text if one.role is not None else "")


def _says_who(clause: Clause, one: Assignment, plan: Certainty, unnamed: bool) -> bool:
    """Whether the assignment is news of somebody: a name, a pronoun, or nobody named where that may be."""
    if one.people.names:
        return bool(_names_of(clause, one))
    if one.people.pronoun:  # "She was also appointed …": a career told
        return not (clause.read.zone == BODY and plan is Certainty.DONE)
    return bool(unnamed and _role_of(one) and _may_be_unnamed(clause, one))


def _hire(clause: Clause, left: Holder, one: Assignment, plan: Certainty, rule: str) -> Finding:
    """The hire, with its company and where the person comes from."""
    names = _names_of(clause, one)
    org = _role_company(clause, one, left.org)
    if org is not None and names and org is names[0]:
        org = None
    company = company_of(clause, org)
    made = Finding(
        "board_appointed" if one.role is not None and one.role.board else HIRED,
        rule,
        clause.read,
        company=company,
        person=person_name(clause, names[0]) if names else one.people.pronoun,
        role=_role_of(one),
        certainty=plan,
    )
    if one.role is not None:
        made.notes = (*made.notes, f"head:{one.role.head}")
    if org is not None and org is one.org:
        made.notes = (*made.notes, "explicit")
        if left.org is not None and left.org.kind == "name" and _same_house(org, left.org):
            made.company = company_of(clause, left.org)
    _tell_origin(clause, one, made, company)
    return made


def _tell_origin(clause: Clause, one: Assignment, made: Finding, company: str) -> None:
    """Puts the employer before into the hire, or that the person comes from inside the company."""
    prior = one.people.org
    elsewhere = prior is not None and not same_company(prior.text, company)
    if prior is not None and prior.kind == "name" and elsewhere and _is_employer(clause, one, prior):
        made.prior_company = full_name(clause.speaker, prior)
    inside = prior is None or prior.kind == "anaphor" or not elsewhere
    if one.people.role is not None and not one.people.former and inside:
        made.notes = (*made.notes, "inside")


def _is_left_for(clause: Clause, left: Holder, one: Assignment, made: Finding) -> bool:
    """Whether the hire is news of a departure from the employer before, too."""
    prior = one.people.org
    return bool(
        prior is not None
        and made.prior_company
        and (made.role or made.rule.startswith("succeed") or (clause.alone and not made.weak))
        and _is_taken_from(clause, one, prior)
        and made.type == HIRED
        and left.org is not prior
    )


def _weigh_without_role(clause: Clause, one: Assignment, made: Finding) -> None:
    """A hire that names no role is weak, but where a headline says whom and from where or in whose place."""
    names, prior = _names_of(clause, one), one.people.org
    known = clause.read.zone == TITLE and names and (names[0].shape == "person" or clause.alone)
    came_from = prior is not None or one.people.role is not None
    taken = prior is not None and clause.anchor.low.startswith(("poach", "snag", "nab", "hire", "recruit"))
    moved = clause.alone and came_from and (made.rule == "join" or taken)
    replaces = _replaces(clause, one)
    made.weak = not (known and (moved or replaces))
    if replaces:
        made.notes = (*made.notes, "successor")


_AWARD = re.compile(
    r"\bof the (?:year|month|decade)\b|\bawards?\b|\brank(?:ed|ing)s?\b|\blist of\b|\btop \d+|"
    r"\bhonorees?\b|\bhall of fame\b|\bfinalists?\b|\brecipients?\b|\bwinners?\b|\brising stars?\b",
    re.IGNORECASE,
)


def _is_award(clause: Clause, one: Assignment) -> bool:
    """ "named CEO of the Year", "named to the Top 100 Advisors ranking": honours, no positions."""
    chunks = clause.chunks
    last = min(len(chunks), max(one.end, clause.at + 1) + 6)
    after = clause.read.text_of(chunks[clause.at].start, chunks[last - 1].end)
    return bool(_AWARD.search(after))


def _role_company(clause: Clause, one: Assignment, subject_org: Chunk | None) -> Chunk | None:
    """The company of the role: named "at" it, or "of" it where no other subject stands; else the subject."""
    org = one.org
    if org is None or org.kind != "name" or org.low in clause.speaker.people or is_no_company(org.low):
        return subject_org
    index = next((k for k, c in enumerate(clause.chunks) if c is org), 0)
    words = [c.low for c in clause.chunks[max(0, index - 2) : index]]
    if "at" in words or "with" in words or "by" in words or (index and clause.chunks[index - 1].kind == "based"):
        return org
    role = one.role
    top = role is None or role.board or role.head in word_set("top") or role.head.startswith("co-")
    field = org.low.split()[-1] in lexicon().sets["role.functions"] and org.shape != "org"
    if subject_org is not None and subject_org.kind == "name":
        return (
            org
            if top
            and org.shape == "org"
            and org.end - org.start > 1
            and clause.chunks[index - 1].low != "for"
            and role is not None
            and role.head not in {"director", "head", "partner"}
            else subject_org
        )
    known = clause.speaker.name and not same_company(org.text, clause.speaker.name)
    if field or (not top and known):
        return subject_org
    if (
        clause.speaker.name
        and not same_company(org.text, clause.speaker.name)
        and org.shape != "org"
        and org.end - org.start == 1
        and not clause.alone
    ):
        return subject_org  # "Director of Biostatistics"
    return org


def _same_house(unit: Chunk, parent: Chunk) -> bool:
    """ "Starwood Insurance Strategies" is a unit of "Starwood Capital": they begin with the same word."""
    first = unit.low.split()[0]
    return first == parent.low.split()[0] and len(first) > 3 and first not in lexicon().sets["org.generic"]


def _replaces(clause: Clause, one: Assignment) -> bool:
    """ "named Jane Doe to replace him": the role is the one that was left."""
    return (
        one.end < len(clause.chunks)
        and clause.chunks[one.end].kind == "verb"
        and "succeed" in clause.chunks[one.end].classes
    )


def _described(clause: Clause, prior: Chunk) -> str:
    """ "executive" in "AmEx executive Jane Doe"."""
    index = next(k for k, c in enumerate(clause.chunks) if c is prior)
    following = clause.chunks[index + 1] if index + 1 < len(clause.chunks) else None
    return following.text if following is not None and following.low == "executive" else ""


def _is_employer(clause: Clause, one: Assignment, prior: Chunk) -> bool:
    """Whether the words before a person name where they worked, and no trade ("Oilfield Drilling Executive …")."""
    index = next((k for k, c in enumerate(clause.chunks) if c is prior), 0)
    following = clause.chunks[index + 1].kind if index + 1 < len(clause.chunks) else ""
    if "veteran" in prior.low or any(n.low in prior.low for n in one.people.names):
        return False
    return not is_scope(prior) and (following != "desc" or one.people.former or clause.alone)


def _is_taken_from(clause: Clause, one: Assignment, prior: Chunk) -> bool:
    """ "Globex's Jane Doe", "Globex CIO Jane Doe", "Globex executive Jane Doe" leave Globex; "former", "veteran" do
    not."""
    held = one.people.role
    if one.people.former or not one.people.of_org or clause.read.zone != TITLE or is_scope(prior):
        return False
    if held is not None and "founder" in held.low:
        return False  # a founder who takes a post elsewhere need not leave
    chunks = clause.chunks
    index = next(k for k, c in enumerate(chunks) if c is prior)
    following = chunks[index + 1] if index + 1 < len(chunks) else prior
    if (
        clause.anchor.classes & {"join"}
        and clause.alone
        and following.kind in {"punct", "conj", "prep"}
        and chunks[index - 1].low == "from"
    ):
        return True
    return following.kind in {"poss", "role"} or following.low in {"executive", "exec", "boss", "chief"}


def _may_be_unnamed(clause: Clause, one: Assignment) -> bool:
    if (
        one.role is not None
        and one.said_as
        and any(c.kind == "desc" for c in clause.chunks[clause.at + 1 : one.people.start + 8])
    ):
        return True  # "appoints industry expert to its board"
    if (
        one.role is None
        or one.role.board
        or one.role.low.rstrip(" )").endswith(("officers", "directors", "presidents", "managers", "s)"))
        or one.role.head.endswith("s")
        or one.role.head in PARTNERSHIP | {"principal", "founder", "advisor", "adviser"}
    ):
        return False
    if clause.read.zone != TITLE:
        return False
    first = one.role.low.split()[0]
    before = clause.chunks[clause.at + 1 : clause.at + 4]
    return first in _UNNAMED_INTRO or any(c.low in _UNNAMED_INTRO for c in before) or clause.read.zone == TITLE


def is_known_surname(clause: Clause, org: Chunk | None) -> bool:
    return org is not None and all(w in clause.speaker.people for w in org.low.split())
