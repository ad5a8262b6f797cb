"""data/feeds.toml and the errors a mistake in it gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.errors import DataFileError
from sources.catalogue import load_feeds
from sources.kinds import feed_kinds


def test_the_shipped_catalogue_is_sound() -> None:
    """The starter catalogue has 60 feeds and more, each with country, language, kind and category."""
    feeds = load_feeds()
    assert len(feeds) >= 60
    assert all(f.country and f.language and f.category and f.kind in feed_kinds() for f in feeds)
    assert sum(f.expected_per_week > 0 for f in feeds) >= 60
    assert len({f.id for f in feeds}) == len(feeds)
    assert {f.kind for f in feeds} >= {"feed", "edgar", "search"}
    assert {f.language for f in feeds} >= {"en", "de", "fr"}


def test_nothing_is_visited_before_it_is_switched_on() -> None:
    """Every shipped feed is off: the owner says who may be asked."""
    assert not any(f.enabled for f in load_feeds())


URL = 'url = "https://a.example/f"\n'
ROOM = f'{URL}kind = "newsroom"\n'
BOX = "imaps://ann@mail.example/INBOX"
MISTAKES = {
    f'{URL}langauge = "en"': ("langauge", "unknown key", "did you mean 'language'"),
    f'{URL}kind = "podcast"': ("kind", "unknown kind", "newsroom"),
    f'{URL}enabled = "yes"': ("enabled", "must be true or false, not 'yes'", "correct"),
    f"{URL}expected_per_week = true": (
        "expected_per_week",
        "must be a number, not True",
        "correct",
    ),
    f"{URL}expected_per_week = -1": ("expected_per_week", "below 0", "from 0"),
    'url = "https://ann:secret@a.example/f"': ("url", "user name or password", "settings"),
    f'{URL}user_agent = "Personalberatung Müller"': ("user_agent", "holds 'ü'", "plain letters"),
    'url = "ftp://a.example/f"': ("url", "not a web address", "https://"),
    'url = "https://a.example:99999/f"': ("url", "not a web address", "https://"),
    'url = ""': ("url", "no url", "url ="),
    'url = "https://a.example/?q=x"\nkind = "search"': ("url", "without {employer}", "{employer}"),
    'url = "ftp://a.example/INBOX"\nkind = "mail"': ("url", "not a mailbox", "imaps://"),
    f'{URL}selectors = {{ item = "li" }}': (
        "selectors",
        "selectors in a source of kind 'feed'",
        "newsroom",
    ),
    f'{ROOM}selectors = {{ item = "li[" }}': (
        "selectors",
        "not a CSS selector",
        "correct",
    ),
    f'{ROOM}selectors = {{ title = "a" }}': (
        "selectors",
        "without item",
        "item =",
    ),
    f'{ROOM}selectors = {{ item = "li", author = "b" }}': (
        "selectors",
        "unknown selector",
        "date",
    ),
}


@pytest.mark.parametrize("block", MISTAKES)
def test_a_mistake_names_file_line_and_mend(block: str, tmp_path: Path) -> None:
    """A mistake in a block is one error that names the file, the line, the feed, the key and the hint."""
    file = tmp_path / "feeds.toml"
    file.write_text(
        f'# mine\n\n[[feed]]\nname = "One"\nurl = "https://one.example/"\n\n[[feed]]\nname = "Two"\n{block}\n'
    )
    with pytest.raises(DataFileError) as caught:
        load_feeds(file)
    key, what, hint = MISTAKES[block]
    assert what in caught.value.what
    assert hint in caught.value.hint
    line = next(n for n, text in enumerate(file.read_text().splitlines(), 1) if n > 8 and text.startswith(key))
    assert caught.value.where == f"{file}, line {line}, feed 'Two', {key}"
    assert "secret" not in str(caught.value)


def test_the_same_feed_twice_is_a_mistake(tmp_path: Path) -> None:
    """Two blocks with one address are refused, naming both lines."""
    file = tmp_path / "feeds.toml"
    file.write_text(
        '[[feed]]\nname = "A"\nurl = "https://a.example/"\n[[feed]]\nname = "B"\nurl = "https://a.example/"\n'
    )
    with pytest.raises(DataFileError, match="as on line 1") as caught:
        load_feeds(file)
    assert "line 4" in caught.value.where


@pytest.mark.parametrize("text", ["[feeds]\nx = 1\n", '[feed]\nname = "A"\n', "feed = \n"])
def test_a_file_of_another_form_is_an_error(text: str, tmp_path: Path) -> None:
    """A table of another name, one bracket too few, and broken TOML are errors that name the file."""
    file = tmp_path / "feeds.toml"
    file.write_text(text)
    with pytest.raises(DataFileError) as caught:
        load_feeds(file)
    assert str(file) in caught.value.where


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """A file that is not there is an error that names it."""
    with pytest.raises(DataFileError, match=r"feeds\.toml"):
        load_feeds(tmp_path / "feeds.toml")


def test_mailboxes_and_folders_are_sources_too(tmp_path: Path) -> None:
    """A mailbox may name its user; a folder is a path. What stands around a text is cut."""
    file = tmp_path / "feeds.toml"
    blocks = [f'[[feed]]\nname = " {n} "\nkind = "mail"\nurl = "{u}"\n' for n, u in (("A", BOX), ("B", "letters/in"))]
    file.write_text("".join(blocks))
    assert [(feed.name, feed.url) for feed in load_feeds(file)] == [("A", BOX), ("B", "letters/in")]
