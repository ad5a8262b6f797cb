"""Frames of coming and rising: appointed, named, welcomed, joined, became."""

from __future__ import annotations

import re
from dataclasses import replace

from callnow.terms import Certainty
from matching.comparing.companies import same_company
from matching.grammar.chunk_types import Chunk
from matching.grammar.frame import Clause, Finding, Holder, could_be_person, is_punct, left_of
from matching.grammar.lexicon import lexicon
from matching.grammar.people.findings import PARTNERSHIP, hires, is_known_surname, organisation_after, plausible_person
from matching.grammar.people.leaving import departures_of, left_what
from matching.grammar.people.roles import Assignment, given_to_each, passive_role
from matching.grammar.people.slots import assignments, crossed, risen_of_list
from matching.grammar.subject import full_name
from matching.grammar.subjects import subject
from matching.grammar.tokens import BODY, TITLE


def appoint(clause: Clause) -> list[Finding]:
    """ "Acme names Jane Doe CFO", "Jane Doe was named CFO of Acme", "Acme hires its first CIO", "Acme promotes …"."""
    anchor, left = clause.anchor, subject(clause, clause.position)
    if anchor.form == "passive":
        return _appointed(clause, left)
    if risen := risen_of_list(clause):
        return hires(clause, left, risen, "promote", unnamed=False)
    if anchor.form == "active" and _reads_like_person(left):
        left = Holder(org=left.names[0], start=left.start)  # "Morgan Stanley names …"
    assigned = assignments(clause, clause.position + (2 if _is_gerund_of(clause) else 1))
    sure = bool(anchor.classes & {"appoint", "promote"})
    if anchor.form == "either" and left.names and not any(a.people.names for a in assigned):
        return _appointed(clause, left) if sure else []
    if anchor.form == "either" and _names_speaker(clause, left, assigned):
        return _appointed(clause, Holder([left.org] if left.org else [], start=left.start))
    if not sure:
        welcomed = "welcome" in anchor.classes
        assigned = [a for a in assigned if a.people.names and a.role is not None and (a.said_as or welcomed)]
    return hires(clause, left, assigned, "promote" if "promote" in anchor.classes else "appoint", unnamed=sure)


def _reads_like_person(left: Holder) -> bool:
    """Whether the subject of an active verb, which is who appoints, was taken for people."""
    return bool(left.names) and left.org is None and left.role is None and not left.names[0].has_honorific


def _is_gerund_of(clause: Clause) -> bool:
    """ "the naming of Jane Doe"."""
    after = clause.chunks[clause.position + 1 : clause.position + 2]
    return clause.anchor.form == "ing" and bool(after) and after[0].low == "of"


def _names_speaker(clause: Clause, left: Holder, assigned: list[Assignment]) -> bool:
    """ "Brendlin named Acme CIO" where Acme is who speaks: then Brendlin is the one who was named."""
    who = assigned[0].people.names[0] if assigned and assigned[0].people.names else None
    mine = clause.speaker.name
    return (
        who is not None
        and left.org is not None
        and left.org.kind == "name"
        and same_company(who.text, mine) is True
        and not same_company(left.org.text, mine)
    )


def _appointed(clause: Clause, left: Holder) -> list[Finding]:
    """The passive: people to the left, the role to the right."""
    left.names = [n for n in left.names if plausible_person(n)]
    if left.org in left.names:
        left.org = None
    if left.org is not None and not left.names and is_known_surname(clause, left.org):
        left = Holder([left.org], left.role, start=left.start)
    got = passive_role(clause, clause.position)
    if not left.names:
        if left.pronoun in {"he", "she"} and got is not None and got.role is not None:
            return hires(clause, Holder(), [replace(got, people=left)], "appoint.passive", unnamed=True)
        return []
    if got is None:
        return []
    by = organisation_after(clause, clause.position, got.end + 8, "by")
    org = by or got.org
    people = crossed(clause, given_to_each(left, replace(got, org=org)))
    rule = "promote.passive" if "promote" in clause.anchor.classes else "appoint.passive"
    return hires(clause, Holder(org=by) if by is not None else Holder(), people, rule, unnamed=False)


def appointment(clause: Clause) -> list[Finding]:
    """ "the appointment of Jane Doe as CFO", "promotion of … to …", "Acme's hiring of …", "addition of … to its
    board"."""
    chunks, position = clause.chunks, clause.position
    k = position + 1
    if k < len(chunks) and chunks[k].kind == "paren":
        k += 1
    if k >= len(chunks) or chunks[k].low != "of":
        return []
    assigned = assignments(clause, k + 1)
    left = left_of(chunks, position)
    while left >= 0 and chunks[left].kind in {"det", "word", "desc", "number"}:
        left = left_of(chunks, left)
    org = Holder()
    if left > 0 and chunks[left].kind == "poss" and chunks[left - 1].kind in {"name", "anaphor"}:
        org = Holder(org=chunks[left - 1])
    elif left >= 0 and chunks[left].kind in {"verb", "prep"}:
        org = subject(clause, left)
    if not clause.anchor.classes & {"promotion"}:
        assigned = [a for a in assigned if a.role is not None or a.people.role is None]
    return hires(
        clause, org, assigned, "promotion" if "promotion" in clause.anchor.classes else "appointment", unnamed=True
    )


def join(clause: Clause) -> list[Finding]:
    """ "Jane Doe joins Acme as CFO", "has joined the company's board"."""
    bound = "bound_for" in clause.anchor.classes
    if clause.anchor.form == "passive" and not bound:
        return []
    left = _purpose_subject(clause) or subject(clause, clause.position)
    alone = left.org if not left.names and left.role is None else None  # not "CIO of Orbel joins"
    if alone is not None and alone.shape == "open" and alone.end - alone.start == 1 and clause.read.zone == TITLE:
        left = Holder([alone], start=left.start)  # "Jensen joins MSK from …": needs a role or a former company
    if not left.names and left.pronoun not in {"he", "she"}:
        return []
    org, end = _joined_org(clause)
    got = _joined_role(clause, end)
    if got is None and end < len(clause.chunks) and clause.chunks[end].kind == "role":
        return []  # "Jane Doe joins Acme CEO for panel": whom she joins
    role = got.role if got is not None else None
    prior = organisation_after(clause, clause.position, clause.position + 16, "from")
    former = left.former or (prior is not None and not clause.alone)
    known = left.of_org or prior is not None
    assigned = [
        Assignment(Holder([n], left.role, _not_self(left.org, n) or prior, former, of_org=known), role, end=end)
        for n in left.names
    ] or [Assignment(Holder(pronoun=left.pronoun), role, end=end)]
    findings = hires(clause, Holder(org=org), assigned, "join", unnamed=False)
    for finding in findings:
        if prior is not None and not finding.prior_company:
            finding.prior_company = full_name(clause.speaker, prior)
        finding.weak = finding.weak or org is None
        if bound and finding.certainty is Certainty.DONE:
            finding.certainty = Certainty.ANNOUNCED
    if bound and role is not None:
        findings = [*_left_for(clause, left), *findings]
    if (role is None and prior is None) or (role is not None and role.head in PARTNERSHIP):
        return [f for f in findings if left.names and plausible_person(left.names[0], sure=True)]
    return findings


def _left_for(clause: Clause, left: Holder) -> list[Finding]:
    """The departure of "Jane Doe, CFO of Acme, is headed to Globex"; who "has held the job" leaves the successor's."""
    said = [c.low for c in clause.chunks[: clause.position]]
    holds = bool(_HOLDS.search(" ".join(said)))
    if left.former or not (holds or (left.role is not None and left.org is not None)):
        return []
    findings = departures_of(clause, left, "bound_for")
    for finding in findings:
        finding.certainty = Certainty.ANNOUNCED
        finding.notes = (*finding.notes, "replaced") if holds else finding.notes
    return findings


_HOLDS = re.compile(r"\bwho (?:has |had )?(?:held|filled|had|done) (?:the|that) (?:job|post|role|position|seat)\b")


_ENDS_ORG = frozenset({"role", "rel", "verb", "sub", "punct"})


def _joined_org(clause: Clause) -> tuple[Chunk | None, int]:
    """The organisation right of "joins", and the chunk where its words end."""
    chunks = clause.chunks
    org: Chunk | None = None
    k = clause.position + 1
    while k < len(chunks) and k < clause.position + 8:
        chunk = chunks[k]
        if chunk.kind in {"name", "anaphor"}:
            if org is not None and chunks[k - 1].kind not in {"poss", "name"}:
                break
            org = org or chunk
        elif chunk.kind in _ENDS_ORG or (chunk.kind == "prep" and chunk.low not in {"with", "of", "in", "on"}):
            break
        k += 1
    return org, k


def _joined_role(clause: Clause, end: int) -> Assignment | None:
    """The role after the organisation: a seat at once, an office where "as" gives it or a word of posts follows.

    A seat with an office ("its board as chair") is the office.
    """
    chunks = clause.chunks
    if end >= len(chunks) or chunks[end].kind != "role":
        return passive_role(clause, end - 1)
    later = passive_role(clause, end)
    if later is not None and later.role is not None and not later.role.board:
        return later
    following = chunks[end + 1].low if end + 1 < len(chunks) else ""
    seat = _is_seat(chunks[end]) or following in lexicon().sets["words.posts"]
    return Assignment(Holder(), chunks[end], end=end + 1) if seat or chunks[end - 1].low in {"in", "as"} else None


def _is_seat(role: Chunk) -> bool:
    return role.board or role.low.endswith(tuple(lexicon().sets["role.management_boards"]))


def _not_self(org: Chunk | None, person: Chunk | None) -> Chunk | None:
    return None if org is person else org


def _purpose_subject(clause: Clause) -> Holder | None:
    """ "left her role at Globex to join Acme": who left is who joins."""
    if not clause.anchor.low.startswith("to "):
        return None
    for k in range(clause.position - 1, -1, -1):
        if clause.chunks[k].kind == "verb" and clause.chunks[k].classes & {"leave"}:
            left = subject(clause, k)
            role, org = left_what(replace(clause, position=k))
            left.role = left.role or role
            left.org, left.former = left.org or org, True
            return left if left.names else None
    return None


_TAKES_OFF = re.compile(r"(?:drop|remov|lift|shed|strik|struck|strip|scrap|los)\w*$")


def made_permanent(clause: Clause) -> list[Finding]:
    """ "Acme drops interim from CFO Jane Doe's title", "Jane Doe sheds interim tag as CFO of Acme"."""
    chunks = clause.chunks
    taken = clause.position - 1
    while taken >= 0 and (chunks[taken].kind in {"det", "poss"} or is_punct(chunks[taken], "\"“”‘’'")):
        taken -= 1
    lead = next((k for k in range(clause.position + 1, len(chunks)) if chunks[k].kind == "prep"), None)
    if taken < 0 or not _TAKES_OFF.match(chunks[taken].low) or lead is None or lead > clause.position + 3:
        return []
    left = subject(clause, taken)
    after = chunks[lead + 1 : lead + 9]
    role = next((c for c in after if c.kind == "role"), None)
    if chunks[lead].low != "from":
        got = passive_role(clause, lead - 1)
        people, org = left.names, got.org if got is not None else None
    else:
        people, org = [c for c in after if could_be_person(c)][:1], left.org
    made = [Assignment(Holder([name]), role, org=org, end=lead) for name in people if role is not None]
    return hires(clause, Holder(org=org), made, "promote.permanent", unnamed=False)


def come_on(clause: Clause) -> list[Finding]:
    """ "Jane Doe becomes CFO of Acme", "will take over as", "assumes the role of", "took the CIO role at"."""
    if clause.anchor.form == "passive":
        return []
    left = subject(clause, clause.position)
    got = passive_role(clause, clause.position)
    if got is None or got.role is None or (not left.names and left.pronoun not in {"he", "she"}):
        return []
    if _takes_something_else(clause, got.role) or _looks_back(clause):
        return []
    low = clause.anchor.low
    if low.startswith("to ") and any(
        c.kind == "verb" and c.classes & {"appoint", "appoint_as", "promote"} for c in clause.chunks[: clause.position]
    ):
        return []  # "hires Jane Doe to take over as CMO": told by the first verb
    if any(w in low for w in ("serve", "act as", "acting as")) and clause.anchor.plan is not Certainty.ANNOUNCED:
        return []
    people = given_to_each(left, got) or [replace(got, people=left)]
    findings = hires(clause, Holder(org=got.org) if got.org else Holder(), people, "come_on", unnamed=False)
    for finding in findings:
        finding.weak = finding.weak or (clause.read.zone == BODY and finding.certainty is Certainty.DONE)
    return findings


def _takes_something_else(clause: Clause, role: Chunk) -> bool:
    """ "becomes billionaire as Acme CEO", "takes medical leave as CEO": what is taken before "as" is no post."""
    start = clause.position + 1
    end = next((k for k in range(start, len(clause.chunks)) if clause.chunks[k] is role), start)
    lead = next((k for k in range(start, end) if clause.chunks[k].low == "as"), start)
    taken = [c.low for c in clause.chunks[start:lead] if c.kind in {"word", "noun", "desc"}]
    posts = lexicon().sets["words.posts"] | lexicon().sets["words.helms"]
    return bool(taken) and not any(word in posts for word in taken)


_CAME = ("became", "took", "assumed", "stepped", "accepted", "inherited", "filled", "returned", "slid", "led")


def _looks_back(clause: Clause) -> bool:
    """ "Five years after Jane Doe became CEO": the past in a clause of time is no news."""
    if not clause.anchor.low.startswith(_CAME):
        return False
    for chunk in reversed(clause.chunks[: clause.position]):
        if chunk.kind == "verb" or is_punct(chunk, ",;:."):
            return False
        if chunk.low in {"after", "since", "when", "once"}:
            return True
    return False
