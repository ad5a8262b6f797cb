"""What several tests of flows begin with: a home that knows people, an API server of Prefect's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Callnow
from tests.flows.people import import_people


@pytest.fixture
def known(callnow: Callnow, tmp_path: Path) -> Callnow:
    """A home that knows four people, two of them of one name, two at one employer."""
    import_people(callnow, tmp_path)
    return callnow


@pytest.fixture(scope="module")
def prefect_api() -> Iterator[None]:
    """An API server of the test run's own, in a folder of its own; it takes 12 to 19 s to start on two cores."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield
