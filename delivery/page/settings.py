"""Settings: what each is and where it is kept, changing it, the channels with a test of each, the recruiters' keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from callnow.errors import CallnowError
from callnow.kept_settings import KeptSetting
from callnow.paths import SETTINGS
from callnow.setting_tables.calls import WEEKDAYS
from callnow.store.activity import note_afterwards
from callnow.store.outbox import channel_states
from callnow.store.page import owners
from callnow.terms import Act
from delivery.page.clicks import Clicks
from delivery.page.gate import calendar_path
from delivery.page.keys import add_key, as_listed, calendar_word_of, read_keys, revoke_key
from delivery.page.lengths import ShortLine
from delivery.page.note import in_line
from delivery.page.render import is_htmx
from delivery.page.setting_fields import GROUPS, FieldShown, Group, field_id, fields_of_channel, shown
from delivery.page.settings_desk import NOBODY, WouldForget
from delivery.page.settings_saved import (
    Sent,
    SettingsOutcome,
    box_of,
    changed,
    channel_groups,
    kept_by_name,
    save_settings,
    saved_outcome,
)
from delivery.tested import Tested

Name = Annotated[str, Query(max_length=400)]
Names = Annotated[list[str] | None, Query(max_length=50)]
UNUSED: Mapping[str, Any] = {"last_sent_at": None, "waiting": 0, "dead": 0, "last_error": ""}
SHOWN_IN_GROUPS = frozenset(name for group in GROUPS for name in group.names)


@dataclass(frozen=True, slots=True)
class ShownChannel:
    """How a channel does (a row of `channel_states`), and how its test went."""

    kind: str
    state: Mapping[str, Any]
    tested: Sequence[Tested] = ()


@dataclass(frozen=True, slots=True)
class ShownBox:
    """Settings that are saved together, of a channel where they are one's; what was `said` of the last click, and what
    it `asks` before people are forgotten."""

    group: Group
    fields: Sequence[FieldShown]
    channel: ShownChannel | None = None
    said: str = ""
    asks: WouldForget = NOBODY

    @property
    def unsaved(self) -> bool:
        """Whether something stands in it as it was typed that is not kept."""
        return any(one.value != one.kept for one in self.fields)


@dataclass(frozen=True)
class SettingsPage:
    """Renders Settings as they are now, with what came of a click."""

    clicks: Clicks

    def render(self, request: Request, outcome: SettingsOutcome | None = None, status: int = 200) -> HTMLResponse:
        """The page; where htmx asked, the box alone that was clicked, so that what is typed in another one stays."""
        done, desk, renderer = outcome or SettingsOutcome(), self.clicks.desk, self.clicks.renderer
        kept, (states, known_owners) = kept_by_name(desk), self.known()
        values: dict[str, Any] = {"weekdays": WEEKDAYS, "countries": desk.settings_desk.countries()}
        if done.box and is_htmx(request):
            box = self._box(box_of(desk, done.box), kept, states, done)
            return renderer.part("setting_box.html.j2", box=box, **values)
        return renderer.page(
            request,
            "settings.html.j2",
            status,
            boxes=[self._box(group, kept, states, done) for group in GROUPS],
            channels=[self._box(group, kept, states, done) for group in channel_groups(desk)],
            others=[setting for setting in kept.values() if setting.name not in SHOWN_IN_GROUPS],
            keys=read_keys(desk.settings.home),
            owners=known_owners,
            outcome=done,
            file=str(desk.settings.home / SETTINGS),
            **values,
        )

    def known(self) -> tuple[dict[str, dict[str, Any]], list[str]]:
        """How the channels do, and who the recruiters are; nothing where nothing was read yet."""
        try:
            with self.clicks.database.reading() as con:
                return channel_states(con), owners(con)
        except CallnowError:
            return {}, []

    def _box(
        self, group: Group, kept: Mapping[str, KeptSetting], states: Mapping[str, dict[str, Any]], done: SettingsOutcome
    ) -> ShownBox:
        fields = shown(group.fields, kept, done.typed, done.refusals)
        known = self.clicks.desk.settings.channels.get(group.channel)
        state, tested = states.get(group.channel, UNUSED), done.tested.get(group.channel, ())
        channel = ShownChannel(known.kind, state, tested) if known else None
        clicked = done.box in group.names
        beside = [f"{name}: {why}" for name, why in done.refusals.items() if clicked and name not in group.names]
        said = " ".join((done.said, *beside)).strip() if clicked else ""
        return ShownBox(group, fields, channel, said, done.asks if clicked else NOBODY)


def settings(clicks: Clicks) -> APIRouter:
    """Settings and what is done there."""
    router, page, desk = APIRouter(), SettingsPage(clicks), clicks.desk

    @router.get("/settings")
    def all_settings(request: Request, box: Name = "", saved: Names = None) -> HTMLResponse:
        return page.render(request, saved_outcome(desk, box, saved or ()) if box else None)

    @router.post("/settings/save")
    def save(request: Request, sent: Sent) -> Response:
        outcome = save_settings(desk, sent)
        if outcome.refusals or outcome.asks.gone:
            return page.render(request, outcome, 422)
        if is_htmx(request):
            return page.render(request, outcome)
        told = urlencode({"box": outcome.box, "saved": outcome.saved}, doseq=True)  # whoever has no script is told, too
        return RedirectResponse(f"/settings?{told}#{field_id(box_of(desk, outcome.box).fields[0].name)}-save", 303)

    @router.post("/settings/test")
    def test(request: Request, sent: Sent) -> Response:
        tested = {sent.channel: desk.settings_desk.test(sent.channel)}
        box = fields_of_channel(sent.channel)[0].name
        return page.render(request, SettingsOutcome(box=box, typed=changed(sent, kept_by_name(desk)), tested=tested))

    _keys(router, page)
    return router


def _keys(router: APIRouter, page: SettingsPage) -> None:
    """The recruiters' keys."""
    desk, database = page.clicks.desk, page.clicks.database

    def note(act: Act, owner: str) -> None:
        if desk.settings.database.exists():
            note_afterwards(database.writing(), act, [" ".join(owner.split())])

    @router.post("/settings/keys/add")
    def add(request: Request, owner: ShortLine) -> Response:
        try:
            owner = as_listed(owner, page.known()[1])
            token = add_key(desk.settings.home, owner, desk.now())
        except CallnowError as error:
            return page.render(request, SettingsOutcome(key_refusal=in_line(error)), 422)
        note(Act.KEY_ADDED, owner)
        base = request.headers["host"]
        calendar = f"webcal://{base}{calendar_path(calendar_word_of(token))}"
        new_key = {"owner": owner, "address": f"{request.url.scheme}://{base}/?token={token}", "calendar": calendar}
        return page.render(request, SettingsOutcome(new_key=new_key))

    @router.post("/settings/keys/revoke")
    def revoke(request: Request, owner: ShortLine) -> Response:
        try:
            revoke_key(desk.settings.home, owner, desk.now())
        except CallnowError as error:
            return page.render(request, SettingsOutcome(key_refusal=in_line(error)), 422)
        note(Act.KEY_REVOKED, owner)
        return RedirectResponse("/settings#keys", 303)
