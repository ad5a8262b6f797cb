"""From a name in the news to the employer it means, or to none, or to the admission that two are too close."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from rapidfuzz import fuzz

from callnow.model import Candidate, CompanyEvent, Feature, Match
from matching.names.candidates import by_mention, counts_of, near, same_whole
from matching.names.index import NAME, EmployerIndex
from matching.names.judgements import Judgement, Judgements, Verdict
from matching.names.keys import keys_of
from matching.names.loose import loose_words
from matching.names.normalise import Name, take_apart
from matching.names.score import Side, Values, compare, features_of, side_of, total, weights
from matching.names.words import word_lists

BATCH = 4096
REJECTED = 3
TIED = 0.0001
"""Entries of one company that score so close are told apart by their spelling alone."""
NOBODY_SAID = Judgements()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the news. `evidence` is what in the text shows a company, as in CompanyEvent.company_evidence."""

    text: str
    evidence: Collection[str] = ()
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float
    row: int
    owner: int
    values: Values


def resolve(event: CompanyEvent, index: EmployerIndex, judgements: Judgements = NOBODY_SAID) -> Match:
    """The employer that an event's company is."""
    return next(match_all([mention_of(event)], index, judgements))


def mention_of(event: CompanyEvent) -> Mention:
    """An event's company as a mention."""
    return Mention(event.company, event.company_evidence, event.id)


def match_mention(
    mention: str, index: EmployerIndex, judgements: Judgements = NOBODY_SAID, evidence: Collection[str] = ()
) -> Match:
    """The employer that a name means. `evidence` as in CompanyEvent.company_evidence."""
    return next(match_all([Mention(mention, evidence)], index, judgements))


def match_mentions(
    mentions: Iterable[str],
    index: EmployerIndex,
    judgements: Judgements = NOBODY_SAID,
    evidence: Collection[str] = ("listed",),
) -> Iterator[Match]:
    """`match_mention` of many names, in their order. Names of a list are known to be companies, so that everyday
    words among them need no further evidence."""
    return match_all((Mention(m, evidence) for m in mentions), index, judgements)


def resolve_all(
    events: Iterable[CompanyEvent], index: EmployerIndex, judgements: Judgements = NOBODY_SAID
) -> Iterator[Match]:
    """`resolve` of many events at once, in their order: the pass over history after the employers changed."""
    return match_all(map(mention_of, events), index, judgements)


def match_all(mentions: Iterable[Mention], index: EmployerIndex, judgements: Judgements) -> Iterator[Match]:
    """Matches in the order of the mentions, a batch at a time, so that look-ups are shared."""
    source = iter(mentions)
    while batch := list(islice(source, BATCH)):
        yield from _match_batch(batch, index, judgements)


def _match_batch(batch: Sequence[Mention], index: EmployerIndex, judgements: Judgements) -> Iterator[Match]:
    taken = [take_apart(m.text) for m in batch]
    loose = [loose_words(t.core) for t in taken]
    keys = keys_of([words for words, _ in loose])
    which, rows, hit = same_whole(keys, index)
    counts = counts_of(keys, index)
    rest = np.flatnonzero(~hit)
    near_which, near_rows = near(keys, rest, counts, index)
    same = by_mention(which, rows, len(batch))
    others = by_mention(near_which, near_rows, len(batch))
    first, flat = keys.first.tolist(), counts.tolist()
    for i, mention in enumerate(batch):
        side = side_of(taken[i].core, taken[i].forms, flat[first[i] : first[i + 1]], mention.text)
        yield _decide(mention, taken[i], side, same[i] or others[i], index, judgements)


def _decide(
    mention: Mention, name: Name, side: Side, rows: Sequence[int], index: EmployerIndex, judgements: Judgements
) -> Match:
    blank = Match(mention.event_id, mention.text, name.core, "none")
    said = judgements.about(name.core) if judgements.by_mention else {}
    if judged := _as_judged(blank, said, index):
        return judged
    if not side.words or not _distinct(name.core):
        return replace(blank, why="nothing in the name to go by")
    scored = sorted(_scored(mention, name, side, rows, index), key=lambda s: (-s.score, s.row))
    if said:
        scored = [s for s in scored if index.columns["id"][s.owner] not in said]
    if not scored:
        return replace(blank, why="judged to be none of the list's" if said else "no employer on the list is like it")
    return _best(blank, scored, index)


def _as_judged(blank: Match, said: Mapping[str, Judgement], index: EmployerIndex) -> Match | None:
    """The match a person decided on, where that employer is still on the list."""
    for employer_id, judgement in said.items():
        if judgement.verdict is Verdict.SAME and (at := index.position(employer_id)) is not None:
            name = index.columns["name"][at]
            return replace(
                blank,
                verdict="match",
                employer_id=employer_id,
                employer=name,
                employer_normalised=take_apart(name).core,
                score=1.0,
                why="judged to be the same",
                features=(Feature("judged_same", 1.0, 1.0, judgement.judged_by),),
            )
    return None


def _distinct(core: str) -> bool:
    """One letter, or digits alone, name nobody."""
    letters = core.replace(" ", "")
    return len(letters) > 1 and not letters.isdigit()


def _scored(mention: Mention, name: Name, side: Side, rows: Sequence[int], index: EmployerIndex) -> Iterator[_Scored]:
    common = not mention.evidence and not name.ticker and not name.forms and name.core in word_lists().common
    for row in rows:
        owner = int(index.owner[row])
        filed = take_apart(index.columns["name"][owner])
        own = index.kind[row] == NAME
        text = index.columns["name"][owner]
        values = compare(side, side_of(index.cores[row], filed.forms if own else (), (), text if own else ""))
        if not own:
            values["other_name"] = 1.0 if "same_name" in values or "same_words" in values else 10.0
        elif filed.site or filed.others:
            values["security" if filed.security else "site"] = 1.0
        if common:
            values["common_word"] = 1.0
        if name.ticker and (ticker := index.columns["ticker"][owner]):
            values["ticker" if ticker.upper() == name.ticker else "other_ticker"] = 1.0
        yield _Scored(total(values), row, owner, values)


def _best(blank: Match, scored: Sequence[_Scored], index: EmployerIndex) -> Match:
    table = weights()
    best = _likest(blank.mention, scored, index)
    group = index.group[best.row]
    rivals = [s for s in scored if s.owner != best.owner]
    others = [s for s in rivals if index.group[s.row] != group]
    match = replace(
        blank,
        score=round(best.score, 4),
        features=features_of(best.values),
        rejected=tuple(_candidate(s, index) for s in rivals[:REJECTED]),
    )
    if best.score < table.match:
        return replace(
            match,
            why=f"{index.columns['name'][best.owner]} is the nearest, and not near enough",
            rejected=tuple(_candidate(s, index) for s in [best, *rivals][:REJECTED]),
        )
    if others and others[0].score > best.score - table.margin:
        return replace(
            match,
            verdict="ambiguous",
            rejected=tuple(_candidate(s, index) for s in [best, *others][:REJECTED]),
            why=f"{index.columns['name'][best.owner]} or {index.columns['name'][others[0].owner]}",
        )
    return replace(
        match,
        verdict="match",
        employer_id=index.columns["id"][best.owner],
        employer=index.columns["name"][best.owner],
        employer_normalised=index.cores[best.row],
        why=", ".join(f.name.replace("_", " ") for f in match.features[:3]),
    )


def _likest(mention: str, scored: Sequence[_Scored], index: EmployerIndex) -> _Scored:
    """Of the best, entries of one company under several ids, the one spelled most like the mention."""
    group, least = index.group[scored[0].row], scored[0].score - TIED
    tied = [s for s in scored if s.score >= least and index.group[s.row] == group]
    if len(tied) == 1:
        return tied[0]
    return max(tied, key=lambda s: (_likeness(mention, index.columns["name"][s.owner]), -s.owner))


def _likeness(mention: str, name: str) -> float:
    """How alike two spellings look, letter for letter and again without case; the same legal form counts besides."""
    forms = {_FORM.get(f, f) for f in take_apart(mention).forms} & {_FORM.get(f, f) for f in take_apart(name).forms}
    return fuzz.ratio(mention, name) + fuzz.ratio(mention.lower(), name.lower()) + (30.0 if forms else 0.0)


_FORM = {"limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co", "berhad": "bhd"}


def _candidate(s: _Scored, index: EmployerIndex) -> Candidate:
    why = ", ".join(f.name for f in features_of(s.values)[:3])
    return Candidate(index.columns["id"][s.owner], index.columns["name"][s.owner], round(s.score, 4), why)
