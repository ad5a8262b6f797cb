"""Set phrases that leave no doubt of what happens to a company: "falls into administration", "recommended cash offer
for Tessaly by Orbel", "to shut Dayton head office and move to Ritton".

The reader has seen few of them and holds them for improbable, or for rumours. An event that it or the grammar found and
a title or first sentence tells so is certain, and as far along as the phrase says.
"""

from __future__ import annotations

import re
from dataclasses import replace

from callnow.model import CompanyEvent
from callnow.terms import UNSURE, Certainty
from matching.detection.denied.denials import denies
from matching.detection.denied.side_denials import told_at
from matching.detection.headlines import is_attributed
from matching.detection.named import any_of
from matching.detection.workforce.staff_words import ABOUT, CUTS, LETS_GO, NUMERAL, STAFF, gone_by
from matching.grammar.companies.absorbed import ABSORBED, BECOMES, WITH_ALL
from matching.grammar.companies.jobs import says_goodbye
from matching.grammar.companies.workforce import CLOSES_AND_CUTS
from matching.grammar.tokens import sentences_of
from matching.reading.calibration import NEVER

_FORM = r"(?:\s(?:plc|PLC|Ltd\.?|Limited|LLP|Group|Holdings))*"
_INTO = (
    r"\s(?:has\s|have\s)?(?:f[ae]ll(?:s|en)?|goes|went|gone|enter(?:s|ed)|plung(?:es|ed)|collaps(?:es|ed)|tumbl(?:es|ed)|"
    r"slump(?:s|ed)|slid(?:es)?|crash(?:es|ed)|(?:is|was|been)\s(?:placed|put))\s(?:(?:in|into)\s)?administration\b"
    r"(?!\sof\b|\sbuild)"
)
_CALLS_THEM_IN = (
    r"\s(?:has\s|have\s)?(?:appoints|appointed|calls\sin|called\sin|brings\sin|brought\sin)\s(?:the\s|joint\s|provisional\s)*"
    r"(?:administrators|receivers|liquidators)\b"
)
_AT_ANOTHER = r"\s(?:over|to|at|of)\s(?:the\s)?"
_CALLS_IN = rf"{_CALLS_THEM_IN}(?!{_AT_ANOTHER}(?!Christmas\b|Easter\b)[A-Z])"
_LENDER_CALLS_IN = rf"\b(?i:lenders?|banks?|creditors?|hmrc){_CALLS_THEM_IN}{_AT_ANOTHER}"
_CALLED_IN = (
    r"\b(?i:administrators|receivers?|liquidators?)(?!\s(?:to|may|could|might|not)\b)(?:\s(?!to\sbe\b|not\b)[\w&’'-]+){0,7}?"
    r"\s(?:appointed|called\sin|brought\sin)\s(?:at|to|over|for)\s"
)
_NAMED_TO = (
    r"\b(?i:appoint(?:s|ed)|names|named)\b[^.;?]{0,60}?(?<!\bwide)\s(?i:administrators|receivers?|liquidators?)\s(?:of|to|over|for|at)\s"
    r"(?:the\s)?"
)
_SEEKS = (
    r"(?:,[^,.;]{1,60},)?\s(?:has\s|have\s|is\s|are\s)?(?:seeks|sought|seeking|files\sfor|filed\sfor|filing\sfor)\s(?:[a-z]+\s)?"
    r"(?:(?i:chapter\s11|bankruptcy|creditors?|court)(?:\sbankruptcy)?\sprotection|(?:bankruptcy\s)?protection\sfrom\s(?:its\s)?creditors)\b"
)
_APPLIES = (  # as German courts and companies have it
    r"\s(?:has\s|have\s|is\s|are\s)?(?:(?:today|yesterday|now)\s)?(?:appl(?:ies|ied|ying)|fil(?:es|ed|ing)(?:\san\sapplication)?|submitted\san\sapplication)\s"
    r"(?:for|to\sopen)\s(?:the\sopening\sof\s|provisional\s|preliminary\s)*(?:insolvency(?:\sproceedings)?|protective\sshield|self-administration)\b"
)
_IS_LIQUIDATED = (  # by creditors or a court; members wind up a company that can pay
    r"(?:['’]s)?(?:\sof\s[A-Z][\w’'-]+)?\s(?:(?:has\s)?ceased\strading\sand\s)?(?:has\s|have\s)?"
    r"(?:(?:goes|went|gone|enter(?:s|ed)|f[ae]ll(?:s|en)?)\s(?:into\s)?|(?:is|was|been)\s(?:placed|put)\s(?:in|into)\s)"
    r"(?:creditors[’']?\s(?:voluntary\s)?|compulsory\s|provisional\s)?liquidation\b(?!\s(?:sale|mode|stock|preference))"
)
_FILES_PETITION = (
    r"\s(?:has\s|have\s)?(?:files|filed)\s(?:an?\s|its\s)?(?:voluntary\s)?(?:Chapter\s(?:7|11)|bankruptcy)\s"
    r"(?:bankruptcy\s)?(?:petition|case)\b(?!\s(?:against|for\s[A-Z]|to\shave|study))"
)
_COURT_ADMITS = (
    r"\b(?:Tribunal|NCLT)\s(?:has\s)?(?:admits|admitted)\b[^.;]*?\b(?:insolvency|bankruptcy)\b[^.;]*?\bagainst\s"
)
_COURT_WINDS_UP = r"\b(?:[Cc]ourt|[Jj]udge)\s(?:has\s)?(?:winds|wound)\sup\s(?:[a-z-]+\s){0,3}?"
_WOUND_UP = r"\s(?:has\sbeen|was|is)\swound\sup\s(?:by|in)\s(?:the\s|an?\s)?(?:[A-Z]\w+\s)*[Cc]ourt\b"
# Behind the whole name of who is bought: not "for Orbel software", "for Orbel's plant"
_ALONE = r"(?=\W*$|[,.;:]|\s(?:in|from|to|and|as|by|with|an?|the|which|at|after|under|last|on|this|including|plus)\b)"
_PAYS = r"(?:agree[sd]|is)\sto\spay\s[^\s\d]{0,3}\d[^.;]{0,40}?\sfor\s"
ACCEPTS_OFFER = (  # those who work accept another offer
    r"(?<!\bmembers)(?<!\bworkers)(?<!\bstaff)(?<!\bunion)(?<!\bhas)(?<!\bhave)\s(?:(?:has|have)\s)?"
    r"(?:(?:unanimously\s)?(?:voted|agreed)\sto\saccept|accept(?:s|ed))\s"
)
"""What a company, its board or its shareholders do for a buyer."""
# Not its offer of help, of more pay, or for a contract
_OFFER_OF = (
    r"['’]s\s(?:(?!(?:pay|wage|salary|plea|job|settlement|contract)\b)[\w.,$£€-]+\s){0,5}?(?:takeover\b|"
    r"(?:offer|bid)\b(?!\s(?:on|from|by|as)\b|\sof\s(?![$£€\d])|\sto\s(?!(?:buy|acquire|purchase|take|merge)\b)|"
    r"\sfor\s(?!(?:it|all|its|the\s(?:company|firm|group|bank|business|[a-z]+maker|retailer))\b)))"
)
_FIRM = r"(?:,?\s(?:Inc|Corp|Co|Ltd|plc|LLC)\b\.?)?(?:\s\([^)]{1,40}\))?"
_REDUCES_FORCE = (
    r",?\s(?:has\s|is\s)?(?:today\s)?(?:announc(?:es|ed|ing)|implement(?:s|ed|ing)|initiat(?:es|ed)|approve[sd])\s(?:an?\s)"
    r"(?:(?!complet|further|no\b)[\w-]+\s){0,2}?(?:reduction\s(?:in|of)\s(?:its\s)?(?:work)?force|workforce\sreduction)\b(?!\s(?:drill|housing|turnover|injur\w+|training))"
)
_GOING_OF = (  # "is axing 70 of 220 positions"
    rf"\s(?:is|are|to|will|is\sto|plans\sto)\s(?:{CUTS}|axing)\s(?:{ABOUT}\s)?{NUMERAL}\sof\s(?:(?:its|the|{ABOUT})\s)*"
    rf"(?:{NUMERAL}\s)?(?:[a-z]+\s){{0,2}}?{STAFF}\b"
)
_BACK_TO_TEACHING = (
    r"\b(?:relinquish|giv|step|leav|resign)\w*\b[^.;]*?\b(?:(?:go|return)(?:es|s|ing)?(?:\sback)?\sto\s(?:the\s)?(?:[a-z]+\s){0,3}?"
    r"(?:faculty|teaching|classroom))\b[^.;]*?"
)
_OFFER = (
    r"[Rr]ecommended\s(?:(?i:final|increased|all|cash|and|share|all-share|all-cash|public)\s)*"
    r"(?i:offer|acquisition|merger)"
)
_TERMS = (
    r"(?:[Aa]greed|[Rr]eached\s(?:an\s)?agreement)\s(?:[a-z]+\s){0,3}?terms\s(?:and\sconditions\s)?of\s"
    rf"(?:an?\s|the\s)?{_OFFER}\b"
)
_LEAVES_HOME = (
    r"\s(?:to|will|is\sto)\s(?:shut|close|leave|quit|vacate|exit)\s(?:its\s|the\s)?(?:[A-Z][\w’'-]+\s){0,3}"
    r"(?i:head\soffice|headquarters|hq)(?:\sand|,)\s(?:move|relocate)\s(?:[a-z]+\s){0,4}?to\s[A-Z]"
)
# "Orbel COO Lind out", "Orbel chief executive out after row": a headline's word for who has left, in small letters.
_OUT = (
    r"(?:['’]s)?\s(?i:(?:co-)?(?:C[EFIOT]O|CMO|CHRO|CISO|president|chair(?:man|woman)?|chief\s(?:[a-z]+\s)?(?:officer|executive)|"
    r"(?:finance|technology|operations|marketing)\schief|general\scounsel))(?:\s[A-Z][\w’'-]+){0,3}\s(?:is\s)?out"
    r"(?=$|[,;:]|\s(?:after|amid|as|in\s(?:[a-z]+\s)?(?:shake-?up|shuffle|overhaul)|following|immediately|effective)\b)"
)
# Who has resigned or retires, in idioms that the reader takes for a denial or for nothing.
_QUITS = (
    r"\b[^.;?]*?\s(?:(?:has|have|is|will)\s)?(?:(?:puts?|putting)\sin\s(?:his|her|their)\spapers|"
    r"(?:calls?|called|calling)\sit\s(?:quits|a\sday)(?!\s(?:on|with|for)\b)|"
    r"(?:calls?|called|calling)\stime\son\s(?:his|her|their)\s(?:\w+\s)?(?:career|tenure|stint|time)|"
    r"(?:bid(?:s|ding)?|bade)\sadieu(?!\sto\s(?!(?:the\s)?(?:company|firm|group|bank|brand|retailer)\b))|"
    r"superannuat(?:es?|ed|ing))\b"
)
_LAST_DAY = r"(?:last|final)\s(?:day|week|month)s?\s(?:at|with)\s(?:the\s)?"
_TO_DO = r"\s(?:to|will|is\sto|plans\sto|is\sset\sto)\s"
_GIVES_NOTICE = (
    r"\s(?:has\s)?puts?\s[^.;]{0,40}?\son\s(?:redundancy\snotice|notice\sof\sredundancy)\b"
    r"|\s(?:has\s)?(?:tells?|told|inform(?:s|ed)|notif(?:ies|ied))\s(?:[\w,]+\s){0,4}?(?:staff|employees|workers|people)\s(?:that\s)?"
    r"(?:they|(?:their\s)?(?:jobs|roles|posts|positions))\s(?:(?:are|were)\s)?at\srisk\b"
)
_HAS_DISMISSED = (
    r"\s(?:has\s|have\s)?(?:retrench(?:es|ed)\s[^.;]{0,30}?\d|"
    rf"lets?\sgo(?:\sof)?\s(?:{ABOUT}\s)?{NUMERAL}\b)"
)
_MAKES_REDUNDANT = rf"{_TO_DO}(?:make\s[^.;]{{0,60}}?\bredundant|retrench)\b"
_CONSULTS = (  # what comes of it is not decided
    r"\s(?:has\s)?(?:\w+ly\s)?(?:enter(?:s|ed)(?:\sinto)?|beg(?:ins|an|un)|open(?:s|ed)|start(?:s|ed)|launch(?:es|ed))\s(?:[\w-]+\s){0,4}?"
    r"consultations?\b[^.;]{0,60}?\b(?:redundanc(?:y|ies)|jobs|roles|posts)\b"
)
_PUTS_AT_RISK = (
    rf"(?:{_TO_DO}|\sis\s)(?:clos|shut|mov|relocat|transfer|shift)(?:e|ing|ting)?\b[^.;]*?"
    r"\b(?:put|plac|leav)(?:s|es|ing|ting)\s[^.;]{0,40}?\bat\srisk\b"
)
_NOTICES = re.compile(r"\bWARN\b")
_WARN = r"^WARN\b[^:]{0,30}:\s"
_PULLS_HOME = (  # no plan is given up: what is pulled out of a place is the head office
    r"(?:,[^,.;]{1,60},)?\s(?:(?:is|are|will|to|would|has|have)\s)*(?:pull(?:s|ed|ing)?|tak(?:es?|en|ing)|yank(?:s|ed|ing)?|remov(?:es?|ed|ing))"
    r"\s(?:its\s|the\s|their\s)?(?:[\w’'-]+\s){0,3}?(?i:head\soffice|headquarters|hq)\s(?:out\sof|from|away\sfrom)\s(?:the\s)?[A-Z]"
)
_BEGINS_REVIEW = (  # of all or a part of a company; one that is completed is none
    r"(?:['’]s\sboard)?(?:,[^,.;]{1,60},)?\s(?:(?:has|have)\s)?(?:beg[iau]ns?|start(?:s|ed)|launch(?:es|ed)|initiat(?:es|ed)|"
    r"commenc(?:es|ed)|undertak(?:es|en)|announc(?:es|ed))\s"
    r"(?:(?!complet|conclu|end|result|outcome|update|finding|progress)[\w-]+\s){0,3}?"
    r"(?i:strategic\s(?:\w+\s)?review|review\sof\s(?:its\s)?strategic\s(?:alternatives|options))\b"
)
# "Orbel cuts 5% of jobs, hires AI chief": of a headline with other news the reader may see that alone.
_CUTS_JOBS = (
    rf"{_FORM}\s(?:(?:to|will|is\sto)\s)?(?:{CUTS}|reduc(?:es?|ing))\s(?:(?:its|the)\s)?(?:{STAFF}\sby\s(?:{ABOUT}\s)?\d|"
    rf"(?:{ABOUT}\s)?(?:\d[\d.,]*\s?(?:%|percent|per\scent)|{NUMERAL})\s(?:of\s)?(?:(?:its|the)\s)?(?:[a-z]+\s){{0,2}}?{STAFF})\b"
)
_LETS_GO = rf"{_FORM}\s(?:(?:to|will|is\sto)\s)?{gone_by(LETS_GO)}"
_ITSELF = r"(?<!\bof\s)(?<!\bto\s)(?<!\bby\s)"
# By type: what a sentence says before and behind the company's name, and how far along it is then.
_PHRASES = (
    ("bankruptcy", _ITSELF, rf"{_FORM}(?:{_INTO}|{_CALLS_IN}|{_SEEKS}|{_APPLIES})", Certainty.DONE),
    ("bankruptcy", rf"(?:{_CALLED_IN}|{_NAMED_TO}|{_LENDER_CALLS_IN})", r"\b(?!['’]s?\s)", Certainty.DONE),
    ("bankruptcy", rf"{_ITSELF}(?<!\bfor\s)", rf"{_FORM}(?:{_IS_LIQUIDATED}|{_FILES_PETITION})", Certainty.DONE),
    ("bankruptcy", rf"(?:{_COURT_ADMITS}|{_COURT_WINDS_UP})(?:the\s)?", r"\b(?!['’]s)", Certainty.DONE),
    ("bankruptcy", r"\b", rf"{_FORM}{_WOUND_UP}", Certainty.DONE),
    (
        "acquisition",
        r"\b",
        rf"{_FORM}(?:\ssaid\s(?:on\s\w+\s)?(?:that\s)?it)?\s(?:has\s|had\s)?{_PAYS}[A-Z][\w&’'-]*(?<!['’]s)(?:\s[A-Z][\w&-]*)*{_ALONE}",
        Certainty.ANNOUNCED,
    ),
    (
        "acquisition",
        rf"\b{_PAYS}(?:(?!(?:stake|share|half|part|interest|rights|use|in|of|to|at)s?\b)[a-z-]+\s){{0,4}}?",
        rf"\b{_FORM}{_ALONE}",
        Certainty.ANNOUNCED,
    ),
    ("acquisition", r"\b", rf"{_FORM}(?:['’]s?\s[a-z]+)?{ACCEPTS_OFFER}[^.;]*?{_OFFER_OF}", Certainty.ANNOUNCED),
    ("acquisition", rf"{ACCEPTS_OFFER}(?:the\s)?", _OFFER_OF, Certainty.ANNOUNCED),
    ("layoffs", r"\b", rf"{_FIRM}{_REDUCES_FORCE}|{_FORM}{_GOING_OF}", Certainty.ANNOUNCED),
    ("executive_departed", _BACK_TO_TEACHING, r"\b", Certainty.ANNOUNCED),
    ("acquisition", rf"^{_OFFER}\s(?:for|of|by|with)\s(?:[^.;]*?\b(?:by|with)\s)?", r"\b", Certainty.ANNOUNCED),
    ("acquisition", r"(?:^|\b[a-z]+\s|,\s)", rf"\b[^.;]*?\b{_TERMS}", Certainty.ANNOUNCED),
    ("executive_departed", r"^(?:[A-Z]+:\s)?", rf"{_FORM}{_OUT}", Certainty.DONE),
    ("executive_departed", r"\b", _QUITS, Certainty.DONE),
    ("executive_departed", rf"\b(?:will\sbe|is)\s(?:my|h(?:is|er))\s{_LAST_DAY}", r"\b(?!['’])", Certainty.ANNOUNCED),
    ("executive_departed", rf"\b(?:[Mm]y|[Hh](?:is|er))\s{_LAST_DAY}", r"\swill\sbe\b", Certainty.ANNOUNCED),
    ("acquisition", r"\b", rf"{_FORM}{BECOMES}", Certainty.ANNOUNCED),
    ("acquisition", rf"^[A-Z].*{BECOMES}", r"\b", Certainty.ANNOUNCED),
    ("layoffs", r"\b", rf"{_FORM}(?:{_GIVES_NOTICE}|{_MAKES_REDUNDANT}|{_PUTS_AT_RISK})", Certainty.ANNOUNCED),
    ("layoffs", r"\b", rf"{_FORM}{_HAS_DISMISSED}", Certainty.DONE),
    ("layoffs", r"\b", rf"{_FORM}{_CONSULTS}", Certainty.RUMOURED),
    ("layoffs", _WARN, r",\s[A-Z][^;]*?\b\d", Certainty.ANNOUNCED),
    ("office_closed", _WARN, r",\s[A-Z][^;]*?\b(?i:clos(?:ure|ing))\b", Certainty.ANNOUNCED),
    ("restructuring", r"\b", rf"{_FORM}{_BEGINS_REVIEW}", Certainty.ANNOUNCED),
    ("headquarters_moved", r"\b", rf"{_FORM}{_LEAVES_HOME}", Certainty.ANNOUNCED),
    ("headquarters_moved", r"\b", rf"{_FORM}{_PULLS_HOME}", Certainty.ANNOUNCED),
)
_COMPILED = tuple((kind, re.compile(before), re.compile(behind), far) for kind, before, behind, far in _PHRASES)
_IN_DOUBT = re.compile(r"\?|\b(?:if|unless|possible\soffer|could|might|may)\b")


def told_in_a_set_phrase(event: CompanyEvent, title: str, text: str) -> Certainty | None:
    """How far along an event is by a set phrase of the title or the first sentence; None where neither has one."""
    said = [(before, behind, far) for kind, before, behind, far in _COMPILED if kind == event.type]
    if not said or is_attributed(title):
        return None
    rule = event.rule.partition(" and ")[0]
    if (rule == ABSORBED and WITH_ALL.search(text)) or (rule == "jobs-go" and says_goodbye(event.sentence)):
        return None if event.certainty in UNSURE else event.certainty
    if (rule == "notice" and _NOTICES.search(title)) or (rule == CLOSES_AND_CUTS and not _IN_DOUBT.search(title)):
        return None if event.certainty in UNSURE else event.certainty
    if rule == "cuts-jobs" and not (_IN_DOUBT.search(title) or denies(title)):
        cuts = rf"^(?:{any_of(event.names)})(?:{_CUTS_JOBS}|{_LETS_GO})"
        if event.certainty not in UNSURE and re.search(cuts, title, re.IGNORECASE):
            return event.certainty
    sentences = (title, *sentences_of(text)[:1])
    for sentence in (one for one in sentences if not _IN_DOUBT.search(one)):
        for before, behind, far in said:
            told = (_around(name, before, behind, sentence) for name in event.names)
            if any(found and not denies(told_at(sentence, found.start())) for found in told):
                return far
    return None


def for_certain(event: CompanyEvent, least: float = 0.0) -> CompanyEvent:
    """The event of a text that leaves no doubt of it: certain where the text may ask for a call and is no rumour, at
    least as probable as `least` elsewhere."""
    sure = event.certain_from if event.certain_from < NEVER and event.certainty not in UNSURE else 0.0
    return replace(event, probability=max(event.probability, least, sure))


def _around(name: str, before: re.Pattern[str], behind: re.Pattern[str], sentence: str) -> re.Match[str] | None:
    """Where a sentence has the words before and behind a name around it; compiled only where it has either alone."""
    ends = (found.end() for found in re.finditer(re.escape(name), sentence))
    if not any(behind.match(sentence, end) for end in ends) or not before.search(sentence):
        return None
    return re.search(f"{before.pattern}{re.escape(name)}{behind.pattern}", sentence)
