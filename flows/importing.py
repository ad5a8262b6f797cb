"""Prospects into the memory: read the file, keep known ids, group people by employer, publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from callnow.errors import NotPublished
from callnow.model import Employer, Prospect, stable_id
from callnow.settings import Settings
from callnow.store import Connection, writing
from callnow.store.people import all_prospects, save_prospects
from flows.publishing import try_publishing
from matching.names.normalise import normalise
from matching.roles import read_role
from sources.prospects import ProspectFile, keep_known_ids, read_prospects


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the file as read, and how many prospects were new, known, and at how many employers.

    `unpublished` is set where all that is kept, and only the copy could not be published.
    """

    file: ProspectFile
    new: int
    updated: int
    employers: int
    unpublished: NotPublished | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How files of prospects are read: {column: field} beside the known names, whose they are, the country of numbers
    that say none ("" for the setting's), the encoding where a person knows it."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""
    country: str = ""
    encoding: str = ""


def import_prospects(settings: Settings, path: Path, mapping: Mapping[str, str], owner: str, today: date) -> Imported:
    """Reads one file and keeps its prospects; see import_files."""
    return import_files(settings, [path], Reading(mapping, owner), today)[0]


def import_files(settings: Settings, paths: Sequence[Path], how: Reading, today: date) -> list[Imported]:
    """Reads files and keeps their prospects, one file after the other: those known are updated, none is doubled.

    Raises ProspectFileError where one of them cannot be read at all; then nothing is kept of any.
    """
    files = [
        read_prospects(
            path,
            mapping=how.mapping,
            default_country=how.country or settings.default_country,
            owner=how.owner,
            encoding=how.encoding,
        )
        for path in paths
    ]
    with writing(settings.database, settings.store.lock_wait) as con:
        done = [_keep(con, file, today) for file in files]
    unpublished = try_publishing(settings)
    return [replace(one, unpublished=unpublished) for one in done]


def _keep(con: Connection, file: ProspectFile, today: date) -> Imported:
    before = all_prospects(con)
    read = [with_place(p) for p in keep_known_ids(file.prospects, before)]
    given = {p.id for p in read}
    employers = employers_of([p for p in before if p.id not in given] + read)
    new, updated = save_prospects(con, read, employers, today)
    return Imported(file, new, updated, len({p.employer_id for p in read}))


def with_place(prospect: Prospect) -> Prospect:
    """The prospect with what its title and employer say: function, rank, and the key of the employer."""
    role = read_role(prospect.title) if prospect.title else None
    return replace(
        prospect,
        employer_id=employer_key(prospect.employer),
        function=role.function if role else "",
        rank=role.rank if role else 0,
    )


def employer_key(name: str) -> str:
    """One key for all spellings of an employer that normalise to the same name."""
    return stable_id("employer", normalise(name) or name.casefold().strip())


def employers_of(prospects: Iterable[Prospect]) -> list[Employer]:
    """The employers of prospects, one a key; domain, ticker and country from whoever knows them."""
    found: dict[str, Employer] = {}
    for p in prospects:
        known = found.get(p.employer_id, Employer(p.employer_id, p.employer))
        found[p.employer_id] = replace(
            known,
            domain=known.domain or p.domain,
            ticker=known.ticker or p.ticker,
            country=known.country or p.country,
        )
    return list(found.values())
