"""Messages that wait when a prospect goes to another recruiter: theirs, and no longer the former one's."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from callnow.model import Delivery
from callnow.settings import load_settings
from callnow.store import reading, writing
from callnow.store.copies import publish
from callnow.store.outbox import save_deliveries
from flows.running.delivering import deliver_waiting
from tests.conftest import Callnow
from tests.flows.people import MONDAY, PEOPLE, id_of, import_people, keep_triggers, rows
from tests.flows.test_touching import news_for

NOW = datetime.fromisoformat(MONDAY)


def told(home: Path, recruiter: str) -> list[str]:
    file = home / f"{recruiter}.jsonl"
    return [json.loads(line)["trigger_id"] for line in file.read_text().splitlines()] if file.exists() else []


@pytest.mark.parametrize("by", ["edit", "import"])
def test_a_waiting_message_goes_to_whose_prospect_it_is_now(
    callnow: Callnow, home: Path, tmp_path: Path, by: str
) -> None:
    """The former recruiter's channel hears nothing, the new one's gets the call; a list hands over as an edit does."""
    import_people(callnow, tmp_path)
    channels = "".join(
        f'[channels.{name.lower()}]\nkind = "jsonl"\npath = "{home / name.lower()}.jsonl"\nowners = ["{name}"]\n'
        for name in ("Dana", "Ravi")
    )
    (home / "callnow.toml").write_text(channels)
    settings, oscar, imke = load_settings(home), id_of(callnow, "Óscar Brannigan"), id_of(callnow, "Imke Vandersloot")
    keep_triggers(home, *(replace(news_for(callnow, id), owner="Dana") for id in (oscar, imke)))
    with writing(settings) as con:
        save_deliveries(
            con, [Delivery(f"d-{id}", f"n-{id}", "dana", next_try_at=NOW + timedelta(hours=1)) for id in (oscar, imke)]
        )
    publish(settings.database, settings.published)
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
