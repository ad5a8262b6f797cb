"""Who stands left of a verb: past appositions, pronouns and earlier verbs to the people or the organisation meant."""

from __future__ import annotations

from matching.grammar.chunk_types import Chunk
from matching.grammar.frame import SKIPPED, Clause, Holder, is_punct, left_of
from matching.grammar.holders import name_phrase_left, org_after, role_phrase_left


def subject(clause: Clause, position: int, depth: int = 0) -> Holder:
    """Who stands left of the verb at chunk `position`: people, or an organisation in `org`."""
    chunks = clause.chunks
    here = left_of(chunks, position)
    if here < 0 or depth > 4:
        return Holder()
    chunk = chunks[here]
    if is_punct(chunk, ",–—-") or (chunk.kind == "punct" and chunk.low in {"--"}):
        return _across_comma(clause, here, depth)
    if chunk.kind == "anaphor":
        return Holder(org=chunk, start=here)
    if chunk.kind == "rel":
        return _antecedent(clause, here)
    if chunk.kind in {"conj", "verb", "det", "noun", "prep", "word", "number", "desc", "sub"}:
        return _earlier_subject(clause, here, depth)
    read = {"name": name_phrase_left, "role": _role_left, "pron": _whom}.get(chunk.kind)
    return read(clause, here) if read else Holder()


def _role_left(clause: Clause, here: int) -> Holder:
    """A holder named by the role alone; a board is its company."""
    chunks = clause.chunks
    role = chunks[here]
    if not (role.board and role.head in {"board", "directors", "trustees"}):
        return role_phrase_left(clause, here)
    before = left_of(chunks, here)
    if before > 0 and chunks[before].kind == "poss":
        before -= 1
    named = before >= 0 and chunks[before].kind == "name" and chunks[before].shape != "person"
    return Holder(org=chunks[before] if named else None, start=here, pronoun="it")


def _whom(clause: Clause, here: int) -> Holder:
    """ "he" and "she" are the first person named before them in the sentence; else the pronoun is kept."""
    chunks = clause.chunks
    if chunks[here].low in {"he", "she"}:
        for k in range(here):
            if chunks[k].kind == "name" and chunks[k].shape == "person":
                holder = name_phrase_left(clause, k)
                _take_apposition(clause, k + 2, here, holder)
                return holder
    return Holder(pronoun=chunks[here].low, start=here)


def _earlier_subject(clause: Clause, here: int, depth: int) -> Holder:
    """ "Acme hired A and promoted B", "announced plans to step down", "informed the board of his intention to
    retire"."""
    chunks = clause.chunks
    for k in range(here, max(-1, here - 22), -1):
        chunk = chunks[k]
        if chunk.kind == "verb":
            holder = subject(clause, k, depth + 1)
            return holder if holder.names or holder.org or holder.role or holder.pronoun else Holder()
        if chunk.kind == "rel" or is_punct(chunk, ";:."):
            return Holder()
        if chunk.kind == "pron" and chunk.low in {"he", "she", "it", "they", "we"}:
            return _whom(clause, k)
        if chunk.kind == "prep" and chunk.low == "on" and k > 0:  # "AOL on Monday named"
            before = left_of(chunks, k)
            if before >= 0 and chunks[before].kind in {"name", "role"} and k >= here - 3:
                return (
                    name_phrase_left(clause, before)
                    if chunks[before].kind == "name"
                    else role_phrase_left(clause, before)
                )
    if chunks[here].kind in {"word", "number", "desc", "noun"}:
        for k in range(here, max(-1, here - 7), -1):
            if chunks[k].kind == "name" and not is_punct(chunks[here], ",;"):
                return name_phrase_left(clause, k)
    return Holder()


def _across_comma(clause: Clause, here: int, depth: int) -> Holder:
    """ "Jane Doe, CEO of Globex, has resigned": the name before the apposition; "its CEO, Jane Doe, has": the name
    in it."""
    chunks = clause.chunks
    best: Holder | None = None
    for k in range(here - 1, max(-1, here - 40), -1):
        chunk = chunks[k]
        if is_punct(chunk, ";.") or (
            chunk.kind == "verb" and "announce" in chunk.classes and best is None and k < here - 12
        ):
            break
        if not is_punct(chunk, ",–—"):
            continue
        before = left_of(chunks, k)
        if before < 0:
            break
        inner = [c for c in chunks[k + 1 : here] if c.kind not in SKIPPED]
        if chunks[before].kind == "role" and len(inner) == 1 and inner[0].kind == "name":
            holder = role_phrase_left(clause, before)
            holder.names = [inner[0]]
            return holder
        if chunks[before].kind == "name" and not (
            len(inner) == 1 and inner[0].kind == "name" and inner[0].shape == "person"
        ):
            holder = name_phrase_left(clause, before)
            _take_apposition(clause, k + 1, here, holder)
            if holder.names or best is None:
                best = holder
            if _begins_apposition(inner) or holder.names:
                return holder
        elif chunks[before].kind == "role" and best is None and _begins_apposition(inner):
            best = role_phrase_left(clause, before)
    if best is not None:
        return best
    before = left_of(chunks, here)
    if before >= 0 and chunks[before].kind == "name" and chunks[before].shape == "person":
        return name_phrase_left(clause, before)
    return _earlier_subject(clause, here - 1, depth) if here > 0 else Holder()


def _begins_apposition(inner: list[Chunk]) -> bool:
    return bool(inner) and (
        inner[0].kind in {"det", "rel", "role", "former", "poss", "desc"}
        or inner[0].low in {"one", "part", "formerly", "based", "headquartered", "leading", "parent", "makers", "maker"}
    )


def _take_apposition(clause: Clause, start: int, end: int, holder: Holder) -> None:
    """Role and organisation of "…, former CIO of Globex and Initech, …" into `holder`."""
    chunks = clause.chunks
    if holder.role is not None or not holder.names:
        return
    for k in range(start, min(end, start + 6)):
        if chunks[k].kind == "former" or chunks[k].low in {"previously", "formerly", "most"}:
            holder.former = True
        if chunks[k].kind == "role":
            holder.role = chunks[k]
            own = None if holder.org in holder.names else holder.org  # "Jane Doe" may read like a company
            holder.org = own or org_after(chunks, k, end, True) or holder.org
            return
        if chunks[k].kind == "name" and k + 1 < end and chunks[k + 1].kind == "role":
            holder.org, holder.of_org = chunks[k], True
        if chunks[k].kind == "verb":
            return


def _antecedent(clause: Clause, here: int) -> Holder:
    """Whom "who" means: the name before it."""
    chunks = clause.chunks
    k = left_of(chunks, here)
    if k >= 0 and is_punct(chunks[k], ","):
        k = left_of(chunks, k)
    if k >= 0 and chunks[k].kind == "name":
        return name_phrase_left(clause, k)
    if k >= 0 and chunks[k].kind == "role":
        return role_phrase_left(clause, k)
    return Holder()
