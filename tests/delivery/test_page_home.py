"""A page whose home is moved, deleted or unmounted says so at each request, begins nothing in its place, and goes on
once it is put back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.delivery.page_desk import Answer, Served, listed, morning, served

made = pytest.fixture(scope="module")(morning)


def moved(home: Path) -> None:
    home.rename(home.with_name("elsewhere"))


def replaced(home: Path) -> None:
    moved(home)
    home.mkdir()


def deleted(home: Path) -> None:
    shutil.rmtree(home)


def made_anew(home: Path) -> None:
    """On many disks the new folder has the number of the old one."""
    shutil.rmtree(home)
    home.mkdir()


def emptied(home: Path) -> None:
    for file in home.iterdir():
        shutil.rmtree(file) if file.is_dir() else file.unlink()


@pytest.mark.parametrize("go", [moved, replaced, deleted, made_anew, emptied])
def test_nothing_is_begun_where_the_home_was(home: Path, go: Callable[[Path], None]) -> None:
    """Every request is answered by that sentence with 503, and neither folder nor file is made."""
    with served(home) as page:
        assert listed(page.ask("/").text)[0] == "f1"
        go(home)
        for answer in _asked(page):
            assert answer.status == 503
            assert "is gone" in answer.text
            assert str(home) in answer.text
            assert "First steps" not in answer.text
        assert str(home) not in page.ask("/", key=False).text  # whoever has no key is not told where it lay
        assert page.ask("/", Host="evil.example").status == 421
        left = list(home.rglob("*")) if home.exists() else []
        assert left == []
    assert home.exists() == (go in (replaced, made_anew, emptied))
    assert not home.exists() or list(home.iterdir()) == []


def _asked(page: Served) -> list[Answer]:
    settings = {"fetch.contact": "ops@example.com", "was.fetch.contact": ""}
    news, person = {"category": "wire", "language": "en"}, {"name": "Ines Valder", "employer": "Orbit Foods"}
    forms = {
        "/settings/save": settings,
        "/start/news": news,
        "/people/add": person,
        "/calls/t3/dismiss": {},
        "/run": {},
    }
    read = [page.ask(path) for path in ("/", "/start", "/people", "/settings", "/static/page.css")]
    return read + [page.ask(path, form, htmx=htmx) for path, form in forms.items() for htmx in (False, True)]


def test_a_home_that_is_put_back_is_served_again(home: Path) -> None:
    """What was clicked just before it was moved is kept in it, and published once it is back."""
    elsewhere = home.with_name("elsewhere")
    with served(home) as page:
        page.ask("/calls/t3/dismiss", {})
        home.rename(elsewhere)
        assert page.ask("/").status == 503
        elsewhere.rename(home)
        assert page.ask("/").status == 200
        assert page.state("t3") == "dismissed"


def test_what_is_owed_when_the_page_ends_begins_no_home(home: Path) -> None:
    """It lies in the database, wherever that was moved; the next run there publishes it."""
    with served(home) as page:
        page.ask("/calls/t3/dismiss", {})
        moved(home)
    assert not home.exists()
