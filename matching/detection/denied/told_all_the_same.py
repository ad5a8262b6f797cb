"""What a text tells in a clause of its own, though another clause denies something: "cancels bonus, cuts 90 jobs".

A word that denies does so within its clause, and denies what that clause names. An event that was read as denied is
told, not certain, where a clause without such a word tells it and every clause with one is about something else. Where
either is in doubt, the denial stays.

Who "is no longer CEO", "no longer serves as CFO", or is "no longer with" an employer has left, which denies nothing.
The reader takes most of these words for a denial, which takes back what was told before of the same departure. So it
does with a site that is mothballed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.comparing.persons import name_in_text
from matching.detection.denied.denials import DENIED, MAY_BE, TOLD, WRONG, denies
from matching.detection.denied.denying_sentences import is_of_matter
from matching.detection.matters import names_any_matter
from matching.detection.named import is_about
from matching.detection.posts.changes import is_for_a_time
from matching.detection.workforce.staff_words import CUTS, LAYOFFS, NUMERAL, PEOPLE
from matching.event_types import DEALS, family, is_leaving
from matching.grammar.companies.words import SITES
from matching.grammar.tokens import sentences_of
from matching.reading.calibration import NEVER
from matching.reading.role_words import role_places

# --- clauses

_APART = r"\s*[;:–—|]\s*|\s-\s|,?\s(?:but|while|whilst|though|although|as|after(?!\s+all\b)|because|amid|despite)\s"
_VERB = (
    r"(?:ha[sd]|have|is|are|was|were|will|to|would|do(?:es)?|did|[a-z]+(?:s|ed)|bought|cut|sold|left|quit|shut|made|laid|let|"
    r"lost|took|went|put)\b"
)
_BOUNDARY = re.compile(
    rf"(?P<apart>{_APART})|(?P<relative>,\s(?:which|who)\s)|,\s(?:and\s)?|\sand\s(?={_VERB})", re.IGNORECASE
)

# --- words that deny

_MORE_WORK = r"no\s(?:more|further)\swork\b"
_NOT = r"(?:not(?!\s(?:one|an?y?)\b)|never|no\slonger|cannot|[a-z]+n['’]t)"
_NO = r"(?:(?:no|without)(?=\s(?!(?:doubt|longer|wonder|matter)\b))|not\s(?:one|an?y?)|neither|nobody|none)"
_TAKES_BACK = (
    r"(?:cancel|scrap|drop|abandon|withdr|revers|rescind|retract|halt|paus|shelv|postpon|delay|avert|avoid|spar|"
    r"refus|declin|reject|terminat|collaps|block|fail|stop|refut|contradict|quash|scotch)\w*|"
    r"call\w*\soff|rul\w*\sout|(?:tak\w*|took)\sback|(?:walk|back|pull)\w*\s(?:out|away)|g[ai]v\w*\sup|(?:turn|vot)\w*\sdown|"
    r"(?:end(?:s|ed)?|ending)(?=\s(?:[\w’'-]+\s){0,2}?talks\b)|chang(?:es|ed)\s(?:\w+\s)?minds?|(?:is|are|was|were)\s(?:now\s)?off"
)
_DENIES = r"den(?:y|ies|ied|ying)|dismiss(?:es|ed)?(?=\s[^,;]*\b" + TOLD + r"\b)"
_NEGATION = re.compile(
    rf"\b(?:(?P<not>{_NOT})|(?P<no>{_NO})|(?P<says>{_DENIES})|{_TAKES_BACK}|{WRONG})(?!\w)|{DENIED.pattern}",
    DENIED.flags,
)
_THAT = re.compile(rf"\b(?:that|it|he|she|they|to|will|plans?|{TOLD})\b", re.IGNORECASE)
_WHAT_IS_NOT = re.compile(r"\s?(?:(?:\w+ly|yet|to|been|be|being|get|going)\s)*[\w’'-]+(?:\s(?:down|off|out|go))?")
# What does not go on as it was denies nothing: "is not staying in Leeds", "there is no more work for them"
_ENDS = re.compile(
    rf"{_NOT}\s(?:be\s|been\s)?(?:stay|remain|keep|kept|continu|renew|reconsider|last|surviv)|{_MORE_WORK}",
    re.IGNORECASE,
)
_SO = re.compile(rf"\s?(?:{WRONG}|so|true|correct|right|the|it|go|going|proceed|happen|take|do|be)$", re.IGNORECASE)
_SEARCH = re.compile(r"\bsearch\b", re.IGNORECASE)  # who gives one up denies no appointment
# What is denied where nothing else is named: "the company denies it", "has dropped the plan"
_ANYTHING = re.compile(
    rf"(?:\W|\b(?:{WRONG}|{TOLD}|it|this|that|them|so|all|any|such|the|its|their|these|those|is|are|was|were|be|to|"
    r"plans?|planned|deal|moves?|decision|proposal|idea|petition|filings?|application|talk|says?|said|now|today|yesterday|for|after|happen|take|place|do|from|of|with|by|"
    r"correct|true|case|right|on|in|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)*",
    re.IGNORECASE,
)

# --- words that tell

_LESS = (
    r"(?!\s(?:[\w’'%-]+\s){0,3}?(?:hours|pay|wages|salaries|bonus\w*|costs|shifts|prices?|dividends?|forecasts?|"
    r"rates?)\b)"
)
_IS = r"(?:is|are|was|were|been|being|be)\s(?:now\s|also\s)?"
_TELLS = {
    kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for kind, words in {
        "layoffs": (
            rf"{CUTS}\b{_LESS}(?=[^;:]*?\b(?:{NUMERAL}|{PEOPLE}))|{_IS}(?:laid\soff|let\sgo|made\sredundant|furloughed|dismissed)|"
            rf"{LAYOFFS}\s(?:at|hit)|(?:{_IS}losing|los(?:es?|t))\stheir\sjobs?|jobs?\s(?:go|went|{_IS}(?:cut|lost|gone))|{_MORE_WORK}"
        ),
        "headquarters_moved": rf"{_IS}(?:mov|relocat)ing|(?:mov|relocat)(?:es?|ed)|{_IS}leaving|leaves?|left",
        "office_closed": rf"{_IS}(?:clos|shutt)ing|close[sd]?|shuts?",
        "bankruptcy": (
            r"(?:enter|fil|seek|sought|plac|appl|went|go|fall|fell|crash|collaps|push|forc)\w*\s[^,;]*?"
            r"(?:bankrupt\w*|insolven\w*|chapter\s\d+|administration|liquidation|receivership)|in\sadministration"
        ),
        "acquisition": (
            rf"{_IS}(?:buying|acquiring|merging|taking\sover|being\ssold|combining|selling)|buys?|bought|acquire[sd]?|merge[sd]?|"
            r"takes?\sover|took\sover|taken\sover|combine[sd]?|sells?|sold"
        ),
        "executive_departed": (
            rf"{_IS}(?:leaving|quitting|resigning|retiring|departing|stepping\s(?:down|aside))|left|leaves?|quits?|resign(?:s|ed)?|"
            r"retire[sd]?|depart(?:s|ed)?|exit(?:s|ed)?|step(?:s|ped)?\s(?:down|aside)|ousted|fired|sacked|dismissed"
        ),
        "executive_hired": (
            rf"{_IS}(?:appointing|naming|hiring|promoting|joining)|appoint(?:s|ed)|name[sd]|hire[sd]|promote[sd]|join(?:s|ed)|becomes|"
            r"became|tap(?:s|ped)|elevate[sd]|elect(?:s|ed)|takes\sover|took\sover|succeed(?:s|ed)"
        ),
    }.items()
}
_ONLY_SAID = re.compile(
    rf"\b(?:{MAY_BE}|should|if|unless|whether|until|had|{TOLD}|rumou?r\w*|propos\w+|threat\w*|warn\w*|alleged\w*|"
    r"intend\w*|consider\w*|wants?|wanted|urg(?:es?|ed)|demand\w*|was\sto|were\sto|due\sto|expected\sto|called\son|earlier|"
    r"previously|ago|last\s(?:month|year|week)|in\s(?:19|20)\d\d|(?:decision|plans?|bid|offer|deal|agreement|move)\sto\s\w+)\b|\?",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|to|agree[sd]?|plans?)\s(?:\w+\s)?(?:\w+\s)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ToldClause:
    """A clause, its sentence, and whether it only says something of a name: ", which denied a bid in May"."""

    text: str
    sentence: str
    relative: bool

    def denials(self) -> list[re.Match[str]]:
        """The words that deny, but for those that say that something does not stay as it is."""
        return [one for one in _NEGATION.finditer(self.text) if not _ENDS.match(self.text, one.start())]


def told_all_the_same(
    events: Sequence[CompanyEvent], names: Iterable[str], parts: tuple[str, str]
) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`; denied ones that it tells all the same are not certain."""
    if not (any(one.certainty is Certainty.DENIED for one in events) and any(map(_NEGATION.search, parts))):
        return list(events)
    clauses = [clause for part in parts for sentence in sentences_of(part) for clause in _clauses(sentence)]
    names = set(names)
    return [_as_told(one, clauses, names) if one.certainty is Certainty.DENIED else one for one in events]


def _as_told(event: CompanyEvent, clauses: Sequence[ToldClause], names: set[str]) -> CompanyEvent:
    if any(_is_of(event, one, word, names) for one in clauses for word in one.denials()):
        return event
    told = next((found for one in clauses if not one.denials() and (found := _tells(event, one))), None)
    if told is None:
        return event
    ahead = _AHEAD.search(told.string, 0, told.start())
    return replace(event, certainty=Certainty.ANNOUNCED if ahead else Certainty.DONE, certain_from=NEVER)


def _clauses(sentence: str) -> Iterator[ToldClause]:
    """The clauses of a sentence; what somebody denies goes on behind a comma: "denies that it cut jobs, shut shops"."""
    start, opened = 0, False
    for found in (*_BOUNDARY.finditer(sentence), None):
        end = found.start() if found else len(sentence)
        goes_on = found is not None and not (found["apart"] or found["relative"] or opened)
        if goes_on and _denies_that(sentence[start:end]):
            continue
        if sentence[start:end].strip():
            yield ToldClause(sentence[start:end], sentence, opened)
        if found is not None:
            start, opened = found.end(), bool(found["relative"])


def _denies_that(words: str) -> bool:
    said = next((one for one in _NEGATION.finditer(words) if one["says"]), None)
    return said is not None and _THAT.search(words, said.end()) is not None


def _is_of(event: CompanyEvent, clause: ToldClause, word: re.Match[str], names: set[str]) -> bool:
    """Whether what a clause denies may be the event."""
    behind = clause.text[word.end() :]
    if word["not"]:
        what = _WHAT_IS_NOT.match(behind)
        return what is None or is_of_matter(what[0], event) or _SO.match(what[0]) is not None
    names_nothing = _ANYTHING.fullmatch(behind) is not None
    words = clause.text[: word.end()] if names_nothing else clause.text
    if names_nothing and not names_any_matter(words):
        return True
    return is_of_matter(_SEARCH.sub(" ", words), event) and not _is_of_other_deal(event, clause, names)


def _is_of_other_deal(event: CompanyEvent, clause: ToldClause, names: set[str]) -> bool:
    """Whether a clause tells of a deal with somebody else, or only recalls one: "which had rejected two offers"."""
    if event.type not in DEALS or not event.counterparty:
        return False
    named = [one for one in names if one in clause.text]
    sides = [[*event.names], [event.counterparty]]
    if clause.relative and not any(share_name(named, side) for side in sides):
        return True
    third = any(not any(share_name([one], side) for side in sides) for one in named)
    return third and not all(share_name(named, side) for side in sides)


def _tells(event: CompanyEvent, clause: ToldClause) -> re.Match[str] | None:
    """Where a clause tells of the event as of something that happens."""
    words = _TELLS.get(family(event.type))
    found = words.search(clause.text) if words else None
    if found is None or _ONLY_SAID.search(clause.text):
        return None
    who = name_in_text(event.person) if event.person else event.counterparty
    return found if not who or who in clause.sentence else None


# --- a site that is mothballed

_STEMS = "|".join(sorted(re.escape(one.removesuffix("y")) for one in SITES - {"space", "home", "market", "markets"}))
_SITE = rf"(?:{_STEMS}|mill|mine|smelter|furnace)(?:y|ies|e?s)?\b"
_NO_SITE = r"plans?|proposals?|talks|projects?|ideas?|bids?|schemes?|expansions?|planned|proposed|new|and|or"
_MOTHBALLS = re.compile(
    rf"\bmothball(?:s|ed|ing)?\s(?:(?!(?:{_NO_SITE}|to|for)\b)[\w’'-]+\s){{0,5}}?{_SITE}"
    rf"|\b{_SITE}(?:\s(?!(?:{_NO_SITE})\b)[\w’'-]+){{0,6}}?\smothballed\b",
    re.IGNORECASE,
)


_PEOPLE_STAY = re.compile(
    r"\b(?:(?:staff|workers|employees|people|jobs)\s(?:will\s|to\s|would\s)?(?:stay|remain|be\skept|be\sretained|(?:be|are)\ssafe)|"
    r"keep(?:s|ing)?\s(?:their|all|its)\s(?:[\w-]+\s){0,2}?(?:jobs|staff|workers)|re-?deploy\w*)\b",
    re.IGNORECASE,
)


def with_mothballed(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; jobs and sites read as denied go where it only mothballs a site, and denies nothing
    and nobody is said to stay."""
    if not _MOTHBALLS.search(text) or _NEGATION.search(text) or _PEOPLE_STAY.search(text):
        return list(events)
    return [
        replace(one, certainty=Certainty.ANNOUNCED)
        if one.type in {"layoffs", "office_closed"} and one.certainty is Certainty.DENIED
        else one
        for one in events
    ]


# --- who is no longer there

_NO_LONGER = re.compile(
    r"\b(?<!\bwho\s)(?<!\bwho\sis\s)(?<!\bwho\swas\s)(?P<ahead>(?:will|to)\s)?no\slonger\s(?:be\s)?", re.IGNORECASE
)
_THERE = re.compile(
    r"(?:serv(?:es?|ing)\sas|work(?:s|ing)?\s(?:for|at|there)|employed|lead(?:s|ing)?|head(?:s|ing)?|runs?|running|"
    r"(?:with|at)\s(?!(?:odds|risk|stake|issue|war|all)\b)\w+|"
    r"in\s(?:charge|office|(?:(?:the|that|this|his|her|their)\s)?(?:role|post|job|position)))\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"(?:(?:the|its|their|our|an?)\s|(?:[\w&.-]+\s){0,3}?[\w&.-]+['’]s?\s)?", re.IGNORECASE)
_IN_DOUBT = re.compile(rf"\b(?:not|if|unless|stay\w*|remain\w*|{TOLD}|{MAY_BE})\b|n['’]t\b|\?", re.IGNORECASE)


def as_gone(events: Sequence[CompanyEvent], title: str, lead: str) -> list[CompanyEvent]:
    """The events of a text; a departure that was read as denied is certain where it says who is no longer there."""
    sentences = [title, *sentences_of(lead)]
    return [_as_left(event, sentences) for event in events]


def _as_left(event: CompanyEvent, sentences: Sequence[str]) -> CompanyEvent:
    if not is_leaving(event.type) or event.certainty is not Certainty.DENIED or event.certain_from == NEVER:
        return event
    told = (said for one in sentences if (said := _no_longer_there(one, event.person)))
    if (gone := next(told, None)) is None:
        return event
    far = Certainty.ANNOUNCED if gone["ahead"] else Certainty.DONE
    return replace(event, certainty=far, probability=max(event.probability, event.certain_from), sentence=gone.string)


def _no_longer_there(sentence: str, person: str) -> re.Match[str] | None:
    """Where a sentence says that somebody is no longer in a post, or with an employer."""
    said = _NO_LONGER.search(sentence)
    if said is None or denies(sentence) or _IN_DOUBT.search(sentence):
        return None
    if person and not is_about(sentence[: said.start()], person):
        return None
    return said if _THERE.match(sentence, said.end()) or _is_post(sentence, said.end()) else None


def _is_post(sentence: str, start: int) -> bool:
    """Whether a post stands at a place of a sentence; who no longer fills one for a time may have got it for good."""
    whose = _WHOSE.match(sentence, start)
    ends = {start, whose.end() if whose else start}
    return any(begin in ends and not is_for_a_time(sentence[begin:end]) for begin, end in role_places(sentence))
