"""Names as registers spell them, matched to the prospects' employers: precision and recall over real notices.

    python -m tests.names_as_filed NOTICES.csv [--half tune|report] [--misses N]

NOTICES.csv has a row a notice: employer_name as filed, canonical_name, and where known cik and lei. Half of the
companies are the employers on the list, by their canonical names; a notice of any other must match nobody. Names that
share a CIK or an LEI, or differ in nothing but case, marks, blanks and legal form, are of one company. Which companies
are on the list, and which notices belong to which half, follows from hashes, so that every run measures the same.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from callnow.model import CompanyEvent, Employer
from callnow.terms import MatchVerdict
from matching.detection.filed import EVIDENCE
from matching.detection.measuring import interval
from matching.names.build import build_index
from matching.names.normalise import normalise
from matching.names.resolve import resolve_all
from sources.registers.employer import filed_employer

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """How many notices there were, what was right, wrong and missed, and each that was not right in words."""

    notices: int
    counts: Counter[str]
    misses: list[str]

    def lines(self) -> list[str]:
        """Precision and recall with their intervals, as printed."""
        right, wrong, missed = (self.counts[name] for name in ("right", "wrong", "missed"))
        shown = []
        for what, of in (("precision", right + wrong), ("recall", right + missed)):
            low, high = interval(right, of)
            shown.append(f"{what:9} {right / max(of, 1):.4f} ({low:.4f}–{high:.4f}), {right} of {of}")
        return shown


def half_of(text: str) -> str:
    """ "tune" or "report", as the hash of a text decides."""
    return "tune" if hashlib.sha256(text.encode()).digest()[0] % 2 else "report"


def companies(rows: Iterable[Row]) -> dict[str, str]:
    """The company that each canonical name is of: the first name of it."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for row in rows:
        name = f"name {row['canonical_name']}"
        spelled = f"spelled {normalise(row['canonical_name']).replace(' ', '') or row['canonical_name']}"
        keys = [spelled, *(f"{kind} {row[kind].lstrip('0')}" for kind in ("cik", "lei") if row[kind])]
        for key in keys:
            parent[root(key)] = root(name)
    firsts: dict[str, str] = {}
    for row in rows:
        firsts.setdefault(root(f"name {row['canonical_name']}"), row["canonical_name"])
    return {row["canonical_name"]: firsts[root(f"name {row['canonical_name']}")] for row in rows}


def measure(rows: Sequence[Row], half: str) -> Measured:
    """How the notices of one half are matched."""
    company_of = companies(rows)
    listed = sorted(name for name in set(company_of.values()) if half_of(f"listed {name}") == "tune")
    index = build_index([Employer(name, name) for name in listed])
    known = frozenset(listed)
    noticed = [row for row in rows if half_of(row["source_notice_id"] or row["employer_name"]) == half]
    events = (_event(row["employer_name"]) for row in noticed)
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for row, match in zip(noticed, resolve_all(events, index), strict=True):
        company = company_of[row["canonical_name"]]
        found = match.employer_id if match.verdict is MatchVerdict.MATCH else ""
        owed = company if company in known else ""
        outcome = ("right" if found == owed else "wrong") if found else "missed" if owed else "rightly nobody"
        counts[outcome] += 1
        if outcome == "wrong" and owed:
            counts["missed"] += 1
        if outcome in {"wrong", "missed"}:
            misses.append(f"{outcome:7} {row['employer_name']!r} → {found!r}, owed {owed!r} ({match.why})")
    return Measured(len(noticed), counts, misses)


def _event(written: str) -> CompanyEvent:
    """The event of a notice, its employer taken apart as the readers of registers do."""
    employer = filed_employer(written)
    return CompanyEvent("", "", "layoffs", employer.name, company_evidence=EVIDENCE, also_called=employer.also_called)


def main() -> None:
    """Prints the measure."""
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("notices", help="CSV of notices")
    said.add_argument("--half", choices=("tune", "report"), default="report")
    said.add_argument("--misses", type=int, default=0, help="how many of the wrong and missed ones to print")
    given = said.parse_args()
    with open(given.notices, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    measured = measure(rows, given.half)
    print(f"{given.half}: {measured.notices} notices; {dict(measured.counts)}")
    print(
        "\n".join([*measured.lines(), *sorted(measured.misses)[-given.misses :]] if given.misses else measured.lines())
    )


if __name__ == "__main__":
    main()
