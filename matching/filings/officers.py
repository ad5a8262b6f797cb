"""Item 5.02 of an 8-K: who leaves and who is appointed, each with the post. What is only paid is no event.

A sentence is read as its skeleton (marking.py) by patterns (officer_patterns.py). What the filing only recalls (a day
long past, "as previously disclosed", a life told before it) or supposes ("if Mr. Roe resigns for good reason") is no
news, and a seat on the board that is left is none: nobody is called about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from callnow.filings import Filing
from callnow.terms import Certainty
from matching.filings import officer_patterns as patterns
from matching.filings.form import FORM
from matching.filings.marking import Marked, Marker
from matching.filings.skeletons import last_day, whole_day

LONGEST_ITEM = 30_000  # characters; what stands behind is exhibits and tables
RECENT = timedelta(days=31)  # an 8-K is due within four business days; what lies further back is recalled
REPLACED = "replaced"  # the verb of one who is only named as the predecessor
SEAT = "Board of Directors"  # the post of one who is elected "to fill the vacancy"


@dataclass(frozen=True, slots=True)
class _Move:
    """A change while it is read. `seat`: the post is one on the board. `at`: which sentence of the item tells it."""

    person: int
    leaves: bool
    post: str
    seat: bool
    verb: str
    day: str
    sentence: Marked
    at: int


@dataclass(slots=True)
class _Background:
    """What an item says of people beside their change: the post each holds, who came from inside, who follows whom."""

    held: dict[int, str]
    inside: frozenset[int]
    followers: dict[int, int]


def officer_changes(text: str, filer: str, filed_on: date) -> list[Filing]:
    """The changes that an item 5.02 reports, one a person and direction, in the order they are told."""
    marker = Marker(filer)
    sentences = [_without_supposed(one) for one in marker.sentences(text[:LONGEST_ITEM])]
    held = _held_posts(sentences)
    known = _Background(held, _insiders(sentences, held), _followers(sentences))
    moves = [move for at, one in enumerate(sentences) for move in _moves(one, at, known, filed_on)]
    moves = [_with_post_before(move, sentences) for move in moves]
    chosen = _with_posts_of_followers(_one_a_person(moves), known)
    people = marker.people
    return [_change(move, people, known, sentences, filed_on) for move in chosen if _is_event(move, known)]


def _without_supposed(one: Marked) -> Marked:
    """The sentence without what it only supposes: to the next comma where it begins so, else to its end."""
    supposed = patterns.SUPPOSED.search(one.skeleton)
    if not supposed:
        return one
    before, after = one.skeleton[: supposed.start()].strip(), one.skeleton[supposed.end() :]
    if before and not re.fullmatch(r"(?:\W|effective)*", before):
        return replace(one, skeleton=before)
    return replace(one, skeleton="" if supposed.group() in patterns.HYPOTHETICAL else after.partition(" , ")[2])


def _moves(one: Marked, at: int, known: _Background, filed_on: date) -> Iterator[_Move]:
    """Every appointment and departure of a sentence that is news."""
    recalled = patterns.RECALLED.search(one.skeleton)
    if patterns.LIFE.match(one.skeleton) or (recalled and recalled.start() < 6):
        return
    for leaves, found in _matches(one.skeleton):
        if _is_past(one.skeleton, found, filed_on):
            continue
        post = _left_post(one, found) if leaves else _new_post(one, found)
        if post is None:
            continue
        name, seat = post
        verb = REPLACED if found.re is patterns.REPLACED else found.groupdict().get("verb") or ""
        day = _day_of(one.skeleton, found)
        for person in map(int, re.findall(r"P(\d+)", found["people"])):
            own = known.held.get(person, "")
            if leaves or not own or own.casefold() != name.casefold():  # else a new contract for the same post
                yield _Move(person, leaves, name or (own if leaves else ""), seat, verb, day, one, at)


def _matches(skeleton: str) -> Iterator[tuple[bool, re.Match[str]]]:
    """Each match, and whether it tells a departure."""
    appointments = [*patterns.APPOINTMENTS, patterns.APPOINTED_THEM, patterns.SUCCEEDED_BY]
    if patterns.LIST_OF_APPOINTMENTS.search(skeleton):
        appointments.append(patterns.LISTED)
    for pattern in appointments:
        yield from ((False, found) for found in pattern.finditer(skeleton))
    for pattern in (*patterns.DEPARTURES, patterns.LEFT_TO):
        yield from ((True, found) for found in pattern.finditer(skeleton))
    for found in patterns.REPLACED.finditer(skeleton):
        if not patterns.STAYS.match(skeleton[found.end() :]):
            yield True, found


def _is_past(skeleton: str, found: re.Match[str], filed_on: date) -> bool:
    """Whether what was found lies too far back to be news, by the day told after it, else in it, else before it."""
    after = re.match(r"(?:(?!P\d).){0,80}?D(\d{8})", skeleton[found.end() :])
    told = found.group().replace(found["people"], "")  # not the days of their lives
    within, before = (re.findall(r"D(\d{8})", part) for part in (told, skeleton[: found.start()]))
    days = [after[1]] if after else within[-1:] or before[-1:]
    return any(last_day(day) < filed_on - RECENT for day in days) or bool(patterns.RECALLED.search(found.group()))


def _day_of(skeleton: str, found: re.Match[str]) -> str:
    """The first day that is told from the match on; "" where none is."""
    day = re.search(r"D(\d{8})", found.group() + skeleton[found.end() :])
    return day[1] if day else ""


def _new_post(one: Marked, found: re.Match[str]) -> tuple[str, bool] | None:
    """The post of an appointment, and whether it is a seat on the board; None for a post elsewhere."""
    mark = found.groupdict().get("post")
    if "leaving" in found.groupdict():  # "R0 P0 would be succeeded by P1"
        return (one.post(mark), False) if mark else ("", False)
    if mark in {None, "BOARD"}:
        return SEAT, True
    assert mark is not None
    elsewhere = mark.startswith("R") and re.match(patterns.ELSEWHERE, one.skeleton[found.end("post") :])
    if elsewhere or patterns.ADVICE.search(one.post(mark)):
        return None
    return one.post(mark), mark.startswith("B")


def _left_post(one: Marked, found: re.Match[str]) -> tuple[str, bool] | None:
    """The post that is left, ("", False) where none is named; None for a seat on the board, which is no event."""
    within = patterns.POST_IN_MATCH.search(found.group())
    if within:
        return one.post(next(filter(None, within.groups()))), False
    clause = re.match(r"(?:(?!P\d|D\d{8} ,).){0,120}", one.skeleton[found.end() :])
    marks = [mark["post"] for mark in patterns.LEFT_POST.finditer(clause[0] if clause else "")]
    posts = [mark for mark in marks if mark.startswith("R")]
    if marks and not posts:
        return None
    return (one.post(posts[0]), False) if posts else ("", False)


def _with_post_before(move: _Move, sentences: Sequence[Marked]) -> _Move:
    """The move, where it is from or to "that position", with the last post that is named before these words."""
    that = patterns.THAT_POST.search(move.sentence.skeleton)
    if move.post or not that:
        return move
    before = sentences[max(move.at - 1, 0)]
    for one, skeleton in ((move.sentence, that.string[: that.start()]), (before, before.skeleton)):
        if posts := re.findall(r"R\d+", skeleton):
            return replace(move, post=one.post(posts[-1]))
    return move


def _held_posts(sentences: Iterable[Marked]) -> dict[int, str]:
    """The post that each person holds, where it stands beside the name anywhere."""
    held: dict[int, str] = {}
    for one in sentences:
        if not patterns.LIFE.match(one.skeleton):
            for pattern in patterns.HELD:
                for found in pattern.finditer(one.skeleton):
                    held.setdefault(int(found["who"]), one.post(found["post"]))
    return held


def _insiders(sentences: Iterable[Marked], held: Iterable[int]) -> frozenset[int]:
    """People who surely worked at the filer before: a post that they held says so, or their life as it is told."""
    inside, outside = set(held), set[int]()
    for one in sentences:
        moved_up = (found["people"] or found["moved"] for found in patterns.MOVED_UP.finditer(one.skeleton))
        inside.update(int(mark[1:]) for mark in moved_up)
        people = {int(number) for number in re.findall(r"P(\d+)", one.skeleton)}
        if patterns.WORKED_HERE.search(one.skeleton):
            inside |= people
        if len(people) == 1 and patterns.WORKED_ELSEWHERE.search(one.skeleton):
            outside |= people
    return frozenset(inside - outside)


def _followers(sentences: Iterable[Marked]) -> dict[int, int]:
    """Who follows whom, by the one who goes."""
    followers: dict[int, int] = {}
    for one in sentences:
        for found in patterns.REPLACED.finditer(one.skeleton):
            if before := re.findall(r"P(\d+)", one.skeleton[: found.start()]):
                followers.setdefault(int(found["people"][1:]), int(before[-1]))
        for found in patterns.SUCCEEDED_BY.finditer(one.skeleton):
            followers[int(found["leaving"][1:])] = int(found["people"][1:])
    return followers


def _one_a_person(moves: Iterable[_Move]) -> list[_Move]:
    """Of several moves of one person in one direction the first with a post in the company, else the first. Who is only
    said to be replaced and moves on inside does not leave."""
    moves, best = list(moves), dict[tuple[int, bool], _Move]()
    stay = {move.person for move in moves if not move.leaves}
    for move in moves:
        if move.verb == REPLACED and move.person in stay:
            continue
        known = best.get((move.person, move.leaves))
        if known is None or (not known.post and move.post) or (known.seat and not move.seat and move.post):
            best[move.person, move.leaves] = move
    return sorted(best.values(), key=lambda move: move.at)


def _with_posts_of_followers(moves: list[_Move], known: _Background) -> list[_Move]:
    """The moves, each without a post with that of the other: a follower takes the post, one who goes left it."""
    by_person = {(move.person, move.leaves): move for move in moves}
    predecessors = {new: old for old, new in known.followers.items()}
    filled = []
    for move in moves:
        other = by_person.get((known.followers.get(move.person, -1), False)) if move.leaves else None
        left = known.held.get(predecessors.get(move.person, -1), "")
        if not move.post and move.leaves and other and not other.seat:
            filled.append(replace(move, post=other.post))
        elif not move.post and not move.leaves and left:
            filled.append(replace(move, post=left))
        else:
            filled.append(move)
    return filled


def _is_event(move: _Move, known: _Background) -> bool:
    """Whether anybody is called about it: not where no post is known, nor where only a stand-in steps back."""
    if move.leaves:
        return bool(move.post) and not re.match(r"(?:interim|acting)\b", move.post, re.IGNORECASE)
    return bool(move.post)


def _change(move: _Move, people: list[str], known: _Background, sentences: Iterable[Marked], filed_on: date) -> Filing:
    kind = "executive_departed" if move.leaves else "board_appointed" if move.seat else "executive_hired"
    if kind == "executive_hired" and (move.verb.startswith(("promot", "elevat")) or move.person in known.inside):
        kind = "executive_promoted"
    return replace(
        FORM,
        type=kind,
        person=people[move.person],
        role=move.post,
        certainty=Certainty.ANNOUNCED if move.day and last_day(move.day) > filed_on else Certainty.DONE,
        words=move.sentence.text,
        effective_on=whole_day(move.day),
        prior_company=_prior_company(move.person, sentences) if kind == "executive_hired" else "",
    )


def _prior_company(person: int, sentences: Iterable[Marked]) -> str:
    """The company that somebody surely comes from; "" where the item does not say."""
    own = (one for one in sentences if re.search(rf"P{person}\b", one.skeleton))
    for one in own:
        for pattern in patterns.CAME_FROM:
            if found := pattern.search(one.skeleton):
                return one.organisations[int(found["org"][1:])]
    return ""
