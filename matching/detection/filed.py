"""What registers say becomes events: a filing needs no reading, because its columns say what each thing is."""

from __future__ import annotations

from callnow.filings import FILED
from callnow.model import SLOTS, Announcement, CompanyEvent, Filing, stable_id
from matching.roles import read_role

EVIDENCE = (FILED,)


def filed_events(announcement: Announcement) -> list[CompanyEvent]:
    """The events of an announcement's filings, each once, in their order; none where it has no filings."""
    events = (_event(announcement, filing) for filing in announcement.filings)
    return list({event.id: event for event in events}.values())


def _event(announcement: Announcement, filing: Filing) -> CompanyEvent:
    slots = {name: getattr(filing, name) for name in (*SLOTS, "side")}
    words = " / ".join(filing.words.split("\n")) or announcement.title  # a row of the list each
    role = read_role(filing.role, words) if filing.role else None
    return CompanyEvent(
        id=stable_id(announcement.id, filing.type, filing.employer, filing.person, filing.role, filing.number),
        announcement_id=announcement.id,
        type=filing.type,
        company=filing.employer,
        certainty=filing.certainty,
        sentence=words,
        rule=filing.register,
        function=role.function if role else "",
        rank=role.rank if role else 0,
        company_evidence=EVIDENCE,
        also_called=filing.also_called,
        filing=filing,
        **slots,
    )
