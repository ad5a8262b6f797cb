"""How well a mention and a filed employer name agree, as a table of features with weights (data/names/weights.toml).

Every feature is a plain measurement of the two names; the sum of value times weight, held to 0–1, is the score. What
made a score is handed out with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from callnow.errors import DataFileError
from callnow.model import Feature
from matching.names.loose import loose_word
from matching.names.words import FOLDER, read_toml, word_lists

Values = dict[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """The table: points a feature, the score a match needs, and the lead over other companies."""

    points: Mapping[str, float]
    match: float
    margin: float


@cache
def weights() -> Weights:
    """data/names/weights.toml."""
    path = FOLDER / "weights.toml"
    table = read_toml(path)
    try:
        return Weights(
            {k: float(v) for k, v in table["weights"].items()}, float(table["match"]), float(table["margin"])
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise DataFileError(
            f"not usable: {error}", where=str(path), mend="weights are numbers under [weights]"
        ) from None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two names. `words` are loose; `counts` say in how many filed names each word stands (a mention's
    only)."""

    core: str
    words: Sequence[str]
    forms: Sequence[str] = ()
    share: str = ""
    counts: Sequence[int] = ()


@cache
def _generic() -> frozenset[str]:
    return frozenset(loose_word(w) for w in word_lists().generic | word_lists().weak)


@cache
def _places() -> frozenset[str]:
    lists = word_lists()
    return frozenset(loose_word(w) for p in lists.places | lists.countries for w in p.split())


@cache
def _sites() -> frozenset[str]:
    return frozenset(loose_word(w) for w in word_lists().site)


def compare(mention: Side, employer: Side) -> Values:
    """The features of the two names that are not zero."""
    if mention.core == employer.core:
        values = {"words_agree": 1.0, "same_name": 1.0}
    elif mention.words == employer.words or "".join(mention.words) == "".join(employer.words):
        values = {"words_agree": 1.0, "same_words": 1.0} | _spelling(mention, employer)
    else:
        values = _aligned(mention, employer)
    if mention.share and employer.share and mention.share != employer.share:
        values["share"] = 1.0
    if mention.forms and employer.forms and _foreign(mention.forms, employer.forms):
        values["form"] = 1.0
    return values


def _spelling(mention: Side, employer: Side) -> Values:
    """What was levelled to make the two equal."""
    left, right = mention.core.split(), employer.core.split()
    values: Values = {}
    if len(mention.words) != len(employer.words):
        values["spacing"] = 1.0
    if any(a + "s" == b or b + "s" == a for a, b in zip(left, right, strict=False)):
        values["plural"] = 1.0
    if len("".join(mention.words)) < 4:
        values["short_name"] = 1.0
    return values


def _aligned(mention: Side, employer: Side) -> Values:
    """The words of the mention laid beside those of the employer, each used once."""
    free: dict[str, list[int]] = {}
    for j, word in enumerate(employer.words):
        free.setdefault(word, []).append(j)
    at: list[int] = []
    left: list[int] = []
    for i, word in enumerate(mention.words):
        if spots := free.get(word):
            at.append(spots.pop(0))
        else:
            left.append(i)
            at.append(-1)
    used = set(at)
    values: Values = {}
    for i in left:
        for j, other in enumerate(employer.words):
            if j not in used and (kind := _alike(mention.words[i], other, mention.counts[i] if mention.counts else 0)):
                at[i] = j
                used.add(j)
                for name in kind:
                    values[name] = values.get(name, 0.0) + 1.0
                break
    found = [j for j in at if j >= 0]
    values["words_agree"] = len(found) / len(at)
    if found != sorted(found):
        values["order"] = 1.0
    _count_extra(values, [w for w, j in zip(mention.words, at, strict=True) if j < 0], at)
    _count_missing(values, mention, employer, set(found))
    return values


def _alike(word: str, other: str, count: int) -> tuple[str, ...]:
    """How a word of the mention may stand for another of the employer: cut short, or mistyped; () where it may not."""
    if len(word) >= 3 and other.startswith(word):
        return ("abbreviated",)
    if len(word) >= 4 and len(other) >= 4 and word[0] == other[0]:
        edits = 2 if min(len(word), len(other)) >= 9 else 1
        if OSA.distance(word, other, score_cutoff=edits) <= edits:
            return ("typo", "known_word") if count else ("typo",)
    return ()


def _count_extra(values: Values, extra: list[str], at: list[int]) -> None:
    if not extra:
        return
    numbers = [w for w in extra if any(c.isdigit() for c in w)]
    if numbers:
        values["number"] = 1.0
    words = [w for w in extra if w not in numbers]
    behind = all(j < 0 for j in at[at.index(-1) :])
    sites = sum(w in _sites() for w in words)
    if words and behind and sites and all(w in _sites() or w in _places() for w in words):
        values["extra_site"] = 1.0
        values["words_agree"] = 1.0
        return
    generic = sum(w in _generic() for w in words)
    values["extra_generic"] = float(generic)
    values["extra_word"] = float(len(words) - generic)


def _count_missing(values: Values, mention: Side, employer: Side, found: set[int]) -> None:
    missing = [w for j, w in enumerate(employer.words) if j not in found]
    if not missing:
        return
    if any(c.isdigit() for w in missing for c in w):
        values["number"] = 1.0
    generic = sum(w in _generic() or w in _places() for w in missing)
    own = len(missing) - generic
    values["missing_generic"] = float(min(generic, 3))
    values["missing_word"] = float(min(own, 4))
    if 0 not in found:
        values["missing_first"] = 1.0
        if employer.words[0] in _places():
            values["missing_place"] = 1.0
    if len(mention.words) == 1:
        values["lone_word"] = 1.0
        if own:
            values["lone_missing_word"] = 1.0
        if len(mention.words[0]) < 4:
            values["short_name"] = 1.0
    if all(w in _generic() or w in _places() for w in mention.words):
        values["only_generic"] = 1.0


_COUNTRY_FORMS = {
    form: country
    for country, forms in {
        "de": "ag gmbh kgaa ohg aktiengesellschaft", "nordic": "ab asa oyj oy aps", "it": "spa", "fr": "sas",
        "uk": "plc", "us": "inc incorporated llc", "in": "pvt ltd", "my": "bhd berhad", "th": "pcl", "id": "tbk",
        "kw": "kscc kscp", "vn": "jsc", "mx": "sab de cv", "pl": "spolka akcyjna", "jp": "kk",
    }.items()
    for form in forms.split()
    if form not in ("ltd", "de", "cv")
}  # fmt: skip


def _foreign(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether both names have a legal form of one country only, and not of the same."""
    a = {_COUNTRY_FORMS[f] for f in left if f in _COUNTRY_FORMS}
    b = {_COUNTRY_FORMS[f] for f in right if f in _COUNTRY_FORMS}
    return bool(a and b and not a & b)


def total(values: Values) -> float:
    """The score of features, 0–1."""
    points = weights().points
    return min(1.0, max(0.0, sum(points[name] * value for name, value in values.items())))


def features_of(values: Values) -> tuple[Feature, ...]:
    """The features as they are shown, the weightiest first."""
    points = weights().points
    rows = [Feature(name, value, points[name]) for name, value in values.items() if value]
    return tuple(sorted(rows, key=lambda f: -abs(f.points)))
