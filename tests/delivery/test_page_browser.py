"""The page as a recruiter uses it, in the system's Chromium at desk and phone width: every click, every key."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.delivery.page_desk import NOW, Served, make_home, served

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra: test)")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed (extra: test)")

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
WIDTHS = {"desk": (1280, 800), "phone": (390, 844)}

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this system: the page is not tried in a browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        sync_api.expect.set_options(timeout=30_000)  # milliseconds; a busy machine is slow, not wrong
        yield running
        running.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("browser") / "home"
    make_home(home)
    return home


@pytest.fixture(params=["desk", pytest.param("phone", marks=pytest.mark.slow)])
def width(request: pytest.FixtureRequest) -> str:
    return str(request.param)


both_widths = pytest.mark.parametrize(
    "width", list(WIDTHS), indirect=True
)  # where they differ, not only when all is run


@pytest.fixture
def tab(browser: sync_api.Browser, page: Served, width: str) -> Iterator[sync_api.Page]:
    """A window that came in with the key. At the end nothing foreign ran, and the console is empty."""
    wide, high = WIDTHS[width]
    may = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(viewport={"width": wide, "height": high}, has_touch=width == "phone", permissions=may)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    foreign: list[str] = []
    opened.on("request", lambda asked: None if asked.url.startswith(page.base) else foreign.append(asked.url))
    opened.goto(f"{page.base}/?token={page.token}")
    yield opened
    opened.wait_for_load_state()  # of a page that a click led to: without its style sheet it is too high
    assert opened.evaluate("window.ran") is None
    assert opened.evaluate("document.documentElement.scrollWidth") <= wide
    if width == "desk" and opened.locator(".desk").count():  # list and card scroll each by itself
        assert opened.evaluate("document.documentElement.scrollHeight") <= high
    assert (said, foreign) == ([], [])
    context.close()


def open_call(tab: sync_api.Page, trigger: str) -> None:
    tab.locator(f'[data-call="{trigger}"]').click()
    sync_api.expect(tab.locator(f'#card [data-open="{trigger}"]')).to_be_visible()


def said(tab: sync_api.Page, words: str) -> None:
    sync_api.expect(tab.locator("#said .toast")).to_contain_text(words)


def is_gone(tab: sync_api.Page, trigger: str) -> None:
    sync_api.expect(tab.locator(f'[data-call="{trigger}"]')).to_have_count(0)
    sync_api.expect(tab.locator("#calls")).to_be_visible()


@pytest.mark.looks
def test_the_key_leaves_the_address(tab: sync_api.Page, page: Served) -> None:
    """After the first look the token is neither in the address nor readable by scripts."""
    assert tab.url == f"{page.base}/"
    assert tab.evaluate("document.cookie") == ""


@pytest.mark.looks
@both_widths
def test_a_card_opens_and_closes(tab: sync_api.Page, width: str) -> None:
    """The number dials, the address names the call, Back leads to the list; on a phone the card fills the screen."""
    open_call(tab, "t3")
    assert tab.url.endswith("/calls/t3")
    assert tab.locator("#card .button.tel").get_attribute("href") == "tel:+13125550144"
    assert tab.locator("#calls").is_visible() == (width == "desk")
    tab.go_back()
    sync_api.expect(tab.locator("#calls")).to_be_visible()
    sync_api.expect(tab.locator('[data-open="t3"]')).to_have_count(0)


def test_a_call_is_noted_with_its_promise(tab: sync_api.Page, page: Served) -> None:
    """The day is read while it is typed; a day that cannot be is refused in place; then the call is noted."""
    open_call(tab, "f1")
    tab.get_by_role("button", name="Called").click()
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
    assert page.known("SELECT note, promised FROM touch WHERE id <> 'past'") == [
        ("Wants a team of her own.", "in 6 weeks")
    ]
    tab.get_by_role("button", name="Undo").click()
    said(tab, "Taken back")
    assert page.known("SELECT count(*) FROM touch") == [(1,)]
    sync_api.expect(tab.locator('[data-call="f1"]')).to_have_count(1)


CLICKS = (
    ("Voicemail", "comes back tomorrow", "snoozed"),
    ("No answer", "comes back tomorrow", "snoozed"),
    ("Later today", "comes back at 17:30", "snoozed"),
    ("Tomorrow", "comes back tomorrow", "snoozed"),
    ("Done", "Call with Zoë Märklin noted", "called"),
    ("Next week", "comes back on Monday", "snoozed"),
    ("Dismiss", "Dismissed", "dismissed"),
    ("Wrong company", "this news is not about Quarrel Steel", "wrong_company"),
    ("Wrong event", "Marked as a wrong event", "wrong_event"),
)


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


def test_the_list_is_searched_and_narrowed(tab: sync_api.Page, page: Served) -> None:
    """While typing and by choice, without loading the page anew; the address keeps what was asked."""
    calls = tab.locator("[data-call]")
    tab.get_by_label("Search").press_sequentially("chicago")
    sync_api.expect(calls).to_have_count(1)
    assert tab.url.endswith("/?q=chicago")
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


def test_a_person_found_can_be_noted_without_a_call(tab: sync_api.Page, page: Served) -> None:
    """Whoever is on the list of prospects is found, and a talk with them noted."""
    tab.get_by_label("Search").press_sequentially("brandt")
    tab.locator(".people a", has_text="Ola Brandt").click()
    tab.get_by_role("button", name="Note a call").click()
    tab.locator("#call-form").get_by_label("Note").fill("Rang me back.")
    tab.get_by_role("button", name="Save the call").click()
    said(tab, "Call with Ola Brandt noted.")
    assert page.known("SELECT note FROM touch WHERE prospect_id = 'p5'") == [("Rang me back.",)]


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
    said(tab, "Voicemail noted")
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
    said(tab, "Dismissed")
    assert [page.state(t) for t in ("t2", "t3", "f5")] == ["snoozed", "snoozed", "dismissed"]
    if width == "phone":
        press("d")  # the next card waits behind the list: nothing that is not seen is acted on
        assert page.state("f1") == "open"
        open_call(tab, "f1")
        press("Escape")
        sync_api.expect(tab.locator("#calls")).to_be_visible()


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
    sync_api.expect(tab.locator("[data-fresh]")).to_have_text("2 new")


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
@both_widths
def test_a_half_written_note_is_not_thrown_away(tab: sync_api.Page, width: str) -> None:
    """Opening another call asks first; opening the same one again changes nothing."""
    open_call(tab, "f1")
    tab.get_by_role("button", name="Called").click()
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


@pytest.mark.looks
def test_history_and_news(tab: sync_api.Page) -> None:
    """The pages of the past and of the week's numbers open from the head."""
    tab.get_by_role("link", name="History").click()
    sync_api.expect(tab.get_by_role("heading", name="Talks")).to_be_visible()
    sync_api.expect(tab.locator(".timeline").first).to_contain_text("Dana Reyes")
    tab.get_by_role("link", name="News").click()
    sync_api.expect(tab.locator("svg.bars").first).to_be_visible()
    sync_api.expect(tab.get_by_role("heading", name="Feeds")).to_be_visible()


def test_hostile_text_does_not_run(tab: sync_api.Page) -> None:
    """A name, a note, a sentence and links made to run do nothing (the window's end looks whether they did)."""
    open_call(tab, "t4")
    sync_api.expect(tab.locator("#who")).to_contain_text("<script>")
    assert tab.locator('a[href^="javascript"]').count() == 0
    tab.get_by_role("button", name="Called").click()
    tab.locator("#call-form").get_by_label("Note").fill("<img src=x onerror=window.ran=1>")
    tab.get_by_role("button", name="Save the call").click()
    said(tab, "noted")
    tab.goto(re.sub(r"/[^/]*$", "/people/p4", tab.url))
    sync_api.expect(tab.locator(".timeline").first).to_contain_text("onerror")


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


SOME_PAGES = ("/", "/calls/f1", "/people", "/people/p4/record", "/feeds", "/settings", "/figures")
MORE_PAGES = (
    "/calls/t4",
    "/people/p5",
    "/people/add",
    "/people/p4/forget",
    "/employers",
    "/history",
    "/news",
    "/names",
    "/?q=nobody",
)


@pytest.mark.looks
@pytest.mark.parametrize(
    ("scheme", "paths"),
    [
        ("light", SOME_PAGES),
        pytest.param("light", MORE_PAGES, marks=pytest.mark.slow),
        pytest.param("dark", SOME_PAGES + MORE_PAGES, marks=pytest.mark.slow),
    ],
    ids=["light", "light-more", "dark"],
)
def test_accessible(tab: sync_api.Page, page: Served, scheme: str, paths: tuple[str, ...]) -> None:
    """axe finds nothing on any page, in light and dark: contrast, names, roles, order."""
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in paths:
        tab.goto(page.base + path)
        if path in ("/settings", "/figures"):
            tab.evaluate("document.querySelectorAll('details').forEach((folded) => (folded.open = true))")
        if path == "/calls/f1":
            tab.get_by_role("button", name="Called").click()
            tab.evaluate("document.querySelectorAll('details').forEach((folded) => (folded.open = true))")
        found = axe_api.Axe().run(tab)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


def test_a_server_that_is_gone_is_told(browser: sync_api.Browser, home: Path) -> None:
    """The page stays, and says what to do."""
    tab = browser.new_page()
    with served(home) as page:
        tab.goto(f"{page.base}/?token={page.token}")
    tab.locator('[data-call="t3"]').click()
    sync_api.expect(tab.locator("#said .toast")).to_contain_text("callnow page")
    tab.close()


PAPER = {"A4": (210, 297), "Letter": (216, 279)}  # millimetres
on_paper = pytest.mark.parametrize("paper", ["A4", pytest.param("Letter", marks=pytest.mark.slow)])


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


def printed(browser: sync_api.Browser, page: Served, paper: str, path: str = "/") -> sync_api.Page:
    """The page at `path` as it is laid out on a sheet, for somebody whose screen is dark."""
    wide, high = (round((side - margin) / 25.4 * 96) for side, margin in zip(PAPER[paper], (28, 30), strict=True))
    context = browser.new_context(viewport={"width": wide, "height": high}, color_scheme="dark")
    tab = context.new_page()
    tab.goto(f"{page.base}/?token={page.token}")
    tab.goto(f"{page.base}{path}")
    tab.emulate_media(media="print")
    return tab
