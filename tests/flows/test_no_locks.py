"""A home where nothing can be locked, as on some network file systems: one sentence, exit code 1, nothing half done."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.conftest import Callnow
from tests.flows.whole_run import Desk
from tests.killing import finish, start
from tests.no_locks import NO_FILTER, unlockable_callnow

SAID = "files cannot be locked there"


def said_by(error: int, home: Path, *words: object) -> tuple[int, str]:
    """How a command ends that is given no lock, and what it prints."""
    file = home.parent / "said.txt"
    code = finish(start(unlockable_callnow, error, ["--home", str(home), *map(str, words)], file))
    if code == NO_FILTER:
        pytest.skip("this system has no filter of system calls to refuse locks with")
    return code, file.read_text()


def contents(home: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in home.iterdir() if file.is_file()}


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.EOPNOTSUPP], ids=["ENOLCK", "EOPNOTSUPP"])
@pytest.mark.parametrize("words", [("import", "people.csv"), ("feeds", "on", "--all")], ids=lambda w: w[0])
def test_a_new_home(error: int, words: tuple[str, ...], home: Path, tmp_path: Path) -> None:
    """No database is begun, not even an empty one; the sentence names the home and what to do."""
    (tmp_path / "people.csv").write_text("name,title,employer\nMara Lindqvist,IT Director,Quorrel Systems\n")
    code, said = said_by(error, home, *(tmp_path / word if word.endswith(".csv") else word for word in words))
    assert (code, "Traceback" in said) == (1, False)
    assert said.startswith(f"error: {home}: {SAID}")
    assert "put the home on a disk of this machine" in said
    assert {file.name for file in home.iterdir()} <= {"run.lock"}


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.EOPNOTSUPP], ids=["ENOLCK", "EOPNOTSUPP"])
def test_a_home_that_was_moved_there(error: int, home: Path, callnow: Callnow) -> None:
    """Nothing of it changes; what asks answers or says why not, and what writes says so at once."""
    Desk(callnow, home)
    before = contents(home)
    for words in (("run",), ("log", "Mara", "--called"), ("rematch",), ("recover",)):
        code, said = said_by(error, home, *words)
        assert (code, SAID in said, "Traceback" in said) == (1, True, False), words
    code, said = said_by(error, home, "calls")
    assert (code, SAID in said) in ((1, True), (0, False))
    code, said = said_by(error, home, "status")
    assert code == 3
    assert SAID in said or error == errno.EOPNOTSUPP  # which DuckDB reads over
    after = contents(home)
    after.pop("run.lock", None)
    assert after == {name: content for name, content in before.items() if name != "run.lock"}


def test_what_was_refused_is_in_nobodys_way(home: Path, callnow: Callnow) -> None:
    """Where there are locks again, the same home is begun as a new one is."""
    people = home.parent / "people.csv"
    people.write_text("name,title,employer\nMara Lindqvist,IT Director,Quorrel Systems\n")
    assert said_by(errno.ENOLCK, home, "import", people)[0] == 1
    assert callnow("import", people).code == 0
    assert "Mara Lindqvist" in callnow("query", "FROM prospect", "--json").out
