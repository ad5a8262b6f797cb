"""Parameters of a query do not have Python search its folders for pandas."""

import sys
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.util import find_spec
from pathlib import Path

import pytest

from callnow.store.files import connect, spare_searches_for_pandas


class Searches(MetaPathFinder):
    """Counts what Python searches its folders for, and finds nothing."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        self.names.append(name)


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> Searches:
    made = Searches()
    monkeypatch.setattr(sys, "meta_path", [made, *sys.meta_path])
    return made


@pytest.mark.skipif(find_spec("pandas") is not None, reason="pandas is installed: DuckDB imports it once")
def test_no_parameter_has_python_search_for_pandas(tmp_path: Path, searches: Searches) -> None:
    with connect(tmp_path / "some.duckdb") as con:
        con.execute("SELECT $1, $2", [["a", "b", "c"], 1]).fetchall()
    assert "pandas" not in searches.names


@pytest.mark.skipif(find_spec("pandas") is not None, reason="the same")
def test_pandas_is_as_absent_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    spare_searches_for_pandas.__wrapped__()
    assert find_spec("pandas") is None
    with pytest.raises(ModuleNotFoundError):
        import_module("pandas")


def test_pandas_is_left_alone_where_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pandas.py").write_text("here = True\n", encoding="utf-8")
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    spare_searches_for_pandas.__wrapped__()
    assert "pandas" not in sys.modules
