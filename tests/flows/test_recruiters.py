"""One recruiter's calls and people: whom `--owner` names, the same way in every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.errors import UsageError
from flows.people.finding import recruiter_named
from tests.conftest import Callnow
from tests.flows.people import MONDAY, PEOPLE, import_people

RECRUITERS = ["Dana Whitlock", "Dánae Orrin", "Ravi Sel", "Ravi Selwyn"]
LATER = "2026-03-04T09:00+00:00"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Dana Whitlock", "Dana Whitlock"),
        ("dana whitlock", "Dana Whitlock"),
        ("whitl", "Dana Whitlock"),
        ("danae", "Dánae Orrin"),
        ("ravi sel", "Ravi Sel"),
    ],
)
def test_a_recruiter_is_named_by_any_word(words: str, name: str) -> None:
    """Case and accents do not count, the beginning of a word will do, and a whole name beats a longer one."""
    assert recruiter_named(words, RECRUITERS, "nobody") == name


@pytest.mark.parametrize(("words", "told"), [("dan", "Dana Whitlock, Dánae Orrin"), ("mira", "Ravi Sel, Ravi Selwyn")])
def test_who_there_is_is_told_where_nobody_is_meant(words: str, told: str) -> None:
    """A name of several, or of none, is refused with the recruiters there are."""
    with pytest.raises(UsageError) as refused:
        recruiter_named(words, RECRUITERS, "nobody")
    assert told in refused.value.hint


@pytest.mark.parametrize(
    "command",
    [
        ("calls",),
        ("today",),
        ("people", "list"),
        ("coverage",),
        ("calendar",),
        ("tasks", "--for", "hubspot"),
    ],
)
def test_every_command_finds_the_recruiter_the_same_way(callnow: Callnow, tmp_path: Path, command: list[str]) -> None:
    """A first name in small letters is the recruiter's; nobody's name is refused with those there are."""
    import_people(callnow, tmp_path, MONDAY, PEOPLE.replace("Dana", "Dana Whitlock"))
    asked = callnow("--at", LATER, *command, "--owner", "dana")
    assert asked.code == 0, asked.err
    assert asked.out == callnow("--at", LATER, *command, "--owner", "Dana Whitlock").out
    assert "Talloway" not in asked.out
    refused = callnow("--at", LATER, *command, "--owner", "mira")
    assert refused.code == 2
    assert "Dana Whitlock, Ravi" in " ".join(refused.err.split())
