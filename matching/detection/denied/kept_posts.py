"""Who keeps a post: who had resigned and is talked round, and of whom a text tells only that they go on in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from callnow.model import CompanyEvent
from matching.detection.matters import may_tell_of
from matching.detection.named import is_about
from matching.event_types import is_leaving, is_taking_post

# "has persuaded its CISO to stay", "talked out of resigning": what failed or was tried has other forms of the verb.
_FOR_LESS = (
    r"(?:until|through|during|longer|temporarily|advis\w+|consult\w+|as|for\s(?:\w+\s){1,3}(?:weeks|months|years?))"
)
_OTHER_ROLE = r"(?:(?:its|the|an?|on|non\W\w+)\s)*(?:chair|direct|member|employ|activ|involv)"
_TO_STAY = (
    rf"(?:(?:to\s)?(?:stay(?:ing)?|remain(?:ing)?)(?:\son)?(?=\W|$)(?!\s{_OTHER_ROLE}|[^.;]*?\b{_FOR_LESS}\b)|"
    r"(?:out\sof|from|against|not\sto)\s(?:quit|leav|resign|retir|depart|step|go)\w*)"
)
_TAKES_BACK = (
    r"(?:withdr(?:ew|awn|aws)|rescind(?:s|ed)|retract(?:s|ed)|revoke[sd]|reverse[sd]|t(?:akes|ook)\sback)\s(?:his|her|their|the|that)\s(?:\w+\s)?"
    r"(?:resignation|notice|retirement|decision\sto\s(?:leave|resign|retire|quit|step\sdown))\b"
)
_PERSUADES = (
    r"(?:(?:persuad|convinc|coax|entic)(?:es|ed)|prevail(?:s|ed)|w[io]ns?\sover|dissuade[sd]|deter(?:s|red)|"
    r"talk(?:s|ed)(?!\s(?:with|to|about|over|on|between|had|have)\b))"
)
_DECIDES = r"(?:agree[sd]|decide[sd]|opt(?:s|ed)|cho(?:oses|se))"
_NOT_TO = r"(?:not|never|rather|instead)\b"
_GOES = r"(?:leav(?:e|es|ing)|resign(?:s|ed|ing)?|retire[sd]?|depart|quit|step|go|exit)\b"
_TALKED_ROUND = re.compile(
    rf"\b{_TAKES_BACK}|(?<!be\s)(?<!not\s)(?<!n['’]t\s)(?<!never\s)\b"
    rf"(?:{_PERSUADES}\s(?:(?:(?!\b{_NOT_TO})[^;.]){{0,120}}?[\s,])??"
    rf"|{_DECIDES}\s(?:(?:(?!\b(?:{_NOT_TO}|{_GOES}))[^;.]){{0,120}}?[\s,])??){_TO_STAY}",
    re.IGNORECASE,
)
_LEFT_BEFORE = re.compile(
    r"\b(?:after|following|despite|having|who|when|since|(?:weeks|days|months)\safter)\s[^,;.]*|\bhad\s\w+",
    re.IGNORECASE,
)
# "continues to serve as", and what may stand between that and the post
_KEEPS = (
    r"\b(?:continu(?:es?|ing)\s(?:(?:on|to\s(?:serve|act|work))\s)?as|remains?(?:\sas)?|stays?(?:\son)?\sas|is\sstill)"
    r"\s(?:(?:the|its|their|our|company['’]s)\s)*$"
)
_TAKES = (
    r"\b(?:(?:nam|appoint|hir|promot|elect|elevat|becom|becam|join|tak|took|tap|pick|select|chos|mad)\w*\s(?:[^\s,;.]+\s){0,6}"
    r"|(?:as|to|into|new|next)\s(?:(?:be|the|its|their|our|an?|new|next|post|role|job|position|of)\s)*)$"
)


def is_talked_round(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether who had resigned is persuaded to stay, and nothing behind that has them leave all the same."""
    if not is_leaving(event.type) or not event.person:
        return False
    for place, sentence in enumerate(sentences):
        found = _TALKED_ROUND.search(sentence) if is_about(sentence, event.person) else None
        if found:
            behind = [sentence[found.end() :], *(one for one in sentences[place + 1 :] if is_about(one, event.person))]
            return not any(may_tell_of(_LEFT_BEFORE.sub(" ", one), event.type) for one in behind)
    return False


def only_keeps_post(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether all that is told of somebody in a post is that they keep it: "continues to serve as CEO"."""
    if not is_taking_post(event.type) or not event.person or not event.role:
        return False
    before = [one[: m.start()] for one in sentences for m in re.finditer(rf"\b{re.escape(event.role)}\b", one)]
    kept = [bool(re.search(_KEEPS, words, re.IGNORECASE)) for words in before]
    taken = (re.search(_TAKES, words, re.IGNORECASE) for words, keeps in zip(before, kept, strict=True) if not keeps)
    return any(kept) and not any(taken)
