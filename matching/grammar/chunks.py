"""Tokens to chunks: verb phrases, names, roles, nouns of events, and the small words that hold them together.

[Global Tax Network] name, [has announced] verb, [the] det, [promotion] noun, [of] prep, [Mandy Gibson] name …
"""

from __future__ import annotations

from matching.grammar.chunk_types import Chunk, make_chunk, make_name
from matching.grammar.lexicon import Lexicon, lexicon, longest_at
from matching.grammar.name_phrases import (
    OPEN,
    PERSON,
    absorb_suffixes,
    begins_name,
    given_name_at,
    read_person,
    run_end,
    shape_of,
)
from matching.grammar.neighbours import join_neighbours
from matching.grammar.role_phrases import RolePhrase
from matching.grammar.tokens import Sentence, Token
from matching.grammar.verb_phrases import VerbPhrase
from matching.grammar.verbs_and_roles import find_verbs_and_roles


def chunk(sentence: Sentence) -> list[Chunk]:
    """The chunks of a tokenised sentence, in order, without gaps."""
    lex, tokens = lexicon(), sentence.tokens
    verbs, roles = find_verbs_and_roles(lex, tokens, sentence.headline)
    stops = [verbs[i] is not None or roles[i] is not None for i in range(len(tokens))]
    chunks: list[Chunk] = []
    position, count, plainly = 0, len(tokens), not sentence.headline
    small, special = lex.small, lex.special
    while position < count:
        token = tokens[position]
        low = token.low
        if plainly and not stops[position] and token.text == low and low not in special and low.isalpha():
            chunks.append(Chunk(small.get(low, "word"), position, position + 1, low, low))
            position += 1
            continue
        made = _chunk_at(lex, sentence, position, verbs[position], roles[position], stops)
        chunks.extend(made)
        position = made[-1].end
    return join_neighbours(lex, sentence, chunks)


def _chunk_at(
    lex: Lexicon, sentence: Sentence, position: int, verb: VerbPhrase | None, role: RolePhrase | None, stops: list[bool]
) -> list[Chunk]:
    chunk = (
        _phrase_at(sentence, position, verb, role)
        or _sign_at(sentence, position)
        or _noun_at(lex, sentence, position, stops)
    )
    if chunk is not None:
        return [chunk]
    if begins_name(lex, sentence.tokens, position):
        return _names(lex, sentence, position, stops)
    if _is_lower_case_name(sentence, position):
        return [make_name(sentence, position, position + 1, OPEN, (position, position + 1))]
    return [_small_word(lex, sentence, position)]


def _phrase_at(sentence: Sentence, position: int, verb: VerbPhrase | None, role: RolePhrase | None) -> Chunk | None:
    """The chunk of a role or a verb that was read before."""
    if role is not None:
        made = make_chunk(sentence, "role", position, role.end)
        made.parts, made.board, made.head = role.parts, role.board, role.head
        return made
    if verb is not None:
        made = make_chunk(sentence, "verb", position, verb.end)
        made.classes, made.form, made.plan, made.remote = verb.classes, verb.form, verb.plan, verb.remote
        return made
    return None


def _sign_at(sentence: Sentence, position: int) -> Chunk | None:
    """What stands in brackets, a possessive, "-based" or a punctuation mark."""
    token = sentence.tokens[position]
    if token.text in "([" and (end := _closing(sentence.tokens, position)):
        return make_chunk(sentence, "paren", position, end)
    if token.low in {"'s", "'", "’"}:
        return make_chunk(sentence, "poss", position, position + 1)
    if token.low == "-based":
        return make_chunk(sentence, "based", position, position + 1)
    if not token.text[0].isalnum() and token.text[0] not in "$€£¥₹":
        return make_chunk(sentence, "conj" if token.text == "&" else "punct", position, position + 1)
    return None


def _noun_at(lex: Lexicon, sentence: Sentence, position: int, stops: list[bool]) -> Chunk | None:
    """ "Former", a listed noun that begins no name, or what describes a person."""
    token = sentence.tokens[position]
    if token.low in lex.sets["words.former"] or token.low.startswith(("ex-", "former-")):
        return make_chunk(sentence, "former", position, position + 1)
    listed = _listed(lex, sentence, position)
    if listed is not None and (listed.kind == "anaphor" or not _opens_name(lex, sentence, position, listed.end, stops)):
        return listed
    if token.low in lex.sets["person.descriptors"] and (token.low == token.text or sentence.headline):
        return make_chunk(sentence, "desc", position, position + 1)
    return None


def _is_lower_case_name(sentence: Sentence, position: int) -> bool:
    """Whether a headline has a name here that is styled in lower case."""
    token = sentence.tokens[position]
    return (
        sentence.headline
        and position > 0
        and len(token.low) > 3
        and token.low == token.text
        and token.low.isalpha()
        and sentence.tokens[position - 1].low in {"at", "by", "for", "joins", "from"}
    )


def _opens_name(lex: Lexicon, sentence: Sentence, position: int, end: int, stops: list[bool]) -> bool:
    """Whether a listed noun is the first word of a name here: "Alliance Entertainment", not "Retirement of …"."""
    tokens = sentence.tokens
    if not tokens[position].cap:
        return False
    if not sentence.headline:
        return position > 0 or (end < len(tokens) and tokens[end].cap and not stops[end])
    return (
        end < len(tokens)
        and tokens[end].cap
        and not stops[end]
        and begins_name(lex, tokens, end)
        and tokens[end].low not in lex.phrases
    )


def _closing(tokens: list[Token], position: int) -> int:
    wanted = ")" if tokens[position].text == "(" else "]"
    for here in range(position + 1, min(len(tokens), position + 40)):
        if tokens[here].text == wanted:
            return here + 1
    return 0


def _listed(lex: Lexicon, sentence: Sentence, position: int) -> Chunk | None:
    tokens = sentence.tokens
    if tokens[position].low not in lex.nouns:
        return None
    longest = longest_at(lex.nouns, [t.low for t in tokens[position : position + 9]], 0)
    if longest is None:
        return None
    words, entries = longest
    classes = frozenset().union(*(e.classes for e in entries))
    kind = "anaphor" if "anaphor" in classes else "noun" if any(e.kind == "noun" for e in entries) else "word"
    made = make_chunk(sentence, kind, position, position + len(words))
    made.classes = classes
    return made


def _names(lex: Lexicon, sentence: Sentence, position: int, stops: list[bool]) -> list[Chunk]:
    """The name that begins at `position`; where a headline runs a company into a person, both."""
    tokens = sentence.tokens
    end = run_end(lex, tokens, position, stops)
    if sentence.headline:
        end = next((k for k in range(position + 1, end) if tokens[k].low in lex.sets["person.descriptors"]), end)
    person = read_person(lex, tokens, position, end)
    if person is not None and person.end == end:
        return [_person(lex, sentence, position, person.core, person.has_honorific, stops)]
    for split in range(position + 1, end - 1):
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
        if later is not None and later.end == end and (honorific or not given_name_at(lex, tokens, position, end)):
            first = make_name(sentence, position, split, shape_of(lex, tokens, position, split), (position, split))
            return [first, _person(lex, sentence, split, later.core, later.has_honorific, stops)]
    if sentence.headline and position > 0 and _is_generic(lex, tokens, position, end):
        return [make_chunk(sentence, "word", position, end)]
    return [make_name(sentence, position, end, shape_of(lex, tokens, position, end), (position, end))]


def _is_generic(lex: Lexicon, tokens: list[Token], start: int, end: int) -> bool:
    """Whether capitalised words of a headline are plain words of business and make no name."""
    return all(t.low in lex.plain and not (t.text.isupper() and len(t.text) > 1) for t in tokens[start:end])


def _person(
    lex: Lexicon, sentence: Sentence, position: int, core: tuple[int, int], has_honorific: bool, stops: list[bool]
) -> Chunk:
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
    return make_name(sentence, position, end, PERSON, core, has_honorific)


def _small_word(lex: Lexicon, sentence: Sentence, position: int) -> Chunk:
    token = sentence.tokens[position]
    kind = lex.small.get(token.low)
    if kind is None:
        kind = "number" if token.text[0].isdigit() or token.text[0] in "$€£¥₹" else "word"
    return Chunk(kind, position, position + 1, token.text, token.low)
