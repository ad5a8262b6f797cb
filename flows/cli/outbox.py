"""callnow outbox: what waits to be told, what could not be, and sending that again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer
from rich.markup import escape

from callnow.errors import StoreBusy, UsageError
from callnow.settings import Settings
from callnow.store import reading, writing
from callnow.store.outbox import UNSENT, dead_letters, outbox_counts, outbox_rows, save_deliveries
from callnow.terms import DeliveryState
from delivery.outbox import drop, revive
from flows.cli.common import FAILED, PARTLY, JsonOut, Work, out, print_json_lines, print_table, work, work_in_home
from flows.running.publishing import publish_copy

COLUMNS = ["id", "state", "tells", "channel", "prospect", "why", "attempts", "next_try_at", "last_error"]

app = typer.Typer(invoke_without_command=True, help="What waits to be sent, dead letters, sending them again, a test.")


@app.callback(invoke_without_command=True)
def list_outbox(
    context: typer.Context,
    dead: Annotated[bool, typer.Option("--dead", help="Only dead letters: what will not be tried again.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also what was sent.")] = False,
    json_out: Annotated[bool, typer.Option("--json", help="One delivery a line, as JSON.")] = False,
) -> None:
    """Without a command: what has not been sent, as it stood after the last run."""
    if context.invoked_subcommand:
        return
    unsent = (DeliveryState.DEAD,) if dead else UNSENT
    with reading(work(context).settings) as con:
        rows = outbox_rows(con, (*unsent, DeliveryState.SENT) if everything else unsent)
        counts = outbox_counts(con)
    if json_out:
        print_json_lines(rows)
        return
    if rows:
        print_table(COLUMNS, rows)
    out.print(", ".join(f"[bold]{n}[/] {state}" for state, n in sorted(counts.items())) or "Nothing was ever planned.")
    if counts.get(DeliveryState.DEAD):
        out.print(
            "[dim]`callnow outbox resend ID` sends a dead letter again, `callnow outbox resend --all` every one.[/]"
        )


@app.command("resend")
def resend(
    context: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(help="Ids as `callnow outbox` prints them.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every dead letter.")] = False,
    json_out: JsonOut = False,
) -> None:
    """Send dead letters again, now, under the same ids; one of a digest brings its whole digest."""
    job = work_in_home(context)
    if bool(ids) == everything:
        raise UsageError("neither ids nor --all, or both", where="outbox resend", hint="`callnow outbox --dead` lists")
    put_back, over = _put_back(job.settings, ids or (), job.now)
    counted, busy = _send(job) if put_back else ({}, None)
    if over and not counted:
        publish_copy(job.settings)
    if json_out:
        waits_for = busy.what if busy else None
        print_json_lines([{"put_back": put_back, "over": over, "due": counted, "waits_for": waits_for}])
    else:
        out.print(f"{put_back} put back.")
        if over:
            out.print(f"{over} dropped: nobody is to be told of it any more.")
        if busy:
            out.print(f"{escape(busy.what)}: the next run sends them.")
        elif counted:
            states = ", ".join(f"[bold]{n}[/] {state}" for state, n in sorted(counted.items()))
            out.print(f"Of all that was due: {states}")
    if set(counted) - {DeliveryState.SENT}:
        raise typer.Exit(PARTLY)


@app.command("test")
def send_a_test(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A channel of callnow.toml.")],
    json_out: JsonOut = False,
) -> None:
    """Send a test through a channel, now: whether it arrives, and if not, why. Nobody real is named in it."""
    from flows.running.channel_test import send_test  # noqa: PLC0415 - as below

    job = work(context)
    tested = send_test(job.settings, name, job.now)
    if json_out:
        print_json_lines([{"channel": name, "receivers": [asdict(result) for result in tested]}])
    for result in () if json_out else tested:
        colour = "green" if result.well else "red"
        out.print(f"[{colour}]{escape(result.receiver)}[/]: {escape(result.words)}", soft_wrap=True)
    failed = sum(not result.well for result in tested)
    if failed:
        raise typer.Exit(FAILED if failed == len(tested) else PARTLY)


def _send(job: Work) -> tuple[dict[str, int], StoreBusy | None]:
    """What came of what was due, by state; or the run that is under way and will send it."""
    from flows.running.delivering import deliver_waiting  # noqa: PLC0415 - listing what waits needs nothing of what reads news

    try:
        return deliver_waiting(job.settings, job.now), None
    except StoreBusy as error:
        return {}, error


def _put_back(settings: Settings, ids: Sequence[str], now: datetime) -> tuple[int, int]:
    """Returns how many, and how many were dropped instead, as their calls are over. Raises UsageError for an id that
    names none, before anything is touched."""
    from flows.running.withdrawals import needed_no_more, triggers_of  # noqa: PLC0415 - as in _send

    with writing(settings) as con:
        letters = dead_letters(con, ids)
        unknown = sorted(set(ids) - {d.id for d in letters})
        if unknown:
            raise UsageError(
                f"no dead or failed delivery {unknown[0]!r}", where="outbox resend", hint="`callnow outbox` lists them"
            )
        over = needed_no_more(con, letters, triggers_of(con, letters), now)
        changed = [drop(d) if d.id in over else revive(d, now) for d in letters]
        save_deliveries(con, changed)
    dropped = sum(d.state is DeliveryState.DROPPED for d in changed)
    return len(changed) - dropped, dropped
