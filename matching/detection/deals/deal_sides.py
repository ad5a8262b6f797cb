"""The two sides of one deal: each is as probable as the other, and as far along; who is behind a buyer set up for it.

A headline often names one side and only describes the other ("to buy a maker of valves"). The grammar then finds the
one it names, and what the reader alone reads of the other stayed just below what may ask for a call.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from callnow.legal_forms import without_legal_form
from callnow.model import CompanyEvent
from callnow.terms import UNSURE, Certainty
from matching.comparing.companies import same_company, share_name
from matching.detection.denied.denials import denies
from matching.detection.event_features import EventFeatures
from matching.detection.named import COMPANY, any_of
from matching.detection.posts.changes import with_own_id
from matching.detection.set_phrases import ACCEPTS_OFFER
from matching.detection.who.lists_of_people import Weighed
from matching.event_types import DEALS
from matching.reading.calibration import NEVER

_UNDOUBTED = 0.99  # how sure the reader must be of a side by itself; in labelled texts some below were buildings
_LIKELY = 0.5  # how sure it must be of a side that the grammar found, too


def is_sure_side(features: EventFeatures) -> bool:
    """Whether one side of a deal is read surely enough to be as probable as the other."""
    least = _UNDOUBTED if features.by_grammar is None else _LIKELY
    return features.by_reader is not None and features.by_reader >= least


def as_probable_as_other_side(weighed: Weighed, sure: Set[str]) -> Weighed:
    """Events with their probability; a side of a deal whose id is in `sure` is as probable as the other side."""
    events = [event for event, _ in weighed]
    by_id = {event.id: probability for event, probability in weighed}

    def least(event: CompanyEvent) -> float:
        others = _other_sides(event, events) if event.id in sure else []
        return max((by_id[other.id] for other in others), default=0.0)

    return [(event, max(probability, least(event))) for event, probability in weighed]


_CLEARS = r"(?:clear(?:s|ed|ing|ance)|approv(?:es?|ed|ing|al)|green-?light(?:s|ed)?|wav(?:es|ed)\sthrough|nods?)"
_WHO_CLEARS = (
    r"(?:FTC|CMA|EU|DOJ|ACCC|CFIUS|(?i:federal\strade\scommission|european\scommission|justice\sdepartment|regulators?|watchdogs?|"
    r"antitrust|competition\s\w+|authorit(?:y|ies)|shareholders|stockholders|investors))"
)
_CLEARED = re.compile(
    rf"\b(?:(?i:{_CLEARS})\b[^.;]{{0,30}}?\b{_WHO_CLEARS}|{_WHO_CLEARS}\s(?:has\s|have\s)?(?i:{_CLEARS}))\b"
)
# What regulators are reported to look into has been agreed.
_LOOKED_INTO = re.compile(
    r"\b(?:purchase|takeover|acquisition|deal|merger|buy-?out)\s(?:of\s[^.;]{1,40}?\s)?reportedly\s(?:to\s)?(?:fac(?:es?|ing)|(?:is\s)?under)\s"
    r"[^.;]{0,30}?\b(?:EU|UK|U\.?S\.?|FTC|DoJ|CMA|federal|antitrust|competition|merger|regulat\w+|security)\s"
    r"(?:\w+\s)?(?:investigation|probe|scrutiny|review|inquiry)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:clos(?:es|ed)|complet(?:es|ed|ion)|finali[sz]e[sd]|consummat\w+|has\s(?:bought|acquired))\b", re.I
)


def while_only_cleared(events: Sequence[CompanyEvent], title: str, text: str) -> list[CompanyEvent]:
    """The events of a text; a deal that its headline only says to be cleared, or reports to be looked into, is
    announced, not closed, denied or a rumour."""
    if not (_CLEARED.search(title) or _LOOKED_INTO.search(title)) or _CLOSED.search(text):
        return list(events)
    return [
        replace(one, certainty=Certainty.ANNOUNCED) if one.type in DEALS and one.certain_from < NEVER else one
        for one in events
    ]


_AGREED = re.compile(
    r"\bboards?\b[^.;]{0,40}?\b(?:(?:has|have)\s(?:both\s|unanimously\s)*)?(?:approved|agreed|backed|endorsed|recommend(?:s|ed)?)\b"
    r"[^.;]{0,60}?\b(?:plan|merg(?:e|er|ing)|deal|combination|tie-?up|agreement|transaction|proposal)\b"
    r"|\b(?:agreed|signed)\b[^.;]{0,40}?\b(?:to\smerge|merger)\b"
    r"|\bmembers\b[^.;]{0,60}?\b(?:will|are\sto|are\sdue\sto|asked\sto|set\sto|to)\svote\b[^.;]{0,40}?\bmerger\b",
    re.IGNORECASE,
)
_TALKS = re.compile(
    r"\b(?:talks|discuss\w*|explor\w*|consider\w*|weigh\w*|said\sto|sources?|reported(?:ly)?|rumou?r\w*)\b", re.I
)


def as_agreed(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; a merger that boards have agreed on, or that members are to vote on, is no rumour."""
    agreed = _AGREED.search(text) is not None and _TALKS.search(text) is None
    return [
        replace(one, certainty=Certainty.ANNOUNCED)
        if agreed and one.type == "merger" and one.certainty is Certainty.RUMOURED
        else one
        for one in events
    ]


def as_far_along_as_other_side(events: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    """The events of a text; a deal that is told as done of one side and as announced of the other is announced. One
    that is denied of one side and told as a rumour or denied of the other is denied, and as surely, of both."""
    return [_as_other_side(event, _other_sides(event, events)) for event in events]


def _as_other_side(event: CompanyEvent, others: Sequence[CompanyEvent]) -> CompanyEvent:
    far = {one.certainty for one in others}
    if event.certainty is Certainty.DONE and Certainty.ANNOUNCED in far:
        return replace(event, certainty=Certainty.ANNOUNCED)
    denied = Certainty.DENIED in {event.certainty, *far}
    if not denied or not others or not {event.certainty, *far} <= UNSURE:
        return event
    surest = max(one.probability for one in (event, *others))
    sure_from = max(one.certain_from for one in (event, *others))
    return replace(event, certainty=Certainty.DENIED, probability=surest, certain_from=sure_from)


def _other_sides(event: CompanyEvent, events: Iterable[CompanyEvent]) -> list[CompanyEvent]:
    """The events of those with whom a company has a deal, by what is said of both."""
    return [one for one in events if _is_other_side(event, one)]


def _is_other_side(event: CompanyEvent, other: CompanyEvent) -> bool:
    alike = event.type == other.type and event.type in DEALS and (not event.side or event.side != other.side)
    return alike and all(
        one.counterparty and share_name([one.counterparty], two.names) for one, two in ((event, other), (other, event))
    )


# "an offer to be made by Bidco, a company owned by funds managed by Haldane Capital"
_VEHICLE = (
    r"{},?\s(?:[(“\"][^)”\"]*[)”\"],?\s)?an?\s(?:[\w-]+\s){{0,5}}?(?:company|entity|vehicle)\s(?:[\w-]+\s){{0,4}}?by\s"
)
_FUNDS = r"(?:(?:certain\s)?(?:investment\s)?funds\s(?:(?:and|or|and/or)\s|[a-z]+\s){1,5}?by\s)?"
_OWNER = rf"(?P<owner>{COMPANY})"
# What is set up to buy is called by who does: "Haldane Bidco Limited".
_BIDCO = re.compile(r"\s(?:Bid|Mid|Top)[Cc]o\b.*$")
# "Orbel Hotels will take over as operator from Velmora": for the owner, who has bought
_RUNS = (
    r"(?:tak(?:es?|ing|en)|took|assum(?:es?|ed|ing)|hand(?:s|ed)\sover)\s(?:over\s)?(?:as\s(?:the\s|its\s|new\s)*(?:hotel\s|property\s)?"
    r"(?:operator|manager)|(?:the\s|its\s|day-to-day\s|hotel\s|property\s)*(?:management|operation|operations(?!\sof\b)|running)\b)"
)
_WILL_RUN = r"(?:(?:has|have|will|is\sto|to|was\s(?:named|hired|chosen|appointed)\s(?:as|to))\s)?"
_BOUGHT = r"\b(?i:buy(?:s|ing)?|bought|acquir(?:e|es|ed|ing)|purchas(?:e|es|ed|ing))\b"
# What is only offered has an asking price, and no buyer.
_OFFERED = re.compile(
    r"\b(?:put(?:s|ting)?|place[sd]?|go(?:es)?|went|list(?:s|ed)|comes?|is)\s(?:[\w’'&-]+\s){0,5}?(?:up\sfor\ssale|(?:up\s)?on\sthe\smarket)\b|"
    r"\b(?:up\sfor\ssale|for\ssale\s(?:at|with|for)\s(?:an?\s)?(?:asking\s|guide\s)?pric)",
    re.IGNORECASE,
)
_SOLD = re.compile(
    r"\b(?:s(?:old|ells)|bought|buy(?:s|ing)|acquir\w+|purchas\w+|agree\w*|bidders?|offers?|deal|tak(?:es?|en|ing)\sover|"
    r"took\sover|takeover|merg(?:ed|es|er|ing)|part\sof|new\sowners?)\b",
    re.IGNORECASE,
)


def _while_offered(event: CompanyEvent) -> CompanyEvent:
    if event.type != "acquisition":
        return event
    return replace(event, certainty=Certainty.RUMOURED, counterparty="", amount="")


def with_real_buyers(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who is bought by a company set up for it is bought by that one's owner, and by nobody who
    only runs it from then on, nor sold by who ran it."""
    told = [_by_owner(event, text) if event.type == "acquisition" else _with_partner(event, text) for event in events]
    if _OFFERED.search(text) and not _SOLD.search(text) and not denies(text):
        told = [_while_offered(one) for one in told if one.type != "acquisition" or one.side != "acquirer"]
    if not re.search(_RUNS, text):
        return told
    return [one for event in told if (one := _without_operator(event, told, text)) is not None]


def _without_operator(event: CompanyEvent, events: Sequence[CompanyEvent], text: str) -> CompanyEvent | None:
    if event.type == "divestiture":
        before = re.search(rf"{_RUNS}\s[^.;]{{0,60}}?\bfrom\s(?:the\s)?(?:{any_of(event.names)})\b", text)
        return None if before and not _trades(event.names, text) else event
    if event.type != "acquisition":
        return event
    if _only_runs(event.names, text):
        return None
    if event.side == "acquirer" or not event.counterparty or not _only_runs([event.counterparty], text):
        return event
    buyers = (one for one in events if one.type == "acquisition" and one.side == "acquirer" and one is not event)
    of_it = [one.company for one in buyers if share_name([one.counterparty], event.names)]
    real = next((name for name in of_it if not _only_runs([name], text)), "")
    return replace(event, counterparty=real) if real or re.search(_BOUGHT, text) else None


def _only_runs(names: Iterable[str], text: str) -> bool:
    """Whether a text says of a company that it is to run something, and not that it buys or is bought."""
    names = list(names)
    return re.search(rf"\b(?:{any_of(names)})\s{_WILL_RUN}{_RUNS}", text) is not None and not _trades(names, text)


def _trades(names: Iterable[str], text: str) -> bool:
    company = any_of(names)
    return (
        re.search(
            rf"\b(?:{company})\b[^.;]{{0,40}}?{_BOUGHT}|{_BOUGHT}[^.;]*?\b(?:by|from)\s(?:the\s)?(?:{company})\b|"
            rf"\b(?:{company})\s(?:(?:has|have)\s)?(?i:sold|sells?|agreed\sto\ssell)\b|\b(?i:sold)\s[^.;]{{0,60}}?\b(?i:by|to)\s(?:{company})\b",
            text,
        )
        is not None
    )


def _accepted(event: CompanyEvent) -> str:
    """How a text says that a company, or who owns it, accepts its counterparty's offer."""
    offer = rf"(?:the\s)?{re.escape(event.counterparty)}\b[^.;]{{0,40}}?\b(?:offer|bid)\b"
    return rf"\b(?:{any_of(event.names)})(?:['’]s?\s[a-z]+)?{ACCEPTS_OFFER}{offer}"


_MERGES_WITH = re.compile(
    rf"\b(?i:merg(?:e|es|ed|er|ing)|business\scombination|combin(?:e|es|ed|ing))\swith\s(?P<other>{COMPANY})"
)


def _with_partner(event: CompanyEvent, text: str) -> CompanyEvent:
    """A merger with whom the text names, where its parent was taken for them: "Orbel unit Tessaly merges with Velm"."""
    merges = _MERGES_WITH.search(text) if event.type == "merger" and event.counterparty else None
    parent, names = re.escape(event.counterparty.partition(" ")[0]), any_of(event.names)
    its = rf"\b{parent}\b(?:['’]s)?\s(?:[\w-]+\s){{0,3}}?(?:subsidiary|unit|arm|affiliate),?\s(?:{names})\b"
    if merges is None or not re.search(its, text, re.IGNORECASE):
        return event
    other = without_legal_form(merges["other"])
    mistaken = share_name([other], [*event.names, event.counterparty])
    return event if mistaken else replace(event, counterparty=other)


# "Orbel's $3 billion bid rejected by Tessaly"
_REJECTED_BY = (
    r"['’]s?\s(?:[\w$€£.,-]+\s){0,5}?(?:bid|offer|proposal|approach)\s(?:(?:is|was|has\sbeen)\s)?(?:rejected|rebuffed|spurned|"
    r"turned\sdown|declined|snubbed)\sby\s(?:the\s)?"
)


def _by_owner(event: CompanyEvent, text: str) -> CompanyEvent:
    if event.side and event.counterparty and re.search(_REJECTED_BY, text):
        own, other = any_of(event.names), re.escape(event.counterparty)
        bids = {"acquirer": rf"\b(?:{own}){_REJECTED_BY}{other}", "target": rf"\b{other}{_REJECTED_BY}(?:{own})"}
        side = next((side for side, told in bids.items() if re.search(told, text)), event.side)
        if side != event.side:
            return replace(event, side=side)
    if event.side == "acquirer" and event.counterparty and re.search(_accepted(event), text):
        return replace(event, side="target")
    if event.side == "acquirer":
        named = _BIDCO.sub("", event.company)
        is_owners = named != event.company and not same_company(named, event.counterparty)
        return replace(event, company=named, also_called=event.names) if is_owners else event
    if event.side != "target" or not event.counterparty:
        return event
    vehicle = re.search(_VEHICLE.format(re.escape(event.counterparty)) + _FUNDS + _OWNER, text)
    if vehicle or not _BIDCO.search(event.counterparty):
        return replace(event, counterparty=vehicle["owner"]) if vehicle else event
    named = _BIDCO.sub("", event.counterparty)
    return replace(event, counterparty="" if any(same_company(named, name) for name in event.names) else named)


_BUYS = (
    r"(?:(?:has|have)\s)?(?:snap(?:s|ped)\sup|picked\sup|buys|bought|acquire[sd]|purchase[sd]|(?:takes|took|taken)\sover)\s"
    r"(?:(?!\w*(?:stake|shares?|plants?|sites?|of|in|from)\b)[\w’'-]+\s){0,5}?"
)


def with_named_buyers(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who by its words buys a company is told to, as surely as that one is told to be bought."""
    told = list(events)
    for one in (one for one in events if one.type == "acquisition" and one.side == "target" and one.counterparty):
        buys = rf"\b{re.escape(one.counterparty)}\s{_BUYS}(?:{any_of(one.names)})(?![\w’'-])"
        deals = (other for other in events if other.type in DEALS and other is not one)
        known = any(share_name([one.counterparty], other.names) for other in deals)
        if one.certain and not known and re.search(buys, text):
            buyer = replace(one, company=one.counterparty, also_called=(), company_evidence=(), side="acquirer")
            told.append(with_own_id(replace(buyer, counterparty=one.company)))
    return told
