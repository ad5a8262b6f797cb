"""What to say: why now, an opener, a voicemail of twenty seconds and talking points, from data/templates.

A file is named by the event type it words (`layoffs.j2`), or by type and whom it is for (`executive_hired.it.j2` for
prospects in IT, `executive_hired.person.j2` where the news is about the prospect). It holds blocks only, any of BLOCKS;
what it leaves out comes from `default.j2` (or `default.person.j2`). Templates see the `Slots` and nothing else, so
they can only say what was read; a slot that the announcement left out is "".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypedDict, cast, get_type_hints

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.runtime import Context

from callnow.errors import DataFileError
from callnow.paths import DATA
from callnow.sentences import one_stop
from matching.roles import FUNCTIONS
from matching.triggers.spoken_counts import is_furlough, jobs_said

PARTS = ("news", "question")  # said once, then slots of the blocks after them
BLOCKS = (*PARTS, "why", "opener", "voicemail", "points", "always")
PERSON = "person"
DEFAULT = "default"

_ANY = (DEFAULT, "")

_Block = Callable[[Context], Iterator[str]]
_Key = tuple[str, str]


class Slots(TypedDict, total=False):
    """All that a template may say; left out, a slot is "" (False, or empty).

    `company` is as the news writes it, `employer` as the prospect's record does. `doubtful` is what must not be told as
    a fact, `sites` how many of them close, where that is said, `rumoured` and `done` how the text tells it, `over`
    that an insolvency ends, `died` that the person has, `recent` what came out in the last days. `people` are all
    whom the story names, each with a role or "". `filed` is the register that speaks of it, `in_the_press` whether
    anybody else does, `effective` the day ahead from which what was filed holds ("May 1"). `place` is "origin" or
    "destination" where the prospect's town is one of them, `same_function` that a post in the prospect's function
    is filled or left, `leads` that the prospect leads the company, and no post beside or above theirs is filled or
    left, `unnamed` that somebody comes or goes of whom neither name nor post was read, `in_post` that the post
    which is filled is the one that the record has the prospect in, `elsewhere` that the news about the prospect
    comes from another company than the record's, `namesake` that it gives no more than their family name, or that
    their post is left: the question is then whether it is them. `day` is when it was published ("June 3"), `spoken`
    when the two last talked ("in March"), `promised` what was said then, in its own words, `recruiter` who calls.

    A follow-up has its `reason`, `topics` (whole sentences, best first), what to `bring` (sentences to say, with their
    question), the `message` of it for a voicemail, and `proposed`, the question for who has nothing brought. A promise
    is `promised_day` where it goes on "we said we would speak again", `promised_words` where it can be quoted to who
    made it, `noted` where the recruiter wrote it as a reminder, `late` where its latest day has passed, and `owed` when
    the call was ("in March"). A stale record
    has what to `check`.
    """

    type: str
    company: str
    employer: str
    person: str
    role: str
    prior_company: str
    side: str
    counterparty: str
    origin: str
    destination: str
    amount: str
    count: str
    sites: str
    doubtful: bool
    rumoured: bool
    done: bool
    over: bool
    died: bool
    recent: bool
    filed: str
    in_the_press: bool
    effective: str
    people: tuple[tuple[str, str], ...]
    headline: str
    proof: str
    source: str
    day: str
    name: str
    first_name: str
    last_name: str
    title: str
    function: str
    place: str
    same_function: bool
    leads: bool
    unnamed: bool
    in_post: bool
    elsewhere: bool
    namesake: bool
    recruiter: str
    spoken: str
    promised: str
    topic: str
    reason: str
    check: str
    topics: tuple[str, ...]
    bring: str
    message: str
    promised_day: str
    promised_words: str
    noted: bool
    late: bool
    owed: str
    proposed: str


_NOTHING: Mapping[object, object] = {str: "", bool: False}  # else ()
EMPTY = cast(Slots, {name: _NOTHING.get(kind, ()) for name, kind in get_type_hints(Slots).items()})
"""Nothing known."""

_FULL: Slots = {
    **EMPTY,
    **{key: key for key, value in EMPTY.items() if value == ""},  # type: ignore[typeddict-item]
    "people": (("person", "role"), ("another", "")),
    "topics": ("topic",),
    "done": True,
    "recent": True,
}


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """One trigger's words, each on one line. `news` goes on after "I saw that"; `question` is what the opener asks."""

    why: str
    opener: str
    voicemail: str
    talking_points: tuple[str, ...]
    news: str
    question: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Templates, a file for each (type, function, "person" or ""), compiled when first used.

    Compiled are all BLOCKS, with what a file inherits filled in.
    """

    files: Mapping[_Key, Path]
    compiled: dict[_Key, Mapping[str, _Block]] = field(default_factory=dict, compare=False, repr=False)

    def chosen(self, event_type: str, special: str) -> Mapping[str, _Block]:
        """The nearest blocks: for type and function or person, else for the type, else for any type.

        Raises DataFileError, which names file, line and slot or block, where the template cannot be used.
        """
        other = (DEFAULT, PERSON) if special == PERSON else (event_type, "")
        return self.blocks(next((key for key in ((event_type, special), other) if key in self.files), _ANY))

    def blocks(self, key: _Key) -> Mapping[str, _Block]:
        """The blocks of a file and those it inherits. Raises DataFileError."""
        if key not in self.compiled:
            nearer = (DEFAULT, PERSON) if key[1] == PERSON else (key[0], "")
            # the defaults first, so that a fault in them is not laid at the door of a file that inherits it
            inherited = [self.blocks(other) for other in (_ANY, nearer) if other in self.files and other != key]
            blocks = {name: block for kept in inherited for name, block in kept.items()}
            self.compiled[key] = _tried(blocks | _blocks(self.files[key]), self.files[key])
        return self.compiled[key]

    def check(self) -> None:
        """Compiles every template. Raises DataFileError."""
        for key in self.files:
            self.blocks(key)


def word(wording: Wording, slots: Slots, special: str = "") -> SpokenWords:
    """The words for one trigger; `special` is a function of roles.csv, "person", or ""."""
    return _render(wording.chosen(slots.get("type", ""), special), {**EMPTY, **slots})


def _render(blocks: Mapping[str, _Block], slots: Slots) -> SpokenWords:
    spoken: dict[str, object] = dict(slots)
    context = Context(_environment(), spoken, slots["type"], dict(blocks))
    for name in PARTS:
        spoken[name] = _line("".join(blocks[name](context)))
    if slots["namesake"]:
        spoken["question"] = "Is that you?"
    why, opener, voicemail, points, always = ("".join(blocks[name](context)) for name in BLOCKS[len(PARTS) :])
    lines = map(_line, f"{points}\n{always}".splitlines())
    points_said = tuple(filter(None, lines))
    return SpokenWords(
        _line(why), _line(opener), _line(voicemail), points_said, str(spoken["news"]), str(spoken["question"])
    )


def _line(text: str) -> str:
    return one_stop(" ".join(text.split()))


@cache
def load_wording(folder: Path = DATA / "templates") -> Wording:
    """The templates of `folder`. Raises DataFileError where one is named after no function, or the default is gone."""
    files = {_address(path): path for path in sorted(folder.glob("*.j2"))}
    if _ANY not in files:
        what = f"no block {', '.join(sorted(BLOCKS))}"
        raise DataFileError(what, where=str(folder / f"{DEFAULT}.j2"), hint="add it to the file")
    return Wording(files)


@cache
def _environment() -> Environment:
    environment = Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"names": join_names, "sentence": sentence, "with_roles": with_roles, "jobs": jobs_said}
    environment.tests |= {"furlough": is_furlough}
    return environment


def _tried(blocks: Mapping[str, _Block], path: Path) -> Mapping[str, _Block]:
    """The blocks, if they are all there and can be filled with nothing and with everything known."""
    if missing := set(BLOCKS) - blocks.keys():
        raise DataFileError(f"no block {', '.join(sorted(missing))}", where=str(path), hint="add it to the file")
    for slots in (EMPTY, _FULL):
        try:
            _render(blocks, slots)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise DataFileError(str(error), where=str(path), hint="correct the template") from error
    return blocks


def _address(path: Path) -> _Key:
    kind, _, special = path.name.removesuffix(".j2").partition(".")
    if special and special != PERSON and special not in FUNCTIONS:
        known = ", ".join(sorted(FUNCTIONS))
        raise DataFileError(
            f"{special!r} is not a function",
            where=str(path),
            hint=f"name it <type>.j2, <type>.person.j2 or one of {known}",
        )
    return kind, special


def _blocks(path: Path) -> dict[str, _Block]:
    environment = _environment()
    try:
        source = path.read_text(encoding="utf-8")
        tree = environment.parse(source, filename=str(path))
        _check(tree, path)
        return dict(environment.from_string(tree).blocks)
    except TemplateSyntaxError as error:
        raise DataFileError(error.message or "", where=f"{path}, line {error.lineno}", hint="correct it") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"cannot be read: {error}", where=str(path), hint="save it as UTF-8 text") from error


def _check(tree: nodes.Template, path: Path) -> None:
    for node in tree.body:
        if isinstance(node, nodes.Block) and node.name in BLOCKS:
            continue
        if isinstance(node, nodes.Output) and all(
            isinstance(n, nodes.TemplateData) and not n.data.strip() for n in node.nodes
        ):
            continue
        what = (
            f"unknown block {node.name!r}" if isinstance(node, nodes.Block) else "something stands outside the blocks"
        )
        raise DataFileError(what, where=f"{path}, line {node.lineno}", hint=f"blocks are {', '.join(BLOCKS)}")
    known = EMPTY.keys() | set(PARTS)
    for name in sorted(meta.find_undeclared_variables(tree) - known):
        line = next((n.lineno for n in tree.find_all(nodes.Name) if n.name == name), 0)
        raise DataFileError(
            f"unknown slot {name!r}", where=f"{path}, line {line}", hint=f"slots are {', '.join(sorted(known))}"
        )


def join_names(names: Sequence[str]) -> str:
    """A, B and C."""
    *others, last = list(names) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def with_roles(people: Sequence[tuple[str, str]]) -> str:
    """Jane Roe (Chief Information Officer) and John Poe; of a long list the first two and how many more."""
    with_role = [f"{name} ({role})" if role else name for name, role in people]
    return join_names(with_role if len(with_role) <= 3 else [*with_role[:2], f"{len(with_role) - 2} more"])


def sentence(text: str, *, capital: bool = True) -> str:
    """With one full stop at its end ("Acme Inc." needs no second) and, unless it goes on from others, a capital."""
    text = " ".join(text.split())
    if capital and text and not any(c.isupper() for c in text.split()[0]):  # "iPhone" and "eBay" keep their own
        text = text[0].upper() + text[1:]
    return text + ("" if not text or text.endswith((".", "!", "?")) else ".")
