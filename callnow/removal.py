"""What a forgetting has removed, and what it could not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from callnow.counting import counted
from callnow.errors import CallnowError
from callnow.model import Prospect
from callnow.paths import DATABASE, PUBLISHED
from callnow.store.forget import Forgotten

NOTHING = Forgotten()


@dataclass(frozen=True, slots=True)
class Removal:
    """What a forgetting has removed, and what is still to be done.

    `owed` says why it is not finished: the next command tries again. The rest is for a person to look at: `failures`
    say what could not be cleaned and will not be tried again; `left` are files that still tell (a damaged database
    moved aside, a file of a channel that is no longer set up); `named` are names of feeds and companies in the
    database, as table and name. `shared` is in how many texts a name stays that somebody else on the list has, too.
    """

    people: tuple[Prospect, ...]
    removed: Forgotten = NOTHING
    left: tuple[Path, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    failures: tuple[CallnowError, ...] = ()
    owed: tuple[CallnowError, ...] = ()
    shared: int = 0

    @property
    def stays(self) -> str:
        """What stays and is no trouble, in words, "" where nothing does."""
        return name_stays(self.shared) if self.shared else ""

    def troubles(self) -> list[CallnowError]:
        """All that is not done, and what to do about it; no word of it says who was forgotten."""
        goes_on = "; then any command goes on with it"
        owed = [CallnowError(e.what, where=e.where, hint=(e.hint or "see to it") + goes_on) for e in self.owed]
        return [*owed, *self.failures, *map(_of_left, self.left), *([self._of_named()] if self.named else [])]

    def _of_named(self) -> CallnowError:
        tables = sorted({table for table, _ in self.named})
        what = f"feeds or companies in the database are named like who was forgotten ({', '.join(tables)})"
        hint = "`callnow feeds remove` takes a feed away; a company's name stays"
        return CallnowError(what, where=DATABASE, hint=hint)


def name_stays(texts: int) -> str:
    """Tells in how many texts a name stays; no word of it says who was forgotten."""
    return f"The name stays in {counted(texts, 'text')}, for somebody else on the list has it, too."


def _of_left(path: Path) -> CallnowError:
    """A file that still tells. Nobody is to delete the database: a list that was imported meanwhile is in it, too."""
    is_store = path.name.startswith((DATABASE, PUBLISHED)) and ".damaged-" not in path.name
    again = "it was put there again, as by an import meanwhile: look for the person on the list, and forget them again"
    hint = again if is_store else "look through it, or delete it"
    return CallnowError("still names who was forgotten", where=str(path), hint=hint)
