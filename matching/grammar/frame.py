"""What a frame is, and the readers of its slots.

A frame is a function `(Clause) -> list[Finding]` that is registered for a chunk kind and some word classes (`FRAMES`
in matching.detect). It is tried at each verb or noun chunk of those classes, its anchor, and reads its slots with the
functions here: `subject` to the left of a verb, `people_after` to its right, `after_preposition`, and so on. The readers
know nothing of event types.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from callnow.model import Planning
from matching.grammar.chunks import Chunk
from matching.grammar.lexicon import lexicon
from matching.grammar.tokens import Sentence


@dataclass(slots=True)
class ReadSentence:
    """A sentence with its chunks; `index` counts from the title (0)."""

    sentence: Sentence
    chunks: list[Chunk]
    index: int

    @property
    def zone(self) -> int:
        return self.sentence.zone

    def text_of(self, start: int, end: int) -> str:
        tokens = self.sentence.tokens
        return self.sentence.text[tokens[start].start : tokens[end - 1].end] if end > start else ""


@dataclass(slots=True)
class Speaker:
    """Whom the announcement speaks for: the short full name, other names it goes by, and what the text says for it."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()  # words of people's names, in lower case
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class Finding:
    """What one frame read: slots as chunks' text, before title and lead are joined and companies are named in full."""

    type: str
    rule: str
    read: ReadSentence
    company: str = ""
    person: str = ""
    role: str = ""
    prior_company: str = ""
    side: str = ""
    counterparty: str = ""
    origin: str = ""
    destination: str = ""
    amount: str = ""
    count: str = ""
    planning: Planning = Planning.DONE
    weight: float = 1.0
    weak: bool = False  # needs another finding, or the title, to stand
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Clause:
    """Where a frame is tried: the sentence, the anchor's chunk index, and what is known of the whole announcement."""

    read: ReadSentence
    at: int
    speaker: Speaker
    year: int = 0
    alone: bool = False  # the item is this one sentence
    trace: list[str] = field(default_factory=list)

    @property
    def chunks(self) -> list[Chunk]:
        return self.read.chunks

    @property
    def anchor(self) -> Chunk:
        return self.read.chunks[self.at]


Frame = Callable[[Clause], list[Finding]]


@dataclass(slots=True)
class Holder:
    """A noun phrase about people: "Globex's former CIO Jane Doe, PhD", "the chief information officer of Globex".

    `names` may be several ("Jane Doe and Max Roe"); `role` and `org` are what they hold now or, with `former`, held.
    `org` may be a name or an anaphor ("the company"). `pronoun` is "he", "she", … where no name stands.
    """

    names: list[Chunk] = field(default_factory=list)
    role: Chunk | None = None
    org: Chunk | None = None
    former: bool = False
    pronoun: str = ""
    start: int = 0
    of_org: bool = False

    @property
    def person(self) -> Chunk | None:
        return self.names[0] if self.names else None


SKIPPED = frozenset({"paren"})


def is_punct(chunk: Chunk, marks: str) -> bool:
    return chunk.kind == "punct" and chunk.low in marks


def could_be_person(chunk: Chunk) -> bool:
    """A name that may be a person's: known as one, or one to three plain words."""
    if chunk.kind != "name":
        return False
    return chunk.shape == "person" or (
        chunk.shape == "open" and chunk.end - chunk.start <= 4 and chunk.text[0].isupper()
    )


def could_be_org(chunk: Chunk) -> bool:
    return chunk.kind == "name" and (chunk.shape != "person" or not chunk.titled)


def left_of(chunks: list[Chunk], at: int) -> int:
    """The index left of `at`, past brackets and lone adverbs; -1 at the start."""
    at -= 1
    while at >= 0 and (chunks[at].kind in SKIPPED or chunks[at].low in _ADVERBS or is_punct(chunks[at], "\"“”'‘’®™")):
        at -= 1
    return at


_ADVERBS = frozenset("today also recently now officially monday tuesday wednesday thursday friday yesterday on formally proudly unanimously always earlier".split())  # fmt: skip


def subject(clause: Clause, at: int, depth: int = 0) -> Holder:
    """Who stands left of the verb at chunk `at`: people or an organisation (then `org` is set and `names` empty)."""
    chunks = clause.chunks
    here = left_of(chunks, at)
    if here < 0 or depth > 4:
        return Holder()
    one = chunks[here]
    if one.kind == "role" and one.board and one.head in {"board", "directors", "trustees"}:
        before = left_of(chunks, here)
        named = before > 0 and chunks[before].kind == "poss" and chunks[before - 1].kind == "name"
        return Holder(org=chunks[before - 1] if named else None, start=here, pronoun="it")
    if is_punct(one, ",–—-") or one.kind == "punct" and one.low in {"--"}:
        return _across_comma(clause, here, at, depth)
    if one.kind == "name":
        return _name_phrase_left(clause, here)
    if one.kind == "role":
        return _role_phrase_left(clause, here)
    if one.kind == "anaphor":
        return Holder(org=one, start=here)
    if one.kind == "pron":
        return _whom(clause, here)
    if one.kind == "rel":
        return _antecedent(clause, here, depth)
    if one.kind in {"conj", "verb", "det", "noun", "prep", "word", "number", "desc", "sub"}:
        return _earlier_subject(clause, here, depth)
    return Holder()


def _whom(clause: Clause, here: int) -> Holder:
    """ "he" and "she" are the first person named before them in the sentence; else the pronoun is kept."""
    chunks = clause.chunks
    if chunks[here].low in {"he", "she"}:
        for k in range(here):
            if chunks[k].kind == "name" and chunks[k].shape == "person":
                found = _name_phrase_left(clause, k)
                _take_apposition(clause, k + 2, here, found)
                return found
    return Holder(pronoun=chunks[here].low, start=here)


def _earlier_subject(clause: Clause, here: int, depth: int) -> Holder:
    """ "Acme hired A and promoted B", "announced plans to step down", "informed the board of his intention to retire"."""
    chunks = clause.chunks
    for k in range(here, max(-1, here - 22), -1):
        one = chunks[k]
        if one.kind == "verb":
            found = subject(clause, k, depth + 1)
            if found.names or found.org or found.role or found.pronoun:
                return found
            return Holder()
        if one.kind == "rel" or is_punct(one, ";:."):
            return Holder()
        if one.kind == "pron" and one.low in {"he", "she", "it", "they", "we"}:
            return _whom(clause, k)
        if one.kind == "prep" and one.low == "on" and k > 0:  # "AOL on Monday named"
            before = left_of(chunks, k)
            if before >= 0 and chunks[before].kind in {"name", "role"} and k >= here - 3:
                return (
                    _name_phrase_left(clause, before)
                    if chunks[before].kind == "name"
                    else _role_phrase_left(clause, before)
                )
    if chunks[here].kind in {"word", "number", "desc", "noun"}:
        for k in range(here, max(-1, here - 7), -1):
            if chunks[k].kind == "name" and not is_punct(chunks[here], ",;"):
                return _name_phrase_left(clause, k)
    return Holder()


def _across_comma(clause: Clause, here: int, at: int, depth: int) -> Holder:
    """ "Jane Doe, CEO of Globex, has resigned": the name before the apposition; "its CEO, Jane Doe, has": the name in it."""
    chunks = clause.chunks
    best: Holder | None = None
    for k in range(here - 1, max(-1, here - 40), -1):
        one = chunks[k]
        if is_punct(one, ";.") or (one.kind == "verb" and "announce" in one.classes and best is None and k < here - 12):
            break
        if not is_punct(one, ",–—"):
            continue
        before = left_of(chunks, k)
        if before < 0:
            break
        inner = [c for c in chunks[k + 1 : here] if c.kind not in SKIPPED]
        if chunks[before].kind == "role" and len(inner) == 1 and inner[0].kind == "name":
            found = _role_phrase_left(clause, before)
            found.names = [inner[0]]
            return found
        if chunks[before].kind == "name" and not (
            len(inner) == 1 and inner[0].kind == "name" and inner[0].shape == "person"
        ):
            found = _name_phrase_left(clause, before)
            _take_apposition(clause, k + 1, here, found)
            if found.names or best is None:
                best = found
            if _begins_apposition(inner) or found.names:
                return found
        elif chunks[before].kind == "role" and best is None and _begins_apposition(inner):
            best = _role_phrase_left(clause, before)
    if best is not None:
        return best
    before = left_of(chunks, here)
    if before >= 0 and chunks[before].kind == "name" and chunks[before].shape == "person":
        return _name_phrase_left(clause, before)
    return _earlier_subject(clause, here - 1, depth) if here > 0 else Holder()


def _begins_apposition(inner: list[Chunk]) -> bool:
    return bool(inner) and (
        inner[0].kind in {"det", "rel", "role", "former", "poss", "desc"}
        or inner[0].low in {"one", "part", "formerly", "based", "headquartered", "leading", "parent", "makers", "maker"}
    )


def _take_apposition(clause: Clause, start: int, end: int, found: Holder) -> None:
    """Role and organisation of "…, former CIO of Globex and Initech, …" into `found`."""
    chunks = clause.chunks
    if found.role is not None or not found.names:
        return
    for k in range(start, min(end, start + 6)):
        if chunks[k].kind == "former" or chunks[k].low in {"previously", "formerly", "most"}:
            found.former = True
        if chunks[k].kind == "role":
            found.role = chunks[k]
            found.org = found.org or _org_after(chunks, k, end, True)
            return
        if chunks[k].kind == "name" and k + 1 < end and chunks[k + 1].kind == "role":
            found.org, found.of_org = chunks[k], True
        if chunks[k].kind == "verb":
            return


def is_scope(name: Chunk) -> bool:
    """Words of work and regions that a role is of, but no company: "Asset Liability Management", "Americas"."""
    sets = lexicon().sets
    known = sets["role.functions"] | sets["role.modifiers"] | _PLACES
    words = [w.strip(".,") for w in name.low.replace("&", " ").split()]
    return name.kind == "name" and all(w in known for w in words) and words[-1] not in sets["org.legal"]


_PLACES = frozenset(
    "north south america americas europe asia pacific emea apac latin middle east africa us u.s uk united states kingdom canada california texas florida york new australia india japan china germany france washington oregon international and of the western eastern southern northern region regions".split()
)


def _org_after(chunks: list[Chunk], role: int, end: int, listed: bool = False) -> Chunk | None:
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


def _name_phrase_left(clause: Clause, here: int) -> Holder:
    """The noun phrase that ends in the name at `here`."""
    chunks = clause.chunks
    name = chunks[here]
    before = left_of(chunks, here)
    previous = chunks[before] if before >= 0 else None
    if (
        previous is not None
        and previous.kind == "prep"
        and previous.low in {"of", "at", "for", "in", "with"}
        or (
            previous is not None
            and previous.kind == "det"
            and before > 0
            and chunks[before - 1].low in {"of", "at", "for", "in"}
        )
    ):
        prep = before if previous.kind == "prep" else before - 1
        left = left_of(chunks, prep)
        if left >= 0 and chunks[left].kind == "role":  # "the CIO of Target Corp. has resigned"
            found = _role_phrase_left(clause, left)
            found.org, found.of_org = name, True
            return found
        if left >= 0 and chunks[left].kind == "name" and chunks[prep].low in {"in", "of"}:
            return _name_phrase_left(clause, left)
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
            return _name_phrase_left(clause, left)
    if previous is not None and previous.kind == "based":
        return Holder(org=name, start=before) if name.shape != "person" else Holder(names=[name], start=before)
    found = Holder(start=here)
    if could_be_person(name):
        found.names = [name]
        _take_left_modifiers(clause, here, found)
        if name.shape != "person" and found.role is None and not found.names[1:]:
            found.org = found.org or (name if not found.former else None)
            if name.end - name.start == 1 or found.org is name:
                found.names = (
                    [] if found.org is name and name.shape != "person" and not _plain_person(name) else found.names
                )
    else:
        found.org = name
    return found


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


def _take_left_modifiers(clause: Clause, here: int, found: Holder) -> None:
    """Role, organisation, former and fellow names left of the person at `here`."""
    chunks = clause.chunks
    k = left_of(chunks, here)
    while k >= 0:
        one = chunks[k]
        if one.kind == "role" and found.role is None and len(found.names) == 1:
            found.role = one
        elif one.kind == "desc":
            pass
        elif one.kind == "former":
            found.former = True
        elif (
            one.kind == "name"
            and (found.role is not None or chunks[k + 1].kind in {"poss", "desc", "former"})
            and found.org is None
            and len(found.names) == 1
        ):
            found.org, found.start = one, k
            found.of_org = True
            k2 = left_of(chunks, k)
            if k2 >= 0 and chunks[k2].kind == "former":
                found.former = True
            return
        elif one.kind == "poss" and k > 0 and chunks[k - 1].kind == "name":
            pass
        elif (one.kind == "conj" or is_punct(one, ",")) and k > 0 and found.role is None and found.org is None:
            j = left_of(chunks, k)
            if is_punct(chunks[j], ","):
                j = left_of(chunks, j)
            if (
                j >= 0
                and chunks[j].kind == "name"
                and chunks[j].shape == "person"
                and (one.kind == "conj" or len(found.names) > 1)
            ):
                found.names.insert(0, chunks[j])
                k = j
            else:
                break
        elif is_punct(one, ",") and k > 0 and chunks[left_of(chunks, k)].kind == "role" and found.role is None:
            break
        else:
            if (
                one.kind in {"det", "word"}
                and one.low in {"its", "the", "our", "their", "veteran", "longtime", "long-time", "industry"}
                and k > 0
            ):
                pass
            else:
                break
        found.start = k
        k = left_of(chunks, k)


def _role_phrase_left(clause: Clause, here: int) -> Holder:
    """A holder named by the role alone: "Bon-Ton CEO", "Equifax's chief information officer", "its president"."""
    chunks = clause.chunks
    found = Holder(role=chunks[here], start=here)
    k = left_of(chunks, here)
    while k >= 0 and (
        chunks[k].kind in {"det", "poss", "former", "desc"} or chunks[k].low in {"longtime", "long-time", "current"}
    ):
        if chunks[k].kind == "former":
            found.former = True
        k -= 1
    if k >= 0 and chunks[k].kind in {"name", "anaphor"}:
        if chunks[k].shape == "person" and k == here - 1:
            found.names = [chunks[k]]
        elif is_punct(chunks[k + 1], ","):
            found.names = [chunks[k]]
        else:
            found.org, found.of_org = chunks[k], True
    elif k >= 0 and is_punct(chunks[k], ",") and chunks[left_of(chunks, k)].kind == "name":
        found.names = [chunks[left_of(chunks, k)]]
    found.start = max(k, 0)
    return found


def _antecedent(clause: Clause, here: int, depth: int) -> Holder:
    """Whom "who" means: the name before it."""
    chunks = clause.chunks
    k = left_of(chunks, here)
    if k >= 0 and is_punct(chunks[k], ","):
        k = left_of(chunks, k)
    if k >= 0 and chunks[k].kind == "name":
        return _name_phrase_left(clause, k)
    if k >= 0 and chunks[k].kind == "role":
        return _role_phrase_left(clause, k)
    return Holder()
