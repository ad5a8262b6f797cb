"""SEC Form 8-K, as filings name it."""

from __future__ import annotations

from callnow.filings import Filing
from callnow.terms import Certainty

FORM = Filing("SEC, Form 8-K", employer="", type="", certainty=Certainty.DONE, country="US")
"""What every item is; its `employer` is "" for the filer, which the item's reader is not told."""
