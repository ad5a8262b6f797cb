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

from callnow.fold import fold
from callnow.legal_forms import without_legal_form
from matching.comparing.persons import same_person
from matching.filings.skeletons import levelled
from matching.grammar.chunk_types import Chunk
from matching.grammar.chunks import chunk
from matching.grammar.lexicon import lexicon
from matching.grammar.tokens import BODY, Sentence, clean, sentences_of, tokenise

LONGEST_SENTENCE = 1_200  # characters
_SUBPARAGRAPH = re.compile(r"(?<=\S)[ \t]+(?=\([a-g]\)[ ,(])")  # "… 2027. (c) On the same day …"
_TITLED = re.compile(r"\b(?:Mr|Ms|Mrs|Mx|Dr)\.? ([A-Z][\w'’-]+)")
_SEAT = re.compile(
    r"(?:(?:class \w+|independent|non-?employee|outside|new|additional|lead|non-?executive) )*"
    r"(?:directors?|trustees?|chair(?:man|woman|person)?)"
)
_OFFICER_OF_ACT = re.compile(r"(?:principal )?executive officers?|officers?")
_ENDS_POST = frozenset({"officer", "officers", "brand", "division", "business", "segment", "unit", "region"})
_SECOND_POST = frozenset({"secretary", "treasurer", "controller"})
_UNITS = frozenset({"division", "segment", "business", "unit", "region", "brand", "brands"})
_OF_FIELD = re.compile(r"(?:president|director|head|manager)$", re.IGNORECASE)
_NO_NAME = frozenset(
    {"committee", "plan", "agreement", "report", "reason", "policy", "program", "date", "act", "cause", "release"}
    | {"exchange", "closing", "amendment", "award", "form", "item", "section", "exhibit", "effective", "compensatory"}
)
# Where only a person can stand: beside a post, before or after what only a person does or suffers.
_DOES = (
    r"(?:will|would|has|have|had|was|is|intends|tendered|notified|informed|advised|gave|provided|delivered|resigned|"
    r"retired|announced|joined|joins|succeeds|each)"
)
_IN_PERSONS_PLACE = re.compile(
    rf"(?:(?<=appointed )|(?<=elected )|(?<=named )|(?<=promoted )|(?<=hired )|(?<=that )|(?<=resignation of )|"
    rf"(?<=retirement of )|(?<=death of )|(?<=departure of )|(?<=appointment of )|(?<=employment of )|(?<=^)|(?<= , ))"
    rf"N(?P<first>\d+)(?= ,? ?(?:COMPANY 's |currently |current )?[RB]\d| as [RB]\d| {_DOES}\b| 's employment|"
    rf" , and N\d| and N\d| to (?:fill|serve|BOARD)| , each)|"
    r"(?:(?<=P\d and )|(?<=P\d\d and )|(?<=N\d and )|(?<=N\d\d and ))N(?P<second>\d+)|"
    r"(?:(?<=R\d )|(?<=R\d , ))N(?P<third>\d+)"
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
    """Marks the sentences of one item. `people` are all that were named, the fullest spelling of each, P0 the first;
    `families` the family names that stand behind "Mr." or "Ms."."""

    filer: str
    people: list[str] = field(default_factory=list)
    families: frozenset[str] = frozenset()

    def sentences(self, text: str) -> list[Marked]:
        """Every sentence of `text`, marked."""
        parted = _SUBPARAGRAPH.sub("\n\n", clean(text))
        self.families = frozenset(_TITLED.findall(parted))
        return [self._mark(sentence) for sentence in sentences_of(parted)]

    def _mark(self, text: str) -> Marked:
        sentence = Sentence(text[:LONGEST_SENTENCE], 0, BODY)
        sentence.tokens = tokenise(sentence.text)
        marks = _Marks(self, sentence)
        for piece in chunk(sentence):
            marks.add(piece)
        skeleton = levelled(marks.with_people_by_place())
        return Marked(sentence.text, skeleton, tuple(marks.posts), tuple(marks.organisations))

    def person(self, name: str) -> str:
        """The mark of a person; the fuller of two spellings is kept."""
        for number, known in enumerate(self.people):
            if same_person(known, name):
                if len(name.split()) > len(known.split()):
                    self.people[number] = name
                return f"P{number}"
        self.people.append(name)
        return f"P{len(self.people) - 1}"

    def is_family(self, name: str) -> bool:
        """Whether a name that no list knows as a person's is one: "Birgitta Hale", who is "Ms. Hale" elsewhere."""
        words = name.split()
        return 2 <= len(words) <= 4 and words[-1] in self.families


@dataclass(slots=True)
class _Marks:
    """The marks of one sentence, as its chunks come."""

    marker: Marker
    sentence: Sentence
    posts: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def add(self, piece: Chunk) -> None:
        """The next chunk: a mark, a word, or a part of the post before it."""
        before, last = ["", "", *self.words[-2:]][-2:]
        if re.fullmatch(r"R\d+", last) and piece.low in _ENDS_POST:
            self.posts[-1] += f" {piece.text}"  # "President and principal operating" + "officer"
        elif re.fullmatch(r"R\d+", before) and self._goes_on(last, piece):
            self.words.pop()
            self.posts[-1] += f"{'' if last == ',' else ' '}{last} {piece.text}"
        elif word := self._word(piece):
            self.words.append(word)

    def with_people_by_place(self) -> str:
        """The marks in a line; of what may be a person's name that which stands where only a person can, is one."""
        line = " ".join(self.words)
        for _ in range(3):  # "appointed N0 and N1": the second follows from the first
            line = _IN_PERSONS_PLACE.sub(lambda match: self.marker.person(self.organisations[_number(match)]), line)
        return re.sub(r"\bN(?=\d)", "O", line)

    def _goes_on(self, joint: str, piece: Chunk) -> bool:
        """Whether a post goes on after "," or "of" with its field, or after "and" with a second one: "Executive Vice
        President, Flat Products", "… of Flight Operations", "General Counsel and Secretary"."""
        if joint == "and":
            return piece.low in _SECOND_POST
        if piece.kind != "name" or piece.shape == "person" or self.marker.is_family(piece.text):
            return False
        if (
            not _OF_FIELD.search(self.posts[-1])
            or without_legal_form(piece.text) != piece.text
            or self._is_filer(piece.text)
        ):
            return False
        return joint == "," or (joint == "of" and piece.shape == "open")

    def _word(self, piece: Chunk) -> str:
        if piece.kind == "paren":
            return ""
        if piece.kind == "role":
            return self._post(piece)
        if piece.kind == "anaphor":
            return "COMPANY" if "company" in piece.low else piece.low
        if piece.kind != "name":
            return piece.low
        if piece.shape == "person" or self.marker.is_family(piece.text):
            start, end = piece.core
            tokens = self.sentence.tokens
            core = self.sentence.text[tokens[start].start : tokens[end - 1].end] if end > start else piece.text
            return self.marker.person(core)
        return self._organisation(piece.text, piece.shape)

    def _post(self, piece: Chunk) -> str:
        if re.fullmatch(r"boards?(?: of (?:directors|trustees|managers))?", piece.low):
            return "BOARD"
        if _OFFICER_OF_ACT.fullmatch(piece.low):
            return piece.low
        before, parted, after = piece.text.partition(", as ")  # "Deputy General Counsel, as Interim General Counsel"
        self.posts += [before, after] if parted else [piece.text]
        if parted:
            return f"R{len(self.posts) - 2} , as R{len(self.posts) - 1}"
        return f"{'B' if piece.board or _SEAT.fullmatch(piece.low) else 'R'}{len(self.posts) - 1}"

    def _organisation(self, text: str, shape: str) -> str:
        if self._is_filer(text) or (fold(text).split()[-1:] and fold(text).split()[-1] in _UNITS):
            return "COMPANY"
        if shape == "open" and (len(text.split()) < 2 or not text[0].isupper()):
            return text.lower()
        self.organisations.append(text)
        return f"{'N' if _may_be_a_name(text) else 'O'}{len(self.organisations) - 1}"

    def _is_filer(self, text: str) -> bool:
        """Whether a name begins as the filer's does: "Ambleside", "Ashcombe Savings Bank" of Ashcombe Bancorp."""
        words, filer = fold(text).split(), fold(self.marker.filer).split()
        return bool(words and filer) and words[0] == filer[0] and words[-1] != "plan"


def _number(match: re.Match[str]) -> int:
    return int(next(filter(None, match.groups())))


def _may_be_a_name(text: str) -> bool:
    """Whether two or three capitalised words, none of them a company's or an everyday one, may be a person."""
    words = text.replace(".", "").split()
    if not 2 <= len(words) <= 3 or not all(re.fullmatch(r"[A-Z][\w'’-]*", word) for word in words):
        return False
    lex, low = lexicon(), {word.lower() for word in words}
    known = lex.sets["org.heads"] | lex.sets["org.legal"] | lex.sets["org.units"] | lex.plain | _NO_NAME
    return low.isdisjoint(known)
