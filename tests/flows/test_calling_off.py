"""Calendars of channels follow how calls end: off the calendar when made, on it again when opened again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from callnow.model import Delivery, Employer, Prospect, Trigger
from callnow.settings import ChannelSettings, Settings
from callnow.store import held_open
from callnow.store.connection import writing
from callnow.store.outbox import save_deliveries
from callnow.store.people import save_prospects
from callnow.store.rows import add
from callnow.terms import Tier
from flows.calls.pausing import pause_people
from flows.running.delivering import deliver_due

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """A home whose calendar was told of a call tomorrow morning."""
    settings = Settings(
        home=tmp_path / "home", channels={"desk": ChannelSettings(kind="calendar", path=Path("calls.ics"))}
    )
    settings.home.mkdir()
    with held_open(settings):
        told = Trigger(
            "t1", "p1", "m1", "s1", "e1", "layoffs", Tier.CALL_NOW, 50.0, "Quorrel is closing.", "say", NOW,
            NOW + timedelta(days=30),
        )  # fmt: skip
        with writing(settings.database) as con:
            save_prospects(con, [Prospect("p1", "Ida Varn", "Quorrel", "m1")], [Employer("m1", "Quorrel")], NOW.date())
            add(con, "trigger", [told])
            save_deliveries(con, [Delivery("d1", "t1", "desk", next_try_at=NOW)])
        assert [d.state for d in deliver_due(settings, NOW)] == ["sent"]
        yield settings


def slots(settings: Settings) -> list[tuple[str, datetime, int]]:
    events = Calendar.from_ical((settings.home / "calls.ics").read_bytes()).walk("VEVENT")
    return [(str(e["status"]), e.decoded("dtstart"), int(e["sequence"])) for e in events]


def becomes(settings: Settings, state: str, now: datetime) -> None:
    """The call is answered so, and the outbox is drained, which has nothing to send."""
    with writing(settings.database) as con:
        con.execute("UPDATE trigger SET state = $state", {"state": state})
    assert list(deliver_due(settings, now)) == []


@pytest.mark.parametrize("state", ["called", "dismissed", "withdrawn", "wrong_event", "snoozed"])
def test_a_call_that_ended_reminds_nobody(settings: Settings, state: str) -> None:
    """What was made, put off or taken back before its time is cancelled; opened again, it stands again."""
    ((status, start, _),) = slots(settings)
    assert (status, start) == ("CONFIRMED", NOW + timedelta(hours=2, minutes=30))
    becomes(settings, state, NOW + timedelta(minutes=5))
    assert slots(settings) == [("CANCELLED", start, 1)]
    becomes(settings, "open", NOW + timedelta(minutes=10))
    assert slots(settings) == [("CONFIRMED", start, 2)]


def test_a_call_opened_again_after_its_time_gets_one_ahead(settings: Settings) -> None:
    """Its old time has passed, and would remind nobody; a call made after its time stays where it was."""
    becomes(settings, "dismissed", NOW + timedelta(minutes=5))
    later = NOW + timedelta(hours=5)
    becomes(settings, "open", later)
    ((status, start, _),) = slots(settings)
    assert status == "CONFIRMED"
    assert later <= start < later + timedelta(hours=1)
    becomes(settings, "called", later + timedelta(hours=3))
    assert slots(settings)[0][:2] == (status, start)


def test_nobody_is_reminded_of_somebody_who_is_paused(settings: Settings) -> None:
    """The call is off while the pause lasts, and stands again after it."""
    with writing(settings.database) as con:
        pause_people(con, ["p1"], NOW.date(), until=NOW.date() + timedelta(days=7))
    becomes(settings, "open", NOW + timedelta(minutes=5))
    assert slots(settings)[0][0] == "CANCELLED"
    becomes(settings, "open", NOW + timedelta(days=7, hours=1))
    ((status, start, _),) = slots(settings)
    assert (status, start) == ("CONFIRMED", NOW + timedelta(days=7, hours=2, minutes=30))


def test_a_calendar_that_is_not_ours_stops_nothing(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """It is told of in the log, and left as it is."""
    (settings.home / "calls.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    becomes(settings, "called", NOW + timedelta(minutes=5))
    assert "calls that ended could not be called off" in caplog.text


def test_a_recruiters_calendar_lets_go_of_who_went_to_another(settings: Settings) -> None:
    """The slot is off their calendar, and stands again where the prospect comes back to them."""
    owned = settings.model_copy(
        update={"channels": {"desk": settings.channels["desk"].model_copy(update={"owners": ("Ann",)})}}
    )
    for owner, status in (("Ann", "CONFIRMED"), ("Bo", "CANCELLED"), ("ann", "CONFIRMED")):
        with writing(settings.database) as con:
            con.execute("UPDATE trigger SET owner = $owner", {"owner": owner})
        assert list(deliver_due(owned, NOW + timedelta(minutes=5))) == []
        assert slots(settings)[0][0] == status
