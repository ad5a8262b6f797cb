"""callnow employers: what employers are at the SEC, so that their own filings are watched."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.markup import escape

from callnow.counting import counted
from callnow.store import reading
from callnow.store.listings import employers_listed
from flows.cli.common import PARTLY, JsonOut, out, print_json_lines, print_table, tell, work, work_in_home
from flows.news.listing import look_up, remove_listing, set_listing
from flows.running.publishing import publish_copy

app = typer.Typer(no_args_is_help=True, help="What employers are at the SEC: number (CIK) and ticker.")
EmployerName = Annotated[str, typer.Argument(help="The employer: its name on your list, or its id.")]


@app.command("list")
def list_employers(
    context: typer.Context,
    json_out: Annotated[bool, typer.Option("--json", help="One employer a line, as JSON.")] = False,
) -> None:
    """Show every employer with its number and ticker at the SEC, where it has one."""
    with reading(work(context).settings) as con:
        rows = employers_listed(con)
    if json_out:
        print_json_lines(rows)
        return
    print_table(["employer", "cik", "ticker", "name_at_sec", "prospects"], rows)
    listed = sum(bool(row["cik"]) for row in rows)
    out.print(
        f"[dim]{counted(listed, 'employer')} of {len(rows)} with a number; `callnow employers look-up` looks again.[/]"
    )


@app.command("look-up")
def look_employers_up(context: typer.Context, json_out: JsonOut = False) -> None:
    """Look new employers up in the SEC's list, which is fetched once a week at most."""
    job = work_in_home(context)
    done = look_up(job.settings, job.now)
    publish_copy(job.settings)
    if json_out:
        print_json_lines([{"found": done.found, "error": str(done.error) if done.error else ""}])
    else:
        out.print(f"{counted(done.found, 'employer')} found at the SEC; `callnow employers list` shows all.")
    if done.error:
        tell(done.error)
        raise typer.Exit(PARTLY)


@app.command("remove")
def remove(context: typer.Context, employer: EmployerName, json_out: JsonOut = False) -> None:
    """Say that an employer is not the company at the SEC that it was taken for; it is not looked up again."""
    job = work_in_home(context)
    was = remove_listing(job.settings, employer, job.now)
    publish_copy(job.settings)
    if json_out:
        print_json_lines([asdict(was) | {"removed": True}])
    else:
        named = f": {was.name} ({was.cik}) is another company" if was.cik else ""
        out.print(f"{escape(employer)} has no number at the SEC any more{escape(named)}.")


@app.command("set")
def set_number(
    context: typer.Context,
    employer: EmployerName,
    cik: Annotated[str, typer.Option("--cik", help="Its number at the SEC.")],
    json_out: JsonOut = False,
) -> None:
    """Say what an employer's number at the SEC is."""
    job = work_in_home(context)
    listing = set_listing(job.settings, employer, cik, job.now)
    publish_copy(job.settings)
    if json_out:
        print_json_lines([asdict(listing)])
    else:
        named = f", {listing.name}" if listing.name else ""
        out.print(f"{escape(employer)} is number {listing.cik} at the SEC{escape(named)}.")
