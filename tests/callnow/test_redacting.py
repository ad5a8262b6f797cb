"""No error shows the log-in, query or fragment of an address; what a person needs to find it stays."""

from __future__ import annotations

import pickle
import time

import pytest

from callnow.errors import CallnowError, FetchFailed
from callnow.redacting import without_secrets

CANARY = "c4n4ryT0ken"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (f"https://example.com/feed?key={CANARY}", "https://example.com/feed?…"),
        (f"example.com/feed?key={CANARY}", "example.com/feed?…"),
        (f"https://example.com/feed?{CANARY}", "https://example.com/feed?…"),
        (f"https://example.com/feed#{CANARY}", "https://example.com/feed#…"),
        (f"https://ann:{CANARY}@example.com/feed", "https://…@example.com/feed"),
        (f"https://ann:{CANARY[:4]}/{CANARY}@example.com/", "https://…@example.com/"),
        (f"https://ann:12/{CANARY}@example.com/feed", "https://…@example.com/feed"),
        (f"https://ann:12/{CANARY}/3@example.com:8443/", "https://…@example.com:8443/"),
        (
            f"https://example.com/feed,https://ann:{CANARY}@example.com/",
            "https://example.com/feed,https://…@example.com/",
        ),
        (f"https://example.com/feed?key={CANARY}).", "https://example.com/feed?…)."),
        (f"jsn://{CANARY}@example.com", "jsn://…@example.com"),
        (f"no feed is called 'https://example.com/?key={CANARY}'", "no feed is called 'https://example.com/?…'"),
    ],
)
def test_an_error_holds_no_secret_of_an_address(said: str, shown: str) -> None:
    """In what, where and what to do, also what is set later and what travels between processes."""
    error = FetchFailed(said, where=said, hint=said)
    for one in (error, pickle.loads(pickle.dumps(error))):
        assert (one.what, one.where, one.hint) == (shown, shown, shown)
        assert CANARY not in repr(one) + str(one) + str(one.args) + str(vars(one))
    error.where = said
    assert error.where == shown


@pytest.mark.parametrize(
    "plain",
    ["https://example.com:8443/@ann/feed", "is it yours? --allow-private lets it", "ann@example.com", "127.0.0.1:80"],
)
def test_what_is_no_secret_stays(plain: str) -> None:
    """Paths, ports, mail addresses and questions are shown as they are."""
    assert str(CallnowError(plain)) == plain


@pytest.mark.parametrize("piece", ["://", ":a", "://h:1/", "://a@", "://a:b", "?", "?.", "#", ".", "@"])
@pytest.mark.parametrize("begin", ["https://a:", "x?", "https://x#", "https://"])
def test_a_long_text_takes_no_time(begin: str, piece: str) -> None:
    """However an address goes on, reading it takes time in proportion to its length."""
    began = time.process_time()
    without_secrets(begin + piece * 20_000 + "x")
    assert time.process_time() - began < 1
