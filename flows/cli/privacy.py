"""callnow forget, export: what is held of a person, and removing it."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer
from rich.markup import escape

from callnow.errors import UsageError
from callnow.store import reading
from callnow.store.people import all_prospects
from flows.cli.common import PARTLY, as_json, err, out, print_json_lines, tell, work
from flows.cli.touching import Who
from flows.finding import find_one
from flows.forgetting import forget as forget_one
from flows.forgetting import held


def forget(
    context: typer.Context,
    prospect: Who,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
    json_out: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Remove a person, what was said and every trigger: from the database, its copy, the outbox, files in the home."""
    job = work(context)
    with reading(job.settings.published) as con:
        person = find_one(prospect, all_prospects(con))
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError(f"{person.name} would be forgotten for good", where="forget", mend="say so with --yes")
        typer.confirm(f"Forget {person.name}, {person.employer} ({person.id}) for good?", abort=True)
    _, done = forget_one(job.settings, person.id, job.now)
    removed = done.removed
    counts = {
        "people": removed.people,
        "touches": removed.touches,
        "triggers": removed.triggers,
        "deliveries": removed.deliveries,
        "mentions": done.mentions,
        "left": [str(path) for path in done.left],
    }
    if json_out:
        print_json_lines([counts])
    else:
        out.print(
            f"Forgotten: one person, with {removed.touches} touches, {removed.triggers} triggers, {removed.deliveries} messages; "
            f"the name was blanked in {done.mentions} other texts."
        )
        out.print(
            "[dim]What was sent is with its receivers; take the person out of the file you import from as well.[/]"
        )
    for failure in done.failures:
        tell(failure)
    for path in done.left:
        err.print(f"[yellow]still named in[/] {escape(str(path))}: look through it, or delete it", soft_wrap=True)
    if done.failures or done.left:
        raise typer.Exit(PARTLY)


def export(context: typer.Context, prospect: Who) -> None:
    """Everything that is held of a person, as JSON: record, rhythm, touches, triggers, messages."""
    job = work(context)
    sys.stdout.write(
        json.dumps(held(job.settings, prospect, job.now), ensure_ascii=False, indent=1, default=as_json) + "\n"
    )
