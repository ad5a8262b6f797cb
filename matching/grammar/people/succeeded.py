"""Frames of succession: who succeeds, replaces or takes over from whom."""

from __future__ import annotations

from matching.grammar.chunk_types import Chunk
from matching.grammar.frame import Clause, Finding, Holder, is_punct
from matching.grammar.people.findings import (
    hires,
    is_known_surname,
    plausible_person,
)
from matching.grammar.people.leaving import NEWLY, departures_of
from matching.grammar.people.roles import Assignment, given_to_each, passive_role
from matching.grammar.people.slots import person_after
from matching.grammar.subjects import subject


def succeed(clause: Clause) -> list[Finding]:
    """ "Jane Doe succeeds Max Roe, who is retiring", "to be replaced by Globex's Jane Doe", "replacing Max Roe as
    CFO"."""
    left = subject(clause, clause.position)
    return _succeeded_by(clause, left) if clause.anchor.form == "passive" else _succeeds(clause, left)


def _succeeded_by(clause: Clause, left: Holder) -> list[Finding]:
    """ "Max Roe is succeeded by Jane Doe": who leaves stands before, who comes behind."""
    holder, end = person_after(clause, _skip_by(clause))
    if holder is None or not holder.names:
        return []
    got = passive_role(clause, end - 1)
    if got is not None and got.role is not None and left.role is None:
        left.role, left.org = got.role, left.org if left.org not in left.names else None
        left.org = left.org or got.org
    assigned = [Assignment(holder, None, end=end)]
    findings = hires(clause, Holder(org=left.org), assigned, "succeed.passive", unnamed=False)
    for finding in findings:
        finding.role = finding.role or (left.role.text if left.role else "")
        finding.notes = (*finding.notes, "successor")
        finding.weak = not finding.role
    return [*findings, *departures_of(clause, left, "succeed.passive")]


def _succeeds(clause: Clause, comes: Holder) -> list[Finding]:
    """ "Jane Doe succeeds Max Roe": who comes stands before, who leaves behind."""
    holder, end = person_after(clause, clause.position + 1)
    if holder is None or not holder.names or not plausible_person(holder.names[0], sure=holder.role is None):
        return []
    got = passive_role(clause, end - 1)
    departed = departures_of(clause, holder, "succeed")
    somebody = comes.names or comes.pronoun or is_known_surname(clause, comes.org)
    if got is None and holder.role is None and comes.role is None and not somebody:
        return []
    role = got.role if got is not None else None
    held = _held(clause, end)
    for finding in departed:
        told = NEWLY.sub("", role.text) if role is not None else held.text if held else ""
        finding.role = finding.role or told
        finding.notes = (*finding.notes, "replaced")
    if not comes.names or got is None or role is None:
        return departed
    return [*departed, *hires(clause, Holder(org=got.org), given_to_each(comes, got), "succeed", unnamed=False)]


def _held(clause: Clause, position: int) -> Chunk | None:
    """The role in ", who has served as interim CEO since June"."""
    chunks = clause.chunks
    if position + 1 < len(chunks) and is_punct(chunks[position], ",") and chunks[position + 1].kind == "rel":
        for chunk in chunks[position + 2 : position + 8]:
            if chunk.kind == "role":
                return chunk
            if is_punct(chunk, ",;."):
                break
    return None


def _skip_by(clause: Clause) -> int:
    k = clause.position + 1
    return k + 1 if k < len(clause.chunks) and clause.chunks[k].low == "by" else k
