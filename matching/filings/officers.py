"""Item 5.02 of an 8-K: who leaves and who is appointed, each with the post. What is only paid is not an event.

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
    """A change while it is read. `seat`: the post is one on the board. `place`: which sentence of the item tells it."""

    person: int
    leaves: bool
    post: str
    seat: bool
    verb: str
    day: str
    sentence: Marked
    place: int


@dataclass(slots=True)
class _Background:
    """What an item says of people beside their change: the post each holds, who came from inside, who follows whom."""

    held: dict[int, str]
    inside: frozenset[int]
    followers: dict[int, int]


def officer_changes(text: str, filer: str, filed_on: date) -> list[Filing]:
    """The changes that an item 5.02 reports, one a person and direction, in the order they are told."""
    marker = Marker(filer)
    sentences = [_without_supposed(sentence) for sentence in marker.sentences(text[:LONGEST_ITEM])]
    held = _held_posts(sentences)
    background = _Background(held, _insiders(sentences, held), _followers(sentences))
    moves = [move for place, sentence in enumerate(sentences) for move in _moves(sentence, place, background, filed_on)]
    moves = [_with_post_before(move, sentences) for move in moves]
    chosen = _with_posts_of_followers(_one_a_person(moves), background)
    people = marker.people
    return [_change(move, people, background, sentences, filed_on) for move in chosen if _is_event(move)]


def _without_supposed(sentence: Marked) -> Marked:
    """The sentence without what it only supposes: to the next comma where it begins so, else to its end."""
    supposed = patterns.SUPPOSED.search(sentence.skeleton)
    if not supposed:
        return sentence
    before, after = sentence.skeleton[: supposed.start()].strip(), sentence.skeleton[supposed.end() :]
    if before and not re.fullmatch(r"(?:\W|effective)*", before):
        return replace(sentence, skeleton=before)
    return replace(sentence, skeleton="" if supposed.group() in patterns.HYPOTHETICAL else after.partition(" , ")[2])


def _moves(sentence: Marked, place: int, background: _Background, filed_on: date) -> Iterator[_Move]:
    """Every appointment and departure of a sentence that is news."""
    recalled = patterns.RECALLED.search(sentence.skeleton)
    if patterns.LIFE.match(sentence.skeleton) or (recalled and recalled.start() < 6):
        return
    for leaves, match in _matches(sentence.skeleton):
        if _is_past(sentence.skeleton, match, filed_on):
            continue
        post = _left_post(sentence, match) if leaves else _new_post(sentence, match)
        if post is None:
            continue
        name, seat = post
        verb = REPLACED if match.re is patterns.REPLACED else match.groupdict().get("verb") or ""
        day = _day_of(sentence.skeleton, match)
        for person in map(int, re.findall(r"P(\d+)", match["people"])):
            held_post = background.held.get(person, "")
            if (
                leaves or not held_post or held_post.casefold() != name.casefold()
            ):  # else a new contract for the same post
                yield _Move(person, leaves, name or (held_post if leaves else ""), seat, verb, day, sentence, place)


def _matches(skeleton: str) -> Iterator[tuple[bool, re.Match[str]]]:
    """Each match, and whether it tells a departure."""
    appointments = [*patterns.APPOINTMENTS, patterns.APPOINTED_THEM, patterns.SUCCEEDED_BY]
    if patterns.LIST_OF_APPOINTMENTS.search(skeleton):
        appointments.append(patterns.LISTED)
    for pattern in appointments:
        yield from ((False, match) for match in pattern.finditer(skeleton))
    for pattern in (*patterns.DEPARTURES, patterns.LEFT_TO):
        yield from ((True, match) for match in pattern.finditer(skeleton))
    for match in patterns.REPLACED.finditer(skeleton):
        if not patterns.STAYS.match(skeleton[match.end() :]):
            yield True, match


def _is_past(skeleton: str, match: re.Match[str], filed_on: date) -> bool:
    """Whether what was found lies too far back to be news, by the day told after it, else in it, else before it."""
    after = re.match(r"(?:(?!P\d).){0,80}?D(\d{8})", skeleton[match.end() :])
    matched = match.group().replace(match["people"], "")  # not the days of their lives
    within, before = (re.findall(r"D(\d{8})", part) for part in (matched, skeleton[: match.start()]))
    days = [after[1]] if after else within[-1:] or before[-1:]
    return any(last_day(day) < filed_on - RECENT for day in days) or bool(patterns.RECALLED.search(match.group()))


def _day_of(skeleton: str, match: re.Match[str]) -> str:
    """The first day that is told from the match on; "" where none is."""
    day = re.search(r"D(\d{8})", match.group() + skeleton[match.end() :])
    return day[1] if day else ""


def _new_post(sentence: Marked, match: re.Match[str]) -> tuple[str, bool] | None:
    """The post of an appointment, and whether it is a seat on the board; None for a post elsewhere."""
    mark = match.groupdict().get("post")
    if "leaving" in match.groupdict():  # "R0 P0 would be succeeded by P1"
        return (sentence.post(mark), False) if mark else ("", False)
    if mark in {None, "BOARD"}:
        return SEAT, True
    assert mark is not None
    elsewhere = mark.startswith("R") and re.match(patterns.ELSEWHERE, sentence.skeleton[match.end("post") :])
    if elsewhere or patterns.ADVICE.search(sentence.post(mark)):
        return None
    return sentence.post(mark), mark.startswith("B")


def _left_post(sentence: Marked, match: re.Match[str]) -> tuple[str, bool] | None:
    """The post that is left, ("", False) where none is named; None for a seat on the board, which is not an event."""
    within = patterns.POST_IN_MATCH.search(match.group())
    if within:
        return sentence.post(next(filter(None, within.groups()))), False
    clause = re.match(r"(?:(?!P\d|D\d{8} ,).){0,120}", sentence.skeleton[match.end() :])
    marks = [mark["post"] for mark in patterns.LEFT_POST.finditer(clause[0] if clause else "")]
    posts = [mark for mark in marks if mark.startswith("R")]
    if marks and not posts:
        return None
    return (sentence.post(posts[0]), False) if posts else ("", False)


def _with_post_before(move: _Move, sentences: Sequence[Marked]) -> _Move:
    """The move, where it is from or to "that position", with the last post that is named before these words."""
    that = patterns.THAT_POST.search(move.sentence.skeleton)
    if move.post or not that:
        return move
    before = sentences[max(move.place - 1, 0)]
    for sentence, skeleton in ((move.sentence, that.string[: that.start()]), (before, before.skeleton)):
        if posts := re.findall(r"R\d+", skeleton):
            return replace(move, post=sentence.post(posts[-1]))
    return move


def _held_posts(sentences: Iterable[Marked]) -> dict[int, str]:
    """The post that each person holds, where it stands beside the name anywhere."""
    held: dict[int, str] = {}
    for sentence in sentences:
        if not patterns.LIFE.match(sentence.skeleton):
            for pattern in patterns.HELD:
                for match in pattern.finditer(sentence.skeleton):
                    held.setdefault(int(match["who"]), sentence.post(match["post"]))
    return held


def _insiders(sentences: Iterable[Marked], held: Iterable[int]) -> frozenset[int]:
    """People who surely worked at the filer before: a post that they held says so, or their life as it is told."""
    inside, outside = set(held), set[int]()
    for sentence in sentences:
        moved_up = (match["people"] or match["moved"] for match in patterns.MOVED_UP.finditer(sentence.skeleton))
        inside.update(int(mark[1:]) for mark in moved_up)
        people = {int(number) for number in re.findall(r"P(\d+)", sentence.skeleton)}
        if patterns.WORKED_HERE.search(sentence.skeleton):
            inside |= people
        if len(people) == 1 and patterns.WORKED_ELSEWHERE.search(sentence.skeleton):
            outside |= people
    return frozenset(inside - outside)


def _followers(sentences: Iterable[Marked]) -> dict[int, int]:
    """Who follows whom, by the one who goes."""
    followers: dict[int, int] = {}
    for sentence in sentences:
        for match in patterns.REPLACED.finditer(sentence.skeleton):
            if before := re.findall(r"P(\d+)", sentence.skeleton[: match.start()]):
                followers.setdefault(int(match["people"][1:]), int(before[-1]))
        for match in patterns.SUCCEEDED_BY.finditer(sentence.skeleton):
            followers[int(match["leaving"][1:])] = int(match["people"][1:])
    return followers


def _one_a_person(moves: Iterable[_Move]) -> list[_Move]:
    """Of several moves of one person in one direction the first with a post in the company, else the first. Who is only
    said to be replaced and moves on inside does not leave."""
    moves, best = list(moves), dict[tuple[int, bool], _Move]()
    stay = {move.person for move in moves if not move.leaves}
    for move in moves:
        if move.verb == REPLACED and move.person in stay:
            continue
        before = best.get((move.person, move.leaves))
        if before is None or (not before.post and move.post) or (before.seat and not move.seat and move.post):
            best[move.person, move.leaves] = move
    return sorted(best.values(), key=lambda move: move.place)


def _with_posts_of_followers(moves: list[_Move], background: _Background) -> list[_Move]:
    """The moves, each without a post with that of the other: a follower takes the post, one who goes left it."""
    by_person = {(move.person, move.leaves): move for move in moves}
    predecessors = {new: old for old, new in background.followers.items()}
    filled = []
    for move in moves:
        follower = by_person.get((background.followers.get(move.person, -1), False)) if move.leaves else None
        left_post = background.held.get(predecessors.get(move.person, -1), "")
        if not move.post and move.leaves and follower and not follower.seat:
            filled.append(replace(move, post=follower.post))
        elif not move.post and not move.leaves and left_post:
            filled.append(replace(move, post=left_post))
        else:
            filled.append(move)
    return filled


def _is_event(move: _Move) -> bool:
    """Whether anybody is called about it: not where no post is known, nor where only a stand-in steps back."""
    if move.leaves:
        return bool(move.post) and not re.match(r"(?:interim|acting)\b", move.post, re.IGNORECASE)
    return bool(move.post)


def _change(
    move: _Move, people: list[str], background: _Background, sentences: Iterable[Marked], filed_on: date
) -> Filing:
    kind = "executive_departed" if move.leaves else "board_appointed" if move.seat else "executive_hired"
    if kind == "executive_hired" and (move.verb.startswith(("promot", "elevat")) or move.person in background.inside):
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
    theirs = (sentence for sentence in sentences if re.search(rf"P{person}\b", sentence.skeleton))
    for sentence in theirs:
        for pattern in patterns.CAME_FROM:
            if match := pattern.search(sentence.skeleton):
                return sentence.organisations[int(match["org"][1:])]
    return ""
