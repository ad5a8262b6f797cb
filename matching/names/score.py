"""How well a mention and a filed employer name agree, as a table of features with weights (data/names/weights.toml).

Every feature is a plain measurement of the two names; the sum of value times weight, held to 0–1, is the score. What
made a score is handed out with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pydantic import Field
from rapidfuzz.distance import OSA

from callnow.datafiles import Table, read_data_file
from callnow.model import Feature
from matching.names.forms import compare_forms
from matching.names.loose import cut_shares, generic_words, levelled, loose_word, telling
from matching.names.words import FOLDER, word_lists

Values = dict[str, float]

LONE_LETTERS = 9
"""A name of one word is taken for a mistyped one only when it is at least so long."""


class NameWeights(Table):
    """The table: points a feature, the score a match needs, and the lead over other companies."""

    points: dict[str, float] = Field(alias="weights")
    match: float = Field(ge=0, le=1)
    margin: float = Field(ge=0, le=1)


@cache
def weights() -> NameWeights:
    """data/names/weights.toml."""
    return read_data_file(FOLDER / "weights.toml", NameWeights)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two names: the normalised one without its kind of share (`core`), that again in loose `words`.
    `hyphenated` says that the writer put a mark within a word, `shares_cut` that a kind of share stood behind,
    `ends_small` that the last word was written in small letters."""

    core: tuple[str, ...]
    words: tuple[str, ...]
    forms: tuple[str, ...] = ()
    share: str = ""
    hyphenated: bool = False
    shares_cut: bool = False
    ends_small: bool = False


def side_of(core: str, forms: tuple[str, ...] = (), text: str = "") -> Side:
    """A name as it is compared. `text` is the name as written."""
    words = core.split()
    length = len(words)
    share = cut_shares(words, word_lists())
    hyphenated = "-" in text or "'" in text or "’" in text
    ends_small = text.rpartition(" ")[2].islower()
    return Side(tuple(words), tuple(levelled(words)), forms, share, hyphenated, len(words) < length, ends_small)


@cache
def _places() -> frozenset[str]:
    lists = word_lists()
    return frozenset(loose_word(p) for p in lists.places | lists.countries if " " not in p)


@cache
def _countries() -> frozenset[str]:
    return frozenset(loose_word(c) for c in word_lists().countries)


@cache
def _units() -> frozenset[str]:
    return frozenset(loose_word(w) for w in word_lists().unit)


@cache
def _sites() -> frozenset[str]:
    return frozenset(loose_word(w) for w in word_lists().site)


def compare(mention: Side, employer: Side, counts: Sequence[int] = ()) -> Values:
    """The features of the two names that are not zero. `counts` say in how many filed names each loose word of the
    mention stands."""
    if mention.core == employer.core:
        values = {"words_agree": 1.0, "same_name": 1.0}
    elif "".join(mention.words) == "".join(employer.words):
        values = {"words_agree": 1.0, "same_words": 1.0} | _spelling(mention, employer)
    else:
        values = _aligned(mention, employer, counts)
    if mention.share != employer.share:
        either = mention.share or employer.share
        both = mention.share and employer.share
        values["share" if both else "one_share" if either == "a" else "other_share"] = 1.0
    if employer.shares_cut and not mention.shares_cut:
        values["share_entry"] = 1.0
    if mention.forms or employer.forms:
        values |= compare_forms(mention.forms, employer.forms)
    if "same_name" not in values and _clipped_entry(mention, employer):
        values["clipped_entry"] = 1.0
    return values


def _clipped_entry(mention: Side, employer: Side) -> bool:
    """Whether only the employer's entry has a clipped word, which may be its name. An entry with an abbreviation that
    nobody uses as a name is written short as a whole: there "Tech" is not a name either."""
    if not word_lists().written_only.isdisjoint(employer.core):
        return False
    return any(_clipped(w) for w in employer.core if w not in mention.core)


def _clipped(word: str) -> bool:
    """Whether a word is the beginning of the one it stands for: "Pharma", "Int", unlike "Mfg", "Svcs"."""
    long = word_lists().abbreviations.get(word, "")
    return long.startswith((word, word.removesuffix("s")))


def _spelling(mention: Side, employer: Side) -> Values:
    """What was levelled to make the two equal."""
    left, right = telling(mention.core), telling(employer.core)
    lone = min(len(mention.words), len(employer.words)) == 1
    values: Values = {}
    if len(mention.words) != len(employer.words):
        values["lone_spacing" if lone and not mention.hyphenated and not employer.hyphenated else "spacing"] = 1.0
    elif any(a + "s" == b or b + "s" == a for a, b in zip(left, right, strict=False)):
        values["lone_plural" if lone else "plural"] = 1.0
    elif lone and left != right:
        values["lone_abbreviation"] = 1.0
    if len("".join(mention.words)) < 4:
        values["short_name"] = 1.0
    return values


def _aligned(mention: Side, employer: Side, counts: Sequence[int]) -> Values:
    """The words of the mention laid beside those of the employer, each used once."""
    free: dict[str, list[int]] = {}
    for j, word in enumerate(employer.words):
        free.setdefault(word, []).append(j)
    positions = [spots.pop(0) if (spots := free.get(word)) else -1 for word in mention.words]
    used = set(positions)
    lone = len(mention.words) == 1
    values: Values = {}
    for i, spot in enumerate(positions):
        for j, other in enumerate(employer.words) if spot < 0 else ():
            if j in used:
                continue
            if kind := _alike(mention.words[i], other, lone, bool(counts and counts[i])):
                positions[i] = j
                used.add(j)
                for name in kind:
                    values[name] = values.get(name, 0.0) + 1.0
                break
    matched = [j for j in positions if j >= 0]
    values["words_agree"] = len(matched) / len(positions)
    if len(matched) < len(positions) and _count_extra(values, mention, positions):
        return values
    if len(used) - (-1 in used) < len(employer.words):
        _count_missing(values, mention, employer, matched)
    if matched != sorted(matched):
        values["order"] = 3.0 if values.get("missing_word") else 1.0
        if _is_institution_of(mention.core) != _is_institution_of(employer.core):
            values["institution"] = 1.0
    return values


def _is_institution_of(core: Sequence[str]) -> bool:
    """Whether a name has "of" behind a kind of institution of which a place has several: the University of Miami is not
    Miami University."""
    return any(w == "of" and before in word_lists().institutions for before, w in pairwise(core))


def _alike(word: str, other: str, lone: bool, known: bool) -> tuple[str, ...]:
    """How a word of the mention may stand for another of the employer: cut short, or mistyped; () where it may not.
    `lone`: the mention is that one word. `known`: the list has it as a word of some name."""
    if len(word) >= (4 if other in generic_words() else 3) and other.startswith(word) and not lone:
        return ("abbreviated",)
    if not lone and other in generic_words() and _skeleton(word, other):
        return ("abbreviated",)
    if min(len(word), len(other)) < (LONE_LETTERS if lone else 5) or word[0] != other[0]:
        return ()
    edits = 2 if min(len(word), len(other)) >= 9 and not lone else 1
    if OSA.distance(word, other, score_cutoff=edits) > edits:
        return ()
    # "Steelcase" and "Steelcast", "Advantest" and "Advantech": made-up names differ in their endings.
    kind = "lone_typo" if lone and word[-2:] != other[-2:] else "typo"
    return (kind, "known_word") if known else (kind,)


def _skeleton(word: str, other: str) -> bool:
    """Whether a word is another with letters left out, both ends kept: "printg" is "printing"."""
    if len(word) < 4 or len(word) >= len(other) or word[0] != other[0] or word[-1] != other[-1]:
        return False
    letters = iter(other)
    return all(c in letters for c in word)


def _count_extra(values: Values, mention: Side, at: list[int]) -> bool:
    """The mention's words that the employer's name has not; True where they make it another company for certain, so
    that nothing else need be counted."""
    extra = [w for w, j in zip(mention.words, at, strict=True) if j < 0]
    numbers = sum(not w.isalpha() and any(c.isdigit() for c in w) for w in extra)
    words = [w for w in extra if w.isalpha() or not any(c.isdigit() for c in w)] if numbers else extra
    head = mention.words[: at.index(-1)]
    behind = all(j < 0 for j in at[len(head) :])
    # "Acme Distribution Inc" and "Acme Factory" are companies, "Acme Savannah Mill" and "Acme factory" sites of one.
    named = len(head) == 1 and not mention.ends_small and _places().isdisjoint(words)
    if behind and not mention.forms and not named and _is_site(words):
        values["extra_site"] = values["words_agree"] = 1.0
        if len(head) == 1 and (head[0] in generic_words() or head[0] in _places()):
            values["only_generic"] = 1.0
        return False
    if numbers:
        values["number"] = 1.0
    generic = sum(w in generic_words() for w in words)
    values["extra_generic"] = float(generic)
    values["extra_word"] = float(len(words) - generic)
    return True


def may_be_site(mention: Side) -> bool:
    """Whether a name may be that of a site: it has a word for one, and no legal form ends it."""
    return not mention.forms and not _units().isdisjoint(mention.words)


def _is_site(words: list[str]) -> bool:
    units, sites, places = _units(), _sites(), _places()
    return any(w in units for w in words) and all(w in sites or w in places for w in words)


def _count_missing(values: Values, mention: Side, employer: Side, matched: list[int]) -> None:
    missing = [j for j in range(len(employer.words)) if j not in matched]
    if not missing:
        return
    words = [employer.words[j] for j in missing]
    if not all(map(str.isalpha, words)) and any(c.isdigit() for w in words for c in w):
        values["number"] = 1.0
    known, places = generic_words(), _places()
    generic = sum(w in known or w in places for w in words)
    own = len(words) - generic
    values["missing_generic"] = float(min(generic, 3))
    values["missing_word"] = float(min(own, 4))
    before_last = [j for j in missing if j < max(matched, default=0)]
    if before_last and before_last != [0]:
        values["missing_inside"] = 1.0
    if 0 not in matched:
        values["missing_first"] = 1.0 if len(mention.words) > 1 else 2.0
        if employer.words[0] in _places():
            values["missing_place"] = 1.0
    if any(w in _countries() for w in words):
        values["missing_country"] = 1.0
    if _is_whole(mention, words):
        values["whole"] = 1.0
    if len(mention.words) == 1:
        values["lone_word"] = 1.0
        if own:
            values["lone_missing_word"] = 1.0
        if len(mention.words[0]) < 4:
            values["short_name"] = 1.0
    if all(w in known or w in _countries() for w in mention.words):
        values["only_generic"] = 1.0


def _is_whole(mention: Side, missing: list[str]) -> bool:
    """Whether the mention ends as names do that do not go on; its "N.A." may be the North America that is missing."""
    if mention.forms == ("na",) and missing[-2:] == ["north", "america"]:
        return False
    return bool(
        mention.forms or mention.core[-1] in word_lists().weak or (mention.shares_cut and len(mention.words) == 1)
    )


def total(values: Values) -> float:
    """The score of features, 0–1."""
    points = weights().points
    return min(1.0, max(0.0, sum(points[name] * value for name, value in values.items())))


def features_of(values: Values) -> tuple[Feature, ...]:
    """The features as they are shown, the weightiest first."""
    points = weights().points
    rows = [Feature(name, value, points[name]) for name, value in values.items() if value]
    return tuple(sorted(rows, key=lambda f: -abs(f.points)))
