"""What `callnow log` tells of a contact that was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from callnow.counting import counted
from delivery.words import contact_in_words, readable_number
from flows.calls.pausing import FOR_GOOD, refuses_without_day
from flows.cli.common import out
from matching.cadence.next_call import Cause, in_words, is_noted

if TYPE_CHECKING:
    from datetime import date

    from callnow.model import Prospect
    from flows.calls.touching import Logged


def print_logged(done: Logged, *, by_note: bool, unread: str = "") -> None:
    """Prints how a contact went, what it answered, and when the next one is due; `by_note`: its note says when;
    `unread` says that it asks for a call on a day that could not be read."""
    touch, call = done.touch, done.next_call
    moment = f"{touch.at:%Y-%m-%d %H:%M} UTC"
    logged = (
        "logged." if done.new else f"logged already, as of {moment}. Was it another one? Then say its hour with --when."
    )
    out.print(
        f"[bold]{escape(done.prospect.name)}[/], {escape(done.prospect.employer)}: {escape(contact_in_words(touch))}, {logged}"
    )
    if touch.number:
        out.print(_other_number(done.prospect, touch.number))
    if done.closed:
        out.print(f"{counted(done.closed, 'open reason')} answered.")
    if done.came_after:
        out.print(f"{counted(done.came_after, 'reason')} came after it: still open.")
    if done.again_at:
        out.print("Nobody was reached, so nothing is answered.")
    if by_note and touch.due_on:
        out.print(
            f"The note names a day: {in_words(touch.due_on)}. Kept as {'noted' if is_noted(touch) else 'promised'}; "
            "the same again with `--no-promise` or `--in` says otherwise."
        )
    if done.paused_until:
        _print_paused(done.prospect, done.paused_until)
    elif call and refuses_without_day(touch.note, touch.at.date()):
        out.print(
            f"[bold]The note says not to call them, who are called all the same:[/] "
            f'`callnow pause "{escape(done.prospect.name)}" --until "for good"` sees to it.'
        )
    from matching.stories.deaths import may_note_death  # noqa: PLC0415 - slow to import, for those who have logged

    if may_note_death(done.prospect, touch.note):
        out.print(
            "The note tells a death, which may be another's: they are called as before. "
            "The same again with `--outcome deceased` says that it is theirs."
        )
    if unread:
        out.print(f"{escape(unread)}: the same again with `--in` or `--on` says when.")
    _print_next_call(done)


def _print_next_call(done: Logged) -> None:
    call = done.next_call
    if call and done.back_on and done.back_on < call.due_on:
        out.print(f"Next call: [bold]{in_words(done.back_on)}[/]: what was put off comes back then.")
    elif call:
        of_news = f" {escape(call.words)}" if call.cause is Cause.EVENT else ""
        noted = "Noted beside it" if of_news else "As noted"
        quoted = f" {noted}: “{escape(call.promised)}”." if call.promised else ""
        when = f"[bold]{in_words(call.due_on)}[/], at the latest {in_words(call.latest_on)}."
        out.print(f"Next call: {when}{of_news}{quoted}")
    else:
        from flows.calls.planning import PAUSED  # noqa: PLC0415 - slow to import, for those who have logged

        resumes = f'; `callnow people resume "{escape(done.prospect.name)}"` ends that: a day was promised'
        promised = done.touch.due_on and done.no_call == PAUSED and not done.paused_until
        out.print(f"No next call: {done.no_call}{resumes if promised else ''}.")


def _print_paused(prospect: Prospect, until: date) -> None:
    how_long = "for good" if until == FOR_GOOD else f"until {in_words(until)}"
    out.print(
        f"[bold]Paused {how_long}:[/] the note says not to call them; "
        f'`callnow people resume "{escape(prospect.name)}"` if they may be called.'
    )


def _other_number(prospect: Prospect, wrong: str) -> str:
    """What to call instead of a number that is wrong."""
    called = readable_number(wrong) or wrong
    if prospect.phone != wrong:
        return f"{escape(called)} is not offered again; call [bold]{escape(readable_number(prospect.phone))}[/]."
    return f"{escape(called)} is the only number: `callnow people edit {prospect.id} --phone NUMBER` puts it right."


def contact_as_dict(done: Logged) -> dict[str, object]:
    """The same as one object of JSON."""
    touch, call = done.touch, done.next_call
    return {
        "touch_id": touch.id,
        "prospect_id": done.prospect.id,
        "prospect": done.prospect.name,
        "kind": touch.kind,
        "outcome": touch.outcome,
        "at": touch.at,
        "new": done.new,
        "promised": touch.promised,
        "due_on": touch.due_on,
        "closed": done.closed,
        "came_after": done.came_after,
        "paused": done.paused_until is not None,
        "paused_until": None if done.paused_until == FOR_GOOD else done.paused_until,
        "put_off_until": done.again_at,
        "next_call_on": call.due_on if call else None,
        "next_call_latest": call.latest_on if call else None,
        "next_call_because": call.cause.value if call else None,
    }
