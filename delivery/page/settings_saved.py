"""Saving a box of settings: only what was changed in it, told where another window or the file changed it meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, HTTPException
from starlette.requests import Request

from callnow.kept_settings import KeptSetting, as_typed
from callnow.setting_tables.calls import RETENTION
from delivery.clean import clean_text
from delivery.page.desk import Desk
from delivery.page.setting_fields import GROUPS, WAS, Group, fields_of_channel
from delivery.page.settings_desk import NOBODY, WouldForget
from delivery.tested import Tested

LONGEST = 2000  # characters of a value; the longest that makes sense is a list of days
WORKING_DAYS = "cadence.working_days"
NO_DAY = "Tick at least one day: without one, no call would ever be due."


@dataclass(frozen=True, slots=True)
class SentSettings:
    """A box as it was sent: what stands in its fields, what stood in them when it was shown, how many people may be
    forgotten, and the channel of a test."""

    typed: Mapping[str, str]
    was: Mapping[str, str]
    may_forget: int = 0
    channel: str = ""


async def sent_settings(request: Request) -> SentSettings:
    """The form of a box as it was sent; several values of one name are a list, a list without any is empty."""
    form = await request.form()
    parts = {name: tuple(str(part) for part in form.getlist(name)) for name in form}
    texts = {name: (own[0] if len(own) == 1 else as_typed(own))[:LONGEST] for name, own in parts.items()}
    may_forget, channel = texts.pop("may_forget", ""), texts.pop("channel", "")
    was = {name.removeprefix(WAS): texts.pop(name) for name in parts if name.startswith(WAS)}
    return SentSettings(dict.fromkeys(was, "") | texts, was, int(may_forget) if may_forget.isdecimal() else 0, channel)


@dataclass(frozen=True, slots=True)
class SettingsOutcome:
    """What a click on the page did: what was saved (names, and in words), in which box (the name of one of its
    settings); what was typed and refused, what is asked, how a test went, a new key with its addresses."""

    box: str = ""
    said: str = ""
    saved: Sequence[str] = ()
    asks: WouldForget = NOBODY
    typed: Mapping[str, str] = field(default_factory=dict)
    refusals: Mapping[str, str] = field(default_factory=dict)
    tested: Mapping[str, Sequence[Tested]] = field(default_factory=dict)
    new_key: Mapping[str, str] = field(default_factory=dict)
    key_refusal: str = ""


Sent = Annotated[SentSettings, Depends(sent_settings)]


def kept_by_name(desk: Desk) -> dict[str, KeptSetting]:
    """All settings as they are kept now."""
    return {setting.name: setting for setting in desk.settings_desk.kept()}


def channel_groups(desk: Desk) -> list[Group]:
    """What of each channel can be changed."""
    return [Group(name, "", fields_of_channel(name), name) for name in desk.settings.channels]


def box_of(desk: Desk, name: str) -> Group:
    """The box that a setting stands in; there is nothing here (404) where none does."""
    for group in (*GROUPS, *channel_groups(desk)):
        if name in group.names:
            return group
    raise HTTPException(404)


def changed(sent: SentSettings, kept: Mapping[str, KeptSetting]) -> dict[str, str]:
    """What was changed in a box since it was shown; what a variable holds cannot be."""
    held = {name for name in sent.typed if name in kept and kept[name].variable}
    return {
        name: text
        for name, text in sent.typed.items()
        if name not in held and text.strip() != sent.was.get(name, _value(kept, name))
    }


def save_settings(desk: Desk, sent: SentSettings) -> SettingsOutcome:
    """Saves what was changed in a box, all or none; one that would have people forgotten once that was agreed to. There
    is nothing here (404) for a setting that no box has: that is refused before anything is written."""
    for name in sent.typed:
        box_of(desk, name)
    box, kept = next(iter(sent.typed), ""), kept_by_name(desk)
    new = changed(sent, kept)
    if refusals := _refusals(new, sent.was, {name: _value(kept, name) for name in new}):
        return SettingsOutcome(box, typed=new, refusals=refusals)
    asks = desk.settings_desk.would_forget(new[RETENTION]) if RETENTION in new else NOBODY
    if asks.gone > sent.may_forget:
        return SettingsOutcome(box, asks=asks, typed=new)
    if wrong := desk.settings_desk.change(new) if new else ():
        refusals = {refusal.setting: f"{refusal.what}: {refusal.hint}" for refusal in reversed(wrong)}
        return SettingsOutcome(box, typed=new, refusals=refusals)
    return saved_outcome(desk, box, tuple(new))


def saved_outcome(desk: Desk, box: str, saved: Sequence[str]) -> SettingsOutcome:
    """What is said once these settings of a box are saved, with the values that are kept; 404 where no box has one."""
    for name in (box, *saved):
        box_of(desk, name)
    return SettingsOutcome(box, _in_words(desk, saved), saved)


def _refusals(new: Mapping[str, str], was: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a change before it is tried: it would undo another, or leaves no day to call on."""
    undone = {
        name: f"This was changed to {clean_text(now[name], 80) or 'nothing'} meanwhile, in another window or in "
        "the file. Save again if yours is to count."
        for name, text in new.items()
        if was.get(name, now[name]) != now[name] != text.strip()
    }
    return undone | ({WORKING_DAYS: NO_DAY} if new.get(WORKING_DAYS) == "" else {})


def _in_words(desk: Desk, new: Sequence[str]) -> str:
    """What was saved."""
    if not new:
        return "Nothing was changed."
    kept, labels = kept_by_name(desk), {field.name: field.label for field in box_of(desk, new[0]).fields}
    saved = (f"{labels.get(name, name)}: {clean_text(_value(kept, name), 120) or 'nothing'}" for name in new)
    return f"Saved. {'; '.join(saved)}."


def _value(kept: Mapping[str, KeptSetting], name: str) -> str:
    """A setting's value as it is kept; "" for one of a table that nobody wrote."""
    return kept[name].value if name in kept else ""
