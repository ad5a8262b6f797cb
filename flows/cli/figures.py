"""callnow figures: calls made and reached, promises kept, alerts that led to talks, by week and recruiter."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from callnow.store import reading
from callnow.store.figures import Figure, Figures
from callnow.store.figures import figures as load_figures
from delivery.figure_words import MEASURES, Measure
from flows.cli.common import out, print_json_lines, print_table, work
from flows.people.finding import recruiter_named


def figures(
    context: typer.Context,
    owner: Annotated[str, typer.Option("--owner", help="Only of this recruiter.", metavar="NAME")] = "",
    json_out: Annotated[bool, typer.Option("--json", help="One week of a recruiter a line, as JSON.")] = False,
) -> None:
    """The last twelve weeks in figures: calls made and reached, promises kept, alerts that led to talks, and how fast."""
    job = work(context)
    with reading(job.settings) as con:
        known = load_figures(con, job.now, job.settings.watch.time_zone)
    if owner.strip():
        owner = recruiter_named(owner, known.recruiters, "no call is logged yet")
    if json_out:
        print_json_lines(_as_dict(known, place) for place in sorted(known.known, key=_order) if owner in ("", place[1]))
        return
    titles = [_title(measure) for measure in MEASURES]
    weeks = sorted({week for week, _ in known.known if week}, reverse=True)
    print_table(("week", *titles), [_row("week", str(week), known.of(week, owner or None)) for week in weeks])
    whole = [_row("recruiter", "all", known.of())] if not owner else []
    rows = [_row("recruiter", who, known.of(None, who)) for who in known.recruiters if owner in ("", who)]
    print_table(("recruiter", *titles), [*rows, *whole], title="The twelve weeks by recruiter")
    for measure in MEASURES:
        out.print(f"[dim]{measure.title}: {measure.definition}[/]")


def _title(measure: Measure) -> str:
    if measure.whole == measure.part:
        return f"{measure.title}, {measure.whole_label}"
    return f"{measure.part_label}, of {measure.whole_label}"


def _row(column: str, name: str, figure: Figure) -> dict[str, str]:
    return {column: name, **{_title(measure): measure.words(figure) for measure in MEASURES}}


def _order(place: tuple[date | None, str | None]) -> tuple[str, str]:
    return str(place[0] or "all"), place[1] or ""


def _as_dict(known: Figures, place: tuple[date | None, str | None]) -> dict[str, object]:
    """A week of None is all twelve, a recruiter of None all of them."""
    return {"week": place[0], "recruiter": place[1], **asdict(known.of(*place))}
