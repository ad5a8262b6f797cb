"""callnow config: the settings with where each is kept, all that is wrong with them, and changing one."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import Annotated

import typer
from rich.markup import escape

from callnow.counting import counted
from callnow.errors import UsageError
from callnow.paths import SETTINGS
from callnow.setting_tables.calls import RETENTION
from callnow.settings import home_of
from callnow.wrong_settings import PREFIX, WrongSetting
from flows.cli.common import USAGE, JsonOut, Work, confirm, out, print_json_lines, print_pairs, print_table, work

app = typer.Typer(
    no_args_is_help=True, help="The settings: what each is and where it is kept, what is wrong, changing one."
)


@app.callback()
def config() -> None:
    """The settings of callnow.toml and the environment."""


@app.command("check")
def check(
    context: typer.Context,
    json_out: Annotated[bool, typer.Option("--json", help="One wrong setting a line, as JSON.")] = False,
) -> None:
    """All wrong settings at once: which, by which line or variable, and what to do. Nothing is sent or kept."""
    from flows.running.checking import check_settings  # noqa: PLC0415 - what it looks through takes a second to import

    home = work(context).home
    wrong = check_settings(home)
    if json_out:
        print_json_lines(_as_dict(setting) for setting in wrong)
    elif wrong:
        _print(wrong)
    else:
        file = home_of(home) / SETTINGS
        out.print(
            f"Nothing is wrong with {escape(str(file))}." if file.exists() else "Nothing is wrong.", soft_wrap=True
        )
        if not file.exists():
            out.print(f"[dim]There is no {escape(str(file))}: every setting has its default.[/]", soft_wrap=True)
    if wrong:
        raise typer.Exit(USAGE)


@app.command("show")
def show(
    context: typer.Context,
    table: Annotated[str, typer.Argument(help="Only those of this table, such as cadence or channels.mail.")] = "",
    json_out: Annotated[bool, typer.Option("--json", help="One setting a line, as JSON.")] = False,
) -> None:
    """Every setting, with where it is kept: a line of callnow.toml, a variable, or the default. No secret is shown."""
    from flows.running.setting_change import settings_as_kept  # noqa: PLC0415 - as above

    rows = [
        {"setting": setting.name, "value": setting.value, "kept_in": setting.where}
        for setting in settings_as_kept(work(context).home)
        if not table or f"{setting.name}.".startswith(f"{table.rstrip('.')}.")
    ]
    if not rows:
        raise UsageError(
            f"no setting begins with {table!r}", where="config show", hint="`callnow config show` lists all"
        )
    if json_out:
        print_json_lines(rows)
    else:
        print_table(("setting", "value", "kept_in"), rows)


@app.command("set")
def change(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A setting, such as cadence.ideal_weeks.")],
    value: Annotated[
        str,
        typer.Argument(help='Its value; of several with commas, "Doe, Jane" in quotation marks; "" for the default.'),
    ],
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask first, where people would be forgotten.")
    ] = False,
    json_out: JsonOut = False,
) -> None:
    """Change one setting in callnow.toml, whose comments stay. It is tried first: what is wrong is not written."""
    from flows.running.setting_change import change_settings, names_typed, settings_as_kept  # noqa: PLC0415 - as above

    job = work(context)
    home = job.home
    if names_typed(name, ()) == tuple(RETENTION.split(".")) and not yes:
        _ask_before_forgetting(job, value)
    if wrong := change_settings(home, {name: value}):
        raise UsageError(wrong[0].what, where=wrong[0].setting or name, hint=wrong[0].hint)
    if json_out:
        kept = settings_as_kept(home)
        names = names_typed(name, kept)
        held, where = next(((one.value, one.where) for one in kept if one.names == names), ("", ""))
        print_json_lines([{"setting": name, "value": held, "kept_in": where}])
        return
    out.print(
        f"{escape(name)} is {escape(value or 'the default')} in {escape(str(home_of(home) / SETTINGS))}.",
        soft_wrap=True,
    )
    out.print("[dim]The next run goes by it; the hours of `callnow serve` change when it starts again.[/]")


def _ask_before_forgetting(job: Work, days: str) -> None:
    """Asks before people are forgotten because of a setting; where nobody would be, nothing is asked."""
    from flows.people.retention import would_forget  # noqa: PLC0415 - as above

    if (would := would_forget(job.settings_alone, days, job.now)).gone:
        confirm(f"{would.in_words}. Go on?", would.in_words, f"config set {RETENTION}")


def _as_dict(setting: WrongSetting) -> dict[str, object]:
    values = asdict(setting)
    return values | {"what_to_do": values.pop("hint")}


def _print(wrong: list[WrongSetting]) -> None:
    """Under each file its lines, then what the environment says."""
    for place, group in groupby(wrong, key=_place):
        out.print(f"[bold]{escape(place)}[/]", soft_wrap=True)
        print_pairs(map(_in_markup, group), "dim")
    out.print(f"\n{counted(len(wrong), 'setting')} to correct.")


def _in_markup(setting: WrongSetting) -> tuple[str, str]:
    """Its line, what is wrong with it and what to do."""
    name = setting.where if setting.where.startswith(PREFIX) else setting.setting
    words = f"[bold]{escape(name)}[/]: {escape(setting.what)}" if name else escape(setting.what)
    return f"  line {setting.line}" if setting.line else " ", f"{words}\n[dim]{escape(setting.hint)}[/]"


def _place(setting: WrongSetting) -> str:
    return (
        "the environment" if setting.where.startswith(PREFIX) else setting.where.removesuffix(f" line {setting.line}")
    )
