"""The page in the system's Chromium, at desk and phone width: views open, the list is searched and hears of changes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.delivery.page_browser import both_widths, is_gone, needs_chromium, open_call, said, sync_api
from tests.delivery.page_desk import NOW, Served, morning, served

pytestmark = needs_chromium
made = pytest.fixture(scope="module")(morning)


@pytest.mark.looks
def test_the_key_leaves_the_address(tab: sync_api.Page, page: Served) -> None:
    """After the first look the token is neither in the address nor readable by scripts."""
    assert tab.url == f"{page.base}/"
    assert tab.evaluate("document.cookie") == ""


@pytest.mark.looks
@both_widths
def test_a_card_opens_and_closes(tab: sync_api.Page, width: str) -> None:
    """The number dials, address and title name the call, Back leads to the list; a phone shows the card alone."""
    open_call(tab, "t3")
    assert tab.url.endswith("/calls/t3")
    sync_api.expect(tab).to_have_title("(4) Zoë Märklin · callnow")
    assert tab.locator("#card .button.tel").get_attribute("href") == "tel:+13125550144"
    assert tab.locator("#calls").is_visible() == (width == "desk")
    tab.go_back()
    sync_api.expect(tab.locator("#calls")).to_be_visible()
    sync_api.expect(tab.locator('[data-open="t3"]')).to_have_count(0)


@pytest.mark.integration
def test_the_list_is_searched_and_narrowed(tab: sync_api.Page, page: Served, width: str) -> None:
    """While typing and by choice, without loading the page anew; the address keeps what was asked, and the card beside
    the list is that of a call on it."""
    calls = tab.locator("[data-call]")
    tab.get_by_label("Search").press_sequentially("chicago")
    sync_api.expect(calls).to_have_count(1)
    assert tab.url.endswith("/?q=chicago")
    if width == "desk":
        hit = calls.get_attribute("data-call")
        sync_api.expect(tab.locator("#card [data-open]")).to_have_attribute("data-open", str(hit))
    tab.get_by_label("Search").fill("")
    sync_api.expect(calls).to_have_count(5)
    tab.get_by_label("Recruiter").select_option("ann")
    sync_api.expect(calls).to_have_count(2)
    tab.get_by_label("Recruiter").select_option("")
    tab.get_by_label("Tier").select_option("worth_knowing")
    sync_api.expect(calls).to_have_count(1)
    tab.get_by_label("Tier").select_option("")
    tab.get_by_label("Type").select_option("layoffs")
    sync_api.expect(calls).to_have_count(1)
    open_call(tab, "t3")
    tab.get_by_role("button", name="Dismiss").click()
    is_gone(tab, "t3")
    sync_api.expect(tab.get_by_text("No call fits.")).to_be_visible()
    assert tab.url.endswith("/?type=layoffs")
    assert page.state("t3") == "dismissed"


@pytest.mark.integration
def test_an_open_list_hears_of_changes(tab: sync_api.Page, page: Served) -> None:
    """A call made elsewhere leaves the list without a reload, what is decided since the last look is marked as new, and
    the tab's title and icon tell how many calls there are to make now."""
    sync_api.expect(tab).to_have_title("(4) Calls · callnow")
    assert "/icon.svg?calls=4" in str(tab.locator('link[rel="icon"]').get_attribute("href"))
    sync_api.expect(tab.locator("[data-fresh]")).to_be_hidden()
    page.ask("/calls/t3/dismiss", {}, htmx=True)  # another tab
    sync_api.expect(tab.locator('[data-call="t3"]')).to_have_count(0)
    sync_api.expect(tab).to_have_title("(3) Calls · callnow")
    look = {"before": NOW.timestamp() - 5400, "until": NOW.timestamp() - 5400}  # t1 was decided since, f1 before
    tab.evaluate("look => localStorage.setItem('callnow.look', JSON.stringify(look))", look)
    tab.reload()
    sync_api.expect(tab.locator('[data-call="t2"] .new')).to_be_visible()
    sync_api.expect(tab.locator('[data-call="f1"] .new')).to_be_hidden()
    chip = tab.locator('[data-call="t2"] .new')
    sync_api.expect(chip).to_have_css("background-color", "rgb(15, 118, 110)")
    open_call(tab, "t2")
    sync_api.expect(chip).to_have_css("background-color", "rgb(15, 118, 110)")
    sync_api.expect(tab.locator("[data-fresh]")).to_have_text("2 new")


@pytest.mark.looks
def test_a_page_without_the_list_is_no_look_at_it(tab: sync_api.Page, page: Served) -> None:
    """First steps and Run know no time of the list: what was seen before is not new after them."""
    sync_api.expect(tab.locator("[data-fresh]")).to_be_hidden()
    for path in ("/start", "/run"):
        tab.goto(page.base + path)
        for state in ("hidden", "visible"):  # another tab, and back
            tab.evaluate(
                "state => Object.defineProperty(document, 'visibilityState', {value: state, configurable: true})", state
            )
            tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        look = json.loads(str(tab.evaluate("localStorage.getItem('callnow.look')")))
        assert look == {"before": NOW.timestamp(), "until": NOW.timestamp()}, path


@pytest.mark.integration
def test_the_card_of_a_call_that_was_answered_elsewhere_loses_its_buttons(tab: sync_api.Page, page: Served) -> None:
    """It shows what became of the call; one into which a note was begun stays, and a click on it is told."""
    open_call(tab, "t3")
    sync_api.expect(tab.locator("#card [data-act~=d]")).to_have_count(1)
    page.ask("/calls/t3/dismiss", {}, htmx=True)  # another window
    sync_api.expect(tab.locator("#card .marks")).to_contain_text("dismissed")
    sync_api.expect(tab.locator("#card [data-act]")).to_have_count(0)
    open_call(tab, "t4")
    tab.get_by_role("button", name="Log a talk").click()
    tab.locator("#call-form").get_by_label("Note").fill("About the")
    page.ask("/calls/t4/dismiss", {}, htmx=True)
    is_gone(tab, "t4")
    assert tab.locator("#call-form").get_by_label("Note").input_value() == "About the"
    assert "That call was dismissed already." in page.ask("/calls/t4/snooze", {}, htmx=True).text


@pytest.mark.integration
def test_what_is_pasted_is_not_cut_off(tab: sync_api.Page, page: Served) -> None:
    """A field that is too long says so, and nothing is sent until it is shorter."""
    open_call(tab, "t3")
    tab.get_by_role("button", name="Log a talk").click()
    for name, many, longest in (("note", 20_001, 20_000), ("when", 201, 200)):
        field = tab.locator(f"#call-form [name={name}]")
        field.fill("a" * many)
        tab.get_by_role("button", name="Save the call").click()
        assert f"{many} characters, of which {longest} can be kept" in field.evaluate("one => one.validationMessage")
        for typed in (field, tab.locator("#call-form [name=promised]")):  # the server would refuse the whole form
            typed.evaluate("one => htmx.ajax('POST', '/when', {source: one})")
        sync_api.expect(tab.locator("#said .toast")).to_have_count(0)
        field.fill("")
    topic = tab.locator("#call-form [name=topic]")
    topic.focus()
    tab.keyboard.insert_text("a long topic " * 20)
    assert len(topic.input_value()) == 260
    tab.get_by_role("button", name="Save the call").click()
    assert "260 characters, of which 200 can be kept" in topic.evaluate("field => field.validationMessage")
    assert page.state("t3") == "open"
    topic.fill("a topic")
    tab.get_by_role("button", name="Save the call").click()
    said(tab, "noted")


@pytest.mark.looks
def test_the_page_can_be_installed(tab: sync_api.Page, page: Served) -> None:
    """The manifest names icons that are there, and the start of the page."""
    manifest = json.loads(page.ask(str(tab.locator('link[rel="manifest"]').get_attribute("href"))).text)
    assert (manifest["start_url"], manifest["display"]) == ("/", "standalone")
    sizes = tab.evaluate(
        "icons => Promise.all(icons.map((icon) => fetch(icon.src).then((one) => one.blob()).then(createImageBitmap)"
        ".then((image) => `${image.width}x${image.height}`)))",
        [icon for icon in manifest["icons"] if icon["type"] == "image/png"],
    )
    assert sizes == ["192x192", "512x512"]


@pytest.mark.looks
def test_history_and_news(tab: sync_api.Page) -> None:
    """The pages of the past and of the week's numbers open from the head."""
    tab.get_by_role("link", name="History").click()
    sync_api.expect(tab.get_by_role("heading", name="Talks")).to_be_visible()
    sync_api.expect(tab.locator(".timeline").first).to_contain_text("Dana Reyes")
    tab.get_by_role("link", name="News").click()
    sync_api.expect(tab.locator("svg.bars").first).to_be_visible()
    sync_api.expect(tab.get_by_role("heading", name="Feeds")).to_be_visible()


@pytest.mark.integration
def test_hostile_text_does_not_run(tab: sync_api.Page) -> None:
    """A name, a note, a sentence and links made to run do nothing (the window's end looks whether they did)."""
    open_call(tab, "t4")
    sync_api.expect(tab.locator("#who")).to_contain_text("<script>")
    assert tab.locator('a[href^="javascript"]').count() == 0
    tab.get_by_role("button", name="Log a talk").click()
    tab.locator("#call-form").get_by_label("Note").fill("<img src=x onerror=window.ran=1>")
    tab.get_by_role("button", name="Save the call").click()
    said(tab, "noted")
    tab.goto(re.sub(r"/[^/]*$", "/people/p4", tab.url))
    sync_api.expect(tab.locator(".timeline").first).to_contain_text("onerror")


@pytest.mark.integration
def test_a_server_that_is_gone_is_told(browser: sync_api.Browser, home: Path) -> None:
    """The page stays, and says what to do."""
    tab = browser.new_page()
    with served(home) as page:
        tab.goto(f"{page.base}/?token={page.token}")
    tab.locator('[data-call="t3"]').click()
    sync_api.expect(tab.locator("#said .toast")).to_contain_text("callnow page")
    tab.close()


@pytest.mark.integration
def test_a_server_that_ends_is_told_to_whoever_only_looks(
    browser: sync_api.Browser, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list that is open says that it stands still."""
    monkeypatch.setattr("delivery.page.live.RETRY", 50)
    tab = browser.new_page()
    with served(home) as page, tab.expect_response("**/live"):
        tab.goto(f"{page.base}/?token={page.token}")
    sync_api.expect(tab.locator("#said .toast")).to_contain_text("callnow page")
    tab.close()


@pytest.mark.integration
def test_a_key_that_is_gone_is_told(browser: sync_api.Browser, page: Served) -> None:
    """No click is passed over in silence, what was typed stays, and is kept once the key is back."""
    tab = browser.new_page()
    tab.goto(f"{page.base}/?token={page.token}")
    open_call(tab, "t3")
    tab.keyboard.press("c")
    note = tab.locator("#call-form [name=note]")
    note.fill("Wants a team.")
    cookies = tab.context.cookies()
    tab.context.clear_cookies()
    tab.get_by_role("button", name="Save the call").click()
    sync_api.expect(tab.locator("#said .bad")).to_contain_text(
        "The call list is locked. Open the address with the token"
    )
    sync_api.expect(note).to_have_value("Wants a team.")
    tab.context.add_cookies(cookies)
    tab.get_by_role("button", name="Save the call").click()
    said(tab, "Call with Zoë Märklin noted.")
    tab.close()


@pytest.mark.looks
@pytest.mark.parametrize("width", ["desk"], indirect=True)
def test_what_is_written_from_right_to_left_turns_round_nothing_beside_it(tab: sync_api.Page) -> None:
    """Post and employer stay in their order, and what ends a name stands on its left."""
    placed = """() => {
        const [post, employer] = document.querySelectorAll('[data-call="t3"] bdi');
        const name = document.querySelector('[data-call="t3"] .who');
        const left = ({ firstChild: text }, at) => {
            const letter = new Range();
            letter.setStart(text, at);
            letter.setEnd(text, at + 1);
            return letter.getBoundingClientRect().left;
        };
        post.textContent = "مدير";
        employer.textContent = "النور";
        name.textContent = "خبر جديد.";
        return [left(post, 0) < left(employer, 0), left(name, 8) < left(name, 0)];
    }"""
    assert tab.evaluate(placed) == [True, True]


@pytest.mark.looks
@pytest.mark.parametrize("width", ["phone"], indirect=True)
def test_back_on_a_phone_leads_to_the_row_that_was_opened(tab: sync_api.Page, page: Served) -> None:
    """By the browser's own way and by the page's, on the list as it was searched."""
    tab.set_viewport_size({"width": 390, "height": 400})
    tab.goto(f"{page.base}/?q=e")
    row = tab.locator("[data-call]").last
    for leave in (tab.go_back, lambda: tab.locator("#card a.back").click()):
        row.click()
        sync_api.expect(tab.locator("#who")).to_be_visible()
        leave()
        sync_api.expect(row).to_be_in_viewport()
        sync_api.expect(tab).to_have_url(f"{page.base}/?q=e")
