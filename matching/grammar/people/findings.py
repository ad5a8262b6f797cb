"""What a frame about people gives: hires and departures with their company, role and former employer."""

from __future__ import annotations

import re

from callnow.terms import Certainty
from matching.comparing.companies import same_company
from matching.grammar.chunk_types import Chunk
from matching.grammar.frame import Clause, Finding, Holder, could_be_org, is_punct
from matching.grammar.lexicon import lexicon, word_set
from matching.grammar.people.origins import HIRED, departure_from_employer_before, tell_origin
from matching.grammar.people.roles import Assignment
from matching.grammar.status import background, certainty
from matching.grammar.subject import carries_news, full_name, is_no_company
from matching.grammar.tokens import BODY, TITLE


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
    """The company `org` means; a foundation or unit that begins with the speaker's name is the speaker.

    Where nothing names it, it is the company whose words the sentence tells, else the speaker.
    """
    told_by = _teller(clause) if org is None or org.kind == "anaphor" else None
    name = full_name(clause.speaker, told_by or org)
    mine, other = name.lower().split()[:2], clause.speaker.name.lower().split()[:2]
    return clause.speaker.name if len(mine) == 2 and mine == other else name


def _teller(clause: Clause) -> Chunk | None:
    """The company in "Globex said its CIO Jane Doe is leaving", "Globex: Jane Doe named CIO", "At Globex, Jane Doe"."""
    chunks = [c for c in clause.chunks[: clause.position] if c.kind != "paren"]
    start = 1 if chunks and chunks[0].low == "at" else 0
    if len(chunks) < start + 2 or not could_be_org(chunks[start]) or chunks[start].shape == "person":
        return None
    said, then = chunks[start : start + 2]
    says = then.kind == "verb" and "announce" in then.classes and then.form != "passive"
    heads = clause.read.zone != TITLE and is_punct(then, "," if start else ":")
    is_surname = said.shape != "org" and said.end - said.start == 1
    unsure = is_surname or carries_news(said.text) or is_no_company(said.low)
    return said if (heads or (says and not start)) and not unsure else None


def person_name(clause: Clause, chunk: Chunk) -> str:
    """A person's name as the text writes it, its title only where nothing but a surname stands behind it."""
    start, end = chunk.core if chunk.core != (0, 0) else (chunk.start, chunk.end)
    if chunk.has_honorific and end - start == 1:
        start = chunk.start
    return clause.read.text_of(start, end)


def hires(clause: Clause, left: Holder, assignments: list[Assignment], rule: str, *, unnamed: bool) -> list[Finding]:
    """Hires (or seats on a board) for each assignment, and the departure from the company someone is taken from."""
    if not assignments:
        return []
    held = background(clause)
    if held:
        clause.trace.append(f"background: {held}")
        return []
    plan = certainty(clause)
    findings: list[Finding] = []
    for assignment in assignments:
        if _is_award(clause, assignment) or not _says_who(clause, assignment, plan, unnamed):
            continue
        hire = _hire(clause, left, assignment, plan, rule)
        departure = departure_from_employer_before(clause, left, assignment, hire)
        if departure is not None:
            findings.append(departure)
        if not hire.role:
            _weigh_without_role(clause, assignment, hire)
        if not same_company(hire.person, hire.company):
            findings.append(hire)
    return findings


def _names_of(clause: Clause, assignment: Assignment) -> list[Chunk]:
    """Those names of an assignment that a person can have."""
    lawyer = assignment.role is not None and assignment.role.head in PARTNERSHIP
    return [name for name in assignment.people.names if plausible_person(name, sure=clause.read.zone == BODY or lawyer)]


def _role_of(assignment: Assignment) -> str:
    return assignment.role_text or (assignment.role.text if assignment.role is not None else "")


def _says_who(clause: Clause, assignment: Assignment, plan: Certainty, unnamed: bool) -> bool:
    """Whether the assignment is news of somebody: a name, a pronoun, or nobody named where that may be."""
    if assignment.people.names:
        return bool(_names_of(clause, assignment))
    if assignment.people.pronoun:  # "She was also appointed …": a career told
        return not (clause.read.zone == BODY and plan is Certainty.DONE)
    return bool(unnamed and _role_of(assignment) and _may_be_unnamed(clause, assignment))


def _hire(clause: Clause, left: Holder, assignment: Assignment, plan: Certainty, rule: str) -> Finding:
    """The hire, with its company and where the person comes from."""
    names = _names_of(clause, assignment)
    org = _role_company(clause, assignment, left.org)
    if org is not None and names and org is names[0]:
        org = None
    company = company_of(clause, org)
    hire = Finding(
        "board_appointed" if assignment.role is not None and assignment.role.board else HIRED,
        rule,
        clause.read,
        company=company,
        person=person_name(clause, names[0]) if names else assignment.people.pronoun,
        role=_role_of(assignment),
        certainty=plan,
    )
    if assignment.role is not None:
        hire.notes = (*hire.notes, f"head:{assignment.role.head}")
    if org is not None and org is assignment.org:
        hire.notes = (*hire.notes, "explicit")
        if left.org is not None and left.org.kind == "name" and _same_house(org, left.org):
            hire.company = company_of(clause, left.org)
    tell_origin(clause, assignment, hire, company)
    return hire


def _weigh_without_role(clause: Clause, assignment: Assignment, hire: Finding) -> None:
    """A hire that names no role is weak, but where a headline says whom and from where or in whose place."""
    names, prior = _names_of(clause, assignment), assignment.people.org
    known = clause.read.zone == TITLE and names and (names[0].shape == "person" or clause.alone)
    came_from = prior is not None or assignment.people.role is not None
    taken = prior is not None and clause.anchor.low.startswith(("poach", "snag", "nab", "hire", "recruit"))
    moved = clause.alone and came_from and (hire.rule == "join" or taken)
    replaces = _replaces(clause, assignment)
    hire.weak = not (known and (moved or replaces))
    if replaces:
        hire.notes = (*hire.notes, "successor")


_AWARD = re.compile(
    r"\bof the (?:year|month|decade)\b|\bawards?\b|\brank(?:ed|ing)s?\b|\blist of\b|\btop \d+|"
    r"\bhonorees?\b|\bhall of fame\b|\bfinalists?\b|\brecipients?\b|\bwinners?\b|\brising stars?\b",
    re.IGNORECASE,
)


def _is_award(clause: Clause, assignment: Assignment) -> bool:
    """ "named CEO of the Year", "named to the Top 100 Advisors ranking": honours, no positions."""
    chunks = clause.chunks
    last = min(len(chunks), max(assignment.end, clause.position + 1) + 6)
    after = clause.read.text_of(chunks[clause.position].start, chunks[last - 1].end)
    return bool(_AWARD.search(after))


def _role_company(clause: Clause, assignment: Assignment, subject_org: Chunk | None) -> Chunk | None:
    """The company of the role: named "at" it, or "of" it where no other subject stands; else the subject."""
    org = assignment.org
    if org is None or org.kind != "name" or org.low in clause.speaker.people or is_no_company(org.low):
        return subject_org
    index = next((k for k, c in enumerate(clause.chunks) if c is org), 0)
    words = [c.low for c in clause.chunks[max(0, index - 2) : index]]
    if "at" in words or "with" in words or "by" in words or (index and clause.chunks[index - 1].kind == "based"):
        return org
    role = assignment.role
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
        and not (role is not None and _LEADS_ALL.search(role.text) and not _is_field(org))
    ):
        return subject_org  # "Director of Biostatistics"
    return org


# Of these a company has one: "CEO of Corvel" names a company, "director of Biostatistics" a field.
_LEADS_ALL = re.compile(
    r"\bC[EFIOT]O\b|\bchief (?:executive|financial|information|operating|technology)\b", re.IGNORECASE
)


def _is_field(org: Chunk) -> bool:
    sets = lexicon().sets
    return any(org.low in sets[name] for name in ("org.heads", "org.units", "role.functions", "role.modifiers"))


def _same_house(unit: Chunk, parent: Chunk) -> bool:
    """ "Starwood Insurance Strategies" is a unit of "Starwood Capital": they begin with the same word."""
    first = unit.low.split()[0]
    return first == parent.low.split()[0] and len(first) > 3 and first not in lexicon().sets["org.generic"]


def _replaces(clause: Clause, assignment: Assignment) -> bool:
    """ "named Jane Doe to replace him": the role is the one that was left."""
    return (
        assignment.end < len(clause.chunks)
        and clause.chunks[assignment.end].kind == "verb"
        and "succeed" in clause.chunks[assignment.end].classes
    )


def _may_be_unnamed(clause: Clause, assignment: Assignment) -> bool:
    if (
        assignment.role is not None
        and assignment.said_as
        and any(c.kind == "desc" for c in clause.chunks[clause.position + 1 : assignment.people.start + 8])
    ):
        return True  # "appoints industry expert to its board"
    if (
        assignment.role is None
        or assignment.role.board
        or assignment.role.low.rstrip(" )").endswith(("officers", "directors", "presidents", "managers", "s)"))
        or assignment.role.head.endswith("s")
        or assignment.role.head in PARTNERSHIP | {"principal", "founder", "advisor", "adviser"}
    ):
        return False
    return clause.read.zone == TITLE


def is_known_surname(clause: Clause, org: Chunk | None) -> bool:
    """Whether what reads like an organisation is the surname of somebody whom the text has named in full."""
    return org is not None and all(w in clause.speaker.people for w in org.low.split())
