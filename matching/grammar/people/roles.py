"""The role that people get: "as its new CFO", "to the post of CFO", "CFO", past what stands in between."""

from __future__ import annotations

from dataclasses import dataclass, replace

from matching.grammar.chunk_types import Chunk
from matching.grammar.frame import SKIPPED, Clause, Holder, is_punct, left_of
from matching.grammar.holders import is_scope, org_after
from matching.grammar.lexicon import word_set

_AS = frozenset({"as", "to", "into"})


@dataclass(slots=True)
class Assignment:
    """People and the role they get.

    `role_text` is the part of the role that is theirs where it is a list, `org` whose role it is, `end` the chunk after
    the phrase, `said_as` that "as" or "to" leads to the role.
    """

    people: Holder
    role: Chunk | None
    role_text: str = ""
    org: Chunk | None = None
    end: int = 0
    said_as: bool = False


def given_to_each(left: Holder, given: Assignment) -> list[Assignment]:
    """The role `given` for each of the people left of a verb, with what they were before."""
    return [replace(given, people=Holder([name], left.role, left.org, left.former)) for name in left.names]


def apposition(clause: Clause, position: int, holder: Holder) -> int:
    """Past ", former CIO of Globex," or ", a veteran of …," after a person; reads the former role and company."""
    chunks = clause.chunks
    while position < len(chunks) and (chunks[position].kind in SKIPPED or is_punct(chunks[position], '"“”®™')):
        position += 1
    if position >= len(chunks) or not (is_punct(chunks[position], ",–—") or chunks[position].low == "--"):
        return position
    limit = min(len(chunks), position + 42)
    commas = 0
    for k in range(position + 1, limit):
        chunk = chunks[k]
        if is_punct(chunk, ";."):
            return position
        if is_punct(chunk, ",–—"):
            commas += 1
        before = chunks[k - 1]
        leads = chunk.kind == "prep" and (
            chunk.low == "as" or (chunk.low == "to" and (is_punct(before, ",–—") or before.kind == "paren"))
        )
        known_as = before.kind == "verb" or before.low in {"serving", "served", "known"}
        if leads and not known_as and _leads_to_role(chunks, k):
            _read_prior(clause, position + 1, k, holder)
            return k
        if chunk.kind == "name" and chunk.shape == "person" and commas == 0 and k == position + 1:
            return position  # a list of people
        if chunk.kind == "conj" and k + 1 < limit and chunks[k + 1].kind == "name" and chunks[k + 1].shape == "person":
            return position
    return position


def _leads_to_role(chunks: list[Chunk], prep: int) -> bool:
    for k in range(prep + 1, min(len(chunks), prep + 8)):
        if chunks[k].kind == "role":
            return True
        if chunks[k].kind not in {"det", "poss", "word", "desc", "verb", "prep", "anaphor", "number", "former"} or (
            chunks[k].kind in {"prep", "verb", "word"}
            and chunks[k].low not in word_set("role_words")
            and chunks[k].kind != "word"
        ):
            return False
    return False


def _read_prior(clause: Clause, start: int, end: int, holder: Holder) -> None:
    chunks = clause.chunks
    former = False
    for k in range(start, end):
        chunk = chunks[k]
        if chunk.kind == "former" or chunk.low in {"previously", "formerly", "recently", "most"}:
            former = True
        if chunk.kind == "role" and holder.role is None:
            holder.role, holder.former = chunk, former or holder.former
            org = org_after(chunks, k, end, True)
            if org is None and k > start and chunks[k - 1].kind == "name":
                org = chunks[k - 1]
            if org is None and k > start + 1 and chunks[k - 1].kind == "poss":
                org = chunks[k - 2]
            holder.org = holder.org or org
            holder.of_org = True
            return


_BEFORE_ROLE = frozenset(
    {
        "today",
        "also",
        '"',
        "“",
        "”",
        "s",
        "mr",
        "on",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "currently",
    }
)


def role_right(clause: Clause, position: int, holder: Holder) -> Assignment | None:
    """The role that follows a person's noun phrase: "as its new CFO", "to the position of CFO", "CFO"."""
    chunks = clause.chunks
    if not holder.names and holder.role is not None and position < len(chunks) and chunks[position] is holder.role:
        org = org_after(chunks, position, len(chunks)) or holder.org
        return Assignment(Holder(start=position), holder.role, org=org, end=position + 1)
    k = position
    while k < len(chunks) and (chunks[k].kind in SKIPPED or chunks[k].low in _BEFORE_ROLE):
        k += 1
    if _has_degree(holder) and k + 1 < len(chunks) and is_punct(chunks[k], ",") and chunks[k + 1].kind == "role":
        k += 1  # "names Jane Doe, CPA, CFO"
    if k < len(chunks) and chunks[k].kind == "role":
        org = org_after(chunks, k, len(chunks))
        return Assignment(holder, chunks[k], org=org, end=_past_role(chunks, k), said_as=False)
    k = _at_as(chunks, k)
    return _role_behind(clause, k, holder) if k < len(chunks) and _leads_on(chunks[k]) else None


def _at_as(chunks: list[Chunk], k: int) -> int:
    """The place of "as" or "to" at `k`, behind its comma or "from VP of Technology"; `k` where there is none."""
    if k < len(chunks) and is_punct(chunks[k], ",") and k + 1 < len(chunks) and chunks[k + 1].low in _AS:
        k += 1
    if k >= len(chunks) or chunks[k].kind != "prep" or chunks[k].low != "from":
        return k
    leads = (
        j
        for j in range(k + 1, min(len(chunks), k + 14))
        if chunks[j].kind == "prep" and chunks[j].low in {"to", "as"} and _leads_to_role(chunks, j)
    )
    return next(leads, k)


def _leads_on(chunk: Chunk) -> bool:
    """Whether a role may follow: "as", "to become", "to take over as"."""
    if chunk.kind == "verb":
        known = chunk.low in {"to be", "to become", "to serve as", "to the"}
        return known or ("come_on" in chunk.classes and chunk.low.startswith("to "))
    return chunk.kind == "prep" and chunk.low in _AS


def _role_behind(clause: Clause, lead: int, holder: Holder) -> Assignment | None:
    """The role behind "as" or "to", with what describes it between."""
    chunks = clause.chunks
    for j in range(lead + 1, min(len(chunks), lead + 12)):
        chunk = chunks[j]
        if chunk.kind == "role":
            org = _poss_org(chunks, lead, j) or org_after(chunks, j, len(chunks))
            return _seat_as(clause, Assignment(holder, chunk, org=org, end=_past_role(chunks, j), said_as=True))
        participle = chunk.kind == "verb" and chunk.form in {"either", "passive"} and j < lead + 5
        if not _describes_role(chunk) and not participle:  # "the newly created position of"
            break
    return None


def _describes_role(chunk: Chunk) -> bool:
    kinds = {"det", "poss", "number", "former", "desc", "anaphor", "name", "paren", "word"}
    return chunk.kind in kinds or chunk.low in word_set("role_words") or is_punct(chunk, "-\"“”‘’'")


def _has_degree(holder: Holder) -> bool:
    name = holder.person
    return name is not None and name.core != (0, 0) and name.core[1] < name.end


def _seat_as(clause: Clause, made: Assignment) -> Assignment:
    """ "to its Advisory Board as Data Advisor": the seat's own name is the role."""
    chunks, k = clause.chunks, made.end
    if made.role is None or not made.role.board or k >= len(chunks) or chunks[k].low != "as":
        return made
    role = next((c for c in chunks[k + 1 : k + 5] if c.kind == "role"), None)
    if role is not None:
        made.role, made.end = role, chunks.index(role, k) + 1
        role.board = role.board or made.role.head not in {"chief", "ceo", "president"}
    return made


def _poss_org(chunks: list[Chunk], prep: int, role: int) -> Chunk | None:
    """The organisation before a role: "to Globex's board", "as CBS chairman"."""
    for j in range(prep + 1, role):
        if chunks[j].kind == "name" and (
            chunks[j + 1].kind == "poss" or (j + 1 == role and chunks[j].shape != "person")
        ):
            return chunks[j] if not is_scope(chunks[j]) else None
    return None


def _past_role(chunks: list[Chunk], role: int) -> int:
    """The chunk after a role and "of the Company", "for its Americas unit"."""
    k = role + 1
    while k < len(chunks) and (chunks[k].kind in SKIPPED or is_punct(chunks[k], '"“”')):
        k += 1
    if k < len(chunks) and chunks[k].kind == "prep" and chunks[k].low in {"of", "for", "at", "in"}:
        j = k + 1
        while j < len(chunks) and j < k + 7 and chunks[j].kind in {"det", "name", "anaphor", "poss", "paren", "number"}:
            j += 1
        return j
    return k


def _past_describing(chunks: list[Chunk], position: int) -> int:
    """The chunk after those that describe a role, from the one after chunk `position`."""
    k = position + 1
    while (
        k < len(chunks)
        and k < position + 6
        and (
            chunks[k].kind in {"det", "paren", "desc", "poss"}
            or chunks[k].low in word_set("role_words")
            or (chunks[k].kind == "word" and k < position + 4)
            or (
                chunks[k].kind == "verb"
                and chunks[k].form == "either"
                and chunks[k].classes <= {"other"}
                and k < position + 4
            )
        )
    ):
        k += 1
    return k


def _to_role(chunks: list[Chunk], position: int) -> int | None:
    """The "to" before a role, where a "from" stands at chunk `position`."""
    if position >= len(chunks) or chunks[position].low != "from":
        return None
    for k in range(position + 1, min(len(chunks), position + 16)):
        if chunks[k].kind == "prep" and chunks[k].low == "to" and _leads_to_role(chunks, k):
            return k
    return None


def passive_role(clause: Clause, position: int) -> Assignment | None:
    """The role right of a passive or of "becomes": "(was appointed) to the post of CIO at Globex", "CEO of Globex"."""
    holder = Holder(names=[], start=position)
    chunks = clause.chunks
    k = _past_describing(chunks, position)
    if k < len(chunks) and chunks[k].kind == "role":
        org = org_after(chunks, k, len(chunks))
        before = left_of(chunks, k)
        if org is None and before > position and chunks[before].kind in {"name", "anaphor"}:
            org = chunks[before]
        return Assignment(holder, chunks[k], org=org, end=_past_role(chunks, k))
    k = position + 1
    if (to := _to_role(chunks, k)) is not None:  # "was promoted from VP at Globex to CIO"
        made = role_right(clause, to, holder)
        if made is not None and made.org is None:
            made.org = next((c for c in chunks[k:to] if c.kind == "name" and c.shape != "person"), None)
        return made
    if k + 1 < len(chunks) and chunks[k].kind in {"name"} and chunks[k + 1].kind in {"role", "poss"}:
        role = next((j for j in range(k + 1, min(len(chunks), k + 4)) if chunks[j].kind == "role"), 0)
        if role:
            return Assignment(holder, chunks[role], org=chunks[k], end=_past_role(chunks, role))
    if k < len(chunks) and is_punct(chunks[k], ","):
        k += 1
    for j in range(k, min(len(chunks), k + 9)):
        if chunks[j].kind == "prep" and chunks[j].low in _AS:
            made = role_right(clause, j, holder)
            if made is not None:
                return made
        if chunks[j].kind in {"verb", "rel", "sub"} or is_punct(chunks[j], ";.") or chunks[j].low == "for":
            break
    return None
