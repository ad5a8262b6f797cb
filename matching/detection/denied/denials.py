"""Headlines that say that something is not so, or is given up: no call is made on their account alone.

The reader has seen few of them; of 32 in labelled news 29 announced nothing to call about.
"""

from __future__ import annotations

import re

_PLANNED = r"(?:(?:the|its|his|her|their|all|proposed|planned|possible|pending)\s)*"
_PLAN = (
    r"(?:plans?|bid|deal|merger|offer|takeover|buyout|acquisition|purchase|sale|talks|move|relocation|layoffs?|"
    r"lay-offs?|(?:job|staff)\scuts|closures?|agreement|pursuit|proposal|spin-?off|ipo|decision)"
)
_JOB = r"(?:(?:the|his|her|its|top)\s)*(?:[\w’'-]+\s){0,2}?(?:job|role|post|position|appointment)\b"
_ENDING = (
    r"(?:clos\w+|cut|lay\soff|shut|move|relocate|leave|sell|be\ssold|step\sdown|resign|quit|retire|merge|buy|file|join|"
    rf"take\s(?:up\s)?{_JOB})"
)
_KEEPS_HOME = (
    r"(?:(?:keep(?:s|ing)?|kept)\s(?:[\w’'-]+\s){0,3}(?:headquarters?|head\soffice|hq)(?=\s(?:in|at|there|after)\b|\W*$|,)|"
    r"(?:stay|remain)(?:s|ed|ing)?\sheadquartered)"
)
_CHIEF = r"(?:its\s)?(?:c[a-z]?o|chief|president|chair\w*)"
_POST = r"(?:office|post|charge|place|(?:the|his|her)\s(?:job|post|role))"
# Who stays until a successor is found, or as an adviser, leaves the post.
_FOR_GOOD = r"(?!\s(?:\w+\s){0,2}(?:until|through|during|for|advis\w+|consult\w+)\b)"
TOLD = (
    r"(?:rumou?rs?|reports?|stor(?:y|ies)|articles?|blogs?|posts?|postings?|claims?|speculation|allegations?|suggestions?|"
    r"coverage|newspapers?|outlets?|headlines?|website)"
)
WRONG = (
    r"(?:false|untrue|inaccurate|incorrect|wrong|unfounded|baseless|groundless|erroneous|fabricated|an?\s(?:error|mistake)|"
    r"(?:not|never)\s(?:so|true|correct|accurate|the\scase|right)|without\s(?:any\s)?(?:basis|foundation|merit))"
)
"""Words by which it is said not to be so."""
# Who was to come: "its CFO pick backs out", "new CEO changes her mind".
_PICK = (
    r"(?:picks?|choice|hire|nominee|appointee|successor|designate|"
    r"(?:new|incoming|next|would-be)\s(?:[\w&-]+\s){0,2}?(?:c[a-z]o|chief|president|boss|head))(?:\s[A-Z][\w’'-]+){0,3}"
)
_OUT = rf"(?:back|bow|pull|drop)(?:s|p?ed)\sout(?!\sall\b|\sof\s(?!{_JOB}))"
_BACKS_OUT = (
    rf"(?:{_PICK}\s(?:has\s|have\s)?(?:{_OUT}|chang(?:es|ed)\s(?:\w+\s)?mind|withdr(?:aws|ew|awn)|reneg(?:es|ed))|"
    rf"back(?:s|ed)\sout(?=\W*$|\sof\s{_JOB}))"
)
# What is put to a vote, and not what is asked of a court about it: "rejects challenge to merger".
_DEAL = r"(?:mergers?|tie-?ups?|combinations?|takeovers?|deals?|acquisitions?|buyouts?|offers?)"
_BEFORE_DEAL = (
    r"(?:(?!(?:challeng|appeal|law|suit|claim|attempt|effort|call|request|objection|opposition|concern|demand|bid|plea|motion|criti|"
    r"after|amid|as|and|in|over|before|despite|following)\w*\b)[\w&.’'-]+\s){0,6}?"
)
_OFF = (
    r"(?:(?:is|are|was|were)\s)?(?:off(?=\s(?:after|as|amid|over|following)\b|\W*$|[,;])|voted\sdown|rejected|"
    r"(?:fails?|failed)\s(?:to\s(?:win|get|gain|secure|clear|pass)|(?:in\s)?(?:a\s|the\s)?vote))"
)
_VOTED_DOWN = (
    rf"(?:(?:reject(?:s|ed)?|vot(?:es?|ed)\s(?:down|against|not\sto)|(?:say|says|said|vot(?:es?|ed))\sno\sto)\s{_BEFORE_DEAL}"
    rf"(?:{_DEAL}|merge|combine)|{_DEAL}\s(?:(?:with|of|between|and)\s(?:[\w&.’'-]+\s){{1,5}}?|plans?\s|votes?\s)?{_OFF})"
)
_CALLED = r"(?:says?|said|calls?|called|brands?|branded|labels?|labell?ed|insists|deems?)"
_ABOUT = r"(?:of|about|on|that|it)\b[^.;:?]*?"
_NO_CAUSE = r"(?<!over\s)(?<!after\s)(?<!for\s)(?<!amid\s)(?<!by\s)(?<!following\s)"  # "sued over claims that …"
_CALLED_WRONG = (
    rf"(?:{_CALLED}\s(?:[\w’'-]+\s){{0,4}}?{TOLD}\b(?:\s{_ABOUT})?|"
    rf"{_NO_CAUSE}{TOLD}(?:\s{_ABOUT}|\s(?:is|are|was|were)|(?=\s[“\"'‘])))"
    rf"(?:\s(?:is|are|was|were))?(?:\s\w+ly)?\s[“\"'‘]?{WRONG}"
)

# A head office that is to move, and does not for now; "postpones move until 2028" only says when.
_MOVE = r"(?:move|relocation)\b"
_NO_DAY = r"(?!(?:\s[\w’'-]+){0,8}?\s(?:until|till|by|to\s(?:next|the|(?:early|mid|late)-?|20\d\d))(?:\s|\b))"
# Not "halts trading ahead of its move", nor "will move, though hiring is paused".
_ITS = r"(?:(?!(?:ahead|before|after|(?<!plans\s)for|amid|during|as|and|while|following|until)\b)[\w’'-]+\s)"
_THEN = r"(?:\s(?!(?:though|although|while|as|and|but|after|because|so|where)\b)[\w’'-]+)"
_PUT_OFF = (
    rf"(?:(?:paus(?:es|ed|ing)|suspend(?:s|ed|ing)|halt(?:s|ed|ing)|fr(?:eezes|eezing|oze|ozen)|shelv(?:es|ed|ing))\s"
    rf"{_ITS}{{0,6}}?{_MOVE}|postpon(?:es|ed|ing)\s{_ITS}{{0,6}}?{_MOVE}{_NO_DAY}"
    rf"|delay(?:s|ed|ing)\s{_ITS}{{0,6}}?{_MOVE}{_THEN}{{0,4}}?\sindefinitely"
    rf"|put(?:s|ting)?\s{_ITS}{{0,4}}?{_MOVE}{_THEN}{{0,8}}?\son\s(?:hold|ice)"
    rf"|{_MOVE}{_THEN}{{0,9}}?\s(?:on\s(?:hold|ice)|(?:is|was|been)\s(?:now\s)?(?:paused|suspended|shelved|halted|"
    r"(?:postponed|delayed)\sindefinitely)))"
)

DENIED = re.compile(
    rf"""\b(?:
      (?P<called>{_CALLED_WRONG})
    | {_BACKS_OUT}
    | {_PUT_OFF}
    | {_VOTED_DOWN}
    | den(?:y|ies|ied|ying)
    | dismiss(?:es|ed)?\s(?:as\b|reports?|rumou?rs?|talk|claims?|(?:\w+\s)?speculation)
    | (?:refut|contradict|scotch|quash|rebuff)(?:es|s|ed)
    | reject(?:s|ed)?\s(?:rumou?rs?|reports?|talk|claims?|bid|offer|takeover)
    | rul(?:es|ed|ing)\sout
    | shelv(?:es|ed) | avert(?:s|ed)? | rescind(?:s|ed)? | call(?:s|ed)\soff | fizzl(?:es|ed) | scuttl(?:es|ed)
    | f(?:alls?|ell|ailing)\s(?:through|apart)
    | (?:scrap(?:s|ped)?|abandon(?:s|ed)?)\s(?:plans?|planned|deal|merger|move|its)
    | mothball(?:s|ed)?\s(?:its\s)?plans?
    | (?:halt(?:s|ed)?|revers(?:es|ed))\s(?:decision|plans?|course)
    | (?:drop(?:s|ped)?|withdr(?:aws?|ew|awn)|cancel(?:s|l?ed)?|terminat(?:es|ed)|g(?:ives?|ave)\sup|scrap(?:s|ped)?|
        (?:back(?:s|ed)?|pull(?:s|ed)?)\sout\sof|revers(?:es|ed))\s{_PLANNED}(?:[a-z]+\s)?{_PLAN}
    | (?:walk(?:s|ed)?|back(?:s|ed)?)\saway
    | (?:rethink(?:s|ing)?|rethought)\s(?:[\w’'-]+\s){{0,3}}(?:move|relocation)
    | {_KEEPS_HOME}
    | no\slonger\splans? | (?:has|have|had|with)\sno\s(?:plans?|intention)
    | no\s(?:layoffs|job\scuts|truth|plans\sto) | never\sconsidered
    | (?:not|isn['’]t|aren['’]t)\s(?:stepping\sdown|for\ssale|leaving|moving|planning)
    | (?:will\snot|won['’]t)\s{_ENDING}
    | (?:not|never|won['’]t|n['’]t)\s(?:to\s|yet\s){{0,2}}
      (?:call(?:ed|ing)?\sit\s(?:quits|a\sday)|put(?:ting)?\sin\s\w+\spapers)
    | (?:declin(?:es|ed)|refus(?:es|ed)|turn(?:s|ed)\sdown|reject(?:s|ed)?)\s
      (?:(?!amid|as|after|and|with|to|in|by)[\w’'-]+\s){{0,5}}?(?:role|post|position|job(?!\scuts)|appointment|nomination)
    | (?:withdr(?:aws|ew)|reject(?:s|ed)?|block(?:s|ed)?|oppos(?:es|ed)|veto(?:es|ed)|annul(?:s|led)|overturn(?:s|ed))\s
      (?:the\s|its\s|[\w-]+['’]s\s)?(?:appointment|nomination|resignation|hiring|election)
    | (?:declin(?:es|ed)|has\syet)\sto\s(?:name|appoint|hire|pick)
    | (?<!not\s)(?:(?:(?:to|will)\sstay|stay(?:s|ing))\s(?:on(?:\sas)?|put|as|in|at|with)
        | (?:to|will)\sstay(?=\s*(?:[,;.]|$|\safter))){_FOR_GOOD}
    | (?<!not\s)(?:(?:to|will)\sremain(?=\s(?:in|at|with|independent|{_CHIEF})\b)
        | remain(?:s|ing)(?=\s(?:at\sthe\shelm|in\s{_POST})\b)
        | (?:(?:to|will)\sremain|remain(?:s|ing))\sas){_FOR_GOOD}
    | (?:keeps?|stays?|remains?|not)\s(?:[\w’'-]+\s){{1,6}}after\sall(?![\w-])
    | puts?\s(?:\w+\s){{0,3}}on\shold | talks?\s(?:collapse|end|fail)\w* | spares?\s\d+
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""The words of a headline by which something is denied, given up, or averted."""
_KEPT = re.compile(rf"\b{_KEEPS_HOME}", re.IGNORECASE)
# Not the month: "in May", "May 5", "last May".
MAY_BE = (
    r"(?:(?<!\bin\s)(?<!\bby\s)(?<!\blast\s)(?<!\bnext\s)(?<!\bsince\s)(?<!\buntil\s)(?<!\bearly\s)(?<!\blate\s)"
    r"may(?!\s\d|[,.])|might|could|would)"
)
"""Words by which something may be so."""
MAY = re.compile(r"\b(?:may|might|could|can)\s(?:\w+ly\s)?$", re.IGNORECASE)
"""What stands before that which may be given up, and is not."""


def denies(title: str) -> bool:
    """Whether a headline says that something is not so, is given up, or was averted."""
    return DENIED.search(title) is not None


def may_yet_deny(title: str) -> bool:
    """Whether a headline says only that something may be given up: "could scrap plan"."""
    return all(MAY.search(title, 0, denied.start()) for denied in DENIED.finditer(title))


def only_keeps_home(title: str) -> bool:
    """Whether all that a headline denies is that a head office moves."""
    return denies(title) and not denies(_KEPT.sub(" ", title))
