"""callnow page, and callnow page keys: a key for each recruiter, who then sees their own people alone."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from callnow.errors import StoreError
from callnow.settings import Settings
from callnow.store import reading
from callnow.store.activity import note_afterwards
from callnow.store.files import make_home
from callnow.store.page import owners
from callnow.terms import Act
from delivery.page.gate import calendar_path
from delivery.page.keys import add_key, as_listed, calendar_word_of, read_keys, revoke_key
from flows.cli.common import JsonOut, out, print_json_lines, print_table, work
from flows.cli.page import PortOption, base_address, page
from flows.running.publishing import publishing

HELP = "Serve the call list as a page on this machine: open the address it prints; Ctrl-C ends it."
KEYS_HELP = "The recruiters' own keys to the page: who has one, a new one, ending one."

app = typer.Typer(help=HELP)
keys = typer.Typer(help=KEYS_HELP)
app.add_typer(keys, name="keys")
Owner = Annotated[str, typer.Argument(help="The recruiter, as the column `owner` of your list names them.")]


@app.callback(invoke_without_command=True)
def serve_page(context: typer.Context, port: PortOption = None) -> None:
    """Serve the call list as a page on this machine: open the address it prints; Ctrl-C ends it."""
    if not context.invoked_subcommand:
        page(context, port)


@keys.callback(invoke_without_command=True)
def list_keys(
    context: typer.Context, json_out: Annotated[bool, typer.Option("--json", help="One key a line, as JSON.")] = False
) -> None:
    """The recruiters' own keys to the page: who has one, a new one, ending one."""
    if context.invoked_subcommand:
        return
    rows = [
        {"recruiter": key.owner, "added_at": key.added_at, "revoked_at": key.revoked_at}
        for key in read_keys(work(context).settings.home)
    ]
    if json_out:
        print_json_lines(rows)
    elif rows:
        print_table(("recruiter", "added_at", "revoked_at"), rows)
    else:
        out.print("No recruiter has a key of their own: the key that callnow page prints shows everything.")
        out.print("[dim]`callnow page keys add NAME` makes one.[/]")


@keys.command("add")
def add(context: typer.Context, owner: Owner, json_out: JsonOut = False) -> None:
    """Make a recruiter's key, and print the address with it: this once, for only a hash is kept."""
    job = work(context)
    settings = job.settings
    make_home(settings.home)
    known = _known_owners(settings)
    name = as_listed(owner, known)
    token = add_key(settings.home, name, job.now)
    base = base_address(settings.page.host, settings.page.port)
    address, calendar = f"http://{base}/?token={token}", f"webcal://{base}{calendar_path(calendar_word_of(token))}"
    _note(settings, Act.KEY_ADDED, name)
    if json_out:
        print_json_lines([{"recruiter": name, "address": address, "calendar": calendar}])
        return
    out.print(f"[bold]{escape(name)}[/] sees their own calls and people, and nobody else's, at:")
    out.print(f"  {address}", soft_wrap=True, markup=False)
    out.print("Their planned calls, for a calendar program to subscribe to:")
    out.print(f"  {calendar}", soft_wrap=True, markup=False)
    out.print("[dim]These addresses are shown this once. `callnow page` serves them.[/]")
    if name not in known:
        out.print(f"Nobody on the list is {escape(name)}'s yet: the column `owner` says whose a person is.")


@keys.command("revoke")
def revoke(context: typer.Context, owner: Owner, json_out: JsonOut = False) -> None:
    """End a recruiter's key: the next request with it is refused."""
    job = work(context)
    name = revoke_key(job.settings.home, owner, job.now)
    _note(job.settings, Act.KEY_REVOKED, name)
    if json_out:
        print_json_lines([{"recruiter": name, "revoked_at": job.now}])
    else:
        out.print(f"The key of [bold]{escape(name)}[/] opens nothing any more.")


def _known_owners(settings: Settings) -> list[str]:
    try:
        with reading(settings) as con:
            return owners(con)
    except StoreError:  # nothing was imported yet
        return []


def _note(settings: Settings, act: Act, owner: str) -> None:
    if settings.database.exists():
        note_afterwards(publishing(settings), act, [owner])
