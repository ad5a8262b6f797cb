"""data/feeds.toml and the errors a mistake in it gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.errors import DataFileError
from sources.catalogue import KINDS, check_feed, load_feeds
from sources.readers import readers


def test_the_shipped_catalogue_is_sound() -> None:
    """The starter catalogue has 60 feeds and more, each with country, language, kind and category."""
    feeds = load_feeds()
    assert len(feeds) >= 60
    assert all(f.country and f.language and f.category and f.kind in KINDS for f in feeds)
    assert sum(f.expected_per_week > 0 for f in feeds) >= 60
    assert len({f.id for f in feeds}) == len(feeds)
    assert {f.kind for f in feeds} >= {"feed", "edgar", "search"}
    assert {f.language for f in feeds} >= {"en", "de", "fr"}


def test_nothing_is_visited_before_it_is_switched_on() -> None:
    """Every shipped feed is off: the owner says who may be asked."""
    assert not any(f.enabled for f in load_feeds())


def test_every_kind_has_its_reader() -> None:
    """Each kind that a block may name is read by a reader of its own."""
    assert set(KINDS) <= set(readers())


MISTAKES = {
    'url = "https://a.example/f"\nlangauge = "en"': ("unknown key 'langauge'", "did you mean 'language'"),
    'url = "https://a.example/f"\nkind = "podcast"': ("unknown kind", "newsroom"),
    'url = "https://a.example/f"\nenabled = "yes"': ("enabled is 'yes'", "true or false"),
    'url = "https://a.example/f"\nexpected_per_week = true': ("expected_per_week is True", "a number"),
    'url = "https://a.example/f"\nexpected_per_week = -1': ("below 0", "from 0"),
    'url = "https://ann:secret@a.example/f"': ("user name or password", "settings"),
    'url = "ftp://a.example/f"': ("no web address", "https://"),
    'url = "https://a.example:99999/f"': ("no web address", "https://"),
    'url = ""': ("no url", "url ="),
    'url = "https://a.example/?q=x"\nkind = "search"': ("without {employer}", "{employer}"),
    'url = "ftp://a.example/INBOX"\nkind = "mail"': ("no mailbox", "imaps://"),
    'url = "https://a.example/n"\nselectors = { item = "li" }': ("selectors in a source of kind 'feed'", "newsroom"),
    'url = "https://a.example/n"\nkind = "newsroom"\nselectors = { item = "li[" }': ("no CSS selector", "mend"),
    'url = "https://a.example/n"\nkind = "newsroom"\nselectors = { title = "a" }': ("without item", "item ="),
    'url = "https://a.example/n"\nkind = "newsroom"\nselectors = { item = "li", author = "b" }': (
        "unknown selector",
        "date",
    ),
}


@pytest.mark.parametrize("block", MISTAKES)
def test_a_mistake_names_file_line_and_mend(block: str, tmp_path: Path) -> None:
    """A mistake in a block is one error that names the file, the line of the block, the feed and the mend."""
    file = tmp_path / "feeds.toml"
    file.write_text(
        f'# mine\n\n[[feed]]\nname = "One"\nurl = "https://one.example/"\n\n[[feed]]\nname = "Two"\n{block}\n'
    )
    with pytest.raises(DataFileError) as caught:
        load_feeds(file)
    what, mend = MISTAKES[block]
    assert what in caught.value.what
    assert mend in caught.value.mend
    assert f"{file} line 7, feed 'Two'" in caught.value.where
    assert "secret" not in str(caught.value)


def test_the_same_feed_twice_is_a_mistake(tmp_path: Path) -> None:
    """Two blocks with one address are refused, naming both lines."""
    file = tmp_path / "feeds.toml"
    file.write_text(
        '[[feed]]\nname = "A"\nurl = "https://a.example/"\n[[feed]]\nname = "B"\nurl = "https://a.example/"\n'
    )
    with pytest.raises(DataFileError, match="line 1") as caught:
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


def test_mailboxes_and_folders_are_sources_too() -> None:
    """A mailbox may name its user, never its password; a folder is a path."""
    assert check_feed({"name": "N", "url": "imaps://ann@mail.example/INBOX", "kind": "mail"}, "here").kind == "mail"
    assert check_feed({"name": "N", "url": "letters/in", "kind": "mail"}, "here").url == "letters/in"
    with pytest.raises(DataFileError, match="password"):
        check_feed({"name": "N", "url": "imaps://ann:x@mail.example/INBOX", "kind": "mail"}, "here")
