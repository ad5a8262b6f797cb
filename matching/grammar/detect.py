"""What an announcement announces: text in, company events out.

`detect` is pure and deterministic. Title and first sentences are read in full, later ones only where they hold a word
that some frame is anchored to; nothing is read beyond `READ_CHARACTERS` but the "About …" line. The cost is linear in
what is read.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from html import unescape
from typing import Any

from callnow.model import Announcement, CompanyEvent, stable_id
from callnow.terms import Certainty
from matching.detection.headlines import attributes
from matching.detection.left_out.outside_posts import is_outside_post
from matching.grammar.companies.frames import read_company_events
from matching.grammar.frame import Clause, Finding, Frame, ReadSentence, Speaker
from matching.grammar.lexicon import lexicon
from matching.grammar.other_names import other_names
from matching.grammar.people.frames import PEOPLE_FRAMES
from matching.grammar.people.join import join_people
from matching.grammar.people.past import add_prior_companies
from matching.grammar.sentences import read_sentences
from matching.grammar.status import no_news
from matching.grammar.subject import read_speaker
from matching.roles import read_role

TAIL_CHARACTERS = 3000


@dataclass(slots=True)
class GrammarReading:
    """All that was read of one announcement, for `explain_detection`."""

    reads: list[ReadSentence]
    speaker: Speaker
    findings: list[Finding] = field(default_factory=list)
    events: list[Finding] = field(default_factory=list)
    tried: list[tuple[str, Clause, int]] = field(default_factory=list)  # frame, where, events it gave
    gate: str = ""


def detect(announcement: Announcement) -> list[CompanyEvent]:
    """The events that `announcement` announces, in the order they are told."""
    year = announcement.published_at.year if announcement.date_known else 0
    reading = read(announcement.title, announcement.text, year, announcement.issuer)
    return [_event(announcement, reading, finding) for finding in reading.events]


def explain_detection(title: str, text: str, year: int = 0) -> dict[str, Any]:
    """Tokens, chunks, speaker, frames tried and fired, gates: the whole reading as plain data."""
    reading = read(title, text, year, "")
    return {
        "speaker": asdict(reading.speaker),
        "gate": reading.gate,
        "sentences": [
            {
                "text": r.sentence.text,
                "zone": ("title", "lead", "body")[r.zone],
                "headline": r.sentence.headline,
                "tokens": [t.text for t in r.sentence.tokens],
                "chunks": [_chunk_data(c) for c in r.chunks],
            }
            for r in reading.reads
        ],
        "frames": [
            {"frame": name, "anchor": c.anchor.text, "sentence": c.read.index, "fired": fired, "gates": c.trace}
            for name, c, fired in reading.tried
        ],
        "findings": [_finding_data(f) for f in reading.findings],
        "events": [_finding_data(f) for f in reading.events],
    }


def read(title: str, text: str, year: int, issuer: str) -> GrammarReading:
    """Read title and text as far as needed, try every frame at its anchors, and join what was found."""
    reads, body = read_sentences(title, text)
    speaker = read_speaker(reads, text[-TAIL_CHARACTERS:], issuer)
    reading = GrammarReading(reads, speaker, gate=no_news(unescape(title)))
    alone = len(reads) == 1
    for sentence in reads:
        for position, anchor in enumerate(sentence.chunks):
            if anchor.classes:
                for frame in _frames_at(anchor.kind, anchor.classes):
                    clause = Clause(sentence, position, speaker, year, alone)
                    findings = frame(clause)
                    reading.tried.append((frame.__name__, clause, len(findings)))
                    reading.findings.extend(findings)
    if not reading.gate:
        people = add_prior_companies(join_people(list(reading.findings), speaker, body), title, body)
        reading.events = [f for f in people if not is_outside_post(title, f.type, (f.company,))]
    places = lexicon().sets["places.names"]
    companies = [f for f in read_company_events(reads, speaker, body, year) if f.company.lower() not in places]
    reading.findings.extend(companies)
    reading.events.extend(companies)
    headline = " ".join(unescape(title).split())
    reading.events = [_as_attributed(f, headline) for f in reading.events]
    return reading


def _as_attributed(finding: Finding, headline: str) -> Finding:
    """The finding, as a rumour where the headline attributes it to others."""
    if finding.certainty is Certainty.DENIED:
        return finding
    of_others = attributes(headline, finding.type, (finding.company,), finding.person)
    return replace(finding, certainty=Certainty.RUMOURED) if of_others else finding


@lru_cache(maxsize=4096)
def _frames_at(kind: str, classes: frozenset[str]) -> tuple[Frame, ...]:
    """The frames that chunks of this kind and these word classes anchor."""
    return tuple(
        frame for anchored, wanted, frame in PEOPLE_FRAMES if anchored == kind and not wanted.isdisjoint(classes)
    )


def _event(announcement: Announcement, reading: GrammarReading, finding: Finding) -> CompanyEvent:
    role = read_role(finding.role, finding.read.sentence.text) if finding.role else None
    return CompanyEvent(
        id=stable_id(
            announcement.id, finding.type, finding.company, finding.person, finding.counterparty, finding.role
        ),
        announcement_id=announcement.id,
        type=finding.type,
        company=finding.company,
        certainty=finding.certainty,
        person=finding.person,
        role=finding.role,
        prior_company=finding.prior_company,
        side=finding.side,
        counterparty=finding.counterparty,
        origin=finding.origin,
        destination=finding.destination,
        amount=finding.amount,
        count=finding.count,
        sentence=finding.read.sentence.text,
        rule=finding.rule,
        function=role.function if role else "",
        rank=role.rank if role else 0,
        probability=finding.weight,
        company_evidence=reading.speaker.evidence if finding.company == reading.speaker.name else (),
        also_called=other_names(finding.company, reading.reads, reading.speaker),
    )


def _chunk_data(c: Any) -> dict[str, Any]:
    data = {"text": c.text, "kind": c.kind}
    if c.classes:
        data["classes"] = sorted(c.classes)
    for name in ("form", "shape", "head"):
        if getattr(c, name):
            data[name] = getattr(c, name)
    if c.kind == "verb":
        data["certainty"] = str(c.plan)
    return data


def _finding_data(f: Finding) -> dict[str, Any]:
    names = (
        "type",
        "rule",
        "company",
        "person",
        "role",
        "prior_company",
        "side",
        "counterparty",
        "origin",
        "destination",
        "amount",
        "count",
    )
    data: dict[str, Any] = {n: getattr(f, n) for n in names if getattr(f, n)}
    return data | {"certainty": str(f.certainty), "sentence": f.read.sentence.text}
