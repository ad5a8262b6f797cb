"""Feeds: which there are, how each is, what it brought; switching on and off, adding after a look, trying, removing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi import Form as Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from callnow.counting import counted
from callnow.errors import CallnowError
from callnow.feeds import ListedFeed, NewFeed, TriedFeed
from callnow.languages import UNDERSTOOD, language_name
from delivery.clean import clean_text
from delivery.page.clicks import Clicks
from delivery.page.feed_views import SHOW, FeedsWanted, feeds_at, load_feeds, load_row
from delivery.page.lengths import Line, Words
from delivery.page.note import ClickNote, in_sentences
from delivery.page.render import is_htmx

MOST = 500  # feeds in one request
Address = Annotated[str, Field(max_length=2000)]
Switch = Annotated[bool, Field()]
Lines = Annotated[list[str] | None, Field(max_length=MOST)]


def asked(
    q: Words = "",
    category: Words = "",
    language: Words = "",
    show: Words = "",
    page: Annotated[int, Query(ge=1, le=9999)] = 1,
) -> FeedsWanted:
    """What an address asks for: which feeds to show, and which page of them."""
    return FeedsWanted(q, category, language, show, page)


def typed(address: Address = "", kind: Line = "", name: Line = "", company: Line = "") -> NewFeed:
    """The form for a feed to add, as it was filled in."""
    return NewFeed(address.strip(), kind.strip(), name.strip(), company.strip())


Asked = Annotated[FeedsWanted, Depends(asked)]
Typed = Annotated[NewFeed, Depends(typed)]


def feeds(clicks: Clicks) -> APIRouter:
    """The list of feeds and all that is done with it."""
    view = _View(clicks)
    router = APIRouter()

    @router.get("/feeds")
    def listed(request: Request, wanted: Asked, add: Words = "", company: Words = "") -> Response:
        """The list; `add` and `company` fill in the form for a feed to add, as the view of employers asks."""
        return view.page(request, wanted, new=NewFeed(add.strip(), company=company.strip()))

    _switching(router, view)
    _looking(router, view)
    _adding(router, view)
    return router


class _View:
    """What the routes share: the list as it is wanted, and the answer after a click."""

    def __init__(self, clicks: Clicks) -> None:
        self.desk, self.database, self.renderer = clicks.desk, clicks.database, clicks.renderer

    def page(self, request: Request, wanted: FeedsWanted, status: int = 200, **values: Any) -> Response:
        """The whole page, or the list alone where its filters ask."""
        with feeds_at(self.database, self.desk) as con:
            board = load_feeds(con, self.desk, wanted, self.desk.feeds.listed(con))
        shown: dict[str, Any] = {"board": board, "shows": SHOW, "kinds": self.desk.feeds.kinds, "new": NewFeed("")}
        shown |= values
        if is_htmx(request):
            answer = self.renderer.part("feed_list.html.j2", **shown)
            answer.headers["HX-Replace-Url"] = f"/feeds{board.wanted.query}"
            return answer
        return self.renderer.page(request, "feeds.html.j2", status, **shown)

    def after(
        self,
        request: Request,
        wanted: FeedsWanted,
        note: ClickNote,
        changed: Sequence[str] = (),
        *,
        added: bool = False,
    ) -> Response:
        """What was done, and the list, or the row of the one feed (by id) that changed; without script, the page anew.

        Where something was added, the form is empty again.
        """
        if not is_htmx(request):
            return RedirectResponse(f"/feeds{wanted.query}", 303)
        with feeds_at(self.database, self.desk) as con:
            feeds = self.desk.feeds.listed(con)
            board = load_feeds(con, self.desk, wanted, feeds)
            row = load_row(con, self.desk, changed[0], feeds) if len(changed) == 1 else None
        values: dict[str, Any] = {"board": board, "row": row, "note": note, "added": added}
        if added:
            values |= {"new": NewFeed(""), "kinds": self.desk.feeds.kinds}
        return self.renderer.part("feeds_changed.html.j2", **values)

    def known(self, ids: Sequence[str]) -> list[ListedFeed]:
        """The feeds of these ids; there is nothing here (404) where one is unknown."""
        with feeds_at(self.database, self.desk) as con:
            by_id = {feed.id: feed for feed in self.desk.feeds.listed(con)}
        if not ids or not by_id.keys() >= set(ids):
            raise HTTPException(404)
        return [by_id[feed_id] for feed_id in ids]


def _switching(router: APIRouter, view: _View) -> None:
    """On, off and away."""
    database, lent = view.database, view.desk.feeds

    @router.post("/feeds/switch")
    def switch(request: Request, wanted: Asked, on: Switch, feed: Lines = None) -> Response:
        chosen = [feed_listed for feed_listed in view.known(feed or []) if feed_listed.enabled != on]
        with database.writing() as con:
            lent.switch(con, [feed_listed.name for feed_listed in chosen], on)
        return view.after(request, wanted, _switched(chosen, on), feed or [])

    @router.post("/feeds/switch-category")
    def switch_category(request: Request, wanted: Asked, on: Switch) -> Response:
        before = {feed.name: feed for feed in _all(view)}
        with database.writing() as con:
            done = lent.switch_category(con, wanted.category, wanted.language, on)
        changed = [before[name] for name in done.names if before[name].enabled != on]
        note = _switched(changed, on)
        if done.other_languages:
            others = ", ".join(sorted(map(language_name, done.other_languages)))
            left_out = f"{counted(done.left_out, 'feed')} in {others} left out:"
            words = f"{note.words} {left_out} only {language_name(UNDERSTOOD)} is understood."
            note = ClickNote(words, note.undo_at, note.undo)
        return view.after(request, wanted, note)

    @router.post("/feeds/search")
    def switch_search(request: Request, wanted: Asked, on: Switch) -> Response:
        with database.writing() as con:
            lent.switch_search(con, on)
        words = (
            "Each employer is searched for once a day, from the next run on."
            if on
            else "No employer is searched for any more."
        )
        return view.after(request, wanted, ClickNote(words, "/feeds/search", (("on", "false" if on else "true"),)))

    @router.post("/feeds/remove")
    def remove(request: Request, wanted: Asked, feed: Line) -> Response:
        (gone,) = view.known([feed])
        if gone.origin != "added":
            return view.after(request, wanted, ClickNote("A feed that ships can only be switched off.", bad=True))
        with database.writing() as con:
            lent.remove(con, gone.name)
        kept = (("url", gone.url), ("kind", str(gone.declared["kind"])), ("name", gone.name), ("company", gone.company))
        note = ClickNote(f"{_named(gone)} is removed; what was read of it stays.", "/feeds/add", (*kept, ("pick", "0")))
        return view.after(request, wanted, note)


def _looking(router: APIRouter, view: _View) -> None:
    """What an address brings, or a feed of the list once more."""
    renderer, lent = view.renderer, view.desk.feeds

    @router.post("/feeds/look")
    def look(request: Request, wanted: Asked, new: Typed) -> Response:
        """What an address brings; without script on the page, with the form as it was filled in."""
        refusal = ""
        looked_at: tuple[TriedFeed, ...] = ()
        if not new.address:
            refusal = "No address was given: paste the address of a feed or of a page with news."
        else:
            try:
                looked_at = lent.look(new)
            except CallnowError as error:
                refusal = in_sentences(error)
        known = {feed.url: feed for feed in _all(view)}
        values: dict[str, Any] = {
            "new": new,
            "refusal": refusal,
            "looked": looked_at,
            "known": known,
            "kinds": lent.kinds,
        }
        if is_htmx(request):
            return renderer.part("feed_add.html.j2", **values)
        return view.page(request, wanted, 422 if refusal else 200, **values)

    @router.post("/feeds/try")
    def try_again(request: Request, wanted: Asked, feed: Line) -> Response:
        (listed,) = view.known([feed])
        refusal, tried = "", None
        try:
            tried = lent.try_again(listed)
        except CallnowError as error:
            refusal = in_sentences(error)
        values: dict[str, Any] = {"feed": listed, "tried": tried, "refusal": refusal}
        if is_htmx(request):
            return renderer.part("feed_tried.html.j2", **values)
        return renderer.page(request, "feed_trial.html.j2", wanted=wanted, **values)


def _adding(router: APIRouter, view: _View) -> None:
    """What was looked at is added."""
    lent = view.desk.feeds

    @router.post("/feeds/add")
    def add(
        request: Request, wanted: Asked, pick: Lines = None, url: Lines = None, kind: Lines = None, name: Lines = None,
        company: Lines = None,
    ) -> Response:  # fmt: skip
        """Adds those that were picked, each by its place among what was looked at."""
        rows = [NewFeed(*row) for row in zip(url or [], kind or [], name or [], company or [], strict=False)]
        chosen = [rows[int(number)] for number in pick or [] if number.isdecimal() and int(number) < len(rows)]
        if not chosen:
            return view.after(request, wanted, ClickNote("Nothing was chosen to be added.", bad=True))
        lists = [picked for picked in chosen if picked.kind == "opml"]
        try:
            names = [feed for picked in lists for feed in lent.add_list(picked)]
            with view.database.writing() as con:
                names += lent.add(con, [picked for picked in chosen if picked not in lists])
        except CallnowError as error:
            return view.after(request, wanted, ClickNote(in_sentences(error), bad=True))
        added = [feed for feed in _all(view) if feed.name in names]
        note = ClickNote(
            f"{_them(added)} added and switched on. The next run reads {'it' if len(added) == 1 else 'them'}."
        )
        return view.after(request, wanted, note, added=True)


def _all(view: _View) -> list[ListedFeed]:
    with feeds_at(view.database, view.desk) as con:
        return view.desk.feeds.listed(con)


def _switched(changed: Sequence[ListedFeed], on: bool) -> ClickNote:
    how = "on" if on else "off"
    if not changed:
        return ClickNote(f"Nothing changed: it is {how} already.")
    undo = (("on", "false" if on else "true"), *(("feed", feed.id) for feed in changed[:MOST]))
    return ClickNote(f"{_them(changed)} switched {how}.", "/feeds/switch", undo)


def _them(feeds: Sequence[ListedFeed]) -> str:
    return f"{_named(feeds[0])} is" if len(feeds) == 1 else f"{counted(len(feeds), 'feed')} are"


def _named(feed: ListedFeed) -> str:
    return f"“{clean_text(feed.name, 80)}”"
