"""What there is to say of the rows of an upload: the same before its import and after, with file and person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from callnow.imports import Concern, Remark, Told
from flows.people.importing import Imported
from sources.prospects import ProspectFile, RowProblem

MOST = 5_000  # remarks of one concern: a browser takes seconds to show more
Whose = Mapping[int, str]
"""The ids of the people of a file, by the line of their row."""


def told_of_imported(done: Sequence[Imported]) -> tuple[Told, ...]:
    """What there is to say of files that were imported, in a rehearsal or for good."""
    added = frozenset[str]().union(*(imported.kept.added for imported in done))
    return _told([(imported.file, _whose(imported)) for imported in done], added, rehearsed=True)


def told_of_read(files: Sequence[ProspectFile]) -> tuple[Told, ...]:
    """The same of files that were only read: who of them is on the list is not known yet."""
    return _told([(file, {}) for file in files], frozenset(), rehearsed=False)


def _whose(imported: Imported) -> Whose:
    rows = zip(imported.file.people, imported.kept.whose, strict=True)
    return {row.line: whose for row, whose in rows if whose}


def _told(files: Sequence[tuple[ProspectFile, Whose]], added: frozenset[str], *, rehearsed: bool) -> tuple[Told, ...]:
    by_concern: dict[Concern, dict[Remark, None]] = defaultdict(dict)
    for file, whose in files:
        names = {row.line: row.prospect.name for row in file.people}
        for concern, row in _problems(file, rehearsed=rehearsed):
            who, id = names.get(row.line, ""), whose.get(row.line, "")
            what_to_do = row.on_page or row.what_to_do
            remark = Remark(_place(file), row.line, row.reason, what_to_do, who, id, id in added)
            by_concern[concern][remark] = None
    return tuple(
        Told(concern, tuple(remarks)[:MOST], len(remarks), len({(one.person_id, one.who) for one in remarks}))
        for concern in Concern
        if (remarks := by_concern[concern])
    )


def _problems(file: ProspectFile, *, rehearsed: bool) -> Iterator[tuple[Concern, RowProblem]]:
    if file.numberless:
        yield Concern.OTHER, _numberless(file)
    yield from ((row.concern, row) for row in file.notes)
    unknown = () if rehearsed else file.without_employer
    yield from ((Concern.LEFT_OUT, row) for row in sorted((*file.problems, *unknown), key=lambda row: row.line))


def _numberless(file: ProspectFile) -> RowProblem:
    if file.unread_in:
        none = f"no number in this file is one of {file.unread_in}"
        return RowProblem(file.header_line, none, "say which column holds their town or country")
    return RowProblem(file.header_line, "nobody in this file has a phone number", "say which column holds them")


def _place(file: ProspectFile) -> str:
    return f"{file.path.name}, sheet {file.sheet}" if file.sheet else file.path.name
