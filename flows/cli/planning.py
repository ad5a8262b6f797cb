"""callnow calendar, card, tasks: planned calls and people in the forms of other programs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from callnow.errors import UsageError
from callnow.model import Prospect
from callnow.numbers import readable_line
from callnow.store import reading
from callnow.store.people import all_prospects
from callnow.store.wrong_numbers import to_call
from delivery.appointments import CALL_NOW
from delivery.contact import contact_card
from delivery.tasks import COLUMNS, tasks_csv
from flows.calls.ahead import calls_ahead
from flows.calls.calendars import joined, refresh_calendars
from flows.calls.planning import plan_calls, remember, why_no_call
from flows.cli.common import PARTLY, JsonOut, err, out, print_json_lines, refuse_contradictions, tell, work, write_out
from flows.cli.person_options import Who
from flows.people.finding import find_one, owner_named
from matching.cadence.next_call import NextCall

Owner = Annotated[str, typer.Option("--owner", help="Only this recruiter's calls.")]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="Write to this file; to stdout otherwise.", metavar="FILE")
]


def calendar(context: typer.Context, owner: Owner = "", file: Out = None) -> None:
    """The calls to make now and the planned ones of the coming weeks as a calendar (.ics) for Outlook, Google or Apple."""
    job = work(context)
    with reading(job.settings) as con:
        owner = owner_named(con, owner)
    unwritten = refresh_calendars(job.settings, job.now)
    content, unread = joined(job.settings, owner)
    _write(content, file)
    for failure in {str(failure): failure for failure in (*unwritten, *unread)}.values():
        tell(failure)
    if unwritten or unread:
        raise typer.Exit(PARTLY)


def card(
    context: typer.Context,
    prospect: Who,
    vcf: Annotated[bool, typer.Option("--vcf", help="As a contact card for phones and mail programs.")] = False,
    file: Out = None,
    json_out: JsonOut = False,
) -> None:
    """A prospect's card: for reading, or with --vcf for a phone."""
    refuse_contradictions("card", {"--json": json_out, "--vcf": vcf})
    job = work(context)
    with reading(job.settings) as con:
        (who,) = to_call(con, [find_one(prospect, all_prospects(con))])
        known = remember(con, job.now)
        call = plan_calls(job.settings, known, job.now).calls.get(who.id)
    if vcf or file:
        _write(contact_card(who).encode(), file)
        return
    if json_out:
        print_json_lines([_as_dict(who, call)])
        return
    table = Table.grid(padding=(0, 2))
    next_call = f"{call.due_on.isoformat()}: {call.words}" if call else f"none: {why_no_call(who.id, known)}"
    for name, value in (
        ("name", who.name), ("title", who.title), ("employer", who.employer), ("phone", _numbers(who)),
        ("email", who.email), ("city", who.city), ("owner", who.owner), ("tier", who.tier), ("tags", ", ".join(who.tags)),
        ("notes", who.notes), ("next call", next_call), ("id", who.id),
    ):  # fmt: skip
        table.add_row(name, value)
    out.print(table, markup=False)


def _numbers(who: Prospect) -> str:
    numbers = ", ".join(map(readable_line, who.numbers))
    return f"{numbers} ({who.phone_note})" if numbers and who.phone_note else numbers or who.phone_note


def _as_dict(who: Prospect, call: NextCall | None) -> dict[str, object]:
    return asdict(who) | {
        "next_call_on": call.due_on if call else None,
        "next_call_latest": call.latest_on if call else None,
        "next_call_because": call.cause.value if call else None,
        "next_call_words": call.words if call else "",
    }


def tasks(
    context: typer.Context,
    system: Annotated[str, typer.Option("--for", help=f"One of {', '.join(COLUMNS)}.")],
    owner: Owner = "",
    file: Out = None,
) -> None:
    """The calls to make now and the planned ones of the coming weeks as a CSV of tasks that a CRM or ATS imports."""
    if system not in COLUMNS:
        raise UsageError(f"no such system: {system!r}", where="--for", hint=f"one of: {', '.join(COLUMNS)}")
    job = work(context)
    with reading(job.settings) as con:
        owner = owner_named(con, owner)
        known = remember(con, job.now)
        calls = calls_ahead(con, plan_calls(job.settings, known, job.now), known, job.now, owner)
    _write(tasks_csv(calls, system).encode(), file)
    now = sum(call.category == CALL_NOW for call, _ in calls)
    err.print(f"{len(calls)} {'call' if len(calls) == 1 else 'calls'}, {now} of them to make now.")


def _write(content: bytes, file: Path | None) -> None:
    write_out(content, file)
    if file:
        out.print(f"Written to {file}.", markup=False)
