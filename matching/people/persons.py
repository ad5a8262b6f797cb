"""The prospect in person: somebody named in an event who is one of the people a recruiter stays in touch with.

A name alone proves nothing: two people share it. The employer that the event names, or the one it says the person came
from, must be the prospect's too. A family name alone, as headlines have it, is theirs whose post there agrees as well;
of who comes from elsewhere it is the post that the text says they had there ("Orbel's ex-CIO Hale joins Tessaly").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from callnow.fold import fold
from callnow.model import CompanyEvent, Prospect
from matching.comparing.companies import begins_name, compare_companies
from matching.comparing.likeness import Likeness
from matching.comparing.persons import compare_persons, person_name, surname_alone, without_umlauts
from matching.event_types import PersonNews, type_of
from matching.names.councils import LENDERS, place_of
from matching.names.normalise import normalise
from matching.same_posts import same_top_post

# A nickname, and all between the first and the last sign of one.
_NICKNAMES = tuple(re.compile(rf"[\"'(“‘].{many}[\"')”’]", re.DOTALL) for many in ("*?", "*"))

_ONCE = r"(?:(?:former(?:ly)?|ex|one-?time|erstwhile|previous(?:ly)?|departing|outgoing|then)[\s-]+)?"


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A prospect named in an event. `how` is "moved" (hired away from the employer on record), "moved_up" (promoted
    there), "left" (departed from it) or "same" (hired by the employer on record: the record is ahead of the news)."""

    prospect: Prospect
    how: str


class ProspectsByLastName:
    """Prospects looked up by their family name.

    Taking a name apart costs two hundred times what folding it does, and a list has thousands. So only those names are
    taken apart that hold the family name asked for, when it is first asked for.
    """

    def __init__(self, prospects: Iterable[Prospect]) -> None:
        self._prospects = tuple(prospects)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, prospect in enumerate(self._prospects):
            words_of_all = (words for name in _names(prospect) for words in _spellings(name))
            for word in {word for words in words_of_all for word in words}:
                self._by_word[word].append(number)
        self._known: dict[str, tuple[Prospect, ...]] = {}

    def called(self, last: str) -> tuple[Prospect, ...]:
        """The prospects of a family name, folded and without blanks, in the order they were given."""
        if last not in self._known:
            holding = self._holding(last)
            self._known[last] = tuple(p for p in holding if any(person_name(n).last == last for n in _names(p)))
        return self._known[last]

    def _holding(self, last: str) -> Iterator[Prospect]:
        """The prospects whose names hold these letters, beginning with a word."""
        beginnings = (last[:end] for end in range(1, len(last) + 1))
        numbers = {number for word in beginnings for number in self._by_word.get(word, ())}
        for number in sorted(numbers):
            prospect = self._prospects[number]
            if any(last in "".join(words) for name in _names(prospect) for words in _spellings(name)):
                yield prospect


def _names(prospect: Prospect) -> tuple[str, ...]:
    """All names of a prospect, and those in which an umlaut may be spelled out also without it."""
    plain = ((name, without_umlauts(name)) for name in prospect.names)
    return tuple(spelled for name, other in plain for spelled in ((name,) if other == fold(name) else (name, other)))


def _spellings(name: str) -> Iterator[list[str]]:
    """The words of a name, folded, with and without a nickname that may stand in the middle of the family name."""
    for text in dict.fromkeys((name, *(nickname.sub(" ", name) for nickname in _NICKNAMES))):
        yield [word for part in text.split() for word in fold(part).split()]


def find_person(
    event: CompanyEvent, prospects: ProspectsByLastName, employer_ids: Collection[str] = ()
) -> PersonMatch | None:
    """The one prospect that the event's person is; None where none is, or where several could be. `employer_ids` are
    the employers that the event's company was matched to, whatever the text calls it."""
    if not event.person:
        return None
    spelled = dict.fromkeys((event.person, without_umlauts(event.person)))
    alone = [surname_alone(name) for name in spelled]
    lasts = [*(person_name(name).last for name in spelled), *alone]
    called = {p.id: p for last in dict.fromkeys(lasts) if last for p in prospects.called(last)}
    posts = (event.role, _post_before(event)) if any(alone) else ()
    matches = [
        m
        for p in called.values()
        if _is_called(p, tuple(spelled)) or (any(alone) and any(same_top_post(post, p.title) for post in posts))
        if (m := _agreeing(event, p, employer_ids))
    ]
    return matches[0] if len({m.prospect.id for m in matches}) == 1 else None


def _is_called(prospect: Prospect, spelled: Iterable[str]) -> bool:
    return any(compare_persons(name, other) is Likeness.SAME for name in spelled for other in _names(prospect))


def is_place_of(event: CompanyEvent, prospect: Prospect) -> bool:
    """Whether an event names the place whose authority is the prospect's employer, as local papers call that: "Oakmere"
    or "Oakmere council" for the City of Oakmere. By itself, such a name is nobody's."""
    return _is_place(prospect.employer, event.names)


def _is_place(employer: str, names: Iterable[str]) -> bool:
    kind, place = place_of(normalise(employer))
    return bool(place) and kind not in LENDERS and not {place, f"{place} council"}.isdisjoint(map(normalise, names))


def _post_before(event: CompanyEvent) -> str:
    """The post that an event's sentence says somebody had where they come from: "Orbel's ex-CIO Hale", "Hale, the
    former CIO of Orbel"; "" where it says none."""
    if not event.prior_company:
        return ""
    there, who = re.escape(event.prior_company), re.escape(event.person)
    had = re.search(
        rf"\b{there}(?:['’]s?)?\s{_ONCE}(?P<before>[^,.;]{{2,60}}?)\s{who}\b"
        rf"|\b{who},\s(?:(?:the|its|a)\s)?{_ONCE}(?P<behind>[^,.;]{{2,60}}?)\s(?:of|at|for|with)\s(?:the\s)?{there}\b",
        event.sentence,
        re.IGNORECASE,
    )
    return (had["before"] or had["behind"]) if had else ""


def _agreeing(event: CompanyEvent, prospect: Prospect, employer_ids: Collection[str]) -> PersonMatch | None:
    """The match where the prospect's employer is one the event names."""
    here, before = (
        any(compare_companies(prospect.employer, name) is Likeness.SAME for name in names)
        or _is_place(prospect.employer, names)
        for names in (event.names, (event.prior_company,))
    )
    here = here or prospect.employer_id in employer_ids
    if surname_alone(event.person) and not here and not same_top_post(_post_before(event), prospect.title):
        return None
    before = before or begins_name(event.prior_company, prospect.employer)
    if before and not here:
        return PersonMatch(prospect, "moved")
    if not here:
        return None
    news = type_of(event.type).about_people
    if news is PersonNews.RISES:
        return PersonMatch(prospect, "moved_up")
    if news is PersonNews.LEAVES:
        return PersonMatch(prospect, "left")
    return PersonMatch(prospect, "same") if news else None
