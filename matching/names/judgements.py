"""What people said about a name and an employer: the same, different, unsure. It beats the scorer for ever after."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, TextIO

from pydantic import BeforeValidator, ConfigDict

from callnow.datafiles import Table, Text, read_data_file
from callnow.errors import Unusable
from callnow.terms import JudgementVerdict
from matching.names.normalise import normalise


@dataclass(frozen=True, slots=True)
class Judgement:
    """One saying. `mention` is as written in the news, `judged_at` UTC where known."""

    mention: str
    employer_id: str
    verdict: JudgementVerdict
    employer: str = ""
    judged_at: datetime | None = None
    judged_by: str = ""


FIELDS = ("mention", "employer_id", "verdict", "employer", "judged_at", "judged_by")


@dataclass(frozen=True)
class Judgements:
    """All sayings by normalised mention, then employer id; a later one replaces an earlier one."""

    by_mention: Mapping[str, Mapping[str, Judgement]] = field(default_factory=dict)

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Judgements:
        table: dict[str, dict[str, Judgement]] = {}
        for j in judgements:
            table.setdefault(normalise(j.mention), {})[j.employer_id] = j
        return cls(table)

    def about(self, mention_normalised: str) -> Mapping[str, Judgement]:
        """What was said about this name, by employer id."""
        return self.by_mention.get(mention_normalised, {})

    def against(self, names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """The employers that a company with these names is not, by id, each with the normalised names it was said of.

        One that a person also said it is, under another of the names, is not among them.
        """
        judged = [(name, j) for name in dict.fromkeys(map(normalise, names)) for j in self.about(name).values()]
        same = {j.employer_id for _, j in judged if j.verdict is JudgementVerdict.SAME}
        names_against: dict[str, tuple[str, ...]] = {}
        for name, j in judged:
            if j.employer_id not in same:
                names_against[j.employer_id] = (*names_against.get(j.employer_id, ()), name)
        return names_against

    def __iter__(self) -> Iterator[Judgement]:
        for of_mention in self.by_mention.values():
            yield from of_mention.values()


NOBODY_SAID = Judgements()


def write_judgements(judgements: Iterable[Judgement], lines: TextIO) -> None:
    """CSV rows with a header, as `read_judgements` reads them."""
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(FIELDS)
    for j in judgements:
        when = j.judged_at.isoformat() if j.judged_at else ""
        writer.writerow((j.mention, j.employer_id, j.verdict.value, j.employer, when, j.judged_by))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise Unusable(f"no time: {text!r}", "write it as ISO 8601: 2026-11-25T14:15:00+00:00") from None


class _Line(Table):
    """A line of such a CSV, which may have columns of its own besides."""

    model_config = ConfigDict(extra="ignore")

    mention: Text
    employer_id: Text
    verdict: Annotated[JudgementVerdict, BeforeValidator(str.lower)]
    employer: str = ""
    judged_at: Annotated[datetime | None, BeforeValidator(_moment)] = None
    judged_by: str = ""


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a CSV file; DataFileError names the line that cannot be used."""
    lines = read_data_file(path, tuple[_Line, ...], suffix=".csv")
    return tuple(Judgement(**line.model_dump()) for line in lines)
