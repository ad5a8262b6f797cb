"""callnow calls, triggers, explain: whom to call, and why."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from callnow.counting import counted
from callnow.errors import UsageError
from callnow.languages import language_name
from callnow.store import reading
from callnow.store.calls import explain_triggers, list_triggers
from callnow.store.news import open_calls, triggers_by_id
from callnow.terms import Tier
from delivery.card import card_as_dict
from delivery.terminal import render_calls
from delivery.words import type_in_words
from flows.calls.cards import load_cards
from flows.calls.told_once import each_change_once
from flows.cli.common import out, print_json_lines, print_table, work
from flows.people.finding import owner_named
from matching.event_types import what_it_takes


def calls(
    context: typer.Context,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="How many calls to show.")] = 10,
    owner: Annotated[str, typer.Option("--owner", help="Only this recruiter's prospects.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Also what is only worth knowing.")] = False,
    json_out: Annotated[bool, typer.Option("--json", help="One card a line, as JSON; -n says how many.")] = False,
) -> None:
    """The calls to make: who, the number, why now, what to say, and the sentence that proves it."""
    job = work(context)
    with reading(job.settings) as con:
        owner, today = owner_named(con, owner), job.settings.day_of(job.now)
        waiting = each_change_once(con, open_calls(con, job.now, today, owner))
        urgent = [call for call in waiting if call.tier is Tier.CALL_NOW]
        shown = [call.id for call in (waiting if everything or not urgent else urgent)[:most]]
        known = {t.id: t for t in triggers_by_id(con, shown)}
        cards = load_cards(con, [known[id] for id in shown], job.now, today)
    if json_out:
        print_json_lines(card_as_dict(card) for card in cards)
        return
    if not cards:
        out.print(
            "No call waits. `callnow run` reads the news; `callnow feeds --health` tells whether the feeds answer."
        )
        return
    render_calls(cards, out)
    people = {call.prospect_id for call in waiting} - {card.prospect_id for card in cards}
    rest = len(waiting) - len(cards)
    if not urgent:
        out.print("[dim]Nothing is urgent today; these are worth knowing before the next talk.[/]")
    if rest:
        more = f"{counted(len(people), 'more person')} to call, " if people else ""
        more += f"{counted(rest, 'more reason')} in all"
        out.print(f"[dim]{more}: `callnow calls --all -n {len(waiting)}` shows every one.[/]")


def triggers(
    context: typer.Context,
    json_out: Annotated[bool, typer.Option("--json", help="One trigger a line, as JSON.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also those done, dismissed or stale.")] = False,
) -> None:
    """Every trigger with its prospect, its news and its state."""
    job = work(context)
    with reading(job.settings) as con:
        rows = list_triggers(con, job.now, job.settings.day_of(job.now), everything=everything)
    if json_out:
        print_json_lines(rows)
    else:
        columns = ["trigger_id", "score", "prospect", "employer", "event", "title", "state"]
        print_table(columns, [row | {"event": type_in_words(row["event"])} for row in rows])


def explain(
    context: typer.Context,
    trigger_id: Annotated[str, typer.Argument(help="The id that `callnow triggers` prints, or how it begins.")],
    json_out: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """What stands behind a trigger: source, sentence, rule, names, every feature with its weight, what was rejected."""
    job = work(context)
    with reading(job.settings) as con:
        rows = explain_triggers(con, trigger_id)
    if len(rows) != 1:
        what = f"several triggers begin with {trigger_id!r}" if rows else f"no trigger {trigger_id!r}"
        raise UsageError(what, where="explain", hint="`callnow triggers --all` lists the ids")
    row = rows[0] | {name: json.loads(rows[0][name] or "[]") for name in ("reasons", "features", "rejected", "filings")}
    if json_out:
        print_json_lines([row])
    else:
        _print_explanation(row)


def _print_explanation(row: dict[str, Any]) -> None:
    lines = [
        ("trigger", f"{row['id']}: {row['tier']}, score {row['score']:.1f}, {row['state']}"),
        ("prospect", f"{row['prospect']}, {row['prospect_title']} at {row['prospect_employer']}"),
        ("why", row["why"]),
        *(_news_behind(row) if row["published_at"] else [("source", "no news: a promise, the rhythm, or the record")]),
    ]
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    for name, text in lines:
        grid.add_row(name, escape(str(text)))
    out.print(grid)
    _print_features("What made the match", row["features"])
    _print_features("What made the score", row["reasons"])
    if row["rejected"]:
        print_table(["employer", "score", "why"], row["rejected"], title="Rejected")


def _news_behind(row: dict[str, Any]) -> list[tuple[str, str]]:
    when = "undated" if row["undated"] else f"published {row['published_at']:%Y-%m-%d %H:%M}"
    return [
        ("source", f"{row['source']}, {when}, read {row['fetched_at']:%Y-%m-%d %H:%M}"),
        ("headline", f"{row['headline']}  {row['url']}"),
        ("sentence", row["sentence"]),
        ("rule", f"{row['rule']} → {row['type']}, {row['planning']}"),
        ("probability", _how_probable(row)),
        *([("second reader", row["second_reader"])] if row["second_reader"] else []),
        *_filings_behind(row),
        ("company evidence", ", ".join(row["company_evidence"] or []) or "none"),
        *(_match_behind(row) if row["verdict"] else []),
    ]


def _filings_behind(row: dict[str, Any]) -> list[tuple[str, str]]:
    """The register, number and dates of each filing of the story, and whether the press has it."""
    lines = []
    for filing in row["filings"]:
        facts = {"no.": filing["number"], "filed": filing["filed_on"], "holds from": filing["effective_on"]}
        facts |= {"site": filing["site"], "amends": filing["amends"], "as": filing["employer"]}
        details = (f"{name} {value}" for name, value in facts.items() if value)
        lines.append(("filed", ", ".join((filing["register"], *details))))
    return lines if row["in_the_press"] or not lines else [*lines, ("in the news", "not yet")]


def _how_probable(row: dict[str, Any]) -> str:
    probability, certain_from = f"{row['probability']:.4g}", row["certain_from"]
    if row["text_language"]:
        language = language_name(row["text_language"])
        return f"{probability}, nothing makes a call of it: it is in {language}, which is not understood"
    if not certain_from:
        return "not estimated: the text was not read closely"
    why = ": its headline denies something, or its type is too seldom right" if certain_from > 1 else ""
    return f"{probability}, {what_it_takes(row['type'], certain_from)}{why}"


def _match_behind(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        ("name in the news", f"{row['mention']}  (normalised: {row['mention_normalised']})"),
        ("employer on the list", f"{row['matched_employer']}  (normalised: {row['employer_normalised']})"),
        ("match", f"{row['verdict']}, score {row['match_score']:.3f}: {row['match_why']}"),
    ]


def _print_features(title: str, features: list[dict[str, Any]]) -> None:
    if features:
        rows = [feature | {"points": feature["value"] * feature["weight"]} for feature in features]
        print_table(["name", "value", "weight", "points", "note"], rows, title=title)
