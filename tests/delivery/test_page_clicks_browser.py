"""Calls are answered in the system's Chromium: noted, put off, dismissed and taken back, until all are made."""

from __future__ import annotations

import pytest

from tests.delivery.page_browser import both_widths, is_gone, needs_chromium, open_call, said, sync_api
from tests.delivery.page_desk import Served, morning

pytestmark = needs_chromium
made = pytest.fixture(scope="module")(morning)


@pytest.mark.integration
def test_a_call_is_noted_with_its_promise(tab: sync_api.Page, page: Served) -> None:
    """The day is read while it is typed; a day that cannot be is refused in place; then the call is noted."""
    tab.evaluate("document.getElementById('said').stays = true")
    open_call(tab, "f1")
    tab.get_by_role("button", name="Log a talk").click()
    form = tab.locator("#call-form")
    form.get_by_text("good talk").click()
    form.get_by_label("Note").fill("Wants a team of her own.")
    form.get_by_label("When do you speak again?").fill("in a bit")
    form.get_by_role("button", name="Save the call").click()
    sync_api.expect(form.locator("[name=when][aria-invalid]")).to_be_visible()  # the answer to Save, not to the typing
    sync_api.expect(form.locator("#when-said.refused")).to_contain_text("names no day")
    sync_api.expect(form.get_by_label("Note")).to_have_value("Wants a team of her own.")
    form.get_by_label("When do you speak again?").fill("")
    form.get_by_label("When do you speak again?").press_sequentially("in 6 weeks")
    sync_api.expect(form.locator("#when-said")).to_have_text("Tuesday, 28 April 2026")
    form.get_by_role("button", name="Save the call").click()
    said(tab, "Call with Dana Reyes noted. You speak again on 28 April 2026.")
    is_gone(tab, "f1")
    assert tab.evaluate("document.getElementById('said').stays"), "a screen reader hears of a region that stood before"
    assert page.known("SELECT note, promised FROM touch WHERE id <> 'past'") == [
        ("Wants a team of her own.", "in 6 weeks")
    ]
    tab.get_by_role("button", name="Undo").click()
    said(tab, "Taken back")
    assert page.known("SELECT count(*) FROM touch") == [(1,)]
    sync_api.expect(tab.locator('[data-call="f1"]')).to_have_count(1)


CLICKS = (
    ("Voicemail", "Voicemail for Zoë Märklin noted. The call comes back tomorrow", "snoozed"),
    ("No answer", "Noted that Zoë Märklin did not answer. The call comes back tomorrow", "snoozed"),
    ("Later today", "comes back at 17:30", "snoozed"),
    ("Tomorrow", "comes back tomorrow", "snoozed"),
    ("Talked, no note", "Call with Zoë Märklin noted", "called"),
    ("Next week", "comes back on Monday", "snoozed"),
    ("Dismiss", "The call to Zoë Märklin is dismissed", "dismissed"),
    ("Wrong company", "The call to Zoë Märklin is off: this news is not about Quarrel Steel", "wrong_company"),
    ("Wrong event", "The call to Zoë Märklin is marked as a wrong event", "wrong_event"),
)


@pytest.mark.integration
def test_each_click(tab: sync_api.Page, page: Served) -> None:
    """One click: the call leaves the list, the page says what was done, and takes it back if asked."""
    for button, words, state in CLICKS:
        open_call(tab, "t3")
        tab.get_by_role("button", name=button).click()
        said(tab, words)
        is_gone(tab, "t3")
        assert tab.url == f"{page.base}/", button
        assert page.state("t3") == state, button
        tab.get_by_role("button", name="Undo").click()
        said(tab, "Taken back")
        sync_api.expect(tab.locator('[data-call="t3"]')).to_be_visible()
        page.wait_for_state("t3", "open")


@pytest.mark.integration
def test_a_person_found_can_be_noted_without_a_call(tab: sync_api.Page, page: Served) -> None:
    """Whoever is on the list of prospects is found, and a talk with them noted."""
    tab.get_by_label("Search").press_sequentially("brandt")
    tab.locator(".people a", has_text="Ola Brandt").click()
    tab.get_by_role("button", name="Note a call").click()
    tab.locator("#call-form").get_by_label("Note").fill("Rang me back.")
    tab.get_by_role("button", name="Save the call").click()
    said(tab, "Call with Ola Brandt noted.")
    assert page.known("SELECT note FROM touch WHERE prospect_id = 'p5'") == [("Rang me back.",)]


@pytest.mark.looks
@both_widths
def test_a_half_written_note_is_not_thrown_away(tab: sync_api.Page, width: str) -> None:
    """Opening another call asks first; opening the same one again changes nothing."""
    open_call(tab, "f1")
    tab.get_by_role("button", name="Log a talk").click()
    note = tab.locator("#call-form").get_by_label("Note")
    note.fill("Half a thought")
    asked: list[str] = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    if width == "desk":
        tab.locator('[data-call="f1"]').click()
        tab.locator('[data-call="t2"]').click()
    else:
        tab.locator(".plain-list a").first.click()
    sync_api.expect(note).to_have_value("Half a thought")
    assert len(asked) == 1


@pytest.mark.integration
def test_all_made(tab: sync_api.Page, page: Served) -> None:
    """When the last call is answered, the page says so."""
    calls = tab.locator("[data-call]")
    for _ in range(10):
        *others, last = [str(call.get_attribute("data-call")) for call in calls.all()]
        if not others:
            break
        for trigger in others:
            page.ask(f"/calls/{trigger}/dismiss", {}, htmx=True)
        tab.reload()  # whoever has another reason is listed under that
    open_call(tab, last)
    tab.get_by_role("button", name="Dismiss").click()
    is_gone(tab, last)
    sync_api.expect(tab.get_by_role("heading", name="All calls are made")).to_be_visible()
