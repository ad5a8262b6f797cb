"""Messages that lie on this machine: a Maildir, an mbox file, a single message."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.terms import FetchStatus
from sources.feed import Feed, FeedState
from sources.mail import read_mailbox

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)


def letter(subject: str) -> bytes:
    """A message as a mail program keeps it."""
    return (
        f"Subject: {subject}\nFrom: news@example.com\nDate: Fri, 20 Nov 2026 09:00:00 -0500\n"
        f"Message-ID: <{len(subject)}-{subject[:3]}@example.com>\n\nThe company said so, and no more of it.\n"
    ).encode()


def titles(place: Path) -> list[str]:
    """The titles that a visit to a place brings."""
    result, items = read_mailbox(Feed(name="letters", url=str(place), kind="mail"), FeedState(), NOW)
    assert result.status is FetchStatus.NEW, result.error
    return [item.title for item in items]


def test_a_maildir_is_read_but_for_what_is_hidden_or_still_comes(tmp_path: Path) -> None:
    """What was seen and what is new; not what is being delivered, nor the folders .Trash and .Sent."""
    for name in ("cur/1.host:2,S", "new/2.host", "tmp/3.host", ".Trash/cur/4.host:2,S", "plain.eml", "cur/.hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(letter(f"Orbel cuts jobs {name[:5]}"))
    assert sorted(titles(tmp_path)) == ["Orbel cuts jobs cur/1", "Orbel cuts jobs new/2", "Orbel cuts jobs plain"]


def test_an_mbox_is_read_the_last_message_first(tmp_path: Path) -> None:
    """And left as it is; one in which nothing lies yet brings nothing."""
    box = tmp_path / "letters.mbox"
    subjects = [f"Orbel cuts {n} jobs" for n in (5, 60, 700)]
    whole = b"".join(b"From news@example.com Fri Nov 20 09:00:00 2026\n" + letter(one) + b"\n" for one in subjects)
    box.write_bytes(whole)
    assert titles(box) == subjects[::-1]
    assert box.read_bytes() == whole
    assert [file.name for file in tmp_path.iterdir()] == ["letters.mbox"]
    box.write_bytes(b"")
    result, items = read_mailbox(Feed(name="letters", url=str(box), kind="mail"), FeedState(), NOW)
    assert (result.error, items) == (None, [])


def test_a_file_that_is_one_message_is_read(tmp_path: Path) -> None:
    """As the only one of its folder would be."""
    (tmp_path / "one.eml").write_bytes(letter("Orbel cuts 5 jobs"))
    assert titles(tmp_path / "one.eml") == ["Orbel cuts 5 jobs"]


@pytest.mark.parametrize(("name", "said"), [("gone", "there is no folder or file"), ("book.xlsx", "no e-mail message")])
def test_what_is_no_message_fails_in_words(name: str, said: str, tmp_path: Path) -> None:
    """A path that is wrong, and a file that is another."""
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04\x00\x00")
    result, items = read_mailbox(Feed(name="letters", url=str(tmp_path / name), kind="mail"), FeedState(), NOW)
    assert said in str(result.error)
    assert items == []
