"""A value of every table that the store keeps."""

from __future__ import annotations

import typing
from datetime import UTC, date, datetime

from callnow.model import (
    Announcement,
    Candidate,
    CompanyEvent,
    Delivery,
    Employer,
    Feature,
    Filing,
    Match,
    Prospect,
    Touch,
    Trigger,
)
from callnow.terms import Certainty, ContactKind, MatchVerdict, Tier

NOW = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
FILING = Filing("WARN", "QUORREL", "layoffs", "17", Certainty.DONE, ("Q",), count="40", filed_on=date(2026, 3, 27))
TABLES: dict[str, typing.Any] = {
    "announcement": Announcement(
        "a1", "wire", "Título\n“x”", "body", "https://example.com/1", NOW, NOW, guid="g", filings=(FILING,)
    ),
    "company_event": CompanyEvent(
        "e1", "a1", "layoffs", "Quorrel", Certainty.RUMOURED, count="40", company_evidence=("ticker",), filing=FILING
    ),
    "employer": Employer("m1", "Quorrel Ltd", aliases=("QL", "Quorrel")),
    "prospect": Prospect("p1", "Ida Varn", "Quorrel Ltd", "m1", phone="+12125550101", tags=("vip",), rank=2),
    "match": Match(
        "e1", "Quorrel", "quorrel", MatchVerdict.MATCH, "m1", "Quorrel Ltd", "quorrel", 0.9, "exact",
        (Feature("n", 1.0, 2.0, "x"),), (Candidate("m2", "Q", 0.1),),
    ),
    "trigger": Trigger(
        "t1", "p1", "m1", "s1", "e1", "layoffs", Tier.CALL_NOW, 71.5, "why", "say", NOW, NOW,
        (Feature("u", 0.5, 1.0),), talking_points=("a", "b"),
    ),
    "delivery": Delivery("d1", "t1", "mail", next_try_at=NOW),
    "touch": Touch("c1", "p1", NOW, ContactKind.CALLED, promised="after the board", due_on=date(2028, 2, 29)),
}  # fmt: skip
