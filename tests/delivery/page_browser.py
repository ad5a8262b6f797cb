"""The system's Chromium as tests of the page use it: where it is, how it starts, how wide it is, what is pressed often.

A module that imports this is skipped where playwright or axe is not installed.
"""

from __future__ import annotations

import shutil

import pytest

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
needs_chromium = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium on this system: the page is not tried in a browser"
)
# Where they differ, not only when all is run
both_widths = pytest.mark.parametrize("width", list(WIDTHS), indirect=True)


def open_call(tab: sync_api.Page, trigger: str) -> None:
    tab.locator(f'[data-call="{trigger}"]').click()
    sync_api.expect(tab.locator(f'#card [data-open="{trigger}"]')).to_be_visible()


def said(tab: sync_api.Page, words: str) -> None:
    sync_api.expect(tab.locator("#said .toast")).to_contain_text(words)


def is_gone(tab: sync_api.Page, trigger: str) -> None:
    sync_api.expect(tab.locator(f'[data-call="{trigger}"]')).to_have_count(0)
    sync_api.expect(tab.locator("#calls")).to_be_visible()
