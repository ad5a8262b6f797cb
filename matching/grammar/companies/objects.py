"""Which companies stand right of a verb, as written."""

from __future__ import annotations

from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.names import (
    GENERIC_TAILS,
    as_spelt,
    confirm_name,
    is_whole_name,
    strip_legal,
    widened,
)
from matching.grammar.companies.view import View
from matching.grammar.companies.words import pattern, words


def company_after(view: View, start: int, end: int, *, skip: int = 4) -> tuple[str, int]:
    """The first company named in tokens `start` to `end`, and the token after it; ("", start) where there is none.

    Up to `skip` tokens of description may stand before the name ("the Leeds-based maker of tools Calder").
    """
    passed = 0
    reach = skip + (6 if view.headline else 4)
    for index in range(view.chunk_at[start] if start < len(view.tokens) else len(view.chunks), len(view.chunks)):
        chunk = view.chunks[index]
        if chunk.start >= end or passed > reach:
            break
        if chunk.kind == "verb" and view.headline and (run := _verb_run(view, index, end)):
            return as_spelt(view.body, strip_legal(view.between(chunk.start, run))), run
        if chunk.kind == "name" or (chunk.kind == "role" and view.headline and chunk.start >= start):
            name, stop = _company_at(view, index, start, end)
            if name:
                return name, stop
        elif chunk.start >= start and (_ends_object(chunk) or (chunk.low == "in" and passed)):
            break
        passed += chunk.end - max(chunk.start, start)
    return "", start


_PARTS = frozenset({"operations", "business", "division", "unit", "assets", "facility", "plant", "portfolio"})


def _ends_object(chunk: Chunk) -> bool:
    """Whether no object's name can follow: another clause begins, or something else is spoken of."""
    return (
        chunk.kind in {"verb", "sub", "anaphor"}
        or (chunk.kind == "punct" and chunk.text in ".;:")
        or (chunk.kind == "prep" and chunk.low not in {"of", "in"})
    )


def _company_at(view: View, index: int, start: int, end: int) -> tuple[str, int]:
    """The company that the name at chunk `index` gives, or what it owns ("Zurich's Max"), and the token after it."""
    chunk = view.chunks[index]
    if chunk.start >= start and (spelt := _spelt_by_initials(view, index)):
        return view.between(chunk.start, spelt), spelt
    stop = min(chunk.end, end) if chunk.start < start else _joined_end(view, index, end)
    name = confirm_name(view, max(start, widened(view, chunk.start, stop)), stop)
    following = view.chunks[index + 1] if index + 1 < len(view.chunks) else None
    if following is not None and following.kind == "poss" and following.end < end and view.lows[following.end] != ",":
        owned, owned_end = company_after(view, following.end, end, skip=1)
        event = _EVENTS.search(owned) or _EVENT_WORDS & set(view.lows[following.end : following.end + 9])
        if owned and _PARTS & set(view.lows[owned_end : owned_end + 3]):
            return strip_legal(name), stop  # "Acme's Leeds operations": the owner is the other side
        if owned and not event:
            return owned, owned_end
    if (
        following is not None
        and following.low in _CALLED
        and view.chunks[min(index + 2, len(view.chunks) - 1)].kind == "name"
    ):
        return "", stop  # "Serie B club Juve Stabia": the name comes after what it is
    if name and not _EVENTS.search(name) and not _describes(view, chunk.start, stop, following):
        return strip_legal(name), stop
    return "", stop


def _spelt_by_initials(view: View, index: int) -> int:
    """Where a name ends that the bracket behind it abbreviates: "Help A Neighbour Out (HANO)"; 0 where none does."""
    start = view.chunks[index].start
    for chunk in view.chunks[index + 1 : index + 7]:
        initials = chunk.text.strip("()")
        if chunk.kind == "paren" and len(initials) > 2 and initials.isupper():
            return chunk.start if initials == "".join(t.text[0] for t in view.tokens[start : chunk.start]) else 0
    return 0


_EVENT_WORDS = words("event_words")


_CALLED = words("called")


_EVENTS = pattern("events")


def _verb_run(view: View, index: int, end: int) -> int:
    """The end of a name that begins with a word that may be a verb ("Signing Day Sports"), where the text knows it."""
    chunk = view.chunks[index]
    if index + 1 >= len(view.chunks) or view.chunks[index + 1].kind != "name" or chunk.end - chunk.start > 1:
        return 0
    stop = min(view.chunks[index + 1].end, end)
    return stop if strip_legal(view.between(chunk.start, stop)) in view.body else 0


def _describes(view: View, start: int, stop: int, following: Chunk | None) -> bool:
    """Whether a generic noun follows the run ("Texas Electrical Contracting Firm") the text does not name alone."""
    if (
        following is None
        or following.low.startswith("acquisition")
        or following.kind not in {"word", "noun", "desc"}
        or following.low not in GENERIC_TAILS
    ):
        return False
    return not is_whole_name(view, start, stop)


def _joined_end(view: View, index: int, end: int) -> int:
    """Where the name at chunk `index` ends, with the words that only look like a verb ("Kane Fire Protection")."""
    last = view.chunks[min(index + 2, len(view.chunks) - 1)]
    if index + 2 < len(view.chunks) and view.chunks[index + 1].kind == "verb" and last.kind == "name" and view.headline:
        longer = strip_legal(view.between(view.chunks[index].start, last.end))
        if last.end - view.chunks[index].end <= 4 and view.text not in view.body and longer in view.body:
            return last.end
        has_verb = any(c.kind == "verb" for c in view.chunks[:index])
        if has_verb and last.end == len(view.tokens) and _is_base_form(view.chunks[index + 1]):
            return last.end  # one company does not "fire": it "fires"
    return _listed_end(view, index, end)


def _is_base_form(verb: Chunk) -> bool:
    return verb.end - verb.start == 1 and not verb.low.endswith(("s", "ed", "ing"))


def _listed_end(view: View, index: int, end: int) -> int:
    """Where the name at chunk `index` ends when the text below joins it to what follows ("Dunn and Bell")."""
    stop = view.chunks[index].end
    if index + 2 < len(view.chunks) and view.chunks[index + 1].kind == "conj" and view.chunks[index + 2].kind == "name":
        longer = view.chunks[index + 2].end
        if (
            longer <= end
            and view.headline
            and view.body.count(view.between(view.chunks[index].start, longer)) > 0
            and view.chunks[index + 1].low == "&"
        ):
            return longer
    return stop


def listed_companies(view: View, start: int, end: int) -> list[str]:
    """Companies of a list "A, B and C" that begins at `start`."""
    names: list[str] = []
    position = start
    while position < end and len(names) < 6:
        name, stop = company_after(view, position, end, skip=2)
        if not name:
            break
        names.append(name)
        while stop < end and view.chunks[view.chunk_at[stop]].kind == "paren":
            stop = view.chunks[view.chunk_at[stop]].end
        joint = stop
        while joint < end and view.lows[joint] in {",", "and", "&", "the"}:
            joint += 1
        if joint == stop or joint >= end or view.chunks[view.chunk_at[joint]].kind != "name":
            break
        position = joint
    return names
