"""What one sentence says of an event: whether it tells of it, and whether it does so to deny it."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.comparing.persons import name_in_text
from matching.detection.denied.denials import GIVEN_UP, NOT_CHOSEN, ONLY_IF, PUT_OFF, PUTS_OFF, TOLD, WRONG
from matching.detection.denied.side_denials import FURTHER
from matching.detection.matters import may_tell_of
from matching.detection.named import is_about, person_in_text
from matching.detection.workforce.staff_words import CUTS, LAYOFFS
from matching.event_types import DEALS, is_joining, is_leaving

_BE_NOT = r"(?:is|are|was|were|has|have|had|will|would|did|does|do)(?:\s(?:not|never)|n['’]t)"
# "contrary to reports that …" says by itself that it is not so, "after a blog said that …" only beside other words.
_REFUTED = r"contrary\sto|den(?:y|ies|ied|ying)|reject\w*|refut\w*|disput\w*|dismiss\w*"
_HEARD = r"despite|notwithstanding|(?:in\s)?response\sto|responding\sto|after|following|amid"
_HEARSAY = re.compile(rf"\b(?:(?P<refuted>{_REFUTED})|{_HEARD})\s(?:[\w’'-]+\s){{0,4}}?{TOLD}\b[^.;,]*", re.IGNORECASE)
_STANDS = re.compile(r"\b(?:remain(?:s|ed)?|continu(?:es?|ed)|stays?|(?:is|was)\sstill)\b", re.IGNORECASE)
# "No branches will close", "none of its plants is closing"; not "no other plants", where one does
_NONE_IS = (
    rf"(?:no|none\sof\s(?:its|their|our|the|these)|neither(?:\sof)?|nobody|no\sone)\s(?!(?:{FURTHER}|other)\b)(?:[\w’'-]+\s){{0,5}}?"
    r"(?:is|are|was|were|has|have|had|will|would|to)"
)
_WITHOUT = r"without\s\w+ing(?:\s(?:any|one|a\ssingle)\b)?|no\s(?:[\w’'-]+\s){1,2}?closing"
_NEGATED = re.compile(
    rf"\b(?:{_WITHOUT}|(?:{_BE_NOT}(?:,?\s(?:after\sall|in\sfact|however),?)?|{_NONE_IS})\s(?:(?:\w+ly|yet|to|been|be|being)\s)*[\w’'-]+)"
    r"\b(?:\s(?:down|off|out|it\s(?:quits|a\sday)|in\s\w+\spapers))?"
    r"(?!\s(?:[\w’'-]+\s){0,4}?(?:until|before|unless|immediately)\b)",
    re.IGNORECASE,
)
# A site is named in much else: only by these does it go.
_CLOSES = re.compile(
    r"\b(?:clos|shut|ax(?:e|ing)|cut|exit|leav|left|vacat|wind|wound|ceas|end|halt|stop|idl|mothball|los[eit]|shed|eliminat|pull|"
    r"withdr|drop|scrap|quit|abandon|consolidat|reduc|shr[iau]nk|fewer|disappear|go(?:es|ing|ne)?\b)",
    re.IGNORECASE,
)
_AT_A_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Oo]utside|[Nn]ear)\s(?:(?:its|the)\s)?[A-Z]")
_CALLED_WRONG = re.compile(
    rf"\b{TOLD}(?:\s(?:that|of|about|saying|claiming|suggesting|regarding|concerning|in|on|from)\b[^.;]*?)?"
    rf"\s(?:is|are|was|were)\s(?:\w+ly\s)?{WRONG}\b",
    re.IGNORECASE,
)
_NO = re.compile(
    rf"(?:the\s)?[\w’'-]+\s(?:{_BE_NOT}(?:\s(?:so|true|correct|the\scase|right))?|(?:is|was|are|were)\s{WRONG})\W*",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(rf"\b{PUT_OFF}", re.IGNORECASE)
_GOES_ON = re.compile(rf"\b(?:{CUTS}|{LAYOFFS}|let|redundant|leav\w+|left|retir\w+)\b", re.IGNORECASE)
# What went on long before, and what is cut of pay and time
_GOES_ON_NOT = re.compile(
    rf"\b(?:after|since|having|following)\s[^.;]*?\b(?:last|ago|earlier|in\s20\d\d)\b[^.;]*|"
    rf"\b{CUTS}\s(?:[\w’'%-]+\s){{0,3}}?(?:hours|pay|wages|salaries|bonuses|costs|shifts)\b",
    re.IGNORECASE,
)


def tells_of(sentence: str, event: CompanyEvent) -> bool:
    """Whether a sentence may tell of the event: of its matter, and of the person or place that it is about."""
    about = (name_in_text(event.person),) if event.person else (event.counterparty, event.origin, event.destination)
    named = [one for one in about if one]
    anywhere = event.type == "office_closed" and _NEGATED.search(sentence) and not _AT_A_PLACE.search(sentence)
    return is_of_matter(sentence, event) and (not named or bool(anywhere) or any(one in sentence for one in named))


def is_of_matter(words: str, event: CompanyEvent) -> bool:
    """Whether words name what an event is about; of a site, that it goes."""
    return may_tell_of(words, event.type) and (event.type != "office_closed" or _CLOSES.search(words) is not None)


def refutes(sentence: str) -> bool:
    """Whether a sentence says by itself that what others told is not so."""
    return any(found["refuted"] for found in _HEARSAY.finditer(sentence))


def denies_event(sentence: str, following: str, event: CompanyEvent) -> bool:
    """Whether a sentence that tells of an event does so to deny it, by itself or by the next one: "She is not."."""
    if is_put_off(sentence, event) or _CALLED_WRONG.search(sentence) or _NO.fullmatch(following):
        return True
    if _is_not_chosen(sentence, event) or _is_given_up(sentence, event):
        return True
    rest = _HEARSAY.sub(" ", sentence)
    if is_of_matter(_NEGATED.sub(" ", rest), event):
        return False
    negated = any(may_tell_of(found[0], event.type) for found in _NEGATED.finditer(rest))
    return negated or refutes(sentence) or (rest != sentence and _stays(rest, event))


def _is_not_chosen(sentence: str, event: CompanyEvent) -> bool:
    """Whether a sentence says that a board voted against somebody, and not only one or two of its members."""
    if not (is_joining(event.type) and event.person):
        return False
    named = re.finditer(rf"\b{person_in_text(event.person)}", sentence)
    said = [found for one in named if (found := NOT_CHOSEN.search(sentence[: one.start()]))]
    return bool(said) and not any(one["few"] for one in said)


def _is_given_up(sentence: str, event: CompanyEvent) -> bool:
    """Whether a sentence tells of an event only as of a plan that has been given up."""
    given_up = GIVEN_UP.search(sentence)
    if given_up is None or ONLY_IF.search(sentence[: given_up.start()]) or not is_of_matter(given_up[0], event):
        return False
    return not is_of_matter(GIVEN_UP.sub(" ", sentence), event)


def is_put_off(sentence: str, event: CompanyEvent) -> bool:
    """Whether a sentence says that an event is put off, and not that it comes all the same: "but cuts 20 now"."""
    if event.type == "headquarters_moved":
        return _PUT_OFF.search(sentence) is not None
    put_off = PUTS_OFF.search(sentence)
    if put_off is None or event.type in DEALS or not is_of_matter(put_off[0], event):
        return False
    rest = [_GOES_ON_NOT.sub(" ", one) for one in (sentence[: put_off.start()], sentence[put_off.end() :])]
    return not any(_GOES_ON.search(one) or (event.type == "office_closed" and is_of_matter(one, event)) for one in rest)


def _stays(words: str, event: CompanyEvent) -> bool:
    """Whether words say that the person of a departure is still there."""
    if not is_leaving(event.type) or not event.person:
        return False
    return bool(_STANDS.search(words) and is_about(words, event.person))
