"""callnow corrections: saying which events were missed, and what people said as lines to train on."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from callnow.counting import counted
from callnow.store import reading
from callnow.store.corrections import all_corrections
from callnow.terms import MatchVerdict
from flows.cli.common import PARTLY, JsonOut, out, print_json_lines, print_table, tell, work, write_out
from flows.news.correcting import MadeEvent, Missed, add_missed, labelled_lines

app = typer.Typer(
    no_args_is_help=True,
    help="What people said of the news: say what was missed, list it, export it to train the reader.",
)
COLUMNS = ("said_at", "kind", "type", "company", "person", "role", "title", "said_by")


@app.command("missed")
def missed(
    context: typer.Context,
    item: Annotated[str, typer.Argument(help="The news item: its id, its address, or part of its title.")],
    type: Annotated[str, typer.Option("--type", help="The event type, such as layoffs.")],
    company: Annotated[str, typer.Option("--company", help="The company, as the item writes it.")],
    person: Annotated[str, typer.Option("--person", help="Whom it is about, as the item writes it.")] = "",
    role: Annotated[str, typer.Option("--role", help="The post, as the item writes it.")] = "",
    counterparty: Annotated[str, typer.Option("--counterparty", help="The other company.")] = "",
    side: Annotated[str, typer.Option("--side", help="Of an acquisition: acquirer or target.")] = "",
    certainty: Annotated[
        str, typer.Option("--certainty", "--planning", help="done, announced, rumoured or denied.")
    ] = "done",
    json_out: JsonOut = False,
) -> None:
    """Say which event a news item announces that was not found: it is kept, and makes calls to whom it concerns.

    Said again of the same event with another side or certainty, the last word holds.
    """
    job = work(context)
    words = (" ".join(word.split()) for word in (type, company, person, role, counterparty, side, certainty))
    made = add_missed(job.settings, item, Missed(*words), job.now)
    if json_out:
        called = {"employer": made.match.employer, "triggers": [trigger.id for trigger in made.triggers]}
        print_json_lines([asdict(made.correction) | {"title": made.announcement.title} | called])
    else:
        _print_made(made)
    for failure in made.failures:
        tell(failure)
    if made.failures:
        raise typer.Exit(PARTLY)


def _print_made(made: MadeEvent) -> None:
    correction = made.correction
    out.print(
        f"Kept: {escape(correction.type)} at {escape(correction.company)}, in “{escape(made.announcement.title)}”."
    )
    if made.triggers:
        out.print(
            f"[bold]{counted(len(made.triggers), 'call')}[/] to make; `callnow calls` lists, and the next run sends."
        )
    elif made.match.verdict is MatchVerdict.MATCH:
        out.print(f"It is taken for {escape(made.match.employer)}; it makes no new call.")
    else:
        out.print("No employer of your prospects is called so: nobody to call.")


@app.command("list")
def list_corrections(
    context: typer.Context,
    json_out: Annotated[bool, typer.Option("--json", help="One correction a line, as JSON.")] = False,
) -> None:
    """What people said of the news, oldest first."""
    job = work(context)
    with reading(job.settings) as con:
        rows = all_corrections(con)
    if json_out:
        print_json_lines(rows)
    elif rows:
        print_table(COLUMNS, rows)
    else:
        out.print("Nothing was corrected. The page's “Wrong event” does, and `callnow corrections missed`.")


@app.command("export")
def export(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Option("--out", help="Write to a file instead of stdout.", metavar="FILE")
    ] = None,
) -> None:
    """The corrected items as labelled JSON lines, which training and `callnow reader evaluate` take."""
    lines = labelled_lines(work(context).settings)
    write_out("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode(), file)
    if file:
        out.print(f"{counted(len(lines), 'labelled item')} written to {escape(str(file))}.")
