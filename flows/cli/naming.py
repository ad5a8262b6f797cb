"""callnow judge, alias, rematch, doctor: what people know about names, and what that changes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from callnow.counting import counted
from callnow.errors import UsageError
from callnow.names import TwoSpellings
from callnow.sentences import one_stop
from callnow.store import reading, writing
from callnow.store.judgements import all_judgements, save_judgements
from callnow.store.people import all_employers
from callnow.terms import ON_THE_COMMAND_LINE, JudgementVerdict
from flows.cli.common import (
    PARTLY,
    JsonOut,
    Work,
    out,
    print_json_lines,
    print_table,
    refuse_contradictions,
    tell,
    work,
    work_in_home,
    write_out,
)
from flows.news.naming import (
    add_alias,
    aliases_with_people,
    idle_aliases,
    is_on_list,
    judge_name,
    judgement_of_row,
    require_mention,
    take_alias_away,
    take_back,
)
from flows.news.rematching import rematch as rematch_history
from flows.people.employers import employer_key
from flows.people.mixed_people import mixed_people
from flows.people.spellings import two_spellings
from flows.running.publishing import publishing
from matching.names.doctor import weak_names
from matching.names.judgements import Judgement, read_judgements, write_judgements

SHOWN = 3  # judgements of a file that are told one by one
HOW_TAKEN = {
    JudgementVerdict.SAME: "always taken for",
    JudgementVerdict.DIFFERENT: "never taken for",
    JudgementVerdict.UNSURE: "for now not taken for",
}
alias_app = typer.Typer(no_args_is_help=True, help="Other names an employer goes by.")


def judge(
    context: typer.Context,
    mention: Annotated[str, typer.Argument(help="The name as it stands in the news.")] = "",
    employer: Annotated[str, typer.Argument(help="The employer: its name on your list, or its id.")] = "",
    verdict: Annotated[str, typer.Argument(help="same, different or unsure.")] = "",
    export_to: Annotated[
        Path | None, typer.Option("--export", help="Write all judgements to a CSV; - is stdout.")
    ] = None,
    import_from: Annotated[Path | None, typer.Option("--import", help="Read judgements from such a CSV.")] = None,
    show: Annotated[bool, typer.Option("--list", help="Show what was judged.")] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back what was said of MENTION and EMPLOYER; --list shows both.")
    ] = False,
    json_out: Annotated[bool, typer.Option("--json", help="One judgement a line, as JSON.")] = False,
) -> None:
    """Say whether a name in the news is an employer. It beats the scorer; `callnow rematch` applies it.

    It holds for every other name that a text has for the company, too.
    """
    asked = {"--list": show, "--undo": undo, "--export": export_to, "--import": import_from}
    refuse_contradictions("judge", asked)
    job = work_in_home(context)
    if show:
        _list(job, json_out)
        return
    if undo:
        _take_back(job, require_mention(mention), employer, json_out)
        return
    if export_to:
        _export(job, export_to, json_out)
        return
    kept = _keep_all(job, import_from) if import_from else [_keep(job, mention, employer, verdict)]
    if json_out:
        print_json_lines(asdict(judgement) for judgement in kept)
    else:
        _print_kept(kept)


def _keep_all(job: Work, file: Path) -> list[Judgement]:
    with publishing(job.settings) as con:
        judgements = list(read_judgements(file))
        save_judgements(con, judgements)
    return judgements


def _keep(job: Work, mention: str, employer: str, word: str) -> Judgement:
    with publishing(job.settings) as con:
        mention, verdict = require_mention(mention), _verdict(word)
        pair = judge_name(con, mention, employer, verdict, job.now, ON_THE_COMMAND_LINE)
    return Judgement(pair.mention, pair.employer_id, verdict, pair.employer, job.now, ON_THE_COMMAND_LINE)


def _print_kept(judgements: Sequence[Judgement]) -> None:
    for judgement in judgements[:SHOWN]:
        employer = escape(judgement.employer or judgement.employer_id)
        out.print(one_stop(f"“{escape(judgement.mention)}” is {HOW_TAKEN[judgement.verdict]} {employer}."))
    rest = f"{len(judgements) - SHOWN} more kept. " if len(judgements) > SHOWN else ""
    out.print(f"{rest}`callnow rematch` applies it to what was read before; `callnow judge --list` shows all.")


def _list(job: Work, json_out: bool) -> None:
    with reading(job.settings) as con:
        rows = all_judgements(con)
    if json_out:
        print_json_lines(rows)
    elif rows:
        print_table(["mention", "employer", "verdict", "judged_at", "judged_by"], rows)
        out.print("[dim]`callnow judge MENTION EMPLOYER --undo` takes one back, as Names on the page does.[/]")
    else:
        out.print('Nothing was judged. `callnow judge "Acme" "Acme Brick" different` keeps the two apart.')


def _take_back(job: Work, mention: str, employer: str, json_out: bool) -> None:
    with publishing(job.settings) as con:
        rows = {(row["mention"], row["employer_id"]): row for row in all_judgements(con)}
        meant = take_back(con, mention, employer)
    if json_out:
        print_json_lines(rows[pair.mention, pair.employer_id] for pair in meant)
        return
    out.print(one_stop(f"Taken back: what was said of {escape(mention)} and {escape(meant[0].employer or employer)}."))
    out.print("`callnow rematch` applies it to what was read before.")


def _export(job: Work, file: Path, json_out: bool) -> None:
    with writing(job.settings) as con:
        judgements = [judgement_of_row(row) for row in all_judgements(con)]
    lines = io.StringIO()
    write_judgements(judgements, lines)
    to_stdout = str(file) == "-"
    if not (json_out and to_stdout):
        write_out(lines.getvalue().encode(), None if to_stdout else file)
    if json_out:
        print_json_lines(asdict(judgement) for judgement in judgements)
    elif not to_stdout:
        out.print(
            f"{counted(len(judgements), 'judgement')} written to {escape(str(file))}; each “different” is a test case for matching."
        )


@alias_app.command("add")
def keep_alias(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The other name.")],
    employer: Annotated[str, typer.Argument(help="The employer on your list.")],
    json_out: JsonOut = False,
) -> None:
    """Keep another name of an employer: a brand, a former name, a short form."""
    job = work_in_home(context)
    with publishing(job.settings) as con:
        chosen = add_alias(con, name, employer)
        both = is_on_list(con, name) and employer_key(name) != chosen.id
    if json_out:
        print_json_lines([{"name": name, "employer": chosen.name, "employer_id": chosen.id}])
        return
    out.print(
        f"{escape(name)} means {escape(chosen.name)} from now on. `callnow rematch` applies it to what was read before."
    )
    if both:
        out.print("Both are employers on your list: they are taken for one, and news of one calls people at both.")


@alias_app.command("remove")
def forget_alias(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The other name, as `callnow alias list` prints it.")],
    json_out: JsonOut = False,
) -> None:
    """Forget another name of an employer."""
    job = work_in_home(context)
    with publishing(job.settings) as con:
        employer = take_alias_away(con, name)
    if json_out:
        print_json_lines([{"removed": name, "employer": employer}])
        return
    out.print(
        f"{one_stop(f'{escape(name)} no longer means {escape(employer)}.')} `callnow rematch` applies it to what was read before."
    )


@alias_app.command("list")
def list_aliases(
    context: typer.Context,
    json_out: Annotated[bool, typer.Option("--json", help="One alias a line, as JSON.")] = False,
) -> None:
    """The other names that were added here or the news told, each with how many people it serves (data/names/aliases.csv has
    those that ship)."""
    job = work_in_home(context)
    with writing(job.settings) as con:
        rows = aliases_with_people(con)
    if json_out:
        print_json_lines(rows)
    elif rows:
        print_table(["name", "employer", "people", "told by"], [{**row, "told by": _told_by(row)} for row in rows])
        if not all(row["people"] for row in rows):
            out.print("An alias of an employer without people has no effect: `callnow doctor` says what to do.")
    else:
        out.print("No alias was added. `callnow alias add NAME EMPLOYER` adds one.")


def _told_by(alias: Mapping[str, Any]) -> str:
    return "the news" if alias["story_id"] else "you"


def rematch(context: typer.Context, json_out: JsonOut = False) -> None:
    """Match the whole history anew against changed prospects, aliases and judgements. Nothing is sent."""
    job = work_in_home(context)
    done = rematch_history(job.settings, job.now)
    for failure in done.failures:
        tell(failure)
    if json_out:
        print_json_lines([{name: count for name, count in asdict(done).items() if name != "failures"}])
    else:
        out.print(
            f"[bold]{counted(done.events, 'event')}[/] matched again: {done.changed} changed employer, "
            f"{counted(done.withdrawn, 'open trigger')} withdrawn, [bold]{done.triggers}[/] new or open again."
        )
    if done.failures:
        raise typer.Exit(PARTLY)


def doctor(
    context: typer.Context,
    json_out: Annotated[
        bool, typer.Option("--json", help="One employer, pair of spellings or person a line, as JSON.")
    ] = False,
) -> None:
    """What to look at: names that match unsafely, spellings taken for one, aliases without effect, two people in one."""
    job = work(context)
    with reading(job.settings) as con:
        employers = all_employers(con)
        weak = [asdict(name) for name in (*weak_names(employers), *idle_aliases(con))]
        pairs, mixed = two_spellings(con), mixed_people(con)
    if json_out:
        people = (asdict(one) | {"problem": one.problem, "hint": one.hint} for one in mixed)
        print_json_lines([*weak, *map(_as_dict, pairs), *people])
        return
    if weak:
        print_table(list(weak[0]), weak)
    else:
        out.print("Every employer's name can be matched safely, and every alias has its employer.")
    for pair in pairs:
        out.print(f"{escape(pair.problem)}.")
    for hint in dict.fromkeys(pair.hint for pair in pairs):
        out.print(f"[dim]{hint[:1].upper()}{hint[1:]}.[/]")
    for one in mixed:
        out.print(f"{escape(one.problem)}. [dim]{escape(one.hint)}.[/]")


def _as_dict(pair: TwoSpellings) -> dict[str, object]:
    return {
        "employer_id": pair.one_id,
        "employer": pair.one,
        "problem": pair.problem,
        "hint": pair.hint,
        "other_id": pair.other_id,
        "other": pair.other,
        "taken_for_one": pair.taken_for_one,
    }


def _verdict(word: str) -> JudgementVerdict:
    try:
        return JudgementVerdict(word.strip().lower())
    except ValueError:
        raise UsageError(f"{word!r} is not a verdict", where="judge", hint="say same, different or unsure") from None
