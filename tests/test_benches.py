"""The benchmarks still fit the product: what nobody runs for weeks breaks in silence."""

from __future__ import annotations

import ast
import importlib
from importlib.util import find_spec
from pathlib import Path

import pytest

from callnow.model import Announcement
from tests.bench_detection import NOW, stream

OURS = ("callnow", "delivery", "flows", "matching", "sources", "tests")
BENCHES = sorted(file.stem for file in Path(__file__).parent.glob("bench_*.py"))


@pytest.mark.parametrize("name", BENCHES)
def test_what_a_benchmark_takes_from_the_product_is_there(name: str) -> None:
    """Every name that it imports from us; other tools are not looked for."""
    tree = ast.parse((Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    ours = [node for node in imports if (node.module or "").partition(".")[0] in OURS]
    assert ours
    for node in ours:
        module = importlib.import_module(node.module or "")
        for alias in node.names:
            held = hasattr(module, alias.name) or find_spec(f"{node.module}.{alias.name}")
            assert held, f"{node.module} has no {alias.name}"


@pytest.mark.slow
@pytest.mark.parametrize("name", BENCHES)
def test_a_benchmark_can_be_loaded(name: str) -> None:
    """All that it takes from the product is there; of other tools it may lack those of the extra `bench`."""
    try:
        importlib.import_module(f"tests.{name}")
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] in OURS:
            raise
        pytest.skip(f"{missing.name} is not installed")


def test_the_stream_of_watched_employers_is_read() -> None:
    """What names a watched employer is read closely, and nothing else."""
    title = "Quorrel Systems Names Ida Varn as Chief Information Officer"
    texts = [
        Announcement(id=str(n), source="bench", title=text, text="", url="", published_at=NOW, fetched_at=NOW)
        for n, text in enumerate([title, *["Harbour Fair Opens on Saturday"] * 19])
    ]
    assert stream(texts)(texts) == 1
