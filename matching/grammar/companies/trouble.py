"""Frames of trouble: security incidents and legal action, told of the company they happen to.

Acme discloses data breach · Acme hit by ransomware · hackers breach Acme · Acme sued by Bolt · Bolt files lawsuit
against Acme · regulator fines Acme · class action filed against Acme · law firm reminds Acme investors of deadline
"""

from __future__ import annotations

import re

from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.names import strip_legal
from matching.grammar.companies.objects import company_after, listed_companies
from matching.grammar.companies.sides import SPEAKER, subject_of
from matching.grammar.companies.slots import amount_between
from matching.grammar.companies.view import View, certainty_of, first_object, held_by, region_end, verbs_of
from matching.grammar.companies.words import pattern, phrases
from matching.grammar.frame import Finding

_LAWYERS = re.compile(r"attorney|law firm|lawyer|victim|client", re.IGNORECASE)
_HELD_BREACH = phrases("held_breach")
_INVESTORS = re.compile(
    r"\b(?P<name>[A-Z0-9][\w&.,’'\- ]{1,60}?),? (?:\([^)]*\),? )*"
    r"(?i:investors?|shareholders?|stockholders?|investor alert|shareholder alert)\b"
    r"(?:[^.]{0,80}\b(?i:deadline|class action|lawsuit|fraud|opportunity)\b|:)",
)
_AGAINST = pattern("against")
_SECURITIES = re.compile(r"securities|investors?|shareholders?|purchas(?:ers|ed)", re.IGNORECASE)


_STRUCK = pattern("struck")


def read_trouble(view: View) -> list[Finding]:
    """Security incidents and legal actions."""
    return [*_breached(view), *_sued(view)]


def _event(
    view: View, kind: str, rule: str, company: str, verb: Chunk | None, *, counterparty: str = "", amount: str = ""
) -> list[Finding]:
    name = view.speaker.name if company == SPEAKER else company
    if not name:
        return []
    return [
        Finding(
            kind,
            rule,
            view.read,
            company=strip_legal(name),
            counterparty=counterparty,
            amount=amount,
            certainty=certainty_of(view, verb),
        )
    ]


@held_by(_HELD_BREACH)
def _breached(view: View) -> list[Finding]:
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "breach_suffer"):
        end = region_end(view, verb.end)
        noun = first_object(view, "breach_breach", verb.end, min(end, verb.end + 8))
        if noun is None or (
            re.search(r"announc|reveal|notif", verb.low)
            and not re.search(r"data|cyber|security|ransom", view.between(noun.start, noun.end), re.IGNORECASE)
        ):
            continue
        if company := subject_of(view, index):
            findings += _event(view, "security_incident", "suffers-breach", company, verb)
    struck = _STRUCK.search(view.text)
    if struck and not findings:
        before = [c for c in view.chunks if view.tokens[c.start].start < struck.start()]
        if view.is_title and before and before[0].kind == "name" and not any(c.kind == "verb" for c in before):
            findings += _event(view, "security_incident", "hit-by", view.text[: struck.start()], None)
    for index, verb in verbs_of(view, "breach_breach"):
        subject = view.between(0, verb.start).lower()
        if re.search(r"\b(?:hackers?|attackers?|cybercriminals|gang|ransomware)\b", subject) and verb.form in {
            "active",
            "either",
        }:
            company, _ = company_after(view, verb.end, region_end(view, verb.end))
        elif verb.form == "passive" or (
            verb.form == "either" and "by" in view.lows[verb.end : verb.end + 2] and re.search(r"hack|breach", verb.low)
        ):
            company = subject_of(view, index)
        else:
            continue
        if company:
            findings += _event(view, "security_incident", "breached", company, verb)
    return findings


def _sued(view: View) -> list[Finding]:
    return _class_action(view) or [*_accused(view), *_filed_against(view), *_faces(view)]


def _accused(view: View) -> list[Finding]:
    """ "Acme sued by Bolt", "regulator fines Acme"."""
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "legal_sue"):
        end = region_end(view, verb.end)
        following = view.lows[verb.end] if verb.end < len(view.lows) else ""
        accused = following in {"by", "over", "for", "in"} and "investigat" not in verb.low
        if verb.form == "passive" or (verb.form == "either" and accused):
            company = subject_of(view, index)
            other = company_after(view, verb.end + 1, end)[0] if following == "by" else ""
        elif re.search(r"\b(?:sue|fine|indict|probe|subpoena|penali|accus)|sues|suing|sued", verb.low):
            company, _ = company_after(view, verb.end, end)
            other = _named(view, subject_of(view, index))
        else:
            continue
        if company and company != other:
            amount = amount_between(view, verb.end, len(view.tokens))
            findings += _event(view, "legal_action", "sued", company, verb, counterparty=other, amount=amount)
    return findings


def _filed_against(view: View) -> list[Finding]:
    """ "Bolt files lawsuit against Acme and Core": an event for each that is sued."""
    findings: list[Finding] = []
    end = len(view.tokens)
    for index, verb in verbs_of(view, "legal_file"):
        noun = first_object(view, "legal_lawsuit", verb.end, min(region_end(view, verb.end), verb.end + 8))
        position = next((i for i in range(verb.end, end) if view.lows[i] == "against"), None)
        if noun is None or position is None:
            continue
        other = _named(view, subject_of(view, index))
        for company in listed_companies(view, position + 1, end) or [company_after(view, position + 1, end, skip=6)[0]]:
            findings += _event(view, "legal_action", "lawsuit-against", company, verb, counterparty=other)
    return findings


@held_by(_LAWYERS)
def _faces(view: View) -> list[Finding]:
    """ "Acme settles lawsuit", "Acme faces class action", "Acme pays fine"."""
    findings: list[Finding] = []
    for name, rule in (("legal_settle", "settles"), ("legal_face", "faces")):
        for index, verb in verbs_of(view, name):
            noun = first_object(view, "legal_lawsuit", verb.end, min(region_end(view, verb.end), verb.end + 7))
            if noun is None or verb.form == "passive" or (rule == "faces" and not _FACING.search(verb.low)):
                continue
            if _PAYING.search(verb.low) and not _PAID.search(view.between(noun.start, noun.end)):
                continue
            if company := subject_of(view, index):
                amount = amount_between(view, verb.end, len(view.tokens))
                findings += _event(view, "legal_action", rule, company, verb, amount=amount)
    return findings


_FACING = re.compile(r"fac|fight|fought")
_PAYING = re.compile(r"\b(?:reach|pay|paid|receiv)")
_PAID = re.compile(r"fine|penalt|settlement", re.IGNORECASE)


def _named(view: View, side: str) -> str:
    return view.speaker.name if side == SPEAKER else side


def _ticker_owner(body: str, ticker: str) -> str:
    """The company whose ticker it is: "Acme, Inc. (“Acme”) (NASDAQ: ACM)"."""
    match = re.search(rf"([A-Z][\w&.,’'\- ]{{2,60}}?)(?:\s*\([^()]*\))?\s*\([^()]{{0,40}}\b{re.escape(ticker)}\b", body)
    return re.split(r"\b(?:against|of|in|that|on behalf of)\s+", match.group(1))[-1].strip(" ,") if match else ""


def _class_action(view: View) -> list[Finding]:
    """Law firms that look for clients name the company that is sued: "… filed against Acme on behalf of investors"."""
    against = _AGAINST.search(view.text)
    if against and _SECURITIES.search(view.text):
        position = next((i for i, t in enumerate(view.tokens) if t.start >= against.end()), None)
        if position is not None:
            company, _ = company_after(view, position, min(len(view.tokens), position + 16), skip=3)
            if company:
                return _event(view, "legal_action", "class-action-against", company, None)
    named = _INVESTORS.search(view.text)
    if named and view.is_title and re.search(r"class action|deadline|securities|lawsuit", view.text, re.IGNORECASE):
        name = re.split(
            r"\b(?:reminds|encourages|urges|alerts|informs|notifies|announces|that|:)\s+",
            named.group("name"),
            flags=re.IGNORECASE,
        )[-1]
        name = re.sub(r"^(?:all|the)\s+", "", name.strip(" ,-–—"), flags=re.IGNORECASE)
        if name.isupper() and len(name) <= 5:
            name = _ticker_owner(view.body, name)
        if name and name[0].isupper():
            return _event(view, "legal_action", "investors-reminded", name, None)
    return []
