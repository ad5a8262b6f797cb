"""No message points to a file that only the checkout has: a wheel carries neither README, nor docs, nor constraints."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from callnow.paths import ROOT

ONLY_IN_CHECKOUT = re.compile(r"README|CONTRIBUTING|docs/\w+\.md|constraints\.txt")


def strings(file: Path) -> Iterator[str]:
    """What a module says, without what stands alone as docstrings do."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def test_no_message_points_to_what_a_wheel_lacks() -> None:
    """In code, and in the page's templates."""
    packages = [ROOT / name for name in ("callnow", "sources", "matching", "delivery", "flows")]
    said = {file: list(strings(file)) for package in packages for file in package.rglob("*.py")}
    said |= {file: [file.read_text(encoding="utf-8")] for file in (ROOT / "delivery").rglob("*.j2")}
    assert [(file.name, text) for file, texts in said.items() for text in texts if ONLY_IN_CHECKOUT.search(text)] == []
