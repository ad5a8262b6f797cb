"""What a text tells of only to say that it is not so: "remains CFO despite a rumour that she had left", "She is not."

It is told as denied, which takes back what was told before, unless another sentence tells it as so. A headline that
denies is read elsewhere (matching.detection.denied.denied_events); one that asks, or is that of a correction, tells
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from callnow.model import CompanyEvent, stable_id
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.comparing.persons import name_in_text
from matching.detection.denied.denials import (
    GIVEN_UP,
    NOT_CHOSEN,
    ONLY_IF,
    PUT_OFF,
    PUTS_OFF,
    TOLD,
    WRONG,
    backs_out,
    denies,
)
from matching.detection.denied.side_denials import FURTHER, denies_further
from matching.detection.matters import may_tell_of
from matching.detection.named import COMPANY, is_about, person_in_text
from matching.detection.workforce.staff_words import CUTS, LAYOFFS
from matching.event_types import DEALS, PersonNews, is_leaving, is_taking_post, type_of
from matching.grammar.tokens import sentences_of
from matching.reading.calibration import NEVER

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
# What a newspaper says of its own words; what it misspelt or misstated beside the news is not the news.
_SAID = r"(?:said|reported|stated|indicated|listed|named|wrote|announced|suggested|claimed)"
_EARLIER_WORDS = re.compile(
    rf"\b(?:earlier|previous|prior|first|original)\s(?:version|edition|report)s?\b[^.;]*?\b{_SAID}\b"
    rf"|\b(?:incorrect|wrong|erroneous|mistaken|false|inaccurate)ly\s{_SAID}\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(r"^\W*(?:corrections?|clarifications?|editor['’]?s['’]?\snote)\b", re.IGNORECASE)
_OWN_REPORT = re.compile(r"\bwe\s(?:\w+\s){0,2}?(?:said|reported|wrote|stated)\b", re.IGNORECASE)
_PUT_OFF = re.compile(rf"\b{PUT_OFF}", re.IGNORECASE)
_GOES_ON = re.compile(rf"\b(?:{CUTS}|{LAYOFFS}|let|redundant|leav\w+|left|retir\w+)\b", re.IGNORECASE)
# What went on long before, and what is cut of pay and time
_GOES_ON_NOT = re.compile(
    rf"\b(?:after|since|having|following)\s[^.;]*?\b(?:last|ago|earlier|in\s20\d\d)\b[^.;]*|"
    rf"\b{CUTS}\s(?:[\w’'%-]+\s){{0,3}}?(?:hours|pay|wages|salaries|bonuses|costs|shifts)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    rf"(?:the\s)?[\w’'-]+\s(?:{_BE_NOT}(?:\s(?:so|true|correct|the\scase|right))?|(?:is|was|are|were)\s{WRONG})\W*",
    re.IGNORECASE,
)
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
_GOES_TO = re.compile(
    r"\b(?:(?:leav(?:e|es|ing)|left|depart(?:s|ed|ing)?|quit(?:s|ting)?|exit(?:s|ing)?|resign(?:s|ed|ing)?|go(?:es|ing)?|mov(?:e|es|ing)|"
    rf"defect(?:s|ing)?)\s(?:[\w&.’'-]+\s){{0,4}}?(?:for|to)|join(?:s|ed|ing)?)\s(?P<where>{COMPANY})"
)
_STAYS_AT = re.compile(rf"\b(?:remain|stay|continue)(?:s|ing)?\s(?:on\s)?(?:at|with)\s(?P<where>{COMPANY})")
# "continues to serve as", and what may stand between that and the post
_KEEPS = (
    r"\b(?:continu(?:es?|ing)\s(?:(?:on|to\s(?:serve|act|work))\s)?as|remains?(?:\sas)?|stays?(?:\son)?\sas|is\sstill)"
    r"\s(?:(?:the|its|their|our|company['’]s)\s)*$"
)
_TAKES = (
    r"\b(?:(?:nam|appoint|hir|promot|elect|elevat|becom|becam|join|tak|took|tap|pick|select|chos|mad)\w*\s(?:[^\s,;.]+\s){0,6}"
    r"|(?:as|to|into|new|next)\s(?:(?:be|the|its|their|our|an?|new|next|post|role|job|position|of)\s)*)$"
)


def with_denials(events: Sequence[CompanyEvent], title: str, lead: str) -> list[CompanyEvent]:
    """The events of a text; those that it says are not so as denied, and without posts that somebody only keeps."""
    sentences = sentences_of(lead)
    told = [one for event in events if (one := _as_told(event, title, sentences)) is not None]
    told = [one for event in told if (one := _without_further(event, title, sentences)) is not None]
    if backs_out(title):
        told = [
            replace(one, type="executive_hired") if one.certainty is Certainty.DENIED and is_leaving(one.type) else one
            for one in told
        ]
    refused = [one for one in told if one.certainty is Certainty.DENIED and _joins(one) and one.person]
    told = [one for one in told if not (is_leaving(one.type) and any(_is_same(one, other) for other in refused))]
    stay = [stays for one in refused for stays in _elsewhere(one, "executive_departed", _STAYS_AT, sentences)]
    told = [*(one for one in told if not (is_leaving(one.type) and any(_is_same(one, other) for other in stay))), *stay]
    kept = [one for one in told if one.certainty is Certainty.DENIED and is_leaving(one.type) and one.person]
    nowhere = [comes for one in kept for comes in _elsewhere(one, "executive_hired", _GOES_TO, [title, *sentences])]
    told = [denied(one) if _joins(one) and any(_is_same(one, other) for other in nowhere) else one for one in told]
    return [*told, *(one for one in nowhere if not any(_joins(other) and _is_same(one, other) for other in told))]


def _joins(event: CompanyEvent) -> bool:
    return type_of(event.type).about_people is PersonNews.JOINS


def _is_same(event: CompanyEvent, other: CompanyEvent) -> bool:
    return event.person == other.person and share_name(event.names, other.names)


def _elsewhere(
    event: CompanyEvent, type_there: str, there: re.Pattern[str], sentences: Sequence[str]
) -> Iterator[CompanyEvent]:
    """What is not so elsewhere, either: who does not come has not left their employer, and who does not leave does not
    come to whom they were said to leave for."""
    for sentence in sentences:
        found = there.search(sentence) if is_about(sentence, event.person) else None
        if found and not share_name([found["where"]], event.names):
            id = stable_id(event.announcement_id, type_there, found["where"], event.person)
            other = replace(event, id=id, type=type_there, company=found["where"], also_called=(), role="", rank=0)
            prior = event.company if is_leaving(event.type) else ""
            yield denied(replace(other, prior_company=prior, function="", sentence=sentence))
            return


def _as_told(event: CompanyEvent, title: str, sentences: Sequence[str]) -> CompanyEvent | None:
    if _is_denied(event, title, sentences):
        return denied(event)
    if not _only_keeps_post(event, [title, *sentences]):
        return event
    refuted = any(found["refuted"] for one in sentences for found in _HEARSAY.finditer(one))
    return denied(replace(event, type="executive_departed")) if refuted else None


def _without_further(event: CompanyEvent, title: str, sentences: Sequence[str]) -> CompanyEvent | None:
    """The event, in doubt where all that is denied is more of it ("rules out further cuts after 90 went"); None where
    the text tells of none before that."""
    if not (event.certainty is Certainty.DENIED or denies(title)):
        return event
    further = [one for one in (title, *sentences) if denies_further(one, event.type)]
    if not further or (event.certainty is not Certainty.DENIED and event.certain):
        return event
    more = event.count and re.search(rf"{re.escape(event.count)}\s{FURTHER}", " ".join(further), re.IGNORECASE)
    before = (found[0] for one in (title, *sentences) for found in _BEFORE.finditer(one))
    if not (event.count and not more) and not any(may_tell_of(words, event.type) for words in before):
        return None
    return replace(event, certainty=Certainty.DONE, certain_from=NEVER)


_BEFORE = re.compile(r"\b(?:after|following|since|having|has\salready|had)\b[^.;]*", re.IGNORECASE)


def denied(event: CompanyEvent) -> CompanyEvent:
    """The event as one that is not so, of which no call is made."""
    return replace(event, certainty=Certainty.DENIED, certain_from=NEVER)


def _only_keeps_post(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether all that is told of somebody in a post is that they keep it: "continues to serve as CEO"."""
    if not is_taking_post(event.type) or not event.person or not event.role:
        return False
    before = [one[: m.start()] for one in sentences for m in re.finditer(rf"\b{re.escape(event.role)}\b", one)]
    kept = [bool(re.search(_KEEPS, words, re.IGNORECASE)) for words in before]
    taken = (re.search(_TAKES, words, re.IGNORECASE) for words, keeps in zip(before, kept, strict=True) if not keeps)
    return any(kept) and not any(taken)


def _is_denied(event: CompanyEvent, title: str, sentences: Sequence[str]) -> bool:
    if _is_talked_round(event, sentences):
        return True
    verdicts = list(_verdicts(event, title, sentences))
    return bool(verdicts) and all(verdicts)


def _is_talked_round(event: CompanyEvent, sentences: Sequence[str]) -> bool:
    """Whether who had resigned is persuaded to stay, and nothing behind that has them leave all the same."""
    if not is_leaving(event.type) or not event.person:
        return False
    for place, sentence in enumerate(sentences):
        found = _TALKED_ROUND.search(sentence) if is_about(sentence, event.person) else None
        if found:
            behind = [sentence[found.end() :], *(one for one in sentences[place + 1 :] if is_about(one, event.person))]
            return not any(may_tell_of(_LEFT_BEFORE.sub(" ", one), event.type) for one in behind)
    return False


def _verdicts(event: CompanyEvent, title: str, sentences: Sequence[str]) -> Iterator[bool]:
    """Of each sentence that tells of the event, whether it does so to deny it."""
    corrects = _CORRECTION.search(title) is not None
    if not (corrects or "?" in title or denies(title)) and _tells(title, event) and not _denies(title, "", event):
        yield False
    taken_back = False
    for sentence, following in pairwise([*sentences, ""]):
        if not _tells(sentence, event):
            continue
        if _EARLIER_WORDS.search(sentence) or (corrects and _OWN_REPORT.search(sentence)):
            taken_back = True
            yield True
        elif _denies(sentence, following, event):
            yield True
        elif not (taken_back and event.person) or any(name in sentence for name in event.names):
            yield False  # else where somebody came or went instead


def _tells(sentence: str, event: CompanyEvent) -> bool:
    """Whether a sentence may tell of the event: of its matter, and of the person or place that it is about."""
    about = (name_in_text(event.person),) if event.person else (event.counterparty, event.origin, event.destination)
    named = [one for one in about if one]
    anywhere = event.type == "office_closed" and _NEGATED.search(sentence) and not _AT_A_PLACE.search(sentence)
    return is_of_matter(sentence, event) and (not named or bool(anywhere) or any(one in sentence for one in named))


def is_of_matter(words: str, event: CompanyEvent) -> bool:
    """Whether words name what an event is about; of a site, that it goes."""
    return may_tell_of(words, event.type) and (event.type != "office_closed" or _CLOSES.search(words) is not None)


def _denies(sentence: str, following: str, event: CompanyEvent) -> bool:
    if is_put_off(sentence, event) or _CALLED_WRONG.search(sentence) or _NO.fullmatch(following):
        return True
    if _is_not_chosen(sentence, event) or _is_given_up(sentence, event):
        return True
    rest, hearsay = _HEARSAY.sub(" ", sentence), list(_HEARSAY.finditer(sentence))
    if is_of_matter(_NEGATED.sub(" ", rest), event):
        return False
    negated = any(may_tell_of(found[0], event.type) for found in _NEGATED.finditer(rest))
    return negated or any(found["refuted"] for found in hearsay) or (bool(hearsay) and _stays(rest, event))


def _is_not_chosen(sentence: str, event: CompanyEvent) -> bool:
    """Whether a sentence says that a board voted against somebody, and not only one or two of its members."""
    if not (_joins(event) and event.person):
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
