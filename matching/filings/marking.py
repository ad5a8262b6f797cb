"""A sentence of a filing as its skeleton: people, posts, companies and days as marks, all else in lower case.

"On November 20, 2026, Ian Moss notified the Company of his resignation as Chief Medical Officer of the Company"
becomes "on D20261120 , P0 notified COMPANY of his resignation as R0". Filings say the same things in the same words, so
a skeleton is matched by few patterns. The chunks are the grammar's.

    P0 a person    R0 a post    B0 a seat on a board    BOARD the board    COMPANY the filer    O0 another company
    D20261120 a day, D20261100 a month, D20260000 a year
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from callnow.dates import MONTHS
from callnow.fold import fold
from callnow.legal_forms import without_legal_form
from matching.comparing.persons import same_person
from matching.grammar.chunk_types import Chunk
from matching.grammar.chunks import chunk
from matching.grammar.tokens import BODY, Sentence, clean, split_sentences, tokenise

LONGEST_SENTENCE = 1_200  # characters
_MONTH = "|".join(name for name in MONTHS if len(name) > 3 or name == "may")
_DAY = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?: ,)? (\d{{4}})\b")
_MONTH_AND_YEAR = re.compile(rf"\b({_MONTH})(?: ,)? (\d{{4}})\b")
_QUARTER = re.compile(
    r"\b(first|second|third|fourth) (?:fiscal |calendar )?quarter of (?:fiscal |calendar )?(?:year )?(\d{4})\b"
)
_YEAR = re.compile(r"\b(in|since|from|until|through|to|during|and|year) (\d{4})\b")
_SUBPARAGRAPH = re.compile(r"(?<=\S)[ \t]+(?=\([a-g]\)[ ,(])")  # "… 2027. (c) On the same day …"
_SEAT = re.compile(
    r"^(?:(?:class \w+|independent|non-?employee|outside|new|additional|lead|nonexecutive) )*directors?$|^trustees?$"
)
_OFFICER_OF_ACT = re.compile(r"^(?:principal )?executive officers?$|^officers?$")
_TITLED = re.compile(r"\b(?:Mr|Ms|Mrs|Mx|Dr)\.? ([A-Z][\w'’-]+)")
_ENDS_POST = frozenset({"officer", "officers", "brand", "division", "business", "segment", "unit", "region"})
_FILER_WORDS = (
    r"the (?:company|bank|trust|partnership|registrant|corporation|issuer|employer|fund|firm|general partner|"
    r"holding company|parent|manager|operating partnership|credit union|cooperative)\b"
)
_CLEANUPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"\bnamed (executive officers?)", r"\1"),
        (_FILER_WORDS, "COMPANY"),
        (r"COMPANY (?:plc|llc|ltd|inc|corp)\b\.?", "COMPANY"),
        (r"COMPANY(?: (?:and|or) (?:of )?(?:its )?(?:subsidiary , )?COMPANY)+", "COMPANY"),
        (r"\b(?:the|its|a|an|our|his|her|their|each|mr|ms) (?=(?:[PRBO]\d|COMPANY\b|BOARD\b))", ""),
        (r"\bBOARD(?: of COMPANY)?(?: , upon (?:the )?recommendation of (?:(?!D\d|P\d).){0,80}?,)?", "BOARD"),
        (r"(?:COMPANY|BOARD) ?'s (?:own |current |then )?(?=(?:new )?(?:[PRB]\d|BOARD\b))", ""),
        (r"([RB]\d+|BOARD)(?: of| for| at) COMPANY(?: and (?:of )?COMPANY)*", r"\1"),
        (r"(R\d+) and (?:as )?(?:principal|chief) (?:financial|accounting|executive|operating) officer", r"\1"),
        (r" , (?:age |aged |who is )?\d\d(?: years old)? ,", " ,"),
        (r" , (?:age |aged )\d\d", ""),
        (r"\s+", " "),
    )
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence as written (`text`), its skeleton, and what its marks stand for."""

    text: str
    skeleton: str
    posts: tuple[str, ...]
    organisations: tuple[str, ...]

    def post(self, mark: str) -> str:
        """The post that a mark ("R0") stands for, as written."""
        return self.posts[int(mark[1:])]


@dataclass(slots=True)
class Marker:
    """Marks the sentences of one item. `people` are all that were named, fullest spelling of each, P0 the first."""

    filer: str
    people: list[str] = field(default_factory=list)
    families: frozenset[str] = frozenset()

    def sentences(self, text: str) -> list[Marked]:
        """Every sentence of `text`, marked."""
        parted = _SUBPARAGRAPH.sub("\n\n", clean(text))
        self.families = frozenset(_TITLED.findall(parted))
        return [self.mark(sentence) for _, sentence in split_sentences(parted)]

    def mark(self, text: str) -> Marked:
        """One sentence, marked."""
        sentence = Sentence(text[:LONGEST_SENTENCE], 0, BODY)
        sentence.tokens = tokenise(sentence.text)
        posts: list[str] = []
        organisations: list[str] = []
        words: list[str] = []
        for one in chunk(sentence):
            if words and re.fullmatch(r"R\d+", words[-1]) and one.low in _ENDS_POST:
                posts[-1] += f" {one.text}"  # "President and principal operating" + "officer"
            elif words[-1:] == [","] and self._is_field(one, words, posts):
                posts[-1] += f", {one.text}"  # "Executive Vice President" + ", Flat Products"
                words.pop()
            else:
                words.append(self._word(one, sentence, posts, organisations))
        skeleton = _with_days(" ".join(filter(None, words)).replace("’", "'"))
        for pattern, by in _CLEANUPS:
            skeleton = pattern.sub(by, skeleton)
        return Marked(sentence.text, skeleton.strip(), tuple(posts), tuple(organisations))

    def _word(self, one: Chunk, sentence: Sentence, posts: list[str], organisations: list[str]) -> str:
        if one.kind == "paren":
            return ""
        if one.kind == "role":
            return _post(one, posts)
        if one.kind == "anaphor":
            return "COMPANY" if "company" in one.low else one.low
        if one.kind != "name":
            return one.low
        if one.shape == "person" or self._is_family(one):
            start, end = one.core
            core = (
                sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end] if end > start else one.text
            )
            return f"P{self._person(core)}"
        return self._organisation(one.text, one.shape, organisations)

    def _is_family(self, one: Chunk) -> bool:
        """Whether a name that no list knows as a person's is one: "Birgitta Hale", who is "Ms. Hale" elsewhere."""
        words = one.text.split()
        return 2 <= len(words) <= 4 and words[-1] in self.families

    def _is_field(self, one: Chunk, words: list[str], posts: list[str]) -> bool:
        """Whether a name after a comma is the field of the post before it."""
        return (
            one.kind == "name"
            and one.shape != "person"
            and not self._is_family(one)
            and len(words) > 1
            and re.fullmatch(r"R\d+", words[-2]) is not None
            and re.search(r"(?:president|director|head|manager|officer)$", posts[-1], re.IGNORECASE) is not None
            and without_legal_form(one.text) == one.text
        )

    def _organisation(self, text: str, shape: str, organisations: list[str]) -> str:
        words = fold(text).split()
        own = fold(self.filer).split()
        if words and own and words[0] == own[0] and (len(words) == 1 or not words[-1].startswith("plan")):
            return "COMPANY"
        if shape == "open" and (len(words) < 2 or not text[0].isupper()):
            return text.lower()
        organisations.append(text)
        return f"O{len(organisations) - 1}"

    def _person(self, name: str) -> int:
        """The number of a person; the fuller of two spellings is kept."""
        for number, known in enumerate(self.people):
            if same_person(known, name):
                if len(name.split()) > len(known.split()):
                    self.people[number] = name
                return number
        self.people.append(name)
        return len(self.people) - 1


def _post(one: Chunk, posts: list[str]) -> str:
    if re.fullmatch(r"(?:board|boards)(?: of (?:directors|trustees|managers))?", one.low):
        return "BOARD"
    if _OFFICER_OF_ACT.match(one.low):
        return one.low
    before, parted, after = one.text.partition(", as ")  # "Deputy General Counsel, as Interim General Counsel"
    if parted and not one.board:
        posts += [before, after]
        return f"R{len(posts) - 2} , as R{len(posts) - 1}"
    posts.append(one.text)
    seat = one.board or _SEAT.match(one.low)
    return f"{'B' if seat else 'R'}{len(posts) - 1}"


def last_day(day: str) -> date:
    """The last day that D20261120, D20261100 or D20260000 may mean, given without its D."""
    year, month, of_month = int(day[:4]), int(day[4:6]) or 12, int(day[6:])
    after = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return after.replace(day=of_month) if 0 < of_month <= after.day else after


def _with_days(skeleton: str) -> str:
    skeleton = _DAY.sub(lambda found: f"D{found[3]}{MONTHS[found[1]]:02d}{int(found[2]):02d}", skeleton)
    skeleton = _MONTH_AND_YEAR.sub(lambda found: f"D{found[2]}{MONTHS[found[1]]:02d}00", skeleton)
    quarters = {"first": 3, "second": 6, "third": 9, "fourth": 12}
    skeleton = _QUARTER.sub(lambda found: f"D{found[2]}{quarters[found[1]]:02d}00", skeleton)
    return _YEAR.sub(r"\1 D\g<2>0000", skeleton)
