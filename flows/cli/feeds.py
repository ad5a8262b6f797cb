"""callnow feeds: list, add, switch, remove, import and export, try one, health."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from callnow.counting import counted
from callnow.errors import UsageError
from callnow.languages import not_understood
from callnow.model import Announcement, CompanyEvent
from callnow.settings import Settings
from callnow.store import looking, writing
from callnow.store.feeds import KnownFeed, all_feeds, feed_health, remove_feed, switch_feed
from callnow.store.files import is_new
from callnow.terms import FeedVerdict
from flows.cli.choosing import ANY, Category, Choice, Country, Language, shipped, understood
from flows.cli.common import (
    FAILED,
    PARTLY,
    JsonOut,
    Work,
    cell,
    err,
    out,
    print_json_lines,
    print_table,
    tell,
    work,
    write_out,
)
from flows.coverage import health_of
from flows.declaring import declare_catalogue
from flows.publishing import publish_copy
from sources.catalogue import load_feeds
from sources.feed import Feed
from sources.opml import write_opml

if TYPE_CHECKING:
    from flows.subscribing import Added

# How switching on and switching off are told which feeds.
Names = Annotated[list[str] | None, typer.Argument(help="Names as `callnow feeds --all` prints them.")]
EveryOne = Annotated[bool, typer.Option("--all", help="Every feed that ships.")]

# Verdicts that want a look, the worst first.
TROUBLE = (FeedVerdict.FAILING, FeedVerdict.SILENT, FeedVerdict.PAUSED, FeedVerdict.LOW)

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
    choice = Choice(category, language, country)
    rows = feed_rows(work(context), everything, choice)
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
    from flows.subscribing import add_feeds  # noqa: PLC0415 - reading feeds takes a second to import

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
    settings = work(context).settings
    with writing(settings) as con:
        feeds = [Feed(**known.declared) for known in all_feeds(con) if known.enabled]
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
    """Switch feeds on; one that was paused is asked again. Those of a category are the ones in English."""
    choice = Choice(category, language, country)
    chosen, others = understood(shipped(choice, everything), choice)
    _switch(work(context).settings, [*(names or []), *chosen], enabled=True, json_out=json_out)
    if others:
        err.print(
            f"Those in other languages are left out ({', '.join(others)}): --language {ANY} takes them, too.",
            soft_wrap=True,
        )


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
    chosen = [row["name"] for row in shipped(Choice(category, language, country), everything)]
    _switch(work(context).settings, [*(names or []), *chosen], enabled=False, json_out=json_out)


@app.command("remove")
def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The feed's name.")],
    json_out: JsonOut = False,
) -> None:
    """Forget a feed that was added; what was read of it stays."""
    settings = work(context).settings
    with writing(settings) as con:
        found = remove_feed(con, name)
    if not found:
        raise _no_such(name)
    publish_copy(settings)
    if json_out:
        print_json_lines([{"removed": name}])
    else:
        out.print(f"{escape(name)} is forgotten.")


@app.command("try")
def try_one(
    context: typer.Context,
    address: Annotated[str, typer.Argument(help="The feed's or newsroom's address.")],
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
    from flows.subscribing import mended_by_allowing, try_feed  # noqa: PLC0415 - reading feeds takes a second to import
    from matching.detect import detect  # noqa: PLC0415 - the same

    job = work(context)
    result, items = try_feed(
        job.settings, Feed(name=address, url=address, kind=kind, allow_private=allow_private), job.now
    )
    if result.error:
        tell(mended_by_allowing(result.error, allow_private))
        raise typer.Exit(FAILED)
    if json_out:
        print_json_lines(map(_item, items[:most], detect(items[:most])))
        return
    out.print(
        f"[bold]{counted(len(items), 'item')}[/] in {result.seconds:.1f} s; next visit {_when(result.state.next_check_at, job)}."
    )
    rows = [
        {
            "published": "undated" if item.undated else item.published_at,
            "title": item.title,
            "detected": "\n".join(f"{e.type}: {e.company}" for e in events if e.certain) or "–",
        }
        for item, events in zip(items[:most], detect(items[:most]), strict=True)
    ]
    print_table(["published", "title", "detected"], rows)


def _item(item: Announcement, found: list[CompanyEvent]) -> dict[str, Any]:
    events = [{"type": event.type, "company": event.company} for event in found if event.certain]
    published = None if item.undated else item.published_at
    return {"id": item.id, "published_at": published, "title": item.title, "url": item.url, "events": events}


def _as_dict(added: Added) -> dict[str, Any]:
    return {
        "feeds": [feed.name for feed in added.feeds],
        "new": added.new,
        "known": len(added.feeds) - added.new,
        "updated": added.updated,
        "problems": [{"where": p.where, "what": p.what, "what_to_do": p.hint} for p in added.problems],
    }


def feed_rows(job: Work, everything: bool, choice: Choice = Choice()) -> list[dict[str, Any]]:  # noqa: B008 - frozen
    """The feeds with what is declared of them and their health, those in trouble first. Nothing is written."""
    known, health = _remembered(job.settings, job.now)
    meant = {row["name"] for row in choice.of(feed.declared for feed in known)}
    rows = []
    for feed in (one for one in known if one.declared["name"] in meant):
        if feed.enabled or everything:
            judged = health_of(feed, job.now)
            remembered = health.get(judged.feed, {})
            words = "; ".join(filter(None, (judged.words, not_understood(remembered))))
            told = {"state": judged.verdict, "health": words, "expected": judged.expected, "seen": judged.seen}
            rows.append(feed.declared | remembered | told)
    return sorted(rows, key=lambda row: TROUBLE.index(row["state"]) if row["state"] in TROUBLE else len(TROUBLE))


def _remembered(settings: Settings, now: datetime) -> tuple[list[KnownFeed], dict[str, dict[str, Any]]]:
    """The feeds as they are remembered, by name, those that ship and are new as they ship; and rows of their health."""
    known: dict[str, KnownFeed] = {}
    health: dict[str, dict[str, Any]] = {}
    if not is_new(settings.database):
        with looking(settings) as con:
            known = {feed.declared["name"]: feed for feed in all_feeds(con)}
            health = feed_health(con, now)
    for feed in load_feeds():
        known.setdefault(feed.name, KnownFeed(asdict(feed), feed.enabled, "catalogue", {}))
    return [feed for _, feed in sorted(known.items())], health


def _switch(settings: Settings, names: list[str], *, enabled: bool, json_out: bool) -> None:
    if not names:
        raise UsageError(
            "no feed was named", where="feeds", hint="name one, or --all, --category, --language, --country"
        )
    with writing(settings) as con:
        declare_catalogue(con)
        for name in names:
            if not switch_feed(con, name, enabled):
                raise _no_such(name)
    publish_copy(settings)
    if json_out:
        print_json_lines([{"feeds": names, "enabled": enabled}])
    else:
        out.print(f"{counted(len(names), 'feed')} switched {'on' if enabled else 'off'}.")


def _no_such(name: str) -> UsageError:
    return UsageError(f"no feed is called {name!r}", where="feeds", hint="`callnow feeds --all` lists the names")


def _when(moment: object, job: Work) -> str:
    return cell(moment) or "at the next run"
