"""What a correction takes back, by its own words; apart from what reads them, for whoever asks nothing else."""

from __future__ import annotations

import re

_WRITES = (
    r"(?:articles?|reports?|stor(?:y|ies)|items?|briefs?|releases?|captions?|headlines?|versions?|columns?|posts?|"
    r"editions?|newsletters?|we)"
)
_TELLS = r"(?:said|reported|stated|wrote|indicated)(?:\s(?:on|in|last)\s[^;]{1,30}?(?=\sthat\b))?(?:\sthat)?"
_GIVES = r"(?:gave|listed|identified|described|misstated|misidentified|misreported)"
TAKEN_BACK = re.compile(
    rf"\b{_WRITES}\b[^;]*?\b(?:{_TELLS}\s(?P<told>.+)|{_GIVES}\s(?P<given>.+))"
    r"|\b(?:was|were)\s(?:\w+ly\s)?(?:given|listed|stated|identified)\sas\s(?P<called>.+)",
    re.IGNORECASE | re.DOTALL,
)
"""What was told before and is put right: "an article on Monday said that (Orbel would move to Leeds)"."""
