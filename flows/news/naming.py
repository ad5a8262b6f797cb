"""What people say about names: judgements, other names of employers, and the names that wait for a word."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from callnow.errors import UsageError
from callnow.model import Employer
from callnow.names import JudgedPair, OpenName, PossibleEmployer
from callnow.store import Connection
from callnow.store.activity import note_activity
from callnow.store.judgements import (
    all_aliases,
    all_judgements,
    ambiguous_names,
    judgement_line,
    put_back_judgement,
    remove_alias,
    save_alias,
    save_judgements,
    take_back_judgement,
)
from callnow.store.people import all_employers, count_people_at
from callnow.terms import Act, JudgementVerdict
from flows.people.employers import employer_key
from matching.names.doctor import WeakName
from matching.names.judgements import Judgement, Judgements
from matching.names.normalise import normalise

LIKENESS = ((0.97, "the same name"), (0.88, "almost the same name"), (0.8, "a very like name"), (0.0, "a like name"))
# What the two names differ or agree in, where the feature's own name would not tell it.
IN_WORDS = {
    "words_agree": "",
    "same_name": "",
    "same_words": "the same but for spelling",
    "other_name": "by another of its names",
    "part_of_other_name": "a part of another of its names",
    "missing_generic": "its name goes on with what it does",
    "missing_word": "its name goes on",
    "missing_inside": "its name has a word more",
    "missing_first": "its name begins with another word",
    "missing_place": "its name begins with a place",
    "lone_word": "the news writes one word of it",
    "lone_missing_word": "its name goes on",
    "short_name": "few letters to go by",
    "extra_generic": "the news says what it does",
    "extra_word": "the news has a word more",
    "extra_site": "the news names a place",
    "form": "legal forms of different countries",
    "country": "a legal form of another country",
    "ticker": "the same ticker",
    "other_ticker": "another ticker",
    "domain": "its web address",
}


def judge_name(
    con: Connection, mention: str, employer: str, verdict: JudgementVerdict, now: datetime, by: str = ""
) -> JudgedPair:
    """Keeps what a person says of a name and an employer (its id or name). Raises UsageError for an unknown one."""
    name, chosen = require_mention(mention), find_employer(con, employer)
    before = judgement_line(con, name, chosen.id)
    if verdict is JudgementVerdict.SAME:
        take_back_judgement(con, name, chosen.id)  # calls that "different" closed open again
    save_judgements(con, [Judgement(name, chosen.id, verdict, chosen.name, now, by)])
    note_activity(con, Act.JUDGED, detail=f"{name} and {chosen.name}: {verdict}")
    return JudgedPair(name, chosen.id, chosen.name, before, judgement_line(con, name, chosen.id))


def take_back(con: Connection, mention: str, employer: str) -> list[JudgedPair]:
    """Forgets what was said of a name, in any spelling, and an employer. Raises UsageError where nothing was."""
    key = employer_key(employer)
    meant = [
        row
        for row in all_judgements(con)
        if normalise(row["mention"]) == normalise(mention)
        and (employer in (row["employer_id"], row["employer"]) or row["employer_id"] == key)
    ]
    if not meant:
        what, hint = f"nothing was judged of {mention!r} and {employer!r}", "`callnow judge --list` shows what was"
        raise UsageError(what, where="judge", hint=hint)
    pairs = [_pair(con, row) for row in meant]
    for row in meant:
        take_back_judgement(con, row["mention"], row["employer_id"])
        note_activity(con, Act.JUDGEMENT_TAKEN_BACK, detail=f"{row['mention']} and {row['employer']}")
    return pairs


def _pair(con: Connection, row: Mapping[str, Any]) -> JudgedPair:
    line = judgement_line(con, row["mention"], row["employer_id"])
    return JudgedPair(row["mention"], row["employer_id"], row["employer"], line)


def undo_judgements(con: Connection, pairs: Iterable[JudgedPair]) -> list[JudgedPair]:
    """Says of each pair what was said before it was judged or taken back; calls that a judgement closed open again.

    Of a pair that was judged anew since, what was said last stays. Returns the others.
    """
    undone = []
    for pair in pairs:
        if judgement_line(con, pair.mention, pair.employer_id) == pair.said:
            take_back_judgement(con, pair.mention, pair.employer_id)
            put_back_judgement(con, pair.mention, pair.employer_id, pair.before, pair.employer)
            note_activity(con, Act.JUDGEMENT_TAKEN_BACK, detail=f"{pair.mention} and {pair.employer}")
            undone.append(pair)
    return undone


def add_alias(con: Connection, name: str, employer: str) -> Employer:
    """Keeps another name of an employer (its id or name). Raises UsageError for an unknown one, or for no name."""
    if not normalise(name):
        raise UsageError(f"{name!r} is not a name", where="alias", hint="write the other name as the news does")
    chosen = find_employer(con, employer)
    save_alias(con, name.strip(), chosen.name)
    note_activity(con, Act.ALIAS_ADDED, detail=f"{name.strip()} of {chosen.name}")
    return chosen


def is_on_list(con: Connection, name: str) -> bool:
    """Whether a name, in any spelling, is an employer's own: as an alias of another it makes the two one."""
    return normalise(name) in {normalise(employer.name) for employer in all_employers(con)}


def take_alias_away(con: Connection, name: str) -> str:
    """Forgets another name of an employer, and returns the employer. Raises UsageError where there is none."""
    employer = remove_alias(con, name)
    if not employer:
        raise UsageError(
            f"{name!r} is not another name of anybody", where="alias", hint="`callnow alias list` shows them"
        )
    note_activity(con, Act.ALIAS_REMOVED, detail=f"{name} of {employer}")
    return employer


def aliases_with_people(con: Connection) -> list[dict[str, Any]]:
    """Every alias a person added, with how many people are at its employer: nobody, where that is called otherwise now
    or its last person has left. Then the alias has no effect."""
    rows = all_aliases(con)
    people = count_people_at(con, [employer_key(row["employer"]) for row in rows])
    return [{**row, "people": people.get(employer_key(row["employer"]), 0)} for row in rows]


def idle_aliases(con: Connection) -> list[WeakName]:
    """The aliases that have no effect, each with what to do."""
    return [
        WeakName(
            employer_key(row["employer"]),
            row["employer"],
            f"its other name {row['name']} has no effect: nobody on the list works there",
            "give it to another by `callnow alias add`, or take it away by `callnow alias remove`",
        )
        for row in aliases_with_people(con)
        if not row["people"]
    ]


def open_names(con: Connection, most: int) -> tuple[list[OpenName], int]:
    """The names that are too close to several employers and wait for a word, and how many there are.

    One that was answered since it was matched waits no more; nor does an employer that was ruled out, or is gone.
    """
    judgements = Judgements.of(map(judgement_of_row, all_judgements(con)))
    employers = {employer.id: employer for employer in all_employers(con)}
    waiting = [(row, left) for row in ambiguous_names(con) if (left := _left(row, judgements, employers))]
    people = count_people_at(con, [one["employer_id"] for _, left in waiting[:most] for one in left])
    return [_open(row, left, employers, people) for row, left in waiting[:most]], len(waiting)


def _left(row: Mapping[str, Any], judgements: Judgements, employers: Mapping[str, Employer]) -> list[dict[str, Any]]:
    """The candidates of a name that nothing was said of; none where it was answered, or one alone is left to take."""
    judged = judgements.about(row["mention_normalised"])
    if any(candidate.verdict is JudgementVerdict.SAME for candidate in judged.values()):
        return []
    candidates: list[dict[str, Any]] = json.loads(row["rejected"] or "[]")
    left = [
        candidate
        for candidate in candidates
        if candidate["employer_id"] in employers and candidate["employer_id"] not in judged
    ]
    return left if len(left) > 1 else []


def _open(
    row: Mapping[str, Any],
    candidates: Sequence[Mapping[str, Any]],
    employers: Mapping[str, Employer],
    people: Mapping[str, int],
) -> OpenName:
    possible = []
    for candidate in candidates:
        employer = employers[candidate["employer_id"]]
        place = ", ".join(filter(None, (employer.city, employer.country, employer.domain)))
        likeness = next(words for least, words in LIKENESS if candidate["score"] >= least)
        why = likeness_in_words(candidate["why"])
        possible.append(
            PossibleEmployer(
                employer.id, employer.name, candidate["score"], likeness, why, place, people.get(employer.id, 0)
            )
        )
    fields = ("mention", "times", "type", "sentence", "title", "url", "source", "published_at")
    return OpenName(**{name: row[name] for name in fields}, employers=tuple(possible))


def likeness_in_words(features: str) -> str:
    """What two names agree or differ in, in words; `features` are the names of features, as a candidate has them."""
    words = (IN_WORDS.get(name, name.replace("_", " ")) for name in features.split(", "))
    return ", ".join(dict.fromkeys(filter(None, words)))


def judgement_of_row(row: Mapping[str, Any]) -> Judgement:
    """A judgement as matching reads it."""
    return Judgement(**{**row, "verdict": JudgementVerdict(str(row["verdict"]))})


def find_employer(con: Connection, id_or_name: str) -> Employer:
    """The employer of that id, or of that name in any spelling. Raises UsageError."""
    employers = all_employers(con)
    key = employer_key(id_or_name)
    for employer in employers:
        if employer.id in (id_or_name, key) or employer.name == id_or_name:
            return employer
    part = id_or_name.strip().casefold()
    close = [employer.name for employer in employers if part in employer.name.casefold()][:3] if part else []
    hint = f"did you mean {' or '.join(close)}?" if close else "`callnow employers list` shows names and ids"
    raise UsageError(f"no employer {id_or_name!r} on the list", where="employer", hint=hint)


def require_mention(mention: str) -> str:
    """The name that was given. Raises UsageError where there is none."""
    if not mention.strip():
        raise UsageError("no name was given", where="judge", hint='callnow judge "Acme" "Acme Brick" different')
    return mention.strip()
