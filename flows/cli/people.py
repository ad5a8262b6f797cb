"""callnow people: who is on the list, by hand: show, add, edit, merge, split, and deciding who is one person."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from typing import Annotated

import typer
from rich.markup import escape

from callnow.model import Prospect
from callnow.numbers import readable_line
from callnow.people import Double, PersonFields
from callnow.store import Connection, reading, writing
from callnow.store.page import prospects_by_id
from callnow.store.people import all_prospects
from callnow.store.people_list import PeopleWanted, ids_of_people, paused_people
from callnow.store.wrong_numbers import to_call, wrong_numbers
from flows.calls.pausing import until_in_words
from flows.cli.common import PARTLY, JsonOut, Work, out, print_json_lines, print_table, tell, work, work_in_home
from flows.cli.person_options import Who, with_person_options
from flows.cli.told_people import as_dict, called_in_markup, pairs, print_asked, print_joined, print_known, print_pair
from flows.cli.touching import pause, resume
from flows.people.by_hand import add_person, edit_person, find_doubles, keep_apart, know, merge_by_hand, split_by_hand
from flows.people.finding import find_one, owner_named
from flows.people.keeping import JoinedPeople
from flows.people.right_numbers import numbers_meant, say_right
from flows.people.typed_notes import keep_typed_note, told_of_note
from flows.running.publishing import try_publishing

app = typer.Typer(
    no_args_is_help=True,
    help="The people on the list: show, add, edit, and make one person of those who stand twice.",
)

app.command()(pause)
app.command()(resume)

SHOWN = 50
COLUMNS = ("name", "title", "employer", "phone", "email", "owner", "paused", "id")


@app.command("list")
def list_people(
    context: typer.Context,
    words: Annotated[
        str, typer.Argument(help="Only those with such a name, employer, post, town, address, number, tag, note or id.")
    ] = "",
    owner: Annotated[str, typer.Option("--owner", help="Only this recruiter's.")] = "",
    most: Annotated[int, typer.Option("--most", "-n", help="So many at most.", min=1)] = SHOWN,
    json_out: Annotated[bool, typer.Option("--json", help="One person a line, as JSON, all of them.")] = False,
) -> None:
    """Who is on the list."""
    job = work(context)
    with reading(job.settings) as con:
        owner = owner_named(con, owner)
        waiting, today = len(find_doubles(con)), job.settings.day_of(job.now)
        paused = paused_people(con, today)
        ids = ids_of_people(con, PeopleWanted(words, owner), today, job.now)
        known = prospects_by_id(con, ids)
        listed = [known[id] for id in ids]
        wrong = wrong_numbers(con, listed)
        shown = to_call(con, listed[:most])
    if json_out:
        print_json_lines(
            asdict(p) | {"paused_until": paused.get(p.id), "wrong_numbers": wrong.get(p.id, {})} for p in listed
        )
        return
    rows = [
        asdict(p) | {"paused": until_in_words(paused.get(p.id)), "phone": _number_shown(p, wrong.get(p.id, ()))}
        for p in shown
    ]
    print_table(COLUMNS, rows)
    if len(listed) > most:
        out.print(f"[dim]… and {len(listed) - most} more (-n {len(listed)} shows all)[/]")
    if waiting:
        out.print(f"{pairs(waiting)} may be one person: `callnow people doubles` asks.")


def _number_shown(person: Prospect, wrong: Collection[str]) -> str:
    if not person.phone and person.second.barred:
        return "(barred)"
    return person.phone + " (wrong)" * (person.phone in wrong)


@app.command()
def show(context: typer.Context, prospect: Who, json_out: JsonOut = False) -> None:
    """One person: all numbers, addresses and spellings, where each comes from, and whom they may be."""
    job = work(context)
    with reading(job.settings) as con:
        known = know(con, find_one(prospect, all_prospects(con)))
    if json_out:
        print_json_lines([as_dict(known)])
    else:
        print_known(known)


@app.command()
@with_person_options
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The whole name.")],
    employer: Annotated[str, typer.Option("--employer", help="Where they work; news is matched by it.")],
    json_out: JsonOut = False,
    *,
    more: PersonFields,
) -> None:
    """Add somebody. Who is on the list already becomes no second person."""
    job = work(context)
    typed = replace(more, name=name, employer=employer)
    with _changing(job) as (con, today):
        kept = add_person(con, typed, job.settings, today)
        (person,) = kept.people
        keep_typed_note(con, person, typed.notes, job.now, job.settings)
        told = told_of_note(con, person, typed.notes, job.now, job.settings)
        known = know(con, person)
    if json_out:
        print_json_lines([as_dict(known)])
        return
    out.print(f"{called_in_markup(person)}: {'added' if kept.new else 'on the list already; what is new was kept'}.")
    if told:
        out.print(escape(told))
    for number in (n for phone in typed.phone for n in numbers_meant(phone, person, job.settings)):
        if barred := person.barred(number):
            edit = f"`callnow people edit {person.id} --phone {number}` lifts that"
            out.print(f"{escape(readable_line(number))} is {escape(barred.in_words)}; {edit}.")
    print_asked(known.doubles)


@app.command()
@with_person_options
def edit(
    context: typer.Context,
    prospect: Who,
    name: Annotated[str, typer.Option("--name", help="The right spelling; the other one still finds them.")] = "",
    employer: Annotated[str, typer.Option("--employer", help="Where they work now.")] = "",
    drop: Annotated[
        list[str] | None,
        typer.Option(
            "--drop",
            help="A number, address, spelling or tag that is wrong, or a field (title): no import brings it back.",
            metavar="VALUE",
        ),
    ] = None,
    not_wrong: Annotated[
        list[str] | None,
        typer.Option("--not-wrong", help="A number that was called wrong by mistake.", metavar="NUMBER"),
    ] = None,
    json_out: JsonOut = False,
    *,
    more: PersonFields,
) -> None:
    """Say what is right of a person. It counts until an import says something new of it; --drop counts for good."""
    job = work_in_home(context)
    typed = replace(more, name=name, employer=employer)
    with _changing(job) as (con, today):
        person = find_one(prospect, all_prospects(con))
        say_right(con, person, not_wrong or (), job.settings)
        now, joined = person, list[JoinedPeople]()
        if not not_wrong or drop or typed != PersonFields():
            now, joined = edit_person(con, person, typed, drop or (), job.settings, today)
            keep_typed_note(con, now, typed.notes, job.now, job.settings)
        told = told_of_note(con, now, typed.notes, job.now, job.settings)
        known = know(con, now)
    if json_out:
        print_json_lines([as_dict(known)])
        return
    print_joined(joined)
    print_known(known)
    if told:
        out.print(escape(told))
    if person.title and not now.title and "title" not in (drop or ()):
        out.print(
            f"The post at {escape(person.employer)} ({escape(person.title)}) is left out: --title says which now."
        )


@app.command()
def merge(
    context: typer.Context,
    one: Who,
    other: Annotated[str, typer.Argument(help="Who is the same person.")],
    json_out: JsonOut = False,
) -> None:
    """Make one person of two. Calls, promises and news of both are theirs; `callnow people split` takes it back."""
    job = work_in_home(context)
    with _changing(job) as (con, today):
        everybody = all_prospects(con)
        first, second = find_one(one, everybody), find_one(other, everybody)
        known = know(con, merge_by_hand(con, first, second, today))
    if json_out:
        print_json_lines([as_dict(known)])
    else:
        out.print(f"{called_in_markup(second)} is {called_in_markup(known.person)}: one person.")
        print_known(known)


@app.command()
def split(
    context: typer.Context,
    prospect: Who,
    part: Annotated[str, typer.Option("--part", help="Which part, by its id or name; `show` lists them.")] = "",
    json_out: JsonOut = False,
) -> None:
    """Make two people of one that was merged; they are never merged by themselves again."""
    job = work_in_home(context)
    with _changing(job) as (con, today):
        kept, apart = split_by_hand(con, find_one(prospect, all_prospects(con)), part, today)
        paused = paused_people(con, today)
    if json_out:
        print_json_lines(map(asdict, (kept, apart)))
    else:
        out.print(
            f"{called_in_markup(kept)} (id {kept.id}) and {called_in_markup(apart)} (id {apart.id}) are two people."
        )
        for person in (kept, apart):
            if person.id in paused:
                until = until_in_words(paused[person.id])
                out.print(
                    f"{called_in_markup(person)} is paused {until}; `callnow people resume {person.id}` ends that."
                )


@app.command()
def different(
    context: typer.Context,
    one: Who,
    other: Annotated[str, typer.Argument(help="Who is somebody else.")],
    json_out: JsonOut = False,
) -> None:
    """Say that two are different people: nobody is asked again, and no import merges them."""
    job = work_in_home(context)
    with _changing(job) as (con, today):
        everybody = all_prospects(con)
        first, second = find_one(one, everybody), find_one(other, everybody)
        keep_apart(con, first, second, today)
    if json_out:
        print_json_lines(map(asdict, (first, second)))
    else:
        out.print(f"{called_in_markup(first)} and {called_in_markup(second)} are two people; nobody is asked again.")


@app.command()
def doubles(
    context: typer.Context,
    json_out: Annotated[bool, typer.Option("--json", help="One pair a line, as JSON.")] = False,
) -> None:
    """Who may be one person. On a terminal each pair is asked about; elsewhere they are listed."""
    job = work_in_home(context)
    with writing(job.settings) as con:
        asked = find_doubles(con)
    if json_out:
        print_json_lines({"one": asdict(d.one), "other": asdict(d.other), "why": d.why} for d in asked)
    elif not asked:
        out.print("Nobody may stand on the list twice.")
    elif sys.stdin.isatty():
        _ask(job, asked)
    else:
        for pair in asked:
            print_pair(pair)
        out.print("`callnow people merge ID ID` makes one of two, `callnow people different ID ID` keeps them apart.")


def _ask(job: Work, asked: Sequence[Double]) -> None:
    """Asks about each pair whose people are still two, and keeps each answer at once."""
    for pair in asked:
        print_pair(pair)
        question = "One person? [y]es, [n]o, [s]kip, [q]uit"
        answer = typer.prompt(question, default="s", err=True).strip().lower()[:1]
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
    today = job.settings.day_of(job.now)
    with writing(job.settings) as con:
        yield con, today
    if unpublished := try_publishing(job.settings):
        tell(unpublished)
        raise typer.Exit(PARTLY)
