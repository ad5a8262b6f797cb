"""Every call can be found, opened, answered and taken back by keyboard alone."""

from __future__ import annotations

import pytest

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
