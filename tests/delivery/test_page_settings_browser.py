"""Settings in the system's Chromium: what was saved is said, what is typed elsewhere stays, forgetting is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.settings import load_settings
from callnow.store.connection import writing
from tests.delivery.page_browser import axe_api, needs_chromium, sync_api
from tests.delivery.page_desk import Served, morning

pytestmark = needs_chromium
expect = sync_api.expect


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = morning(tmp_path_factory)
    with writing(home / "callnow.duckdb") as con:
        con.execute("UPDATE rhythm SET known_since = DATE '2026-03-01'")
    (home / "callnow.toml").write_text('[channels.table]\nkind = "csv"\npath = "out.csv"\n', encoding="utf-8")
    return home


def may_leave(tab: sync_api.Page) -> bool:
    return bool(tab.evaluate("() => dispatchEvent(new Event('beforeunload', {cancelable: true}))"))


@pytest.mark.integration
def test_saving_one_box_leaves_the_others_as_they_are(tab: sync_api.Page, page: Served) -> None:
    """It says what was saved beside the button; what is half typed in another box stays, and is not left unasked."""
    tab.goto(f"{page.base}/settings")
    boxes = tab.locator("form.record")
    assert may_leave(tab)
    tab.get_by_label("Your time zone").fill("Europe/Berl")
    tab.get_by_label("Calls a day").fill("25")
    boxes.nth(0).get_by_role("button", name="Save").click()
    expect(boxes.nth(0).get_by_role("status")).to_contain_text("Saved. Calls a day, for each recruiter: 25.")
    expect(tab.get_by_label("Your time zone")).to_have_value("Europe/Berl")
    assert not may_leave(tab)
    tab.get_by_label("Your time zone").fill("Europe/Berlin")
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri"):
        boxes.nth(1).get_by_text(day, exact=False).first.click()
    boxes.nth(1).get_by_role("button", name="Save").click()
    expect(boxes.nth(1).get_by_role("alert")).to_contain_text("Tick at least one day")
    assert not may_leave(tab)
    boxes.nth(1).get_by_text("Tue").first.click()
    boxes.nth(1).get_by_role("button", name="Save").click()
    expect(boxes.nth(1).get_by_role("status")).to_contain_text("Working days: tuesday; Your time zone: Europe/Berlin.")
    assert may_leave(tab)
    assert load_settings(page.settings.home).cadence.working_days == ("tuesday",)
    tab.get_by_label("Messages a day").fill("3")
    tab.get_by_role("button", name="Send a test").click()
    expect(boxes.nth(3).get_by_text("can be written")).to_be_visible()
    expect(tab.get_by_label("Messages a day")).to_have_value("3")
    assert not may_leave(tab)


@pytest.mark.integration
def test_forgetting_takes_a_second_click(tab: sync_api.Page, page: Served) -> None:
    """Save, and Enter in a field, ask how often they like."""
    tab.goto(f"{page.base}/settings")
    days = tab.get_by_label("Forget people")
    days.fill("1")
    days.press("Enter")
    button = tab.get_by_role("button", name="of 5 people")
    expect(button).to_be_visible()
    assert not axe_api.Axe().run(tab).response["violations"]
    with tab.expect_response("**/settings/save"):
        tab.locator("form.record").nth(2).get_by_role("button", name="Save").click()
    expect(button).to_be_visible()
    assert load_settings(page.settings.home).privacy.retention_days == 0
    button.click()
    expect(button).to_have_count(0)
    assert load_settings(page.settings.home).privacy.retention_days == 1
