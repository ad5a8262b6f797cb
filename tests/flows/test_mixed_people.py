"""Two people whom an older import made one are found, and what to do is said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from callnow.settings import load_settings
from callnow.store import writing
from callnow.store.copies import publish
from callnow.store.records import records_of, save_records
from flows.people.merging import make_prospects
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, import_people


def test_two_names_of_one_running_id_are_told(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """A row that was once another person's is named, a changed surname is not; once the name is dropped none is."""
    import_people(callnow, tmp_path)
    settings = load_settings(home)
    imke, oscar = id_of(callnow, "Imke Vandersloot"), id_of(callnow, "Óscar Brannigan")
    with writing(settings) as con:
        for id, before in ((imke, "Tad Winslowe"), (oscar, "Óscar Tallow")):
            (record,) = records_of(con, [id])
            given = replace(record.given, second=replace(record.given.second, names=(before,)))
            save_records(con, [replace(record, given=given)])
        make_prospects(con, [imke, oscar], record.changed_on)
    publish(settings.database, settings.published)
    told = callnow("doctor")
    assert told.code == 0, told.err
    assert "Imke Vandersloot was also called Tad Winslowe" in " ".join(told.out.split())
    assert f"callnow people show {imke}" in " ".join(told.out.split())
    assert [one["prospect_id"] for one in map(json.loads, callnow("doctor", "--json").out.splitlines())] == [imke]
    assert callnow("--at", MONDAY, "people", "edit", imke, "--drop", "Tad Winslowe").code == 0
    assert callnow("doctor", "--json").out == ""
