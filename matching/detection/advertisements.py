"""Headlines by which law firms look for clients: they name a company's deal or fall, which was news before."""

from __future__ import annotations

import re

_SOLICITS = re.compile(
    r"""\b(?:shareholder|investor|stockholder|securities)\s(?:alert|notice|reminder|update|investigation)\b
    | \b(?:LLP|LLC|PLLC|P\.?C\.?|P\.?A\.?|law\s(?:firm|offices?)|attorneys|lawyers)(?!\w).{0,60}
      \b(?:investigat\w+|reminds?|encourages?|urges?|alerts?|notifies|class\saction|scrutini[sz]\w+)\b
    | \binvestigat\w+\b.{0,80}\bon\sbehalf\sof\b""",
    re.VERBOSE | re.IGNORECASE,
)


def solicits(title: str) -> bool:
    """Whether a headline is a law firm's advertisement: "Roe LLP investigates the sale of Orbel"."""
    return _SOLICITS.search(title) is not None
