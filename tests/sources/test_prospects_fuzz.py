"""Exports with bytes changed, lost and put in between: read or refused, never anything else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from callnow.errors import ProspectFileError
from callnow.fold import fold
from sources.prospects import read_lists

ROWS = "".join(
    f'{n},Person {n},Firm {n},"Boston, MA",+1 212 555 0142,p{n}@firm.example,"says\nlittle"\n' for n in range(40)
)
EXPORT = f"ID,Name,Company,City,Phone,Email,Notes\n{ROWS}"
SPOILS = [
    b'"',
    b"\n",
    b"\r",
    b",",
    b";",
    b"\0",
    b"\xff\xfe",
    b"\xe2\x80\xa8",
    b"1.2E+11",
    b"=HYPERLINK()",
    b"@",
    b"(UTC",
    b"\x9d",
]


@pytest.mark.parametrize("exports", [40, pytest.param(150, marks=pytest.mark.slow)])
def test_spoilt_exports_are_read_or_refused(exports: int, tmp_path: Path) -> None:
    """Whatever is done to an export, what comes out has a name, an employer and an id that no other name has."""
    chance = random.Random(848)
    file = tmp_path / "people.csv"
    read, refused = 0, []
    for encoding in ("utf-8", "utf-16", "cp1252"):
        for _ in range(exports):
            body = bytearray(EXPORT.encode(encoding))
            for _ in range(chance.randint(1, 12)):
                at = chance.randrange(len(body))
                body[at : at + chance.choice([0, 1, 40])] = chance.choice([*SPOILS, bytes(body[at : at + 90])])
            file.write_bytes(body)
            try:
                people = read_lists(file)[0].prospects
            except ProspectFileError as error:
                refused.append(error)
                continue
            read += 1
            assert len({(p.id, fold(p.name)) for p in people}) == len({p.id for p in people})
            assert all(p.id and p.name and p.employer for p in people)
    assert read > 1.6 * exports
    assert all(error.where and error.hint for error in refused)
