"""Layoffs that a text tells in passing, below a title of something else, or in a list of notices.

a program under which 75 positions are being eliminated · will result in the elimination of 230 positions ·
expects to reduce its workforce by around 1,000 roles · is eliminating 90 jobs · memo: 15% of staff to go ·
WARN notices this week: Acme, Reno, 75; Globex, Omaha, 38
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from callnow.terms import Certainty
from matching.cadence.day_words import MONTH
from matching.comparing.companies import same_company
from matching.grammar.companies.names import strip_legal
from matching.grammar.companies.words import phrases
from matching.grammar.frame import Finding, ReadSentence, Speaker
from matching.grammar.tokens import TITLE

# The rules of this module.
IN_PASSING = frozenset({"jobs-go", "notice"})

_ABOUT = (
    r"(?:(?:about|approximately|some|roughly|nearly|around|up to|as many as|more than|over|an estimated|a total of) )?"
)
_NUMBER = r"\d[\d,]*(?:\.\d+)?(?: ?%| per ?cent\b)?"
_POSTS = r"(?:jobs?|positions?|roles?|posts)"
_JOBS = rf"{_ABOUT}(?P<count{{0}}>\d[\d,]*) (?:[a-z-]+ ){{{{0,3}}}}?{_POSTS}"
_STAFF = rf"(?:{_POSTS}|staff|employees|workers|workforce|headcount|colleagues|people)"
_IN = r"(?: (?:in|at) (?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?))?"
_GO = (
    r"(?:are|is|will be|would be|have been|has been|are to be|are expected to be)(?: being)?(?: \w+ly)? "
    r"(?:eliminated|cut|axed|lost|shed|affected|impacted|made redundant)"
)
_TO_COME = r"(?:will|shall|would|(?:expect|plan|intend|aim|propose|need|go)\w* to|(?:is|are|set|have|has) to)"
_FEWER = (
    r"(?:workforce|headcount|staff(?:ing)?(?: numbers| levels)?|employee numbers|number of (?:its |our )?employees)"
)
_BY = rf"(?:by|of) {_ABOUT}(?P<count{{0}}>{_NUMBER})(?! (?:to|since|compared|from|last)\b)"
_OWN = r"(?:(?:its|our|their|the) )?(?:[\w&/-]+,? ){0,5}?"
# "will cut 90 jobs" and "is eliminating 90 jobs"; of a whole: "to reduce its workforce by about 1,000 roles"
_CUTTING = (
    rf"(?:{_TO_COME} (?:eliminate|cut|axe|shed)"
    r"|(?:is|are|will be|would be) (?:\w+ly )?(?:eliminating|cutting|axing|shedding))"
)
_REDUCING = (
    rf"(?:{_TO_COME} (?:reduce|cut|shrink|trim|lower|be (?:reduc|cutt|shrink|trimm|lower)ing) {_OWN}{_FEWER}"
    r"|(?:will|expects?|anticipates?|plans?|proposes?|announces?|result\w* in|lead\w* to)\b[^.;]{0,60}"
    rf" reductions? in {_OWN}{_FEWER})"
)
# What a chief executive writes to all: "We will be saying goodbye to about 15 percent of our colleagues."
_GOODBYE = (
    r"(?:[Ww]e(?: have| will|['’]ll| are|['’]re|['’]ve| must)? (?:decided to |had to |today |also )?(?:be |have to )?"
    r"(?:[^.;]{0,60}? and to )?"
    r"(?:say(?:ing)? goodbye to|part(?:ed|ing)? ways with|let(?:ting)? go of) "
    rf"{_ABOUT}(?P<count5>{_NUMBER}) (?:of )?(?:our |the |my )?(?:[a-z-]+ )?(?:{_STAFF}|team|company|[A-Z][a-z]+s)\b"
    r"|[Ww]e\b[^.;]{0,40}?\breduc(?:e|ed|ing) (?:the size of )?our (?:[a-z]+ )?"
    rf"(?:team|company|workforce|headcount|staff) by {_ABOUT}(?P<count8>{_NUMBER})(?! to\b))"
)
_TO_GO = (
    rf"(?P<count6>{_NUMBER}|(?:a|one) (?:tenth|fifth|quarter|third)|half) (?:of )?(?:(?:its|the) )?"
    rf"(?:[a-z-]+ )?{_STAFF} to go"
    r"(?=\W*$|[,;:]| [–—-]| (?:as|at|in|by|after|amid|under|from|with|when|over|across)\b)"
)
# "About 400 people at Acme will go by the summer", not "will go to the polls"
_SHARE = r"[Oo]ne in \w+|(?:a|[Oo]ne) (?:tenth|fifth|quarter|third)|[Hh]alf"
# Not "will go, as always, to the fair"
_ON_A_TRIP = r"(?: (?:as (?:always|usual|ever)|every|each)\b|[^.;]{0,40}?, to (?:the|an?|its|their|our|locals?|[A-Z]))"
_WHEN = (
    rf"\W*$|[,;:](?!{_ON_A_TRIP})| (?:as|after|amid|when|under|across)\b"
    r"| (?:by|at|in|over) (?:the |early |late |mid-?)?"
    r"(?:end|spring|summer|autumn|fall|winter|year|next|coming|month|new year|20\d\d|[A-Z])(?![^.;]* to [A-Z])"
)
_WILL_GO = (
    rf"(?P<count9>{_NUMBER}|{_SHARE}) (?:of )?(?:(?:its|the) )?(?:[a-z-]+ )?"
    rf"(?:{_POSTS}|staff|employees|workers|colleagues|people(?= (?:at|of) [A-Z]))"
    r"(?: (?:at|of) (?P<at>[A-Z][\w&’'-]*(?: (?:& )?[A-Z][\w&’'-]*)*))?"
    rf" (?:will|must|(?:are|is) to|(?:will )?have to) go(?={_WHEN})"
)
# "The move puts 85 jobs at risk": of what is decided, the jobs are, too
_AT_RISK = (
    r"\b(?:clos|shut|mov|relocat|transfer|shift|consolidat)\w*\b[^.;]{0,120}?"
    rf"\b(?:put|plac|leav)(?:s|es|ing|ting)? {_ABOUT}"
    rf"(?P<count7>\d[\d,]*) (?:[a-z-]+ ){{0,3}}?{_STAFF} at risk\b"
)
# "About 60 employees will lose their jobs", where work moves
_LOSE = (
    rf"{_ABOUT}(?P<count10>\d[\d,]*) (?:[a-z-]+ ){{0,3}}?{_STAFF} (?:there )?"
    r"(?:(?:will|would|are to|are set to) lose|(?:have )?lost|are losing) their jobs\b"
)
_JOBS_GO = re.compile(
    rf"\b{_JOBS.format(1)}{_IN} {_GO}\b(?! by (?!the end|year))|\b(?:elimination|reduction|loss) of {_JOBS.format(2)}\b"
    rf"|\b{_CUTTING} {_JOBS.format(3)}\b|\b{_REDUCING} {_BY.format(4)}|\b{_GOODBYE}|\b{_TO_GO}|{_AT_RISK}|\b{_WILL_GO}"
    rf"|\b{_LOSE}"
)
# "200 people will lose their jobs if the mine shuts": whether any do is not decided
UNDER_CONDITION = re.compile(
    r"\b(?:if|unless)\s(?:[\w’'-]+\s){0,4}?(?:lev(?:y|ies)|voters?|referendum|measure|bond|budget|aid|state|legislature|lawmakers|congress|"
    r"council|courts?|deal|bill|funding|grants?|tax(?:es)?|talks|sale|buyer|merger|union)\b"
    r"|\b(?:if|unless|should)\s(?:the|its|their|an?|this|that|either|both)\s(?:[\w’'-]+\s){0,3}?"
    r"(?:mine|plant|factory|mill|site|store|branch|school|office|hospital|works|smelter|refinery|yard|company|airline|"
    r"bank|club|airport|depot|foundry|brewery|bakery|pit|quarry|prison|base)(?:e?s)?\s(?:shuts?|clos\w+|is|are|goes|go|fails?|ceases?|"
    r"stops?|does|do|cannot|can|were|collapses?|folds?|moves?|leaves?)\b",
    re.IGNORECASE,
)
"""Words by which jobs go only under a condition."""
_COUNTS = tuple(f"count{number}" for number in range(1, 11))
_YET = re.compile(
    r"\b(?:would|being|to|\w{2,}ing)\b|\b(?:will|expect|anticipat|plan|propos)|^[Ww]e\b|\b[Ww]e (?:are|have decided)\b"
)
_IN_TALK = phrases("talks")
_HELD = (phrases("recalls"), phrases("denied"), phrases("held_jobs"))


# "Posted by Jane Roe, CEO, Acme", "sent to all Acme employees": whose "we" a memo is, where nobody is seen to speak.
_NAME = r"(?P<{}>[A-Z][\w&’'-]*(?: (?:&|of|[A-Z][\w&’'-]*))*?)"
_WRITES = re.compile(
    r"\b(?:CEO|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|[Ff]ounder)(?: and [\w-]+)?(?:,| of| at) "
    rf"{_NAME.format('chief')}(?=[.,:]|\s[a-z])"
    r"|\b(?:sent|shared|wrote|written|note|letter|message|memo) (?:to|with) (?:all )?(?:the )?"
    rf"{_NAME.format('staff')}(?:['’]s?)? (?:employees|staff|team|workers|colleagues|people)\b"
)


def _writer(reads: Iterable[ReadSentence]) -> str:
    told = (_WRITES.search(read.sentence.text) for read in reads)
    return next((one["chief"] or one["staff"] for one in told if one), "")


def tells_of_jobs(text: str) -> bool:
    """Whether a text says in passing that jobs go: "a program under which 75 positions are being eliminated"."""
    return _JOBS_GO.search(text) is not None


def jobs_in_passing(reads: Iterable[ReadSentence], speaker: Speaker) -> list[Finding]:
    """Layoffs of who speaks, told in a clause of something else; nothing that is only recalled."""
    reads = list(reads)
    speaker = speaker if speaker.name else Speaker(_writer(reads))
    for read in reads:
        text = read.sentence.text
        told = _JOBS_GO.search(text) if speaker.name or " go" in text else None
        if told is None or (read.zone == TITLE and not (told["count6"] or told["count7"])):
            continue
        teller = Speaker(told["at"]) if told["at"] else speaker
        others = [c for c in read.chunks if c.kind == "name" and c.shape == "org" and not _is_speaker(c.text, teller)]
        if not teller.name or others or any(held.search(text) for held in _HELD):
            continue
        if (told["count7"] and _IN_TALK.search(text)) or UNDER_CONDITION.search(text):
            continue
        certainty = Certainty.ANNOUNCED if told["count7"] or told["count9"] or _YET.search(told[0]) else Certainty.DONE
        count = next(told[name] for name in _COUNTS if told[name])
        place = told["place"] or ""
        return [
            Finding("layoffs", "jobs-go", read, company=teller.name, count=count, origin=place, certainty=certainty)
        ]
    return []


def _is_speaker(name: str, speaker: Speaker) -> bool:
    return any(same_company(name, own) for own in (speaker.name, *speaker.aliases))


_NOTICES = re.compile(r"\bWARN\b|\blayoff notices?\b", re.IGNORECASE)
_NOTICE = re.compile(
    r"(?:^|[:;]\s|[:;]\sand\s)(?P<company>[A-Z][^,;:()]{2,60})"
    rf"(?:,\s|\s\()(?!(?i:{MONTH})\b)(?P<place>[A-Z][\w .’'-]+(?:,\s[A-Z][\w.]+)?)\)?[,:]?\s"
    r"(?P<count>\d{1,3}(?:,\d{3})+|\d+)(?:\s(?:jobs|workers|employees|positions|people|layoffs|affected))?"
    r"(?=[;.]|$|,\s(?!\d)|\s\((?:was|formerly|previously|up|down)\b)"
)


def noticed_layoffs(reads: Sequence[ReadSentence]) -> list[Finding]:
    """The layoffs of a list of notices: "WARN notices this week: Acme, Reno, 75; Globex, Omaha, 38"."""
    if not any(_NOTICES.search(read.sentence.text) for read in reads):
        return []
    return [
        Finding(
            "layoffs",
            "notice",
            read,
            company=strip_legal(told["company"]),
            count=told["count"],
            origin=told["place"],
            certainty=Certainty.ANNOUNCED,
        )
        for read in reads
        for told in _NOTICE.finditer(read.sentence.text)
    ]
