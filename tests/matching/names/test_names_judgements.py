"""Judgements travel as CSV and come back as they went."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.errors import DataFileError
from callnow.terms import JudgementVerdict
from matching.names.judgements import Judgement, Judgements, read_judgements, write_judgements

SAID = (
    Judgement(
        "Zorvik, Inc.", "a", JudgementVerdict.SAME, "Zorvik Energy", datetime(2026, 2, 3, 4, 5, tzinfo=UTC), "mira"
    ),
    Judgement('Quill "Q" Mark', "b", JudgementVerdict.DIFFERENT, "Quillmark, Ltd"),
    Judgement("Müller\nGeräte", "c", JudgementVerdict.UNSURE),
)


def test_judgements_come_back_from_csv_as_they_went(tmp_path: Path) -> None:
    """Quotes, commas, line ends, accents and times survive."""
    out = io.StringIO(newline="")
    write_judgements(SAID, out)
    path = tmp_path / "judgements.csv"
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    assert read_judgements(path) == SAID


def test_a_later_judgement_replaces_an_earlier_one() -> None:
    """Spellings of one mention are one mention."""
    said = Judgements.of(
        [Judgement("ZORVIK", "a", JudgementVerdict.SAME), Judgement("Zorvik Inc.", "a", JudgementVerdict.DIFFERENT)]
    )
    assert [j.verdict for j in said] == [JudgementVerdict.DIFFERENT]
    assert said.about("zorvik")["a"].verdict is JudgementVerdict.DIFFERENT
    assert not said.about("quillmark")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("mention,verdict\nx,same\n", "judgements.csv"),
        ("mention,employer_id,verdict\nZorvik,,same\n", "line 2"),
        ("mention,employer_id,verdict\nZorvik,a,same\nZorvik,a,perhaps\n", "line 3"),
        ("mention,employer_id,verdict,judged_at\nZorvik,a,same,yesterday\n", "line 2"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, text: str, place: str) -> None:
    """The error says which file and line, and what is missing."""
    path = tmp_path / "judgements.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        read_judgements(path)
    assert place in error.value.where
    assert error.value.hint


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """No traceback for a wrong path."""
    with pytest.raises(DataFileError, match="nowhere"):
        read_judgements(tmp_path / "nowhere.csv")
