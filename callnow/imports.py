"""Files of people on their way in: what is understood of them before an import, and what the import did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from callnow.errors import NotPublished
from callnow.model import Prospect

LEFT_OUT = "ignore"  # what a column is read as that is not to be used
NOTED = 4  # words that a title, a name or a place seldom has


@dataclass(frozen=True, slots=True)
class HowToRead:
    """How the files of an upload are read: {title of a column: field} of each file, by its number; whose the people
    are, the country of numbers that name none, the encoding ("" where nobody said), and whether dates in figures have
    the month first (None: as their column shows)."""

    mappings: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    owner: str = ""
    country: str = ""
    encoding: str = ""
    month_first: bool | None = None


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as it comes in: what it was called where it came from, and its bytes."""

    name: str
    body: BinaryIO


@dataclass(frozen=True, slots=True)
class Upload:
    """Files that wait for their import: what they were called, where they lie, how they are to be read."""

    id: str
    names: tuple[str, ...]
    paths: tuple[Path, ...]
    how: HowToRead


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column by its title: the field it is read as, the one its title says ("" for none), values that stand in it."""

    title: str
    field: str
    by_title: str
    examples: tuple[str, ...]

    @property
    def has_sentences(self) -> bool:
        """Whether something of it is as long as what people note."""
        return any(len(example.split()) >= NOTED for example in self.examples)


class Concern(StrEnum):
    """What a remark on a row is about, in the order in which they are told."""

    CALLED = "called all the same"
    NOT_CALLED = "not called"
    PROMISED = "promised"
    UNDATED = "needs a day"
    OTHER = "other"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of the row on `line` of `file`, and what to do about it on the page. `who` is the name there,
    "" for none, `person_id` that person's on the list, "" where they are not on it; `new`: this import brings them."""

    file: str
    line: int
    what: str
    what_to_do: str
    who: str = ""
    person_id: str = ""
    new: bool = False

    @property
    def around_name(self) -> tuple[str, str]:
        """What is said before the name and behind it; where it does not stand in the words, it is put before them."""
        before, name, after = self.what.partition(self.who or "\0")
        if name:
            return before, after
        return "", f": {self.what}" if self.who else self.what


@dataclass(frozen=True, slots=True)
class Told:
    """The remarks of one concern: the first of `count`, and of how many people they are."""

    concern: Concern
    remarks: tuple[Remark, ...]
    count: int
    people: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The first of many: lines for a person, and how many there are in all."""

    shown: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file of an upload, by its `number`, or a sheet of it, as it is understood. `people` are the first of `count`;
    `problem` says why none of it can be read.

    `left_out` is how many rows cannot be used. `guessed` are names in an encoding that only its words tell,
    `places` the towns by which numbers without a country were read, `unclear_date` a date that can be read with either
    number as the month, `sheets_left_out` the sheets of its workbook that are not read, with why.
    """

    number: int
    name: str
    sheet: str = ""
    encoding: str = ""
    rows: int = 0
    columns: tuple[ColumnRead, ...] = ()
    people: tuple[Prospect, ...] = ()
    count: int = 0
    left_out: int = 0
    guessed: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    unclear_date: str = ""
    sheets_left_out: tuple[str, ...] = ()
    problem: str = ""
    what_to_do: str = ""

    @property
    def unused(self) -> list[str]:
        """The titles of the columns that are not used and hold something, those that seem to hold notes first."""
        unused = [column for column in self.columns if column.field in ("", LEFT_OUT) and column.examples]
        return [column.title for column in sorted(unused, key=lambda column: not column.has_sentences)]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import does, or did: how many people are new, updated and unchanged, at how many employers, in how many
    rows; who of the list stands in the files under another spelling or employer (`known`); who else is one with whom;
    how many pairs may be one person; what known people have that files have no longer; what there is to say of rows
    (`told`); which sheets of workbooks were not read, and which files, each with why.

    `unpublished` says why what was done cannot be seen yet.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    employers: int = 0
    rows: int = 0
    known: Excerpt = Excerpt()
    joined: Excerpt = Excerpt()
    asked: int = 0
    gone: Excerpt = Excerpt()
    told: tuple[Told, ...] = ()
    sheets_left_out: tuple[str, ...] = ()
    files_left_out: tuple[str, ...] = ()
    unpublished: str = ""

    @property
    def people(self) -> int:
        return self.new + self.updated + self.unchanged


@dataclass(frozen=True, slots=True)
class Preview:
    """What an upload would come to without the files that cannot be read. `outcome` is None where none can, and where
    they are too long for it to be found out before; `told` is what there is to say of rows, as far as that is known."""

    files: tuple[FileRead, ...]
    outcome: ImportOutcome | None
    told: tuple[Told, ...] = ()

    @property
    def unreadable(self) -> tuple[FileRead, ...]:
        """The files that cannot be read, and so not be imported."""
        return tuple(file for file in self.files if file.problem)

    @property
    def count(self) -> int:
        """How many people it brings, as far as that is known."""
        return self.outcome.people if self.outcome else sum(file.count for file in self.files)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking back an import of `what` did: how many people are `gone`, how many are as they were `before`, and who
    came with it and stays, for something was noted of them since. `unpublished` says why it cannot be seen yet."""

    what: str
    gone: int
    before: int
    stay: tuple[Prospect, ...] = ()
    unpublished: NotPublished | None = None
