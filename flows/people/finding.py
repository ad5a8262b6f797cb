"""Which prospect is meant: by id, e-mail, or how words of the name begin, with as much of the employer as is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from callnow.errors import UsageError
from callnow.fold import fold
from callnow.model import Prospect
from callnow.store import Connection
from callnow.store.page import owners

SHOWN = 10
T = TypeVar("T")


def find_prospects(whom: str, prospects: Sequence[Prospect]) -> list[Prospect]:
    """The prospects that `whom` may mean, by the strictest reading that finds any.

    An id, an e-mail, the whole name in any of its spellings, then the beginnings of words of the name and the employer
    ("okonjo harrow"), at least one of them in the name. In names, case, accents and punctuation do not count.
    """
    wanted, sought = whom.strip().casefold(), fold(whom)
    words = sought.split()
    readings: tuple[Callable[[Prospect], bool], ...] = (
        lambda p: whom.strip() in p.ids,
        lambda p: any(email.casefold() == wanted for email in p.emails),
        lambda p: bool(sought) and any(fold(name) == sought for name in p.names),
        lambda p: bool(words) and any(_begin(words, fold(n).split(), fold(p.employer).split()) for n in p.names),
    )
    return _strictest(readings, prospects)


def owner_named(con: Connection, words: str) -> str:
    """The recruiter of the list whom `words` name, as `recruiter_named` reads them; "" for ""."""
    none = "no prospect has a recruiter: a column `owner`, or --owner at import"
    return recruiter_named(words, owners(con), none) if words.strip() else ""


def owner_or_new(con: Connection, words: str) -> str:
    """As `owner_named`, but a recruiter of whom the list knows nobody is called as written."""
    return recruiter_named(words, owners(con), "", or_new=True) if words.strip() else ""


def recruiter_named(words: str, recruiters: Sequence[str], none: str, *, or_new: bool = False) -> str:
    """The one of `recruiters` whom `words` name: as written, in any case and accents, or by how words of it begin.

    Raises UsageError where that is nobody, or several, and says who there are; `none` says it where there is nobody.
    With `or_new` nobody is no error, but somebody new: "Dan" is not Dana then, but "Dana" is Dana Voss.
    """
    sought = fold(words)

    def means(parts: Sequence[str], name: Sequence[str]) -> bool:
        return set(parts) <= set(name) if or_new else _begin(parts, name, ())

    readings: tuple[Callable[[str], bool], ...] = (
        lambda name: name == words.strip(),
        lambda name: fold(name) == sought,
        lambda name: bool(sought) and means(sought.split(), fold(name).split()),
    )
    named = _strictest(readings, recruiters)
    if len(named) == 1:
        return named[0]
    if not named and or_new:
        return words.strip()
    if named:
        what, hint = f"{words!r} may be {len(named)} recruiters", f"write one of them in full: {', '.join(named)}"
    else:
        what, hint = f"no recruiter is called {words!r}", f"there are: {', '.join(recruiters)}" if recruiters else none
    raise UsageError(what, where="--owner", hint=hint)


def find_one(whom: str, prospects: Sequence[Prospect]) -> Prospect:
    """The one prospect that `whom` means. Raises UsageError where it is nobody, or several: then it lists them."""
    people = find_prospects(whom, prospects)
    if len(people) == 1:
        return people[0]
    if not people:
        raise UsageError(
            f"nobody on the list is called {whom!r}",
            where="PROSPECT",
            hint="how a word of the name begins will do, or an e-mail, or an id; `callnow people list` lists all",
        )
    listed = [f"{p.name}, {p.employer} (id {p.id})" for p in people[:SHOWN]]
    more = [f"and {len(people) - SHOWN} more"] * (len(people) > SHOWN)
    raise UsageError(
        f"{whom!r} may be {len(people)} people: {'; '.join([*listed, *more])}",
        where="PROSPECT",
        hint="add a word of the employer, or give the id",
    )


def _strictest(readings: Iterable[Callable[[T], bool]], among: Sequence[T]) -> list[T]:
    """Those of `among` that fit the first reading that any of them fits."""
    # One after the other: a file of past calls asks this for each row, and folding every name is what takes long.
    fitting = ([one for one in among if fits(one)] for fits in readings)
    return next(filter(None, fitting), [])


def _begin(sought: Sequence[str], name: Sequence[str], employer: Sequence[str]) -> bool:
    """Whether every sought word begins a word of name or employer, and one of them of the name."""
    in_name = [any(word.startswith(part) for word in name) for part in sought]
    in_employer = [any(word.startswith(part) for word in employer) for part in sought]
    return any(in_name) and all(a or b for a, b in zip(in_name, in_employer, strict=True))
