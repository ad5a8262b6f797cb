"""Slots of frames about people: who gets which role, to the right of a verb or of "appointment of".

names [former Globex CIO Jane Doe, PhD, as its new CFO and Max Roe as COO]
welcomes [Jane Doe and Max Roe as partners]        appoints [a new CIO]
"""

from __future__ import annotations

from dataclasses import replace

from matching.grammar.chunk_types import Chunk
from matching.grammar.frame import Clause, Holder, could_be_person, is_punct
from matching.grammar.people.roles import Assignment, apposition, role_right


def assignments(clause: Clause, start: int) -> list[Assignment]:
    """Who is given which role in the words from chunk `start` on; [] where no person and no role is named."""
    assigned: list[Assignment] = []
    waiting: list[Holder] = []  # "Jane Doe and Max Roe as partners": the role of all follows the last
    position: int | None = start
    end = start
    for _ in range(8):
        if position is None:
            break
        holder, end = person_after(clause, position)
        if holder is None:
            break
        end = apposition(clause, end, holder)
        assignment = role_right(clause, end, holder)
        if assignment is None:
            waiting.append(holder)
        else:
            assigned.extend(replace(assignment, people=one) for one in waiting)
            assigned.append(assignment)
            waiting, end = [], assignment.end
        position = _joined(clause, end)
    assigned.extend(Assignment(one, None, end=end) for one in waiting)
    return crossed(clause, _known_people(assigned))


def risen_of_list(clause: Clause) -> list[Assignment]:
    """Members of a list "Acme announced: Jane Doe, from vice president to CFO; Max Roe, from counsel to …"."""
    chunks = clause.chunks
    start = next((k for k in range(clause.position + 1, len(chunks)) if is_punct(chunks[k], ":;.")), None)
    if start is None or chunks[start].low != ":" or start > clause.position + 6:
        return []
    people = [k for k in range(start + 1, len(chunks) - 2) if could_be_person(chunks[k])]
    froms = [(chunks[k], k + 1 + is_punct(chunks[k + 1], ",")) for k in people]
    rises = [role_right(clause, at, Holder([name])) for name, at in froms if chunks[at].low == "from"]
    return [made for made in rises if made is not None and made.said_as]


def _known_people(assigned: list[Assignment]) -> list[Assignment]:
    """Where the first name of some is surely a person's, a lone word beside it is none."""
    firsts = [one.people.person for one in assigned]
    if not any(name is not None and name.shape == "person" for name in firsts):
        return assigned
    return [
        one
        for one, name in zip(assigned, firsts, strict=True)
        if name is None or name.shape == "person" or name.end - name.start > 1
    ]


def _joined(clause: Clause, position: int) -> int | None:
    """The chunk after ", and", "and", "," or a dash where the list of people goes on."""
    chunks = clause.chunks
    k = position
    if k < len(chunks) and is_punct(chunks[k], ",;-–—"):
        if chunks[k].low == ";" and _tells(chunks, k + 1):
            return None
        k += 1
    if k < len(chunks) and chunks[k].kind == "conj":
        k += 1
    if k == position:
        return None
    j = k
    while j < len(chunks) and j < k + 6 and chunks[j].kind in {"det", "desc", "former", "word", "poss", "number"}:
        j += 1
    if j >= len(chunks):
        return None
    if chunks[j].kind == "role":
        return k if j + 1 < len(chunks) and could_be_person(chunks[j + 1]) else None
    if not _begins_person(chunks, j):
        return None
    following = chunks[j + 1] if j + 1 < len(chunks) else None
    tells = following is not None and following.kind == "verb" and following.form != "ing"
    return None if tells else k  # "and Max Roe retires" begins a clause of its own


def _tells(chunks: list[Chunk], position: int) -> bool:
    """Whether the words from a chunk on tell something of their own: "Globex CFO resigns"."""
    described = {"name", "role", "desc", "former", "det", "word", "poss", "noun", "prep", "paren", "conj", "number"}
    following = next((c for c in chunks[position:] if c.kind not in described), None)
    return following is not None and following.kind == "verb" and following.form != "ing"


def _begins_person(chunks: list[Chunk], position: int) -> bool:
    """Whether the name at a chunk is a person's, or a company's before a person: "Globex COO Max Roe"."""
    if chunks[position].kind != "name":
        return False
    of_company = position + 2 < len(chunks) and chunks[position + 1].kind in {"role", "desc", "poss"}
    return could_be_person(chunks[position]) or (of_company and could_be_person(chunks[position + 2]))


def person_after(clause: Clause, start: int) -> tuple[Holder | None, int]:
    """The person's noun phrase from `start`, and the chunk after it. A role without a name is a holder without
    names."""
    chunks = clause.chunks
    holder = Holder(start=start)
    k = start
    while k < len(chunks) and k < start + 14:
        chunk = chunks[k]
        if chunk.kind in {"name", "role"}:
            ended, k = (_take_name if chunk.kind == "name" else _take_role)(chunks, k, holder)
            if ended:
                return (holder, k) if holder.names or holder.role is not None else (None, k)
        elif chunk.kind == "former" or chunk.low in {"previously", "formerly", "outgoing"}:
            holder.former = True
            k += 1
        elif _describes_person(chunks, k, start):
            k += 1
        else:
            described = k > start and chunks[k - 1].kind == "desc" and holder.role is None
            if chunk.kind == "prep" and chunk.low in {"to", "as"} and described:
                return holder, k  # "promotes seven executives to SVP"
            break
    return None, k


def _take_name(chunks: list[Chunk], k: int, holder: Holder) -> tuple[bool, int]:
    """Puts the name at chunk `k` into the phrase; whether the phrase ends there, and the chunk to go on with."""
    chunk = chunks[k]
    following = chunks[k + 1] if k + 1 < len(chunks) else None
    if following is not None and following.kind == "paren" and k + 2 < len(chunks) and chunk.shape != "person":
        following = chunks[k + 2] if chunks[k + 2].kind in {"poss", "role", "name", "desc"} else following
    if chunk.shape == "person" and (following is None or following.kind != "poss"):
        is_person = True
    elif following is not None and (
        following.kind in {"poss", "role", "desc", "former"}
        or (following.kind == "name" and could_be_person(following))
    ):
        named = following.kind == "role" and could_be_person(chunk) and not _name_after(chunks, k + 2)
        of_former = holder.former and holder.role is None  # "hires ex-Globex CFO"
        if not named or of_former or chunk.shape == "org":
            holder.org, holder.of_org = chunk, True
            return False, k + 1
        is_person = True  # "names Kelleher president"
    else:
        is_person = could_be_person(chunk) or (
            chunk.shape == "org" and chunk.end - chunk.start == 1 and chunk.text[1:].islower()
        )
    if is_person:
        holder.names = [chunk]
    return True, k + 1 if is_person else k


def _take_role(chunks: list[Chunk], k: int, holder: Holder) -> tuple[bool, int]:
    """Puts the role at chunk `k` into the phrase; whether the phrase ends there, and the chunk to go on with."""
    holder.role = chunks[k]
    if _name_after(chunks, k + 1):
        return False, k + 1
    if k + 1 < len(chunks) and is_punct(chunks[k + 1], ",") and _lone_person(chunks, k + 2):
        holder.names = [chunks[k + 2]]
        return True, k + 3
    of = k + 2 < len(chunks) and chunks[k + 1].low in {"of", "at", "for", "from"}
    org = _role_holder_of(chunks, k + 1) if of else None
    if org is None:
        return True, k
    holder.org = org
    return False, (chunks.index(org, k) if org in chunks[k:] else k) + 1


def _describes_person(chunks: list[Chunk], k: int, start: int) -> bool:
    """Whether chunk `k` only describes the person of the phrase that begins at chunk `start`."""
    chunk = chunks[k]
    following = chunks[k + 1].kind if k + 1 < len(chunks) else ""
    if chunk.kind == "verb":  # "leading technologist Jane Doe", "renowned …"
        participle = chunk.form in {"ing", "either"} and chunk.classes <= {"other"}
        return participle and k < start + 4 and following in {"desc", "name"}
    if chunk.kind in {"noun", "anaphor"}:
        return following == "poss" or (chunk.kind == "noun" and following in {"desc", "role", "name", "noun", "word"})
    return (
        chunk.kind in {"det", "desc", "number", "poss", "paren", "based"}
        or (chunk.kind == "word" and chunk.low not in {"role", "position", "team"})
        or (chunk.kind == "conj" and k > start and chunks[k - 1].kind in {"word", "desc", "role", "det"})
        or (is_punct(chunk, ",") and k > start and chunks[k - 1].kind in {"word", "desc"} and k < start + 8)
    )


def _lone_person(chunks: list[Chunk], position: int) -> bool:
    return (
        position + 1 < len(chunks)
        and chunks[position].kind == "name"
        and chunks[position].shape == "person"
        and is_punct(chunks[position + 1], ",")
    )


def _name_after(chunks: list[Chunk], position: int) -> bool:
    while position < len(chunks) and chunks[position].kind in {"paren", "desc"}:
        position += 1
    if position >= len(chunks) or not could_be_person(chunks[position]):
        return False
    return (
        chunks[position].shape == "person"
        or position + 1 >= len(chunks)
        or chunks[position + 1].kind not in {"name", "poss"}
    )


def _role_holder_of(chunks: list[Chunk], position: int) -> Chunk | None:
    """The organisation in "CIO of Globex Jane Doe": a name that a person follows."""
    for k in range(position + 1, min(len(chunks) - 1, position + 4)):
        if chunks[k].kind == "name" and chunks[k].shape != "person":
            after = k + 1
            if is_punct(chunks[after], ",") and after + 1 < len(chunks):
                after += 1
            return chunks[k] if could_be_person(chunks[after]) and chunks[after].shape == "person" else None
        if chunks[k].kind != "det":
            return None
    return None


def holders(clause: Clause, start: int) -> list[Holder]:
    """Every person of "its CFO Max Roe and chief information officer Jane Doe"."""
    people: list[Holder] = []
    position: int | None = start
    while position is not None and len(people) < 6:
        holder, end = person_after(clause, position)
        if holder is None or (people and not holder.names):
            break
        people.append(holder)
        position = _joined(clause, end) if holder.names else None
    return people


def crossed(clause: Clause, assigned: list[Assignment]) -> list[Assignment]:
    """ "A and B as CEO and CFO, respectively": each gets the part of the list that stands at their place."""
    role = assigned[0].role if assigned else None
    if role is None or any(one.role is not role for one in assigned) or not 1 < len(role.parts) == len(assigned):
        return assigned
    texts = [clause.read.text_of(start, end) for start, end in role.parts]
    return [replace(one, role_text=text) for one, text in zip(assigned, texts, strict=True)]
