"""callnow log, pause, follow-ups: what was said, when nobody may call, and who is due by promise or rhythm."""

from __future__ import annotations

import re
import sys
from datetime import UTC, date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from callnow.contacts import NewContact
from callnow.counting import counted
from callnow.errors import UsageError
from callnow.store import reading
from callnow.terms import ContactKind, Outcome, TriggerKind
from flows.cli.common import (
    PARTLY,
    Encoding,
    JsonOut,
    Work,
    out,
    print_json_lines,
    refuse_contradictions,
    tell,
    work_in_home,
)
from flows.cli.dates import ask_order, month_first
from flows.cli.person_options import Who
from flows.cli.told_contacts import contact_as_dict, print_logged
from flows.cli.told_rows import print_row, rows_as_json
from matching.cadence.dated_notes import NoteDay, entries_of, unread_in
from matching.cadence.day_words import AMOUNT
from matching.cadence.next_call import in_words

if TYPE_CHECKING:
    from flows.calls.touching import Logged
    from flows.people.past_calls import PastCalls

SHOWN = 10
_SPAN = re.compile(rf"{AMOUNT}|\d+ ?(?:[dwmy]|wks?|mos?|mths?|qtrs?|yrs?)\b", re.IGNORECASE)  # "6 weeks", "3m"
FOLLOW_UPS = (TriggerKind.CADENCE, TriggerKind.STALE)
KINDS_SAID = (ContactKind.CALLED, ContactKind.VOICEMAIL, ContactKind.EMAILED, ContactKind.MET)


def log(
    context: typer.Context,
    prospect: Annotated[str, typer.Argument(help="Any part of the name, an e-mail or an id.")] = "",
    called: Annotated[bool, typer.Option("--called", help="You talked on the phone.")] = False,
    unanswered: Annotated[bool, typer.Option("--unanswered", help="You called, and nobody answered.")] = False,
    voicemail: Annotated[bool, typer.Option("--voicemail", help="You left a message.")] = False,
    emailed: Annotated[bool, typer.Option("--emailed", help="You wrote.")] = False,
    met: Annotated[bool, typer.Option("--met", help="You met.")] = False,
    outcome: Annotated[str, typer.Option("--outcome", help="How it ended: interested, not now, wrong number …")] = "",
    note: Annotated[str, typer.Option("--note", help="What was said; a promise in it is kept.")] = "",
    promised: Annotated[str, typer.Option("--promised", help="What you said about the next call; quoted back.")] = "",
    due_in: Annotated[str, typer.Option("--in", help='Roughly when: "6 weeks", "next quarter".', metavar="TIME")] = "",
    due_on: Annotated[str, typer.Option("--on", help="The day of the next call.", metavar="DATE")] = "",
    no_promise: Annotated[
        bool, typer.Option("--no-promise", help='Nothing was promised, though the note says "call in March".')
    ] = False,
    topic: Annotated[str, typer.Option("--topic", help="What they care for; shown before the next call.")] = "",
    owner: Annotated[str, typer.Option("--owner", help="Who talked; the prospect's own recruiter otherwise.")] = "",
    when: Annotated[str, typer.Option("--when", help="When it was; now otherwise.", metavar="DATE")] = "",
    news: Annotated[
        bool | None, typer.Option("--closes-news/--keeps-news", help="Is open news answered? A talk answers it.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--import", help="Past calls from a CSV or .xlsx instead.", metavar="FILE")
    ] = None,
    dates: Annotated[
        str, typer.Option("--dates", help="What 3/4/2026 is in that file: day-first or month-first.", metavar="ORDER")
    ] = "",
    encoding: Encoding = "",
    json_out: JsonOut = False,
) -> None:
    """Log a touch: it answers what was open, keeps what was promised, and sets the next call.

    A call that reached nobody answers nothing: it comes back on the next working day.
    """
    from flows.calls.moments import names_hour, read_moment  # noqa: PLC0415 - what logs a touch, `today` need not wait for
    from flows.calls.planning import rules_of  # noqa: PLC0415 - the same
    from flows.calls.touching import log_touch  # noqa: PLC0415 - the same

    if file:
        _import(context, file, owner, dates, encoding, json_out)
        return
    if not prospect:
        raise UsageError("nobody named", where="log", hint="`callnow log NAME --called`, or --import CSV")
    refuse_contradictions("log", {"--no-promise": no_promise, "--promised": promised})
    refuse_contradictions("log", {"--called": called, "--unanswered": unanswered})
    job = work_in_home(context)
    zone = rules_of(job.settings).zone
    moment = read_moment(when, job.now, zone) if when else job.now
    due = _ask_until_read(promised, _one_of(due_in, due_on), moment.astimezone(zone).date())
    kind = _kind(called or unanswered, voicemail, emailed, met)
    if unanswered:  # what stood in the way is a note: in its own words an outcome would be a talk's
        note, outcome = "; ".join(filter(None, (outcome, note))), Outcome.NO_ANSWER
    contact = NewContact(kind, outcome, note, promised, due, topic, owner, news, not no_promise)
    done = log_touch(
        job.settings, prospect, contact, job.now, at=moment.astimezone(UTC) if when else None, has_hour=names_hour(when)
    )
    if json_out:
        print_json_lines([contact_as_dict(done)])
    else:
        _print_one(done, contact, zone)
    if done.unpublished:
        tell(done.unpublished)
        raise typer.Exit(PARTLY)


def _import(context: typer.Context, file: Path, owner: str, dates: str, encoding: str, json_out: bool) -> None:
    """Logs the calls of a file. Raises UsageError where something is said of one call, too."""
    from flows.people.past_calls import import_calls  # noqa: PLC0415 - as in log

    _refuse_beside_import(context)
    job = work_in_home(context)
    order = month_first(dates)
    _print_import(import_calls(job.settings, file, job.now, owner, order, ask_order, encoding), json_out)


def _print_one(done: Logged, contact: NewContact, zone: tzinfo) -> None:
    """Prints one contact, and what was said of the next call and is not kept."""
    named_apart = bool(contact.promised or contact.due)
    said_on = done.touch.at.astimezone(zone).date()
    reads_note = contact.reads_note and not named_apart
    unread = unread_in(entries_of(contact.note, NoteDay(said_on), said_on)) if reads_note else ""
    print_logged(done, by_note=not named_apart, unread=unread)
    if named_apart and not done.touch.due_on:
        out.print("The day that you named has passed and nobody was reached: it is not kept.")


def pause(
    context: typer.Context,
    prospect: Who,
    until: Annotated[
        str,
        typer.Option("--until", help='First day after the pause, or "for good"; "today" ends one.', metavar="DATE"),
    ] = "",
    for_: Annotated[str, typer.Option("--for", help='How long: "3 months".', metavar="TIME")] = "",
    no_contact: Annotated[
        list[str] | None, typer.Option("--no-contact", help="A day without calls; may be repeated.", metavar="DATE")
    ] = None,
    json_out: JsonOut = False,
) -> None:
    """Put off calls to somebody until a day, or keep days free of them."""
    from flows.calls.pausing import FOR_GOOD  # noqa: PLC0415 - as in log
    from flows.calls.touching import pause_prospect  # noqa: PLC0415 - the same

    if until and for_:
        raise UsageError("both --until and --for", where="pause", hint="give one of them")
    job = work_in_home(context)
    who, note = pause_prospect(job.settings, prospect, job.now, until=until or for_, no_contact=no_contact or ())
    if json_out:
        days = list(note.no_contact)
        print_json_lines(
            [{"prospect_id": who.id, "prospect": who.name, "paused_until": note.paused_until, "no_contact": days}]
        )
        return
    today = job.settings.day_of(job.now)
    if note.paused_until == FOR_GOOD:
        out.print(f"{escape(who.name)} is not called any more; `callnow people resume` ends that.")
    elif note.paused_until and note.paused_until > today:
        out.print(f"{escape(who.name)} is not called before {in_words(note.paused_until)}.")
    else:
        out.print(f"{escape(who.name)} is not paused.")
    if days := [day for day in note.no_contact if day >= today]:
        out.print(f"No calls on {', '.join(map(in_words, days))}.")


def resume(context: typer.Context, prospect: Who, json_out: JsonOut = False) -> None:
    """End a pause: news of meanwhile that is still fresh, and the follow-up that is owed, are on the list again."""
    from flows.calls.touching import resume_prospect  # noqa: PLC0415 - as in log

    job = work_in_home(context)
    who, was_paused = resume_prospect(job.settings, prospect, job.now)
    if json_out:
        print_json_lines([{"prospect_id": who.id, "prospect": who.name, "was_paused": was_paused}])
    else:
        out.print(f"{escape(who.name)} {'may be called again' if was_paused else 'was not paused'}.")


def follow_ups(
    context: typer.Context,
    json_out: Annotated[bool, typer.Option("--json", help="The counts as JSON.")] = False,
) -> None:
    """Make this morning's follow-ups, once: `callnow serve` does it each working day, cron can as well."""
    from flows.calls.following import follow_up  # noqa: PLC0415 - as in log

    job = work_in_home(context)
    counts = follow_up(job.settings, job.now)
    if json_out:
        print_json_lines([counts])
    else:
        out.print(", ".join(f"{count} {what}" for what, count in counts.items()) + ".")
        _print_follow_ups(job)


def _print_follow_ups(job: Work) -> None:
    """Lists who is due by promise or rhythm, or whose record is to be checked, as `callnow today` has them."""
    from flows.calls.morning import morning_list  # noqa: PLC0415 - as in log
    from flows.cli.morning import print_list  # noqa: PLC0415 - as in log

    with reading(job.settings) as con:
        listed = morning_list(job.settings, con, job.now)
    due = [call for call in listed.calls if call.card.kind in FOLLOW_UPS or call.due_today]
    if not due:
        out.print("Nobody is due by promise or rhythm today.")
        return
    print_list(due[:SHOWN])
    rest = f"{counted(len(due) - SHOWN, 'more person')} due by promise or rhythm. " if len(due) > SHOWN else ""
    others = listed.found - len(due)
    news = f", with {counted(others, 'more person')} whom news makes worth a call" if others else ""
    out.print(f"[dim]{rest}`callnow today -n {listed.found}` shows all of them{news}.[/]")


def _kind(called: bool, voicemail: bool, emailed: bool, met: bool) -> ContactKind:
    options = dict(zip(KINDS_SAID, (called, voicemail, emailed, met), strict=True))
    chosen = [kind for kind, on in options.items() if on]
    if len(chosen) != 1:
        what = "more than one kind of touch" if chosen else "no kind of touch"
        raise UsageError(what, where="log", hint="give one of --called, --unanswered, --voicemail, --emailed, --met")
    return chosen[0]


def _one_of(due_in: str, due_on: str) -> str:
    if due_in and due_on:
        raise UsageError("both --in and --on", where="log", hint="give one of them")
    words = (due_in or due_on).strip()
    if _SPAN.match(words):
        return f"in {words}"
    return f"on {words}" if words[:1].isdigit() else words


def _ask_until_read(promised: str, due: str, said_on: date) -> str:
    """`due` once it names a day: on a terminal it is asked for again until it does; elsewhere the error stands."""
    from flows.calls.contacts import expectation  # noqa: PLC0415 - as in log

    while True:
        try:
            expectation(promised, due, said_on)
            return due
        except UsageError as error:
            if not sys.stdin.isatty():
                raise
            tell(error)
            due = typer.prompt("When is the next call?", err=True)


BESIDE_IMPORT = {"file", "dates", "encoding", "json_out"}


def _refuse_beside_import(context: typer.Context) -> None:
    """Raise UsageError where --import came with what is said of one call."""
    options = [p for p in context.command.params if p.name not in BESIDE_IMPORT and _was_given(context, p.name or "")]
    if options:
        named = ", ".join("a prospect" if p.param_type_name == "argument" else p.opts[0] for p in options)
        what = f"--import takes the calls from the file alone, not {named}"
        raise UsageError(what, where="log", hint="leave that out, or log the one call without --import")


def _was_given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _print_import(done: PastCalls, json_out: bool) -> None:
    if json_out:
        counts = {name: getattr(done, name) for name in ("rows", "new", "known", "closed", "noted", "not_to_call")}
        print_json_lines([counts | {"problems": rows_as_json(done.problems)}])
    else:
        out.print(
            f"[bold]{counted(done.rows, 'row')}[/]: {counted(done.new, 'new touch')}, {done.known} known; {counted(done.closed, 'open reason')} answered."
        )
        for name in done.not_to_call:
            pause_them = f'`callnow pause "{escape(name)}" --until "for good"` sees to it'
            out.print(f"  A note says not to call {escape(name)}, who is called all the same [dim]({pause_them})[/]")
        if done.noted:
            out.print(f"{counted(done.noted, 'note')} named a day of the next call: kept as promised.")
        for problem in done.problems[:SHOWN]:
            print_row(problem)
        if len(done.problems) > SHOWN:
            out.print(f"  … and {counted(len(done.problems) - SHOWN, 'more line')} (`--json` lists them all)")
    if done.unpublished:
        tell(done.unpublished)
    if done.problems or done.unpublished:
        raise typer.Exit(PARTLY)
