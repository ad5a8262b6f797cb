"""Frames of leaving: retired, resigned, removed, departures as nouns, and those called outgoing."""

from __future__ import annotations

from callnow.terms import Certainty
from matching.grammar.chunk_types import Chunk
from matching.grammar.frame import Clause, Finding, Holder, is_punct, left_of
from matching.grammar.holders import org_after
from matching.grammar.lexicon import lexicon
from matching.grammar.people.findings import (
    plausible_person,
)
from matching.grammar.people.leaving import departures_of, left_what
from matching.grammar.people.slots import holders, person_after
from matching.grammar.subject import full_name
from matching.grammar.subjects import subject
from matching.grammar.tokens import TITLE


def leave(clause: Clause) -> list[Finding]:
    """ "Globex CIO Jane Doe to step down", "Jane Doe retires from Globex", "has resigned as CFO"."""
    anchor = clause.anchor
    told_of_now = clause.read.zone == TITLE or anchor.plan is not Certainty.DONE
    if anchor.form == "passive" or (anchor.form == "ing" and not told_of_now):
        return []
    left = subject(clause, clause.position)
    surname = _is_surname(left)
    if surname and clause.read.zone == TITLE and "oust" not in anchor.classes and anchor.low.split()[-1] not in _EXITS:
        left = Holder([left.org] if left.org else [], start=left.start)
    if not left.names and left.role is None and left.pronoun not in {"he", "she"}:
        return []
    left.org = None if left.org in left.names else left.org
    if anchor.low in _PARTING and left.org is None:
        left.org = _parted_from(clause, left)
    role, org = left_what(clause)
    if role is None and _leaves_no_post(clause, left, org):
        return []
    findings = departures_of(clause, left, "leave")
    for finding in findings:
        if role is not None and (not finding.role or len(role.text) > len(finding.role)):
            finding.role = role.text
        if org is not None and org.kind == "name" and not left.of_org:
            finding.company = full_name(clause.speaker, org)
        if surname:
            finding.notes = (*finding.notes, "surname")
        past = left.former and role is None and clause.read.zone != TITLE
        finding.weak = finding.weak or surname or past or (not finding.role and not _leaves_without_role(clause))
    return findings


_EXITS = frozenset({"exits", "exit", "quits", "leaves"})  # so may a company, a market
_TAKE_OBJECT = frozenset({"leave", "left", "leaving", "quit", "depart", "departs"} | _EXITS)


def _is_surname(left: Holder) -> bool:
    """Whether who leaves is called by one word that might be a company's: "Doe retires"."""
    one_word = left.org is not None and left.org.shape == "open" and left.org.end - left.org.start == 1
    return one_word and not left.names and left.role is None


def _leaves_no_post(clause: Clause, left: Holder, org: Chunk | None) -> bool:
    """Whether a clause that names no role tells of no departure: a player's, a pastime's, or of what is left alone."""
    sport = left.role is None and any(c.low in lexicon().sets["words.sport"] for c in clause.chunks)
    if sport or "transition" in clause.anchor.low or _leaves_pastime(clause):
        return True
    takes_object = clause.anchor.low.split()[-1] in _TAKE_OBJECT
    return takes_object and org is None and _has_object(clause.chunks, clause.position)


_PARTING = frozenset({"part ways", "part company"})


def _parted_from(clause: Clause, leaver: Holder) -> Chunk | None:
    """The company in "Acme and its CFO part ways"."""
    chunks = clause.chunks
    k = leaver.start if chunks[leaver.start].kind == "conj" else left_of(chunks, leaver.start)
    if k < 1 or not (chunks[k].kind == "conj" or is_punct(chunks[k], ",")):
        return None
    org = chunks[left_of(chunks, k)]
    return org if _is_company(org) else None


def _leaves_without_role(clause: Clause) -> bool:
    """Whether the clause tells a departure though it names no role: a headline that does not say that somebody died."""
    return clause.read.zone == TITLE and clause.anchor.low.split()[-1] not in {"away", "die", "dies", "died"}


def _leaves_pastime(clause: Clause) -> bool:
    """ "retires from marathon running": what is left is not a post, company or work."""
    chunks = clause.chunks
    start = clause.position + 1
    if not clause.anchor.low.endswith(" from"):
        if start >= len(chunks) or chunks[start].low != "from":
            return False
        start += 1
    first = next((c for c in chunks[start : start + 3] if c.kind != "det"), None)
    return first is not None and first.kind == "word" and first.low not in lexicon().sets["words.posts"]


def _has_object(chunks: list[Chunk], position: int) -> bool:
    return (
        position + 1 < len(chunks)
        and chunks[position + 1].kind in {"det", "word", "number", "noun"}
        and chunks[position + 1].low not in {"effective"}
    )


def oust(clause: Clause) -> list[Finding]:
    """ "Globex ousts chairman Max Roe", "Max Roe was removed as CEO"."""
    if clause.position and clause.anchor.form == "either" and clause.chunks[clause.position - 1].kind == "verb":
        return []  # "Acme hires ousted Globex boss Max Roe"
    left = subject(clause, clause.position)
    if clause.anchor.form == "passive" or (clause.anchor.form == "either" and left.names):
        role, _ = left_what(clause)
        if not (left.names and role):
            return []
        findings = departures_of(clause, left, "oust.passive")
        for finding in findings:
            finding.role = finding.role or (role.text if role else "")
        return findings
    holder, _ = person_after(clause, clause.position + 1)
    if holder is None or holder.role is None or holder.former or left.org is None:
        return []
    holder.org = left.org
    return departures_of(clause, holder, "oust")


def departure(clause: Clause) -> list[Finding]:
    """ "the resignation of CFO Max Roe", "Max Roe's retirement as CFO", "departure of its CIO"."""
    mortal = clause.anchor.low.startswith(_MORTAL)
    sure = not clause.anchor.low.startswith(("resign", "retire", "appoint"))
    leaving = [h for h in _who_departs(clause) if h.names or h.role is not None]
    leaving = [h for h in leaving if not h.former or clause.read.zone == TITLE]  # a former president holds nothing
    leaving = [h for h in leaving if h.role is not None or not mortal]  # whose death it is, nothing says
    leaving = [h for h in leaving if h.role is not None or all(plausible_person(n, sure=sure) for n in h.names)]
    role, org = left_what(clause)
    findings: list[Finding] = []
    for holder in leaving:
        for finding in departures_of(clause, holder, "departure"):
            if role is not None and not finding.role:
                finding.role = role.text
            if _is_company(org) and holder.org is None and org not in holder.names:
                finding.company = full_name(clause.speaker, org)
            finding.weak = not (finding.role or clause.read.zone == TITLE)
            findings.append(finding)
    return findings


def _is_company(org: Chunk | None) -> bool:
    return org is not None and org.kind == "name" and org.shape != "person"


def _who_departs(clause: Clause) -> list[Holder]:
    """Whom "resignation of …" or "…'s resignation" speaks of."""
    chunks, position = clause.chunks, clause.position
    if position + 1 < len(chunks) and chunks[position + 1].low == "of":
        several = holders(clause, position + 2)
        if len(several) > 1:
            org = next((h.org for h in several if h.org is not None), None)
            for leaver in several:
                leaver.org = leaver.org or org
            return several
        holder, end = person_after(clause, position + 2)
        if holder is None:
            return []
        if holder.org is None and holder.role is not None:
            index = next((j for j in range(position, len(chunks)) if chunks[j] is holder.role), position)
            holder.org = org_after(chunks, index, len(chunks))
        if holder.names and holder.role is None and end < len(chunks) and is_punct(chunks[end], ","):
            after = next((c for c in chunks[end + 1 : end + 4] if c.kind not in {"det", "former"}), None)
            holder.role = after if after is not None and after.kind == "role" else None
        return [holder]
    left = left_of(chunks, position)
    while left >= 0 and chunks[left].kind == "word":
        left = left_of(chunks, left)
    if left > 0 and chunks[left].kind == "poss":
        return [subject(clause, left)]
    if left >= 0 and chunks[left].kind == "role" and clause.read.zone == TITLE:
        return [subject(clause, position)]
    return []


_MORTAL = ("death", "passing", "loss", "removal")


def outgoing(clause: Clause) -> list[Finding]:
    """ "outgoing CEO Max Roe": whoever is called outgoing leaves."""
    holder, _ = person_after(clause, clause.position + 1)
    if holder is None or not holder.names or holder.role is None:
        return []
    return departures_of(clause, holder, "outgoing")
