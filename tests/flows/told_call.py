"""A call that a channel was told to make, whose news is denied or confirmed afterwards, for tests of withdrawals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from callnow.model import Announcement, CompanyEvent, Delivery, Employer, Prospect, Report, Story, Trigger
from callnow.settings import ChannelSettings, Settings
from callnow.store import held_open
from callnow.store.connection import writing
from callnow.store.news import Kept, Understood, keep_understood
from callnow.store.outbox import save_deliveries
from callnow.store.people import save_prospects
from callnow.store.rows import add, fetch, from_row
from callnow.store.sql import Connection
from callnow.store.withdrawals import withdrawal_id
from callnow.terms import Certainty, DeliveryState, Tier
from delivery.message import Channel
from delivery.outbox import delivery_id
from flows.running import delivering
from flows.running.delivering import deliver_due
from tests.flows.outboxes import Desk
from tests.flows.whole_run import DAY, HOUR, NOW

TOLD, BACK = delivery_id("t1", "desk"), withdrawal_id(delivery_id("t1", "desk"))
CALL = Trigger(
    "t1", "p1", "m1", "s1", "e1", "layoffs", Tier.CALL_NOW, 50.0, "Quorrel is cutting 400 jobs.", "I saw that …",
    NOW, NOW + timedelta(days=30),
)  # fmt: skip
CUTS = CompanyEvent("e1", "a1", "layoffs", "Quorrel", Certainty.ANNOUNCED, sentence="Quorrel cuts 400 jobs.")
DENIES = replace(CUTS, id="e2", announcement_id="a2", certainty=Certainty.DENIED, sentence="Quorrel denies job cuts.")


def report(event: CompanyEvent, hours: int = 0) -> Report:
    return Report(event, event.sentence, f"https://wire.example.com/{event.id}", "wire", NOW + hours * HOUR)


STORY = Story("s1", "layoffs", "m1", "m1", (report(CUTS),))
DENIED = replace(STORY, reports=(*STORY.reports, report(DENIES, 2)))


def save_people(con: Connection, ids: Sequence[str]) -> None:
    people = [Prospect(id, f"Ida Varn {id[1:]}", "Quorrel", "m1") for id in ids]
    save_prospects(con, people, [Employer("m1", "Quorrel")], NOW.date())


def settings_of(home: Path, **channel: object) -> Settings:
    return Settings(home=home, channels={"desk": ChannelSettings(kind="console", **channel)})  # type: ignore[arg-type]


def told_home(tmp_path: Path) -> Iterator[Settings]:
    """A home whose one channel was told to call Ida Varn at NOW."""
    settings = settings_of(tmp_path / "home")
    settings.home.mkdir()
    with held_open(settings):
        texts = [Announcement(f"a{n}", "wire", "Jobs", "", f"https://wire.example.com/e{n}", NOW, NOW) for n in (1, 2)]
        with writing(settings.database) as con:
            save_prospects(con, [Prospect("p1", "Ida Varn", "Quorrel", "m1")], [Employer("m1", "Quorrel")], NOW.date())
            add(con, "announcement", texts)
            keep_understood(con, Understood((), events=(CUTS, DENIES), stories=(STORY,), triggers=(CALL,)), NOW)
            sent = Delivery(TOLD, "t1", "desk", DeliveryState.SENT, 1, sent_at=NOW, tier=Tier.CALL_NOW)
            save_deliveries(con, [sent])
        yield settings


def channel_in_use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Channel], None]:
    return lambda channel: monkeypatch.setattr(delivering, "open_channels", lambda *_: {"desk": channel})


def desk_in_use(use: Callable[[Channel], None]) -> Desk:
    desk = Desk()
    use(desk)
    return desk


def deny(settings: Settings, *, withdraws: bool = True) -> Kept:
    """The news is denied, two hours after it was told."""
    with writing(settings.database) as con:
        batch = Understood((), stories=(DENIED,), denied=("s1",))
        return keep_understood(con, batch, NOW + 2 * HOUR, withdraws=withdraws)


def confirm(settings: Settings) -> None:
    with writing(settings.database) as con:
        keep_understood(con, Understood((), stories=(DENIED,), confirmed=("s1",)), NOW + DAY)


def drained(settings: Settings, at: datetime = NOW + 2 * HOUR) -> list[str]:
    """The ids of the deliveries that were sent then."""
    return [d.id for d in deliver_due(settings, at) if d.state is DeliveryState.SENT]


def kept(settings: Settings) -> dict[str, Delivery]:
    with writing(settings.database) as con:
        return {row["id"]: from_row(Delivery, row) for row in fetch(con, "FROM delivery")}
