"""What a person said of somebody by hand, beside what an import says later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from callnow.model import Prospect, stable_id
from callnow.people import PersonFields
from callnow.settings import load_settings
from callnow.store import writing
from callnow.store.people import all_prospects
from flows.people.by_hand import edit_person
from flows.people.keeping import keep_rows

DAY = date(2026, 3, 2)
ADA = {"id": stable_id("email", "ada@o.example"), "name": "Ada Quill", "employer": "Orbital Bakery"}


def test_notes_by_hand_stay_where_a_list_changes_its_own(home: Path) -> None:
    """A note typed in stands before the list's, old and new; a title that the list changes ends the one typed in."""
    settings = load_settings(home)
    with writing(settings) as con:

        def bring(**said: str) -> Prospect:
            keep_rows(con, [Prospect(**ADA, email="ada@o.example", **said)], DAY, "list")
            (ada,) = all_prospects(con)
            return ada

        ada = bring(title="CFO", notes="Met at the fair.")
        edit_person(con, ada, PersonFields(title="CEO", notes="Wants a shorter commute."), [], settings, DAY)
        ada = bring(title="CFO", notes="Met at the fair.")
        assert (ada.title, ada.notes) == ("CEO", "Wants a shorter commute.\nMet at the fair.")
        ada = bring(title="Chair", notes="Met twice.")
        assert (ada.title, ada.notes) == ("Chair", "Wants a shorter commute.\nMet twice.")
