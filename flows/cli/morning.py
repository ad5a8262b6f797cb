"""callnow today: the one list for the morning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from callnow.store import reading
from callnow.terms import Colour
from delivery.card import card_as_dict
from flows.cli.common import out, print_json_lines, work
from flows.finding import check_owner
from flows.morning import MorningCall, morning_list
from matching.cadence import in_words

SHOWN = 50  # more than one makes in a day


def today(
    context: typer.Context,
    owner: Annotated[str, typer.Option("--owner", help="Only this recruiter's calls.")] = "",
    most: Annotated[
        int | None,
        typer.Option("--most", "-n", min=1, help=f"How many calls to show; {SHOWN} otherwise, with --json all."),
    ] = None,
    json_out: Annotated[bool, typer.Option("--json", help="One call a line, as JSON.")] = False,
) -> None:
    """The one list for the morning: calls that news, promises and the rhythm ask for, ranked, each with its reason."""
    job = work(context)
    with reading(job.settings) as con:
        check_owner(con, owner)
        listed = morning_list(job.settings, con, job.now, owner, most if json_out or most else SHOWN)
    if json_out:
        print_json_lines(
            {"colour": c.colour, "due_on": c.due_on, "latest_on": c.latest_on, "also": c.also, **card_as_dict(c.card)}
            for c in listed.calls
        )
    elif listed.calls:
        _print_list(listed.calls)
        if rest := listed.found - len(listed.calls):
            out.print(f"[dim]{rest} more wait: `callnow today -n {listed.found}` shows every one.[/]")
    else:
        out.print("Nobody is due today. `callnow calls --all` shows what is worth knowing.")


def _lateness(call: MorningCall) -> str:
    """How a call stands that is past its day."""
    if call.colour is Colour.RED and call.latest_on:
        return f"late: the latest day was {in_words(call.latest_on)}"
    return f"in time until {in_words(call.latest_on)}" if call.latest_on else ""


def _print_list(listed: Sequence[MorningCall]) -> None:
    table = Table(header_style="bold", show_lines=True)
    for heading in ("", "who", "ring", "why now", "say"):
        table.add_column(heading, overflow="fold")
    for number, call in enumerate(listed, 1):
        card, colour = call.card, call.colour.value
        late = f"\n[{colour}]{_lateness(call)}[/]" if call.colour is not Colour.GREEN else ""
        who = f"[bold]{escape(card.name)}[/]\n{escape(', '.join(filter(None, (card.title, card.employer))))}"
        ring = f"{escape(card.phone or card.phone_note)}\n[dim]{escape(card.moment.note)}[/]"
        also = "".join(f"\n[dim]also: {escape(words)}[/]" for words in call.also)
        mark = f"[{colour}]{number}[/]" + (" [green]now[/]" if card.urgent else "")
        table.add_row(mark, who, ring, escape(card.why) + late + also, escape(card.opener))
    out.print(table)
    out.print("[dim]`callnow log NAME --called` answers a call; `callnow explain ID` says why one is here.[/]")
