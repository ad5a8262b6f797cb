"""Newsrooms that need code of their own, one module each, found by listing this folder.

A module has `HOST` (the host name it reads, with everything below it) and
`read(page: Page, reading: Reading) -> list[Release]`. It comes with a page in tests/sources/sites/<module>.html, and
what must be read from it in <module>.json; without both the tests fail. First try the general reader, then selectors in
the feed's block: a module is for pages that neither can read, such as a list that lives in a script.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from sources.newsroom.page import Page, Release
from sources.newsroom.when import DateReading


class SiteReader(Protocol):
    """Reads the pages of one site."""

    def __call__(self, page: Page, reading: DateReading) -> list[Release]: ...


@cache
def sites() -> Mapping[str, SiteReader]:
    """Every bespoke reader by its host."""
    names = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])]
    modules = [importlib.import_module(f"sources.sites.{name}") for name in names]
    return {module.HOST: module.read for module in modules}


def site_reader(url: str) -> SiteReader | None:
    """The bespoke reader of the site that `url` lies on, if there is one."""
    host = urlsplit(url).hostname or ""
    return next((read for name, read in sites().items() if host == name or host.endswith(f".{name}")), None)
