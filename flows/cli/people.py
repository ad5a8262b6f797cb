"""callnow people: who is on the list, by hand: show, add, edit, merge, split, and deciding who is one person."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from callnow.model import Prospect
from callnow.people import Double, KnownPerson, PersonFields
from callnow.store import Connection, reading, writing
from callnow.store.people import all_prospects
from callnow.terms import SaidBy
from flows.cli.common import PARTLY, JsonOut, Work, out, print_json_lines, print_table, tell, work
from flows.finding import check_owner, find_one, find_prospects
from flows.keeping import Joined
from flows.people import (
    add_person,
    edit_person,
    find_doubles,
    keep_apart,
    know,
    merge_by_hand,
    split_by_hand,
)
from flows.planning import rules_of
from flows.publishing import try_publishing

app = typer.Typer(
    no_args_is_help=True,
    help="The people on the list: show, add, edit, and make one person of those who stand twice.",
)

SHOWN = 50
COLUMNS = ("name", "title", "employer", "phone", "email", "owner", "id")

Who = Annotated[str, typer.Argument(help="Any part of the name (with a word of the employer), an e-mail or an id.")]
Title = Annotated[str, typer.Option("--title", help="Their post.")]
Phone = Annotated[list[str] | None, typer.Option("--phone", help="A number; several times for several, best first.")]
Email = Annotated[list[str] | None, typer.Option("--email", help="An address; several times for several.")]
City = Annotated[str, typer.Option("--city", help='Where they live: "Austin, TX".')]
Country = Annotated[str, typer.Option("--country", help="Two letters, such as US or DE.")]
Zone = Annotated[str, typer.Option("--time-zone", help="Such as America/Chicago.")]
Owner = Annotated[str, typer.Option("--owner", help="The recruiter they belong to.")]
Tier = Annotated[str, typer.Option("--tier", help="A, B or C.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="A tag; several times for several.")]
Notes = Annotated[str, typer.Option("--notes", help="What to know of them.")]
Url = Annotated[str, typer.Option("--url", help="Their profile.")]


@app.command("list")
def list_people(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Only those with such a name, employer, address or id.")] = "",
    owner: Annotated[str, typer.Option("--owner", help="Only this recruiter's.")] = "",
    most: Annotated[int, typer.Option("--most", "-n", help="So many at most.", min=1)] = SHOWN,
    json_out: Annotated[bool, typer.Option("--json", help="One person a line, as JSON, all of them.")] = False,
) -> None:
    """Who is on the list."""
    job = work(context)
    with reading(job.settings) as con:
        check_owner(con, owner)
        people, waiting = all_prospects(con), len(find_doubles(con))
    found = find_prospects(words, people) if words.strip() else people
    found = sorted((p for p in found if not owner or p.owner == owner), key=lambda p: (p.name.casefold(), p.id))
    if json_out:
        print_json_lines(map(asdict, found))
        return
    print_table(COLUMNS, [asdict(p) for p in found[:most]])
    if len(found) > most:
        out.print(f"[dim]… and {len(found) - most} more (-n {len(found)} shows all)[/]")
    if waiting:
        out.print(f"{_pairs(waiting)} may be one person: `callnow people doubles` asks.")


@app.command()
def show(context: typer.Context, prospect: Who, json_out: JsonOut = False) -> None:
    """One person: all numbers, addresses and spellings, where each comes from, and whom they may be."""
    job = work(context)
    with reading(job.settings) as con:
        known = know(con, find_one(prospect, all_prospects(con)))
    if json_out:
        print_json_lines([_as_dict(known)])
    else:
        _print_known(known)


@app.command()
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The whole name.")],
    employer: Annotated[str, typer.Option("--employer", help="Where they work; news is matched by it.")],
    title: Title = "",
    phone: Phone = None,
    email: Email = None,
    city: City = "",
    country: Country = "",
    time_zone: Zone = "",
    owner: Owner = "",
    tier: Tier = "",
    tag: Tags = None,
    notes: Notes = "",
    url: Url = "",
    json_out: JsonOut = False,
) -> None:
    """Add somebody. Who is on the list already becomes no second person."""
    job = work(context)
    several = {"phone": tuple(phone or ()), "email": tuple(email or ()), "tags": tuple(tag or ())}
    said = PersonFields(
        name, employer, title, city=city, country=country, time_zone=time_zone, owner=owner, tier=tier, notes=notes,
        url=url, **several,
    )  # fmt: skip
    with _changing(job) as (con, today):
        kept = add_person(con, said, job.settings, today)
        (person,) = kept.people
        known = know(con, person)
    if json_out:
        print_json_lines([_as_dict(known)])
        return
    out.print(f"{_called(person)}: {'added' if kept.new else 'on the list already; what is new was kept'}.")
    _print_asked(known.doubles)


@app.command()
def edit(
    context: typer.Context,
    prospect: Who,
    name: Annotated[str, typer.Option("--name", help="The right spelling; the other one still finds them.")] = "",
    employer: Annotated[str, typer.Option("--employer", help="Where they work now.")] = "",
    title: Title = "",
    phone: Phone = None,
    email: Email = None,
    city: City = "",
    country: Country = "",
    time_zone: Zone = "",
    owner: Owner = "",
    tier: Tier = "",
    tag: Tags = None,
    notes: Notes = "",
    url: Url = "",
    drop: Annotated[
        list[str] | None,
        typer.Option(
            "--drop",
            help="A number, address, spelling or tag that is wrong, or a field (title): no import brings it back.",
            metavar="VALUE",
        ),
    ] = None,
    json_out: JsonOut = False,
) -> None:
    """Say what is right of a person. It counts until an import says something new of it; --drop counts for good."""
    job = work(context)
    several = {"phone": tuple(phone or ()), "email": tuple(email or ()), "tags": tuple(tag or ())}
    said = PersonFields(
        name, employer, title, city=city, country=country, time_zone=time_zone, owner=owner, tier=tier, notes=notes,
        url=url, **several,
    )  # fmt: skip
    with _changing(job) as (con, today):
        person = find_one(prospect, all_prospects(con))
        now, joined = edit_person(con, person, said, drop or (), job.settings, today)
        known = know(con, now)
    if json_out:
        print_json_lines([_as_dict(known)])
        return
    _print_joined(joined)
    _print_known(known)


@app.command()
def merge(
    context: typer.Context,
    one: Who,
    other: Annotated[str, typer.Argument(help="Who is the same person.")],
    json_out: JsonOut = False,
) -> None:
    """Make one person of two. Calls, promises and news of both are theirs; `callnow people split` takes it back."""
    job = work(context)
    with _changing(job) as (con, today):
        everybody = all_prospects(con)
        first, second = find_one(one, everybody), find_one(other, everybody)
        known = know(con, merge_by_hand(con, first, second, today))
    if json_out:
        print_json_lines([_as_dict(known)])
    else:
        out.print(f"{_called(second)} is {_called(known.person)}: one person.")
        _print_known(known)


@app.command()
def split(
    context: typer.Context,
    prospect: Who,
    part: Annotated[str, typer.Option("--part", help="Which part, by its id or name; `show` lists them.")] = "",
    json_out: JsonOut = False,
) -> None:
    """Make two people of one that was merged; they are never merged by themselves again."""
    job = work(context)
    with _changing(job) as (con, today):
        kept, apart = split_by_hand(con, find_one(prospect, all_prospects(con)), part, today)
    if json_out:
        print_json_lines(map(asdict, (kept, apart)))
    else:
        out.print(f"{_called(kept)} (id {kept.id}) and {_called(apart)} (id {apart.id}) are two people.")


@app.command()
def different(
    context: typer.Context,
    one: Who,
    other: Annotated[str, typer.Argument(help="Who is somebody else.")],
    json_out: JsonOut = False,
) -> None:
    """Say that two are different people: nobody is asked again, and no import merges them."""
    job = work(context)
    with _changing(job) as (con, today):
        everybody = all_prospects(con)
        first, second = find_one(one, everybody), find_one(other, everybody)
        keep_apart(con, first, second, today)
    if json_out:
        print_json_lines(map(asdict, (first, second)))
    else:
        out.print(f"{_called(first)} and {_called(second)} are two people; nobody is asked again.")


@app.command()
def doubles(
    context: typer.Context,
    json_out: Annotated[bool, typer.Option("--json", help="One pair a line, as JSON.")] = False,
) -> None:
    """Who may be one person. On a terminal each pair is asked about; elsewhere they are listed."""
    job = work(context)
    with writing(job.settings) as con:
        found = find_doubles(con)
    if json_out:
        print_json_lines({"one": asdict(d.one), "other": asdict(d.other), "why": d.why} for d in found)
    elif not found:
        out.print("Nobody may stand on the list twice.")
    elif sys.stdin.isatty():
        _ask(job, found)
    else:
        for pair in found:
            _print_pair(pair)
        out.print("`callnow people merge ID ID` makes one of two, `callnow people different ID ID` keeps them apart.")


def _ask(job: Work, found: Sequence[Double]) -> None:
    """Asks about each pair whose people are still two, and keeps each answer at once."""
    for pair in found:
        _print_pair(pair)
        answer = typer.prompt("One person? [y]es, [n]o, [s]kip, [q]uit", default="s").strip().lower()[:1]
        if answer == "q":
            return
        if answer not in ("y", "n"):
            continue
        with _changing(job) as (con, today):
            people = {id: p for p in all_prospects(con) for id in p.ids}
            one, other = people.get(pair.one.id), people.get(pair.other.id)
            if one is None or other is None or one.id == other.id:
                continue
            if answer == "y":
                merge_by_hand(con, one, other, today)
            else:
                keep_apart(con, one, other, today)


@contextmanager
def _changing(job: Work) -> Iterator[tuple[Connection, date]]:
    """One transaction, published at once. What cannot be published is told, and the exit code says partly."""
    today = job.now.astimezone(rules_of(job.settings).zone).date()
    with writing(job.settings) as con:
        yield con, today
    if unpublished := try_publishing(job.settings):
        tell(unpublished)
        raise typer.Exit(PARTLY)


def _print_known(known: KnownPerson) -> None:
    p = known.person
    out.print(f"[bold]{escape(p.name)}[/]{escape(', ' + p.title if p.title else '')} · {escape(p.employer)}")
    gone = known.gone
    rows = {
        "numbers": [f"{n} (in no import any more)" if n in gone else n for n in p.numbers] or [p.phone_note],
        "e-mail": [f"{e} (in no import any more)" if e in gone else e for e in p.emails],
        "also written": p.second.names,
        "place": [", ".join(filter(None, (p.city, p.country, p.time_zone)))],
        "owner, tier": [", ".join(filter(None, (p.owner, p.tier)))],
        "tags": p.tags,
        "profile": p.urls,
        "notes": [p.notes],
        "id": p.ids,
    }
    grid = Table.grid(padding=(0, 2))
    for label, values in rows.items():
        if any(values):
            grid.add_row(f"[dim]{label}[/]", escape("; ".join(filter(None, values))))
    out.print(grid)
    _print_parts(known)
    _print_asked(known.doubles)


def _print_parts(known: KnownPerson) -> None:
    if len(known.records) > 1:
        out.print("[dim]made of[/]")
    for record in known.records if len(known.records) > 1 else ():
        given = record.given
        said = (
            "said by hand"
            if record.said_by is SaidBy.PERSON
            else f"{given.name}, {given.title or '–'}, {given.employer}"
        )
        more = ", ".join((*given.numbers, *given.emails))
        out.print(f"  {record.changed_on}  {escape(said)}{escape(': ' + more if more else '')}", soft_wrap=True)
    for merge in known.merges:
        out.print(f"  [dim]part {merge.id}: {escape(known.called(merge))}; `people split` makes it a person again[/]")


def _print_asked(found: Sequence[Double]) -> None:
    if found:
        out.print("Perhaps one person with somebody on the list:")
    for pair in found:
        _print_pair(pair)


def _print_pair(pair: Double) -> None:
    out.print(f"[bold]{escape(pair.why)}[/]")
    for p in (pair.one, pair.other):
        told = ", ".join(filter(None, (p.name, p.title, p.employer, p.city, *p.numbers, *p.emails, *p.urls)))
        out.print(f"  {escape(told)} [dim](id {p.id})[/]", soft_wrap=True)


def _print_joined(joined: Sequence[Joined]) -> None:
    for one in joined:
        out.print(f"{_called(one.spelled)} is {_called(one.person)}: one person.")


def _called(p: Prospect) -> str:
    return escape(f"{p.name}, {p.employer}")


def _pairs(count: int) -> str:
    return "One pair of people" if count == 1 else f"{count} pairs of people"


def _as_dict(known: KnownPerson) -> dict[str, Any]:
    return {
        **asdict(known.person),
        "gone": sorted(known.gone),
        "records": [asdict(r) for r in known.records],
        "parts": [{"id": m.id, "called": known.called(m), "merged_on": m.merged_on} for m in known.merges],
        "perhaps": [{"one": d.one.id, "other": d.other.id, "why": d.why} for d in known.doubles],
    }
