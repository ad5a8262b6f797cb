"""The sentences in which filings tell that somebody is appointed or leaves, as patterns over skeletons (marking.py).

Each has a group `people`; an appointment has `verb` and, but where a seat on the board goes without saying, `post`; a
departure has `leave`.
"""

from __future__ import annotations

import re

POST = r"(?P<post>[RB]\d+|BOARD)"
ELSEWHERE = r" (?:of|at|for|with) O\d"
_BESIDE = (
    r"(?: ,?(?: and| who is| who has served as| who had served as| who has been| who was| serving as)?"
    r"(?: currently| current| presently| formerly| previously)? (?:current )?"
    r"[RB]\d+(?: (?:and|,|and as) [RB]\d+)*(?: (?:of|at|for) O\d+)?(?: since D\d+)?(?: ,)?)"
)
# "P1 , who joined COMPANY in D20180000 , has been named R1"
_CLAUSE = r"(?: , (?:who|age|each|both) (?:(?!P\d).){1,140}? ,)"
_PERSON = rf"P\d+(?:{_BESIDE}|{_CLAUSE})?"
PEOPLE = rf"(?P<people>{_PERSON}(?:(?: ,)? and {_PERSON}| , {_PERSON}){{0,8}})"
_SHORT = r"(?:(?!P\d| ; ).)"
_APPOINT = r"(?:appoint|elect|nam|promot|hir|engag|designat|select|elevat|recruit)(?:e[ds]?|ed|s|t|ing|ted)?\b"
_OF_POST = (
    r"(?:the )?(?:additional |newly created |newly-created |new )*(?:position|role|office|post|title|duties|"
    r"responsibilities)s?(?: and (?:duties|responsibilities))? of"
)
_AS = (
    r"(?:(?:also )?(?:as|to|to serve(?: \w+)? as|to be|to become|to act as|to succeed P\d+ as|to replace P\d+ as|"
    rf"to join COMPANY as|(?:to |to assume |to take on )?{_OF_POST}) )"
)


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


APPOINTMENTS = _compiled(
    rf"\b(?P<verb>{_APPOINT})(?: ,)? {PEOPLE}(?: ,)? (?:{_SHORT}{{0,60}}? )??{_AS}{POST}",
    rf"\b(?P<verb>{_APPOINT}) (?P<people>P\d+) {POST}",
    rf"\b(?P<verb>{_APPOINT}) {PEOPLE} to fill (?:\w+ ){{0,3}}(?:vacanc|seat|directorship)",
    rf"\bBOARD(?: also| has)? (?P<verb>{_APPOINT}) {PEOPLE} to fill ",
    rf"{PEOPLE}(?: ,)? (?:was|were|has been|have been|is|are|will be|had been)(?: \w+ly| also| today| unanimously)* "
    rf"(?P<verb>{_APPOINT}) {_AS}?{POST}",
    rf"{PEOPLE}(?: ,)? (?P<verb>will|would|shall|has agreed to|agreed to) (?:also )?"
    r"(?:serve|join|rejoin|become|assume|(?:succeed|replace) (?:P\d+|him|her|them)|take over|take on|act|begin|"
    r"start)\b "
    rf"(?:{_SHORT}{{0,70}}? )??(?:as |{_OF_POST} )?{POST}",
    rf"{PEOPLE}(?: ,)? (?P<verb>joins|joined|has joined|have joined|has rejoined|rejoins|rejoined|assumed|assumes|"
    rf"has assumed|became|becomes|(?:commenced|began|begins) (?:\w+ )?(?:employment|service|serving)|"
    rf"succeeds P\d+|succeeded P\d+|has succeeded P\d+)(?: COMPANY)?"
    rf"(?: (?:as|{_OF_POST}))? {POST}",
    rf"\bannounc\w+ (?:{_SHORT}{{0,60}}? )?(?P<verb>appointment|promotion|hiring|election) of {PEOPLE}"
    rf"(?: ,)? (?:as|to|to be) (?:{_OF_POST} )?{POST}",
)
LISTED = re.compile(rf"(?:(?<=[:;,•] )|(?<= and ))(?P<people>P\d+)(?: ,)? (?:from R\d+ )?(?:as|to) {POST}")
"""One of several appointments: "the following appointments : P0 as R0 ; P1 as R1"."""
LIST_OF_APPOINTMENTS = re.compile(rf"\b(?:appointments?|promotions?|elections?|{_APPOINT})\b")
APPOINTED_THEM = re.compile(
    rf"\b(?P<people>P\d+)\b(?=(?:(?!P\d).)*? (?P<verb>{_APPOINT}) (?:him|her|them) {_AS}?{POST})"
)
_BY = r"(?: ,)? (?:will|would|is to|is|was|has been)(?: be| being)? (?:succeeded|replaced) by "
SUCCEEDED_BY = re.compile(rf"(?:(?P<post>R\d+) ,? ?)?(?P<leaving>P\d+){_BESIDE}?{_BY}(?P<people>P\d+)")
LEFT_TO = re.compile(rf"(?P<people>P\d+{_BESIDE}?){_BY}(?P<follower>P\d+)")

_LEAVE = (
    r"(?:resign\w*|retir\w+|stepp?\w* (?:down|aside)|depart\w*|leav\w+|left|separat\w+|ceas\w+|withdraw\w*|"
    r"transition\w* (?:from|out of|away from)|no longer (?:be )?(?:serv\w+|employed|hold\w*|with)|"
    r"pursu\w+ (?:other|another))"
)
_TELL = (
    r"(?:notif\w+|inform\w+|advis\w+|deliver\w+|provid\w+|gave|giv\w+|submit\w+|tender\w+|announc\w+|communicat\w+|"
    r"express\w+|mutually agreed|agreed)"
)
_WHO = (
    r"(?: ,)?(?: (?:who|that)(?: ,(?:(?!P\d)[^,]){1,60},)?)?"
    r"(?: each| also| has| have| had| recently| \w+ly| , \w+ \w+ ,){0,4}"
)
_IS_ENDED = (
    r"(?:(?:was|is|will be|has been|had been) (?:\w+ly )?(?:terminated|ended)|terminated|terminates|ended|ends|"
    r"has ended|will (?:\w+ly )?(?:end|terminate|cease|conclude))"
)
DEPARTURES = _compiled(
    rf"{PEOPLE}{_WHO} {_TELL} {_SHORT}{{0,140}}?\b(?P<leave>{_LEAVE})",
    rf"{PEOPLE}{_WHO} (?:will|would|shall|intends? to|plans? to|expects? to|decided to|elected to|chosen to|agreed to|"
    rf"is|are|be)(?: also| \w+ly)*(?: be)? (?P<leave>{_LEAVE}|(?:end|conclude) \w+ employment)",
    rf"{PEOPLE}{_WHO} (?P<leave>resigned|retired|stepped down|stepped aside|departed|ceased|passed away|died|left|"
    rf"separated|(?:was|been|were) (?:\w+ly )?(?:terminated|removed|dismissed|relieved|let go))",
    rf"\b(?P<leave>terminat\w+)(?: ,(?:(?!P\d)[^,]){{1,60}},)? (?:the )?employment of (?:[RB]\d+ ,? ?)?{PEOPLE}",
    rf"\b(?P<leave>terminat\w+|end) {PEOPLE} 's employment",
    rf"\bemployment of {PEOPLE}(?: ,)?(?: with COMPANY)?(?: as R\d+)? (?P<leave>{_IS_ENDED})",
    rf"{PEOPLE}(?: ,)? 's (?P<leave>last day)",
    rf"\b(?P<leave>relieved|removed|dismissed|terminated) (?:[RB]\d+ ,? ?)?{PEOPLE}(?= (?:of|as|from|for|,|effective))",
    rf"{PEOPLE}(?: ,)?(?: 's| , whose| whose) (?:employment|service|tenure) (?:with COMPANY )?(?:as R\d+ )?"
    rf"(?:with COMPANY )?(?:and \w+ )?(?P<leave>{_IS_ENDED})",
    r"\b(?:announc\w+|accept\w+|receiv\w+|disclos\w+|report\w+|informed of|notified of|learned of) "
    rf"(?:{_SHORT}{{0,60}}? )?(?P<leave>departure|resignation|retirement|death|passing|removal|termination) of "
    rf"(?:[RB]\d+ ,? ?)?{PEOPLE}",
    rf"\b(?:notified|informed|advised|told) {PEOPLE} (?:that|of) {_SHORT}{{0,80}}?"
    rf"(?P<leave>employment (?:with COMPANY )?(?:as R\d+ )?{_IS_ENDED}|termination|removal|eliminated)",
    rf"\bnotice (?:of \w+ )?from {PEOPLE} {_SHORT}{{0,60}}?\b(?P<leave>{_LEAVE})",
    rf"{PEOPLE}(?: ,)? 's (?:position|role) (?:has been|was|will be|is being) (?P<leave>eliminated)",
)
REPLACED = re.compile(
    r"\b(?P<leave>succeed(?:s|ed|ing)?|replac(?:es?|ed|ing)|successor to|fill (?:the )?vacancy (?:created|left) by(?: "
    r"(?:the )?(?:resignation|departure|retirement) of)?|(?:position|vacancy) created by (?:the )?(?:departure|"
    r"resignation|retirement) of) (?:R\d+ ,? ?)?(?P<people>P\d+)"
)
STAYS = re.compile(
    r"(?:(?!P\d).){0,60}?\b(?:will|to|who|has)\b(?: \w+){0,3} (?:continue|continues|remain|remains|serve|assume|become|"
    r"transition|return|resume|promoted|appointed|named)\b"
)
"""What follows where somebody is replaced and stays at the filer."""

LEFT_POST = re.compile(rf"(?:as|from|of|^ to be) (?P<post>[RB]\d+|BOARD)(?!{ELSEWHERE})")
POST_IN_MATCH = re.compile(
    r"(?:employment|service|tenure) (?:with COMPANY )?as (R\d+)|of (R\d+) ,? ?P\d|^\w+ (R\d+) ,? ?P\d"
)

ADVICE = re.compile(r"\b(?:advis[eo]r|consultant|special counsel)\b", re.IGNORECASE)
"""What is left of a post after it was left: no appointment."""
THAT_POST = re.compile(r"\b(?:that|this|such) (?:position|role|office|capacity)\b")

SUPPOSED = re.compile(
    r"\b(?:if|in the event|unless|provided that|so long as|until a|until such|upon (?:a|any|his|her|their|termination)|"
    r"a participant|an executive|in the case of|to the extent|following (?:a|any) (?:change|termination))\b"
)
HYPOTHETICAL = frozenset({"if", "in the event", "unless", "upon a", "upon any"})
RECALLED = re.compile(r"\b(?:as )?previously (?:announced|disclosed|reported)\b")
LIFE = re.compile(
    r"^(?:prior to|before|previously|from D\d+ to|since D\d+|until D\d+|most recently|earlier in|during \w+ career)\b"
)

# Where somebody was before.
HELD = (
    re.compile(
        r"P(?P<who>\d+) ,?(?: who is)?(?: currently| current| presently)? (?:current )?(?P<post>R\d+)"
        r"(?! 's| (?:of|at|for) O\d)"
    ),
    re.compile(r"(?:^|(?<!as ))(?P<post>R\d+) ,? ?P(?P<who>\d+)"),
    re.compile(
        r"P(?P<who>\d+) ,?(?: who)? ?(?:has served|has been serving|had served|currently serves|has been|is|"
        r"is currently|has held titles of) (?:as |COMPANY 's )?(?P<post>R\d+)(?! (?:of|at|for) O\d)"
    ),
)
MOVED_UP = re.compile(
    r"\bpromot\w+ (?P<people>P\d+)|(?P<moved>P\d+)[^.]{0,80}? (?:was|has been|will be|been) (?:promoted|elevated)"
)
WORKED_HERE = re.compile(
    r"P\d+(?: ,)?(?: who)? (?:first |originally |re)?joined COMPANY in D|employed by COMPANY (?:since|as)|"
    r"\bfrom R\d+ to R\d+|with COMPANY since|has led COMPANY|served COMPANY since|P\d+(?: ,)? will (?:also )?continue|"
    r"(?:served|been) (?:as )?COMPANY 's R|currently employed by COMPANY"
)
WORKED_ELSEWHERE = re.compile(
    r"(?:prior to|before|until) joining COMPANY|P\d+ was (?:most recently|previously) R\d+ (?:of|at|with) O|"
    r"\b(?:joins|will join|joining|joined|comes to|came to) COMPANY(?: \w+ \w+)? from"
)
CAME_FROM = (
    re.compile(r"\b(?:joins|will join|joining|joined|comes to|came to) COMPANY(?: \w+ \w+)? from (?P<org>O\d+)"),
    re.compile(
        r"(?:most recently|currently|since D\d+ P\d+ has been|until (?:joining COMPANY|D2\d+)|now) "
        r"(?:served |serving |serves )?(?:as )?(?:R\d+ )?(?:at|of|with) (?P<org>O\d+)"
    ),
)
