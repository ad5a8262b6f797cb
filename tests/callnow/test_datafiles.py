"""Data files: read strictly as their model says, every mistake told with file, line, key and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, ConfigDict, Field

from callnow.datafiles import Table, read_data_file
from callnow.errors import DataFileError, Unusable
from callnow.paths import DATA
from callnow.toml_lines import toml_lines


@dataclass(frozen=True, slots=True)
class Post:
    """A row, and a block: a plain dataclass serves as well as a Table."""

    name: str
    rank: Literal["1", "2"] = "1"
    words: tuple[str, ...] = ()


def not_shouted(post: Post) -> Post:
    """A rule that types cannot say."""
    if post.name.isupper():
        raise Unusable("shouted", "write it in lower case", key="name", like=("post", 0))
    return post


class Staff(Table):
    """A file."""

    label: str
    share: float = Field(default=0.5, ge=0, le=1)
    open: bool = False
    post: tuple[Annotated[Post, AfterValidator(not_shouted)], ...] = ()
    places: dict[str, frozenset[str]] = Field(default_factory=dict)


GOOD = """
label = "Staff"  # a comment
share = 1

[[post]]
name = "head"

[[post]]
name = "clerk"
rank = "2"
words = [
  "one",
  "two",
]

[places]
north = ["a", "b"]
"""


def told(path: Path, model: type) -> DataFileError:
    with pytest.raises(DataFileError) as caught:
        read_data_file(path, model)
    assert caught.value.exit_code == 2
    assert caught.value.hint
    return caught.value


def test_a_file_is_read_as_its_model(tmp_path: Path) -> None:
    """Lists become what the model wants, a whole number serves as a fraction, what is left out has its default."""
    (tmp_path / "staff.toml").write_text(GOOD, encoding="utf-8-sig")
    staff = read_data_file(tmp_path / "staff.toml", Staff)
    assert staff.post == (Post("head"), Post("clerk", "2", ("one", "two")))
    assert (staff.share, staff.open, staff.places) == (1.0, False, {"north": frozenset("ab")})


@pytest.mark.parametrize(
    ("old", "new", "where", "what", "hint"),
    [
        ('label = "Staff"', "", "", "missing", "give it: label = …"),
        ('label = "Staff"', "label = 3", "line 2, label", "must be a text, in quotes, not 3", "correct it there"),
        ("share = 1", 'share = "1"', "line 3, share", "must be a number, not '1'", "correct it there"),
        ("share = 1", "share = true", "line 3, share", "must be a number, not True", "correct it there"),
        ("share = 1", "share = 2", "line 3, share", "must be less than or equal to 1, not 2", "correct it there"),
        ("share = 1", "open = 'yes'", "line 3, open", "must be true or false, not 'yes'", "correct it there"),
        ("share = 1", "shrae = 1", "line 3, shrae", "unknown key", "did you mean 'share'?"),
        ("share = 1", "z = 1", "line 3, z", "unknown key", "use label, open, places, post, share"),
        ('rank = "2"', 'rnak = "2"', "line 10, post 'clerk', rnak", "unknown key", "did you mean 'rank'?"),
        ('rank = "2"', 'rank = "3"', "line 10, post 'clerk', rank", "must be '1' or '2', not '3'", "correct it there"),
        ('"clerk"', '"CLERK"', "line 9, post 'CLERK', name", "shouted as on line 5", "write it in lower case"),
        ('"two"', "2", "line 11, post 'clerk', words 2", "must be a text, in quotes, not 2", "correct it there"),
        ('"b"]', "3]", "line 17, places.north 2", "must be a text, in quotes, not 3", "correct it there"),
        ('["a", "b"]', '"a"', "line 17, places.north", 'must be a list, such as ["one", "two"], not \'a\'', "correct"),
        ("[places]", "[places", "line 16", "not TOML: Expected ']'", "correct it there"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, where: str, what: str, hint: str, tmp_path: Path) -> None:
    """Unknown, missing, of another type or range, against a rule: file, line and key, what is wrong, what to do."""
    assert old in GOOD
    path = tmp_path / "staff.toml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    error = told(path, Staff)
    assert error.where == ", ".join(filter(None, (str(path), where or "label")))
    assert error.what.startswith(what)
    assert error.hint.startswith(hint)


def test_a_bracket_too_few_is_told(tmp_path: Path) -> None:
    """One table where the model wants several says how several are written."""
    path = tmp_path / "staff.toml"
    path.write_text('label = "a"\n[post]\nname = "head"\n', encoding="utf-8")
    error = told(path, Staff)
    assert (error.where, error.hint) == (f"{path}, line 2, post", "write [[post]] with two brackets")


def test_the_first_of_several_mistakes_is_told(tmp_path: Path) -> None:
    """In the order of the file, not of the model."""
    path = tmp_path / "staff.toml"
    path.write_text('open = "no"\nlabel = 3\n', encoding="utf-8")
    assert told(path, Staff).where == f"{path}, line 1, open"


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("name,rank\nhead,1\nclerk,9\n", "line 3, rank", "must be '1' or '2', not '9'"),
        ("name,rank\nhead,1,2\n", "line 2, more cells than columns", "more cells than columns"),
        ("rank\n1\n", "line 1", "no column name"),
        ("name,tank\nhead,1\n", "line 1", "unknown column 'tank'"),
        ("", "line 1", "no column name"),
    ],
)
def test_a_row_is_told_with_its_line(text: str, where: str, what: str, tmp_path: Path) -> None:
    """A CSV whose header or row cannot be used."""
    path = tmp_path / "posts.csv"
    path.write_text(text, encoding="utf-8")
    error = told(path, tuple[Post, ...])
    assert (error.where, error.what) == (f"{path}, {where}", what)


def test_rows_are_stripped_and_may_be_short(tmp_path: Path) -> None:
    """Cells lose the spaces around them, and one that a line leaves out has its default."""
    path = tmp_path / "posts.csv"
    path.write_text('name,rank\n head , 2\n"clerk, old"\n\n', encoding="utf-8")
    assert read_data_file(path, tuple[Post, ...]) == (Post("head", "2"), Post("clerk, old"))


def test_a_row_of_people_may_have_columns_of_their_own(tmp_path: Path) -> None:
    """Where a model ignores what it does not know, so does the reading of its file."""

    class Loose(Table):
        model_config = ConfigDict(extra="ignore")
        name: str

    path = tmp_path / "posts.csv"
    path.write_text("mine,name\n1,head,too many\n", encoding="utf-8")
    assert [one.name for one in read_data_file(path, tuple[Loose, ...])] == ["head"]


def test_a_word_list_is_its_lines(tmp_path: Path) -> None:
    """Comments and empty lines count for nothing."""
    path = tmp_path / "words.txt"
    path.write_text("# a comment\none\n\n two words \n", encoding="utf-8")
    assert read_data_file(path, tuple[str, ...]) == ("one", "two words")


def test_json_is_read_too(tmp_path: Path) -> None:
    """A wrong value is told with its key, broken JSON with its line."""
    path = tmp_path / "staff.json"
    path.write_text('{"label": "a", "open": true}', encoding="utf-8")
    assert read_data_file(path, Staff).open
    path.write_text('{"label": 1}', encoding="utf-8")
    assert told(path, Staff).where == f"{path}, label"
    path.write_text('{\n"label": \n}', encoding="utf-8")
    assert told(path, Staff).where == f"{path}, line 3"


def test_what_cannot_be_read_at_all_is_told(tmp_path: Path) -> None:
    """No file, a folder in its place, another encoding."""
    assert told(tmp_path / "none.toml", Staff).what == "the file is missing"
    assert told(DATA / "none.toml", Staff).hint == "bring it back: it comes with callnow"
    (tmp_path / "folder.toml").mkdir()
    assert told(tmp_path / "folder.toml", Staff).what == "cannot be read: Is a directory"
    (tmp_path / "latin.toml").write_bytes("label = 'a'\n# jörg".encode("latin-1"))
    assert told(tmp_path / "latin.toml", Staff).where == f"{tmp_path / 'latin.toml'}, line 2"


def test_lines_are_found_in_tables_that_repeat() -> None:
    """Each [[table]] has a number, also within one that repeats, and so has a table in a list."""
    text = "[[a]]\nx = 1\n[[a]]\n[[a.b]]\n[[a.b]]\ny = [\n  { z = 1 },\n]\n[a.b.c]\nw = 2\n"
    lines = toml_lines(text)
    assert (lines["a", 0, "x"], lines["a", 1], lines["a", 1, "b", 1], lines["a", 1, "b", 1, "y", 0, "z"]) == (
        2,
        3,
        5,
        6,
    )
    assert lines["a", 1, "b", 1, "c", "w"] == 10
