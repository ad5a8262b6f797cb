"""From a name in the news to the employer it means, or to none, or to the admission that two are too close."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from callnow.filings import FILED
from callnow.model import CompanyEvent, Feature, Match
from callnow.terms import JudgementVerdict, MatchVerdict
from matching.names.candidates import MOST, by_mention, likely, near, same_whole
from matching.names.choosing import Scored, choose
from matching.names.forms import foreign_form
from matching.names.index import NAME, SECURITY, SITE, EmployerIndex
from matching.names.judgements import NOBODY_SAID, Judgement, Judgements
from matching.names.keys import keys_of
from matching.names.mention import LISTED, Mention, mentions_of
from matching.names.normalise import Name, take_apart
from matching.names.score import Side, compare, may_be_site, side_of, total
from matching.names.words import word_lists

BATCH = 4096
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def match_listed(names: Iterable[str], index: EmployerIndex) -> Iterator[Match]:
    """The employer that each name of a list means, in their order. They are known to be companies, so that everyday
    words among them need no further evidence."""
    return match_all((Mention(name, LISTED) for name in names), index, NOBODY_SAID)


def resolve_all(
    events: Iterable[CompanyEvent], index: EmployerIndex, judgements: Judgements = NOBODY_SAID
) -> Iterator[Match]:
    """The employer that the company of each event is, in their order.

    A company whose main name is nobody's, or may be several's, is looked for under the other names of the text.
    """
    named = [mentions_of(event, judgements) for event in events]
    matches = list(match_all((names[0] for names in named), index, judgements))
    others = [
        (place, mention)
        for place, (names, match) in enumerate(zip(named, matches, strict=True))
        if match.verdict is not MatchVerdict.MATCH
        for mention in names[1:]
    ]
    places = [place for place, _ in others]
    for place, match in zip(places, match_all((mention for _, mention in others), index, judgements), strict=True):
        if match.verdict is MatchVerdict.MATCH and _is_open_to(matches[place], match.employer_id):
            matches[place] = match
    return iter(matches)


def _is_open_to(match: Match, employer_id: str) -> bool:
    """Whether a match may still be with an employer: it is with none, or with one of several of which this is one."""
    among = any(candidate.employer_id == employer_id for candidate in match.rejected)
    return match.verdict is MatchVerdict.NONE or (match.verdict is MatchVerdict.AMBIGUOUS and among)


def match_all(mentions: Iterable[Mention], index: EmployerIndex, judgements: Judgements) -> Iterator[Match]:
    """Matches in the order of the mentions, a batch at a time, so that look-ups are shared."""
    source = iter(mentions)
    while batch := list(islice(source, BATCH)):
        yield from _match_batch(batch, index, judgements)


def _match_batch(batch: Sequence[Mention], index: EmployerIndex, judgements: Judgements) -> Iterator[Match]:
    names = [take_apart(m.text) for m in batch]
    sides = [side_of(n.core, n.forms, m.text) for n, m in zip(names, batch, strict=True)]
    keys = keys_of([" ".join(side.words) for side in sides])
    which, rows, hit = same_whole(keys, index)
    counts = index.frequency(keys.word)
    sites = np.fromiter(map(may_be_site, sides), np.bool_, len(sides))
    others = likely(keys, *near(keys, np.flatnonzero(~hit), counts, index), counts, sites, index)
    candidates = by_mention(np.concatenate([which, others[0]]), np.concatenate([rows, others[1]]), len(batch))
    first, flat = keys.first.tolist(), counts.tolist()
    for i, (mention, name, side) in enumerate(zip(batch, names, sides, strict=True)):
        known = _also_known(mention, name, candidates[i], index)
        yield _decide(mention, name, side, flat[first[i] : first[i + 1]], known, index, judgements)


def _also_known(mention: Mention, name: Name, rows: Sequence[int], index: EmployerIndex) -> Sequence[int]:
    """The candidates, with those that have the mention's ticker or are at the web domain that it is."""
    if name.ticker:
        more = index.rows_with("ticker", name.ticker)
    elif "." in mention.text and _DOMAIN.fullmatch(mention.text):
        more = index.rows_with("domain", mention.text.removeprefix("www."))
    else:
        return rows
    return list(dict.fromkeys([*rows, *more[:MOST]]))


def _decide(
    mention: Mention,
    name: Name,
    side: Side,
    counts: Sequence[int],
    rows: Sequence[int],
    index: EmployerIndex,
    judgements: Judgements,
) -> Match:
    judged_here = judgements.about(name.core) if judgements.by_mention else {}
    if judged_here and (judged := _as_judged(mention, name, judged_here, index)):
        return judged
    if not _distinct(name.core):
        return Match(mention.event_id, mention.text, name.core, MatchVerdict.NONE, why="nothing in the name to go by")
    scored = [_score(mention, name, side, counts, row, index) for row in rows]
    if judged_here or mention.judged_different:
        scored = [s for s in scored if not _ruled_out(s, mention, name, judged_here, index)]
    if not scored:
        ruled_out = judged_here or mention.judged_different
        why = "judged to be none of the like ones" if ruled_out else "no employer on the list is like it"
        return Match(mention.event_id, mention.text, name.core, MatchVerdict.NONE, why=why)
    if len(scored) > 1:
        scored.sort(key=lambda s: (-s.score, s.row))
    return choose(mention, name, scored, index)


def _as_judged(
    mention: Mention, name: Name, judged_here: Mapping[str, Judgement], index: EmployerIndex
) -> Match | None:
    """The match a person decided on, where that employer is still on the list."""
    for employer_id, judgement in judged_here.items():
        if judgement.verdict is JudgementVerdict.SAME and index.position(employer_id) is not None:
            feature = Feature("judged_same", 1.0, 1.0, judgement.judged_by)
            found = Match(mention.event_id, mention.text, name.core, MatchVerdict.NONE, features=(feature,))
            return matched_to(found, employer_id, index, score=1.0, why="judged to be the same")
    return None


def matched_to(match: Match, employer_id: str, index: EmployerIndex, *, score: float, why: str) -> Match:
    """A match with an employer of the list for another reason than its name; as it is where the list has it no more."""
    position = index.position(employer_id)
    if position is None:
        return match
    employer, core = index.columns["name"][position], take_apart(index.columns["name"][position]).core
    matched = replace(match, verdict=MatchVerdict.MATCH, employer_id=employer_id, employer=employer, rejected=())
    return replace(matched, employer_normalised=core, score=score, why=why)


def _ruled_out(
    scored: Scored, mention: Mention, name: Name, judged_here: Mapping[str, Judgement], index: EmployerIndex
) -> bool:
    """Whether a person said that the company is not this employer, under this name or another one of the text.

    What was said of a short form ("Harrow") does not count where the text also writes the employer's own longer name.
    """
    employer_id = index.columns["id"][scored.owner]
    if employer_id in judged_here:
        return True
    judged = mention.judged_different.get(employer_id, ())
    own = index.kind[scored.row] == NAME and index.cores[scored.row] == name.core
    return any(not (own and set(other.split()) < set(name.core.split())) for other in judged)


def _distinct(core: str) -> bool:
    """One letter, or digits alone, name nobody."""
    letters = core.replace(" ", "")
    return len(letters) > 1 and not letters.isdigit()


def _score(mention: Mention, name: Name, side: Side, counts: Sequence[int], row: int, index: EmployerIndex) -> Scored:
    owner = int(index.owner[row])
    values = compare(side, index.side(row), counts)
    if FILED in mention.evidence and (missing := values.get("missing_generic", 0.0) + values.get("missing_word", 0.0)):
        values["filed_whole"] = missing
    marks = int(index.marks[row])
    if index.kind[row] != NAME:
        values["other_name" if "same_name" in values or "same_words" in values else "part_of_other_name"] = 1.0
    elif marks & SECURITY:
        values["security"] = 1.0
    elif marks & SITE:
        values["site"] = 1.0
    if not mention.evidence and not name.ticker and not name.forms and name.core in word_lists().common:
        values["common_word"] = 1.0
    if name.ticker and (ticker := index.columns["ticker"][owner]):
        values["ticker" if ticker.upper() == name.ticker else "other_ticker"] = 1.0
    if "." in mention.text and (domain := index.columns["domain"][owner]):
        values["domain"] = float(domain.casefold() == mention.text.casefold().removeprefix("www."))
    if name.forms and (country := index.columns["country"][owner]) and foreign_form(name.forms, country):
        values["country"] = 1.0
    return Scored(total(values), row, owner, values)
