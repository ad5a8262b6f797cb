"""Headlines about somebody in a post that tell of no move: what they do as chief executive, or what others want.

The reader has seen few of them and takes them for appointments or departures. A post in an outside body (a trade
association, a state board) is no event of the employer. Labels leave open what is said of a former employer, so nothing
taught the reader that it is not news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.detection.left_out.unmoved import ONE_OF, opens_beside_home
from matching.detection.named import TOWN, names_person, sentences_naming
from matching.event_types import family, is_about_people, is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of

_OFFICER = (
    r"(?:C[A-Z]{1,3}O|(?i:chief\sexecutive(?:\sofficer)?|chief\s\w+(?:\s\w+)?\sofficer|president|chair(?:man|woman)?"
    r"|managing\sdirector))"
)
_POST = (
    r"(?i:over|on|up|as|to|in|from|with|roles?|positions?|posts?|jobs?|office|duties|responsibilit\w+|helm|reins|charge|"
    r"tenure|seat|mantle|command|control|lead|leads|top|first|new|interim|permanent|board|partner|director|head|chair\w*|"
    r"manager|boss|vp|dean|principal)"
)
# "becomes billionaire as Orbel CEO", "takes blame as CEO": what is taken is no post.
_DOES_AS = re.compile(
    rf"\b(?i:becomes?|became|takes?|took|assumes?|assumed|shoulders?)\s(?:(?!{_POST}\b|{_OFFICER}\b)[\w’'-]+\s){{1,4}}"
    rf"as\s(?:[\w&.’'-]+\s){{0,5}}?{_OFFICER}\b"
)
# "joins Orbel CEO for panel", "joins Orbel CEO Jane Doe in calling for": whom, not what.
_JOINS_SOMEBODY = re.compile(
    rf"\b(?i:joins?|joined|joining)\s(?:(?!(?i:as|to|in|from|board)\b)[\w&.’'-]+\s){{1,5}}?{_OFFICER}"
    r"(?:\s[A-Z][\w’'-]+){0,3}\s(?i:for|in|on|at)\s(?!(?i:roles?|posts?)\b)"
)
_URGED = re.compile(
    r"^(?:(?!\b(?:after|amid|following|despite|as)\b|[;,–—]).)*\b(?:urg(?:es?|ed|ing)|calls?\s(?:on|for)|called\son|"
    r"petitions?|demands?|demanded|lobb(?:y|ies|ied))\b"
    r".{0,80}\bto\s(?:appoint|name|hire|elect|pick|choose|oust|fire|sack|remove|dismiss|replace|resign|quit|step\sdown)\b",
    re.IGNORECASE,
)
_ON_LEAVE = re.compile(
    r"\b(?:medical|sick|parental|maternity|paternity|family|personal|temporary|administrative|paid)\sleave\b|"
    r"\bleave\sof\sabsence\b|\bsabbatical\b|\b(?:tak(?:es?|en|ing)|took)\s(?:(?!to\b)[\w-]+\s){0,2}?leave\b(?!\sof\b)|"
    r"\b(?:on|from|during|begin\w*|began|start\w*)\s(?:(?:an?|her|his|their|\w+ed|\w+-\w+)\s){0,2}?leave\b",
    re.IGNORECASE,
)
_SUSPENDED_OR_MISSING = re.compile(
    r"\bsuspen(?:d\w*|sion)\b"
    r"|\b(?:is|are|was|were|reported|goes|gone|went)\s(?:still\s)?missing\b(?!\s(?:out|on|from|targets?|payments?|deadlines?|the|an?|its|his|her|their)\b)"
    r"|\bunreachable\b|\b(?:unable\sto\s(?:contact|reach)|lost\s(?:all\s)?contact\swith)\b"
    r"|\bst(?:and(?:s|ing)?|ood)\s(?:down|aside)\b[^.;]*\b(?:pending|on\s(?:full\s)?pay|while\s[^.;]*?(?:investigat|inquir|review|complain|allegat))",
    re.IGNORECASE,
)
_FOR_GOOD = re.compile(
    r"\bstep\w*\s(?:down|aside)\b|\b(?:resign|retir|quit|depart(?!ment)|replac|oust|dismiss|sack|remov|terminat|fire)\w*|"
    r"\b(?:left|leav(?:es|ing)|to\sleave|exit\w*|outgoing|no\slonger|fired|axed|forced\sout|let\sgo|gone)\b",
    re.IGNORECASE,
)
# Who leaves, retires or exits something else than a post: "retires the Velm brand", "exits the Chinese market".
_NO_PREPOSITION = r"(?!(?i:as|after|amid|for|from|in|with|on|over|before|to|and|of)\b)"
_LEAVES_NO_POST = re.compile(
    r"\b(?i:out\sto\s(?:win|prove|show|change|make|beat|build|turn|restore|rebuild|grow|get))\b"
    r"|\b(?i:part(?:s|ed|ing)\sways\swith\s(?:(?!as\b)[\w’'-]+\s){0,3}?"
    r"(?:agency|supplier|sponsor|auditors?|contractor|distributor|vendor|lawyers?))\b"
    rf"|\b(?i:retir(?:es?|ed|ing)\s(?:the|its)\s)(?:{_NO_PREPOSITION}[\w-]+\s){{1,3}}?(?i:(?:brand|name|model|line|fleet|logo|label)s?)\b"
    rf"|\b(?i:exit(?:s|ed|ing)?)\s(?i:the\s)?(?:{_NO_PREPOSITION}[A-Z][\w-]*\s){{1,2}}(?i:markets?)\b"
    r"|\b(?i:(?:leav(?:es?|ing)|left)\s(?:(?:her|his|their|its|an?)\s)?(?:own\s)?(?:mark|legacy|imprint|stamp|door|options?|prices?|rates|"
    r"guidance|forecast|dividend|no\sdoubt|investors|fans))\b"
    r"|\b(?i:call(?:s|ed|ing)?\sit\squits\son\s(?:(?:the|its|an?|his|her|their)\s)?"
    r"(?:(?!after\b|amid\b|as\b|over\b|before\b|following\b|\w+day\b)[\w’'$.-]+\s){0,3}?"
    r"(?:deal|merger|talks|bid|sale|plan|project|pact|partnership|venture|takeover|contract|expansion|tie-up|alliance)s?\b)"
)
# Who goes to a place where nobody takes a post, and what is replaced that is nobody.
_NO_POST = re.compile(
    r"\b(?:headed|heading|heads|bound)\s(?:to|for)\s(?:Davos|Capitol\sHill|court|trial)\b(?!-)|"
    r"\breplac(?:es?|ed|ing)\s(?:(?:its|the|their)\s)?(?:chief|main|key|top|head|lead)\s"
    r"(?:supplier|sponsor|contractor|customer|client|vendor|distributor|office)\b",
    re.IGNORECASE,
)
_LETS_GO = re.compile(r"\blets?\s(?:[\w&.’'-]+\s){1,5}go\b", re.IGNORECASE)
_OFFICE = re.compile(
    rf"\b(?i:mov\w+|relocat\w+|shift\w*|transfer\w*)\s(?:(?:its|the|their|an?)\s)?"
    rf"(?:(?P<town>{TOWN})\s(?:[a-z]+\s){{0,2}}?|(?:[a-z]+\s){{0,2}}?{ONE_OF}\s)(?i:offices?)\b"
)
_HEAD_OFFICE = re.compile(
    r"\b(?:headquart\w+|hq|head[\s-]offices?|(?:main|principal|corporate|executive|home)\s(?:offices?|base)|base)\b",
    re.IGNORECASE,
)
_UNNAMED_BODY = (
    r"(?:(?:local|state|county|city|regional|national|community|trade|industry|professional|business|employers?['’]?|"
    r"government|federal)\s(?:\w+\s){0,2}?(?:body|association|group|council|federation|board|panel|commission|committee|"
    r"hospital|charity|chamber|lobby|task\sforce)|charity|chamber\sof\scommerce)"
)
_NAMED_BODY = r"(?:[\w’'-]+\s){1,5}?(?:association|council|federation|chamber(?:\sof\scommerce)?)"
_OUTSIDE = re.compile(
    rf"""\b(?:appoint\w*|(?:re-?)?elect\w*|names?|named|becom\w+|(?:heads?|headed|travels?|flies)\sto|bound\sfor|takes?\sover|took\sover|taking\sover|chosen|picked|taps|tapped|
      nominat\w+|joins?|to\s(?:chair|head|lead))\b .{{0,100}}?
    (?P<office>\b(?:
      (?:chair(?:man|woman|person)?|president|head|director|member|trustee)\s(?:of|at|for)\s(?:the\s|an?\s)?{_UNNAMED_BODY}
    | chair(?:man|woman|person)?\sof\s(?:the\s)?{_NAMED_BODY}
    | (?:chair(?:man|woman|person)?|moderator|member|leader|head)\sof\s(?:the|an?)\s
      (?:[\w-]+\s)?(?:panel|delegation|jury)
    | president\sof\s(?:the\s)?(?:[\w’'-]+\s){{0,3}}?(?:rotary|lions)\b
    | (?:to|on)\s(?:the\s|an?\s)?{_UNNAMED_BODY}
    )\b)""",
    re.VERBOSE | re.IGNORECASE,
)


def is_no_move(event: CompanyEvent, title: str, lead: str) -> bool:
    """Whether an event is none by its text: no move by the headline, a post elsewhere, only of a former employer, or a
    post without a name of somebody who only leaves."""
    past = is_leaving(event.type) and only_former(event.names, title, lead)
    away = is_leaving(event.type) and _is_away(event, title, lead, _SUSPENDED_OR_MISSING)
    none = tells_no_move(title, event.type) or is_outside_post(title, event.type, event.names)
    return past or away or none or _only_leaves(event, f"{title}. {lead}")


_GOES = re.compile(
    r"\b(?:leav(?:e|es|ing)|left|depart\w*|resign\w*|quit\w*|step(?:s|ped|ping)?\sdown|retir\w*)\b", re.IGNORECASE
)
# Words of coming to a post, or of going on to something: whoever has one may take a post as well as leave one
_TAKES = re.compile(
    r"\b(?:join|becom|became|appoint|nam(?:e|ing)|succe|replac|hir|tap|elect|elevat|promot|tak|took|mov|head|lead|led|run|return|land|start|new|next|"
    r"for|to(?=\s[A-Z]))\w*",
    re.IGNORECASE,
)


def _only_leaves(event: CompanyEvent, text: str) -> bool:
    """Whether who is read to take a post that has no name is only said to go: "President Jo Roe will retire"."""
    if not is_taking_post(event.type) or not event.person or event.role:
        return False
    told = sentences_naming(event.person, text)
    return bool(told) and all(_GOES.search(one) and not _TAKES.search(one) for one in told)


def is_on_leave(event: CompanyEvent, title: str, lead: str) -> bool:
    """Whether a departure is made of somebody who is on leave, by a text that has no word of leaving for good."""
    return is_leaving(event.type) and _is_away(event, title, lead, _ON_LEAVE)


def leaves_for_good(text: str) -> bool:
    """Whether a text has a word of leaving a post for good."""
    return _FOR_GOOD.search(_ON_LEAVE.sub(" ", text)) is not None


def _is_away(event: CompanyEvent, title: str, lead: str, kind: re.Pattern[str]) -> bool:
    text = f"{title}. {lead}"
    told = [one for one in sentences_of(text) if not event.person or names_person(one, event.person)]
    return any(kind.search(one) for one in told) and not leaves_for_good(text)


def as_other_office(event: CompanyEvent, text: str) -> CompanyEvent:
    """A head office that moves as an office that is opened, where a text only moves one of several, "its Munich sales
    office", or the head office stays. In the town where the company is at home it may be the head office."""
    if opens_beside_home(event, text):
        return replace(event, type="office_opened", origin="")
    moved = _OFFICE.search(text) if event.type == "headquarters_moved" and not _HEAD_OFFICE.search(text) else None
    town = re.escape(moved["town"] or "") if moved else ""
    if moved is None or (town and re.search(rf"\b(?:based\sin\s{town}\b|{town}-based\b)", text)):
        return event
    return replace(event, type="office_opened", origin="")


def tells_no_move(title: str, event_type: str) -> bool:
    """Whether a headline, by its words, tells of no event of this type about a person."""
    if not is_about_people(event_type):
        return False
    kind = family(event_type)
    if is_leaving(event_type) and _ON_LEAVE.search(title) and not leaves_for_good(title):
        return True
    rest = _LEAVES_NO_POST.sub(" ", title)
    if is_leaving(event_type) and rest != title and not leaves_for_good(rest):
        return True
    if kind == "executive_hired" and _LETS_GO.search(title):
        return True
    return any(pattern.search(title) for pattern in (_DOES_AS, _JOINS_SOMEBODY, _URGED, _NO_POST))


def is_outside_post(title: str, event_type: str, names: Iterable[str]) -> bool:
    """Whether a headline gives somebody of a company, called `names`, a post in another body, so not there."""
    post = _OUTSIDE.search(title)
    if post is None or not is_about_people(event_type):
        return False
    names = [name for name in names if name]
    before, behind = title[: post.start("office")], title[post.start("office") :]
    return any(name in before for name in names) and not any(name in behind for name in names)


# "former", and up to five words that are no verb of coming, going or telling before the company's name.
_FORMER = re.compile(
    r"""\b(?:former(?:ly)? | ex | prior\sto | once
      | previous(?:ly)?(?!\s+(?:announced|disclosed|known|reported|stated)))\b
    [\s-]+
    (?:(?!\w*(?:leav|left|depart|resign|step|quit|exit|retir|join|succe|replac|lose|losing|lost|hire|hiring|said|says))
      [\w&,'’-]+\s+){0,5}$""",
    re.VERBOSE | re.IGNORECASE,
)


# What a company's name goes on with where somebody hires who was there: "'s former CFO", "veteran"
_WAS_THERE = re.compile(
    r"['’]s\s(?:former|ex|one-?time)\b|(?:['’]s)?\s(?:[\w-]+\s){0,2}?(?:veterans?|alum(?:n(?:a|us|i))?s?)\b",
    re.IGNORECASE,
)
# Or with another company: who is of both has left at least one of them before ("Orbel and Tessaly leader Jane Roe").
_AFTER_ANOTHER = re.compile(r"\b[A-Z][\w’'.-]*\s(?:[Aa]nd|&)\s$")
_BESIDE_ANOTHER = re.compile(
    r"(?P<other>\s(?:and|&)(?:\s(?-i:[A-Z])[\w’'.-]*){1,3}?)?\s(?:leader|executive|exec|official|veteran|alum\w*)\b",
    re.IGNORECASE,
)
_HIRES = re.compile(
    r"\b(?:hir|tap|nam|appoint|land|pick|recruit|select|choos|welcom|bring|add|turn)\w*\b[^.;]*$", re.IGNORECASE
)


def only_former(names: Iterable[str], title: str, lead: str) -> bool:
    """Whether a company stands in a title, or where that does not name it in the lead, only as a former employer.

    "Hires Orbel veteran Jane Roe" leaves open when she left, unless the lead says that she leaves.
    """
    names = [name.removesuffix("'s").removesuffix("’s") for name in names if name]
    text = title if any(name in title for name in names) else lead
    told = [found.span() for name in names for found in re.finditer(re.escape(name), text)]
    if all(_FORMER.search(text[:start]) for start, _ in told):
        return bool(told)
    was_there = all(_is_background(text, start, end) and _HIRES.search(text[:start]) for start, end in told)
    about = [one for one in sentences_of(lead) if any(name in one for name in names)]
    return was_there and not any(map(_GOES.search, about))


def _is_background(text: str, start: int, end: int) -> bool:
    """Whether a company that stands at [start, end) is told as one where somebody was, or as one of two."""
    beside = _BESIDE_ANOTHER.match(text, end)
    return bool(_WAS_THERE.match(text, end) or (beside and (beside["other"] or _AFTER_ANOTHER.search(text[:start]))))
