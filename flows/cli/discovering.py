"""callnow discover: feeds and newsrooms of the employers on the list."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.markup import escape

from callnow.counting import counted
from callnow.model import Employer
from flows.cli.common import PARTLY, out, print_json_lines, tell, work
from flows.discovering import domains_of, look
from flows.subscribing import subscribe
from sources.discover import Candidate, Discovery


def discover_feeds(
    context: typer.Context,
    domains: Annotated[
        list[str] | None, typer.Argument(help="Web domains; else those of the employers on the list.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Add what is found without asking.")] = False,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="How many domains to look at.")] = 20,
    json_out: Annotated[bool, typer.Option("--json", help="One domain a line, as JSON; asks nothing.")] = False,
) -> None:
    """Look for feeds, newsrooms and news sitemaps of employers, and ask before adding one."""
    job = work(context)
    employers = domains_of(job.settings, domains or [])
    if not employers and not json_out:
        out.print("Every employer with a web domain has a feed. Give a column `domain`, or work e-mails, in the CSV.")
    failed = False
    for employer, found in zip(employers[:most], look(job.settings, employers[:most], job.now), strict=True):
        if json_out:
            added = (
                subscribe(job.settings, [one.feed for one in found.candidates])[0] if yes and found.candidates else ()
            )
            print_json_lines([_as_dict(employer, found, [feed.name for feed in added])])
            failed = failed or found.error is not None
            continue
        out.print(
            f"[bold]{escape(employer.name or employer.domain)}[/]: {len(found.candidates)} found, {counted(len(found.looked_at), 'address')} asked"
        )
        if found.error:
            tell(found.error)
            failed = True
        wanted = [one for one in found.candidates if _wanted(one, yes)]
        if wanted:
            named, new = subscribe(job.settings, [one.feed for one in wanted])
            out.print(f"  {new} added: {escape(', '.join(feed.name for feed in named))}")
    if len(employers) > most and not json_out:
        out.print(f"[dim]{counted(len(employers) - most, 'more domain')}: --most {len(employers)}[/]")
    if failed:
        raise typer.Exit(PARTLY)


def _as_dict(employer: Employer, found: Discovery, added: list[str]) -> dict[str, object]:
    return {
        "domain": found.domain,
        "employer": employer.name,
        "asked": len(found.looked_at),
        "found": [
            {
                "kind": one.feed.kind,
                "url": one.feed.url,
                "items": one.items,
                "newest": one.newest,
                "found_by": one.found_by,
            }
            for one in found.candidates
        ],
        "added": added,
        "error": str(found.error) if found.error else None,
    }


def _wanted(one: Candidate, yes: bool) -> bool:
    newest = f", newest of {one.newest:%Y-%m-%d}" if one.newest else ""
    out.print(
        f"  {one.feed.kind} {escape(one.feed.url)}: {counted(one.items, 'item')}{newest} [dim]({escape(one.found_by)})[/]"
    )
    if yes:
        return True
    if not sys.stdin.isatty():
        out.print("  [dim]not added: --yes adds what is found[/]")
        return False
    return typer.confirm("  Add it?", default=True)
