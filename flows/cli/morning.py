"""callnow today: the one list for the morning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from callnow.counting import counted
from callnow.store import reading
from callnow.terms import Colour
from delivery.card import card_as_dict
from delivery.terminal import NARROWEST
from flows.calls.morning import MorningCall, morning_list
from flows.cli.common import out, print_json_lines, work
from flows.people.finding import owner_named
from matching.cadence.next_call import in_words

SHOWN = 50  # more than one makes in a day
SHORT = 22  # columns that name and number take at least, so that neither is broken
LONGEST = 220  # columns that are used at most: longer lines are hard to read
WIDE = 110  # columns that the table of five takes at least


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
        owner = owner_named(con, owner)
        listed = morning_list(job.settings, con, job.now, owner, most if json_out or most else SHOWN)
    if json_out:
        print_json_lines(
            {"colour": c.colour, "due_on": c.due_on, "latest_on": c.latest_on, "also": c.also, **card_as_dict(c.card)}
            for c in listed.calls
        )
    elif listed.calls:
        print_list(listed.calls)
        if rest := listed.found - len(listed.calls):
            out.print(f"[dim]{counted(rest, 'more call')}: `callnow today -n {listed.found}` shows every one.[/]")
    else:
        out.print("Nobody is due today. `callnow calls --all` shows what is worth knowing.")


def _lateness(call: MorningCall) -> str:
    """How a call stands that is past its day."""
    if call.colour is Colour.RED and call.latest_on:
        return f"late: the latest day was {in_words(call.latest_on)}"
    return f"in time until {in_words(call.latest_on)}" if call.latest_on else ""


def print_list(listed: Sequence[MorningCall]) -> None:
    """Prints calls as a table, or as blocks on a narrow terminal."""
    rows = [_row(number, call) for number, call in enumerate(listed, 1)]
    if out.width < WIDE:
        _print_blocks(rows)
    else:
        _print_columns(rows)
    out.print("[dim]`callnow log NAME --called` answers a call; `callnow explain ID` says why one is here.[/]")


@dataclass(frozen=True, slots=True)
class _Row:
    """One call in markup: its number, who and where, the phone and the time there, the reason, what to say."""

    mark: str
    name: str
    post: str
    phone: str
    moment: str
    why: str
    say: str


def _row(number: int, call: MorningCall) -> _Row:
    card, colour = call.card, call.colour.value
    late = f"\n[{colour}]{_lateness(call)}[/]" if call.colour is not Colour.GREEN else ""
    also = "".join(f"\n[dim]also: {escape(words)}[/]" for words in call.also)
    return _Row(
        mark=f"[{colour}]{number}[/]" + (" [green]now[/]" if card.urgent else ""),
        name=f"[bold]{escape(card.name)}[/]",
        post=escape(", ".join(filter(None, (card.title, card.employer)))),
        phone=escape(card.phone or card.phone_note) + (f" ({escape(card.phone_doubt)})" if card.phone_doubt else ""),
        moment=f"[dim]{escape(card.moment.note)}[/]",
        why=escape(card.why) + late + also,
        say=escape(card.opener),
    )


def _print_columns(rows: Sequence[_Row]) -> None:
    table = Table(header_style="bold", show_lines=True)
    number = max((Text.from_markup(row.mark).cell_len for row in rows), default=0)
    room = min(out.width, LONGEST) - number - len("│  │  │  │  │  │")
    short = max(SHORT, room // 5)
    long = (room - 2 * short) // 2
    # a width that is given need not be measured in every row, which takes a quarter of the printing
    for heading, width in {"": number, "who": short, "call": short, "why now": long, "say": long}.items():
        table.add_column(heading, overflow="fold", width=width)
    for row in rows:
        table.add_row(row.mark, f"{row.name}\n{row.post}", f"{row.phone}\n{row.moment}", row.why, row.say)
    out.print(table)


def _print_blocks(rows: Sequence[_Row]) -> None:
    """Each call as a few lines, where five columns would be a word wide."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        beside = Text.from_markup(f"{row.phone}   {row.moment}").cell_len <= NARROWEST - len("99 now  ")
        phone = f"{row.phone}   {row.moment}" if beside else f"{row.phone}\n{row.moment}"
        lines = (row.name, row.post, phone, row.why, f"[cyan]“{row.say}”[/]")
        table.add_row(row.mark, "\n".join(filter(None, lines)) + "\n")
    out.print(table)
