"""One file of settings with some of them changed."""

from __future__ import annotations

import pytest

from callnow.changed_toml import CannotChange, Changes, changed_toml


def test_the_setting_that_cannot_be_changed_is_the_one_that_is_blamed() -> None:
    """Of several changes, not whichever was named first."""
    changes: Changes = {("watch", "every_minutes"): 20, ("channels", "table", "path"): "out.csv"}
    with pytest.raises(CannotChange) as told:
        changed_toml("[channels]\ntable = 1\n", changes)
    assert told.value.names == ("channels", "table", "path")


def test_what_is_no_number_is_in_nobodys_way() -> None:
    """A nan anywhere in the file equals nothing, and is the same as before nevertheless."""
    text = "[fetch]\ndeadline = nan\n"
    assert changed_toml(text, {("watch", "every_minutes"): 20}) == f"{text}\n[watch]\nevery_minutes = 20\n"
