"""Tokens to chunks: verb phrases, names, roles, nouns of events, and the small words that hold them together.

[Global Tax Network] name, [has announced] verb, [the] det, [promotion] noun, [of] prep, [Mandy Gibson] name …
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from callnow.model import Planning
from matching.grammar.lexicon import Lexicon, lexicon, longest_at
from matching.grammar.name_phrases import (
    OPEN,
    ORG,
    PERSON,
    absorb_suffixes,
    begins_name,
    given_name_at,
    read_person,
    run_end,
    shape_of,
)
from matching.grammar.role_phrases import RolePhrase, read_role_phrase, role_heads
from matching.grammar.tokens import Sentence, Token
from matching.grammar.verb_phrases import VerbPhrase, read_verb_phrase

NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Chunk:
    """Some tokens that play one part.

    kind     name, role, verb, noun, word, prep, conj, det, poss, pron, rel, sub, desc, anaphor, paren, based, number,
             former, punct
    classes  word classes of verbs, nouns and words; `form`, `plan` and `remote` are a verb's (see VerbPhrase)
    shape    a name's: person, org, open. `core` is a person's plain name as token indices; `titled` has Dr., Mr., …
    parts    a role's parts as (start, end) token indices; `board` a role that is a seat on a board
    """

    kind: str
    start: int
    end: int
    text: str
    low: str
    classes: frozenset[str] = NONE
    form: str = ""
    plan: Planning = Planning.DONE
    remote: bool = False
    shape: str = ""
    core: tuple[int, int] = (0, 0)
    titled: bool = False
    parts: list[tuple[int, int]] = field(default_factory=list)
    board: bool = False
    head: str = ""


def chunk(sentence: Sentence) -> list[Chunk]:
    """The chunks of a tokenised sentence, in order, without gaps."""
    lex, tokens = lexicon(), sentence.tokens
    verbs, roles = _find_verbs_and_roles(lex, tokens, sentence.headline)
    stops = [verbs[i] is not None or roles[i] is not None for i in range(len(tokens))]
    chunks: list[Chunk] = []
    at, count, plainly = 0, len(tokens), not sentence.headline
    small, special = lex.small, lex.special
    while at < count:
        token = tokens[at]
        low = token.low
        if plainly and not stops[at] and token.text == low and low not in special and low.isalpha():
            chunks.append(Chunk(small.get(low, "word"), at, at + 1, low, low))
            at += 1
            continue
        made = _chunk_at(lex, sentence, at, verbs[at], roles[at], stops)
        chunks.extend(made)
        at = made[-1].end
    return _mend(lex, sentence, chunks)


def _find_verbs_and_roles(
    lex: Lexicon, tokens: list[Token], headline: bool
) -> tuple[list[VerbPhrase | None], list[RolePhrase | None]]:
    verbs: list[VerbPhrase | None] = [None] * len(tokens)
    roles: list[RolePhrase | None] = [None] * len(tokens)
    at, openers, starters = 0, _role_openers(), _starters()
    lows = [t.low for t in tokens]
    ends = role_heads(lows)
    while at < len(tokens):
        low = lows[at]
        if low not in starters and not (ends and at and lows[at - 1] in _BEFORE_ROLE):
            at += 1
            continue
        while ends and ends[-1] < at:
            ends.pop()
        if (
            ends
            and ends[-1] <= at + 9
            and (low in openers or (at and lows[at - 1] in _BEFORE_ROLE))
            and not _is_surname(lex, tokens, at)
        ):
            role = read_role_phrase(tokens, at, headline)
            if role is not None:
                roles[_past_name(lex, tokens, at, role)] = role
                at = role.end
                continue
        verb = read_verb_phrase(lex, tokens, lows, at, headline) if low in lex.auxiliaries or low in lex.verbs else None
        if verb is not None:
            verbs[at] = verb
            at = verb.end
        else:
            at += 1
    return verbs, roles


@lru_cache(maxsize=1)
def _starters() -> frozenset[str]:
    """Words that a verb phrase or a role may begin with."""
    lex = lexicon()
    return _role_openers() | frozenset(lex.auxiliaries) | frozenset(lex.verbs)


def _past_name(lex: Lexicon, tokens: list[Token], at: int, role: RolePhrase) -> int:
    """Where the role begins once the end of a company's name is taken off: "Tavrick Medical CFO", "Emory University CIO"."""
    start, sets = at, lex.sets
    if (
        not at
        or not tokens[at - 1].cap
        or tokens[at - 1].low in sets["org.never"]
        or tokens[at - 1].low in lex.verbs
        or tokens[at - 1].low in lex.plain
    ):
        return at
    if tokens[at - 1].low in lex.given_names or (at > 1 and tokens[at - 2].low in lex.given_names):
        return at  # "names Jane Doe Group CEO"
    while start < role.end - 1 and tokens[start].cap and _ends_name(lex, tokens[start].low):
        start += 1
    head = tokens[start].low
    if start == at or not (
        head in sets["role.abbreviations"] or head in sets["role.modifiers"] or head in _ROLE_STARTS
    ):
        return at
    role.parts[0] = (start, role.parts[0][1])
    return start


def _ends_name(lex: Lexicon, low: str) -> bool:
    return (
        low in lex.sets["org.heads"]
        and low not in _ROLE_STARTS
        and (low == "group" or low not in lex.sets["role.modifiers"])
    )


_ROLE_STARTS = frozenset({"chief", "president", "chairman", "chairwoman", "chair", "founder", "co-founder", "head", "board", "advisory", "supervisory"})  # fmt: skip


def _is_surname(lex: Lexicon, tokens: list[Token], at: int) -> bool:
    """ "Amy Dean", "Bill Bishop": a surname that is a title, too."""
    if not at or tokens[at].low not in {
        "dean",
        "principal",
        "provost",
        "chancellor",
        "head",
        "partner",
        "boss",
        "chair",
        "fellow",
        "conductor",
    }:
        return False
    return tokens[at].cap and tokens[at - 1].cap and tokens[at - 1].low in lex.given_names


_BEFORE_ROLE = frozenset(
    "as be its the a an our their new 's ' his her named to become becomes of first appointed".split()
)


@lru_cache(maxsize=1)
def _role_openers() -> frozenset[str]:
    sets = lexicon().sets
    names = ("modifiers", "functions", "heads", "chiefs", "abbreviations")
    words: frozenset[str] = frozenset().union(*(sets[f"role.{n}"] for n in names))
    boards = ("board", "board_heads", "management_boards")
    return words | {p.split()[0] for n in boards for p in sets[f"role.{n}"]}


def _make(sentence: Sentence, kind: str, start: int, end: int) -> Chunk:
    tokens = sentence.tokens
    if end - start == 1:
        return Chunk(kind, start, end, tokens[start].text, tokens[start].low)
    text = sentence.text[tokens[start].start : tokens[end - 1].end]
    return Chunk(kind, start, end, text, text.lower().replace("’", "'"))


def _name(sentence: Sentence, start: int, end: int, shape: str, core: tuple[int, int], titled: bool = False) -> Chunk:
    made = _make(sentence, "name", start, end)
    made.shape, made.core, made.titled = shape, core, titled
    return made


def _chunk_at(
    lex: Lexicon, sentence: Sentence, at: int, verb: VerbPhrase | None, role: RolePhrase | None, stops: list[bool]
) -> list[Chunk]:
    tokens = sentence.tokens
    token = tokens[at]
    low = token.low
    if role is not None:
        made = _make(sentence, "role", at, role.end)
        made.parts, made.board, made.head = role.parts, role.board, role.head
        return [made]
    if verb is not None:
        made = _make(sentence, "verb", at, verb.end)
        made.classes, made.form, made.plan, made.remote = verb.classes, verb.form, verb.plan, verb.remote
        return [made]
    if token.text in "([" and (end := _closing(tokens, at)):
        return [_make(sentence, "paren", at, end)]
    if low in {"'s", "'", "’"}:
        return [_make(sentence, "poss", at, at + 1)]
    if low == "-based":
        return [_make(sentence, "based", at, at + 1)]
    if not token.text[0].isalnum() and token.text[0] not in "$€£¥₹":
        return [_make(sentence, "conj" if token.text == "&" else "punct", at, at + 1)]
    if low in lex.sets["words.former"] or low.startswith(("ex-", "former-")):
        return [_make(sentence, "former", at, at + 1)]
    listed = _listed(lex, sentence, at)
    if listed is not None and (listed.kind == "anaphor" or not _opens_name(lex, sentence, at, listed.end, stops)):
        return [listed]
    if low in lex.sets["person.descriptors"] and (low == token.text or sentence.headline):
        return [_make(sentence, "desc", at, at + 1)]
    if begins_name(lex, tokens, at):
        return _names(lex, sentence, at, stops)
    if (
        sentence.headline
        and at > 0
        and len(low) > 3
        and low == token.text
        and low.isalpha()
        and tokens[at - 1].low in {"at", "by", "for", "joins", "from"}
    ):
        return [_name(sentence, at, at + 1, OPEN, (at, at + 1))]  # a name that is styled in lower case
    return [_small_word(lex, sentence, at)]


def _opens_name(lex: Lexicon, sentence: Sentence, at: int, end: int, stops: list[bool]) -> bool:
    """Whether a listed noun is the first word of a name here: "Alliance Entertainment", not "Retirement of …"."""
    tokens = sentence.tokens
    if not tokens[at].cap:
        return False
    if not sentence.headline:
        return at > 0 or (end < len(tokens) and tokens[end].cap and not stops[end])
    return (
        end < len(tokens)
        and tokens[end].cap
        and not stops[end]
        and begins_name(lex, tokens, end)
        and tokens[end].low not in lex.phrases
    )


def _closing(tokens: list[Token], at: int) -> int:
    wanted = ")" if tokens[at].text == "(" else "]"
    for here in range(at + 1, min(len(tokens), at + 40)):
        if tokens[here].text == wanted:
            return here + 1
    return 0


def _listed(lex: Lexicon, sentence: Sentence, at: int) -> Chunk | None:
    tokens = sentence.tokens
    if tokens[at].low not in lex.nouns:
        return None
    found = longest_at(lex.nouns, [t.low for t in tokens[at : at + 9]], 0)
    if found is None:
        return None
    words, entries = found
    classes = frozenset().union(*(e.classes for e in entries))
    kind = "anaphor" if "anaphor" in classes else "noun" if any(e.kind == "noun" for e in entries) else "word"
    made = _make(sentence, kind, at, at + len(words))
    made.classes = classes
    return made


def _names(lex: Lexicon, sentence: Sentence, at: int, stops: list[bool]) -> list[Chunk]:
    """The name that begins at `at`; where a headline runs a company into a person, both."""
    tokens = sentence.tokens
    end = run_end(lex, tokens, at, stops)
    if sentence.headline:
        end = next((k for k in range(at + 1, end) if tokens[k].low in lex.sets["person.descriptors"]), end)
    person = read_person(lex, tokens, at, end)
    if person is not None and person.end == end:
        return [_person(lex, sentence, at, person.core, person.titled, stops)]
    for split in range(at + 1, end - 1):
        if tokens[end - 1].low in lex.sets["org.heads"] or tokens[end - 1].low in lex.sets["org.legal"]:
            break  # "Union Jack Oil'
        honorific = (
            tokens[split].low in lex.sets["person.honorifics"] and read_person(lex, tokens, split, end) is not None
        )
        if not honorific and not (
            end - split in {2, 3}
            and tokens[split].low in lex.given_names
            and tokens[split - 1].low not in {"&", "of", "'s"}
        ):
            continue
        later = read_person(lex, tokens, split, end)
        if later is not None and later.end == end and (honorific or not given_name_at(lex, tokens, at, end)):
            first = _name(sentence, at, split, shape_of(lex, tokens, at, split), (at, split))
            return [first, _person(lex, sentence, split, later.core, later.titled, stops)]
    if sentence.headline and at > 0 and _is_generic(lex, tokens, at, end):
        return [_make(sentence, "word", at, end)]
    return [_name(sentence, at, end, shape_of(lex, tokens, at, end), (at, end))]


def _is_generic(lex: Lexicon, tokens: list[Token], start: int, end: int) -> bool:
    """Whether capitalised words of a headline are plain words of business and make no name."""
    return all(t.low in lex.plain and not (t.text.isupper() and len(t.text) > 1) for t in tokens[start:end])


def _person(lex: Lexicon, sentence: Sentence, at: int, core: tuple[int, int], titled: bool, stops: list[bool]) -> Chunk:
    tokens = sentence.tokens
    end = core[1]
    # Robert “Bob” Glazer, William (Bill) Caple: one word in quotes or brackets inside a name
    if (
        end + 3 < len(tokens)
        and tokens[end].text in "(\"“‘'"
        and tokens[end + 2].text in ")\"”’'"
        and tokens[end + 1].cap
        and tokens[end + 3].cap
        and not stops[end + 3]
        and (tokens[end + 1].low in lex.given_names or end - core[0] == 1)
    ):
        end += 4
        core = (core[0], end)
    end = absorb_suffixes(lex, tokens, end)
    return _name(sentence, at, end, PERSON, core, titled)


def _small_word(lex: Lexicon, sentence: Sentence, at: int) -> Chunk:
    token = sentence.tokens[at]
    kind = lex.small.get(token.low)
    if kind is None:
        kind = "number" if token.text[0].isdigit() or token.text[0] in "$€£¥₹" else "word"
    return Chunk(kind, at, at + 1, token.text, token.low)


def _mend(lex: Lexicon, sentence: Sentence, chunks: list[Chunk]) -> list[Chunk]:
    """What only the neighbours tell: "William (Bill) Caple", "Compensation Advisory Partners Names …"."""
    mended: list[Chunk] = []
    for here, one in enumerate(chunks):
        if one.kind == "name":
            one = _whole_name(lex, sentence, mended, one)  # noqa: PLW2901 — the name takes in what stands before it
        elif one.kind == "role":
            following = chunks[here + 1] if here + 1 < len(chunks) else None
            if not mended and following is not None and following.kind == "verb" and _is_firm(sentence, one, following):
                one.kind, one.shape, one.core = "name", ORG, (one.start, one.end)
        elif one.kind == "based":
            if mended and mended[-1].kind == "name":
                one = _based(sentence, one, mended)  # noqa: PLW2901
        elif one.kind == "verb":
            if 1 < len(mended) <= 7:
                _join_subject(lex, sentence, mended, one)
        elif one.kind == "word" and one.text[0].isupper() and len(mended) > 1 and _place_in_brackets(mended):
            one = _whole_name(lex, sentence, mended, one)  # noqa: PLW2901
        mended.append(one)
    return mended


def _whole_name(lex: Lexicon, sentence: Sentence, mended: list[Chunk], one: Chunk) -> Chunk:
    """A name with what belongs to it on its left: brackets or quotes around a nickname, a state in brackets."""
    if len(mended) < 2:
        return one
    brackets, before = mended[-1], mended[-2]
    if brackets.kind == "paren" and before.kind == "name":
        nick = brackets.low.strip("()")
        first = before.end - before.start == 1 and (before.low in lex.given_names or before.low.startswith(nick))
        if first and brackets.end - brackets.start == 3 and one.shape in {OPEN, PERSON}:
            del mended[-2:]
            return _name(sentence, before.start, one.end, PERSON, (before.start, one.core[1] or one.end))
        if _place_in_brackets(mended):
            del mended[-2:]
            return _name(sentence, before.start, one.end, ORG, (before.start, one.end))
    elif _nickname_before(lex, mended):
        start = mended[-4].start
        del mended[-4:]
        return _name(sentence, start, one.end, PERSON, (start, one.core[1] or one.end))
    return one


def _join_subject(lex: Lexicon, sentence: Sentence, mended: list[Chunk], verb: Chunk) -> None:
    """ "Headwaters Hospice and Palliative Care welcomes": names before a singular verb are one organisation."""
    first = verb.low.split()[0]
    kinds = [c.kind for c in mended if c.kind != "paren"]
    names = [c for c in mended if c.kind == "name"]
    joins = kinds in (
        ["name", "conj", "name"],
        ["name", "prep", "name"],
        ["name", "prep", "det", "name"],
        ["name", "poss", "name"],
        ["name", "conj", "word"],
    )
    if not joins or not (first in {"has", "is", "was"} or (verb.form == "active" and first.endswith("s"))):
        return
    if any(c.shape == PERSON for c in names) or any(c.kind == "prep" and c.low not in {"of", "for"} for c in mended):
        return
    last = mended[-1] if mended[-1].kind != "paren" else mended[-2]
    if kinds[1] == "poss" and not all(w in lex.sets["org.heads"] for w in last.low.split()):
        return
    if last.kind == "word" and not last.text[0].isupper():
        return
    tail = [mended[-1]] if mended[-1].kind == "paren" else []
    mended[:] = [_name(sentence, mended[0].start, last.end, ORG, (mended[0].start, last.end)), *tail]


def _nickname_before(lex: Lexicon, mended: list[Chunk]) -> bool:
    """Manuel "Manny" before a surname."""
    if len(mended) < 4 or mended[-1].low not in _QUOTES or mended[-3].low not in _QUOTES:
        return False
    first, nick = mended[-4], mended[-2]
    return first.kind == nick.kind == "name" and first.end - first.start == 1 and first.low in lex.given_names


_QUOTES = frozenset("\"'“”‘’")


def _based(sentence: Sentence, one: Chunk, mended: list[Chunk]) -> Chunk:
    """ "New Hyde Park, N.Y.-based" as one modifier."""
    start = mended.pop().start
    if len(mended) > 1 and mended[-1].low == "," and mended[-2].kind == "name":
        del mended[-1]
        start = mended.pop().start
    return _make(sentence, "based", start, one.end)


def _place_in_brackets(mended: list[Chunk]) -> bool:
    """ "Owensboro (Ky.) Health": a state in brackets inside a name."""
    text = mended[-1].text
    return mended[-2].kind == "name" and mended[-1].kind == "paren" and len(text) <= 8 and text.endswith(".)")


def _is_firm(sentence: Sentence, role: Chunk, verb: Chunk) -> bool:
    plural = sentence.tokens[role.end - 1].low in {
        "partners",
        "directors",
        "principals",
        "managers",
        "advisors",
        "advisers",
    }
    return (
        sentence.headline
        and role.end - role.start > 1
        and plural
        and verb.form in {"active", "either"}
        and bool(verb.classes & {"appoint", "announce", "promote", "welcome"})
    )
