"""Who leaves and what is left: the findings that every frame of leaving ends in."""

from __future__ import annotations

import re

from matching.comparing.companies import same_company
from matching.grammar.chunk_types import Chunk
from matching.grammar.frame import Clause, Finding, Holder, is_punct
from matching.grammar.holders import org_after
from matching.grammar.people.findings import (
    company_of,
    person_name,
    plausible_person,
)
from matching.grammar.people.origins import DEPARTED
from matching.grammar.status import background, certainty
from matching.grammar.tokens import BODY

NEWLY = re.compile(r"^(?:(?:the|its|new|next|incoming|first|permanent) )+", re.IGNORECASE)


def departures_of(clause: Clause, holder: Holder, rule: str) -> list[Finding]:
    """Departures of everyone `holder` names, or of the unnamed holder of its role."""
    held = background(clause)
    if held:
        clause.trace.append(f"background: {held}")
        return []
    company = company_of(clause, holder.org)
    plan = certainty(clause)
    role = NEWLY.sub("", holder.role.text) if holder.role is not None else ""
    people: list[Chunk | None] = list(holder.names) or [None]
    findings: list[Finding] = []
    for person in people:
        if person is not None and not plausible_person(person, sure=clause.read.zone == BODY):
            continue
        name = person_name(clause, person) if person is not None else holder.pronoun
        if person is not None and same_company(name, company):
            continue
        parts = holder.role.parts if holder.role is not None and person is None else []
        roles = [clause.read.text_of(*p) for p in parts] if len(parts) > 1 and _plural_verb(clause) else [role]
        findings.extend(
            Finding(DEPARTED, rule, clause.read, company=company, person=name, role=r, certainty=plan) for r in roles
        )
    return findings


def _plural_verb(clause: Clause) -> bool:
    return clause.anchor.kind == "verb" and clause.anchor.low.split()[0] in {
        "are",
        "were",
        "have",
        "retire",
        "resign",
        "leave",
    }


_LEAVES = ("leav", "left", "exit", "depart", "quit", "from", "with", "vacat")


def left_what(clause: Clause) -> tuple[Chunk | None, Chunk | None]:
    """Role and organisation left: "from his role as CFO of Globex", "as CBS executive chairman", "leaves Globex"."""
    chunks = clause.chunks
    role = org = None
    direct = clause.anchor.kind == "verb" and clause.anchor.low.split()[-1].startswith(_LEAVES)
    for k in range(clause.position + 1, min(len(chunks), clause.position + 14)):
        chunk = chunks[k]
        if chunk.kind == "name" and not direct and chunks[k - 1].kind not in {"prep", "det", "poss", "anaphor"}:
            continue
        if (
            chunk.kind in {"verb", "rel", "sub"}
            or is_punct(chunk, ";.")
            or (chunk.kind == "conj" and k + 1 < len(chunks) and chunks[k + 1].kind == "verb")
        ):
            break
        if chunk.kind == "prep" and chunk.low in {"to", "with", "by", "after"} and role is None:
            break
        if chunk.kind == "role" and role is None:
            role = chunk
            org = org_after(chunks, k, len(chunks)) or org
            break
        if (
            chunk.kind in {"name", "anaphor"}
            and org is None
            and not (chunk.kind == "name" and chunk.shape == "person")
            and chunks[k - 1].low not in {"in", "on", "at"}
        ):
            org = chunk
    return role or _held_there(clause, org), org


def _held_there(clause: Clause, org: Chunk | None) -> Chunk | None:
    """The role in "leaves Globex, where she was CIO"."""
    chunks = clause.chunks
    start = next((k for k, c in enumerate(chunks) if c is org), len(chunks))
    where = next((k for k in range(start, min(len(chunks), start + 3)) if chunks[k].low == "where"), None)
    said = chunks[where + 1 : where + 8] if where is not None else []
    end = next((k for k, c in enumerate(said) if is_punct(c, ",;.")), len(said))
    return next((c for c in said[:end] if c.kind == "role"), None)
