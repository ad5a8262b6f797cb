"""The decision between the employers that a name was scored with: one, several that are too close, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from callnow.legal_forms import legal_forms
from callnow.model import Candidate, Match
from callnow.terms import MatchVerdict
from matching.names.forms import are_foreign
from matching.names.index import EmployerIndex
from matching.names.mention import LISTED, Mention
from matching.names.normalise import Name
from matching.names.score import Values, features_of, weights
from matching.names.twins import facts_differ, twins_of
from matching.names.words import is_place, word_lists

REJECTED = 3
FAR = 0.4
"""Below this score nobody asks why a candidate was rejected; it is only named."""
_COMPANYS = frozenset([*LISTED, "issuer", "ticker"])
"""Evidence that a name is a company's, though places are called so, too."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A filed name (`row`) of an employer (`owner`), and how well it agrees with the mention."""

    score: float
    row: int
    owner: int
    values: Values


def choose(mention: Mention, name: Name, scored: Sequence[Scored], index: EmployerIndex) -> Match:
    """The decision between candidates, best first."""
    table, names = weights(), index.columns["name"]
    best = _likest(mention.text, name.forms, scored, index)
    if best.score < FAR:
        why, nearest = "no employer on the list is near it", (_candidate(best, index),)
        score = round(best.score, 4)
        return Match(
            mention.event_id, mention.text, name.core, MatchVerdict.NONE, score=score, why=why, rejected=nearest
        )
    rivals = [s for s in scored if s.owner != best.owner] if len(scored) > 1 else []
    group = index.group[best.row] if rivals else 0
    others = [s for s in rivals if index.group[s.row] != group]
    namesakes = [s for s in rivals if index.group[s.row] == group and _is_namesake(s, best, name.forms, index)]
    features = features_of(best.values)
    verdict, shown = MatchVerdict.MATCH, rivals
    if best.score < table.match:
        verdict, shown = MatchVerdict.NONE, [best, *rivals]
        why = f"{names[best.owner]} is the nearest, and not near enough"
    elif namesakes or any(
        _is_rival(s, best, index)
        for s in others
        if s.score > best.score - table.margin or _shares_lone_word(s, best, index)
    ):
        verdict, shown = MatchVerdict.AMBIGUOUS, [best, *namesakes, *others]
        why = f"{names[best.owner]} or {names[shown[1].owner]}"
    elif _may_be_place(mention, best):
        verdict, shown = MatchVerdict.NONE, [best, *rivals]
        why = f"a place is called {mention.text}, {names[best.owner]} by more of its name"
    else:
        why = ", ".join(f.name.replace("_", " ") for f in features[:3])
    is_match = verdict is MatchVerdict.MATCH
    return Match(
        mention.event_id,
        mention.text,
        name.core,
        verdict,
        employer_id=index.columns["id"][best.owner] if is_match else "",
        employer=names[best.owner] if is_match else "",
        employer_normalised=index.cores[best.row] if is_match else "",
        score=round(best.score, 4),
        why=why,
        features=features,
        rejected=tuple(_candidate(s, index) for s in shown[:REJECTED]),
    )


def _may_be_place(mention: Mention, best: Scored) -> bool:
    """Whether a name is a place's, of which the employer's goes on: "Denver" means the town before Denver Foods."""
    goes_on = not {"missing_generic", "missing_word"}.isdisjoint(best.values)
    return goes_on and is_place(mention.text) and _COMPANYS.isdisjoint(mention.evidence)


def _is_namesake(one: Scored, best: Scored, forms: Sequence[str], index: EmployerIndex) -> bool:
    """Whether an entry spelled the same but for what says nothing is as good and another company: its web domain,
    ticker, country or town says so, or their legal forms are of two countries. The mention's own form decides."""
    if one.score < best.score or (_has_form(best, forms, index) and not _has_form(one, forms, index)):
        return False
    if facts_differ(index.employer(one.owner), index.employer(best.owner)):
        return True
    return are_foreign(index.forms[one.row].split("|"), index.forms[best.row].split("|"))


def _has_form(one: Scored, forms: Sequence[str], index: EmployerIndex) -> bool:
    """Whether an entry has one of the legal forms, in whatever spelling."""
    written_out = legal_forms().written_out
    same = {written_out.get(f, f) for f in forms}
    return any(written_out.get(f, f) in same for f in index.forms[one.row].split("|"))


def _shares_lone_word(one: Scored, best: Scored, index: EmployerIndex) -> bool:
    """Whether a mention of one word begins the best entry, and this one, too, which goes on with one name of its own:
    "Siemens" may be Siemens Energy or Siemens Healthineers."""
    if any("lone_word" not in s.values or "missing_first" in s.values for s in (one, best)):
        return False
    goes_on = index.cores[one.row].split()[1:]
    return one.values.get("missing_word") == 1.0 and word_lists().common.isdisjoint(goes_on)


def _is_rival(one: Scored, best: Scored, index: EmployerIndex) -> bool:
    """Whether an entry nearly as good is another company, and not the same one under another spelling."""
    return not twins_of([index.employer(best.owner), index.employer(one.owner)])


def _likest(mention: str, forms: Sequence[str], scored: Sequence[Scored], index: EmployerIndex) -> Scored:
    """Of entries of one company under several ids that score the same, the one spelled most like the mention."""
    if len(scored) == 1 or scored[1].score < scored[0].score:
        return scored[0]
    group = index.group[scored[0].row]
    tied = [s for s in scored if s.score == scored[0].score and index.group[s.row] == group]

    def likeness(s: Scored) -> tuple[float, int]:
        """How alike two spellings look, as they are and without case; the same legal form counts besides."""
        name = index.columns["name"][s.owner]
        bonus = 30.0 if _has_form(s, forms, index) else 0.0
        return fuzz.ratio(mention, name) + fuzz.ratio(mention.lower(), name.lower()) + bonus, -s.owner

    return max(tied, key=likeness)


def _candidate(s: Scored, index: EmployerIndex) -> Candidate:
    return Candidate(
        index.columns["id"][s.owner], index.columns["name"][s.owner], round(s.score, 4), ", ".join(s.values)
    )
