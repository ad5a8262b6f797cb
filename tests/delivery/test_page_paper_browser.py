"""Printed, the list and a card hold what a caller takes along, and nothing that only a screen has use for."""

from __future__ import annotations

import pytest

from tests.delivery.page_browser import needs_chromium, sync_api
from tests.delivery.page_desk import Served, morning

pytestmark = needs_chromium
made = pytest.fixture(scope="module")(morning)
PAPER = {"A4": (210, 297), "Letter": (216, 279)}  # millimetres
on_paper = pytest.mark.parametrize("paper", ["A4", pytest.param("Letter", marks=pytest.mark.slow)])


@pytest.mark.integration
@pytest.mark.looks
@on_paper
def test_the_list_on_paper(browser: sync_api.Browser, page: Served, paper: str) -> None:
    """Printed, the list is the calls to take along: name, number, time, reason, opener and lines for notes, and nothing
    that only a screen has use for; no call is torn apart, and nothing runs out of the sheet."""
    tab = printed(browser, page, paper)
    for call, name, number in (("t3", "Zoë Märklin", "+1 312-555-0144"), ("t2", "Lee Okafor", "+1 212-555-0133")):
        row = tab.locator(f".row:has([data-call={call}])")
        for words in (name, number, "call 09:00 to 17:30 their time", "Say: “Good morning, I read: ", "Notes"):
            sync_api.expect(row).to_contain_text(words, use_inner_text=True)
        assert row.locator(".lines i").evaluate_all("all => all.every(one => one.offsetHeight > 10)")
        assert row.evaluate("row => getComputedStyle(row).breakInside") == "avoid"
    sync_api.expect(tab.locator("h2.paper")).to_have_text("Calls to make, Tuesday, 17 March 2026")
    for screen_only in (".top", "#q", ".filters select", ".counts", "#card", ".chips", "[data-form]"):
        assert not any(one.is_visible() for one in tab.locator(screen_only).all()), screen_only
    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    sheets = tab.pdf(format=paper)
    assert sheets.count(b"/Type /Page\n") in (1, 2)
    tab.context.close()


@pytest.mark.looks
@on_paper
def test_a_card_on_paper(browser: sync_api.Browser, page: Served, paper: str) -> None:
    """Printed, an opened card is that call alone, with its number, its reason, its script and room for notes."""
    tab = printed(browser, page, paper, "/calls/t3")
    for words in ("Zoë Märklin", "+1 312-555-0144", "call 09:00 to 17:30 their time", "Quarrel Steel cuts 120 jobs"):
        sync_api.expect(tab.locator("#card")).to_contain_text(words, use_inner_text=True)
    assert tab.locator("#card .lines i").last.is_visible()
    for screen_only in (".side", ".top", ".actions", ".call-form", ".wrong", ".fold", ".moment"):
        assert not any(one.is_visible() for one in tab.locator(screen_only).all()), screen_only
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"  # although the screen is dark
    tab.context.close()


@pytest.mark.looks
def test_a_record_on_paper(browser: sync_api.Browser, page: Served) -> None:
    """Printed, the record of a person is what is known, without what is pressed: a dark button was a black box."""
    tab = printed(browser, page, "A4", "/people/p1/record")
    sync_api.expect(tab.get_by_role("heading", name="Dana Reyes")).to_be_visible()
    for screen_only in (".button", ".pause-form", ".edit-fold"):
        assert tab.locator(screen_only).count()
        assert not any(one.is_visible() for one in tab.locator(screen_only).all()), screen_only
    tab.context.close()


def printed(browser: sync_api.Browser, page: Served, paper: str, path: str = "/") -> sync_api.Page:
    """The page at `path` as it is laid out on a sheet, for somebody whose screen is dark."""
    wide, high = (round((side - margin) / 25.4 * 96) for side, margin in zip(PAPER[paper], (28, 30), strict=True))
    context = browser.new_context(viewport={"width": wide, "height": high}, color_scheme="dark")
    tab = context.new_page()
    tab.goto(f"{page.base}/?token={page.token}")
    tab.goto(f"{page.base}{path}")
    tab.emulate_media(media="print")
    return tab
