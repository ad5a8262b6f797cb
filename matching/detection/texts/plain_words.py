"""Words of schools, towns and hospitals of which the reader has seen few, read as the plain ones: whose contract is not
renewed leaves, who concludes a service or has a final year leaves, who is sent a layoff notice is laid off, who turns a
post down does not take it, and who will not move and will leave leaves; more than half of a company in per cent is a
majority stake, who acqui-hires a team or adds a company as an add-on acquires it, and who seeks so many volunteers to
leave cuts jobs; so are the lines of a list of people ("Promoted: Jane Roe, CFO, Orbel Homes"). The words as they were
written stay the proof.
"""

from __future__ import annotations

import re
from dataclasses import replace

from matching.cadence.day_words import MONTH
from matching.detection.staff_words import ABOUT, NOT_BEFORE
from matching.detection.texts.contracts_ended import plainly
from matching.detection.texts.headed_lists import is_headed_list, read_by_heading
from matching.detection.texts.put_right import PutRight, one_line
from matching.grammar.tokens import clean, sentences_of
from matching.reading.role_words import role_places

_HEADS = re.compile(
    r"^[^;]*(?:\b(?:separation|severance)\b|\bpart\sways\b|\b(?:renew\w*|extend\w*|end(?:s|ed)?|terminat\w*|cancel\w*|bought|buys?)\b[^;]*"
    r"\bcontract\b|\bcontract\b[^;]*\b(?:not|renewed|extended|ended|bought)\b)[^;]*$",
    re.IGNORECASE,
)
_MOST = r"(?<![\d.,])(?:5[1-9]|50(?=\.\d*[1-9])|[6-9]\d)(?:\.\d+)?(?:\s?%|\s?per\s?cent|\spercent|pc)"
_HOLDING = r"(?:(?:equity|controlling|majority|ownership|voting)\s){0,2}(?:stake|interest|shareholding|holding)\b"
_MAY_TELL = re.compile(
    rf"{_MOST}\s(?:of\s|{_HOLDING})|"
    r"\b(?:acqui-?hir|(?:add|bolt)-on\b|tuck-in\b|voluntary\s|conclud|(?:final|last)\s(?:year|as|one)\b|decision\sto\b|contract|agreement|part\sways\b|separation\b|notices?\b|slips\b|RIF\b|reductions?[\s-]in[\s-]force\b|(?:turn|declin|reject|back)(?:s|es|ed)\s|"
    r"(?:not|won['’]t|isn['’]t|doesn['’]t|declined?|refused?)\s(?:\w+\s){0,4}?(?:mov|relocat|follow|transfer|stay|remain)(?:e|ing)?\b)",
    re.IGNORECASE,
)
_NOTICES = (
    r"(?:preliminary\s|formal\s)?"
    r"(?:(?:layoff|lay-off|RIF|reduction[\s-]in[\s-]force|termination|redundancy)\snotices|pink\sslips)"
)
_COUNTED = (
    r"(?=(?:about\s|some\s|nearly\s|up\sto\s|more\sthan\s)?"
    r"(?:\d|[a-z]+(?:-[a-z]+)?\s(?:teachers|employees|workers|staff)))"
)
_SENDS = re.compile(
    rf"\b(?:(?P<to>(?:(?:will|would|to|could|may|might)\s)(?:send|issue|give|hand|mail|deliver)(?:\sout)?)|"
    rf"(?:(?:has|have|is|are)\s)?(?:(?:send|issu|giv|hand|mail|deliver)(?:e?s|e?d|ing)|sent|gave|given)(?:\sout)?)"
    rf"\s{_NOTICES}\sto\s{_COUNTED}",
    re.IGNORECASE,
)
_REDUCTION = re.compile(
    rf"\b(?:(?:has|have)\s)?(?:approv|announc|authoriz|adopt)(?:ed|es|e)\sa\s(?:reduction[\s-]in[\s-]force|RIF)\s(?:of|for)\s{_COUNTED}",
    re.IGNORECASE,
)
_TURNS_DOWN = r"\b(?:(?:has|have)\s)?(?:turn(?:s|ed)\sdown|declin(?:es|ed)|reject(?:s|ed)|back(?:s|ed)\sout\sof)\s"
_DECLINES = re.compile(
    rf"{_TURNS_DOWN}(?:the|an?)\s(?:offer\sof\s(?:the|an?)\s)?(?:job|post|role|position|appointment)\s(?:of|as|to\s(?:be|become|serve\sas))\s",
    re.IGNORECASE,
)
_DECLINES_OFFER = re.compile(
    rf"{_TURNS_DOWN}(?:the\s)?(?P<whose>(?-i:[A-Z])[^,.;]{{2,60}}?)['’]s?\s(?:job\s)?offer\sto\s(?:be|become|serve\sas)\s"
    r"(?:(?:its|the|their)\s(?:next\s|new\s)?)?(?P<post>[^,.;]+)",
    re.IGNORECASE,
)
# "will not move to Austin, or stay, and (will leave in June)": the reader takes the whole for a denial.
_STAYS_PUT = re.compile(
    r"\b(?!(?:(?:has|had)\s)?(?:decid|opt|cho)\w+\sto\s(?:stay|remain))"
    r"(?:(?:will|is|was|does|do|has|had)(?:\snot|n['’]t)|wo(?:n['’]t)|(?:has\s|had\s)?(?:declin|refus|decid|opt|chos)(?:ed?|es|en)(?:\snot)?)"
    r"\s(?:(?:to|be|going|want|wish|plan|intend)\s)*(?:mov|relocat|follow|transfer|stay|remain)(?:e|ing)?\b[^,;.]{0,60}?,?\s(?:and|but|so)\s"
    r"(?:(?:instead|he|she|therefore)\s)*"
    r"(?=(?:will|is|has|plans\sto|intends\sto|is\sto)\s(?:(?:be|instead|therefore|decided\sto)\s)*(?:leav|resign|retir|depart|quit|step|exit))",
    re.IGNORECASE,
)
_HEADS_STAY = re.compile(
    r"\b(?:not|\w+n['’]t|declin\w+|refus\w+|rather\sthan|stay\w*|remain\w*)\b(?!.*\b(?:leav|resign|retir|depart|quit|step|exit))",
    re.IGNORECASE,
)
_GOES = {
    "e": ("leave", "step down"),
    "es": ("leaves", "steps down"),
    "ed": ("left", "stepped down"),
    "ing": ("leaving", "stepping down"),
}
_CONCLUDES = re.compile(
    r"\bconclud(?P<form>es|ed|e|ing)\s(?P<whose>(?:his|her|their)\s)?(?:\w+\s)?(?:service|tenure|time|career)"
    rf"(?:(?P<what>\s(?:(?:to|with|at(?!\sthe\send\b))\s(?:the\s)?(?=(?-i:[A-Z]))|as\s))|(?=\W*$|,|\s(?:on|in|by|effective)\s(?:{MONTH}|\d)|\s(?:next|at\sthe\send)\b))",
    re.IGNORECASE,
)
# "accepted her decision to leave", of which the reader sees nothing: a resignation.
_ACCEPTS = re.compile(
    r"\b(?P<accepts>accept(?:s|ed|ing)?\s(?:[\w.’'-]+\s){0,6}?[\w.-]+['’]s?)\s(?:decision|request|wish)\sto\s"
    r"(?:leave|(?:resign|retire|depart|step\sdown)\sfrom)\s(?=(?:the\s)?(?-i:[A-Z]))",
    re.IGNORECASE,
)
_FINAL_YEAR = re.compile(
    r"\b(?:(?:has|have)\s)?(?:decided|announced)\s(?:that\s)?(?:this|the\s(?:current|coming|20\d\d\S*))(?:\s(?:school|academic))?(?:\syear)?\s"
    r"will\sbe\s(?:his|her|their)\s(?:final|last)(?:\s(?:year|one))?\s(?P<what>as|at|with)\s",
    re.IGNORECASE,
)
# "takes 75% stake in Orbel", "buys 60 percent of Orbel": the reader knows a majority by its word. What is no company
# is left: a field, a mine, a building, what somebody makes.
_GETS = (
    r"\b(?:acquir(?:e|es|ed|ing)|acquisition\sof|buy(?:s|ing)?|bought|purchas(?:e|es|ed|ing)|tak(?:e|es|en|ing)|took|"
    r"(?:pick|snap)(?:s|ed)?\sup|secur(?:e|es|ed)"
)
_NO_COMPANY = (
    r"(?![^.;]{0,60}?\b(?:projects?|mines?|fields?|blocks?|licen[cs]es?|propert(?:y|ies)|towers?|buildings?|malls?|"
    r"hotel(?!\s(?:group|chain|operator|owner|company))|(?:wind|solar)\s(?:farms?|parks?)|terminals?|shopping\scent(?:er|re)s?|pipelines?|deposits?|wells?|"
    r"claims|land|homes|output|production|suppl(?:y|ies)|market|revenues?|royalt(?:y|ies)|tokens?)\b)"
)
_TO_SOMEBODY = r"[^;]{0,100}?\sto\s(?-i:[A-Z])"  # who only sells is taken for who buys
_MAJORITY = re.compile(
    rf"(?P<gets>{_GETS}|(?:sell(?:s|ing)?|sold|sale\sof|offload(?:s|ed)?)(?={_TO_SOMEBODY}))\s)"
    rf"(?P<own>(?:(?:an?|its|the|up\sto|remaining)\s){{0,2}}){_MOST}\s(?i:{_HOLDING}){_NO_COMPANY}"
    rf"|(?P<buys>{_GETS})\s){_MOST}\sof\s(?=(?-i:[A-Z])[\w&.-]*(?:\s(?-i:[A-Z])[\w&.-]*)*"
    rf"(?:\W*$|[,;.]\s|\s(?:for|in|from|as|and|with|at|by|after)\b)){_NO_COMPANY}",
    re.IGNORECASE,
)
# Of the hyphen the reader makes the end of a name: "Orbel acqui".
_ACQUI_HIRES = re.compile(
    r"\b(?P<buy>acqui)-?hir(?P<form>es\b|ed\b|ing\b|(?<=\bto\sacqui-hir)e\b|e\sof\b)", re.IGNORECASE
)
# "is seeking 300 voluntary redundancies": jobs are cut
_VOLUNTEERS = re.compile(
    r"\b(?:(?:seek|solicit|invit|recruit|look)(?P<form>e?s|ing|e|)|sought|call(?P<calls>s|ing|))(?:\sfor)?\s"
    rf"(?P<many>(?:(?:{ABOUT}|up\sto)\s)?\d[\d,]*)\s(?:employee\s|staff\s)?voluntary\s"
    r"(?:(?P<go>retire|redundanc|departure|exit|resignation)(?:ments|es|ies|s))\b"
    rf"{NOT_BEFORE}",
    re.IGNORECASE,
)
_VOLUNTARY = {"retire": "retirements", "redundanc": "redundancies"}
# "has added Orbel to its platform", in a text that has an add-on and no purchase; what software gets is none
_ADD_ON = re.compile(
    r"\b(?:(?:its|their|['’]s)\s(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\s"
    r"(?:add-on|bolt-on|tuck-in)(?=\W*$|[,;.]|\s(?:since|this|in|under)\b)|(?:add-on|bolt-on|tuck-in)\s(?:acquisition|deal))s?\b",
    re.IGNORECASE,
)
_BUYS_PLAINLY = re.compile(
    r"\b(?:(?i:acquir\w+|b(?:uys|uying|ought)|purchas\w+)|(?:acquisition|deal|[a-z]+-(?:on|in)),?\sof\s[A-Z])"
)
_ADDS = re.compile(
    r"\b[Aa]dd(?P<form>s|ed)\s(?P<whom>[A-Z][^;:]{1,80}?),?\sto\s(?:(?:its|their|the|[Gg]rowing)\s){0,2}"
    r"(?:[Pp]latform|[Pp]ortfolio)(?=\W*$|[,;.]|\s(?:in|as|with)\b)"
)
_GIVEN_UP = re.compile(
    r"\b(?:(?:end|drop|abandon|scrap|cancel|halt|reject|block|fail)(?:s|[lp]?ed|[lp]?ing)?|withdr[ae]ws?|shelve[sd]?)\b[^.;]{0,40}?"
    r"\b(?:talks|plans?|bids?|deals?|offers?|attempts?|purchase|acquisition|to\s(?:buy|acquire|take))\b",
    re.IGNORECASE,
)


def in_plain_words(put: PutRight) -> PutRight:
    """What was put right, its sentences in plain words, and a headline of an ended contract like the first."""
    news = put.announcement
    listed = is_headed_list(news.text)
    if not listed and not _MAY_TELL.search(news.title) and not _MAY_TELL.search(news.text):
        return put
    lines = clean(news.text).splitlines() if listed else [clean(news.text)]
    sentences = tuple(sentence for line in lines for sentence in sentences_of(line))
    is_add_on = _ADD_ON.search(news.text) and not _BUYS_PLAINLY.search(news.text)
    plain = _plain_of_purchase if is_add_on else _plain
    said = tuple(map(plain, read_by_heading(sentences) if listed else sentences))
    told = next((new for new, old in zip(said, sentences, strict=True) if new != old), plain(news.title))
    leaves = told.partition(" is leaving.") if _HEADS.search(news.title) else ("", "", "")
    title = f"{leaves[0]} is leaving" if leaves[1] else plain(news.title)
    if _STAYS_PUT.search(news.text) and _HEADS_STAY.search(news.title):
        title = told
    if title == news.title and said == sentences:
        return put
    pairs = zip((title, *said), (news.title, *sentences), strict=True)
    written = {
        one_line(part): put.written.get(one_line(old), old)
        for new, old in pairs
        if new and new != old
        for part in (new, *sentences_of(new))
    }
    text = " ".join(filter(None, said)) if said != sentences else news.text
    return replace(put, announcement=replace(news, title=title, text=text), written={**put.written, **written})


def _plain_of_purchase(sentence: str) -> str:
    """A sentence of a text that tells of an add-on, in plain words."""
    return _plain(_ADDS.sub(lambda adds: f"acquire{'s' if adds['form'] == 's' else 'd'} {adds['whom']}", sentence))


def _plain(sentence: str) -> str:
    if not _MAY_TELL.search(sentence):
        return sentence
    sentence = _FINAL_YEAR.sub(_will_go, _CONCLUDES.sub(_goes, _STAYS_PUT.sub("", sentence)))
    sentence = _ACCEPTS.sub(r"\g<accepts> resignation from ", sentence)
    sentence = _REDUCTION.sub("will lay off ", _SENDS.sub(_lays_off, plainly(sentence)))
    if not _GIVEN_UP.search(sentence):
        sentence = _MAJORITY.sub(_majority, sentence)
    sentence = _VOLUNTEERS.sub(_cuts, _ACQUI_HIRES.sub(_acquires, sentence))
    return _DECLINES.sub("will not take the job as ", _DECLINES_OFFER.sub(_stays_away, sentence))


def _goes(concludes: re.Match[str]) -> str:
    """ "leaves" for "concludes her service to", "steps down as" for "concludes her tenure as"."""
    leaves, steps_down = _GOES[concludes["form"].lower()]
    what = concludes["what"] or ""
    if not concludes["whose"] and not role_places(concludes.string[: concludes.start()]):
        return concludes[0]  # a train, a festival
    return f"{leaves} " if what and what.split()[0].lower() != "as" else f"{steps_down}{what}"


def _will_go(final: re.Match[str]) -> str:
    return "will step down as " if final["what"].lower() == "as" else "will leave "


def _cuts(seeks: re.Match[str]) -> str:
    """ "cuts 300 jobs through voluntary redundancies"."""
    form = (seeks["form"] or seeks["calls"] or "").removeprefix("e")
    go = seeks["go"].lower()
    return (
        f"cut{'ting' if form == 'ing' else form} {seeks['many']} jobs through voluntary {_VOLUNTARY.get(go, f'{go}s')}"
    )


def _acquires(hires: re.Match[str]) -> str:
    return f"{hires['buy']}sition of" if hires["form"].endswith("of") else f"{hires['buy']}r{hires['form']}"


def _majority(stake: re.Match[str]) -> str:
    return f"{stake['buys']}majority stake in " if stake["buys"] else f"{stake['gets']}{stake['own']}majority stake"


def _stays_away(declines: re.Match[str]) -> str:
    if not role_places(declines["post"]):
        return declines[0]
    return f"will not take the job as {declines['post']} of the {declines['whose']}"


def _lays_off(sends: re.Match[str]) -> str:
    return f"{sends['to'].split()[0] if sends['to'] else 'will'} lay off "
