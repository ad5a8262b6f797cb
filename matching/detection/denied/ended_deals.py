"""Deals that are ended before they are closed: "mutually agreed to terminate the Agreement and Plan of Merger", "a
judge blocked the takeover". One whose closing is only put off goes on.

The reader takes them for denied with doubt, so that nothing is taken back, or sees nothing in the words of a filing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, permutations

from callnow.legal_forms import without_legal_form
from callnow.model import CompanyEvent, stable_id
from callnow.terms import Certainty
from matching.comparing.companies import by_company, share_name
from matching.detection.denied.denials import MAY_BE
from matching.detection.denied.text_denials import denied
from matching.event_types import DEALS
from matching.grammar.tokens import split_sentences
from matching.reading.calibration import NEVER
from matching.word_search import holds_any

RULE = "ended-deal"
_FIRST = 6  # sentences, headline and headings of items included
_DEAL = (
    r"(?:(?:agreement\sand\s)?plan\sof\smerger|mergers?(?:\sagreement)?|business\scombination(?:\sagreement)?|"
    r"combination(?:\sagreement)?|tie-?up)\b"
)
_OTHER = r"(?:earlier|another|other|rival|competing|former|first)"
_BESIDE = r"(?:before|after|in|for|with|to|and|as|on|upon|following|ahead|due|by)"
_WHICH = rf"(?:(?!(?:{_OTHER}|{_BESIDE})\b)[\w$.,’'-]+\s){{0,6}}?"
_ENDED = r"(?:terminated|called\soff|scrapped|abandoned|ended|cancell?ed|(?:voted|turned)\sdown)"
_ENDS = (
    rf"(?:{_ENDED}|terminat(?:es?|ing)|call(?:s|ing)?\soff|scraps?|scrapping|"
    r"abandon(?:s|ing)?|ends?|ending|cancel(?:s|l?ing)?|(?:vote|turn)(?:s|ing)?\sdown)"
)
_OPEN = (
    rf"(?:{MAY_BE}|can|if|unless|either|any|upon|until|before|right|rights|event|option|threat\w*|which|deadline|"
    r"previously\shad|not|never|without|grounds)"
)
_ENDS_DEAL = re.compile(
    rf"\b{_ENDS}\s{_WHICH}{_DEAL}"
    rf"|{_DEAL}(?:\s[\w’'-]+){{0,9}}?\s(?:is|was|were|are|has\sbeen|have\sbeen)\s(?:\w+ly\s)?{_ENDED}\b"
    rf"|\btermination\sof\s{_WHICH}{_DEAL}|\bmutual\stermination\s(?:agreement\b|of\s{_WHICH}{_DEAL})",
    re.IGNORECASE,
)
# Who may stop a deal, what they do then, and what they then stop that is no deal ("rejects merger challenge").
_WHO = (
    r"(?:judges?|justices?|courts?|tribunal|regulators?|watchdogs?|authorit(?:y|ies)|commission|commissioners?|ministers?|ministry|"
    r"government|FTC|CMA|EU|DOJ|ACCC|shareholders|stockholders|investors|owners|members|partners|policyholders|creditors)"
)
_NO_END = (
    r"(?:refus|declin|overturn|revers|lift|not\b|never|fail|su(?:e[sd]?|ing)\b|to\b|ask|urg|want|temporar|provisional|"
    rf"{MAY_BE}|can\b|if\b)"
)
_THEN = rf"(?:(?!{_NO_END})[\w,’'-]+\s){{0,6}}?"
_BUYS = r"(?:buy|acquire|purchase|take|merge|combine)\b"
_NO_SALE = "".join(
    rf"(?<!\b{kind}\s)" for kind in ("plea", "pay", "wage", "labor", "labour", "tentative", "trade", "settlement")
)
_ANY_DEAL = rf"(?:{_DEAL}|(?:takeovers?|acquisitions?|purchase|buy-?out|{_NO_SALE}deal)\b|bid\b(?!\sto\s(?!{_BUYS})))"
_OF_DEAL = (
    r"(?!\s(?:case|challenge|suit|lawsuit|probe|review|rules?|objection|remed|concession|terms|price|appeal|request|vote|"
    r"meeting))"
)
_STOPS = (
    r"(?:block(?:s|ed)|veto(?:es|ed)|prohibit(?:s|ed)|bar(?:s|red)|enjoin(?:s|ed)|quash(?:es|ed)|str(?:ikes|uck)\sdown|"
    r"(?:vote[sd]?|turn(?:s|ed)?)\sdown|reject(?:s|ed)?|vote[sd]?\sagainst)"
)
_BLOCKS_DEAL = re.compile(
    rf"\b(?P<who>{_WHO})\s{_THEN}{_STOPS}\s(?:{_WHICH}(?P<what>{_ANY_DEAL}){_OF_DEAL}"
    r"|(?:[\w&.’'-]+\s){1,5}?from\s(?:buying|acquiring|taking\sover|merging\swith))"
    rf"|(?P<deal>{_ANY_DEAL})(?:\s[\w’'-]+){{0,9}}?\s(?:is|was|were|are|has\sbeen|have\sbeen)\s{_STOPS}\sby\s{_THEN}{_WHO}\b",
    re.IGNORECASE,
)
# Without one of these neither of the two, which are slow to look for, is in a text
_OF_DEALS = ("merg", "combination", "tie", "takeover", "acqui", "purchase", "buy", "deal", "bid", "taking", "terminat")
_PUT_OFF = re.compile(
    r"\b(?:delay|postpon|push(?:es|ed|ing)?\sback|extend|put(?:s|ting)?\soff)\w*\s(?:[\w’'-]+\s){0,3}?"
    r"(?:completion|clos(?:e|ing)|deadline|vote|end\sdate)\b|"
    r"\b(?:completion|closing|deadline)\b[^.;]{0,80}?\b(?:delayed|postponed|pushed\sback|put\soff|extended)\b",
    re.IGNORECASE,
)
_IN_DOUBT = re.compile(
    rf"\b{_OPEN}\b[^.;]{{0,60}}$"
    r"|\b(?:approv|clear(?:s|ed)|overturn|revers|lift|overc[ao]m|complet|green-?l)\w*\b[^.;]*\b(?:after|despite|since|though|although)\b[^.;]*$",
    re.IGNORECASE,
)


def with_ended_deals(
    events: Sequence[CompanyEvent], names: Iterable[str], parts: tuple[str, str], announcement: str
) -> list[CompanyEvent]:
    """The events of an announcement that names companies by `names`; a merger that it ends is denied, on both
    sides; of one that its headline says may end no call is made."""
    text = ". ".join(parts)
    sentences = islice(split_sentences(text), _FIRST) if holds_any(text, _OF_DEALS) else ()
    ends = [one for _, one in sentences if any(_ends(one))]
    if not ends and _PUT_OFF.search(text):
        return [_goes_on(one) if one.type in DEALS else one for one in events]
    if not ends:
        doubted = _ENDS_DEAL.search(parts[0]) is not None  # "may terminate merger": no news of one
        return [replace(one, certain_from=NEVER) if doubted and one.type in DEALS else one for one in events]
    companies = _companies(names, text)
    told = [denied(one) if any(_is_of(one, sentence, companies) for sentence in ends) else one for one in events]
    deals = [one for one in told if one.type in DEALS]
    if deals and not any(one.certainty is Certainty.DENIED for one in deals):
        return told
    found = _found(ends, companies, parts[0], announcement)
    others = (one for one in found if not any(share_name([one.company], deal.names) for deal in deals))
    return [*told, *(replace(one, type=deals[0].type) if deals else one for one in others)]


def _ends(sentence: str) -> Iterator[re.Match[str]]:
    found = (*_BLOCKS_DEAL.finditer(sentence), *_ENDS_DEAL.finditer(sentence))
    return (one for one in found if not _IN_DOUBT.search(sentence[: one.start()]))


def _goes_on(event: CompanyEvent) -> CompanyEvent:
    """A deal that is read as denied with doubt, where only its closing is put off."""
    doubted = event.certainty is Certainty.DENIED and event.certain_from < NEVER
    return replace(event, certainty=Certainty.ANNOUNCED) if doubted else event


def _companies(names: Iterable[str], text: str) -> list[list[str]]:
    """The names of each company of the text, whole before short."""
    named = sorted((one for one in set(names) if one and one in text), key=len, reverse=True)
    return by_company([name] for name in named)


def _sides(sentence: str, companies: Iterable[list[str]]) -> list[list[str]]:
    """The companies whose deal a sentence ends: the last two up to its words, or one and whom it was "with"; of one
    that others block, those that are named behind these."""
    end = next(_ends(sentence))
    if end.re is _BLOCKS_DEAL:
        words = sentence[end.end("who") :] if end["who"] else sentence[: end.end()]
        named = {names[0]: [words.find(name) for name in names if name in words] for names in companies}
        first = {min(named[names[0]]): names for names in companies if named[names[0]]}
        return [first[place] for place in sorted(first)][:2]
    before, behind = sentence[: end.end()], sentence[end.end() :]
    partner = [
        names
        for names in companies
        if any(re.match(rf"[^.;]{{0,40}}?\bwith\s{re.escape(one)}", behind) for one in names)
    ]
    at = {max(before.rfind(name) for name in names): names for names in companies if names not in partner}
    nearest = [at[place] for place in sorted(at, reverse=True) if place >= 0]
    return [*partner[:1], *nearest][:2]


def _kind(sentence: str) -> str:
    """What kind of deal a sentence ends."""
    end = next(_ends(sentence))
    merges = end.re is _ENDS_DEAL or re.search(_DEAL, end["what"] or end["deal"] or "", re.IGNORECASE)
    return "merger" if merges else "acquisition"


def _is_of(event: CompanyEvent, sentence: str, companies: Sequence[list[str]]) -> bool:
    """Whether it is this deal that a sentence ends: it names both sides, or no other company."""
    if event.type not in DEALS or not event.counterparty:
        return False
    return all(share_name(names, [*event.names, event.counterparty]) for names in _sides(sentence, companies))


def _found(
    ends: Iterable[str], companies: Sequence[list[str]], title: str, announcement: str
) -> Iterator[CompanyEvent]:
    """A merger, of each side, of the two companies that one sentence names, or one and "the Company" of the title."""
    for sentence in ends:
        sides = [names[0] for names in _sides(sentence, companies)]
        if len(sides) == 1 and _SPEAKER.search(sentence):
            sides += [names[0] for names in companies if any(one in title for one in names) and names[0] not in sides]
        if len(sides) == 2:
            kind = _kind(sentence)
            for company, other in permutations(map(without_legal_form, sides)):
                id = stable_id(announcement, kind, company, other)
                event = CompanyEvent(id, announcement, kind, company, rule=RULE, sentence=sentence)
                yield denied(replace(event, counterparty=other))
            return


_SPEAKER = re.compile(r"\b(?:[Tt]he\s(?:Company|Registrant|Corporation|Bank)|[Ww]e)\b")
