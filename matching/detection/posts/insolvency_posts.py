"""Who is appointed to run or wind up a company in insolvency: an administrator, receiver, liquidator, trustee, monitor.

They come for the insolvency and are nobody's colleague: what is told is the insolvency. Those of a firm of accountants
stay there. A hospital's administrator and a university's trustee are what their posts say. Nor is the bank insolvent
that sends receivers to who owes it money, or whoever petitions to have another wound up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import COMPANY, any_of, sentences_naming
from matching.detection.posts.changes import at_company, in_post
from matching.event_types import is_about_people, is_leaving
from matching.grammar.tokens import sentences_of
from matching.reading.calibration import NEVER

_KIND = (
    r"(?:(?:joint|court-appointed|provisional|interim|special|official|federal|independent|voluntary|ccaa|chapter\s(?:7|11)|"
    r"bankruptcy|liquidating|the|as|its)[\s-])*"
)
_OFFICE = re.compile(
    rf"{_KIND}(?:(?:administrative\s)?receivers?(?:[\s-]managers?|\sand\smanagers?)?|(?:co-)?liquidators?|administrators?|"
    r"trustees?|monitors?|(?:fee\s)?examiners?|supervisors?|custodians?|conservators?|joint)\b",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"receiver|liquidator|joint\sadministrator|(?:chapter\s(?:7|11)|bankruptcy|liquidating)\strustee|ccaa",
    re.IGNORECASE,
)
_NEW_INSOLVENCY = re.compile(r"\b(?:receivers?|(?:co-)?liquidators?|administrators?)\b", re.IGNORECASE)
INSOLVENCY = r"insolven\w*|bankrupt\w*|receivership|liquidation|chapter\s(?:7|11|15)|ccaa|administrators"
"""Words of insolvency, whatever stands beside them."""
_INSOLVENT = re.compile(
    rf"(?<!\bemerged\sfrom\s)(?<!\bemerging\sfrom\s)\b(?:{INSOLVENCY}|creditors?|(?:in|into|enter\w*|out\sof)\sadministration|"
    r"collaps\w+|wind(?:ing)?[\s-]up|court-appointed)\b",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    rf"\b(?i:{_OFFICE.pattern})\s(?:of|to|over|for)\s(?:the\s)?(?!Chapter\b|CCAA\b|Year\b)"
    r"(?P<name>[A-Z][\w&.-]*(?:\s(?:(?:&|and|of)\s)?[A-Z][\w&.-]*){0,4})"
)
_HAVE_ADMINISTRATORS = re.compile(
    r"\b(?:hospitals?|clinics?|nursing|care|senior\sliving|schools?|colleges?|university|pensions?)\b", re.IGNORECASE
)
_SENDS_IN = (
    r"(?i:appoint(?:s|ed|ing)?|call(?:s|ed|ing)?\sin|send(?:s|ing)?\sin|sent\sin|put(?:s|ting)?\sin|br(?:ings|inging|ought)\sin|"
    r"install(?:s|ed|ing)?)\s(?i:(?:(?:joint|provisional|interim|the)\s)*(?:receivers?(?:\sand\smanagers?)?|administrators?|liquidators?))"
)
# "Orbel called in administrators at Kestrel Advisory" is of Orbel itself; a lender calls them in at others.
_LENDER = re.compile(r"\b(?:bank\w*|lend\w+|credit\w*|financ\w+|capital|loans?|funds?|hmrc)\b", re.IGNORECASE)
_PETITIONS_AGAINST = (
    r"(?i:(?:petition|appl(?:y|ie)|ask|s(?:ee|ough)[kt])(?:s|es|ed|ing)?\s(?:[\w-]+\s){0,4}?to\s(?:wind\sup|liquidate|bankrupt)|"
    r"(?:fil|present|issu|serv|lodg|bring|brought)(?:s|es|ed|ing)?\s(?:an?\s|the\s)?(?:winding[\s-]up|bankruptcy|liquidation|insolvency)\s"
    r"(?:petition|order|proceedings?|application|case)\s(?:against|on))\s(?:the\s)?"
)
_PUTS = r"(?i:puts?|plac(?:es|ed)|forc(?:es|ed)|push(?:es|ed)|tip(?:s|ped)|sends?|sent|drives?|drove)\s(?:the\s)?"
_INTO = r"\s(?:in)?to\s(?:administration|receivership|liquidation|insolvency|bankruptcy)\b"
_ITS_GOODS = r"\w|\s(?:[A-Z&]|(?:stores|shops|branches|sites|assets|business|operations|inventory|stock)\b)"
_PUTS_ANOTHER = (
    rf"{_SENDS_IN}\s(?:(?:over|to)\s(?:the\s)?(?P<over>{COMPANY})|(?:at|of)\s(?:the\s)?(?P<at>{COMPANY}))|"
    rf"{_PETITIONS_AGAINST}(?P<up>{COMPANY})(?!{_ITS_GOODS})|{_PUTS}(?P<put>{COMPANY}){_INTO}"
)


def with_who_is_insolvent(events: Sequence[CompanyEvent], names: Iterable[str], text: str) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`; who puts another of them into insolvency is not insolvent,
    the other is."""
    names = [name for name in names if name]
    told: list[CompanyEvent] = []
    for event in events:
        other = _put_into_insolvency(event.names, names, text) if event.type == "bankruptcy" else ""
        if not other:
            told.append(event)
        elif not any(one.type == "bankruptcy" and share_name(one.names, [other]) for one in (*events, *told)):
            told.append(at_company(event, other))
    return told


def _put_into_insolvency(own: Sequence[str], names: Sequence[str], text: str) -> str:
    """Which of the companies `names` a text says that called `own` to put into insolvency; "" for none."""
    puts = rf"\b(?:{any_of(own)})(?:,[^,.;]{{1,60}},)?\s(?:(?:has|have|had|will|to|is|was)\s){{0,2}}(?:{_PUTS_ANOTHER})"
    for told in (told for sentence in sentences_of(text) for told in re.finditer(puts, sentence)):
        other = told["over"] or told["at"] or told["up"] or told["put"]
        is_own = told["at"] and not _LENDER.search(" ".join(own))
        if not is_own and share_name([other], names) and not share_name([other], own):
            return other
    return ""


def with_insolvency_posts(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who is appointed to run an insolvency is no hire and leaves nobody."""
    insolvent = bool(_INSOLVENT.search(text)) and not _HAVE_ADMINISTRATORS.search(text)
    posts = [event for event in events if _is_such_a_post(event, text, insolvent=insolvent)]
    people = [event for event in events if is_about_people(event.type)]
    theirs = [one for one in people if any(one is post or same_person(one.person, post.person) for post in posts)]
    told = [event for event in events if event not in theirs]
    left = any(is_leaving(post.type) for post in posts)
    for post in (_at_insolvent(post, text) for post in posts):
        known = any(one.type == "bankruptcy" and share_name(one.names, post.names) for one in told)
        if not is_leaving(post.type) and not known:
            told.append(_as_insolvency(post, text, is_new=not left))
    return told


def _is_such_a_post(event: CompanyEvent, text: str, *, insolvent: bool) -> bool:
    if not is_about_people(event.type):
        return False
    if event.role:
        return _OFFICE.fullmatch(event.role) is not None and (insolvent or _ALWAYS.search(event.role) is not None)
    if is_leaving(event.type) or not event.person:
        return False
    told = sentences_naming(event.person, text)
    return any(insolvent or _ALWAYS.search(office[0]) for one in told for office in _OFFICE.finditer(one))


def _at_insolvent(post: CompanyEvent, text: str) -> CompanyEvent:
    """The post at the company that a text says it is of: a bank appoints a receiver of who owes it money."""
    named = [found["name"].rstrip(".") for found in _OF_WHOM.finditer(text)]
    if not named or any(share_name([name], post.names) for name in named):
        return post
    return at_company(post, named[0])


def _as_insolvency(post: CompanyEvent, text: str, *, is_new: bool) -> CompanyEvent:
    """The insolvency by which somebody has such a post; a trustee, a monitor or a successor comes into an old one."""
    begins = _NEW_INSOLVENCY.search(f"{post.role} {text}")
    sure = post.certain_from if begins and is_new else NEVER
    return replace(in_post(post, ""), type="bankruptcy", person="", prior_company="", certain_from=sure)
