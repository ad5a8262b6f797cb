"""Findings about people, from title and lead together: one event a person and kind, the fullest name, the right kind.

The title says what happens, the lead gives full names and roles, later sentences only add people who are named with
a role of their own. Whoever already works there was promoted; a seat on a board is board_appointed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from matching.comparing.companies import same_company
from matching.comparing.persons import name_in_text
from matching.grammar.frame import Finding, Speaker
from matching.grammar.lexicon import lexicon
from matching.grammar.people.origins import DEPARTED, HIRED
from matching.grammar.tokens import BODY, TITLE
from matching.roles import read_role

PROMOTED, BOARD = "executive_promoted", "board_appointed"
PEOPLE_TYPES = frozenset({HIRED, PROMOTED, DEPARTED, BOARD})
_BOARD_ROLE = re.compile(
    r"\bboard\b|\btrustees?\b|\badvis[eo]rs?\b(?!y)|\badvisory (?:board|council|committee|group)\b|"
    r"\bnon-?executive\b|\bindependent (?:director|chair)|"
    r"\bclass i{1,3} director\b|\bcouncil\b",
    re.IGNORECASE,
)
_EXECUTIVE_BOARD = re.compile(
    r"\b(?:management|executive) board\b|\bchief\b|\bofficer\b|\bpresident\b(?! of the board)|"
    r"\bCEO\b|\bexecutive chair|\bfinancial advis|\bwealth advis|\bmanaging\b|\binvestment advis",
    re.IGNORECASE,
)
_CHAIR = re.compile(
    r"^(?:new |the |its |independent |board |lead )*(?:vice[- ])?(?:co-)?chair(?:man|woman|"
    r"person)?(?: of the board(?: of \w+)?)?$",
    re.IGNORECASE,
)
_BARE_DIRECTOR = re.compile(r"^(?:an? |its |new |the )*(?:additional |new )?directors?$", re.IGNORECASE)


_NO_MANAGEMENT = re.compile(
    r"\bdirector of photography\b|\bambassador\b|\b(?:lead|film|video|copy) editor\b|\bconductor\b|"
    r"\bcoach(?:es)?\b|\bmarketing partner\b",
    re.IGNORECASE,
)


def _no_management(role: str) -> bool:
    """Roles that lead nobody ("Wealth Advisor", "Brand Ambassador"); ranks are data/roles.csv's."""
    if not role:
        return False
    if (
        re.sub(r"^(?:(?:a|an|the|new|its|our|senior|group) )*", "", role.lower())
        in lexicon().sets["role.management_boards"]
    ):
        return True
    if _NO_MANAGEMENT.search(role):
        return True
    return read_role(role).rank >= 5 and not re.search(
        r"\bboard\b|\badvisory\b|\b(?:corporate|strategic|special|senior|medical|clinical|scientific|"
        r"technical|executive|independent|board|intelligence|data|product|growth|policy) advis|^(?:an? |"
        r"the |its |new )*advis[eo]r$",
        role,
        re.IGNORECASE,
    )


def _is_seat(role: str) -> bool:
    """A seat on a board without an office: leaving it is not leaving a management position."""
    plain = re.search(r"\bchair|\b(?:management|executive) board\b", role, re.IGNORECASE) is None
    return plain and bool(_BOARD_ROLE.search(role)) and not _EXECUTIVE_BOARD.search(role)


def last_name(person: str) -> str:
    """The surname in lower case, without "Jr." and degrees; "" where there is none."""
    words = [w.strip(".,").lower() for w in re.findall(r"[^\s()“”\"]+", person)]
    words = [w for w in words if w and w not in lexicon().sets["person.suffixes"]]
    return words[-1] if words else ""


def join_people(findings: list[Finding], speaker: Speaker, text: str) -> list[Finding]:
    """One finding a person and kind; `text` is what was read, for inside evidence."""
    mine = [f for f in findings if f.type in PEOPLE_TYPES]
    if not mine:
        return findings
    rest = [f for f in findings if f.type not in PEOPLE_TYPES]
    mine = _resolve_pronouns(mine)
    mine = [_typed(f) for f in mine if not _no_management(f.role) and not (f.type == DEPARTED and _is_seat(f.role))]
    mine = _drop_weak(mine)
    joined = _merge(_one_company(mine, speaker))
    joined = _drop_unnamed(joined)
    joined = _give_roles(joined)
    return rest + [_promoted(f, speaker, text) for f in joined if f.company]


def _resolve_pronouns(findings: list[Finding]) -> list[Finding]:
    """ "He will retire": the person last named before it, where there is just one candidate."""
    people: list[str] = []
    resolved = []
    for finding in findings:
        if finding.person in {"he", "she"}:
            names = {last_name(p) for p in people}
            if len(names) != 1:
                continue
            resolved.append(replace(finding, person=people[-1]))
            continue
        if finding.person:
            people.append(finding.person)
        resolved.append(finding)
    return resolved


def _typed(finding: Finding) -> Finding:
    role = finding.role
    if finding.type == DEPARTED or not role:
        return finding
    board = finding.type == BOARD or bool(_BOARD_ROLE.search(role)) or bool(_CHAIR.match(role))
    if _EXECUTIVE_BOARD.search(role) and not re.search(
        r"\bboard of\b|\badvisory board\b|\bpresident of the board", role, re.IGNORECASE
    ):
        board = False
    if _BARE_DIRECTOR.match(role) and re.search(r"\bboard\b", finding.read.sentence.text, re.IGNORECASE):
        board = True
    return replace(finding, type=BOARD if board else HIRED)


def _drop_weak(findings: list[Finding]) -> list[Finding]:
    """A weak finding stands only beside a firm one about the same person, or in a title about a known person."""
    firm = {(f.type == DEPARTED, last_name(f.person)) for f in findings if not f.weak and f.person}
    firm_sentences = {f.read.index for f in findings if not f.weak}
    named = {last_name(f.person) for f in findings if not f.weak and f.type != DEPARTED}
    findings = [f for f in findings if not (f.weak and f.type == HIRED and not f.role and last_name(f.person) in named)]
    for finding in findings:
        if "surname" in finding.notes and finding.read.index in firm_sentences:
            finding.weak = False
    return [f for f in findings if not f.weak or (f.type == DEPARTED, last_name(f.person)) in firm]


def _one_company(findings: list[Finding], speaker: Speaker) -> list[Finding]:
    """One person is hired by one company: the one that is named with the role, else the speaker, else the first
    told."""
    kept = []
    for finding in findings:
        same = [
            f
            for f in findings
            if f.type == finding.type != DEPARTED and f.person and last_name(f.person) == last_name(finding.person)
        ]
        if len({f.company for f in same}) < 2 or finding.weak or finding.company == _company_of(same, speaker):
            kept.append(finding)
    companies = {f.company for f in kept if f.company}
    if len(companies) == 1:
        kept = [f if f.company else replace(f, company=next(iter(companies))) for f in kept]
    return kept


def _company_of(rivals: list[Finding], speaker: Speaker) -> str:
    explicit = [f for f in rivals if "explicit" in f.notes and f.read.zone != BODY]
    mine = [f for f in rivals if speaker.name and same_company(f.company, speaker.name)]
    return (explicit or mine or rivals)[0].company


def _merge(findings: list[Finding]) -> list[Finding]:
    merged: list[Finding] = []
    for finding in findings:
        known = any(last_name(m.person) == last_name(finding.person) and m.type != DEPARTED for m in merged)
        if (
            finding.read.zone == BODY
            and finding.type != DEPARTED
            and known
            and not any(_same(m, finding) for m in merged)
        ):
            continue
        place = next((k for k, m in enumerate(merged) if _same(m, finding)), None)
        if place is None:
            merged.append(finding)
        else:
            merged[place] = _fuller(merged[place], finding)
    return merged


def _same(a: Finding, b: Finding) -> bool:
    if a.type != b.type or not same_company(a.company, b.company):
        return False
    if a.person and b.person:
        return (
            last_name(a.person) == last_name(b.person)
            or last_name(a.person) in b.person.lower().split()
            or last_name(b.person) in a.person.lower().split()
        )
    return (
        not a.person
        and not b.person
        and (not a.role or not b.role or read_role(a.role).title == read_role(b.role).title)
    )


def _fuller(a: Finding, b: Finding) -> Finding:
    """`a` with what `b` knows better: the longer name, the spelled-out role, the slots it lacks."""
    role = a.role
    if b.role and (not role or (_rank_of_role(b.role) > _rank_of_role(role) and b.read.zone != BODY)):
        role = b.role
    person = a.person
    if _name_length(b.person) > _name_length(person) or (person.isupper() and not b.person.isupper()):
        person = b.person
    plan = a.certainty if a.certainty != "done" else b.certainty
    first, second = (a, b) if a.read.zone != TITLE or b.read.zone == TITLE else (b, a)
    return replace(
        a,
        role=role,
        person=person,
        certainty=plan,
        read=first.read if first.person == person or second.person != person else second.read,
        rule=b.rule if b.rule.startswith("promot") else a.rule,
        prior_company=a.prior_company or b.prior_company,
        notes=tuple(dict.fromkeys((*a.notes, *b.notes))),
        weak=a.weak and b.weak,
    )


def _name_length(person: str) -> int:
    honorifics = lexicon().sets["person.honorifics"]
    return sum(w.lower() not in honorifics for w in person.split())


def _rank_of_role(role: str) -> tuple[int, int]:
    abbreviated = sum(w.isupper() and len(w) <= 5 for w in re.findall(r"\w+", role))
    return (-abbreviated if not role.isupper() else -9, len(role))


def _drop_unnamed(findings: list[Finding]) -> list[Finding]:
    """An unnamed appointment goes where a named one of the same kind tells who it is; of a headline that lists several
    companies, one at the same company."""
    named = [f for f in findings if f.person]
    return [f for f in findings if f.person or not any(_names_whom(f, one) for one in named)]


def _names_whom(unnamed: Finding, named: Finding) -> bool:
    elsewhere = ";" in unnamed.read.sentence.text and not same_company(unnamed.company, named.company)
    return (unnamed.type == DEPARTED) == (named.type == DEPARTED) and not elsewhere


_NEWLY = re.compile(r"^(?:(?:new|next|incoming|first|permanent) )+", re.IGNORECASE)


def _give_roles(findings: list[Finding]) -> list[Finding]:
    """Who was replaced held the role that the one successor gets, and the other way round."""
    hires = [f for f in findings if f.type != DEPARTED and f.role]
    with_roles = []
    for finding in findings:
        replaced = finding.type == DEPARTED and not finding.role and "replaced" in finding.notes and bool(hires)
        with_roles.append(replace(finding, role=_NEWLY.sub("", hires[0].role)) if replaced else finding)
    departed = [f for f in with_roles if f.type == DEPARTED and f.role]
    return [
        replace(f, role=departed[0].role)
        if f.type != DEPARTED and not f.role and "successor" in f.notes and departed
        else f
        for f in with_roles
    ]


def _promoted(finding: Finding, speaker: Speaker, text: str) -> Finding:
    if finding.type != HIRED:
        return finding
    if finding.rule.startswith("promot") or "inside" in finding.notes:
        return replace(finding, type=PROMOTED)
    last = re.escape(name_in_text(finding.person))
    if not last:
        return finding
    company = (
        "|".join(
            [
                re.escape(speaker.name),
                *(re.escape(a) for a in speaker.aliases[:3]),
                "the (?:company|firm|organi[sz]ation|bank|team)",
            ]
        )
        if speaker.name
        else "the (?:company|firm)"
    )
    inside = re.search(
        rf"\b{last}\b[^.\n]{{0,60}}\b(?:joined (?:{company}) in|first joined|has been with|"
        rf"has served as (?:our|the company|its)|has worked (?:at|for) (?:{company}))|"
        rf"\bsince joining (?:the (?:company|firm)|{company})\b|\b(?:his|her) promotion\b|"
        rf"\bpromoted {last}\b|\b{last}(?:['’]s)? promotion\b|\bpromotion of [^.\n]{{0,40}}{last}",
        text,
    )
    return replace(finding, type=PROMOTED) if inside else finding
