"""Settings: what each is and where it is kept, changing it, the channels with a test of each, the recruiters' keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from callnow.errors import CallnowError
from callnow.kept_settings import KeptSetting, as_typed
from callnow.paths import SETTINGS
from callnow.setting_tables import WEEKDAYS
from callnow.store.activity import note_afterwards
from callnow.store.outbox import channel_states
from callnow.store.page import owners
from callnow.terms import Act
from delivery.page.clicks import Clicks
from delivery.page.gate import calendar_path
from delivery.page.keys import add_key, as_listed, calendar_word_of, read_keys, revoke_key
from delivery.page.lengths import ShortLine
from delivery.page.note import in_line
from delivery.page.setting_fields import GROUPS, FieldShown, fields_of_channel, shown
from delivery.tested import Tested

LONGEST = 2000  # characters of a value; the longest that makes sense is a list of days
UNUSED: Mapping[str, Any] = {"last_sent_at": None, "waiting": 0, "dead": 0, "last_error": ""}
SHOWN_IN_GROUPS = frozenset(one.name for group in GROUPS for one in group.fields)


@dataclass(frozen=True, slots=True)
class ShownChannel:
    """One channel: how it does (a row of `channel_states`), what of it can be changed, how its test went."""

    name: str
    kind: str
    state: Mapping[str, Any]
    fields: Sequence[FieldShown]
    tested: Sequence[Tested] = ()


@dataclass(frozen=True, slots=True)
class SettingsOutcome:
    """What a click on the page did: what was typed and refused, how a test went, a new key with its addresses."""

    typed: Mapping[str, str] = field(default_factory=dict)
    refusals: Mapping[str, str] = field(default_factory=dict)
    tested: Mapping[str, Sequence[Tested]] = field(default_factory=dict)
    new_key: Mapping[str, str] = field(default_factory=dict)
    key_refusal: str = ""


async def typed_settings(request: Request) -> dict[str, str]:
    """The form of a group as it was sent; several values of one name are a list."""
    form: FormData = await request.form()
    sent = {name: tuple(str(part) for part in form.getlist(name)) for name in form}
    return {name: (parts[0] if len(parts) == 1 else as_typed(parts))[:LONGEST] for name, parts in sent.items()}


Typed = Annotated[dict[str, str], Depends(typed_settings)]


@dataclass(frozen=True)
class SettingsPage:
    """Renders Settings as they are now, with what came of a click."""

    clicks: Clicks

    def render(self, request: Request, outcome: SettingsOutcome | None = None, status: int = 200) -> HTMLResponse:
        done, desk = outcome or SettingsOutcome(), self.clicks.desk
        kept = {setting.name: setting for setting in desk.settings_desk.kept()}
        states, known_owners = self.known()
        return self.clicks.renderer.page(
            request,
            "settings.html.j2",
            status,
            groups=[(group, shown(group.fields, kept, done.typed, done.refusals)) for group in GROUPS],
            channels=[self._channel(name, kept, states, done) for name in desk.settings.channels],
            others=[setting for setting in kept.values() if setting.name not in SHOWN_IN_GROUPS],
            weekdays=WEEKDAYS,
            countries=desk.settings_desk.countries(),
            keys=read_keys(desk.settings.home),
            owners=known_owners,
            outcome=done,
            file=str(desk.settings.home / SETTINGS),
        )

    def known(self) -> tuple[dict[str, dict[str, Any]], list[str]]:
        """How the channels do, and who the recruiters are; nothing where nothing was read yet."""
        try:
            with self.clicks.database.reading() as con:
                return channel_states(con), owners(con)
        except CallnowError:
            return {}, []

    def _channel(
        self, name: str, kept: Mapping[str, KeptSetting], states: Mapping[str, dict[str, Any]], done: SettingsOutcome
    ) -> ShownChannel:
        row = states.get(name, UNUSED)
        fields = shown(fields_of_channel(name), kept, done.typed, done.refusals)
        kind = self.clicks.desk.settings.channels[name].kind
        return ShownChannel(name, kind, row, fields, done.tested.get(name, ()))


def settings(clicks: Clicks) -> APIRouter:
    """Settings and what is done there."""
    router, page, desk = APIRouter(), SettingsPage(clicks), clicks.desk

    @router.get("/settings")
    def all_settings(request: Request) -> HTMLResponse:
        return page.render(request)

    @router.post("/settings/save")
    def save(request: Request, typed: Typed) -> Response:
        kept = {setting.name: setting for setting in desk.settings_desk.kept()}
        new = {
            name: text
            for name, text in typed.items()
            if text.strip() != (kept[name].value if name in kept else "") and not _is_held(kept.get(name))
        }
        if wrong := desk.settings_desk.change(new) if new else ():
            refusals = {refusal.setting: f"{refusal.what}: {refusal.hint}" for refusal in reversed(wrong)}
            return page.render(request, SettingsOutcome(typed=typed, refusals=refusals), 422)
        return RedirectResponse("/settings", 303)

    @router.post("/settings/test")
    def test(request: Request, channel: ShortLine) -> Response:
        return page.render(request, SettingsOutcome(tested={channel: desk.settings_desk.test(channel)}))

    _keys(router, page)
    return router


def _is_held(kept: KeptSetting | None) -> bool:
    return bool(kept and kept.variable)


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
