"""Every call can be found, opened, answered and taken back by keyboard alone."""

from __future__ import annotations

import pytest

from callnow.store.copies import publish
from tests.delivery.page_browser import needs_chromium, open_call, said, sync_api
from tests.delivery.page_desk import Served, morning

pytestmark = needs_chromium
made = pytest.fixture(scope="module")(morning)


@pytest.mark.integration
def test_everything_by_keyboard(tab: sync_api.Page, page: Served, width: str) -> None:
    """j and k move, Enter opens, c notes, v, s and d act, / searches, ? helps, Escape closes; typing is left alone.

    After a click the next call on the list is open.
    """
    press = tab.keyboard.press
    press("?")
    sync_api.expect(tab.locator("#help")).to_be_visible()
    press("d")  # behind the help nothing happens
    press("Escape")
    sync_api.expect(tab.locator("#help")).to_be_hidden()
    press("/")
    sync_api.expect(tab.get_by_label("Search")).to_be_focused()
    with tab.expect_response(lambda answer: "q=dvs" in answer.url):  # once it is answered no search is under way
        tab.keyboard.type("dvs")
        press("Escape")
    tab.get_by_label("Search").fill("")
    sync_api.expect(tab.locator("[data-call]")).to_have_count(5)
    assert page.known("SELECT count(*) FROM trigger WHERE state <> 'open'") == [(0,)]

    tab.reload()
    for expected in ("t2", "t3") if width == "desk" else ("f1", "t2", "t3"):
        press("j")
        sync_api.expect(tab.locator(f'[data-call="{expected}"]')).to_have_attribute("aria-current", "true")
        if width == "desk":
            sync_api.expect(tab.locator(f'[data-open="{expected}"]')).to_be_visible()
    press("k")
    sync_api.expect(tab.locator('[data-call="t2"]')).to_be_focused()
    press("Enter")
    sync_api.expect(tab.locator('[data-open="t2"]')).to_be_visible()
    press("c")
    sync_api.expect(tab.locator("#call-form")).to_be_visible()
    tab.keyboard.type("d")
    press("Escape")
    sync_api.expect(tab.locator("#call-form")).to_be_hidden()
    press("v")
    said(tab, "Voicemail for Lee Okafor noted")
    if width == "desk":
        sync_api.expect(tab.locator('[data-open="t3"]')).to_be_visible()
        sync_api.expect(tab.locator('[data-call="t3"]')).to_have_attribute("aria-current", "true")
    else:
        sync_api.expect(tab.locator('[data-call="t3"]')).to_be_focused()
        press("Enter")
        sync_api.expect(tab.locator('[data-open="t3"]')).to_be_visible()
    press("s")
    said(tab, "is put off")
    open_call(tab, "f5")
    press("d")
    said(tab, "The call to Ola Brandt is dismissed")
    assert [page.state(t) for t in ("t2", "t3", "f5")] == ["snoozed", "snoozed", "dismissed"]
    if width == "phone":
        press("d")  # the next card waits behind the list: nothing that is not seen is acted on
        assert page.state("f1") == "open"
        open_call(tab, "f1")
        press("Escape")
        sync_api.expect(tab.locator("#calls")).to_be_visible()


@pytest.fixture
def few(tab: sync_api.Page, page: Served) -> sync_api.Page:
    """Four calls, of which the second, of the same block as the first, is worth less than the third."""
    page.known("UPDATE trigger SET state = 'called' WHERE id IN ('f1', 'f5')")
    page.known("UPDATE trigger SET score = 86 WHERE id = 't3'")
    publish(page.settings.database, page.settings.published)
    tab.reload()
    assert [row.get_attribute("data-call") for row in tab.locator("[data-call]").all()] == ["t1", "t2", "t3", "t4"]
    return tab


def answer(tab: sync_api.Page, name: str, opens: str, width: str) -> None:
    """Presses "done" on the open call, and opens on a phone the one it leads to."""
    tab.keyboard.press("e")
    said(tab, f"Call with {name} noted")
    if width == "phone":
        sync_api.expect(tab.locator(f'[data-call="{opens}"]')).to_be_focused()
        tab.keyboard.press("Enter")
    sync_api.expect(tab.locator(f'[data-open="{opens}"]')).to_be_visible()


@pytest.mark.integration
def test_an_answer_leads_to_the_rest_of_its_block_then_to_the_best_call(few: sync_api.Page, width: str) -> None:
    """Also where the rest of the block is further down by then."""
    if width == "phone":
        open_call(few, "t1")
    answer(few, "Dana Reyes", "t2", width)
    assert [row.get_attribute("data-call") for row in few.locator("[data-call]").all()] == ["t3", "t2", "t4"]
    answer(few, "Lee Okafor", "t3", width)


@pytest.mark.integration
def test_calls_above_one_that_was_chosen_come_last(few: sync_api.Page, width: str) -> None:
    """They were passed over on purpose; so was a call that an answer left on the list."""
    open_call(few, "t2")
    answer(few, "Lee Okafor", "t3", width)
    few.keyboard.press("c")
    few.get_by_label("wrong number").check(force=True)
    few.get_by_role("button", name="Save the call").click()
    said(few, "wrong number. It stays on the list.")
    if width == "phone":
        few.keyboard.press("Enter")
    sync_api.expect(few.locator('[data-open="t4"]')).to_be_visible()
    few.keyboard.press("d")
    sync_api.expect(few.locator('[data-call="t4"]')).to_have_count(0)
    if width == "desk":
        sync_api.expect(few.locator('[data-open="t1"]')).to_be_visible()


@pytest.mark.integration
def test_copying_and_undo_by_keyboard(tab: sync_api.Page) -> None:
    """n and o copy what is said aloud then, w puts off to next week, u takes that back and opens the call again."""
    open_call(tab, "t2")
    for key, words in (("o", "Good morning, I read: Orbit"), ("n", "+1 212-555-0133")):
        tab.keyboard.press(key)
        said(tab, f"copied: {words}")
        assert str(tab.evaluate("navigator.clipboard.readText()")).startswith(words)
    tab.keyboard.press("w")
    said(tab, "Lee Okafor is put off. It comes back on Monday")
    tab.keyboard.press("u")
    said(tab, "Taken back")
    sync_api.expect(tab.locator('#card [data-open="t2"]')).to_be_attached()  # a phone shows the list meanwhile
