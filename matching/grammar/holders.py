"""Noun phrases about people and organisations, read leftwards from their last word."""

from __future__ import annotations

from matching.grammar.chunk_types import Chunk
from matching.grammar.frame import SKIPPED, Clause, Holder, could_be_person, is_punct, left_of
from matching.grammar.lexicon import lexicon, word_set


def is_scope(name: Chunk) -> bool:
    """Words of work and regions that a role is of, but no company: "Asset Liability Management", "Americas"."""
    sets = lexicon().sets
    known = sets["role.functions"] | sets["role.modifiers"] | word_set("places")
    words = [w.strip(".,") for w in name.low.replace("&", " ").split()]
    return name.kind == "name" and all(w in known for w in words) and words[-1] not in sets["org.legal"]


def org_after(chunks: list[Chunk], role: int, end: int, listed: bool = False) -> Chunk | None:
    """The organisation in "CIO of Globex", "CIO at the Globex Group"; with `listed` also in "CIO, Globex"."""
    k = role + 1
    while k < end and (chunks[k].kind in SKIPPED or chunks[k].low in {"role", "position", "post", "job"}):
        k += 1
    if k < end and (
        (chunks[k].kind == "prep" and chunks[k].low in {"of", "at", "for", "with"})
        or is_punct(chunks[k], "@")
        or (listed and is_punct(chunks[k], ","))
    ):
        comma = chunks[k].kind == "punct"
        for j in range(k + 1, min(end, k + 7)):
            if chunks[j].kind in {"name", "anaphor"}:
                if j + 1 < end and chunks[j + 1].kind == "based" and j + 2 < end:
                    continue
                if comma and chunks[j].shape == "person":
                    return None
                return None if is_scope(chunks[j]) else chunks[j]
            if comma and chunks[j].kind != "det":
                return None
            if chunks[j].kind not in {"det", "word", "based", "punct", "desc"} or (
                is_punct(chunks[j], ",;") and not (j + 1 < end and chunks[j + 1].kind in {"name", "based"})
            ):
                return None
    return None


def name_phrase_left(clause: Clause, here: int) -> Holder:
    """The noun phrase that ends in the name at `here`."""
    chunks = clause.chunks
    name = chunks[here]
    before = left_of(chunks, here)
    previous = chunks[before] if before >= 0 else None
    if (previous is not None and previous.kind == "prep" and previous.low in {"of", "at", "for", "in", "with"}) or (
        previous is not None
        and previous.kind == "det"
        and before > 0
        and chunks[before - 1].low in {"of", "at", "for", "in"}
    ):
        prep = before if previous.kind == "prep" else before - 1
        left = left_of(chunks, prep)
        if left >= 0 and chunks[left].kind == "role":  # "the CIO of Target Corp. has resigned"
            holder = role_phrase_left(clause, left)
            holder.org, holder.of_org = name, True
            return holder
        if left >= 0 and chunks[left].kind == "name" and chunks[prep].low in {"in", "of"}:
            return name_phrase_left(clause, left)
        if left >= 0 and chunks[left].kind in {"anaphor"}:
            return Holder(org=chunks[left], start=left)
    if previous is not None and is_punct(previous, ",") and name.shape != "person":
        left = left_of(chunks, before)
        if (
            left >= 0
            and chunks[left].kind == "name"
            and left - 1 >= 0
            and chunks[left_of(chunks, left)].low in {"of", "in", "at"}
        ):
            return name_phrase_left(clause, left)
    if previous is not None and previous.kind == "based":
        return Holder(org=name, start=before) if name.shape != "person" else Holder(names=[name], start=before)
    holder = Holder(start=here)
    if could_be_person(name):
        holder.names = [name]
        _take_left_modifiers(clause, here, holder)
        if name.shape != "person" and holder.role is None and not holder.names[1:]:
            holder.org = holder.org or (name if not holder.former else None)
            if name.end - name.start == 1 or holder.org is name:
                holder.names = (
                    [] if holder.org is name and name.shape != "person" and not _plain_person(name) else holder.names
                )
    else:
        holder.org = name
    return holder


def _plain_person(name: Chunk) -> bool:
    """An open name of two or three plain words, which may be a person whose given name we do not know."""
    return (
        name.shape == "open"
        and name.end - name.start in {2, 3}
        and all(
            w[:1].isupper() and w.replace("-", "").replace(".", "").replace("’", "").replace("'", "").isalpha()
            for w in name.text.split()
        )
    )


def _take_left_modifiers(clause: Clause, here: int, holder: Holder) -> None:
    """Role, organisation, former and fellow names left of the person at `here`."""
    chunks = clause.chunks
    k = left_of(chunks, here)
    while k >= 0:
        chunk = chunks[k]
        if chunk.kind == "role" and holder.role is None and len(holder.names) == 1:
            holder.role = chunk
        elif chunk.kind == "former":
            holder.former = True
        elif (
            chunk.kind == "name"
            and (holder.role is not None or chunks[k + 1].kind in {"poss", "desc", "former"})
            and holder.org is None
            and len(holder.names) == 1
        ):
            holder.org, holder.start = chunk, k
            holder.of_org = True
            k2 = left_of(chunks, k)
            if k2 >= 0 and chunks[k2].kind == "former":
                holder.former = True
            return
        elif (chunk.kind == "conj" or is_punct(chunk, ",")) and k > 0 and holder.role is None and holder.org is None:
            joined = _fellow_left(chunks, k, holder)
            if joined < 0:
                break
            holder.names.insert(0, chunks[joined])
            k = joined
        elif not _only_describes(chunks, k):
            break
        holder.start = k
        k = left_of(chunks, k)


def _fellow_left(chunks: list[Chunk], sign: int, holder: Holder) -> int:
    """Chunk of the person that the "and" or the comma at chunk `sign` joins to those found, or -1."""
    k = left_of(chunks, sign)
    if is_punct(chunks[k], ","):
        k = left_of(chunks, k)
    is_person = k >= 0 and chunks[k].kind == "name" and chunks[k].shape == "person"
    return k if is_person and (chunks[sign].kind == "conj" or len(holder.names) > 1) else -1


def _only_describes(chunks: list[Chunk], k: int) -> bool:
    chunk = chunks[k]
    if chunk.kind == "poss":
        return k > 0 and chunks[k - 1].kind == "name"
    return chunk.kind == "desc" or (
        chunk.kind in {"det", "word"}
        and chunk.low in {"its", "the", "our", "their", "veteran", "longtime", "long-time", "industry"}
        and k > 0
    )


def role_phrase_left(clause: Clause, here: int) -> Holder:
    """A holder named by the role alone: "Bon-Ton CEO", "Equifax's chief information officer", "its president"."""
    chunks = clause.chunks
    holder = Holder(role=chunks[here], start=here)
    k = left_of(chunks, here)
    while k >= 0 and (
        chunks[k].kind in {"det", "poss", "former", "desc"} or chunks[k].low in {"longtime", "long-time", "current"}
    ):
        if chunks[k].kind == "former":
            holder.former = True
        k -= 1
    if k >= 0 and chunks[k].kind in {"name", "anaphor"}:
        if (chunks[k].shape == "person" and k == here - 1) or is_punct(chunks[k + 1], ","):
            holder.names = [chunks[k]]
        else:
            holder.org, holder.of_org = chunks[k], True
            before = left_of(chunks, k)
            holder.former = holder.former or (before >= 0 and chunks[before].kind == "former")
    elif k >= 0 and is_punct(chunks[k], ",") and chunks[left_of(chunks, k)].kind == "name":
        holder.names = [chunks[left_of(chunks, k)]]
    holder.start = max(k, 0)
    return holder
