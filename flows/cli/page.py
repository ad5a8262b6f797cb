"""callnow page: the call list in a browser."""

from __future__ import annotations

import errno
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from callnow.contacts import LoggedContact, NewContact
from callnow.errors import THEN_AGAIN, CallnowError, NotPublished, RunUnderWay, StoreBusy, StoreError, UsageError
from callnow.model import Prospect, Trigger
from callnow.paths import PAGE
from callnow.settings import Settings
from callnow.store import Connection, only_run, writing
from callnow.store.files import FULL, make_home, refuse_gone
from callnow.store.lock import FOLLOW_UPS, is_done_by
from callnow.store.snoozes import wake
from flows.calls.calendars import subscribed
from flows.calls.cards import in_one_call, load_cards, not_to_call, told_with
from flows.calls.contacts import log_contact, minutes_around, next_try, read_contact
from flows.calls.following import follow_up
from flows.calls.pausing import says_not_to_call
from flows.calls.planning import rules_of
from flows.calls.touching import after_touches
from flows.cli.common import Work, out, tell, work
from flows.cli.stopping import end_at_once, end_when_hung_up
from flows.news.rematching import rematch
from flows.running.behind import do_behind
from flows.running.publishing import publish_copy
from matching.cadence.dated_notes import NoteDay, call_asked, entries_of, unread_in
from matching.cadence.expectations import Refusal, read_expectation
from matching.cadence.next_call import is_noted
from matching.cadence.refused_calls import forbids_calls_before
from matching.cadence.workdays import first_open
from matching.stories.deaths import may_note_death, notes_death

if TYPE_CHECKING:
    from delivery.page import Desk, Gate

NOT_MADE = "this morning's follow-ups are not made yet"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
PortOption = Annotated[
    int | None,
    typer.Option("--port", help="Another port than the settings name; 0: any free one.", min=0, max=65535),
]


def page(context: typer.Context, port: PortOption = None) -> None:
    """Serve the call list as a page on this machine: open the address it prints; Ctrl-C ends it."""
    serve_page(work(context), port)


def serve_page(
    job: Work, port: int | None, *, ready: Callable[[str], object] | None = None, any_port: bool = False
) -> None:
    """Serves the page of a home until it is stopped. `ready` hears its address once it can be asked for; with
    `any_port` another port will do where the settings' is taken."""
    import uvicorn  # noqa: PLC0415 - a web server, which the other commands need not wait for

    from delivery.page import Gate, build_app, hosts_allowed, page_token  # noqa: PLC0415 - the same

    settings = job.settings
    make_home(settings.home)
    token = page_token(settings)
    bring_up_to_date(settings, job.now)
    taken = _listen(settings.page.host, settings.page.port if port is None else port, any_port)
    gate = Gate(token, *hosts_allowed(settings.page.host), home=settings.home)
    app = build_app(desk_of(job), gate)
    port = taken.getsockname()[1]
    address = f"http://{base_address(settings.page.host, port)}"
    _say_where(settings.page.host, port, gate)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    app.state.ending = lambda: server.should_exit
    ask_to_end = server.handle_exit

    def hear(number: int, frame: FrameType | None) -> None:
        if server.should_exit and number == signal.SIGINT:
            end_at_once(number)  # asked again: what is owed is noted, and done by whoever comes next
        ask_to_end(number, frame)

    server.handle_exit = hear  # type: ignore[method-assign, assignment]  # what uvicorn has signals call

    def end(number: int, frame: FrameType | None) -> None:
        if not server.should_exit:  # else uvicorn raises again what has ended the page: what works behind it ends, too
            sys.exit(128 + number)

    signal.signal(signal.SIGTERM, end)
    end_when_hung_up()
    with _known_as(settings.home, address):
        if ready:
            ready(address)
        server.run(sockets=[taken])


@contextmanager
def _known_as(home: Path, address: str) -> Iterator[None]:
    """Lets others know where the page of a home runs; of several, the first."""
    with ExitStack() as held:
        with suppress(RunUnderWay):
            held.enter_context(only_run(home, f"`callnow page` at {address}", PAGE))
        yield


def desk_of(job: Work) -> Desk:
    """What the page is lent: cards, the reading of days, rematching, and the clock (which --at stops)."""
    from delivery.page import Desk  # noqa: PLC0415 - as above
    from flows.cli.page_first import import_desk, run_desk  # noqa: PLC0415 - as above
    from flows.cli.page_settings import settings_desk  # noqa: PLC0415 - as above
    from flows.news.news_desk import feeds_desk, names_desk  # noqa: PLC0415 - reading feeds takes a second to import
    from flows.people.desk import people_desk  # noqa: PLC0415 - as above

    settings = job.settings

    def now() -> datetime:
        return job.now if job.at else datetime.now(UTC)

    def keep_contact(con: Connection, person: Prospect, contact: NewContact, trigger_id: str) -> LoggedContact:
        moment = now()
        touch = read_contact(person, contact, moment, moment, settings)
        again_at = next_try(touch, settings, moment)
        return log_contact(con, touch, same_within=minutes_around(touch.at), about=trigger_id, again_at=again_at)

    return Desk(
        settings=settings,
        now=now,
        load_cards=lambda con, triggers, now, told: load_cards(con, triggers, now, settings.day_of(now), told=told),
        in_one_call=in_one_call,
        told_with=told_with,
        not_to_call=lambda con, people: not_to_call(con, people, settings.day_of(now())),
        read_day=read_day,
        read_note=read_note,
        says_death=says_death,
        is_noted=is_noted,
        bars_calls_before=forbids_calls_before,
        log_contact=keep_contact,
        settle=lambda closed: do_behind(settle, settings, closed, now()),
        rematch=lambda: do_behind(rematch, settings, now()),
        follow_up=lambda: do_behind(follow_up, settings, now()),
        people=people_desk(settings, now),
        imports=import_desk(settings, now),
        run=run_desk(settings, job.at),
        settings_desk=settings_desk(settings, now),
        next_working_day=lambda day: first_open(day, rules_of(settings).calendar) or day,
        feeds=feeds_desk(settings, now),
        names=names_desk(now),
        calendar=lambda owner: subscribed(settings, owner),
    )


def settle(settings: Settings, closed: Sequence[Trigger], now: datetime) -> None:
    """Publishes what was clicked and brings the calendars up to it. Raises NotPublished."""
    if unpublished := after_touches(settings, closed, now).unpublished:
        raise unpublished


def read_day(words: str, today: date) -> date | str:
    """The day that words name, or why they name none."""
    found = read_expectation(words, today)
    return str(found) if isinstance(found, Refusal) else found.due_on


def read_note(note: str, today: date) -> date | str:
    """The day on which a note asks for a call, or that this day could not be read, or that it says not to call; ""
    where it says none of these."""
    entries = entries_of(note, NoteDay(today), today)
    if (call := call_asked(entries)) and call.asked.due_on > today:
        return call.asked.due_on
    if says_not_to_call(note, today):
        return "The note says not to call them: “Pause” on their record sees to it."
    unread = unread_in(entries)
    return f"{unread}: say when here, if there is one." if unread else ""


def says_death(person: Prospect, told: str) -> bool | None:
    """Whether a note or outcome says that a person has died; None where it tells a death that may be another's."""
    return notes_death(person, told) or (None if may_note_death(person, told) else False)


def bring_up_to_date(settings: Settings, now: datetime) -> None:
    """Today's follow-ups, the calls that were put off until now, and a published copy of today's schema.

    Where the disk has no room for them the page opens nevertheless, with what there is, and that is said.
    """
    refuse_gone(settings.database)
    if not settings.database.exists():
        return
    try:
        with writing(settings) as con:
            wake(con, now, settings.watch.time_zone)
        try:
            follow_up(settings, now)
        except StoreBusy as busy:  # a run: the follow-ups come with the next morning's, or when the page starts again
            if isinstance(busy, RunUnderWay) and not is_done_by(busy.what, FOLLOW_UPS):
                busy.hint = f"{NOT_MADE}: `callnow follow-ups` makes them when that has ended"
            tell(busy)
            publish_copy(settings)
    except StoreError as error:
        if not (isinstance(error, NotPublished) or FULL.search(error.what)):
            raise
        tell(_opens_without(error))


def _opens_without(error: StoreError) -> CallnowError:
    """What the page goes without where something found no room: nothing of it was asked for by whoever opened it."""
    why, what, by = error, f"and {NOT_MADE}", "follow-ups` makes them"
    if isinstance(error, NotPublished):
        why = error.__cause__ if isinstance(error.__cause__, StoreError) else error
        what, by = "for no new one could be published", "run` publishes it"
    hint = f"{why.hint.removesuffix(THEN_AGAIN)}; `callnow {by}"
    return CallnowError(f"the page opens with the copy as it is, {what}: {why.what}", where=why.where, hint=hint)


def _listen(host: str, port: int, any_port: bool) -> socket.socket:
    """A socket that listens before the address is printed. Raises UsageError where it cannot be had."""
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = addresses[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen()
    except OSError as error:
        if any_port and error.errno == errno.EADDRINUSE:
            return _listen(host, 0, any_port=False)
        raise UsageError(
            f"cannot listen on {host}:{port}: {error.strerror}",
            where="page",
            hint="name another port with --port, or page.host in callnow.toml",
        ) from None
    return taken


def base_address(host: str, port: int) -> str:
    """Host and port as they stand in an address that this machine can open."""
    shown = f"[{host}]" if ":" in host else {"0.0.0.0": "127.0.0.1", "": "127.0.0.1"}.get(host, host)
    return f"{shown}:{port}"


def _say_where(host: str, port: int, gate: Gate) -> None:
    base = base_address(host, port)
    whom = "this machine only" if host in LOOPBACK else "whoever reaches this machine and has the key"
    out.print(f"The call list, for {whom}:")
    out.print(f"  http://{base}/?token={gate.token}", soft_wrap=True, markup=False)
    out.print("The planned calls, for a calendar program to subscribe to (?owner=NAME: one recruiter's):")
    path = f"/calendar/{gate.calendar_key}/calls.ics"
    out.print(f"  webcal://{base}{path}", soft_wrap=True, markup=False)
    out.print("[dim]Open it once in your browser, which remembers it for 30 days. Ctrl-C ends it.[/]")
