"""Messages that wait when a prospect goes to another recruiter: theirs, and no longer the former one's."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from callnow.model import Delivery
from callnow.settings import Settings, load_settings
from callnow.store import reading, writing
from callnow.store.copies import publish
from callnow.store.outbox import save_deliveries
from callnow.terms import DeliveryState, TriggerState
from delivery.outbox import delivery_id
from flows.people.handing_over import hand_over_messages
from flows.running.delivering import deliver_waiting
from tests.conftest import Callnow
from tests.flows.people import MONDAY, PEOPLE, id_of, import_people, keep_triggers, rows
from tests.flows.test_touching import news_for

NOW = datetime.fromisoformat(MONDAY)


def told(home: Path, recruiter: str) -> list[str]:
    file = home / f"{recruiter}.jsonl"
    return [json.loads(line)["trigger_id"] for line in file.read_text().splitlines()] if file.exists() else []


def with_channels(callnow: Callnow, home: Path, folder: Path, more: str = "") -> Settings:
    """A home with people and a channel for each of two recruiters, and its settings."""
    import_people(callnow, folder)
    channels = "".join(
        f'[channels.{name.lower()}]\nkind = "jsonl"\npath = "{home / name.lower()}.jsonl"\nowners = ["{name}"]\n{more}'
        for name in ("Dana", "Ravi")
    )
    (home / "callnow.toml").write_text(channels)
    return load_settings(home)


def wait_for_dana(callnow: Callnow, home: Path, *prospects: str) -> None:
    """Has news of these people wait in Dana's channel for an hour."""
    settings = load_settings(home)
    keep_triggers(home, *(replace(news_for(callnow, id), owner="Dana") for id in prospects))
    planned = [
        Delivery(delivery_id(f"n-{id}", "dana"), f"n-{id}", "dana", next_try_at=NOW + timedelta(hours=1))
        for id in prospects
    ]
    with writing(settings) as con:
        save_deliveries(con, planned)
    publish(settings.database, settings.published)


@pytest.mark.parametrize("by", ["edit", "import"])
def test_a_waiting_message_goes_to_whose_prospect_it_is_now(
    callnow: Callnow, home: Path, tmp_path: Path, by: str
) -> None:
    """The former recruiter's channel hears nothing, the new one's gets the call; a list hands over as an edit does."""
    settings = with_channels(callnow, home, tmp_path)
    oscar, imke = id_of(callnow, "Óscar Brannigan"), id_of(callnow, "Imke Vandersloot")
    wait_for_dana(callnow, home, oscar, imke)
    if by == "edit":
        assert callnow("--at", MONDAY, "people", "edit", "oscar", "--owner", "Ravi").code == 0
    else:
        lines = PEOPLE.splitlines()
        moved = [line.replace("Dana", "Ravi") if "Brannigan,CFO" in line else line for line in lines]
        import_people(callnow, tmp_path, "2026-03-02T09:10+00:00", "\n".join(moved))
    deliver_waiting(settings, NOW + timedelta(hours=2))
    assert told(home, "dana") == [f"n-{imke}"]
    assert told(home, "ravi") == [f"n-{oscar}"]
    with reading(settings) as con:
        states = dict(con.execute(f"SELECT channel, state FROM delivery WHERE trigger_id = 'n-{oscar}'").fetchall())
    assert states == {"dana": "dropped", "ravi": "sent"}
    assert rows(callnow, f"SELECT owner FROM trigger WHERE id = 'n-{oscar}'") == [{"owner": "Ravi"}]


def test_a_message_comes_back_with_a_prospect(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """Given away by mistake and taken back before it is sent, it goes to the first recruiter, and to nobody else."""
    settings = with_channels(callnow, home, tmp_path, 'quiet_hours = "08:00-20:00"\n')
    imke = id_of(callnow, "Imke Vandersloot")
    wait_for_dana(callnow, home, imke)
    for owner in ("Ravi", "Dana"):
        assert callnow("--at", MONDAY, "people", "edit", "imke", "--owner", owner).code == 0
        deliver_waiting(settings, NOW)  # hands over; in quiet hours nothing is sent
    deliver_waiting(settings, NOW + timedelta(hours=20))
    assert (told(home, "dana"), told(home, "ravi")) == ([f"n-{imke}"], [])


def test_what_waits_for_an_address_that_was_corrected_goes_to_the_new_one(
    callnow: Callnow, home: Path, tmp_path: Path
) -> None:
    """Once, and as far as it is still to be called; who is named beside it is told nothing twice."""
    import_people(callnow, tmp_path)
    oscar, imke = id_of(callnow, "Óscar Brannigan"), id_of(callnow, "Imke Vandersloot")
    called = replace(news_for(callnow, imke), state=TriggerState.CALLED)
    keep_triggers(home, news_for(callnow, oscar), called)
    channel = (
        '[channels.mail]\nkind = "mail"\nhost = "127.0.0.1"\nsender = "callnow@example.com"\nrecipients = ["{}"]\n'
    )
    other = f'[channels.later]\nkind = "jsonl"\npath = "{home}/later.jsonl"\n'
    (home / "callnow.toml").write_text(channel.format('ann@example.com", "new@example.com') + other)
    settings = load_settings(home)
    ann = Delivery(delivery_id(f"n-{oscar}", "mail/ann@example.com"), f"n-{oscar}", "mail/ann@example.com")
    wrong = Delivery(delivery_id(f"n-{oscar}", "mail/nwe@example.com"), f"n-{oscar}", "mail/nwe@example.com")
    answered = Delivery(delivery_id(f"n-{imke}", "mail/nwe@example.com"), f"n-{imke}", "mail/nwe@example.com")
    gone = Delivery(delivery_id(f"n-{oscar}", "chat/x-1"), f"n-{oscar}", "chat/x-1")
    with writing(settings) as con:
        save_deliveries(con, [replace(ann, state=DeliveryState.SENT, sent_at=NOW), wrong, answered, gone])
        hand_over_messages(con, settings, NOW)
        hand_over_messages(con, settings, NOW)
        found = con.execute("SELECT channel, trigger_id, state FROM delivery ORDER BY ALL").fetchall()
    assert found == [
        ("chat/x-1", f"n-{oscar}", "pending"),
        ("mail/ann@example.com", f"n-{oscar}", "sent"),
        ("mail/new@example.com", f"n-{oscar}", "pending"),
        *sorted([("mail/nwe@example.com", f"n-{id}", "dropped") for id in (oscar, imke)]),
    ]


def test_what_waited_while_a_channel_was_not_named_is_sent_once_it_is_again(
    callnow: Callnow, home: Path, tmp_path: Path
) -> None:
    """A callnow.toml that was gone for one run costs no alert: it waits for the end of quiet hours and comes once; of
    calls that were made meanwhile nothing comes."""
    settings = with_channels(callnow, home, tmp_path, 'quiet_hours = "18:00-07:00"\n')
    oscar, imke = id_of(callnow, "Óscar Brannigan"), id_of(callnow, "Imke Vandersloot")
    wait_for_dana(callnow, home, oscar, imke)
    noon, night, morning = (NOW.replace(hour=hour) + timedelta(days=day) for hour, day in ((12, 0), (22, 0), (7, 1)))
    assert deliver_waiting(settings.model_copy(update={"channels": {}}), noon) == {"dead": 2}
    with writing(settings) as con:
        con.execute("UPDATE trigger SET state = 'called' WHERE id = $1", [f"n-{imke}"])
    assert deliver_waiting(settings, night) == {}
    assert deliver_waiting(settings, morning) == {"sent": 1}
    assert deliver_waiting(settings, morning) == {}
    assert told(home, "dana") == [f"n-{oscar}"]
