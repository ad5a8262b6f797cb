"""How people are told in the terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.markup import escape
from rich.table import Table

from callnow.dates import day_in_words
from callnow.model import Prospect
from callnow.numbers import readable_line
from callnow.people import Double, KnownPerson, called
from callnow.terms import SaidBy
from flows.calls.pausing import until_in_words
from flows.cli.common import out
from flows.people.died import DIED
from flows.people.keeping import JoinedPeople

_NO_MORE = " (in no import any more)"


def print_known(known: KnownPerson) -> None:
    """All that is held of who a person is."""
    p = known.person
    out.print(f"[bold]{escape(p.name)}[/]{escape(', ' + p.title if p.title else '')} · {escape(p.employer)}")
    gone = known.gone
    rows = {
        "numbers": [_number(n, known) for n in p.known_numbers] or [p.phone_note],
        "e-mail": [e + (_NO_MORE if e in gone else "") for e in p.emails],
        "also written": p.second.names,
        "place": [", ".join(filter(None, (p.city, p.country, p.time_zone)))],
        "owner, tier": [", ".join(filter(None, (p.owner, p.tier)))],
        "tags": p.tags,
        "profile": p.urls,
        "paused": [until_in_words(known.paused_until)],
        "no calls": [DIED] if known.died else (),
        "notes": [p.notes],
        "id": p.ids,
    }
    grid = Table.grid(padding=(0, 2))
    for label, values in rows.items():
        if any(values):
            grid.add_row(f"[dim]{label}[/]", escape("; ".join(filter(None, values))))
    out.print(grid)
    _print_parts(known)
    print_asked(known.doubles)


def _number(number: str, known: KnownPerson) -> str:
    said_at = known.wrong.get(number)
    wrong = f" (said to be a wrong number on {day_in_words(said_at)})" if said_at else ""
    barred = known.person.barred(number) or known.lifted(number)
    return (
        readable_line(number)
        + wrong
        + (f" ({barred.in_words})" if barred else "")
        + (_NO_MORE if number in known.gone else "")
    )


def _print_parts(known: KnownPerson) -> None:
    if len(known.records) > 1:
        out.print("[dim]made of[/]")
    for record in known.records if len(known.records) > 1 else ():
        recorded = record.given
        words = (
            "said by hand"
            if record.said_by is SaidBy.PERSON
            else f"{recorded.name}, {recorded.title or '–'}, {recorded.employer or '–'}"
        )
        numbers = (readable_line(n) + " (barred)" * bool(known.person.barred(n)) for n in recorded.numbers)
        more = ", ".join((*numbers, *recorded.emails))
        out.print(f"  {record.changed_on}  {escape(words)}{escape(': ' + more if more else '')}", soft_wrap=True)
    for merge in known.merges:
        out.print(
            f"  [dim]part {merge.id}: {escape(known.called(merge))}; `callnow people split` makes it a person again[/]"
        )


def print_asked(pairs_asked: Sequence[Double]) -> None:
    """Whom a person may be."""
    if pairs_asked:
        out.print("Perhaps one person with somebody on the list:")
    for pair in pairs_asked:
        print_pair(pair)


def print_pair(pair: Double) -> None:
    """Two people who may be one, and why."""
    out.print(f"[bold]{escape(pair.why)}[/]")
    for p in (pair.one, pair.other):
        details = ", ".join(
            filter(None, (p.name, p.title, p.employer, p.city, *map(readable_line, p.numbers), *p.emails, *p.urls))
        )
        out.print(f"  {escape(details)} [dim](id {p.id})[/]", soft_wrap=True)


def print_joined(joined: Sequence[JoinedPeople]) -> None:
    """Who is one person by what was said."""
    for join in joined:
        out.print(f"{escape(join.in_words)}.")


def called_in_markup(person: Prospect) -> str:
    """A person in a line, in markup."""
    return escape(called(person))


def pairs(count: int) -> str:
    """So many pairs of people."""
    return "One pair of people" if count == 1 else f"{count} pairs of people"


def as_dict(known: KnownPerson) -> dict[str, Any]:
    """A person as plain values."""
    return {
        **asdict(known.person),
        "gone": sorted(known.gone),
        "wrong_numbers": dict(known.wrong),
        "paused_until": known.paused_until,
        "died": known.died,
        "records": [asdict(r) for r in known.records],
        "parts": [{"id": m.id, "called": known.called(m), "merged_on": m.merged_on} for m in known.merges],
        "perhaps": [{"one": d.one.id, "other": d.other.id, "why": d.why} for d in known.doubles],
    }
