"""callnow coverage: which employers the news covers, and which it does not."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from callnow.counting import counted
from callnow.store import reading
from flows.cli.common import out, print_json_lines, print_table, work
from flows.news.coverage_of_employers import SILENT_DAYS, cover_employers
from flows.people.finding import owner_named

SHOWN = 50
COLUMNS = ("employer", "people", "sources", "last_news")


def coverage(
    context: typer.Context,
    silent: Annotated[bool, typer.Option("--silent", help=f"Only those without news for {SILENT_DAYS} days.")] = False,
    owner: Annotated[str, typer.Option("--owner", help="Only the employers of this recruiter's people.")] = "",
    most: Annotated[int, typer.Option("--most", "-n", help="So many at most.", min=1)] = SHOWN,
    json_out: Annotated[bool, typer.Option("--json", help="One employer a line, as JSON, all of them.")] = False,
) -> None:
    """Which employers the news covers, by which sources, and which it does not."""
    job = work(context)
    with reading(job.settings) as con:
        owner = owner_named(con, owner)
        covered = cover_employers(con, job.now, owner)
    shown = sorted(
        (employer for employer in covered if not (silent and employer.sources)),
        key=lambda employer: (-employer.people, employer.name.casefold()),
    )
    if json_out:
        print_json_lines(asdict(employer) for employer in shown)
        return
    rows = [
        {
            "employer": employer.name,
            "people": employer.people,
            "sources": ", ".join(f"{source} ({counted(items, 'item')})" for source, items in employer.sources)
            or "none",
            "last_news": employer.last_news_at,
        }
        for employer in shown[:most]
    ]
    print_table(COLUMNS, rows)
    if len(shown) > most:
        out.print(f"[dim]… and {len(shown) - most} more (-n {len(shown)} shows all)[/]")
    if without := [employer for employer in covered if not employer.sources]:
        out.print(
            f"{counted(len(without), 'employer')} without news for {SILENT_DAYS} days: add a newsroom "
            "(`callnow feeds add URL --kind newsroom --company NAME`), or let `callnow discover` look for one."
        )
