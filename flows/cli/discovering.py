"""callnow discover: feeds and newsrooms of the employers on the list."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.markup import escape

from callnow.counting import counted
from callnow.model import Employer
from flows.cli.common import PARTLY, out, print_json_lines, tell, work, work_in_home
from flows.news.discovering import domains_of, look
from flows.news.subscribing import subscribe
from sources.discover import Discovery, FeedCandidate
from sources.feed import Feed


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
    job = work(context) if domains else work_in_home(context)
    employers = domains_of(job.settings, domains or [])
    if not employers and not json_out:
        out.print("Every employer with a web domain has a feed. Give a column `domain`, or work e-mails, in the CSV.")
    failed = False
    for employer, discovery in zip(employers[:most], look(job.settings, employers[:most], job.now), strict=True):
        failed = failed or discovery.error is not None
        if json_out:
            wanted = discovery.candidates if yes else ()
            added = subscribe(job.settings, [candidate.feed for candidate in wanted]).feeds if wanted else ()
            print_json_lines([_as_dict(employer, discovery, [feed.name for feed in added])])
            continue
        out.print(
            f"[bold]{escape(employer.name or employer.domain)}[/]: {len(discovery.candidates)} found, {counted(len(discovery.looked_at), 'address')} asked"
        )
        if discovery.error:
            tell(discovery.error)
        for feeds in _wanted(discovery.candidates, yes):
            kept = subscribe(job.settings, feeds)
            out.print(f"  {kept.new} added: {escape(', '.join(feed.name for feed in kept.feeds))}")
    if len(employers) > most and not json_out:
        out.print(f"[dim]{counted(len(employers) - most, 'more domain')}: --most {len(employers)}[/]")
    if failed:
        raise typer.Exit(PARTLY)


def _as_dict(employer: Employer, discovery: Discovery, added: list[str]) -> dict[str, object]:
    return {
        "domain": discovery.domain,
        "employer": employer.name,
        "asked": len(discovery.looked_at),
        "found": [
            {
                "kind": candidate.feed.kind,
                "url": candidate.feed.url,
                "items": candidate.items,
                "newest": candidate.newest,
                "found_by": candidate.found_by,
            }
            for candidate in discovery.candidates
        ],
        "added": added,
        "error": str(discovery.error) if discovery.error else None,
    }


def _wanted(candidates: Sequence[FeedCandidate], yes: bool) -> Iterator[list[Feed]]:
    """The feeds that are to be kept at once: with `yes` all of them, else each that is wanted, before the next is asked
    about."""
    for candidate in candidates:
        newest = f", newest of {candidate.newest:%Y-%m-%d}" if candidate.newest else ""
        out.print(
            f"  {candidate.feed.kind} {escape(candidate.feed.url)}: {counted(candidate.items, 'item')}{newest} [dim]({escape(candidate.found_by)})[/]"
        )
        if not yes and not sys.stdin.isatty():
            out.print("  [dim]not added: --yes adds what is found[/]")
        elif not yes and typer.confirm("  Add it?", default=True, err=True):
            yield [candidate.feed]
    if yes and candidates:
        yield [candidate.feed for candidate in candidates]
