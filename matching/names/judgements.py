"""What people said about a name and an employer: the same, different, unsure. It beats the scorer for ever after."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from callnow.errors import DataFileError
from matching.names.normalise import normalise


class Verdict(StrEnum):
    """What a person said. "unsure" forbids a match until somebody is sure."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One saying. `mention` is as written in the news, `judged_at` UTC where known."""

    mention: str
    employer_id: str
    verdict: Verdict
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

    def __iter__(self) -> Iterator[Judgement]:
        for said in self.by_mention.values():
            yield from said.values()


def write_judgements(judgements: Iterable[Judgement], lines: TextIO) -> None:
    """CSV rows with a header, as `read_judgements` reads them."""
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(FIELDS)
    for j in judgements:
        when = j.judged_at.isoformat() if j.judged_at else ""
        writer.writerow((j.mention, j.employer_id, j.verdict.value, j.employer, when, j.judged_by))


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a CSV file; DataFileError names the line that cannot be used."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            if missing := {"mention", "employer_id", "verdict"} - set(rows.fieldnames or ()):
                raise DataFileError(
                    f"no column {', '.join(sorted(missing))}", where=str(path), mend=f"header: {','.join(FIELDS)}"
                )
            return tuple(_judgement(row, f"{path}, line {line}") for line, row in enumerate(rows, start=2))
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"cannot be read: {error}", where=str(path), mend="give a CSV file in UTF-8") from None


def _judgement(row: dict[str, str | None], where: str) -> Judgement:
    text = {key: (row.get(key) or "").strip() for key in FIELDS}
    if not text["mention"] or not text["employer_id"]:
        raise DataFileError(
            "mention and employer_id are both needed", where=where, mend="fill them in or drop the line"
        )
    try:
        verdict = Verdict(text["verdict"].lower())
        when = datetime.fromisoformat(text["judged_at"]) if text["judged_at"] else None
    except ValueError as error:
        raise DataFileError(
            str(error), where=where, mend="verdict: same, different or unsure; judged_at: ISO 8601"
        ) from None
    return Judgement(text["mention"], text["employer_id"], verdict, text["employer"], when, text["judged_by"])
