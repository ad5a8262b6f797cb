"""Where the files that ship with the project lie, and where a home lies unless somebody names one."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import platformdirs

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds the packages: the checkout, or site-packages."""

_PACKAGED = Path(str(files("callnow") / "data"))
IN_CHECKOUT = not _PACKAGED.is_dir()
"""Whether this is the checkout and no installed wheel: a wheel carries data/ inside the package callnow."""

DATA = ROOT / "data" if IN_CHECKOUT else _PACKAGED


def default_home() -> Path:
    """data/var in a checkout; the platform's folder for a user's data where callnow was installed."""
    return DATA / "var" if IN_CHECKOUT else platformdirs.user_data_path("callnow", appauthor=False)
