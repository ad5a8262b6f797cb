"""How many jobs, as it can be said."""

from __future__ import annotations

import re

_UNCOUNTED = re.compile(r"dozens|scores|hundreds|(?:tens of )?thousands", re.IGNORECASE)
_FRACTION = re.compile(r"(?:(?:an?|one) )?(?P<part>half|third|quarter|fifth|tenth)", re.IGNORECASE)
_PERCENT = re.compile(r"(?P<number>(?:[a-z]+ ){0,2}\d+(?:\.\d+)?)\s?(?:%|per ?cent)", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,]*")


def jobs_said(count: str) -> str:
    """So many jobs: "120 jobs", "hundreds of jobs", "a third of its jobs"; "jobs" where no number is told."""
    spoken = " ".join(count.split())
    if _NUMBER.fullmatch(spoken):
        return "one job" if spoken == "1" else f"{spoken} jobs"
    if _UNCOUNTED.fullmatch(spoken):
        return f"{spoken.lower()} of jobs"
    if fraction := _FRACTION.fullmatch(spoken):
        part = fraction["part"].lower()
        return f"{'half' if part == 'half' else f'a {part}'} of its jobs"
    if percent := _PERCENT.fullmatch(spoken):
        return f"{percent['number']}% of its jobs"
    return f"jobs ({spoken})" if spoken else "jobs"
