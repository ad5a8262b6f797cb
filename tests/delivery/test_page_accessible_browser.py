"""Every page is accessible by axe's rules, in light and dark; states show in high contrast, the focus beside bars."""

from __future__ import annotations

import pytest

from tests.delivery.page_browser import axe_api, needs_chromium, open_call, sync_api
from tests.delivery.page_desk import Served, morning

pytestmark = needs_chromium
made = pytest.fixture(scope="module")(morning)
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


@pytest.mark.integration
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
            tab.get_by_role("button", name="Log a talk").click()
            tab.evaluate("document.querySelectorAll('details').forEach((folded) => (folded.open = true))")
        found = axe_api.Axe().run(tab)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


@pytest.mark.looks
@pytest.mark.parametrize("width", ["desk"], indirect=True)
def test_states_are_seen_in_high_contrast(tab: sync_api.Page, page: Served) -> None:
    """What is switched, chosen or open is told where the system paints every background in one colour."""
    tab.emulate_media(forced_colors="active")
    background = "one => getComputedStyle(one).backgroundColor"
    outline = "one => getComputedStyle(one).outlineStyle"
    open_call(tab, "t3")
    for current in ('[data-call="t3"]', ".top nav [aria-current]"):
        assert tab.locator(current).evaluate(outline) != "none", current
    tab.get_by_role("button", name="Log a talk").click()
    tab.get_by_text("good talk").click()
    chosen, other = (tab.locator(".choices span").nth(number).evaluate(background) for number in (0, 1))
    assert chosen != other
    tab.goto(f"{page.base}/feeds")
    switch = tab.locator(".switch").first
    assert switch.evaluate(background) != switch.locator("span").evaluate(background)


@pytest.mark.looks
@pytest.mark.parametrize("width", ["phone"], indirect=True)
def test_what_has_the_focus_is_not_covered(tab: sync_api.Page) -> None:
    """The buttons below and the head above stay while the card scrolls; no field or button is left behind them."""
    open_call(tab, "f1")
    tab.get_by_role("button", name="Log a talk").click()
    seen = """() => {
        const focused = document.activeElement, box = focused.getBoundingClientRect();
        const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return [focused.textContent.trim(), focused.contains(at) || !!at?.contains(focused)];
    }"""
    for key in ("Tab", "Shift+Tab"):
        focused = []
        for _ in range(9):
            tab.keyboard.press(key)
            focused.append(tab.evaluate(seen))
        assert [what for what, uncovered in focused if not uncovered] == []
        assert "Save the call" in [what for what, _ in focused]
