"""callnow forget, export: what is held of a person, and removing it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.markup import escape

from callnow.counting import counted
from callnow.errors import RunUnderWay
from callnow.removal import Removal
from callnow.settings import Settings
from callnow.store import reading
from callnow.store.people import all_prospects
from flows.cli.common import PARTLY, confirm, err, out, print_json_lines, tell, work
from flows.cli.person_options import Who
from flows.cli.values import as_json
from flows.people.finding import find_one
from flows.people.forgetting import finish_forgetting, held, whom_to_forget
from flows.people.forgetting import forget as forget_one


def forget(
    context: typer.Context,
    prospect: Who,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
    json_out: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Remove a person, what was said and every trigger: from the database, its copy, the outbox, files in the home."""
    job = work(context)
    settings = job.settings_alone
    person, broken_off = whom_to_forget(settings, prospect)
    if broken_off:
        err.print("Forgetting them was broken off; it goes on now.")
    elif not yes:
        question = f"Forget {person.name}, {person.employer} ({person.id}) for good?"
        confirm(question, f"{person.name} would be forgotten for good", "forget")
    done = forget_one(settings, person.id, job.now)
    if json_out:
        print_json_lines([_counts(done)])
    elif not done.owed:
        out.print(f"Forgotten: {_in_words(done)}", soft_wrap=True)
        out.print(
            "[dim]What was sent is with its receivers; take the person out of the file you import from as well.[/]"
        )
    _tell_troubles(done)
    for table, name in done.named:
        err.print(f"[yellow]named alike[/] {escape(table)}: {escape(name)}", soft_wrap=True)
    if done.troubles():
        raise typer.Exit(PARTLY)


def go_on_forgetting(settings: Settings, now: datetime) -> None:
    """Goes on with what a `callnow forget` that was broken off has left, and says so; the command goes on either way.

    Raises StoreError where nobody can say who was to be forgotten.
    """
    try:
        for done in finish_forgetting(settings, now):
            if not done.owed:
                err.print(f"A forgetting that was broken off is finished: {_in_words(done)}", soft_wrap=True)
            _tell_troubles(done)
    except RunUnderWay:  # which has gone on with it, or whoever comes next will
        pass


def _tell_troubles(done: Removal) -> None:
    if done.owed:
        err.print("[yellow]The forgetting is not finished[/]; what is left to do is noted in the home.", soft_wrap=True)
    for trouble in done.troubles():
        tell(trouble)


def _in_words(done: Removal) -> str:
    gone = done.removed
    people = counted(len(done.people), "person")
    rows = (
        f"{counted(gone.touches, 'touch')}, {counted(gone.triggers, 'trigger')}, {counted(gone.deliveries, 'message')}"
    )
    return f"{people}, with {rows}; names and numbers were blanked in {counted(gone.mentions, 'other text')}. {done.stays}".rstrip()


def _counts(done: Removal) -> dict[str, Any]:
    return {
        **asdict(done.removed),
        "left": [str(path) for path in done.left],
        "named_alike": [{"where": table, "name": name} for table, name in done.named],
        "shared": done.shared,
        "finished": not done.owed,
    }


def export(context: typer.Context, prospect: Who) -> None:
    """Everything that is held of a person, as JSON: record, rhythm, touches, triggers, messages."""
    job = work(context)
    with reading(job.settings) as con:
        told = held(con, find_one(prospect, all_prospects(con)), job.now)
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1, default=as_json) + "\n")
