"""Every page is accessible by axe's rules, in light and dark."""

from __future__ import annotations

import pytest

from tests.delivery.page_browser import axe_api, needs_chromium, sync_api
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
            tab.get_by_role("button", name="Called").click()
            tab.evaluate("document.querySelectorAll('details').forEach((folded) => (folded.open = true))")
        found = axe_api.Axe().run(tab)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
