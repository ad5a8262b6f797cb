"""One row of an export to one Prospect, or to the reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from callnow.fold import fold
from callnow.imports import Concern
from callnow.model import BarredNumber, Prospect, SecondValues
from sources.prospects.cells import (
    NAMED,
    cells_of,
    cut_cells,
    first_of,
    first_written,
    quoted,
    unquoted,
    without_pictures,
)
from sources.prospects.dialled import NOT_DIALLED, DialledNumber
from sources.prospects.formulas import is_formula
from sources.prospects.identity import identity_keys
from sources.prospects.names import (
    PARTS_OF_NAME,
    full_name,
    names_several,
    recruiter_name,
    without_leave,
    without_post_below,
)
from sources.prospects.numbers import bar_the_person, numbers_of, phones
from sources.prospects.phones import is_refused, numbers_in
from sources.prospects.places import country_code
from sources.prospects.posts import employer_now
from sources.prospects.refusals import employer_without_refusal, standing_of, without_refusal, words_of_refusal
from sources.prospects.spelling import LOST, garbled_word
from sources.prospects.table import Row
from sources.prospects.values import (
    domain_of,
    emails_of,
    no_free_mail,
    other_names_of,
    post_of,
    tags_of,
    tier_of,
    town_of,
    urls_of,
    work_domain,
    zone_of,
)
from sources.prospects.wording import wording


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with the row that begins on `line`, what it is about, and what to do, in a terminal and, where that
    is something else, on the page; `kept` is set where nothing is wrong, and it only says what was understood; `first`
    where it is told before all others, and always."""

    line: int
    reason: str
    what_to_do: str
    kept: bool = False
    first: bool = False
    concern: Concern = Concern.OTHER
    on_page: str = ""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a row says nothing: two-letter country, and who looks after the prospect."""

    country: str
    owner: str


@dataclass(frozen=True, slots=True)
class UsedRow:
    """The prospect of a row, what of the row could not be used, and the places by which its numbers were read;
    `last_contact` is when somebody last spoke to them, as the row writes it, and `left` what it says of the employer
    where that is one they left; `promised` and `next_call` are what was promised and for when, `standing` what it
    says of how the person stands, if anything."""

    prospect: Prospect
    notes: tuple[RowProblem, ...]
    places: tuple[str, ...]
    last_contact: str = ""
    left: str = ""
    promised: str = ""
    next_call: str = ""
    standing: tuple[str, ...] = ()


def read_row(
    row: Row, columns: Mapping[str, Sequence[int]], defaults: Defaults, labels: Mapping[int, int] | None = None
) -> UsedRow | RowProblem:
    """The prospect of one row, also one without an employer, or why it cannot be used (no name, an employer that is
    none). `labels` are the columns that say what the number in another column is."""
    row, cut = cut_cells(row, columns)
    cells = cells_of(row, columns)
    name, leaves, refused = _name_in(cells)
    works_at, barred = employer_without_refusal(first_of(cells, "employer"))
    employer, left = employer_now(works_at)
    if problem := _formula_in(cells, row.line) or _unusable(name, employer, row.line, cells):
        return problem
    country = country_code(first_of(cells, "country"))
    everything = numbers_of(row, columns, labels or {}, cells, country, defaults.country)
    refused = barred or refused or bar_the_person(everything, cells)
    refused = refused or any(without_refusal(rest)[1] for rest in cut.values())
    not_kept = NOT_DIALLED - {"barred"} if refused else NOT_DIALLED  # for when the person may be called again
    numbers = [number for number in everything if number.kind not in not_kept]
    not_to_call = _barred([n for n in everything if n.kind in not_kept], cells, country or defaults.country)
    prospect = _prospect(cells, name, employer, leaves, numbers, not_to_call, defaults)
    return UsedRow(
        prospect if prospect.id else _with_id(prospect),
        (*_of_cut(cut, row.line), *_notes(prospect, cells, everything, row.line)),
        () if country else _places(prospect.city, numbers, defaults.country),
        first_of(cells, "last_contact"),
        left,
        first_of(cells, "promised"),
        first_of(cells, "next_call"),
        standing_of(cells, refused=refused),
    )


def _name_in(cells: Mapping[str, Sequence[str]]) -> tuple[str, list[str], bool]:
    """The name of a row, what its parts say of a leave, and whether they say that nobody is to call."""
    alone = {**cells, "name": [without_post_below(text) for text in cells.get("name", ())]}
    named = [without_refusal(without_pictures(first_of(alone, part))) for part in PARTS_OF_NAME]
    at_work = [without_leave(part) for part, _ in named]
    return full_name(*(part for part, _ in at_work)), [leave for _, leave in at_work], any(said for _, said in named)


def _prospect(
    cells: Mapping[str, Sequence[str]],
    name: str,
    employer: str,
    leaves: Sequence[str],
    numbers: Sequence[DialledNumber],
    barred: tuple[BarredNumber, ...],
    defaults: Defaults,
) -> Prospect:
    """The prospect of a row whose name, employer and numbers are read; without an id where the row has none."""

    def first(field: str) -> str:
        return first_of(cells, field)

    phone, phone_note, others = phones(numbers)
    email, *more_emails = emails_of(cells.get("email", ()))
    url, *more_urls = urls_of(cells.get("url", ()))
    return Prospect(
        id=first("prospect_id"),
        name=name,
        employer=employer,
        title=post_of(cells.get("title", ())),
        phone=phone,
        phone_note=phone_note,
        other_phones=others,
        email=email,
        city=town_of(first("city"), first("state")),
        country=country_code(first("country")) or first("country"),
        time_zone=zone_of(first("time_zone")),
        owner=recruiter_name(first("owner")) or defaults.owner,
        tier=tier_of(first("tier")),
        tags=tags_of([unquoted(text) for text in cells.get("tags", ())]),
        notes="\n".join(_lines(unquoted(text)) for text in (*cells.get("notes", ()), *leaves) if text),
        url=url,
        domain=no_free_mail(domain_of(first("domain"))) or work_domain(email),
        ticker=first("ticker").upper(),
        second=SecondValues(
            names=other_names_of(name, first("other_names")),
            emails=tuple(more_emails),
            urls=tuple(more_urls),
            mobiles=tuple(number.phone for number in numbers if number.phone and number.kind == "mobile"),
            homes=tuple(number.phone for number in numbers if number.phone and number.kind == "home"),
            barred=barred,
        ),
    )


def _places(city: str, numbers: Iterable[DialledNumber], usual: str) -> tuple[str, ...]:
    """The town of a row that names no country, with each unusual country that its numbers were read by."""
    return tuple(f"{city} ({country})" for country in sorted({number.country for number in numbers} - {"", usual}))


def _barred(
    numbers: Iterable[DialledNumber], cells: Mapping[str, Sequence[str]], country: str
) -> tuple[BarredNumber, ...]:
    """The numbers of a row that nobody is to call: of those that are not kept, by words beside them, and those of the
    column for such."""
    of_column = (number for text in cells.get("barred", ()) for number in numbers_in(text, [country], "barred"))
    found = [n for n in (*filter(is_refused, numbers), *of_column) if n.phone]
    return tuple({n.phone: BarredNumber(n.phone, words_of_refusal(n.problem)) for n in found}.values())


def _formula_in(cells: Mapping[str, Sequence[str]], line: int) -> RowProblem | None:
    """Why a row cannot be used whose name or employer is a formula."""
    for field in NAMED:
        if is_formula(text := first_written(cells, field)):
            reason = f"the {field.replace('_', ' ')} is a formula: {quoted(text)}"
            return RowProblem(line, reason, "export the results, not the formulas")
    return None


def _unusable(name: str, employer: str, line: int, cells: Mapping[str, Sequence[str]]) -> RowProblem | None:
    """Why a row of this name and employer cannot be used."""
    several = any(map(names_several, (name, *cells.get("name", ())[:1])))
    who = "fill in the person's name, or delete the row"
    reasons = (
        (not name, "no name", who),
        (
            fold(name) == fold(employer),
            f"{quoted(name)} is name and employer at once",
            "fill in who it is, and where they work",
        ),
        (
            LOST in name + employer,
            f"letters of {quoted(name)}, {quoted(employer)} cannot be read",
            "write them again, in UTF-8",
        ),
        # Taken for one they would be mixed up with each of the two, once these have rows.
        (several, f"{quoted(name)} is more than one person", "give each a row of their own"),
        (not any(c.isalpha() for c in name), f"{quoted(name)} is nobody's name", who),
        (
            employer and _names_nobody(fold(employer)),
            f"{quoted(employer)} is not an employer that news could name ({name})",
            "fill in the employer, or leave the row out",
        ),
    )
    return next((RowProblem(line, reason, what_to_do) for is_so, reason, what_to_do in reasons if is_so), None)


def _of_cut(cut: Mapping[str, str], line: int) -> Iterator[RowProblem]:
    """What is told of fields of which something was cut."""
    for field, rest in cut.items():
        what = f"{field.replace('_', ' ')}: its last {len(rest):,} characters are left out"
        yield RowProblem(line, what, "shorten it, or move what is a note to a column of notes")


def _names_nobody(employer: str) -> bool:
    """Whether a folded employer is a word for none ("retired", "Company") or was marks alone ("????")."""
    return not employer or employer in wording().no_employer


def no_employer(prospect: Prospect, line: int, left: str = "") -> RowProblem:
    """Why a row without an employer is not used, of somebody who is not on the list; `left`: see UsedRow."""
    if left:
        return RowProblem(line, f"{prospect.name} works there no longer: {quoted(left)}", "fill in where they work now")
    return RowProblem(line, f"no employer for {prospect.name}", "fill in the employer: news is matched by it")


def _notes(
    prospect: Prospect, cells: Mapping[str, Sequence[str]], numbers: Iterable[DialledNumber], line: int
) -> Iterator[RowProblem]:
    """What of a used row could not be used, or not be meant: a garbled name, a phone, e-mail, zone, country, tier."""

    def cell_of(field: str) -> str:
        return first_of(cells, field)

    if word := garbled_word(f"{prospect.name} {prospect.employer}"):
        yield RowProblem(line, f"{quoted(word)} looks garbled", "correct it where the file comes from")
    yield from (_of_number(number, line) for number in numbers if number.problem or number.kind in NOT_DIALLED)
    for field, written in cells.items():
        if formula := next(filter(is_formula, written), "") if field not in ("notes", *NAMED) else "":
            yield RowProblem(line, f"left out a formula: {quoted(formula)}", "export the results, not the formulas")
    if cell_of("email") and not prospect.email:
        yield RowProblem(line, f"{quoted(cell_of('email'))} is not an e-mail address", "write it as name@company.com")
    if cell_of("time_zone") and not prospect.time_zone:
        yield RowProblem(
            line, f"unknown time zone {quoted(cell_of('time_zone'))}", "use a name such as America/Chicago"
        )
    if cell_of("country") and not country_code(cell_of("country")):
        yield RowProblem(line, f"unknown country {quoted(cell_of('country'))}", "use its two letters, such as US or DE")
    if cell_of("tier") and not prospect.tier:
        yield RowProblem(line, f"unknown tier {quoted(cell_of('tier'))}", "use A, B or C")


def _of_number(number: DialledNumber, line: int) -> RowProblem:
    """Why a number cannot be used, or is called last."""
    another = "give a number to be called on"
    if number.kind == "fax":
        return RowProblem(line, f"{number.phone or 'a number'} is a fax or pager", another)
    if number.kind in ("dead", "barred") and number.phone:
        return RowProblem(line, f"phone: {quoted(number.problem)} is not dialled", another)
    if number.phone:
        said = f"phone: somebody else answers at {quoted(number.problem)}, which is called last"
        return RowProblem(line, said, "leave it out of the list if nobody is to call it", kept=True)
    return RowProblem(line, f"phone: {number.problem}", number.what_to_do)


def _lines(text: str) -> str:
    """A note line by line, each as the list on the page gives it back: without tabs and blanks in a row."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def _with_id(prospect: Prospect) -> Prospect:
    return replace(prospect, id=identity_keys(prospect)[0])
