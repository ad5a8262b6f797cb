"""Where somebody who is hired comes from: the employer before, and whether the hire is news of leaving it."""

from __future__ import annotations

from matching.comparing.companies import same_company
from matching.grammar.chunk_types import Chunk
from matching.grammar.frame import Clause, Finding, Holder
from matching.grammar.holders import is_scope
from matching.grammar.people.roles import Assignment
from matching.grammar.subject import full_name
from matching.grammar.tokens import TITLE

HIRED, DEPARTED = "executive_hired", "executive_departed"


def tell_origin(clause: Clause, assignment: Assignment, hire: Finding, company: str) -> None:
    """Puts the employer before into the hire, or that the person comes from inside the company."""
    prior = assignment.people.org
    elsewhere = prior is not None and not same_company(prior.text, company)
    if prior is not None and prior.kind == "name" and elsewhere and _is_employer(clause, assignment, prior):
        hire.prior_company = full_name(clause.speaker, prior)
    inside = prior is None or prior.kind == "anaphor" or not elsewhere
    if assignment.people.role is not None and not assignment.people.former and inside:
        hire.notes = (*hire.notes, "inside")


def departure_from_employer_before(
    clause: Clause, left: Holder, assignment: Assignment, hire: Finding
) -> Finding | None:
    """The departure from the employer before that a hire is news of, too."""
    prior = assignment.people.org
    if prior is None or prior.kind != "name" or not _is_left_for(clause, left, assignment, hire):
        return None
    return Finding(
        DEPARTED,
        f"{hire.rule}.taken_from",
        clause.read,
        company=hire.prior_company,
        person=hire.person,
        role=assignment.people.role.text if assignment.people.role else _described(clause, prior),
        certainty=hire.certainty,
    )


def _is_left_for(clause: Clause, left: Holder, assignment: Assignment, hire: Finding) -> bool:
    """Whether the hire is news of a departure from the employer before, too."""
    prior = assignment.people.org
    return bool(
        prior is not None
        and hire.prior_company
        and (hire.role or hire.rule.startswith("succeed") or (clause.alone and not hire.weak))
        and _is_taken_from(clause, assignment, prior)
        and hire.type == HIRED
        and left.org is not prior
    )


def _described(clause: Clause, prior: Chunk) -> str:
    """ "executive" in "AmEx executive Jane Doe"."""
    index = next(k for k, c in enumerate(clause.chunks) if c is prior)
    following = clause.chunks[index + 1] if index + 1 < len(clause.chunks) else None
    return following.text if following is not None and following.low == "executive" else ""


def _is_employer(clause: Clause, assignment: Assignment, prior: Chunk) -> bool:
    """Whether the words before a person name where they worked, and no trade ("Oilfield Drilling Executive …")."""
    index = next((k for k, c in enumerate(clause.chunks) if c is prior), 0)
    following = clause.chunks[index + 1].kind if index + 1 < len(clause.chunks) else ""
    if "veteran" in prior.low or any(n.low in prior.low for n in assignment.people.names):
        return False
    return not is_scope(prior) and (following != "desc" or assignment.people.former or clause.alone)


def _is_taken_from(clause: Clause, assignment: Assignment, prior: Chunk) -> bool:
    """ "Globex's Jane Doe", "Globex CIO Jane Doe", "Globex executive Jane Doe" leave Globex; "former", "veteran" do
    not."""
    held = assignment.people.role
    if assignment.people.former or not assignment.people.of_org or clause.read.zone != TITLE or is_scope(prior):
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
