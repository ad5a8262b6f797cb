"""callnow feeds: list, add, switch, remove, import and export, try one, health."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from callnow.counting import counted
from callnow.errors import UsageError
from callnow.feeds import ListedFeed, Switched, TriedItem
from callnow.settings import Settings
from callnow.store import looking, writing
from callnow.store.feeds import all_feeds
from callnow.store.files import is_new
from flows.cli.common import (
    PARTLY,
    JsonOut,
    Work,
    err,
    out,
    print_json_lines,
    print_table,
    tell,
    work,
    work_in_home,
    write_out,
)
from flows.cli.values import cell
from flows.news.choosing import ANY, FeedChoice
from flows.news.coverage import feed_of
from flows.news.feed_list import feeds_to_choose
from flows.news.switching import remove_added, switch_chosen, switch_feeds
from flows.running.publishing import publishing
from sources.feed import Feed
from sources.opml import write_opml

if TYPE_CHECKING:
    from flows.news.subscribing import Added

# How switching on and switching off are told which feeds.
Names = Annotated[list[str] | None, typer.Argument(help="Names as `callnow feeds --all` prints them.")]
EveryOne = Annotated[bool, typer.Option("--all", help="Every feed that ships.")]

Category = Annotated[str, typer.Option("--category", help="Those of one category, such as wire.")]
Country = Annotated[str, typer.Option("--country", help="Those of one country, by code or name.")]
Language = Annotated[str, typer.Option("--language", help="Those in one language, by code or name; all for any.")]

# What the view feed_health tells of a feed that is switched on, beside what is declared of it; of no other.
REMEMBERED = (
    "last_success_at",
    "last_new_item_at",
    "last_try_at",
    "next_check_at",
    "failures",
    "error_class",
    "last_error",
    "items_30_days",
    "not_english_30_days",
    "not_english_share",
    "other_languages",
    "what_is_wrong",
)

app = typer.Typer(invoke_without_command=True, help="The feeds that are read: list, add, switch, remove, try, health.")


@app.callback(invoke_without_command=True)
def list_feeds(
    context: typer.Context,
    health: Annotated[bool, typer.Option("--health", help="Last success, last news, what is wrong, next try.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also those switched off.")] = False,
    category: Category = "",
    language: Language = "",
    country: Country = "",
    json_out: Annotated[bool, typer.Option("--json", help="One feed a line, as JSON.")] = False,
) -> None:
    """Without a command: the feeds that are read."""
    if context.invoked_subcommand:
        return
    choice = FeedChoice(category, language, country)
    rows = feed_rows(work(context) if everything else work_in_home(context), everything, choice)
    if json_out:
        print_json_lines(rows)
    elif not rows:
        which = "No feed of these is" if choice else "No feed is"
        out.print(
            f"{which} switched on. `callnow feeds --all` lists those that ship, `callnow feeds on NAME` switches one on."
        )
    else:
        wide = ["name", "state", "health", "expected", "seen", "last_success_at", "last_new_item_at", "next_check_at"]
        print_table(wide if health else ["name", "category", "language", "country", "kind", "state", "url"], rows)


@app.command("add")
def add(
    context: typer.Context,
    address: Annotated[str, typer.Argument(help="A feed's or newsroom's address, or an OPML list (address or file).")],
    name: Annotated[str, typer.Option("--name", help="What to call it.")] = "",
    kind: Annotated[
        str, typer.Option("--kind", help="What it is, where that does not show: newsroom, sitemap, mail …")
    ] = "feed",
    company: Annotated[str, typer.Option("--company", help="The company whose own news this is.")] = "",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Its host and port may be on the local network.")
    ] = False,
    json_out: JsonOut = False,
) -> None:
    """Add a feed, a newsroom, or every feed of an OPML list; for a known address, what is said now holds."""
    from flows.news.subscribing import add_feeds  # noqa: PLC0415 - reading feeds takes a second to import

    job = work(context)
    template = Feed(name=name, url="", kind=kind, company=company, allow_private=allow_private)
    added = add_feeds(job.settings, address, template, job.now)
    for problem in added.problems:
        tell(problem)
    if json_out:
        print_json_lines([_as_dict(added)])
    else:
        known = f"{len(added.feeds) - added.new} known" + (f" ({added.updated} updated)" if added.updated else "")
        feeds, them = ("feed", "it") if len(added.feeds) == 1 else ("feeds", "them")
        out.print(f"[bold]{len(added.feeds)}[/] {feeds}: {added.new} new, {known}. `callnow run` reads {them}.")
    if added.problems:
        raise typer.Exit(PARTLY)


app.command("import", help="The same as add, for an OPML list.")(add)


@app.command("export")
def export(
    context: typer.Context, file: Annotated[Path | None, typer.Argument(help="Where to; else stdout.")] = None
) -> None:
    """The feeds that are switched on, as OPML."""
    settings = work_in_home(context).settings
    with writing(settings) as con:
        feeds = [feed_of(known) for known in all_feeds(con) if known.enabled]
    body = write_opml(feeds)
    write_out(body, file)
    if file:
        out.print(f"{counted(len(feeds), 'feed')} written to {escape(str(file))}.")


@app.command("on")
def switch_on(
    context: typer.Context,
    names: Names = None,
    everything: EveryOne = False,
    category: Category = "",
    language: Language = "",
    country: Country = "",
    json_out: JsonOut = False,
) -> None:
    """Switch feeds on; one that was paused is asked again. Without --language those in English are meant."""
    choice = FeedChoice(category, language, country)
    done = _switch(work(context).settings, names or [], everything, choice, enabled=True, json_out=json_out)
    if done.other_languages:
        others = ", ".join(done.other_languages)
        left_out = f"{counted(done.left_out, 'feed')} in other languages left out ({others})"
        err.print(f"{left_out}: no calls come from them; --language {ANY} takes them, too.", soft_wrap=True)


@app.command("off")
def switch_off(
    context: typer.Context,
    names: Names = None,
    everything: EveryOne = False,
    category: Category = "",
    language: Language = "",
    country: Country = "",
    json_out: JsonOut = False,
) -> None:
    """Switch feeds off; what was read of them stays."""
    choice = FeedChoice(category, language, country)
    _switch(work(context).settings, names or [], everything, choice, enabled=False, json_out=json_out)


@app.command("remove")
def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The feed's name.")],
    json_out: JsonOut = False,
) -> None:
    """Forget a feed that was added; what was read of it stays."""
    settings = work_in_home(context).settings
    with publishing(settings) as con:
        remove_added(con, name)
    if json_out:
        print_json_lines([{"removed": name}])
    else:
        out.print(f"{escape(name)} is forgotten.")


@app.command("try")
def try_one(
    context: typer.Context,
    address: Annotated[str, typer.Argument(help="A feed's or newsroom's address, or the name of a known feed.")],
    kind: Annotated[
        str, typer.Option("--kind", help="What it is, where that does not show: newsroom, sitemap, mail …")
    ] = "feed",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Its host and port may be on the local network.")
    ] = False,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="How many items to show.")] = 10,
    json_out: Annotated[bool, typer.Option("--json", help="One item a line, as JSON.")] = False,
) -> None:
    """Visit one feed and show what would be read and detected; nothing is kept."""
    from flows.news.trying import try_address, try_feed  # noqa: PLC0415 - reading feeds takes a second to import

    job = work(context)
    if feed := _known(job, address):
        tried = try_feed(job.settings, feed, job.now, most)
    elif kind == "feed" and "://" not in address and not Path(address).expanduser().exists():
        hint = "an address begins with https://; `callnow feeds --all` lists the names"
        raise UsageError("neither an address nor the name of a feed", where=address, hint=hint)
    else:
        template = Feed(name="", url="", kind=kind, allow_private=allow_private)
        tried = try_address(job.settings, address, template, job.now, most)
    if json_out:
        print_json_lines(map(_item, tried.items))
        return
    visit = cell(tried.next_check_at) or "at the next run"
    out.print(f"[bold]{counted(tried.count, 'item')}[/] in {tried.seconds:.1f} s; next visit {visit}.")
    rows = [
        {
            "published": item.published_at or "undated",
            "title": item.title,
            "detected": "\n".join(f"{kind}: {company}" for kind, company in item.events) or "–",
        }
        for item in tried.items
    ]
    print_table(["published", "title", "detected"], rows)


def _known(job: Work, name: str) -> Feed | None:
    """The feed of this name as its block says by now, else as it was added."""
    from sources.catalogue import load_feeds  # noqa: PLC0415 - reading it takes a moment

    known = {feed.name: Feed(**feed.declared) for feed in _listed(job)}
    return (known | {feed.name: feed for feed in load_feeds()}).get(name)


def _item(item: TriedItem) -> dict[str, Any]:
    events = [{"type": kind, "company": company} for kind, company in item.events]
    return {"id": item.id, "published_at": item.published_at, "title": item.title, "url": item.url, "events": events}


def _as_dict(added: Added) -> dict[str, Any]:
    return {
        "feeds": [feed.name for feed in added.feeds],
        "new": added.new,
        "known": len(added.feeds) - added.new,
        "updated": added.updated,
        "problems": [{"where": p.where, "what": p.what, "what_to_do": p.hint} for p in added.problems],
    }


def feed_rows(job: Work, everything: bool, choice: FeedChoice = FeedChoice()) -> list[dict[str, Any]]:  # noqa: B008 - frozen
    """The feeds with what is declared of them and their health, those in trouble first. Nothing is written.

    Each has the same keys, also one that was never read."""
    listed = _listed(job)
    meant = {row["name"] for row in choice.of(feed.declared for feed in listed)}
    return [
        {**feed.declared, **dict.fromkeys(REMEMBERED), **feed.remembered}
        | {"state": feed.verdict, "health": feed.words, "expected": feed.expected, "seen": feed.seen}
        for feed in listed
        if feed.name in meant and (feed.enabled or everything)
    ]


def _listed(job: Work) -> list[ListedFeed]:
    if is_new(job.settings.database):
        return feeds_to_choose(None, job.now)
    with looking(job.settings) as con:
        return feeds_to_choose(con, job.now)


def _switch(
    settings: Settings, names: list[str], everything: bool, choice: FeedChoice, *, enabled: bool, json_out: bool
) -> Switched:
    with publishing(settings) as con:
        were_on = {known.declared["name"] for known in all_feeds(con) if known.enabled}
        chosen = switch_chosen(con, choice, enabled, everything=everything) if everything or choice else Switched(())
        done = replace(chosen, names=(*names, *chosen.names))
        if not done.names:
            what = "no feed that ships is all of that" if choice else "no feed was named"
            raise UsageError(what, where="feeds", hint="name one, or --all, --category, --language, --country")
        if names:
            switch_feeds(con, names, enabled)
    if json_out:
        print_json_lines([{"feeds": list(done.names), "enabled": enabled}])
    else:
        switched = done.names if enabled else were_on.intersection(done.names)
        out.print(f"{counted(len(switched), 'feed')} switched {'on' if enabled else 'off'}.")
    return done
