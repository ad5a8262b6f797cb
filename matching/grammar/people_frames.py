"""Frames about people: hired, promoted, departed, seated on a board.

Each frame reads one verb class or noun class in every voice. Whether an appointment is a promotion or a seat on a
board is decided by role and wording in matching.grammar.people_join, so that all verbs share the same slots.
"""

from __future__ import annotations

import re
from dataclasses import replace

from callnow.model import Planning
from matching.grammar.chunks import Chunk
from matching.grammar.frame import Clause, Finding, Frame, Holder, is_punct, is_scope, left_of, subject
from matching.grammar.frame import _org_after as org_after
from matching.grammar.lexicon import lexicon
from matching.grammar.people_slots import Assignment, _person_right, assignments, holders, passive_role
from matching.grammar.status import background, planning
from matching.grammar.subject import full_name, is_no_company, same_org
from matching.grammar.tokens import BODY, TITLE

HIRED, DEPARTED = "executive_hired", "executive_departed"
_WEAK = frozenset({"appoint_as"})
_UNNAMED_INTRO = frozenset("new first its a an interim permanent first-ever another".split())


def appoint(clause: Clause) -> list[Finding]:
    """ "Acme names Jane Doe CFO", "Jane Doe was named CFO of Acme", "Acme hires its first CIO", "Acme promotes …"."""
    anchor = clause.anchor
    left = subject(clause, clause.at)
    if anchor.form == "passive":
        return _appointed(clause, left)
    if anchor.form == "active" and left.names and left.org is None and left.role is None and not left.names[0].titled:
        left = Holder(org=left.names[0], start=left.start)  # "Morgan Stanley names …"
    given = assignments(clause, clause.at + 1)
    if anchor.form == "either" and not any(a.people.names for a in given) and left.names:
        return _appointed(clause, left) if anchor.classes & {"appoint", "promote"} else []
    if anchor.form == "ing" and clause.at + 1 < len(clause.chunks) and clause.chunks[clause.at + 1].low == "of":
        given = assignments(clause, clause.at + 2)
    strong = anchor.classes & {"appoint", "promote"}
    if not strong:
        given = [
            a for a in given if a.people.names and a.role is not None and (a.said_as or "welcome" in anchor.classes)
        ]
    return _findings(clause, left, given, "promote" if "promote" in anchor.classes else "appoint", unnamed=bool(strong))


def plausible_person(chunk: Chunk, sure: bool = False) -> bool:
    """Whether a name may be a person's; `sure` asks for a known given name or a title."""
    if chunk.shape == "person":
        return True
    if sure or chunk.shape != "open" or chunk.end - chunk.start > 4:
        return False
    lex = lexicon()
    heads, never = lex.sets["org.heads"], lex.sets["org.never"]
    words = [w.strip(".,'’").lower() for w in chunk.text.split()]
    return all(w not in heads and w not in never and w not in lex.plain and _WORD.fullmatch(w) for w in words)


_WORD = re.compile(r"[^\W\d_]+(?:[-.’'][^\W\d_]+)*")


def _appointed(clause: Clause, left: Holder) -> list[Finding]:
    """The passive: people to the left, the role to the right."""
    left.names = [n for n in left.names if plausible_person(n)]
    if left.org in left.names:
        left.org = None
    if left.org is not None and not left.names and _is_surname(clause, left.org):
        left = Holder([left.org], left.role, start=left.start)
    got = passive_role(clause, clause.at)
    if not left.names:
        if left.pronoun in {"he", "she"} and got is not None and got.role is not None:
            return _findings(
                clause,
                Holder(),
                [Assignment(left, got.role, org=got.org, end=got.end)],
                "appoint.passive",
                unnamed=True,
            )
        return []
    if got is None:
        return []
    by = _after(clause, clause.at, got.end + 8, "by")
    org = by or got.org
    people = [
        Assignment(Holder([n], left.role, left.org, left.former), got.role, org=org, end=got.end) for n in left.names
    ]
    if got.role is not None and len(got.role.parts) == len(people) > 1:
        for one, (start, end) in zip(people, got.role.parts, strict=True):
            one.role_text = clause.read.text_of(start, end)
    rule = "promote.passive" if "promote" in clause.anchor.classes else "appoint.passive"
    holder = Holder(org=org) if org is not None else Holder()
    return _findings(clause, holder, people, rule, unnamed=False)


def appointment(clause: Clause) -> list[Finding]:
    """ "the appointment of Jane Doe as CFO", "promotion of … to …", "Acme's hiring of …", "addition of … to its board"."""
    chunks, at = clause.chunks, clause.at
    k = at + 1
    if k < len(chunks) and chunks[k].kind == "paren":
        k += 1
    if k >= len(chunks) or chunks[k].low != "of":
        return []
    given = assignments(clause, k + 1)
    left = left_of(chunks, at)
    while left >= 0 and chunks[left].kind in {"det", "word", "desc", "number"}:
        left = left_of(chunks, left)
    org = Holder()
    if left > 0 and chunks[left].kind == "poss" and chunks[left - 1].kind in {"name", "anaphor"}:
        org = Holder(org=chunks[left - 1])
    elif left >= 0 and chunks[left].kind in {"verb", "prep"}:
        org = subject(clause, left) if chunks[left].kind == "verb" else subject(clause, left)
    if not clause.anchor.classes & {"promotion"}:
        given = [a for a in given if a.role is not None or a.people.role is None]
    return _findings(
        clause, org, given, "promotion" if "promotion" in clause.anchor.classes else "appointment", unnamed=True
    )


def join(clause: Clause) -> list[Finding]:
    """ "Jane Doe joins Acme as CFO", "has joined the company's board"."""
    chunks = clause.chunks
    if clause.anchor.form in {"passive"}:
        return []
    left = _purpose_subject(clause) or subject(clause, clause.at)
    if (
        left.org is not None
        and not left.names
        and left.org.shape == "open"
        and left.org.end - left.org.start == 1
        and clause.read.zone == TITLE
    ):
        left = Holder([left.org], start=left.start)  # "Jensen joins MSK from …": needs a role or a former company
    if not left.names and left.pronoun not in {"he", "she"}:
        return []
    k = clause.at + 1
    org: Chunk | None = None
    while k < len(chunks) and k < clause.at + 8:
        one = chunks[k]
        if one.kind == "name" or one.kind == "anaphor":
            if org is None:
                org = one
            elif chunks[k - 1].kind not in {"poss", "name"}:
                break
        elif (
            one.kind == "role"
            or one.kind in {"rel", "verb", "sub", "punct"}
            or (one.kind == "prep" and one.low not in {"with", "of", "in", "on"})
        ):
            break
        k += 1
    role = None
    if k < len(chunks) and chunks[k].kind == "role":
        role = Assignment(Holder(), chunks[k], end=k + 1)
        later = passive_role(clause, k)
        if later is not None and later.role is not None and not later.role.board:
            role = later
    else:
        role = passive_role(clause, k - 1)
    prior = _after(clause, clause.at, clause.at + 16, "from")
    given = [
        Assignment(
            Holder(
                [n],
                left.role,
                _not_self(left.org, n) or prior,
                left.former or (prior is not None and not clause.alone),
                of_org=left.of_org or prior is not None,
            ),
            role.role if role else None,
            end=k,
        )
        for n in left.names or [None]
    ]  # type: ignore[list-item]
    if not left.names:
        given = [Assignment(Holder(pronoun=left.pronoun), role.role if role else None, end=k)]
    found = _findings(clause, Holder(org=org), given, "join", unnamed=False)
    for one in found:
        if prior is not None and not one.prior_company:
            one.prior_company = full_name(clause.speaker, prior)
        if org is None:
            one.weak = True
    if not (prior or (role and role.role)) or (role and role.role and role.role.head in _PARTNERSHIP):
        found = [f for f in found if left.names and plausible_person(left.names[0], sure=True)]
    return found


def _not_self(org: Chunk | None, person: Chunk | None) -> Chunk | None:
    return None if org is person else org


def _purpose_subject(clause: Clause) -> Holder | None:
    """ "left her role at Globex to join Acme": who left is who joins."""
    if not clause.anchor.low.startswith("to "):
        return None
    for k in range(clause.at - 1, -1, -1):
        if clause.chunks[k].kind == "verb" and clause.chunks[k].classes & {"leave"}:
            left = subject(clause, k)
            role, org = _left_what(replace(clause, at=k))
            left.role = left.role or role
            left.org, left.former = left.org or org, True
            return left if left.names else None
    return None


_PARTNERSHIP = frozenset({"partner", "partners", "ambassador", "fellow"})


def come_on(clause: Clause) -> list[Finding]:
    """ "Jane Doe becomes CFO of Acme", "will take over as", "assumes the role of", "took the CIO role at"."""
    if clause.anchor.form == "passive":
        return []
    left = subject(clause, clause.at)
    got = passive_role(clause, clause.at)
    if got is None or got.role is None or (not left.names and left.pronoun not in {"he", "she"}):
        return []
    low = clause.anchor.low
    if low.startswith("to ") and any(
        c.kind == "verb" and c.classes & {"appoint", "appoint_as", "promote"} for c in clause.chunks[: clause.at]
    ):
        return []  # "hires Jane Doe to take over as CMO": told by the first verb
    if any(w in low for w in ("serve", "act as", "acting as")) and clause.anchor.plan is not Planning.ANNOUNCED:
        return []
    people = [
        Assignment(Holder([n], left.role, left.org, left.former), got.role, org=got.org, end=got.end)
        for n in left.names
    ]
    if not people:
        people = [Assignment(left, got.role, org=got.org, end=got.end)]
    found = _findings(clause, Holder(org=got.org) if got.org else Holder(), people, "come_on", unnamed=False)
    for one in found:
        one.weak = one.weak or clause.read.zone == BODY
    return found


def succeed(clause: Clause) -> list[Finding]:
    """ "Jane Doe succeeds Max Roe, who is retiring", "to be replaced by Globex's Jane Doe", "replacing Max Roe as CFO"."""
    left = subject(clause, clause.at)
    found: list[Finding] = []
    if clause.anchor.form == "passive":
        holder, end = _person_right(clause, _skip_by(clause))
        if holder is None or not holder.names:
            return []
        given = [Assignment(holder, None, end=end)]
        found = _findings(clause, Holder(org=left.org), given, "succeed.passive", unnamed=False)
        for one in found:
            one.role = one.role or (left.role.text if left.role else "")
            one.notes = (*one.notes, "successor")
            one.weak = not one.role
        return [*found, *_departure(clause, left, "succeed.passive")]
    holder, end = _person_right(clause, clause.at + 1)
    if holder is None or not holder.names or not plausible_person(holder.names[0], sure=holder.role is None):
        return []
    role = passive_role(clause, end - 1)
    departed = _departure(clause, holder, "succeed")
    if role is None and holder.role is None and left.role is None and not (left.names or left.pronoun or _is_surname(clause, left.org)):
        return []
    for one in departed:
        if not one.role:
            held = _held(clause, end)
            one.role = (
                _NEWLY.sub("", role.role.text)
                if role is not None and role.role is not None
                else held.text
                if held
                else ""
            )
        one.notes = (*one.notes, "replaced")
    if left.names and role is not None and role.role is not None:
        given = [Assignment(Holder([n], left.role, left.org, left.former), role.role, org=role.org) for n in left.names]
        found = _findings(clause, Holder(org=role.org), given, "succeed", unnamed=False)
    return [*departed, *found]


def _is_surname(clause: Clause, org: Chunk | None) -> bool:
    return org is not None and all(w in clause.speaker.people for w in org.low.split())


def _held(clause: Clause, at: int) -> Chunk | None:
    """The role in ", who has served as interim CEO since June"."""
    chunks = clause.chunks
    if at + 1 < len(chunks) and is_punct(chunks[at], ",") and chunks[at + 1].kind == "rel":
        for one in chunks[at + 2 : at + 8]:
            if one.kind == "role":
                return one
            if is_punct(one, ",;."):
                break
    return None


def _skip_by(clause: Clause) -> int:
    k = clause.at + 1
    return k + 1 if k < len(clause.chunks) and clause.chunks[k].low == "by" else k


def leave(clause: Clause) -> list[Finding]:
    """ "Globex CIO Jane Doe to step down", "Jane Doe retires from Globex", "has resigned as CFO"."""
    chunks, anchor = clause.chunks, clause.anchor
    if anchor.form == "passive" or (
        anchor.form == "ing" and anchor.plan is Planning.DONE and clause.read.zone != TITLE
    ):
        return []
    left = subject(clause, clause.at)
    surname = (
        left.org is not None
        and not left.names
        and left.role is None
        and left.org.shape == "open"
        and left.org.end - left.org.start == 1
    )
    if surname and clause.read.zone == TITLE and anchor.low.split()[-1] not in {"exits", "exit", "quits", "leaves"}:
        left = Holder([left.org] if left.org else [], start=left.start)
    if not left.names and left.role is None and left.pronoun not in {"he", "she"}:
        return []
    left.org = None if left.org in left.names else left.org
    role, org = _left_what(clause)
    if role is None and left.role is None and any(c.low in lexicon().sets["words.sport"] for c in chunks):
        return []
    if role is None and "transition" in anchor.low:
        return []
    if (
        role is None
        and anchor.low.split()[-1]
        in {"leave", "leaves", "left", "leaving", "exit", "exits", "quit", "quits", "depart", "departs"}
        and org is None
        and _has_object(chunks, clause.at)
    ):
        return []
    found = _departure(clause, left, "leave")
    for one in found:
        if role is not None and (not one.role or len(role.text) > len(one.role)):
            one.role = role.text
        if org is not None and org.kind == "name" and not left.of_org:
            one.company = full_name(clause.speaker, org)
        if not one.role and (clause.read.zone != TITLE or anchor.low.split()[-1] in {"away", "die", "dies", "died"}):
            one.weak = True
        if surname:
            one.weak = True
            one.notes = (*one.notes, "surname")
        if left.former and role is None and clause.read.zone != TITLE:
            one.weak = True
    return found


def _has_object(chunks: list[Chunk], at: int) -> bool:
    return (
        at + 1 < len(chunks)
        and chunks[at + 1].kind in {"det", "word", "number", "noun"}
        and chunks[at + 1].low not in {"effective"}
    )


_LEAVES = ("leav", "left", "exit", "depart", "quit", "from", "with", "vacat")


def _left_what(clause: Clause) -> tuple[Chunk | None, Chunk | None]:
    """Role and organisation left: "from his role as CFO of Globex", "as CBS executive chairman", "leaves Globex"."""
    chunks = clause.chunks
    role = org = None
    direct = clause.anchor.kind == "verb" and clause.anchor.low.split()[-1].startswith(_LEAVES)
    for k in range(clause.at + 1, min(len(chunks), clause.at + 14)):
        one = chunks[k]
        if one.kind == "name" and not direct and chunks[k - 1].kind not in {"prep", "det", "poss", "anaphor"}:
            continue
        if (
            one.kind in {"verb", "rel", "sub"}
            or is_punct(one, ";.")
            or one.kind == "conj"
            and k + 1 < len(chunks)
            and chunks[k + 1].kind == "verb"
        ):
            break
        if one.kind == "prep" and one.low in {"to", "with", "by", "after"} and role is None:
            break
        if one.kind == "role" and role is None:
            role = one
            org = org_after(chunks, k, len(chunks)) or org
            break
        if (
            one.kind in {"name", "anaphor"}
            and org is None
            and not (one.kind == "name" and one.shape == "person")
            and chunks[k - 1].low not in {"in", "on", "at"}
        ):
            org = one
    return role, org


def oust(clause: Clause) -> list[Finding]:
    """ "Globex ousts chairman Max Roe", "Max Roe was removed as CEO"."""
    left = subject(clause, clause.at)
    if clause.anchor.form == "passive" or (clause.anchor.form == "either" and left.names):
        role, _ = _left_what(clause)
        if not (left.names and role):
            return []
        found = _departure(clause, left, "oust.passive")
        for one in found:
            one.role = one.role or (role.text if role else "")
        return found
    holder, _ = _person_right(clause, clause.at + 1)
    if holder is None or holder.role is None or holder.former or left.org is None:
        return []
    holder.org = left.org
    return _departure(clause, holder, "oust")


def departure(clause: Clause) -> list[Finding]:
    """ "the resignation of CFO Max Roe", "Max Roe's retirement as CFO", "departure of its CIO"."""
    chunks, at = clause.chunks, clause.at
    holder: Holder | None = None
    if at + 1 < len(chunks) and chunks[at + 1].low == "of":
        several = holders(clause, at + 2)
        holder, end = _person_right(clause, at + 2)
        if len(several) > 1 and all(h.names for h in several):
            org = next((h.org for h in several if h.org is not None), None)
            for one in several:
                one.org = one.org or org
            several = [h for h in several if h.role is not None or not clause.anchor.low.startswith(_MORTAL)]
            return [
                f for h in several for f in _departure(clause, h, "departure") if f.role or clause.read.zone == TITLE
            ]
        if holder is not None:
            if holder.org is None and holder.role is not None:
                index = next((j for j in range(at, len(chunks)) if chunks[j] is holder.role), at)
                holder.org = org_after(chunks, index, len(chunks))
            if holder.names and end < len(chunks) and is_punct(chunks[end], ","):
                for k in range(end + 1, min(len(chunks), end + 4)):
                    if chunks[k].kind == "role" and holder.role is None:
                        holder.role = chunks[k]
                        break
                    if chunks[k].kind not in {"det", "former"}:
                        break
    else:
        left = left_of(chunks, at)
        while left >= 0 and chunks[left].kind == "word":
            left = left_of(chunks, left)
        if left > 0 and chunks[left].kind == "poss":
            holder = subject(clause, left)
        elif left >= 0 and chunks[left].kind == "role" and clause.read.zone == TITLE:
            holder = subject(clause, at)
    if holder is None or (not holder.names and holder.role is None):
        return []
    sure = not clause.anchor.low.startswith(("resign", "retire", "appoint"))
    if holder.role is None and clause.anchor.low.startswith(_MORTAL):
        return []  # whose death it is, nothing says
    if holder.role is None and not all(plausible_person(n, sure=sure) for n in holder.names):
        return []
    role, org = _left_what(clause)
    found = _departure(clause, holder, "departure")
    for one in found:
        if role is not None and not one.role:
            one.role = role.text
        if (
            org is not None
            and org.kind == "name"
            and holder.org is None
            and org.shape != "person"
            and org not in holder.names
        ):
            one.company = full_name(clause.speaker, org)
        if not (one.role or clause.read.zone == TITLE):
            one.weak = True
    return found


_MORTAL = ("death", "passing", "loss", "removal")


def outgoing(clause: Clause) -> list[Finding]:
    """ "outgoing CEO Max Roe": whoever is called outgoing leaves."""
    holder, _ = _person_right(clause, clause.at + 1)
    if holder is None or not holder.names or holder.role is None:
        return []
    return _departure(clause, holder, "outgoing")


def _after(clause: Clause, start: int, stop: int, preposition: str) -> Chunk | None:
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


def _departure(clause: Clause, holder: Holder, rule: str) -> list[Finding]:
    """Departures of everyone `holder` names, or of the unnamed holder of its role."""
    held = background(clause)
    if held:
        clause.trace.append(f"background: {held}")
        return []
    company = _company(clause, holder.org)
    plan = planning(clause)
    role = _NEWLY.sub("", holder.role.text) if holder.role is not None else ""
    people: list[Chunk | None] = list(holder.names) or [None]
    found = []
    for person in people:
        if person is not None and not plausible_person(person, sure=clause.read.zone == BODY):
            continue
        name = person_name(clause, person) if person is not None else holder.pronoun
        if person is not None and same_org(name, company):
            continue
        parts = holder.role.parts if holder.role is not None and person is None else []
        roles = [clause.read.text_of(*p) for p in parts] if len(parts) > 1 and _plural_verb(clause) else [role]
        found.extend(
            Finding(DEPARTED, rule, clause.read, company=company, person=name, role=r, planning=plan) for r in roles
        )
    return found


_NEWLY = re.compile(r"^(?:(?:the|its|new|next|incoming|first|permanent) )+", re.IGNORECASE)


def _plural_verb(clause: Clause) -> bool:
    return clause.anchor.kind == "verb" and clause.anchor.low.split()[0] in {
        "are",
        "were",
        "have",
        "retire",
        "resign",
        "leave",
    }


def _company(clause: Clause, org: Chunk | None) -> str:
    """The company `org` means; a foundation or unit that begins with the speaker's name is the speaker."""
    name = full_name(clause.speaker, org)
    mine, other = name.lower().split()[:2], clause.speaker.name.lower().split()[:2]
    return clause.speaker.name if len(mine) == 2 and mine == other else name


def person_name(clause: Clause, chunk: Chunk) -> str:
    start, end = chunk.core if chunk.core != (0, 0) else (chunk.start, chunk.end)
    if chunk.titled and end - start == 1:
        start = chunk.start
    return clause.read.text_of(start, end)


def _findings(clause: Clause, left: Holder, given: list[Assignment], rule: str, *, unnamed: bool) -> list[Finding]:
    """Hires (or seats on a board) for each assignment, and the departure from the company someone is taken from."""
    if not given:
        return []
    held = background(clause)
    if held:
        clause.trace.append(f"background: {held}")
        return []
    plan = planning(clause)
    found: list[Finding] = []
    for one in given:
        if _is_award(clause, one):
            continue
        lawyer = one.role is not None and one.role.head in _PARTNERSHIP
        names = [n for n in one.people.names if plausible_person(n, sure=clause.read.zone == BODY or lawyer)]
        if one.people.names and not names:
            continue
        role = one.role_text or (one.role.text if one.role is not None else "")
        if not names and not one.people.pronoun and not (unnamed and role and _may_be_unnamed(clause, one)):
            continue
        person = person_name(clause, names[0]) if names else one.people.pronoun
        if not names and one.people.pronoun and clause.read.zone == BODY and plan is Planning.DONE:
            continue  # "She was also appointed …": a career told
        subject_org = left.org if left.org is not None else None
        org = _role_company(clause, one, subject_org)
        if org is not None and names and org is names[0]:
            org = None
        company = _company(clause, org)
        made = Finding(
            "board_appointed" if one.role is not None and one.role.board else HIRED,
            rule,
            clause.read,
            company=company,
            person=person,
            role=role,
            planning=plan,
        )
        if one.role is not None:
            made.notes = (*made.notes, f"head:{one.role.head}")
        if org is not None and org is one.org:
            made.notes = (*made.notes, "explicit")
            if subject_org is not None and subject_org.kind == "name" and _same_house(org, subject_org):
                made.company = _company(clause, subject_org)
        prior = one.people.org
        if prior is not None and prior.kind == "name" and not same_org(prior.text, company):
            made.prior_company = full_name(clause.speaker, prior) if _is_employer(clause, one, prior) else ""
            if (
                made.prior_company
                and (role or rule.startswith(("join", "succeed")))
                and _is_taken_from(clause, one, prior)
                and made.type == HIRED
                and left.org is not prior
            ):
                found.append(
                    Finding(
                        DEPARTED,
                        f"{rule}.taken_from",
                        clause.read,
                        company=made.prior_company,
                        person=person,
                        role=one.people.role.text if one.people.role else _described(clause, prior),
                        planning=plan,
                    )
                )
        if (
            one.people.role is not None
            and not one.people.former
            and (prior is None or prior.kind == "anaphor" or same_org(prior.text, company))
        ):
            made.notes = (*made.notes, "inside")
        if not role:
            known = clause.read.zone == TITLE and names and names[0].shape == "person"
            moved = rule == "join" and clause.alone and (prior is not None or one.people.role is not None)
            made.weak = not (known and (moved or _replaces(clause, one)))
            if _replaces(clause, one):
                made.notes = (*made.notes, "successor")
        if not same_org(person, made.company):
            found.append(made)
    return found


_TOP = frozenset({"ceo", "president", "chairman", "chair", "chairwoman", "dean", "chief", "executive", "board", "directors", "trustees", "provost", "chancellor", "director", "cfo", "cio", "coo", "cto", "ciso", "head", "co-ceo", "governor", "superintendent", "partner", "counsel"})  # fmt: skip


_AWARD = re.compile(r"\bof the (?:year|month|decade)\b|\bawards?\b|\brank(?:ed|ing)s?\b|\blist of\b|\btop \d+|\bhonorees?\b|\bhall of fame\b|\bfinalists?\b|\brecipients?\b|\bwinners?\b|\brising stars?\b", re.IGNORECASE)  # fmt: skip


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
    top = role is None or role.board or role.head in _TOP or role.head.startswith("co-")
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
    if field or not top:
        return subject_org
    if (
        clause.speaker.name
        and not same_org(org.text, clause.speaker.name)
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
    """ "Globex's Jane Doe", "Globex CIO Jane Doe", "Globex executive Jane Doe" leave Globex; "former", "veteran" do not."""
    if one.people.former or not one.people.of_org or clause.read.zone != TITLE or is_scope(prior):
        return False
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
        or one.role.head in _PARTNERSHIP | {"principal", "founder", "advisor", "adviser"}
    ):
        return False
    if clause.read.zone != TITLE:
        return False
    first = one.role.low.split()[0]
    before = clause.chunks[clause.at + 1 : clause.at + 4]
    return first in _UNNAMED_INTRO or any(c.low in _UNNAMED_INTRO for c in before) or clause.read.zone == TITLE


PEOPLE_FRAMES: tuple[tuple[str, frozenset[str], Frame], ...] = (
    ("verb", frozenset({"appoint", "appoint_as", "promote", "welcome"}), appoint),
    ("noun", frozenset({"appointment", "promotion"}), appointment),
    ("verb", frozenset({"join"}), join),
    ("verb", frozenset({"come_on"}), come_on),
    ("verb", frozenset({"succeed"}), succeed),
    ("verb", frozenset({"leave"}), leave),
    ("verb", frozenset({"oust"}), oust),
    ("noun", frozenset({"departure"}), departure),
    ("word", frozenset({"outgoing"}), outgoing),
)
