"""A newcomer in the system's Chromium: from an empty home and a messy workbook to a call that is logged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery.newcomer import AT, news_on_loopback, write_workbook
from tests.delivery.page_browser import CHROMIUM, QUIET, WIDTHS, axe_api, needs_chromium, sync_api
from tests.delivery.page_desk import served

pytestmark = [pytest.mark.slow, needs_chromium]
MEANINGS = {"Who": "Name", "Firm where": "Employer", "Where they live": "City"}
PATIENCE = 90_000  # milliseconds; a busy machine is slow, not wrong


@pytest.mark.parametrize("width", WIDTHS)
def test_a_newcomer_comes_to_the_first_call_without_a_terminal(tmp_path: Path, width: str) -> None:
    """People, news, a run, the call; each view is accessible and no wider than the screen, the console is empty."""
    wide, high = WIDTHS[width]
    home, complaints = tmp_path / "home", []
    workbook = write_workbook(tmp_path / "list <b>.xlsx")
    with news_on_loopback(home) as address, served(home, AT) as page, sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        tab = browser.new_context(viewport={"width": wide, "height": high}).new_page()
        tab.set_default_timeout(PATIENCE)
        tab.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: complaints.append(str(error)))

        def look(words: str) -> None:
            tab.get_by_text(words).first.wait_for()
            found = axe_api.Axe().run(tab).response["violations"]
            assert not found, (words, [(one["id"], one["nodes"][0]["html"]) for one in found])
            assert tab.evaluate("document.querySelector('main').scrollWidth") <= wide, words

        tab.goto(f"{page.base}/?token={page.token}")
        look("First steps")
        tab.set_input_files("input[type=file]", workbook)
        tab.get_by_role("button", name="Look at them").click()
        look("Nothing can be read yet")
        for title, meaning in MEANINGS.items():
            tab.locator(".meanings li", has_text=title).locator("select").select_option(label=meaning)
        tab.get_by_role("button", name="Look again").click()
        look("3 people at 3 employers")
        with tab.expect_request("**/columns"):  # Enter in a field looks again, and imports nothing
            tab.locator("[name=owner]").press("Enter")
        look("3 people at 3 employers")
        tab.get_by_role("button", name="Import 3 people").click()
        look("Next: choose the news")
        tab.get_by_text("Next: choose the news").click()
        tab.fill("#news input[name=address]", address)
        tab.get_by_role("button", name="Look at it").click()
        tab.get_by_role("button", name="Add it").click()
        tab.get_by_text("added and switched on").first.wait_for()
        tab.goto(f"{page.base}/start")
        tab.get_by_role("button", name="Read the news now").click()
        look("1 call to make now")
        tab.get_by_role("link", name="To the calls").first.click()
        tab.locator("[data-call]").first.click()
        tab.locator("#card").get_by_text("Mara Lindqvist").first.wait_for()
        tab.locator("[data-form]").first.click()
        tab.locator("#call-form").get_by_text("Good talk").click()
        tab.locator("#call-form button").first.click()
        tab.get_by_text("noted").first.wait_for()
        assert tab.evaluate("window.ran") is None
        browser.close()
        assert page.known("SELECT kind, outcome FROM touch") == [("called", "good talk")]
    assert not complaints
