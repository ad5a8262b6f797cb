"""Small charts as SVG: a row of weekly bars, what concerns the prospects in the accent colour. No script, no styles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

WEEKS = 12
BAR, GAP, HEIGHT = 14, 4, 26
LEAST = 2  # pixels of a bar that is not empty


@dataclass(frozen=True, slots=True)
class Series:
    """Weekly numbers of one thing, oldest first: all of them, and the part that concerns the prospects' employers."""

    label: str
    all: tuple[int, ...]
    ours: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.all)

    @property
    def total_ours(self) -> int:
        return sum(self.ours)


def weeks_until(today: date) -> list[date]:
    """The Mondays of the last twelve weeks, oldest first, this week's included."""
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]


def events_by_type(rows: Sequence[Mapping[str, Any]], weeks: Sequence[date]) -> list[Series]:
    """One series a type of event, those nearest to the prospects first."""
    counts: dict[str, dict[date, tuple[int, int]]] = defaultdict(dict)
    for row in rows:
        counts[row["type"]][row["week"]] = (row["events"], row["matched"])
    series = [
        Series(
            kind.replace("_", " "),
            tuple(of.get(week, (0, 0))[0] for week in weeks),
            tuple(of.get(week, (0, 0))[1] for week in weeks),
        )
        for kind, of in counts.items()
    ]
    return sorted(series, key=lambda s: (-s.total_ours, -s.total, s.label))


def weekly(rows: Sequence[Mapping[str, Any]], column: str, label: str, weeks: Sequence[date]) -> Series:
    """One column of weekly rows as a series of its own."""
    of = {row["week"]: int(row[column]) for row in rows}
    numbers = tuple(of.get(week, 0) for week in weeks)
    return Series(label, numbers, numbers)


def bars(series: Series, top: int = 0) -> Markup:
    """The series as bars, as high as `top` (its own highest where 0). The numbers stand in its title for readers."""
    highest = max(top, *series.all, 1)
    words = f"{series.label}: " + ", ".join(map(str, series.all)) + " a week"
    parts = [
        Markup('<svg class="bars" role="img" viewBox="0 0 {} {}" width="{}" height="{}"><title>{}</title>').format(
            WEEKS * (BAR + GAP) - GAP, HEIGHT, WEEKS * (BAR + GAP) - GAP, HEIGHT, words
        )
    ]
    for place, (every, ours) in enumerate(zip(series.all, series.ours, strict=True)):
        left = place * (BAR + GAP)
        parts.append(_bar(left, 1, 1, "base"))
        parts.append(_bar(left, every, highest, "every"))
        parts.append(_bar(left, ours, highest, "ours"))
    return Markup("").join([*parts, Markup("</svg>")])


def _bar(left: int, number: int, highest: int, kind: str) -> Markup:
    if not number:
        return Markup("")
    tall = 1 if kind == "base" else max(LEAST, round(HEIGHT * number / highest))
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        kind, left, HEIGHT - tall, BAR, tall
    )
